// SPDX-License-Identifier: EUPL-1.2
// For whoever works on the pages: renders each template with a made-up tree (voorbeelden/), so that they can be looked at
// and tested without a server. Every figure in it is "verzonnen".
//   node voorbeeld.mjs [MAP]            writes the pages to MAP (default: a folder under the system's tmp)
//   node voorbeeld.mjs --serveer POORT  serves them on 127.0.0.1, with the addresses of voorbeelden/bomen.mjs
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import Mustache from 'mustache';
import { bomen } from './voorbeelden/bomen.mjs';

const web = dirname(fileURLToPath(import.meta.url));
const sjablonen = join(web, 'sjablonen');

// A template must find each field on its own level: Mustache would else look outward, and a cell without a link would
// take the link of what surrounds it. Text and yes/no sections are not a level.
class StrengeContext extends Mustache.Context {
  push(blik) {
    return new StrengeContext(blik, this);
  }

  lookup(naam) {
    if (naam === '.') return this.view;
    const [eerste, ...rest] = naam.split('.');
    let niveaus = 0;
    for (let c = this; c; c = c.parent) {
      const blik = c.view;
      if (blik === null || typeof blik !== 'object') continue;
      if (Object.hasOwn(blik, eerste)) {
        if (niveaus > 0) throw new Error(`veld "${naam}" wordt ${niveaus} niveau(s) naar buiten gevonden`);
        return rest.reduce((w, k) => w?.[k], blik[eerste]);
      }
      niveaus++;
    }
    return undefined;
  }
}

const lees = (naam) => {
  const pad = join(sjablonen, `${naam}.mustache`);
  if (!existsSync(pad)) throw new Error(`sjabloon ${naam} bestaat niet`);
  return readFileSync(pad, 'utf8');
};

// The server's escaping (src/doc), byte for byte.
const tekens = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const ontsnap = (tekst) => String(tekst).replace(/[&<>"']/g, (c) => tekens[c]);

export function teken(sjabloon, boom) {
  const schrijver = new Mustache.Writer();
  const html = schrijver.render(lees(sjabloon), new StrengeContext(boom), lees, { escape: ontsnap });
  if (!html.startsWith('<!doctype html>')) throw new Error(`${sjabloon}: begint niet met <!doctype html>`);
  if (/\{\{|\}\}|undefined|\[object/.test(html)) throw new Error(`${sjabloon}: er staat nog sjabloontekst in de pagina: ${html.match(/.{0,60}(?:\{\{|\}\}|undefined|\[object).{0,40}/s)[0]}`);
  if (/ (?:style|on\w+)=|<script(?! type="module" src="\/static\/[\w.?=-]+"><\/script>)|<style/.test(html)) throw new Error(`${sjabloon}: stijl of script in de pagina`);
  return html;
}

// Looked at as pages of the real program alone (tests/e2e/paginas.json); a sample makes them easier to work on.
const ALLEEN_ECHT = new Set(['bevinding', 'invullen', 'kennisbank', 'kwaliteit', 'leeswijzer', 'levering-kwaliteit', 'meenemen', 'papier', 'vragenlijst', 'vragenlijsten', 'werkplaats', 'woningen', 'woningkaart'].map((n) => `${n}.mustache`));

export function tekenAlles() {
  const paginas = bomen().map((p) => {
    try {
      return { ...p, html: teken(p.sjabloon, p.boom) };
    } catch (fout) {
      fout.message = `${p.naam}: ${fout.message}`;
      throw fout;
    }
  });
  const gebruikt = new Set(paginas.map((p) => `${p.sjabloon}.mustache`));
  for (const naam of readdirSync(sjablonen)) {
    if (naam.endsWith('.mustache') && !gebruikt.has(naam) && !ALLEEN_ECHT.has(naam)) throw new Error(`${naam} heeft geen voorbeeld`);
  }
  return paginas;
}

const soorten = { '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const beleid = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Serves the samples with the server's own policy, compressed as it does; returns {url, sluit}. */
export function serveer(poort = 0) {
  const paginas = new Map(tekenAlles().map((p) => [p.adres, p]));
  const server = createServer((vraag, antwoord) => {
    const pad = new URL(vraag.url, 'http://x').pathname;
    const koppen = { 'Content-Security-Policy': beleid, 'X-Content-Type-Options': 'nosniff' };
    const pagina = paginas.get(pad) ?? paginas.get(vraag.url);
    const bestand = join(web, 'dist', basename(pad));
    if (pagina) {
      antwoord.writeHead(pagina.status ?? 200, { ...koppen, 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' }).end(gzipSync(pagina.html));
    } else if (pad.startsWith('/static/') && existsSync(bestand)) {
      antwoord.writeHead(200, { ...koppen, 'Content-Type': soorten[extname(bestand)] ?? 'application/octet-stream' }).end(readFileSync(bestand));
    } else {
      antwoord.writeHead(404, { ...koppen, 'Content-Type': 'text/html; charset=utf-8' }).end(paginas.get('/bestaat-niet').html);
    }
  });
  return new Promise((klaar) => {
    server.listen(poort, '127.0.0.1', () => klaar({ url: `http://127.0.0.1:${server.address().port}`, sluit: () => server.close() }));
  });
}

async function hoofd([eerste, tweede]) {
  if (eerste === '--serveer') {
    console.log((await serveer(Number(tweede ?? 8090))).url);
    return;
  }
  const map = eerste ?? join(tmpdir(), 'woonzorg-voorbeeld');
  mkdirSync(map, { recursive: true });
  for (const p of tekenAlles()) {
    writeFileSync(join(map, `${p.naam}.html`), p.html.replaceAll('/static/', `${pathToFileURL(join(web, 'dist'))}/`));
    console.log(`${join(map, `${p.naam}.html`)} ${p.html.length} bytes`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await hoofd(process.argv.slice(2));
