/* SPDX-License-Identifier: EUPL-1.2
 * The proof: the cells of both tables cut each property into pieces within which all values are alike; every
 * combination of pieces is looked at. Which rules accept a piece is worked out once, so that a combination
 * costs a few ANDs. Unknown is left out: what is not known is not counted by anyone. */
#include "definitie/definitie.h"

#include "base/num.h"
#include "regels/regels.h"

#include <stdlib.h>

enum { EIGENSCHAPPEN_MAX = 24, COMBINATIES_MAX = 4000000 };

/* A piece of a property: one value stands for all in it. */
struct stuk {
    struct regel_waarde waarde;
    struct str naam;
};

struct eigenschap {
    struct str naam;
    enum regel_soort soort;
    struct stuk *stuk;
    size_t n;
};

/* A table as seen over the shared properties: of each piece the rules that accept it. */
struct kijk {
    const struct regeltabel *t;
    uint64_t *past[EIGENSCHAPPEN_MAX]; /* by property and piece; NULL: the table does not ask it */
    bool telt[DEFINITIE_REGELS_MAX];   /* by rule: its outcome is one of the classes */
    bool standaard;                    /* the standard outcome is */
};

struct bewijs {
    struct arena *a;
    struct eigenschap e[EIGENSCHAPPEN_MAX];
    size_t n;
    struct kijk k[3];
    size_t n_k;
    size_t pad[EIGENSCHAPPEN_MAX];
    struct omzetting *o;
};

static int kolom_van(const struct regeltabel *t, struct str naam)
{
    for (size_t k = 0; k < t->n_in; k++)
        if (str_eq(t->in[k].naam, naam))
            return (int)k;
    return -1;
}

static const int64_t *params(struct arena *a, const struct regeltabel *t)
{
    int64_t *p = ARENA_ARRAY(a, int64_t, t->n_param + 1);

    regel_params(t, &(struct str){0}, 0, p);
    return p;
}

static void stuk_bij(struct bewijs *b, struct eigenschap *x, struct regel_waarde w, struct str naam)
{
    for (size_t i = 0; i < x->n; i++)
        if (regel_waarde_gelijk(&x->stuk[i].waarde, &w))
            return;
    x->stuk = arena_grow(b->a, x->stuk, x->n * sizeof *x->stuk, (x->n + 1) * sizeof *x->stuk);
    x->stuk[x->n++] = (struct stuk){w, naam};
}

static void woorden_bij(struct bewijs *b, struct eigenschap *x)
{
    bool begrensd = false;

    for (size_t k = 0; k < b->n_k; k++) {
        int c = kolom_van(b->k[k].t, x->naam);

        for (size_t i = 0; c >= 0 && i < b->k[k].t->in[c].woorden.n; i++) {
            struct str w = b->k[k].t->in[c].woorden.at[i].key;

            stuk_bij(b, x, (struct regel_waarde){.soort = REGEL_TEKST, .tekst = w}, w);
        }
        begrensd = begrensd || (c >= 0 && b->k[k].t->in[c].begrensd);
    }
    if (!begrensd) /* no table says that these are all words there are */
        stuk_bij(b, x, (struct regel_waarde){.soort = REGEL_TEKST, .tekst = STR("iets anders")},
                 STR("iets anders"));
}

/* Numbers are cut where a cell of either table begins or ends. */
static void getallen_bij(struct bewijs *b, struct eigenschap *x)
{
    VEC(int64_t) punt = {0};
    size_t m = 0;

    for (size_t k = 0; k < b->n_k; k++) {
        const struct regeltabel *t = b->k[k].t;
        const int64_t *param = params(b->a, t);
        int c = kolom_van(t, x->naam);

        for (size_t r = 0; c >= 0 && r < t->n; r++) {
            struct regel_set s = regel_cel_set(b->a, t, (size_t)c, &t->regel[r].als[c], param);

            for (size_t i = 0; i < s.n; i++) {
                if (s.at[i].laag != INT64_MIN)
                    VEC_PUSH(b->a, &punt, s.at[i].laag);
                if (s.at[i].hoog != INT64_MAX)
                    VEC_PUSH(b->a, &punt, s.at[i].hoog + 1);
            }
        }
    }
    if (punt.n)
        qsort(punt.at, punt.n, sizeof *punt.at, num_order);
    for (size_t i = 0; i < punt.n; i++)
        if (!m || punt.at[m - 1] != punt.at[i])
            punt.at[m++] = punt.at[i];
    for (size_t i = 0; i <= m; i++) {
        /* Before the first cut a value just below it; a whole number where there is one, for people. */
        int64_t v = i ? punt.at[i - 1] : m ? punt.at[0] - REGEL_EENHEID : 0, heel = v;
        struct regel_waarde w = {.soort = REGEL_GETAL};

        if (v % REGEL_EENHEID) {
            heel = (v / REGEL_EENHEID + 1) * REGEL_EENHEID;
            if (i < m && heel >= punt.at[i])
                heel = v;
        }
        w.getal = heel;
        stuk_bij(b, x, w, regel_waarde_tekst(b->a, &w));
    }
}

static int eigenschap_bij(struct bewijs *b, const struct regel_invoer *in, struct err *e)
{
    struct eigenschap *x;

    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->e[i].naam, in->naam)) {
            if (in->soort_bekend && in->soort != b->e[i].soort)
                return err_set(e, ERR_DATA, "“%.*s” is in de ene tabel iets anders dan in de andere",
                               STR_ARG(utf8_clip(in->naam, 60)));
            return OK;
        }
    if (b->n == EIGENSCHAPPEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d eigenschappen", EIGENSCHAPPEN_MAX);
    x = &b->e[b->n++];
    *x = (struct eigenschap){.naam = in->naam, .soort = in->soort};
    if (in->soort == REGEL_WAAR) {
        stuk_bij(b, x, (struct regel_waarde){.soort = REGEL_WAAR, .getal = 1}, STR("ja"));
        stuk_bij(b, x, (struct regel_waarde){.soort = REGEL_WAAR, .getal = 0}, STR("nee"));
    } else if (in->soort == REGEL_TEKST) {
        woorden_bij(b, x);
    } else {
        getallen_bij(b, x);
    }
    return OK;
}

static bool stuk_past(const struct regel_set *s, const struct regel_invoer *in, const struct regel_waarde *w)
{
    int64_t v = w->getal;

    if (w->soort == REGEL_TEKST) {
        const struct map_entry *m = map_get(&in->woorden, w->tekst);

        v = m ? m->value.i : (int64_t)in->woorden.n;
    }
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].laag <= v && v <= s->at[i].hoog)
            return true;
    return false;
}

static void kijk_maak(struct bewijs *b, struct kijk *k)
{
    const struct regeltabel *t = k->t;
    const int64_t *param = params(b->a, t);

    for (size_t i = 0; i < b->n; i++) {
        int c = kolom_van(t, b->e[i].naam);

        if (c < 0)
            continue;
        k->past[i] = ARENA_ARRAY(b->a, uint64_t, b->e[i].n);
        for (size_t r = 0; r < t->n; r++) {
            bool alles = t->regel[r].als[c].alles;
            struct regel_set s = regel_cel_set(b->a, t, (size_t)c, &t->regel[r].als[c], param);

            for (size_t j = 0; j < b->e[i].n; j++)
                if (alles || stuk_past(&s, &t->in[c], &b->e[i].stuk[j].waarde))
                    k->past[i][j] |= 1ULL << r;
        }
    }
}

static bool is_klasse(const struct definitie *d, const struct regel_waarde *w)
{
    for (size_t i = 0; i < d->n_klassen; i++)
        if (w->soort == REGEL_TEKST && str_eq(w->tekst, d->klasse[i]))
            return true;
    return false;
}

static int kijk_bij(struct bewijs *b, const struct regeltabel *t, const struct definitie *d, struct err *e)
{
    struct kijk *k = &b->k[b->n_k++];

    *k = (struct kijk){.t = t};
    if ((t->trefwijze != TREF_EERSTE && t->trefwijze != TREF_UNIEK) || t->n > DEFINITIE_REGELS_MAX)
        return err_set(e, ERR_DATA, "%.*s: een definitie heeft trefwijze F of U, en hoogstens %d regels",
                       STR_ARG(t->id), DEFINITIE_REGELS_MAX);
    for (size_t r = 0; r < t->n; r++)
        k->telt[r] = d ? is_klasse(d, &t->regel[r].dan[0]) : true;
    if (t->n_uit && t->uit[0].heeft_standaard)
        k->standaard = d && is_klasse(d, &t->uit[0].standaard);
    return OK;
}

static bool telt(const struct bewijs *b, const struct kijk *k)
{
    uint64_t m = k->t->n == 64 ? ~0ULL : (1ULL << k->t->n) - 1;

    for (size_t i = 0; i < b->n && m; i++)
        if (k->past[i])
            m &= k->past[i][b->pad[i]];
    return m ? k->telt[__builtin_ctzll(m)] : k->standaard;
}

static struct str combinatie_zeg(const struct bewijs *b)
{
    struct buf s;

    buf_init(&s, b->a, 2000);
    for (size_t i = 0; i < b->n; i++)
        buf_fmt(&s, "%s%.*s: %.*s", i ? ", " : "", STR_ARG(b->e[i].naam),
                STR_ARG(b->e[i].stuk[b->pad[i]].naam));
    return buf_str(&s);
}

static bool volgende(struct bewijs *b)
{
    for (size_t i = 0; i < b->n; i++) {
        if (++b->pad[i] < b->e[i].n)
            return true;
        b->pad[i] = 0;
    }
    return false;
}

int omzetting_bewijs(struct arena *a, struct omzetting *o, const struct regeltabel *regel, struct err *e)
{
    struct bewijs *b = ARENA_NEW(a, struct bewijs);
    int64_t alle = 1;
    int rc;

    b->a = a;
    b->o = o;
    rc = kijk_bij(b, o->van->tabel, o->van, e);
    if (!rc)
        rc = kijk_bij(b, o->naar->tabel, o->naar, e);
    if (!rc && regel)
        rc = kijk_bij(b, regel, NULL, e);
    for (size_t k = 0; !rc && k < b->n_k; k++)
        for (size_t c = 0; !rc && c < b->k[k].t->n_in; c++)
            rc = eigenschap_bij(b, &b->k[k].t->in[c], e);
    for (size_t i = 0; !rc && i < b->n; i++) {
        alle *= (int64_t)b->e[i].n;
        if (alle > COMBINATIES_MAX)
            rc = err_set(e, ERR_LIMIT, "meer dan %d combinaties", COMBINATIES_MAX);
    }
    if (rc)
        return rc;
    for (size_t k = 0; k < b->n_k; k++)
        kijk_maak(b, &b->k[k]);
    o->combinaties = alle;
    o->beide = o->alleen_van = o->alleen_naar = 0;
    o->voorbeeld_van = o->voorbeeld_naar = STR("");
    do {
        bool van = telt(b, &b->k[0]) && (!regel || telt(b, &b->k[2])), naar = telt(b, &b->k[1]);

        o->beide += van && naar;
        o->alleen_van += van && !naar;
        o->alleen_naar += naar && !van;
        if (van && !naar && !o->voorbeeld_van.n)
            o->voorbeeld_van = combinatie_zeg(b);
        if (naar && !van && !o->voorbeeld_naar.n)
            o->voorbeeld_naar = combinatie_zeg(b);
    } while (volgende(b));
    return OK;
}

int omzetting_regel_lees(struct arena *a, struct str tekst, const struct regeltabel **ret, struct err *e)
{
    struct str rest = tekst;
    struct regeltabel *t;
    struct buf kop, rij, anders, alles;
    int rc;

    buf_init(&kop, a, 4000);
    buf_init(&rij, a, 4000);
    buf_init(&anders, a, 4000);
    buf_init(&alles, a, 20000);
    buf_lit(&kop, "regel");
    buf_lit(&rij, "1");
    buf_lit(&anders, "anders");
    while (rest.n) {
        struct str cel, een = str_trim(str_cut(rest, ';', &rest)), naam = str_trim(str_cut(een, ':', &cel));

        if (!naam.n || !cel.p || !str_trim(cel).n)
            return err_set(e, ERR_DATA,
                           "“%.*s”: verwacht een eigenschap en wat zij moet zijn, als clusterwoningen: >=12",
                           STR_ARG(utf8_clip(een, 60)));
        buf_fmt(&kop, ";als %.*s", STR_ARG(naam));
        buf_fmt(&rij, ";%.*s", STR_ARG(str_trim(cel)));
        buf_lit(&anders, ";-");
    }
    buf_fmt(&alles,
            "id;omzetting\nnaam;regel\nversie;1\ngeldig "
            "vanaf;2023-01-01\nbron;omzettingen\ntrefwijze;F\n%.*s;dan past\n%.*s;ja\n",
            STR_ARG(buf_str(&kop)), STR_ARG(buf_str(&rij)));
    rc = regels_csv_lees(a, buf_str(&alles), &t, e);
    *ret = rc ? NULL : t;
    return rc;
}

struct str definitie_eis(struct arena *a, const struct definitie *d, struct str eigenschap)
{
    const struct regeltabel *t = d->tabel;
    int c = kolom_van(t, eigenschap);
    struct buf b;

    buf_init(&b, a, 2000);
    for (size_t r = 0; c >= 0 && r < t->n; r++) {
        const struct regel_cel *cel = &t->regel[r].als[c];
        struct str s = cel->alles ? STR("maakt niet uit") : cel->tekst;

        if (!is_klasse(d, &t->regel[r].dan[0]))
            continue;
        for (size_t i = 0; i < t->n_param; i++) { /* the value of a parameter, for people */
            struct regel_waarde w = {.soort = REGEL_GETAL, .getal = t->param[i].waarde};

            if (str_ends(s, t->param[i].naam))
                s = str_fmt(a, "%.*s%.*s", STR_ARG(str_sub(s, 0, s.n - t->param[i].naam.n)),
                            STR_ARG(regel_waarde_tekst(a, &w)));
        }
        if (!b.n || !str_ends(buf_str(&b), s))
            buf_fmt(&b, "%s%.*s", b.n ? " | " : "", STR_ARG(s));
    }
    return b.n ? buf_str(&b) : STR("–");
}
