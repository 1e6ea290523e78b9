// SPDX-License-Identifier: EUPL-1.2
// Signing in through a real provider of OpenID Connect (glewlwyd, from Debian) in a real browser: an invitation is taken with it, an
// account is linked to it, the provider changes its keys, and signing in goes on.
//   node tests/e2e/aanbieder.mjs --programma build/woonzorg
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tap, metBrowser, ontbreekt } from './loop.mjs';
import { databases } from './server.mjs';

const optie = (naam) => process.argv[process.argv.indexOf(naam) + 1];
const SCHEMA = '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3';
const GLEWLWYD = '/usr/share/glewlwyd';
const WACHTWOORD = 'vier losse woorden samen';

const vrijePoort = () => new Promise((klaar) => {
  const s = createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => klaar(port)); });
});

const slaap = (ms) => new Promise((klaar) => { setTimeout(klaar, ms); });

async function tot(wat, f, ms = 30_000) {
  for (const eind = Date.now() + ms; ;) {
    const uit = await f().catch(() => null);
    if (uit) return uit;
    if (Date.now() > eind) throw new Error(`na ${ms} ms nog niet: ${wat}`);
    await slaap(100);
  }
}

function sleutel(kid, alg) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { geheim: { ...privateKey.export({ format: 'jwk' }), kid, alg }, openbaar: { ...publicKey.export({ format: 'jwk' }), kid, alg } };
}

// glewlwyd on a database of its own, with one client (us) and two people.
async function aanbieder(map, site, client) {
  const poort = await vrijePoort();
  const url = `http://localhost:${poort}`;
  const uitgever = `${url}/api/oidc`;
  execFileSync('sqlite3', [join(map, 'g.db')], { input: readFileSync(SCHEMA) });
  // In Debian's package the pages' config.json points at a folder; the file is what they need.
  cpSync(join(GLEWLWYD, 'webapp'), join(map, 'webapp'), { recursive: true, dereference: true, filter: (van) => !van.endsWith('config.json') && existsSync(van) });
  cpSync(join(GLEWLWYD, 'templates/config.json'), join(map, 'webapp/config.json'));
  writeFileSync(join(map, 'g.conf'), `port=${poort}
bind_address="127.0.0.1"
external_url="${url}"
login_url="login.html"
api_prefix="api"
static_files_path="${join(map, 'webapp')}/"
log_mode="console"
log_level="INFO"
cookie_domain="localhost"
cookie_secure=0
session_expiration=2419200
session_key="GLEWLWYD2_SESSION_ID"
admin_scope="g_admin"
profile_scope="g_profile"
admin_session_authentication="cookie"
profile_session_authentication="cookie"
login_api_enabled=true
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = { type="sqlite3" path="${join(map, 'g.db')}" };
static_files_mime_types = (
 {extension=".html" mime_type="text/html" compress=0}, {extension=".css" mime_type="text/css" compress=0},
 {extension=".js" mime_type="application/javascript" compress=0}, {extension=".json" mime_type="application/json" compress=0}
)
`);
  const kind = spawn('glewlwyd', [`--config-file=${join(map, 'g.conf')}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let gezegd = '';
  for (const s of [kind.stdout, kind.stderr]) s.on('data', (d) => { gezegd = (gezegd + d).slice(-8000); });
  let koek = '';
  const vraag = async (methode, pad, wat) => {
    const a = await fetch(url + pad, { method: methode, headers: { 'Content-Type': 'application/json', Cookie: koek }, body: wat && JSON.stringify(wat) });
    const t = await a.text();
    if (!a.ok) throw new Error(`${methode} ${pad}: ${a.status} ${t.slice(0, 500)}\n${gezegd}`);
    koek = a.headers.get('set-cookie')?.split(';')[0] ?? koek;
    return t;
  };
  await tot('de aanmelddienst', async () => (await fetch(`${url}/config`)).status > 0);
  await vraag('POST', '/api/auth/', { username: 'admin', password: 'password' });
  const plugin = (...sleutels) => ({
    module: 'oidc', name: 'oidc', display_name: 'OIDC', enabled: true,
    parameters: {
      iss: uitgever, 'jwks-private': JSON.stringify({ keys: sleutels.map((s) => s.geheim) }), 'default-kid': sleutels[0].geheim.kid, 'jwks-show': true,
      'access-token-duration': 3600, 'refresh-token-duration': 1209600, 'code-duration': 600, 'refresh-token-rolling': true, 'allow-non-oidc': false,
      'auth-type-code-enabled': true, 'auth-type-code-revoke-replayed': true, 'auth-type-token-enabled': false, 'auth-type-id-token-enabled': true,
      'auth-type-none-enabled': false, 'auth-type-password-enabled': false, 'auth-type-client-enabled': false, 'auth-type-refresh-enabled': false,
      'auth-type-device-enabled': false, 'subject-type': 'public', 'pkce-allowed': true, 'pkce-method-plain-allowed': false, 'pkce-required': true,
      'request-parameter-allow': true, 'client-jwks-parameter': 'jwks', 'client-pubkey-parameter': 'pubkey', 'client-jwks_uri-parameter': 'jwks_uri',
      'allowed-scope': ['openid'], 'name-claim': 'no', 'email-claim': 'no', 'introspection-revocation-allowed': false,
      'session-management-allowed': false, 'register-client-allowed': false,
    },
  });
  const eerste = sleutel('eerste', 'RS256');
  await vraag('POST', '/api/mod/plugin/', plugin(eerste));
  await vraag('POST', '/api/client/', {
    client_id: 'woonzorg', name: 'Woonzorg', confidential: true, enabled: true, redirect_uri: [`${site}/aanmelden/terug`],
    authorization_type: ['code', 'id_token'], token_endpoint_auth_method: ['private_key_jwt'], jwks: { keys: [client.openbaar] }, scope: [],
  });
  for (const wie of ['mies', 'kees']) {
    await vraag('POST', '/api/user/', { username: wie, password: `wachtwoord van ${wie}`, name: wie, email: `${wie}@example.org`, enabled: true, scope: ['openid', 'g_profile'] });
  }
  return {
    uitgever,
    async nieuweSleutel() {
      await vraag('PUT', '/api/mod/plugin/oidc', plugin(sleutel(`nieuw-${Date.now()}`, 'RS256')));
      await vraag('PUT', '/api/mod/plugin/oidc/reset');
    },
    log: () => gezegd,
    stop: () => kind.kill(),
  };
}

const meldAanDaar = async (p, wie) => {
  await p.waitForSelector('#username');
  await p.fill('#username', wie);
  if (!(await p.isVisible('#password'))) await p.keyboard.press('Enter');
  await p.fill('#password', `wachtwoord van ${wie}`);
  await p.keyboard.press('Enter');
};

const afmelden = async (p, site) => {
  await p.goto(`${site}/mijn-account`);
  await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld af' }).click()]);
};

async function proef(db, programma, tap) {
  tap.voor = `${db.naam}: `;
  const map = mkdtempSync(join(tmpdir(), 'woonzorg-oidc.'));
  const data = db.maak();
  const poort = await vrijePoort();
  const site = `http://localhost:${poort}`;
  const client = sleutel('ons', 'PS256');
  let dienst;
  let daar;
  let log = '';
  try {
    daar = await aanbieder(map, site, client);
    writeFileSync(join(map, 'sleutel.jwk'), JSON.stringify(client.geheim), { mode: 0o600 });
    const doe = (...delen) => execFileSync(programma, [...delen, '--db', data.url]).toString().trim();
    doe('db', 'migreer');
    doe('partij', 'maak', 'Gemeente Maastricht', '--soort', 'gemeente', '--cbs', 'GM0935');
    const link = (wie) => doe('mens', 'maak', `${wie}@proef.example`, '--naam', `Naam ${wie}`, '--partij', 'Gemeente Maastricht', '--rol', 'invuller').match(/\/nieuw-wachtwoord\?sleutel=\w+/)[0];
    const links = { mies: link('mies'), kees: link('kees') };
    dienst = spawn(programma, ['serve', '--db', data.url, '--listen', `127.0.0.1:${poort}`, '--adres', site, '--oidc-uitgever', daar.uitgever,
      '--oidc-client', 'woonzorg', '--oidc-sleutel', join(map, 'sleutel.jwk'), '--oidc-naam', 'het account van de gemeente'], { stdio: ['ignore', 'ignore', 'pipe'] });
    dienst.stderr.on('data', (d) => { log = (log + d).slice(-4000); });
    await tot('de server', async () => (await fetch(`${site}/gezond`)).ok);
    await metBrowser(async (browser) => {
      const context = await browser.newContext({ locale: 'nl-NL' });
      context.setDefaultTimeout(20_000);
      const p = await context.newPage();
      const stap = async (naam, f) => {
        const mis = await f().then(() => [], (fout) => [`${fout.message} op ${p.url()}`]);
        if (mis.length && process.env.WZ_PLAATJE) await p.screenshot({ path: process.env.WZ_PLAATJE });
        if (mis.length) mis.push((await p.textContent('body').catch(() => '')).replace(/\s+/g, ' ').slice(0, 600), log.slice(-800), daar.log().slice(-800));
        tap.meld(naam, mis);
      };
      const hier = async (wie) => {
        await p.waitForURL(`${site}/**`);
        const tekst = await p.textContent('main');
        if (!tekst.includes(`Naam ${wie}`)) throw new Error(`${wie} is niet aangemeld: ${tekst.replace(/\s+/g, ' ').slice(0, 300)}`);
      };
      await stap('een uitnodiging wordt aangenomen met het organisatieaccount, zonder wachtwoord', async () => {
        await p.goto(site + links.mies);
        await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Gebruik mijn organisatieaccount' }).click()]);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await meldAanDaar(p, 'mies');
        await toestaan(p, site);
        await hier('mies');
      });
      await stap('daarna komt wie zich zo aanmeldt waar die heen wilde', async () => {
        await afmelden(p, site);
        await p.goto(`${site}/leveringen/nieuw`);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await toestaan(p, site);
        await p.waitForURL(`${site}/leveringen/nieuw`);
      });
      await stap('een nieuwe sleutel van de aanmelddienst wordt vanzelf opgehaald', async () => {
        await afmelden(p, site);
        await daar.nieuweSleutel();
        await slaap(10_100); // so often are the keys fetched at most
        await p.goto(`${site}/aanmelden`);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await toestaan(p, site);
        await hier('mies');
      });
      await context.clearCookies();
      await stap('wie niet gekoppeld is komt er niet in, en koppelt na het aanmelden met het wachtwoord', async () => {
        await p.goto(`${site}/aanmelden`);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await meldAanDaar(p, 'kees');
        await toestaan(p, site);
        await p.waitForURL(`${site}/aanmelden/terug**`);
        if (!/hoort hier nog bij niemand/.test(await p.textContent('main'))) throw new Error('de pagina zegt niet waarom');
        await p.goto(site + links.kees);
        for (const veld of ['#nieuw', '#herhaal']) await p.fill(veld, WACHTWOORD);
        await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Bewaar dit wachtwoord' }).click()]);
        await p.fill('#email', 'kees@proef.example');
        await p.fill('#wachtwoord', WACHTWOORD);
        await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Meld aan' }).click()]);
        await Promise.all([p.waitForNavigation(), p.getByRole('button', { name: 'Koppel mijn organisatieaccount' }).click()]);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await toestaan(p, site);
        await p.waitForURL(`${site}/mijn-account?gedaan=gekoppeld`);
        await afmelden(p, site);
        await p.getByRole('link', { name: 'Meld u aan met het account van de gemeente' }).click();
        await toestaan(p, site);
        await hier('kees');
      });
      await context.close();
    });
  } finally {
    dienst?.kill();
    daar?.stop();
    data.weg();
    rmSync(map, { recursive: true, force: true });
  }
}

// The provider asks once whether this program may know who one is.
async function toestaan(p, site) {
  for (let i = 0; i < 100 && !p.url().startsWith(`${site}/`); i++) {
    const knop = p.locator('button', { hasText: /Verlenen|Grant|Toestaan|Doorgaan|Continue/ }).first();
    if (await knop.isVisible().catch(() => false)) await knop.click({ timeout: 2000 }).catch(() => {});
    await slaap(200);
  }
}

async function hoofd() {
  const gemis = ontbreekt() || (spawnSync('glewlwyd', ['--version']).error || !existsSync(SCHEMA) ? 'glewlwyd is er niet' : '');
  if (gemis) {
    console.log(`1..0 # SKIP ${gemis}`);
    return 0;
  }
  const tap = new Tap();
  for (const db of databases()) await proef(db, optie('--programma'), tap).catch((fout) => tap.meld('te beproeven', [fout.stack]));
  return tap.klaar() ? 1 : 0;
}

process.exitCode = await hoofd();
