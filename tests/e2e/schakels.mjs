// SPDX-License-Identifier: EUPL-1.2
// Follows the links of pages, two deep and with a bound on each kind, and tells which are dead, lead to a place that is not
// on the page, or promise a file that does not come.
import { schakels } from './loop.mjs';

const DIEP = 2;
const PER_SOORT = 5; // addresses that differ only in a code or number are one kind
const TEGELIJK = 4;

// "/herkomst/opgave:GM0889:…" and "/herkomst/123" are one kind; so are pages that differ in the value of a query field.
const soort = (adres) => {
  const [pad, vraag = ''] = adres.split('?');
  return `${pad.replace(/\/(herkomst|gebieden|leveringen|cijfers|plannen|organisaties|mensen)\/[^/.]+/, '/$1/x')}?${vraag.replace(/=[^&]*/g, '')}`;
};

const eisen = {
  csv: { type: /^text\/csv/, goed: (b) => b.length > 3 },
  xlsx: { type: /spreadsheetml/, goed: (b) => b[0] === 0x50 && b[1] === 0x4b },
  svg: { type: /^image\/svg/, goed: (b) => b.toString().includes('<svg') },
};

async function haal(url, adres, koek) {
  const antwoord = await fetch(url + adres, { redirect: 'follow', headers: koek ? { Cookie: `${koek.name}=${koek.value}` } : {} });
  const inhoud = Buffer.from(await antwoord.arrayBuffer());
  const eis = eisen[adres.split('?')[0].match(/\.(\w+)$/)?.[1]];
  const type = antwoord.headers.get('content-type') ?? '';
  const fouten = [];
  if (antwoord.status !== 200) fouten.push(`antwoordt ${antwoord.status}`);
  else if (eis && !eis.type.test(type)) fouten.push(`is ${type}`);
  else if (eis && !eis.goed(inhoud)) fouten.push('is leeg of iets anders');
  return { fouten, html: type.startsWith('text/html') ? inhoud.toString() : '' };
}

// "#x" must be on the page that it is on.
function ankers(html) {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]));
  return schakels(html).filter((h) => h.startsWith('#') && !ids.has(h.slice(1))).map((h) => `${h} staat niet op de pagina`);
}

/** Problems in words, and how many addresses were tried; as who the cookie says, if any. */
export async function kruip(url, beginnen, koek) {
  const gezien = new Set(beginnen.map((b) => b.split('#')[0]));
  const perSoort = new Map();
  const problemen = [];
  let laag = [...gezien].map((adres) => ({ adres, van: 'de lijst' }));
  for (let diep = 0; diep <= DIEP && laag.length; diep++) {
    const volgende = [];
    const rij = [...laag];
    await Promise.all(Array.from({ length: TEGELIJK }, async () => {
      for (let werk = rij.shift(); werk; werk = rij.shift()) {
        const { fouten, html } = await haal(url, werk.adres, koek);
        for (const f of [...fouten, ...ankers(html)]) problemen.push(`${werk.adres} (op ${werk.van}): ${f}`);
        for (const heel of diep < DIEP ? schakels(html) : []) {
          const h = heel.split('#')[0];
          if (!h.startsWith('/') || gezien.has(h)) continue;
          const s = soort(h);
          if ((perSoort.get(s) ?? 0) >= PER_SOORT) continue;
          perSoort.set(s, (perSoort.get(s) ?? 0) + 1);
          gezien.add(h);
          volgende.push({ adres: h, van: werk.adres });
        }
      }
    }));
    laag = volgende;
  }
  return { problemen, aantal: gezien.size };
}
