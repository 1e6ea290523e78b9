// SPDX-License-Identifier: EUPL-1.2
// Walks through the pages in a real browser, as people with a wide or narrow screen, a dark theme or only a keyboard do.
//   WZ_URL=http://127.0.0.1:8080 node tests/e2e/loop.mjs [paginas.json]
// Environment: WZ_URL (where Woonzorg serves), WZ_CHROMIUM (browser, default Debian's). Prints TAP and a last line
// with the count; exit code 1 when anything failed. Needs `npm ci` in web/ (playwright-core, axe-core).
import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { meldAan } from './server.mjs';

const hier = dirname(fileURLToPath(import.meta.url));
const vereis = createRequire(join(hier, '../../web/package.json'));
// The program itself, and not the script before it, which asks for extensions and a graphics card.
const BROWSER = process.env.WZ_CHROMIUM ?? ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find((b, i, alle) => i === alle.length - 1 || existsSync(b));
const NORMEN = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
// Beyond the norm, for who goes by landmarks: all of a page lies in one, and no two bear one name.
const OOK = { region: { enabled: true }, 'landmark-unique': { enabled: true } };
const UITERLIJK = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'meta-viewport', 'css-orientation-lock'];
// Each page is seen as most do on a desk and as some do on a phone; pages marked `alles` in all four ways. The first look
// is at everything. The later ones are at the same elements in another dress: then only what a dress can spoil is asked; both
// widths and both themes have had it before the last. The keys go through one page of each kind.
const GANGEN = [
  { breedte: 1280, kleur: 'light', alle: true, normen: NORMEN, toets: true },
  { breedte: 360, kleur: 'dark', alle: true, normen: UITERLIJK },
  { breedte: 1280, kleur: 'dark', alle: false, normen: UITERLIJK },
  { breedte: 360, kleur: 'light', alle: false, toets: true },
];
const TEGELIJK = 2; // browsers: there are two cores at least
export const EERSTE_PAGINA = 100 * 1024; // bytes, with style and fonts
const TABS = 40;

/** What is missing to run at all, in words; null when nothing is. */
export function ontbreekt() {
  if (!existsSync(BROWSER)) return `geen browser op ${BROWSER} (zet WZ_CHROMIUM)`;
  try {
    vereis.resolve('playwright-core');
    vereis.resolve('axe-core');
  } catch {
    return 'playwright-core of axe-core ontbreekt (npm ci in web/)';
  }
  return null;
}

/** Counts and prints as TAP; with a prefix for each name, such as the database. */
export class Tap {
  goed = 0;
  slecht = 0;
  voor = '';

  constructor() {
    console.log('TAP version 13');
  }

  meld(naam, problemen) {
    const n = this.goed + this.slecht + 1;
    naam = this.voor + naam;
    if (problemen.length === 0) {
      this.goed++;
      console.log(`ok ${n} - ${naam}`);
      return;
    }
    this.slecht++;
    console.log(`not ok ${n} - ${naam}`);
    for (const p of problemen) console.log(`# ${String(p).replace(/\n/g, '\n# ')}`);
  }

  /** For what goes on beside other things: the same count, with a prefix of its own. */
  met(voor) {
    return { meld: (naam, problemen) => this.meld(voor + naam, problemen) };
  }

  /** The plan and the count; how many failed. */
  klaar() {
    console.log(`1..${this.goed + this.slecht}`);
    console.log(`# ${this.goed} passed, ${this.slecht} failed`);
    return this.slecht;
  }
}

// Evaluated by the debugger and not by the page, so that the page's strict policy stays in force.
export const axeBron = () => `${readFileSync(vereis.resolve('axe-core/axe.min.js'), 'utf8')};0`;

export async function axe(pagina, bron, uitzonderingen, alleen = NORMEN) {
  if (bron) await pagina.evaluate(bron); // else it is in the page already
  const uitslag = await pagina.evaluate(([runOnly, rules]) => globalThis.axe.run(document, { runOnly, rules, resultTypes: ['violations'] }),
    [alleen, alleen === NORMEN ? OOK : {}]);
  return uitslag.violations
    .filter((v) => !(v.id in uitzonderingen))
    .flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${v.help}: ${n.target.join(' ')}: ${n.any.concat(n.all, n.none).map((c) => c.message).join('; ').slice(0, 200)}`));
}

const vorm = (pagina, breedte) => pagina.evaluate((breed) => {
  const uit = [];
  const rand = document.documentElement.clientWidth;
  if (innerWidth !== breed) uit.push(`het venster is ${innerWidth} breed in plaats van ${breed}`);
  if (document.documentElement.lang !== 'nl') uit.push('html heeft geen lang="nl"');
  if (document.querySelectorAll('h1').length !== 1) uit.push(`${document.querySelectorAll('h1').length} h1 in plaats van 1`);
  if (!document.title.trim()) uit.push('de pagina heeft geen titel');
  if (!document.querySelector('main')) uit.push('er is geen <main>');
  if (document.querySelector('input[type=reset], button[type=reset]')) uit.push('er is een wisknop (reset)');
  if (document.querySelector('[placeholder]')) uit.push('een veld heeft een placeholder');
  if (document.documentElement.scrollWidth > rand) {
    const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > rand + 1).slice(0, 3);
    uit.push(`de pagina is ${document.documentElement.scrollWidth} breed in een venster van ${rand}: ${over.map((e) => `${e.localName}.${e.className.baseVal ?? e.className}`).join(', ')}`);
  }
  const dubbel = [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, alle) => alle.indexOf(id) !== i);
  if (dubbel.length) uit.push(`id komt vaker voor: ${dubbel.join(', ')}`);
  return uit;
}, breedte);

// The link that skips comes first, and whatever has the focus can be seen and is marked.
// What has the focus is looked at when the key comes up: the page keeps the list, asked for once. The keys are pressed one
// after the other without a word between them.
async function toetsenbord(pagina, cdp) {
  await pagina.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    const gezien = globalThis.gezien = [];
    document.addEventListener('keyup', () => {
      const e = document.activeElement;
      if (!e || e === document.body) return;
      const s = getComputedStyle(e);
      const r = e.getBoundingClientRect();
      gezien.push({
        wie: `${e.localName} ${(e.textContent || e.getAttribute('name') || '').trim().slice(0, 30)}`,
        href: e.getAttribute('href'),
        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
        inBeeld: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
      });
    });
  });
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  await Promise.all(Array.from({ length: 2 * TABS }, (_, i) => cdp.send('Input.dispatchKeyEvent', { type: i % 2 ? 'keyUp' : 'rawKeyDown', ...tab })));
  const rij = await pagina.evaluate(() => {
    document.activeElement?.blur();
    return globalThis.gezien;
  });
  const uit = rij.length ? [] : ['geen tab komt ergens op'];
  if (rij.length && !(rij[0].href ?? '').startsWith('#')) uit.push(`eerste tab komt op ${rij[0].wie}, niet op de link naar de inhoud`);
  for (const f of rij) {
    if (!f.ring) uit.push(`geen zichtbare focus op ${f.wie}`);
    if (!f.inBeeld) uit.push(`focus buiten beeld op ${f.wie}`);
  }
  return uit;
}

// A page that is visited with again and again, nothing kept between visits to what is weighed. One renderer for all: it
// compiles axe once.
async function venster(browser) {
  const context = await browser.newContext({ locale: 'nl-NL', reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  const pagina = await context.newPage();
  const cdp = await context.newCDPSession(pagina);
  const v = { pagina, cdp, bytes: 0, status: 0, fouten: [], axe: false };
  await cdp.send('Network.enable');
  cdp.on('Network.loadingFinished', (e) => { v.bytes += e.encodedDataLength; });
  pagina.on('pageerror', (e) => v.fouten.push(`fout in de pagina: ${e.message}`));
  pagina.on('requestfailed', (r) => {
    // What was still under way when the next page is gone to is broken off, by us.
    if (r.failure()?.errorText !== 'net::ERR_ABORTED') v.fouten.push(`niet geladen: ${r.url()}: ${r.failure()?.errorText}`);
  });
  pagina.on('console', (b) => {
    // A page that is meant to answer 404 is reported as an error by the browser itself.
    if (b.type() === 'error' && !(v.status >= 400 && /status of 4\d\d/.test(b.text()))) v.fouten.push(`console: ${b.text()}`);
  });
  return v;
}

const kleed = async (pagina, { breedte, kleur }) => {
  await pagina.setViewportSize({ width: breedte, height: 800 });
  await pagina.emulateMedia({ colorScheme: kleur });
};

// Opens the page in a dress, as if for the first time; what it loads is counted from here.
async function open(v, url, beschrijving, gang) {
  const { pagina, cdp } = v;
  Object.assign(v, { bytes: 0, fouten: [], axe: false, status: beschrijving.status ?? 200 });
  await kleed(pagina, gang);
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: Boolean(beschrijving.licht) });
  await pagina.context().clearCookies();
  if (beschrijving.koek) await pagina.context().addCookies([{ ...beschrijving.koek, url }]);
  const antwoord = await pagina.goto(url + beschrijving.adres, { waitUntil: 'load' });
  return antwoord.status() === v.status ? [] : [`antwoordde met ${antwoord.status()}`];
}

// One page in each of its dresses. The server does not know of them, and a page without scripts only lays itself out anew: it is
// changed where it stands. One with scripts is opened again, and so is one that the keys go through.
async function bezoek(v, url, beschrijving, bron, tap, eersteIn) {
  const { pagina } = v;
  let staat = false;
  for (const gang of GANGEN.filter((g) => g.alle || beschrijving.alles)) {
    const naam = `${beschrijving.adres}${beschrijving.als ? ` als ${beschrijving.als}` : ''} ${gang.breedte} ${gang.kleur}`;
    const eerste = eersteIn(gang, beschrijving);
    const toets = gang.toets && eerste;
    try {
      if (staat && !toets) await kleed(pagina, gang);
      else tap.meld(`${naam}: antwoordt met ${beschrijving.status ?? 200}`, await open(v, url, beschrijving, gang));
      await pagina.evaluate(() => document.fonts.ready.then(() => true)); // load does not wait for them
      tap.meld(`${naam}: vorm`, await vorm(pagina, gang.breedte));
      if (gang.normen === NORMEN || (gang.normen && eerste)) {
        tap.meld(`${naam}: WCAG 2.1 A en AA`, await axe(pagina, v.axe ? null : bron, beschrijving.uitzonderingen ?? {}, gang.normen));
        v.axe = true;
      }
      if (toets) tap.meld(`${naam}: met het toetsenbord`, await toetsenbord(pagina, v.cdp));
      if (beschrijving.licht) tap.meld(`${naam}: hoogstens ${EERSTE_PAGINA} bytes`, v.bytes <= EERSTE_PAGINA ? [] : [`${v.bytes} bytes`]);
      tap.meld(`${naam}: geen fouten in de browser`, v.fouten);
      staat = await pagina.evaluate(() => !document.querySelector('script:not([type="application/json"])'));
    } catch (fout) {
      tap.meld(`${naam}: te bezoeken`, [fout.message]);
      staat = false;
    }
  }
}

/** The page's own links, in order and without what follows a "#". */
export function schakels(html) {
  return [...new Set([...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, h]) => h.replaceAll('&amp;', '&')))];
}

/** A page may be described by the page that leads to it: {van, link} is the first link there that matches. */
export async function vindPaginas(url, paginas) {
  return Promise.all(paginas.map(async (p) => {
    if (!p.van) return p;
    const kop = p.koek ? { Cookie: `${p.koek.name}=${p.koek.value}` } : {};
    const gevonden = schakels(await (await fetch(url + p.van, { headers: kop })).text()).find((h) => new RegExp(p.link).test(h));
    if (!gevonden) throw new Error(`op ${p.van} is geen link als ${p.link}`);
    return { ...p, adres: gevonden };
  }));
}

/** A browser that closes with its work. */
export async function metBrowser(werk, opties = []) {
  const { chromium } = vereis('playwright-core');
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--lang=nl-NL', ...opties, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
  try {
    return await werk(browser);
  } finally {
    await browser.close();
  }
}

/** Those pages that say `als` get the cookie of that role of the demo. */
export async function metKoek(url, paginas) {
  const koek = {};
  for (const rol of new Set(paginas.map((p) => p.als).filter(Boolean))) koek[rol] = await meldAan(url, rol);
  return paginas.map((p) => (p.als ? { ...p, koek: koek[p.als] } : p));
}

// Pages of one template, of one gebied or another: in another dress one of them tells for all.
const soort = (p) => `${p.als ?? ''} ${p.adres.replace(/\?.*/, '').replace(/[A-Z]{2}\d+|\d+/g, 'N')}`;

/** Visits each page. paginas: [{adres, status?, licht? (also weigh), alles? (in all four ways), koek? (metKoek), uitzonderingen? {axe-rule: why}}] */
export async function loop(url, paginas, tap) {
  const bron = axeBron();
  const gezien = GANGEN.map(() => new Set());
  const eersteIn = (gang, p) => {
    const kinds = gezien[GANGEN.indexOf(gang)];
    return !kinds.has(soort(p)) && kinds.add(soort(p)) !== undefined;
  };
  const rij = [...paginas];
  await Promise.all(Array.from({ length: TEGELIJK }, () => metBrowser(async (browser) => {
    const v = await venster(browser);
    for (let p = rij.shift(); p; p = rij.shift()) await bezoek(v, url, p, bron, tap, eersteIn);
  })));
}

async function hoofd() {
  const url = process.env.WZ_URL?.replace(/\/$/, '');
  if (!url) {
    console.error('Zet WZ_URL op het adres van een draaiende Woonzorg, bijvoorbeeld http://127.0.0.1:8080');
    return 2;
  }
  const gemis = ontbreekt();
  if (gemis) {
    console.log(`1..0 # SKIP ${gemis}`);
    return 0;
  }
  const lijst = process.argv[2] ?? join(hier, 'paginas.json');
  const tap = new Tap();
  await loop(url, await vindPaginas(url, await metKoek(url, JSON.parse(readFileSync(lijst, 'utf8')).paginas)), tap);
  return tap.klaar() ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await hoofd();
