// SPDX-License-Identifier: EUPL-1.2
// Bundles stijl/stijl.css and the font into dist/. The C build embeds dist/ and serves it under /static/, so addresses
// inside the CSS are relative and names carry no hash (the server's ETag does that work).
import { defineConfig } from 'vite';
import { Features } from 'lightningcss';
import { krimpPlugin } from './bouw/krimp.mjs';
import { ongebruikteKlassen } from './bouw/ongebruikt.mjs';

const ongebruikt = ongebruikteKlassen();

export default defineConfig({
  base: './',
  publicDir: 'publiek',
  logLevel: 'warn',
  plugins: [krimpPlugin(ongebruikt)],
  css: {
    transformer: 'lightningcss',
    lightningcss: { unusedSymbols: ongebruikt, exclude: Features.LightDark },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // a data: font would be refused by the Content-Security-Policy
    cssMinify: 'lightningcss',
    cssTarget: ['chrome111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: { stijl: 'stijl/stijl.css' },
      output: { assetFileNames: '[name][extname]' },
    },
  },
});
