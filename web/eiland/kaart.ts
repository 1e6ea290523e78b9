// SPDX-License-Identifier: EUPL-1.2
// The small script of the map page: offers the moving map, and opens it at once when the address names a view. The large part
// (MapLibre) is fetched only then, so that the page itself stays light, and stays as it is for who has no JavaScript.
interface Eiland {
  open(vak: HTMLElement): Promise<void>;
}

const vak = document.querySelector<HTMLElement>('[data-kaart-gegevens]');

// Who asked for it by the button goes on where the button was: at the map, or at the button when there can be none.
async function open(knop: HTMLButtonElement, melding: HTMLElement, gevraagd: boolean): Promise<void> {
  knop.disabled = true;
  melding.textContent = 'De kaart wordt opgehaald.';
  try {
    const { kaart } = vak!.dataset;
    const eiland = (await import(kaart!)) as Eiland;
    await eiland.open(vak!);
    melding.textContent = '';
    knop.closest('p')!.hidden = true;
    if (gevraagd) document.querySelector<HTMLElement>('.maplibregl-canvas')?.focus();
  } catch (fout) {
    knop.disabled = false;
    melding.textContent = `De beweegbare kaart kan hier niet worden getoond (${fout instanceof Error ? fout.message : String(fout)}). De kaart hieronder en de tabel blijven te gebruiken.`;
    if (gevraagd) knop.focus();
  }
}

if (vak) {
  const knop = vak.querySelector('button')!;
  const melding = vak.querySelector<HTMLElement>('[role=status]')!;
  vak.hidden = false;
  knop.addEventListener('click', () => void open(knop, melding, true));
  if (location.hash.startsWith('#kaart=')) void open(knop, melding, false);
}
