/* SPDX-License-Identifier: EUPL-1.2
 * The quality of one levering in four dimensions: how much of what was tested is right, and was it in time.
 * Read from the check that was done with the import. */
#include "kwaliteit/intern.h"

#include "base/num.h"
#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"

#include <string.h>

enum { VOLLEDIGHEID, SAMENHANG, AANNEMELIJKHEID, TIJDIGHEID, DIMENSIES };

/* One dimension: `goed` of `van`; van 0 when nothing could be tested. */
struct dimensie {
    const char *code, *naam, *wat;
    int64_t goed, van, overgeslagen;
    struct str uitleg;
};

static const struct dimensie leeg[DIMENSIES] = {
    {.code = "volledigheid",
     .naam = "Volledig",
     .wat = "gebieden die een cijfer horen te hebben en het hebben"},
    {.code = "samenhang", .naam = "In samenhang", .wat = "optellingen en vergelijkingen die kloppen"},
    {.code = "aannemelijkheid",
     .naam = "Aannemelijk",
     .wat = "cijfers die niet afwijken van vroeger of van gelijken"},
    {.code = "tijdigheid",
     .naam = "Op tijd",
     .wat = "de termijn gedeeld door de tijd die het duurde, ten hoogste 100%"},
};

static const struct regel *regel_zoek(const struct regels *r, struct str code)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_eq(r->at[i].code, code))
            return &r->at[i];
    return NULL;
}

static void dimensies_tel(struct arena *a, const struct regels *r, const struct toets_stand *v, size_t n,
                          const struct levering *l, const struct tijdigheid *t, struct dimensie *d)
{
    memcpy(d, leeg, sizeof leeg);
    for (size_t i = 0; i < n; i++) {
        const struct regel *x = regel_zoek(r, v[i].regel);
        int k = 0;

        while (x && k < DIMENSIES - 1 && strcmp(d[k].code, regel_dimensie(x)) != 0)
            k++;
        if (!x || k == DIMENSIES - 1)
            continue; /* a rule that is no more */
        d[k].goed += v[i].getoetst - v[i].bevonden;
        d[k].van += v[i].getoetst;
        d[k].overgeslagen += v[i].overgeslagen;
    }
    for (int k = 0; k < TIJDIGHEID; k++)
        d[k].uitleg = d[k].van ? str_fmt(a, "%.*s van %.*s", STR_ARG(num_nl(a, d[k].goed, 0)),
                                         STR_ARG(num_nl(a, d[k].van, 0)))
                               : STR("er is niets te toetsen");
    if (t->verwacht) {
        d[TIJDIGHEID].van = t->dagen > t->termijn ? t->dagen : 1;
        d[TIJDIGHEID].goed = t->dagen > t->termijn ? t->termijn : 1;
    }
    d[TIJDIGHEID].uitleg =
        t->verwacht ? str_fmt(a, "%.*s %s na de peildatum ontvangen, de termijn is %d",
                              STR_ARG(num_nl(a, t->dagen, 0)), t->dagen == 1 ? "dag" : "dagen", t->termijn)
                    : str_fmt(a, "%.*s %s na de peildatum ontvangen; voor %.*s is geen termijn gesteld",
                              STR_ARG(num_nl(a, t->dagen, 0)), t->dagen == 1 ? "dag" : "dagen",
                              STR_ARG(levering_soort_naam(l->soort)));
}

static bool deel_van(const struct dimensie *d, int64_t *ret)
{
    /* Rounded down: 100% is said only when all is right. */
    if (!d->van)
        return false;
    *ret = d->goed * 100 / d->van;
    return true;
}

static void figuur_bij(struct pagina *p, const struct dimensie *d, const struct levering *l)
{
    struct arena *a = p->a;
    struct grafiek_staaf staven[DIMENSIES];
    struct doc *t = tabel_maak(p, "dimensies", STR("De vier dimensies"), STR("")), *f, *mee;
    struct buf b;

    tabel_kolom(p, t, "dimensie", STR("Dimensie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "deel", STR("In orde"), STR("%"), KOLOM_PERCENT, 0, false);
    tabel_kolom(p, t, "uitleg", STR("Getoetst"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "overgeslagen", STR("Niet te toetsen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "wat", STR("Wat het zegt"), STR(""), KOLOM_TEKST, 0, false);
    buf_init(&b, a, 1000);
    for (int k = 0; k < DIMENSIES; k++) {
        struct doc *rij = tabel_regel(p, t, false);
        int64_t deel = 0;
        bool heeft = deel_van(&d[k], &deel);

        staven[k] = (struct grafiek_staaf){.label = str_from(d[k].naam),
                                           .ontbreekt = !heeft,
                                           .waarde = deel,
                                           .tekst = heeft ? str_fmt(a, "%lld%%", (long long)deel) : STR(""),
                                           .tint = TINT_NEUTRAAL};
        buf_fmt(&b, "%s%s: %.*s", k ? "; " : "", d[k].naam,
                STR_ARG(heeft ? str_fmt(a, "%lld%%", (long long)deel) : STR("niet te toetsen")));
        cel_tekst(p, t, rij, str_from(d[k].naam), STR(""), STR(""));
        if (heeft)
            cel_getal(p, t, rij, deel, 0, STR(""));
        else
            cel_leeg(p, t, rij, STR("er is niets te toetsen"));
        cel_tekst(p, t, rij, d[k].uitleg, STR(""), STR(""));
        cel_getal(p, t, rij, d[k].overgeslagen, 0, STR(""));
        cel_tekst(p, t, rij, str_from(d[k].wat), STR(""), STR(""));
    }
    tabel_noot(p, t, STR("Naar beneden afgerond: 100% staat er alleen als alles in orde is."));
    tabel_klaar(p, t, str_fmt(a, "/leveringen/%lld/kwaliteit", (long long)l->id).p);
    if (p->q->format != HTTP_HTML)
        return;
    f = DOC_SET(a, p->boom, "figuur", doc_map(a));
    DOC_SET_STR(a, f, "id", STR("beeld"));
    DOC_SET_STR(a, f, "titel", STR("Hoeveel van wat getoetst is, is in orde"));
    DOC_SET_STR(
        a, f, "svg",
        grafiek_staven_svg(a, &(struct grafiek_staven){.titel = STR("Kwaliteit van de levering in procenten"),
                                                       .beschrijving = buf_str(&b),
                                                       .staven = staven,
                                                       .n = DIMENSIES,
                                                       .geheel = 100,
                                                       .breedte = 480}));
    DOC_SET_BOOL(a, f, "is_smal", true);
    DOC_SET(a, f, "erbij", t);
    mee = doc_get(t, STR("mee"));
    if (mee)
        DOC_SET(a, f, "mee", mee);
}

static struct doc *regels_tabel(struct pagina *p, const struct regels *r, const struct toets_stand *v,
                                size_t n, int64_t levering)
{
    struct doc *t = tabel_maak(p, "regels", STR("Per regel"), STR(""));

    tabel_kolom(p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "dimensie", STR("Dimensie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "getoetst", STR("Getoetst"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gevonden", STR("Gevonden"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "overgeslagen", STR("Niet te toetsen"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < n; i++) {
        const struct regel *x = regel_zoek(r, v[i].regel);
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, x ? x->naam : v[i].regel, STR(""), STR(""));
        cel_tekst(p, t, rij, x ? str_from(regel_dimensie(x)) : STR(""), STR(""), STR(""));
        cel_getal(p, t, rij, v[i].getoetst, 0, STR(""));
        cel_getal(p, t, rij, v[i].bevonden, 0, STR(""));
        cel_getal(p, t, rij, v[i].overgeslagen, 0, STR(""));
    }
    tabel_noot(p, t,
               STR("Niet te toetsen: een cijfer ontbreekt, is onderdrukt, of er zijn te weinig cijfers om "
                   "mee te vergelijken."));
    tabel_klaar(p, t, str_fmt(p->a, "/leveringen/%lld/kwaliteit", (long long)levering).p);
    return t;
}

static void feiten_bij(struct pagina *p, const struct levering *l, const struct tijdigheid *t, int64_t moment)
{
    struct arena *a = p->a;
    struct doc *feiten = DOC_SET(a, p->boom, "feiten", doc_list(a));
    struct str partij = leveraar_naam(l->soort, l->leveraar);

    DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
    feit_bij(a, feiten, "Bestand", l->bestand, str_fmt(a, "/leveringen/%lld", (long long)l->id), STR(""),
             STR(""));
    feit_bij(a, feiten, "Wie kijkt het na", levering_soort_naam(partij),
             str_fmt(a, "/kwaliteit/%.*s", STR_ARG(leveraar_code(a, partij))), STR(""), STR(""));
    feit_bij(a, feiten, "Peildatum", date_nl(a, l->peildatum), STR(""),
             str_fmt(a, "ontvangen op %.*s", STR_ARG(time_nl(a, l->ontvangen))), STR(""));
    if (t->verwacht)
        feit_bij(a, feiten, "De volgende", date_nl(a, t->volgende), STR(""),
                 str_fmt(a, "verwacht voor %.*s", STR_ARG(date_nl(a, t->volgende_uiterlijk))), STR(""));
    feit_bij(a, feiten, "Nagekeken", moment ? time_nl(a, moment) : STR("nog niet"), STR(""), STR(""),
             STR(""));
}

static int kwaliteit_tabellen(struct pagina *p, const struct levering *l, struct err *e)
{
    struct arena *a = p->a;
    const struct toets_stand *v;
    const struct ritme *ritmes;
    struct bevinding *b;
    struct regels regels;
    struct dimensie d[DIMENSIES];
    struct tijdigheid t;
    struct doc *secties;
    int64_t moment = 0;
    size_t n, n_r, n_b, open = 0;
    int rc = regels_lees(p->c, a, &regels, e);

    if (!rc)
        rc = toetsen_lees(p->c, a, l->id, &v, &n, &moment, e);
    if (!rc)
        rc = ritmes_lees(p->c, a, &ritmes, &n_r, e);
    if (!rc)
        rc = bevindingen_lees(p->c, p->g, a, &(struct bevinding_keuze){.levering = l->id, .alles = true}, &b,
                              &n_b, e);
    if (rc)
        return rc;
    t = tijdigheid_van(ritme_van(ritmes, n_r, l->soort), l->peildatum, time_date(l->ontvangen), date_today());
    dimensies_tel(a, &regels, v, n, l, &t, d);
    for (size_t i = 0; i < n_b; i++)
        open += str_is(b[i].status, "open") && b[i].telt;
    DOC_SET_STR(a, p->boom, "antwoord",
                !moment ? STR("Deze levering is nog niet nagekeken.")
                : !n_b  ? STR("De controle vond niets wat na te kijken is.")
                : open
                    ? str_fmt(a, "De controle vond %zu %s; %zu %s nog een antwoord.", n_b,
                              n_b == 1 ? "bevinding" : "bevindingen", open, open == 1 ? "vraagt" : "vragen")
                    : str_fmt(a, "De controle vond %zu %s; niets vraagt nog een antwoord.", n_b,
                              n_b == 1 ? "bevinding" : "bevindingen"));
    figuur_bij(p, d, l);
    feiten_bij(p, l, &t, moment);
    secties = DOC_SET(a, p->boom, "secties", doc_list(a));
    doc_add(a, secties,
            bevindingen_pagina_tabel(p, "bevindingen", STR("Bevindingen"), b, n_b, 100,
                                     str_fmt(a, "/leveringen/%lld/kwaliteit", (long long)l->id).p));
    if (n)
        doc_add(a, secties, regels_tabel(p, &regels, v, n, l->id));
    return OK;
}

static int levering_kwaliteit_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct levering l;
    struct pagina p;
    int64_t id = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = pagina_nummer(q, "een levering", &id, e);
    if (!rc)
        rc = levering_lees(p.c, a, id, &l, NULL, e);
    if (!rc && str_starts(l.soort, STR("referentie-")))
        rc = err_set(e, ERR_NOT_FOUND, "levering %lld is een referentietabel; die wordt niet nagekeken",
                     (long long)id);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Kwaliteit van levering %lld", (long long)id));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, str_fmt(a, "Levering %lld", (long long)id),
                       str_fmt(a, "/leveringen/%lld", (long long)id));
        pagina_kruimel(&p, STR("Kwaliteit"), STR(""));
        rc = kwaliteit_tabellen(&p, &l, e);
    }
    if (!rc)
        pagina_klaar(&p, r);
    pagina_sluit(&p);
    return rc;
}

static const struct http_param params[] = {
    {"id", "nummer van de levering", PARAM_PATH, true, false}, CONTEXT_PARAMS, {0}};

const struct http_route levering_kwaliteit_routes[] = {
    {"GET", "/leveringen/{id}/kwaliteit", levering_kwaliteit_get, "levering-kwaliteit",
     "De kwaliteit van een levering in vier dimensies", ROUTE_STORE, params, .recht = RECHT_PUBLIEK},
    {0},
};
