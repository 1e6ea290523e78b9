// SPDX-License-Identifier: EUPL-1.2
// The moving map: MapLibre with our own vector tiles, and round it what everyone needs to use it: buttons, a list to choose
// from, the legend in words, the table that follows, the view in the address. Nothing is fetched from elsewhere: the style
// below is all there is, and names are HTML, so there are no glyphs or sprites.
import { type Map as Kaart, Marker, setWorkerCount, setWorkerUrl } from 'maplibre-gl';
import type { ExpressionSpecification, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import { type Gebied, type Gegevens, type Kader, haalGegevens, leesBlik, raakt, schrijfBlik } from './gegevens';
import { bewaarPng, bewaarSvg } from './bewaar';
import { element, kaderNu, knop } from './hulp';
import { beweegKnoppen, gemeenteKeuzes, keuzeVeld, laadStijl, maakKaart, maakRaam, stil, wachtOpKaart, zegKaart } from './raam';
import { arcering, kleur, type Kleuren, kleuren } from './kleuren';
import { openWoningen } from './woningen';
import { PlanTabel, planOp, planPaneel, tekenTeken, voegPlannenToe, wijsAan } from './plannen';

const BRON = 'vlakken';
const NAMEN_MAX = 40; // names on the map at once; more would cover it
const VAK_MIN = 40; // px: a block in which a name, cut off where it must be, still says something

export interface Staat {
  kaart: Kaart;
  g: Gegevens;
  op: Map<string, Gebied>;
  gekozen: string; // code of a gebied, or "plan-12"
  titel: string;
}

/** The colour of each gebied by its class; what has no figure is left to the hatching. */
function vulling(g: Gegevens, k: Kleuren): ExpressionSpecification | string {
  const per = g.gebieden.filter((x) => x.klasse !== undefined).flatMap((x) => [x.code, kleur(k, g.klassen[x.klasse!]!.tint)]);
  return per.length ? (['match', ['get', 'code'], ...per, 'rgba(0,0,0,0)'] as unknown as ExpressionSpecification) : 'rgba(0,0,0,0)';
}

const zonderCijfer = (g: Gegevens) => g.gebieden.filter((x) => x.klasse === undefined).map((x) => x.code);
const omlijnd = (g: Gegevens) => g.gebieden.filter((x) => x.omlijnd).map((x) => x.code);
const onder = (codes: string[]): ExpressionSpecification => ['in', ['get', 'code'], ['literal', codes]] as ExpressionSpecification;

function stijl(g: Gegevens, k: Kleuren): StyleSpecification {
  const laag = { source: BRON, 'source-layer': g.laag };
  return {
    version: 8,
    sources: { [BRON]: { type: 'vector', tiles: [location.origin + g.tegels], minzoom: 0, maxzoom: g.zoomMax, promoteId: 'code' } },
    layers: [
      { id: 'grond', type: 'background', paint: { 'background-color': k.grond } },
      { id: 'vlak', type: 'fill', ...laag, filter: onder(g.gebieden.map((x) => x.code)), paint: { 'fill-color': vulling(g, k), 'fill-antialias': false } },
      { id: 'buiten', type: 'line', ...laag, paint: { 'line-color': k.lijn, 'line-width': 0.5 } },
      { id: 'grens', type: 'line', ...laag, filter: onder(g.gebieden.map((x) => x.code)), paint: { 'line-color': k.grond, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 11, 2] } },
      { id: 'omlijnd', type: 'line', ...laag, filter: onder(omlijnd(g)), paint: { 'line-color': k.inkt, 'line-width': 1.5 } },
      { id: 'gekozen-rand', type: 'line', ...laag, filter: onder([]), paint: { 'line-color': k.vlak, 'line-width': 6 } },
      { id: 'gekozen', type: 'line', ...laag, filter: onder([]), paint: { 'line-color': k.inkt, 'line-width': 3 } },
    ],
  };
}

function legenda(g: Gegevens, k: Kleuren): HTMLElement {
  const lijst = element('ul', 'wz-beweeg__legenda');
  lijst.setAttribute('aria-label', g.plannen ? 'Legenda: aantal gebieden per klasse, en plannen' : 'Legenda: aantal gebieden per klasse');
  const regel = (tekst: string, aantal: number | null, vul: (c: CanvasRenderingContext2D) => void) => {
    const li = element('li', '');
    const vlakje = element('canvas', 'wz-beweeg__vlakje');
    vlakje.width = vlakje.height = 32;
    vlakje.setAttribute('aria-hidden', 'true');
    const c = vlakje.getContext('2d');
    if (c) vul(c);
    li.append(vlakje, element('span', '', tekst));
    if (aantal !== null) li.append(element('b', '', aantal.toLocaleString('nl-NL')));
    lijst.append(li);
  };
  g.klassen.forEach((x, i) => regel(x.tekst, g.gebieden.filter((y) => y.klasse === i).length, (c) => {
    c.fillStyle = kleur(k, x.tint);
    c.fillRect(0, 0, 32, 32);
  }));
  for (const x of g.plannen?.tekens ?? []) regel(x.tekst, x.aantal, (c) => tekenTeken(c, x.hardheid, 32, k));
  if (g.wijken) regel('grens van een wijk, van dichtbij', null, (c) => {
    c.strokeStyle = k.inkt;
    c.lineWidth = 3;
    c.setLineDash([6, 4]);
    c.strokeRect(4, 4, 24, 24);
  });
  const mis = zonderCijfer(g).length;
  if (mis) regel('geen cijfer', mis, (c) => c.putImageData(arcering(k, 32), 0, 0));
  return lijst;
}

/** The rows of the page's own table by the code in their link. */
function tabelRijen(): Map<string, HTMLTableRowElement> {
  const uit = new Map<string, HTMLTableRowElement>();
  for (const a of document.querySelectorAll<HTMLAnchorElement>('#gemeenten ~ * tbody a[href*="/gebieden/"], section[aria-labelledby=gemeenten] tbody a[href*="/gebieden/"]')) {
    const m = /\/gebieden\/([A-Z]{2}\d+)/.exec(a.getAttribute('href') ?? '');
    const rij = a.closest('tr');
    if (m && rij) uit.set(m[1]!, rij);
  }
  return uit;
}

export async function open(vak: HTMLElement): Promise<void> {
  const { kaartGegevens, kaartWerker, kaartStijl, kaartTitel, kaartSoort } = vak.dataset;
  await laadStijl(kaartStijl!);
  setWorkerUrl(new URL(kaartWerker!, location.href).href);
  setWorkerCount(1);
  if (kaartSoort === 'woningen') {
    await openWoningen(vak);
    return;
  }
  const g = await haalGegevens(kaartGegevens!);
  const k = kleuren();
  const uitleg = element('p', 'wz-toelichting', 'Sleep of gebruik de pijltjes om te verschuiven, + en − om te zoomen. Met Enter kiest u wat in het midden ligt, met Escape laat u het los.');
  const r = maakRaam(vak);
  const blik = leesBlik(location.hash);
  const kaart = maakKaart(r, stijl(g, k), g.kader, blik, 4, 14);
  const s: Staat = { kaart, g, op: new Map(g.gebieden.map((x) => [x.code, x])), gekozen: '', titel: kaartTitel ?? '' };
  bedien(s, r.raam, r.doek, uitleg, k);
  await wachtOpKaart(kaart, r, g.kader, blik);
  if (blik?.code && (s.op.has(blik.code) || (g.plannen && blik.code.startsWith('plan-')))) document.dispatchEvent(new CustomEvent('wz-kies', { detail: blik.code }));
}

/** All that surrounds the canvas, and what happens on keys, pointer and movement. */
function bedien(s: Staat, raam: HTMLElement, doek: HTMLElement, uitleg: HTMLElement, k: Kleuren): void {
  const { kaart, g } = s;
  const stand = element('div', 'wz-beweeg__stand');
  stand.setAttribute('role', 'status');
  const { veld, kies } = keuzeVeld('kaart-kies', 'Ga naar een gemeente', gemeenteKeuzes(g.gebieden), '', (v) => zet(v, true));
  const tabel = g.plannen ? new PlanTabel(kaart, g.plannen, (id) => zet(`plan-${id}`, true)) : null;
  const inBeeld = tabelVolgt(s);
  const namen = naamborden(s);
  const nummer = () => (s.gekozen.startsWith('plan-') ? Number(s.gekozen.slice(5)) : 0);

  const toonPlan = async (id: number, beweeg: boolean) => {
    try {
      const { inhoud, plek } = await planPaneel(g.plannen!, id);
      if (nummer() !== id) return; // something else was chosen meanwhile
      stand.replaceChildren(...inhoud);
      if (beweeg && plek) kaart.easeTo({ center: plek, zoom: Math.max(kaart.getZoom(), 12), animate: !stil() });
    } catch (fout) {
      if (nummer() === id) stand.textContent = `Dit plan is niet opgehaald: ${(fout as Error).message}.`;
    }
  };
  const zet = (code: string, beweeg: boolean) => {
    const x = s.op.get(code);
    s.gekozen = x || (g.plannen && code.startsWith('plan-')) ? code : '';
    for (const l of ['gekozen', 'gekozen-rand']) if (kaart.getLayer(l)) kaart.setFilter(l, onder(x ? [code] : []));
    wijsAan(kaart, nummer());
    kies.value = x ? code : '';
    stand.replaceChildren();
    if (nummer()) void toonPlan(nummer(), beweeg);
    if (x) {
      const a = element('a', 'nl-link', `Meer over ${x.naam}`);
      a.href = x.adres;
      stand.append(`${x.naam}: ${x.tekst}. `, a);
      if (beweeg) kaart.fitBounds(x.kader, { padding: 60, maxZoom: Math.max(kaart.getZoom(), 9), animate: !stil() });
    }
    inBeeld(s.gekozen);
    tabel?.volg(nummer());
    namen();
    adres(s);
  };
  document.addEventListener('wz-kies', (e) => zet((e as CustomEvent<string>).detail, false));

  const ligt = (x: number, y: number) => {
    const id = planOp(kaart, x, y);
    return id ? `plan-${id}` : codeOp(kaart, x, y);
  };
  const midden = () => kaart.project(kaart.getCenter());
  // From close by the wijk at that place is told too.
  const kiesOp = (x: number, y: number) => {
    zet(ligt(x, y), false);
    const wijk = wijkOp(kaart, x, y);
    if (wijk && s.op.has(s.gekozen)) stand.prepend(`Wijk ${wijk}. `);
  };
  kaart.on('click', (e: MapMouseEvent) => kiesOp(e.point.x, e.point.y));
  kaart.on('mousemove', (e: MapMouseEvent) => {
    const x = s.op.get(codeOp(kaart, e.point.x, e.point.y));
    kaart.getCanvas().classList.toggle('wz-beweeg__raak', Boolean(x));
    const wijk = x ? wijkOp(kaart, e.point.x, e.point.y) : '';
    kaart.getCanvas().title = x ? `${wijk ? `Wijk ${wijk}, ` : ''}${x.naam}: ${x.tekst}` : '';
  });
  doek.addEventListener('keydown', (e) => {
    if (e.key === 'Enter') kiesOp(midden().x, midden().y);
    else if (e.key === 'Escape') zet('', false);
    else return;
    e.preventDefault();
  });
  raam.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && s.gekozen) zet('', false);
  });
  kaart.on('moveend', () => {
    inBeeld(s.gekozen);
    tabel?.volg(nummer());
    namen();
    adres(s);
  });
  kaart.on('load', () => {
    inBeeld('');
    tabel?.volg(0);
    namen();
  });
  // The hatching is an image, and an image can only be added once there is a style.
  kaart.once('style.load', () => {
    kaart.addImage('arcering', arcering(k, 16), { pixelRatio: 2 });
    kaart.addLayer({ id: 'ontbreekt', type: 'fill', source: BRON, 'source-layer': g.laag, filter: onder(zonderCijfer(g)), paint: { 'fill-pattern': 'arcering' } }, 'buiten');
    if (g.wijken) voegWijkenToe(kaart, g, g.wijken, k);
    if (g.plannen) voegPlannenToe(kaart, g, g.plannen, k);
  });
  vertoon(s, raam, doek, uitleg, stand, veld, k, zet);
}

function vertoon(s: Staat, raam: HTMLElement, doek: HTMLElement, uitleg: HTMLElement, stand: HTMLElement, veld: HTMLElement, k: Kleuren, zet: (code: string, beweeg: boolean) => void): void {
  const { kaart, g } = s;
  zegKaart(kaart, doek, s.titel, uitleg);
  const knoppen = beweegKnoppen(kaart, g.kader, () => zet('', false));
  const mee = element('div', 'wz-beweeg__knoppen');
  mee.setAttribute('role', 'group');
  mee.setAttribute('aria-label', 'Deze weergave meenemen');
  const gemeld = (werk: () => Promise<void>) => () => void werk().catch((fout: Error) => { stand.textContent = `Dat lukte niet: ${fout.message}`; });
  mee.append(
    knop('PNG van deze weergave', gemeld(() => bewaarPng(s, k))),
    knop('SVG van deze weergave', gemeld(() => bewaarSvg(s, k))),
    knop('Kopieer de link', gemeld(async () => {
      await navigator.clipboard.writeText(location.href);
      stand.textContent = 'De link naar deze weergave is gekopieerd.';
    })),
  );
  const kop = element('div', 'wz-beweeg__kop');
  kop.append(veld, knoppen);
  raam.prepend(kop);
  raam.append(uitleg, stand, legenda(g, k), mee);
}

/** Dashed lines, and an area without colour so that a place can be asked for its wijk. */
function voegWijkenToe(kaart: Kaart, g: Gegevens, w: NonNullable<Gegevens['wijken']>, k: Kleuren): void {
  kaart.addSource('wijken', { type: 'vector', tiles: [location.origin + w.tegels], minzoom: w.vanafZoom, maxzoom: g.zoomMax });
  const laag = { source: 'wijken', 'source-layer': 'wijk', minzoom: w.vanafZoom } as const;
  kaart.addLayer({ id: 'wijk', type: 'fill', ...laag, paint: { 'fill-opacity': 0 } }, 'grens');
  kaart.addLayer({ id: 'wijk-grens', type: 'line', ...laag, paint: { 'line-color': k.inkt, 'line-width': 0.8, 'line-dasharray': [4, 3] } }, 'grens');
}

function wijkOp(kaart: Kaart, x: number, y: number): string {
  if (!kaart.getLayer('wijk')) return '';
  const [f] = kaart.queryRenderedFeatures([x, y], { layers: ['wijk'] });
  return f ? String(f.properties['naam'] || f.properties['code']) : '';
}

function codeOp(kaart: Kaart, x: number, y: number): string {
  const [f] = kaart.queryRenderedFeatures([x, y], { layers: ['vlak'] });
  return f ? String(f.properties.code) : '';
}

function adres(s: Staat): void {
  const { lat, lng } = s.kaart.getCenter();
  history.replaceState(history.state, '', schrijfBlik({ zoom: s.kaart.getZoom(), lat, lng, code: s.gekozen }));
}

/** Hides the rows of what is not in view, says how many are, marks the chosen one. */
function tabelVolgt(s: Staat): (gekozen: string) => void {
  const rijen = tabelRijen();
  const tabel = document.querySelector('section[aria-labelledby=gemeenten]');
  const stand = element('p', 'wz-toelichting');
  stand.setAttribute('role', 'status');
  tabel?.querySelector('h2')?.after(stand);
  let vorig = '';
  return (gekozen) => {
    const kader = kaderNu(s.kaart);
    let n = 0;
    for (const [code, rij] of rijen) {
      const x = s.op.get(code);
      const zien = !x || raakt(x.kader, kader);
      rij.hidden = !zien;
      rij.classList.toggle('wz-beweeg__rij', code === gekozen);
      if (zien) n++;
    }
    const tekst = n < rijen.size ? `In beeld op de kaart: ${n} van de ${rijen.size} gemeenten. De tabel toont alleen die.` : '';
    if (tekst !== vorig) stand.textContent = tekst;
    vorig = tekst;
  };
}

/** How wide a gebied is drawn now, in pixels. */
const breedte = (s: Staat, x: Gebied) => s.kaart.project([x.kader[2], x.plek[1]]).x - s.kaart.project([x.kader[0], x.plek[1]]).x;

/** Names as HTML, where few enough gebieden are in view; on blocks of one size, which nobody knows by their shape, as soon as a name
 * has room within its block. */
function naamborden(s: Staat): () => void {
  const nu = new Map<string, Marker>();
  return () => {
    const kader = kaderNu(s.kaart);
    const zien = s.g.gebieden.filter((x) => x.plek[0] >= kader[0] && x.plek[0] <= kader[2] && x.plek[1] >= kader[1] && x.plek[1] <= kader[3]);
    const vakken = s.g.laag === 'vakken';
    const ruim = vakken ? zien.length > 0 && breedte(s, zien[0]!) >= VAK_MIN : s.kaart.getZoom() >= 8.5;
    const tonen = new Set((zien.length <= NAMEN_MAX && ruim ? zien : zien.filter((x) => x.code === s.gekozen)).map((x) => x.code));
    for (const [code, m] of nu) {
      if (tonen.has(code)) continue;
      m.remove();
      nu.delete(code);
    }
    for (const code of tonen) {
      const x = s.op.get(code)!;
      const al = nu.get(code);
      if (al) {
        if (vakken) al.getElement().style.maxInlineSize = `${breedte(s, x) - 4}px`;
        continue;
      }
      const bord = element('span', 'wz-beweeg__naam', x.naam);
      const m = new Marker({ element: bord }).setLngLat(x.plek).addTo(s.kaart);
      if (vakken) bord.style.maxInlineSize = `${breedte(s, x) - 4}px`;
      bord.setAttribute('aria-hidden', 'true'); // the same names stand in the list and the table
      bord.removeAttribute('role');
      bord.removeAttribute('aria-label');
      bord.removeAttribute('tabindex');
      nu.set(code, m);
    }
  };
}
