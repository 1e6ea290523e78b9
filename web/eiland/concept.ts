// SPDX-License-Identifier: EUPL-1.2
// Answers that the server does not have yet, on this device: they outlive a lost connection and a closed laptop. Under a sum of the
// address, so that the link itself is not written down; gone as soon as they were saved.

/** What stands in the fields of a question, and the revision on which the page was made. */
export interface Stand { waarde: string; toestand: string; revisie: number }

const som = (s: string): string => {
  let h = 0xcbf29ce484222325n;
  for (const c of new TextEncoder().encode(s)) h = ((h ^ BigInt(c)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return h.toString(16);
};

export class Concepten {
  private sleutel: string;
  private er: Record<string, Stand> = {};

  constructor(adres: string) {
    this.sleutel = `woonzorg-concept-${som(new URL(adres).pathname)}`;
    try {
      this.er = JSON.parse(localStorage.getItem(this.sleutel) ?? '{}') as Record<string, Stand>;
    } catch {
      this.er = {};
    }
  }

  private schrijf(): void {
    try {
      if (Object.keys(this.er).length) localStorage.setItem(this.sleutel, JSON.stringify(this.er));
      else localStorage.removeItem(this.sleutel);
    } catch {
      /* a browser that keeps nothing: then it is only in the page */
    }
  }

  zet(adres: string, s: Stand): void {
    this.er[adres] = s;
    this.schrijf();
  }

  weg(adres: string): void {
    delete this.er[adres];
    this.schrijf();
  }

  alle(): [string, Stand][] {
    return Object.entries(this.er);
  }
}
