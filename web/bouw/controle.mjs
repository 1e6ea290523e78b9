// SPDX-License-Identifier: EUPL-1.2
// Holds the weight of a first page (style sheet, fonts), that nothing is loaded from elsewhere, and the contrasts.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { teLaag } from './contrast.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const GRENS_CSS = 36_000; // with both fonts and the largest page, gzipped, a first visit stays far below 100 kB
const GRENS_FONT = 45_000;
const GRENS_LADER = 1_500;
const GRENS_WERKPLAATS = 4_000;
const GRENS_EILAND = 520_000;
let fout = false;
let font = 0;
const css = readFileSync(join(dist, 'stijl.css'));
for (const naam of readdirSync(dist)) if (naam.endsWith('.woff2')) font += readFileSync(join(dist, naam)).length;

function eis(goed, tekst) {
  console.log(`${goed ? 'ok' : 'FOUT'}: ${tekst}`);
  if (!goed) fout = true;
}
eis(css.length <= GRENS_CSS, `stijl.css is ${css.length} bytes (hoogstens ${GRENS_CSS})`);
eis(font > 0 && font <= GRENS_FONT, `lettertypen zijn samen ${font} bytes (hoogstens ${GRENS_FONT})`);
for (const [, adres] of css.toString().matchAll(/url\(["']?([^"')]+)/g)) {
  eis(/^\.?\/?[\w.-]+$/.test(adres) && !adres.startsWith('/'), `adres ${adres} is een bestand naast stijl.css`);
}
// The island: what every visitor of the map gets is small, the rest comes when it is asked for.
const ingepakt = (naam) => gzipSync(readFileSync(join(dist, naam))).length;
eis(ingepakt('kaart.js') <= GRENS_LADER, `kaart.js is ${ingepakt('kaart.js')} bytes, ingepakt (hoogstens ${GRENS_LADER})`);
eis(ingepakt('werkplaats.js') <= GRENS_WERKPLAATS, `werkplaats.js is ${ingepakt('werkplaats.js')} bytes, ingepakt (hoogstens ${GRENS_WERKPLAATS})`);
const eiland = ['kaart-beweeg.js', 'kaart-werker.js', 'kaart.css'].reduce((som, naam) => som + ingepakt(naam), 0);
eis(eiland <= GRENS_EILAND, `de beweegbare kaart is ${eiland} bytes, ingepakt (hoogstens ${GRENS_EILAND})`);
// (The worker has a way to run a classic script's text, never used by a module worker; the server's policy forbids it there.)
for (const naam of ['kaart.js', 'kaart-beweeg.js', 'werkplaats.js']) {
  eis(!/\beval\(|new Function\(/.test(readFileSync(join(dist, naam), 'utf8')), `${naam} maakt geen code uit tekst`);
}
const laag = teLaag();
eis(laag.length === 0, laag.length ? `contrast te laag: ${laag.join('; ')}` : 'contrasten halen WCAG AA, licht en donker');
process.exit(fout ? 1 : 0);
