// SPDX-License-Identifier: EUPL-1.2
// What people do, from begin to end, in a real browser: choose an area with the keyboard, sort, look back in time, deliver a
// file and withdraw it, print. Each returns what went wrong, in words.
import { axe, axeBron } from './loop.mjs';

const eis = (uit, goed, tekst) => { if (!goed) uit.push(tekst); };
const h1 = async (p) => (await p.textContent('h1')).trim();

// Presses Tab until what has the focus satisfies `goed`; as a person would, within reason.
async function tabNaar(p, goed, max = 400) {
  for (let i = 0; i < max; i++) {
    await p.keyboard.press('Tab');
    const f = await p.evaluate(() => ({ tekst: (document.activeElement?.textContent ?? '').trim(), href: document.activeElement?.getAttribute('href') ?? '' }));
    if (goed(f)) return true;
  }
  return false;
}

async function kiesGebied(p, url) {
  const uit = [];
  await p.goto(`${url}/`);
  eis(uit, await tabNaar(p, (f) => f.tekst.startsWith('wijzig') && f.href.startsWith('/kies')), 'met Tab niet bij “wijzig” van het gebied gekomen');
  await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  eis(uit, await tabNaar(p, (f) => f.tekst === 'Parkstad'), 'met Tab niet bij Parkstad gekomen');
  await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  eis(uit, (await h1(p)) === 'Parkstad', `de pagina heet ${await h1(p)}`);
  return uit;
}

const getallen = (p, kolom) => p.$$eval('.wz-tabel tbody tr:not(.wz-totaal)', (rijen, k) => rijen
  .map((r) => r.children[k].textContent.replace(/[^0-9−]/g, '').replace('−', '-')).filter((t) => t !== '').map(Number), kolom);

async function sorteer(p, url) {
  const uit = [];
  await p.goto(`${url}/cijfers/inwoners`);
  for (const richting of ['descending', 'ascending']) {
    await Promise.all([p.waitForNavigation(), p.locator('thead th').nth(1).locator('a').click()]);
    const n = await getallen(p, 1);
    const goed = n.every((v, i) => i === 0 || (richting === 'ascending' ? n[i - 1] <= v : n[i - 1] >= v));
    eis(uit, n.length > 20 && goed, `niet gesorteerd (${richting}): ${n.slice(0, 8)}`);
    eis(uit, (await p.locator('thead th').nth(1).getAttribute('aria-sort')) === richting, `aria-sort is niet ${richting}`);
  }
  return uit;
}

async function eerderMoment(p, url) {
  const uit = [];
  await p.goto(`${url}/?gebied=VD04`);
  await p.locator('summary', { hasText: 'Zoals bekend' }).click();
  await p.fill('#context-stand', '2020-01-01');
  await Promise.all([p.waitForNavigation(), p.locator('form:has(#context-stand) button').click()]);
  const adres = new URL(p.url());
  eis(uit, adres.searchParams.get('stand') === '2020-01-01' && adres.searchParams.get('gebied') === 'VD04', `het adres werd ${adres.search}`);
  eis(uit, /nog geen/i.test(await p.textContent('main')), 'op 1 januari 2020 was nog niets bekend, maar de pagina zegt dat niet');
  return uit;
}

// Through the page, as people do; the demo shows the password there.
async function meldAan(p, rol) {
  const wachtwoord = (await p.textContent('main')).match(/Het wachtwoord is steeds: (\S+)/)[1];
  await p.fill('#email', `${rol}@demo.example`);
  await p.fill('#wachtwoord', wachtwoord);
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld aan' }).click()]);
}

// The demo shows its mail to the beheerder instead of sending it.
async function linkUitMail(p, url, wie) {
  await p.goto(`${url}/aanmelden`);
  await meldAan(p, 'beheerder');
  const rij = p.locator('tr', { hasText: wie }).filter({ hasText: 'getoond' });
  for (let i = 0; i < 100 && (await rij.count()) === 0; i++) {
    await p.waitForTimeout(200);
    await p.goto(`${url}/post`);
  }
  await Promise.all([p.waitForNavigation(), rij.locator('a').first().click()]);
  const link = (await p.textContent('main')).match(/\/nieuw-wachtwoord\?sleutel=[0-9a-f]+/)?.[0];
  await p.goto(`${url}/mijn-account`);
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld af' }).click()]);
  return link;
}

async function nodigUit(p, url) {
  const uit = [];
  await p.goto(`${url}/`);
  await Promise.all([p.waitForNavigation(), p.getByRole('link', { name: 'Meld u aan' }).click()]);
  // A wrong password first: in words, beside the field, and the address stays.
  await p.fill('#email', 'coordinator@demo.example');
  await p.fill('#wachtwoord', 'dit is het niet');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld aan' }).click()]);
  eis(uit, (await p.title()).startsWith('Fout:'), 'een verkeerd wachtwoord geeft geen fout in de titel');
  eis(uit, (await p.inputValue('#email')) === 'coordinator@demo.example', 'het e-mailadres is weg');
  await meldAan(p, 'coordinator');
  eis(uit, (await h1(p)) === 'Mijn account', `na het aanmelden heet de pagina ${await h1(p)}`);
  await Promise.all([p.waitForNavigation(), p.locator('main').getByRole('link', { name: 'Gemeente Maastricht' }).click()]);
  const wie = `wandelaar${Date.now()}@demo.example`;
  await p.fill('#email', wie);
  await p.fill('#naam_mens', 'De wandelaar');
  await p.selectOption('#rol_nieuw', 'invuller');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Nodig uit' }).click()]);
  eis(uit, /krijgt er een mail over/.test(await p.textContent('main')), 'de pagina zegt niet dat er een mail gaat');
  await p.goto(`${url}/mijn-account`);
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld af' }).click()]);
  const link = await linkUitMail(p, url, wie);
  eis(uit, link, 'er is geen mail met een link');
  await p.goto(url + link);
  for (const veld of ['#nieuw', '#herhaal']) await p.fill(veld, 'vier losse woorden samen');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar dit wachtwoord' }).click()]);
  await p.fill('#email', wie);
  await p.fill('#wachtwoord', 'vier losse woorden samen');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld aan' }).click()]);
  eis(uit, /De wandelaar/.test(await p.textContent('main')), 'de nieuwe collega is niet aangemeld');
  eis(uit, (await p.goto(`${url}/mensen`)).status() === 403, 'een invuller ziet alle mensen');
  await p.goto(`${url}/mijn-account`);
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld af' }).click()]);
  return uit;
}

async function leverAan(p, url) {
  const uit = [];
  const csv = 'gemeente;woningtype;jaar;aantal;bron;status\r\nVaals;nultreden;2030;4321;Wandeling (verzonnen);concept\r\n';
  await p.goto(`${url}/leveringen`);
  await Promise.all([p.waitForNavigation(), p.getByRole('link', { name: 'Lever cijfers aan' }).first().click()]);
  await meldAan(p, 'beheerder'); // and comes back where it was going
  // First with everything left open: the answer is beside the field, and what was filled in stays.
  await p.fill('#leveraar', 'de wandelaar');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Lees het bestand' }).click()]);
  eis(uit, (await p.title()).startsWith('Fout:'), 'een leeg formulier geeft geen fout in de titel');
  eis(uit, (await p.inputValue('#leveraar')) === 'de wandelaar', 'wat ingevuld was, is weg');
  await p.selectOption('#soort', 'opgave');
  await p.fill('#peildatum', '2025-06-01');
  await p.setInputFiles('#bestand', { name: 'wandeling.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Lees het bestand' }).click()]);
  await p.waitForSelector('#besluit', { timeout: 60_000 }); // the page reloads itself until the file is read
  eis(uit, /4\.321/.test(await p.textContent('main')) || /1 /.test(await p.textContent('main')), 'de proef zegt niet wat er verandert');
  await Promise.all([p.waitForNavigation(), p.locator('.wz-besluit button').first().click()]);
  const levering = p.locator('main a[href^="/leveringen/"]:not([href$="/nieuw"])').first();
  await levering.waitFor({ timeout: 60_000 });
  await Promise.all([p.waitForNavigation(), levering.click()]);
  const hier = p.url();
  eis(uit, /wandeling\.csv/.test(await p.textContent('main')), `geen levering van wandeling.csv op ${hier}`);
  await p.goto(`${url}/cijfers/opgave?woningtype=nultreden&gebied=GM0981&peildatum=2025-06-01`);
  eis(uit, /4\.321/.test(await p.textContent('main')), 'het nieuwe cijfer staat niet bij Vaals');
  await p.goto(hier);
  await Promise.all([p.waitForNavigation(), p.getByRole('link', { name: 'Trek deze levering in' }).click()]);
  eis(uit, /De cijfers nu en straks/.test(await p.textContent('main')), 'de cijfers van straks staan er niet');
  await p.fill('#reden', 'het was maar een wandeling');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Trek in' }).click()]);
  eis(uit, /ingetrokken/.test(await p.textContent('main')), 'de levering is niet ingetrokken');
  await p.goto(`${url}/cijfers/opgave?woningtype=nultreden&gebied=GM0981&peildatum=2025-06-01`);
  eis(uit, !/4\.321/.test(await p.textContent('main')), 'het ingetrokken cijfer telt nog mee');
  return uit;
}

// A table of nobody's layout: what its columns are is proposed, and confirmed with the keyboard alone.
async function eigenTabel(p, url) {
  const uit = [];
  const csv = 'Behoefte (verzonnen) t/m 2030;;\r\nGem.code;Nul-treden;Zorgwoningen\r\n0981;4.321;12\r\nTotaal;4.321;12\r\n';
  await p.goto(`${url}/leveringen/nieuw?soort=tabel`);
  if (await p.locator('#wachtwoord').count()) await meldAan(p, 'beheerder'); // unless a walk before this one did
  await p.fill('#leveraar', 'Wandelclub');
  await p.fill('#peildatum', '2025-06-01');
  await p.setInputFiles('#bestand', { name: 'behoefte-verzonnen.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Lees het bestand' }).click()]);
  await p.waitForSelector('.wz-leeswijzer', { timeout: 60_000 });
  eis(uit, /Wat staat er in de kolommen/.test(await h1(p)), `de pagina heet ${await h1(p)}`);
  const gewoon = p.viewportSize();
  for (const breedte of [1280, 390]) {
    await p.setViewportSize({ width: breedte, height: 800 });
    uit.push(...(await axe(p, axeBron(), {})).map((x) => `${breedte}: ${x}`));
    eis(uit, await p.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `de pagina is breder dan ${breedte}`);
  }
  if (gewoon) await p.setViewportSize(gewoon);
  eis(uit, await tabNaar(p, (f) => f.tekst === 'Bekijk wat er zou veranderen'), 'met Tab niet bij de knop gekomen');
  await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')]);
  await p.waitForSelector('#besluit', { timeout: 60_000 });
  eis(uit, /er komen 2 cijfers bij/.test(await p.textContent('main')), 'de proef noemt geen 2 cijfers');
  return uit;
}

// From a concept to the decision, each in the browser of its own: the provincie, and three gemeenten of which one objects.
async function vanConceptTotBesluit(p, url) {
  const uit = [];
  const browser = p.context().browser();
  const als = async (rol) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', reducedMotion: 'reduce' });
    context.setDefaultTimeout(60_000);
    const q = await context.newPage();
    await q.goto(`${url}/aanmelden`);
    await meldAan(q, rol);
    return q;
  };
  const druk = (q, naam) => Promise.all([q.waitForNavigation(), q.getByRole('button', { name: naam }).click()]);
  const main = (q) => q.textContent('main');
  // The signals are brought up to date in the background, within moments.
  const zie = async (q, adres, goed, wat) => {
    for (let i = 0; i < 60; i++) {
      await q.goto(url + adres);
      if (goed(await main(q))) return;
      await q.waitForTimeout(250);
    }
    uit.push(`op ${adres}: ${wat}`);
  };
  const provincie = await als('redacteur');
  await provincie.goto(`${url}/regie/opgaven/nieuw`);
  for (const [veld, tekst] of [['titel', 'Heuvelland 2030 (verzonnen)'], ['methode', 'Verzonnen: naar rato.'], ['herkomst', 'verzonnen voor de wandeling']]) await provincie.fill(`#${veld}`, tekst);
  await provincie.selectOption('#gebied', { label: 'Maastricht-Heuvelland (Vijfdeling van Limburg)' }); // nobody needs to know a code
  const csv = 'gebied;woningtype;aantal;bron\r\nVD05;zorggeschikt;270;verzonnen doel\r\nMaastricht;zorggeschikt;170;\r\nMeerssen;zorggeschikt;60;\r\nVaals;zorggeschikt;40;\r\n';
  await provincie.setInputFiles('#bestand', { name: 'heuvelland.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await druk(provincie, 'Bewaar het concept');
  const opgave = new URL(provincie.url()).pathname;
  eis(uit, /^\/regie\/opgaven\/\d+$/.test(opgave), `na het concept op ${opgave}`);
  await druk(provincie, 'Maak bekend en open de consultatie');
  eis(uit, /de consultatie is geopend/.test(await main(provincie)), 'de consultatie is niet geopend');
  await zie(provincie, '/regie/signalen', (t) => t.includes('0 van de 6 gemeenten') && t.includes('Heuvelland 2030'), 'geen signaal dat geen gemeente het zag');
  const gemeenten = {};
  for (const rol of ['invuller', 'meerssen', 'vaals']) {
    const q = gemeenten[rol] = await als(rol);
    await q.goto(`${url}/regie/kennisname`);
    await Promise.all([q.waitForNavigation(), q.getByRole('link', { name: /Heuvelland 2030/ }).first().click()]);
    await druk(q, 'Bevestig gezien');
    eis(uit, /u bevestigde dat uw organisatie dit gezien heeft/.test(await main(q)), `${rol} kon niet bevestigen`);
    eis(uit, !(await q.getByRole('button', { name: 'Bevestig gezien' }).count()), `${rol} wordt nog eens gevraagd`);
  }
  await zie(provincie, '/regie/signalen', (t) => t.includes('3 van de 6 gemeenten'), 'het signaal telt niet mee wie het zag');
  const vaals = gemeenten.vaals;
  await vaals.goto(url + opgave);
  await vaals.selectOption('#gemeente', { label: 'Vaals' });
  await vaals.selectOption('#type', 'zorggeschikt');
  await vaals.fill('#eigen', '25');
  await vaals.fill('#gronden', 'Verzonnen: onze eigen analyse komt lager uit.');
  await vaals.setInputFiles('#stuk', { name: 'analyse.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 verzonnen') });
  await druk(vaals, 'Dien in');
  eis(uit, /uw zienswijze is ingediend/.test(await main(vaals)), 'de zienswijze is niet ingediend');
  await zie(provincie, '/regie/signalen', (t) => t.includes('bij Heuvelland 2030 (verzonnen) die nog geen antwoord hebben: 1 van 1'), 'geen signaal over de zienswijze');
  await provincie.goto(url + opgave);
  await provincie.selectOption('#besluit', 'deels');
  await provincie.fill('#antwoord', 'Verzonnen: tien minder, die gaan naar Maastricht.');
  const antwoord = provincie.locator('form', { has: provincie.locator('#antwoord') });
  await antwoord.locator('[name=van_gemeente]').selectOption({ label: 'Vaals' });
  await antwoord.locator('[name=naar_gemeente]').selectOption({ label: 'Maastricht' });
  await antwoord.locator('[name=aantal]').fill('10');
  await druk(provincie, 'Beantwoord');
  eis(uit, /De som is gelijk aan het doel van de regio/.test(await main(provincie)), 'de som van de regio bleef niet gelijk');
  eis(uit, /Vaststellen brengt de gemeenten van Limburg samen van 3\.125 naar [\d.]+ zorggeschikt/.test(await main(provincie)), 'het besluit zegt vooraf niet wat het met Limburg doet');
  await provincie.fill('#besluit_bij', 'Verzonnen: bestuurlijk overleg.');
  await provincie.locator('label[for=toch_vaststellen]').click(); // the consultation still runs
  await druk(provincie, 'Stel vast');
  eis(uit, /De opgave is vastgesteld/.test(await main(provincie)), 'de opgave is niet vastgesteld');
  eis(uit, /Dit besluit bracht de gemeenten van Limburg samen van 3\.125 naar [\d.]+ zorggeschikt/.test(await main(provincie)), 'na het besluit staat er niet wat het met Limburg deed');
  for (const [rol, q] of Object.entries(gemeenten)) {
    await q.goto(`${url}/regie/kennisname`);
    eis(uit, /Vastgesteld: Heuvelland 2030/.test(await main(q)), `${rol} kreeg het besluit niet`);
  }
  await zie(provincie, '/regie/signalen', (t) => !t.split('Wat voorbij is')[0].includes('Concept-opgave: Heuvelland 2030') && t.includes('zonder antwoord: 0'), 'de signalen zijn niet voorbij met een reden');
  const beheer = await als('beheerder');
  await beheer.goto(`${url}/spoor?object=opgave`);
  const spoor = await main(beheer);
  for (const daad of ['opgave concept', 'opgave consultatie', 'opgave zienswijze', 'opgave verschoven', 'opgave vastgesteld']) eis(uit, spoor.includes(daad), `het spoor toont ${daad} niet`);
  for (const q of [provincie, beheer, ...Object.values(gemeenten)]) await q.context().close();
  return uit;
}

// What a slider or field changed is saved though the page was made before it.
async function bewaarRegels(p, url) {
  const uit = [];
  await p.goto(`${url}/aanmelden?verder=${encodeURIComponent('/voorraad/werkplaats')}`);
  if (await p.locator('#wachtwoord').count()) await meldAan(p, 'beheerder');
  await p.goto(`${url}/voorraad/werkplaats`);
  const geteld = p.evaluate(() => new Promise((klaar) => { document.addEventListener('wz-geteld', klaar, { once: true }); }));
  await p.fill('#p-0', '4');
  await geteld;
  await p.waitForSelector('.wz-wijzigingen');
  eis(uit, /→ 4/.test(await p.textContent('.wz-wijzigingen')), 'de lijst van wat veranderde noemt het nieuwe getal niet');
  await p.fill('#naam', `Wandelregels ${Date.now()}`);
  await p.fill('#reden', 'Om te zien dat wat er staat bewaard wordt.');
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar als eigen set' }).click()]);
  eis(uit, /Wandelregels/.test(await h1(p)), `na bewaren heet de pagina ${await h1(p)}`);
  return uit;
}

async function drukAf(p, url) {
  const uit = [];
  for (const adres of ['/', '/gebieden/GM0935']) {
    await p.goto(url + adres);
    await p.emulateMedia({ media: 'print' });
    for (const weg of ['.wz-menu', '.wz-zoek', '.wz-mee']) eis(uit, !(await p.locator(weg).first().isVisible()), `${weg} staat op papier bij ${adres}`);
    for (const blijft of ['h1', '.wz-context', '.wz-verantwoording']) eis(uit, await p.locator(blijft).first().isVisible(), `${blijft} ontbreekt op papier bij ${adres}`);
    await p.emulateMedia({ media: 'screen' });
  }
  return uit;
}

export const wandelingen = [
  ['een ander gebied kiezen met alleen het toetsenbord', kiesGebied],
  ['een tabel sorteren, aflopend en oplopend', sorteer],
  ['kijken zoals het op een eerdere dag bekend was', eerderMoment],
  ['een bestand aanleveren, bekijken, invoeren, terugzien en intrekken', leverAan],
  ['een tabel met eigen kolommen aanleveren, met het toetsenbord', eigenTabel],
  ['aanmelden, een collega uitnodigen, en als die een wachtwoord kiezen', nodigUit],
  ['een opgave van concept tot besluit, met een zienswijze en signalen die voorbijgaan', vanConceptTotBesluit],
  ['een regel in de werkplaats veranderen en meteen bewaren', bewaarRegels],
  ['afdrukken: zonder menu, met bronnen', drukAf],
];
