/* SPDX-License-Identifier: EUPL-1.2
 * Functions on text and booleans. Places and lengths are counted in letters, not bytes. */
#include "expressie/intern.h"

#include <math.h>
#include <string.h>

enum { TEKST_MAX = 1 << 20 }; /* of what a function makes */

#define F(naam)                                                                                              \
    static int naam(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,         \
                    struct err *e)
#define T(i) expr_als_tekst(r->o, w[i])

/* Where the one begins in the other; s.n when it does not. */
static size_t plek(struct str s, struct str deel)
{
    const char *p = deel.n ? memmem(s.p ? s.p : "", s.n, deel.p, deel.n) : s.p;

    return p || !deel.n ? (size_t)(p ? p - s.p : 0) : s.n;
}

static bool bevat(struct str s, struct str deel)
{
    return !deel.n || (s.n && memmem(s.p, s.n, deel.p, deel.n));
}

static size_t letters(struct str s)
{
    size_t n = 0;

    for (size_t at = 0; utf8_next(s, &at) >= 0;)
        n++;
    return n;
}

/* Letters [van, tot). */
static struct str letters_van(struct str s, size_t van, size_t tot)
{
    size_t at = 0, i = 0, begin = s.n;

    while (i < tot) {
        if (i == van)
            begin = at;
        if (utf8_next(s, &at) < 0)
            break;
        i++;
    }
    return str_sub(s, begin, at);
}

F(f_true)
{
    (void)r, (void)w, (void)n, (void)e;
    *ret = w_waar(true);
    return OK;
}

F(f_false)
{
    (void)r, (void)w, (void)n, (void)e;
    *ret = w_waar(false);
    return OK;
}

F(f_boolean)
{
    (void)n, (void)e;
    *ret = w_waar(expr_als_waar(r->o, w[0]));
    return OK;
}

F(f_not)
{
    (void)n, (void)e;
    *ret = w_waar(!expr_als_waar(r->o, w[0]));
    return OK;
}

F(f_boolean_from_string)
{
    (void)n, (void)e;
    *ret = w_waar(str_ieq(T(0), STR("true")) || str_is(T(0), "1"));
    return OK;
}

F(f_string)
{
    (void)e;
    *ret = w_tekst(n ? T(0) : expr_knoop_tekst(r->o->a, r->knoop));
    return OK;
}

/* All texts from argument `van` on, nodes each by itself, with `tussen` in between. */
static int aaneen(struct reken *r, const struct expr_waarde *w, size_t n, size_t van, struct str tussen,
                  struct expr_waarde *ret, struct err *e)
{
    struct buf b;
    bool eerst = true;

    buf_init(&b, r->o->a, TEKST_MAX);
    for (size_t i = van; i < n; i++) {
        size_t m = w[i].soort == EXPR_KNOPEN ? w[i].knopen.n : 1;

        for (size_t j = 0; j < m; j++) {
            struct expr_waarde een = w[i];

            if (een.soort == EXPR_KNOPEN)
                een = expr_knoop_waarde(r->o->a, w[i].knopen.at[j]);
            if (!eerst)
                buf_add(&b, tussen);
            eerst = false;
            buf_add(&b, expr_als_tekst(r->o, een));
        }
    }
    if (b.over)
        return err_set(e, ERR_LIMIT, "de tekst die de expressie maakt is te lang");
    *ret = w_tekst(buf_str(&b));
    return expr_stap(r, 1 + b.n / 64, e);
}

F(f_concat)
{
    return aaneen(r, w, n, 0, STR(""), ret, e);
}

F(f_join)
{
    return aaneen(r, w, n, 1, T(0), ret, e);
}

F(f_string_length)
{
    (void)e;
    *ret = w_getal((double)letters(n ? T(0) : expr_knoop_tekst(r->o->a, r->knoop)));
    return OK;
}

F(f_normalize_space)
{
    struct str s = n ? T(0) : expr_knoop_tekst(r->o->a, r->knoop), woord;
    struct buf b;
    size_t at = 0;

    (void)e;
    buf_init(&b, r->o->a, s.n + 1);
    while (expr_woord(s, &at, &woord)) {
        if (b.n)
            buf_char(&b, ' ');
        buf_add(&b, woord);
    }
    *ret = w_tekst(buf_str(&b));
    return OK;
}

F(f_translate)
{
    struct str s = T(0), van = T(1), naar = T(2);
    struct buf b;
    int rc = expr_stap(r, 1 + s.n / 8 * (1 + van.n / 8), e);

    (void)n;
    if (rc)
        return rc;
    buf_init(&b, r->o->a, TEKST_MAX);
    for (size_t at = 0;;) {
        size_t begin = at, i = 0, in_van = 0;
        int32_t c = utf8_next(s, &at), x;

        if (c < 0)
            break;
        while ((x = utf8_next(van, &in_van)) >= 0 && x != c)
            i++;
        buf_add(&b, x < 0 ? str_sub(s, begin, at) : letters_van(naar, i, i + 1));
    }
    *ret = w_tekst(buf_str(&b));
    return OK;
}

F(f_contains)
{
    (void)n, (void)e;
    *ret = w_waar(bevat(T(0), T(1)));
    return OK;
}

F(f_starts_with)
{
    (void)n, (void)e;
    *ret = w_waar(str_starts(T(0), T(1)));
    return OK;
}

F(f_ends_with)
{
    (void)n, (void)e;
    *ret = w_waar(str_ends(T(0), T(1)));
    return OK;
}

/* substr(s, from[, to]): from 0, negative counts from the end, `to` is not included. */
F(f_substr)
{
    struct str s = T(0);
    double lang = (double)letters(s), van = trunc(expr_als_getal(r->o, w[1])),
           tot = n > 2 ? trunc(expr_als_getal(r->o, w[2])) : lang;

    (void)e;
    van = van < 0 ? van + lang : van;
    tot = tot < 0 ? tot + lang : tot;
    van = van > 0 ? van : 0;
    tot = tot < lang ? tot : lang;
    *ret = w_tekst(van < tot ? letters_van(s, (size_t)van, (size_t)tot) : STR(""));
    return OK;
}

/* XPath 1.0, 4.2: the letters at places p with p >= round(from) and p < round(from) + round(length). */
F(f_substring)
{
    struct str s = T(0);
    double van = floor(expr_als_getal(r->o, w[1]) + 0.5), lang = (double)letters(s),
           tot = n > 2 ? van + floor(expr_als_getal(r->o, w[2]) + 0.5) : INFINITY;

    (void)e;
    if (isnan(van) || isnan(tot)) {
        *ret = w_tekst(STR(""));
        return OK;
    }
    van = van > 1 ? van : 1;
    tot = tot < lang + 1 ? tot : lang + 1;
    *ret = w_tekst(van < tot ? letters_van(s, (size_t)van - 1, (size_t)tot - 1) : STR(""));
    return OK;
}

F(f_substring_before)
{
    struct str s = T(0), deel = T(1);

    (void)n, (void)e;
    *ret = w_tekst(bevat(s, deel) ? str_sub(s, 0, plek(s, deel)) : STR(""));
    return OK;
}

F(f_substring_after)
{
    struct str s = T(0), deel = T(1);

    (void)n, (void)e;
    *ret = w_tekst(bevat(s, deel) ? str_sub(s, plek(s, deel) + deel.n, s.n) : STR(""));
    return OK;
}

F(f_regex)
{
    struct str s = T(0), patroon = T(1);
    bool goed, past;
    int rc = expr_stap(r, 1 + s.n / 8, e);

    (void)n;
    if (rc)
        return rc;
    past = expr_past(r->o->a, patroon, s, &goed);
    if (!goed)
        return err_set(e, ERR_DATA, "regex(): het patroon \"%.*s\" begrijpen wij niet",
                       STR_ARG(utf8_clip(patroon, 60)));
    *ret = w_waar(past);
    return OK;
}

/* The node that is asked about; NULL for none. */
static int gevraagd(struct reken *r, const struct expr_waarde *w, size_t n, const struct expr_knoop **ret,
                    struct err *e)
{
    *ret = n ? NULL : r->knoop;
    if (n && w[0].soort != EXPR_KNOPEN)
        return err_set(e, ERR_DATA, "hier hoort een verwijzing naar een vraag, als ${naam}");
    if (n && w[0].knopen.n)
        *ret = w[0].knopen.at[0];
    return OK;
}

F(f_name)
{
    const struct expr_knoop *k;
    int rc = gevraagd(r, w, n, &k, e);

    if (rc)
        return rc;
    *ret =
        w_tekst(!k                 ? STR("")
                : k->voorvoegsel.n ? str_fmt(r->o->a, "%.*s:%.*s", STR_ARG(k->voorvoegsel), STR_ARG(k->naam))
                                   : k->naam);
    return OK;
}

F(f_local_name)
{
    const struct expr_knoop *k;
    int rc = gevraagd(r, w, n, &k, e);

    if (!rc)
        *ret = w_tekst(k ? k->naam : STR(""));
    return rc;
}

F(f_namespace_uri)
{
    const struct expr_knoop *k;
    int rc = gevraagd(r, w, n, &k, e);

    if (!rc)
        *ret = w_tekst(k ? k->ruimte : STR(""));
    return rc;
}

/* XPath 1.0, 4.3: is the nearest xml:lang this language, or a kind of it? */
F(f_lang)
{
    struct str gezocht = T(0), taal = {0};

    (void)n, (void)e;
    for (const struct expr_knoop *k = r->knoop; k && !taal.p; k = k->ouder)
        for (const struct expr_knoop *x = k->kenmerk; x && !taal.p; x = x->volgende)
            if (str_is(x->naam, "lang") && str_is(x->voorvoegsel, "xml"))
                taal = x->tekst;
    *ret = w_waar(taal.p && (str_ieq(taal, gezocht) || (taal.n > gezocht.n && taal.p[gezocht.n] == '-' &&
                                                        str_ieq(str_sub(taal, 0, gezocht.n), gezocht))));
    return OK;
}

const struct functie functies_tekst[] = {{"true", 0, 0, f_true},
                                         {"false", 0, 0, f_false},
                                         {"boolean", 1, 1, f_boolean},
                                         {"not", 1, 1, f_not},
                                         {"boolean-from-string", 1, 1, f_boolean_from_string},
                                         {"string", 0, 1, f_string},
                                         {"concat", 0, -1, f_concat},
                                         {"join", 1, -1, f_join},
                                         {"string-length", 0, 1, f_string_length},
                                         {"normalize-space", 0, 1, f_normalize_space},
                                         {"translate", 3, 3, f_translate},
                                         {"contains", 2, 2, f_contains},
                                         {"starts-with", 2, 2, f_starts_with},
                                         {"ends-with", 2, 2, f_ends_with},
                                         {"substr", 2, 3, f_substr},
                                         {"substring", 2, 3, f_substring},
                                         {"substring-before", 2, 2, f_substring_before},
                                         {"substring-after", 2, 2, f_substring_after},
                                         {"regex", 2, 2, f_regex},
                                         {"name", 0, 1, f_name},
                                         {"local-name", 0, 1, f_local_name},
                                         {"namespace-uri", 0, 1, f_namespace_uri},
                                         {"lang", 1, 1, f_lang},
                                         {0}};
