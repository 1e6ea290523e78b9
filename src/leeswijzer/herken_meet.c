/* SPDX-License-Identifier: EUPL-1.2
 * Columns of figures, one a year or one a type: what their header says of the figures under it. */
#include "leeswijzer/herken_intern.h"

int soort_kolom(const struct kolommen *s, const char *naam)
{
    for (int i = 0; i < s->n; i++)
        if (kolom_heet(&s->at[i], str_from(naam)))
            return i;
    return -1;
}

static bool is_getallen(const struct herken_kolom *c)
{
    return c->gevuld ? herken_deel(c->getal, c->gevuld) >= 60 : c->leeg > 0;
}

bool herken_gebruikt(const struct herkenning *h, int doel)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->kolom[i].doel == doel)
            return true;
    return false;
}

void jaren_wijs_toe(struct arena *a, const struct kolommen *s, struct herkenning *h)
{
    struct arena scratch;

    arena_init(&scratch, 0);
    for (size_t i = 0; i < h->n; i++) {
        struct herken_kolom *c = &h->kolom[i];
        int best = 0, doel = -1, n_soort = 0;
        bool kaal;

        if (c->doel >= 0 || !c->van || !is_getallen(c) || str_ends(c->kern, STR(" c")))
            continue;
        kaal = c->kern.n <= 3 || str_is(c->kern, "t/m") || str_is(c->kern, "jaar");
        for (int k = 0; k < s->n; k++) {
            struct str naam = {0};
            int x;

            if (!s->at[k].jaren)
                continue;
            n_soort++;
            x = naam_gelijk(&scratch, &s->at[k], c->kern, &naam);
            if (s->at[k].namen[1] == '\0' && c->kern.n && c->kern.p[0] == s->at[k].namen[0])
                x = x > 70 ? x : 70; /* "h2025-2029", "z2030+" */
            if (x > best) {
                best = x;
                doel = k;
            }
        }
        if (doel < 0 && kaal && n_soort == 1)
            for (int k = 0; k < s->n; k++)
                if (s->at[k].jaren) {
                    doel = k;
                    best = 75;
                }
        if (doel < 0 || best < NAAM_STERK)
            continue;
        for (size_t x = 0; x < h->n; x++) /* years that overlap would count twice */
            if (h->kolom[x].doel == doel && h->kolom[x].van <= c->tot && h->kolom[x].tot >= c->van)
                doel = -1;
        if (doel < 0)
            continue;
        c->doel = doel;
        c->zeker = best;
        c->waarom = c->tot == KOLOM_JAAR_OPEN ? str_fmt(a, "de naam noemt %d en later", c->van)
                    : c->tot != c->van ? str_fmt(a, "de naam noemt de jaren %d tot en met %d", c->van, c->tot)
                                       : str_fmt(a, "de naam noemt het jaar %d", c->van);
    }
    arena_done(&scratch);
}

const struct onderwerp *herken_onderwerp(struct arena *scratch, const struct herken_kennis *kennis,
                                         struct str kop)
{
    const struct onderwerp *best = NULL;
    int hoog = 70;

    for (size_t i = 0; i < kennis->n_onderwerpen && kop.n > 2; i++) {
        int x = een_naam_gelijk(scratch, kop, str_fold(scratch, kennis->onderwerpen[i].naam), false),
            y = een_naam_gelijk(scratch, kop, str_fold(scratch, kennis->onderwerpen[i].code), false);

        x = x > y ? x : y;
        if (x > hoog) {
            hoog = x;
            best = &kennis->onderwerpen[i];
        }
    }
    return best;
}

void herken_vast(struct arena *a, struct leeswijzer_vasten *v, const struct kolommen *s, int doel,
                 struct str tekst)
{
    if (doel >= 0 && v->n < LEESWIJZER_VAST_MAX)
        VEC_PUSH(a, v, ((struct leeswijzer_vast){kolom_kopnaam(a, &s->at[doel], 0, 0), tekst}));
}

void herken_kop_zegt(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                     const struct herkenning *h, const struct herken_kolom *c, struct leeswijzer_vasten *ret)
{
    int type = soort_kolom(s, "woningtype"), jaar = soort_kolom(s, "jaar"),
        onderwerp = soort_kolom(s, "onderwerp"), horizon = soort_kolom(s, "horizon tot");
    struct str wt = woningtype_in(a, c->kern), rest;
    const struct onderwerp *o;

    if (type >= 0 && wt.p && !herken_gebruikt(h, type))
        herken_vast(a, ret, s, type, wt);
    if (onderwerp >= 0 && !herken_gebruikt(h, onderwerp) &&
        (o = herken_onderwerp(a, kennis, c->kern)) != NULL)
        herken_vast(a, ret, s, onderwerp, o->code);
    for (int k = 0; k < s->n && c->kern.n > 2; k++) {
        bool precies = false;
        int w = s->at[k].type == KOLOM_IS_KEUZE && !herken_gebruikt(h, k)
                    ? keuze_in(a, &s->at[k], c->kern, &precies)
                    : -1;

        if (w >= 0 && precies)
            herken_vast(a, ret, s, k, str_cut(str_from(s->at[k].woorden[w]), '|', &rest));
    }
    if (!c->van)
        return;
    if (jaar >= 0 && !herken_gebruikt(h, jaar) && c->van == c->tot)
        herken_vast(a, ret, s, jaar, str_fmt(a, "%d", c->tot));
    else if (horizon >= 0 && !herken_gebruikt(h, horizon) && c->tot != KOLOM_JAAR_OPEN) {
        herken_vast(a, ret, s, soort_kolom(s, "horizon van"), str_fmt(a, "%d", c->van));
        herken_vast(a, ret, s, horizon, str_fmt(a, "%d", c->tot));
    } else if (jaar >= 0 && !herken_gebruikt(h, jaar) && c->tot != KOLOM_JAAR_OPEN) {
        herken_vast(a, ret, s, jaar, str_fmt(a, "%d", c->tot));
    }
}

void meet_wijs_toe(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                   struct herkenning *h)
{
    int meet = -1;

    for (int k = 0; k < s->n; k++)
        if (s->at[k].meet)
            meet = k;
    if (meet < 0)
        return;
    for (size_t i = 0; i < h->n; i++) {
        struct herken_kolom *c = &h->kolom[i];
        struct leeswijzer_vasten zegt = {0};
        struct buf b;

        if (c->doel >= 0 || !is_getallen(c) || herken_deel(c->jaar, c->gevuld) > 95)
            continue;
        herken_kop_zegt(a, kennis, s, h, c, &zegt);
        if (!zegt.n)
            continue;
        c->doel = meet;
        c->zeker = 75;
        buf_init(&b, a, 300);
        buf_lit(&b, "een kolom met getallen; de naam zegt ");
        for (size_t v = 0; v < zegt.n; v++)
            buf_fmt(&b, "%s%.*s %.*s", v ? ", " : "", STR_ARG(zegt.at[v].doel), STR_ARG(zegt.at[v].tekst));
        c->waarom = buf_str(&b);
    }
}

void meet_ruim_op(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                  struct herkenning *h)
{
    size_t zegt_iets = 0;

    for (int ronde = 0; ronde < 2; ronde++)
        for (size_t i = 0; i < h->n; i++) {
            struct herken_kolom *c = &h->kolom[i];
            struct leeswijzer_vasten zegt = {0};

            if (c->doel < 0 || !s->at[c->doel].meet)
                continue;
            herken_kop_zegt(a, kennis, s, h, c, &zegt);
            if (!ronde)
                zegt_iets += zegt.n > 0;
            else if (!zegt.n && zegt_iets) {
                c->doel = -1;
                c->waarom = STR("waarschijnlijk een totaal van de andere kolommen");
            }
        }
}
