/* SPDX-License-Identifier: EUPL-1.2
 * Evaluation: operators, comparisons, paths with predicates, ${x}. The functions stand in functies_*.c. */
#include "expressie/intern.h"

#include <math.h>

int expr_stap(struct reken *r, size_t n, struct err *e)
{
    if (n > r->stappen || arena_over(r->o->a))
        return err_set(e, ERR_LIMIT, "de expressie vraagt te veel rekenwerk");
    r->stappen -= n;
    return OK;
}

/* ---- comparing ---- */

/* Numbers that differ less than this are equal, as in JavaRosa: 6.1 - 7.8 = -1.7. */
static bool getal_gelijk(double x, double y)
{
    return x == y || fabs(x - y) < 1e-12;
}

static bool vergelijk_getal(enum expr_vorm v, double x, double y)
{
    switch (v) {
    case X_GELIJK:
        return getal_gelijk(x, y);
    case X_ONGELIJK:
        return !getal_gelijk(x, y);
    case X_KLEINER:
        return x < y;
    case X_KLEINER_GELIJK:
        return x <= y;
    case X_GROTER:
        return x > y;
    default:
        return x >= y;
    }
}

/* Two values of which neither is nodes. A boolean decides for booleans, then a number for numbers; what is
 * left is text, a day as written. */
static bool vergelijk_enkel(struct reken *r, enum expr_vorm v, struct expr_waarde x, struct expr_waarde y)
{
    bool gelijk;

    if (v != X_GELIJK && v != X_ONGELIJK)
        return vergelijk_getal(v, expr_als_getal(r->o, x), expr_als_getal(r->o, y));
    if (x.soort == EXPR_WAAR || y.soort == EXPR_WAAR)
        gelijk = expr_als_waar(r->o, x) == expr_als_waar(r->o, y);
    else if (x.soort == EXPR_GETAL || y.soort == EXPR_GETAL ||
             (x.soort == EXPR_DATUM && y.soort == EXPR_DATUM))
        return vergelijk_getal(v, expr_als_getal(r->o, x), expr_als_getal(r->o, y));
    else
        gelijk = str_eq(expr_als_tekst(r->o, x), expr_als_tekst(r->o, y));
    return gelijk == (v == X_GELIJK);
}

/* The value of one node among others, in the eyes of the other side: a node without a type is a number beside
 * a number. */
static struct expr_waarde een_van(struct reken *r, struct expr_waarde w, size_t i, enum expr_vorm v,
                                  enum expr_soort ander)
{
    struct expr_waarde knoop = {.soort = EXPR_KNOPEN, .knopen = {w.knopen.at + i, 1}};

    if (v != X_GELIJK && v != X_ONGELIJK)
        return w_getal(expr_als_getal(r->o, knoop));
    if (ander == EXPR_GETAL)
        return w_getal(expr_als_getal(r->o, knoop));
    return expr_knoop_waarde(r->o->a, w.knopen.at[i]);
}

static int vergelijk(struct reken *r, enum expr_vorm v, struct expr_waarde x, struct expr_waarde y,
                     struct expr_waarde *ret, struct err *e)
{
    bool gelijkheid = v == X_GELIJK || v == X_ONGELIJK, knopen_x = x.soort == EXPR_KNOPEN,
         knopen_y = y.soort == EXPR_KNOPEN;

    if (gelijkheid && knopen_x != knopen_y && (x.soort == EXPR_WAAR || y.soort == EXPR_WAAR)) {
        *ret = w_waar((expr_als_waar(r->o, x) == expr_als_waar(r->o, y)) == (v == X_GELIJK));
        return OK;
    }
    *ret = w_waar(false);
    for (size_t i = 0; i < (knopen_x ? x.knopen.n : 1); i++)
        for (size_t j = 0; j < (knopen_y ? y.knopen.n : 1); j++) {
            struct expr_waarde een = knopen_x ? een_van(r, x, i, v, y.soort) : x;
            struct expr_waarde ander = knopen_y ? een_van(r, y, j, v, x.soort) : y;
            int rc = expr_stap(r, 1, e);

            if (rc)
                return rc;
            if (vergelijk_enkel(r, v, een, ander)) {
                *ret = w_waar(true);
                return OK;
            }
        }
    return OK;
}

/* ---- paths ---- */

typedef VEC(const struct expr_knoop *) knopen;

static bool past(const struct stap *s, const struct expr_knoop *k)
{
    switch (s->toets) {
    case TOETS_KNOOP:
        return true;
    case TOETS_TEKST:
        return k->soort == KNOOP_TEKST;
    case TOETS_ELEMENT:
        return k->soort == KNOOP_ELEMENT || k->soort == KNOOP_KENMERK;
    case TOETS_NAAM:
        break;
    }
    if ((k->soort != KNOOP_ELEMENT && k->soort != KNOOP_KENMERK) || !str_eq(s->naam, k->naam))
        return false;
    if (str_is(s->voorvoegsel, "xhtml"))
        return str_is(k->ruimte, "http://www.w3.org/1999/xhtml");
    if (s->voorvoegsel.n)
        return str_eq(s->voorvoegsel, k->voorvoegsel);
    return !k->ruimte.n;
}

static int kandidaten(struct reken *r, const struct stap *s, const struct expr_knoop *k, knopen *ret,
                      struct err *e)
{
    const struct expr_knoop *x = s->as == AS_KIND      ? k->eerste
                                 : s->as == AS_KENMERK ? k->kenmerk
                                 : s->as == AS_OUDER   ? k->ouder
                                                       : k;

    while (x) {
        int rc = expr_stap(r, 1, e);

        if (rc)
            return rc;
        if (past(s, x))
            VEC_PUSH(r->o->a, ret, x);
        x = s->as == AS_KIND || s->as == AS_KENMERK ? x->volgende : NULL;
    }
    return OK;
}

/* Keeps of the nodes those for which the predicate holds: a number is a place, nodes are there or not (also
 * when they are empty), all else is a condition. */
static int zeef(struct reken *r, const struct expr *voorwaarde, knopen *lijst, size_t van, struct err *e)
{
    size_t n = van, aantal = lijst->n - van;

    for (size_t i = van; i < lijst->n; i++) {
        struct reken binnen = *r;
        struct expr_waarde w;
        int rc;

        binnen.knoop = lijst->at[i];
        binnen.plaats = i - van + 1;
        binnen.aantal = aantal;
        rc = reken(&binnen, voorwaarde, &w, e);
        r->stappen = binnen.stappen;
        if (rc)
            return rc;
        if (w.soort == EXPR_GETAL    ? w.getal == (double)binnen.plaats
            : w.soort == EXPR_KNOPEN ? w.knopen.n > 0
                                     : expr_als_waar(r->o, w))
            lijst->at[n++] = lijst->at[i];
    }
    lijst->n = n;
    return OK;
}

static int een_stap(struct reken *r, const struct stap *s, const knopen *van, knopen *ret, struct err *e)
{
    if (s->as == AS_SAMEN) {
        int rc = expr_stap(r, van->n, e);

        for (size_t i = 0; i < van->n; i++)
            VEC_PUSH(r->o->a, ret, van->at[i]);
        for (size_t j = 0; !rc && j < s->n; j++)
            rc = zeef(r, s->voorwaarden[j], ret, 0, e);
        return rc;
    }
    for (size_t i = 0; i < van->n; i++) {
        size_t begin = ret->n;
        int rc = kandidaten(r, s, van->at[i], ret, e);

        for (size_t j = 0; !rc && j < s->n; j++)
            rc = zeef(r, s->voorwaarden[j], ret, begin, e);
        if (rc)
            return rc;
        /* Brothers have one parent: it counts once. */
        if (s->as == AS_OUDER && ret->n == begin + 1 && begin && ret->at[begin - 1] == ret->at[begin])
            ret->n--;
    }
    return OK;
}

static const struct expr_knoop *wortel_van(const struct expr_knoop *k)
{
    while (k->ouder)
        k = k->ouder;
    return k;
}

static int pad(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    knopen nu = {0};

    if (x->n) {
        struct expr_waarde begin;
        int rc = reken(r, x->arg[0], &begin, e);

        if (rc)
            return rc;
        if (begin.soort != EXPR_KNOPEN)
            return err_set(e, ERR_DATA, "\"%.*s\" geeft geen vragen terug: er kan geen \"/\" achter staan",
                           STR_ARG(utf8_clip(x->arg[0]->bron, 60)));
        nu.at = begin.knopen.at;
        nu.n = nu.cap = begin.knopen.n;
    } else {
        VEC_PUSH(r->o->a, &nu, x->absoluut ? wortel_van(r->knoop) : r->knoop);
    }
    for (size_t i = 0; i < x->n_stappen; i++) {
        knopen volgend = {0};
        int rc = een_stap(r, &x->stappen[i], &nu, &volgend, e);

        if (rc)
            return rc;
        nu = volgend;
    }
    *ret = (struct expr_waarde){.soort = EXPR_KNOPEN, .knopen = {nu.at, nu.n}};
    return OK;
}

/* All elements under `top` that bear the name, in document order; itself too when `mee`. */
static int onder(struct reken *r, const struct expr_knoop *top, bool mee, struct str naam, knopen *ret,
                 struct err *e)
{
    const struct expr_knoop *k = top;

    while (k) {
        int rc = expr_stap(r, 1, e);

        if (rc)
            return rc;
        if (k->soort == KNOOP_ELEMENT && (mee || k != top) && str_eq(k->naam, naam))
            VEC_PUSH(r->o->a, ret, k);
        if (k->eerste) {
            k = k->eerste;
            continue;
        }
        while (k != top && !k->volgende)
            k = k->ouder;
        k = k == top ? NULL : k->volgende;
    }
    return OK;
}

static int verwijzing(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    knopen gevonden = {0};

    for (const struct expr_knoop *top = r->overal ? wortel_van(r->begin) : r->begin; top && !gevonden.n;
         top = top->ouder) {
        int rc = onder(r, top, !x->absoluut, x->tekst, &gevonden, e);

        if (rc)
            return rc;
    }
    *ret = (struct expr_waarde){.soort = EXPR_KNOPEN, .knopen = {gevonden.at, gevonden.n}};
    return OK;
}

/* ---- calls ---- */

/* indexed-repeat(${x}, ${herhaling}, n, …): the x in the n-th row. Its names mean every row, not the nearest.
 */
static int uit_herhaling(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    knopen nu = {0};
    int rc = OK;

    if (x->n % 2 == 0)
        return err_set(e, ERR_DATA,
                       "indexed-repeat() verwacht een vraag en dan steeds een herhaling en een nummer");
    for (size_t i = 0; !rc && i < x->n; i += i ? 2 : 1) {
        struct expr_waarde w, nummer = {0};
        bool overal = r->overal;

        r->overal = true;
        rc = reken(r, x->arg[i], &w, e);
        r->overal = overal;
        if (!rc && i)
            rc = reken(r, x->arg[i + 1], &nummer, e);
        if (rc)
            return rc;
        if (w.soort != EXPR_KNOPEN)
            return err_set(e, ERR_DATA, "indexed-repeat() verwacht verwijzingen als ${naam}");
        if (!i) {
            nu.at = w.knopen.at;
            nu.n = w.knopen.n;
        } else {
            double d = expr_als_getal(r->o, nummer);
            const struct expr_knoop *rij =
                d >= 1 && d <= (double)w.knopen.n ? w.knopen.at[(size_t)d - 1] : NULL;
            size_t n = 0;

            for (size_t j = 0; j < nu.n; j++) {
                const struct expr_knoop *k = nu.at[j];

                while (k && k != rij)
                    k = k->ouder;
                if (k)
                    nu.at[n++] = nu.at[j];
            }
            nu.n = n;
        }
    }
    *ret = (struct expr_waarde){.soort = EXPR_KNOPEN, .knopen = {nu.at, nu.n}};
    return rc;
}

static int functie(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    enum { VAST = 8 };
    struct expr_waarde vast[VAST], *w = vast;
    const struct functie *f = x->functie;

    if (!f)
        return err_set(e, ERR_DATA, "de functie %.*s() bestaat niet", STR_ARG(utf8_clip(x->tekst, 60)));
    if ((int)x->n < f->min || (f->max >= 0 && (int)x->n > f->max))
        return err_set(e, ERR_DATA, "%s() kreeg %zu gegevens; dat klopt niet", f->naam, x->n);
    if (str_is(x->tekst, "if")) {
        int rc = reken(r, x->arg[0], ret, e);

        return rc ? rc : reken(r, x->arg[expr_als_waar(r->o, *ret) ? 1 : 2], ret, e);
    }
    if (str_is(x->tekst, "indexed-repeat"))
        return uit_herhaling(r, x, ret, e);
    if (x->n > VAST)
        w = ARENA_ARRAY(r->o->a, struct expr_waarde, x->n);
    for (size_t i = 0; i < x->n; i++) {
        int rc = reken(r, x->arg[i], &w[i], e);

        if (rc)
            return rc;
    }
    return f->doe(r, w, x->n, ret, e);
}

/* ---- operators ---- */

static double tel(enum expr_vorm v, double x, double y)
{
    switch (v) {
    case X_PLUS:
        return x + y;
    case X_MIN:
        return x - y;
    case X_MAAL:
        return x * y;
    case X_DEEL:
        return x / y;
    default:
        return fmod(x, y);
    }
}

static int logisch(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    for (size_t i = 0; i < 2; i++) {
        int rc = reken(r, x->arg[i], ret, e);

        if (rc)
            return rc;
        *ret = w_waar(expr_als_waar(r->o, *ret));
        if (ret->waar == (x->vorm == X_OF))
            return OK;
    }
    return OK;
}

int reken(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e)
{
    struct expr_waarde links, rechts = {0};
    int rc = expr_stap(r, 1, e);

    if (rc)
        return rc;
    switch (x->vorm) {
    case X_GETAL:
        *ret = w_getal(x->getal);
        return OK;
    case X_TEKST:
        *ret = w_tekst(x->tekst);
        return OK;
    case X_OF:
    case X_EN:
        return logisch(r, x, ret, e);
    case X_VERWIJZING:
        return verwijzing(r, x, ret, e);
    case X_PAD:
        return pad(r, x, ret, e);
    case X_FUNCTIE:
        return functie(r, x, ret, e);
    default:
        break;
    }
    rc = reken(r, x->arg[0], &links, e);
    if (!rc && x->n > 1)
        rc = reken(r, x->arg[1], &rechts, e);
    if (rc)
        return rc;
    if (x->vorm == X_NEGATIEF)
        *ret = w_getal(-expr_als_getal(r->o, links));
    else if (x->vorm >= X_GELIJK && x->vorm <= X_GROTER_GELIJK)
        return vergelijk(r, x->vorm, links, rechts, ret, e);
    else
        *ret = w_getal(tel(x->vorm, expr_als_getal(r->o, links), expr_als_getal(r->o, rechts)));
    return OK;
}

int expr_reken(const struct expr *x, const struct expr_omgeving *o, struct expr_waarde *ret, struct err *e)
{
    static const struct expr_knoop leeg = {.soort = KNOOP_WORTEL};
    const struct expr_knoop *k = o->knoop ? o->knoop : &leeg;
    struct reken r = {.o = o,
                      .begin = k,
                      .knoop = k,
                      .plaats = 1,
                      .aantal = 1,
                      .stappen = o->stappen ? o->stappen : EXPR_STAPPEN};

    return reken(&r, x, ret, e);
}
