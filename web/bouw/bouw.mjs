// SPDX-License-Identifier: EUPL-1.2
// Makes dist/ from stijl/stijl.css: imports put together, what no template uses left out, tokens worked out, made small;
// the fonts and publiek/ beside it. The C build embeds dist/ and serves it under /static/, so addresses inside the CSS are
// relative and names carry no hash (the server's ETag does that work).
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Features, browserslistToTargets, bundle } from 'lightningcss';
import { krimp } from './krimp.mjs';
import { ongebruikteKlassen } from './ongebruikt.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(web, 'dist');
const ongebruikt = ongebruikteKlassen();
const stijlen = join(web, 'stijl');
const bestanden = new Map(); // name in dist → where it is now

const { code } = bundle({
  filename: join(stijlen, 'stijl.css'),
  minify: true,
  unusedSymbols: ongebruikt,
  exclude: Features.LightDark, // dark follows the system through our own tokens
  targets: browserslistToTargets(['chrome 111', 'firefox 115', 'safari 16.4']),
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
