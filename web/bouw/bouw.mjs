// SPDX-License-Identifier: EUPL-1.2
// Makes dist/ from stijl/stijl.css: imports put together, what no template uses left out, tokens worked out, made small;
// the fonts and publiek/ beside it. The C build embeds dist/ and serves it under /static/, so addresses inside the CSS are
// relative and names carry no hash (the server's ETag does that work).
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { Features, browserslistToTargets, bundle, transform } from 'lightningcss';
import { krimp } from './krimp.mjs';
import { ongebruikteKlassen } from './ongebruikt.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(web, 'dist');
const ongebruikt = ongebruikteKlassen();
const stijlen = join(web, 'stijl');
const bestanden = new Map(); // name in dist → where it is now

const targets = browserslistToTargets(['chrome 111', 'firefox 115', 'safari 16.4']);

const { code } = bundle({
  filename: join(stijlen, 'stijl.css'),
  minify: true,
  unusedSymbols: ongebruikt,
  exclude: Features.LightDark, // dark follows the system through our own tokens
  targets,
  visitor: {
    // A file that the style asks for lies beside it. All are named from stijl/, also those of packages.
    Url(adres) {
      if (/^(data:|[a-z]+:|\/)/.test(adres.url)) throw new Error(`stijl vraagt om ${adres.url}: alleen eigen bestanden`);
      bestanden.set(basename(adres.url), resolve(stijlen, adres.url));
      return { ...adres, url: basename(adres.url) };
    },
  },
});

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
writeFileSync(join(dist, 'stijl.css'), krimp(code.toString(), new Set(ongebruikt)));
for (const naam of readdirSync(join(web, 'publiek'))) bestanden.set(naam, join(web, 'publiek', naam));
for (const [naam, pad] of bestanden) copyFileSync(pad, join(dist, naam));

// The island of the map: a small script that each map page has, and what that fetches when it is wanted. MapLibre's worker is a
// file of its own, for a strict policy allows no worker from a blob.
buildSync({
  entryPoints: { kaart: join(web, 'eiland/kaart.ts'), 'kaart-beweeg': join(web, 'eiland/beweeg.ts'), werkplaats: join(web, 'eiland/werkplaats.ts'), invullen: join(web, 'eiland/invullen.ts') },
  outdir: dist,
  bundle: true,
  format: 'esm',
  minify: true,
  target: ['chrome111', 'firefox115', 'safari16.4'],
  legalComments: 'inline', // licences stay with what they are of
  logLevel: 'warning',
});
copyFileSync(join(web, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'), join(dist, 'kaart-werker.js'));
const kaartStijl = join(web, 'eiland/kaart.css');
writeFileSync(join(dist, 'kaart.css'), transform({ filename: kaartStijl, code: readFileSync(kaartStijl), minify: true, targets }).code);
