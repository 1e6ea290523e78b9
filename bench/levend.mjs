// SPDX-License-Identifier: EUPL-1.2
// How long it takes in a real browser before map and table follow a slider: from the move until the picture after the counts were put in.
// Part of meet.py (deel_voorraad.py); by itself: node bench/levend.mjs URL-OF-THE-WORKSHOP [MOVES]. Prints milliseconds, one a line.
import { metBrowser } from '../tests/e2e/loop.mjs';

const [adres, keren = '40'] = process.argv.slice(2);
await metBrowser(async (browser) => {
  const pagina = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' })).newPage();
  await pagina.goto(adres);
  await pagina.waitForSelector('.wz-proef__schuif');
  const uit = await pagina.evaluate(async (n) => {
    const schuif = document.querySelector('.wz-proef__schuif');
    const tabel = document.querySelector('section[aria-labelledby=gebieden]');
    const rust = () => new Promise((klaar) => { setTimeout(klaar, 600); }); // the flow is asked when the slider rests: let it be done
    const ms = [];
    let vorig = tabel.textContent;
    let anders = 0;
    for (let i = 0; i < n; i++) {
      const gezien = new Promise((klaar) => {
        document.addEventListener('wz-geteld', () => requestAnimationFrame(() => requestAnimationFrame(() => klaar(performance.now()))), { once: true });
      });
      const begin = performance.now();
      schuif.value = String(1 + (i * 7) % 23);
      schuif.dispatchEvent(new Event('input', { bubbles: true }));
      ms.push(await gezien - begin);
      if (tabel.textContent !== vorig) anders++;
      vorig = tabel.textContent;
      await rust();
    }
    return { ms, anders };
  }, Number(keren));
  if (uit.anders < Number(keren) / 2) throw new Error(`de tabel veranderde maar ${uit.anders} keer`);
  console.log(uit.ms.map((x) => x.toFixed(1)).join('\n'));
});
