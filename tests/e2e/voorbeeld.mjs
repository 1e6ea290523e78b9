// SPDX-License-Identifier: EUPL-1.2
// The walk of loop.mjs over the sample pages of web/: holds the templates and the style without a server or a database.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tap, loop, ontbreekt } from './loop.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '../../web');
const gemis = ontbreekt() ?? (existsSync(join(web, 'dist/stijl.css')) ? null : 'web/dist ontbreekt (npm run build in web/)');

if (gemis) {
  console.log(`1..0 # SKIP ${gemis}`);
} else {
  const { serveer } = await import(join(web, 'voorbeeld.mjs'));
  const { bomen } = await import(join(web, 'voorbeelden/bomen.mjs'));
  const server = await serveer();
  const paginas = bomen().map(({ naam, adres, status }) => ({
    adres, status, licht: naam === 'overzicht', alles: ['overzicht', 'import-proef', 'herkomst', 'cijfers'].includes(naam),
    // Progress without a script has to reload; the page offers to stop that (WCAG 2.2.1: turn off).
    uitzonderingen: naam === 'taak' ? { 'meta-refresh': 'kan worden uitgezet' } : {},
  }));
  try {
    const tap = new Tap();
    await loop(server.url, paginas, tap);
    process.exitCode = tap.klaar() ? 1 : 0;
  } finally {
    server.sluit();
  }
}
