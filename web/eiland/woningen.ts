// SPDX-License-Identifier: EUPL-1.2
// Dwellings on the moving map. From afar the share of a class per gemeente, coloured from one array of counts by feature-state, so that
// another class asks for no tile; from close by each dwelling, by colour and by form, several on one place as one mark with their number.
// All of it can be had by keyboard and in a table. Nothing is fetched from elsewhere.
import type { ExpressionSpecification, FilterSpecification, Map as Kaart, StyleSpecification } from 'maplibre-gl';
import { haalGegevens, type Kader, leesBlik, raakt, schrijfBlik } from './gegevens';
import { element, kaderNu, knop } from './hulp';
import { beweegKnoppen, gemeenteKeuzes, keuzeVeld, maakKaart, maakRaam, stil, wachtOpKaart, zegKaart } from './raam';
import { arcering, kleur, type Kleuren, kleuren } from './kleuren';

interface Klasse { naam: string; grenzen: number[]; stappen: { tekst: string; tint: number }[] }
interface Gebied { code: string; naam: string; adres: string; kader: Kader; plek: [number, number]; dichtbij?: [number, number]; alles: number; n: number[] }
interface Gegevens {
  laag: string;
  tegels: string;
  zoomMax: number;
  gekozen: number;
  klassen: Klasse[];
  gebieden: Gebied[];
  kader: Kader;
  woningen: { tegels: string; vanafZoom: number; totZoom: number; precies: boolean; pagina: string };
}

const VLAK = 'vlakken';
const WONING = 'woningen';
const RIJEN = 50;
const RAAK = 8; // pixels round the pointer or the middle
const RUST = 200;
const TEKEN = 44; // pixels of a mark, at twice the density
const LOS = 16; // from this zoom on a mark bears its number: of the dwellings at one address, or of those in a cell for who may not see where each lies
const nl = (n: number) => n.toLocaleString('nl-NL');

/** Our own colours for names that have one; the others take turns. A form goes with each, so that none depends on colour. */
function verf(klassen: Klasse[]): { kleur: string; vorm: number }[] {
  const s = getComputedStyle(document.documentElement);
  const van = (naam: string) => s.getPropertyValue(`--wz-${naam}`).trim();
  const vast: Record<string, string> = { nultreden: 'nultreden', 'nultreden (indicatie)': 'nultreden', geclusterd: 'geclusterd', zorggeschikt: 'zorggeschikt', geschikt: 'nultreden', 'geschikt te maken': 'geclusterd', regulier: 'opgave', 'niet geschikt': 'opgave', onbekend: 'inkt-zacht', onbeslist: 'inkt-zacht' };
  const beurt = ['neutraal', 'nultreden', 'geclusterd', 'zorggeschikt', 'accent', 'letop'];
  return klassen.map((k, i) => ({ kleur: van(vast[k.naam] ?? beurt[i % beurt.length]!), vorm: k.naam.startsWith('onbe') ? 5 : i % 5 }));
}

function teken(c: CanvasRenderingContext2D, maat: number, x: { kleur: string; vorm: number }, n: number, k: Kleuren): void {
  const m = maat / 2;
  const r = maat * (n > 1 ? 0.4 : 0.24);
  c.beginPath();
  if (x.vorm === 0 || x.vorm === 5) c.arc(m, m, r, 0, 2 * Math.PI);
  else {
    const hoeken = [[], [[-1, -1], [1, -1], [1, 1], [-1, 1]], [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]], [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]], [[-1.1, -0.8], [1.1, -0.8], [0, 1.2]]][x.vorm]!;
    hoeken.forEach(([dx, dy], i) => (i ? c.lineTo(m + dx! * r * 0.9, m + dy! * r * 0.9) : c.moveTo(m + dx! * r * 0.9, m + dy! * r * 0.9)));
    c.closePath();
  }
  c.lineWidth = maat * 0.08;
  c.strokeStyle = k.grond;
  c.stroke();
  c.fillStyle = x.vorm === 5 ? k.grond : x.kleur;
  c.fill();
  c.lineWidth = maat * 0.05;
  c.strokeStyle = x.kleur;
  c.stroke();
  if (n < 2) return;
  c.fillStyle = x.vorm === 5 ? k.inkt : k.grond;
  const tekst = n > 999 ? `${Math.round(n / 1000)}k` : String(n);
  c.font = `600 ${maat * (tekst.length > 2 ? 0.28 : 0.34)}px "Noto Sans", sans-serif`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillText(tekst, m, m + maat * 0.02);
}

function beeld(maat: number, doe: (c: CanvasRenderingContext2D) => void): ImageData {
  const c = document.createElement('canvas');
  c.width = c.height = maat;
  const x = c.getContext('2d')!;
  doe(x);
  return x.getImageData(0, 0, maat, maat);
}

const aantal: ExpressionSpecification = ['coalesce', ['get', 'n'], 1];
const teken1: ExpressionSpecification = ['concat', 'woning-', ['to-string', ['get', 'klasse']], '-1'];
// From afar by number, so that neighbours in a cell just leave each other free; from close by as large as the room between houses.
const maat = ['interpolate', ['linear'], ['zoom'],
  13, ['interpolate', ['linear'], aantal, 1, 0.3, 10, 0.55, 60, 0.95],
  14.9, ['interpolate', ['linear'], aantal, 1, 0.6, 10, 1.2, 60, 1.9],
  15, ['interpolate', ['linear'], aantal, 1, 0.35, 5, 0.55, 30, 0.8],
  15.9, ['interpolate', ['linear'], aantal, 1, 0.5, 5, 0.8, 30, 1.1],
  LOS, ['case', ['>', aantal, 1], 0.95, 0.65], 17, ['case', ['>', aantal, 1], 1.1, 0.9], 18, 1.2] as unknown as ExpressionSpecification;

function stijl(g: Gegevens, k: Kleuren): StyleSpecification {
  const vlak = { source: VLAK, 'source-layer': g.laag };
  return {
    version: 8,
    sources: {
      [VLAK]: { type: 'vector', tiles: [location.origin + g.tegels], minzoom: 0, maxzoom: g.zoomMax, promoteId: 'code' },
      [WONING]: { type: 'vector', tiles: [location.origin + g.woningen.tegels], minzoom: g.woningen.vanafZoom, maxzoom: g.woningen.totZoom },
    },
    layers: [
      { id: 'grond', type: 'background', paint: { 'background-color': k.grond } },
      { id: 'vlak', type: 'fill', ...vlak, paint: { 'fill-color': 'rgba(0,0,0,0)', 'fill-antialias': false, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 12, 1, 14, 0.15] } },
      { id: 'grens', type: 'line', ...vlak, paint: { 'line-color': k.lijn, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 12, 1.6] } },
      { id: 'gekozen', type: 'line', ...vlak, filter: ['==', ['get', 'code'], ''], paint: { 'line-color': k.inkt, 'line-width': 3 } },
      {
        id: 'woning', type: 'symbol', source: WONING, 'source-layer': 'woningen', minzoom: g.woningen.vanafZoom,
        layout: { 'icon-image': ['step', ['zoom'], teken1, LOS, ['concat', 'woning-', ['to-string', ['get', 'klasse']], '-', ['to-string', aantal]]], 'icon-size': maat, 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': aantal },
      },
    ],
  };
}

/** The colours of the areas for a class: an expression over their state, which the counts fill. */
function kleurVlak(kaart: Kaart, g: Gegevens, klasse: number, k: Kleuren): void {
  const x = g.klassen[klasse]!;
  const stap: unknown[] = ['step', ['coalesce', ['feature-state', 'deel'], -1], 'rgba(0,0,0,0)', 0, kleur(k, x.stappen[0]?.tint ?? 0)];
  x.grenzen.forEach((grens, i) => stap.push(grens, kleur(k, x.stappen[i + 1]?.tint ?? 5)));
  kaart.setPaintProperty('vlak', 'fill-color', stap as ExpressionSpecification);
  for (const v of g.gebieden) if (v.alles) kaart.setFeatureState({ source: VLAK, sourceLayer: g.laag, id: v.code }, { deel: Math.round((100 * (v.n[klasse] ?? 0)) / v.alles) });
}

function legenda(g: Gegevens, klasse: number, verven: ReturnType<typeof verf>, k: Kleuren, aan: Set<number>, wissel: () => void): HTMLElement {
  const vak = element('div', 'wz-beweeg__legenda');
  vak.setAttribute('role', 'group');
  vak.setAttribute('aria-label', 'Legenda en filter');
  const vlakje = (doe: (c: CanvasRenderingContext2D) => void) => {
    const c = element('canvas', 'wz-beweeg__vlakje');
    c.width = c.height = 32;
    c.setAttribute('aria-hidden', 'true');
    doe(c.getContext('2d')!);
    return c;
  };
  for (const s of g.klassen[klasse]!.stappen) {
    const p = element('span', 'wz-beweeg__stap');
    p.append(vlakje((c) => { c.fillStyle = kleur(k, s.tint); c.fillRect(0, 0, 32, 32); }), ` ${s.tekst}`);
    vak.append(p);
  }
  g.klassen.forEach((x, i) => {
    const l = element('label', 'wz-beweeg__stap');
    const v = element('input', '');
    v.type = 'checkbox';
    v.checked = aan.has(i);
    v.addEventListener('change', () => {
      if (v.checked) aan.add(i);
      else aan.delete(i);
      wissel();
    });
    l.append(v, vlakje((c) => teken(c, 32, verven[i]!, 1, k)), ` ${x.naam}`);
    vak.append(l);
  });
  return vak;
}

export async function openWoningen(vak: HTMLElement): Promise<void> {
  const g = await haalGegevens<Gegevens>(vak.dataset['kaartGegevens']!);
  const k = kleuren();
  const r = maakRaam(vak);
  const blik = leesBlik(location.hash);
  const kaart = maakKaart(r, stijl(g, k), g.kader, blik, 5, 18);
  const verven = verf(g.klassen);
  kaart.setMissingStyleImageResolver((id) => {
    const m = /^woning-(\d+)-(\d+)$/.exec(id);
    if (m && verven[Number(m[1])]) kaart.addImage(id, beeld(TEKEN, (c) => teken(c, TEKEN, verven[Number(m[1])]!, Number(m[2]), k)), { pixelRatio: 2 });
  });
  bedien(kaart, g, vak, r.raam, r.doek, verven, k);
  await wachtOpKaart(kaart, r, g.kader, blik);
}

/** Everything round the canvas: choosing a class, a gemeente or a dwelling; the legend that filters; the table of what is in view. */
function bedien(kaart: Kaart, g: Gegevens, vak: HTMLElement, raam: HTMLElement, doek: HTMLElement, verven: ReturnType<typeof verf>, k: Kleuren): void {
  let klasse = g.gekozen;
  const aan = new Set(g.klassen.map((_, i) => i));
  const stand = element('div', 'wz-beweeg__stand');
  stand.setAttribute('role', 'status');
  const uitleg = element('p', 'wz-toelichting', `Sleep of gebruik de pijltjes om te verschuiven, + en − om te zoomen. Vanaf zoom ${g.woningen.vanafZoom} staan de woningen op de kaart: hoe groter het teken, hoe meer woningen van die klasse daar dicht bij elkaar liggen; ${g.woningen.precies ? `vanaf zoom ${LOS} elk adres apart` : `nooit preciezer dan zo’n 24 meter`}. Met Enter kiest u wat in het midden ligt, met Escape laat u het los.`);
  const op = new Map(g.gebieden.map((x) => [x.code, x]));
  zegKaart(kaart, doek, vak.dataset['kaartTitel'] ?? '', uitleg);

  let leg: HTMLElement = element('div', '');
  const filter = () => kaart.setFilter('woning', ['in', ['get', 'klasse'], ['literal', [...aan]]] as FilterSpecification);
  const herteken = () => {
    kleurVlak(kaart, g, klasse, k);
    const nieuw = legenda(g, klasse, verven, k, aan, () => { filter(); tabel(); });
    leg.replaceWith(nieuw);
    leg = nieuw;
  };

  const toonGebied = (code: string, beweeg: boolean) => {
    const x = op.get(code);
    kaart.setFilter('gekozen', ['==', ['get', 'code'], x ? code : '']);
    stand.replaceChildren();
    if (!x) return;
    const a = element('a', 'nl-link', `Meer over ${x.naam}`);
    a.href = x.adres;
    stand.append(x.alles ? `${x.naam}: ${nl(x.n[klasse] ?? 0)} van ${nl(x.alles)} woningen “${g.klassen[klasse]!.naam}”. ` : `${x.naam}: niet in deze voorraad. `, a);
    if (beweeg) kaart.fitBounds(x.kader, { padding: 40, animate: !stil() });
  };
  const toonWoning = async (id: number, n: number) => {
    const adres = g.woningen.pagina.replace('{rij}', String(id));
    stand.textContent = 'De uitleg wordt opgehaald.';
    try {
      const r = await fetch(adres.replace('?', '.json?'), { headers: { Accept: 'application/json' } });
      if (!r.ok) throw new Error(`de server antwoordde met ${r.status}`);
      const b = (await r.json()) as { antwoord: string };
      const a = element('a', 'nl-link', 'Waarom, en wat anders zou moeten zijn');
      a.href = adres;
      stand.replaceChildren(n > 1 ? `Hier liggen ${nl(n)} woningen van deze klasse; dit is de eerste. ` : '', `${b.antwoord} `, a);
    } catch (fout) {
      stand.textContent = `De uitleg is niet opgehaald: ${(fout as Error).message}.`;
    }
  };
  const kiesOp = (x: number, y: number) => {
    const [f] = kaart.queryRenderedFeatures([[x - RAAK, y - RAAK], [x + RAAK, y + RAAK]], { layers: ['woning'] });
    if (f) {
      void toonWoning(Number(f.id), Number(f.properties['n'] ?? 1));
      return;
    }
    const [v] = kaart.queryRenderedFeatures([x, y], { layers: ['vlak'] });
    toonGebied(v ? String(v.properties['code']) : '', false);
  };
  kaart.on('click', (e) => kiesOp(e.point.x, e.point.y));
  doek.addEventListener('keydown', (e) => {
    const m = kaart.project(kaart.getCenter());
    if (e.key === 'Enter') kiesOp(m.x, m.y);
    else if (e.key === 'Escape') toonGebied('', false);
    else return;
    e.preventDefault();
  });

  // Of the gemeente nearest to the middle of the map.
  const naarWoningen = () => {
    const { lng, lat } = kaart.getCenter();
    const ver = (x: Gebied) => (x.plek[0] - lng) ** 2 + (x.plek[1] - lat) ** 2;
    const [x] = g.gebieden.filter((y) => y.dichtbij).sort((a, b) => ver(a) - ver(b));
    if (x?.dichtbij) kaart.easeTo({ center: x.dichtbij, zoom: g.woningen.vanafZoom + 1.5, animate: !stil() });
  };
  const kiesKlasse = keuzeVeld('kaart-klasse', 'Klasse op de kaart', g.klassen.map((x, i) => [String(i), x.naam]), String(klasse), (v) => { klasse = Number(v); herteken(); });
  const kiesGebied = keuzeVeld('kaart-kies', 'Ga naar een gemeente', gemeenteKeuzes(g.gebieden), '', (v) => toonGebied(v, true));
  const knoppen = beweegKnoppen(kaart, g.kader, () => toonGebied('', false), knop('Naar de woningen', naarWoningen));
  const kop = element('div', 'wz-beweeg__kop');
  kop.append(kiesKlasse.veld, kiesGebied.veld, knoppen);
  raam.prepend(kop);
  const lijst = element('section', 'wz-tabel');
  raam.append(uitleg, stand, leg, lijst);

  const tabel = inBeeld(kaart, g, lijst, (id, n) => void toonWoning(id, n));
  let rust = 0;
  kaart.on('moveend', () => {
    const { lat, lng } = kaart.getCenter();
    history.replaceState(history.state, '', schrijfBlik({ zoom: kaart.getZoom(), lat, lng, code: '' }));
    volgTabel(g, kaart);
  });
  kaart.on('idle', () => {
    clearTimeout(rust);
    rust = window.setTimeout(tabel, RUST);
  });
  kaart.once('style.load', () => {
    kaart.addImage('arcering', arcering(k, 16), { pixelRatio: 2 });
    kaart.addLayer({ id: 'ontbreekt', type: 'fill', source: VLAK, 'source-layer': g.laag, filter: ['in', ['get', 'code'], ['literal', g.gebieden.filter((x) => !x.alles).map((x) => x.code)]] as FilterSpecification, paint: { 'fill-pattern': 'arcering' } }, 'grens');
    herteken();
    filter();
  });
}

/** The dwellings in view as a table, each with a button: what the map shows, for who cannot point. */
function inBeeld(kaart: Kaart, g: Gegevens, vak: HTMLElement, wijs: (id: number, n: number) => void): () => void {
  return () => {
    if (kaart.getZoom() < g.woningen.vanafZoom) {
      vak.replaceChildren();
      return;
    }
    const gezien = new Map<number, { klasse: number; n: number }>();
    for (const f of kaart.queryRenderedFeatures({ layers: ['woning'] })) gezien.set(Number(f.id), { klasse: Number(f.properties['klasse']), n: Number(f.properties['n'] ?? 1) });
    const som = new Map<number, number>();
    for (const x of gezien.values()) som.set(x.klasse, (som.get(x.klasse) ?? 0) + x.n);
    const kop = element('h2', 'nl-heading nl-heading--level-2', 'Woningen in beeld');
    kop.id = 'in-beeld';
    vak.setAttribute('aria-labelledby', kop.id);
    const zin = element('p', 'wz-toelichting', `${[...som].sort((a, b) => b[1] - a[1]).map(([i, n]) => `${nl(n)} ${g.klassen[i]?.naam ?? ''}`).join(', ') || 'Geen woningen'}.${gezien.size > RIJEN ? ` De tabel toont de eerste ${RIJEN} plekken.` : ''}`);
    const rol = element('div', 'utrecht-table-container wz-tabel__rol wz-beweeg__rol');
    rol.tabIndex = 0;
    rol.setAttribute('role', 'group');
    rol.setAttribute('aria-labelledby', kop.id);
    const t = element('table', 'utrecht-table');
    const hoofd = element('tr', 'utrecht-table__row');
    for (const x of ['Woning', 'Klasse', 'Aantal', '']) {
      const th = element('th', 'utrecht-table__header-cell', x);
      th.scope = 'col';
      if (!x) th.append(element('span', 'wz-verborgen', 'Uitleg'));
      hoofd.append(th);
    }
    const thead = element('thead', 'utrecht-table__header');
    thead.append(hoofd);
    const tbody = element('tbody', 'utrecht-table__body');
    for (const [id, x] of [...gezien].slice(0, RIJEN)) {
      const tr = element('tr', 'utrecht-table__row');
      for (const c of [`woning ${id}`, g.klassen[x.klasse]?.naam ?? '', nl(x.n)]) tr.append(element('td', 'utrecht-table__cell', c));
      const td = element('td', 'utrecht-table__cell');
      const b = knop(`Waarom, woning ${id}`, () => wijs(id, x.n), 'Waarom?');
      b.classList.add('wz-beweeg__wijs');
      td.append(b);
      tr.append(td);
      tbody.append(tr);
    }
    t.append(thead, tbody);
    rol.append(t);
    vak.replaceChildren(kop, zin, ...(gezien.size ? [rol] : []));
  };
}

/** Hides the rows of gemeenten that are not in view. */
function volgTabel(g: Gegevens, kaart: Kaart): void {
  const kader = kaderNu(kaart);
  const op = new Map(g.gebieden.map((x) => [x.code, x]));
  for (const a of document.querySelectorAll<HTMLAnchorElement>('section[aria-labelledby=gemeenten] tbody a')) {
    const x = op.get(/[?&]gebied=([A-Z]{2}\d+)/.exec(a.getAttribute('href') ?? '')?.[1] ?? '');
    const rij = a.closest('tr');
    if (x && rij) rij.hidden = !raakt(x.kader, kader);
  }
}
