// SPDX-License-Identifier: EUPL-1.2
// Computes the contrast of every pair of colours that the pages put together, in the light and the dark theme (WCAG 2.1:
// letters 4.5 to 1, bars, edges and marks 3 to 1). axe does not look inside pictures; this does it for them.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const thema = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../stijl/thema.css'), 'utf8');
const [licht, rest] = thema.split('@media', 2);
const kleuren = (tekst) => Object.fromEntries([...tekst.matchAll(/--wz-([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));

function helderheid(kleur) {
  const [r, g, b] = [1, 3, 5]
    .map((i) => parseInt(kleur.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [hoog, laag] = [helderheid(a), helderheid(b)].sort((x, y) => y - x);
  return (hoog + 0.05) / (laag + 0.05);
}

const gronden = ['grond', 'vlak'];
const paren = [
  ...['inkt', 'inkt-zacht', 'accent', 'accent-diep'].flatMap((i) => [...gronden, 'vlak-zacht', 'accent-zacht'].map((g) => [i, g, 4.5])),
  ...['ok', 'letop', 'fout'].flatMap((i) => [[i, `${i}-zacht`, 4.5], ['inkt', `${i}-zacht`, 4.5], ['accent', `${i}-zacht`, 4.5], [i, 'grond', 4.5]]),
  ['accent-op', 'accent', 4.5], ['accent-op', 'accent-diep', 4.5], ['vlak', 'fout', 4.5],
  ...[0, 1, 2].map((k) => ['inkt', `klasse-${k}`, 4.5]),
  ...[3, 4, 5].map((k) => ['klasse-op-donker', `klasse-${k}`, 4.5]),
  ...['nultreden', 'geclusterd-tekst', 'zorggeschikt', 'neutraal'].flatMap((i) => gronden.map((g) => [i, g, 4.5])),
  ...['opgave', 'geclusterd', 'rand-veld'].flatMap((i) => gronden.map((g) => [i, g, 3])),
];

/** Pairs that are too close, in words. */
export function teLaag() {
  const themas = { licht: kleuren(licht), donker: { ...kleuren(licht), ...kleuren(rest.split('\n}\n')[0]) } };
  return Object.entries(themas).flatMap(([naam, k]) => paren
    .map(([voor, achter, eis]) => ({ voor, achter, eis, is: contrast(k[voor], k[achter]) }))
    .filter((p) => !(p.is >= p.eis))
    .map((p) => `${naam}: ${p.voor} op ${p.achter} is ${p.is.toFixed(2)}, moet ${p.eis} zijn`));
}
