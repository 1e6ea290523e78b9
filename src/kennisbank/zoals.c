/* SPDX-License-Identifier: EUPL-1.2
 * Gemeenten that are alike, by a few figures that everybody can check. The formula, with an example, stands
 * in docs/methoden/kennisbank.md. Whole numbers, so that every machine gives the same order. */
#include "kennisbank/kennis.h"

#include "base/num.h"
#include "cijfer/cijfer.h"

#include <stdlib.h>

const struct zoals_maat zoals_maten[ZOALS_MATEN] = {
    {"inwoners", "Inwoners", "inwoners", NULL, "inwoners", 0},
    {"65plus", "65 jaar of ouder", "inwoners-65plus", NULL, "% is 65 jaar of ouder", 5},
    {"woningen", "Woningen per 100 inwoners", "woningen", "inwoners", " woningen per 100 inwoners", 5},
};

/* ---- the formula ---- */

/* A ratio: twice as much is 1000, one and a half times 500. */
static int64_t deel_verhouding(int64_t x, int64_t y)
{
    int64_t groot = x > y ? x : y, klein = x > y ? y : x;

    return klein > 0 ? num_div_half_up((__int128)1000 * (groot - klein), klein) : -1;
}

static int64_t deel_verschil(int64_t x, int64_t y, int stap)
{
    return num_div_half_up((__int128)1000 * (x > y ? x - y : y - x), stap);
}

static void een_reken(const struct zoals *mij, struct zoals *z)
{
    int64_t som = 0;

    z->n = 0;
    for (int i = 0; i < ZOALS_MATEN; i++) {
        z->deel[i] = -1;
        if (!mij->maat[i].heeft || !z->maat[i].heeft)
            continue;
        z->deel[i] = zoals_maten[i].stap
                         ? deel_verschil(mij->maat[i].waarde, z->maat[i].waarde, zoals_maten[i].stap)
                         : deel_verhouding(mij->maat[i].waarde, z->maat[i].waarde);
        if (z->deel[i] < 0)
            continue;
        som += z->deel[i];
        z->n++;
    }
    z->afstand = z->deel[0] < 0 ? -1 : num_div_half_up(som, z->n);
}

static int zoals_cmp(const void *x, const void *y)
{
    const struct zoals *a = x, *b = y;

    if ((a->afstand < 0) != (b->afstand < 0))
        return a->afstand < 0 ? 1 : -1;
    if (a->afstand != b->afstand)
        return a->afstand < b->afstand ? -1 : 1;
    if (a->n != b->n)
        return b->n - a->n;
    if (a->maat[0].waarde != b->maat[0].waarde)
        return a->maat[0].waarde > b->maat[0].waarde ? -1 : 1;
    return str_cmp(a->gebied->code, b->gebied->code);
}

void zoals_reken(const struct zoals *mij, struct zoals *alle, size_t n)
{
    struct zoals ik = *mij; /* it may be one of them */

    for (size_t i = 0; i < n; i++)
        een_reken(&ik, &alle[i]);
    qsort(alle, n, sizeof *alle, zoals_cmp);
}

/* ---- the figures ---- */

static struct zoals_waarde waarde_van(const struct cijfer_uitkomst *u)
{
    bool heeft = u->heeft && !cijfer_minstens(u); /* a part of a figure tells nothing of the whole */

    return (struct zoals_waarde){.heeft = heeft,
                                 .verzonnen = heeft && u->vlag & VLAG_VERZONNEN,
                                 .waarde = heeft ? u->waarde : 0,
                                 .peildatum = heeft ? u->periode_tot : 0,
                                 .bron = heeft && u->bron ? u->bron->naam : STR("")};
}

static int maat_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                     const struct cijfer_vraag *vraag, const struct gebied *const *bij, struct zoals *z,
                     size_t n, int maat, struct err *e)
{
    struct cijfer_uitkomst *u = ARENA_ARRAY(a, struct cijfer_uitkomst, n + 1);
    struct cijfer_vraag v = *vraag;
    int rc;

    v.onderwerp = str_from(zoals_maten[maat].onderwerp);
    rc = cijfer_gebieden_lees(c, g, a, &v, bij, n, u, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct zoals_waarde w = waarde_van(&u[i]);

        if (zoals_maten[maat].noemer) { /* the figure before it: inhabitants */
            const struct zoals_waarde *m = &z[i].maat[0];

            w.heeft = w.heeft && m->heeft && m->waarde > 0;
            w.verzonnen = w.verzonnen || m->verzonnen;
            w.waarde = w.heeft ? num_div_half_up((__int128)100 * w.waarde, m->waarde) : 0;
        }
        z[i].maat[maat] = w;
    }
    return rc;
}

int zoals_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t peildatum, date_t dag,
               int64_t stand, struct zoals **ret, size_t *ret_n, struct err *e)
{
    struct gebied_lijst l = gebied_gemeenten(g, a, dag);
    struct zoals *z = ARENA_ARRAY(a, struct zoals, l.n + 1);
    struct cijfer_vraag v = {.indeling = STR("gemeente"),
                             .binnen = STR("NL01"),
                             .peildatum = peildatum,
                             .gebiedsdatum = dag,
                             .stand = stand};
    int rc = onderwerpen_lees(c, a, &v.bekend, &v.n_bekend, e);

    for (size_t i = 0; i < l.n; i++)
        z[i].gebied = l.at[i];
    for (int m = 0; !rc && m < ZOALS_MATEN; m++)
        rc = maat_lees(c, g, a, &v, (const struct gebied *const *)l.at, z, l.n, m, e);
    *ret = z;
    *ret_n = l.n;
    return rc;
}

struct str zoals_zin(struct arena *a, const struct zoals *z, const struct zoals *mij)
{
    struct buf b;
    bool eerste = true;

    buf_init(&b, a, 1000);
    for (int i = 0; i < ZOALS_MATEN; i++) {
        if (z->deel[i] < 0 || !mij->maat[i].heeft)
            continue;
        buf_fmt(&b, "%s%.*s%s%s", eerste ? "" : ", ", STR_ARG(num_nl(a, z->maat[i].waarde, 0)), i ? "" : " ",
                zoals_maten[i].zin);
        eerste = false;
    }
    return buf_str(&b);
}
