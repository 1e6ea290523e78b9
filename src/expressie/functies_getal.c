/* SPDX-License-Identifier: EUPL-1.2
 * Functions on numbers and on sets of nodes as numbers. */
#include "expressie/intern.h"

#include <math.h>

/* Each argument as a number, a set of nodes as its members; calls `bij` for each and stops at a false. */
typedef void bij_getal(double d, double *som, size_t nr);

static int over(struct reken *r, const struct expr_waarde *w, size_t n, bij_getal *bij, double *som,
                size_t *ret_n, struct err *e)
{
    size_t nr = 0;

    for (size_t i = 0; i < n; i++) {
        size_t m = w[i].soort == EXPR_KNOPEN ? w[i].knopen.n : 1;
        int rc = expr_stap(r, m, e);

        if (rc)
            return rc;
        for (size_t j = 0; j < m; j++) {
            struct expr_waarde een = w[i];

            if (een.soort == EXPR_KNOPEN)
                een.knopen.at += j, een.knopen.n = 1;
            if (een.soort == EXPR_KNOPEN && een.knopen.at[0]->weg)
                continue;
            bij(expr_als_getal(r->o, een), som, nr++);
        }
    }
    *ret_n = nr;
    return OK;
}

static void bij_som(double d, double *som, size_t nr)
{
    (void)nr;
    *som += d;
}

static void bij_max(double d, double *som, size_t nr)
{
    if (!nr || isnan(d) || d > *som)
        *som = nr && isnan(*som) ? *som : d;
}

static void bij_min(double d, double *som, size_t nr)
{
    if (!nr || isnan(d) || d < *som)
        *som = nr && isnan(*som) ? *som : d;
}

static int f_uiterste(struct reken *r, const struct expr_waarde *w, size_t n, bij_getal *bij,
                      struct expr_waarde *ret, struct err *e)
{
    double d = NAN;
    size_t nr;
    int rc = over(r, w, n, bij, &d, &nr, e);

    *ret = w_getal(d);
    return rc;
}

static int f_max(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                 struct err *e)
{
    return f_uiterste(r, w, n, bij_max, ret, e);
}

static int f_min(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                 struct err *e)
{
    return f_uiterste(r, w, n, bij_min, ret, e);
}

static int alleen_knopen(const char *functie, const struct expr_waarde *w, struct err *e)
{
    if (w->soort == EXPR_KNOPEN)
        return OK;
    return err_set(e, ERR_DATA, "%s() verwacht een verwijzing naar vragen, als ${naam}", functie);
}

static int f_sum(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                 struct err *e)
{
    double d = 0;
    size_t nr;
    int rc = alleen_knopen("sum", w, e);

    if (!rc)
        rc = over(r, w, n, bij_som, &d, &nr, e);
    *ret = w_getal(d);
    return rc;
}

static int f_count(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                   struct err *e)
{
    size_t er = 0;
    int rc = alleen_knopen("count", w, e);

    (void)r, (void)n;
    for (size_t i = 0; !rc && i < w->knopen.n; i++)
        er += !w->knopen.at[i]->weg;
    if (!rc)
        *ret = w_getal((double)er);
    return rc;
}

/* An answer, or a row that has questions, whether they are answered or not (as JavaRosa). */
static bool heeft_iets(struct arena *a, const struct expr_knoop *k)
{
    for (const struct expr_knoop *x = k->eerste; x; x = x->volgende)
        if (x->soort == KNOOP_ELEMENT)
            return true;
    return expr_knoop_tekst(a, k).n > 0;
}

static int f_count_non_empty(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                             struct err *e)
{
    size_t vol = 0;
    int rc = alleen_knopen("count-non-empty", w, e);

    (void)n;
    if (rc)
        return rc;
    for (size_t i = 0; i < w->knopen.n; i++)
        vol += heeft_iets(r->o->a, w->knopen.at[i]);
    *ret = w_getal((double)vol);
    return OK;
}

static int f_number(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                    struct err *e)
{
    struct expr_waarde zelf = {.soort = EXPR_KNOPEN, .knopen = {&r->knoop, 1}};

    if (!n && r->knoop->soort == KNOOP_WORTEL)
        return err_set(e, ERR_DATA, "number() verwacht een gegeven: buiten een vraag is er geen antwoord");
    *ret = w_getal(expr_als_getal(r->o, n ? w[0] : zelf));
    return OK;
}

/* Half up, towards plus infinity, after moving the point (as JavaRosa: floor(x·10^n + 0.5) / 10^n). */
static int f_round(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                   struct err *e)
{
    double d = expr_als_getal(r->o, w[0]), plaatsen = n > 1 ? expr_als_getal(r->o, w[1]) : 0, macht, uit;

    (void)e;
    plaatsen = plaatsen < 0 ? ceil(plaatsen) : floor(plaatsen);
    if (isnan(d) || isinf(d) || isnan(plaatsen) || plaatsen > 30 || plaatsen < -300) {
        *ret = w_getal(isnan(plaatsen) ? NAN : d);
        return OK;
    }
    macht = pow(10, fabs(plaatsen));
    uit = plaatsen < 0 ? floor(d / macht + 0.5) * macht : floor(d * macht + 0.5) / macht;
    *ret = w_getal(isfinite(uit) ? uit : d);
    return OK;
}

static int f_int(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                 struct err *e)
{
    (void)n, (void)e;
    *ret = w_getal(trunc(expr_als_getal(r->o, w[0])));
    return OK;
}

static double tien_tot(double d)
{
    return pow(10, d);
}

/* The functions of one number are one line each. */
#define ENKEL(naam, doe)                                                                                     \
    static int naam(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,         \
                    struct err *e)                                                                           \
    {                                                                                                        \
        (void)n, (void)e;                                                                                    \
        *ret = w_getal(doe(expr_als_getal(r->o, w[0])));                                                     \
        return OK;                                                                                           \
    }
ENKEL(f_abs, fabs)
ENKEL(f_floor, floor)
ENKEL(f_ceiling, ceil)
ENKEL(f_exp, exp)
ENKEL(f_exp10, tien_tot)
ENKEL(f_log, log)
ENKEL(f_log10, log10)
ENKEL(f_sqrt, sqrt)
ENKEL(f_sin, sin)
ENKEL(f_cos, cos)
ENKEL(f_tan, tan)
ENKEL(f_asin, asin)
ENKEL(f_acos, acos)
ENKEL(f_atan, atan)

#define DUBBEL(naam, doe)                                                                                    \
    static int naam(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,         \
                    struct err *e)                                                                           \
    {                                                                                                        \
        (void)n, (void)e;                                                                                    \
        *ret = w_getal(doe(expr_als_getal(r->o, w[0]), expr_als_getal(r->o, w[1])));                         \
        return OK;                                                                                           \
    }
DUBBEL(f_pow, pow)
DUBBEL(f_atan2, atan2)

static int f_pi(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                struct err *e)
{
    (void)r, (void)w, (void)n, (void)e;
    *ret = w_getal(M_PI);
    return OK;
}

/* ---- area() and distance(): of points "lat lon;lat lon;…", the surface of the ring in square metres and
 * the length of the line in metres ---- */

enum { PUNTEN_MAX = 10000 };

struct punt {
    double breedte, lengte;
};

/* On a sphere with the radius of the equator: Σ (λ₂−λ₁)(2 + sin φ₁ + sin φ₂) · R²/2 (Chamberlain and
 * Duquette, "Some algorithms for polygons on a sphere", JPL 2007). */
static double oppervlak(const struct punt *p, size_t n)
{
    const double straal = 6378100, rad = M_PI / 180;
    double som = 0;

    for (size_t i = 0; n > 2 && i < n; i++) {
        const struct punt *een = &p[i], *twee = &p[(i + 1) % n];

        som += (twee->lengte - een->lengte) * rad * (2 + sin(een->breedte * rad) + sin(twee->breedte * rad));
    }
    return fabs(som * straal * straal / 2);
}

static bool punt_lees(struct str s, struct punt *ret)
{
    size_t at = 0;
    struct str breedte, lengte;

    if (!expr_woord(s, &at, &breedte) || !expr_woord(s, &at, &lengte))
        return false;
    *ret = (struct punt){expr_getal_lees(breedte), expr_getal_lees(lengte)};
    return fabs(ret->breedte) <= 90 && fabs(ret->lengte) <= 180;
}

/* The length of the line through the points, along great circles of the same sphere (haversine). */
static double lengte(const struct punt *p, size_t n)
{
    const double straal = 6378100, rad = M_PI / 180;
    double som = 0;

    for (size_t i = 1; i < n; i++) {
        double hoog = sin((p[i].breedte - p[i - 1].breedte) * rad / 2),
               breed = sin((p[i].lengte - p[i - 1].lengte) * rad / 2),
               h = hoog * hoog + cos(p[i - 1].breedte * rad) * cos(p[i].breedte * rad) * breed * breed;

        som += 2 * straal * asin(sqrt(h < 1 ? h : 1));
    }
    return som;
}

/* Reads the points, and rounds what is measured of them to hundredths; NaN when one is no point. */
static int meet(struct reken *r, const struct expr_waarde *w, double (*maat)(const struct punt *p, size_t n),
                struct expr_waarde *ret, struct err *e)
{
    size_t m = w->soort == EXPR_KNOPEN ? w->knopen.n : 1;
    VEC(struct punt) punten = {0};

    *ret = w_getal(NAN);
    for (size_t i = 0; i < m; i++) {
        struct str rest =
            w->soort == EXPR_KNOPEN ? expr_knoop_tekst(r->o->a, w->knopen.at[i]) : expr_als_tekst(r->o, *w);
        int rc = expr_stap(r, 1 + rest.n / 8, e);

        if (rc)
            return rc;
        while (rest.p) {
            struct str een = str_cut(rest, ';', &rest);
            struct punt p;

            if (!str_trim(een).n && punten.n)
                continue;
            if (!punt_lees(een, &p) || punten.n == PUNTEN_MAX)
                return OK;
            VEC_PUSH(r->o->a, &punten, p);
        }
    }
    *ret = w_getal(floor(maat(punten.at, punten.n) * 100 + 0.5) / 100);
    return OK;
}

static int f_area(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                  struct err *e)
{
    (void)n;
    return meet(r, w, oppervlak, ret, e);
}

static int f_distance(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                      struct err *e)
{
    (void)n;
    return meet(r, w, lengte, ret, e);
}

const struct functie functies_getal[] = {{"number", 0, 1, f_number},
                                         {"int", 1, 1, f_int},
                                         {"round", 1, 2, f_round},
                                         {"floor", 1, 1, f_floor},
                                         {"ceiling", 1, 1, f_ceiling},
                                         {"abs", 1, 1, f_abs},
                                         {"pow", 2, 2, f_pow},
                                         {"exp", 1, 1, f_exp},
                                         {"exp10", 1, 1, f_exp10},
                                         {"log", 1, 1, f_log},
                                         {"log10", 1, 1, f_log10},
                                         {"sqrt", 1, 1, f_sqrt},
                                         {"sin", 1, 1, f_sin},
                                         {"cos", 1, 1, f_cos},
                                         {"tan", 1, 1, f_tan},
                                         {"asin", 1, 1, f_asin},
                                         {"acos", 1, 1, f_acos},
                                         {"atan", 1, 1, f_atan},
                                         {"atan2", 2, 2, f_atan2},
                                         {"pi", 0, 0, f_pi},
                                         {"max", 1, -1, f_max},
                                         {"min", 1, -1, f_min},
                                         {"sum", 1, 1, f_sum},
                                         {"count", 1, 1, f_count},
                                         {"count-non-empty", 1, 1, f_count_non_empty},
                                         {"area", 1, 1, f_area},
                                         {"distance", 1, 1, f_distance},
                                         {0}};
