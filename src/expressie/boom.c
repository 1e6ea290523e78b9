/* SPDX-License-Identifier: EUPL-1.2
 * A parsed expression as a value tree, so that the browser can work out the same one
 * (web/eiland/expressie.ts). A number is a number, a text a text; all else a list that begins with what it
 * is. */
#include "expressie/boom.h"

#include "expressie/intern.h"

static const char *const vormen[] = {
    [X_OF] = "or",       [X_EN] = "and",           [X_GELIJK] = "=",
    [X_ONGELIJK] = "!=", [X_KLEINER] = "<",        [X_KLEINER_GELIJK] = "<=",
    [X_GROTER] = ">",    [X_GROTER_GELIJK] = ">=", [X_PLUS] = "+",
    [X_MIN] = "-",       [X_MAAL] = "*",           [X_DEEL] = "div",
    [X_REST] = "mod",    [X_NEGATIEF] = "neg",
};

static struct doc *lijst(struct arena *a, const char *wat)
{
    struct doc *l = doc_list(a);

    doc_add(a, l, doc_str(a, str_from(wat)));
    return l;
}

static void stappen(struct arena *a, struct doc *l, const struct expr *x)
{
    struct doc *alle = doc_add(a, l, doc_list(a));

    for (size_t i = 0; i < x->n_stappen; i++) {
        const struct stap *s = &x->stappen[i];
        struct doc *een = doc_add(a, alle, doc_list(a)), *voorwaarden;

        doc_add(a, een, doc_int(a, s->as));
        doc_add(a, een, doc_int(a, s->toets));
        doc_add(a, een, doc_str(a, s->voorvoegsel.n ? s->voorvoegsel : STR("")));
        doc_add(a, een, doc_str(a, s->naam.n ? s->naam : STR("")));
        voorwaarden = doc_add(a, een, doc_list(a));
        for (size_t k = 0; k < s->n; k++)
            doc_add(a, voorwaarden, expr_boom(a, s->voorwaarden[k]));
    }
}

struct doc *expr_boom(struct arena *a, const struct expr *x)
{
    struct doc *l;

    switch (x->vorm) {
    case X_GETAL:
        return doc_num(a, x->getal);
    case X_TEKST:
        return doc_str(a, x->tekst.n ? x->tekst : STR(""));
    case X_VERWIJZING:
        l = lijst(a, "v");
        doc_add(a, l, doc_str(a, x->tekst));
        doc_add(a, l, doc_bool(a, x->absoluut));
        return l;
    case X_PAD:
        l = lijst(a, "p");
        doc_add(a, l, doc_bool(a, x->absoluut));
        doc_add(a, l, x->n ? expr_boom(a, x->arg[0]) : doc_null(a));
        stappen(a, l, x);
        return l;
    case X_FUNCTIE:
        l = lijst(a, "f");
        doc_add(a, l, doc_str(a, x->tekst));
        break;
    default:
        l = lijst(a, vormen[x->vorm]);
    }
    for (size_t i = 0; i < x->n; i++)
        doc_add(a, l, expr_boom(a, x->arg[i]));
    return l;
}

struct doc *expr_knoop_boom(struct arena *a, const struct expr_knoop *k)
{
    struct doc *d = doc_list(a), *l;

    doc_add(a, d, doc_int(a, k->soort));
    doc_add(a, d, doc_str(a, k->naam.n ? k->naam : STR("")));
    doc_add(a, d, doc_str(a, k->voorvoegsel.n ? k->voorvoegsel : STR("")));
    doc_add(a, d, doc_str(a, k->ruimte.n ? k->ruimte : STR("")));
    doc_add(a, d, doc_str(a, k->tekst.n ? k->tekst : STR("")));
    l = doc_add(a, d, doc_list(a));
    for (const struct expr_knoop *x = k->kenmerk; x; x = x->volgende)
        doc_add(a, l, expr_knoop_boom(a, x));
    l = doc_add(a, d, doc_list(a));
    for (const struct expr_knoop *x = k->eerste; x; x = x->volgende)
        doc_add(a, l, expr_knoop_boom(a, x));
    return d;
}
