// SPDX-License-Identifier: EUPL-1.2
// The real program with the demo in a real browser, on each database there is: every page of paginas.json (form, WCAG,
// keyboard, weight), every link two deep, and what people do from begin to end.
//   node tests/e2e/echt.mjs --programma build/woonzorg
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tap, loop, metBrowser, metKoek, ontbreekt, vindPaginas } from './loop.mjs';
import { kruip } from './schakels.mjs';
import { databases, start } from './server.mjs';
import { wandelingen } from './wandelingen.mjs';

const hier = dirname(fileURLToPath(import.meta.url));
const optie = (naam) => process.argv[process.argv.indexOf(naam) + 1];

async function wandel(url, tap) {
  await metBrowser(async (browser) => {
    for (const [naam, doe] of wandelingen) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', reducedMotion: 'reduce' });
      context.setDefaultTimeout(60_000);
      const pagina = await context.newPage();
      tap.meld(naam, await doe(pagina, url).catch((fout) => [fout.message]));
      await context.close();
    }
  });
}

async function volg(url, paginas, tap, eerste) {
  const goed = paginas.filter((p) => !p.status);
  const wie = { 'een bezoeker': goed.filter((p) => !p.als), 'de beheerder': goed.filter((p) => p.als === 'beheerder') };
  for (const [naam, deel] of Object.entries(wie).slice(eerste ? 0 : 1)) { // who may more sees more
    const { problemen, aantal } = await kruip(url, deel.map((p) => p.adres), deel[0].koek);
    tap.meld(`geen van ${aantal} schakels is dood voor ${naam}`, problemen);
  }
}

async function beproef(db, programma, eerste, alle) {
  const tap = alle.met(`${db.naam}: `);
  const data = db.maak();
  try {
    const server = await start(programma, data.url);
    try {
      const paginas = await vindPaginas(server.url, await metKoek(server.url, JSON.parse(readFileSync(join(hier, 'paginas.json'), 'utf8')).paginas));
      // The pages of the second database are the same; what differs is what the server does for them.
      await Promise.all([eerste ? loop(server.url, paginas, tap) : null, volg(server.url, paginas, tap, eerste)]);
      await wandel(server.url, tap);
    } finally {
      const code = await server.stop();
      tap.meld('de server stopt netjes', code === 0 ? [] : [`stopte met ${code}`]);
    }
  } finally {
    data.weg();
  }
}

async function hoofd() {
  const gemis = ontbreekt();
  if (gemis) {
    console.log(`1..0 # SKIP ${gemis}`);
    return 0;
  }
  const tap = new Tap();
  // The databases at the same time: while the one is looked at in the browser, the other has its links followed and is walked through.
  await Promise.all(databases().map((db, i) => beproef(db, optie('--programma') ?? 'build/woonzorg', i === 0, tap)
    .catch((fout) => tap.meld(`${db.naam}: te beproeven`, [fout.stack]))));
  return tap.klaar() ? 1 : 0;
}

process.exitCode = await hoofd();
