/* SPDX-License-Identifier: EUPL-1.2
 * Cells of a decision table: S-FEEL unary tests (DMN 1.5, 7.3 and 9) to sets of intervals. A hand-written
 * reader of one cell, which is bounded by the cell's length. */
#include "regels/regels.h"

#include <stdlib.h>
#include <string.h>

#define WORD_MIN INT64_MIN
#define WORD_MAX INT64_MAX

struct lezer {
    struct arena *a;
    struct regeltabel *t;
    struct regel_invoer *in;
    struct str s;
    size_t i;
    bool los;
    VEC(struct regel_alternatief) alt;
};

static int fout(struct lezer *l, const char *verwacht, struct err *e)
{
    return err_set(e, ERR_DATA, "“%.*s”: %s", STR_ARG(utf8_clip(l->s, 80)), verwacht);
}

static void wit(struct lezer *l)
{
    while (l->i < l->s.n && strchr(" \t\r\n", l->s.p[l->i]))
        l->i++;
}

static bool neem(struct lezer *l, const char *teken)
{
    size_t n = strlen(teken);

    wit(l);
    if (l->s.n - l->i < n || memcmp(l->s.p + l->i, teken, n) != 0)
        return false;
    l->i += n;
    return true;
}

static bool eind(struct lezer *l)
{
    wit(l);
    return l->i == l->s.n;
}

/* ---- one value ---- */

enum token_soort { T_GEEN, T_GETAL, T_TEKST, T_WOORD };
struct token {
    enum token_soort soort;
    int64_t getal;
    struct str tekst;
};

/* One of FEEL's signs behind a backslash: \" \\, and in DMN \' \n \r \t and \u0000 too; l->i is then at its
 * last sign. */
static bool ontsnapt(struct lezer *l, struct buf *b)
{
    static const char tekens[] = "\"'\\nrt", wordt[] = "\"'\\\n\r\t";
    char c = l->i + 1 < l->s.n ? l->s.p[l->i + 1] : 0;
    const char *t = c && l->s.p[l->i] == '\\' ? strchr(tekens, c) : NULL;
    char cijfers[5] = {0}, letter[4];
    unsigned long u;

    if (t && l->los && c != '"' && c != '\\')
        return false;
    if (t) {
        buf_char(b, wordt[t - tekens]);
        l->i++;
        return true;
    }
    if (l->los || l->s.p[l->i] != '\\' || c != 'u' || l->s.n - l->i < 6)
        return false;
    memcpy(cijfers, l->s.p + l->i + 2, 4);
    u = strtoul(cijfers, NULL, 16);
    if (strspn(cijfers, "0123456789abcdefABCDEF") != 4 || !u || (u >= 0xD800 && u < 0xE000))
        return false;
    buf_add(b, (struct str){letter, utf8_put(letter, (int32_t)u)});
    l->i += 5;
    return true;
}

static int tekst_lees(struct lezer *l, struct token *ret, struct err *e)
{
    struct buf b;

    buf_init(&b, l->a, l->s.n + 1);
    for (l->i++; l->i < l->s.n && l->s.p[l->i] != '"'; l->i++) {
        if (!ontsnapt(l, &b))
            buf_char(&b, l->s.p[l->i]);
    }
    if (l->i == l->s.n)
        return fout(l, "de tekst heeft geen aanhalingsteken aan het eind", e);
    l->i++;
    *ret = (struct token){T_TEKST, 0, buf_str(&b)};
    return OK;
}

static bool getal_lees(struct str s, int64_t *ret)
{
    char plat[32];
    struct dec d;
    size_t punt = s.n && s.p[0] == '-';

    if (s.n < 30 && punt < s.n && s.p[punt] == '.') { /* .5 is 0.5 */
        memcpy(plat, s.p, punt);
        plat[punt] = '0';
        memcpy(plat + punt + 1, s.p + punt, s.n - punt);
        s = (struct str){plat, s.n + 1};
    }
    return s.n && s.n < 30 && !strchr(" +", s.p[0]) && dec_parse(s, '.', &d) &&
           dec_rescale(d, REGEL_SCHAAL, ret) && *ret > -REGEL_GETAL_MAX && *ret < REGEL_GETAL_MAX;
}

/* A number, a quoted text or a word; a word ends at a comma, a bracket or "..". */
static int token_lees(struct lezer *l, struct token *ret, struct err *e)
{
    size_t van;

    wit(l);
    *ret = (struct token){0};
    if (l->i < l->s.n && l->s.p[l->i] == '"')
        return tekst_lees(l, ret, e);
    for (van = l->i; l->i < l->s.n; l->i++) {
        if (strchr(",[]()\"<>=", l->s.p[l->i]) || str_starts(str_sub(l->s, l->i, l->s.n), STR("..")))
            break;
    }
    ret->tekst = str_trim(str_sub(l->s, van, l->i));
    if (!ret->tekst.n)
        return fout(l, "hier ontbreekt een waarde", e);
    ret->soort = getal_lees(ret->tekst, &ret->getal) ? T_GETAL : T_WOORD;
    return OK;
}

static bool is_null(const struct lezer *l, const struct token *k)
{
    return k->soort == T_WOORD &&
           (str_is(k->tekst, "null") || (l->los && str_ieq(k->tekst, STR("onbekend"))));
}

static bool is_waar(bool los, const struct token *k, int64_t *ret)
{
    if (k->soort != T_WOORD)
        return false;
    if (str_is(k->tekst, "true") || (los && str_ieq(k->tekst, STR("ja"))))
        *ret = 1;
    else if (str_is(k->tekst, "false") || (los && str_ieq(k->tekst, STR("nee"))))
        *ret = 0;
    else
        return false;
    return true;
}

static int param_vind(const struct regeltabel *t, struct str naam)
{
    for (size_t i = 0; i < t->n_param; i++)
        if (str_eq(t->param[i].naam, naam))
            return (int)i;
    return -1;
}

static int soort_eis(struct lezer *l, enum regel_soort soort, struct err *e)
{
    static const char *const namen[] = {"een getal", "een tekst", "ja of nee"};

    if (!l->in->soort_bekend) {
        l->in->soort = soort;
        l->in->soort_bekend = true;
    }
    if (l->in->soort == soort)
        return OK;
    return err_set(e, ERR_DATA, "“%.*s”: kolom %.*s houdt %s, en hier staat %s", STR_ARG(utf8_clip(l->s, 80)),
                   STR_ARG(utf8_clip(l->in->naam, 60)), namen[l->in->soort], namen[soort]);
}

static int woord_nummer(struct lezer *l, struct str woord, int64_t *ret, struct err *e)
{
    bool nieuw;
    struct map_entry *m;

    if (l->in->begrensd && !map_get(&l->in->woorden, woord))
        return err_set(e, ERR_DATA, "“%.*s” staat niet in de lijst van waarden van %.*s",
                       STR_ARG(utf8_clip(woord, 80)), STR_ARG(utf8_clip(l->in->naam, 60)));
    m = map_put(&l->in->woorden, woord, &nieuw);
    if (nieuw)
        m->value.i = (int64_t)l->in->woorden.n - 1;
    *ret = m->value.i;
    return OK;
}

/* A token as a bound of this column. */
static int grens(struct lezer *l, const struct token *k, struct regel_getal *ret, struct err *e)
{
    int rc;

    ret->param = -1;
    if (is_waar(l->los, k, &ret->waarde))
        return soort_eis(l, REGEL_WAAR, e);
    if (k->soort == T_GETAL && !(l->los && l->in->soort_bekend && l->in->soort == REGEL_TEKST)) {
        ret->waarde = k->getal;
        return soort_eis(l, REGEL_GETAL, e);
    }
    if (k->soort == T_WOORD) {
        ret->param = param_vind(l->t, k->tekst);
        if (ret->param >= 0) {
            ret->waarde = 0;
            return soort_eis(l, REGEL_GETAL, e);
        }
        if (!l->los)
            return err_set(e, ERR_DATA,
                           "“%.*s”: alleen getallen, \"teksten\", true, false en null worden begrepen",
                           STR_ARG(utf8_clip(l->s, 80)));
    }
    rc = soort_eis(l, REGEL_TEKST, e);
    return rc ? rc : woord_nummer(l, str_dup(l->a, k->tekst), &ret->waarde, e);
}

static int getal_grens(struct lezer *l, struct regel_getal *ret, struct err *e)
{
    struct token k;
    int rc = token_lees(l, &k, e);

    if (!rc)
        rc = soort_eis(l, REGEL_GETAL, e);
    return rc ? rc : grens(l, &k, ret, e);
}

static int reeks_lees(struct lezer *l, bool open, struct regel_alternatief *ret, struct err *e)
{
    int rc = getal_grens(l, &ret->laag, e);

    if (!rc && !neem(l, ".."))
        rc = fout(l, "tussen de twee grenzen horen twee punten (..)", e);
    if (!rc)
        rc = getal_grens(l, &ret->hoog, e);
    if (rc)
        return rc;
    ret->laag.waarde += open;
    if (neem(l, ")") || neem(l, "["))
        ret->hoog.waarde--;
    else if (!neem(l, "]"))
        return fout(l, "de reeks eindigt niet met ] of )", e);
    return OK;
}

static int alternatief_lees(struct lezer *l, struct err *e)
{
    struct regel_alternatief x = {.laag = {-1, WORD_MIN}, .hoog = {-1, WORD_MAX}};
    struct token k;
    int rc;

    if (l->alt.n >= REGEL_ALTERNATIEVEN_MAX)
        return fout(l, "te veel mogelijkheden in één cel", e);
    if (neem(l, "<=")) {
        rc = getal_grens(l, &x.hoog, e);
    } else if (neem(l, ">=")) {
        rc = getal_grens(l, &x.laag, e);
    } else if (neem(l, "<")) {
        rc = getal_grens(l, &x.hoog, e);
        x.hoog.waarde -= !rc;
    } else if (neem(l, ">")) {
        rc = getal_grens(l, &x.laag, e);
        x.laag.waarde += !rc;
    } else if (neem(l, "[")) {
        rc = reeks_lees(l, false, &x, e);
    } else if (neem(l, "(") || neem(l, "]")) {
        rc = reeks_lees(l, true, &x, e);
    } else {
        neem(l, "=");
        rc = token_lees(l, &k, e);
        if (!rc && is_null(l, &k))
            x.onbekend = true;
        else if (!rc) {
            rc = grens(l, &k, &x.laag, e);
            x.hoog = x.laag;
        }
    }
    if (!rc)
        VEC_PUSH(l->a, &l->alt, x);
    return rc;
}

int regel_cel_lees(struct arena *a, struct regeltabel *t, size_t kolom, struct str tekst, bool los,
                   struct regel_cel *ret, struct err *e)
{
    struct lezer l = {.a = a, .t = t, .in = &t->in[kolom], .s = str_trim(tekst), .los = los};
    struct regel_cel c = {.tekst = str_dup(a, l.s)};
    int rc = OK;

    if (l.s.n && memchr(l.s.p, '\0', l.s.n)) /* not to be kept in a file of text */
        return fout(&l, "hier staat een teken dat geen tekst is", e);
    if (str_is(l.s, "-") || !l.s.n) {
        c.alles = true;
        *ret = c;
        return OK;
    }
    l.s = c.tekst;
    if (neem(&l, "not") || (los && neem(&l, "niet"))) {
        c.niet = neem(&l, "(");
        if (!c.niet)
            l.i = 0;
    }
    do
        rc = alternatief_lees(&l, e);
    while (!rc && neem(&l, ","));
    if (!rc && c.niet && !neem(&l, ")"))
        rc = fout(&l, "not( heeft geen haakje aan het eind", e);
    if (!rc && !eind(&l))
        rc = fout(&l,
                  "hier staat meer dan begrepen wordt; verwacht bijvoorbeeld -, >=50, [50..150], "
                  "\"a\", \"b\" of not(null)",
                  e);
    if (rc)
        return rc;
    c.at = l.alt.at;
    c.n = l.alt.n;
    *ret = c;
    return OK;
}

int regel_waarde_lees(struct arena *a, struct str tekst, bool los, struct regel_waarde *ret, struct err *e)
{
    struct lezer l = {.a = a, .s = str_trim(tekst), .los = los};
    struct token k;
    int rc;

    *ret = (struct regel_waarde){.onbekend = true};
    if (!l.s.n || (str_is(l.s, "-")))
        return OK;
    if (los && l.s.p[0] != '"') { /* the whole cell is one word */
        k = (struct token){T_WOORD, 0, l.s};
        if (getal_lees(l.s, &k.getal))
            k.soort = T_GETAL;
    } else {
        rc = token_lees(&l, &k, e);
        if (!rc && !eind(&l))
            rc = fout(&l, "een uitkomst is één getal, \"tekst\", true, false of null", e);
        if (rc)
            return rc;
    }
    if (is_null(&l, &k) && !los)
        return OK;
    ret->onbekend = false;
    if (k.soort == T_GETAL) {
        ret->soort = REGEL_GETAL;
        ret->getal = k.getal;
    } else if (is_waar(los, &k, &ret->getal)) {
        ret->soort = REGEL_WAAR;
    } else if (k.soort == T_TEKST || los) {
        ret->soort = REGEL_TEKST;
        ret->tekst = str_dup(a, k.tekst);
    } else {
        return fout(&l, "een uitkomst is één getal, \"tekst\", true, false of null", e);
    }
    return OK;
}

/* ---- sets ---- */

static int op_laag(const void *x, const void *y)
{
    const struct regel_bereik *p = x, *q = y;

    return p->laag < q->laag ? -1 : p->laag > q->laag;
}

/* Sorted, and joined where they touch. */
static size_t schik(struct regel_bereik *at, size_t n)
{
    size_t uit = 0;

    qsort(at, n, sizeof *at, op_laag);
    for (size_t i = 0; i < n; i++) {
        if (uit && (at[uit - 1].hoog == INT64_MAX || at[i].laag <= at[uit - 1].hoog + 1)) {
            if (at[i].hoog > at[uit - 1].hoog)
                at[uit - 1].hoog = at[i].hoog;
        } else {
            at[uit++] = at[i];
        }
    }
    return uit;
}

static size_t tegendeel(const struct regel_bereik *at, size_t n, struct regel_bereik *uit)
{
    size_t k = 0;
    int64_t van = INT64_MIN;
    bool open = true;

    for (size_t i = 0; i < n; i++) {
        if (at[i].laag > van)
            uit[k++] = (struct regel_bereik){van, at[i].laag - 1};
        open = at[i].hoog != INT64_MAX;
        if (open)
            van = at[i].hoog + 1;
    }
    if (open)
        uit[k++] = (struct regel_bereik){van, INT64_MAX};
    return k;
}

struct regel_set regel_domein(struct arena *a, const struct regeltabel *t, size_t kolom)
{
    const struct regel_invoer *in = &t->in[kolom];
    struct regel_bereik *b = ARENA_NEW(a, struct regel_bereik);

    *b = (struct regel_bereik){INT64_MIN, INT64_MAX};
    if (in->soort_bekend && in->soort == REGEL_WAAR)
        *b = (struct regel_bereik){0, 1};
    else if (in->soort_bekend && in->soort == REGEL_TEKST)
        *b = (struct regel_bereik){0, (int64_t)in->woorden.n - (in->begrensd ? 1 : 0)};
    else if (in->begrensd)
        *b = in->grens;
    return (struct regel_set){b, 1, true};
}

struct regel_set regel_cel_set(struct arena *a, const struct regeltabel *t, size_t kolom,
                               const struct regel_cel *c, const int64_t *param)
{
    struct regel_bereik domein = regel_domein(a, t, kolom).at[0], *at, *uit;
    size_t n = 0, k = 0;
    bool onbekend = false;

    if (c->alles)
        return regel_domein(a, t, kolom);
    at = ARENA_ARRAY(a, struct regel_bereik, c->n + 1);
    uit = ARENA_ARRAY(a, struct regel_bereik, c->n + 2);
    for (size_t i = 0; i < c->n; i++) {
        const struct regel_alternatief *x = &c->at[i];
        int64_t laag = x->laag.waarde + (x->laag.param >= 0 ? param[x->laag.param] : 0);
        int64_t hoog = x->hoog.waarde + (x->hoog.param >= 0 ? param[x->hoog.param] : 0);

        onbekend = onbekend || x->onbekend;
        if (!x->onbekend && laag <= hoog)
            at[n++] = (struct regel_bereik){laag, hoog};
    }
    n = schik(at, n);
    if (c->niet) {
        n = tegendeel(at, n, uit);
        at = uit;
        onbekend = false;
    }
    for (size_t i = 0; i < n; i++) { /* within the domain */
        struct regel_bereik b = at[i];

        b.laag = b.laag < domein.laag ? domein.laag : b.laag;
        b.hoog = b.hoog > domein.hoog ? domein.hoog : b.hoog;
        if (b.laag <= b.hoog)
            at[k++] = b;
    }
    return (struct regel_set){at, k, onbekend};
}

void regel_params(const struct regeltabel *t, const struct str *gebieden, size_t n, int64_t *ret)
{
    for (size_t p = 0; p < t->n_param; p++) {
        bool gevonden = false;

        ret[p] = t->param[p].waarde;
        for (size_t g = 0; g < n && !gevonden; g++)
            for (size_t i = 0; i < t->param[p].afwijking.n && !gevonden; i++)
                if (str_eq(t->param[p].afwijking.at[i].gebied, gebieden[g])) {
                    ret[p] = t->param[p].afwijking.at[i].waarde;
                    gevonden = true;
                }
    }
}
