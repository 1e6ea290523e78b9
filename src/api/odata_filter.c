/* SPDX-License-Identifier: EUPL-1.2
 * $filter: a recursive descent into a tree, and its value in three: yes, no, and not yet known. */
#include "api/odata_filter.h"

#include "base/num.h"

#include <math.h>
#include <string.h>

enum soort {
    EN,
    OF,
    NIET,
    GELIJK,
    ONGELIJK,
    GROTER,
    GROTER_GELIJK,
    KLEINER,
    KLEINER_GELIJK,
    BEVAT,
    BEGINT,
    EINDIGT
};

struct odata_knoop {
    enum soort soort;
    const struct odata_knoop *links, *rechts; /* of EN, OF; NIET has links */
    size_t kolom;
    bool getal, leeg; /* leeg: the literal null */
    struct str s;
    double d;
};

struct lezer {
    struct arena *a;
    struct str tekst;
    size_t at;
    const struct odata_kolom *kolommen;
    int diepte, knopen;
    struct err *e;
};

static int klaag(struct lezer *l, const char *verwacht)
{
    return err_set(l->e, ERR_DATA, "$filter, teken %zu: verwacht %s", l->at + 1, verwacht);
}

static void wit(struct lezer *l)
{
    while (l->at < l->tekst.n && l->tekst.p[l->at] == ' ')
        l->at++;
}

static bool teken(struct lezer *l, char c)
{
    wit(l);
    if (l->at >= l->tekst.n || l->tekst.p[l->at] != c)
        return false;
    l->at++;
    return true;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct str woord_kijk(struct lezer *l)
{
    size_t n;

    wit(l);
    n = l->at;
    while (n < l->tekst.n && letter(l->tekst.p[n]))
        n++;
    return str_sub(l->tekst, l->at, n);
}

static bool woord(struct lezer *l, const char *w)
{
    struct str s = woord_kijk(l);

    if (!str_is(s, w))
        return false;
    l->at += s.n;
    return true;
}

static struct odata_knoop *knoop(struct lezer *l, enum soort soort)
{
    struct odata_knoop *k = ARENA_NEW(l->a, struct odata_knoop);

    l->knopen++;
    k->soort = soort;
    return k;
}

static int kolom_lees(struct lezer *l, struct odata_knoop *k)
{
    struct str s = woord_kijk(l);

    for (size_t i = 0; l->kolommen[i].naam; i++)
        if (str_is(s, l->kolommen[i].naam)) {
            l->at += s.n;
            k->kolom = i;
            k->getal = l->kolommen[i].getal;
            return OK;
        }
    return klaag(l, "de naam van een kolom");
}

/* 'text' with '' for a quote. */
static int tekst_lees(struct lezer *l, struct str *ret)
{
    struct buf b;

    if (!teken(l, '\''))
        return klaag(l, "een tekst tussen enkele aanhalingstekens");
    buf_init(&b, l->a, l->tekst.n + 1);
    for (; l->at < l->tekst.n; l->at++) {
        if (l->tekst.p[l->at] == '\'') {
            if (l->at + 1 >= l->tekst.n || l->tekst.p[l->at + 1] != '\'') {
                l->at++;
                *ret = buf_str(&b);
                return OK;
            }
            l->at++;
        }
        buf_char(&b, l->tekst.p[l->at]);
    }
    return klaag(l, "een aanhalingsteken dat de tekst sluit");
}

static int getal_lees(struct lezer *l, double *ret)
{
    struct dec d;
    size_t n;

    wit(l);
    for (n = l->at; n < l->tekst.n && strchr("+-.0123456789", l->tekst.p[n]);)
        n++;
    if (!dec_parse(str_sub(l->tekst, l->at, n), '.', &d))
        return klaag(l, "een getal");
    *ret = (double)d.v / pow(10, d.scale);
    l->at = n;
    return OK;
}

static int waarde_lees(struct lezer *l, struct odata_knoop *k)
{
    if (woord(l, "null")) {
        k->leeg = true;
        return OK;
    }
    return k->getal ? getal_lees(l, &k->d) : tekst_lees(l, &k->s);
}

static int of_lees(struct lezer *l, const struct odata_knoop **ret);

/* contains(Name,'x') */
static int functie_lees(struct lezer *l, enum soort soort, const struct odata_knoop **ret)
{
    struct odata_knoop *k = knoop(l, soort);
    int rc;

    if (!teken(l, '('))
        return klaag(l, "(");
    rc = kolom_lees(l, k);
    if (!rc && k->getal)
        rc = klaag(l, "een kolom met tekst");
    if (!rc && !teken(l, ','))
        rc = klaag(l, ",");
    if (!rc)
        rc = tekst_lees(l, &k->s);
    if (!rc && !teken(l, ')'))
        rc = klaag(l, ")");
    *ret = k;
    return rc;
}

/* Name in ('a','b'): an or of equals. */
static int in_lees(struct lezer *l, const struct odata_knoop *kolom, const struct odata_knoop **ret)
{
    const struct odata_knoop *som = NULL;
    int rc = teken(l, '(') ? OK : klaag(l, "(");

    while (!rc && l->knopen < ODATA_KNOPEN_MAX) {
        struct odata_knoop *k = knoop(l, GELIJK), *of;

        k->kolom = kolom->kolom;
        k->getal = kolom->getal;
        rc = waarde_lees(l, k);
        if (!som) {
            som = k;
        } else {
            of = knoop(l, OF);
            of->links = som;
            of->rechts = k;
            som = of;
        }
        if (rc || !teken(l, ','))
            break;
    }
    if (!rc && !teken(l, ')'))
        rc = klaag(l, ")");
    *ret = som;
    return rc;
}

static int vergelijking_lees(struct lezer *l, const struct odata_knoop **ret)
{
    static const struct {
        const char *woord;
        enum soort soort;
    } tekens[] = {{"eq", GELIJK},        {"ne", ONGELIJK}, {"gt", GROTER},
                  {"ge", GROTER_GELIJK}, {"lt", KLEINER},  {"le", KLEINER_GELIJK}};
    struct odata_knoop *k = knoop(l, GELIJK);
    int rc = kolom_lees(l, k);

    if (rc)
        return rc;
    *ret = k;
    if (woord(l, "in"))
        return in_lees(l, k, ret);
    for (size_t i = 0; i < sizeof tekens / sizeof *tekens; i++)
        if (woord(l, tekens[i].woord)) {
            k->soort = tekens[i].soort;
            return waarde_lees(l, k);
        }
    return klaag(l, "eq, ne, gt, ge, lt, le of in");
}

static int term_lees(struct lezer *l, const struct odata_knoop **ret)
{
    struct odata_knoop *k;
    int rc;

    if (++l->diepte > ODATA_DIEPTE_MAX || l->knopen > ODATA_KNOPEN_MAX)
        return err_set(l->e, ERR_DATA, "$filter is te lang of te diep genest");
    if (woord(l, "not")) {
        k = knoop(l, NIET);
        rc = term_lees(l, &k->links);
        *ret = k;
    } else if (teken(l, '(')) {
        rc = of_lees(l, ret);
        if (!rc && !teken(l, ')'))
            rc = klaag(l, ")");
    } else if (woord(l, "contains")) {
        rc = functie_lees(l, BEVAT, ret);
    } else if (woord(l, "startswith")) {
        rc = functie_lees(l, BEGINT, ret);
    } else if (woord(l, "endswith")) {
        rc = functie_lees(l, EINDIGT, ret);
    } else {
        rc = vergelijking_lees(l, ret);
    }
    l->diepte--;
    return rc;
}

/* A row of terms with one word between them. */
static int rij_lees(struct lezer *l, enum soort soort, const char *tussen,
                    int (*deel)(struct lezer *, const struct odata_knoop **), const struct odata_knoop **ret)
{
    const struct odata_knoop *som;
    int rc = deel(l, &som);

    while (!rc && woord(l, tussen)) {
        struct odata_knoop *k = knoop(l, soort);

        k->links = som;
        rc = deel(l, &k->rechts);
        som = k;
    }
    *ret = som;
    return rc;
}

static int en_lees(struct lezer *l, const struct odata_knoop **ret)
{
    return rij_lees(l, EN, "and", term_lees, ret);
}

static int of_lees(struct lezer *l, const struct odata_knoop **ret)
{
    return rij_lees(l, OF, "or", en_lees, ret);
}

int odata_filter_lees(struct arena *a, struct str tekst, const struct odata_kolom *kolommen,
                      const struct odata_knoop **ret, struct err *e)
{
    struct lezer l = {.a = a, .tekst = tekst, .kolommen = kolommen, .e = e};
    const struct odata_knoop *k = NULL;
    int rc;

    wit(&l);
    if (l.at == l.tekst.n) {
        *ret = NULL;
        return OK;
    }
    rc = of_lees(&l, &k);
    wit(&l);
    if (!rc && l.at < l.tekst.n)
        rc = klaag(&l, "and, or of het einde");
    if (!rc)
        *ret = k;
    return rc;
}

static int verschil(const struct odata_knoop *k, const struct odata_cel *c)
{
    return k->getal ? (c->d > k->d) - (c->d < k->d) : str_cmp(c->s, k->s);
}

static bool bevat(struct str s, struct str deel)
{
    return !deel.n || memmem(s.p, s.n, deel.p, deel.n);
}

static bool klopt(const struct odata_knoop *k, const struct odata_cel *c)
{
    int v;

    if (k->leeg || c->leeg)
        return k->soort == GELIJK ? k->leeg == c->leeg : k->soort == ONGELIJK ? k->leeg != c->leeg : false;
    v = k->soort < BEVAT ? verschil(k, c) : 0;
    switch (k->soort) {
    case GELIJK:
        return !v;
    case ONGELIJK:
        return v;
    case GROTER:
        return v > 0;
    case GROTER_GELIJK:
        return v >= 0;
    case KLEINER:
        return v < 0;
    case KLEINER_GELIJK:
        return v <= 0;
    case BEVAT:
        return bevat(c->s, k->s);
    case BEGINT:
        return str_starts(c->s, k->s);
    case EINDIGT:
        return str_ends(c->s, k->s);
    case EN:
    case OF:
    case NIET:
        break;
    }
    return false;
}

enum odata_uitslag odata_filter_geldt(const struct odata_knoop *k, const struct odata_cel *rij)
{
    enum odata_uitslag l, r;

    if (!k)
        return ODATA_JA;
    switch (k->soort) {
    case EN:
        l = odata_filter_geldt(k->links, rij);
        if (l == ODATA_NEE)
            return l;
        r = odata_filter_geldt(k->rechts, rij);
        return r == ODATA_NEE || l == ODATA_JA ? r : ODATA_ONBEKEND;
    case OF:
        l = odata_filter_geldt(k->links, rij);
        if (l == ODATA_JA)
            return l;
        r = odata_filter_geldt(k->rechts, rij);
        return r == ODATA_JA || l == ODATA_NEE ? r : ODATA_ONBEKEND;
    case NIET:
        l = odata_filter_geldt(k->links, rij);
        return l == ODATA_ONBEKEND ? l : l == ODATA_JA ? ODATA_NEE : ODATA_JA;
    default:
        return !rij[k->kolom].bekend ? ODATA_ONBEKEND : klopt(k, &rij[k->kolom]) ? ODATA_JA : ODATA_NEE;
    }
}
