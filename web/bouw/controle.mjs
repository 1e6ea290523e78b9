// SPDX-License-Identifier: EUPL-1.2
// Holds the weight of a first page (style sheet, fonts), that nothing is loaded from elsewhere, and the contrasts.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { teLaag } from './contrast.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const GRENS_CSS = 34_000; // with both fonts and the largest page, gzipped, a first visit stays far below 100 kB
const GRENS_FONT = 45_000;
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
const laag = teLaag();
eis(laag.length === 0, laag.length ? `contrast te laag: ${laag.join('; ')}` : 'contrasten halen WCAG AA, licht en donker');
process.exit(fout ? 1 : 0);
