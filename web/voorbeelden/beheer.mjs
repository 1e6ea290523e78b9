// SPDX-License-Identifier: EUPL-1.2
// Made-up trees of the pages about deliveries, tasks, searching and text. All figures: verzonnen.
const t = (tekst, meer = {}) => ({ tekst, ...meer });

const kruimel = [['Beheer', '/leveringen']];

const leveringentabel = () => ({
  id: 'leveringen', titel: 'Leveringen', toelichting: 'Nieuwste eerst.', heeft_rijen: true,
  kolommen: [{ titel: 'Levering', sorteer: '/leveringen?sorteer=nummer', richting: 'descending' }, { titel: 'Soort' }, { titel: 'Peildatum', sorteer: '/leveringen?sorteer=peildatum' }, { titel: 'Bron' }, { titel: 'Cijfers', getal: true }, { titel: 'Status' }],
  rijen: [
    { cellen: [t('12: plancapaciteit-2025.xlsx', { kop: true, adres: '/leveringen/voorbeeld' }), t('Plancapaciteit'), t('1 januari 2025'), t('Provincie Limburg'), t('62', { getal: true }), t('geldig')] },
    { cellen: [t('11: opgave-2024.csv', { kop: true, adres: '/leveringen/voorbeeld' }), t('Opgave'), t('1 oktober 2024'), t('Provincie Limburg'), t('93', { getal: true }), t('geldig')] },
    { cellen: [t('9: plancapaciteit-2024.xlsx', { kop: true, adres: '/leveringen/voorbeeld' }), t('Plancapaciteit'), t('1 januari 2024'), t('Provincie Limburg'), t('62', { getal: true }), t('vervangen')] },
    { cellen: [t('7: proef.csv', { kop: true, adres: '/leveringen/voorbeeld' }), t('Opgave'), t('1 oktober 2024'), t('Provincie Limburg'), t('93', { getal: true }), t('ingetrokken')] },
  ],
  voet: [], mee: { van: 'Leveringen', als_csv: '/leveringen.csv', als_xlsx: '/leveringen.xlsx' },
});

const verandering = () => ({
  id: 'verandert', titel: 'Wat er verandert', toelichting: '58 cijfers blijven gelijk, 3 veranderen, 1 komt erbij.', heeft_rijen: true,
  kolommen: [{ titel: 'Gemeente' }, { titel: 'Onderwerp' }, { titel: 'Nu', eenheid: 'woningen', getal: true }, { titel: 'Straks', eenheid: 'woningen', getal: true }],
  rijen: [
    { cellen: [t('Heerlen', { kop: true }), t('Plannen hard'), t('612', { getal: true }), t('640', { getal: true })] },
    { cellen: [t('Kerkrade', { kop: true }), t('Plannen hard'), t('255', { getal: true }), t('240', { getal: true })] },
    { cellen: [t('Sittard-Geleen', { kop: true }), t('Plannen hard'), t('12', { getal: true }), t('−47', { getal: true, status: 'let op' })] },
    { cellen: [t('Vaals', { kop: true }), t('Plannen zacht'), t('–', { getal: true, ontbreekt: 'niet geleverd' }), t('35', { getal: true })] },
  ],
  voet: [],
});

const bevindingen = () => ({
  titel: 'Wat opviel bij het lezen', toelichting: 'Drie punten. Er zijn geen rijen overgeslagen.',
  regels: [
    { is_letop: true, plaats: 'blad Plannen, rij 25, kolom hard', tekst: 'Het getal is negatief (−47). Dat kan kloppen als er meer woningen vervallen dan erbij komen.' },
    { is_letop: true, plaats: 'blad Plannen, rij 31', tekst: 'De rij van Voerendaal is leeg: niet geleverd, en dus geen nul.' },
    { is_info: true, plaats: 'kolom gemeente', tekst: '“Bergen (L.)” is gelezen als Bergen (GM0893).' },
  ],
});

const soorten = [['', 'Kies een soort'], ['plancapaciteit', 'Plancapaciteit van de provincie (.xlsx)'], ['opgave', 'Opgave per gemeente (.csv)'], ['basisset', 'Basisset 2.0 (.csv of .xlsx)'], ['bevolking', 'Bevolking (.csv)']]
  .map(([inhoud, tekst]) => ({ inhoud, tekst }));

function importformulier(fout) {
  const bij = (id, tekst) => (fout ? { fout: tekst } : {});
  return {
    actie: '/importeren', is_post: true, is_upload: true, knop: 'Lees het bestand', terug: { woord: 'Terug naar leveringen', adres: '/leveringen' },
    verborgen: [{ veld: 'bewijs', inhoud: 'voorbeeld' }],
    velden: [
      { id: 'soort', naam: 'soort', label: 'Wat levert u aan?', is_keuze: true, keuzes: soorten, ...bij('soort', 'Kies wat voor bestand dit is.') },
      { id: 'peildatum', naam: 'peildatum', label: 'Op welke datum gelden de cijfers?', uitleg: 'Dit is de peildatum, niet de dag waarop u het bestand maakte.', is_datum: true, ...bij('peildatum', 'Vul de peildatum in, bijvoorbeeld 1 januari 2025.') },
      { id: 'bron', naam: 'bron', label: 'Van wie komen de cijfers?', uitleg: 'De organisatie die ze vaststelde.', is_tekst: true, inhoud: 'Provincie Limburg' },
      { id: 'status', naam: 'status', label: 'Hoe zeker zijn de cijfers?', is_rondje: true, rondjes: [
        { id: 'status-definitief', veld: 'status', inhoud: 'definitief', tekst: 'Definitief', gekozen: true },
        { id: 'status-voorlopig', veld: 'status', inhoud: 'voorlopig', tekst: 'Voorlopig', bij: 'Ze worden later nog vervangen.' }] },
      { id: 'bestand', naam: 'bestand', label: 'Bestand', uitleg: 'CSV of Excel (.xlsx), hoogstens 64 MB. U ziet eerst wat er verandert; er wordt nog niets opgeslagen.', is_bestand: true, soorten: '.csv,.xlsx,.zip', ...bij('bestand', 'Kies een bestand.') },
      { id: 'opmerking', naam: 'opmerking', label: 'Opmerking', niet_verplicht: true, is_lang: true },
    ],
  };
}

export function bomenBeheer(raam) {
  const zonder = { context: false };
  const levering = {
    ...raam('Beheer', 'Levering 12: plancapaciteit-2025.xlsx', [...kruimel, ['Levering 12']], {
      ...zonder, meldingen: [{ is_ok: true, kop: 'levering 12 is opgeslagen.', tekst: '62 cijfers van 31 gemeenten zijn bijgewerkt.', verder: { woord: 'Bekijk het overzicht', adres: '/' } }],
    }),
    antwoord: '31 rijen gelezen, 62 cijfers opgeslagen; twee gemeenten zijn niet geleverd.', statussen: [{ woord: 'verzonnen' }],
    feiten: [{ wat: 'Bestand', tekst: 'plancapaciteit-2025.xlsx', adres: '/leveringen/voorbeeld/bestand', uitleg: 'SHA-256 3b1f09c4d6e2a7f85c0d9be1…' }, { wat: 'Bron', tekst: 'Provincie Limburg' }, { wat: 'Peildatum', tekst: '1 januari 2025' }, { wat: 'Geleverd', tekst: '3 februari 2025 om 10.12 uur, door A. de Vries' }, { wat: 'Status', tekst: 'geldig', uitleg: 'Vervangt levering 9.' }],
    bevindingen: bevindingen(),
    tabellen: [{ id: 'kolommen', titel: 'Per kolom', toelichting: 'Wat in elke kolom is gevonden.', heeft_rijen: true,
      kolommen: [{ titel: 'Kolom' }, { titel: 'Gelezen als' }, { titel: 'Gevuld', getal: true }, { titel: 'Leeg', getal: true }, { titel: 'Totaal', eenheid: 'woningen', getal: true }],
      rijen: [{ cellen: [t('gemeente', { kop: true }), t('gebied'), t('31', { getal: true }), t('0', { getal: true }), t('', { getal: true })] }, { cellen: [t('hard', { kop: true }), t('plannen-hard'), t('29', { getal: true }), t('2', { getal: true }), t('7.507', { getal: true })] }, { cellen: [t('zacht', { kop: true }), t('plannen-zacht'), t('29', { getal: true }), t('2', { getal: true }), t('7.473', { getal: true })] }],
      voet: [] }],
    trek_in: { adres: '/leveringen/voorbeeld/intrekken' },
  };
  const intrekken = {
    ...raam('Beheer', 'Levering 12 intrekken?', [...kruimel, ['Levering 12', '/leveringen/voorbeeld'], ['Intrekken']], zonder),
    gevolgen: ['62 cijfers van 31 gemeenten tellen niet meer mee.', 'De cijfers van levering 9 (1 januari 2024) gelden dan weer.', 'Het bestand en het verslag blijven te zien; er wordt niets gewist.'],
    formulier: { actie: '/leveringen/voorbeeld/intrekken', is_post: true, is_gevaar: true, knop: 'Trek levering 12 in', terug: { woord: 'Nee, laat staan', adres: '/leveringen/voorbeeld' }, verborgen: [{ veld: 'bewijs', inhoud: 'voorbeeld' }],
      velden: [{ id: 'reden', naam: 'reden', label: 'Waarom trekt u de levering in?', uitleg: 'Dit staat straks bij de levering, zodat anderen het begrijpen.', is_lang: true }, { id: 'zeker', naam: 'zeker', label: 'Ik heb dit besproken met wie leverde', is_vinkje: true }] },
  };
  const proef = {
    ...raam('Beheer', 'Dit gaat er veranderen', [...kruimel, ['Lever cijfers aan', '/importeren'], ['Controleren']], zonder),
    antwoord: 'Het bestand is goed te lezen: 3 cijfers veranderen, 1 komt erbij. Er is nog niets opgeslagen.',
    feiten: [{ wat: 'Bestand', tekst: 'plancapaciteit-2025.xlsx' }, { wat: 'Soort', tekst: 'Plancapaciteit van de provincie' }, { wat: 'Peildatum', tekst: '1 januari 2025' }, { wat: 'Gelezen', tekst: '31 rijen, 62 cijfers' }, { wat: 'Vervangt', tekst: 'Levering 9', adres: '/leveringen/voorbeeld' }],
    secties: [verandering()], bevindingen: bevindingen(),
    bevestig: { actie: '/taken/34/invoeren', is_post: true, knop: 'Voer in', verborgen: [], velden: [], terug: { woord: 'Toch niet', adres: '/leveringen' } },
  };
  const taak = {
    ...raam('Beheer', 'Bezig met lezen', [...kruimel, ['Taak 34']], { ...zonder, ververs: 30 }),
    antwoord: 'U kunt deze pagina sluiten; het werk gaat door.',
    voortgang: { naam: 'plancapaciteit-2025.xlsx', procent: 35, stand: '1.200 van 3.400 rijen gelezen', stap: 'rijen lezen', stop: { actie: '/taken/34/stop', verborgen: [{ veld: 'bewijs', inhoud: 'voorbeeld' }] }, ophouden: '/taken/klaar', opnieuw: '/taken/voorbeeld' },
  };
  const klaar = {
    ...raam('Beheer', 'Klaar', [...kruimel, ['Taak 34']], zonder), antwoord: 'Alle 3.400 rijen zijn gelezen en opgeslagen.',
    verslag: { feiten: [{ wat: 'Gelezen', tekst: '3.400 rijen' }, { wat: 'Opgeslagen', tekst: '6.800 cijfers' }] }, bevindingen: bevindingen(), verder: { woord: 'Bekijk de levering', adres: '/leveringen/voorbeeld' },
  };
  const fouten = [{ veld: 'soort', wat: 'Kies wat voor bestand dit is.' }, { veld: 'peildatum', wat: 'Vul de peildatum in, bijvoorbeeld 1 januari 2025.' }, { veld: 'bestand', wat: 'Kies een bestand.' }];
  const hulp = { titel: 'Wat kunt u aanleveren?', feiten: [{ wat: 'Opgave', tekst: 'Een CSV met gemeente, woningtype, jaar, aantal, bron en status', adres: '/kennis' }, { wat: 'Basisset 2.0', tekst: 'Eén plan per rij, met de kolommen van de landelijke monitor', adres: '/kennis' }] };
  const veld = (id, label, meer) => ({ id, naam: id, label, ...meer });
  const aanmelden = {
    ...raam('', 'Meld u aan', [], { ...zonder, is_demo: true }), heeft_fouten: true, fouten: [{ veld: 'email', wat: 'Dit e-mailadres en wachtwoord horen niet bij elkaar.' }],
    antwoord: 'Om te lezen hoeft u zich niet aan te melden.',
    blokken: [{ id: 'aanmelden', kopje: 'Aanmelden met uw wachtwoord', tabellen_hier: [], formulieren: [{ actie: '/aanmelden', is_post: true, knop: 'Meld aan', verborgen: [{ veld: 'bewijs', inhoud: 'voorbeeld' }],
      velden: [veld('email', 'E-mailadres', { is_email: true, inhoud: 'a.devries@voorbeeld.example', fout: 'Dit e-mailadres en wachtwoord horen niet bij elkaar.' }), veld('wachtwoord', 'Wachtwoord', { is_wachtwoord: true, uitleg: 'Vergeten? Vraag uw coördinator om een link.' }), veld('nieuw', 'Nieuw wachtwoord', { is_wachtwoord: true, is_nieuw: true }), veld('code', 'Code', { is_code: true })] }] },
    { id: 'tweede', kopje: 'Tweede stap', tabellen_hier: [], formulieren: [], beeld: '<svg class="wz-qr" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 29 29" width="145" height="145"><title>QR-code</title><rect width="29" height="29" fill="#fff"/><path fill="#000" d="M4 4h7v1h-7zM4 10h7v1h-7zM18 4h7v1h-7z"/></svg>' },
    { id: 'sleutel', kopje: 'Geef dit door', alinea: 'De link werkt één keer.', heeft_punten: true, punten: ['https://woonzorg.example.nl/nieuw-wachtwoord?sleutel=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'], heeft_feiten: true, feiten: [{ wat: 'Verder', tekst: 'Terug', adres: '/leveringen' }], formulieren: [],
      tabellen_hier: [{ id: 'wie', titel: 'Wie hier een rol heeft', heeft_rijen: true, voet: [], kolommen: [{ titel: 'Naam' }, { titel: 'Rol' }], rijen: [{ cellen: [t('A. de Vries', { kop: true, status: 'uitgenodigd' }), t('Invuller')] }] }] }],
  };
  return [
    { naam: 'beheer', adres: '/aanmelden', sjabloon: 'beheer', boom: aanmelden },
    { naam: 'leveringen', adres: '/leveringen', sjabloon: 'leveringen', boom: { ...raam('Beheer', 'Leveringen', [['Beheer']], zonder), antwoord: 'Vier leveringen, waarvan twee nu gelden.', doe: { woord: 'Lever cijfers aan', adres: '/importeren' }, tabel: leveringentabel() } },
    { naam: 'leveringen-leeg', adres: '/leveringen/geen', sjabloon: 'leveringen', boom: { ...raam('Beheer', 'Leveringen', [['Beheer']], zonder), tabel: { id: 'leveringen', titel: 'Leveringen', voet: [], leeg: { kop: 'Er is nog niets geleverd', tekst: 'Zonder cijfers blijven de andere pagina’s leeg. Begin met de opgave of de plancapaciteit.', verder: { woord: 'Lever cijfers aan', adres: '/importeren' } } } } },
    { naam: 'levering', adres: '/leveringen/voorbeeld', sjabloon: 'levering', boom: levering },
    { naam: 'levering-intrekken', adres: '/leveringen/voorbeeld/intrekken', sjabloon: 'levering-intrekken', boom: intrekken },
    { naam: 'importeren', adres: '/importeren', sjabloon: 'importeren', boom: { ...raam('Beheer', 'Lever cijfers aan', [...kruimel, ['Lever cijfers aan']], zonder), formulier: importformulier(false), hulp } },
    { naam: 'importeren-fout', adres: '/importeren/fout', sjabloon: 'importeren', boom: { ...raam('Beheer', 'Lever cijfers aan', [...kruimel, ['Lever cijfers aan']], zonder), heeft_fouten: true, fouten, formulier: importformulier(true), hulp } },
    { naam: 'import-proef', adres: '/importeren/proef', sjabloon: 'import-proef', boom: proef },
    { naam: 'taak', adres: '/taken/voorbeeld', sjabloon: 'taak', boom: taak },
    { naam: 'taak-klaar', adres: '/taken/klaar', sjabloon: 'taak', boom: klaar },
    { naam: 'zoek', adres: '/zoek', sjabloon: 'zoek', boom: { ...raam('', 'Zoek: “heer”', [['Zoek']]), zoekterm: 'heer', antwoord: 'Drie treffers.', groepen: [{ naam: 'Gebieden', treffers: [{ naam: 'Heerlen', adres: '/gebieden/voorbeeld', bij: 'gemeente in Parkstad' }, { naam: 'Heerenveen', adres: '/gebieden/voorbeeld', bij: 'gemeente in Friesland' }] }, { naam: 'Leveringen', treffers: [{ naam: 'opgave-heerlen.csv', adres: '/leveringen/voorbeeld' }] }] } },
    { naam: 'kies', adres: '/kies', sjabloon: 'kies', boom: { ...raam('', 'Kies een gebied', [['Kies een gebied']]), groepen: [{ naam: 'Heel Limburg', keuzes: [{ naam: 'Limburg', adres: '/?gebied=PV31' }] }, { naam: 'Vijfdeling', keuzes: ['Noord-Limburg', 'Midden-Limburg', 'Westelijke Mijnstreek', 'Parkstad', 'Maastricht-Heuvelland'].map((naam) => ({ naam, adres: '/', gekozen: naam === 'Parkstad' })) }, { naam: 'Gemeenten', bij: 'Van A tot Z.', keuzes: ['Beek', 'Beekdaelen', 'Beesel', 'Bergen (L.)', 'Brunssum'].map((naam) => ({ naam, adres: '/gebieden/voorbeeld' })) }] } },
    { naam: 'tekst', adres: '/toegankelijkheid', sjabloon: 'tekst', boom: { ...raam('', 'Toegankelijkheid', [['Toegankelijkheid']], zonder), antwoord: 'Iedereen moet deze cijfers kunnen lezen en gebruiken.', blokken: [{ titel: 'Wat wij doen', alineas: ['Elke pagina werkt zonder JavaScript, met alleen het toetsenbord en met een schermlezer.'], heeft_punten: true, punten: ['Elk beeld heeft een tabel met dezelfde cijfers.', 'Niets wordt alleen met kleur gezegd.'] }, { titel: 'Loopt u ergens tegenaan?', alineas: ['Laat het ons weten, dan lossen we het op.'] }] } },
    { naam: 'ogc', adres: '/ogc/v1/collections', sjabloon: 'ogc', boom: { ...raam('', 'Verzamelingen', [], zonder), antwoord: 'Elke indeling is een verzameling van gebieden.', tabel: { id: 'verzamelingen', titel: 'Verzamelingen', heeft_rijen: true, voet: [], kolommen: [{ titel: 'Verzameling' }, { titel: 'Gebieden' }], rijen: [{ cellen: [{ tekst: 'Gemeenten', kop: true, adres: '/ogc/v1/collections/gemeente' }, { tekst: '342' }] }] }, heeft_links: true, links: [{ woord: 'Begin van deze API', adres: '/ogc/v1' }] } },
    { naam: 'api', adres: '/v1', sjabloon: 'api', boom: { ...raam('', 'Open gegevens: de API', [['Open gegevens']], zonder), antwoord: 'Alle cijfers zijn te lezen voor programma’s.', regels: ['Alles is te lezen zonder sleutel.'], versie: '1.0.0', odata: 'https://woonzorg.example.nl/odata/v4', tabellen_odata: [{ adres: '/odata/v4', woord: 'wat er is' }], groepen: [{ naam: 'Cijfers', adressen: [{ wat: 'Een onderwerp per gebied', pad: '/v1/cijfers', vormen: 'JSON (.json), CSV (.csv)', voorbeeld: '/v1/cijfers?onderwerp=inwoners', curl: "curl 'https://woonzorg.example.nl/v1/cijfers?onderwerp=inwoners'", gaf: '{ "aantal": 31 }', vragen: { id: 'cijfers-vragen', titel: 'Wat u kunt meegeven aan /v1/cijfers', heeft_rijen: true, kolommen: [{ titel: 'Naam' }, { titel: 'Betekenis' }], rijen: [{ cellen: [{ tekst: 'onderwerp', kop: true, status: 'nodig' }, { tekst: 'code van het onderwerp' }] }], voet: [] }, velden: { id: 'cijfers-velden', titel: 'Velden van /v1/cijfers', heeft_rijen: true, kolommen: [{ titel: 'Naam' }, { titel: 'Betekenis' }], rijen: [{ cellen: [{ tekst: 'waarde', kop: true }, { tekst: 'het cijfer' }] }], voet: [] } }] }] } },
    { naam: 'binnenkort', adres: '/regie', sjabloon: 'tekst', boom: { ...raam('Regie', 'Regie', [['Regie']]), niets: { kop: 'Dit deel is er nog niet', tekst: 'Hier komen de afspraken en wat aandacht vraagt. De cijfers zelf zijn er al.', verder: { woord: 'Naar het overzicht', adres: '/' } }, blokken: [] } },
    { naam: 'fout', adres: '/bestaat-niet', sjabloon: 'fout', status: 404, boom: { ...raam('', 'Deze pagina is er niet', [], zonder), antwoord: 'Het adres klopt niet, of de pagina is verplaatst.', doen: ['Kijk of het adres goed is overgenomen.', 'Zoek bovenaan naar een gemeente of onderwerp.', 'Ga terug naar het overzicht.'], terug: { woord: 'Naar het overzicht', adres: '/' } } },
  ];
}
