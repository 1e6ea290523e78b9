// SPDX-License-Identifier: EUPL-1.2
// Filling a questionnaire in, in real browsers: two people at once, without a connection, with the keyboard alone, on a phone, and
// without JavaScript. What was typed is then asked of the server, for nothing may be lost.
//   node tests/e2e/invullen.mjs --programma build/woonzorg
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tap, axe, axeBron, metBrowser, ontbreekt } from './loop.mjs';
import { databases, start } from './server.mjs';

const programma = process.argv[process.argv.indexOf('--programma') + 1];
const nul = '0'.repeat(59);
const ANNA = `/invullen/de3${nul}a1`, BERT = `/invullen/de3${nul}b2`, CARLA = `/invullen/de3${nul}c3`;
const eis = (uit, goed, tekst) => { if (!goed) uit.push(tekst); };
const bewaard = (p) => p.waitForFunction(() => document.querySelector('[data-bewaard]')?.textContent.startsWith('Opgeslagen'), null, { timeout: 10_000 });
const fouten = (p, uit) => p.on('pageerror', (e) => uit.push(`fout in de pagina: ${e.message}`));

/** The answers of a section as the server has them, by question. */
async function antwoorden(url, adres, deel) {
  const r = await fetch(`${url}${adres}/deel/${deel}`, { headers: { Accept: 'application/json' } });
  return Object.fromEntries((await r.json()).invulblad.items.filter((i) => i.is_vraag).map((i) => [i.adres, i]));
}

/** Waits until the server has this answer: “Opgeslagen” may still be said of the one before. Whether it came is for who asked to judge. */
async function aangekomen(url, adres, deel, veld, waarde) {
  for (let i = 0; i < 100 && (await antwoorden(url, adres, deel))[veld].waarde !== waarde; i++) await new Promise((klaar) => { setTimeout(klaar, 100); });
}

async function vraagVolgt(browser, url) {
  const uit = [];
  const c = await browser.newContext(), p = await c.newPage();
  fouten(p, uit);
  await p.goto(`${url}${ANNA}/deel/1`);
  const tweede = p.locator('[data-veld=verwachting_2024]');
  eis(uit, await tweede.isHidden(), 'vraag 2 staat er voor vraag 1 is beantwoord');
  await p.getByLabel('Bezig', { exact: true }).check();
  await tweede.waitFor({ state: 'visible', timeout: 3000 }).catch(() => uit.push('vraag 2 komt niet zonder te herladen'));
  await bewaard(p).catch(() => uit.push('er komt geen “Opgeslagen” binnen'));
  await aangekomen(url, ANNA, 1, 'stand_woonzorgvisie', 'bezig');
  const er = await antwoorden(url, ANNA, 1);
  eis(uit, er.stand_woonzorgvisie.waarde === 'bezig', `de server heeft ${JSON.stringify(er.stand_woonzorgvisie.waarde)}`);
  await c.close();
  return uit;
}

/** Two browsers on one page: each keeps what it typed; where both typed, both are shown, and one is chosen. */
async function samen(browser, url) {
  const uit = [];
  const [a, b] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [pa, pb] = await Promise.all([a.newPage(), b.newPage()]);
  fouten(pa, uit);
  fouten(pb, uit);
  await Promise.all([pa.goto(`${url}${ANNA}/deel/7`), pb.goto(`${url}${BERT}/deel/7`)]);
  const goed = '[id="v-ervaring_goed"]', aandacht = '[id="v-ervaring_aandacht"]', domeinen = '[id="v-samenwerking_domeinen"]';
  await Promise.all([pa.locator(goed).pressSequentially('Van Anna', { delay: 20 }), pb.locator(aandacht).pressSequentially('Van Bert', { delay: 20 })]);
  await Promise.all([bewaard(pa), bewaard(pb)]).catch(() => uit.push('niet beide bewaard'));
  await Promise.all([aangekomen(url, ANNA, 7, 'ervaring_goed', 'Van Anna'), aangekomen(url, BERT, 7, 'ervaring_aandacht', 'Van Bert')]);
  let er = await antwoorden(url, ANNA, 7);
  eis(uit, er.ervaring_goed.waarde === 'Van Anna' && er.ervaring_aandacht.waarde === 'Van Bert', `kwijt: ${er.ervaring_goed.waarde} en ${er.ervaring_aandacht.waarde}`);
  await pa.locator(domeinen).fill('Het woord van Anna');
  await aangekomen(url, ANNA, 7, 'samenwerking_domeinen', 'Het woord van Anna');
  await pb.locator(domeinen).fill('Het woord van Bert');
  const keuze = pb.locator('.wz-botsing');
  await keuze.waitFor({ timeout: 8000 }).catch(() => uit.push('de botsing wordt niet getoond'));
  const tekst = await keuze.textContent().catch(() => '');
  eis(uit, /Anna Voorbeeld/.test(tekst) && /Het woord van Anna/.test(tekst) && /Het woord van Bert/.test(tekst), `de botsing noemt niet beide: ${tekst}`);
  eis(uit, (await antwoorden(url, ANNA, 7)).samenwerking_domeinen.waarde === 'Het woord van Anna', 'het antwoord van Anna is overschreven');
  for (const x of await axe(pb, axeBron(), {})) uit.push(x);
  await pb.getByRole('button', { name: 'Bewaar en ga verder' }).click();
  eis(uit, pb.url().endsWith('/deel/7'), 'zonder keuze ging de pagina verder');
  await pb.getByRole('button', { name: /^Het mijne/ }).click();
  await bewaard(pb).catch(() => uit.push('de keuze is niet bewaard'));
  await aangekomen(url, ANNA, 7, 'samenwerking_domeinen', 'Het woord van Bert');
  er = await antwoorden(url, ANNA, 7);
  eis(uit, er.samenwerking_domeinen.waarde === 'Het woord van Bert', `na de keuze staat er ${er.samenwerking_domeinen.waarde}`);
  await Promise.all([a.close(), b.close()]);
  return uit;
}

/** The network goes, somebody types on, the laptop closes; opened again all arrives. */
async function zonderVerbinding(browser, url) {
  const uit = [];
  const c = await browser.newContext();
  let p = await c.newPage();
  fouten(p, uit);
  await p.goto(`${url}${CARLA}/deel/7`);
  await c.setOffline(true);
  await p.locator('[id="v-ervaring_goed"]').fill('Getypt zonder verbinding');
  await p.waitForFunction(() => /Geen verbinding/.test(document.querySelector('[data-bewaard]').textContent), null, { timeout: 8000 }).catch(() => uit.push('de pagina zegt niet dat er geen verbinding is'));
  await p.locator('[id="v-ervaring_aandacht"]').fill('En nog een antwoord');
  await p.waitForTimeout(3000);
  eis(uit, (await antwoorden(url, CARLA, 7)).ervaring_goed.waarde === '', 'er kwam toch iets aan');
  await p.getByRole('button', { name: 'Bewaar en ga verder' }).click();
  await p.waitForTimeout(4500);
  eis(uit, p.url().endsWith('/deel/7'), 'zonder verbinding ging de pagina verder');
  await c.setOffline(false); // the connection comes back
  await bewaard(p).catch(() => uit.push('na het herstel is er niet opgeslagen'));
  await Promise.all([aangekomen(url, CARLA, 7, 'ervaring_goed', 'Getypt zonder verbinding'), aangekomen(url, CARLA, 7, 'ervaring_aandacht', 'En nog een antwoord')]);
  let er = await antwoorden(url, CARLA, 7);
  eis(uit, er.ervaring_goed.waarde === 'Getypt zonder verbinding' && er.ervaring_aandacht.waarde === 'En nog een antwoord', `kwijt: ${er.ervaring_goed.waarde}, ${er.ervaring_aandacht.waarde}`);
  await c.setOffline(true); // and goes again, and the laptop is closed
  await p.locator('[id="v-samenwerking_domeinen"]').fill('Voor het dichtklappen');
  await p.waitForTimeout(1200);
  await p.close();
  await c.setOffline(false);
  p = await c.newPage();
  await p.goto(`${url}${CARLA}/deel/7`);
  await bewaard(p).catch(() => uit.push('het concept is niet verstuurd'));
  await aangekomen(url, CARLA, 7, 'samenwerking_domeinen', 'Voor het dichtklappen');
  er = await antwoorden(url, CARLA, 7);
  eis(uit, er.samenwerking_domeinen.waarde === 'Voor het dichtklappen', `kwijt: ${er.samenwerking_domeinen.waarde}`);
  eis(uit, (await p.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('woonzorg-concept')).length)) === 0, 'er blijft een concept achter op het apparaat');
  await c.close();
  return uit;
}

const ECHT = process.env.WZ_E2E_MINUUT === '1'; // waits the minute out; else the page's own clock is moved on

/** A whole minute without a network, in which somebody types on: the last of everything arrives, and nothing of it before. */
async function minuutWeg(browser, url) {
  const uit = [];
  const c = await browser.newContext(), p = await c.newPage();
  const velden = ['ervaring_goed', 'ervaring_aandacht', 'samenwerking_domeinen'], laatst = {};
  let pogingen = 0;
  fouten(p, uit);
  if (!ECHT) await p.clock.install();
  await p.goto(`${url}${CARLA}/deel/7`);
  await p.waitForLoadState('networkidle');
  const voor = await antwoorden(url, CARLA, 7);
  p.on('requestfailed', (r) => { pogingen += r.url().endsWith('/antwoord') ? 1 : 0; });
  await c.setOffline(true);
  for (let s = 0; s < 60; s += 5) {
    const veld = velden[(s / 5) % 3];
    laatst[veld] = `Na ${s} seconden zonder netwerk`;
    await p.locator(`[id="v-${veld}"]`).fill(laatst[veld]);
    if (ECHT) await p.waitForTimeout(5000);
    else await p.clock.runFor(5000);
  }
  eis(uit, pogingen >= 6, `er is maar ${pogingen} keer geprobeerd`);
  eis(uit, /Geen verbinding/.test(await p.textContent('[data-bewaard]')), 'de pagina zegt niet dat er geen verbinding is');
  const tussen = await antwoorden(url, CARLA, 7);
  for (const v of velden) eis(uit, tussen[v].revisie === voor[v].revisie, `${v} kwam aan zonder netwerk`);
  await c.setOffline(false);
  if (!ECHT) await p.clock.runFor(15_000);
  await bewaard(p).catch(() => uit.push('na de minuut is er niet opgeslagen'));
  await Promise.all(velden.map((veld) => aangekomen(url, CARLA, 7, veld, laatst[veld])));
  const er = await antwoorden(url, CARLA, 7);
  for (const v of velden) eis(uit, er[v].waarde === laatst[v] && er[v].revisie === voor[v].revisie + 1, `${v}: ${er[v].waarde} (revisie ${er[v].revisie})`);
  await c.close();
  return uit;
}

const LIJST = `| survey |
| | type | name | label | hint | relevant | wz::code |
| | begin group | een | Een | | | |
| | text | naam | Hoe heet het plan? | | | |
| | begin group | erin | Over \${naam} | | \${naam} != '' | |
| | text | gang | Hoe gaat het met \${naam}? | Denk aan \${naam}. | | |
| | end group | | | | | |
| | end group | | | | | |

| settings |
| | form_id | form_title |
| | teksten | Teksten |
`;

/** A ronde of that questionnaire; the address of a link to its only section. */
function eigenRonde(dburl) {
  const map = mkdtempSync(join(tmpdir(), 'woonzorg-teksten.'));
  const doe = (...w) => execFileSync(programma, [...w, '--db', dburl], { encoding: 'utf8' });
  writeFileSync(join(map, 'teksten.md'), LIJST);
  writeFileSync(join(map, 'doel.csv'), 'partij\nGM0935\n');
  doe('vragenlijst', 'importeer', join(map, 'teksten.md'));
  doe('ronde', 'maak', '--vragenlijst', 'teksten', '--peildatum', '2026-01-01', '--doelgroep', join(map, 'doel.csv'), '--code', 'teksten');
  doe('ronde', 'open', '--ronde', 'teksten');
  rmSync(map, { recursive: true });
  return ['--naam', '--deel'].map((x) => doe('ronde', 'contact', '--ronde', 'teksten', '--partij', 'GM0935', '--naam', `Wie ${x}`, ...(x === '--deel' ? ['--deel', 'een'] : [])).trim());
}

/** A question, its help and a heading that name an answer read it while one types; with a link to one section too. */
async function tekstenLopenMee(browser, url, links) {
  const uit = [];
  for (const [i, link] of links.entries()) {
    const c = await browser.newContext(), p = await c.newPage(), naam = `Plan ${i + 1}`;
    fouten(p, uit);
    await p.goto(`${url}${link}/deel/1`);
    await p.locator('[id="v-naam"]').fill(naam);
    await p.waitForFunction((n) => document.querySelector('[data-veld=gang]')?.textContent.includes(`Hoe gaat het met ${n}?`), naam, { timeout: 5000 })
      .catch(async () => uit.push(`de vraag loopt niet mee: ${await p.textContent('[data-veld=gang]')}`));
    eis(uit, await p.locator('[data-veld=gang]').isVisible(), 'de vraag staat er niet');
    eis(uit, (await p.textContent('[data-veld=gang]')).includes(`Denk aan ${naam}.`), 'de hulp loopt niet mee');
    eis(uit, (await p.textContent('[data-groep=erin]')) === `Over ${naam}`, `de kop: ${await p.textContent('[data-groep=erin]')}`);
    await c.close();
  }
  return uit;
}

async function tabNaar(p, goed, max = 200) {
  for (let i = 0; i < max; i++) {
    await p.keyboard.press('Tab');
    const f = await p.evaluate(() => { const e = document.activeElement; return { soort: e.type ?? e.localName, naam: e.name ?? '', tekst: (e.textContent ?? '').trim() }; });
    if (goed(f)) return true;
  }
  return false;
}

/** From the first page to the receipt without a mouse. */
async function toetsenbord(browser, url) {
  const uit = [];
  const c = await browser.newContext(), p = await c.newPage();
  fouten(p, uit);
  await p.goto(`${url}${CARLA}`);
  eis(uit, await tabNaar(p, (f) => /^(Begin|Ga verder)$/.test(f.tekst)), 'met Tab niet bij Begin gekomen');
  await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  for (let deel = 0; deel < 12 && /\/deel\//.test(p.url()); deel++) {
    if (await p.locator('[data-veld]:visible input[type=radio][name^="v/"], [data-veld]:visible input[type=checkbox][name^="k/"]').count()) {
      eis(uit, await tabNaar(p, (f) => /^[vk]\//.test(f.naam)), `geen vraag bereikt op ${p.url()}`);
      await p.keyboard.press('Space');
    }
    eis(uit, await tabNaar(p, (f) => /^Bewaar en (?:ga verder|kijk na)$/.test(f.tekst)), `geen knop bereikt op ${p.url()}`);
    await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  }
  eis(uit, p.url() === `${url}${CARLA}/indienen`, `na het laatste deel: ${p.url()}`);
  for (const x of await axe(p, axeBron(), {})) uit.push(`nakijken: ${x}`);
  eis(uit, await tabNaar(p, (f) => f.tekst === 'Dien in'), `niet in te dienen: ${(await p.textContent('main')).slice(0, 300)}`);
  await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  eis(uit, /Ontvangstbewijs/.test(await p.textContent('h1')), `na indienen: ${await p.textContent('h1')}`);
  for (const x of await axe(p, axeBron(), {})) uit.push(`bewijs: ${x}`);
  await c.close();
  return uit;
}

/** The same without JavaScript, on a phone: an error links to its field, a clash is a page with a choice. */
async function zonderScript(browser, url) {
  const uit = [];
  const c = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } }), p = await c.newPage();
  await p.goto(`${url}${BERT}/deel/9`);
  await p.locator('[id="v-eigen_zorg"]').fill('ongeveer veertig');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar en ga verder' }).press('Enter')]);
  eis(uit, (await p.locator('#fouten a[href="#v-eigen_zorg"]').count()) === 1, 'de fout verwijst niet naar haar veld');
  eis(uit, (await p.inputValue('[id="v-eigen_zorg"]')) === 'ongeveer veertig', 'wat getypt was is weg');
  await p.locator('[id="v-eigen_zorg"]').fill('40');
  await fetch(`${url}${ANNA}/deel/9`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ 'r/eigen_zorg': '0', 'v/eigen_zorg': '50' }) });
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar en ga verder' }).press('Enter')]);
  const tekst = await p.locator('.wz-botsing').textContent().catch(() => '');
  eis(uit, /40/.test(tekst) && /50/.test(tekst) && /Anna/.test(tekst), `de botsing zonder script: ${tekst}`);
  await p.locator('.wz-botsing input[value=hun]').press('Space');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar en ga verder' }).press('Enter')]);
  eis(uit, (await antwoorden(url, ANNA, 9)).eigen_zorg.waarde === '50', 'de keuze voor de ander hield geen stand');
  await c.close();
  return uit;
}

/** What people see of every question of a section: there or not, its words, choices, what is filled in, and what is wrong. */
const gezien = (p) => p.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-veld]')].map((x) => [x.dataset.veld, x.hidden ? 'niet gesteld' : {
  label: x.querySelector('[data-label]')?.textContent,
  keuzes: [...x.querySelectorAll('[data-keuze]')].filter((k) => !k.hidden).map((k) => k.textContent.trim().replace(/\s+/g, ' ')),
  in: [...x.querySelectorAll('input:not([type=hidden]), textarea')].map((i) => (['checkbox', 'radio'].includes(i.type) ? i.checked : i.value)),
  fout: x.querySelector('.utrecht-form-field-error-message')?.textContent.trim() ?? '',
}])));

/** The page that the script keeps up to date is, after each answer, the page that the server makes anew. */
async function zoalsDeServer(browser, url) {
  const uit = [];
  const [c, vers] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [p, kaal] = await Promise.all([c.newPage(), vers.newPage()]);
  fouten(p, uit);
  await kaal.route(/\/invullen[^/]*\.js/, (r) => r.abort());
  const gelijk = async (deel, wat) => {
    await p.waitForTimeout(200);
    await bewaard(p).catch(() => uit.push(`${wat}: er komt geen “Opgeslagen”`));
    await kaal.goto(`${url}${ANNA}/deel/${deel}`);
    const [live, anders] = [await gezien(p), await gezien(kaal)];
    eis(uit, Object.keys(live).length > 0, `${wat}: er staan geen vragen`);
    for (const [veld, x] of Object.entries(anders)) {
      eis(uit, JSON.stringify(live[veld]) === JSON.stringify(x), `${wat}, ${veld}: in de pagina ${JSON.stringify(live[veld])}, van de server ${JSON.stringify(x)}`);
    }
  };
  await p.goto(`${url}${ANNA}/deel/1`);
  for (const keuze of ['Nog te starten', 'Vastgesteld door de raad', 'Bezig']) {
    await p.getByLabel(keuze, { exact: true }).check();
    await gelijk(1, keuze);
  }
  await p.goto(`${url}${ANNA}/deel/5`);
  await p.locator('[name="k/partners_verkennend/overige"]').check();
  await gelijk(5, 'overige partners');
  await p.locator('[name="k/partners_verkennend/overige"]').uncheck();
  await gelijk(5, 'geen overige partners');
  await Promise.all([c.close(), vers.close()]);
  return uit;
}

/** Every account that the demo's page of signing in tells of can be signed in with, as it says there. */
async function accounts(browser, url) {
  const uit = [];
  const c = await browser.newContext(), p = await c.newPage();
  await p.goto(`${url}/aanmelden`);
  const woord = /Het wachtwoord is steeds: (\S+)/.exec(await p.textContent('main'))?.[1] ?? '';
  const rijen = await p.$$eval('[aria-labelledby=demo-accounts] tbody tr', (x) => x.map((r) => [...r.cells].map((k) => k.textContent.trim())));
  eis(uit, woord.length > 8 && rijen.length >= 5, `een wachtwoord en accounts: ${woord}, ${rijen.length}`);
  await c.close();
  for (const [email, wie] of rijen) {
    const k = await browser.newContext(), q = await k.newPage();
    await q.goto(`${url}/aanmelden`);
    await q.getByLabel('E-mailadres').fill(email);
    await q.getByLabel('Wachtwoord', { exact: true }).fill(woord);
    await Promise.all([q.waitForNavigation(), q.locator('#wachtwoord').press('Enter')]);
    eis(uit, (await q.textContent('header')).includes(wie), `${email}: op ${q.url()} staat ${wie} niet bovenaan`);
    await k.close();
  }
  return uit;
}

const gaten = ontbreekt();
if (gaten) {
  console.log(`TAP version 13\n1..1\nok 1 - invullen in een browser # SKIP ${gaten}`);
  process.exit(0);
}
const tap = new Tap();
for (const db of databases()) {
  const { url: dburl, weg } = db.maak();
  const dienst = await start(programma, dburl);
  const links = eigenRonde(dburl);
  tap.voor = `${db.naam}: `;
  try {
    await metBrowser(async (browser) => {
      for (const [naam, proef] of [['een vraag volgt uit een antwoord', vraagVolgt], ['twee mensen tegelijk verliezen niets', samen],
        ['zonder verbinding gaat niets verloren', zonderVerbinding], ['een minuut zonder netwerk verliest niets', minuutWeg],
        ['met het toetsenbord tot het ontvangstbewijs', toetsenbord],
        ['zonder JavaScript op een telefoon', zonderScript], ['teksten lopen mee', tekstenLopenMee],
        ['de pagina blijft die van de server', zoalsDeServer], ['elk account van de demo kan zich aanmelden', accounts]]) {
        tap.meld(naam, await proef(browser, dienst.url, links).catch((e) => [e.stack]));
      }
    });
    tap.meld('het spoor is heel', /heel/.test(execFileSync(programma, ['spoor', 'controleer', '--db', dburl]).toString()) ? [] : ['het spoor is niet heel']);
  } finally {
    await dienst.stop();
    weg();
  }
}
process.exit(tap.klaar() ? 1 : 0);
