/* SPDX-License-Identifier: EUPL-1.2
 * /kennisbank/zoals: what gemeenten did that are like one's own, and why they are. */
#include "kennisbank/intern.h"

#include "base/num.h"

enum { ZOALS_STUKKEN = 20, ZOALS_GEMEENTEN = 10 };

struct blad {
    struct pagina p;
    struct kennis_woorden w;
    struct kennis_zicht zicht;
    struct kennis_uitslag u;
    struct zoals *z;
    size_t n;
    const struct zoals *mij;
    size_t *stukken; /* by index of the gebied */
};

static int lees(struct blad *b, struct err *e)
{
    struct pagina *p = &b->p;
    struct kennis_vraag v = {.gebiedsdatum = p->gebiedsdatum, .orde = ORDE_DATUM};
    struct zoals mij = {0};
    int rc = kennis_woorden_lees(p->c, p->a, &b->w, e);

    if (!rc)
        rc = kennis_zicht_lees(p->q, p->c, &b->zicht, e);
    if (!rc)
        rc = kennis_zoek(p->c, p->g, p->a, &b->w, &b->zicht, &v, &b->u, e);
    if (!rc)
        rc = zoals_lees(p->c, p->g, p->a, p->peildatum, p->gebiedsdatum, p->stand, &b->z, &b->n, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < b->n; i++)
        if (b->z[i].gebied == p->gebied)
            mij = b->z[i];
    mij.gebied = p->gebied;
    zoals_reken(&mij, b->z, b->n);
    for (size_t i = 0; i < b->n; i++)
        if (b->z[i].gebied == p->gebied)
            b->mij = &b->z[i];
    b->stukken = ARENA_ARRAY(p->a, size_t, p->g->n + 1);
    for (size_t i = 0; i < b->u.n; i++)
        if (b->u.raak[i]->gebied)
            b->stukken[b->u.raak[i]->gebied->index]++;
    return OK;
}

static struct str waarom(const struct blad *b, const struct zoals *z)
{
    struct arena *a = b->p.a;

    if (z == b->mij)
        return str_fmt(a, "Uit %.*s zelf", STR_ARG(z->gebied->naam));
    return str_fmt(a, "%.*s lijkt op %.*s: %.*s", STR_ARG(z->gebied->naam), STR_ARG(b->p.gebied->naam),
                   STR_ARG(zoals_zin(a, z, b->mij)));
}

/* Items of the nearest gemeenten first; those of a larger area are on the page of all. */
static void dingen(struct blad *b)
{
    struct pagina *p = &b->p;
    struct doc *l = DOC_SET(p->a, p->boom, "dingen", doc_list(p->a)),
               *t = tabel_maak(p, "stukken", STR("Stukken van gemeenten die lijken"), STR(""));
    size_t n = 0;

    kennis_tabel_kolommen(p, t);
    for (size_t i = 0; i < b->n && n < ZOALS_STUKKEN && b->z[i].afstand >= 0; i++)
        for (size_t k = 0; b->stukken[b->z[i].gebied->index] && k < b->u.n && n < ZOALS_STUKKEN; k++)
            if (b->u.raak[k]->gebied == b->z[i].gebied) {
                doc_add(p->a, l, kennis_ding(p, &b->w, b->u.raak[k], NULL, STR(""), waarom(b, &b->z[i])));
                kennis_tabel_rij(p, t, &b->w, b->u.raak[k]);
                n++;
            }
    tabel_klaar(p, t, "/kennisbank/zoals");
    DOC_SET_BOOL(p->a, p->boom, "heeft_dingen", n > 0);
    if (n)
        DOC_SET(p->a, p->boom, "stukken_mee", doc_get(t, STR("mee")));
    else
        DOC_SET(p->a, p->boom, "niets",
                leeg_maak(p->a, "Nog geen stukken uit gemeenten die lijken",
                          STR("Wat overal geldt, of over een regio gaat, staat in de kennisbank zelf."),
                          "Naar de kennisbank", pagina_adres(p, STR("/kennisbank"), NULL, STR(""))));
}

static void cel_afstand(struct pagina *p, struct doc *t, struct doc *rij, int64_t v)
{
    if (v < 0)
        cel_leeg(p, t, rij, STR("niet geleverd"));
    else
        cel_getal(p, t, rij, num_div_half_up(v, 10), 2, STR(""));
}

static void gemeente_rij(struct blad *b, struct doc *t, const struct zoals *z)
{
    struct pagina *p = &b->p;
    struct doc *rij = tabel_regel(p, t, false);
    bool verzonnen = false;

    for (int m = 0; m < ZOALS_MATEN; m++)
        verzonnen = verzonnen || z->maat[m].verzonnen;
    if (verzonnen)
        DOC_SET_BOOL(p->a, rij, "verzonnen", true);
    cel_tekst(p, t, rij, z->gebied->naam, str_fmt(p->a, "/gebieden/%.*s", STR_ARG(z->gebied->code)),
              verzonnen ? STR("verzonnen") : STR(""));
    for (int m = 0; m < ZOALS_MATEN; m++)
        if (z->maat[m].heeft)
            cel_getal(p, t, rij, z->maat[m].waarde, 0,
                      m < 2 ? pagina_adres(p, str_fmt(p->a, "/cijfers/%s", zoals_maten[m].onderwerp),
                                           "gebied", z->gebied->code)
                            : STR(""));
        else
            cel_leeg(p, t, rij, STR("niet geleverd"));
    cel_afstand(p, t, rij, z == b->mij ? 0 : z->afstand);
    cel_getal(p, t, rij, z->n, 0, STR(""));
    cel_getal(p, t, rij, (int64_t)b->stukken[z->gebied->index], 0,
              b->stukken[z->gebied->index] ? pagina_adres(p, STR("/kennisbank"), "gebied", z->gebied->code)
                                           : STR(""));
}

/* Which figures, of what day and whose; each source once. */
static void tabel_bronnen(struct blad *b, struct doc *t)
{
    struct pagina *p = &b->p;

    for (int m = 0; m < ZOALS_MATEN; m++)
        for (size_t i = 0; i < b->n; i++)
            if (b->z[i].maat[m].heeft && b->z[i].maat[m].bron.n) {
                tabel_noot(p, t,
                           str_fmt(p->a, "%s: %.*s, %.*s.", zoals_maten[m].naam,
                                   STR_ARG(b->z[i].maat[m].bron),
                                   STR_ARG(date_nl(p->a, b->z[i].maat[m].peildatum))));
                break;
            }
}

static void gemeenten(struct blad *b)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(
        p, "gemeenten", str_fmt(p->a, "Welke gemeenten lijken op %.*s?", STR_ARG(p->gebied->naam)),
        STR("Het verschil is het gemiddelde over de cijfers die van beide bekend zijn. Twee keer zo veel "
            "inwoners telt als 1, vijf punten verschil bij de andere cijfers ook."));
    size_t n = 0;

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "inwoners", STR("Inwoners"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "65plus", STR("65 jaar of ouder"), STR("%"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "woningen", STR("Woningen"), STR("per 100 inwoners"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 2, false);
    tabel_kolom(p, t, "n", STR("N"), STR("cijfers"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "stukken", STR("Stukken"), STR("aantal"), KOLOM_GETAL, 0, false);
    gemeente_rij(b, t, b->mij);
    for (size_t i = 0; i < b->n && n < ZOALS_GEMEENTEN && b->z[i].afstand >= 0; i++)
        if (&b->z[i] != b->mij) {
            gemeente_rij(b, t, &b->z[i]);
            n++;
        }
    tabel_bronnen(b, t);
    tabel_klaar(p, t, "/kennisbank/zoals");
    DOC_SET(p->a, p->boom, "tabel", t);
}

static struct str zin(const struct blad *b)
{
    const struct pagina *p = &b->p;
    const struct zoals *eerste = NULL;
    size_t vergeleken = 0;

    for (size_t i = 0; i < b->n; i++) {
        if (&b->z[i] == b->mij || b->z[i].afstand < 0)
            continue;
        eerste = eerste ? eerste : &b->z[i];
        vergeleken++;
    }
    if (!b->mij->maat[0].heeft)
        return str_fmt(p->a,
                       "Van %.*s is niet bekend hoeveel inwoners er zijn, dus valt er niet te vergelijken.",
                       STR_ARG(p->gebied->naam));
    if (!eerste)
        return STR("Van geen andere gemeente zijn cijfers bekend.");
    return str_fmt(p->a, "Van de %zu gemeenten met cijfers lijkt %.*s het meest op %.*s: %.*s.", vergeleken,
                   STR_ARG(eerste->gebied->naam), STR_ARG(p->gebied->naam),
                   STR_ARG(zoals_zin(p->a, eerste, b->mij)));
}

/* Which gemeente? The form leads back here. */
static void kies_vorm(struct blad *b)
{
    struct pagina *p = &b->p;
    struct doc *f = DOC_SET(p->a, p->boom, "keuze", doc_map(p->a)), *velden, *d;
    struct gebied_lijst l = gebied_gemeenten(p->g, p->a, p->gebiedsdatum);

    DOC_SET_STR(p->a, f, "actie", STR("/kennisbank/zoals"));
    DOC_SET_BOOL(p->a, f, "is_post", false);
    DOC_SET(p->a, f, "verborgen", doc_list(p->a));
    velden = DOC_SET(p->a, f, "velden", doc_list(p->a));
    d = veld_keuze(p->a, velden, "gebied", "Mijn gemeente");
    if (!b->mij)
        optie_bij(p->a, d, STR(""), STR("Maak een keuze"), STR(""));
    for (size_t i = 0; i < l.n; i++)
        optie_bij(p->a, d, l.at[i]->code, l.at[i]->naam, p->gebied->code);
    DOC_SET_STR(p->a, f, "knop", STR("Toon voorbeelden"));
}

static int zoals_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct blad b = {0};
    int rc = pagina_open(q, &b.p, e);

    if (!rc && gebied_is_gemeente(b.p.gebied) && gebied_geldig(b.p.gebied, b.p.gebiedsdatum))
        rc = lees(&b, e);
    if (!rc) {
        DOC_SET_STR(q->a, b.p.boom, "titel", STR("Voorbeelden zoals mijn gemeente"));
        pagina_kruimel(&b.p, STR("Kennis"), pagina_adres(&b.p, STR("/kennisbank"), NULL, STR("")));
        pagina_kruimel(&b.p, STR("Zoals mijn gemeente"), STR(""));
        kies_vorm(&b);
        if (b.mij) {
            DOC_SET_STR(q->a, b.p.boom, "antwoord", zin(&b));
            dingen(&b);
            gemeenten(&b);
        } else {
            DOC_SET_STR(q->a, b.p.boom, "antwoord",
                        STR("Kies uw gemeente, en zie wat gemeenten deden die op de uwe lijken."));
            DOC_SET_BOOL(q->a, b.p.boom, "heeft_dingen", false);
        }
        pagina_klaar(&b.p, r);
    }
    pagina_sluit(&b.p);
    return rc;
}

static const struct http_param params[] = {CONTEXT_PARAMS, {0}};

const struct http_route zoals_routes[] = {
    {"GET", "/kennisbank/zoals", zoals_get, "kennisbank", "Voorbeelden uit gemeenten die op de uwe lijken",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, params, .recht = RECHT_PUBLIEK},
    {0},
};
