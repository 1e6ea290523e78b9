// SPDX-License-Identifier: EUPL-1.2
// What the server tells the moving map ("eiland" in /kaart.json), and the view as it stands in the address.
export type Kader = [west: number, zuid: number, oost: number, noord: number];

export interface Gebied {
  code: string;
  naam: string;
  tekst: string; // the figure as printed, or why there is none
  adres: string;
  klasse?: number; // absent: no figure
  omlijnd?: boolean;
  kader: Kader;
  plek: [number, number];
}

export interface Plannen {
  tegels: string;
  zoomVlak: number; // from this zoom on their areas are drawn
  items: string; // the open API's address of these plans; a box can be added
  pagina: string; // of one plan, with {id}
  lijst: string;
  bron: string; // soort of levering, of which bronNaam is the name
  bronNaam: string;
  hardheid: string; // "alle", or the only one that is shown
  tekens: { hardheid: string; tekst: string; aantal: number }[];
}

export interface Gegevens {
  laag: string;
  tegels: string;
  zoomMax: number;
  klassen: { tekst: string; tint: number }[];
  gebieden: Gebied[];
  kader: Kader;
  plannen?: Plannen; // absent: none are asked
  wijken?: { tegels: string; vanafZoom: number }; // absent: no boundaries of wijken are known
}

export interface Blik {
  zoom: number;
  lat: number;
  lng: number;
  code: string; // of the chosen gebied, or "plan-12"; empty: none
}

export async function haalGegevens<T = Gegevens>(adres: string): Promise<T> {
  const antwoord = await fetch(adres, { headers: { Accept: 'application/json' } });
  if (!antwoord.ok) throw new Error(`de server antwoordde met ${antwoord.status}`);
  const { eiland } = (await antwoord.json()) as { eiland?: T };
  if (!eiland) throw new Error('van deze gemeenten is geen plaats bekend');
  return eiland;
}

/** "#kaart=7.50/51.2000/5.9000/GM0935"; null when the address names no view. */
export function leesBlik(hash: string): Blik | null {
  const m = /^#kaart=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)(?:\/([A-Z]{2}\d+|plan-\d+))?$/.exec(hash);
  if (!m) return null;
  const [zoom, lat, lng] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (!(zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180)) return null;
  return { zoom, lat, lng, code: m[4] ?? '' };
}

export function schrijfBlik(b: Blik): string {
  return `#kaart=${b.zoom.toFixed(2)}/${b.lat.toFixed(4)}/${b.lng.toFixed(4)}${b.code ? `/${b.code}` : ''}`;
}

export const raakt = (a: Kader, b: Kader): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
