/* SPDX-License-Identifier: EUPL-1.2
 * /v1/cijfers: one subject over the areas of a division, rolled up, with what is missing and where it comes
 * from; and /v1/cijfers/{id}/herkomst. */
#include "api/api.h"

#include "base/num.h"
#include "doc/json.h"

#define F(naam, soort, lid, vlag, tekst, vb)                                                                 \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct cijfer_uitkomst, lid), NULL, NULL, NULL                \
    }
#define F_LEES(naam, soort, lees, vlag, tekst, vb)                                                           \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, lees, NULL, NULL                                                    \
    }
#define F_WOORD(naam, lees, vlag, woorden, tekst, vb)                                                        \
    {                                                                                                        \
        naam, VELD_TEKST, tekst, vb, vlag, 0, lees, NULL, woorden                                            \
    }

static struct doc *leeg_of(struct arena *a, struct str s)
{
    return s.n ? doc_str(a, s) : doc_null(a);
}

static struct doc *gebied_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct cijfer_uitkomst *)ding)->gebied->code);
}

static struct doc *naam_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, cijfer_gebied_naam(x->a, ding));
}

static struct doc *waarde_lees(const struct api *x, const void *ding)
{
    const struct cijfer_uitkomst *u = ding;

    return u->heeft ? waarde_doc(x->a, u->waarde, x->tabel->onderwerp.schaal) : doc_null(x->a);
}

static struct doc *hoogstens_lees(const struct api *x, const void *ding)
{
    const struct cijfer_uitkomst *u = ding;
    int64_t som;

    if (!u->heeft || !u->buiten_deels || __builtin_add_overflow(u->waarde, u->buiten_deels, &som))
        return doc_null(x->a);
    return waarde_doc(x->a, som, x->tabel->onderwerp.schaal);
}

static struct doc *ontbreekt_lees(const struct api *x, const void *ding)
{
    const struct cijfer_uitkomst *u = ding;

    return u->heeft ? doc_null(x->a) : doc_str(x->a, cijfer_ontbreekt_naam(u->ontbreekt));
}

static struct doc *status_lees(const struct api *x, const void *ding)
{
    return leeg_of(x->a, cijfer_status_naam(((const struct cijfer_uitkomst *)ding)->status));
}

static struct doc *eenheid_lees(const struct api *x, const void *ding)
{
    (void)ding;
    return doc_str(x->a, x->tabel->onderwerp.eenheid);
}

static struct doc *bron_lees(const struct api *x, const void *ding)
{
    const struct bron *b = ((const struct cijfer_uitkomst *)ding)->bron;

    return b ? doc_str(x->a, b->code) : doc_null(x->a);
}

static struct doc *opmerking_lees(const struct api *x, const void *ding)
{
    return leeg_of(x->a, cijfer_opmerking(x->a, ding, x->tabel->onderwerp.schaal));
}

/* An address may hold what a path may not. */
static struct doc *herkomst_lees(const struct api *x, const void *ding)
{
    struct str adres = cijfer_adres(x->a, &x->tabel->vraag, ding);
    struct buf b;

    buf_init(&b, x->a, 4000);
    buf_lit(&b, "/v1/cijfers/");
    for (size_t i = 0; i < adres.n; i++) {
        unsigned char c = (unsigned char)adres.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == '_' || c == ':')
            buf_char(&b, (char)c);
        else
            buf_fmt(&b, "%%%02X", c);
    }
    buf_lit(&b, "/herkomst");
    return doc_str(x->a, buf_str(&b));
}

#define ONTBREEKT "niet geleverd|niet van toepassing|onderdrukt"
#define STATUSSEN "definitief|vastgesteld|nader voorlopig|voorlopig|zienswijze|concept|vervallen"

const struct veld cijfer_velden[] = {
    F_LEES("gebied", VELD_TEKST, gebied_lees, 0, "code van het gebied", "\"PV31\""),
    F_LEES("naam", VELD_TEKST, naam_lees, 0, "naam van het gebied; van een deel ervan met wat er meetelt",
           "\"Limburg\""),
    F_LEES("waarde", VELD_WAARDE, waarde_lees, VELD_LEEG,
           "het cijfer; null: het ontbreekt, en dat is iets anders dan 0", "1118302"),
    F_LEES("hoogstens", VELD_WAARDE, hoogstens_lees, VELD_LEEG,
           "als iets maar deels in het venster ligt: de waarde als dat meetelt", "null"),
    F_WOORD("ontbreekt", ontbreekt_lees, VELD_LEEG, ONTBREEKT, "waarom er geen waarde is; null: die is er",
            "null"),
    F("aanwezig", VELD_KLEIN, aanwezig, 0, "hoeveel van de gebieden eronder een cijfer hebben", "31"),
    F("verwacht", VELD_KLEIN, verwacht, 0, "hoeveel gebieden eronder er een horen te hebben", "31"),
    F_LEES("eenheid", VELD_TEKST, eenheid_lees, 0, "waarin geteld wordt", "\"inwoners\""),
    F("periodeVan", VELD_DATUM, periode_van, VELD_LEEG, "eerste dag waarover het gaat", "\"2022-01-01\""),
    F("periodeTot", VELD_DATUM, periode_tot, VELD_LEEG, "laatste dag; gelijk aan de eerste bij een stand",
      "\"2022-01-01\""),
    F_WOORD("status", status_lees, VELD_LEEG, STATUSSEN, "hoe zeker het is; null: de bron zegt niets",
            "\"definitief\""),
    F_LEES("bron", VELD_TEKST, bron_lees, VELD_LEEG, "code van de bron; een rij komt uit één bron",
           "\"cbs-bevolking\""),
    F("rechtstreeks", VELD_JANEE, rechtstreeks, 0, "geleverd voor dit gebied zelf, niet opgeteld", "false"),
    F_LEES("opmerking", VELD_TEKST, opmerking_lees, VELD_LEEG, "wat erbij hoort, als “verzonnen”", "null"),
    F_LEES("herkomst", VELD_TEKST, herkomst_lees, 0, "adres waar het cijfer vandaan komt",
           "\"/v1/cijfers/inwoners:PV31:2022-01-01::::cbs-bevolking/herkomst\""),
    {0},
};

/* What the answer says of its subject. */
#define O(naam, soort, lid, tekst, vb)                                                                       \
    {                                                                                                        \
        naam, soort, tekst, vb, 0, offsetof(struct onderwerp, lid), NULL, NULL, NULL                         \
    }
const struct veld onderwerp_kort_velden[] = {
    O("code", VELD_TEKST, code, "code van het onderwerp of de indicator", "\"inwoners\""),
    O("naam", VELD_TEKST, naam, "de naam", "\"Inwoners\""),
    O("eenheid", VELD_TEKST, eenheid, "waarin geteld wordt", "\"inwoners\""),
    O("omschrijving", VELD_TEKST, omschrijving, "wat er gemeten wordt",
      "\"Aantal inwoners op de peildatum\""),
    {0},
};

static int vraag_lees(struct api *x, struct cijfer_vraag *v, struct err *e)
{
    const struct http_req *q = x->q;
    struct str woningtype = api_tekst(q, "woningtype"), stand = api_tekst(q, "stand");

    *v = (struct cijfer_vraag){.onderwerp = api_tekst(q, "onderwerp"),
                               .woningtype = str_is(woningtype, "totaal") ? STR("") : woningtype,
                               .segment = api_tekst(q, "segment"),
                               .kenmerk = api_tekst(q, "kenmerk"),
                               .bron = api_tekst(q, "bron"),
                               .indeling = api_tekst(q, "indeling"),
                               .binnen = api_tekst(q, "gebied"),
                               .peildatum = api_datum(q, "peildatum"),
                               .gebiedsdatum = api_datum(q, "gebiedsdatum"),
                               .venster_van = (int)api_getal(q, "van", 0),
                               .venster_tot = (int)api_getal(q, "tot", 0)};
    if (!v->indeling.n)
        v->indeling = STR("gemeente");
    if (!v->onderwerp.n)
        return http_refuse(x->q, x->r, e, "query", STR("onderwerp"), "ontbreekt", "kies een onderwerp");
    if (v->binnen.n && !gebied_bij_code(x->g, v->binnen))
        return http_refuse(x->q, x->r, e, "query", STR("gebied"), "onbekend", "het gebied “%.*s” is er niet",
                           STR_ARG(utf8_clip(v->binnen, 60)));
    if (!str_is(v->indeling, "gemeente") && !indeling_bij_code(x->g, v->indeling))
        return http_refuse(x->q, x->r, e, "query", STR("indeling"), "onbekend",
                           "de indeling “%.*s” is er niet", STR_ARG(utf8_clip(v->indeling, 60)));
    if (v->venster_tot && v->venster_tot < v->venster_van)
        return http_refuse(x->q, x->r, e, "query", STR("tot"), "waarde",
                           "het venster eindigt voor het begint");
    if (stand.n && !time_parse(stand, &v->stand))
        return http_refuse(x->q, x->r, e, "query", STR("stand"), "waarde", "dit is geen moment");
    return api_woorden_toets(x, v->bron, v->woningtype, e);
}

static void json_antwoord(struct api *x, const struct cijfer_tabel *t, const struct doc *kies)
{
    struct arena *a = x->a;
    struct bladzijde b = bladzijde_van(x->q);
    size_t van = (size_t)(b.nummer - 1) * (size_t)b.grootte, tot = van + (size_t)b.grootte;
    struct doc *d = x->r->tree = doc_map(a), *l;

    if (tot > t->n)
        tot = t->n;
    DOC_SET(a, d, "links", links_doc(x, b, tot < t->n && van < t->n));
    DOC_SET_INT(a, d, "pagina", b.nummer);
    DOC_SET_INT(a, d, "paginaGrootte", b.grootte);
    DOC_SET_INT(a, d, "aantal", (int64_t)t->n);
    DOC_SET(a, d, "onderwerp", velden_doc(x, onderwerp_kort_velden, &t->onderwerp, NULL));
    DOC_SET(a, d, "peildatum", leeg_of(a, date_iso(a, t->vraag.peildatum)));
    DOC_SET_STR(a, d, "gebiedsdatum", date_iso(a, t->vraag.gebiedsdatum));
    DOC_SET(a, d, "venster", leeg_of(a, jaren_tekst(a, t->vraag.venster_van, t->vraag.venster_tot)));
    l = DOC_SET(a, d, "bronnen", doc_list(a));
    for (size_t i = 0; i < t->n_bronnen; i++)
        doc_add(a, l, doc_str(a, t->bronnen[i]));
    DOC_SET_INT(a, d, "nietOmgerekend", (int64_t)t->niet_omgerekend);
    DOC_SET(a, d, "totaal", velden_doc(x, cijfer_velden, &t->totaal, kies));
    l = DOC_SET(a, d, "cijfers", doc_list(a));
    for (size_t i = van; i < tot; i++)
        doc_add(a, l, velden_doc(x, cijfer_velden, &t->rij[i], kies));
}

static void tabel_antwoord(struct api *x, const struct cijfer_tabel *t, const struct doc *kies)
{
    struct arena *a = x->a;
    struct doc *d = x->r->tree = doc_map(a), *tabel = velden_tabel(a, cijfer_velden, t->onderwerp.naam, kies),
               *rijen = doc_get(tabel, STR("rijen"));

    DOC_SET(a, DOC_SET(a, d, "tabellen", doc_map(a)), "cijfers", tabel);
    DOC_SET(a, tabel, "voet", doc_get(cijfer_tabel_doc(a, t), STR("voet")));
    for (size_t i = 0; i < t->n; i++)
        doc_add(a, rijen, velden_doc(x, cijfer_velden, &t->rij[i], kies));
}

static void antwoord(struct api *x, const struct cijfer_tabel *t, const struct doc *kies)
{
    switch (x->q->format) {
    case HTTP_JSONSTAT:
        x->r->body = jsonstat_maak(x->a, t);
        x->r->type = media_type(HTTP_JSONSTAT);
        break;
    case HTTP_SDMX:
        x->r->body = sdmx_van_tabel(x->a, t);
        x->r->type = media_type(HTTP_SDMX);
        break;
    case HTTP_JSON:
        json_antwoord(x, t, kies);
        break;
    default:
        tabel_antwoord(x, t, kies);
    }
}

int cijfers_api_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    struct cijfer_vraag v;
    struct cijfer_tabel t;
    struct doc *kies;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = velden_keuze(&x, cijfer_velden, &kies, e);
    if (!rc)
        rc = vraag_lees(&x, &v, e);
    if (!rc) {
        rc = cijfer_antwoord(x.c, x.g, x.a, &v, &t, e);
        if (rc == ERR_NOT_FOUND)
            rc = http_refuse(q, r, e, "query", STR("onderwerp"), "onbekend", "%.*s", (int)sizeof e->text,
                             e->text);
    }
    if (!rc) {
        x.tabel = &t;
        antwoord(&x, &t, kies);
    }
    api_sluit(&x);
    return rc;
}

/* ---- herkomst ---- */

#define H(naam, soort, vlag, tekst, vb)                                                                      \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, NULL, NULL, NULL                                                    \
    }
#define H_DEEL(naam, soort, deel, tekst, vb)                                                                 \
    {                                                                                                        \
        naam, soort, tekst, vb, 0, 0, NULL, deel, NULL                                                       \
    }

static const struct veld h_onderwerp[] = {
    H("code", VELD_TEKST, 0, "de code", "\"inwoners\""),
    H("naam", VELD_TEKST, 0, "de naam", "\"Inwoners\""),
    H("eenheid", VELD_TEKST, 0, "waarin geteld wordt", "\"inwoners\""),
    H("omschrijving", VELD_TEKST, 0, "wat er gemeten wordt", "\"Aantal inwoners op de peildatum\""),
    {0}};
static const struct veld h_gebied[] = {
    H("code", VELD_TEKST, 0, "de code", "\"GM0935\""),
    H("naam", VELD_TEKST, 0, "de naam", "\"Maastricht\""),
    H("soort", VELD_TEKST, 0, "gemeente, of de code van een indeling", "\"gemeente\""),
    {0}};
static const struct veld h_bron[] = {
    H("code", VELD_TEKST, 0, "de code", "\"cbs-bevolking\""),
    H("naam", VELD_TEKST, 0, "de naam", "\"CBS, Kerncijfers wijken en buurten\""),
    H("houder", VELD_TEKST, 0, "wie het uitbracht", "\"Centraal Bureau voor de Statistiek\""),
    H("licentie", VELD_TEKST, 0, "onder welke licentie", "\"CC BY 4.0\""),
    H("route", VELD_KLEIN, VELD_LEEG, "langs welke weg gevolgd", "1"),
    {0}};
static const struct veld h_definitie[] = {
    H("code", VELD_TEKST, 0, "de code", "\"cbs\""),
    H("naam", VELD_TEKST, 0, "de naam", "\"Begrippen van CBS\""),
    H("bron", VELD_TEKST, 0, "waar zij staat", "\"CBS, begrippen bij de StatLine-tabellen\""),
    {0}};
static const struct veld h_plaats[] = {
    H("blad", VELD_GETAL, 0, "het hoeveelste blad of bestand", "1"),
    H("rij", VELD_GETAL, VELD_LEEG, "rij, vanaf 1; null: volgt uit het bestand als geheel", "20"),
    H("kolom", VELD_TEKST, VELD_LEEG, "kolom als in een spreadsheet; null: de hele rij", "\"C\""),
    H("bladnaam", VELD_TEKST, 0, "naam van het blad", "\"Blad1\""),
    H("bestand", VELD_TEKST, 0, "naam van het bestand", "\"inwoners-limburg-2022.csv\""),
    {0}};
static const struct veld h_levering[] = {
    H("id", VELD_GETAL, 0, "het nummer", "12"),
    H("soort", VELD_TEKST, 0, "hoe het bestand gelezen is", "\"bevolking\""),
    H("leveraar", VELD_TEKST, 0, "wie leverde", "\"\""),
    H("bestand", VELD_TEKST, 0, "naam van het bestand", "\"inwoners-limburg-2022.csv\""),
    H("sha256", VELD_TEKST, 0, "vingerafdruk van het bestand",
      "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""),
    H("bytes", VELD_GETAL, 0, "grootte van het bestand", "1204"),
    H("peildatum", VELD_DATUM, 0, "de dag waarop de gegevens waar zijn", "\"2022-01-01\""),
    H("ontvangen", VELD_MOMENT, 0, "wanneer het binnenkwam", "\"2025-02-03T09:12:44.120Z\""),
    H("status", VELD_TEKST, 0, "actief, vervangen of ingetrokken", "\"actief\""),
    H("einde", VELD_MOMENT, VELD_LEEG, "wanneer zij ophield mee te tellen", "null"),
    H("vervangenDoor", VELD_GETAL, VELD_LEEG, "nummer van de levering die haar verving", "null"),
    H("reden", VELD_TEKST, 0, "waarom zij is ingetrokken", "\"\""),
    H("cijfers", VELD_GETAL, 0, "hoeveel cijfers erin staan", "31"),
    {0}};
static const struct veld h_cel[] = {
    H("kolom", VELD_TEKST, 0, "kolom als in een spreadsheet", "\"C\""),
    H("kop", VELD_TEKST, 0, "wat bovenaan de kolom staat", "\"inwoners\""),
    H("waarde", VELD_TEKST, 0, "de cel, precies zoals geleverd", "\"121151\""),
    {0}};
static const struct veld h_onderdeel[] = {
    H("id", VELD_GETAL, VELD_LEEG, "nummer van het cijfer; null: enkele samen", "312"),
    H("gebied", VELD_TEKST, 0, "naam van het gebied, of wat er samengenomen is", "\"Maastricht\""),
    H("gebiedscode", VELD_TEKST, 0, "code van het gebied", "\"GM0935\""),
    H("periodeVan", VELD_TEKST, 0, "eerste dag", "\"2022-01-01\""),
    H("periodeTot", VELD_TEKST, 0, "laatste dag", "\"2022-01-01\""),
    H("waarde", VELD_GETAL, VELD_LEEG, "in eenheden van 10^-schaal; null: vertrouwelijk", "121151"),
    H("tekst", VELD_TEKST, 0, "zoals op het scherm", "\"121.151\""),
    H("gewicht", VELD_GETAL, 0, "welk deel meetelt, in miljoensten", "1000000"),
    H("gewichtTekst", VELD_TEKST, 0, "hetzelfde in procenten", "\"100%\""),
    H("deelsBuitenVenster", VELD_JANEE, 0, "telt alleen mee voor wat het hoogstens kan zijn", "false"),
    H("status", VELD_TEKST, 0, "hoe zeker het is", "\"definitief\""),
    H("levering", VELD_GETAL, 0, "nummer van de levering", "12"),
    H("rij", VELD_GETAL, VELD_LEEG, "rij in het bestand", "20"),
    H("kolom", VELD_TEKST, VELD_LEEG, "kolom in het bestand", "\"C\""),
    {0}};
static const struct veld h_ontbrekend[] = {
    H("code", VELD_TEKST, 0, "code van het gebied", "\"GM1954\""),
    H("naam", VELD_TEKST, 0, "naam van het gebied", "\"Beekdaelen\""),
    H("reden", VELD_TEKST, 0, "waarom er geen cijfer is", "\"niet geleverd\""),
    {0}};

static const struct veld h_probleem[] = {
    H("gebied", VELD_TEKST, 0, "naam van het gebied", "\"Barneveld\""),
    H("tekst", VELD_TEKST, 0, "wat er bekend is, in woorden",
      "\"Beginstand en saldo tellen niet op tot de eindstand: 21.010 tegenover 21.013\""),
    H("adres", VELD_TEKST, 0, "de pagina met de bevinding", "\"/kwaliteit/bevindingen/7\""),
    H("twijfel", VELD_JANEE, 0, "het cijfer heeft daarom overal het merk “na te kijken”", "true"),
    {0}};

/* The tree of cijfer_herkomst: of a delivered figure, of a sum or of an indicator; each has a part of these.
 */
const struct veld herkomst_velden[] = {
    {"soort", VELD_TEKST, "geleverd, berekend of indicator", "\"geleverd\"", 0, 0, NULL, NULL,
     "geleverd|berekend|indicator"},
    H("id", VELD_GETAL, 0, "nummer van een geleverd cijfer", "312"),
    H("adres", VELD_TEKST, 0, "adres van een berekend cijfer", "\"inwoners:PV31:2022-01-01\""),
    H_DEEL("onderwerp", VELD_DEEL, h_onderwerp, "wat er gemeten is", NULL),
    H_DEEL("gebied", VELD_DEEL, h_gebied, "waar", NULL),
    H("woningtype", VELD_TEKST, 0, "woningtype; leeg: niet uitgesplitst", "\"\""),
    H("segment", VELD_TEKST, 0, "segment; leeg: niet uitgesplitst", "\"\""),
    H("kenmerk", VELD_TEKST, 0, "andere uitsplitsing; leeg: geen", "\"\""),
    H("jaren", VELD_TEKST, 0, "jaren waarover het spreekt; leeg: geen", "\"\""),
    H("peildatum", VELD_TEKST, 0, "gevraagde peildatum", "\"2022-01-01\""),
    H("gebiedsindeling", VELD_TEKST, 0, "gemeentelijke indeling van deze dag", "\"2022-01-01\""),
    H("periodeVan", VELD_TEKST, 0, "eerste dag waarover het gaat", "\"2022-01-01\""),
    H("periodeTot", VELD_TEKST, 0, "laatste dag waarover het gaat", "\"2022-01-01\""),
    H("waarde", VELD_GETAL, VELD_LEEG, "in eenheden van 10^-schaal; null: er is geen getal", "121151"),
    H("schaal", VELD_GETAL, 0, "cijfers achter de komma", "0"),
    H("tekst", VELD_TEKST, 0, "zoals op het scherm", "\"121.151\""),
    H("buitenVensterDeels", VELD_GETAL, 0, "wat maar deels in het venster ligt", "0"),
    H("aanwezig", VELD_GETAL, 0, "hoeveel gebieden eronder een cijfer hebben", "31"),
    H("verwacht", VELD_GETAL, 0, "hoeveel er een horen te hebben", "31"),
    H("gemeenten", VELD_GETAL, 0, "gemeenten die meetellen", "31"),
    H("gemeentenHeelGebied", VELD_GETAL, 0, "gemeenten in het hele gebied", "31"),
    H("status", VELD_TEKST, 0, "hoe zeker het is", "\"definitief\""),
    H("ontbreekt", VELD_TEKST, 0, "waarom er geen waarde is; leeg: die is er", "\"\""),
    H("vlaggen", VELD_LIJST, 0, "wat erbij hoort, in woorden", "[]"),
    H("formule", VELD_TEKST, 0, "hoe het berekend is", "\"som van 31 cijfers\""),
    H_DEEL("bron", VELD_DEEL, h_bron, "uit welke bron", NULL),
    H_DEEL("definitieset", VELD_DEEL, h_definitie, "met welke definities", NULL),
    H_DEEL("plaats", VELD_DEEL, h_plaats, "waar in het bestand", NULL),
    H_DEEL("levering", VELD_DEEL, h_levering, "in welke levering", NULL),
    H_DEEL("leveringen", VELD_DELEN, h_levering, "de leveringen eronder", "[]"),
    H_DEEL("rijZoalsGeleverd", VELD_DELEN, h_cel, "de rij zelf", NULL),
    H_DEEL("problemen", VELD_DELEN, h_probleem, "bevindingen over het cijfer of over cijfers eronder", "[]"),
    H_DEEL("onderdelen", VELD_DELEN, h_onderdeel, "de cijfers eronder", NULL),
    H_DEEL("ontbrekend", VELD_DELEN, h_ontbrekend, "gebieden zonder cijfer", NULL),
    H_DEEL("tellers", VELD_DELEN, herkomst_velden, "wat boven de streep staat, elk met eigen herkomst", "[]"),
    H_DEEL("noemers", VELD_DELEN, herkomst_velden, "wat onder de streep staat, elk met eigen herkomst", "[]"),
    {0},
};

/* A copy without the names of those who typed things in: they are not open data. */
static struct doc *zonder_namen(struct arena *a, struct doc *d)
{
    struct doc *uit;

    if (d->type == DOC_LIST) {
        for (size_t i = 0; i < d->list.n; i++)
            d->list.at[i] = zonder_namen(a, d->list.at[i]);
        return d;
    }
    if (d->type != DOC_MAP)
        return d;
    uit = doc_map(a);
    for (size_t i = 0; i < d->map.n; i++)
        if (!str_is(d->map.at[i].key, "wie"))
            doc_set(a, uit, d->map.at[i].key, zonder_namen(a, d->map.at[i].value));
    return uit;
}

int herkomst_api_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    struct doc *d;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = cijfer_herkomst(x.c, x.g, x.a, doc_get_str(q->params, STR("id")), &d, e);
    if (!rc)
        r->tree = zonder_namen(x.a, d);
    api_sluit(&x);
    return rc;
}
