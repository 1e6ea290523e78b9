// SPDX-License-Identifier: EUPL-1.2
// Takes the view along, as PNG (what the canvas shows) or as SVG (drawn anew from whole outlines), each with title and legend.
import type { Gegevens, Kader } from './gegevens';
import { raakt } from './gegevens';
import type { Staat } from './beweeg';
import { kaderNu } from './hulp';
import { arcering, kleur, type Kleuren } from './kleuren';
import { planPunten, svgTeken, tekenTeken } from './plannen';

const RAND = 16;
const REGEL = 22;

function bied(blob: Blob, naam: string): void {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(blob);
  a.download = naam;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

interface Regel { tekst: string; n: number; tint: number; teken?: string } // tint -1: hatched

const regels = (g: Gegevens): Regel[] => [
  ...(g.plannen?.tekens ?? []).map((x) => ({ tekst: x.tekst, n: x.aantal, tint: 0, teken: x.hardheid })),
  ...g.klassen.map((x, i) => ({ tekst: x.tekst, tint: x.tint, n: g.gebieden.filter((y) => y.klasse === i).length })),
  ...(g.gebieden.some((x) => x.klasse === undefined) ? [{ tekst: 'geen cijfer', tint: -1, n: g.gebieden.filter((x) => x.klasse === undefined).length }] : []),
];

export async function bewaarPng(s: Staat, k: Kleuren): Promise<void> {
  const bron = s.kaart.getCanvas();
  const schaal = bron.width / bron.clientWidth;
  const lijst = regels(s.g);
  const uit = document.createElement('canvas');
  uit.width = bron.width;
  uit.height = bron.height + Math.round((lijst.length * REGEL + 40 + 2 * RAND) * schaal);
  const c = uit.getContext('2d');
  if (!c) throw new Error('deze browser kan geen beeld maken');
  c.fillStyle = k.grond;
  c.fillRect(0, 0, uit.width, uit.height);
  c.scale(schaal, schaal);
  c.fillStyle = k.inkt;
  c.font = '600 16px "Noto Sans", sans-serif';
  c.fillText(s.titel, RAND, 26, bron.clientWidth - 2 * RAND);
  c.drawImage(bron, 0, 40, bron.clientWidth, bron.clientHeight);
  const hatch = document.createElement('canvas');
  hatch.width = hatch.height = 16;
  hatch.getContext('2d')?.putImageData(arcering(k, 16), 0, 0);
  c.font = '14px "Noto Sans", sans-serif';
  lijst.forEach((x, i) => {
    const y = 40 + bron.clientHeight + RAND + i * REGEL;
    if (x.teken) {
      c.save();
      c.translate(RAND, y);
      tekenTeken(c, x.teken, 16, k);
      c.restore();
    } else {
      c.fillStyle = x.tint < 0 ? (c.createPattern(hatch, 'repeat') ?? k.vlak) : kleur(k, x.tint);
      c.fillRect(RAND, y, 16, 16);
    }
    c.fillStyle = k.inkt;
    c.fillText(`${x.tekst} (${x.n})`, RAND + 26, y + 13);
  });
  const blob = await new Promise<Blob | null>((klaar) => { uit.toBlob(klaar, 'image/png'); });
  if (!blob) throw new Error('deze browser kan geen PNG maken');
  bied(blob, 'kaart.png');
}

interface Item { id: string; geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: number[][][] | number[][][][] } }

async function omtrekken(kader: Kader, datum: string): Promise<Item[]> {
  const uit: Item[] = [];
  let adres: string | undefined = `/ogc/v1/collections/gemeente/items?limit=1000&bbox=${kader.map((x) => x.toFixed(6)).join(',')}&datetime=${datum}`;
  while (adres) {
    const antwoord: Response = await fetch(adres, { headers: { Accept: 'application/geo+json' } });
    if (!antwoord.ok) throw new Error(`de server antwoordde met ${antwoord.status}`);
    const deel = (await antwoord.json()) as { features: Item[]; links: { rel: string; href: string }[] };
    uit.push(...deel.features);
    adres = deel.links.find((l) => l.rel === 'next')?.href;
  }
  return uit;
}

/** The squares of the tile map have no outline of their own in the API: their box is all there is to them. */
const vakken = (s: Staat, kader: Kader): Item[] => s.g.gebieden.filter((x) => raakt(x.kader, kader)).map((x) => {
  const [w, z, o, n] = x.kader;
  return { id: x.code, geometry: { type: 'Polygon', coordinates: [[[w, z], [o, z], [o, n], [w, n], [w, z]]] } };
});

const veilig = (t: string) => t.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export async function bewaarSvg(s: Staat, k: Kleuren): Promise<void> {
  const kader = kaderNu(s.kaart);
  const datum = new URL(s.g.tegels, location.href).searchParams.get('datum') ?? '';
  const items = s.g.laag === 'gemeente' ? await omtrekken(kader, datum) : vakken(s, kader);
  const { clientWidth: b, clientHeight: h } = s.kaart.getCanvas();
  const lijst = regels(s.g);
  const hoogte = 40 + h + lijst.length * REGEL + 2 * RAND;
  const pad = (ringen: number[][][]) => ringen.map((r) => {
    let vorig = '';
    const punten = r.map(([x, y]) => { const p = s.kaart.project([x!, y!]); return `${p.x.toFixed(1)} ${p.y.toFixed(1)}`; }).filter((p) => { const nieuw = p !== vorig; vorig = p; return nieuw; });
    return `M${punten.join('L')}z`;
  }).join('');
  const vlakken = items.map((f) => {
    const x = s.op.get(f.id);
    const g = f.geometry;
    const d = g.type === 'Polygon' ? pad(g.coordinates as number[][][]) : (g.coordinates as number[][][][]).map(pad).join('');
    const vul = !x ? k.vlak : x.klasse === undefined ? 'url(#arcering)' : kleur(k, s.g.klassen[x.klasse]!.tint);
    return `<path d="${d}" fill="${vul}"${x?.omlijnd || f.id === s.gekozen ? ` stroke="${k.inkt}"` : ''}>${x ? `<title>${veilig(`${x.naam}: ${x.tekst}`)}</title>` : ''}</path>`;
  }).join('');
  const plannen = planPunten(s.kaart).map((p) => svgTeken(p.hardheid, p.x, p.y, 6, k)).join('');
  const legenda = lijst.map((x, i) => {
    const y = 40 + h + RAND + i * REGEL;
    const vak = x.teken ? svgTeken(x.teken, RAND + 8, y + 8, 8, k) : `<rect x="${RAND}" y="${y}" width="16" height="16" fill="${x.tint < 0 ? 'url(#arcering)' : kleur(k, x.tint)}"/>`;
    return `${vak}<text x="${RAND + 26}" y="${y + 13}" font-size="14">${veilig(`${x.tekst} (${x.n})`)}</text>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${b} ${hoogte}" font-family="Noto Sans, sans-serif" fill="${k.inkt}"><title>${veilig(s.titel)}</title>`
    + `<defs><pattern id="arcering" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${k.vlak}"/><rect width="1.5" height="6" fill="${k.ontbreekt}"/></pattern><clipPath id="raam"><rect width="${b}" height="${h}"/></clipPath></defs>`
    + `<rect width="${b}" height="${hoogte}" fill="${k.grond}"/><text x="${RAND}" y="26" font-size="16" font-weight="600">${veilig(s.titel)}</text>`
    + `<g transform="translate(0 40)" clip-path="url(#raam)" stroke="${k.grond}" fill-rule="evenodd">${vlakken}<g stroke="none">${plannen}</g></g>${legenda}</svg>`;
  bied(new Blob([svg], { type: 'image/svg+xml' }), 'kaart.svg');
}
