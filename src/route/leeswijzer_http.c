/* SPDX-License-Identifier: EUPL-1.2
 * The pages of the leeswijzers that are kept: which there are, and one of them, to be changed or taken out of
 * use. Those of a file that is being delivered: kolommen_http.c. */
#include "route/leeswijzer_vorm.h"
#include "route/route_http.h"

#include "leeswijzer/lezer.h"
#include "toegang/toegang.h"

/* Which of them are of a partij over which one may deliver; each partij is asked once. */
static int eigen_over(struct http_req *q, struct conn *c, const struct leeswijzer_bewaard *l, size_t n,
                      bool **ret, struct err *e)
{
    bool *eigen = ARENA_ARRAY(q->a, bool, n ? n : 1);
    int rc = OK;

    for (size_t i = 0; i < n && !rc; i++) {
        size_t k = 0;

        while (l[k].partij != l[i].partij)
            k++;
        eigen[i] = eigen[k];
        if (k == i)
            rc = toegang_mag(c, wie_van(q), RECHT_LEVEREN, l[i].partij, &eigen[i], e);
    }
    *ret = eigen;
    return rc;
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    const struct leeswijzer_bewaard *l;
    struct pagina p;
    struct doc *t, *doe;
    bool *eigen;
    size_t n, er = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = leeswijzers_lees(p.c, a, str_is(doc_get_str(q->query, STR("alles")), "ja"), &l, &n, e);
    if (!rc)
        rc = eigen_over(q, p.c, l, n, &eigen, e);
    if (!rc) {
        t = tabel_maak(&p, "leeswijzers", STR("Leeswijzers"), STR(""));
        tabel_kolom(&p, t, "leveraar", STR("Van"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(&p, t, "soort", STR("Gelezen als"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(&p, t, "versie", STR("Versie"), STR(""), KOLOM_GETAL, 0, false);
        tabel_kolom(&p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "gemaakt", STR("Gemaakt"), STR(""), KOLOM_TEKST, 0, false);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij;

            if (!eigen[i])
                continue;
            rij = tabel_regel(&p, t, false);
            er++;
            cel_tekst(&p, t, rij, l[i].leveraar.n ? l[i].leveraar : STR("zonder naam"),
                      str_fmt(a, "/leeswijzers/%lld", (long long)l[i].id),
                      l[i].einde ? STR("niet meer in gebruik") : STR(""));
            cel_tekst(&p, t, rij, importeur_naam(l[i].soort), STR(""), STR(""));
            cel_getal(&p, t, rij, l[i].versie, 0, STR(""));
            cel_tekst(&p, t, rij, l[i].wie, STR(""), STR(""));
            cel_tekst(&p, t, rij, time_nl(a, l[i].gemaakt), STR(""), STR(""));
        }
        if (!er)
            DOC_SET(a, t, "leeg",
                    leeg_maak(
                        a, "Nog geen leeswijzers",
                        STR("Lever een tabel met eigen kolommen aan als “Een andere tabel”. Wat u dan van de "
                            "kolommen zegt, wordt hier bewaard."),
                        "Lever een tabel aan", STR("/leveringen/nieuw?soort=" SOORT_TABEL)));
        tabel_klaar(&p, t, "/leeswijzers");
        DOC_SET_STR(a, p.boom, "titel", STR("Leeswijzers"));
        DOC_SET_STR(
            a, p.boom, "antwoord",
            STR("Een leeswijzer zegt hoe de kolommen van iemands tabel gelezen worden. Een volgend bestand "
                "van dezelfde leveraar met dezelfde kop wordt vanzelf zo gelezen."));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, STR("Leeswijzers"), STR(""));
        doe = DOC_SET(a, p.boom, "doe", doc_map(a));
        DOC_SET_STR(a, doe, "woord", STR("Lever een tabel aan"));
        DOC_SET_STR(a, doe, "adres", STR("/leveringen/nieuw?soort=" SOORT_TABEL));
        DOC_SET(a, p.boom, "tabel", t);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* A kept one with what its form needs: no file, so no examples and no words that are not in it. */
struct bewaard {
    struct leeswijzer_bewaard l;
    struct leeswijzer w;
    struct herken_kennis kennis;
    struct herkenning h;
};

static int bewaard_neem(struct http_req *q, struct bewaard *b, struct err *e)
{
    struct omgeving *o = q->app;
    struct arena *a = q->a;
    struct planstatussen *s = ARENA_NEW(a, struct planstatussen);
    struct conn *c;
    struct doc *d;
    int64_t id;
    int rc = pagina_nummer(q, "een leeswijzer", &id, e);

    *b = (struct bewaard){.kennis = {.statussen = s}};
    onbekend_soorten(a, &b->kennis);
    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = leeswijzer_bij_id(c, a, id, &b->l, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, b->l.partij, e);
    if (!rc)
        rc = onderwerpen_lees(c, a, &b->kennis.onderwerpen, &b->kennis.n_onderwerpen, e);
    if (!rc)
        rc = planstatussen_lees(c, a, s, e);
    store_return(o->store, c);
    if (!rc)
        rc = leeswijzer_lees_tekst(a, b->l.inhoud, &b->w, &d, e);
    for (size_t i = 0; !rc && i < b->kennis.n_soorten; i++)
        if (str_is(b->l.soort, b->kennis.soorten[i].soort))
            b->h.soort = &b->kennis.soorten[i];
    if (!rc && !b->h.soort)
        rc = err_set(e, ERR_NOT_FOUND, "de soort van deze leeswijzer bestaat niet meer");
    for (size_t i = 0; !rc && i < b->w.kolom.n; i++)
        if (b->w.kolom.at[i].plaats < 0)
            b->w.kolom.at[i].plaats = (int)i;
    for (size_t i = 0; !rc && i < b->w.woord.n; i++) {
        struct leeswijzer_woord *w = &b->w.woord.at[i];
        struct herken_woord x = {.kolom = -1, .woord = w->van, .naar = w->naar, .overslaan = w->overslaan};

        for (size_t k = 0; k < b->w.kolom.n; k++)
            if (str_eq(b->w.kolom.at[k].doel, w->doel))
                x.kolom = b->w.kolom.at[k].plaats;
        VEC_PUSH(a, &b->h.woord, x);
    }
    return rc;
}

static void een_pagina(struct http_req *q, struct http_resp *r, struct bewaard *b, struct doc *fouten)
{
    struct arena *a = q->a;
    struct pagina p = {.q = q, .a = a, .o = q->app, .boom = doc_map(a)};
    struct wijzervorm v = {&p, &b->kennis, &b->h, &b->w, fouten};
    struct str soort = importeur_naam(b->l.soort),
               adres = str_fmt(a, "/leeswijzers/%lld", (long long)b->l.id);
    struct doc *f;

    DOC_SET_STR(a, p.boom, "titel",
                str_fmt(a, "Leeswijzer van %.*s",
                        STR_ARG(b->l.leveraar.n ? b->l.leveraar : STR("een leveraar zonder naam"))));
    DOC_SET_STR(a, p.boom, "antwoord",
                str_fmt(a, "Versie %d, gemaakt door %.*s op %.*s. Tabellen worden gelezen als “%.*s”.%s",
                        b->l.versie, STR_ARG(b->l.wie), STR_ARG(time_nl(a, b->l.gemaakt)), STR_ARG(soort),
                        b->l.einde ? " Zij is niet meer in gebruik." : ""));
    pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
    pagina_kruimel(&p, STR("Leeswijzers"), STR("/leeswijzers"));
    pagina_kruimel(&p, str_fmt(a, "Leeswijzer %lld", (long long)b->l.id), STR(""));
    DOC_SET_BOOL(a, p.boom, "heeft_fouten", fouten->list.n > 0);
    DOC_SET(a, p.boom, "fouten", fouten);
    DOC_SET(a, p.boom, "leeswijzer", leeswijzer_doc(a, &b->w));
    wijzervorm_boom(&v);
    if (!b->l.einde) {
        DOC_SET_STR(a, p.boom, "actie", adres);
        DOC_SET_STR(a, p.boom, "knop", STR("Bewaar als nieuwe versie"));
        wijzervorm_verborgen(&p);
        f = DOC_SET(a, p.boom, "weg", doc_map(a));
        DOC_SET_STR(a, f, "actie", str_fmt(a, "%.*s/verwijderen", STR_ARG(adres)));
        DOC_SET_BOOL(a, f, "is_post", true);
        DOC_SET_BOOL(a, f, "is_gevaar", true);
        DOC_SET_STR(a, f, "knop", STR("Gebruik haar niet meer"));
        DOC_SET(a, f, "verborgen", doc_list(a));
        DOC_SET(a, f, "velden", doc_list(a));
    }
    r->tree = p.boom;
    r->status = fouten->list.n ? 400 : 0;
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct bewaard b;
    int rc = bewaard_neem(q, &b, e);

    if (!rc)
        een_pagina(q, r, &b, doc_list(q->a));
    return rc;
}

struct bewaar_doen {
    struct leeswijzer_bewaard nieuw;
    struct dader door;
    int64_t id;
};

static int bewaar_schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct bewaar_doen *d = ctx;

    return leeswijzer_bewaar(c, &d->door, &d->nieuw, &d->id, e);
}

static int een_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct pagina p = {.q = q, .a = q->a, .o = o};
    struct bewaard b;
    struct lezer *l = NULL;
    struct wijzervorm v = {&p, &b.kennis, &b.h, &b.w, doc_list(q->a)};
    struct bewaar_doen doen;
    struct err fout;
    bool iets = false;
    int rc = bewaard_neem(q, &b, e);

    if (rc)
        return rc;
    if (b.l.einde)
        return err_set(e, ERR_CONFLICT, "Deze leeswijzer is niet meer in gebruik.");
    for (size_t i = 0; i < q->form->map.n; i++) { /* "k0", "k1" … */
        struct str naam = q->form->map.at[i].key;

        iets = iets || (naam.n > 1 && naam.p[0] == 'k' && naam.p[1] >= '0' && naam.p[1] <= '9');
    }
    if (!iets)
        wijzervorm_fout(&v, STR("k0"), "Er is van geen enkele kolom iets gezegd; er is niets bewaard.");
    wijzervorm_lees(&v, q->form);
    wijzervorm_toets(&v);
    if (!v.fouten->list.n && lezer_maak(q->a, &b.w, b.h.soort, &l, &fout))
        wijzervorm_fout(&v, STR("k0"), "%s", fout.text);
    lezer_done(l);
    if (v.fouten->list.n && q->format != HTTP_HTML)
        return fouten_zeg(q->a, v.fouten, e);
    if (v.fouten->list.n) {
        een_pagina(q, r, &b, v.fouten);
        return OK;
    }
    doen = (struct bewaar_doen){.nieuw = b.l, .door = wie_dader(q, RECHT_LEVEREN, b.l.partij)};
    doen.nieuw.inhoud = leeswijzer_tekst(q->a, &b.w);
    doen.nieuw.wie = wie_van(q)->naam;
    rc = store_write(o->store, bewaar_schrijf, &doen, e);
    if (!rc)
        r->location = str_fmt(q->a, "/leeswijzers/%lld", (long long)doen.id);
    return rc;
}

static int verwijder_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct leeswijzer_bewaard l;
    struct dader door;
    struct conn *c;
    int64_t id;
    int rc = pagina_nummer(q, "een leeswijzer", &id, e);

    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = leeswijzer_bij_id(c, q->a, id, &l, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, l.partij, e);
    store_return(o->store, c); /* what follows lends its own */
    if (!rc) {
        door = wie_dader(q, RECHT_LEVEREN, l.partij);
        rc = leeswijzer_verwijder(o->store, &door, id, wie_van(q)->naam, e);
    }
    if (!rc)
        r->location = STR("/leeswijzers");
    return rc;
}

static const struct http_param lijst_params[] = {
    {"alles", "ja: ook oudere versies en wat niet meer in gebruik is", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param een_params[] = {{"id", "nummer van de leeswijzer", PARAM_PATH, true, false},
                                               {0}};

const struct http_route leeswijzer_routes[] = {
    {"GET", "/leeswijzers", lijst_get, "leveringen", "De leeswijzers die bewaard zijn", ROUTE_STORE,
     lijst_params, .recht = RECHT_LEVEREN},
    {"GET", "/leeswijzers/{id}", een_get, "leeswijzer", "Eén leeswijzer, om te bekijken of te veranderen", 0,
     een_params, .recht = RECHT_LEVEREN},
    {"POST", "/leeswijzers/{id}", een_post, "leeswijzer", "Bewaar een leeswijzer als nieuwe versie", 0,
     een_params, .recht = RECHT_LEVEREN},
    {"POST", "/leeswijzers/{id}/verwijderen", verwijder_post, NULL, "Neem een leeswijzer uit gebruik", 0,
     een_params, .recht = RECHT_LEVEREN},
    {0},
};
