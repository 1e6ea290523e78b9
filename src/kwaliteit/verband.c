/* SPDX-License-Identifier: EUPL-1.2
 * Consistency: a rule over figures of one gebied, period and reeks, as "voorraad-begin + saldo-voorraad =
 * voorraad-eind". Computed in whole units of the onderwerp; a rule that lacks a figure is not put to the
 * test. No SQL. */
#include "kwaliteit/intern.h"

#include "base/num.h"

/* The terms of one rule with the words as numbers, and the one round which the others are sought. */
struct opstelling {
    const struct regel *r;
    int onderwerp[TERMEN_MAX], woningtype[TERMEN_MAX];
    size_t anker;
    bool per_type;  /* the anker goes over every woningtype */
    bool gesplitst; /* some term names a woningtype, so the others mean the whole */
    int geheel;     /* the number of "" */
    int schaal;
};

/* A term that names every type goes before, then a flow (its period says which stocks belong to it), then the
 * first. */
static void anker_kies(struct opstelling *o, const struct onderwerp *lijst, size_t n)
{
    int beste = -1;

    for (size_t i = 0; i < o->r->n; i++) {
        const struct term *t = &o->r->term[i];
        const struct onderwerp *x = t->onderwerp.n ? onderwerp_van(lijst, n, t->onderwerp) : NULL;
        int waarde;

        if (!t->onderwerp.n || t->dag_ervoor)
            continue;
        waarde = (str_is(t->woningtype, "*") ? 4 : 0) + (x && x->aard == AARD_STROOM ? 2 : 0) + 1;
        if (waarde > beste) {
            beste = waarde;
            o->anker = i;
        }
        o->gesplitst = o->gesplitst || t->gesplitst;
        o->per_type = o->per_type || str_is(t->woningtype, "*");
    }
}

static bool stel_op(struct waarden *x, const struct regel *r, const struct onderwerp *lijst, size_t n,
                    struct opstelling *o)
{
    bool eerste = true;

    *o = (struct opstelling){.r = r, .geheel = woord_nummer(x, STR(""))};
    for (size_t i = 0; i < r->n; i++) {
        const struct onderwerp *w;

        if (!r->term[i].onderwerp.n)
            continue;
        w = onderwerp_van(lijst, n, r->term[i].onderwerp);
        if (!w || (!eerste && w->schaal != o->schaal))
            return false;
        o->schaal = w->schaal;
        eerste = false;
        o->onderwerp[i] = woord_nummer(x, r->term[i].onderwerp);
        o->woningtype[i] = woord_nummer(x, r->term[i].woningtype);
    }
    anker_kies(o, lijst, n);
    return !eerste;
}

static int64_t keer_schaal(int64_t v, int schaal)
{
    while (schaal-- > 0)
        v *= 10;
    return v;
}

static const struct waarde *term_zoek(const struct waarden *x, const struct opstelling *o, size_t i,
                                      const struct waarde *anker)
{
    const struct term *t = &o->r->term[i];
    date_t van = anker->blok->van, tot = anker->blok->tot;
    int type = !o->gesplitst                ? anker->woningtype
               : !t->gesplitst              ? o->geheel
               : str_is(t->woningtype, "*") ? anker->woningtype
                                            : o->woningtype[i];

    if (i == o->anker)
        return anker;
    if (t->dag_ervoor)
        van = tot = date_add(van, -1);
    return waarden_zoek(x, anker, o->onderwerp[i], type, van, tot, o->r->alle);
}

struct zijden {
    int64_t links, rechts;
    bool geheim, compleet, raakt; /* raakt: the levering has a part in it */
};

/* So that the difference of two fits. */
static bool past(int64_t v)
{
    return v > INT64_MIN / 4 && v < INT64_MAX / 4;
}

static struct zijden reken(const struct waarden *x, const struct opstelling *o, const struct waarde *anker,
                           int64_t levering, struct vondst *v)
{
    struct zijden z = {.compleet = true, .raakt = !levering};

    for (size_t i = 0; i < o->r->n; i++) {
        const struct term *t = &o->r->term[i];
        int64_t *zijde = i < o->r->n_links ? &z.links : &z.rechts;
        const struct waarde *w;

        if (!t->onderwerp.n) {
            z.compleet =
                !__builtin_add_overflow(*zijde, t->factor * keer_schaal(t->getal, o->schaal), zijde) &&
                z.compleet;
            continue;
        }
        w = term_zoek(x, o, i, anker);
        z.raakt = z.raakt || (w && w->blok->levering == levering);
        if (!w || !w->heeft) {
            z.compleet = false;
            continue;
        }
        z.geheim = z.geheim || w->geheim;
        z.compleet = !__builtin_add_overflow(*zijde, t->factor * w->waarde, zijde) && z.compleet;
        v->cijfer[v->n++] = w;
    }
    z.compleet = z.compleet && past(z.links) && past(z.rechts);
    return z;
}

/* How far the sides may lie apart. */
static int64_t marge_van(const struct opstelling *o, const struct zijden *z)
{
    int64_t r = z->rechts < 0 ? -z->rechts : z->rechts;

    return o->r->marge_ppm ? num_div_half_up((__int128)r * o->r->marge_ppm, 1000000)
                           : keer_schaal(o->r->marge_heel, o->schaal);
}

static bool houdt(const struct opstelling *o, const struct zijden *z)
{
    int64_t d = z->links - z->rechts, marge = marge_van(o, z);

    return !((d > marge && o->r->verband != TEKEN_MINSTENS) ||
             (d < -marge && o->r->verband != TEKEN_HOOGSTENS));
}

static struct str verband_tekst(struct arena *a, const struct opstelling *o, const struct zijden *z,
                                const struct waarde *anker)
{
    struct str type = o->per_type && anker->blok->reeks->woningtype.n
                          ? str_fmt(a, " (%.*s)", STR_ARG(anker->blok->reeks->woningtype))
                          : STR("");
    int64_t d = z->links > z->rechts ? z->links - z->rechts : z->rechts - z->links, marge = marge_van(o, z);

    if (z->geheim)
        return str_fmt(a, "%.*s%.*s. Er zijn vertrouwelijke plannen bij, dus de getallen staan hier niet",
                       STR_ARG(o->r->naam), STR_ARG(type));
    return str_fmt(a, "%.*s%.*s: %.*s tegenover %.*s, een verschil van %.*s%s", STR_ARG(o->r->naam),
                   STR_ARG(type), STR_ARG(num_nl(a, z->links, o->schaal)),
                   STR_ARG(num_nl(a, z->rechts, o->schaal)), STR_ARG(num_nl(a, d, o->schaal)),
                   marge ? str_fmt(a, " (%.*s mag)", STR_ARG(num_nl(a, marge, o->schaal))).p : "");
}

void verband_toets(struct waarden *x, const struct regel *r, const struct onderwerp *lijst, size_t n,
                   int64_t levering, struct vondsten *uit)
{
    struct toets t = {.regel = r};
    const struct waarde *cijfer[TERMEN_MAX];
    struct opstelling o;

    if (!stel_op(x, r, lijst, n, &o))
        return; /* it speaks of an onderwerp that is not here, or of figures with other decimals */
    for (size_t i = 0; i < x->w.n; i++) {
        const struct waarde *anker = &x->w.at[i];
        struct vondst v = {.regel = r, .cijfer = cijfer};
        struct zijden z;

        if (anker->onderwerp != o.onderwerp[o.anker] || anker->nvt)
            continue;
        if (o.gesplitst &&
            !(o.per_type ? anker->woningtype != o.geheel : anker->woningtype == o.woningtype[o.anker]))
            continue;
        z = reken(x, &o, anker, levering, &v);
        if (!z.raakt)
            continue;
        if (!z.compleet) {
            t.overgeslagen++;
            continue;
        }
        t.getoetst++;
        if (houdt(&o, &z))
            continue;
        t.bevonden++;
        v.sleutel = vondst_sleutel(uit->a, x, r, anker);
        v.tekst = verband_tekst(uit->a, &o, &z, anker);
        v.ernst = r->ernst;
        v.levering = anker->blok->levering;
        v.onderwerp = anker->blok->reeks->onderwerp;
        v.gebied = anker->gebied;
        v.van = anker->blok->van;
        v.tot = anker->blok->tot;
        v.geheim = z.geheim;
        v.links = z.links;
        v.rechts = z.rechts;
        v.cijfer = ARENA_ARRAY(uit->a, const struct waarde *, v.n + 1);
        for (size_t k = 0; k < v.n; k++)
            v.cijfer[k] = cijfer[k];
        VEC_PUSH(uit->a, &uit->v, v);
    }
    toets_bij(uit, &t);
}
