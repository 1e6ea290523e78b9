// SPDX-License-Identifier: EUPL-1.2
// Made-up trees of the pages about plans and subsidy schemes. All plans and figures: verzonnen.
import { staven } from './beelden.mjs';

const nl = (n) => n.toLocaleString('nl-NL');
const t = (tekst, meer = {}) => ({ tekst, ...meer });
const g = (n, meer = {}) => ({ tekst: typeof n === 'number' ? nl(n) : n, getal: true, ...meer });
const streep = (ontbreekt) => ({ tekst: '–', getal: true, ontbreekt });
const keuzes = (...paren) => paren.map(([inhoud, tekst, gekozen]) => ({ inhoud, tekst, ...(gekozen && { gekozen }) }));
const veld = (id, label, lijst) => ({ id, naam: id, label, is_keuze: true, keuzes: lijst });

const geenAantal = '– is geen aantal: niet geleverd, of niet openbaar omdat het een vertrouwelijk plan zou verraden. Dat is iets anders dan 0.';
const meerDanEen = 'Een woning kan onder meer dan één woningtype voor ouderen tellen; die worden nooit bij elkaar opgeteld.';

const keuze = () => ({
  actie: '/plannen', knop: 'Toon', verborgen: [{ veld: 'gebied', inhoud: 'VD-PARKSTAD' }],
  velden: [
    veld('status', 'Planologische status', keuzes(['', 'alle'], ['hard', 'hard (1A tot en met 2C)', true], ['zacht', 'zacht (3 tot en met 5B)'], ['1A', '1A Onherroepelijk'], ['2A', '2A Vastgesteld'], ['3', '3 In voorbereiding'], ['onbekend', 'onbekend'])),
    veld('woningtype', 'Met woningen van dit type', keuzes(['', 'alle plannen'], ['nultreden', 'nultreden', true], ['geclusterd', 'geclusterd'], ['zorggeschikt', 'zorggeschikt'], ['overig-geschikt', 'overig geschikt'])),
    veld('bevinding', 'Wat de controle vond', keuzes(['', 'alle plannen', true], ['c1', 'De opleverjaren zijn samen niet gelijk aan het totaal (c1).'], ['status-mist', 'Er is geen planologische status geleverd; het plan telt bij hard noch zacht.'])),
    veld('bron', 'Bron', keuzes(['', 'alle bronnen, naast elkaar', true], ['basisset', 'Basisset 2.0'], ['planmonitor', 'Planmonitor Wonen'])),
  ],
});

// naam, gemeente, status, hard of zacht, woningen, waarvan nultreden, soort plan, ligging, bron
const plannen = [
  ['Mijnspoorpark', 'Kerkrade', '2A', 'hard', 1120, 260, 'uitleg', 'vlak', 'Basisset 2.0'],
  ['Kloosterhof, fase 2 (herontwikkeling voormalig verzorgingshuis)', 'Heerlen', '1A', 'hard', 64, 48, 'transformatie', 'vlak', 'Basisset 2.0'],
  ['KRK-2024-017', 'Kerkrade', '1C', 'hard', 0, 0, 'sloop en nieuwbouw', 'niet geleverd', 'Basisset 2.0'],
  ['Terrasflat', 'Brunssum', '2A', 'hard', -12, 4, 'sloop en nieuwbouw', 'punt', 'Planmonitor Wonen'],
  ['Wilhelminaplein 4–18', 'Landgraaf', '2B', 'hard', null, null, 'inbreiding', 'punt', 'Planmonitor Wonen'],
];

const lijst = () => ({
  id: 'plannen', titel: 'Plannen', heeft_rijen: true,
  kolommen: [
    { titel: 'Plan', sorteer: '/plannen?sorteer=naam' }, { titel: 'Gemeente', sorteer: '/plannen?sorteer=gemeente' }, { titel: 'Status', sorteer: '/plannen?sorteer=planstatus' },
    { titel: 'Hard of zacht' }, { titel: 'Woningen', eenheid: 'bruto, of nog te bouwen', getal: true, sorteer: '/plannen?sorteer=-woningen', richting: 'descending' },
    { titel: 'Waarvan nultreden', eenheid: 'woningen', getal: true, sorteer: '/plannen?sorteer=-type' }, { titel: 'Soort plan', sorteer: '/plannen?sorteer=plantype' }, { titel: 'Ligging' }, { titel: 'Bron' },
  ],
  rijen: plannen.map(([naam, gemeente, status, hardheid, woningen, type, soort, ligging, bron]) => ({
    cellen: [
      t(naam, { kop: true, adres: '/plannen/voorbeeld', status: 'verzonnen' }), t(gemeente, { adres: '/gebieden/voorbeeld' }), t(status), t(hardheid),
      woningen === null ? streep('niet openbaar') : g(woningen < 0 ? `−${-woningen}` : woningen), type === null ? streep('niet openbaar') : g(type),
      t(soort), t(ligging), t(bron, { adres: '/leveringen/voorbeeld' }),
    ],
  })),
  voet: [geenAantal, meerDanEen], mee: { van: 'Plannen', als_csv: '/plannen.csv', als_xlsx: '/plannen.xlsx' },
});

const jaren = [['2025', 20], ['2026', 44], ['2027–2029', 30], ['2030–2034', null]];

function getallen(id, titel, kop, rijen, meer = {}) {
  const metJaar = rijen.some((r) => r.jaar);
  return {
    id, titel, heeft_rijen: true,
    kolommen: [{ titel: kop }, ...(metJaar ? [{ titel: 'Jaar' }] : []), { titel: 'Woningen', getal: true }, { titel: 'Kolom in het bestand' }],
    rijen: rijen.map(({ wat, jaar, n, kolom }) => ({ cellen: [t(wat, { kop: true }), ...(metJaar ? [t(jaar ?? 'alle jaren')] : []), n === null ? streep('niet geleverd') : g(n), t(kolom)] })),
    voet: [], mee: { van: titel, als_csv: '/plannen/voorbeeld.csv', als_xlsx: '/plannen/voorbeeld.xlsx' }, ...meer,
  };
}

const plan = (raam) => ({
  ...raam('', 'Kloosterhof, fase 2', [['Plannen', '/plannen'], ['Kloosterhof, fase 2']]),
  antwoord: 'Een plan in Heerlen met 96 woningen. Planologische status: 1B, onherroepelijk, met uitwerkingsplicht. De levering waar dit uit komt, telt niet meer mee.',
  statussen: [{ woord: 'verzonnen' }, { woord: 'vervangen' }],
  feiten: [
    { wat: 'Gemeente', tekst: 'Heerlen', adres: '/gebieden/voorbeeld' }, { wat: 'Plancode', tekst: 'HRL-2023-041' },
    { wat: 'Status zoals geleverd', tekst: '1B. Onherroepelijk, uitwerkingsplicht' }, { wat: 'Gelezen als', tekst: '1B, onherroepelijk, met uitwerkingsplicht', uitleg: 'hard volgens de landelijke lijst' },
    { wat: 'Soort plan', tekst: 'transformatie' }, { wat: 'Fase', tekst: 'in aanbouw' }, { wat: 'Woningen, bruto', tekst: '96' },
    { wat: 'Ligging', tekst: 'vlak tussen x 195.820–196.040 en y 322.110–322.290', uitleg: 'in meters van het Rijksdriehoeksstelsel' },
    { wat: 'Levering', tekst: '9: basisset-2024.xlsx, rij 41', adres: '/leveringen/voorbeeld', uitleg: 'peildatum 1 januari 2024', status: 'vervangen' },
  ],
  bevindingen: {
    titel: 'Wat de controle vond', toelichting: 'Er is niets verbeterd: alle aantallen staan er zoals geleverd.',
    regels: [
      { is_letop: true, plaats: 'rij 41', tekst: 'De opleverjaren zijn samen niet gelijk aan het totaal (c1).' },
      { is_info: true, plaats: 'rij 41', tekst: 'De typen voor ouderen zijn samen meer dan het totaal: een woning telt onder meer dan één type.' },
    ],
  },
  figuur: {
    id: 'jaren', titel: 'Woningen per opleverjaar', toelichting: 'In woningen.', is_smal: true, noten: [],
    svg: staven('Woningen per opleverjaar', 'neutraal', jaren.map(([jaar, n]) => [jaar, n, n === null ? '–' : nl(n), 'neutraal'])),
  },
  secties: [
    getallen('jaar', 'Woningen per opleverjaar', 'Jaar', [...jaren.map(([wat, n], i) => ({ wat, n, kolom: 'LMNO'[i] })), { wat: 'zonder jaar', n: 0, kolom: 'P' }]),
    getallen('ouderen', 'Woningen voor ouderen', 'Woningtype', [{ wat: 'nultreden', n: 72, kolom: 'W' }, { wat: 'nultreden', jaar: '2026', n: 36, kolom: 'X' }, { wat: 'zorggeschikt', n: 40, kolom: 'Z' }, { wat: 'geclusterd', n: null, kolom: 'AB' }], { voet: [meerDanEen] }),
    getallen('controle', 'Controles zoals geleverd', 'Controle', [{ wat: 'c1', n: 2, kolom: 'AK, rij 41' }]),
  ],
});

const planGedekt = (raam) => ({
  ...raam('', 'Wilhelminaplein 4–18', [['Plannen', '/plannen'], ['Wilhelminaplein 4–18']]),
  antwoord: 'Een plan in Landgraaf met een aantal woningen dat niet te tonen is. Planologische status: onbekend, status niet bekend.', statussen: [{ woord: 'verzonnen' }],
  feiten: [
    { wat: 'Gemeente', tekst: 'Landgraaf', adres: '/gebieden/voorbeeld' }, { wat: 'Status zoals geleverd', tekst: 'niet geleverd' },
    { wat: 'Gelezen als', tekst: 'onbekend, status niet bekend', uitleg: 'niet hard en niet zacht volgens de landelijke lijst' },
    { wat: 'Nog te bouwen', tekst: 'niet openbaar', uitleg: 'De aantallen van dit plan staan alleen in sommen: anders is een vertrouwelijk plan uit de rest van de gemeente af te leiden.' },
    { wat: 'Ligging', tekst: 'niet geleverd' }, { wat: 'Levering', tekst: '14: planmonitor-2025.csv, rij 7', adres: '/leveringen/voorbeeld', uitleg: 'peildatum 1 januari 2025' },
  ],
  secties: [],
});

/* ---- subsidy schemes ---- */

const tranches = [
  ['SOO, tranche 1', 'geclusterd', 9, 214, streep('niet van toepassing'), 168, 1284000, 1008000, '12 december 2023'],
  ['SZGW, ronde 1', 'zorggeschikt', 4, 96, g(72), 48, 2160000, 1080000, '30 september 2024'],
];

const aanvragen = () => ({
  id: 'aanvragen', titel: 'Aangevraagd en toegekend in Parkstad', toelichting: 'Uit de aanvragen die per project zijn geleverd. Wat is ingetrokken, telt niet mee.', heeft_rijen: true,
  kolommen: [{ titel: 'Regeling en tranche' }, { titel: 'Aanvragen', getal: true }, { titel: 'Woningen', getal: true }, { titel: 'Waarvan Wlz', eenheid: 'woningen', getal: true }, { titel: 'Toegekend', eenheid: 'woningen', getal: true }, { titel: 'Gevraagd', eenheid: 'euro', getal: true }, { titel: 'Toegekend', eenheid: 'euro', getal: true }, { titel: 'Laatste aanvraag' }],
  rijen: tranches.map(([naam, , n, woningen, wlz, toegekend, gevraagd, euro, stand]) => ({ cellen: [t(naam, { kop: true, status: 'verzonnen' }), g(n, { adres: '/herkomst/voorbeeld' }), g(woningen), wlz, g(toegekend), g(gevraagd), g(euro), t(stand)] })),
  voet: [], mee: { van: 'Aangevraagd en toegekend', als_csv: '/regelingen.csv', als_xlsx: '/regelingen.xlsx' },
});

const budget = () => ({
  id: 'budget', titel: 'Budget en gebruik, in heel Nederland', toelichting: 'Een budget geldt voor heel Nederland. Het aandeel is 100 × bedrag ÷ budget, afgerond op hele procenten; N is het budget.', heeft_rijen: true,
  kolommen: [{ titel: 'Regeling en tranche' }, { titel: 'Budget (N)', eenheid: 'euro', getal: true }, { titel: 'Gevraagd', eenheid: 'euro', getal: true }, { titel: 'Gebruikt', eenheid: '% van N', getal: true }],
  rijen: [{ cellen: [t('SOO, tranche 1', { kop: true, status: 'verzonnen' }), g(20000000), g(17400000), g('87%')] }, { cellen: [t('SZGW, ronde 1', { kop: true, status: 'verzonnen' }), streep('niet geleverd'), g(41250000), streep('niet geleverd')] }],
  voet: ['Gevraagd en toegekend zijn de som van de aanvragen die hier binnen zijn. Zolang niet alle aanvragen binnen zijn, is het echte aandeel groter.'],
});

const regelingen = (raam) => ({
  ...raam('Overzicht', 'Subsidieregelingen in Parkstad', [['Regelingen']]),
  antwoord: 'SOO: 9 aanvragen voor 214 woningen, waarvan 168 toegekend. SZGW: 4 aanvragen voor 96 woningen, waarvan 48 toegekend. Van de gevraagde woningen is 75% voor mensen met een Wlz-indicatie (N = 96).',
  figuur: {
    id: 'staven', titel: 'Woningen met subsidie in Parkstad: aangevraagd en toegekend', toelichting: 'In woningen. Gestreept is gevraagd, vol is toegekend.', is_smal: true, noten: [],
    svg: staven('Woningen met subsidie', 'geclusterd', [['SOO', 214, '214', 'streep'], ['', 168, '168', 'geclusterd'], ['SZGW', 96, '96', 'streep', 'zorggeschikt'], ['', 48, '48', 'zorggeschikt']]),
  },
  secties: [aanvragen(), budget()],
  verantwoording: { feiten: [{ wat: 'SOO', tekst: 'Stimuleringsregeling Ontmoetingsruimten in Ouderenhuisvesting' }, { wat: 'SZGW', tekst: 'Stimuleringsregeling Zorggeschikte Woningen' }, { wat: 'Optellen', tekst: 'Een woning met subsidie kan ook in een plan of bij een corporatie staan.', uitleg: 'Daarom wordt dit nergens bij opgeteld.' }] },
});

// What a ronde yields: one question.
const uitkomst = (raam) => ({
  ...raam('Inventarisatie', 'Hoe ver is uw gemeente met de woonzorgvisie?', [['Uitkomsten', '/uitkomsten'], ['Inventarisatie 2023', '/uitkomsten/voorbeeld'], ['Hoe ver?']]),
  antwoord: 'Het meest genoemd is “Bezig”: 16 (52%) van de 31 partijen.', statussen: [{ woord: 'verzonnen' }], melding: false, niets: false, heeft_feiten: false, secties: [], formulieren: [],
  keuze: { actie: '/uitkomsten/voorbeeld/vragen/stand', knop: 'Toon', verborgen: [], velden: [veld('per', 'Uitgesplitst naar', keuzes(['', 'niet: alle partijen samen', true], ['vijfdeling', 'regio: Vijfdeling'])), veld('basis', 'Percentage van', keuzes(['', 'zoals bij de vraag hoort', true], ['beantwoord', 'wie de vraag beantwoordde']))] },
  figuur: { id: 'figuur', titel: 'In beeld', is_smal: true, noten: ['N = 31'], svg: staven('Stand', 'opgave', [['Te starten', 5, '5 (16%)', 'opgave'], ['Bezig', 16, '16 (52%)', 'opgave'], ['Vastgesteld', null, '–', 'opgave']]) },
  overzicht: {
    id: 'tabel', titel: 'De cijfers', toelichting: 'Aantal, met het percentage tussen haakjes.', heeft_rijen: true, kolommen: [{ titel: 'Antwoord' }, { titel: 'Totaal', eenheid: 'N = 31', getal: true }],
    rijen: [{ cellen: [t('Te starten', { kop: true }), g('5 (16%)')] }, { cellen: [t('Bezig', { kop: true }), g('16 (52%)')] }, { cellen: [t('Vastgesteld', { kop: true }), streep('niet getoond of geen')] }],
    voet: ['N = 31: alle uitgenodigde partijen.'], mee: { van: 'Stand', als_csv: '/uitkomsten/voorbeeld.csv', als_xlsx: '/uitkomsten/voorbeeld.xlsx', als_svg: '/uitkomsten/voorbeeld.svg' },
  },
});

export function bomenPlannen(raam) {
  const kop = (titel) => raam('', titel, [['Parkstad', '/'], ['Plannen']]);
  const geen = { id: 'plannen', titel: 'Plannen', voet: [geenAantal], leeg: { kop: 'Geen plannen gevonden', tekst: 'Geen openbaar plan past bij deze keuze. Kies iets anders, of toon alle plannen.', verder: { woord: 'Toon alle plannen', adres: '/plannen' } } };
  return [
    { naam: 'plannen', adres: '/plannen', sjabloon: 'plannen', boom: { ...kop('Plannen'), antwoord: 'Parkstad. 155 openbare plannen passen bij deze keuze.', statussen: [{ woord: 'verzonnen' }], keuze: keuze(), tabel: lijst(), bladeren: { waar: 'Bladzijde 2 van 4 (155 plannen)', vorige: { adres: '/plannen?blad=1' }, volgende: { adres: '/plannen?blad=3' } } } },
    { naam: 'plannen-leeg', adres: '/plannen/geen', sjabloon: 'plannen', boom: { ...kop('Plannen'), antwoord: 'Parkstad. 0 openbare plannen passen bij deze keuze.', keuze: keuze(), tabel: geen } },
    { naam: 'plan', adres: '/plannen/voorbeeld', sjabloon: 'plan', boom: plan(raam) },
    { naam: 'plan-gedekt', adres: '/plannen/gedekt', sjabloon: 'plan', boom: planGedekt(raam) },
    { naam: 'uitkomst', adres: '/uitkomsten/voorbeeld/vragen/stand', sjabloon: 'uitkomst', boom: uitkomst(raam) },
    { naam: 'regelingen', adres: '/regelingen', sjabloon: 'regelingen', boom: regelingen(raam) },
    { naam: 'regelingen-leeg', adres: '/regelingen/geen', sjabloon: 'regelingen', boom: { ...raam('Overzicht', 'Subsidieregelingen in Parkstad', [['Regelingen']]), antwoord: 'Van Parkstad zijn nog geen aanvragen geleverd.', niets: { kop: 'Nog geen aanvragen', tekst: 'Er zijn nog geen aanvragen of budgetten geleverd.', verder: { woord: 'Lever aanvragen aan', adres: '/importeren' } }, secties: [] } },
  ];
}
