/* SPDX-License-Identifier: EUPL-1.2
 * The table of importers, and the one act of importing: open, read, report, store. */
#include "route/importeurs.h"
#include "route/onbekend.h"
#include "route/overlap.h"
#include "route/werkgebied.h"

#include "kwaliteit/kwaliteit.h"
#include "voorraad/telling.h"

#include <stdio.h>

/* Their columns stand beside the function that reads them. */
#define KOLOMMEN(naam) .kolom = naam##_kolommen, .n_kolom = sizeof naam##_kolommen / sizeof *naam##_kolommen

const struct importeur *const importeurs[] = {
    &(const struct importeur){
        "opgave", "Opgave",
        "Hoeveel woningen van een type er tot en met een jaar nodig zijn, per gemeente of regio.", NULL,
        opgave_lees, KOLOMMEN(opgave), .eigen_invoer = true},
    &(const struct importeur){
        "bevolking", "Bevolking en woningen",
        "Inwoners, woningen en het aandeel 65-plussers per gemeente, uit de kerncijfers van CBS.", NULL,
        bevolking_lees, KOLOMMEN(bevolking)},
    &(const struct importeur){"woningvoorraad", "Woningvoorraad",
                              "Begin- en eindstand van de woningvoorraad en alle mutaties per jaar: "
                              "StatLine-tabel 81955NED van CBS.",
                              NULL, woningvoorraad_lees, KOLOMMEN(woningvoorraad)},
    &(const struct importeur){"plancapaciteit", "Plancapaciteit per gemeente",
                              "Harde en zachte plannen per gemeente, zoals provincies ze verzamelen.", NULL,
                              plancapaciteit_lees, KOLOMMEN(plancapaciteit), .eigen_invoer = true},
    &(const struct importeur){
        "basisset", "Plannen volgens Basisset 2.0",
        "Eén plan per rij, met aantallen per opleverjaar, woningtype voor ouderen en prijsklasse. De ligging "
        "mag erbij, als WKT of als kolommen x en y, of door het hele bestand als GeoJSON te leveren.",
        NULL, basisset_lees, KOLOMMEN(basisset), .geobestand_mag = true},
    &(const struct importeur){
        "plannen-geo", "Plannen op de kaart",
        "Een planlijst als kaartbestand: een shapefile of file geodatabase in een zip, een GeoPackage, of "
        "GeoJSON.",
        "van elk plan de gemeente, de planologische status en het aantal woningen, en als ze er zijn de "
        "naam, het plantype, opleverjaren en "
        "woningtypen",
        plannen_geo_lees, .geobestand_mag = true},
    &(const struct importeur){"planmonitor", "Planmonitor Wonen",
                              "Het werkboek van Planmonitor Wonen: één plan per blad.",
                              "Plannaam, Gemeente, Vertrouwelijkheid, Status Planologisch en de andere "
                              "regels van het blad, met daaronder de "
                              "aantallen per categorie en jaar",
                              planmonitor_lees},
    &(const struct importeur){
        "planstatus", "Vertaling van planologische statussen",
        "Uw eigen woorden voor de planologische status, met de code van de landelijke lijst.", NULL,
        planstatus_lees, KOLOMMEN(planstatus), .eigen_invoer = true, .recht = RECHT_REDACTIE},
    &(const struct importeur){"kerncijfers", "Kerncijfers uit een document",
                              "Losse cijfers uit een openbaar stuk, elk met zijn vindplaats.", NULL,
                              kerncijfers_lees, KOLOMMEN(kerncijfers), .eigen_invoer = true},
    &(const struct importeur){
        "dpi", "dPi en dVi, onderdeel 2.9",
        "Geclusterde en zorggeschikte woningen die corporaties toevoegden (dVi) of gaan toevoegen (dPi): een "
        "tabel, of een XBRL-instance.",
        NULL, dpi_lees, KOLOMMEN(dpi), .geen_tabel = true, .eigen_invoer = true},
    &(const struct importeur){
        "woz-bezit", "WOZ-bezitstabel van een corporatie",
        "Het bezit van een corporatie volgens de dVi, per eenheid. Adressen worden gelezen en geteld, niet "
        "getoond.",
        "de 29 kolommen A tot en met AC van de WOZ-bezitstabel, in hun volgorde; in een CSV met een "
        "puntkomma "
        "ertussen",
        woz_lees, KOLOMMEN(woz), .eigen_invoer = true, .vaste_vorm = true},
    &(const struct importeur){"subsidie", "Aanvragen voor subsidie (SOO en SZGW)",
                              "Eén aanvraag per rij: wat een project vraagt, en wat is toegekend.", NULL,
                              subsidie_lees, KOLOMMEN(subsidie), .eigen_invoer = true},
    &(const struct importeur){
        "regiomonitor", "Regiomonitor van de zorgkantoren",
        "Cliënten of plaatsen in de Wlz-verpleegzorg per zorgkantoorregio, leveringsvorm en jaar.", NULL,
        regiomonitor_lees, KOLOMMEN(regiomonitor), .eigen_invoer = true},
    &(const struct importeur){
        "cbs-odata", "Andere tabellen van CBS",
        "Een tabel van StatLine, gedownload als “CSV volgens OData v4”: een map of zip.",
        "Observations.csv, MeasureCodes.csv, Dimensions.csv, Properties.csv en van elke dimensie de codes",
        cbs_odata_lees, .map_mag = true},
    &(const struct importeur){
        "partijen", "Organisaties",
        "De organisaties die meedoen: gemeenten, corporaties, zorgaanbieders en anderen, met waar zij werken "
        "en wie u kunt "
        "bellen.",
        NULL, partijen_lees_in, KOLOMMEN(partijen), .eigen_invoer = true, .recht = RECHT_BEHEER},
    &(const struct importeur){"grenzen", "Grenzen van gemeenten",
                              "De grenzen voor de kaart: GeoJSON, TopoJSON, een GeoPackage, of een shapefile "
                              "in een zip; in lengte en breedte (WGS84) "
                              "of in het Rijksdriehoeksstelsel.",
                              "van elke vorm een eigenschap met de code of de naam van de gemeente",
                              grenzen_lees, .geen_tabel = true, .recht = RECHT_REDACTIE},
    &(const struct importeur){
        "wijken", "Grenzen van wijken",
        "De wijken voor de kaart: een shapefile of file geodatabase in een zip, een GeoPackage, of GeoJSON.",
        "van elke vorm de wijkcode (WK093500) en, als die er is, de wijknaam", wijken_lees,
        .geobestand_mag = true, .recht = RECHT_REDACTIE},
    NULL,
};

struct kolommen importeur_kolommen(const struct importeur *imp)
{
    return (struct kolommen){imp->soort, imp->naam, imp->kolom, imp->n_kolom};
}

struct str importeur_nodig(struct arena *a, const struct importeur *imp)
{
    struct kolommen k = importeur_kolommen(imp);

    return imp->nodig ? str_from(imp->nodig) : kolommen_tekst(a, &k);
}

const struct importeur *importeur_bij_soort(struct str soort)
{
    for (size_t i = 0; importeurs[i]; i++)
        if (str_is(soort, importeurs[i]->soort))
            return importeurs[i];
    return referentie_importeur(soort);
}

struct str importeur_naam(struct str soort)
{
    const struct importeur *imp = importeur_bij_soort(soort);

    if (str_is(soort, TELLING_SOORT)) /* counted here, so no file of it is delivered */
        return STR("Telling over de woningvoorraad");
    return imp ? str_from(imp->naam) : soort;
}

int importeur_onbekend(struct arena *a, struct str soort, struct err *e)
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
    const char *wat = onbekend_geen_levering(o->inhoud);
    int rc = wat ? err_set(e, ERR_DATA, "%s", wat) : delen_maak(im, imp, o, e);

    if (!rc && im->n_deel == 1 && !imp->geen_tabel) {
        rc = tabel_open(im->a, o->bestand, im->deel[0].bytes,
                        (struct tabel_grens){.geobestand = imp->geobestand_mag}, &im->t, e);
        if (!rc)
            im->dialect = tabel_dialect(im->t);
    }
    if (!rc)
        rc = imp->lees(im, e);
    if (rc == ERR_DATA || rc == ERR_LIMIT)
        onbekend_naam(o->bestand, e);
    return rc;
}

/* The table is read through a leeswijzer, as one of this soort. */
static int lezer_zet(struct import *im, const struct importeur *imp, const struct import_opdracht *o,
                     struct kolommen *kolommen, struct err *e)
{
    *kolommen = importeur_kolommen(imp);
    if (!o->leeswijzer)
        return OK;
    if (!kolommen->n || imp->vaste_vorm)
        return err_set(e, ERR_DATA, "leeswijzer: een tabel kan niet gelezen worden als “%s”", imp->soort);
    return lezer_maak(im->a, o->leeswijzer, kolommen, &im->lezer, e);
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
    struct str wijzer, wijzer_kop; /* the leeswijzer, to be kept; empty: none */
};

static int wijzer_bewaar(struct conn *c, int64_t levering, const struct keten *k, struct err *e)
{
    const struct leeswijzer_bewaard x = {.partij = k->o->partij,
                                         .leveraar = k->o->leveraar,
                                         .kop = k->wijzer_kop,
                                         .soort = k->o->soort,
                                         .inhoud = k->wijzer,
                                         .wie = k->o->wie};
    int64_t id;
    int rc = leeswijzer_bewaar(c, &k->o->door, &x, &id, e);

    return rc ? rc : leeswijzer_gebruikt(c, levering, id, e);
}

static int keten_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct keten *k = ctx;
    int rc = k->schrijf ? k->schrijf(c, levering, k->schrijf_ctx, e) : OK;

    if (!rc && k->wijzer.n)
        rc = wijzer_bewaar(c, levering, k, e);
    if (!rc)
        rc = kwaliteit_controleer(c, k->g, levering, e);
    return rc || !k->o->mede ? rc : k->o->mede(c, levering, k->o->mede_ctx, e);
}

/* A file that calls itself made up gives no figure without that mark, whatever its importer looks at. */
static void verzonnen_toets(struct import *im)
{
    for (size_t i = 0; i < im->l->cijfer.n; i++)
        if (!(im->l->cijfer.at[i].vlag & VLAG_VERZONNEN)) {
            import_merk_verzonnen(im, false);
            return;
        }
}

/* No row was read: perhaps it is a file of another soort. */
static void bedoelt_zeg(struct import *im, const struct importeur *imp, const struct import_opdracht *o,
                        struct import_uitslag *ret, struct err *e)
{
    struct herken_kennis k = {.g = im->g,
                              .statussen = &im->statussen,
                              .onderwerpen = im->onderwerpen,
                              .n_onderwerpen = im->n_onderwerpen,
                              .peildatum = o->peildatum};
    const struct importeur *beter = onbekend_bedoelt(&k, im->a, o->bestand, o->inhoud, imp);
    struct str tekst = str_dup(im->a, str_from(e->text));

    if (onbekend_geen_levering(o->inhoud))
        return;
    if (beter) {
        DOC_SET_STR(im->a, ret->verslag, "bedoelt", str_from(beter->soort));
        (void)!err_set(e, ERR_DATA, "%.*s. Dit lijkt een bestand van de soort “%s”; bedoelt u die?",
                       STR_ARG(utf8_clip(tekst, 600)), beter->naam);
    } else if (im->t && imp->n_kolom && !imp->vaste_vorm) {
        DOC_SET_STR(im->a, ret->verslag, "bedoelt", STR(SOORT_TABEL));
        (void)!err_set(
            e, ERR_DATA,
            "%.*s. Heten de kolommen bij u anders, kies dan “Een andere tabel”: Woonzorg stelt voor "
            "wat elke kolom betekent",
            STR_ARG(utf8_clip(tekst, 600)));
    }
}

/* What is wrong with what was read: places that are not right, or nothing in it. `lezen`: how many of them
 * were found while reading; the others lie outside the werkgebied of `buiten`. */
static int gelezen_keur(const struct import *im, const struct import_opdracht *o, int lezen,
                        struct str buiten, struct err *e)
{
    struct str bestand = str_sub(o->bestand, 0, 120);

    if (im->fouten && !lezen)
        return err_set(
            e, ERR_DATA,
            "%.*s: niet alles ligt in het werkgebied van %.*s; er is niets ingevoerd. Het verslag noemt "
            "de gebieden en de rijen",
            STR_ARG(bestand), STR_ARG(utf8_clip(buiten, 120)));
    if (im->fouten)
        return err_set(
            e, ERR_DATA,
            "%.*s: %d %s niet te lezen; er is niets ingevoerd. Het verslag noemt ze met rij en kolom",
            STR_ARG(bestand), im->fouten, im->fouten == 1 ? "plaats is" : "plaatsen zijn");
    if (!im->l->cijfer.n && !im->l->schrijf)
        return err_set(e, ERR_DATA, "%.*s: er staat geen enkel cijfer in", STR_ARG(bestand));
    return OK;
}

/* What is written beside the levering; from here on l writes by way of k. */
static void keten_zet(struct keten *k, const struct import *im, const struct import_opdracht *o,
                      const struct gebieden *g, struct levering_nieuw *l)
{
    *k = (struct keten){.g = g, .schrijf = l->schrijf, .schrijf_ctx = l->schrijf_ctx, .o = o};
    if (im->lezer) {
        size_t n;
        const struct str *koppen = lezer_koppen(im->lezer, &n);

        k->wijzer = leeswijzer_tekst(im->a, o->leeswijzer);
        k->wijzer_kop = leeswijzer_kop(im->a, koppen, n);
    }
    l->schrijf = keten_schrijf;
    l->schrijf_ctx = k;
}

/* Reads the file and tries what was read against what is known; the verslag is made whatever came of it. */
static int lees_en_toets(struct store *s, struct import *im, const struct importeur *imp,
                         const struct import_opdracht *o, struct import_uitslag *ret, struct err *e)
{
    struct str buiten = STR("");
    int lezen = 0, rc = bestand_lees_in(im, imp, o, e);

    if (!rc)
        verzonnen_toets(im);
    if (!rc) {
        lezen = im->fouten;
        rc = werkgebied_toets(s, im, o->partij, &buiten, e);
    }
    if (!rc && !im->fouten && im->l->cijfer.n)
        rc = overlap_meld(s, im, e);
    im->l->verslag = ret->verslag = import_verslag(im);
    if (o->leeswijzer)
        DOC_SET(im->a, ret->verslag, "leeswijzer", leeswijzer_doc(im->a, o->leeswijzer));
    if (rc == ERR_DATA && !im->gelezen && !o->leeswijzer && !o->deel)
        bedoelt_zeg(im, imp, o, ret, e);
    ret->cijfers = (int64_t)im->l->cijfer.n;
    ret->fouten = im->fouten;
    return rc ? rc : gelezen_keur(im, o, lezen, buiten, e);
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
    struct kolommen kolommen;
    struct keten keten;
    int rc;

    *ret = (struct import_uitslag){0};
    if (!imp)
        return importeur_onbekend(a, o->soort, e);
    rc = stamgegevens_neem(s, &im, e);
    if (!rc)
        rc = lezer_zet(&im, imp, o, &kolommen, e);
    if (rc)
        return rc;
    rc = lees_en_toets(s, &im, imp, o, ret, e);
    if (!rc && !o->proef)
        keten_zet(&keten, &im, o, g, &l);
    tabel_close(im.t);
    lezer_done(im.lezer);
    if (!rc)
        rc = levering_opslaan(s, g, &l, o->proef, &ret->levering, e);
    return rc;
}
