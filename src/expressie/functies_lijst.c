/* SPDX-License-Identifier: EUPL-1.2
 * Functions on choices, places and other nodes, and the one table in which all functions are found. */
#include "expressie/intern.h"

#include <math.h>

#define F(naam)                                                                                              \
    static int naam(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,         \
                    struct err *e)
#define T(i) expr_als_tekst(r->o, w[i])

static size_t woorden(struct str s)
{
    size_t n = 0, at = 0;

    for (struct str woord; expr_woord(s, &at, &woord);)
        n++;
    return n;
}

F(f_selected)
{
    struct str s = T(0), gezocht = str_trim(T(1)), woord;
    size_t at = 0;
    bool er = !gezocht.n && !woorden(s);

    (void)n, (void)e;
    while (!er && gezocht.n && expr_woord(s, &at, &woord))
        er = str_eq(woord, gezocht);
    *ret = w_waar(er);
    return OK;
}

F(f_selected_at)
{
    struct str s = T(0), woord = STR("");
    double plaats = expr_als_getal(r->o, w[1]);
    size_t at = 0;

    (void)n, (void)e;
    *ret = w_tekst(STR(""));
    if (!(plaats >= 0))
        return OK;
    for (double i = 0; expr_woord(s, &at, &woord); i++)
        if (i == floor(plaats)) {
            *ret = w_tekst(woord);
            break;
        }
    return OK;
}

F(f_count_selected)
{
    (void)n, (void)e;
    *ret = w_getal((double)woorden(T(0)));
    return OK;
}

/* Is min <= score <= max, where -1 is no bound? */
static bool binnen(struct reken *r, const struct expr_waarde *w, double score)
{
    double min = expr_als_getal(r->o, w[0]), max = expr_als_getal(r->o, w[1]);

    return (min == -1 || score >= min) && (max == -1 || score <= max);
}

static struct expr_waarde lid(const struct expr_waarde *w, size_t i)
{
    struct expr_waarde een = *w;

    if (een.soort == EXPR_KNOPEN)
        een.knopen.at += i, een.knopen.n = 1;
    return een;
}

static size_t leden(const struct expr_waarde *w)
{
    return w->soort == EXPR_KNOPEN ? w->knopen.n : 1;
}

F(f_checklist)
{
    double score = 0;

    (void)e;
    for (size_t i = 2; i < n; i++)
        for (size_t j = 0; j < leden(&w[i]); j++)
            score += expr_als_waar(r->o, lid(&w[i], j));
    *ret = w_waar(binnen(r, w, score));
    return OK;
}

F(f_weighted_checklist)
{
    double score = 0;

    if (n % 2)
        return err_set(e, ERR_DATA, "weighted-checklist() verwacht bij elke voorwaarde een gewicht");
    for (size_t i = 2; i + 1 < n; i += 2)
        for (size_t j = 0; j < leden(&w[i]) && j < leden(&w[i + 1]); j++)
            if (expr_als_waar(r->o, lid(&w[i], j)))
                score += expr_als_getal(r->o, lid(&w[i + 1], j));
    *ret = w_waar(binnen(r, w, score));
    return OK;
}

F(f_coalesce)
{
    (void)e;
    *ret = w[n - 1];
    for (size_t i = 0; i < n; i++)
        if (T(i).n) {
            *ret = w[i];
            break;
        }
    return OK;
}

/* The value that the node has already; the argument when it has none. */
F(f_once)
{
    struct str nu = expr_knoop_tekst(r->o->a, r->begin);

    (void)n, (void)e;
    *ret = nu.n ? w_tekst(nu) : w[0];
    return OK;
}

F(f_position)
{
    const struct expr_knoop *k;
    double plaats = 0;

    if (!n) {
        *ret = w_getal((double)r->plaats);
        return OK;
    }
    if (w[0].soort != EXPR_KNOPEN || !w[0].knopen.n)
        return err_set(e, ERR_DATA, "position() verwacht een verwijzing, als position(..)");
    k = w[0].knopen.at[0];
    for (const struct expr_knoop *x = k->ouder ? k->ouder->eerste : k; x; x = x->volgende) {
        plaats += x->soort == KNOOP_ELEMENT && str_eq(x->naam, k->naam);
        if (x == k)
            break;
    }
    *ret = w_getal(plaats);
    return OK;
}

F(f_last)
{
    (void)w, (void)n, (void)e;
    *ret = w_getal((double)r->aantal);
    return OK;
}

static struct expr_waarde een_knoop(struct reken *r, const struct expr_knoop *k)
{
    struct expr_waarde w = {.soort = EXPR_KNOPEN};

    if (k) {
        w.knopen.at = ARENA_ARRAY(r->o->a, const struct expr_knoop *, 1);
        w.knopen.at[0] = k;
        w.knopen.n = 1;
    }
    return w;
}

F(f_current)
{
    (void)w, (void)n, (void)e;
    *ret = een_knoop(r, r->begin);
    return OK;
}

F(f_instance)
{
    const struct expr_knoop *k = r->o->instantie ? r->o->instantie(r->o->wie, T(0)) : NULL;

    (void)n;
    if (!k)
        return err_set(e, ERR_DATA, "instance(): de lijst \"%.*s\" is er niet", STR_ARG(utf8_clip(T(0), 60)));
    *ret = een_knoop(r, k);
    return OK;
}

/* The element whose attribute id is this. */
F(f_id)
{
    const struct expr_knoop *k = r->knoop, *top;
    struct str gezocht = T(0);

    (void)n;
    while (k->ouder)
        k = k->ouder;
    top = k;
    *ret = een_knoop(r, NULL);
    while (k) {
        int rc = expr_stap(r, 1, e);

        if (rc)
            return rc;
        for (const struct expr_knoop *x = k->kenmerk; x; x = x->volgende)
            if (str_is(x->naam, "id") && str_eq(x->tekst, gezocht)) {
                *ret = een_knoop(r, k);
                return OK;
            }
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

F(f_choice_name)
{
    (void)n, (void)e;
    *ret = w_tekst(r->o->keuze_naam ? r->o->keuze_naam(r->o->wie, T(0), T(1)) : T(0));
    return OK;
}

/* In another order, the same for the same seed: Fisher-Yates with the Park-Miller generator, as the ODK
 * specification prescribes. Without a seed the moment is the seed. */
F(f_randomize)
{
    double zaad = n > 1 ? expr_als_getal(r->o, w[1]) : (double)(r->o->nu % 2147483646 + 1);
    const struct expr_knoop **lijst;
    int64_t toestand;
    int rc;

    if (w[0].soort != EXPR_KNOPEN)
        return err_set(e, ERR_DATA, "randomize() verwacht een lijst");
    rc = expr_stap(r, w[0].knopen.n, e);
    if (rc)
        return rc;
    if (!(fabs(zaad) < 9e15))
        zaad = 0;
    toestand = (int64_t)zaad % 2147483647;
    if (toestand <= 0)
        toestand += 2147483646;
    lijst = ARENA_ARRAY(r->o->a, const struct expr_knoop *, w[0].knopen.n);
    for (size_t i = 0; i < w[0].knopen.n; i++)
        lijst[i] = w[0].knopen.at[i];
    for (size_t i = w[0].knopen.n; i > 1; i--) {
        const struct expr_knoop *ruil = lijst[i - 1];
        size_t j;

        toestand = toestand * 16807 % 2147483647;
        j = (size_t)((double)(toestand - 1) / 2147483646 * (double)i);
        lijst[i - 1] = lijst[j];
        lijst[j] = ruil;
    }
    *ret = (struct expr_waarde){.soort = EXPR_KNOPEN, .knopen = {lijst, w[0].knopen.n}};
    return OK;
}

/* if() and indexed-repeat() choose what they look at: reken.c does them. They stand here to be known. */
F(f_elders)
{
    (void)r, (void)w, (void)n, (void)ret;
    return err_set(e, ERR_DATA, "deze functie wordt elders gerekend");
}

const struct functie functies_lijst[] = {{"if", 3, 3, f_elders},
                                         {"indexed-repeat", 3, 7, f_elders},
                                         {"selected", 2, 2, f_selected},
                                         {"selected-at", 2, 2, f_selected_at},
                                         {"count-selected", 1, 1, f_count_selected},
                                         {"checklist", 2, -1, f_checklist},
                                         {"weighted-checklist", 2, -1, f_weighted_checklist},
                                         {"coalesce", 1, -1, f_coalesce},
                                         {"once", 1, 1, f_once},
                                         {"position", 0, 1, f_position},
                                         {"last", 0, 0, f_last},
                                         {"current", 0, 0, f_current},
                                         {"instance", 1, 1, f_instance},
                                         {"id", 1, 1, f_id},
                                         {"jr:choice-name", 2, 2, f_choice_name},
                                         {"randomize", 1, 2, f_randomize},
                                         {0}};

const struct functie *expr_functie(struct str naam)
{
    static const struct functie *const tabellen[] = {functies_tekst, functies_getal, functies_datum,
                                                     functies_lijst};

    for (size_t t = 0; t < sizeof tabellen / sizeof *tabellen; t++)
        for (const struct functie *f = tabellen[t]; f->naam; f++)
            if (str_is(naam, f->naam))
                return f;
    return NULL;
}
