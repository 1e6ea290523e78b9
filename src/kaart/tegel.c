/* SPDX-License-Identifier: EUPL-1.2
 * Zooms and tiles of a layer. Of a zoom all outlines are put on the grid of its tiles and simplified at once
 * (grafiek/vorm.h), so that neighbours keep one line between them and pieces in two tiles fit; a tile is cut
 * out of that. Both are made when they are first asked. */
#include "kaart/laag_intern.h"

#include "grafiek/vorm.h"
#include "http/http.h"
#include "kaart/mvt.h"

#include <math.h>

enum {
    BEWAAR = 24 << 20, /* bytes of tiles that a layer remembers */
    TOLERANTIE = 4,    /* units; a client draws eight of them in a pixel */
    KLEINST = 32,      /* twice the area in units of a ring that can still be seen */
};

/* The world as a square of 0 … 1, y up. */
static void wereld(const double *graden, double *ret_x, double *ret_y)
{
    static const double rond = 2 * M_PI * 6378137;
    double x, y;

    mercator(graden[0], graden[1], &x, &y);
    *ret_x = x / rond + 0.5;
    *ret_y = y / rond + 0.5;
}

/* The outlines as grafiek wants them. */
static struct grafiek_vlak *omtrekken(const struct kaart_laag *l, struct arena *a, struct kader *ret)
{
    struct grafiek_vlak *v = ARENA_ARRAY(a, struct grafiek_vlak, l->n + 1);

    *ret = KADER_LEEG;
    for (size_t i = 0; i < l->n; i++) {
        const struct kaart_vorm *x = &l->vorm[i];
        double *xy = ARENA_ARRAY(a, double, 2 * (x->vlak.n + x->vlak.n_ringen)), *p = xy;

        for (size_t r = 0; r < x->vlak.n_ringen; r++) {
            for (size_t j = 0; j < x->vlak.ring[r].n; j++, p += 2) {
                wereld(x->graden + 2 * (x->vlak.ring[r].van + j), &p[0], &p[1]);
                kader_bij(ret, p[0], p[1]);
            }
            *p++ = NAN;
            *p++ = NAN;
        }
        v[i].ringen = xy;
        v[i].n_ringen = (size_t)(p - xy);
    }
    return v;
}

/* The places of a ring that stay, from (x0, y0) on. False when it is no area any more, or too small to see
 * beside a larger one. */
static bool ring_over(struct arena *a, const struct vormen *vs, const struct vorm_ring *r, bool grootste,
                      double x0, double y0, struct vlak *v)
{
    double *xy = ARENA_ARRAY(a, double, 2 * (r->n + 1));
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        uint32_t id = vs->ids[r->van + i];

        if (!vs->blijft[id])
            continue;
        xy[2 * n] = x0 + vs->punten[id].x;
        xy[2 * n++ + 1] = y0 + vs->punten[id].y;
    }
    if (n < 3 || (r->oppervlak < KLEINST && !grootste))
        return false;
    xy[2 * n] = xy[0];
    xy[2 * n + 1] = xy[1];
    v->ring[v->n_ringen++] = (struct ring){v->n, n + 1, false};
    for (size_t i = 0; i < 2 * (n + 1); i++)
        v->xy[2 * v->n + i] = xy[i];
    v->n += n + 1;
    return true;
}

/* The rings [van, tot) of one area, which stand in the order of the vorm. */
static struct vlak ringen_over(struct arena *a, const struct vormen *vs, size_t van, size_t tot,
                               const struct kaart_vorm *vorm, double x0, double y0)
{
    struct vlak v = {.ring = ARENA_ARRAY(a, struct ring, tot - van + 1)};
    size_t plaatsen = 0, grootste = van;
    bool buiten = false;

    for (size_t r = van; r < tot; r++) {
        plaatsen += vs->ringen[r].n + 1;
        grootste = vs->ringen[r].oppervlak > vs->ringen[grootste].oppervlak ? r : grootste;
    }
    v.xy = ARENA_ARRAY(a, double, 2 * plaatsen + 2);
    for (size_t r = van; r < tot; r++) {
        bool binnen = r - van < vorm->vlak.n_ringen && vorm->vlak.ring[r - van].binnen, blijft;

        if (binnen && !buiten)
            continue; /* a hole of what is gone */
        blijft = ring_over(a, vs, &vs->ringen[r], r == grootste, x0, y0, &v);
        if (blijft)
            v.ring[v.n_ringen - 1].binnen = binnen;
        if (!binnen)
            buiten = blijft;
    }
    return v;
}

static const struct laag_zoom *zoom_maak(const struct kaart_laag *l, int z)
{
    struct arena t, *a = &l->in->zooms;
    struct laag_zoom *zoom = ARENA_NEW(a, struct laag_zoom);
    struct werk *w = werk_new();
    struct vormen vs = {0};
    struct kader k;
    double schaal = ldexp(MVT_MAAT, z);
    struct grafiek_vlak *v;

    zoom->vlak = ARENA_ARRAY(a, struct vlak, l->n + 1);
    zoom->kader = ARENA_ARRAY(a, struct kader, l->n + 1);
    arena_init(&t, 0);
    v = omtrekken(l, &t, &k);
    /* vormen count in tenths of a pixel, and a unit is one of those. */
    if (l->n && vormen_maak(&t, v, l->n, (k.x1 - k.x0) * schaal / 10, (k.y1 - k.y0) * schaal / 10, 0, &vs)) {
        double x0 = round(k.x0 * schaal), y0 = round((1 - k.y1) * schaal);

        (void)vormen_vereenvoudig(&t, &vs, z == KAART_ZOOM_MAX ? 1 : TOLERANTIE);
        for (size_t van = 0, tot; van < vs.n_ringen; van = tot) {
            size_t i = vs.ringen[van].vlak;
            struct vlak over;

            for (tot = van; tot < vs.n_ringen && vs.ringen[tot].vlak == i; tot++)
                ;
            over = ringen_over(&t, &vs, van, tot, &l->vorm[i], x0, y0);
            if (!over.n_ringen || !vlak_op_rooster(w, a, &over, &zoom->vlak[i]))
                zoom->vlak[i] = (struct vlak){0};
        }
    }
    for (size_t i = 0; i < l->n; i++)
        zoom->kader[i] = vlak_kader(&zoom->vlak[i]);
    arena_done(&t);
    werk_free(w);
    return zoom;
}

static bool kader_in(const struct kader *k, const struct kader *doos)
{
    return k->x0 >= doos->x0 && k->x1 <= doos->x1 && k->y0 >= doos->y0 && k->y1 <= doos->y1;
}

/* What a feature tells of itself; how many. Of a plan only what its drawing needs: a client asks for the rest
 * by its number. */
static size_t waarden_van(const struct kaart_laag *l, size_t i, struct mvt_waarde w[MVT_WAARDEN])
{
    const struct kaart_vorm *v = &l->vorm[i];

    if (l->plan) {
        w[0] = (struct mvt_waarde){"status", l->plan[i].p.status};
        w[1] = (struct mvt_waarde){"hardheid", l->plan[i].p.hardheid};
        w[2] = (struct mvt_waarde){"bron", l->plan[i].p.levering_soort};
        w[3] = (struct mvt_waarde){"gemeente", l->plan[i].gemeente_code};
        return 4;
    }
    w[0] = (struct mvt_waarde){"code", v->code};
    w[1] = (struct mvt_waarde){"naam", v->naam};
    w[2] = (struct mvt_waarde){"kort", v->kort};
    return 3;
}

static struct str tegel_vlakken(const struct kaart_laag *l, const struct laag_zoom *zoom, struct arena *a,
                                int x, int y)
{
    double x0 = (double)x * MVT_MAAT, y0 = (double)y * MVT_MAAT;
    struct kader doos = {x0 - MVT_RAND, y0 - MVT_RAND, x0 + MVT_MAAT + MVT_RAND, y0 + MVT_MAAT + MVT_RAND};
    struct mvt *m = mvt_new(a, l->plan ? STR(PLANNEN_VLAK) : l->code);
    struct mvt_waarde waarde[MVT_WAARDEN];
    struct werk *w = NULL;

    for (size_t i = 0; i < l->n; i++) {
        struct vlak stuk = zoom->vlak[i];
        double *xy;

        if (!stuk.n_ringen || !kader_raakt(&zoom->kader[i], &doos))
            continue;
        if (!kader_in(&zoom->kader[i], &doos)) {
            w = w ? w : werk_new();
            if (!vlak_knip(w, a, &zoom->vlak[i], &doos, &stuk))
                continue;
        }
        xy = ARENA_ARRAY(a, double, 2 * stuk.n + 1);
        for (size_t j = 0; j < stuk.n; j++) {
            xy[2 * j] = stuk.xy[2 * j] - x0;
            xy[2 * j + 1] = stuk.xy[2 * j + 1] - y0;
        }
        stuk.xy = xy;
        mvt_vlak(m, (uint64_t)l->vorm[i].id, &stuk, waarde, waarden_van(l, i, waarde));
    }
    werk_free(w);
    return mvt_klaar(m);
}

/* Each plan with a place is one point of one tile, so that none is lost or seen twice. */
static struct str tegel_punten(const struct kaart_laag *l, struct arena *a, int z, int x, int y)
{
    double schaal = ldexp(MVT_MAAT, z);
    struct mvt *m = mvt_new(a, l->code);
    struct mvt_waarde waarde[MVT_WAARDEN];

    for (size_t i = 0; i < l->n; i++) {
        double px, py;

        if (!l->vorm[i].vlak.n)
            continue;
        wereld(l->vorm[i].plek, &px, &py);
        px = floor(px * schaal) - (double)x * MVT_MAAT;
        py = floor((1 - py) * schaal) - (double)y * MVT_MAAT;
        if (px >= 0 && px < MVT_MAAT && py >= 0 && py < MVT_MAAT)
            mvt_punt(m, (uint64_t)l->vorm[i].id, px, py, waarde, waarden_van(l, i, waarde));
    }
    return mvt_klaar(m);
}

/* zoom NULL: only points. p NULL when it would be too large. */
static struct str tegel_maak(const struct kaart_laag *l, const struct laag_zoom *zoom, struct arena *a, int z,
                             int x, int y)
{
    struct str vlakken = zoom ? tegel_vlakken(l, zoom, a, x, y) : STR(""),
               punten = l->plan ? tegel_punten(l, a, z, x, y) : STR("");

    if (!punten.n || !vlakken.p || !punten.p)
        return punten.p ? vlakken : punten;
    return str_cat(a, vlakken, punten);
}

static void tegel_bewaar(struct laag_intern *in, struct str sleutel, struct str mvt, struct str gzip)
{
    struct tegel *t;
    struct map_entry *m;
    bool nieuw;

    pthread_mutex_lock(&in->slot);
    if (in->tegels.used > BEWAAR) {
        arena_reset(&in->tegels);
        map_init(&in->tegel, &in->tegels);
    }
    m = map_put(&in->tegel, str_dup(&in->tegels, sleutel), &nieuw);
    if (nieuw) { /* else another thread was first */
        t = ARENA_NEW(&in->tegels, struct tegel);
        t->mvt = str_dup(&in->tegels, mvt);
        t->gzip = gzip.p ? str_dup(&in->tegels, gzip) : gzip;
        m->value.p = t;
    }
    pthread_mutex_unlock(&in->slot);
}

int laag_tegel(const struct kaart_laag *l, struct arena *a, int z, int x, int y, struct str *ret,
               struct str *ret_gzip, struct err *e)
{
    struct laag_intern *in = l->in;
    const struct laag_zoom *zoom;
    const struct map_entry *m;
    struct str sleutel = str_fmt(a, "%d/%d/%d", z, x, y);

    if (z < 0 || z > KAART_ZOOM_MAX || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
        return err_set(e, ERR_NOT_FOUND,
                       "Deze tegel is er niet: z loopt van 0 tot en met %d, x en y van 0 tot 2^z.",
                       KAART_ZOOM_MAX);
    pthread_mutex_lock(&in->slot);
    m = map_get(&in->tegel, sleutel);
    if (m) { /* copied, for it may be forgotten while it is being sent */
        const struct tegel *t = m->value.p;

        *ret = str_dup(a, t->mvt);
        *ret_gzip = t->gzip.p ? str_dup(a, t->gzip) : t->gzip;
    } else if (!in->zoom[z] && (!l->plan || z >= KAART_ZOOM_PLANVLAK)) {
        in->zoom[z] = zoom_maak(l, z);
    }
    zoom = in->zoom[z];
    pthread_mutex_unlock(&in->slot);
    if (m)
        return OK;
    *ret = tegel_maak(l, zoom, a, z, x, y);
    if (!ret->p)
        return err_set(e, ERR_ENV, "tegel %.*s van %.*s is groter dan een tegel mag zijn", STR_ARG(sleutel),
                       STR_ARG(l->code));
    *ret_gzip = http_gzip(a, *ret);
    tegel_bewaar(in, sleutel, *ret, *ret_gzip);
    return OK;
}
