// SPDX-License-Identifier: EUPL-1.2
// A made-up tree of the pages of regie: what asks for attention, a picture, a table, forms. All figures: verzonnen.
import { staven } from './beelden.mjs';

const t = (tekst, meer = {}) => ({ tekst, ...meer });

export function bomenRegie(raam) {
  const regie = {
    ...raam('Regie', 'Woonzorgvisies', [['Regie', '/regie'], ['Woonzorgvisies']], { context: false }),
    antwoord: 'In Parkstad hebben 5 van de 7 gemeenten een woonzorgvisie, waarvan 4 vastgesteld door de raad; 1 is bezig en 1 moet nog starten.',
    heeft_fouten: true, fouten: [{ veld: 'datum', wat: 'Vul een datum in, bijvoorbeeld 1-6-2026.' }], statussen: [{ woord: 'verzonnen' }],
    aandacht: { toelichting: 'De 2 dringendste van 3.', alles: { woord: 'Alle signalen', adres: '/regie/signalen' }, punten: [
      { titel: 'De woonzorgvisie is later dan verwacht', tekst: 'De woonzorgvisie van Simpelveld zou op 1 juli klaar zijn en is bezig. Vraagt: Gemeente Simpelveld', doe: { woord: 'Bekijk', adres: '/regie/signalen/1' } },
      { titel: 'Er is een zienswijze te beantwoorden', tekst: 'Bij de opgave van Parkstad wachten 2 zienswijzen.', doe: { woord: 'Bekijk', adres: '/regie/signalen/2' } }] },
    blokken: [
      { id: 'staat', kopje: 'Hoe ver zijn de gemeenten?', formulieren: [],
        figuren_hier: [{ id: 'staat-figuur', titel: '5 van de 7 gemeenten hebben een woonzorgvisie', is_smal: true, noten: [], svg: staven('Gemeenten naar stand', 'nultreden', [['bezig', 1, '1', 'streep'], ['vastgesteld', 4, '4', 'nultreden']]) }],
        tabellen_hier: [{ id: 'gemeenten', titel: 'Per gemeente', toelichting: 'Een stand is wat erover gezegd is.', heeft_rijen: true, kolommen: [{ titel: 'Gemeente', sorteer: '/regie?sorteer=gemeente' }, { titel: 'Stand' }, { titel: 'Bouwstenen', getal: true }],
          rijen: [{ cellen: [t('Heerlen', { kop: true, adres: '/regie/woonzorgvisies/GM0917' }), t('vastgesteld door de raad', { status: 'verzonnen' }), t('7', { getal: true })] },
            { cellen: [t('Simpelveld', { kop: true, adres: '/regie/woonzorgvisies/GM0965' }), t('bezig'), t('–', { getal: true, ontbreekt: 'niet bekend' })] }],
          voet: ['Gerealiseerd is hier: klaar, en nog niet vastgesteld.'], mee: { van: 'Per gemeente', als_csv: '/regie.csv', als_xlsx: '/regie.xlsx' } }] },
      { id: 'zeg', kopje: 'Zeg hoe ver het is', alinea: 'Wat u hier zegt komt bij wat er al staat.', tabellen_hier: [], heeft_punten: true, punten: ['Een verwachting gaat over een dag die nog komt.'],
        heeft_feiten: true, feiten: [{ wat: 'Stand', tekst: 'bezig', uitleg: 'sinds 1 maart 2026' }],
        formulieren: [{ actie: '/regie/woonzorgvisies/GM0965', is_post: true, is_upload: true, knop: 'Bewaar', verborgen: [{ veld: 'bewijs', inhoud: 'voorbeeld' }], velden: [
          { id: 'soort', naam: 'soort', label: 'Wat zegt u?', is_keuze: true, keuzes: [{ inhoud: 'feit', tekst: 'Zo is het' }, { inhoud: 'verwacht', tekst: 'Zo verwachten wij het' }] },
          { id: 'datum', naam: 'datum', label: 'Vanaf welke dag?', is_datum: true, inhoud: '', fout: 'Vul een datum in, bijvoorbeeld 1-6-2026.' },
          { id: 'toelichting', naam: 'toelichting', label: 'Toelichting', is_lang: true, niet_verplicht: true, inhoud: '' },
          { id: 'stuk', naam: 'stuk', label: 'Bewijs als document', is_bestand: true, soorten: '.pdf', niet_verplicht: true }] }] },
    ],
    verantwoording: { feiten: [{ wat: 'Bron', tekst: 'verzonnen' }] },
  };
  return [{ naam: 'regie', adres: '/regie', sjabloon: 'regie', boom: regie }];
}
