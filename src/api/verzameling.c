/* SPDX-License-Identifier: EUPL-1.2
 * Collections: one pair of handlers for every list and every single thing that has a table of fields. */
#include "api/api.h"

#include "cijfer/cijfer.h"

#include "base/num.h"

#include <stdlib.h>

int api_open(struct api *x, struct http_req *q, struct http_resp *r, struct err *e)
{
    int rc;

    *x = (struct api){.q = q, .r = r, .a = q->a, .o = q->app, .c = q->conn};
    x->datum = api_datum(q, "datum");
    if (!x->datum)
        x->datum = date_today();
    rc = gebied_cache_neem(x->o->gebieden, x->c, &x->g, e);
    if (!rc && !x->g->n)
        rc = err_set(e, ERR_ENV, "de gebieden ontbreken; draai: woonzorg db migreer");
    return rc;
}

void api_sluit(struct api *x)
{
    if (x->g)
        gebied_cache_geef(x->o->gebieden, x->g);
    x->g = NULL;
}

struct str api_tekst(const struct http_req *q, const char *naam)
{
    return str_trim(doc_get_str(q->query, str_from(naam)));
}

int api_woorden_toets(struct api *x, struct str bron, struct str woningtype, struct err *e)
{
    const char *veld = "bron";
    int rc = cijfer_bron_toets(x->c, x->a, bron, e);

    if (!rc) {
        veld = "woningtype";
        rc = cijfer_woningtype_toets(x->c, x->a, woningtype, e);
    }
    if (rc == ERR_NOT_FOUND)
        return http_refuse(x->q, x->r, e, "query", str_from(veld), "onbekend", "%.*s", (int)sizeof e->text,
                           e->text);
    return rc;
}

date_t api_datum(const struct http_req *q, const char *naam)
{
    date_t d = 0;

    return date_parse(api_tekst(q, naam), &d) ? d : 0;
}

int64_t api_getal(const struct http_req *q, const char *naam, int64_t anders)
{
    int64_t n;

    return num_i64(api_tekst(q, naam), &n) ? n : anders;
}

struct bladzijde bladzijde_van(const struct http_req *q)
{
    bool machine = q->format != HTTP_JSON; /* a file for a spreadsheet is whole unless a page is asked */
    struct bladzijde b = {api_getal(q, "pagina", 1),
                          api_getal(q, "paginaGrootte", machine ? INT32_MAX : PAGINA_GROOTTE)};

    b.nummer = b.nummer < 1 ? 1 : b.nummer > PAGINA_MAX ? PAGINA_MAX : b.nummer;
    if (b.grootte < 1)
        b.grootte = 1;
    if (!machine && b.grootte > PAGINA_GROOTTE_MAX)
        b.grootte = PAGINA_GROOTTE_MAX;
    return b;
}

static void url_bij(struct buf *b, struct str s)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == '_' || c == '~' || c == ':' || c == ',') {
            buf_char(b, (char)c);
            continue;
        }
        buf_char(b, '%');
        buf_char(b, hex[c >> 4]);
        buf_char(b, hex[c & 15]);
    }
}

/* This same address, on page `nummer` (0: as it was asked). */
static struct doc *link_naar(const struct api *x, int64_t nummer)
{
    const struct doc *query = x->q->query;
    struct buf b;
    char teken = '?';

    buf_init(&b, x->a, 1 << 20);
    buf_add(&b, x->q->path);
    for (size_t i = 0; i < query->map.n; i++) {
        if (nummer && str_is(query->map.at[i].key, "pagina"))
            continue;
        buf_char(&b, teken);
        url_bij(&b, query->map.at[i].key);
        buf_char(&b, '=');
        url_bij(&b, query->map.at[i].value->s);
        teken = '&';
    }
    if (nummer)
        buf_fmt(&b, "%cpagina=%lld", teken, (long long)nummer);
    return doc_str(x->a, buf_str(&b));
}

struct doc *links_doc(const struct api *x, struct bladzijde b, bool meer)
{
    struct arena *a = x->a;
    struct doc *d = doc_map(a);

    DOC_SET(a, d, "self", link_naar(x, 0));
    DOC_SET(a, d, "first", link_naar(x, 1));
    DOC_SET(a, d, "prev", b.nummer > 1 ? link_naar(x, b.nummer - 1) : doc_null(a));
    DOC_SET(a, d, "next", meer ? link_naar(x, b.nummer + 1) : doc_null(a));
    return d;
}

int velden_keuze(struct api *x, const struct veld *velden, struct doc **ret, struct err *e)
{
    struct str rest = api_tekst(x->q, "velden");
    int rc = OK;

    *ret = NULL;
    if (!rest.n)
        return OK;
    *ret = doc_list(x->a);
    while (rest.n) {
        struct str naam = str_trim(str_cut(rest, ',', &rest));

        if (veld_bij_naam(velden, naam))
            doc_add(x->a, *ret, doc_str(x->a, naam));
        else
            rc = http_refuse(x->q, x->r, e, "query", STR("velden"), "onbekend", "het veld “%.*s” is er niet",
                             STR_ARG(utf8_clip(naam, 60)));
    }
    return rc;
}

static const struct verzameling *verzameling_bij_naam(struct str naam)
{
    for (const struct verzameling *v = verzamelingen; v->naam; v++)
        if (str_is(naam, v->naam))
            return v;
    return NULL;
}

/* "/v1/gebieden", "/v1/gebieden/{code}", "/v1/indelingen/{code}/regios": names stand at every other place. */
const struct verzameling *verzameling_van(struct str path)
{
    const struct verzameling *v = NULL;

    for (int i = 0; path.p; i++) {
        struct str deel = str_cut(path, '/', &path);

        if (i == 2 || i == 4)
            v = verzameling_bij_naam(deel);
    }
    return v;
}

/* Does an item have the values that the query asks of its filter fields? */
static bool past(const struct api *x, const struct verzameling *v, const void *ding)
{
    for (const struct veld *f = v->velden; f->naam; f++) {
        struct str gevraagd = f->vlag & VELD_FILTER ? api_tekst(x->q, f->naam) : STR("");
        struct doc *d;

        if (!gevraagd.n)
            continue;
        d = veld_waarde(x, f, ding);
        if (d->type == DOC_BOOL) {
            if (d->b != str_is(gevraagd, "true"))
                return false;
            continue;
        }
        if (d->type == DOC_INT ? !str_eq(str_fmt(x->a, "%lld", (long long)d->i), gevraagd)
                               : d->type != DOC_STR || !str_eq(d->s, gevraagd))
            return false;
    }
    return true;
}

struct sortering {
    const struct veld *veld;
    bool aflopend;
};

struct sorteerbaar {
    const void *ding;
    const struct doc *waarde;
    size_t nummer;
    bool aflopend;
};

/* Unknown last, whichever way; equals stay in order. */
static int op_waarde(const void *p, const void *q)
{
    const struct sorteerbaar *s = p, *t = q;
    bool leeg_s = s->waarde->type == DOC_NULL, leeg_t = t->waarde->type == DOC_NULL;
    int c = 0;

    if (leeg_s != leeg_t)
        return leeg_s ? 1 : -1;
    if (s->waarde->type == DOC_INT && t->waarde->type == DOC_INT)
        c = (s->waarde->i > t->waarde->i) - (s->waarde->i < t->waarde->i);
    else if (s->waarde->type == DOC_STR && t->waarde->type == DOC_STR)
        c = str_cmp(s->waarde->s, t->waarde->s);
    if (!c)
        return (s->nummer > t->nummer) - (s->nummer < t->nummer);
    return s->aflopend ? -c : c;
}

static int sortering_lees(struct api *x, const struct verzameling *v, struct sortering *ret, struct err *e)
{
    struct str s = api_tekst(x->q, "sorteer");

    *ret = (struct sortering){0};
    if (!s.n)
        return OK;
    ret->aflopend = s.p[0] == '-';
    s = str_sub(s, ret->aflopend, s.n);
    ret->veld = veld_bij_naam(v->velden, s);
    if (!ret->veld)
        return http_refuse(x->q, x->r, e, "query", STR("sorteer"), "onbekend", "het veld “%.*s” is er niet",
                           STR_ARG(utf8_clip(s, 60)));
    return OK;
}

/* The items that are asked for, in order. */
static int dingen_lees(struct api *x, const struct verzameling *v, struct sorteerbaar **ret, size_t *ret_n,
                       struct err *e)
{
    const void *alles;
    struct sortering sorteer;
    struct sorteerbaar *s;
    size_t n, m = 0;
    int rc = sortering_lees(x, v, &sorteer, e);

    if (!rc)
        rc = v->lees(x, &alles, &n, e);
    if (rc)
        return rc;
    s = ARENA_ARRAY(x->a, struct sorteerbaar, n + 1);
    for (size_t i = 0; i < n; i++) {
        const void *ding = (const char *)alles + i * v->grootte;

        if (!past(x, v, ding))
            continue;
        s[m] = (struct sorteerbaar){ding, NULL, m, sorteer.aflopend};
        if (sorteer.veld)
            s[m].waarde = veld_waarde(x, sorteer.veld, ding);
        m++;
    }
    if (sorteer.veld && m)
        qsort(s, m, sizeof *s, op_waarde);
    *ret = s;
    *ret_n = m;
    return OK;
}

static void lijst_antwoord(struct api *x, const struct verzameling *v, const struct sorteerbaar *s, size_t n,
                           const struct doc *kies)
{
    struct arena *a = x->a;
    struct bladzijde b = bladzijde_van(x->q);
    size_t van = (size_t)(b.nummer - 1) * (size_t)b.grootte, tot = van + (size_t)b.grootte;
    struct doc *rijen, *d = x->r->tree = doc_map(a);

    if (tot > n)
        tot = n;
    if (x->q->format == HTTP_JSON) {
        DOC_SET(a, d, "links", links_doc(x, b, tot < n && van < n));
        DOC_SET_INT(a, d, "pagina", b.nummer);
        DOC_SET_INT(a, d, "paginaGrootte", b.grootte);
        DOC_SET_INT(a, d, "aantal", (int64_t)n);
        rijen = doc_set(a, d, str_from(v->naam), doc_list(a));
    } else {
        struct doc *t = velden_tabel(a, v->velden, str_from(v->titel), kies);

        doc_set(a, DOC_SET(a, d, "tabellen", doc_map(a)), str_from(v->naam), t);
        rijen = doc_get(t, STR("rijen"));
    }
    for (size_t i = van; i < tot; i++)
        doc_add(a, rijen, velden_doc(x, v->velden, s[i].ding, kies));
}

int verzameling_lijst(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct verzameling *v = verzameling_van(q->path);
    struct api x;
    struct sorteerbaar *s;
    struct doc *kies;
    size_t n;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = velden_keuze(&x, v->velden, &kies, e);
    if (!rc)
        rc = dingen_lees(&x, v, &s, &n, e);
    if (!rc)
        lijst_antwoord(&x, v, s, n, kies);
    api_sluit(&x);
    return rc;
}

/* The one whose key is the last piece of the path. */
int verzameling_een(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct verzameling *v = verzameling_van(q->path);
    const struct veld *sleutel = veld_bij_naam(v->velden, str_from(v->sleutel));
    struct str code = q->params->map.at[0].value->s;
    struct api x;
    const void *alles;
    struct doc *kies;
    size_t n;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = velden_keuze(&x, v->velden, &kies, e);
    if (!rc)
        rc = v->lees(&x, &alles, &n, e);
    for (size_t i = 0; !rc && i < n && !r->tree; i++) {
        const void *ding = (const char *)alles + i * v->grootte;
        const struct doc *d = veld_waarde(&x, sleutel, ding);

        if (d->type == DOC_INT ? str_eq(str_fmt(q->a, "%lld", (long long)d->i), code) : str_eq(d->s, code))
            r->tree = velden_doc(&x, v->velden, ding, kies);
    }
    if (!rc && !r->tree)
        rc = err_set(e, ERR_NOT_FOUND, "%s: “%.*s” is er niet", v->titel, STR_ARG(utf8_clip(code, 60)));
    api_sluit(&x);
    return rc;
}
