/* SPDX-License-Identifier: EUPL-1.2
 * The items of a collection and one of them, as GeoJSON and as pages for people; the same for every kind of
 * collection. GeoJSON is written as text at once: see ogc.c. */
#include "kaart/ogc_intern.h"

#include "base/num.h"
#include "doc/json.h"

enum { ANTWOORD_MAX = 200 << 20 };

static const struct kaart_vorm *vorm_van(const struct ogc_bezig *z, size_t i)
{
    return &z->v.laag->vorm[i];
}

static void feature_schrijf(const struct ogc_bezig *z, struct buf *b, size_t i, const struct doc *links)
{
    struct arena *a = z->q->a;

    buf_lit(b, "{\"type\":\"Feature\",\"id\":");
    json_write(b, z->aard->nummers ? doc_int(a, vorm_van(z, i)->id) : doc_str(a, vorm_van(z, i)->code), 0);
    if (links) {
        buf_lit(b, ",\"links\":");
        json_write(b, links, 0);
    }
    buf_lit(b, ",\"geometry\":");
    if (z->o.zonder_geometrie)
        buf_lit(b, "null");
    else
        ogc_geometrie(b, vorm_van(z, i), z->o.crs);
    buf_lit(b, ",\"properties\":");
    json_write(b, z->aard->eigenschappen(z, i), 0);
    buf_char(b, '}');
}

static int geojson_klaar(const struct ogc_bezig *z, struct http_resp *r, const struct buf *b, struct err *e)
{
    if (b->over)
        return err_set(e, ERR_LIMIT, "Dit is te veel in één antwoord; vraag minder met limit.");
    r->body = buf_str(b);
    r->type = OGC_GEOJSON;
    r->headers[0].name = "Content-Crs";
    r->headers[0].value = str_fmt(z->q->a, "<%s>", z->o.crs->uri);
    return OK;
}

/* Which features answer to the question, in the order of the layer, and the part [*ret_van, *ret_tot) of them
 * that is asked. */
static const size_t *kies(const struct ogc_bezig *z, size_t *ret_n, size_t *ret_van, size_t *ret_tot)
{
    size_t *v = ARENA_ARRAY(z->q->a, size_t, z->v.laag->n + 1), n = 0;

    for (size_t i = 0; i < z->v.laag->n; i++)
        if (z->aard->past(z, i))
            v[n++] = i;
    if (z->aard->orden && n)
        z->aard->orden(z, v, n);
    *ret_n = n;
    *ret_van = z->o.vanaf < n ? z->o.vanaf : n;
    *ret_tot = n - *ret_van < z->o.limiet ? n : *ret_van + z->o.limiet;
    return v;
}

static void items_schakels(const struct ogc_bezig *z, struct doc *l, struct str pad, size_t tot, size_t n)
{
    struct http_req *q = z->q;
    const struct ogc_vraag *o = &z->o;
    size_t vorig = o->vanaf > o->limiet ? o->vanaf - o->limiet : 0;

    ogc_schakel(q, l, "self", OGC_GEOJSON, "Dit antwoord", ogc_adres(q, pad, o->vanaf, o->limiet));
    ogc_schakel(q, l, "alternate", OGC_HTML, "Dit antwoord voor mensen",
                ogc_adres(q, str_cat(q->a, pad, STR(".html")), o->vanaf, o->limiet));
    if (tot < n)
        ogc_schakel(q, l, "next", OGC_GEOJSON, "Het volgende deel", ogc_adres(q, pad, tot, o->limiet));
    if (o->vanaf)
        ogc_schakel(q, l, "prev", OGC_GEOJSON, "Het vorige deel", ogc_adres(q, pad, vorig, o->limiet));
    ogc_schakel(q, l, "collection", OGC_JSON, "De verzameling", str_sub(pad, 0, pad.n - 6));
}

static int items_geojson(const struct ogc_bezig *z, struct http_resp *r, struct str pad, struct err *e)
{
    struct arena *a = z->q->a;
    struct doc *links = doc_list(a);
    struct buf b;
    size_t n, van, tot;
    const size_t *v = kies(z, &n, &van, &tot);

    items_schakels(z, links, pad, tot, n);
    buf_init(&b, a, ANTWOORD_MAX);
    buf_fmt(&b, "{\"type\":\"FeatureCollection\",\"numberMatched\":%zu,\"numberReturned\":%zu,\"links\":", n,
            tot - van);
    json_write(&b, links, 0);
    buf_lit(&b, ",\"features\":[");
    for (size_t i = van; i < tot && !b.over; i++) {
        if (i > van)
            buf_char(&b, ',');
        feature_schrijf(z, &b, v[i], NULL);
    }
    buf_lit(&b, "]}\n");
    return geojson_klaar(z, r, &b, e);
}

static void items_pagina(const struct ogc_bezig *z, struct http_resp *r, struct str pad)
{
    struct arena *a = z->q->a;
    const struct ogc_vraag *o = &z->o;
    const char *kolommen[OGC_KOLOMMEN + 1] = {NULL};
    size_t n, van, tot;
    const size_t *v = kies(z, &n, &van, &tot);
    struct doc *t, *rijen;
    struct str html = str_cat(a, pad, STR(".html")), naam = str_dup(a, z->v.laag->naam);

    kolommen[z->aard->kolommen(z, kolommen)] = NULL;
    t = ogc_pagina(z->q, r, naam,
                   van < tot ? str_fmt(a, "%s %s; hier staan nummer %zu tot en met %zu.",
                                       str_cstr(a, num_nl(a, (int64_t)n, 0)), z->aard->meer, van + 1, tot)
                             : str_from(z->aard->niets));
    rijen = ogc_tabel(a, t, z->aard->meer, naam, kolommen);
    for (size_t i = van; i < tot; i++)
        z->aard->cellen(z, v[i], ogc_rij(a, t, rijen),
                        str_fmt(a, "%.*s/%.*s.html", STR_ARG(pad), STR_ARG(vorm_van(z, v[i])->code)));
    if (tot < n)
        ogc_pagina_schakel(a, t, "Volgende", ogc_adres(z->q, html, tot, o->limiet));
    if (o->vanaf)
        ogc_pagina_schakel(a, t, "Vorige",
                           ogc_adres(z->q, html, o->vanaf > o->limiet ? o->vanaf - o->limiet : 0, o->limiet));
    ogc_pagina_schakel(a, t, "Als GeoJSON", ogc_adres(z->q, pad, o->vanaf, o->limiet));
    ogc_pagina_schakel(a, t, "De verzameling", str_cat(a, str_sub(pad, 0, pad.n - 6), STR(".html")));
}

/* Always end with kaart_vraag_klaar(&z->v). */
static int bezig_open(struct ogc_bezig *z, struct http_req *q, struct err *e)
{
    struct http_req kaal = *q; /* datetime may be a period here: read by ogc_vraag_lees */
    struct str code = doc_get_str(q->params, STR("verzameling"));
    int rc;

    *z = (struct ogc_bezig){.q = q, .aard = ogc_aard_van(code)};
    kaal.query = doc_map(q->a);
    rc = kaart_vraag_laag(&kaal, (struct str){0}, "datetime", &z->v, e);
    if (!rc)
        rc = ogc_vraag_lees(q, z->v.g, z->aard, &z->o, e);
    if (!rc)
        rc = ogc_laag(q, &z->v, code, z->o.heeft_datum ? z->o.van : 0, z->o.heeft_datum ? z->o.tot : 0,
                      z->o.stand, e);
    return rc ? rc : z->aard->open(z, e);
}

static struct str items_pad(struct http_req *q)
{
    return str_fmt(q->a, OGC_BASIS "/collections/%.*s/items",
                   STR_ARG(doc_get_str(q->params, STR("verzameling"))));
}

int ogc_items_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct ogc_bezig z;
    int rc = bezig_open(&z, q, e);

    if (!rc && ogc_als_pagina(q))
        items_pagina(&z, r, items_pad(q));
    else if (!rc)
        rc = items_geojson(&z, r, items_pad(q), e);
    kaart_vraag_klaar(&z.v);
    return rc;
}

static void item_pagina(const struct ogc_bezig *z, struct http_resp *r, size_t i, struct str pad)
{
    static const char *const kolommen[] = {"Eigenschap", "Waarde", NULL};
    struct arena *a = z->q->a;
    struct doc *d = z->aard->eigenschappen(z, i), *t, *rijen;
    struct str naam = vorm_van(z, i)->naam;

    t = ogc_pagina(z->q, r, naam.n ? str_dup(a, naam) : str_dup(a, vorm_van(z, i)->code),
                   str_dup(a, z->v.laag->naam));
    rijen = ogc_tabel(a, t, "eigenschappen", STR("Eigenschappen"), kolommen);
    for (size_t k = 0; k < d->map.n; k++) {
        struct doc *x = ogc_rij(a, t, rijen), *w = d->map.at[k].value;
        struct buf b;

        ogc_cel(a, x, d->map.at[k].key, STR(""));
        buf_init(&b, a, 1000);
        if (w->type != DOC_STR)
            json_write(&b, w, 0);
        ogc_cel(a, x,
                w->type == DOC_STR    ? w->s
                : w->type == DOC_NULL ? STR("\xE2\x80\x93")
                                      : buf_str(&b),
                str_is(d->map.at[k].key, "pagina") ? w->s : STR(""));
    }
    ogc_pagina_schakel(a, t, "Als GeoJSON", pad);
    ogc_pagina_schakel(a, t, "De hele verzameling", str_cat(a, items_pad(z->q), STR(".html")));
}

static int item_geojson(const struct ogc_bezig *z, struct http_resp *r, size_t i, struct str pad,
                        struct err *e)
{
    struct http_req *q = z->q;
    struct doc *links = doc_list(q->a);
    struct str items = items_pad(q);
    struct buf b;

    ogc_schakel(q, links, "self", OGC_GEOJSON, "Dit antwoord", pad);
    ogc_schakel(q, links, "alternate", OGC_HTML, "Dit antwoord voor mensen",
                str_cat(q->a, pad, STR(".html")));
    ogc_schakel(q, links, "collection", OGC_JSON, "De verzameling", str_sub(items, 0, items.n - 6));
    buf_init(&b, q->a, ANTWOORD_MAX);
    feature_schrijf(z, &b, i, links);
    buf_char(&b, '\n');
    return geojson_klaar(z, r, &b, e);
}

int ogc_item_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct ogc_bezig z;
    struct str id = doc_get_str(q->params, STR("kenmerk")),
               pad = str_fmt(q->a, "%.*s/%.*s", STR_ARG(items_pad(q)), STR_ARG(id));
    size_t i = 0;
    int rc = bezig_open(&z, q, e);

    if (!rc && !z.aard->zoek(&z, id, &i))
        rc = err_set(e, ERR_NOT_FOUND, "In deze verzameling is geen %s “%.*s”.", z.aard->een,
                     STR_ARG(str_sub(id, 0, 40)));
    if (!rc && ogc_als_pagina(q))
        item_pagina(&z, r, i, pad);
    else if (!rc)
        rc = item_geojson(&z, r, i, pad, e);
    kaart_vraag_klaar(&z.v);
    return rc;
}
