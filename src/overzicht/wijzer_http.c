/* SPDX-License-Identifier: EUPL-1.2
 * Finding the way: choosing a gebied, searching, and pages of text. */
#include "overzicht/pages.h"

#include "kennisbank/kennis.h"

#include <string.h>

static struct doc *groep_bij(struct arena *a, struct doc *groepen, struct str naam, struct str bij,
                             const char *lijst)
{
    struct doc *g = doc_add(a, groepen, doc_map(a));

    DOC_SET_STR(a, g, "naam", naam);
    if (bij.n)
        DOC_SET_STR(a, g, "bij", bij);
    return doc_set(a, g, str_from(lijst), doc_list(a));
}

static void keuze_gebied(struct pagina *p, struct doc *keuzes, const struct gebied *g)
{
    struct doc *k = doc_add(p->a, keuzes, doc_map(p->a));

    DOC_SET_STR(p->a, k, "naam", g->naam);
    DOC_SET_STR(p->a, k, "adres",
                gebied_is_gemeente(g)
                    ? pagina_adres(p, str_fmt(p->a, "/gebieden/%.*s", STR_ARG(g->code)), NULL, STR(""))
                    : pagina_adres(p, STR("/"), "gebied", g->code));
    if (g == p->gebied)
        DOC_SET_BOOL(p->a, k, "gekozen", true);
}

static struct str groep_naam(struct pagina *p, const struct indeling *in)
{
    struct str s = str_is(in->code, "land") || str_is(in->code, "vijfdeling")
                       ? in->naam
                       : str_dup(p->a, indeling_meervoud(p->g, in->code));

    if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z')
        ((char *)s.p)[0] = (char)(s.p[0] - 32);
    return s;
}

static int kies_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct doc *groepen;
    int rc = pagina_open(q, &p, e);

    if (!rc) {
        const struct gebied *provincie = kaart_gebied(&p, p.gebied);

        DOC_SET_STR(a, p.boom, "titel", STR("Kies een gebied"));
        DOC_SET_STR(
            a, p.boom, "antwoord",
            STR("Kies het land, een provincie, een regio of een gemeente. Of zoek bovenaan op naam."));
        pagina_kruimel(&p, STR("Kies een gebied"), STR(""));
        groepen = DOC_SET(a, p.boom, "groepen", doc_list(a));
        if (!str_is(provincie->soort, "land")) {
            struct gebied_lijst l = gebied_leden(p.g, a, provincie, p.gebiedsdatum);
            struct doc *keuzes = groep_bij(
                a, groepen, str_fmt(a, "Gemeenten in %.*s", STR_ARG(provincie->naam)), STR(""), "keuzes");

            for (size_t k = 0; k < l.n; k++)
                keuze_gebied(&p, keuzes, l.at[k]);
        }
        for (size_t i = 0; i < p.g->n_indelingen; i++) {
            const struct indeling *in = &p.g->indeling[i];
            struct gebied_lijst l = indeling_regios(p.g, a, in->code, p.gebiedsdatum);
            struct doc *keuzes;

            if (!l.n)
                continue;
            keuzes = groep_bij(a, groepen, groep_naam(&p, in), str_fmt(a, "Bron: %.*s.", STR_ARG(in->bron)),
                               "keuzes");
            for (size_t k = 0; k < l.n; k++)
                keuze_gebied(&p, keuzes, l.at[k]);
        }
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static struct doc *treffer_bij(struct arena *a, struct doc *treffers, struct str naam, struct str adres,
                               struct str bij)
{
    struct doc *t = doc_add(a, treffers, doc_map(a));

    DOC_SET_STR(a, t, "naam", naam);
    DOC_SET_STR(a, t, "adres", adres);
    if (bij.n)
        DOC_SET_STR(a, t, "bij", bij);
    return t;
}

static bool bevat(struct str hooi, struct str naald)
{
    return naald.n && hooi.n >= naald.n && memmem(hooi.p, hooi.n, naald.p, naald.n);
}

enum { TREFFERS_MAX = 50 };

static void zoek_gebieden(struct pagina *p, struct doc *groepen, struct str naald)
{
    struct arena *a = p->a;
    struct doc *treffers = NULL;

    for (size_t i = 0; i < p->g->n && (!treffers || treffers->list.n < TREFFERS_MAX); i++) {
        const struct gebied *g = &p->g->gebied[i];
        bool weg = !gebied_geldig(g, p->gebiedsdatum);

        if (!bevat(str_fold(a, g->naam), naald) && !str_ieq(g->code, naald))
            continue;
        if (!treffers)
            treffers = groep_bij(a, groepen, STR("Gebieden"), STR(""), "treffers");
        treffer_bij(a, treffers, g->naam,
                    gebied_is_gemeente(g) ? str_fmt(a, "/gebieden/%.*s", STR_ARG(g->code))
                                          : pagina_adres(p, STR("/"), "gebied", g->code),
                    weg ? gebied_geschiedenis(p->g, a, g) : g->soort);
    }
}

static int zoek_onderwerpen(struct pagina *p, struct doc *groepen, struct str naald, struct err *e)
{
    struct arena *a = p->a;
    struct doc *treffers = NULL;
    const struct onderwerp *o;
    size_t n;
    int rc = onderwerpen_lees(p->c, a, &o, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        if (bevat(str_fold(a, o[i].naam), naald) || bevat(str_fold(a, o[i].omschrijving), naald)) {
            if (!treffers)
                treffers = groep_bij(a, groepen, STR("Cijfers"), STR(""), "treffers");
            treffer_bij(a, treffers, o[i].naam,
                        pagina_adres(p, str_fmt(a, "/cijfers/%.*s", STR_ARG(o[i].code)), NULL, STR("")),
                        o[i].omschrijving);
        }
    return rc;
}

enum { KENNIS_TREFFERS = 5 };

/* What everybody may read in the kennisbank, over every area: the first few, and the way to all. */
static int zoek_kennis(struct pagina *p, struct doc *groepen, struct str vraag, struct err *e)
{
    struct arena *a = p->a;
    struct kennis_vraag v = {
        .zoek = utf8_clip(vraag, FT_QUERY_MAX), .gebiedsdatum = p->gebiedsdatum, .orde = ORDE_RELEVANT};
    const struct kennis_zicht publiek = {0};
    struct kennis_woorden w;
    struct kennis_uitslag u;
    struct doc *treffers;
    int rc = kennis_woorden_lees(p->c, a, &w, e);

    if (!rc)
        rc = kennis_zoek(p->c, p->g, a, &w, &publiek, &v, &u, e);
    if (rc || !u.vraag.n || !u.n)
        return rc;
    treffers = groep_bij(a, groepen, STR("Kennisbank"), STR(""), "treffers");
    for (size_t i = 0; i < u.n && i < KENNIS_TREFFERS; i++)
        treffer_bij(a, treffers, u.raak[i]->titel, str_fmt(a, "/kennisbank/%lld", (long long)u.raak[i]->id),
                    str_fmt(a, "%.*s, %.*s%s", STR_ARG(kennis_woord_naam(&w, LIJST_SOORT, u.raak[i]->soort)),
                            STR_ARG(u.raak[i]->bron), u.raak[i]->verzonnen ? " (verzonnen)" : ""));
    treffer_bij(a, treffers,
                u.n == 1 ? STR("Zoek verder in de kennisbank")
                         : str_fmt(a, "Alle %zu stukken in de kennisbank", u.n),
                str_fmt(a, "/kennisbank?gebied=NL01&zoek=%.*s", STR_ARG(adres_waarde(a, v.zoek))), STR(""));
    return OK;
}

static int zoek_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct str vraag = str_trim(doc_get_str(q->query, STR("q"))), naald = str_fold(a, str_sub(vraag, 0, 100));
    struct doc *groepen;
    int rc = pagina_open(q, &p, e);

    if (!rc) {
        groepen = DOC_SET(a, p.boom, "groepen", doc_list(a));
        if (naald.n > 1)
            zoek_gebieden(&p, groepen, naald);
        if (naald.n > 1)
            rc = zoek_onderwerpen(&p, groepen, naald, e);
        if (!rc && naald.n > 1)
            rc = zoek_kennis(&p, groepen, vraag, e);
    }
    if (!rc) {
        DOC_SET_BOOL(a, p.boom, "heeft_groepen", groepen->list.n > 0);
        DOC_SET_STR(a, p.boom, "zoekterm", vraag);
        DOC_SET_STR(a, p.boom, "titel",
                    vraag.n ? str_fmt(a, "Zoeken naar “%.*s”", STR_ARG(str_sub(vraag, 0, 100)))
                            : STR("Zoeken"));
        pagina_kruimel(&p, STR("Zoeken"), STR(""));
        if (!groepen->list.n) {
            DOC_SET(
                a, p.boom, "niets",
                leeg_maak(
                    a, naald.n > 1 ? "Niets gevonden" : "Waar zoekt u naar",
                    naald.n > 1
                        ? STR("Er is geen gebied, cijfer of stuk in de kennisbank met dit woord. Probeer een "
                              "korter woord, of kies uit de lijst.")
                        : STR("Typ bovenaan minstens twee letters van een gemeente, regio, cijfer, of wat u "
                              "in de kennisbank zoekt."),
                    "Kies een gebied uit de lijst", STR("/kies")));
        }
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static struct doc *blok_bij(struct arena *a, struct doc *blokken, const char *titel,
                            const char *const *alineas)
{
    struct doc *b = doc_add(a, blokken, doc_map(a)), *l;

    DOC_SET_STR(a, b, "titel", str_from(titel));
    l = DOC_SET(a, b, "alineas", doc_list(a));
    for (; *alineas; alineas++)
        doc_add(a, l, doc_str(a, str_from(*alineas)));
    return b;
}

static int toegankelijkheid_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const hoe[] = {
        "Deze website werkt zonder muis, met een schermlezer en op een telefoon, en zonder JavaScript. Wij "
        "toetsen elke pagina aan WCAG 2.1, niveau A en AA.",
        "Bij elk plaatje staat dezelfde informatie als tabel. Kleur is nergens het enige onderscheid.", NULL};
    static const char *const mis[] = {
        "Loopt u ergens tegenaan? Laat het de beheerder van deze website weten.", NULL};
    struct arena *a = q->a;
    struct pagina p;
    struct doc *blokken;
    int rc = pagina_open(q, &p, e);

    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", STR("Toegankelijkheid"));
        pagina_kruimel(&p, STR("Toegankelijkheid"), STR(""));
        blokken = DOC_SET(a, p.boom, "blokken", doc_list(a));
        blok_bij(a, blokken, "Hoe wij deze website maken", hoe);
        blok_bij(a, blokken, "Werkt iets niet", mis);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param zoek_params[] = {
    {"q", "waar u naar zoekt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param kies_params[] = {CONTEXT_PARAMS, {0}};

const struct http_route wijzer_routes[] = {
    {"GET", "/kies", kies_get, "kies", "Kies een gebied", ROUTE_STORE, kies_params, .recht = RECHT_PUBLIEK},
    {"GET", "/zoek", zoek_get, "zoek", "Zoek een gebied, cijfer of stuk in de kennisbank", ROUTE_STORE,
     zoek_params, .recht = RECHT_PUBLIEK},
    {"GET", "/toegankelijkheid", toegankelijkheid_get, "tekst", "Hoe toegankelijk deze website is",
     ROUTE_STORE, kies_params, .recht = RECHT_PUBLIEK},
    {0},
};
