#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// The browser works an expression out as the server does: web/eiland/expressie.ts beside `woonzorg expressie --boom`, on tables of cases.
//   node tests/expressie/browser.mjs --programma build/woonzorg [--gevallen BESTAND.tsv …]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const hier = dirname(fileURLToPath(import.meta.url));
const web = join(hier, '../../web');
const args = process.argv.slice(2);
const programma = args[args.indexOf('--programma') + 1];
const tabellen = args.includes('--gevallen') ? args.slice(args.indexOf('--gevallen') + 1) : [join(hier, 'browser.tsv'), join(hier, '../../../shared/cases/expressies.tsv')];

let esbuild;
try {
  esbuild = createRequire(join(web, 'package.json'))('esbuild');
} catch {
  console.log('TAP version 13\n1..1\nok 1 - browser en server rekenen gelijk # SKIP esbuild ontbreekt (npm ci in web/)');
  process.exit(0);
}
const map = mkdtempSync(join(tmpdir(), 'expressie.'));
esbuild.buildSync({ entryPoints: [join(web, 'eiland/expressie.ts')], outfile: join(map, 'expressie.mjs'), bundle: true, format: 'esm', logLevel: 'warning' });
const { Knoop, uitrekenen, uitkomst } = await import(pathToFileURL(join(map, 'expressie.mjs')).href);
rmSync(map, { recursive: true });

// Minutes ahead of UTC in a zone, by what the platform knows of it.
function klok(zone) {
  const vorm = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  return (utc) => {
    const d = Object.fromEntries(vorm.formatToParts(new Date(utc)).map((x) => [x.type, Number(x.value)]));
    return Math.round((Date.UTC(d.year, d.month - 1, d.day, d.hour, d.minute, d.second) - Math.floor(utc / 1000) * 1000) / 60000);
  };
}

const knopen = (k) => [k, ...k.kenmerken.flatMap(knopen), ...k.kinderen.flatMap(knopen)];

function browser(r) {
  const wortel = Knoop.van(r.wortel, null);
  const o = { knoop: knopen(wortel)[r.knoop], nu: r.nu };
  const zone = /^TZ=(\S+)/.exec(r.zone);
  o.verschil = zone ? klok(zone[1]) : (utc) => -new Date(utc).getTimezoneOffset(); // without one: the clock of this computer
  try {
    return uitkomst(o, uitrekenen(r.expr, o), r.soort);
  } catch {
    return '!';
  }
}

// The last digit of a sine is the library's own.
const zelfde = (x, y) => x === y || (x !== '' && y !== '' && Math.abs(Number(x) - Number(y)) <= 1e-12 * Math.max(1, Math.abs(Number(x))));

console.log('TAP version 13');
let n = 0, mis = 0;
for (const tabel of tabellen) {
  if (!existsSync(tabel)) {
    console.log(`ok ${++n} - ${tabel} # SKIP de gevallen zijn er niet`);
    continue;
  }
  const regels = execFileSync(programma, ['expressie', tabel, '--boom'], { maxBuffer: 256 << 20 }).toString().trim().split('\n').map((x) => JSON.parse(x)).filter((x) => x.expr !== undefined);
  const fout = regels.filter((r) => !zelfde(browser(r), r.uit));
  for (const r of fout.slice(0, 20)) console.log(`# ${r.bron}: server ${JSON.stringify(r.uit)}, browser ${JSON.stringify(browser(r))}`);
  mis += fout.length || !regels.length ? 1 : 0;
  console.log(`${fout.length || !regels.length ? 'not ok' : 'ok'} ${++n} - ${regels.length} gevallen uit ${tabel.split('/').pop()} rekenen browser en server gelijk (${fout.length} anders)`);
}
console.log(`1..${n}`);
process.exit(mis ? 1 : 0);
