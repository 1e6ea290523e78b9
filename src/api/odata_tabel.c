/* SPDX-License-Identifier: EUPL-1.2
 * A table of /odata/v4: a subject, what its dimensions and measures are called, and which codes they have. */
#include "api/odata.h"

const struct odata_dimensie odata_dimensies[N_DIMENSIES] = {
    [REGIOS] = {"RegioS", "Regio's", "GeoDimension"},
    [PERIODEN] = {"Perioden", "Perioden", "TimeDimension"},
    [WONINGTYPEN] = {"Woningtypen", "Woningtypen", "Dimension"},
    [SEGMENTEN] = {"Segmenten", "Segmenten", "Dimension"},
    [KENMERKEN] = {"Kenmerken", "Kenmerken", "Dimension"},
    [JAREN] = {"Jaren", "Jaren waarover het spreekt", "Dimension"},
    [LEVERINGEN] = {"Leveringen", "Leveringen", "Dimension"},
};

const struct odata_kolom odata_kolommen[N_KOLOMMEN + 1] = {
    {"Id", true},           {"Measure", false},   {"RegioS", false},      {"Perioden", false},
    {"Woningtypen", false}, {"Segmenten", false}, {"Kenmerken", false},   {"Jaren", false},
    {"Leveringen", false},  {"Value", true},      {"StringValue", false}, {"ValueAttribute", false},
};

/* "2022JJ00", "2022KW01", "2022MM01" as CBS writes them; a day as "20220101"; any other period by both days.
 */
static struct str periode_code(struct arena *a, date_t van, date_t tot)
{
    int jaar = tot / 10000, maand = tot / 100 % 100;
    bool einde = date_add(tot, 1) % 100 == 1, begin = van % 100 == 1 && van / 10000 == jaar;

    if (van == tot)
        return str_fmt(a, "%08d", tot);
    if (begin && einde && van / 100 % 100 == 1 && maand == 12)
        return str_fmt(a, "%dJJ00", jaar);
    if (begin && einde && maand % 3 == 0 && van / 100 % 100 == maand - 2)
        return str_fmt(a, "%dKW%02d", jaar, maand / 3);
    if (begin && einde && van / 100 % 100 == maand)
        return str_fmt(a, "%dMM%02d", jaar, maand);
    return str_fmt(a, "%08d-%08d", van, tot);
}

static struct str of_totaal(struct str s)
{
    return s.n ? s : STR("totaal");
}

struct str odata_blok_code(struct arena *a, const struct waarneming_blok *b, enum dimensie d)
{
    const struct reeks *r = b->reeks;

    switch (d) {
    case PERIODEN:
        return periode_code(a, b->van, b->tot);
    case WONINGTYPEN:
        return of_totaal(r->woningtype);
    case SEGMENTEN:
        return of_totaal(r->segment);
    case KENMERKEN:
        return of_totaal(r->kenmerk);
    case JAREN:
        return r->horizon_tot ? str_fmt(a, "%d-%d", r->horizon_van, r->horizon_tot) : STR("geen");
    case LEVERINGEN:
        return str_fmt(a, "%lld", (long long)b->levering);
    case REGIOS:
    case N_DIMENSIES:
        break;
    }
    return STR("");
}

struct str odata_maat_code(struct arena *a, const struct reeks *r)
{
    return str_fmt(a, "%.*s.%.*s", STR_ARG(r->bron), STR_ARG(r->definitieset));
}

int odata_tabel_open(struct odata_tabel *t, struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("tabel")), stand = api_tekst(q, "stand");
    struct waarneming_vraag v = {.onderwerp = code};
    int rc = api_open(&t->x, q, r, e);

    if (!rc && !str_is(doc_get_str(q->params, STR("catalogus")), ODATA_CATALOGUS))
        rc = err_set(e, ERR_NOT_FOUND, "deze catalogus is er niet; wel is er " ODATA_CATALOGUS);
    if (!rc && stand.n && !time_parse(stand, &v.stand))
        rc = http_refuse(q, r, e, "query", STR("stand"), "waarde", "dit is geen moment");
    if (!rc)
        rc = onderwerp_lees(t->x.c, q->a, code, &t->o, e);
    if (!rc)
        rc = waarneming_blokken(t->x.c, q->a, &v, &t->blok, &t->n, e);
    t->stand = v.stand;
    t->basis = str_fmt(q->a, "%.*s/odata/v4/" ODATA_CATALOGUS "/%.*s", STR_ARG(q->origin), STR_ARG(code));
    return rc;
}

/* ---- lists ---- */

struct doc *odata_dimensies_doc(struct arena *a)
{
    struct doc *l = doc_list(a);

    for (int i = 0; i < N_DIMENSIES; i++) {
        struct doc *d = doc_add(a, l, doc_map(a));

        DOC_SET_STR(a, d, "Identifier", str_from(odata_dimensies[i].id));
        DOC_SET_STR(a, d, "Title", str_from(odata_dimensies[i].titel));
        DOC_SET(a, d, "Description", doc_null(a));
        DOC_SET_STR(a, d, "Kind", str_from(odata_dimensies[i].soort));
        DOC_SET_BOOL(a, d, "ContainsGroups", false);
        DOC_SET_BOOL(a, d, "ContainsCodes", true);
    }
    return l;
}

static struct doc *code_bij(struct arena *a, struct doc *l, struct str code, struct str titel)
{
    struct doc *d = doc_add(a, l, doc_map(a));

    DOC_SET_STR(a, d, "Identifier", code);
    DOC_SET_INT(a, d, "Index", (int64_t)l->list.n);
    DOC_SET_STR(a, d, "Title", titel);
    DOC_SET(a, d, "Description", doc_null(a));
    DOC_SET(a, d, "DimensionGroupId", doc_null(a));
    return d;
}

struct doc *odata_maten_doc(struct odata_tabel *t)
{
    struct arena *a = t->x.a;
    struct doc *l = doc_list(a);
    struct map gezien;
    bool nieuw;

    map_init(&gezien, a);
    for (size_t i = 0; i < t->n; i++) {
        struct str code = odata_maat_code(a, t->blok[i].reeks);
        struct doc *d;

        map_put(&gezien, code, &nieuw);
        if (!nieuw)
            continue;
        d = code_bij(a, l, code,
                     str_fmt(a, "%.*s (%.*s)", STR_ARG(t->o.naam), STR_ARG(t->blok[i].reeks->bron)));
        DOC_SET_STR(a, d, "Unit", t->o.eenheid);
        DOC_SET_INT(a, d, "Decimals", t->o.schaal);
        DOC_SET_STR(a, d, "DataType", t->o.schaal ? STR("Double") : STR("Long"));
        DOC_SET_STR(a, d, "PresentationType",
                    t->o.aard == AARD_VERHOUDING ? STR("Relative") : STR("Absolute"));
        DOC_SET(a, d, "MeasureGroupId", doc_null(a));
    }
    return l;
}

static struct str code_titel(struct odata_tabel *t, const struct waarneming_blok *b, enum dimensie d,
                             struct str code)
{
    struct arena *a = t->x.a;
    struct levering l;
    struct err e;

    if (d == PERIODEN)
        return b->van == b->tot ? date_nl(a, b->tot)
                                : str_fmt(a, "%.*s tot en met %.*s", STR_ARG(date_nl(a, b->van)),
                                          STR_ARG(date_nl(a, b->tot)));
    if (d == JAREN && b->reeks->horizon_tot)
        return jaren_tekst(a, b->reeks->horizon_van, b->reeks->horizon_tot);
    if (d == LEVERINGEN && !levering_lees(t->x.c, a, b->levering, &l, NULL, &e))
        return str_fmt(a, "%.*s, peildatum %.*s", STR_ARG(l.bestand), STR_ARG(date_nl(a, l.peildatum)));
    return code;
}

struct doc *odata_codes_doc(struct odata_tabel *t, enum dimensie d)
{
    struct arena *a = t->x.a;
    struct doc *l = doc_list(a);
    struct map gezien;
    bool nieuw;

    if (d == REGIOS) {
        for (size_t i = 0; i < t->x.g->n; i++)
            code_bij(a, l, t->x.g->gebied[i].code, t->x.g->gebied[i].naam);
        return l;
    }
    map_init(&gezien, a);
    for (size_t i = 0; i < t->n; i++) {
        struct str code = odata_blok_code(a, &t->blok[i], d);

        map_put(&gezien, code, &nieuw);
        if (nieuw)
            code_bij(a, l, code, code_titel(t, &t->blok[i], d, code));
    }
    return l;
}

struct doc *odata_eigenschappen(struct arena *a, const struct onderwerp *o, int64_t gewijzigd)
{
    struct doc *d = doc_map(a), *m = gewijzigd ? doc_str(a, time_iso(a, gewijzigd)) : doc_null(a);

    DOC_SET_STR(a, d, "Identifier", o->code);
    DOC_SET_STR(a, d, "Title", o->naam);
    DOC_SET_STR(a, d, "Description", o->omschrijving);
    DOC_SET_STR(a, d, "Language", STR("nl"));
    DOC_SET_STR(a, d, "Catalog", STR(ODATA_CATALOGUS));
    DOC_SET(a, d, "Modified", m);
    DOC_SET(a, d, "ObservationsModified", m);
    DOC_SET_STR(a, d, "Status", STR("Regulier"));
    DOC_SET_STR(a, d, "DatasetType", STR("Numeric"));
    DOC_SET_STR(a, d, "Summary", o->omschrijving);
    return d;
}

int odata_laatste_levering(struct api *x, int64_t *ret, struct err *e)
{
    const struct levering *l;
    size_t n;
    int rc = leveringen_lees(x->c, x->a, false, &l, &n, e);

    *ret = !rc && n ? l[0].ontvangen : 0;
    return rc;
}
