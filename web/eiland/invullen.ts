// SPDX-License-Identifier: EUPL-1.2
// Filling in a questionnaire, for who has JavaScript: each answer is saved within a second, what could not be sent is kept on this
// device until it can, questions come and go while one types, and the page says that it saved. Without it the form works as well.
import { Formulier, type Definitie } from './routing';
import { Concepten, type Stand } from './concept';

interface Opgeslagen { waarde: string; leesbaar: string; toestand: string; revisie: number; wanneer?: string; wie?: string }
interface Gevolg { getoond: boolean; verplicht?: boolean; leesbaar?: string; fout?: string; label?: string; hint?: string; keuzes?: Record<string, string> }
interface Antwoord { nu?: Opgeslagen; mijn?: Opgeslagen; hun?: Opgeslagen; velden?: Record<string, Gevolg>; stand?: string; detail?: string }

const WACHT = 500; // ms without a key before what is typed is sent
const OPNIEUW = [2_000, 5_000, 15_000];

const script = document.querySelector<HTMLScriptElement>('#invul-eiland')!;
const blad = document.querySelector<HTMLFormElement>('.wz-invulblad')!;
const melding = blad.querySelector<HTMLElement>('[data-bewaard]')!;
const concepten = new Concepten(blad.action);
let formulier: Formulier | null = null;

const blok = (adres: string): HTMLElement | null => blad.querySelector<HTMLElement>(`[data-veld="${CSS.escape(adres)}"]`);
const invoer = (naam: string): HTMLInputElement | null => blad.elements.namedItem(naam) as HTMLInputElement | null;

/** What stands in the fields of a question now, as the server takes it. */
function lees(adres: string): Stand {
  const b = blok(adres)!;
  const keuzes = [...b.querySelectorAll<HTMLInputElement>(`[name^="k/${CSS.escape(adres)}/"]`)];
  let waarde = '';
  if (keuzes.length && keuzes[0]!.type === 'checkbox') {
    waarde = keuzes.filter((x) => x.checked).map((x) => x.name.split('/').pop()!).join(' ');
  } else if (keuzes.length) {
    waarde = keuzes.filter((x) => /^\s*\d+\s*$/.test(x.value)).sort((x, y) => Number(x.value) - Number(y.value)).map((x) => x.name.split('/').pop()!).join(' ');
  } else {
    const v = blad.elements.namedItem(`v/${adres}`);
    if (v instanceof RadioNodeList) waarde = v.value;
    else if (v instanceof HTMLInputElement && (v.type === 'checkbox' || v.type === 'radio')) waarde = v.checked ? v.value : '';
    else if (v) waarde = (v as HTMLInputElement).value;
  }
  return { waarde, toestand: b.querySelector<HTMLInputElement>(`[name="t/${CSS.escape(adres)}"]:checked`)?.value ?? '', revisie: Number(invoer(`r/${adres}`)?.value ?? 0) };
}

function zet(adres: string, s: Stand): void {
  const b = blok(adres)!;
  const namen = s.waarde.split(' ');
  for (const x of b.querySelectorAll<HTMLInputElement>(`[name^="k/${CSS.escape(adres)}/"]`)) {
    const i = namen.indexOf(x.name.split('/').pop()!);
    if (x.type === 'checkbox') x.checked = i >= 0;
    else x.value = i >= 0 ? String(i + 1) : '';
  }
  for (const x of b.querySelectorAll<HTMLInputElement>(`[name="v/${CSS.escape(adres)}"]`)) {
    if (x.type === 'radio' || x.type === 'checkbox') x.checked = x.value === s.waarde;
    else if (x.type !== 'file') x.value = s.waarde;
  }
  for (const x of b.querySelectorAll<HTMLInputElement>(`[name="t/${CSS.escape(adres)}"]`)) x.checked = x.value === s.toestand;
}

// ---- what is said ----

function zeg(tekst: string, ernst: 'goed' | 'bezig' | 'mis' = 'goed'): void {
  melding.hidden = false;
  melding.dataset.ernst = ernst;
  if (melding.textContent !== tekst) melding.textContent = tekst;
}

function fout(adres: string, tekst: string): void {
  const plek = document.getElementById(`fout-${adres}`);
  if (!plek || plek.dataset.tekst === tekst) return;
  plek.dataset.tekst = tekst;
  plek.textContent = tekst;
  blok(adres)!.querySelector('.wz-veld')?.classList.toggle('utrecht-form-field--invalid', tekst !== '');
}

const nu = (): string => new Date().toLocaleTimeString('nl-NL');

// ---- sending ----

interface Wachtend { tijd: number; bezig: boolean; weer: boolean }
const wachtend = new Map<string, Wachtend>();
let pogingen = 0, dicht = false;

/** Keeps what stands there, and sends it when the typing pauses. */
function bewaar(adres: string, na: number): void {
  if (dicht) return;
  concepten.zet(adres, lees(adres));
  const w = wachtend.get(adres) ?? { tijd: 0, bezig: false, weer: false };
  clearTimeout(w.tijd);
  wachtend.set(adres, w);
  if (w.bezig) w.weer = true;
  else w.tijd = window.setTimeout(() => void stuur(adres), na);
  zeg('Bezig met opslaan …', 'bezig');
}

async function stuur(adres: string): Promise<void> {
  const w = wachtend.get(adres)!, aanvulling = adres.startsWith('a/'), veld = aanvulling ? adres.slice(2) : adres;
  const s = aanvulling ? leesAanvulling(veld) : lees(veld);
  let gelukt = false;
  w.bezig = true;
  w.weer = false;
  try {
    const vorm = new URLSearchParams({ veld, waarde: s.waarde, toestand: s.toestand, revisie: String(s.revisie) });
    if (aanvulling) vorm.set('aanvulling', 'ja');
    const sleutel = invoer('formulier_sleutel')?.value;
    if (sleutel) vorm.set('formulier_sleutel', sleutel);
    const r = await fetch(script.dataset.antwoord!, { method: 'POST', body: vorm, headers: { Accept: 'application/json' } });
    if (r.status >= 500) throw new Error(String(r.status));
    pogingen = 0;
    verwerk(adres, veld, aanvulling, r.status, (await r.json()) as Antwoord);
    gelukt = r.status === 200;
  } catch {
    w.bezig = false;
    zeg('Geen verbinding. Wat u typt wordt op dit apparaat bewaard en verstuurd zodra het kan.', 'mis');
    w.tijd = window.setTimeout(() => void stuur(adres), OPNIEUW[Math.min(pogingen++, OPNIEUW.length - 1)]);
    return;
  }
  w.bezig = false;
  if (w.weer) bewaar(adres, 0);
  else wachtend.delete(adres);
  if (!wachtend.size && gelukt && !blad.querySelector('.wz-botsing')) zeg(`Opgeslagen om ${nu()}`);
}

function verwerk(adres: string, veld: string, aanvulling: boolean, status: number, a: Antwoord): void {
  if (status === 200) {
    const r = invoer(`${aanvulling ? 's' : 'r'}/${veld}`);
    if (r) r.value = String(a.nu!.revisie);
    if (!wachtend.get(adres)!.weer) concepten.weg(adres);
    else concepten.zet(adres, aanvulling ? leesAanvulling(veld) : lees(veld));
    if (!aanvulling) fout(veld, '');
    if (!formulier) for (const [x, v] of Object.entries(a.velden ?? {})) { toon(x, v.getoond, v.fout ?? '', v.leesbaar); moet(x, v.verplicht); }
    for (const [x, v] of Object.entries(a.velden ?? {})) teksten(x, v);
    if (formulier) volg();
    const opening = document.querySelector('.wz-opening .nl-paragraph--lead'); // "2 van de 3 vragen"
    if (opening && a.stand) opening.textContent = a.stand;
  } else if (status === 409) {
    concepten.weg(adres);
    botsing(veld, aanvulling, a);
  } else if (status === 400) {
    fout(veld, a.detail ?? 'Dit antwoord kan niet bewaard worden.');
    zeg('Eén antwoord is nog niet bewaard: kijk bij de vraag.', 'mis');
  } else {
    dicht = status === 403;
    zeg(a.detail ?? 'Dit antwoord is niet bewaard.', 'mis');
  }
}

/** Another was first: both answers, with who and when, and a choice. Until then theirs stands. */
function botsing(veld: string, aanvulling: boolean, a: Antwoord): void {
  const mijn = a.mijn!, hun = a.hun!, b = blok(veld)!;
  const woord = (x: Opgeslagen): string => (x.toestand === 'weet_niet' ? 'weet ik niet' : x.toestand === 'nvt' ? 'niet van toepassing' : x.leesbaar || 'geen antwoord');
  b.querySelector('.wz-botsing')?.remove();
  const vak = document.createElement('fieldset');
  vak.className = 'wz-botsing';
  vak.tabIndex = -1;
  const kop = vak.appendChild(document.createElement('legend'));
  kop.className = 'utrecht-form-label';
  kop.textContent = 'Twee antwoorden. Welk antwoord moet blijven?';
  const knop = (tekst: string, doe: () => void): void => {
    const x = vak.appendChild(document.createElement('p')).appendChild(document.createElement('button'));
    x.type = 'button';
    x.className = 'nl-button nl-button--secondary';
    x.textContent = tekst;
    x.addEventListener('click', () => { vak.remove(); fout(veld, ''); doe(); });
  };
  const r = invoer(`${aanvulling ? 's' : 'r'}/${veld}`);
  if (r) r.value = String(hun.revisie);
  knop(`Het mijne: ${woord(mijn)}`, () => bewaar(aanvulling ? `a/${veld}` : veld, 0));
  knop(`Dat van ${hun.wie ?? 'iemand anders'}, op ${hun.wanneer ?? ''}: ${woord(hun)}`, () => {
    if (aanvulling) { const x = invoer(`a/${veld}`); if (x) x.value = hun.waarde; } else {
      zet(veld, { waarde: invoerVorm(veld, hun.waarde), toestand: hun.toestand === 'weet_niet' || hun.toestand === 'nvt' ? hun.toestand : '', revisie: hun.revisie });
    }
    zeg(`Het antwoord van ${hun.wie ?? 'de ander'} blijft staan`);
    volg();
  });
  b.append(vak);
  fout(veld, 'Iemand anders veranderde dit antwoord ook. Kies hieronder.');
  zeg('Iemand anders veranderde hetzelfde antwoord: kies welk blijft.', 'mis');
  vak.focus();
}

/** A kept number has a point; a field shows a comma. */
const invoerVorm = (adres: string, s: string): string => (blok(adres)?.querySelector('[inputmode=decimal]') ? s.replace('.', ',') : s);

function leesAanvulling(adres: string): Stand {
  return { waarde: invoer(`a/${adres}`)?.value ?? '', toestand: '', revisie: Number(invoer(`s/${adres}`)?.value ?? 0) };
}

// ---- routing ----

function toon(adres: string, getoond: boolean, reden: string, leesbaar?: string): void {
  const b = blok(adres);
  if (b) {
    b.hidden = !getoond;
    if (getoond && reden) fout(adres, reden);
    const vast = b.querySelector<HTMLElement>('.wz-vast dd');
    if (vast && leesbaar !== undefined) vast.textContent = leesbaar || '–';
  }
  for (const x of blad.querySelectorAll<HTMLElement>(`[data-groep="${CSS.escape(adres)}"]`)) x.hidden = !getoond;
}

/** Whether a question may be left empty, where that hangs on another answer. */
function moet(adres: string, verplicht?: boolean): void {
  const vrij = blok(adres)?.querySelector<HTMLElement>('[data-vrij]');
  if (vrij && verplicht !== undefined) vrij.hidden = verplicht;
}

/** Texts that name other answers, as the server reads them now. */
function teksten(adres: string, v: Gevolg): void {
  const b = blok(adres), zet = (x: Element | null | undefined, s: string): void => { if (x && x.textContent !== s) x.textContent = s; };
  if (v.label !== undefined) {
    zet(b?.querySelector('[data-label]'), v.label);
    if (!b) for (const x of blad.querySelectorAll<HTMLElement>(`[data-groep="${CSS.escape(adres)}"]`)) zet(x.matches('h2, p:not(.wz-formulier__knoppen)') ? x : x.querySelector(':scope > legend'), v.label);
  }
  for (const [code, s] of Object.entries(v.keuzes ?? {})) zet(b?.querySelector(`[data-keuze="${CSS.escape(code)}"] label`), s);
  if (v.hint !== undefined) zet(document.getElementById(`hint-${adres}`), v.hint);
}

function volg(): void {
  if (!formulier) return;
  for (const b of blad.querySelectorAll<HTMLElement>('[data-veld]')) {
    const adres = b.dataset.veld!, s = b.querySelector('.wz-vast') ? null : lees(adres);
    if (s) formulier.zet(adres, s.toestand ? '' : s.waarde);
  }
  for (const v of formulier.reken()) {
    toon(v.adres, v.getoond, '', v.berekend);
    moet(v.adres, v.verplicht);
    const b = blok(v.adres);
    if (!b) continue;
    const plek = document.getElementById(`fout-${v.adres}`);
    if (v.fout) fout(v.adres, v.fout);
    else if (plek?.dataset.tekst && plek.dataset.regel === 'ja') fout(v.adres, '');
    if (plek) plek.dataset.regel = v.fout ? 'ja' : '';
    if (v.keuzes) for (const x of b.querySelectorAll<HTMLElement>('[data-keuze]')) x.hidden = !v.keuzes.has(x.dataset.keuze!) && x.dataset.keuze !== 'other';
  }
}

// ---- the page ----

function veldVan(x: HTMLInputElement): string | null {
  const m = /^([vkta])\/([^/]+)/.exec(x.name);
  return m && x.type !== 'file' ? (m[1] === 'a' ? `a/${m[2]}` : m[2]!) : null;
}

blad.addEventListener('input', (e) => {
  const x = e.target as HTMLInputElement, adres = veldVan(x);
  if (!adres) return;
  if (adres.startsWith('a/')) { bewaarAanvulling(adres.slice(2)); return; }
  if (!x.name.startsWith('t/') && lees(adres).waarde !== '') { // who types an answer has one
    const wel = blok(adres)!.querySelector<HTMLInputElement>(`[name="t/${CSS.escape(adres)}"][value=""]`);
    if (wel) wel.checked = true;
  }
  volg();
  bewaar(adres, x.type === 'radio' || x.type === 'checkbox' ? 0 : WACHT);
});

function bewaarAanvulling(adres: string): void {
  const w = wachtend.get(`a/${adres}`) ?? { tijd: 0, bezig: false, weer: false };
  concepten.zet(`a/${adres}`, leesAanvulling(adres));
  clearTimeout(w.tijd);
  wachtend.set(`a/${adres}`, w);
  if (w.bezig) w.weer = true;
  else w.tijd = window.setTimeout(() => void stuur(`a/${adres}`), WACHT);
  zeg('Bezig met opslaan …', 'bezig');
}

/** All that still waits is sent first; then the page goes on. Without a connection it stays, and says so. */
blad.addEventListener('submit', (e) => {
  const open = blad.querySelector<HTMLElement>('.wz-botsing:has(button)');
  if (open) { // ours must not go over theirs because nobody chose
    e.preventDefault();
    open.focus();
    zeg('Kies eerst welk antwoord blijft.', 'mis');
    return;
  }
  if (!wachtend.size || dicht) return;
  e.preventDefault();
  const knop = (e as SubmitEvent).submitter as HTMLButtonElement | null;
  for (const [adres, w] of wachtend) if (!w.bezig) { clearTimeout(w.tijd); void stuur(adres); }
  const begin = Date.now(), kijk = (): void => {
    if (!wachtend.size) blad.requestSubmit(knop);
    else if (Date.now() - begin < 4_000) window.setTimeout(kijk, 50);
    else zeg('Er is geen verbinding. Uw antwoorden zijn op dit apparaat bewaard; probeer het zo weer.', 'mis');
  };
  kijk();
});

window.addEventListener('online', () => { for (const [adres, w] of wachtend) if (!w.bezig) { clearTimeout(w.tijd); void stuur(adres); } });

/** What was typed here before and never arrived. */
function hervat(): void {
  for (const [adres, s] of concepten.alle()) {
    const aanvulling = adres.startsWith('a/'), veld = aanvulling ? adres.slice(2) : adres;
    if (!blok(veld) || !invoer(`${aanvulling ? 's' : 'r'}/${veld}`)) continue;
    invoer(`${aanvulling ? 's' : 'r'}/${veld}`)!.value = String(s.revisie); // as it was based: a clash shows
    if (aanvulling) { const x = invoer(`a/${veld}`); if (x) x.value = s.waarde; bewaarAanvulling(veld); } else { zet(veld, s); bewaar(veld, 0); }
  }
}

async function begin(): Promise<void> {
  hervat();
  try {
    const r = await fetch(script.dataset.definitie!, { headers: { Accept: 'application/json' } });
    if (r.ok) formulier = new Formulier((await r.json()) as Definitie);
    volg();
  } catch {
    /* without it the server says after each answer what is shown */
  }
}

if (blad.querySelector('[type=submit]')) void begin();
