// SPDX-License-Identifier: EUPL-1.2
// Small things that the parts of the moving map share.
import type { Map as Kaart } from 'maplibre-gl';
import type { Kader } from './gegevens';

export function element<K extends keyof HTMLElementTagNameMap>(soort: K, klasse: string, tekst = ''): HTMLElementTagNameMap[K] {
  const e = document.createElement(soort);
  if (klasse) e.className = klasse;
  if (tekst) e.textContent = tekst;
  return e;
}

export function knop(tekst: string, doe: () => void, kort = tekst): HTMLButtonElement {
  const b = element('button', 'nl-button nl-button--secondary', kort);
  b.type = 'button';
  if (kort !== tekst) b.setAttribute('aria-label', tekst);
  b.addEventListener('click', doe);
  return b;
}

export function kaderNu(kaart: Kaart): Kader {
  const b = kaart.getBounds();
  return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
}
