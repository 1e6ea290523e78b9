/* SPDX-License-Identifier: EUPL-1.2
 * Proof of a decision table: is there an outcome for every case (gaps), never two that clash (overlaps), and
 * is every rule of use? The cells cut each column into pieces within which all values are alike; the table is
 * walked column by column with the set of rules that still apply. Where two ways lead to the same column with
 * the same set, the rest is the same and is walked once; so the work follows the table's own structure, not
 * the product of its columns. A bound on the steps stays, and is told. */
#include "regels/regels.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { LIJST_MAX = 30, WOORDEN = (REGELS_MAX + 63) / 64, INVULLINGEN_MAX = 50, PAREN_STAP = 64 };

struct stuk { /* a piece of a column: an interval, or unknown */
    struct regel_bereik b;
    bool onbekend;
    const uint64_t *past; /* the rules whose cell accepts it */
};

struct loop {
    struct arena *a;
    const struct regeltabel *t;
    const int64_t *param;
    struct str waar; /* " (in GM1711)" or empty */
    struct regel_bewijs *uit;
    struct stuk **stuk; /* per column */
    size_t *n_stuk;
    size_t woorden, stappen;
    struct map gezien;
    size_t *pad;             /* the piece chosen in each column so far */
    uint64_t *raak, *eerste; /* rules that apply somewhere; rules that decide somewhere */
    uint64_t *overlap;       /* n × n, pairs that were reported */
    bool standaard;
};

static bool bit(const uint64_t *w, size_t i)
{
    return w[i / 64] >> i % 64 & 1;
}

static void bit_aan(uint64_t *w, size_t i)
{
    w[i / 64] |= 1ULL << i % 64;
}

/* Cuts column k. */
static void snijd(struct loop *l, size_t k)
{
    struct arena *a = l->a;
    struct regel_set domein = regel_domein(a, l->t, k);
    struct regel_set *set = ARENA_ARRAY(a, struct regel_set, l->t->n + 1);
    VEC(int64_t) punt = {0};
    VEC(struct stuk) stuk = {0};
    size_t m = 0;

    for (size_t r = 0; r < l->t->n; r++) {
        set[r] = regel_cel_set(a, l->t, k, &l->t->regel[r].als[k], l->param);
        for (size_t i = 0; i < set[r].n; i++) {
            VEC_PUSH(a, &punt, set[r].at[i].laag);
            if (set[r].at[i].hoog < domein.at[0].hoog)
                VEC_PUSH(a, &punt, set[r].at[i].hoog + 1);
        }
    }
    VEC_PUSH(a, &punt, domein.at[0].laag);
    qsort(punt.at, punt.n, sizeof *punt.at, num_order);
    for (size_t i = 0; i < punt.n; i++)
        if (!m || punt.at[m - 1] != punt.at[i])
            punt.at[m++] = punt.at[i];
    for (size_t i = 0; i <= m; i++) { /* the last one is unknown */
        struct stuk s = {.onbekend = i == m};
        uint64_t *past = ARENA_ARRAY(a, uint64_t, l->woorden);

        if (i < m)
            s.b = (struct regel_bereik){punt.at[i], i + 1 < m ? punt.at[i + 1] - 1 : domein.at[0].hoog};
        for (size_t r = 0; r < l->t->n; r++) {
            bool ja = s.onbekend && set[r].onbekend;

            for (size_t j = 0; !s.onbekend && j < set[r].n && !ja; j++)
                ja = set[r].at[j].laag <= s.b.laag && s.b.hoog <= set[r].at[j].hoog;
            if (ja)
                bit_aan(past, r);
        }
        s.past = past;
        VEC_PUSH(a, &stuk, s);
    }
    l->stuk[k] = stuk.at;
    l->n_stuk[k] = stuk.n;
}

/* ---- words ---- */

static struct str getal(struct arena *a, int64_t v)
{
    return regel_waarde_tekst(a, &(struct regel_waarde){.soort = REGEL_GETAL, .getal = v});
}

/* Whole: it is an example. For any other word one that the column does not list itself. */
static struct str woord(struct arena *a, const struct regel_invoer *in, int64_t i)
{
    struct str s = STR("iets anders");

    if (i >= 0 && i < (int64_t)in->woorden.n)
        return in->woorden.at[i].key;
    for (size_t k = 2; map_get(&in->woorden, s) && k <= in->woorden.n + 2; k++)
        s = str_fmt(a, "iets anders (%zu)", k);
    return s;
}

static void stuk_zeg(struct loop *l, struct buf *b, size_t k, const struct stuk *s)
{
    const struct regel_invoer *in = &l->t->in[k];
    struct str naam = utf8_clip(in->naam, 60), laag, hoog;

    if (s->onbekend) {
        buf_fmt(b, "%.*s onbekend", STR_ARG(naam));
    } else if (in->soort == REGEL_TEKST && in->soort_bekend) {
        buf_fmt(b, "%.*s ", STR_ARG(naam));
        for (int64_t i = s->b.laag; i <= s->b.hoog && i < s->b.laag + 5; i++)
            buf_fmt(b, "%s“%.*s”", i > s->b.laag ? " of " : "", STR_ARG(utf8_clip(woord(l->a, in, i), 60)));
    } else if (in->soort == REGEL_WAAR && in->soort_bekend) {
        buf_fmt(b, "%.*s %s", STR_ARG(naam), s->b.laag != s->b.hoog ? "ja of nee" : s->b.laag ? "ja" : "nee");
    } else if (s->b.laag == INT64_MIN && s->b.hoog == INT64_MAX) {
        buf_fmt(b, "%.*s bekend", STR_ARG(naam));
    } else {
        bool onder = s->b.laag % REGEL_EENHEID == 1; /* from just above a whole number */
        bool boven = s->b.hoog != INT64_MAX && (s->b.hoog + 1) % REGEL_EENHEID == 0;

        laag = getal(l->a, s->b.laag - onder);
        hoog = getal(l->a, s->b.hoog == INT64_MAX ? s->b.hoog : s->b.hoog + boven);
        if (s->b.laag == INT64_MIN)
            buf_fmt(b, "%.*s %s %.*s", STR_ARG(naam), boven ? "onder" : "tot en met", STR_ARG(hoog));
        else if (s->b.hoog == INT64_MAX)
            buf_fmt(b, "%.*s %s %.*s", STR_ARG(naam), onder ? "boven" : "vanaf", STR_ARG(laag));
        else if (s->b.laag == s->b.hoog)
            buf_fmt(b, "%.*s %.*s", STR_ARG(naam), STR_ARG(laag));
        else
            buf_fmt(b, "%.*s %s %.*s %s %.*s", STR_ARG(naam), onder ? "boven" : "van", STR_ARG(laag),
                    boven ? "tot" : "tot en met", STR_ARG(hoog));
    }
}

/* One value of a piece, as near to nought as it has. */
static struct regel_waarde voorbeeld(struct loop *l, size_t k, const struct stuk *s)
{
    const struct regel_invoer *in = &l->t->in[k];
    struct regel_waarde w = {.onbekend = s->onbekend, .soort = in->soort_bekend ? in->soort : REGEL_GETAL};

    w.getal = s->b.laag == INT64_MIN ? s->b.hoog == INT64_MAX ? 0 : s->b.hoog : s->b.laag;
    if (w.soort == REGEL_GETAL && s->b.laag != INT64_MIN &&
        w.getal % REGEL_EENHEID) { /* prefer a whole number */
        int64_t heel = w.getal - w.getal % REGEL_EENHEID + (w.getal > 0 ? REGEL_EENHEID : 0);

        w.getal = heel <= s->b.hoog ? heel : w.getal;
    }
    if (w.soort == REGEL_GETAL && s->b.laag == INT64_MIN && w.getal % REGEL_EENHEID)
        w.getal -= (w.getal % REGEL_EENHEID + REGEL_EENHEID) % REGEL_EENHEID;
    if (w.soort == REGEL_TEKST)
        w.tekst = woord(l->a, in, s->b.laag);
    return w;
}

/* Where we are: the pieces chosen in the first `n` columns that say anything, and an example. */
static void plek_zeg(struct loop *l, struct buf *b, size_t n, struct regel_bevinding *v)
{
    struct regel_waarde *w = ARENA_ARRAY(l->a, struct regel_waarde, l->t->n_in);
    bool iets = false;

    for (size_t k = 0; k < l->t->n_in; k++) {
        const struct stuk *s = &l->stuk[k][k < n ? l->pad[k] : 0];

        w[k] = voorbeeld(l, k, s);
        if (k < n && l->n_stuk[k] > 1) {
            bool overal = true; /* a column in which every rule accepts all tells nothing */

            for (size_t r = 0; r < l->t->n && overal; r++)
                overal = l->t->regel[r].als[k].alles;
            if (!overal) {
                buf_lit(b, iets ? ", " : "");
                stuk_zeg(l, b, k, s);
                iets = true;
            }
        }
    }
    if (!iets)
        buf_lit(b, "altijd");
    buf_add(b, l->waar);
    v->voorbeeld = w;
}

static void meld(struct loop *l, struct regel_bevinding v, struct buf *b)
{
    v.tekst = b->over ? utf8_clip(buf_str(b), b->n - 1) : buf_str(b);
    l->uit->fouten += v.fout;
    if (l->uit->at.n < LIJST_MAX || v.soort == BEVIND_GRENS)
        VEC_PUSH(l->a, &l->uit->at, v);
}

/* Is the list of findings full? Then they are only counted, without making their words. */
static bool vol(const struct loop *l)
{
    return l->uit->at.n >= LIJST_MAX;
}

static void gat(struct loop *l, size_t n)
{
    struct regel_bevinding v = {.soort = BEVIND_GAT, .fout = true};
    struct buf b;

    if (l->standaard || l->t->optelling || l->t->trefwijze == TREF_VERZAMEL)
        return; /* an empty collection is an outcome */
    l->uit->gaten++;
    if (vol(l)) {
        l->uit->fouten++;
        return;
    }
    buf_init(&b, l->a, 1000);
    buf_lit(&b, "gat: geen regel zegt wat de uitkomst is bij ");
    plek_zeg(l, &b, n, &v);
    meld(l, v, &b);
}

static bool zelfde_uitkomst(const struct regeltabel *t, const struct regel *x, const struct regel *y)
{
    for (size_t u = 0; u < t->n_uit; u++)
        if (!regel_waarde_gelijk(&x->dan[u], &y->dan[u]))
            return false;
    return true;
}

static void overlap(struct loop *l, size_t x, size_t y)
{
    const struct regel *p = &l->t->regel[x], *q = &l->t->regel[y];
    bool gelijk = zelfde_uitkomst(l->t, p, q);
    struct regel_bevinding v = {.soort = BEVIND_OVERLAP, .regel = p, .ander = q};
    struct buf b;

    if (bit(l->overlap + x * l->woorden, y))
        return;
    bit_aan(l->overlap + x * l->woorden, y);
    v.fout = l->t->trefwijze == TREF_UNIEK || (l->t->trefwijze == TREF_GELIJK && !gelijk) ||
             (l->t->trefwijze == TREF_VOORRANG && !gelijk && regel_rang(l->t, p) == regel_rang(l->t, q));
    if (!v.fout)
        return; /* as the hit policy has it */
    l->uit->overlappen++;
    if (vol(l)) {
        l->uit->fouten++;
        return;
    }
    buf_init(&b, l->a, 1000);
    buf_fmt(
        &b,
        "overlap: regel %.*s (regel %lld van het bestand) en regel %.*s (regel %lld) gelden allebei%s bij ",
        STR_ARG(utf8_clip(p->naam, 60)), (long long)p->plaats, STR_ARG(utf8_clip(q->naam, 60)),
        (long long)q->plaats, gelijk ? "" : ", met een andere uitkomst,");
    plek_zeg(l, &b, l->t->n_in, &v);
    meld(l, v, &b);
}

/* ---- the walk ---- */

static void blad(struct loop *l, const uint64_t *set)
{
    size_t gekozen = SIZE_MAX, rang = SIZE_MAX, paren = 0;

    for (size_t i = 0; i < l->t->n; i++) {
        if (!bit(set, i))
            continue;
        bit_aan(l->raak, i);
        if (l->t->trefwijze == TREF_VOORRANG && regel_rang(l->t, &l->t->regel[i]) < rang) {
            rang = regel_rang(l->t, &l->t->regel[i]);
            gekozen = i;
        } else if (gekozen == SIZE_MAX) {
            gekozen = i;
        }
        if (l->t->trefwijze > TREF_EERSTE)
            bit_aan(l->eerste, i);
        for (size_t j = i + 1; l->t->trefwijze < TREF_EERSTE && j < l->t->n; j++)
            if (bit(set, j)) {
                overlap(l, i, j);
                paren++;
            }
    }
    if (gekozen != SIZE_MAX)
        bit_aan(l->eerste, gekozen);
    l->stappen += paren / PAREN_STAP; /* where very many rules apply at once, that is the work */
}

static void loop(struct loop *l, size_t k, const uint64_t *set)
{
    struct str sleutel;
    bool nieuw, leeg = true;
    uint64_t *kopie;

    if (l->stappen >= REGEL_STAPPEN_MAX || arena_over(l->a))
        return;
    l->stappen++;
    for (size_t i = 0; i < l->woorden; i++)
        leeg = leeg && !set[i];
    if (leeg) {
        gat(l, k);
        return;
    }
    if (k == l->t->n_in) {
        blad(l, set);
        return;
    }
    kopie = ARENA_ARRAY(l->a, uint64_t, l->woorden + 1);
    memcpy(kopie, set, l->woorden * sizeof *set);
    kopie[l->woorden] = k;
    sleutel = (struct str){(const char *)kopie, (l->woorden + 1) * sizeof *kopie};
    map_put(&l->gezien, sleutel, &nieuw);
    if (!nieuw)
        return;
    for (size_t i = 0; i < l->n_stuk[k]; i++) {
        uint64_t verder[WOORDEN];

        for (size_t w = 0; w < l->woorden; w++)
            verder[w] = set[w] & l->stuk[k][i].past[w];
        l->pad[k] = i;
        loop(l, k + 1, verder);
    }
}

static void onbereikbaar(struct loop *l, const uint64_t *raak, const uint64_t *eerste)
{
    for (size_t i = 0; i < l->t->n; i++) {
        const struct regel *r = &l->t->regel[i];
        struct regel_bevinding v = {.soort = BEVIND_ONBEREIKBAAR, .regel = r, .fout = true};
        struct buf b;

        if (bit(eerste, i))
            continue;
        if (l->t->trefwijze <= TREF_GELIJK && bit(raak, i)) /* told as an overlap */
            continue;
        buf_init(&b, l->a, 600);
        buf_fmt(&b, "onbereikbaar: regel %.*s (regel %lld van het bestand) %s",
                STR_ARG(utf8_clip(r->naam, 60)), (long long)r->plaats,
                bit(raak, i) ? "komt nooit aan de beurt: andere regels gaan in alle gevallen voor"
                             : "geldt nooit: haar voorwaarden spreken elkaar tegen of laten niets over");
        l->uit->onbereikbaar++;
        meld(l, v, &b);
    }
}

/* One walk, for one filling in of the parameters. */
static bool bewijs_een(struct loop *l, const uint64_t *alles)
{
    map_init(&l->gezien, l->a);
    for (size_t k = 0; k < l->t->n_in; k++)
        snijd(l, k);
    loop(l, 0, alles);
    return l->stappen < REGEL_STAPPEN_MAX && !arena_over(l->a);
}

static void grens_meld(struct loop *l)
{
    struct buf b;

    buf_init(&b, l->a, 300);
    buf_lit(
        &b,
        "de tabel heeft zoveel combinaties dat niet alle zijn bekeken: splits haar, of geef minder grenzen");
    meld(l, (struct regel_bevinding){.soort = BEVIND_GRENS, .fout = false}, &b);
}

void regels_bewijs(struct arena *a, const struct regeltabel *t, struct regel_bewijs *ret)
{
    struct loop l = {.a = a, .t = t, .uit = ret, .woorden = (t->n + 63) / 64 + !t->n};
    int64_t *param = ARENA_ARRAY(a, int64_t, t->n_param + 1);
    uint64_t *alles;
    struct map gebieden;

    *ret = (struct regel_bewijs){.volledig = true};
    l.stuk = (struct stuk **)ARENA_ARRAY(a, struct stuk *, t->n_in + 1);
    l.n_stuk = ARENA_ARRAY(a, size_t, t->n_in + 1);
    l.pad = ARENA_ARRAY(a, size_t, t->n_in + 1);
    l.raak = ARENA_ARRAY(a, uint64_t, l.woorden);
    l.eerste = ARENA_ARRAY(a, uint64_t, l.woorden);
    l.overlap = ARENA_ARRAY(a, uint64_t, l.woorden * (t->n + 1));
    alles = ARENA_ARRAY(a, uint64_t, l.woorden);
    for (size_t i = 0; i < t->n; i++)
        bit_aan(alles, i);
    for (size_t u = 0; u < t->n_uit; u++)
        l.standaard = l.standaard || t->uit[u].heeft_standaard;
    regel_params(t, NULL, 0, param);
    l.param = param;
    ret->volledig = bewijs_een(&l, alles);
    map_init(&gebieden, a); /* every area that deviates in any parameter */
    for (size_t p = 0; p < t->n_param; p++)
        for (size_t i = 0; i < t->param[p].afwijking.n; i++)
            map_put(&gebieden, t->param[p].afwijking.at[i].gebied, NULL);
    for (size_t i = 0; i < gebieden.n && i < INVULLINGEN_MAX && ret->volledig; i++) {
        regel_params(t, &gebieden.at[i].key, 1, param);
        l.waar = str_fmt(a, " (in %.*s, waar een parameter anders is)",
                         STR_ARG(utf8_clip(gebieden.at[i].key, 20)));
        ret->volledig = bewijs_een(&l, alles) && ret->volledig;
    }
    ret->volledig = ret->volledig && gebieden.n <= INVULLINGEN_MAX;
    ret->stappen = l.stappen;
    if (ret->volledig)
        onbereikbaar(&l, l.raak, l.eerste);
    else
        grens_meld(&l);
}
