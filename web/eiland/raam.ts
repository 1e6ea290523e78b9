// SPDX-License-Identifier: EUPL-1.2
// What both moving maps (of figures and plans, of dwellings) have in common: the place in the page, the canvas and what a screen reader
// says of it, the buttons and choices round it.
import { Map as Kaart } from 'maplibre-gl';
import type { StyleSpecification } from 'maplibre-gl';
import type { Blik, Kader } from './gegevens';
import { element, knop } from './hulp';

export const stil = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export async function laadStijl(adres: string): Promise<void> {
  await new Promise<void>((klaar, mis) => {
    const l = element('link', '');
    l.rel = 'stylesheet';
    l.href = adres;
    l.addEventListener('load', () => klaar());
    l.addEventListener('error', () => mis(new Error('de stijl van de kaart ontbreekt')));
    document.head.append(l);
  });
}

/** A choice with its label. */
export function keuzeVeld(id: string, tekst: string, keuzes: (readonly [string, string])[], nu: string, kies: (v: string) => void): { veld: HTMLElement; kies: HTMLSelectElement } {
  const veld = element('div', 'wz-beweeg__veld');
  const label = element('label', 'utrecht-form-label', tekst);
  const s = element('select', 'utrecht-select');
  label.htmlFor = s.id = id;
  for (const [v, t] of keuzes) s.append(new Option(t, v, v === nu, v === nu));
  s.addEventListener('change', () => kies(s.value));
  veld.append(label, s);
  return { veld, kies: s };
}

/** The gemeenten by name, to choose one from. */
export function gemeenteKeuzes(gebieden: readonly { code: string; naam: string }[]): (readonly [string, string])[] {
  return [['', 'Kies een gemeente'], ...[...gebieden].sort((a, b) => a.naam.localeCompare(b.naam, 'nl')).map((x) => [x.code, x.naam] as const)];
}

/** The buttons that move the map, with more of them before the last. */
export function beweegKnoppen(kaart: Kaart, kader: Kader, los: () => void, ...meer: HTMLElement[]): HTMLElement {
  const knoppen = element('div', 'wz-beweeg__knoppen');
  knoppen.setAttribute('role', 'group');
  knoppen.setAttribute('aria-label', 'De kaart bedienen');
  knoppen.append(
    knop('Zoom in', () => kaart.zoomIn({ animate: !stil() }), '+'),
    knop('Zoom uit', () => kaart.zoomOut({ animate: !stil() }), '−'),
    ...meer,
    knop('Toon alles', () => {
      los();
      kaart.fitBounds(kader, { padding: 16, animate: !stil() });
    }),
  );
  return knoppen;
}

/** What a screen reader says of the canvas, and the mark in its middle for who moves it by keyboard. */
export function zegKaart(kaart: Kaart, doek: HTMLElement, titel: string, uitleg: HTMLElement): void {
  const canvas = kaart.getCanvas();
  uitleg.id = 'kaart-uitleg';
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-label', `Beweegbare kaart: ${titel}`);
  canvas.setAttribute('aria-describedby', uitleg.id);
  const mik = element('span', 'wz-beweeg__mik');
  mik.setAttribute('aria-hidden', 'true');
  doek.append(mik);
}

export interface Raam { raam: HTMLElement; doek: HTMLElement; figuur: Element | null }

/** In the place of the picture, beside the table. */
export function maakRaam(vak: HTMLElement): Raam {
  const raam = element('div', 'wz-beweeg');
  const doek = element('div', 'wz-beweeg__doek');
  const figuur = document.querySelector('.wz-figuur__vlak--kaart');
  figuur?.before(raam);
  if (!figuur) vak.append(raam);
  raam.append(doek);
  return { raam, doek, figuur };
}

export function maakKaart(r: Raam, style: StyleSpecification, kader: Kader, blik: Blik | null, minZoom: number, maxZoom: number): Kaart {
  try {
    const kaart = new Kaart({
      container: r.doek, style, minZoom, maxZoom, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, cooperativeGestures: false, fadeDuration: 0,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      ...(blik ? { center: [blik.lng, blik.lat] as [number, number], zoom: blik.zoom } : { bounds: kader, fitBoundsOptions: { padding: 16 } }),
    });
    kaart.touchZoomRotate.disableRotation();
    kaart.keyboard.disableRotation();
    return kaart;
  } catch (fout) {
    r.raam.remove();
    throw fout;
  }
}

const plek = (kaart: Kaart) => `${kaart.getZoom()} ${kaart.getCenter().toString()}`;

/** Waits until the map is there. Without it (no WebGL) all is as it was. */
export async function wachtOpKaart(kaart: Kaart, r: Raam, kader: Kader, blik: Blik | null): Promise<void> {
  const begin = plek(kaart);
  await new Promise<void>((klaar, mis) => {
    kaart.once('load', () => klaar());
    kaart.once('error', (e) => mis((e as unknown as { error?: Error }).error ?? new Error('WebGL ontbreekt')));
  }).catch((fout: unknown) => {
    kaart.remove();
    r.raam.remove();
    throw fout;
  });
  // Beside a map that moves, the picture of the same figures is one too many; on paper it is the only one.
  r.figuur?.classList.add('wz-alleen-afdruk');
  r.raam.closest('.wz-naast')?.classList.add('wz-naast--beweeg');
  const bewogen = kaart.isMoving() || plek(kaart) !== begin; // who did not wait for the first picture keeps where they went
  kaart.resize();
  if (!blik && !bewogen) kaart.fitBounds(kader, { padding: 16, animate: false });
}
