/* SPDX-License-Identifier: EUPL-1.2
 * OGC API Features without HTTP's answers: reading what is asked (OGC 17-069r4 and 18-058r1), choosing, and
 * writing geometries. A geometry is written as text at once: a tree with a value a coordinate would take
 * twenty times the memory. */
#include "kaart/ogc_intern.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

#define CRS "http://www.opengis.net/def/crs/"

const struct ogc_crs ogc_crs[] = {
    {CRS "OGC/1.3/CRS84", STELSEL_GRADEN, false, 7},
    {CRS "EPSG/0/28992", STELSEL_RD, false, 3},
    {CRS "EPSG/0/4326", STELSEL_GRADEN, true, 7},
    {CRS "EPSG/0/3857", STELSEL_MERCATOR, false, 3},
    {0},
};

/* ---- reading ---- */

static int crs_lees(struct str uri, const char *veld, const struct ogc_crs **ret, struct err *e)
{
    *ret = ogc_crs;
    if (!uri.n)
        return OK;
    for (const struct ogc_crs *c = ogc_crs; c->uri; c++)
        if (str_is(uri, c->uri)) {
            *ret = c;
            return OK;
        }
    return err_set(e, ERR_DATA, "%s: “%.*s” is geen coördinatenstelsel van deze verzameling.", veld,
                   STR_ARG(str_sub(uri, 0, 100)));
}

static bool maat_lees(struct str s, double *ret)
{
    struct dec d;

    if (!s.n || s.n > 40 || !dec_parse(str_trim(s), '.', &d))
        return false;
    *ret = (double)d.v / pow(10, d.scale);
    return true;
}

/* "minx,miny,maxx,maxy", or with heights that do not count. Over the date line there is nothing of ours, so a
 * box whose west lies east of its east is refused. */
static int kader_lees(struct str s, const struct ogc_crs *crs, struct ogc_vraag *v, struct err *e)
{
    double g[6];
    size_t n = 0, half;
    struct str rest = s;

    while (rest.p && n < 7) {
        double x;

        if (n == 6 || !maat_lees(str_cut(rest, ',', &rest), &x))
            return err_set(e, ERR_DATA, "bbox: vier getallen met komma's ertussen, zoals 5.5,50.7,6.3,51.8.");
        g[n++] = x;
    }
    if (n != 4 && n != 6)
        return err_set(e, ERR_DATA, "bbox: vier getallen met komma's ertussen, zoals 5.5,50.7,6.3,51.8.");
    half = n / 2;
    v->kader = crs->omgekeerd ? (struct kader){g[1], g[0], g[half + 1], g[half]}
                              : (struct kader){g[0], g[1], g[half], g[half + 1]};
    if (v->kader.x0 > v->kader.x1 || v->kader.y0 > v->kader.y1)
        return err_set(e, ERR_DATA, "bbox: eerst de kleinste waarden, dan de grootste.");
    v->kader_stelsel = crs->stelsel;
    v->heeft_kader = true;
    return OK;
}

/* A day of "2023-01-01" or of a moment "2023-01-01T00:00:00Z"; empty or ".." is open. */
static bool dag_lees(struct str s, date_t open, date_t *ret)
{
    int64_t ms;

    *ret = open;
    if (!s.n || str_is(s, ".."))
        return true;
    if (s.n <= 10)
        return date_parse(s, ret);
    if (!time_parse(s, &ms))
        return false;
    *ret = time_date(ms);
    return true;
}

static int datum_lees(struct str s, struct ogc_vraag *v, struct err *e)
{
    struct str tot, van = str_cut(s, '/', &tot);
    bool goed;

    if (!s.n)
        return OK;
    goed = dag_lees(van, tot.p ? 18000101 : 0, &v->van) && v->van;
    v->tot = v->van;
    if (goed && tot.p)
        goed = dag_lees(tot, date_today(), &v->tot);
    if (!goed || v->tot < v->van)
        return err_set(e, ERR_DATA,
                       "datetime: een dag (2023-01-01), of een periode (2020-01-01/2023-01-01).");
    return OK;
}

static int tel_lees(struct http_req *q, const char *veld, int64_t minst, size_t *ret, struct err *e)
{
    struct str s = doc_get_str(q->query, str_from(veld));
    int64_t n;

    if (!s.n)
        return OK;
    if (!num_i64(s, &n) || n < minst || n > 1000000000)
        return err_set(e, ERR_DATA, "%s: een heel getal vanaf %d.", veld, (int)minst);
    *ret = (size_t)n;
    return OK;
}

static int cijfers_lees(struct str s, struct ogc_vraag *v, struct err *e)
{
    while (s.n) {
        struct str code = str_trim(str_cut(s, ',', &s));

        if (v->n_cijfers == OGC_CIJFERS)
            return err_set(e, ERR_DATA, "cijfers: hoogstens %d tegelijk.", OGC_CIJFERS);
        v->cijfer[v->n_cijfers++] = code;
    }
    return OK;
}

const char *const ogc_plan_velden[] = {"naam", "plancode", "gemeente", "status", "hardheid", "plantype",
                                       "fase", "bron",     "sortby",   "stand",  NULL};

static bool bij(struct str naam, const char *const *lijst)
{
    for (; *lijst; lijst++)
        if (str_is(naam, *lijst))
            return true;
    return false;
}

/* What can be asked of every collection. */
static const char *const velden[] = {"bbox",   "bbox-crs",   "crs",          "datetime", "limit",
                                     "offset", "woningtype", "skipGeometry", NULL};

static int rest_lees(struct http_req *q, const struct gebieden *g, const struct ogc_aard *aard,
                     struct ogc_vraag *v, struct err *e)
{
    for (size_t i = 0; i < q->query->map.n; i++) {
        struct str naam = q->query->map.at[i].key;
        const struct indeling *in = indeling_bij_code(g, naam);

        if (bij(naam, velden) || bij(naam, aard->velden))
            continue;
        if (!in || v->n_in == sizeof v->in_indeling / sizeof *v->in_indeling)
            return err_set(e, ERR_DATA, "“%.*s” kan hier niet gevraagd worden.",
                           STR_ARG(str_sub(naam, 0, 60)));
        v->in_indeling[v->n_in] = in;
        v->in_regio[v->n_in++] = doc_get_str(q->query, naam);
    }
    return OK;
}

/* What is asked of plans: a word that cannot be is told, for an answer without any would look like one. */
static int plan_lees_vraag(struct http_req *q, struct ogc_vraag *v, struct err *e)
{
    static const char *const volgorde[] = {"woningen", "-woningen", "naam", "-naam", NULL};
    struct str stand;
    bool type = !v->woningtype.n;

    for (size_t i = 0; i < PLANVELDEN; i++)
        v->plan[i] = doc_get_str(q->query, str_from(ogc_plan_velden[i]));
    if (v->plan[PLANVELD_HARDHEID].n && !str_is(v->plan[PLANVELD_HARDHEID], "hard") &&
        !str_is(v->plan[PLANVELD_HARDHEID], "zacht") && !str_is(v->plan[PLANVELD_HARDHEID], "onbekend"))
        return err_set(e, ERR_DATA, "hardheid: hard, zacht of onbekend.");
    v->sorteer = doc_get_str(q->query, STR("sortby"));
    if (v->sorteer.n && !bij(v->sorteer, volgorde))
        return err_set(e, ERR_DATA, "sortby: woningen of naam, met - ervoor aflopend.");
    stand = doc_get_str(q->query, STR("stand"));
    if (stand.n && !time_parse(stand, &v->stand))
        return err_set(e, ERR_DATA, "stand: een dag (2023-01-01) of een moment.");
    for (size_t i = 0; i < PLAN_TYPEN; i++)
        type = type || str_is(v->woningtype, plan_typen[i]);
    if (!type)
        return err_set(e, ERR_DATA, "woningtype: nultreden, geclusterd, zorggeschikt of overig-geschikt.");
    return OK;
}

static int janee_lees(struct http_req *q, const char *veld, bool *ret, struct err *e)
{
    struct str s = doc_get_str(q->query, str_from(veld));

    *ret = str_is(s, "true");
    if (s.n && !*ret && !str_is(s, "false"))
        return err_set(e, ERR_DATA, "%s: true of false.", veld);
    return OK;
}

int ogc_vraag_lees(struct http_req *q, const struct gebieden *g, const struct ogc_aard *aard,
                   struct ogc_vraag *ret, struct err *e)
{
    struct str kader = doc_get_str(q->query, STR("bbox"));
    const struct ogc_crs *kader_crs;
    int rc;

    *ret = (struct ogc_vraag){.limiet = OGC_LIMIET, .van = date_today(), .tot = date_today()};
    ret->code = doc_get_str(q->query, STR("code"));
    ret->naam = doc_get_str(q->query, STR("naam"));
    ret->gemeente = doc_get_str(q->query, STR("gemeente"));
    ret->woningtype = doc_get_str(q->query, STR("woningtype"));
    ret->heeft_datum = doc_get_str(q->query, STR("datetime")).n > 0;
    rc = rest_lees(q, g, aard, ret, e);
    if (!rc)
        rc = crs_lees(doc_get_str(q->query, STR("crs")), "crs", &ret->crs, e);
    if (!rc)
        rc = crs_lees(doc_get_str(q->query, STR("bbox-crs")), "bbox-crs", &kader_crs, e);
    if (!rc && kader.n)
        rc = kader_lees(kader, kader_crs, ret, e);
    if (!rc)
        rc = datum_lees(doc_get_str(q->query, STR("datetime")), ret, e);
    if (!rc)
        rc = tel_lees(q, "limit", 1, &ret->limiet, e);
    if (!rc)
        rc = tel_lees(q, "offset", 0, &ret->vanaf, e);
    if (!rc)
        rc = janee_lees(q, "skipGeometry", &ret->zonder_geometrie, e);
    if (!rc)
        rc = aard == &ogc_plan ? plan_lees_vraag(q, ret, e)
                               : cijfers_lees(doc_get_str(q->query, STR("cijfers")), ret, e);
    if (ret->limiet > OGC_LIMIET_MAX) /* the standard wants fewer then, not a refusal */
        ret->limiet = OGC_LIMIET_MAX;
    return rc;
}

struct str ogc_adres(struct http_req *q, struct str path, size_t vanaf, size_t limiet)
{
    struct str rest = q->raw_query;
    struct buf b;

    buf_init(&b, q->a, 64 << 10);
    buf_add(&b, path);
    buf_fmt(&b, "?limit=%zu", limiet);
    if (vanaf)
        buf_fmt(&b, "&offset=%zu", vanaf);
    while (rest.n) { /* as it was sent: nothing is decoded, so nothing can change */
        struct str veld = str_cut(rest, '&', &rest), waarde, naam = str_cut(veld, '=', &waarde);

        if (!veld.n || str_is(naam, "limit") || str_is(naam, "offset"))
            continue;
        buf_char(&b, '&');
        buf_add(&b, veld);
    }
    return buf_str(&b);
}

/* ---- choosing ---- */

static bool punt_raakt(const double *xy, size_t n, const struct kader *k)
{
    for (size_t i = 0; i < n; i++)
        if (xy[2 * i] >= k->x0 && xy[2 * i] <= k->x1 && xy[2 * i + 1] >= k->y0 && xy[2 * i + 1] <= k->y1)
            return true;
    return false;
}

static bool raakt(const struct kaart_vorm *v, const struct kader *k, enum kaart_stelsel stelsel)
{
    struct vlak vlak = v->vlak;
    double x0, y0, x1, y1;
    struct kader vak = *k;

    if (!kader_raakt(&v->kader[stelsel], k))
        return false;
    if (stelsel ==
        STELSEL_MERCATOR) { /* its lines of longitude and latitude are straight: the box as degrees */
        static const double r = 6378137, graad = 180 / M_PI;

        x0 = k->x0 / r * graad;
        x1 = k->x1 / r * graad;
        y0 = (2 * atan(exp(k->y0 / r)) - M_PI / 2) * graad;
        y1 = (2 * atan(exp(k->y1 / r)) - M_PI / 2) * graad;
        vak = (struct kader){x0, y0, x1, y1};
    }
    if (stelsel != STELSEL_RD)
        vlak.xy = v->graden;
    return vlak.n_ringen ? vlak_raakt(&vlak, &vak) : punt_raakt(vlak.xy, vlak.n, &vak);
}

bool ogc_raakt(const struct ogc_vraag *v, const struct kaart_vorm *vorm)
{
    return !v->heeft_kader || raakt(vorm, &v->kader, v->kader_stelsel);
}

bool ogc_in_regios(const struct ogc_vraag *v, const struct gebieden *g, const struct gebied *gemeente,
                   date_t d)
{
    for (size_t i = 0; i < v->n_in; i++) {
        const struct gebied *regio = gemeente ? gebied_regio(g, gemeente, v->in_indeling[i]->code, d) : NULL;

        if (!regio || !str_eq(regio->code, v->in_regio[i]))
            return false;
    }
    return true;
}

/* ---- writing ---- */

/* A coordinate with a fixed number of decimals, less the noughts at its end. */
static void maat_schrijf(struct buf *b, double v, int decimalen)
{
    static const double macht[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7};
    int64_t heel = llround(v * macht[decimalen]);
    char cijfers[32];
    uint64_t rest = heel < 0 ? 0 - (uint64_t)heel : (uint64_t)heel;
    int n = (int)sizeof cijfers, achter = decimalen;

    while (achter && rest % 10 == 0) {
        rest /= 10;
        achter--;
    }
    for (int i = 0; i < achter; i++, rest /= 10)
        cijfers[--n] = (char)('0' + rest % 10);
    if (achter)
        cijfers[--n] = '.';
    do
        cijfers[--n] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (heel < 0)
        cijfers[--n] = '-';
    buf_bytes(b, cijfers + n, sizeof cijfers - (size_t)n);
}

static void plaats_schrijf(struct buf *b, const struct kaart_vorm *v, size_t i, const struct ogc_crs *crs)
{
    const double *p = (crs->stelsel == STELSEL_RD ? v->vlak.xy : v->graden) + 2 * i;
    double x = p[0], y = p[1];

    if (crs->stelsel == STELSEL_MERCATOR)
        mercator(p[0], p[1], &x, &y);
    buf_char(b, '[');
    maat_schrijf(b, crs->omgekeerd ? y : x, crs->decimalen);
    buf_char(b, ',');
    maat_schrijf(b, crs->omgekeerd ? x : y, crs->decimalen);
    buf_char(b, ']');
}

static void punten_schrijf(struct buf *b, const struct kaart_vorm *v, const struct ogc_crs *crs)
{
    buf_lit(b, v->vlak.n == 1 ? "{\"type\":\"Point\",\"coordinates\":"
                              : "{\"type\":\"MultiPoint\",\"coordinates\":[");
    for (size_t i = 0; i < v->vlak.n; i++) {
        if (i)
            buf_char(b, ',');
        plaats_schrijf(b, v, i, crs);
    }
    buf_lit(b, v->vlak.n == 1 ? "}" : "]}");
}

static void vlakken_schrijf(struct buf *b, const struct kaart_vorm *v, const struct ogc_crs *crs)
{
    size_t delen = 0;

    for (size_t r = 0; r < v->vlak.n_ringen; r++)
        delen += !v->vlak.ring[r].binnen;
    buf_lit(b, delen == 1 ? "{\"type\":\"Polygon\",\"coordinates\":"
                          : "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (size_t r = 0; r < v->vlak.n_ringen; r++) {
        const struct ring *ring = &v->vlak.ring[r];

        buf_lit(b, ring->binnen ? "," : r ? "],[" : "[");
        buf_char(b, '[');
        for (size_t i = 0; i < ring->n; i++) {
            if (i)
                buf_char(b, ',');
            plaats_schrijf(b, v, ring->van + i, crs);
        }
        buf_char(b, ']');
    }
    buf_lit(b, delen == 1 ? "]}" : "]]}");
}

void ogc_geometrie(struct buf *b, const struct kaart_vorm *v, const struct ogc_crs *crs)
{
    if (v->vlak.n_ringen)
        vlakken_schrijf(b, v, crs);
    else if (v->vlak.n)
        punten_schrijf(b, v, crs);
    else
        buf_lit(b, "null");
}

void ogc_schakel(struct http_req *q, struct doc *links, const char *rel, const char *type, const char *titel,
                 struct str path)
{
    struct doc *l = doc_add(q->a, links, doc_map(q->a));

    DOC_SET_STR(q->a, l, "href", str_cat(q->a, q->origin, path));
    DOC_SET_STR(q->a, l, "rel", str_from(rel));
    DOC_SET_STR(q->a, l, "type", str_from(type));
    DOC_SET_STR(q->a, l, "title", str_from(titel));
}
