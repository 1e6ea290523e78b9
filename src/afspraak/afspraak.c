/* SPDX-License-Identifier: EUPL-1.2
 * What a promise came to: sums over years of which some are not known, the percentage of what was promised,
 * and the step of a rulebook. Whole numbers only; no SQL, no HTTP. Held against brute force in
 * tests/afspraak. */
#include "afspraak/afspraak.h"

#include "base/num.h"

const struct afspraak_woord afspraak_klassen[KLASSE_N] = {
    [KLASSE_INGETROKKEN] = {"ingetrokken", "ingetrokken"},
    [KLASSE_NOG_NIET] = {"nog-niet", "nog niet aan de orde"},
    [KLASSE_GOED] = {"goed", "volgens afspraak"},
    [KLASSE_GEEN_CIJFER] = {"geen-cijfer", "nog geen cijfer"},
    [KLASSE_ONZEKER] = {"onzeker", "nog niet zeker"},
    [KLASSE_LET_OP] = {"let-op", "let op"},
    [KLASSE_ACHTER] = {"achter", "achter"},
};

bool afspraak_klasse_lees(struct str code, enum afspraak_klasse *ret)
{
    for (int k = 0; k < KLASSE_N; k++)
        if (str_is(code, afspraak_klassen[k].code)) {
            *ret = (enum afspraak_klasse)k;
            return true;
        }
    return false;
}

void belofte_pad_gelijk(int64_t aantal, size_t n, int64_t *ret)
{
    int64_t tot = 0;

    for (size_t k = 0; k < n; k++) {
        int64_t som = num_div_half_up((__int128)aantal * (int64_t)(k + 1), (int64_t)n);

        ret[k] = som - tot;
        tot = som;
    }
}

/* ---- sums of what is known in part ---- */

/* x − y. Without an upper bound of y nothing is known of the least that is left. */
static struct meting min_van(struct meting x, struct meting y)
{
    if (!x.er || !y.er || !y.max_er)
        return (struct meting){0};
    return (struct meting){true, x.max_er, x.min - y.max, x.max_er ? x.max - y.min : 0};
}

/* Adds a year; one without a figure leaves the sum "at least". */
static void som_bij(struct meting *som, struct meting x)
{
    if (!x.er) {
        som->max_er = false;
        return;
    }
    som->er = true;
    som->min += x.min;
    som->max_er = som->max_er && x.max_er;
    som->max += x.max;
}

void voortgang_reken(struct voortgang *v)
{
    struct meting som = {.max_er = true};
    int64_t pad = 0;

    for (size_t i = 0; i < v->n; i++) {
        struct voortgang_jaar *j = &v->jaar[i];

        j->pad_som = pad += j->pad;
        if (v->stand) {
            j->som = min_van(j->gemeten, v->nul);
            j->deel = min_van(j->gemeten, i ? v->jaar[i - 1].gemeten : v->nul);
            continue;
        }
        som_bij(&som, j->gemeten);
        j->deel = j->gemeten;
        j->som = j->gemeten.er ? som : (struct meting){0};
        if (!j->som.max_er)
            j->som.max = 0;
    }
}

struct meting voortgang_over(const struct voortgang *v, size_t van, size_t tot, int64_t *ret_pad,
                             size_t *ret_mist)
{
    struct meting som = {.max_er = true};

    *ret_pad = 0;
    *ret_mist = 0;
    for (size_t i = van; i <= tot; i++) {
        *ret_pad += v->jaar[i].pad;
        if (v->stand)
            continue;
        *ret_mist += !v->jaar[i].gemeten.er;
        som_bij(&som, v->jaar[i].gemeten);
    }
    if (v->stand)
        return min_van(v->jaar[tot].gemeten, van ? v->jaar[van - 1].gemeten : v->nul);
    if (!som.max_er)
        som.max = 0;
    return som.er ? som : (struct meting){0};
}

/* ---- judging ---- */

static const struct afspraak_trede *trede_van(const struct afspraak_boek *b, int64_t percent)
{
    for (size_t i = 0; i < b->n; i++)
        if (percent >= b->tr[i].vanaf)
            return &b->tr[i];
    return &b->tr[b->n - 1]; /* below nought: more went than came */
}

static int64_t percent_van(int64_t n, int64_t pad)
{
    int64_t uit = 0;

    return num_percent(n, pad, &uit) ? uit : 0;
}

void voortgang_oordeel(const struct voortgang *v, const struct afspraak_boek *b, date_t dag,
                       struct afspraak_oordeel *ret)
{
    struct afspraak_oordeel o = {.boek = b, .stand = STAND_NOG_NIET};
    size_t laatste = v->n, om = 0, eerste;

    for (size_t i = 0; i < v->n && v->jaar[i].jaar * 10000 + 1231 <= dag; i++) {
        om = i + 1;
        o.laatste_om = v->jaar[i].jaar;
        if (v->jaar[i].gemeten.er)
            laatste = i;
    }
    if (om) {
        o.stand = STAND_GEEN_CIJFER;
        o.wacht = om;
    }
    if (om && laatste < v->n) {
        eerste = b->jaren && laatste + 1 > (size_t)b->jaren ? laatste + 1 - (size_t)b->jaren : 0;
        o.van = v->jaar[eerste].jaar;
        o.tot = v->jaar[laatste].jaar;
        o.wacht = om - laatste - 1;
        o.uit = voortgang_over(v, eerste, laatste, &o.pad, &o.mist);
        if (o.uit.er && !o.pad)
            o.stand = STAND_NOG_NIET;
        if (o.uit.er && o.pad) {
            o.percent = percent_van(o.uit.min, o.pad);
            o.trede = trede_van(b, o.percent);
            o.stand = o.trede == &b->tr[0] ||
                              (o.uit.max_er && trede_van(b, percent_van(o.uit.max, o.pad)) == o.trede)
                          ? STAND_OORDEEL
                          : STAND_ONZEKER;
        }
    }
    *ret = o;
}

/* ---- in words ---- */

static struct str jaren_tekst(struct arena *a, int van, int tot)
{
    return van == tot ? str_fmt(a, "%d", tot) : str_fmt(a, "%d tot en met %d", van, tot);
}

/* "82%, onder 85%": the limit that was not reached, or of the best step the one that was. */
static void grens_bij(struct buf *b, const struct afspraak_oordeel *o)
{
    size_t k = (size_t)(o->trede - o->boek->tr);
    bool minst = !o->uit.max_er || o->uit.max != o->uit.min;

    buf_fmt(b, "%s%lld%%", minst ? "minstens " : "", (long long)o->percent);
    if (!k)
        buf_fmt(b, ", en %lld%% of meer is ‘%.*s’", (long long)o->trede->vanaf, STR_ARG(o->trede->oordeel));
    else if (o->stand == STAND_OORDEEL)
        buf_fmt(b, ", onder %lld%%: ‘%.*s’", (long long)o->boek->tr[k - 1].vanaf, STR_ARG(o->trede->oordeel));
    else if (k + 1 == o->boek->n) /* the least of all: everything can still be */
        buf_lit(b, ", dus nog niet te zeggen");
    else
        buf_fmt(b, ", dus ‘%.*s’ of beter", STR_ARG(o->trede->oordeel));
}

static struct str telling_zin(struct arena *a, const struct voortgang *v, const struct afspraak_oordeel *o)
{
    bool minst = !o->uit.max_er || o->uit.max != o->uit.min;
    int gevraagd = o->boek->jaren, geteld = o->tot - o->van + 1;
    struct buf b;

    buf_init(&b, a, 2000);
    buf_fmt(&b, "In %.*s zijn %s%.*s van de %.*s beloofde %.*s gehaald: ",
            STR_ARG(jaren_tekst(a, o->van, o->tot)), minst ? "minstens " : "",
            STR_ARG(num_nl(a, o->uit.min, 0)), STR_ARG(num_nl(a, o->pad, 0)), STR_ARG(v->eenheid));
    grens_bij(&b, o);
    buf_lit(&b, ".");
    if (gevraagd > geteld)
        buf_fmt(&b, " Er %s nog maar %d van de %d jaren om over te tellen.", geteld == 1 ? "is" : "zijn",
                geteld, gevraagd);
    if (o->mist)
        buf_fmt(&b, " Van %zu van deze jaren ontbreekt het cijfer.", o->mist);
    else if (minst)
        buf_lit(&b, " Niet alle cijfers eronder zijn er, of zij zijn niet openbaar.");
    if (o->wacht)
        buf_fmt(&b, " Van %.*s is er nog geen cijfer.",
                STR_ARG(jaren_tekst(a, o->laatste_om - (int)o->wacht + 1, o->laatste_om)));
    return buf_str(&b);
}

struct str oordeel_zin(struct arena *a, const struct voortgang *v, const struct afspraak_oordeel *o)
{
    if (o->stand == STAND_OORDEEL || o->stand == STAND_ONZEKER)
        return telling_zin(a, v, o);
    if (o->stand == STAND_GEEN_CIJFER)
        return str_fmt(a,
                       "Er is nog geen cijfer over %.*s: er valt niets te zeggen, ook niet dat het nul is.",
                       STR_ARG(jaren_tekst(a, v->jaar[0].jaar, o->laatste_om)));
    if (v->n && o->laatste_om)
        return str_fmt(a, "Tot en met %d is er nog niets beloofd.", o->laatste_om);
    return v->n ? str_fmt(a, "Het eerste jaar, %d, is nog niet om.", v->jaar[0].jaar) : STR("");
}

static struct str daad_zin(struct arena *a, const struct belofte *b, date_t dag)
{
    struct str voor = date_nl(a, b->uiterlijk);

    if (b->gedaan)
        return str_fmt(a, "Gedaan op %.*s%s.", STR_ARG(date_nl(a, b->gedaan_op)),
                       b->gedaan_op > b->uiterlijk
                           ? str_cstr(a, str_fmt(a, ", later dan %.*s zoals beloofd", STR_ARG(voor)))
                           : "");
    if (b->uiterlijk < dag)
        return str_fmt(a, "Dit had op %.*s gedaan moeten zijn, en niemand liet zien dat het zo is.",
                       STR_ARG(voor));
    return str_fmt(a, "Uiterlijk op %.*s.", STR_ARG(voor));
}

struct str belofte_zin(struct arena *a, const struct belofte *b, date_t dag)
{
    if (b->ingetrokken)
        return str_fmt(a, "Ingetrokken: %.*s", STR_ARG(b->einde_reden));
    return b->cijfer ? oordeel_zin(a, &b->voortgang, &b->oordeel) : daad_zin(a, b, dag);
}

struct str belofte_stand_tekst(struct arena *a, const struct belofte *b)
{
    switch (b->oordeel.stand) {
    case STAND_OORDEEL:
        return b->oordeel.trede->oordeel;
    case STAND_ONZEKER:
        if (b->oordeel.trede + 1 == b->oordeel.boek->tr + b->oordeel.boek->n)
            return STR("nog niet te zeggen");
        return str_fmt(a, "%.*s of beter", STR_ARG(b->oordeel.trede->oordeel));
    case STAND_GEEN_CIJFER:
        return STR("nog geen cijfer");
    case STAND_GEDAAN:
        return b->gedaan_op > b->uiterlijk ? STR("gedaan, later dan beloofd") : STR("gedaan");
    case STAND_OPEN:
        return STR("nog te doen");
    case STAND_TE_LAAT:
        return STR("te laat");
    case STAND_INGETROKKEN:
        return STR("ingetrokken");
    default:
        return STR("nog niet aan de orde");
    }
}

/* ---- kinds and books ---- */

const struct afspraak_soort *afspraak_soort_bij(const struct afspraak_regels *r, struct str code)
{
    for (size_t i = 0; i < r->n_soort; i++)
        if (str_eq(r->soort[i].code, code))
            return &r->soort[i];
    return NULL;
}

const struct afspraak_boek *afspraak_boek_bij(const struct afspraak_regels *r, struct str code)
{
    for (size_t i = 0; i < r->n_boek; i++)
        if (str_eq(r->boek[i].code, code))
            return &r->boek[i];
    return &r->boek[0];
}

bool afspraak_soort_mag(const struct afspraak_soort *s, struct str partij_soort)
{
    struct str rest = s->regie;

    while (rest.n)
        if (str_eq(str_cut(rest, ' ', &rest), partij_soort))
            return true;
    return false;
}

struct belofte *belofte_bij(const struct afspraak *x, int64_t nummer)
{
    for (size_t i = 0; i < x->n; i++)
        if (x->belofte[i].nummer == nummer)
            return &x->belofte[i];
    return NULL;
}
