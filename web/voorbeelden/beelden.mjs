// SPDX-License-Identifier: EUPL-1.2
// Stand-ins for the pictures of src/grafiek: same classes, simple shapes. Only for the sample pages.
const veilig = (t) => String(t).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
let teller = 0;

function beeld(breedte, hoogte, titel, beschrijving, inhoud, rol = 'img') {
  const id = `v${++teller}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="g-beeld" viewBox="0 0 ${breedte} ${hoogte}" width="${breedte}" height="${hoogte}" role="${rol}" aria-labelledby="${id}-t" aria-describedby="${id}-d"><title id="${id}-t">${veilig(titel)}</title><desc id="${id}-d">${veilig(beschrijving)}</desc><defs><pattern id="${id}-o" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="g-ontbreekt-grond" width="6" height="6" fill="#fbfbfc"/><rect class="g-ontbreekt-streep" width="2" height="6" fill="#d2d5dd"/></pattern>${['nultreden', 'geclusterd', 'zorggeschikt'].map((t) => `<pattern id="${id}-${t}" width="6" height="6" patternUnits="userSpaceOnUse" x="110"><rect class="g-${t}" width="6" height="6" fill-opacity=".25"/><rect class="g-${t}" width="3" height="6"/></pattern>`).join('')}</defs>${inhoud.replaceAll('#ID', `#${id}`)}</svg>`;
}

// rijen: [naam, waarde or null, tekst, tint or 'streep', the tint of its stripes?]
export function staven(titel, tint, rijen) {
  const max = Math.max(...rijen.map((r) => r[1] ?? 0));
  const x0 = 76, x1 = 276;
  const regels = rijen.map(([naam, waarde, tekst, soort, eigen = tint], i) => {
    const y = 4 + i * 26;
    const w = waarde === null ? 0 : Math.max(1, ((x1 - x0) * waarde) / max);
    const vlak = waarde === null
      ? `<rect class="g-ontbreekt" x="${x0}" y="${y}" width="${x1 - x0}" height="14" rx="2" fill="url(#ID-o)"/>`
      : `<rect class="g-spoor" x="${x0}" y="${y}" width="${x1 - x0}" height="14" rx="2"/>${soort === 'streep'
        ? `<rect class="g-streep" x="${x0}" y="${y}" width="${w}" height="14" rx="2" fill="url(#ID-${eigen})"/><g class="g-lijn g-${eigen}"><rect fill="none" x="${x0 + 0.5}" y="${y + 0.5}" width="${Math.max(0, w - 1)}" height="13" rx="1.5"/></g>`
        : `<rect class="g-${soort}" x="${x0}" y="${y}" width="${w}" height="14" rx="2"/>`}`;
    return `<text class="g-label" x="0" y="${y + 12}" font-size="14">${veilig(naam)}</text>${vlak}<text class="g-waarde" x="330" y="${y + 12}" font-size="14" text-anchor="end">${tekst}</text>`;
  });
  return beeld(330, 4 + rijen.length * 26, titel, rijen.map((r) => `${r[0]}: ${r[2] === '–' ? 'niet geleverd' : r[2]}`).join('; '), regels.join(''));
}

export function lijnen(titel, jaren, reeksen) {
  const max = Math.max(...reeksen.flatMap((r) => r.waarden)) * 1.15;
  const x = (i) => 52 + (i * 318) / (jaren.length - 1);
  const y = (v) => 240 - (215 * v) / max;
  const as = [0, 0.25, 0.5, 0.75, 1].map((d) => {
    const v = Math.round((max * d) / 100) * 100;
    return `<line class="g-hulplijn" x1="52" x2="370" y1="${y(v)}" y2="${y(v)}" stroke="#d9dce3"/><text class="g-noot" x="46" y="${y(v) + 4}" font-size="13" text-anchor="end">${v.toLocaleString('nl-NL')}</text>`;
  });
  const namen = jaren.map((j, i) => `<text class="g-noot" x="${x(i)}" y="264" font-size="13" text-anchor="middle">${j}</text>`);
  const lijn = reeksen.map((r) => {
    const punten = r.waarden.map((v, i) => `${x(i)},${y(v)}`).join(' ');
    const eind = r.waarden.length - 1;
    return `<polyline class="g-lijn g-${r.tint}" points="${punten}" fill="none" stroke-width="2.5"/>${r.waarden.map((v, i) => `<circle class="g-${r.tint}" cx="${x(i)}" cy="${y(v)}" r="3.5"/>`).join('')}<text class="g-tekst-${r.tint}" x="${x(eind) + 10}" y="${y(r.waarden[eind]) + 5}" font-size="14" font-weight="600">${r.naam}</text>`;
  });
  return beeld(440, 272, titel, reeksen.map((r) => `${r.naam}: ${r.waarden.join(', ')}`).join('; '), as.join('') + namen.join('') + lijn.join(''));
}

const tegels = [
  ['Mook', 3, 0, 31], ['Gennep', 4, 0, 44], ['Bergen', 3, 1, 22], ['Venray', 2, 2, 58], ['Horst', 2, 3, 47], ['Venlo', 3, 3, 52],
  ['Peel', 1, 4, 38], ['Beesel', 2, 4, 29], ['Weert', 0, 5, 61], ['Nederw.', 1, 5, 35], ['Leudal', 2, 5, 41], ['Roerm.', 3, 5, 57], ['Roerdal', 4, 5, 33],
  ['Maasg.', 1, 6, 26], ['Echt-S.', 2, 6, 45], ['Sitt.-G.', 1, 7, 49], ['Brunss.', 2, 7, 34], ['Landgr.', 3, 7, 40],
  ['Stein', 0, 8, 37], ['Beek', 1, 8, 28], ['Beekd.', 2, 8, 41], ['Heerlen', 3, 8, 61], ['Kerkr.', 4, 8, 42],
  ['Meers.', 0, 9, 36], ['Valkb.', 1, 9, 19], ['Voer.', 2, 9, null], ['Simp.', 3, 9, null], ['Maastr.', 0, 10, 55], ['Eijsd.', 1, 10, 24], ['Gulpen', 2, 10, 21], ['Vaals', 3, 10, 43],
];
const omlijnd = new Set(['Brunss.', 'Landgr.', 'Beekd.', 'Heerlen', 'Kerkr.', 'Voer.', 'Simp.']);

export function tegelkaart(titel) {
  const klasse = (v) => (v < 25 ? 0 : v < 40 ? 2 : v < 55 ? 3 : 5);
  const m = 76;
  const vlakken = tegels.map(([naam, k, r, v]) => {
    const x = k * m + 3, y = r * m + 3;
    const kl = v === null ? null : klasse(v);
    const vlak = kl === null ? 'class="g-ontbreekt" fill="url(#ID-o)"' : `class="g-vlak-${kl}"`;
    const letter = kl === null ? 'g-label' : `g-op-vlak-${kl}`;
    return `<a href="/gebieden/voorbeeld"><title>${naam}: ${v === null ? 'niet geleverd' : `${v}%`}</title><rect ${vlak} x="${x}" y="${y}" width="71" height="71" rx="3"/><text class="${letter}" x="${x + 6}" y="${y + 20}" font-size="14">${naam}</text><text class="${letter}" x="${x + 6}" y="${y + 61}" font-size="15" font-weight="600">${v === null ? '–' : `${v}%`}</text>${omlijnd.has(naam) ? `<rect class="g-omlijnd" fill="none" stroke-width="2.5" x="${x}" y="${y}" width="71" height="71" rx="3"/>` : ''}</a>`;
  });
  const legenda = [['< 25%', 0, 5], ['25–40%', 2, 11], ['40–55%', 3, 8], ['≥ 55%', 5, 5], ['niet geleverd', null, 2]].map(([tekst, k, n], i) => {
    const x = 3 + i * 84, h = n * 4;
    return `<rect ${k === null ? 'class="g-ontbreekt" fill="url(#ID-o)"' : `class="g-vlak-${k}"`} x="${x}" y="${900 - h}" width="76" height="${h}"/><text class="g-noot" x="${x}" y="918" font-size="13">${veilig(tekst)}</text><text class="g-noot" x="${x}" y="${894 - h}" font-size="13">${n}</text>`;
  });
  return beeld(430, 924, titel, tegels.map((t) => `${t[0]}: ${t[3] === null ? 'niet geleverd' : `${t[3]}%`}`).join('; '), vlakken.join('') + legenda.join(''), 'group');
}
