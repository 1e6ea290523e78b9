/* SPDX-License-Identifier: EUPL-1.2
 * From a decision table to tests on the columns of a stock: names to columns, words to codes, numbers to
 * whole values, parameters to the rows where they hold, and every hit policy to "the first that applies". */
#include "voorraad/motor_intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vertaler {
    struct arena *a;
    const struct wzv *w;
    const struct regeltabel *t;
    const struct wzv_kolom **kolom; /* per input */
    struct strook *gebied;          /* rows with the same parameters; at and n unused */
    int64_t **param;                /* per such strip */
    size_t n_stroken;
    VEC(struct atoom) atoom;
    struct map bij;
};

static const char *soort_naam(enum regel_soort s)
{
    return s == REGEL_GETAL ? "een getal" : s == REGEL_TEKST ? "een woord" : "ja of nee";
}

/* Names those that there are: which they are is nowhere else so near. */
static int kolom_geen(const struct wzv *w, struct str naam, struct err *e)
{
    char namen[700];
    size_t n = 0;

    for (size_t k = 0; k < w->n_kolommen; k++)
        if (w->kolom[k].breedte <= 2 && n + WZV_NAAM + 2 < sizeof namen)
            n += (size_t)snprintf(namen + n, sizeof namen - n, "%s%.*s", n ? ", " : "",
                                  STR_ARG(w->kolom[k].naam));
    return err_set(e, ERR_DATA, "de voorraad heeft geen gegeven “%.*s” waarop regels kunnen letten; wel %.*s",
                   STR_ARG(utf8_clip(naam, 60)), (int)n, namen);
}

static int kolom_eis(struct vertaler *v, size_t k, struct err *e)
{
    const struct regel_invoer *in = &v->t->in[k];
    const struct wzv_kolom *kolom = wzv_kolom(v->w, in->naam);
    static const enum regel_soort hoort[] = {
        [WZV_GETAL] = REGEL_GETAL, [WZV_JANEE] = REGEL_WAAR, [WZV_CODE] = REGEL_TEKST};

    if (!kolom || kolom->breedte > 2)
        return kolom_geen(v->w, in->naam, e);
    if (in->soort_bekend && in->soort != hoort[kolom->soort])
        return err_set(e, ERR_DATA, "“%.*s” is in de voorraad %s, en in de regels %s", STR_ARG(in->naam),
                       soort_naam(hoort[kolom->soort]), soort_naam(in->soort));
    for (size_t i = 0; kolom->soort == WZV_CODE && i < in->woorden.n; i++) {
        bool er = false;

        for (size_t c = 0; c < kolom->n_codes; c++)
            er = er || str_eq(kolom->code[c], in->woorden.at[i].key);
        if (!er)
            return err_set(e, ERR_DATA, "“%.*s” is in de voorraad nooit “%.*s”", STR_ARG(in->naam),
                           STR_ARG(utf8_clip(in->woorden.at[i].key, 60)));
    }
    v->kolom[k] = kolom;
    return OK;
}

static bool binnen(const struct regel_set *s, int64_t waarde)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].laag <= waarde && waarde <= s->at[i].hoog)
            return true;
    return false;
}

/* Adds raw values, joined to the last piece where they touch. */
static void stukje_bij(struct stukje *at, size_t *n, uint32_t laag, uint32_t hoog)
{
    if (*n && at[*n - 1].hoog + 1 == laag)
        at[*n - 1].hoog = hoog;
    else
        at[(*n)++] = (struct stukje){laag, hoog};
}

/* Division that rounds down, or up. */
static int64_t omlaag(int64_t v)
{
    return v / REGEL_EENHEID - (v % REGEL_EENHEID < 0);
}
static int64_t omhoog(int64_t v)
{
    return v / REGEL_EENHEID + (v % REGEL_EENHEID > 0);
}

static void set_vertaal(struct vertaler *v, size_t k, const struct regel_set *s, struct strook *ret)
{
    const struct wzv_kolom *kolom = v->kolom[k];
    uint32_t onbekend = (uint32_t)wzv_onbekend(kolom->breedte);
    struct stukje *at = ARENA_ARRAY(v->a, struct stukje, s->n + kolom->n_codes + 4);
    size_t n = 0;

    if (kolom->soort == WZV_CODE) {
        for (size_t c = 0; c < kolom->n_codes; c++) {
            struct map_entry *m = map_get(&v->t->in[k].woorden, kolom->code[c]);

            if (binnen(s, m ? m->value.i : (int64_t)v->t->in[k].woorden.n))
                stukje_bij(at, &n, (uint32_t)c, (uint32_t)c);
        }
    } else {
        uint32_t most = kolom->soort == WZV_JANEE ? 1 : onbekend - 1;
        int64_t eenheid = kolom->soort == WZV_JANEE ? 0 : 1;

        for (size_t i = 0; i < s->n; i++) {
            int64_t laag = eenheid ? omhoog(s->at[i].laag) : s->at[i].laag,
                    hoog = eenheid ? omlaag(s->at[i].hoog) : s->at[i].hoog;

            laag = laag < 0 ? 0 : laag;
            hoog = hoog > most ? most : hoog;
            if (laag <= hoog)
                stukje_bij(at, &n, (uint32_t)laag, (uint32_t)hoog);
        }
    }
    if (s->onbekend)
        stukje_bij(at, &n, onbekend, onbekend);
    ret->at = at;
    ret->n = n;
}

static bool gelijk(const struct strook *x, const struct strook *y)
{
    return x->n == y->n && !memcmp(x->at, y->at, x->n * sizeof *x->at);
}

/* The atom of a cell; *ret_nooit when it accepts nothing anywhere. */
static uint32_t atoom_van(struct vertaler *v, size_t k, const struct regel_cel *c, bool *ret_nooit)
{
    VEC(struct strook) strook = {0};
    struct buf sleutel;
    struct map_entry *m;
    bool nieuw, nooit = true;

    buf_init(&sleutel, v->a, 1 << 20);
    buf_add(&sleutel, v->kolom[k]->naam);
    for (size_t g = 0; g < v->n_stroken; g++) {
        struct regel_set s = regel_cel_set(v->a, v->t, k, c, v->param[g]);
        struct strook x = v->gebied[g];

        set_vertaal(v, k, &s, &x);
        nooit = nooit && !x.n;
        if (strook.n && gelijk(&strook.at[strook.n - 1], &x))
            strook.at[strook.n - 1].tot = x.tot;
        else
            VEC_PUSH(v->a, &strook, x);
    }
    for (size_t i = 0; i < strook.n; i++) {
        buf_bytes(&sleutel, &strook.at[i].tot, sizeof strook.at[i].tot);
        buf_bytes(&sleutel, &strook.at[i].n, sizeof strook.at[i].n);
        buf_bytes(&sleutel, strook.at[i].at, strook.at[i].n * sizeof *strook.at[i].at);
    }
    *ret_nooit = nooit;
    m = map_put(&v->bij, buf_str(&sleutel), &nieuw);
    if (nieuw) {
        m->value.i = (int64_t)v->atoom.n;
        VEC_PUSH(v->a, &v->atoom, (struct atoom){v->kolom[k], strook.at, strook.n, buf_str(&sleutel)});
    }
    return (uint32_t)m->value.i;
}

/* ---- strips of rows with the same parameters ---- */

static int op_getal(const void *x, const void *y)
{
    uint64_t p = *(const uint64_t *)x, q = *(const uint64_t *)y;

    return p < q ? -1 : p > q;
}

static void codes_van(const struct wzv *w, uint64_t rij, struct str *ret)
{
    for (int n = 0; n < WZV_NIVEAUS; n++) /* from small to large */
        ret[n] = w->rijen
                     ? w->gebied[WZV_BUURT - n][wzv_gebied_van(w, (enum wzv_niveau)(WZV_BUURT - n), rij)].code
                     : STR("");
}

static void stroken_maak(struct vertaler *v)
{
    VEC(uint64_t) grens = {0};
    size_t n = 0;

    VEC_PUSH(v->a, &grens, 0);
    for (size_t p = 0; p < v->t->n_param; p++)
        for (size_t i = 0; i < v->t->param[p].afwijking.n; i++) {
            uint64_t eerste, aantal;

            if (wzv_gebied_bij(v->w, v->t->param[p].afwijking.at[i].gebied, &eerste, &aantal)) {
                VEC_PUSH(v->a, &grens, eerste);
                VEC_PUSH(v->a, &grens, eerste + aantal);
            }
        }
    qsort(grens.at, grens.n, sizeof *grens.at, op_getal);
    v->gebied = ARENA_ARRAY(v->a, struct strook, grens.n);
    v->param = (int64_t **)ARENA_ARRAY(v->a, int64_t *, grens.n);
    for (size_t i = 0; i < grens.n; i++) {
        uint64_t van = grens.at[i], tot = i + 1 < grens.n ? grens.at[i + 1] : v->w->rijen;
        struct str codes[WZV_NIVEAUS];

        if (van >= tot && !(i == 0 && grens.n == 1))
            continue;
        codes_van(v->w, van, codes);
        v->gebied[n] = (struct strook){.van = van, .tot = tot};
        v->param[n] = ARENA_ARRAY(v->a, int64_t, v->t->n_param + 1);
        regel_params(v->t, codes, WZV_NIVEAUS, v->param[n++]);
    }
    v->n_stroken = n;
}

/* ---- the table ---- */

static int tabel_eis(struct arena *a, const struct regeltabel *t, struct err *e)
{
    struct regel_bewijs b;

    if (t->trefwijze > TREF_EERSTE)
        return err_set(e, ERR_DATA,
                       "tellen kan alleen met regels die één uitkomst geven: trefwijze U, A, P of F");
    if (t->trefwijze == TREF_EERSTE)
        return OK; /* the first decides, whatever overlaps; gaps are counted as undecided */
    regels_bewijs(a, t, &b);
    for (size_t i = 0; i < b.at.n; i++)
        if (b.at.at[i].fout &&
            b.at.at[i].soort == BEVIND_OVERLAP) /* gaps are counted as undecided; an overlap has no outcome */
            return err_set(e, ERR_DATA, "%.*s", STR_ARG(b.at.at[i].tekst));
    if (!b.volledig && t->trefwijze != TREF_VOORRANG)
        return err_set(e, ERR_DATA,
                       "van deze regels is niet te bewijzen dat zij elkaar uitsluiten; gebruik trefwijze F");
    return OK;
}

static void regels_orden(const struct regeltabel *t, struct vertaling *r)
{
    if (t->trefwijze != TREF_VOORRANG)
        return;
    for (size_t i = 1; i < r->n_regels; i++) { /* by rank, and stable */
        struct vertaalde_regel x = r->regel[i];
        size_t k = i;

        for (; k && regel_rang(t, &t->regel[r->regel[k - 1].nummer]) > regel_rang(t, &t->regel[x.nummer]);
             k--)
            r->regel[k] = r->regel[k - 1];
        r->regel[k] = x;
    }
}

static int begin(struct vertaler *v, struct err *e)
{
    int rc = OK;

    v->kolom = (const struct wzv_kolom **)ARENA_ARRAY(v->a, struct wzv_kolom *, v->t->n_in + 1);
    for (size_t k = 0; !rc && k < v->t->n_in; k++)
        rc = kolom_eis(v, k, e);
    return rc;
}

int motor_past(struct arena *a, const struct wzv *w, const struct regeltabel *t, struct err *e)
{
    struct vertaler v = {.a = a, .w = w, .t = t};
    int rc = begin(&v, e);

    return rc ? rc : tabel_eis(a, t, e);
}

int vertaal(struct arena *a, const struct wzv *w, const struct regeltabel *t, struct vertaling *ret,
            struct err *e)
{
    struct vertaler v = {.a = a, .w = w, .t = t};
    int rc = begin(&v, e);

    if (!rc)
        rc = tabel_eis(a, t, e);
    if (rc)
        return rc;
    map_init(&v.bij, a);
    stroken_maak(&v);
    ret->regel = ARENA_ARRAY(a, struct vertaalde_regel, t->n + 1);
    ret->n_regels = t->n;
    for (size_t r = 0; r < t->n; r++) {
        uint32_t *at = ARENA_ARRAY(a, uint32_t, t->n_in + 1);
        struct vertaalde_regel *x = &ret->regel[r];

        *x = (struct vertaalde_regel){.atoom = at, .nummer = (uint32_t)r};
        for (size_t k = 0; k < t->n_in; k++) {
            bool nooit;

            if (t->regel[r].als[k].alles)
                continue;
            at[x->n++] = atoom_van(&v, k, &t->regel[r].als[k], &nooit);
            x->nooit = x->nooit || nooit;
        }
    }
    regels_orden(t, ret);
    ret->atoom = v.atoom.at;
    ret->n_atomen = v.atoom.n;
    return OK;
}

int motor_rij(struct arena *a, const struct wzv *w, const struct regeltabel *t, uint64_t rij,
              struct regel_waarde *in, int64_t *param, struct err *e)
{
    struct vertaler v = {.a = a, .w = w, .t = t};
    struct str codes[WZV_NIVEAUS];
    int rc = begin(&v, e);

    if (rc)
        return rc;
    for (size_t k = 0; k < t->n_in; k++) {
        const struct wzv_kolom *kolom = v.kolom[k];
        uint64_t ruw = wzv_waarde(kolom, rij);

        in[k] = (struct regel_waarde){.onbekend = ruw == wzv_onbekend(kolom->breedte)};
        if (kolom->soort == WZV_CODE) {
            in[k].soort = REGEL_TEKST;
            in[k].tekst = ruw < kolom->n_codes ? kolom->code[ruw] : STR("");
        } else {
            in[k].soort = kolom->soort == WZV_JANEE ? REGEL_WAAR : REGEL_GETAL;
            in[k].getal = kolom->soort == WZV_JANEE ? (int64_t)ruw : (int64_t)ruw * REGEL_EENHEID;
        }
    }
    codes_van(w, rij, codes);
    regel_params(t, codes, WZV_NIVEAUS, param);
    return OK;
}
