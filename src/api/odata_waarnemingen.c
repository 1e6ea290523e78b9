/* SPDX-License-Identifier: EUPL-1.2
 * Observations of a table of /odata/v4: sifted by $filter, a page at a time and written while they are read;
 * how many there are, and Properties, which tells that too. */
#include "api/odata.h"

#include "doc/json.h"

#include <math.h>

enum { BLAD_MAX = 100000 /* observations in one answer, as at CBS */, STUK_RIJEN = 500 };

/* What is asked and how far we are; lives as long as the request. */
struct reeks_uit {
    struct odata_tabel t;
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
    u->cel[K_MEASURE] = tekst_cel(odata_maat_code(a, b->reeks));
    for (enum dimensie d = PERIODEN; d < N_DIMENSIES; d++)
        u->cel[K_DIMENSIE + d] = tekst_cel(odata_blok_code(a, b, d));
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
        doc_set(a, d, str_from(odata_kolommen[i].naam),
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

        while (i < N_KOLOMMEN && !str_is(naam, odata_kolommen[i].naam))
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
    rc = odata_tabel_open(&u->t, q, r, e);
    if (!rc)
        rc = keuze_lees(u, e);
    if (!rc) {
        rc = odata_filter_lees(q->a, api_tekst(q, "$filter"), odata_kolommen, &u->filter, e);
        if (rc)
            rc =
                http_refuse(q, r, e, "query", STR("$filter"), "waarde", "%.*s", (int)sizeof e->text, e->text);
    }
    if (!rc)
        blokken_zeef(u);
    return rc;
}

int odata_observations_get(struct http_req *q, struct http_resp *r, struct err *e)
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

int odata_count_get(struct http_req *q, struct http_resp *r, struct err *e)
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

int odata_properties_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct reeks_uit *u = ARENA_NEW(q->a, struct reeks_uit);
    int64_t gewijzigd = 0;
    int rc = uit_open(u, q, r, e);

    if (!rc)
        rc = tel(u, e);
    if (!rc)
        rc = odata_laatste_levering(&u->t.x, &gewijzigd, e);
    if (!rc) {
        struct doc *d = odata_eigenschappen(q->a, &u->t.o, gewijzigd);

        r->tree = doc_map(q->a);
        DOC_SET_STR(q->a, r->tree, "@odata.context", str_cat(q->a, u->t.basis, STR("/$metadata#Properties")));
        for (size_t i = 0; i < d->map.n; i++)
            doc_set(q->a, r->tree, d->map.at[i].key, d->map.at[i].value);
        DOC_SET_INT(q->a, r->tree, "ObservationCount", u->geteld);
    }
    uit_sluit(u);
    return rc;
}
