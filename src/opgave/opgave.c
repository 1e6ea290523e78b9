/* SPDX-License-Identifier: EUPL-1.2
 * Opgaven: their words, reading a table, and what follows from the moves. No SQL. */
#include "opgave/opgave.h"

#include "base/num.h"
#include "tabel/rijen.h"

#include <string.h>

const char *const opgave_typen[OPGAVE_TYPEN] = {"nultreden", "geclusterd", "zorggeschikt"};

const struct opgave_woord opgave_staten[OPGAVE_STATEN] = {
    {"concept", "concept"},
    {"consultatie", "in consultatie"},
    {"vastgesteld", "vastgesteld"},
    {"vervallen", "vervallen"},
};

int opgave_type_bij(struct str code)
{
    for (int k = 0; k < OPGAVE_TYPEN; k++)
        if (str_is(code, opgave_typen[k]))
            return k;
    return -1;
}

struct str oordeel_naam(struct str code)
{
    return str_is(code, "overeen")        ? STR("komt overeen")
           : str_is(code, "niet_overeen") ? STR("komt niet overeen")
           : str_is(code, "geen_kennis")  ? STR("nog geen kennis genomen")
                                          : STR("geen antwoord");
}

static struct opgave_deel *deel_van(struct opgave_deel *d, size_t n, const struct gebied *g)
{
    for (size_t i = 0; g && i < n; i++)
        if (d[i].gebied == g)
            return &d[i];
    return NULL;
}

void opgave_reken(struct opgave_dossier *d)
{
    for (size_t i = 0; i < d->n; i++)
        memcpy(d->deel[i].nu, d->deel[i].concept, sizeof d->deel[i].nu);
    for (size_t i = 0; i < d->n_verschuiving; i++) {
        const struct opgave_verschuiving *v = &d->verschuiving[i];
        struct opgave_deel *van = deel_van(d->deel, d->n, v->van), *naar = deel_van(d->deel, d->n, v->naar);

        if (van)
            van->nu[v->type] -= v->aantal;
        if (naar)
            naar->nu[v->type] += v->aantal;
    }
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        d->concept[k] = d->nu[k] = 0;
        for (size_t i = 0; i < d->n; i++) {
            d->concept[k] += d->deel[i].concept[k];
            d->nu[k] += d->deel[i].nu[k];
        }
    }
}

bool opgave_heeft_type(const struct opgave_dossier *d, int type)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->deel[i].er[type] || d->deel[i].nu[type])
            return true;
    return false;
}

struct str opgave_per_type(struct arena *a, const struct opgave_dossier *d)
{
    size_t n = 0, alle = 0;
    struct buf b;

    for (int k = 0; k < OPGAVE_TYPEN; k++)
        alle += opgave_heeft_type(d, k);
    buf_init(&b, a, 500);
    for (int k = 0; k < OPGAVE_TYPEN; k++)
        if (opgave_heeft_type(d, k)) {
            buf_fmt(&b, "%s%.*s %s",
                    !n              ? ""
                    : n + 1 == alle ? " en "
                                    : ", ",
                    STR_ARG(num_nl(a, d->nu[k], 0)), opgave_typen[k]);
            n++;
        }
    return n ? buf_str(&b) : STR("geen aantallen");
}

const char *const opgave_doel_woorden[] = {"geen doel genoemd", "gelijk aan het doel",
                                           "gelijk, waar een doel genoemd is", "wijkt af van het doel"};

enum opgave_bij_doel opgave_bij_doel(const struct opgave_dossier *d)
{
    bool doel = false, zonder = false;

    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        bool er = opgave_heeft_type(d, k);

        if (d->doel[k].er && (!er || d->nu[k] != d->doel[k].aantal))
            return DOEL_ANDERS;
        doel = doel || d->doel[k].er;
        zonder = zonder || (er && !d->doel[k].er);
    }
    return !doel ? DOEL_GEEN : zonder ? DOEL_DEELS_GELIJK : DOEL_GELIJK;
}

struct str opgave_afwijking(struct arena *a, const struct opgave_dossier *d, int64_t *ret_meest)
{
    struct buf b;

    *ret_meest = 0;
    buf_init(&b, a, 500);
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        int64_t v = d->doel[k].er ? d->nu[k] - d->doel[k].aantal : 0, groot = v < 0 ? -v : v;

        if (!v)
            continue;
        buf_fmt(&b, "%s%.*s %s te %s", *ret_meest ? ", " : "", STR_ARG(num_nl(a, groot, 0)), opgave_typen[k],
                v < 0 ? "weinig" : "veel");
        *ret_meest = groot > *ret_meest ? groot : *ret_meest;
    }
    return buf_str(&b);
}

/* ---- a table of the concept ---- */

enum { GEBIED, TYPE, AANTAL, BRON };
static const char *const kolommen[] = {"*gebied", "*woningtype", "*aantal",      "bron", "toelichting",
                                       "jaar",    "status",      "definitieset", NULL};

/* Keeps what is wrong with a cell, and goes on: who mends a file wants to know all of it at once. */
static void fout_bij(struct opgave_nieuw *n, const struct rijen *r, const struct err *e)
{
    if (n->fouten.n < OPGAVE_FOUTEN_MAX)
        VEC_PUSH(r->a, &n->fouten, str_dup(r->a, str_from(e->text)));
    n->n_fouten++;
}

static bool is_lid(const struct gebied_lijst *leden, const struct gebied *g)
{
    for (size_t k = 0; k < leden->n; k++)
        if (leden->at[k] == g)
            return true;
    return false;
}

/* The area of a row: the region of the opgave itself, or a gemeente in it. */
static int gebied_neem(const struct gebieden *g, const struct opgave_nieuw *n,
                       const struct gebied_lijst *leden, const struct rijen *r, const struct gebied **ret,
                       struct err *e)
{
    struct str naam = rijen_tekst(r, GEBIED);

    *ret = gebied_zoek(g, r->a, naam, STR(""), date_today()).gebied;
    if (!*ret)
        return rijen_fout(r, GEBIED, e,
                          "het gebied “%.*s” kennen wij niet; noem een code als GM0935 of een naam",
                          STR_ARG(utf8_clip(naam, 60)));
    if (!gebied_is_gemeente(*ret) && *ret != n->o.gebied)
        return rijen_fout(r, GEBIED, e, "verwacht een gemeente, of het gebied van de opgave zelf");
    if (gebied_is_gemeente(*ret) && !is_lid(leden, *ret))
        return rijen_fout(r, GEBIED, e, "%.*s ligt niet in %.*s; verwacht een gemeente die daar ligt",
                          STR_ARG((*ret)->naam), STR_ARG(n->o.gebied->naam));
    return OK;
}

static int aantal_neem(const struct rijen *r, int64_t *ret, struct err *e)
{
    struct str tekst = rijen_tekst(r, AANTAL);
    struct dec aantal;

    if (dec_parse(tekst, ',', &aantal) && dec_rescale(aantal, 0, ret) && *ret >= 0 &&
        *ret <= OPGAVE_AANTAL_MAX)
        return OK;
    return rijen_fout(r, AANTAL, e, "verwacht een heel getal van 0 of meer, niet “%.*s”",
                      STR_ARG(utf8_clip(tekst, 40)));
}

/* A row without mistakes is taken; of the others every mistake is kept. */
static void rij_neem(const struct gebieden *g, struct opgave_nieuw *n, const struct gebied_lijst *leden,
                     const struct rijen *r)
{
    int type = opgave_type_bij(str_lower(r->a, rijen_tekst(r, TYPE)));
    const struct gebied *waar;
    struct opgave_deel *d;
    int64_t waarde = 0;
    size_t eerder = n->n_fouten;
    struct err e;

    if (gebied_neem(g, n, leden, r, &waar, &e))
        fout_bij(n, r, &e);
    if (type < 0 && rijen_fout(r, TYPE, &e, "verwacht nultreden, geclusterd of zorggeschikt, niet “%.*s”",
                               STR_ARG(utf8_clip(rijen_tekst(r, TYPE), 40))))
        fout_bij(n, r, &e);
    if (aantal_neem(r, &waarde, &e))
        fout_bij(n, r, &e);
    if (n->n_fouten != eerder)
        return;
    if (!gebied_is_gemeente(waar)) {
        if (n->doel[type].er &&
            rijen_fout(r, GEBIED, &e, "wat de regio als geheel nodig heeft staat er al voor dit type"))
            fout_bij(n, r, &e);
        n->doel[type] = (struct opgave_doel){true, waarde, rijen_tekst(r, BRON)};
        return;
    }
    d = deel_van(n->deel.at, n->deel.n, waar);
    if (!d) {
        VEC_PUSH(r->a, &n->deel, ((struct opgave_deel){.gebied = waar}));
        d = &n->deel.at[n->deel.n - 1];
    }
    if (d->er[type] && rijen_fout(r, GEBIED, &e, "deze gemeente staat er al voor dit type"))
        fout_bij(n, r, &e);
    d->er[type] = true;
    d->concept[type] = waarde;
}

struct str opgave_fouten_tekst(struct arena *a, const struct opgave_nieuw *n)
{
    struct buf b;

    buf_init(&b, a, (size_t)64 << 10);
    for (size_t i = 0; i < n->fouten.n; i++)
        buf_fmt(&b, "%s%.*s", i ? "; " : "", STR_ARG(n->fouten.at[i]));
    if (n->n_fouten > n->fouten.n)
        buf_fmt(&b, "; en nog %zu", n->n_fouten - n->fouten.n);
    return buf_str(&b);
}

int opgave_bestand_lees(const struct gebieden *g, struct arena *a, struct str naam, struct str bytes,
                        struct opgave_nieuw *n, struct err *e)
{
    struct gebied_lijst leden = gebied_leden(g, a, n->o.gebied, date_today());
    struct rijen r;
    int rc = rijen_open(a, naam, bytes, kolommen, &r, e);

    while (!rc && (rc = rijen_volgende(&r, e)) > 0) {
        rij_neem(g, n, &leden, &r);
        rc = OK;
    }
    rijen_close(&r);
    if (rc < 0)
        return rc;
    if (n->n_fouten)
        return err_set(e, ERR_DATA, "%.*s",
                       STR_ARG(utf8_clip(opgave_fouten_tekst(a, n), sizeof e->text - 1)));
    if (!n->deel.n)
        return err_set(e, ERR_DATA, "%.*s: er staat geen gemeente in", STR_ARG(naam));
    return OK;
}
