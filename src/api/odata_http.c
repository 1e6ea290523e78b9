/* SPDX-License-Identifier: EUPL-1.2
 * /odata/v4: the figures as CBS publishes StatLine over OData 4, so that the packages that read StatLine
 * (cbsodata4 and cbsodataR in R, cbsodatav4 in Python) read them: a table a subject, with Properties,
 * Dimensions, MeasureCodes, a list of codes for each dimension, and Observations. */
#include "api/api.h"
#include "api/odata_filter.h"

#include "base/num.h"
#include "doc/json.h"

#include <math.h>

enum { BLAD_MAX = 100000 /* observations in one answer, as at CBS */, STUK_RIJEN = 500 };

#define CATALOGUS "Woonzorg"

/* A dimension: its identifier, and the code of a block (all but the area). */
enum dimensie { REGIOS, PERIODEN, WONINGTYPEN, SEGMENTEN, KENMERKEN, JAREN, LEVERINGEN, N_DIMENSIES };
static const struct {
    const char *id, *titel, *soort;
} dimensies[N_DIMENSIES] = {
    [REGIOS] = {"RegioS", "Regio's", "GeoDimension"},
    [PERIODEN] = {"Perioden", "Perioden", "TimeDimension"},
    [WONINGTYPEN] = {"Woningtypen", "Woningtypen", "Dimension"},
    [SEGMENTEN] = {"Segmenten", "Segmenten", "Dimension"},
    [KENMERKEN] = {"Kenmerken", "Kenmerken", "Dimension"},
    [JAREN] = {"Jaren", "Jaren waarover het spreekt", "Dimension"},
    [LEVERINGEN] = {"Leveringen", "Leveringen", "Dimension"},
};

/* Columns of Observations, in this order; the filter names them too. */
enum kolom {
    K_ID,
    K_MEASURE,
    K_DIMENSIE,
    K_VALUE = K_DIMENSIE + N_DIMENSIES,
    K_STRINGVALUE,
    K_ATTRIBUTE,
    N_KOLOMMEN
};
static const struct odata_kolom kolommen[N_KOLOMMEN + 1] = {
    {"Id", true},           {"Measure", false},   {"RegioS", false},      {"Perioden", false},
    {"Woningtypen", false}, {"Segmenten", false}, {"Kenmerken", false},   {"Jaren", false},
    {"Leveringen", false},  {"Value", true},      {"StringValue", false}, {"ValueAttribute", false},
};

/* One table: a subject and what was delivered of it. */
struct tabel {
    struct api x;
    struct onderwerp o;
    const struct waarneming_blok *blok;
    size_t n;
    int64_t stand;
    struct str basis; /* address of the table */
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

static struct str blok_code(struct arena *a, const struct waarneming_blok *b, enum dimensie d)
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

/* One bron with one set of definitions is one measure: they are never added. */
static struct str maat_code(struct arena *a, const struct reeks *r)
{
    return str_fmt(a, "%.*s.%.*s", STR_ARG(r->bron), STR_ARG(r->definitieset));
}

static int tabel_open(struct tabel *t, struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("tabel")), stand = api_tekst(q, "stand");
    struct waarneming_vraag v = {.onderwerp = code};
    int rc = api_open(&t->x, q, r, e);

    if (!rc && !str_is(doc_get_str(q->params, STR("catalogus")), CATALOGUS))
        rc = err_set(e, ERR_NOT_FOUND, "deze catalogus is er niet; wel is er " CATALOGUS);
    if (!rc && stand.n && !time_parse(stand, &v.stand))
        rc = http_refuse(q, r, e, "query", STR("stand"), "waarde", "dit is geen moment");
    if (!rc)
        rc = onderwerp_lees(t->x.c, q->a, code, &t->o, e);
    if (!rc)
        rc = waarneming_blokken(t->x.c, q->a, &v, &t->blok, &t->n, e);
    t->stand = v.stand;
    t->basis = str_fmt(q->a, "%.*s/odata/v4/" CATALOGUS "/%.*s", STR_ARG(q->origin), STR_ARG(code));
    return rc;
}

/* ---- lists ---- */

static struct doc *zet(struct arena *a, struct doc *d, const char *sleutel, struct str s)
{
    return doc_set(a, d, str_from(sleutel), doc_str(a, s));
}

/* $select of an entry; all when it is not asked. */
static struct doc *gekozen(const struct api *x, struct doc *d)
{
    struct str rest = api_tekst(x->q, "$select");
    struct doc *uit;

    if (!rest.n)
        return d;
    uit = doc_map(x->a);
    while (rest.n) {
        struct str naam = str_trim(str_cut(rest, ',', &rest));

        if (doc_get(d, naam))
            doc_set(x->a, uit, naam, doc_get(d, naam));
    }
    return uit;
}

/* The answer {"@odata.context", "value"} of a list that is whole in memory, by $skip, $top and $count. */
static int lijst_antwoord(struct api *x, struct str context, struct doc *alles, struct err *e)
{
    struct arena *a = x->a;
    size_t van = (size_t)api_getal(x->q, "$skip", 0), neem = (size_t)api_getal(x->q, "$top", INT32_MAX);
    struct doc *d = x->r->tree = doc_map(a), *l;

    if (api_tekst(x->q, "$filter").n)
        return http_refuse(x->q, x->r, e, "query", STR("$filter"), "onbekend",
                           "$filter werkt alleen op Observations");
    DOC_SET_STR(a, d, "@odata.context", context);
    if (str_is(api_tekst(x->q, "$count"), "true"))
        DOC_SET_INT(a, d, "@odata.count", (int64_t)alles->list.n);
    l = DOC_SET(a, d, "value", doc_list(a));
    for (size_t i = van; i < alles->list.n && i - van < neem; i++)
        doc_add(a, l, gekozen(x, alles->list.at[i]));
    return OK;
}

static void set_bij(struct arena *a, struct doc *l, struct str naam, const char *soort)
{
    struct doc *d = doc_add(a, l, doc_map(a));

    zet(a, d, "name", naam);
    zet(a, d, "kind", str_from(soort));
    zet(a, d, "url", naam);
}

static struct str basis_van(const struct http_req *q)
{
    return str_fmt(q->a, "%.*s/odata/v4", STR_ARG(q->origin));
}

static int dienst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doc *d = r->tree = doc_map(q->a), *l;

    (void)e;
    DOC_SET_STR(q->a, d, "@odata.context", str_cat(q->a, basis_van(q), STR("/$metadata")));
    l = DOC_SET(q->a, d, "value", doc_list(q->a));
    set_bij(q->a, l, STR("Catalogs"), "EntitySet");
    set_bij(q->a, l, STR("Datasets"), "EntitySet");
    return OK;
}

static int catalogs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    struct doc *l = doc_list(q->a), *d;
    int rc = api_open(&x, q, r, e);

    if (!rc) {
        d = doc_add(q->a, l, doc_map(q->a));
        zet(q->a, d, "Identifier", STR(CATALOGUS));
        DOC_SET_INT(q->a, d, "Index", 1);
        zet(q->a, d, "Title", STR("Woonzorg"));
        zet(q->a, d, "Description", STR("Cijfers over wonen en zorg voor ouderen"));
        zet(q->a, d, "Publisher", x.o->naam);
        zet(q->a, d, "Language", STR("nl"));
        zet(q->a, d, "Homepage", q->origin);
        rc = lijst_antwoord(&x, str_cat(q->a, basis_van(q), STR("/$metadata#Catalogs")), l, e);
    }
    api_sluit(&x);
    return rc;
}

/* What is told of a table, here and in its Properties. gewijzigd: a moment, 0 unknown. */
static struct doc *eigenschappen(struct arena *a, const struct onderwerp *o, int64_t gewijzigd)
{
    struct doc *d = doc_map(a), *m = gewijzigd ? doc_str(a, time_iso(a, gewijzigd)) : doc_null(a);

    zet(a, d, "Identifier", o->code);
    zet(a, d, "Title", o->naam);
    zet(a, d, "Description", o->omschrijving);
    zet(a, d, "Language", STR("nl"));
    zet(a, d, "Catalog", STR(CATALOGUS));
    DOC_SET(a, d, "Modified", m);
    DOC_SET(a, d, "ObservationsModified", m);
    zet(a, d, "Status", STR("Regulier"));
    zet(a, d, "DatasetType", STR("Numeric"));
    zet(a, d, "Summary", o->omschrijving);
    return d;
}

/* When the newest active levering came in: all tables at once, for it is one list. */
static int laatste_levering(struct api *x, int64_t *ret, struct err *e)
{
    const struct levering *l;
    size_t n;
    int rc = leveringen_lees(x->c, x->a, false, &l, &n, e);

    *ret = !rc && n ? l[0].ontvangen : 0;
    return rc;
}

static int datasets_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    const struct onderwerp *o;
    struct doc *l = doc_list(q->a);
    int64_t gewijzigd;
    size_t n;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = onderwerpen_lees(x.c, q->a, &o, &n, e);
    if (!rc)
        rc = laatste_levering(&x, &gewijzigd, e);
    for (size_t i = 0; !rc && i < n; i++)
        doc_add(q->a, l, eigenschappen(q->a, &o[i], gewijzigd));
    if (!rc)
        rc = lijst_antwoord(&x, str_cat(q->a, basis_van(q), STR("/$metadata#Datasets")), l, e);
    api_sluit(&x);
    return rc;
}

static int tabel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct tabel t;
    struct doc *l;
    int rc = tabel_open(&t, q, r, e);

    if (!rc) {
        r->tree = doc_map(q->a);
        DOC_SET_STR(q->a, r->tree, "@odata.context", str_cat(q->a, t.basis, STR("/$metadata")));
        l = DOC_SET(q->a, r->tree, "value", doc_list(q->a));
        set_bij(q->a, l, STR("MeasureCodes"), "EntitySet");
        set_bij(q->a, l, STR("Dimensions"), "EntitySet");
        set_bij(q->a, l, STR("Observations"), "EntitySet");
        for (int i = 0; i < N_DIMENSIES; i++)
            set_bij(q->a, l, str_fmt(q->a, "%sCodes", dimensies[i].id), "EntitySet");
        set_bij(q->a, l, STR("Properties"), "Singleton");
    }
    api_sluit(&t.x);
    return rc;
}

static struct doc *dimensies_doc(struct arena *a)
{
    struct doc *l = doc_list(a);

    for (int i = 0; i < N_DIMENSIES; i++) {
        struct doc *d = doc_add(a, l, doc_map(a));

        zet(a, d, "Identifier", str_from(dimensies[i].id));
        zet(a, d, "Title", str_from(dimensies[i].titel));
        DOC_SET(a, d, "Description", doc_null(a));
        zet(a, d, "Kind", str_from(dimensies[i].soort));
        DOC_SET_BOOL(a, d, "ContainsGroups", false);
        DOC_SET_BOOL(a, d, "ContainsCodes", true);
    }
    return l;
}

static struct doc *code_bij(struct arena *a, struct doc *l, struct str code, struct str titel)
{
    struct doc *d = doc_add(a, l, doc_map(a));

    zet(a, d, "Identifier", code);
    DOC_SET_INT(a, d, "Index", (int64_t)l->list.n);
    zet(a, d, "Title", titel);
    DOC_SET(a, d, "Description", doc_null(a));
    DOC_SET(a, d, "DimensionGroupId", doc_null(a));
    return d;
}

static struct doc *maten_doc(struct tabel *t)
{
    struct arena *a = t->x.a;
    struct doc *l = doc_list(a);
    struct map gezien;
    bool nieuw;

    map_init(&gezien, a);
    for (size_t i = 0; i < t->n; i++) {
        struct str code = maat_code(a, t->blok[i].reeks);
        struct doc *d;

        map_put(&gezien, code, &nieuw);
        if (!nieuw)
            continue;
        d = code_bij(a, l, code,
                     str_fmt(a, "%.*s (%.*s)", STR_ARG(t->o.naam), STR_ARG(t->blok[i].reeks->bron)));
        zet(a, d, "Unit", t->o.eenheid);
        DOC_SET_INT(a, d, "Decimals", t->o.schaal);
        zet(a, d, "DataType", t->o.schaal ? STR("Double") : STR("Long"));
        zet(a, d, "PresentationType", t->o.aard == AARD_VERHOUDING ? STR("Relative") : STR("Absolute"));
        DOC_SET(a, d, "MeasureGroupId", doc_null(a));
    }
    return l;
}

static struct str code_titel(struct tabel *t, const struct waarneming_blok *b, enum dimensie d,
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

static struct doc *codes_doc(struct tabel *t, enum dimensie d)
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
        struct str code = blok_code(a, &t->blok[i], d);

        map_put(&gezien, code, &nieuw);
        if (nieuw)
            code_bij(a, l, code, code_titel(t, &t->blok[i], d, code));
    }
    return l;
}

/* ---- Observations ---- */

/* What is asked and how far we are; lives as long as the request. */
struct reeks_uit {
    struct tabel t;
    const struct odata_knoop *filter;
    struct waarneming_lezer lezer;
    struct odata_cel cel[N_KOLOMMEN];
    const struct waarneming_blok *cel_blok; /* of which the cells are filled in */
    bool kies[N_KOLOMMEN];
    int64_t sla_over, neem, gegeven, geteld;
    bool tellen, kop, meer;
    size_t stuk, scans;
    struct buf *uit;
    struct arena a, blok_a; /* of a piece; of the block's cells */
};

static struct odata_cel tekst_cel(struct str s)
{
    return (struct odata_cel){.bekend = true, .s = s};
}

static void blok_cellen(struct reeks_uit *u, struct arena *a, const struct waarneming_blok *b)
{
    u->cel[K_ID].bekend = u->cel[K_VALUE].bekend = u->cel[K_ATTRIBUTE].bekend = false;
    u->cel[K_DIMENSIE + REGIOS].bekend = false;
    u->cel[K_STRINGVALUE] = (struct odata_cel){.bekend = true, .leeg = true};
    u->cel[K_MEASURE] = tekst_cel(maat_code(a, b->reeks));
    for (enum dimensie d = PERIODEN; d < N_DIMENSIES; d++)
        u->cel[K_DIMENSIE + d] = tekst_cel(blok_code(a, b, d));
}

/* Blocks that no row of can pass are not read at all. */
static void blokken_zeef(struct reeks_uit *u)
{
    struct waarneming_blok *over = ARENA_ARRAY(u->t.x.a, struct waarneming_blok, u->t.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < u->t.n; i++) {
        blok_cellen(u, u->t.x.a, &u->t.blok[i]);
        if (odata_filter_geldt(u->filter, u->cel) != ODATA_NEE)
            over[n++] = u->t.blok[i];
    }
    u->lezer = (struct waarneming_lezer){.blok = over, .n = n};
}

static struct str waarde_attribuut(const struct waarneming_rij *w)
{
    if (w->heeft)
        return STR("None");
    return w->ontbreekt == ONTBREEKT_NVT          ? STR("Impossible")
           : w->ontbreekt == ONTBREEKT_ONDERDRUKT ? STR("Confidential")
                                                  : STR("Missing");
}

static bool rij_geldt(struct reeks_uit *u, const struct waarneming_rij *w)
{
    const struct reeks *r = w->blok->reeks;

    if (u->cel_blok != w->blok) {
        arena_reset(&u->blok_a);
        blok_cellen(u, &u->blok_a, w->blok);
        u->cel_blok = w->blok;
    }
    u->cel[K_ID] = (struct odata_cel){.bekend = true, .d = (double)w->eerste_id};
    u->cel[K_DIMENSIE + REGIOS] = tekst_cel(w->gebied->code);
    u->cel[K_VALUE] =
        (struct odata_cel){.bekend = true, .leeg = !w->heeft, .d = (double)w->waarde / pow(10, r->schaal)};
    u->cel[K_ATTRIBUTE] = tekst_cel(waarde_attribuut(w));
    return odata_filter_geldt(u->filter, u->cel) == ODATA_JA;
}

static void rij_schrijf(struct reeks_uit *u, const struct waarneming_rij *w)
{
    struct arena *a = &u->a;
    struct doc *d = doc_map(a);

    for (int i = 0; i < N_KOLOMMEN; i++) {
        const struct odata_cel *c = &u->cel[i];

        if (!u->kies[i])
            continue;
        doc_set(a, d, str_from(kolommen[i].naam),
                i == K_ID      ? doc_int(a, w->eerste_id)
                : c->leeg      ? doc_null(a)
                : i == K_VALUE ? waarde_doc(a, w->waarde, w->blok->reeks->schaal)
                               : doc_str(a, c->s));
    }
    buf_lit(u->uit, u->gegeven ? ",\n" : "");
    json_write(u->uit, d, 0);
}

static int rij_neem(void *ctx, const struct waarneming_rij *w, struct err *e)
{
    struct reeks_uit *u = ctx;

    (void)e;
    u->scans++;
    if (rij_geldt(u, w)) {
        if (u->tellen)
            u->geteld++;
        else if (u->sla_over > 0)
            u->sla_over--;
        else if (u->gegeven == u->neem)
            u->meer = true;
        else {
            rij_schrijf(u, w);
            u->gegeven++;
            u->stuk++;
        }
    }
    if (u->tellen)
        return 1;
    return !u->meer && u->stuk < STUK_RIJEN && u->scans < 20 * STUK_RIJEN;
}

static struct str volgende(struct reeks_uit *u)
{
    struct arena *a = &u->a;
    const struct doc *query = u->t.x.q->query;
    struct buf b;

    buf_init(&b, a, 1 << 20);
    buf_add(&b, u->t.basis);
    buf_fmt(&b, "/Observations?$skip=%lld&stand=%.*s",
            (long long)(api_getal(u->t.x.q, "$skip", 0) + u->gegeven), STR_ARG(time_iso(a, u->t.stand)));
    for (size_t i = 0; i < query->map.n; i++) {
        struct str naam = query->map.at[i].key, s = query->map.at[i].value->s;

        if (!str_is(naam, "$filter") && !str_is(naam, "$select"))
            continue;
        buf_char(&b, '&');
        buf_add(&b, naam);
        buf_char(&b, '=');
        for (size_t k = 0; k < s.n; k++) {
            unsigned char c = (unsigned char)s.p[k];

            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                buf_char(&b, (char)c);
            else
                buf_fmt(&b, "%%%02X", c);
        }
    }
    return buf_str(&b);
}

/* $top asked and given is the end; a full page of ours is not. */
static void slot_schrijf(struct reeks_uit *u)
{
    struct buf *uit = u->uit;

    buf_lit(uit, "]");
    if (u->meer && !api_tekst(u->t.x.q, "$top").n) {
        buf_lit(uit, ",\"@odata.nextLink\":");
        json_write(uit, doc_str(&u->a, volgende(u)), 0);
    }
    buf_lit(uit, "}\n");
}

static int stuk_maak(void *ctx, struct buf *uit, struct err *e)
{
    struct reeks_uit *u = ctx;
    struct store *s = u->t.x.o->store;
    struct conn *c = NULL;
    int rc = store_read(s, &c, e);

    arena_reset(&u->a);
    u->uit = uit;
    u->stuk = u->scans = 0;
    if (!u->kop) {
        u->kop = true;
        buf_fmt(uit, "{\"@odata.context\":\"%.*s/$metadata#Observations\",", STR_ARG(u->t.basis));
        if (u->geteld >= 0)
            buf_fmt(uit, "\"@odata.count\":%lld,", (long long)u->geteld);
        buf_lit(uit, "\"value\":[");
    }
    if (!rc)
        rc = waarneming_lees(c, u->t.x.g, &u->lezer, rij_neem, u, e);
    store_return(s, c);
    if (rc > 0 && u->meer)
        rc = 0;
    if (!rc)
        slot_schrijf(u);
    return rc;
}

static void uit_sluit(void *ctx)
{
    struct reeks_uit *u = ctx;

    arena_done(&u->a);
    arena_done(&u->blok_a);
    api_sluit(&u->t.x);
}

static int keuze_lees(struct reeks_uit *u, struct err *e)
{
    struct http_req *q = u->t.x.q;
    struct str rest = api_tekst(q, "$select");

    for (int i = 0; i < N_KOLOMMEN; i++)
        u->kies[i] = !rest.n;
    while (rest.n) {
        struct str naam = str_trim(str_cut(rest, ',', &rest));
        int i = 0;

        while (i < N_KOLOMMEN && !str_is(naam, kolommen[i].naam))
            i++;
        if (i == N_KOLOMMEN)
            return http_refuse(q, u->t.x.r, e, "query", STR("$select"), "onbekend",
                               "de kolom “%.*s” is er niet", STR_ARG(utf8_clip(naam, 60)));
        u->kies[i] = true;
    }
    return OK;
}

/* How many rows pass, without giving them. */
static int tel(struct reeks_uit *u, struct err *e)
{
    struct waarneming_lezer begin = u->lezer;
    int rc;

    u->tellen = true;
    u->geteld = 0;
    rc = waarneming_lees(u->t.x.c, u->t.x.g, &u->lezer, rij_neem, u, e);
    u->lezer = begin;
    u->tellen = false;
    return rc < 0 ? rc : OK;
}

/* Opens the table, reads $filter and $select, and leaves out what cannot pass. */
static int uit_open(struct reeks_uit *u, struct http_req *q, struct http_resp *r, struct err *e)
{
    int rc;

    arena_init(&u->a, 0);
    arena_init(&u->blok_a, 0);
    u->geteld = -1;
    rc = tabel_open(&u->t, q, r, e);
    if (!rc)
        rc = keuze_lees(u, e);
    if (!rc) {
        rc = odata_filter_lees(q->a, api_tekst(q, "$filter"), kolommen, &u->filter, e);
        if (rc)
            rc =
                http_refuse(q, r, e, "query", STR("$filter"), "waarde", "%.*s", (int)sizeof e->text, e->text);
    }
    if (!rc)
        blokken_zeef(u);
    return rc;
}

static int observations_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct reeks_uit *u = ARENA_NEW(q->a, struct reeks_uit);
    int rc = uit_open(u, q, r, e);

    if (!rc && str_is(api_tekst(q, "$count"), "true"))
        rc = tel(u, e);
    if (rc) {
        uit_sluit(u);
        return rc;
    }
    u->sla_over = api_getal(q, "$skip", 0);
    u->neem = api_getal(q, "$top", BLAD_MAX);
    if (u->neem > BLAD_MAX)
        u->neem = BLAD_MAX;
    r->stream = (struct http_stream){stuk_maak, uit_sluit, u};
    r->type = media_type(HTTP_JSON);
    return OK;
}

static int count_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct reeks_uit *u = ARENA_NEW(q->a, struct reeks_uit);
    int rc = uit_open(u, q, r, e);

    if (!rc)
        rc = tel(u, e);
    if (!rc) {
        r->body = str_fmt(q->a, "%lld", (long long)u->geteld);
        r->type = "text/plain; charset=utf-8";
    }
    uit_sluit(u);
    return rc;
}

static int properties_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct reeks_uit *u = ARENA_NEW(q->a, struct reeks_uit);
    int64_t gewijzigd = 0;
    int rc = uit_open(u, q, r, e);

    if (!rc)
        rc = tel(u, e);
    if (!rc)
        rc = laatste_levering(&u->t.x, &gewijzigd, e);
    if (!rc) {
        struct doc *d = eigenschappen(q->a, &u->t.o, gewijzigd);

        r->tree = doc_map(q->a);
        DOC_SET_STR(q->a, r->tree, "@odata.context", str_cat(q->a, u->t.basis, STR("/$metadata#Properties")));
        for (size_t i = 0; i < d->map.n; i++)
            doc_set(q->a, r->tree, d->map.at[i].key, d->map.at[i].value);
        DOC_SET_INT(q->a, r->tree, "ObservationCount", u->geteld);
    }
    uit_sluit(u);
    return rc;
}

/* Dimensions, MeasureCodes and the codes of each dimension. */
static int verzameling_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str naam = doc_get_str(q->params, STR("verzameling"));
    struct doc *l = NULL;
    struct tabel t;
    int rc = tabel_open(&t, q, r, e);

    if (!rc && str_is(naam, "Dimensions"))
        l = dimensies_doc(q->a);
    else if (!rc && str_is(naam, "MeasureCodes"))
        l = maten_doc(&t);
    for (enum dimensie d = 0; !rc && !l && d < N_DIMENSIES; d++)
        if (str_eq(naam, str_fmt(q->a, "%sCodes", dimensies[d].id)))
            l = codes_doc(&t, d);
    if (!rc && !l)
        rc = err_set(e, ERR_NOT_FOUND, "“%.*s” is er niet", STR_ARG(utf8_clip(naam, 60)));
    if (!rc)
        rc =
            lijst_antwoord(&t.x, str_fmt(q->a, "%.*s/$metadata#%.*s", STR_ARG(t.basis), STR_ARG(naam)), l, e);
    api_sluit(&t.x);
    return rc;
}

/* ---- $metadata (CSDL, OData 4) ---- */

static void soort_bij(struct buf *b, const char *naam, const char *sleutel, const char *const *velden)
{
    buf_fmt(b, "<EntityType Name=\"%s\"><Key><PropertyRef Name=\"%s\"/></Key>", naam, sleutel);
    for (; *velden; velden += 2)
        buf_fmt(b, "<Property Name=\"%s\" Type=\"Edm.%s\"/>", velden[0], velden[1]);
    buf_lit(b, "</EntityType>");
}

static int metadata_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const code[] = {"Identifier",  "String", "Index",
                                       "Int32",       "Title",  "String",
                                       "Description", "String", "DimensionGroupId",
                                       "String",      NULL},
                             *const maat[] = {"Identifier",
                                              "String",
                                              "Index",
                                              "Int32",
                                              "Title",
                                              "String",
                                              "Description",
                                              "String",
                                              "DimensionGroupId",
                                              "String",
                                              "Unit",
                                              "String",
                                              "Decimals",
                                              "Int32",
                                              "DataType",
                                              "String",
                                              "PresentationType",
                                              "String",
                                              "MeasureGroupId",
                                              "String",
                                              NULL},
                             *const dimensie[] = {"Identifier", "String",        "Title",
                                                  "String",     "Description",   "String",
                                                  "Kind",       "String",        "ContainsGroups",
                                                  "Boolean",    "ContainsCodes", "Boolean",
                                                  NULL},
                             *const set[] = {"Identifier",
                                             "String",
                                             "Title",
                                             "String",
                                             "Description",
                                             "String",
                                             "Language",
                                             "String",
                                             "Catalog",
                                             "String",
                                             "Modified",
                                             "DateTimeOffset",
                                             "ObservationsModified",
                                             "DateTimeOffset",
                                             "Status",
                                             "String",
                                             "DatasetType",
                                             "String",
                                             "Summary",
                                             "String",
                                             "ObservationCount",
                                             "Int64",
                                             NULL};
    struct tabel t;
    struct buf b;
    int rc = tabel_open(&t, q, r, e);

    if (!rc) {
        buf_init(&b, q->a, 1 << 20);
        buf_lit(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<edmx:Edmx Version=\"4.0\" "
                    "xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema "
                    "Namespace=\"Woonzorg\" "
                    "xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
        soort_bij(&b, "Code", "Identifier", code);
        soort_bij(&b, "MeasureCode", "Identifier", maat);
        soort_bij(&b, "Dimension", "Identifier", dimensie);
        soort_bij(&b, "Properties", "Identifier", set);
        buf_lit(&b, "<EntityType Name=\"Observation\"><Key><PropertyRef Name=\"Id\"/></Key>");
        for (int i = 0; i < N_KOLOMMEN; i++)
            buf_fmt(&b, "<Property Name=\"%s\" Type=\"Edm.%s\"/>", kolommen[i].naam,
                    i == K_ID      ? "Int64"
                    : i == K_VALUE ? "Double"
                                   : "String");
        buf_lit(&b, "</EntityType><EntityContainer Name=\"Container\"><EntitySet Name=\"MeasureCodes\" "
                    "EntityType=\"Woonzorg.MeasureCode\"/>"
                    "<EntitySet Name=\"Dimensions\" EntityType=\"Woonzorg.Dimension\"/>"
                    "<EntitySet Name=\"Observations\" EntityType=\"Woonzorg.Observation\"/>");
        for (int i = 0; i < N_DIMENSIES; i++)
            buf_fmt(&b, "<EntitySet Name=\"%sCodes\" EntityType=\"Woonzorg.Code\"/>", dimensies[i].id);
        buf_lit(
            &b,
            "<Singleton Name=\"Properties\" "
            "Type=\"Woonzorg.Properties\"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>\n");
        r->body = buf_str(&b);
        r->type = "application/xml";
    }
    api_sluit(&t.x);
    return rc;
}

#define ODATA_PARAMS                                                                                         \
    {"$filter", "voorwaarde, als RegioS eq 'GM0935'", PARAM_QUERY, false, false},                            \
        {"$select", "alleen deze kolommen", PARAM_QUERY, false, false},                                      \
        {"$top", "hoogstens zoveel", PARAM_QUERY, false, false, "getal", "10"},                              \
        {"$skip", "sla er zoveel over", PARAM_QUERY, false, false, "getal", "0"},                            \
        {"$count", "tel er ook bij hoeveel het er zijn", PARAM_QUERY, false, false, "janee", "true"},        \
        {"$format", "alleen json", PARAM_QUERY, false, false, "json|application/json", "json"},              \
    {                                                                                                        \
        "stand", "wat er op dit moment bekend was", PARAM_QUERY, false, false, "moment"                      \
    }
#define TABEL_PARAMS                                                                                         \
    {"catalogus", "altijd " CATALOGUS, PARAM_PATH, true, false, NULL, CATALOGUS},                            \
    {                                                                                                        \
        "tabel", "code van een onderwerp", PARAM_PATH, true, false, NULL, "inwoners"                         \
    }

static const struct http_param lijst_params[] = {ODATA_PARAMS, {0}};
static const struct http_param tabel_params[] = {TABEL_PARAMS, ODATA_PARAMS, {0}};
static const struct http_param verzameling_params[] = {
    TABEL_PARAMS,
    {"verzameling", "naam van de lijst", PARAM_PATH, true, false, NULL, "Dimensions"},
    ODATA_PARAMS,
    {0}};

#define VLAGGEN   (ROUTE_STORE | ROUTE_STRICT)
#define JSON_VORM (1u << HTTP_JSON)

const struct http_route odata_routes[] = {
    {"GET", "/odata/v4", dienst_get, NULL, "OData: wat er is", ROUTE_STRICT, lijst_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/Catalogs", catalogs_get, NULL, "OData: de catalogi", VLAGGEN, lijst_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/Datasets", datasets_get, NULL, "OData: alle tabellen", VLAGGEN, lijst_params,
     JSON_VORM, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}", tabel_get, NULL, "OData: wat een tabel heeft", VLAGGEN,
     tabel_params, JSON_VORM, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/$metadata", metadata_get, NULL,
     "OData: beschrijving van een tabel", VLAGGEN, tabel_params, 0, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Properties", properties_get, NULL,
     "OData: eigenschappen van een tabel", VLAGGEN | ROUTE_SLOW, tabel_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Observations", observations_get, NULL,
     "OData: de cijfers van een tabel", VLAGGEN | ROUTE_SLOW, tabel_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Observations/$count", count_get, NULL,
     "OData: hoeveel cijfers een tabel heeft", VLAGGEN | ROUTE_SLOW, tabel_params, 0, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/{verzameling}", verzameling_get, NULL,
     "OData: dimensies, maten en codes van een tabel", VLAGGEN, verzameling_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {0},
};
