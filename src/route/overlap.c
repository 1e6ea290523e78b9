/* SPDX-License-Identifier: EUPL-1.2
 * See overlap.h. Called by the act of importing for a file without faults; it changes nothing but the report.
 */
#include "route/overlap.h"

enum { ANDEREN = 5, PAREN = 40 };

/* Gebieden of which another leveraar or bron has figures too. */
struct anderen {
    struct str naam;
    struct map gebied; /* names */
    date_t peildatum;  /* the newest */
};

/* One bron, onderwerp and woningtype of this file, and the gebieden that it has figures of. */
struct paar {
    const struct reeks_nieuw *reeks;
    struct map gebied; /* codes */
};

struct paren {
    struct paar at[PAREN];
    size_t n;
};

static struct str gebieden_tekst(struct arena *a, const struct anderen *x)
{
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < x->gebied.n && i < 3; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(x->gebied.at[i].key));
    if (x->gebied.n > 3)
        buf_fmt(&b, " en %zu andere", x->gebied.n - 3);
    return buf_str(&b);
}

static void leveraar_meld(struct import *im, const struct anderen *x, const struct reeks_nieuw *r)
{
    import_meld(im, MELDING_LET_OP, 0, -1, gebieden_tekst(im->a, x),
                "ook %s%.*s leverde cijfers van de bron %.*s over dezelfde gebieden. Van een gebied telt één "
                "leveraar: "
                "die met de nieuwste peildatum, en bij gelijke peildatum wie het laatst leverde. Dat %s",
                x->naam.n ? "" : "een leveraar zonder naam", STR_ARG(utf8_clip(x->naam, 80)),
                STR_ARG(r->bron),
                im->l->peildatum >= x->peildatum ? "worden deze cijfers"
                                                 : "blijven daar de cijfers van die andere leveraar");
}

static void bron_meld(struct import *im, const struct anderen *x, const struct reeks_nieuw *r)
{
    import_meld(
        im, MELDING_LET_OP, 0, -1, gebieden_tekst(im->a, x),
        "er zijn over dezelfde gebieden%s%.*s ook cijfers van een andere bron: %.*s. Van een gemeente is de "
        "bron met de nieuwste peildatum te zien; dat %s. Het totaal van een regio komt uit één bron: die van "
        "de "
        "meeste gemeenten een cijfer heeft. Bedoelt u dezelfde bron, schrijf haar dan precies zo",
        r->woningtype.n ? " en woningtype " : "", STR_ARG(r->woningtype), STR_ARG(utf8_clip(x->naam, 80)),
        im->l->peildatum > x->peildatum ? "wordt die van dit bestand" : "blijft die andere");
}

/* Puts together what the rows say that speak of gebieden of this pair. */
static size_t anderen_bij(struct import *im, const struct levering_ander *v, size_t n,
                          const struct map *eigen, struct anderen *lijst)
{
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        const struct gebied *g = gebied_bij_id(im->g, v[i].gebied_id);
        size_t k = 0;

        if (!g || !map_get(eigen, g->code))
            continue;
        while (k < m && !str_eq(lijst[k].naam, v[i].leveraar))
            k++;
        if (k == ANDEREN)
            continue;
        if (k == m) {
            lijst[m++] = (struct anderen){.naam = v[i].leveraar};
            map_init(&lijst[k].gebied, im->a);
        }
        map_put(&lijst[k].gebied, g->naam, NULL);
        lijst[k].peildatum = v[i].peildatum > lijst[k].peildatum ? v[i].peildatum : lijst[k].peildatum;
    }
    return m;
}

static void paren_maak(const struct import *im, struct paren *p)
{
    const struct levering_nieuw *l = im->l;
    size_t *van_reeks = ARENA_ARRAY(im->a, size_t, l->reeks.n + 1); /* 1-based; 0: none */

    for (size_t i = 0; i < l->reeks.n; i++) {
        const struct reeks_nieuw *r = &l->reeks.at[i];
        size_t k = 0;

        while (k < p->n &&
               !(str_eq(p->at[k].reeks->bron, r->bron) && str_eq(p->at[k].reeks->onderwerp, r->onderwerp) &&
                 str_eq(p->at[k].reeks->woningtype, r->woningtype)))
            k++;
        if (k == PAREN)
            continue;
        if (k == p->n) {
            p->at[p->n++].reeks = r;
            map_init(&p->at[k].gebied, im->a);
        }
        van_reeks[i] = k + 1;
    }
    for (size_t i = 0; i < l->cijfer.n; i++) {
        const struct cijfer_nieuw *x = &l->cijfer.at[i];

        if (!x->ontbreekt && van_reeks[x->reeks])
            map_put(&p->at[van_reeks[x->reeks] - 1].gebied, x->gebied->code, NULL);
    }
}

/* Was this bron named in words, so that it may be a new one beside what was meant? */
static bool eigen_bron(const struct levering_nieuw *l, struct str code)
{
    for (size_t i = 0; i < l->bron.n; i++)
        if (str_eq(l->bron.at[i].code, code))
            return true;
    return false;
}

/* Per bron and onderwerp, of whatever woningtype. False when a pair before this one did so. */
static bool bron_gebieden(const struct import *im, const struct paren *p, size_t i, struct map *ret)
{
    const struct reeks_nieuw *r = p->at[i].reeks;

    map_init(ret, im->a);
    for (size_t k = 0; k < p->n; k++) {
        const struct reeks_nieuw *x = p->at[k].reeks;

        if (!str_eq(x->bron, r->bron) || !str_eq(x->onderwerp, r->onderwerp))
            continue;
        if (k < i)
            return false;
        for (size_t m = 0; m < p->at[k].gebied.n; m++)
            map_put(ret, p->at[k].gebied.at[m].key, NULL);
    }
    return true;
}

static int leveraars_meld(struct conn *c, struct import *im, const struct paren *p, size_t i, struct err *e)
{
    const struct reeks_nieuw *r = p->at[i].reeks;
    const struct levering_ander *v;
    struct anderen lijst[ANDEREN];
    struct map gebied;
    size_t n, m;
    int rc;

    if (!bron_gebieden(im, p, i, &gebied))
        return OK;
    rc = levering_anderen_lees(c, im->a, r->bron, r->onderwerp, im->l->leveraar, &v, &n, e);
    if (rc)
        return rc;
    m = anderen_bij(im, v, n, &gebied, lijst);
    for (size_t k = 0; k < m; k++)
        leveraar_meld(im, &lijst[k], r);
    return OK;
}

static int bronnen_meld(struct conn *c, struct import *im, const struct paar *p, struct err *e)
{
    const struct levering_ander *v;
    struct anderen lijst[ANDEREN];
    size_t n, m;
    int rc;

    if (!eigen_bron(im->l, p->reeks->bron))
        return OK;
    rc = levering_bronnen_lees(c, im->a, p->reeks, im->l, &v, &n, e);
    if (rc)
        return rc;
    m = anderen_bij(im, v, n, &p->gebied, lijst);
    for (size_t k = 0; k < m; k++)
        bron_meld(im, &lijst[k], p->reeks);
    return OK;
}

int overlap_meld(struct store *s, struct import *im, struct err *e)
{
    struct paren *p = ARENA_NEW(im->a, struct paren);
    struct conn *c;
    int rc;

    paren_maak(im, p);
    rc = store_read(s, &c, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < p->n && !rc; i++) {
        rc = leveraars_meld(c, im, p, i, e);
        if (!rc)
            rc = bronnen_meld(c, im, &p->at[i], e);
    }
    store_return(s, c);
    return rc;
}
