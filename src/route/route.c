/* SPDX-License-Identifier: EUPL-1.2
 * The table of importers, and the one act of importing: open, read, report, store. */
#include "route/importeurs.h"

#include "kwaliteit/kwaliteit.h"

const struct importeur *const importeurs[] = {
    &(const struct importeur){
        "opgave", "Opgave",
        "Hoeveel woningen van een type er tot en met een jaar nodig zijn, per gemeente of regio.",
        "gemeente; woningtype; jaar; aantal; bron; status (en als u wilt: definitieset)", opgave_lees, false,
        "gemeente;woningtype;jaar;aantal;bron;status;definitieset"},
    &(const struct importeur){
        "bevolking", "Bevolking en woningen",
        "Inwoners, woningen en het aandeel 65-plussers per gemeente, uit de kerncijfers van CBS.",
        "code; population (en als u wilt: name; dwelling_total; pop_65plus)", bevolking_lees, false},
    &(const struct importeur){"woningvoorraad", "Woningvoorraad",
                              "Begin- en eindstand van de woningvoorraad en alle mutaties per jaar: "
                              "StatLine-tabel 81955NED van CBS.",
                              "RegioS; Perioden; BeginstandVoorraad_1; Nieuwbouw_2; OverigeToevoeging_3; "
                              "Sloop_4; OverigeOnttrekking_5; Correctie_6; SaldoVoorraad_7; "
                              "EindstandVoorraad_8 (en als die er is: Gebruiksfunctie)",
                              woningvoorraad_lees, false},
    &(const struct importeur){
        "plancapaciteit", "Plancapaciteit per gemeente",
        "Harde en zachte plannen per gemeente, zoals provincies ze verzamelen.",
        "provincie; gemeente; htotaal; ztotaal; totaal (en als u wilt fasen als h2025-2029 en z2030+)",
        plancapaciteit_lees, false, "provincie;gemeente;htotaal;ztotaal;totaal"},
    &(const struct importeur){
        "basisset", "Plannen volgens Basisset 2.0",
        "Eén plan per rij, met aantallen per opleverjaar, woningtype voor ouderen en prijsklasse.",
        "naam_gemeente; bruto_aantalwoningen; planologische_status; opleverjaar_… (en de andere kolommen van "
        "Basisset 2.0; de ligging mag erbij, als WKT in een kolom geometrie of als kolommen x en y, of door "
        "het hele bestand als GeoJSON te "
        "leveren)",
        basisset_lees, .kaart_mag = true},
    &(const struct importeur){
        "plannen-geo", "Plannen op de kaart",
        "Een planlijst als kaartbestand: een shapefile of file geodatabase in een zip, of GeoJSON.",
        "van elk plan de gemeente, de planologische status en het aantal woningen, en als ze er zijn de "
        "naam, het plantype, opleverjaren en "
        "woningtypen",
        plannen_geo_lees, .kaart_mag = true},
    &(const struct importeur){"planmonitor", "Planmonitor Wonen",
                              "Het werkboek van Planmonitor Wonen: één plan per blad.",
                              "Plannaam, Gemeente, Vertrouwelijkheid, Status Planologisch en de andere "
                              "regels van het blad, met daaronder de "
                              "aantallen per categorie en jaar",
                              planmonitor_lees, false},
    &(const struct importeur){
        "planstatus", "Vertaling van planologische statussen",
        "Uw eigen woorden voor de planologische status, met de code van de landelijke lijst.",
        "woord; status (en als u wilt: lijst; versie)", planstatus_lees, false, "woord;status;lijst;versie",
        .recht = RECHT_REDACTIE},
    &(const struct importeur){"kerncijfers", "Kerncijfers uit een document",
                              "Losse cijfers uit een openbaar stuk, elk met zijn vindplaats.",
                              "onderwerp; gebied; woningtype; segment; periode_van; periode_tot; "
                              "horizon_van; horizon_tot; waarde; eenheid; bron; vindplaats; definitieset; "
                              "status; toelichting",
                              kerncijfers_lees, false,
                              "onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;"
                              "horizon_tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting"},
    &(const struct importeur){
        "dpi", "dPi en dVi, onderdeel 2.9",
        "Geclusterde en zorggeschikte woningen die corporaties toevoegden (dVi) of gaan toevoegen (dPi): een "
        "tabel, of een XBRL-instance.",
        "uitvraag; corporatie; gemeente; cluster; cluster_woningen; jaar; categorie; toevoeging; "
        "zelfstandig; "
        "bat_score; woonkeur; segment; woningen; toelichting",
        dpi_lees, .geen_tabel = true,
        .sjabloon = "uitvraag;corporatie;gemeente;cluster;cluster_woningen;jaar;categorie;toevoeging;"
                    "zelfstandig;bat_score;woonkeur;segment;woningen;toelichting"},
    &(const struct importeur){
        "woz-bezit", "WOZ-bezitstabel van een corporatie",
        "Het bezit van een corporatie volgens de dVi, per eenheid. Adressen worden gelezen en geteld, niet "
        "getoond.",
        "de 29 kolommen A tot en met AC van de WOZ-bezitstabel, in hun volgorde, met een puntkomma ertussen",
        woz_lees, false,
        "Onderdeel;Eenheidscode;Bag-postcode NL;Bag-huisnummer NL;Bag-huisletter NL;Bag-huisnummertoevoeging;"
        "Bag-verblijfsobject-id;Corporatie-adrestoevoeging;Aantal primo verslagjaar;Aantal ultimo "
        "verslagjaar;Tak primo verslagjaar;Tak ultimo verslagjaar;Eenheidssoort;Soort woonruimte;Is de "
        "woonruimte zelfstandig?;Lift aanwezig?;Mutatie verslagjaar;Nettohuur per maand ultimo verslagjaar;"
        "Aantal WWS punten ultimo verslagjaar;Energielabel;Bouwjaar;Renovatiejaar;m2;WOZ-waarde verslagjaar;"
        "Marktwaarde ultimo verslagjaar;Onderpand WSW inzet verslagjaar;Naam zekerheidsnemer;Type zekerheid;"
        "Eigendomspercentage"},
    &(const struct importeur){
        "subsidie", "Aanvragen voor subsidie (SOO en SZGW)",
        "Eén aanvraag per rij: wat een project vraagt, en wat is toegekend.",
        "regeling; tranche; aanvrager; project; gemeente; adres; bag_id; woningen; waarvan_wlz; bedrag; "
        "toegekend_bedrag; status; datum",
        subsidie_lees, false,
        "regeling;tranche;aanvrager;project;gemeente;adres;bag_id;woningen;waarvan_wlz;bedrag;"
        "toegekend_bedrag;status;datum"},
    &(const struct importeur){
        "regiomonitor", "Regiomonitor van de zorgkantoren",
        "Cliënten of plaatsen in de Wlz-verpleegzorg per zorgkantoorregio, leveringsvorm en jaar.",
        "zorgkantoorregio; leveringsvorm; jaar; soort; eenheid; aantal; status; toelichting",
        regiomonitor_lees, false,
        "zorgkantoorregio;leveringsvorm;jaar;soort;eenheid;aantal;status;toelichting"},
    &(const struct importeur){
        "cbs-odata", "Andere tabellen van CBS",
        "Een tabel van StatLine, gedownload als “CSV volgens OData v4”: een map of zip.",
        "Observations.csv, MeasureCodes.csv, Dimensions.csv, Properties.csv en van elke dimensie de codes",
        cbs_odata_lees, true},
    &(const struct importeur){
        "partijen", "Organisaties",
        "De organisaties die meedoen: gemeenten, corporaties, zorgaanbieders en anderen, met waar zij werken "
        "en wie u kunt "
        "bellen.",
        "soort; naam (en als u wilt: kvk; cbs; werkgebied; vanaf; contact; functie; email; telefoon; bron)",
        partijen_lees_in, .recht = RECHT_BEHEER,
        .sjabloon = "soort;naam;kvk;cbs;werkgebied;vanaf;contact;functie;email;telefoon;bron"},
    &(const struct importeur){"grenzen", "Grenzen van gemeenten",
                              "De grenzen voor de kaart: GeoJSON of TopoJSON, in lengte en breedte (WGS84) "
                              "of in het Rijksdriehoeksstelsel.",
                              "van elke vorm een eigenschap met de code of de naam van de gemeente",
                              grenzen_lees, .geen_tabel = true, .recht = RECHT_REDACTIE},
    NULL,
};

const struct importeur *importeur_bij_soort(struct str soort)
{
    for (size_t i = 0; importeurs[i]; i++)
        if (str_is(soort, importeurs[i]->soort))
            return importeurs[i];
    return referentie_importeur(soort);
}

static int soort_onbekend(struct arena *a, struct str soort, struct err *e)
{
    struct buf b;

    buf_init(&b, a, 600);
    for (size_t i = 0; importeurs[i]; i++)
        buf_fmt(&b, "%s%s", i ? ", " : "", importeurs[i]->soort);
    return err_set(e, ERR_USAGE, "de soort “%.*s” is er niet; wel: %.*s", STR_ARG(str_sub(soort, 0, 40)),
                   STR_ARG(buf_str(&b)));
}

/* A zip of files is unpacked for an importer that reads several; a workbook (also a zip) is not. */
static int delen_maak(struct import *im, const struct importeur *imp, const struct import_opdracht *o,
                      struct err *e)
{
    struct zip_deel *deel;
    bool zip = str_starts(o->inhoud, STR("PK\x03\x04"));
    int rc;

    if (o->deel) {
        im->deel = o->deel;
        im->n_deel = o->n_deel;
        return OK;
    }
    if (imp->map_mag && zip) {
        rc = zip_lees(im->a, o->inhoud, (struct tabel_grens){0}, &deel, &im->n_deel, e);
        im->deel = deel;
        return rc;
    }
    deel = ARENA_NEW(im->a, struct zip_deel);
    *deel = (struct zip_deel){o->bestand, o->inhoud};
    im->deel = deel;
    im->n_deel = 1;
    return OK;
}

static int bestand_lees_in(struct import *im, const struct importeur *imp, const struct import_opdracht *o,
                           struct err *e)
{
    int rc = delen_maak(im, imp, o, e);

    if (!rc && im->n_deel == 1 && !imp->geen_tabel) {
        rc = tabel_open(im->a, o->bestand, im->deel[0].bytes, (struct tabel_grens){.kaart = imp->kaart_mag},
                        &im->t, e);
        if (!rc)
            im->dialect = tabel_dialect(im->t);
    }
    if (!rc)
        rc = imp->lees(im, e);
    if (rc == ERR_DATA || rc == ERR_LIMIT)
        err_prefix(e, "%.*s: ", STR_ARG(str_sub(o->bestand, 0, 120)));
    return rc;
}

static int stamgegevens_neem(struct store *s, struct import *im, struct err *e)
{
    struct conn *c;
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = onderwerpen_lees(c, im->a, &im->onderwerpen, &im->n_onderwerpen, e);
    if (!rc)
        rc = planstatussen_lees(c, im->a, &im->statussen, e);
    store_return(s, c);
    return rc;
}

/* What the importer writes beside its cijfers, then the check of its quality, then what the caller wants: all
 * in the transaction of the levering, so that no figure is seen without its marks. */
struct keten {
    const struct gebieden *g;
    int (*schrijf)(struct conn *c, int64_t levering, void *ctx, struct err *e);
    void *schrijf_ctx;
    const struct import_opdracht *o;
};

static int keten_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct keten *k = ctx;
    int rc = k->schrijf ? k->schrijf(c, levering, k->schrijf_ctx, e) : OK;

    if (!rc)
        rc = kwaliteit_controleer(c, k->g, levering, e);
    return rc || !k->o->mede ? rc : k->o->mede(c, levering, k->o->mede_ctx, e);
}

int import_doe(struct store *s, const struct gebieden *g, struct arena *a, const struct import_opdracht *o,
               struct import_uitslag *ret, struct err *e)
{
    const struct importeur *imp = importeur_bij_soort(o->soort);
    struct levering_nieuw l = {.a = a,
                               .soort = o->soort,
                               .leveraar = o->leveraar,
                               .bestand = o->bestand,
                               .wie = o->wie,
                               .inhoud = o->inhoud,
                               .peildatum = o->peildatum,
                               .door = o->door,
                               .partij = o->partij,
                               .ook_van_anderen = o->ook_van_anderen,
                               .stop = o->stop,
                               .stop_ctx = o->stop_ctx};
    struct import im = {.a = a, .g = g, .l = &l, .stop = o->stop, .stop_ctx = o->stop_ctx};
    struct keten keten;
    int rc;

    *ret = (struct import_uitslag){0};
    if (!imp)
        return soort_onbekend(a, o->soort, e);
    rc = stamgegevens_neem(s, &im, e);
    if (rc)
        return rc;
    rc = bestand_lees_in(&im, imp, o, e);
    l.verslag = ret->verslag = import_verslag(&im);
    tabel_close(im.t);
    im.t = NULL;
    ret->cijfers = (int64_t)l.cijfer.n;
    ret->fouten = im.fouten;
    if (!rc && im.fouten)
        rc = err_set(
            e, ERR_DATA,
            "%.*s: %d %s niet te lezen; er is niets ingevoerd. Het verslag noemt ze met rij en kolom",
            STR_ARG(str_sub(o->bestand, 0, 120)), im.fouten, im.fouten == 1 ? "plaats is" : "plaatsen zijn");
    if (!rc && !l.cijfer.n && !l.schrijf)
        rc =
            err_set(e, ERR_DATA, "%.*s: er staat geen enkel cijfer in", STR_ARG(str_sub(o->bestand, 0, 120)));
    if (!rc && !o->proef) {
        keten = (struct keten){g, l.schrijf, l.schrijf_ctx, o};
        l.schrijf = keten_schrijf;
        l.schrijf_ctx = &keten;
    }
    if (!rc)
        rc = levering_opslaan(s, g, &l, o->proef, &ret->levering, e);
    return rc;
}
