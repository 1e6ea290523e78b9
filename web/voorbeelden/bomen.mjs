// SPDX-License-Identifier: EUPL-1.2
// Made-up trees, one a page, in the shapes that the comment at the top of each template describes. All figures: verzonnen.
import { bomenBeheer } from './beheer.mjs';
import { lijnen, staven, tegelkaart } from './beelden.mjs';
import { bomenPlannen } from './plannen.mjs';
import { bomenRegie } from './regie.mjs';
import { bomenVoorraad } from './voorraad.mjs';

const woorden = ['Overzicht', 'Kaart', 'Cijfers', 'Inventarisatie', 'Regie', 'Voorraad', 'Kennis'];
const keuze = (...paren) => paren.map(([inhoud, tekst, gekozen]) => ({ inhoud, tekst, ...(gekozen && { gekozen }) }));

/** What every page has: what the server's frame adds. */
export function raam(actief, titel, kruimels = [], meer = {}) {
  const verborgen = [{ veld: 'gebied', inhoud: 'VD-PARKSTAD' }];
  return {
    titel,
    stijl: '/static/stijl.css',
    installatie: { naam: 'Woonzorg', onder: 'Provincie Limburg · voorbeeld' },
    menu: woorden.map((naam) => ({ naam, adres: naam === 'Overzicht' ? '/' : `/${naam.toLowerCase()}`, actief: naam === actief })),
    beheer: { naam: 'Beheer', adres: '/leveringen', actief: actief === 'Beheer' },
    account: { woord: 'Inloggen', adres: '/inloggen' },
    zoekterm: '',
    context: {
      delen: [
        { wat: 'Gebied', waarde: 'Parkstad', wijzig: '/kies' },
        { wat: 'Indeling', waarde: 'vijfdeling', vraag: true, actie: '/', code: 'indeling', label: 'Verdeel Limburg in', heeft_keuzes: true, verborgen,
          keuzes: keuze(['gemeente', 'gemeenten'], ['vijfdeling', 'vijfdeling (Limburg)', true], ['corop', 'COROP-gebieden'], ['zorgkantoorregio', 'zorgkantoorregio’s']) },
        { wat: 'Stand van', waarde: '1 januari 2025', vraag: true, actie: '/', code: 'stand', label: 'Zoals bekend op', is_datum: true, datum: '2025-01-01', uitleg: 'U ziet dan wat er op deze dag geleverd was.', wis: { woord: 'Toon wat nu bekend is', adres: '/' }, verborgen },
        { wat: 'Venster', waarde: '2024 t/m 2030', vraag: true, actie: '/', code: 'tot', label: 'Tot en met', heeft_keuzes: true, verborgen,
          keuzes: keuze(['2030', '2030', true], ['2034', '2034']) },
      ],
    },
    heeft_kruimels: kruimels.length > 0,
    kruimels: kruimels.map(([naam, adres]) => ({ naam, ...(adres && { adres }) })),
    meldingen: [],
    statussen: [],
    voet: {
      versie: '0.1.0',
      bronnen: 'Alle getallen op deze pagina zijn verzonnen.',
      gemaakt: '3 maart 2025 om 14.10 uur',
      schakels: [{ woord: 'Toegankelijkheid', adres: '/toegankelijkheid' }, { woord: 'Broncode', adres: '/broncode' }, { woord: 'API', adres: '/v1/openapi.json' }],
    },
    ...meer,
  };
}

const nl = (n) => n.toLocaleString('nl-NL');
const t = (tekst, meer = {}) => ({ tekst, ...meer });
const g = (n, meer = {}) => (n === null
  ? { tekst: '–', getal: true, ontbreekt: 'niet geleverd' }
  : { tekst: typeof n === 'number' ? nl(n) : n, getal: true, ...meer });

function kaartje(sleutel, naam, getal, bijzin, [opgave, hard, zacht, gebouwd], bron, labels = []) {
  const rijen = [['Opgave', opgave, 'opgave'], ['Hard', hard, sleutel], ['Zacht', zacht, 'streep'], ['Gebouwd', gebouwd, 'gebouwd']];
  const printen = (v) => (v === null ? '–' : nl(v));
  return {
    sleutel, naam, getal, bijzin, bron, herkomst: `/herkomst/${sleutel}`, labels: labels.map((woord) => ({ woord })),
    svg: staven(`${naam}: opgave, plannen en gebouwd`, sleutel, rijen.map(([n, v, s]) => [n, v, printen(v), s])),
    rijen: rijen.map(([wat, v]) => ({ wat, tekst: v === null ? 'niet geleverd' : nl(v) })),
  };
}

const kaartjes = () => [
  kaartje('nultreden', 'Nultreden', '1.840', 'van 2.910 gepland · ≥ 63%', [2910, 1106, 734, 412], 'plancapaciteit jan. 2025, CBS 2024', ['voorlopig']),
  kaartje('geclusterd', 'Geclusterd', '286', 'van 1.370 gepland · ≥ 21%', [1370, 164, 122, 58], 'drie bronnen overlappen; niet opgeteld'),
  kaartje('zorggeschikt', 'Zorggeschikt', '62', 'van 690 gepland · ≥ 9%', [690, 48, 14, null], 'gebouwd: niet geleverd', ['onvolledig']),
];

const gemeenten = [
  ['Heerlen', 1720, 1048, '61%', 231, 'vastgesteld'], ['Kerkrade', 960, 402, '42%', 88, 'gerealiseerd'], ['Landgraaf', 790, 318, '40%', 74, 'gerealiseerd'],
  ['Brunssum', 610, 206, '34%', 41, 'bezig'], ['Beekdaelen', 520, 214, '41%', 36, 'bezig'], ['Voerendaal', 200, null, null, null, 'bezig'], ['Simpelveld', 170, null, null, null, 'te starten'],
];

export const gemeentetabel = () => ({
  id: 'gemeenten', titel: 'Gemeenten: plannen als deel van de opgave', toelichting: 'Drie woningtypen, tot en met 2030; grootste opgave eerst.',
  heeft_rijen: true,
  kolommen: [
    { titel: 'Gemeente', sorteer: '/?sorteer=naam' }, { titel: 'Opgave', getal: true, sorteer: '/?sorteer=opgave', richting: 'descending' },
    { titel: 'Plannen', getal: true, sorteer: '/?sorteer=plannen' }, { titel: 'Dekking', getal: true, sorteer: '/?sorteer=dekking' },
    { titel: 'Gebouwd', getal: true, sorteer: '/?sorteer=gebouwd' }, { titel: 'Woonzorgvisie' },
  ],
  rijen: [
    { totaal: true, cellen: [t('Parkstad', { kop: true }), g(4970), g(2188), g('≥ 44%'), g(470), t('5 van 7')] },
    ...gemeenten.map(([naam, o, p, d, b, v]) => ({ cellen: [t(naam, { kop: true, adres: '/gebieden/voorbeeld' }), g(o, { adres: '/herkomst/voorbeeld' }), g(p), g(d), g(b), t(v)] })),
  ],
  voet: ['– is niet geleverd. Het regiototaal telt 5 van 7 gemeenten. Alle getallen op deze pagina zijn verzonnen.'],
  mee: { van: 'Gemeenten: plannen als deel van de opgave', als_csv: '/index.csv', als_xlsx: '/index.xlsx', hoe: '/berekening' },
});

const kaartfiguur = () => ({
  id: 'kaart', titel: 'Limburg: dekking per gemeente', toelichting: 'Elke gemeente één vak; Parkstad is omlijnd.', is_kaart: true,
  svg: tegelkaart('Dekking per gemeente'), noten: [], mee: { van: 'Limburg: dekking per gemeente', als_tabel: '#gemeenten', als_svg: '/kaart.svg' },
});

const verantwoording = () => ({
  feiten: [
    { wat: 'Bronnen', tekst: 'Provinciale opgavetabel 2024; plancapaciteit Limburg, januari 2025', adres: '/leveringen' },
    { wat: 'Stand van', tekst: '1 januari 2025', uitleg: 'Later geleverde cijfers staan hier niet in.' },
    { wat: 'Venster', tekst: '2024 tot en met 2030', uitleg: 'Plannen na 2030 tellen niet mee, omdat de opgave tot 2030 loopt.' },
    { wat: 'Definities', tekst: 'BZK 2023', adres: '/kennis' },
    { wat: 'Wat ontbreekt', tekst: 'Voerendaal en Simpelveld leverden over 2024 niets aan', status: 'onvolledig', uitleg: 'Zij tellen niet als nul. Daarom staat er “minstens”.' },
  ],
});

const veldKeuze = (id, label, keuzes, meer = {}) => ({ id, naam: id, label, is_keuze: true, keuzes, ...meer });

export function bomen() {
  const overzicht = {
    ...raam('Overzicht', 'Parkstad', [['Nederland', '/landelijk'], ['Limburg', '/?gebied=PV31'], ['Parkstad']]),
    antwoord: 'In Parkstad zijn tot en met 2030 plannen voor minstens 44% van de opgave nultreden en voor minstens 9% van de opgave zorggeschikt. 2 van de 7 gemeenten leverden geen plannen aan; die tellen niet als nul.',
    kaarten: kaartjes(), tabel: gemeentetabel(), kaart: kaartfiguur(), verantwoording: verantwoording(),
    aandacht: {
      toelichting: 'Drie van elf, de dringendste eerst.',
      punten: [
        { titel: 'Simpelveld en Voerendaal leverden geen plannen aan', tekst: 'Gevraagd op 1 december; twee herinneringen. Zonder hen klopt het regiototaal niet.', doe: { woord: 'Bel of mail', adres: '/regie' } },
        { titel: 'Vier van zes corporaties hebben de opgave nog niet gezien', tekst: 'Gepubliceerd op 14 oktober; bevestigd door corporatie A en corporatie B.', doe: { woord: 'Stuur opnieuw', adres: '/regie' } },
        { titel: 'Zorggeschikt: plannen voor minstens 9% van de opgave, zes jaar te gaan', tekst: 'Bij dit tempo zijn er in 2030 ongeveer 62 van de 690 woningen.', doe: { woord: 'Neem op in de regietafel', adres: '/regie' } },
      ],
      alles: { woord: 'Alle elf punten', adres: '/regie' },
    },
  };
  const gebied = {
    ...raam('Overzicht', 'Heerlen', [['Nederland', '/landelijk'], ['Limburg', '/?gebied=PV31'], ['Parkstad', '/'], ['Heerlen']]),
    antwoord: 'In Heerlen zijn plannen voor 61% van de opgave tot en met 2030. Er zijn 231 woningen gebouwd.', statussen: [{ woord: 'voorlopig' }],
    heeft_feiten: true,
    feiten: [
      { wat: 'Inwoners', tekst: '86.000', adres: '/herkomst/voorbeeld', uitleg: '1 januari 2024', status: 'verzonnen' }, { wat: 'Woningen', tekst: '45.200', adres: '/herkomst/voorbeeld', uitleg: '1 januari 2024', status: 'verzonnen' },
      { wat: 'Ligt in', tekst: 'Parkstad (vijfdeling), Zuid-Limburg (COROP en zorgkantoorregio)' },
    ],
    kaarten: kaartjes(),
    reeksen: [
      { id: 'reeks-plannen', titel: 'Harde plannen groeien, zachte plannen niet', toelichting: 'Woningen in plannen tot en met 2030, per 1 januari.', noten: [],
        svg: lijnen('Harde en zachte plannen', [2021, 2022, 2023, 2024, 2025], [{ naam: 'hard', tint: 'nultreden', waarden: [310, 380, 470, 560, 640] }, { naam: 'zacht', tint: 'geclusterd', waarden: [420, 430, 410, 415, 408] }]),
        mee: { van: 'Harde plannen groeien', als_csv: '/x.csv', als_svg: '/x.svg' } },
      { id: 'reeks-gebouwd', titel: 'In 2024 werd minder gebouwd dan in 2023', toelichting: 'Woningen die erbij kwamen.', noten: ['2024 is voorlopig.'],
        svg: lijnen('Gebouwd per jaar', [2020, 2021, 2022, 2023, 2024], [{ naam: 'gebouwd', tint: 'neutraal', waarden: [220, 310, 390, 460, 300] }]),
        mee: { van: 'Gebouwd per jaar', als_csv: '/x.csv', als_svg: '/x.svg' } },
    ],
    tabellen: [gemeentetabel()], verantwoording: verantwoording(),
  };
  const cijfers = {
    ...raam('Cijfers', 'Woningvoorraad', [['Cijfers', '/cijfers'], ['Woningvoorraad']]),
    antwoord: 'Parkstad telt 132.400 woningen; dat zijn er 1.100 meer dan een jaar eerder.', statussen: [{ woord: 'verzonnen' }],
    keuze: { actie: '/cijfers/woningen', verborgen: [], knop: 'Toon', velden: [
      veldKeuze('onderwerp', 'Onderwerp', keuze(['woningen', 'Woningvoorraad', true], ['inwoners', 'Inwoners'], ['plannen-hard', 'Harde plannen'])),
      veldKeuze('verdeling', 'Verdeeld in', keuze(['gemeente', 'gemeenten', true], ['vijfdeling', 'vijfdeling'])),
      veldKeuze('jaar', 'Jaar', keuze(['2024', '2024', true], ['2023', '2023'])),
    ] },
    tabel: gemeentetabel(), verantwoording: verantwoording(), heeft_groepen: true,
    groepen: [
      { naam: 'Bevolking', onderwerpen: [{ naam: 'Inwoners', adres: '/cijfers/inwoners', eenheid: 'personen', stand: '2018–2024', bij: 'Ingeschreven bewoners op 1 januari.' }] },
      { naam: 'Woningen', onderwerpen: [{ naam: 'Woningvoorraad', adres: '/cijfers/woningen', eenheid: 'woningen', stand: '2012–2024', gekozen: true }, { naam: 'Nieuwbouw', adres: '/cijfers/nieuwbouw', eenheid: 'woningen per jaar' }] },
      { naam: 'Plannen en opgave', onderwerpen: [{ naam: 'Harde plannen', adres: '/cijfers/plannen-hard', eenheid: 'woningen', bij: 'Onherroepelijk of vastgesteld.' }, { naam: 'Opgave', adres: '/cijfers/opgave', eenheid: 'woningen' }] },
    ],
  };
  const kaart = {
    ...raam('Kaart', 'Kaart: dekking per gemeente', [['Kaart']]),
    antwoord: 'In 8 van de 31 gemeenten zijn plannen voor minstens de helft van de opgave; 2 gemeenten leverden niets aan.',
    keuze: { actie: '/kaart', verborgen: [], knop: 'Toon', velden: [
      veldKeuze('onderwerp', 'Onderwerp', keuze(['dekking', 'Dekkingsgraad', true], ['opgave', 'Opgave'])),
      veldKeuze('weergave', 'Weergave', keuze(['tegels', 'Vakken', true], ['grenzen', 'Grenzen'])),
    ] },
    kaart: kaartfiguur(), tabel: gemeentetabel(), verantwoording: verantwoording(),
  };
  const herkomst = {
    ...raam('Cijfers', 'Dekkingsgraad nultreden, Parkstad', [['Cijfers', '/cijfers'], ['Dekkingsgraad', '/cijfers/dekking'], ['Herkomst']]),
    antwoord: 'Dit cijfer is berekend uit 12 geleverde cijfers van 5 gemeenten. Twee gemeenten ontbreken.',
    cijfer: { getal: '63%', eenheid: 'van de opgave, minstens', labels: [{ woord: 'voorlopig' }, { woord: 'verzonnen' }] },
    feiten: [{ wat: 'Onderwerp', tekst: 'Dekkingsgraad', adres: '/cijfers/dekking' }, { wat: 'Gebied', tekst: 'Parkstad (vijfdeling)', adres: '/' }, { wat: 'Kenmerken', tekst: 'woningtype nultreden' }, { wat: 'Definitieset', tekst: 'BZK 2023', adres: '/kennis' }, { wat: 'Geteld', tekst: '5 van 7 gemeenten', status: 'onvolledig' }],
    berekening: { formule: '100 × som van de plannen (hard en zacht) gedeeld door de som van de opgave, over de gemeenten die leverden.', ingevuld: '100 × (1.106 + 734) ÷ 2.910 = 63%' },
    heeft_stappen: true,
    stappen: [
      { wanneer: '3 februari 2025, 10.12 uur', titel: 'Geleverd', tekst: 'Provincie Limburg leverde het bestand plancapaciteit-2025.xlsx.', adres: '/leveringen/voorbeeld', adres_woord: 'Bekijk levering 12' },
      { titel: 'Gelezen', tekst: 'Blad Plannen, rijen 4 tot en met 34, kolommen hard en zacht.' },
      { titel: 'Omgezet', tekst: 'Gemeente Nuth telt voor 100% mee in Beekdaelen (herindeling van 1 januari 2019).' },
      { titel: 'Berekend', tekst: 'Teller en noemer zijn per regio opgeteld; daarna is gedeeld en afgerond.' },
    ],
    onderdelen: { ...gemeentetabel(), id: 'onderdelen', titel: 'De cijfers eronder' },
    mee: { van: 'dit cijfer', als_csv: '/herkomst.csv' },
  };
  const landelijk = {
    ...raam('Overzicht', 'Nederland', [['Nederland']]),
    antwoord: 'Tot en met 2030 zijn 290.000 woningen voor ouderen nodig. Dit voorbeeld laat zien hoe de pagina eruitziet.',
    kaarten: kaartjes(), tabellen: [{ ...gemeentetabel(), id: 'route-1', titel: 'Route 1: CBS-registers' }, { ...gemeentetabel(), id: 'route-2', titel: 'Route 2: plancapaciteit' }], verantwoording: verantwoording(),
  };
  return [
    { naam: 'overzicht', adres: '/', sjabloon: 'overzicht', boom: overzicht },
    { naam: 'gebied', adres: '/gebieden/voorbeeld', sjabloon: 'gebied', boom: gebied },
    { naam: 'cijfers', adres: '/cijfers', sjabloon: 'cijfers', boom: cijfers },
    { naam: 'kaart', adres: '/kaart', sjabloon: 'kaart', boom: kaart },
    { naam: 'herkomst', adres: '/herkomst/voorbeeld', sjabloon: 'herkomst', boom: herkomst },
    { naam: 'landelijk', adres: '/landelijk', sjabloon: 'landelijk', boom: landelijk },
    ...bomenPlannen(raam),
    ...bomenBeheer(raam, gemeentetabel),
    ...bomenRegie(raam),
    ...bomenVoorraad(raam),
  ];
}
