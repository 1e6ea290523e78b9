/* SPDX-License-Identifier: EUPL-1.2
 * Values and nodes: conversions between text, number, boolean, day and nodes. */
#include "base/num.h"
#include "doc/number.h"
#include "expressie/intern.h"

#include <math.h>
#include <string.h>

struct expr_knoop *expr_knoop_nieuw(struct arena *a, struct expr_knoop *ouder, enum expr_knoop_soort soort,
                                    struct str naam, struct str tekst)
{
    struct expr_knoop *k = ARENA_NEW(a, struct expr_knoop);

    *k = (struct expr_knoop){.soort = soort, .naam = naam, .tekst = tekst, .ouder = ouder};
    if (!ouder)
        return k;
    if (soort == KNOOP_KENMERK) {
        struct expr_knoop **plek = &ouder->kenmerk;

        while (*plek)
            plek = &(*plek)->volgende;
        *plek = k;
    } else {
        if (ouder->laatste)
            ouder->laatste->volgende = k;
        else
            ouder->eerste = k;
        ouder->laatste = k;
    }
    return k;
}

/* The next node under `top` in document order. */
static const struct expr_knoop *verder(const struct expr_knoop *k, const struct expr_knoop *top)
{
    if (k->eerste)
        return k->eerste;
    while (k != top && !k->volgende)
        k = k->ouder;
    return k == top ? NULL : k->volgende;
}

struct str expr_knoop_tekst(struct arena *a, const struct expr_knoop *k)
{
    const struct expr_knoop *enige = NULL;
    size_t delen = 0;
    struct buf b;

    for (const struct expr_knoop *x = k; x; x = verder(x, k))
        if (x->tekst.n) {
            enige = x;
            delen++;
        }
    if (delen < 2)
        return enige ? enige->tekst : STR("");
    buf_init(&b, a, (size_t)16 << 20);
    for (const struct expr_knoop *x = k; x; x = verder(x, k))
        buf_add(&b, x->tekst);
    return buf_str(&b);
}

struct expr_waarde expr_knoop_waarde(struct arena *a, const struct expr_knoop *k)
{
    return k->waarde ? *k->waarde : w_tekst(expr_knoop_tekst(a, k));
}

double expr_getal_lees(struct str s)
{
    char plat[340];
    size_t n = 0, i = 0, cijfers = 0;
    bool punt = false;
    double d;

    s = str_trim(s);
    if (s.n >= sizeof plat - 4)
        return NAN;
    if (s.n && s.p[0] == '-')
        plat[n++] = s.p[i++];
    while (i + 1 < s.n && s.p[i] == '0' && s.p[i + 1] >= '0' && s.p[i + 1] <= '9')
        i++; /* JSON's grammar, which number_read follows, has no leading zeros */
    if (i < s.n && (s.p[i] == '.' || s.p[i] == ','))
        plat[n++] = '0';
    for (; i < s.n; i++) {
        char c = s.p[i];

        if (c >= '0' && c <= '9') {
            cijfers++;
            plat[n++] = c;
        } else if ((c == '.' || c == ',') && !punt) {
            punt = true;
            plat[n++] = '.';
        } else {
            return NAN;
        }
    }
    if (!cijfers)
        return NAN;
    if (plat[n - 1] == '.')
        n--;
    return number_read((struct str){plat, n}, &d) ? d : NAN;
}

/* XPath's way: no exponent, no point on a whole number. */
static struct str getal_tekst(struct arena *a, double d)
{
    char ruw[NUMBER_MAX];
    size_t n, komma = 0, cijfers = 0;
    char cijfer[NUMBER_MAX];
    int exponent = 0, punt;
    struct buf b;
    bool na = false;

    if (isnan(d))
        return STR("NaN");
    if (isinf(d))
        return d > 0 ? STR("Infinity") : STR("-Infinity");
    if (d == 0)
        return STR("0");
    n = number_double(ruw, d);
    if (!memchr(ruw, 'e', n) && !memchr(ruw, 'E', n))
        return str_dup(a, (struct str){ruw, n});
    for (size_t i = ruw[0] == '-'; i < n; i++) {
        if (ruw[i] == 'e' || ruw[i] == 'E') {
            int64_t x = 0;
            struct str rest = {ruw + i + 1, n - i - 1};

            if (rest.n && rest.p[0] == '+')
                rest = str_sub(rest, 1, rest.n);
            (void)num_i64(rest, &x);
            exponent = (int)x;
            break;
        }
        if (ruw[i] == '.')
            na = true;
        else {
            cijfer[cijfers++] = ruw[i];
            komma += !na;
        }
    }
    punt = (int)komma + exponent;
    buf_init(&b, a, 1024);
    if (d < 0)
        buf_char(&b, '-');
    if (punt <= 0)
        buf_lit(&b, "0.");
    for (int i = punt; i < 0; i++)
        buf_char(&b, '0');
    for (int i = 0; i < (int)cijfers || i < punt; i++) {
        if (i == punt && i > 0)
            buf_char(&b, '.');
        buf_char(&b, i < (int)cijfers ? cijfer[i] : '0');
    }
    return buf_str(&b);
}

struct str expr_als_tekst(const struct expr_omgeving *o, struct expr_waarde w)
{
    switch (w.soort) {
    case EXPR_TEKST:
        return w.tekst;
    case EXPR_GETAL:
        return getal_tekst(o->a, w.getal);
    case EXPR_WAAR:
        return w.waar ? STR("true") : STR("false");
    case EXPR_DATUM:
        return expr_moment_tekst(o, w.datum);
    case EXPR_KNOPEN:
        break;
    }
    return w.knopen.n ? expr_als_tekst(o, expr_knoop_waarde(o->a, w.knopen.at[0])) : STR("");
}

double expr_als_getal(const struct expr_omgeving *o, struct expr_waarde w)
{
    switch (w.soort) {
    case EXPR_TEKST: /* a day that is written down is no number until date() reads it, as in JavaRosa */
        return expr_getal_lees(w.tekst);
    case EXPR_GETAL:
        return w.getal;
    case EXPR_WAAR:
        return w.waar;
    case EXPR_DATUM:
        return expr_moment_getal(w.datum);
    case EXPR_KNOPEN:
        break;
    }
    if (!w.knopen.n)
        return NAN;
    return expr_als_getal(o, expr_knoop_waarde(o->a, w.knopen.at[0]));
}

bool expr_als_waar(const struct expr_omgeving *o, struct expr_waarde w)
{
    switch (w.soort) {
    case EXPR_TEKST:
        return w.tekst.n > 0;
    case EXPR_GETAL:
        return w.getal != 0 && !isnan(w.getal);
    case EXPR_WAAR:
        return w.waar;
    case EXPR_DATUM:
        return true;
    case EXPR_KNOPEN:
        break;
    }
    return w.knopen.n && expr_als_waar(o, expr_knoop_waarde(o->a, w.knopen.at[0]));
}

bool expr_woord(struct str s, size_t *at, struct str *ret)
{
    size_t van;

    while (*at < s.n && expr_ruimte_is(s.p[*at]))
        ++*at;
    van = *at;
    while (*at < s.n && !expr_ruimte_is(s.p[*at]))
        ++*at;
    *ret = str_sub(s, van, *at);
    return ret->n > 0;
}
