// SPDX-License-Identifier: EUPL-1.2
// Works out the expressions of a questionnaire in the browser, from the tree that the server parsed (src/expressie/boom.c). The
// same as src/expressie does; tests/expressie/browser.mjs holds the two together on all public cases.

export type Expr = number | string | [string, ...unknown[]];

export class Knoop {
  kinderen: Knoop[] = [];
  kenmerken: Knoop[] = [];
  waarde: Waarde | null = null;
  weg = false; // of a question that is not put
  constructor(public soort: number, public naam: string, public voorvoegsel: string, public ruimte: string, public tekst: string, public ouder: Knoop | null) {}

  static van(d: unknown[], ouder: Knoop | null): Knoop {
    const k = new Knoop(d[0] as number, d[1] as string, d[2] as string, d[3] as string, d[4] as string, ouder);
    k.kenmerken = (d[5] as unknown[][]).map((x) => Knoop.van(x, k));
    k.kinderen = (d[6] as unknown[][]).map((x) => Knoop.van(x, k));
    return k;
  }

  /** A new last child. */
  bij(naam: string, tekst = ''): Knoop {
    const k = new Knoop(ELEMENT, naam, '', '', tekst, this);
    this.kinderen.push(k);
    return k;
  }

  inhoud(): string {
    return this.tekst + this.kinderen.map((k) => k.inhoud()).join('');
  }
}

export const WORTEL = 0, ELEMENT = 1, KENMERK = 2, TEKST = 3;
const AS_KIND = 0, AS_OUDER = 1, AS_ZELF = 2, AS_KENMERK = 3, AS_SAMEN = 4;
const TOETS_NAAM = 0, TOETS_ELEMENT = 1, TOETS_KNOOP = 2;
const DAG = 86_400_000, MINUUT = 60_000;

export type Waarde =
  | { s: 't'; v: string } | { s: 'g'; v: number } | { s: 'w'; v: boolean }
  | { s: 'd'; ms: number; tijd: boolean } | { s: 'k'; at: Knoop[] };

export interface Omgeving {
  knoop: Knoop;
  nu: number;
  verschil?: (utc: number) => number; // minutes that the clock is ahead of UTC; without: the Dutch clock
  keuzeNaam?: (waarde: string, vraag: string) => string;
  instantie?: (id: string) => Knoop | null;
  nederlands?: boolean;
}

interface Reken { o: Omgeving; begin: Knoop; knoop: Knoop; plaats: number; aantal: number; overal: boolean; stappen: { n: number } }

const t = (v: string): Waarde => ({ s: 't', v });
const g = (v: number): Waarde => ({ s: 'g', v });
const w = (v: boolean): Waarde => ({ s: 'w', v });
const k = (at: Knoop[]): Waarde => ({ s: 'k', at });
class Fout extends Error {}
const woorden = (s: string): string[] => s.split(/[ \t\r\n]+/).filter((x) => x !== '');
const twee = (n: number): string => String(n).padStart(2, '0');

function stap(r: Reken, n = 1): void {
  r.stappen.n -= n;
  if (r.stappen.n < 0) throw new Fout('de expressie vraagt te veel rekenwerk');
}

// ---- the clock, days and moments ----

const laatsteZondag = (jaar: number, maand: number): number => {
  const d = Date.UTC(jaar, maand, 31);
  return d - new Date(d).getUTCDay() * DAG + 3_600_000;
};

function verschilNl(utc: number): number {
  const jaar = new Date(utc).getUTCFullYear();
  return utc >= laatsteZondag(jaar, 2) && utc < laatsteZondag(jaar, 9) ? 120 : 60;
}

const zone = (o: Omgeving, utc: number): number => (o.verschil ?? verschilNl)(utc);

function tijdLees(s: string): { ms: number; zone: number | null } | null {
  const m = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,3})\d*)?)?(Z|[+-]\d{1,2}(?::?\d{1,2})?)?$/.exec(s);
  if (!m) return null;
  const [uur, minuut, seconde] = [Number(m[1]), Number(m[2]), Number(m[3] ?? 0)];
  if (uur > 23 || minuut > 59 || seconde > 59) return null;
  const ms = ((uur * 60 + minuut) * 60 + seconde) * 1000 + Number((m[4] ?? '0').padEnd(3, '0'));
  if (!m[5]) return { ms, zone: null };
  if (m[5] === 'Z') return { ms, zone: 0 };
  const z = /^([+-])(\d{1,2}):?(\d{1,2})?$/.exec(m[5])!;
  if (Number(z[2]) > 14 || Number(z[3] ?? 0) > 59) return null;
  return { ms, zone: (z[1] === '-' ? -1 : 1) * (Number(z[2]) * 60 + Number(z[3] ?? 0)) };
}

function momentLees(s: string): { ms: number; tijd: boolean; zone: number | null } | null {
  const m = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.*))?$/s.exec(s.trim());
  if (!m) return null;
  const [jaar, maand, dag] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const d = new Date(0);
  d.setUTCFullYear(jaar, maand - 1, dag);
  if (jaar < 1800 || maand < 1 || maand > 12 || dag < 1 || d.getUTCMonth() !== maand - 1 || d.getUTCDate() !== dag) return null;
  if (m[4] === undefined) return { ms: d.getTime(), tijd: false, zone: null };
  const u = tijdLees(m[4]);
  return u && { ms: d.getTime() + u.ms, tijd: true, zone: u.zone };
}

/** "2023-11-01", with an optional time and offset, which is turned to the clock of the zone. */
export function datumLees(o: Omgeving, s: string): { ms: number; tijd: boolean } | null {
  const m = momentLees(s);
  if (!m) return null;
  if (m.zone === null) return m;
  const utc = m.ms - m.zone * MINUUT;
  return { ms: utc + zone(o, utc) * MINUUT, tijd: true };
}

function momentTekst(o: Omgeving, m: { ms: number; tijd: boolean }): string {
  const d = new Date(m.ms), dag = `${String(d.getUTCFullYear()).padStart(4, '0')}-${twee(d.getUTCMonth() + 1)}-${twee(d.getUTCDate())}`;
  if (!m.tijd) return dag;
  const z = zone(o, m.ms - zone(o, m.ms) * MINUUT), a = Math.abs(z);
  return `${dag}T${twee(d.getUTCHours())}:${twee(d.getUTCMinutes())}:${twee(d.getUTCSeconds())}.${String(d.getUTCMilliseconds()).padStart(3, '0')}` +
    `${z < 0 ? '-' : '+'}${twee(Math.floor(a / 60))}:${twee(a % 60)}`;
}

function alsDatum(o: Omgeving, x: Waarde, tijd: boolean): { ms: number; tijd: boolean } | null {
  let v = x, m: { ms: number; tijd: boolean } | null;
  if (v.s === 'k') v = v.at[0] ? knoopWaarde(v.at[0]) : t('');
  if (v.s === 'w') return null;
  if (v.s === 'g') {
    if (!(v.v > -60000 && v.v < 2900000)) return null;
    m = { ms: Math.floor((tijd ? v.v : Math.trunc(v.v)) * DAG + 0.5), tijd: true };
    if (tijd) m.ms += zone(o, m.ms) * MINUUT; // a moment counts from 1970 in UTC
  } else if (v.s === 'd') {
    m = v;
  } else {
    m = tijd ? datumLees(o, (v as { v: string }).v) : momentLees((v as { v: string }).v);
  }
  if (!m) return null;
  return tijd ? { ms: m.ms, tijd: true } : { ms: Math.floor(m.ms / DAG) * DAG, tijd: false };
}

// ---- conversions, as XPath 1.0 and JavaRosa have them ----

export function getalLees(s: string): number {
  return /^-?(\d+([.,]\d*)?|[.,]\d+)$/.test(s.trim()) ? Number(s.trim().replace(',', '.')) : NaN;
}

function getalTekst(d: number): string {
  if (Number.isNaN(d)) return 'NaN';
  if (!Number.isFinite(d)) return d > 0 ? 'Infinity' : '-Infinity';
  if (d === 0) return '0';
  const m = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(d));
  if (!m) return String(d);
  const cijfers = m[2]! + (m[3] ?? ''), punt = m[2]!.length + Number(m[4]);
  return m[1] + (punt <= 0 ? `0.${'0'.repeat(-punt)}${cijfers}` : cijfers.length <= punt ? cijfers.padEnd(punt, '0') : `${cijfers.slice(0, punt)}.${cijfers.slice(punt)}`);
}

const knoopWaarde = (x: Knoop): Waarde => x.waarde ?? t(x.inhoud());

export function alsTekst(o: Omgeving, x: Waarde): string {
  switch (x.s) {
    case 't': return x.v;
    case 'g': return getalTekst(x.v);
    case 'w': return x.v ? 'true' : 'false';
    case 'd': return momentTekst(o, x);
    case 'k': return x.at[0] ? alsTekst(o, knoopWaarde(x.at[0])) : '';
  }
}

export function alsGetal(o: Omgeving, x: Waarde): number {
  switch (x.s) {
    case 't': return getalLees(x.v); // a day that is written down is no number until date() reads it
    case 'g': return x.v;
    case 'w': return x.v ? 1 : 0;
    case 'd': return x.ms / DAG;
    case 'k': return x.at[0] ? alsGetal(o, knoopWaarde(x.at[0])) : NaN;
  }
}

export function alsWaar(o: Omgeving, x: Waarde): boolean {
  switch (x.s) {
    case 't': return x.v !== '';
    case 'g': return x.v !== 0 && !Number.isNaN(x.v);
    case 'w': return x.v;
    case 'd': return true;
    case 'k': return x.at[0] !== undefined && alsWaar(o, knoopWaarde(x.at[0]));
  }
}

// ---- comparing ----

type Teken = '=' | '!=' | '<' | '<=' | '>' | '>=';

function vergelijkGetal(v: Teken, x: number, y: number): boolean {
  const gelijk = x === y || Math.abs(x - y) < 1e-12; // as JavaRosa: 6.1 - 7.8 = -1.7
  return v === '=' ? gelijk : v === '!=' ? !gelijk : v === '<' ? x < y : v === '<=' ? x <= y : v === '>' ? x > y : x >= y;
}

function vergelijkEnkel(o: Omgeving, v: Teken, x: Waarde, y: Waarde): boolean {
  if (v !== '=' && v !== '!=') return vergelijkGetal(v, alsGetal(o, x), alsGetal(o, y));
  if (x.s !== 'w' && y.s !== 'w' && (x.s === 'g' || y.s === 'g' || (x.s === 'd' && y.s === 'd'))) return vergelijkGetal(v, alsGetal(o, x), alsGetal(o, y));
  const gelijk = x.s === 'w' || y.s === 'w' ? alsWaar(o, x) === alsWaar(o, y) : alsTekst(o, x) === alsTekst(o, y);
  return gelijk === (v === '=');
}

function vergelijk(r: Reken, v: Teken, x: Waarde, y: Waarde): boolean {
  const o = r.o, gelijkheid = v === '=' || v === '!=';
  if (gelijkheid && (x.s === 'k') !== (y.s === 'k') && (x.s === 'w' || y.s === 'w')) return (alsWaar(o, x) === alsWaar(o, y)) === (v === '=');
  const leden = (z: Waarde, ander: Waarde): Waarde[] => (z.s !== 'k' ? [z] : z.at.map((een) =>
    !gelijkheid || ander.s === 'g' ? g(alsGetal(o, k([een]))) : knoopWaarde(een)));
  for (const een of leden(x, y)) for (const ander of leden(y, x)) {
    stap(r);
    if (vergelijkEnkel(o, v, een, ander)) return true;
  }
  return false;
}

// ---- paths and references ----

type Stap = [number, number, string, string, Expr[]];

function past([, toets, voorvoegsel, naam]: Stap, x: Knoop): boolean {
  if (toets === TOETS_KNOOP) return true;
  if (toets === TOETS_ELEMENT) return x.soort === ELEMENT || x.soort === KENMERK;
  if (toets !== TOETS_NAAM) return x.soort === TEKST;
  if ((x.soort !== ELEMENT && x.soort !== KENMERK) || x.naam !== naam) return false;
  if (voorvoegsel === 'xhtml') return x.ruimte === 'http://www.w3.org/1999/xhtml';
  return voorvoegsel ? x.voorvoegsel === voorvoegsel : x.ruimte === '';
}

function zeef(r: Reken, voorwaarde: Expr, lijst: Knoop[]): Knoop[] {
  return lijst.filter((x, i) => {
    const v = reken({ ...r, knoop: x, plaats: i + 1, aantal: lijst.length }, voorwaarde);
    return v.s === 'g' ? v.v === i + 1 : v.s === 'k' ? v.at.length > 0 : alsWaar(r.o, v);
  });
}

function eenStap(r: Reken, s: Stap, van: Knoop[]): Knoop[] {
  if (s[0] === AS_SAMEN) return s[4].reduce((lijst, v) => zeef(r, v, lijst), van);
  const uit: Knoop[] = [];
  for (const x of van) {
    const kandidaten = s[0] === AS_KIND ? x.kinderen : s[0] === AS_KENMERK ? x.kenmerken : s[0] === AS_OUDER ? (x.ouder ? [x.ouder] : []) : [x];
    stap(r, kandidaten.length);
    const over = s[4].reduce((lijst, v) => zeef(r, v, lijst), kandidaten.filter((y) => past(s, y)));
    if (s[0] === AS_OUDER && over.length === 1 && uit.length && uit[uit.length - 1] === over[0]) continue;
    uit.push(...over);
  }
  return uit;
}

const wortelVan = (x: Knoop): Knoop => (x.ouder ? wortelVan(x.ouder) : x);

function pad(r: Reken, [, absoluut, start, stappen]: [string, ...unknown[]]): Waarde {
  let nu: Knoop[] = [absoluut ? wortelVan(r.knoop) : r.knoop];
  if (start !== null) {
    const begin = reken(r, start as Expr);
    if (begin.s !== 'k') throw new Fout('geen vragen voor “/”');
    nu = begin.at;
  }
  for (const s of stappen as Stap[]) nu = eenStap(r, s, nu);
  return k(nu);
}

function onder(r: Reken, top: Knoop, mee: boolean, naam: string, uit: Knoop[]): void {
  stap(r);
  if (mee && top.soort === ELEMENT && top.naam === naam) uit.push(top);
  for (const x of top.kinderen) onder(r, x, true, naam, uit);
}

function verwijzing(r: Reken, naam: string, absoluut: boolean): Waarde {
  const uit: Knoop[] = [];
  for (let top: Knoop | null = r.overal ? wortelVan(r.begin) : r.begin; top && !uit.length; top = top.ouder) onder(r, top, !absoluut, naam, uit);
  return k(uit);
}

// ---- functions ----

type Doe = (r: Reken, a: Waarde[]) => Waarde;
const T = (r: Reken, a: Waarde[], i: number): string => alsTekst(r.o, a[i]!);
const G = (r: Reken, a: Waarde[], i: number): number => alsGetal(r.o, a[i]!);
const leden = (x: Waarde): Waarde[] => (x.s === 'k' ? x.at.map((een) => k([een])) : [x]);
const alleen = (x: Waarde): Knoop[] => {
  if (x.s !== 'k') throw new Fout('verwacht een verwijzing naar vragen');
  return x.at;
};
/** Questions that are not put are passed over in a sum, as on the server. */
const gesteld = (x: Waarde): Waarde => (x.s === 'k' ? k(x.at.filter((y) => !y.weg)) : x);
const uiterste = (r: Reken, a: Waarde[], doe: (x: number, y: number) => number): Waarde => {
  const alle = a.map(gesteld).flatMap(leden).map((x) => alsGetal(r.o, x));
  return g(alle.length ? alle.reduce(doe) : NaN);
};
const aaneen = (r: Reken, a: Waarde[], tussen: string): Waarde => t(a.flatMap((x) => (x.s === 'k' ? x.at.map(knoopWaarde) : [x])).map((x) => alsTekst(r.o, x)).join(tussen));
const getal = (doe: (x: number) => number): [number, number, Doe] => [1, 1, (r, a) => g(doe(G(r, a, 0)))];
const gevraagd = (r: Reken, a: Waarde[]): Knoop | undefined => (!a[0] ? r.knoop : alleen(a[0])[0]);
const binnen = (r: Reken, a: Waarde[], score: number): Waarde => {
  const min = G(r, a, 0), max = G(r, a, 1);
  return w((min === -1 || score >= min) && (max === -1 || score <= max));
};

function rond(d: number, n: number): number {
  const plaatsen = Math.trunc(n);
  if (!Number.isFinite(d) || Number.isNaN(plaatsen) || plaatsen > 30 || plaatsen < -300) return Number.isNaN(plaatsen) ? NaN : d;
  const macht = 10 ** Math.abs(plaatsen), uit = plaatsen < 0 ? Math.floor(d / macht + 0.5) * macht : Math.floor(d * macht + 0.5) / macht;
  return Number.isFinite(uit) ? uit : d;
}

function substr(s: string, van: number, tot: number | undefined): string {
  const letters = [...s], lang = letters.length;
  let a = Math.trunc(van), b = tot === undefined ? lang : Math.trunc(tot);
  a = a < 0 ? a + lang : a;
  b = b < 0 ? b + lang : b;
  a = a > 0 ? a : 0;
  b = b < lang ? b : lang;
  return a < b ? letters.slice(a, b).join('') : '';
}

function substring(s: string, vanaf: number, lengte: number | undefined): string {
  const letters = [...s], van = Math.floor(vanaf + 0.5), tot = lengte === undefined ? Infinity : van + Math.floor(lengte + 0.5);
  if (Number.isNaN(van) || Number.isNaN(tot)) return '';
  const a = Math.max(van, 1), b = Math.min(tot, letters.length + 1);
  return a < b ? letters.slice(a - 1, b - 1).join('') : '';
}

/** Reads the points "lat lon;lat lon;…" and rounds what is measured of them to hundredths. */
function meet(r: Reken, x: Waarde, maat: (punten: number[][]) => number): number {
  const punten: number[][] = [];
  for (const tekst of x.s === 'k' ? x.at.map((een) => een.inhoud()) : [alsTekst(r.o, x)]) for (const een of tekst.split(';')) {
    if (een.trim() === '' && punten.length) continue;
    const [breedte, lengte] = woorden(een);
    if (breedte === undefined || lengte === undefined) return NaN;
    const punt = [getalLees(breedte), getalLees(lengte)];
    if (!(Math.abs(punt[0]!) <= 90 && Math.abs(punt[1]!) <= 180)) return NaN;
    punten.push(punt);
  }
  return Math.floor(maat(punten) * 100 + 0.5) / 100;
}

const STRAAL = 6378100, RAD = Math.PI / 180;

function oppervlak(punten: number[][]): number {
  let som = 0;
  for (let i = 0; punten.length > 2 && i < punten.length; i++) {
    const a = punten[i]!, b = punten[(i + 1) % punten.length]!;
    som += (b[1]! - a[1]!) * RAD * (2 + Math.sin(a[0]! * RAD) + Math.sin(b[0]! * RAD));
  }
  return Math.abs((som * STRAAL * STRAAL) / 2);
}

function lengte(punten: number[][]): number {
  let som = 0;
  for (let i = 1; i < punten.length; i++) {
    const a = punten[i - 1]!, b = punten[i]!, hoog = Math.sin(((b[0]! - a[0]!) * RAD) / 2), breed = Math.sin(((b[1]! - a[1]!) * RAD) / 2);
    som += 2 * STRAAL * Math.asin(Math.sqrt(Math.min(1, hoog * hoog + Math.cos(a[0]! * RAD) * Math.cos(b[0]! * RAD) * breed * breed)));
  }
  return som;
}

function taal(k: Knoop | null, gezocht: string): boolean {
  for (let x = k; x; x = x.ouder) {
    const is = x.kenmerken.find((y) => y.voorvoegsel === 'xml' && y.naam === 'lang')?.tekst.toLowerCase();
    if (is !== undefined) return is === gezocht || is.startsWith(`${gezocht}-`);
  }
  return false;
}

const MAANDEN = [['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']];
const DAGEN = [['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za']];

function vorm(r: Reken, a: Waarde[]): Waarde {
  const m = alsDatum(r.o, a[0]!, true), nl = r.o.nederlands ? 1 : 0;
  if (!m) return t('');
  const d = new Date(m.ms), jaar = d.getUTCFullYear(), maand = d.getUTCMonth(), dag = d.getUTCDate();
  const delen: Record<string, string> = {
    Y: String(jaar).padStart(4, '0'), y: twee(jaar % 100), m: twee(maand + 1), n: String(maand + 1), b: MAANDEN[nl]![maand]!, d: twee(dag), e: String(dag),
    a: DAGEN[nl]![d.getUTCDay()]!, H: twee(d.getUTCHours()), h: String(d.getUTCHours()), M: twee(d.getUTCMinutes()), S: twee(d.getUTCSeconds()),
    3: String(d.getUTCMilliseconds()).padStart(3, '0'),
  };
  return t(T(r, a, 1).replace(/%(.)/gs, (_, c: string) => delen[c] ?? c));
}

function willekeurig(r: Reken, a: Waarde[]): Waarde {
  const lijst = [...alleen(a[0]!)];
  let zaad = a[1] ? G(r, a, 1) : (r.o.nu % 2147483646) + 1;
  if (!(Math.abs(zaad) < 9e15)) zaad = 0;
  let stand = Math.trunc(zaad) % 2147483647;
  if (stand <= 0) stand += 2147483646;
  for (let i = lijst.length; i > 1; i--) {
    stand = (stand * 16807) % 2147483647;
    const j = Math.floor(((stand - 1) / 2147483646) * i);
    [lijst[i - 1], lijst[j]] = [lijst[j]!, lijst[i - 1]!];
  }
  return k(lijst);
}

function opId(top: Knoop, id: string): Knoop | null {
  if (top.kenmerken.some((x) => x.naam === 'id' && x.tekst === id)) return top;
  for (const x of top.kinderen) {
    const er = opId(x, id);
    if (er) return er;
  }
  return null;
}

/** What has no day (an empty answer, what is no number) stays what it is; undefined when there should be a day. */
function leeg(r: Reken, x: Waarde): Waarde | undefined {
  if (x.s === 'g' && Number.isNaN(x.v)) return x;
  return (x.s === 'k' && alsTekst(r.o, x).trim() === '') || (x.s === 't' && x.v === '') ? t('') : undefined;
}
/** A day that is written without a time stays a day. */
function alleenDag(x: Waarde): boolean {
  const v = x.s === 'k' && x.at[0] ? knoopWaarde(x.at[0]) : x;
  return v.s === 'd' ? !v.tijd : v.s === 't' && momentLees(v.v)?.tijd === false;
}
const dag = (tijd: boolean): Doe => (r, a) => {
  const niets = leeg(r, a[0]!);
  if (niets) return niets;
  const m = alsDatum(r.o, a[0]!, tijd);
  if (!m) throw new Fout('geen datum');
  return { s: 'd', ms: m.ms, tijd: tijd && !alleenDag(a[0]!) };
};
const nuMoment = (r: Reken): number => r.o.nu + zone(r.o, r.o.nu) * MINUUT;

const functies: Record<string, [number, number, Doe]> = {
  true: [0, 0, () => w(true)],
  false: [0, 0, () => w(false)],
  boolean: [1, 1, (r, a) => w(alsWaar(r.o, a[0]!))],
  not: [1, 1, (r, a) => w(!alsWaar(r.o, a[0]!))],
  'boolean-from-string': [1, 1, (r, a) => w(T(r, a, 0).toLowerCase() === 'true' || T(r, a, 0) === '1')],
  string: [0, 1, (r, a) => t(a.length ? T(r, a, 0) : r.knoop.inhoud())],
  concat: [0, -1, (r, a) => aaneen(r, a, '')],
  join: [1, -1, (r, a) => aaneen(r, a.slice(1), T(r, a, 0))],
  'string-length': [0, 1, (r, a) => g([...(a.length ? T(r, a, 0) : r.knoop.inhoud())].length)],
  'normalize-space': [0, 1, (r, a) => t(woorden(a.length ? T(r, a, 0) : r.knoop.inhoud()).join(' '))],
  translate: [3, 3, (r, a) => {
    const van = [...T(r, a, 1)], naar = [...T(r, a, 2)];
    return t([...T(r, a, 0)].map((c) => (van.includes(c) ? naar[van.indexOf(c)] ?? '' : c)).join(''));
  }],
  contains: [2, 2, (r, a) => w(T(r, a, 0).includes(T(r, a, 1)))],
  'starts-with': [2, 2, (r, a) => w(T(r, a, 0).startsWith(T(r, a, 1)))],
  'ends-with': [2, 2, (r, a) => w(T(r, a, 0).endsWith(T(r, a, 1)))],
  substr: [2, 3, (r, a) => t(substr(T(r, a, 0), G(r, a, 1), a[2] && G(r, a, 2)))],
  substring: [2, 3, (r, a) => t(substring(T(r, a, 0), G(r, a, 1), a[2] && G(r, a, 2)))],
  'substring-before': [2, 2, (r, a) => t(T(r, a, 0).includes(T(r, a, 1)) ? T(r, a, 0).slice(0, T(r, a, 0).indexOf(T(r, a, 1))) : '')],
  'substring-after': [2, 2, (r, a) => t(T(r, a, 0).includes(T(r, a, 1)) ? T(r, a, 0).slice(T(r, a, 0).indexOf(T(r, a, 1)) + T(r, a, 1).length) : '')],
  regex: [2, 2, (r, a) => {
    try {
      return w(new RegExp(`^(?:${T(r, a, 1)})$`, 'su').test(T(r, a, 0)));
    } catch {
      throw new Fout('dit patroon begrijpen wij niet');
    }
  }],
  name: [0, 1, (r, a) => { const x = gevraagd(r, a); return t(!x ? '' : x.voorvoegsel ? `${x.voorvoegsel}:${x.naam}` : x.naam); }],
  'local-name': [0, 1, (r, a) => t(gevraagd(r, a)?.naam ?? '')],
  'namespace-uri': [0, 1, (r, a) => t(gevraagd(r, a)?.ruimte ?? '')],
  lang: [1, 1, (r, a) => w(taal(r.knoop, T(r, a, 0).toLowerCase()))],
  number: [0, 1, (r, a) => {
    if (!a[0] && r.knoop.soort === WORTEL) throw new Fout('number() verwacht een gegeven');
    return g(alsGetal(r.o, a[0] ?? k([r.knoop])));
  }],
  int: getal(Math.trunc),
  round: [1, 2, (r, a) => g(rond(G(r, a, 0), a[1] ? G(r, a, 1) : 0))],
  floor: getal(Math.floor),
  ceiling: getal(Math.ceil),
  abs: getal(Math.abs),
  pow: [2, 2, (r, a) => { const x = G(r, a, 0), y = G(r, a, 1); return g(x === 1 ? 1 : x === -1 && !Number.isFinite(y) && !Number.isNaN(y) ? 1 : x ** y); }],
  exp: getal(Math.exp),
  exp10: getal((x) => 10 ** x),
  log: getal(Math.log),
  log10: getal(Math.log10),
  sqrt: getal(Math.sqrt),
  sin: getal(Math.sin),
  cos: getal(Math.cos),
  tan: getal(Math.tan),
  asin: getal(Math.asin),
  acos: getal(Math.acos),
  atan: getal(Math.atan),
  atan2: [2, 2, (r, a) => g(Math.atan2(G(r, a, 0), G(r, a, 1)))],
  pi: [0, 0, () => g(Math.PI)],
  max: [1, -1, (r, a) => uiterste(r, a, (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : Math.max(x, y)))],
  min: [1, -1, (r, a) => uiterste(r, a, (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? NaN : Math.min(x, y)))],
  sum: [1, 1, (r, a) => g(alleen(gesteld(a[0]!)).reduce((som, x) => som + alsGetal(r.o, k([x])), 0))],
  count: [1, 1, (_, a) => g(alleen(gesteld(a[0]!)).length)],
  'count-non-empty': [1, 1, (_, a) => g(alleen(a[0]!).filter((x) => x.kinderen.some((y) => y.soort === ELEMENT) || x.inhoud() !== '').length)],
  area: [1, 1, (r, a) => g(meet(r, a[0]!, oppervlak))],
  distance: [1, 1, (r, a) => g(meet(r, a[0]!, lengte))],
  date: [1, 1, dag(false)],
  'date-time': [1, 1, dag(true)],
  today: [0, 0, (r) => ({ s: 'd', ms: Math.floor(nuMoment(r) / DAG) * DAG, tijd: false })],
  now: [0, 0, (r) => ({ s: 'd', ms: nuMoment(r), tijd: true })],
  'decimal-date-time': [1, 1, (r, a) => {
    const niets = leeg(r, a[0]!);
    if (niets) return niets;
    const m = alsDatum(r.o, a[0]!, true);
    if (!m) throw new Fout('geen datum');
    return g((m.ms - zone(r.o, m.ms - zone(r.o, m.ms) * MINUUT) * MINUUT) / DAG);
  }],
  'decimal-time': [1, 1, (r, a) => {
    const f = a[0]!;
    if (f.s === 'g') return g(f.v - Math.floor(f.v));
    const u = tijdLees(T(r, a, 0).trim()), m = u ? null : alsDatum(r.o, a[0]!, true);
    if (!u && !m) return g(NaN);
    const ms = u ? u.ms + (u.zone === null ? 0 : (zone(r.o, r.o.nu) - u.zone) * MINUUT) : m!.ms;
    return g((ms - Math.floor(ms / DAG) * DAG) / DAG);
  }],
  'format-date': [2, 2, vorm],
  'format-date-time': [2, 2, vorm],
  selected: [2, 2, (r, a) => {
    const alle = woorden(T(r, a, 0)), gezocht = T(r, a, 1).trim();
    return w(gezocht === '' ? !alle.length : alle.includes(gezocht));
  }],
  'selected-at': [2, 2, (r, a) => { const i = G(r, a, 1); return t(i >= 0 ? woorden(T(r, a, 0))[Math.floor(i)] ?? '' : ''); }],
  'count-selected': [1, 1, (r, a) => g(woorden(T(r, a, 0)).length)],
  checklist: [2, -1, (r, a) => binnen(r, a, a.slice(2).flatMap(leden).filter((x) => alsWaar(r.o, x)).length)],
  'weighted-checklist': [2, -1, (r, a) => {
    if (a.length % 2) throw new Fout('weighted-checklist() verwacht bij elke voorwaarde een gewicht');
    let score = 0;
    for (let i = 2; i + 1 < a.length; i += 2) {
      const gewicht = leden(a[i + 1]!);
      leden(a[i]!).forEach((x, j) => { if (gewicht[j] && alsWaar(r.o, x)) score += alsGetal(r.o, gewicht[j]!); });
    }
    return binnen(r, a, score);
  }],
  coalesce: [1, -1, (r, a) => a.find((x) => alsTekst(r.o, x) !== '') ?? a[a.length - 1]!],
  once: [1, 1, (r, a) => (r.begin.inhoud() !== '' ? t(r.begin.inhoud()) : a[0]!)],
  position: [0, 1, (r, a) => {
    if (!a.length) return g(r.plaats);
    const x = a[0]!.s === 'k' ? a[0]!.at[0] : undefined;
    if (!x) throw new Fout('position() verwacht een verwijzing');
    const broers = x.ouder ? x.ouder.kinderen : [x];
    return g(broers.slice(0, broers.indexOf(x) + 1).filter((y) => y.soort === ELEMENT && y.naam === x.naam).length);
  }],
  last: [0, 0, (r) => g(r.aantal)],
  current: [0, 0, (r) => k([r.begin])],
  instance: [1, 1, (r, a) => {
    const x = r.o.instantie?.(T(r, a, 0));
    if (!x) throw new Fout('deze lijst is er niet');
    return k([x]);
  }],
  id: [1, 1, (r, a) => { const x = opId(wortelVan(r.knoop), T(r, a, 0)); return k(x ? [x] : []); }],
  'jr:choice-name': [2, 2, (r, a) => t(r.o.keuzeNaam ? r.o.keuzeNaam(T(r, a, 0), T(r, a, 1)) : T(r, a, 0))],
  randomize: [1, 2, willekeurig],
};

function uitHerhaling(r: Reken, a: Expr[]): Waarde {
  if (a.length % 2 === 0) throw new Fout('indexed-repeat() verwacht een vraag en dan steeds een herhaling en een nummer');
  const overal = (x: Expr): Knoop[] => alleen(reken({ ...r, overal: true }, x));
  let nu = overal(a[0]!);
  for (let i = 1; i < a.length; i += 2) {
    const rijen = overal(a[i]!), d = alsGetal(r.o, reken(r, a[i + 1]!));
    const rij = d >= 1 && d <= rijen.length ? rijen[Math.floor(d) - 1] : undefined;
    nu = nu.filter((x) => {
      for (let y: Knoop | null = x; y; y = y.ouder) if (y === rij) return true;
      return false;
    });
  }
  return k(nu);
}

function functie(r: Reken, naam: string, a: Expr[]): Waarde {
  if (naam === 'if' && a.length === 3) return reken(r, alsWaar(r.o, reken(r, a[0]!)) ? a[1]! : a[2]!);
  if (naam === 'indexed-repeat' && a.length >= 3 && a.length <= 7) return uitHerhaling(r, a);
  const f = Object.hasOwn(functies, naam) ? functies[naam] : undefined;
  if (!f || a.length < f[0] || (f[1] >= 0 && a.length > f[1])) throw new Fout(`de functie ${naam}() bestaat niet`);
  return f[2](r, a.map((x) => reken(r, x)));
}

function reken(r: Reken, x: Expr): Waarde {
  stap(r);
  if (typeof x === 'number') return g(x);
  if (typeof x === 'string') return t(x);
  const a = x.slice(1) as Expr[];
  switch (x[0]) {
    case 'or': return w(alsWaar(r.o, reken(r, a[0]!)) || alsWaar(r.o, reken(r, a[1]!)));
    case 'and': return w(alsWaar(r.o, reken(r, a[0]!)) && alsWaar(r.o, reken(r, a[1]!)));
    case 'v': return verwijzing(r, x[1] as string, x[2] as boolean);
    case 'p': return pad(r, x);
    case 'f': return functie(r, x[1] as string, x.slice(2) as Expr[]);
    case 'neg': return g(-alsGetal(r.o, reken(r, a[0]!)));
  }
  const links = reken(r, a[0]!), rechts = reken(r, a[1]!);
  switch (x[0]) {
    case '+': return g(alsGetal(r.o, links) + alsGetal(r.o, rechts));
    case '-': return g(alsGetal(r.o, links) - alsGetal(r.o, rechts));
    case '*': return g(alsGetal(r.o, links) * alsGetal(r.o, rechts));
    case 'div': return g(alsGetal(r.o, links) / alsGetal(r.o, rechts));
    case 'mod': return g(alsGetal(r.o, links) % alsGetal(r.o, rechts));
    default: return w(vergelijk(r, x[0] as Teken, links, rechts));
  }
}

/** Throws where the expression has no value here. */
export function uitrekenen(x: Expr, o: Omgeving): Waarde {
  return reken({ o, begin: o.knoop, knoop: o.knoop, plaats: 1, aantal: 1, overal: false, stappen: { n: 200_000 } }, x);
}

/** As a text, in the kind that a table of cases asks for. */
export function uitkomst(o: Omgeving, x: Waarde, soort: string): string {
  if (soort === 'boolean') return alsTekst(o, w(alsWaar(o, x)));
  if (soort.startsWith('number')) return alsTekst(o, g(alsGetal(o, x)));
  if (soort === 'date') {
    const m = alsDatum(o, x, false);
    if (m) return alsTekst(o, { s: 'd', ...m });
  }
  return alsTekst(o, x);
}
