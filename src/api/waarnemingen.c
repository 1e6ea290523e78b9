/* SPDX-License-Identifier: EUPL-1.2
 * /v1/waarnemingen: the figures as they were delivered. A page of them as JSON; all of them as CSV, SDMX-CSV
 * or a workbook, made piece by piece while they are sent. The command `waarneming export` writes the very
 * same. */
#include "api/api.h"

#include "base/num.h"
#include "doc/csv.h"
#include "doc/xlsx_stroom.h"
#include "gebied/gebied_cmd.h"

#include <stdio.h>

enum { STUK_RIJEN = 500 /* of one piece: about 100 kB */ };

#define F_LEES(naam, soort, lees, vlag, tekst, vb)                                                           \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, lees, NULL, NULL                                                    \
    }
#define REEKS(naam_, lid_)                                                                                   \
    static struct doc *naam_(const struct api *x, const void *ding)                                          \
    {                                                                                                        \
        struct str s = ((const struct waarneming_rij *)ding)->blok->reeks->lid_;                             \
                                                                                                             \
        return s.n ? doc_str(x->a, s) : doc_null(x->a);                                                      \
    }

REEKS(onderwerp_lees_, onderwerp)
REEKS(eenheid_lees_, eenheid)
REEKS(bron_lees_, bron)
REEKS(definitieset_lees_, definitieset)
REEKS(woningtype_lees_, woningtype)
REEKS(segment_lees_, segment)
REEKS(kenmerk_lees_, kenmerk)

static struct doc *tekst_of_null(struct arena *a, struct str s)
{
    return s.n ? doc_str(a, s) : doc_null(a);
}

static struct doc *gebied_lees_(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct waarneming_rij *)ding)->gebied->code);
}

static struct doc *naam_lees_(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct waarneming_rij *)ding)->gebied->naam);
}

static struct doc *jaren_lees_(const struct api *x, const void *ding)
{
    const struct reeks *r = ((const struct waarneming_rij *)ding)->blok->reeks;

    return tekst_of_null(x->a, jaren_tekst(x->a, r->horizon_van, r->horizon_tot));
}

static struct doc *van_lees_(const struct api *x, const void *ding)
{
    return doc_str(x->a, date_iso(x->a, ((const struct waarneming_rij *)ding)->blok->van));
}

static struct doc *tot_lees_(const struct api *x, const void *ding)
{
    return doc_str(x->a, date_iso(x->a, ((const struct waarneming_rij *)ding)->blok->tot));
}

static struct doc *waarde_lees_(const struct api *x, const void *ding)
{
    const struct waarneming_rij *w = ding;

    return w->heeft ? waarde_doc(x->a, w->waarde, w->blok->reeks->schaal) : doc_null(x->a);
}

static struct doc *ontbreekt_lees_(const struct api *x, const void *ding)
{
    const struct waarneming_rij *w = ding;

    return w->heeft ? doc_null(x->a) : doc_str(x->a, cijfer_ontbreekt_naam(w->ontbreekt));
}

static struct doc *status_lees_(const struct api *x, const void *ding)
{
    return tekst_of_null(x->a, cijfer_status_naam(((const struct waarneming_rij *)ding)->status));
}

static struct doc *verzonnen_lees_(const struct api *x, const void *ding)
{
    return doc_bool(x->a, ((const struct waarneming_rij *)ding)->vlag & VLAG_VERZONNEN);
}

static struct doc *twijfel_lees_(const struct api *x, const void *ding)
{
    return doc_bool(x->a, ((const struct waarneming_rij *)ding)->vlag & VLAG_TWIJFEL);
}

static struct doc *levering_lees_(const struct api *x, const void *ding)
{
    return doc_int(x->a, ((const struct waarneming_rij *)ding)->blok->levering);
}

static struct doc *herkomst_lees_(const struct api *x, const void *ding)
{
    int64_t id = ((const struct waarneming_rij *)ding)->cijfer_id;

    return id ? doc_str(x->a, str_fmt(x->a, "/v1/cijfers/%lld/herkomst", (long long)id)) : doc_null(x->a);
}

const struct veld waarneming_velden[] = {
    F_LEES("onderwerp", VELD_TEKST, onderwerp_lees_, 0, "code van het onderwerp", "\"inwoners\""),
    F_LEES("gebied", VELD_TEKST, gebied_lees_, 0, "code van het gebied zoals gemeten", "\"GM0935\""),
    F_LEES("naam", VELD_TEKST, naam_lees_, 0, "naam van het gebied", "\"Maastricht\""),
    F_LEES("periodeVan", VELD_DATUM, van_lees_, 0, "eerste dag waarover het gaat", "\"2022-01-01\""),
    F_LEES("periodeTot", VELD_DATUM, tot_lees_, 0, "laatste dag; gelijk aan de eerste bij een stand",
           "\"2022-01-01\""),
    F_LEES("woningtype", VELD_TEKST, woningtype_lees_, VELD_LEEG, "woningtype; null: niet uitgesplitst",
           "null"),
    F_LEES("segment", VELD_TEKST, segment_lees_, VELD_LEEG, "segment; null: niet uitgesplitst", "null"),
    F_LEES("kenmerk", VELD_TEKST, kenmerk_lees_, VELD_LEEG, "andere uitsplitsing; null: geen", "null"),
    F_LEES("jaren", VELD_TEKST, jaren_lees_, VELD_LEEG, "jaren waarover het spreekt; null: geen", "null"),
    F_LEES("waarde", VELD_WAARDE, waarde_lees_, VELD_LEEG,
           "het cijfer; null: het ontbreekt, en dat is iets anders dan 0", "121151"),
    {"ontbreekt", VELD_TEKST, "waarom er geen waarde is; null: die is er", "null", VELD_LEEG, 0,
     ontbreekt_lees_, NULL, "niet geleverd|niet van toepassing|onderdrukt"},
    F_LEES("status", VELD_TEKST, status_lees_, VELD_LEEG, "hoe zeker het is; null: de bron zegt niets",
           "\"definitief\""),
    F_LEES("eenheid", VELD_TEKST, eenheid_lees_, 0, "waarin geteld wordt", "\"inwoners\""),
    F_LEES("bron", VELD_TEKST, bron_lees_, 0, "code van de bron", "\"cbs-bevolking\""),
    F_LEES("definitieset", VELD_TEKST, definitieset_lees_, 0, "code van de definities", "\"cbs\""),
    F_LEES("verzonnen", VELD_JANEE, verzonnen_lees_, 0, "verzonnen, om te laten zien hoe iets werkt",
           "false"),
    F_LEES("naTeKijken", VELD_JANEE, twijfel_lees_, 0,
           "er is een bevinding over dit cijfer; de herkomst zegt welke", "false"),
    F_LEES("levering", VELD_GETAL, levering_lees_, 0, "nummer van de levering", "12"),
    {"cijfers", VELD_GETAL, "hoeveel geleverde cijfers hierin zijn opgeteld", "1", 0,
     offsetof(struct waarneming_rij, cijfers), NULL, NULL, NULL},
    F_LEES("herkomst", VELD_TEKST, herkomst_lees_, VELD_LEEG,
           "adres waar het cijfer vandaan komt; null: een som van enkele rijen",
           "\"/v1/cijfers/312/herkomst\""),
    {0},
};

/* What is read and how far we are; of a stream it lives as long as the request. */
struct uitvoer {
    struct api x; /* a: of a piece */
    struct waarneming_lezer lezer;
    const struct gebied *gebied; /* only this one; NULL: all */
    const struct doc *kies;
    enum http_format vorm;
    struct buf *uit;
    struct doc *rijen;
    size_t stuk;  /* rows of this piece */
    size_t scans; /* rows read for it, also those that were not wanted */
    int64_t sla_over, neem;
    bool kop, meer;
    struct xlsx_stroom *boek; /* HTTP_XLSX: the workbook that the rows go to */
    int64_t stand;
    struct arena a;
};

static int rij_neem(void *ctx, const struct waarneming_rij *w, struct err *e)
{
    struct uitvoer *u = ctx;

    (void)e;
    u->scans++;
    if (!u->gebied || u->gebied == w->gebied) {
        if (u->vorm == HTTP_SDMX)
            sdmx_waarneming(u->uit, w);
        else
            doc_add(u->x.a, u->rijen, velden_doc(&u->x, waarneming_velden, w, u->kies));
        u->stuk++;
    }
    return u->stuk < STUK_RIJEN && u->scans < 20 * STUK_RIJEN;
}

/* What people should know who open the workbook without this site beside it. */
static struct doc *boek_voet(struct arena *a, int64_t stand)
{
    static const char *const zinnen[] = {
        "Elke rij is een waarneming: wat één levering zegt over één onderwerp, gebied en periode.",
        "Een lege waarde is geen nul; de kolom ontbreekt zegt waarom zij er niet is.",
        "Wat vertrouwelijk is, staat er alleen in sommen die het verbergen.",
        "Bronnen overlappen elkaar: tel hun cijfers niet bij elkaar op.",
        "Een blad van Excel heeft hoogstens 1.048.576 rijen; wat er niet op past, staat op het volgende."};
    struct doc *l = doc_list(a);

    doc_add(a, l, doc_str(a, STR("Waarnemingen van Woonzorg")));
    doc_add(a, l, doc_str(a, str_fmt(a, "Zoals bekend op %.*s.", STR_ARG(time_nl(a, stand)))));
    for (size_t i = 0; i < sizeof zinnen / sizeof *zinnen; i++)
        doc_add(a, l, doc_str(a, str_from(zinnen[i])));
    return l;
}

static int stuk_af(struct uitvoer *u, struct buf *uit, struct doc *tabel, int rc, struct err *e)
{
    int fout;

    if (u->vorm == HTTP_SDMX || rc < 0)
        return rc;
    if (u->vorm != HTTP_XLSX) {
        csv_rows(uit, tabel, CSV_MACHINE, !u->kop);
        return rc;
    }
    xlsx_stroom_naar(u->boek, uit);
    xlsx_stroom_rijen(u->boek, tabel);
    if (!rc)
        xlsx_stroom_eind(u->boek, boek_voet(&u->a, u->stand));
    fout = xlsx_stroom_fout(u->boek, e);
    return fout ? fout : rc;
}

/* The next piece: http_stream's `more`. */
static int stuk_maak(void *ctx, struct buf *uit, struct err *e)
{
    struct uitvoer *u = ctx;
    struct doc *tabel;
    struct conn *c = NULL;
    int rc = store_read(u->x.o->store, &c, e);

    arena_reset(&u->a);
    u->x.a = &u->a;
    u->uit = uit;
    u->stuk = u->scans = 0;
    tabel = velden_tabel(&u->a, waarneming_velden, STR("waarnemingen"), u->kies);
    u->rijen = doc_get(tabel, STR("rijen"));
    if (!u->kop && u->vorm == HTTP_SDMX)
        sdmx_kop(uit);
    if (!rc)
        rc = waarneming_lees(c, u->x.g, &u->lezer, rij_neem, u, e);
    store_return(u->x.o->store, c);
    rc = stuk_af(u, uit, tabel, rc, e);
    u->kop = true;
    return rc;
}

static void uitvoer_sluit(void *ctx)
{
    struct uitvoer *u = ctx;

    xlsx_stroom_free(u->boek);
    arena_done(&u->a);
    api_sluit(&u->x);
}

static int bladzijde_neem(void *ctx, const struct waarneming_rij *w, struct err *e)
{
    struct uitvoer *u = ctx;

    (void)e;
    if (u->gebied && u->gebied != w->gebied)
        return 1;
    if (u->sla_over-- > 0)
        return 1;
    u->meer = u->neem-- == 0;
    if (!u->meer)
        doc_add(u->x.a, u->rijen, velden_doc(&u->x, waarneming_velden, w, u->kies));
    return !u->meer;
}

static int bladzijde_maak(struct uitvoer *u, const struct waarneming_vraag *v, struct err *e)
{
    struct arena *a = u->x.a;
    struct bladzijde b = bladzijde_van(u->x.q);
    int rc;

    u->sla_over = (b.nummer - 1) * b.grootte;
    u->neem = b.grootte;
    u->rijen = doc_list(a);
    rc = waarneming_lees(u->x.c, u->x.g, &u->lezer, bladzijde_neem, u, e);
    if (rc < 0)
        return rc;
    u->x.r->tree = doc_map(a);
    DOC_SET(a, u->x.r->tree, "links", links_doc(&u->x, b, u->meer));
    DOC_SET_INT(a, u->x.r->tree, "pagina", b.nummer);
    DOC_SET_INT(a, u->x.r->tree, "paginaGrootte", b.grootte);
    DOC_SET_STR(a, u->x.r->tree, "stand", time_iso(a, v->stand));
    DOC_SET(a, u->x.r->tree, "waarnemingen", u->rijen);
    return OK;
}

static int vraag_lees(struct api *x, struct waarneming_vraag *v, const struct gebied **ret_gebied,
                      struct err *e)
{
    struct str gebied = api_tekst(x->q, "gebied"), stand = api_tekst(x->q, "stand");
    struct onderwerp o;
    int rc;

    *v = (struct waarneming_vraag){.onderwerp = api_tekst(x->q, "onderwerp"),
                                   .bron = api_tekst(x->q, "bron"),
                                   .woningtype = api_tekst(x->q, "woningtype"),
                                   .segment = api_tekst(x->q, "segment"),
                                   .kenmerk = api_tekst(x->q, "kenmerk"),
                                   .levering = api_getal(x->q, "levering", 0)};
    *ret_gebied = gebied.n ? gebied_bij_code(x->g, gebied) : NULL;
    if (gebied.n && !*ret_gebied)
        return http_refuse(x->q, x->r, e, "query", STR("gebied"), "onbekend", "het gebied “%.*s” is er niet",
                           STR_ARG(utf8_clip(gebied, 60)));
    if (stand.n && !time_parse(stand, &v->stand))
        return http_refuse(x->q, x->r, e, "query", STR("stand"), "waarde", "dit is geen moment");
    if (v->onderwerp.n) {
        rc = onderwerp_lees(x->c, x->a, v->onderwerp, &o, e);
        if (rc == ERR_NOT_FOUND)
            return http_refuse(x->q, x->r, e, "query", STR("onderwerp"), "onbekend", "%.*s",
                               (int)sizeof e->text, e->text);
        if (rc)
            return rc;
    }
    return api_woorden_toets(x, v->bron, str_is(v->woningtype, "totaal") ? STR("") : v->woningtype, e);
}

/* Ready to make the first piece; uitvoer_sluit ends it. */
static int uitvoer_begin(struct uitvoer *u, struct err *e)
{
    if (u->vorm == HTTP_XLSX) {
        u->boek = xlsx_stroom_new(STR("waarnemingen"), u->stand, 0);
        if (!u->boek)
            return err_set(e, ERR_ENV, "het geheugen is op");
    }
    arena_init(&u->a, 0);
    return OK;
}

int waarnemingen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct uitvoer *u = ARENA_NEW(q->a, struct uitvoer);
    struct waarneming_vraag v;
    struct doc *kies = NULL;
    int rc = api_open(&u->x, q, r, e);

    if (!rc)
        rc = velden_keuze(&u->x, waarneming_velden, &kies, e);
    if (!rc)
        rc = vraag_lees(&u->x, &v, &u->gebied, e);
    if (!rc)
        rc = waarneming_blokken(u->x.c, q->a, &v, &u->lezer.blok, &u->lezer.n, e);
    u->kies = kies;
    u->vorm = q->format;
    u->stand = v.stand;
    if (!rc && q->format == HTTP_JSON) {
        rc = bladzijde_maak(u, &v, e);
        api_sluit(&u->x);
        return rc;
    }
    if (rc) {
        api_sluit(&u->x);
        return rc;
    }
    rc = uitvoer_begin(u, e);
    if (rc) {
        api_sluit(&u->x);
        return rc;
    }
    r->stream = (struct http_stream){stuk_maak, uitvoer_sluit, u};
    r->type = media_type(q->format);
    r->filename = q->format == HTTP_SDMX   ? STR("waarnemingen.sdmx.csv")
                  : q->format == HTTP_XLSX ? STR("waarnemingen.xlsx")
                                           : STR("waarnemingen.csv");
    return OK;
}

/* ---- on the command line ---- */

static int export_schrijf(struct uitvoer *u, struct err *e)
{
    struct arena a;
    struct buf b;
    int rc = 1;

    arena_init(&a, 0);
    while (rc > 0) {
        arena_reset(&a);
        buf_init(&b, &a, 16 << 20);
        rc = stuk_maak(u, &b, e);
        if (rc >= 0 && fwrite(b.p ? b.p : "", 1, b.n, stdout) != b.n)
            rc = err_set(e, ERR_ENV, "de uitvoer is niet te schrijven");
    }
    arena_done(&a);
    return rc;
}

static int export_cmd(struct command_call *call, struct err *e)
{
    struct str vorm = command_value(call, "formaat"), stand = command_value(call, "stand");
    struct waarneming_vraag v = {.onderwerp = command_value(call, "onderwerp"),
                                 .bron = command_value(call, "bron")};
    struct uitvoer u = {0};
    struct omgeving o;
    struct blik b;
    int rc = OK;

    if (vorm.p && !str_is(vorm, "csv") && !str_is(vorm, "sdmx") && !str_is(vorm, "xlsx"))
        return err_set(e, ERR_USAGE, "--formaat: verwacht csv, sdmx of xlsx");
    if (stand.p && !time_parse(stand, &v.stand))
        return err_set(e, ERR_USAGE, "--stand: verwacht een moment als 2025-01-01 of 2025-01-01T12:00:00Z");
    rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = waarneming_blokken(b.c, call->a, &v, &u.lezer.blok, &u.lezer.n, e);
    if (!rc) {
        u.x = (struct api){.o = &o, .g = b.g};
        u.vorm = str_is(vorm, "sdmx") ? HTTP_SDMX : str_is(vorm, "xlsx") ? HTTP_XLSX : HTTP_CSV;
        u.stand = v.stand;
        store_return(o.store, b.c); /* each piece lends its own */
        b.c = NULL;
        rc = uitvoer_begin(&u, e);
        if (!rc)
            rc = export_schrijf(&u, e);
        xlsx_stroom_free(u.boek);
        arena_done(&u.a);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option export_opties[] = {
    OPTION_DB,
    {"onderwerp", "CODE", "alleen dit onderwerp", false, false, false},
    {"bron", "CODE", "alleen cijfers van deze bron", false, false, false},
    {"stand", "MOMENT", "wat er op dit moment bekend was", false, false, false},
    {"formaat", "csv|sdmx|xlsx", "CSV, SDMX-CSV 2.0 of een werkboek; standaard csv", false, false, false},
    {0},
};

const struct command api_commands[] = {
    {"waarneming", "export", "Schrijft alle cijfers zoals ze geleverd zijn",
     "Dezelfde regels als /v1/waarnemingen.csv, .sdmx en .xlsx, hoe veel het er ook zijn. Wat vertrouwelijk "
     "is, "
     "staat er alleen in "
     "sommen die het verbergen.",
     export_cmd, export_opties},
    {0},
};
