// SPDX-License-Identifier: EUPL-1.2
// A questionnaire with its answers in the browser: what is shown, computed, chosen from and not right, in the order that the server
// gave. As src/ronde/invul.c does; what is decided there counts, this only follows it while somebody types.
import { ELEMENT, Knoop, WORTEL, alsTekst, alsWaar, datumLees, getalLees, uitrekenen, type Expr, type Omgeving } from './expressie';

interface Element { naam: string; soort: string; relevant?: Expr; berekening?: Expr; voorwaarde?: Expr; verplicht?: Expr; bericht?: string; lijst?: string; filter?: Expr }
interface DefVeld { adres: string; el: number; ouder: number; knoop: boolean; waarde: string }
export interface Definitie { elementen: Element[]; volgorde: number[]; lijsten: Record<string, unknown[]>; velden: DefVeld[] }

interface Veld extends DefVeld { k: Knoop | null; getoond: boolean; dubbel?: string }
export interface Uitkomst { adres: string; getoond: boolean; berekend?: string; verplicht?: boolean; fout?: string; keuzes?: Set<string> }

const GETALLEN = new Set(['integer', 'decimal', 'range']);
const DAGEN = new Set(['date', 'dateTime', 'today', 'start', 'end', 'calculate']); // a day that was computed stays a day

export class Formulier {
  private velden: Veld[];
  private opAdres = new Map<string, Veld>();
  private opEl = new Map<number, Veld[]>();
  private lijsten = new Map<string, Knoop>();
  private data: Knoop;

  constructor(private d: Definitie) {
    const wortel = new Knoop(WORTEL, '', '', '', '', null);
    this.data = wortel.bij('data');
    for (const [naam, boom] of Object.entries(d.lijsten)) this.lijsten.set(naam, Knoop.van(boom, null));
    this.velden = [];
    for (const v of d.velden) {
      const boven = this.ouderKnoop(v), veld: Veld = { ...v, k: v.knoop ? boven.bij(d.elementen[v.el]!.naam) : null, getoond: true };
      this.velden.push(veld);
      this.opAdres.set(v.adres, veld);
      this.opEl.set(v.el, [...(this.opEl.get(v.el) ?? []), veld]);
    }
  }

  private ouderKnoop(v: DefVeld): Knoop {
    let i = v.ouder;
    while (i >= 0 && !this.velden[i]!.k) i = this.velden[i]!.ouder;
    return i >= 0 ? this.velden[i]!.k! : this.data;
  }

  /** What was typed, as the server will keep it. */
  zet(adres: string, getypt: string): void {
    const v = this.opAdres.get(adres);
    if (!v) return;
    const soort = this.d.elementen[v.el]!.soort;
    v.dubbel = GETALLEN.has(soort) && soort !== 'integer' ? dubbelzinnig(getypt.trim()) : undefined;
    v.waarde = v.dubbel ? '' : GETALLEN.has(soort) ? getal(getypt) : getypt.trim();
  }

  private omgeving(knoop: Knoop): Omgeving {
    return {
      knoop, nu: Date.now(), nederlands: true,
      instantie: (id) => this.lijsten.get(id) ?? null,
      keuzeNaam: (waarde, vraag) => {
        const naam = vraag.replace(/^\$\{(.*)\}$/, '$1').split('/').pop()!.trim();
        const lijst = this.lijsten.get(this.d.elementen.find((e) => e.naam === naam)?.lijst ?? '');
        const label = (x: string): string => lijst?.kinderen[0]?.kinderen.find((i) => kind(i, 'name') === x)?.kinderen.find((y) => y.naam === 'label')?.inhoud() || x;
        return waarde.split(' ').map(label).join('; ');
      },
    };
  }

  private waar(x: Expr | undefined, knoop: Knoop, anders: boolean): boolean {
    if (x === undefined) return anders;
    try {
      const o = this.omgeving(knoop);
      return alsWaar(o, uitrekenen(x, o));
    } catch {
      return anders;
    }
  }

  private knoopZet(v: Veld, waarde: string, soort: string): void {
    const k = v.k!;
    k.tekst = waarde;
    k.waarde = null;
    if (waarde === '') return;
    if (GETALLEN.has(soort)) k.waarde = { s: 'g', v: getalLees(waarde) };
    else if (DAGEN.has(soort)) {
      const m = datumLees(this.omgeving(k), waarde);
      if (m) k.waarde = { s: 'd', ms: m.ms, tijd: m.tijd };
    }
  }

  private veldReken(v: Veld, e: Element, uit: Map<string, Uitkomst>): void {
    const ouder = v.ouder >= 0 ? this.velden[v.ouder]! : null, knoop = v.k ?? this.ouderKnoop(v);
    const rij = e.soort === 'begin repeat' && v.k !== null;
    const u: Uitkomst = { adres: v.adres, getoond: true };
    v.getoond = (!ouder || ouder.getoond) && (rij || this.waar(e.relevant, knoop, true));
    u.getoond = v.getoond;
    if (v.k) v.k.weg = !v.getoond;
    uit.set(v.adres, u);
    if (!v.k || e.soort.startsWith('begin ')) return;
    if (e.berekening !== undefined) {
      let s = '';
      try {
        const o = this.omgeving(v.k);
        s = v.getoond ? alsTekst(o, uitrekenen(e.berekening, o)) : '';
      } catch {
        s = '';
      }
      v.waarde = s === 'NaN' ? '' : s;
      u.berekend = e.soort === 'calculate' || !Number.isFinite(Number(v.waarde)) ? v.waarde : v.waarde.replace('.', ',');
    }
    this.knoopZet(v, v.getoond ? v.waarde : '', e.soort);
  }

  private veldKeur(v: Veld, e: Element, u: Uitkomst): void {
    if (!v.getoond || !v.k) return;
    if (e.verplicht !== undefined) u.verplicht = this.waar(e.verplicht, v.k, false);
    if (e.filter !== undefined) {
      try {
        const w = uitrekenen(e.filter, this.omgeving(v.k));
        if (w.s === 'k') u.keuzes = new Set(w.at.map((x) => kind(x, 'name')));
      } catch {
        /* a filter that cannot be worked out leaves all */
      }
    }
    if (v.dubbel) u.fout = v.dubbel;
    if (v.waarde !== '' && !this.waar(e.voorwaarde, v.k, true)) u.fout = e.bericht && !e.bericht.includes('${') ? e.bericht : 'Dit antwoord kan hier niet. Kijk het na en verbeter het.';
  }

  reken(): Uitkomst[] {
    const uit = new Map<string, Uitkomst>();
    for (const i of this.d.volgorde) for (const v of this.opEl.get(i) ?? []) this.veldReken(v, this.d.elementen[i]!, uit);
    for (const v of this.velden) this.veldKeur(v, this.d.elementen[v.el]!, uit.get(v.adres)!);
    return [...uit.values()];
  }
}

const kind = (x: Knoop, naam: string): string => x.kinderen.find((y) => y.soort === ELEMENT && y.naam === naam)?.inhoud() ?? '';

/** A decimal as 1.234 can be two: in the words of the server (getal_net in src/ronde/invul_waarde.c). */
function dubbelzinnig(s: string): string | undefined {
  const m = /^([-+]?[1-9]\d{0,2})\.(\d{3})$/.exec(s);
  return m ? `“${s}” kan twee getallen zijn. Schrijf ${m[1]}${m[2]} als het duizend of meer is, of ${m[1]},${m[2]} als er cijfers achter de komma staan.` : undefined;
}

/** As people write a number: points between thousands, a comma before what is less than one. */
function getal(s: string): string {
  const x = s.trim();
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(x)) return x.replaceAll('.', '').replace(',', '.');
  return x.replace(',', '.');
}
