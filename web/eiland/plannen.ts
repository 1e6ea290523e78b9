// SPDX-License-Identifier: EUPL-1.2
// Plans on the moving map. Their tiles hold only what drawing needs; the table beside the map and the panel of one plan ask the
// open API (OGC API Features), so that what is seen here is what everyone can ask. Form tells a status, not colour alone.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as Kaart } from 'maplibre-gl';
import type { Gegevens, Plannen } from './gegevens';
import { element, kaderNu, knop } from './hulp';
import type { Kleuren } from './kleuren';

const BRON = 'plannen';
const RIJEN = 50; // in the table; more would be a long way with the Tab key
const RUST = 150; // milliseconds that the map stands still before the table asks
const RAAK = 12; // pixels round the pointer or the middle
const HARDHEDEN = ['hard', 'zacht', 'onbekend'] as const;
const DICHTBIJ = 8.5; // zoom from which marks have a halo; before, halos of neighbours would hide marks
const TEKEN = 36; // pixels of a mark, at twice the density

interface PlanKenmerk {
  id: number;
  properties: {
    naam: string | null; plancode: string | null; gemeenteNaam: string | null; status: string; statusNaam: string | null; hardheid: string; plantype: string | null; fase: string | null;
    woningen: number | null; woningenOpmerking: string | null; telt: string; nultreden: number | null; geclusterd: number | null; zorggeschikt: number | null; overigGeschikt: number | null;
    bronNaam: string; peildatum: string | null; verzonnen: boolean;
  };
}

/** One mark in a square of `maat`: hard a filled square, zacht a ring, unknown a cross; with a halo, so that it shows on every class. */
export function tekenTeken(c: CanvasRenderingContext2D, hardheid: string, maat: number, k: Kleuren, halo = true): void {
  const m = maat / 2;
  const vierkant = (r: number, kleur: string) => { c.fillStyle = kleur; c.fillRect(m - r * maat, m - r * maat, 2 * r * maat, 2 * r * maat); };
  const rond = (r: number, kleur: string) => { c.fillStyle = kleur; c.beginPath(); c.arc(m, m, r * maat, 0, 2 * Math.PI); c.fill(); };
  const kruis = (dikte: number, kleur: string) => {
    [c.strokeStyle, c.lineWidth, c.lineCap] = [kleur, dikte * maat, 'round'];
    c.beginPath();
    c.moveTo(0.25 * maat, 0.25 * maat);
    c.lineTo(0.75 * maat, 0.75 * maat);
    c.moveTo(0.75 * maat, 0.25 * maat);
    c.lineTo(0.25 * maat, 0.75 * maat);
    c.stroke();
  };
  if (hardheid === 'hard') {
    if (halo) vierkant(0.36, k.grond);
    vierkant(0.27, k.inkt);
  } else if (hardheid === 'zacht') {
    if (halo) rond(0.42, k.grond);
    rond(0.34, k.inkt);
    rond(0.19, k.grond);
  } else {
    if (halo) kruis(0.36, k.grond);
    kruis(0.15, k.inkt);
  }
}

function beeld(maat: number, teken: (c: CanvasRenderingContext2D) => void): ImageData {
  const c = document.createElement('canvas');
  c.width = c.height = maat;
  const x = c.getContext('2d')!;
  teken(x);
  return x.getImageData(0, 0, maat, maat);
}

/** How areas of plans are filled: hard darkened, zacht striped, unknown dotted; on a ground of their own, for a class may be as dark as they. */
const vulling = (hardheid: string, k: Kleuren) => beeld(16, (c) => {
  c.fillStyle = k.grond;
  c.globalAlpha = 0.8;
  c.fillRect(0, 0, 16, 16);
  c.globalAlpha = 1;
  c.fillStyle = k.inkt;
  if (hardheid === 'hard') {
    c.globalAlpha = 0.55;
    c.fillRect(0, 0, 16, 16);
  } else if (hardheid === 'zacht') {
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) if ((x + y) % 16 < 5) c.fillRect(x, y, 1, 1);
  } else {
    c.fillRect(2, 2, 4, 4);
    c.fillRect(10, 10, 4, 4);
  }
});

const nooit: FilterSpecification = ['==', ['id'], -1];

function filter(g: Gegevens, p: Plannen): FilterSpecification {
  const delen: ExpressionSpecification[] = [['==', ['get', 'bron'], p.bron], ['in', ['get', 'gemeente'], ['literal', g.gebieden.map((x) => x.code)]]];
  if (p.hardheid !== 'alle') delen.push(['==', ['get', 'hardheid'], p.hardheid]);
  return ['all', ...delen] as FilterSpecification;
}

function lagen(g: Gegevens, p: Plannen, k: Kleuren): LayerSpecification[] {
  const welke = filter(g, p);
  const naam = (voor: string): ExpressionSpecification => ['concat', voor, ['get', 'hardheid']];
  const vlak = { source: BRON, 'source-layer': 'plannen-vlak', minzoom: p.zoomVlak } as const;
  const punt = { source: BRON, 'source-layer': 'plannen' } as const;
  const grootte: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 5, 0.28, 7.5, 0.4, 8.5, 0.65, 11, 0.9, 14, 1.2];
  return [
    { id: 'plan-vlak', type: 'fill', ...vlak, filter: welke, paint: { 'fill-pattern': naam('vlak-') } },
    { id: 'plan-halo', type: 'line', ...vlak, filter: welke, paint: { 'line-color': k.grond, 'line-width': 3 } },
    { id: 'plan-rand', type: 'line', ...vlak, filter: welke, paint: { 'line-color': k.inkt, 'line-width': 1 } },
    { id: 'plan', type: 'symbol', ...punt, filter: welke, layout: { 'icon-image': ['step', ['zoom'], naam('ver-'), DICHTBIJ, naam('plan-')], 'icon-size': grootte, 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
    { id: 'plan-gekozen-rand', type: 'line', ...vlak, filter: nooit, paint: { 'line-color': k.inkt, 'line-width': 4 } },
    { id: 'plan-gekozen', type: 'symbol', ...punt, filter: nooit, layout: { 'icon-image': 'plan-gekozen', 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
  ];
}

/** Adds source, images and layers; when the style is there. */
export function voegPlannenToe(kaart: Kaart, g: Gegevens, p: Plannen, k: Kleuren): void {
  for (const h of HARDHEDEN) {
    kaart.addImage(`plan-${h}`, beeld(TEKEN, (c) => tekenTeken(c, h, TEKEN, k)), { pixelRatio: 2 });
    kaart.addImage(`ver-${h}`, beeld(TEKEN, (c) => tekenTeken(c, h, TEKEN, k, false)), { pixelRatio: 2 });
    kaart.addImage(`vlak-${h}`, vulling(h, k), { pixelRatio: 2 });
  }
  kaart.addImage('plan-gekozen', beeld(64, (c) => {
    for (const [dikte, kleur] of [[12, k.grond], [6, k.inkt]] as const) {
      [c.strokeStyle, c.lineWidth] = [kleur, dikte];
      c.beginPath();
      c.arc(32, 32, 24, 0, 2 * Math.PI);
      c.stroke();
    }
  }), { pixelRatio: 2 });
  kaart.addSource(BRON, { type: 'vector', tiles: [location.origin + p.tegels], minzoom: 0, maxzoom: g.zoomMax });
  for (const laag of lagen(g, p, k)) kaart.addLayer(laag);
}

/** The plans that are drawn now, each once: where on the canvas, and of what hardheid. */
export function planPunten(kaart: Kaart): { id: number; x: number; y: number; hardheid: string }[] {
  if (!kaart.getLayer('plan')) return [];
  const uit = new Map<number, { id: number; x: number; y: number; hardheid: string }>();
  for (const f of kaart.queryRenderedFeatures({ layers: ['plan'] })) {
    if (f.geometry.type !== 'Point') continue;
    const { x, y } = kaart.project(f.geometry.coordinates as [number, number]);
    uit.set(Number(f.id), { id: Number(f.id), x, y, hardheid: String(f.properties['hardheid']) });
  }
  return [...uit.values()].sort((a, b) => a.id - b.id);
}

/** One mark as SVG, `r` half as large as the square of tekenTeken(). */
export function svgTeken(hardheid: string, x: number, y: number, r: number, k: Kleuren): string {
  const [mx, my] = [x.toFixed(1), y.toFixed(1)];
  const maat = (deel: number) => (2 * r * deel).toFixed(1);
  const vierkant = (deel: number, kleur: string) => `<rect x="${(x - 2 * r * deel).toFixed(1)}" y="${(y - 2 * r * deel).toFixed(1)}" width="${maat(2 * deel)}" height="${maat(2 * deel)}" fill="${kleur}"/>`;
  const rond = (deel: number, kleur: string) => `<circle cx="${mx}" cy="${my}" r="${maat(deel)}" fill="${kleur}"/>`;
  const kruis = (dikte: number, kleur: string) => `<path d="M${(x - r / 2).toFixed(1)} ${(y - r / 2).toFixed(1)}l${r} ${r}m0-${r}l-${r} ${r}" fill="none" stroke="${kleur}" stroke-width="${maat(dikte)}" stroke-linecap="round"/>`;
  if (hardheid === 'hard') return vierkant(0.36, k.grond) + vierkant(0.27, k.inkt);
  if (hardheid === 'zacht') return rond(0.42, k.grond) + rond(0.34, k.inkt) + rond(0.19, k.grond);
  return kruis(0.36, k.grond) + kruis(0.15, k.inkt);
}

/** The number of the plan nearest to a place of the canvas; 0: none is near. */
export function planOp(kaart: Kaart, x: number, y: number): number {
  if (!kaart.getLayer('plan')) return 0;
  const punten = kaart.queryRenderedFeatures([[x - RAAK, y - RAAK], [x + RAAK, y + RAAK]], { layers: ['plan'] });
  let beste = 0;
  let afstand = Infinity;
  for (const f of punten) {
    if (f.geometry.type !== 'Point') continue;
    const p = kaart.project(f.geometry.coordinates as [number, number]);
    const d = (p.x - x) ** 2 + (p.y - y) ** 2;
    if (d < afstand) [beste, afstand] = [Number(f.id), d];
  }
  if (beste) return beste;
  const [vlak] = kaart.queryRenderedFeatures([x, y], { layers: ['plan-vlak'] });
  return vlak ? Number(vlak.id) : 0;
}

export function wijsAan(kaart: Kaart, id: number): void {
  for (const l of ['plan-gekozen', 'plan-gekozen-rand']) if (kaart.getLayer(l)) kaart.setFilter(l, id ? ['==', ['id'], id] : nooit);
}

async function haal<T>(adres: string): Promise<T> {
  const antwoord = await fetch(adres, { headers: { Accept: 'application/geo+json' } });
  if (!antwoord.ok) throw new Error(`de server antwoordde met ${antwoord.status}`);
  return (await antwoord.json()) as T;
}

const getal = (n: number) => n.toLocaleString('nl-NL');
const naamVan = (f: PlanKenmerk) => f.properties.naam ?? f.properties.plancode ?? 'Plan zonder naam';
const statusVan = (f: PlanKenmerk) => (f.properties.hardheid === 'onbekend' ? 'status onbekend' : `${f.properties.status}${f.properties.statusNaam ? ` ${f.properties.statusNaam}` : ''} (${f.properties.hardheid})`);

function paginaLink(p: Plannen, f: PlanKenmerk, tekst: string): HTMLAnchorElement {
  const a = element('a', 'nl-link', tekst);
  a.href = p.pagina.replace('{id}', String(f.id));
  return a;
}

type MetPlek = PlanKenmerk & { geometry: { type: string; coordinates: unknown } | null };

/** Where a plan lies: the middle of its box. */
function plek(f: MetPlek): [number, number] | null {
  const xy: [number, number][] = [];
  const loop = (c: unknown): void => {
    if (Array.isArray(c) && typeof c[0] === 'number') xy.push([c[0], c[1] as number]);
    else if (Array.isArray(c)) c.forEach(loop);
  };
  loop(f.geometry?.coordinates);
  if (!xy.length) return null;
  const midden = (i: 0 | 1) => (Math.min(...xy.map((p) => p[i])) + Math.max(...xy.map((p) => p[i]))) / 2;
  return [midden(0), midden(1)];
}

/** What the panel tells of one plan, and where that lies. */
export async function planPaneel(p: Plannen, id: number): Promise<{ inhoud: Node[]; plek: [number, number] | null }> {
  const vraag = new URL(p.items, location.href);
  vraag.pathname += `/${id}`;
  for (const veld of [...vraag.searchParams.keys()]) if (veld !== 'datetime' && veld !== 'stand') vraag.searchParams.delete(veld);
  const f = await haal<MetPlek>(vraag.href);
  const e = f.properties;
  const kop = element('p', '');
  kop.append(`${naamVan(f)}: ${statusVan(f)}. `);
  if (e.verzonnen) kop.append(element('span', 'nl-data-badge', 'verzonnen'), ' ');
  kop.append(paginaLink(p, f, 'Meer over dit plan'));
  const dl = element('dl', 'wz-feiten');
  const feit = (wat: string, tekst: string | null) => {
    if (tekst === null) return;
    const paar = element('div', 'wz-feiten__paar');
    paar.append(element('dt', '', wat), element('dd', '', tekst));
    dl.append(paar);
  };
  feit(e.telt === 'bruto' ? 'Woningen, bruto' : 'Nog te bouwen', e.woningen === null ? (e.woningenOpmerking ?? 'niet geleverd') : getal(e.woningen));
  for (const [wat, n] of [['Nultreden', e.nultreden], ['Geclusterd', e.geclusterd], ['Zorggeschikt', e.zorggeschikt], ['Overig geschikt', e.overigGeschikt]] as const) feit(wat, n === null ? null : getal(n));
  feit('Gemeente', e.gemeenteNaam);
  feit('Soort plan', e.plantype);
  feit('Fase', e.fase);
  feit('Bron', `${e.bronNaam}${e.peildatum ? `, peildatum ${new Date(e.peildatum).toLocaleDateString('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}` : ''}`);
  return { inhoud: [kop, dl], plek: plek(f) };
}

/** The table of plans in view, above the page's own table; follows the map. */
export class PlanTabel {
  private readonly stand = element('p', 'wz-toelichting');

  private readonly rijen = element('tbody', 'utrecht-table__body');

  private wekker: ReturnType<typeof setTimeout> | undefined;

  private gekozen = 0;

  private vorig = '';

  constructor(private readonly kaart: Kaart, private readonly p: Plannen, private readonly kies: (id: number) => void) {
    const deel = element('section', 'wz-tabel');
    deel.setAttribute('aria-labelledby', 'plannen-in-beeld');
    const kop = element('h2', 'nl-heading nl-heading--level-2', 'Plannen in beeld');
    kop.id = 'plannen-in-beeld';
    this.stand.setAttribute('role', 'status');
    const rol = element('div', 'utrecht-table-container wz-tabel__rol wz-beweeg__rol');
    rol.setAttribute('role', 'group');
    rol.setAttribute('aria-labelledby', kop.id);
    rol.tabIndex = 0;
    const tabel = element('table', 'utrecht-table');
    const hoofd = element('thead', 'utrecht-table__header');
    const regel = element('tr', 'utrecht-table__row');
    for (const [wat, getallen] of [['Plan', false], ['Status', false], ['Woningen', true], ['Op de kaart', false]] as const) {
      const th = element('th', `utrecht-table__header-cell${getallen ? ' utrecht-table__header-cell--numeric-column' : ''}`);
      th.append(element('span', wat === 'Op de kaart' ? 'wz-verborgen' : '', wat));
      th.scope = 'col';
      regel.append(th);
    }
    hoofd.append(regel);
    tabel.append(hoofd, this.rijen);
    rol.append(tabel);
    const lijst = element('a', 'nl-link', 'Alle plannen als lijst');
    lijst.href = p.lijst;
    const noot = element('p', 'wz-noot');
    noot.append(lijst);
    deel.append(kop, this.stand, rol, noot);
    const naast = document.querySelector('section[aria-labelledby=gemeenten]');
    const vak = element('div', 'wz-beweeg__tabellen');
    naast?.before(vak);
    vak.append(deel, ...(naast ? [naast] : []));
  }

  private rij(f: PlanKenmerk): HTMLTableRowElement {
    const e = f.properties;
    const tr = element('tr', 'utrecht-table__row');
    tr.dataset['plan'] = String(f.id);
    const kop = element('th', 'utrecht-table__header-cell wz-rijkop');
    kop.scope = 'row';
    kop.append(paginaLink(this.p, f, naamVan(f)));
    if (e.verzonnen) kop.append(' ', element('span', 'nl-data-badge', 'verzonnen'));
    kop.append(' ', element('span', 'wz-eenheid', e.gemeenteNaam ?? ''));
    const cel = (tekst: string, getallen = false) => element('td', `utrecht-table__cell${getallen ? ' utrecht-table__cell--numeric-column utrecht-table__cell--numeric-data' : ''}`, tekst);
    const aantal = cel(e.woningen === null ? '' : getal(e.woningen), true);
    if (e.woningen === null) {
      const streep = element('span', '', '–');
      streep.setAttribute('aria-hidden', 'true');
      aantal.append(streep, element('span', 'wz-verborgen', e.woningenOpmerking ?? 'niet geleverd'));
      aantal.classList.add('wz-ontbreekt');
    }
    const wijs = cel('');
    const b = knop(`Wijs aan: ${naamVan(f)}`, () => this.kies(f.id), 'Wijs aan');
    b.classList.add('wz-beweeg__wijs');
    wijs.append(b);
    tr.append(kop, cel(e.hardheid === 'onbekend' ? 'onbekend' : `${e.status}, ${e.hardheid}`), aantal, wijs);
    return tr;
  }

  /** After the map came to rest; of two questions only the later one is shown. */
  volg(gekozen: number): void {
    this.gekozen = gekozen;
    this.merk();
    clearTimeout(this.wekker);
    this.wekker = setTimeout(() => void this.haalOp(), RUST);
  }

  private merk(): void {
    for (const r of this.rijen.rows) r.classList.toggle('wz-beweeg__rij', r.dataset['plan'] === String(this.gekozen));
  }

  private async haalOp(): Promise<void> {
    const [w, z, o, n] = kaderNu(this.kaart).map((x, i) => Math.min(Math.max(x, i % 2 ? -85 : -180), i % 2 ? 85 : 180).toFixed(5));
    const vraag = `${this.p.items}&limit=${RIJEN}&sortby=-woningen&skipGeometry=true&bbox=${w},${z},${o},${n}`;
    if (vraag === this.vorig) return;
    this.vorig = vraag;
    try {
      const t = await haal<{ numberMatched: number; features: PlanKenmerk[] }>(vraag);
      if (vraag !== this.vorig) return;
      this.rijen.replaceChildren(...t.features.map((f) => this.rij(f)));
      this.merk();
      const wat = `${getal(t.numberMatched)} ${t.numberMatched === 1 ? 'plan' : 'plannen'}`;
      this.stand.textContent = t.numberMatched > RIJEN ? `In beeld op de kaart: ${wat}. Hier staan de ${RIJEN} grootste; zoom in voor de andere.` : `In beeld op de kaart: ${wat}.`;
    } catch (fout) {
      if (vraag !== this.vorig) return;
      this.vorig = '';
      this.stand.textContent = `De plannen zijn niet opgehaald: ${(fout as Error).message}. Beweeg de kaart om het opnieuw te proberen.`;
    }
  }
}
