// SPDX-License-Identifier: EUPL-1.2
// Which classes of the NL Design System components no template uses. The bundler leaves their rules out, so that a page
// carries the components it shows and not the whole library. Our own classes (wz-, g-) always stay.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const klasse = /(?:nl|utrecht)-[A-Za-z0-9_-]+/g;

function bestanden(map, eind) {
  return readdirSync(map, { recursive: true })
    .filter((naam) => naam.endsWith(eind))
    .map((naam) => join(map, naam));
}

// The component files are those that stijl.css imports from a package.
function componenten() {
  const stijl = readFileSync(join(web, 'stijl/stijl.css'), 'utf8');
  return [...stijl.matchAll(/@import\s+["'](?:\.\.\/node_modules\/)?(@(?:utrecht|nl-design-system)[^"']+)["']/g)]
    .map((m) => join(web, 'node_modules', m[1]));
}

export function ongebruikteKlassen() {
  const gebruikt = new Set();
  for (const pad of bestanden(join(web, 'sjablonen'), '.mustache')) {
    // Comments describe fields and must not keep a rule alive.
    const tekst = readFileSync(pad, 'utf8').replace(/\{\{![\s\S]*?\}\}/g, '');
    for (const [naam] of tekst.matchAll(klasse)) gebruikt.add(naam);
  }
  const bestaat = new Set();
  for (const pad of componenten()) {
    for (const [, naam] of readFileSync(pad, 'utf8').matchAll(/\.((?:nl|utrecht)-[A-Za-z0-9_-]+)/g)) bestaat.add(naam);
  }
  for (const naam of gebruikt) {
    if (!bestaat.has(naam)) throw new Error(`klasse ${naam} in een sjabloon bestaat in geen enkele component`);
  }
  return [...bestaat].filter((naam) => !gebruikt.has(naam));
}
