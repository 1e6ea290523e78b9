/* SPDX-License-Identifier: EUPL-1.2
 * /regie/opgaven: which there are, and the addresses of one. What stands on its page: dossier_http.c. */
#include "opgave/intern.h"

#include "stuk/stuk.h"
#include "toegang/toegang.h"

struct str opgave_adres(struct arena *a, int64_t id, const char *achter)
{
    return str_fmt(a, "/regie/opgaven/%lld%s", (long long)id, achter);
}

/* ---- the list ---- */

static bool mag_zien(const struct opgave *o, bool redactie)
{
    return redactie || o->staat != OPGAVE_CONCEPT;
}

static int lijst_tabel(struct vel *v, size_t *ret_n, struct err *e)
{
    struct pagina *p = &v->p;
    struct opgave_dossier *o;
    struct doc *t = tabel_maak(p, "opgaven", STR("Per opgave"), STR("Nieuwste bovenaan. Woningen."));
    size_t n, getoond = 0;
    int rc = opgave_dossiers_lees(p->c, p->g, p->a, &o, &n, e);

    tabel_kolom(p, t, "titel", STR("Opgave"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "tot", STR("Tot en met"), STR(""), KOLOM_DATUM, 0, true);
    for (int k = 0; k < OPGAVE_TYPEN; k++)
        tabel_kolom(p, t, opgave_typen[k], str_from(opgave_typen[k]), STR("som"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "doel", STR("Doel van de regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "open", STR("Zienswijzen open"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct opgave_dossier x = o[i];
        struct doc *rij;
        bool redactie = false;

        if (x.o.staat == OPGAVE_CONCEPT) /* no other asks whose it is */
            rc = toegang_mag(p->c, wie_van(p->q), RECHT_REDACTIE, x.o.partij, &redactie, e);
        if (rc || !mag_zien(&x.o, redactie))
            continue;
        getoond++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, x.o.titel, opgave_adres(p->a, x.o.id, ""),
                  x.o.verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, x.o.gebied->naam, STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(opgave_staten[x.o.staat].naam), STR(""), STR(""));
        cel_datum(p, t, rij, x.o.tot);
        for (int k = 0; k < OPGAVE_TYPEN; k++)
            if (opgave_heeft_type(&x, k))
                cel_getal(p, t, rij, x.nu[k], 0, STR(""));
            else
                cel_leeg(p, t, rij, STR("niet in de opgave"));
        cel_tekst(p, t, rij, str_from(opgave_doel_woorden[opgave_bij_doel(&x)]), STR(""), STR(""));
        cel_getal(p, t, rij, (int64_t)x.n_open, 0, STR(""));
    }
    if (!getoond)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen opgave",
                          STR("Een redacteur van de provincie maakt een concept-opgave en brengt haar in "
                              "consultatie. Pas "
                              "dan staat zij hier voor iedereen."),
                          NULL, STR("")));
    tabel_klaar(p, t, "/regie/opgaven");
    blok_tabel(v, blok_bij(v, "alle", STR("Alle opgaven"), STR("")), t);
    *ret_n = getoond;
    return rc;
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct opgave_kader l;
    struct vel v;
    int64_t bij;
    size_t n = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = lijst_tabel(&v, &n, e);
    if (!rc)
        rc = opgave_kader_lees(&v.p, &l, e);
    if (!rc) {
        struct doc *f = blok_feiten(&v, blok_bij(&v, "kader", STR("Het kader"), STR("")));

        vel_titel(&v, STR("Opgaven"),
                  n ? str_fmt(q->a, "Er %s %zu %s met een eigen gang van concept naar besluit.",
                              n == 1 ? "is" : "zijn", n, n == 1 ? "opgave" : "opgaven")
                    : STR("Er is nog geen opgave in voorbereiding."));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Opgaven"), STR(""));
        opgave_kader_feiten(&v, f, &l, NULL);
        if (wie_bereik(wie_van(q), RECHT_REDACTIE, &bij) != BEREIK_GEEN)
            feit_bij(q->a, f, "Doen", STR("Maak een concept-opgave"), STR("/regie/opgaven/nieuw"), STR(""),
                     STR(""));
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

int opgave_van(struct http_req *q, struct vel *v, struct opgave_dossier *ret, struct err *e)
{
    int64_t id;
    bool redactie;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = opgave_dossier_lees(q->conn, v->p.g, q->a, id, ret, e);
    if (!rc)
        rc = toegang_mag(q->conn, wie_van(q), RECHT_REDACTIE, ret->o.partij, &redactie, e);
    if (!rc && !mag_zien(&ret->o, redactie))
        rc = err_set(e, ERR_DENIED,
                     "Deze opgave is nog een concept. U ziet haar zodra de consultatie begint.");
    return rc;
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {
        {"gemaakt", "het concept is bewaard; breng het in consultatie als het klaar is"},
        {"consultatie", "de consultatie is geopend en bekendgemaakt"},
        {"zienswijze", "uw zienswijze is ingediend"},
        {"antwoord", "het antwoord is bewaard"},
        {"verschoven", "de verschuiving is bewaard"},
        {"toets", "de toets is bewaard"},
        {"oordeel", "uw oordeel is bewaard"},
        {"vastgesteld", "de opgave is vastgesteld, en iedereen die haar kreeg ziet dat"},
        {"vervallen", "de opgave is vervallen"}};
    struct opgave_dossier x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = opgave_van(q, &v, &x, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&v, str_from(gedaan[i][1]), STR(""));
    if (!rc)
        rc = opgave_toon(&v, &x, r, e);
    vel_sluit(&v);
    return rc;
}

static int bewijs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct opgave_dossier x;
    struct vel v;
    int64_t nummer = 0, stuk = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = opgave_van(q, &v, &x, e);
    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("zienswijze")), &nummer, e);
    for (size_t i = 0; !rc && i < x.n_zienswijze; i++)
        if (x.zienswijze[i].id == nummer)
            stuk = x.zienswijze[i].stuk;
    if (!rc)
        rc = stuk_geef(q, r, stuk, e);
    vel_sluit(&v);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {{"id", "nummer van de opgave", PARAM_PATH, true, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param bewijs_params[] = {
    {"id", "nummer van de opgave", PARAM_PATH, true, false},
    {"zienswijze", "nummer van de zienswijze", PARAM_PATH, true, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route opgave_routes[] = {
    {"GET", "/regie/opgaven", lijst_get, "regie", "De opgaven, van concept tot besluit", LEEST, lijst_params,
     .recht = RECHT_PARTIJEN},
    {"GET", "/regie/opgaven/{id}", een_get, "regie", "Een opgave met haar gang", LEEST, een_params,
     .recht = RECHT_PARTIJEN},
    {"GET", "/regie/opgaven/{id}/bewijs/{zienswijze}", bewijs_get, NULL, "Het bewijs bij een zienswijze",
     LEEST | ROUTE_GEZIEN, bewijs_params, .recht = RECHT_PARTIJEN},
    {0},
};
