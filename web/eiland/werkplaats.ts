// SPDX-License-Identifier: EUPL-1.2
// The workshop of rules: while a slider moves or a cell is typed in, the counts are asked anew (one question at a time, the newest
// wins) and sentence, table and map follow; what goes from class to class is asked when it rests. Without this script the same form
// has a button. Every state is an address, so that going back undoes.
interface Telling {
  antwoord: string;
  tegels: string;
  duur_us: number;
  fouten: { veld: string; wat: string }[];
  gebieden: [string, number, number, number][]; // code, now, then, all; the first is the whole
  grenzen: number[]; // between the classes of the map
  klassen: [string, number, number][]; // words, tint, number of areas
  kaart: [string, number, number, number][];
}

const RUST_MS = 250; // the slider rests
const nl = (n: number) => n.toLocaleString('nl-NL').replace('-', '−');

const melding = document.querySelector<HTMLElement>('[data-werkplaats]');
const formulier = document.querySelector<HTMLFormElement>('.wz-proef');
const velden = formulier ? [...formulier.querySelectorAll<HTMLInputElement>('input[data-was]')] : [];
const ongedaan: { veld: HTMLInputElement; van: string }[] = [];

/** The address of the page, or of the counts, with what differs from the set. */
function adres(pad: string): string {
  const q = new URLSearchParams();
  for (const v of formulier!.querySelectorAll<HTMLInputElement>('input[type=hidden]')) if (v.value) q.append(v.name, v.value);
  for (const v of velden) if (v.value.trim() !== v.dataset['was']) q.append(v.name, v.value.trim());
  return `${pad}?${q.toString()}`;
}

/** Rows of the table by the code in their link; the total is first and has none. */
function rijen(): Map<string, HTMLTableCellElement[]> {
  const uit = new Map<string, HTMLTableCellElement[]>();
  document.querySelectorAll<HTMLTableRowElement>('section[aria-labelledby=gebieden] tbody tr').forEach((tr, i) => {
    const code = /[?&]gebied=([A-Z]{2}\d+)/.exec(tr.querySelector('a')?.getAttribute('href') ?? '')?.[1];
    uit.set(i === 0 ? '' : (code ?? `rij-${i}`), [...tr.querySelectorAll('td')]);
  });
  return uit;
}

function vulTabel(t: Telling, op: Map<string, HTMLTableCellElement[]>): void {
  t.gebieden.forEach(([code, nu, straks, alles], i) => {
    const cellen = op.get(i === 0 ? '' : code) ?? op.get(`rij-${i}`);
    if (!cellen || cellen.length < 6 || !alles) return;
    const verschil = straks - nu;
    cellen[2]!.textContent = nl(straks);
    cellen[3]!.textContent = verschil > 0 ? `+${nl(verschil)}` : nl(verschil);
    cellen[5]!.textContent = nl(Math.round((100 * straks) / alles));
  });
}

/** Areas of the picture by the code in their link. */
function vlakken(): Map<string, SVGElement[]> {
  const uit = new Map<string, SVGElement[]>();
  for (const a of document.querySelectorAll<SVGElement>('.wz-figuur__vlak--kaart svg a')) {
    const code = /[?&]gebied=([A-Z]{2}\d+)/.exec(a.getAttribute('href') ?? '')?.[1];
    if (code) uit.set(code, [...a.querySelectorAll<SVGElement>('path, rect, title, text')]);
  }
  return uit;
}

function kleurKaart(t: Telling, op: Map<string, SVGElement[]>): void {
  for (const [code, , straks, alles] of t.kaart) {
    const delen = op.get(code);
    if (!delen || !alles) continue;
    const procent = Math.round((100 * straks) / alles);
    const tint = t.klassen[t.grenzen.filter((g) => procent >= g).length]?.[1] ?? 0;
    const tekst = procent === 0 && straks > 0 ? '< 1%' : `${procent}%`;
    for (const x of delen) {
      if (x.tagName === 'title') x.textContent = `${(x.textContent ?? '').split(':')[0]}: ${tekst}`;
      else if (x.tagName === 'text') {
        x.setAttribute('class', `g-op-vlak-${tint}`);
        if (/%|^–$/.test(x.textContent ?? '')) x.textContent = tekst;
      } else x.setAttribute('class', `g-vlak-${tint}`);
    }
  }
}

/** The legend: words and counts of the classes; its columns follow when the fields are at rest. One of another number of classes is
 *  dimmed until then. */
function vulLegenda(t: Telling): void {
  const legenda = document.querySelector<SVGElement>('.wz-figuur__vlak--kaart .g-legenda');
  const groepen = [...(legenda?.querySelectorAll('.g-legenda-klasse') ?? [])].filter((g) => !g.querySelector('.g-ontbreekt'));
  if (groepen.length !== t.klassen.length) {
    legenda?.setAttribute('opacity', '0.3');
    return;
  }
  t.klassen.forEach(([tekst, , aantal], i) => {
    const label = groepen[i]!.querySelector('.g-label');
    const waarde = groepen[i]!.querySelector('.g-waarde');
    if (label) label.textContent = tekst;
    if (waarde) waarde.textContent = nl(aantal);
  });
}

function merkVelden(t: Telling): void {
  const fout = new Map(t.fouten.map((f) => [f.veld, f.wat]));
  for (const v of velden) {
    v.classList.toggle('wz-proef__cel--anders', !fout.has(v.name) && v.value.trim() !== v.dataset['was']);
    if (fout.has(v.name)) v.setAttribute('aria-invalid', 'true');
    else v.removeAttribute('aria-invalid');
  }
  melding!.textContent = t.fouten.length ? t.fouten.map((f) => f.wat).join(' ') : '';
}

/** The map, and what moves from class to class as picture and table: taken from the page itself, made anew when the fields are at rest. */
async function verversStroom(): Promise<void> {
  const van = adres('/voorraad/werkplaats');
  const antwoord = await fetch(van, { headers: { Accept: 'text/html' } });
  const pagina = new DOMParser().parseFromString(await antwoord.text(), 'text/html');
  if (van !== adres('/voorraad/werkplaats')) return; // changed again: what comes next is newer
  for (const naam of ['kaart', 'stroom', 'stroom-tabel']) {
    const oud = document.getElementById(naam)?.closest('section');
    const nieuw = pagina.getElementById(naam)?.closest('section');
    if (oud && nieuw) oud.replaceWith(document.adoptNode(nieuw));
  }
  // The list of changes is there only when there are any.
  document.querySelector('.wz-wijzigingen')?.remove();
  const lijst = pagina.querySelector('.wz-wijzigingen');
  if (lijst) document.getElementById('proef')?.closest('section')?.before(document.adoptNode(lijst));
}

/** A set is saved as the fields are now, also when the page was made before they changed. */
function bewaarWatErStaat(): void {
  document.querySelector<HTMLFormElement>('form[action="/voorraad/regels"]')?.addEventListener('formdata', (e) => {
    for (const v of velden) {
      e.formData.delete(v.name);
      if (v.value.trim() !== v.dataset['was']) e.formData.append(v.name, v.value.trim());
    }
  });
}

function begin(vak: HTMLElement, form: HTMLFormElement): void {
  const op = rijen();
  let kaart = vlakken();
  const zin = document.querySelector('.wz-opening .nl-paragraph--lead');
  let bezig = false;
  let wil = false;
  let rust = 0;

  const vraag = async () => {
    if (bezig) {
      wil = true;
      return;
    }
    bezig = true;
    try {
      const antwoord = await fetch(adres(vak.dataset['werkplaats']!), { headers: { Accept: 'application/json' } });
      if (!antwoord.ok) throw new Error(`de server antwoordde met ${antwoord.status}`);
      const t = (await antwoord.json()) as Telling;
      if (zin) zin.textContent = t.antwoord;
      vulTabel(t, op);
      kleurKaart(t, kaart);
      vulLegenda(t);
      merkVelden(t);
      document.dispatchEvent(new CustomEvent('wz-geteld', { detail: t.duur_us }));
    } catch (fout) {
      vak.textContent = `Het tellen lukte niet: ${(fout as Error).message}. Met “Reken door” kunt u het opnieuw proberen.`;
    } finally {
      bezig = false;
      if (wil) {
        wil = false;
        void vraag();
      }
    }
  };
  const veranderd = () => {
    void vraag();
    clearTimeout(rust);
    rust = window.setTimeout(() => {
      history.replaceState(history.state, '', adres('/voorraad/werkplaats'));
      void verversStroom().then(() => { kaart = vlakken(); });
    }, RUST_MS);
  };

  bewaarWatErStaat();
  let begonnen = new Map<HTMLInputElement, string>();
  form.addEventListener('focusin', (e) => {
    const v = e.target as HTMLInputElement;
    if (v.dataset['was'] !== undefined) begonnen.set(v, v.value);
  });
  form.addEventListener('change', (e) => {
    const v = e.target as HTMLInputElement;
    const van = begonnen.get(v);
    if (v.dataset['was'] === undefined || van === undefined || van === v.value) return;
    ongedaan.push({ veld: v, van });
    begonnen.set(v, v.value);
    terug.disabled = false;
  });
  form.addEventListener('input', veranderd);

  const terug = document.createElement('button');
  terug.type = 'button';
  terug.className = 'nl-button nl-button--secondary';
  terug.textContent = 'Maak ongedaan';
  terug.disabled = true;
  terug.addEventListener('click', () => {
    const x = ongedaan.pop();
    if (!x) return;
    x.veld.value = x.van;
    begonnen = new Map();
    x.veld.dispatchEvent(new Event('wz-schuif'));
    terug.disabled = !ongedaan.length;
    veranderd();
  });
  form.querySelector('.wz-formulier__knoppen')?.append(' ', terug);
  for (const v of velden) schuif(v, () => {
    ongedaan.push({ veld: v, van: v.dataset['begin'] ?? v.value });
    terug.disabled = false;
  }, veranderd);
}

/** A slider under a field with one number: a parameter, or a cell as >=80. */
function schuif(v: HTMLInputElement, los: () => void, veranderd: () => void): void {
  const getal = /^([<>=[(]*)(\d+(?:\.\d+)?)$/;
  const m = getal.exec(v.value.trim());
  if (!m) return;
  const nu = Number(m[2]);
  const s = document.createElement('input');
  s.type = 'range';
  s.className = 'wz-proef__schuif';
  s.min = '0';
  s.max = String(Math.max(10, Math.ceil(nu * 2)));
  s.step = Number.isInteger(nu) ? '1' : '0.1';
  s.value = String(nu);
  s.setAttribute('aria-label', `${v.getAttribute('aria-label') ?? document.querySelector(`label[for="${v.id}"]`)?.textContent ?? v.name}: schuif`);
  s.addEventListener('pointerdown', () => { v.dataset['begin'] = v.value; });
  s.addEventListener('keydown', () => { v.dataset['begin'] ??= v.value; });
  s.addEventListener('input', (e) => {
    e.stopPropagation();
    v.value = `${getal.exec(v.value.trim())?.[1] ?? m[1]}${s.value}`;
    veranderd();
  });
  s.addEventListener('change', (e) => {
    e.stopPropagation();
    los();
    delete v.dataset['begin'];
  });
  const volg = () => {
    const n = getal.exec(v.value.trim());
    if (n) s.value = n[2]!;
  };
  v.addEventListener('input', volg);
  v.addEventListener('wz-schuif', volg);
  v.after(s);
}

if (melding && formulier) begin(melding, formulier);
