// SPDX-License-Identifier: EUPL-1.2
// Made-up trees of the pages of the stock: counts, a set of rules, the workshop, dwellings, the map. All figures: verzonnen.
import { staven, tegelkaart } from './beelden.mjs';

const nl = (n) => n.toLocaleString('nl-NL');
const t = (tekst, meer = {}) => ({ tekst, ...meer });
const g = (n) => ({ tekst: typeof n === 'number' ? nl(n) : n, getal: true });
const keuzes = (...paren) => paren.map(([inhoud, tekst, gekozen]) => ({ inhoud, tekst, ...(gekozen && { gekozen }) }));
const verzonnen = [{ woord: 'verzonnen' }];
const verantwoording = { feiten: [{ wat: 'Voorraad', tekst: 'Limburg, verzonnen', uitleg: 'gemeenten zijn echt, al het andere niet', status: 'verzonnen' }, { wat: 'Regels', tekst: 'Woningtypen voor ouderen, versie 1', adres: '/voorraad/regels/bzk-vws-2023' }] };
const mee = (van) => ({ van, als_csv: '/voorraad.csv', als_xlsx: '/voorraad.xlsx' });

const keuze = (actie) => ({ actie, knop: 'Toon', verborgen: [{ veld: 'gebied', inhoud: 'PV31' }], velden: [
  { id: 'regels', naam: 'regels', label: 'Volgens welke regels', is_keuze: true, keuzes: keuzes(['bzk-vws-2023', 'Woningtypen voor ouderen, BZK/VWS 2023', true], ['cbs-indicatie', 'Indicatie voor nultreden volgens CBS']) },
  { id: 'klasse', naam: 'klasse', label: 'Klasse op de kaart', is_keuze: true, keuzes: keuzes(['nultreden', 'nultreden', true], ['regulier', 'regulier'], ['onbekend', 'onbekend']) }] });

const gebieden = (titel = 'Per klasse, in gemeenten') => ({
  id: 'gebieden', titel, toelichting: 'Volgens Woningtypen voor ouderen, versie 1.', heeft_rijen: true,
  kolommen: [{ titel: 'Gebied', sorteer: '/voorraad?sorteer=gebied' }, { titel: 'Woningen (N)', getal: true }, { titel: 'nultreden', getal: true }, { titel: 'nultreden', eenheid: '%', getal: true }],
  rijen: [{ totaal: true, cellen: [t('Limburg', { kop: true }), g(438539), g(72915), g(17)] }, { cellen: [t('Beek', { kop: true, adres: '/voorraad?gebied=GM0888' }), g(9419), g(1121), g(12)] },
    { cellen: [t('Vaals', { kop: true, adres: '/voorraad?gebied=GM0981' }), { tekst: '–', getal: true, ontbreekt: 'niet in deze voorraad' }, { tekst: '–', getal: true, ontbreekt: 'niet in deze voorraad' }, { tekst: '–', getal: true, ontbreekt: 'niet in deze voorraad' }] }],
  voet: ['N is het aantal woningen; de percentages zijn daarvan.'], mee: mee(titel),
});
const kaart = () => ({ id: 'kaart', titel: 'Deel “nultreden” per gemeente, Limburg', toelichting: 'In procent van de woningen.', is_kaart: true, svg: tegelkaart('Deel nultreden'), noten: [] });
const stroom = () => ({ id: 'stroom', titel: 'Van klasse naar klasse', toelichting: 'In Limburg.', svg: staven('141 woningen veranderen van klasse', 'nultreden', [['naar geclusterd', 126, '126', 'nultreden'], ['naar zorggeschikt', 15, '15', 'nultreden']]), noten: [] });
const invoer = (id, label, inhoud, was = inhoud, meer = {}) => ({ id, naam: id, label, inhoud, was, ...(was !== inhoud && { anders: true }), ...meer });

export function bomenVoorraad(raam) {
  const pad = [['Voorraad', '/voorraad']];
  const voorraad = { ...raam('Voorraad', 'Woningvoorraad', [['Voorraad']]), statussen: verzonnen,
    antwoord: 'In Limburg zijn 72.915 van de 438.539 woningen “nultreden” (17%), volgens Woningtypen voor ouderen. Van 66% is niet genoeg bekend om het te zeggen.',
    keuze: keuze('/voorraad'), kaart: kaart(), tabel: gebieden(), heeft_verder: true, verder_met: [{ woord: 'Verander de regels in de werkplaats', adres: '/voorraad/werkplaats' }],
    secties: [{ id: 'per-regel', titel: 'Welke regel besliste', heeft_rijen: true, kolommen: [{ titel: 'Regel' }, { titel: 'Als' }, { titel: 'Dan' }, { titel: 'Woningen', getal: true }], rijen: [{ cellen: [t('1', { kop: true }), t('lift: ja'), t('nultreden'), g(72915)] }], voet: ['N = 438.539 woningen.'] }],
    telling: { actie: '/voorraad/telling', is_post: true, knop: 'Zet deze telling bij de cijfers', verborgen: [{ veld: 'regels', inhoud: 'x' }], velden: [] }, verantwoording };
  const regelset = { ...raam('Voorraad', 'Woningtypen voor ouderen', [...pad, ['Regelsets', '/voorraad/regels'], ['Woningtypen']]), antwoord: 'Deze set deelt woningen in met 7 regels, die letten op 8 gegevens.',
    heeft_feiten: true, feiten: [{ wat: 'Versie', tekst: '1' }, { wat: 'Meenemen', tekst: 'als CSV, voor een rekenblad', adres: '/voorraad/regels/x/bestand' }],
    secties: [{ id: 'bewijs', titel: 'Wat het bewijs zegt', leeg: { kop: 'Geen gaten, geen overlappingen', tekst: 'Elke combinatie van waarden heeft precies één uitkomst.' }, voet: [] }],
    formulier: { actie: '/voorraad/regels/3/intrekken', is_post: true, is_gevaar: true, knop: 'Trek deze versie in', verborgen: [], velden: [] } };
  const werkplaats = { ...raam('Voorraad', 'Regelwerkplaats', [...pad, ['Regelwerkplaats']]), statussen: verzonnen, heeft_fouten: true, fouten: [{ veld: 'c-0-1', wat: 'regel 1, oppervlakte: “veel” is geen getal' }],
    antwoord: 'Met deze regels zijn in Limburg 72.774 woningen “nultreden” (17%), nu 72.915 (17%): −141.', keuze: keuze('/voorraad/werkplaats'),
    heeft_wijzigingen: true, alles_terug: '/voorraad/werkplaats', wijzigingen: [{ waar: 'clusterminimum', was: '12', wordt: '8', terug: '/voorraad/werkplaats?c-0-1=veel' }],
    proef: { verborgen: [{ veld: 'regels', inhoud: 'bzk-vws-2023' }], heeft_parameters: true, parameters: [invoer('p-0', 'clusterminimum', '8', '12')], koppen: ['lift', 'oppervlakte'],
      regels: [{ regel: '1', dan: 'nultreden', cellen: [invoer('c-0-0', 'regel 1, lift', 'ja'), invoer('c-0-1', 'regel 1, oppervlakte', 'veel', '>=50', { fout: '“veel” is geen getal' })] }] },
    kaart: kaart(), stroom: stroom(), kaart_adres: '/voorraad/kaart?p-0=8', secties: [gebieden('“nultreden” per gebied')],
    bewaar: { actie: '/voorraad/regels', is_post: true, knop: 'Bewaar als eigen set', verborgen: [{ veld: 'p-0', inhoud: '8' }], velden: [{ id: 'naam', naam: 'naam', label: 'Hoe heet deze set?', is_tekst: true, inhoud: '' }, { id: 'reden', naam: 'reden', label: 'Waarom zijn deze regels anders?', is_lang: true, inhoud: '' }] }, verantwoording };
  const woningen = { ...raam('Voorraad', 'Woning 5: waarom deze klasse', [...pad, ['Woningen', '/voorraad/woningen'], ['Woning 5']]), statussen: verzonnen, antwoord: 'Deze woning in Verzonnen buurt 9, Maastricht is “nultreden”, door regel 3.', keuze: keuze('/voorraad/woningen'),
    heeft_feiten: true, feiten: [{ wat: 'Adres', tekst: 'niet te zien', uitleg: 'Adressen zijn te zien voor wie zich aanmeldt en in deze gemeente werkt.' }],
    secties: [{ id: 'waarden', titel: 'Waar de regels naar kijken', heeft_rijen: true, kolommen: [{ titel: 'Gegeven' }, { titel: 'Van deze woning' }], rijen: [{ cellen: [t('lift', { kop: true }), t('onbekend')] }], voet: [] }],
    bladeren: { waar: '51 tot en met 100 van 1.281', vorige: { adres: '/voorraad/woningen?blad=1' }, volgende: { adres: '/voorraad/woningen?blad=3' } }, verantwoording };
  const woningkaart = { ...raam('Voorraad', 'Woningen op de kaart', [...pad, ['Kaart']]), statussen: verzonnen, antwoord: 'In Limburg zijn 72.915 van de 438.539 woningen “nultreden” (17%). Van dichtbij, vanaf zoom 13, staat elke woning op de kaart.', keuze: keuze('/voorraad/kaart'), kaart: kaart(), tabel: { ...gebieden('“nultreden” per gemeente'), id: 'gemeenten' }, verantwoording };
  return [['voorraad', '/voorraad', voorraad], ['regelset', '/voorraad/regels/x', regelset], ['werkplaats', '/voorraad/werkplaats', werkplaats], ['woningen', '/voorraad/woningen/5', woningen], ['woningkaart', '/voorraad/kaart', woningkaart]]
    .map(([naam, adres, boom]) => ({ naam, adres, sjabloon: naam, boom }));
}
