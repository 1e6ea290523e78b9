// SPDX-License-Identifier: EUPL-1.2
// The components ask for hundreds of design tokens; our theme sets the ones that matter. What can't have a value is worked
// out here instead of in every browser: var(--unset, fallback) becomes its fallback, a declaration that asks for an unset
// token without fallback goes, a token that is set only once, on the root, is filled in where it is read, and a token that
// nothing reads goes too. What the dark theme sets anew stays a token.
// What is left looks the same at half the size. One difference is accepted: a declaration that went no longer resets what
// the browser itself sets.
import { Features, transform } from 'lightningcss';
import postcss from 'postcss';

// The end of the var( … ) whose "(" is at i; brackets in strings do not occur inside token references.
function sluit(tekst, i) {
  for (let diep = 0, k = i; k < tekst.length; k++) {
    if (tekst[k] === '(') diep++;
    if (tekst[k] === ')' && --diep === 0) return k;
  }
  throw new Error(`haakje sluit niet in: ${tekst}`);
}

// The value with unset tokens worked out; null when it can't have a value at all.
function uitgewerkt(waarde, bekend) {
  let begin = 0;
  for (;;) {
    const i = waarde.indexOf('var(', begin);
    if (i < 0) return waarde;
    const eind = sluit(waarde, i + 3);
    const inhoud = waarde.slice(i + 4, eind);
    const komma = inhoud.indexOf(',');
    const naam = (komma < 0 ? inhoud : inhoud.slice(0, komma)).trim();
    if (bekend.has(naam)) {
      if (komma < 0) {
        begin = eind + 1;
        continue;
      }
      // Set on the root and never unset: the fallback can't be needed.
      const terugval = bekend.get(naam) ? '' : uitgewerkt(inhoud.slice(komma + 1), bekend);
      const nieuw = `var(${naam}${terugval ? `,${terugval}` : ''})`;
      waarde = waarde.slice(0, i) + nieuw + waarde.slice(eind + 1);
      begin = i + nieuw.length;
    } else if (komma < 0) {
      return null;
    } else {
      const terugval = uitgewerkt(inhoud.slice(komma + 1).trim(), bekend);
      if (terugval === null) return null;
      waarde = waarde.slice(0, i) + terugval + waarde.slice(eind + 1);
      begin = i;
    }
  }
}

const KORT = 40; // a longer value is cheaper as a token

// Tokens with one value for good: declared once in the whole sheet, on the root and under no condition.
function vasteWaarden(wortel) {
  const vast = new Map();
  wortel.walkDecls(/^--/, (d) => {
    const goed = !vast.has(d.prop) && d.parent.selector === ':root' && d.parent.parent.type === 'root' && d.value.length <= KORT;
    vast.set(d.prop, goed ? d.value : null);
  });
  return vast;
}

function vulIn(wortel) {
  const vast = vasteWaarden(wortel);
  let veranderd = false;
  wortel.walkDecls((d) => {
    const gevuld = d.value.replace(/var\(\s*(--[\w-]+)\s*\)/g, (heel, naam) => vast.get(naam) ?? heel);
    const nieuw = gevuld.replace(/calc\(var\([^()]*\)\s*\*\s*0\)/g, '0');
    if (nieuw === d.value) return;
    d.value = nieuw;
    veranderd = true;
  });
  return veranderd;
}

function ronde(wortel) {
  const bekend = new Map(); // token → set on :root
  const gelezen = new Set();
  let veranderd = false;
  wortel.walkDecls((d) => {
    if (d.prop.startsWith('--')) bekend.set(d.prop, bekend.get(d.prop) || d.parent.selector === ':root');
  });
  wortel.walkDecls((d) => {
    const nieuw = uitgewerkt(d.value, bekend);
    if (nieuw === d.value) return;
    veranderd = true;
    if (nieuw === null || nieuw.trim() === '') d.remove();
    else d.value = nieuw;
  });
  wortel.walkDecls((d) => {
    for (const [, naam] of d.value.matchAll(/var\(\s*(--[\w-]+)/g)) gelezen.add(naam);
  });
  wortel.walkDecls((d) => {
    if (!d.prop.startsWith('--') || gelezen.has(d.prop)) return;
    d.remove();
    veranderd = true;
  });
  wortel.walkRules((r) => {
    r.each((d) => {
      const vorige = d.prev();
      if (vorige && vorige.prop === d.prop && vorige.value === d.value) vorige.remove();
    });
    if (!r.nodes.length) r.remove();
  });
  wortel.walkAtRules((r) => {
    if (r.nodes && !r.nodes.length) r.remove();
  });
  return veranderd;
}

// Classes without which a selector matches nothing: those outside brackets, and :where() around one compound. In :not()
// and in lists a class is no condition.
function eisen(keuze) {
  let k = keuze.replace(/:where\((\.[\w.-]+)\)/g, '$1');
  for (let oud = ''; oud !== k;) {
    oud = k;
    k = k.replace(/\([^()]*\)/g, '');
  }
  return [...k.matchAll(/\.([\w-]+)/g)].map((m) => m[1]);
}

// The bundler drops a rule of which every selector is unused; this drops the unused ones from a list.
function zonderOngebruikt(wortel, ongebruikt) {
  wortel.walkRules((r) => {
    const over = r.selectors.filter((keuze) => !eisen(keuze).some((naam) => ongebruikt.has(naam)));
    if (!over.length) r.remove();
    else if (over.length < r.selectors.length) r.selectors = over;
  });
}

export function krimp(css, ongebruikt) {
  const wortel = postcss.parse(css);
  zonderOngebruikt(wortel, ongebruikt);
  while (ronde(wortel) | vulIn(wortel));
  wortel.walkComments((c) => c.remove());
  // Filled-in values let the minifier take together what it could not before.
  return transform({ filename: 'stijl.css', code: Buffer.from(wortel.toString()), minify: true, exclude: Features.LightDark }).code;
}
