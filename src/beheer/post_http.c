/* SPDX-License-Identifier: EUPL-1.2
 * Mail for the beheerder: what was sent, what waits and why, and, where mail is shown instead of sent, what
 * would have been in it. */
#include "beheer/beheer.h"

#include "base/date.h"
#include "post/post.h"

static const struct http_param lijst_params[] = {
    {"voor", "alleen berichten voor dit nummer", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {{"id", "nummer van het bericht", PARAM_PATH, true, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param opnieuw_params[] = {{"id", "nummer van het bericht", PARAM_PATH, true, false},
                                                   {0}};

static const char *const status_woord[] = {"wacht", "verstuurd", "getoond", "mislukt"};

static struct str stand_zin(struct vel *b, const struct post_bericht *p, size_t n)
{
    size_t wacht = 0, mislukt = 0;

    for (size_t i = 0; i < n; i++) {
        wacht += p[i].status == BERICHT_WACHT;
        mislukt += p[i].status == BERICHT_MISLUKT;
    }
    if (post_stand(b->p.o) == POST_UIT)
        return STR(
            "Deze installatie verstuurt geen mail: links geeft u zelf door. Hoe u mail aanzet, staat in "
            "de handleiding voor beheer.");
    if (post_stand(b->p.o) == POST_TOON)
        return STR("Deze installatie verstuurt geen mail, maar laat hier zien wat zij verstuurd zou hebben.");
    return str_fmt(b->p.a, "Van de laatste %zu berichten %s er %zu en %s er %zu mislukt.", n,
                   wacht == 1 ? "wacht" : "wachten", wacht, mislukt == 1 ? "is" : "zijn", mislukt);
}

static void lijst_tabel(struct vel *b, const struct post_bericht *v, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "berichten", STR("Berichten, de nieuwste eerst"), STR(""));

    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "aan", STR("Aan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gemaakt", STR("Gemaakt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, v[i].onderwerp, str_fmt(p->a, "/post/%lld", (long long)v[i].id), STR(""));
        cel_tekst(p, t, rij, v[i].aan, STR(""), STR(""));
        cel_tekst(p, t, rij, time_nl(p->a, v[i].gemaakt), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(status_woord[v[i].status]), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen mail",
                          STR("Hier komt te staan wat wordt verstuurd: uitnodigingen, links voor een nieuw "
                              "wachtwoord en herinneringen."),
                          NULL, STR("")));
    tabel_klaar(p, t, "/post");
    blok_tabel(b, blok_bij(b, "lijst", STR("Berichten"), STR("")), t);
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str voor = doc_get_str(q->query, STR("voor"));
    const struct post_bericht *v;
    struct vel b;
    int64_t vanaf = 0;
    size_t n;
    int rc = vel_open(q, &b, e);

    if (!rc && voor.n)
        rc = nummer_van(voor, &vanaf, e);
    if (!rc)
        rc = post_lijst(q->conn, q->a, vanaf, &v, &n, e);
    if (!rc) {
        vel_titel(&b, STR("Mail"), stand_zin(&b, v, n));
        pagina_kruimel(&b.p, STR("Mijn account"), STR("/mijn-account"));
        pagina_kruimel(&b.p, STR("Mail"), STR(""));
        lijst_tabel(&b, v, n);
        if (n == 200)
            feit_bij(q->a, blok_feiten(&b, blok_bij(&b, "ouder", STR("Oudere berichten"), STR(""))), "Verder",
                     STR("Berichten van daarvoor"), str_fmt(q->a, "/post?voor=%lld", (long long)v[n - 1].id),
                     STR(""), STR(""));
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

static int bericht_van(struct http_req *q, struct post_bericht *ret, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    return rc ? rc : post_lees(q->conn, q->a, id, ret, e);
}

/* The text as it would be read, a paragraph a line. */
static void tekst_blok(struct vel *b, const struct post_bericht *m)
{
    struct doc *blok = blok_bij(b, "tekst", STR("Wat erin staat"), STR(""));
    struct str rest = m->tekst, regel;

    while (rest.n) {
        regel = str_trim(str_cut(rest, '\n', &rest));
        if (regel.n && !str_is(regel, "--"))
            blok_punt(b, blok, regel);
    }
}

static void een_boom(struct vel *b, const struct post_bericht *m)
{
    struct arena *a = b->p.a;
    struct doc *f;

    vel_titel(b, m->onderwerp, STR(""));
    pagina_kruimel(&b->p, STR("Mail"), STR("/post"));
    pagina_kruimel(&b->p, m->onderwerp, STR(""));
    f = blok_feiten(b, blok_bij(b, "gegevens", STR("Gegevens"), STR("")));
    feit_bij(a, f, "Aan", m->aan, STR(""), STR(""), STR(""));
    feit_bij(a, f, "Gemaakt", time_nl(a, m->gemaakt), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Stand", str_from(status_woord[m->status]), STR(""), STR(""), STR(""));
    if (m->verstuurd)
        feit_bij(a, f, "Geëindigd", time_nl(a, m->verstuurd), STR(""), STR(""), STR(""));
    else if (m->pogingen)
        feit_bij(a, f, "Volgende poging", time_nl(a, m->volgende), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Pogingen", str_fmt(a, "%d", m->pogingen), STR(""), STR(""), STR(""));
    if (m->fout.n)
        feit_bij(a, f, "Waarom het niet lukte", m->fout, STR(""), STR(""), STR(""));
    if (str_is(m->object, "mens") && m->object_id)
        feit_bij(a, f, "Gebruiker", STR("Naar deze gebruiker"),
                 str_fmt(a, "/mensen/%lld", (long long)m->object_id), STR(""), STR(""));
    if (m->tekst.n)
        tekst_blok(b, m);
    if (m->status == BERICHT_MISLUKT)
        form_bij(b, blok_bij(b, "opnieuw", STR("Opnieuw proberen"), STR("")),
                 str_fmt(a, "/post/%lld/opnieuw", (long long)m->id), "Verstuur opnieuw");
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct post_bericht m;
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = bericht_van(q, &m, e);
    if (!rc && str_is(doc_get_str(q->query, STR("gedaan")), "opnieuw"))
        vel_gelukt(&b, STR("het bericht wordt opnieuw geprobeerd"), STR(""));
    if (!rc) {
        een_boom(&b, &m);
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

struct opnieuw {
    struct http_req *q;
    int64_t id;
};

static int opnieuw_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct opnieuw *x = ctx;
    struct dader d = wie_dader(x->q, RECHT_BEHEER, 0);
    int rc = post_opnieuw(c, x->id, e);

    return rc ? rc : spoor_schrijf(c, &d, &(struct daad){"post.opnieuw", "bericht", x->id, NULL, NULL}, e);
}

static int opnieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct opnieuw x = {.q = q};
    struct post_bericht m = {0};
    int rc = bericht_van(q, &m, e);

    x.id = m.id;
    if (!rc)
        rc = vel_schrijf(NULL, q, opnieuw_doe, &x, e);
    if (!rc)
        r->location = str_fmt(q->a, "/post/%lld?gedaan=opnieuw", (long long)x.id);
    return rc;
}

const struct http_route post_routes[] = {
    {"GET", "/post", lijst_get, "beheer", "Mail: wat is verstuurd en wat wacht",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, lijst_params, .recht = RECHT_BEHEER},
    {"GET", "/post/{id}", een_get, "beheer", "Een bericht", ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN,
     een_params, .recht = RECHT_BEHEER},
    {"POST", "/post/{id}/opnieuw", opnieuw_post, NULL, "Probeer een mislukt bericht opnieuw",
     ROUTE_STORE | ROUTE_SLOW, opnieuw_params, .recht = RECHT_BEHEER},
    {0},
};
