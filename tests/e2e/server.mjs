// SPDX-License-Identifier: EUPL-1.2
// Starts the real program with the demo, on a database of its own that goes with it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GEDULD = 120_000; // ms to fill the demo, also under sanitizers on a busy machine

const psql = (url, opdracht) => execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', opdracht]);

/** The databases to try: {naam, maak() → {url, weg()}}. PostgreSQL when WZ_TEST_PG tells where one is. */
export function databases() {
  const lijst = [{
    naam: 'sqlite',
    maak() {
      const map = mkdtempSync(join(tmpdir(), 'woonzorg-e2e.'));
      return { url: `sqlite:${join(map, 'demo.db')}`, weg: () => rmSync(map, { recursive: true, force: true }) };
    },
  }];
  const pg = process.env.WZ_TEST_PG;
  if (pg) {
    lijst.push({
      naam: 'postgresql',
      maak() {
        const naam = `woonzorg_e2e_${process.pid}`;
        const url = new URL(pg);
        url.pathname = `/${naam}`;
        psql(pg, `CREATE DATABASE ${naam} TEMPLATE template0`);
        return { url: url.href, weg: () => psql(pg, `DROP DATABASE IF EXISTS ${naam} WITH (FORCE)`) };
      },
    });
  }
  return lijst;
}

/** Signs in to the demo as a role, with the password that its sign-in page shows: the cookie, {name, value}. */
export async function meldAan(url, rol) {
  const pagina = await fetch(`${url}/aanmelden`);
  const html = await pagina.text();
  const voor = pagina.headers.get('set-cookie').split(';')[0];
  const antwoord = await fetch(`${url}/aanmelden`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: voor },
    body: new URLSearchParams({
      email: `${rol}@demo.example`,
      wachtwoord: html.match(/Het wachtwoord is steeds: ([^<]+)/)[1].trim(),
      formulier_sleutel: html.match(/name="formulier_sleutel" value="([^"]+)"/)[1],
    }),
  });
  const koek = antwoord.headers.get('set-cookie')?.match(/(?:^|, )(woonzorg)=([0-9a-f]{64})/);
  if (!koek) throw new Error(`aanmelden als ${rol} gaf ${antwoord.status}: ${(await antwoord.text()).slice(0, 500)}`);
  return { name: koek[1], value: koek[2] };
}

/** woonzorg demo on a free port: {url, stop() → exit code}. */
export function start(programma, db) {
  const kind = spawn(programma, ['demo', '--db', db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const einde = new Promise((klaar) => { kind.on('exit', (code) => klaar(code)); });
  let gezegd = '';
  let fouten = '';
  return new Promise((klaar, mis) => {
    const wekker = setTimeout(() => {
      kind.kill('SIGKILL');
      mis(new Error(`${programma} demo begon niet:\n${gezegd}${fouten}`));
    }, GEDULD);
    kind.on('error', mis);
    kind.stderr.on('data', (d) => { fouten = (fouten + d).slice(-20_000); });
    kind.stdout.on('data', (d) => {
      gezegd += d;
      const adres = gezegd.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (!adres) return;
      clearTimeout(wekker);
      klaar({
        url: adres[0],
        async stop() {
          kind.kill('SIGTERM');
          const code = await einde;
          if (code !== 0) console.log(`# ${fouten.slice(-4000).replace(/\n/g, '\n# ')}`);
          return code;
        },
      });
    });
    einde.then((code) => {
      clearTimeout(wekker);
      mis(new Error(`${programma} demo stopte met ${code}:\n${gezegd}${fouten}`));
    });
  });
}
