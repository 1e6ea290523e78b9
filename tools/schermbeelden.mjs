// SPDX-License-Identifier: EUPL-1.2
// Makes the pictures of docs/handleiding anew from the demo: `make schermbeelden`. Starts the program on a database of its
// own, so that what somebody tried in demo.db is not on them. Refuses a picture that is too heavy for a repository.
// The map with plans is made of real boundaries and plans, which the demo has not: with --data (a folder with
// gebieden/gemeente_2023.geojson of CBS and Kadaster, bevolking/NLD_muni.csv of CBS, and plannen/eib.zip of EIB); without it those pictures stay as they are.
//   node tools/schermbeelden.mjs [--programma build/woonzorg] [--alleen BEGIN-VAN-NAAM] [--data ../shared/data]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metBrowser, ontbreekt } from '../tests/e2e/loop.mjs';
import { databases, meldAan, start } from '../tests/e2e/server.mjs';

const wortel = join(dirname(fileURLToPath(import.meta.url)), '..');
const map = join(wortel, 'docs/handleiding');
const MAX = 200_000; // bytes
// Of the gemeente that the invuller works for: of another a levering may not tell.
const csv = (naam) => `gemeente;woningtype;jaar;aantal;bron;status\r\nMaastricht;nultreden;2030;1150;Voorbeeld (verzonnen);concept\r\n${naam};geclusterd;2030;390;Voorbeeld (verzonnen);concept\r\n`;

// als: signed in as this role of the demo. naam, adres, hoogte: how much of the page; vanaf: from this element on; breedte; doe: first do this; max: bytes, for a map full of lines.
const beelden = [
  { naam: 'overzicht', adres: '/', hoogte: 1180 },
  { naam: 'overzicht-telefoon', adres: '/?gebied=VD04', breedte: 390, hoogte: 900 },
  { naam: 'kaart-en-tabel', adres: '/?gebied=VD04&woningtype=geclusterd', vanaf: '.wz-typen', hoogte: 1000 },
  { naam: 'context', adres: '/?gebied=VD04', hoogte: 420, doe: (p) => p.locator('summary', { hasText: 'Zoals bekend' }).click() },
  { naam: 'gemeente', adres: '/gebieden/GM1954', hoogte: 1250 },
  { naam: 'cijfers', adres: '/cijfers/inwoners?indeling=vijfdeling', hoogte: 1150 },
  { naam: 'herkomst', adres: '/herkomst/inwoners:PV31:2022-01-01::::cbs-bevolking', hoogte: 1150 },
  { naam: 'kaart', adres: '/kaart?woningtype=geclusterd', hoogte: 1150 },
  { naam: 'kaart-beweeg', adres: '/kaart?woningtype=geclusterd#kaart=9.00/51.0500/5.9500/GM0917', hoogte: 1300, doe: beweeg },
  { naam: 'kaart-telefoon', adres: '/kaart?woningtype=geclusterd#kaart=8.00/51.1500/5.9500', breedte: 390, vanaf: '.wz-figuur', hoogte: 1150, doe: beweeg },
  { naam: 'voorraad', adres: '/voorraad', hoogte: 1250 },
  { naam: 'werkplaats', adres: '/voorraad/werkplaats?p-0=8', hoogte: 1750 },
  { naam: 'woningkaart', adres: '/voorraad/kaart?gebied=GM0935', hoogte: 900, doe: (p) => p.waitForTimeout(4000) },
  { naam: 'woning', adres: '/voorraad/woningen/5', hoogte: 1150 },
  { naam: 'kwaliteit', adres: '/kwaliteit', hoogte: 1150 },
  { naam: 'kwaliteit-lijst', adres: '/kwaliteit/limburg', hoogte: 900 },
  { naam: 'leveringen', adres: '/leveringen', hoogte: 800 },
  { naam: 'aanleveren', adres: '/leveringen/nieuw', hoogte: 1050, als: 'invuller' },
  { naam: 'controle', adres: '/leveringen/nieuw', hoogte: 1250, als: 'invuller', doe: (p) => vulIn(p, 'Maastricht') },
  { naam: 'controle-fout', adres: '/leveringen/nieuw', hoogte: 900, als: 'invuller', doe: (p) => vulIn(p, 'Maasticht') },
  { naam: 'invullen', adres: `/invullen/de3${'0'.repeat(59)}a1/deel/7`, hoogte: 900 },
  { naam: 'ronde', adres: '/rondes/proef-gemeenten', hoogte: 1100, als: 'beheerder' },
  { naam: 'regie', adres: '/regie', hoogte: 1200, als: 'redacteur' },
  { naam: 'regie-woonzorgvisies', adres: '/regie/woonzorgvisies?peildatum=2023-11-01', hoogte: 1150 },
  { naam: 'regie-opgave', adres: '/regie/opgaven/1', hoogte: 1500, als: 'redacteur' },
  { naam: 'regie-planning', adres: '/regie/planning', hoogte: 1400 },
  { naam: 'regie-signalen', adres: '/regie/signalen', hoogte: 1200, als: 'redacteur' },
  { naam: 'regie-stand', adres: '/regie/stand', hoogte: 1500, als: 'redacteur' },
  { naam: 'afspraken', adres: '/regie/afspraken', hoogte: 1250 },
  { naam: 'belofte', adres: '/regie/afspraken/2/beloften/1', hoogte: 1400 },
  { naam: 'kennisbank', adres: '/kennisbank?zoek=woningen+ontmoeten', hoogte: 1000 },
  { naam: 'kennisbank-zoals', adres: '/kennisbank/zoals?gebied=GM0888', hoogte: 1100 },
  { naam: 'aanmelden', adres: '/aanmelden', hoogte: 1000 },
  { naam: 'mail', adres: '/post', hoogte: 620, als: 'beheerder' },
  { naam: 'privacy', adres: '/privacy', hoogte: 1250 },
  { naam: 'uitkomst', adres: '/uitkomsten/gemeenten-2023/vragen/stand_woonzorgvisie', hoogte: 1150 },
  { naam: 'uitkomst-rondes', adres: '/uitkomsten/gemeenten-2024/vragen/stand_woonzorgvisie?per=ronde', hoogte: 1250 },
  { naam: 'rapport', adres: '/uitkomsten/gemeenten-2023/rapporten/1', hoogte: 1250 },
  { naam: 'organisatie', adres: '/mijn-organisatie', hoogte: 1250, als: 'coordinator' },
];

// With boundaries and plans, at the end: they change what the other pictures show.
const PLANKAART = '/kaart?gebied=NL01&onderwerp=inwoners&woningtype=totaal&plannen=alle&planbron=plannen-geo';
const metPlannen = [
  { naam: 'kaart-plannen', adres: `${PLANKAART}#kaart=13.00/52.3950/4.8500`, max: 260_000, vanaf: '.wz-naast', hoogte: 1010, doe: wijsAan },
  { naam: 'kaart-plannen-telefoon', adres: `${PLANKAART}#kaart=10.00/52.5000/4.8000`, breedte: 390, vanaf: '.wz-figuur', hoogte: 1150, doe: beweeg },
  { naam: 'kaart-plannen-papier', adres: PLANKAART, max: 240_000, vanaf: '.wz-figuur', hoogte: 760 },
  { naam: 'plan', adres: '/plannen?gebied=NL01&bron=plannen-geo&sorteer=-woningen', hoogte: 1420, doe: eerstePlan },
];

async function wijsAan(p) {
  await beweeg(p);
  await p.getByRole('button', { name: /^Wijs aan: / }).first().click();
  await p.waitForFunction(() => document.querySelector('.wz-beweeg__stand dl'));
  await p.waitForTimeout(4_000);
}

async function eerstePlan(p) {
  await p.locator('section[aria-labelledby=plannen] tbody a[href^="/plannen/"]').first().click();
  await p.waitForSelector('.wz-naast');
}

function lever(programma, db, data) {
  for (const [soort, bestand, peildatum] of [['grenzen', 'gebieden/gemeente_2023.geojson', '2023-01-01'], ['bevolking', 'bevolking/NLD_muni.csv', '2022-01-01'], ['plannen-geo', 'plannen/eib.zip', '2021-01-01']]) {
    execFileSync(programma, ['cijfer', 'importeer', soort, join(data, bestand), '--db', db, '--peildatum', peildatum], { stdio: 'ignore' });
  }
}

// The moving map is drawn in software here, which takes its time.
async function beweeg(p) {
  await p.waitForSelector('.wz-alleen-afdruk', { state: 'attached', timeout: 120_000 });
  await p.waitForTimeout(3_000);
}

async function vulIn(p, naam) {
  await p.selectOption('#soort', 'opgave');
  await p.fill('#peildatum', '2025-06-01');
  await p.setInputFiles('#bestand', { name: 'opgave-voorbeeld.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(naam)) });
  await p.getByRole('button', { name: 'Lees het bestand' }).click();
  await p.waitForSelector('#besluit, .wz-bevindingen');
}

async function maak(browser, url, b) {
  const breedte = b.breedte ?? 1280;
  const context = await browser.newContext({ viewport: { width: breedte, height: 900 }, locale: 'nl-NL', colorScheme: 'light', reducedMotion: 'reduce' });
  if (b.als) await context.addCookies([{ ...(await meldAan(url, b.als)), url }]);
  const p = await context.newPage();
  await p.goto(url + b.adres, { waitUntil: 'networkidle' });
  await b.doe?.(p);
  const y = b.vanaf ? (await p.locator(b.vanaf).boundingBox()).y - 16 : 0;
  const hoogte = Math.min(b.hoogte, await p.evaluate(() => document.documentElement.scrollHeight) - y);
  const pad = join(map, `${b.naam}.png`);
  await p.screenshot({ path: pad, fullPage: true, clip: { x: 0, y, width: breedte, height: hoogte } });
  await context.close();
  const bytes = statSync(pad).size;
  console.log(`${b.naam}.png ${bytes} bytes`);
  if (bytes > (b.max ?? MAX)) throw new Error(`${b.naam}.png is groter dan ${b.max ?? MAX} bytes; neem minder van de pagina`);
}

const gemis = ontbreekt();
if (gemis) {
  console.error(gemis);
  process.exit(3);
}
mkdirSync(map, { recursive: true });
const optie = (naam, anders) => (process.argv.includes(naam) ? process.argv[process.argv.indexOf(naam) + 1] : anders);
const programma = optie('--programma', join(wortel, 'build/woonzorg'));
const echt = optie('--data', join(wortel, '../shared/data'));
const data = databases()[0].maak();
try {
  const server = await start(programma, data.url);
  try {
    await metBrowser(async (browser) => {
      const alleen = optie('--alleen', '');
      for (const b of beelden) if (b.naam.startsWith(alleen)) await maak(browser, server.url, b);
      if (existsSync(join(echt, 'plannen/eib.zip'))) {
        lever(programma, data.url, echt);
        for (const b of metPlannen) if (b.naam.startsWith(alleen)) await maak(browser, server.url, b);
      } else {
        console.log(`kaart-plannen, plan: overgeslagen, want ${echt} is er niet`);
      }
    }, ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']);
  } finally {
    await server.stop();
  }
} finally {
  data.weg();
}
