/* SPDX-License-Identifier: EUPL-1.2
 * SPSS syntax with the data in it. Choices are numbers with labels, more answers a variable an option (0 or
 * 1) held together by a set; what is missing has a code of its own that is declared missing. Read back by
 * PSPP in the tests. */
#include "uitkomst/uitvoer.h"

#include "base/map.h"
#include "base/num.h"

#include <string.h>

enum { TEKST_MAX = 1000, LABEL_MAX = 250 };

struct spss {
    struct uitvoer *u;
    VEC(struct uv_kolom) var; /* UI_MEER taken apart */
    struct buf b;
};

static void aanhaling(struct buf *b, struct str s, size_t max)
{
    s = utf8_clip(s, max);
    buf_char(b, '\'');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '\'')
            buf_char(b, '\'');
        buf_char(b, c < 0x20 ? ' ' : (char)c);
    }
    buf_char(b, '\'');
}

static void variabelen(struct spss *x)
{
    struct map gezien;

    map_init(&gezien, x->u->a);
    for (size_t i = 0; i < x->u->kolom.n; i++)
        map_put(&gezien, str_lower(x->u->a, str_from(x->u->kolom.at[i].naam)), NULL);
    for (size_t i = 0; i < x->u->kolom.n; i++) {
        const struct uv_kolom *k = &x->u->kolom.at[i];

        if (k->vraag->soort != UI_MEER) {
            VEC_PUSH(x->u->a, &x->var, *k);
            continue;
        }
        for (size_t o = 0; o < k->vraag->n_optie; o++) {
            struct uv_kolom d = *k;

            d.optie = o;
            uv_naam(&gezien, str_fmt(x->u->a, "%s_%.*s", k->naam, STR_ARG(k->vraag->optie[o].code)), d.naam);
            VEC_PUSH(x->u->a, &x->var, d);
        }
    }
}

static void kop(struct spss *x)
{
    buf_lit(&x->b, "\xEF\xBB\xBF* Woonzorg: ");
    for (size_t i = 0; i < x->u->s->titel.n; i++)
        buf_char(&x->b,
                 x->u->s->titel.p[i] == '.' || x->u->s->titel.p[i] == '\n' ? ' ' : x->u->s->titel.p[i]);
    buf_lit(&x->b, x->u->s->verzonnen ? " (verzonnen).\n" : ".\n");
    buf_lit(&x->b, "SET DECIMAL=DOT.\nDATA LIST LIST (TAB)\n  / partij (A20) naam (A200) meegedaan (F1.0)");
    for (size_t i = 0; i < x->var.n; i++) {
        const struct uv_kolom *k = &x->var.at[i];

        if (k->vraag->soort == UI_TEKST)
            buf_fmt(&x->b, "\n    %s (A%d)", k->naam, TEKST_MAX);
        else if (k->vraag->soort == UI_GETAL)
            buf_fmt(&x->b, "\n    %s (F20.%d)", k->naam, k->vraag->schaal);
        else
            buf_fmt(&x->b, "\n    %s (F5.0)", k->naam);
    }
    buf_lit(&x->b, ".\nBEGIN DATA\n");
}

static void waarde(struct spss *x, const struct uv_kolom *k, size_t partij)
{
    const struct ui_vraag *v = k->vraag;
    size_t r = uv_rij(x->u, k, partij);
    enum ui_toestand t = uv_toestand(x->u, k, r);

    if (v->soort == UI_TEKST) {
        aanhaling(&x->b, t == UI_BEANTWOORD && v->tekst[r].p ? v->tekst[r] : STR(""), TEKST_MAX);
    } else if (v->soort == UI_GETAL) {
        buf_add(&x->b, t == UI_BEANTWOORD ? num_plain(x->b.a, v->getal[r], v->schaal)
                                          : num_plain(x->b.a, ONTBREEKT_GETAL - (int64_t)t, 0));
    } else if (t != UI_BEANTWOORD) {
        buf_i64(&x->b, ONTBREEKT_KEUZE + (int64_t)t);
    } else {
        buf_i64(&x->b, k->optie != SIZE_MAX ? ui_heeft(v, r, k->optie) : v->keus[r] + 1);
    }
}

static int rijen(struct spss *x, uitvoer_naar *naar, void *ctx, struct err *e)
{
    int rc = OK;

    for (size_t p = 0; !rc && p < x->u->s->n; p++) {
        struct arena a;

        arena_init(&a, 0);
        buf_init(&x->b, &a, SIZE_MAX);
        aanhaling(&x->b, x->u->s->partij[p].code, 20);
        buf_char(&x->b, '\t');
        aanhaling(&x->b, x->u->s->partij[p].naam, 200);
        buf_fmt(&x->b, "\t%d", x->u->s->partij[p].deelnemend);
        for (size_t i = 0; i < x->var.n; i++) {
            buf_char(&x->b, '\t');
            waarde(x, &x->var.at[i], p);
        }
        buf_char(&x->b, '\n');
        rc = naar(ctx, buf_str(&x->b), e);
        arena_done(&a);
    }
    return rc;
}

static void labels(struct spss *x)
{
    buf_lit(&x->b,
            "END DATA.\nVARIABLE LABELS\n    partij 'Partij'\n    /naam 'Naam'\n    /meegedaan 'Meegedaan'");
    for (size_t i = 0; i < x->var.n; i++) {
        const struct uv_kolom *k = &x->var.at[i];
        struct str label = uv_label(x->b.a, k);

        if (k->optie != SIZE_MAX)
            label = str_fmt(x->b.a, "%.*s: %.*s", STR_ARG(k->vraag->optie[k->optie].label), STR_ARG(label));
        buf_fmt(&x->b, "\n    /%s ", k->naam);
        aanhaling(&x->b, label, LABEL_MAX);
    }
    buf_lit(&x->b, ".\nVALUE LABELS\n    meegedaan 0 'nee' 1 'ja'");
    for (size_t i = 0; i < x->var.n; i++) {
        const struct uv_kolom *k = &x->var.at[i];

        if (k->vraag->soort == UI_TEKST)
            continue;
        buf_fmt(&x->b, "\n    /%s", k->naam);
        if (k->optie != SIZE_MAX)
            buf_lit(&x->b, " 0 'niet gekozen' 1 'gekozen'");
        for (size_t o = 0; k->vraag->soort == UI_EEN && o < k->vraag->n_optie; o++) {
            buf_fmt(&x->b, "\n      %zu ", o + 1);
            aanhaling(&x->b, k->vraag->optie[o].label, 120);
        }
        for (int t = UI_LEEG; t < UI_TOESTANDEN; t++) {
            if (k->vraag->soort == UI_GETAL)
                buf_fmt(&x->b, " %lld ", (long long)(ONTBREEKT_GETAL - t));
            else
                buf_fmt(&x->b, " %d ", ONTBREEKT_KEUZE + t);
            aanhaling(&x->b, str_from(ui_toestand_woorden[t]), 60);
        }
    }
    buf_lit(&x->b, ".\n");
    for (size_t i = 0; i < x->var.n; i++)
        if (x->var.at[i].vraag->soort == UI_GETAL)
            buf_fmt(&x->b, "MISSING VALUES %s (LOWEST THRU %lld).\n", x->var.at[i].naam,
                    (long long)(ONTBREEKT_GETAL - UI_LEEG));
        else if (x->var.at[i].vraag->soort != UI_TEKST)
            buf_fmt(&x->b, "MISSING VALUES %s (%d THRU %d).\n", x->var.at[i].naam, ONTBREEKT_KEUZE + UI_LEEG,
                    ONTBREEKT_KEUZE + UI_NIET_DEELGENOMEN);
}

static void sets(struct spss *x)
{
    for (size_t i = 0; i < x->u->kolom.n; i++) {
        const struct uv_kolom *k = &x->u->kolom.at[i];

        if (k->vraag->soort != UI_MEER || k->vraag->n_optie < 2)
            continue;
        buf_fmt(&x->b, "MRSETS /MDGROUP NAME=$%s LABEL=", k->naam);
        aanhaling(&x->b, uv_label(x->b.a, k), LABEL_MAX);
        buf_lit(&x->b, " VARIABLES=");
        for (size_t j = 0; j < x->var.n; j++)
            if (x->var.at[j].vraag == k->vraag && x->var.at[j].rij == k->rij)
                buf_fmt(&x->b, "\n    %s", x->var.at[j].naam);
        buf_lit(&x->b, "\n    VALUE=1.\n");
    }
    buf_lit(&x->b, "EXECUTE.\n");
}

int uitvoer_spss(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e)
{
    struct spss x = {.u = u};
    int rc;

    variabelen(&x);
    buf_init(&x.b, u->a, SIZE_MAX);
    kop(&x);
    rc = naar(ctx, buf_str(&x.b), e);
    if (!rc)
        rc = rijen(&x, naar, ctx, e);
    buf_init(&x.b, u->a, SIZE_MAX);
    labels(&x);
    sets(&x);
    return rc ? rc : naar(ctx, buf_str(&x.b), e);
}
