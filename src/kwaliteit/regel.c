/* SPDX-License-Identifier: EUPL-1.2
 * Reading the rules: from the texts of their table to terms. No SQL. */
#include "kwaliteit/regel.h"

#include "base/num.h"

#include <stdlib.h>

static const char *const soorten[REGEL_SOORTEN] = {"verband", "plan", "uitschieter", "volledig"};
static const char *const ernsten[] = {"", "info", "let op", "fout"};

struct str ernst_naam(enum ernst n)
{
    return str_from(ernsten[n]);
}

const char *regel_dimensie(const struct regel *r)
{
    return r->soort == REGEL_UITSCHIETER ? "aannemelijkheid"
           : r->soort == REGEL_VOLLEDIG  ? "volledigheid"
                                         : "samenhang";
}

static bool code_teken(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static bool is_code(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!code_teken(s.p[i]))
            return false;
    return s.n > 0 && s.p[0] != '-';
}

/* "plannen-hard@nultreden", "voorraad-eind~", "100" */
static bool term_lees(struct str woord, struct term *ret)
{
    struct str type, code;

    if (num_i64(woord, &ret->getal))
        return ret->getal >= 0 && ret->getal <= REGEL_GETAL_MAX;
    if (str_ends(woord, STR("~"))) {
        ret->dag_ervoor = true;
        woord = str_sub(woord, 0, woord.n - 1);
    }
    code = str_cut(woord, '@', &type);
    if (!is_code(code) || (type.p && !str_is(type, "*") && !is_code(type)))
        return false;
    ret->onderwerp = code;
    ret->woningtype = type.p ? type : STR("");
    ret->gesplitst = type.p != NULL;
    return true;
}

bool expressie_lees(struct arena *a, struct str s, struct regel *r, struct str *ret_fout)
{
    struct str rest = str_trim(s);
    int factor = 1;
    bool verwacht_term = true;

    while (rest.n) {
        struct str woord = str_cut(rest, ' ', &rest);

        rest = str_trim(rest);
        *ret_fout = woord;
        if (!verwacht_term) {
            if (!str_is(woord, "+") && !str_is(woord, "-"))
                return false;
            factor = str_is(woord, "-") ? -1 : 1;
        } else {
            struct term t = {.factor = factor};

            if (r->n == TERMEN_MAX || !term_lees(str_dup(a, woord), &t))
                return false;
            r->term[r->n++] = t;
        }
        verwacht_term = !verwacht_term;
    }
    *ret_fout = STR("het einde");
    return !verwacht_term;
}

static int regel_fout(const struct regel *r, const char *kolom, struct str wat, struct err *e)
{
    return err_set(e, ERR_DATA, "regel %.*s, kolom %s: “%.*s” is niet te lezen",
                   STR_ARG(utf8_clip(r->code, 60)), kolom, STR_ARG(utf8_clip(wat, 80)));
}

/* "2", or "1%" of the right side. */
static bool marge_lees(struct regel *r)
{
    struct str s = r->marge;
    struct dec d;
    bool deel = str_ends(s, STR("%"));

    if (deel)
        s = str_sub(s, 0, s.n - 1);
    if (!dec_parse(s, ',', &d) || d.v < 0)
        return false;
    return deel ? dec_rescale((struct dec){d.v, d.scale + 2}, 6, &r->marge_ppm) &&
                      r->marge_ppm <= REGEL_GETAL_MAX
                : dec_rescale(d, 0, &r->marge_heel) && r->marge_heel <= REGEL_GETAL_MAX;
}

static bool uitschieter_lees(struct regel *r, struct str drempel, struct str minimum)
{
    struct dec d;
    struct str gelijken, verleden = str_cut(minimum, '/', &gelijken);
    int64_t v, g;

    if (!dec_parse(drempel, ',', &d) || d.v <= 0 || !dec_rescale(d, 1, &r->drempel_tiende) ||
        r->drempel_tiende > 10000)
        return false;
    if (!num_i64(verleden, &v) || v < 1 || v > 1000 || !num_i64(gelijken, &g) || g < 3 || g > 1000)
        return false;
    r->min_verleden = (int)v;
    r->min_gelijken = (int)g;
    return true;
}

static int termen_ontleed(struct arena *a, struct regel *r, struct err *e)
{
    struct str fout;

    if (!expressie_lees(a, r->links, r, &fout))
        return regel_fout(r, "links", fout, e);
    r->n_links = r->n;
    if (r->rechts.n && r->soort != REGEL_VOLLEDIG && !expressie_lees(a, r->rechts, r, &fout))
        return regel_fout(r, "rechts", fout, e);
    if (r->soort == REGEL_VERBAND) {
        bool cijfer = false;

        for (size_t i = 0; i < r->n; i++)
            cijfer = cijfer || r->term[i].onderwerp.n;
        if (!cijfer || r->n == r->n_links)
            return regel_fout(r, "rechts", r->rechts, e);
        if (!str_is(r->teken, "=") && !str_is(r->teken, "<=") && !str_is(r->teken, ">="))
            return regel_fout(r, "teken", r->teken, e);
        r->verband = str_is(r->teken, "=")    ? TEKEN_IS
                     : str_is(r->teken, "<=") ? TEKEN_HOOGSTENS
                                              : TEKEN_MINSTENS;
        return OK;
    }
    if (r->n_links != 1 || !r->term[0].onderwerp.n)
        return regel_fout(r, "links", r->links, e);
    if (r->soort == REGEL_UITSCHIETER && (r->n > 2 || (r->n == 2 && !r->term[1].onderwerp.n)))
        return regel_fout(r, "rechts", r->rechts, e);
    if (r->soort == REGEL_VOLLEDIG && !str_is(r->rechts, "gemeente"))
        return regel_fout(r, "rechts", r->rechts, e);
    return OK;
}

int regel_ontleed(struct arena *a, struct regel *r, struct str soort, struct str ernst, struct str drempel,
                  struct str minimum, struct str binnen, struct err *e)
{
    int k = 0;

    while (k < REGEL_SOORTEN && !str_is(soort, soorten[k]))
        k++;
    if (k == REGEL_SOORTEN)
        return regel_fout(r, "soort", soort, e);
    r->soort = (enum regel_soort)k;
    r->n = r->n_links = 0;
    for (k = ERNST_INFO; k <= ERNST_FOUT && !str_is(ernst, ernsten[k]); k++)
        ;
    if (k > ERNST_FOUT)
        return regel_fout(r, "ernst", ernst, e);
    r->ernst = (enum ernst)k;
    if (!str_is(binnen, "levering") && !str_is(binnen, "alle"))
        return regel_fout(r, "binnen", binnen, e);
    r->alle = str_is(binnen, "alle");
    if (!marge_lees(r))
        return regel_fout(r, "marge", r->marge, e);
    if (r->soort == REGEL_UITSCHIETER && !uitschieter_lees(r, drempel, minimum))
        return regel_fout(r, "drempel of minimum", drempel, e);
    if (r->gelijken.n && !str_is(r->gelijken, "provincie") && !str_is(r->gelijken, "omvang"))
        return regel_fout(r, "gelijken", r->gelijken, e);
    return termen_ontleed(a, r, e);
}

const struct ritme *ritme_van(const struct ritme *r, size_t n, struct str soort)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(r[i].soort, soort))
            return &r[i];
    return NULL;
}
