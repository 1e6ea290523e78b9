// SPDX-License-Identifier: EUPL-1.2
// The theme's own colours, as a canvas wants them; so the map is dark where the page is.
export interface Kleuren {
  grond: string;
  vlak: string;
  inkt: string;
  lijn: string;
  ontbreekt: string;
  klasse: string[];
}

export function kleuren(): Kleuren {
  const stijl = getComputedStyle(document.documentElement);
  const c = document.createElement('canvas').getContext('2d')!;
  const van = (naam: string) => {
    c.fillStyle = stijl.getPropertyValue(`--wz-${naam}`).trim();
    return String(c.fillStyle); // whatever way it was written: #rrggbb
  };
  return {
    grond: van('grond'),
    vlak: van('vlak'),
    inkt: van('inkt'),
    lijn: van('lijn'),
    ontbreekt: van('inkt-zacht'),
    klasse: [0, 1, 2, 3, 4, 5].map((i) => van(`klasse-${i}`)),
  };
}

export const kleur = (k: Kleuren, tint: number): string => k.klasse[tint] ?? k.inkt;

const deel = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);

/** Slanting lines on the ground of the page: no figure. */
export function arcering(k: Kleuren, maat: number): ImageData {
  const beeld = new ImageData(maat, maat);
  for (let y = 0; y < maat; y++) {
    for (let x = 0; x < maat; x++) {
      const streep = (x + y) % 8 < 2;
      for (let i = 0; i < 3; i++) beeld.data[4 * (y * maat + x) + i] = deel(streep ? k.ontbreekt : k.vlak, i);
      beeld.data[4 * (y * maat + x) + 3] = 255;
    }
  }
  return beeld;
}
