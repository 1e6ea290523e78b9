#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// The random tables over random stocks of test_motor.c once more, in DuckDB: it must count per buurt and rule what the engine counted.
// WZ_BENCH_DUCKDB names a folder in which `npm install @duckdb/node-api` was done; without it there is nothing to compare with.
//   WZ_BENCH_DUCKDB=MAP node tests/voorraad/duckdb.mjs build/tests/voorraad/test_voorraad_motor
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const WAT = 'DuckDB telt per buurt en regel wat de motor telt';
console.log('TAP version 13\n1..1');
const waar = process.env.WZ_BENCH_DUCKDB;
if (!waar || !existsSync(join(waar, 'node_modules/@duckdb/node-api'))) {
  console.log(`ok 1 - ${WAT} # SKIP WZ_BENCH_DUCKDB noemt geen map met @duckdb/node-api`);
  process.exit(0);
}
const { DuckDBInstance } = createRequire(join(resolve(waar), 'package.json'))('@duckdb/node-api');

// How the counts differ, in words; '' when they do not.
function verschil(hunne, onze) {
  const over = new Map(onze.map(([buurt, regel, n]) => [`${buurt}/${regel}`, n]));
  for (const [buurt, regel, n] of hunne) {
    const sleutel = `${Number(buurt)}/${Number(regel)}`;
    if (over.get(sleutel) !== Number(n)) return `buurt/regel ${sleutel}: DuckDB ${n}, de motor ${over.get(sleutel) ?? 0}`;
    over.delete(sleutel);
  }
  return over.size ? `buurt/regel ${[...over.keys()][0]}: DuckDB telt er geen` : '';
}

async function vergelijk(map) {
  const bank = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const uit = { tabellen: 0, voorraden: 0, geteld: 0, fouten: [] };
  let voorraad = -1;
  for (const regel of readFileSync(join(map, 'tabellen.jsonl'), 'utf8').trim().split('\n')) {
    const tabel = JSON.parse(regel);
    if (tabel.voorraad !== voorraad) {
      voorraad = tabel.voorraad;
      uit.voorraden++;
      await bank.run('CREATE OR REPLACE TABLE v (rij INTEGER, buurt INTEGER, woning UTINYINT, m2 USMALLINT, laag UTINYINT, lift UTINYINT, eigenaar TEXT, plek INTEGER)');
      await bank.run(`COPY v FROM '${join(map, `${voorraad}.csv`)}' (FORMAT csv, HEADER false)`);
    }
    const fout = verschil((await bank.runAndReadAll(tabel.vraag)).getRows(), tabel.telling);
    if (fout) uit.fouten.push(`voorraad ${voorraad}: ${fout}\n${tabel.vraag}`);
    uit.tabellen++;
    uit.geteld += tabel.telling.reduce((som, [, , n]) => som + n, 0);
  }
  return uit;
}

const map = mkdtempSync(join(tmpdir(), 'duckdb.'));
let klachten = [];
let omvang = '';
try {
  const test = spawnSync(process.argv[2], { env: { ...process.env, WZ_TEST_MOTOR_MAP: map, CMOCKA_MESSAGE_OUTPUT: 'TAP' }, encoding: 'utf8' });
  if (test.status !== 0) klachten = [`${process.argv[2]} gaat zelf fout`, test.stdout, test.stderr];
  else {
    const uit = await vergelijk(map);
    klachten = uit.fouten;
    omvang = ` (${uit.tabellen} tabellen over ${uit.voorraden} voorraden, ${uit.geteld} woningen)`;
    if (uit.tabellen < 100 || !uit.geteld) klachten.push(`er waren maar ${uit.tabellen} tabellen`);
  }
} finally {
  rmSync(map, { recursive: true });
}
console.log(`${klachten.length ? 'not ok' : 'ok'} 1 - ${WAT}${omvang}`);
for (const regel of klachten.slice(0, 5).join('\n').split('\n').slice(0, 40)) if (klachten.length) console.log(`# ${regel}`);
process.exit(klachten.length ? 1 : 0);
