/* SPDX-License-Identifier: EUPL-1.2
 * The page that says what is kept of people, taking along what is kept of oneself, and removing a person. */
#include "beheer/privacy.h"

#include "doc/json.h"

static const struct http_param geen_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param mens_params[] = {{"id", "nummer van de gebruiker", PARAM_PATH, true, false},
                                                {0}};
static const struct http_param weg_params[] = {
    {"id", "nummer van de gebruiker", PARAM_PATH, true, false},
    {"zeker", "het e-mailadres van de gebruiker, nog een keer", PARAM_FORM, false, false},
    {0}};

static int privacy_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel b;
    struct doc *t, *blok;
    int rc = vel_open(q, &b, e);

    if (rc)
        return rc;
    vel_titel(&b, STR("Privacy"),
              STR("Wie alleen leest, hoeft niets van zichzelf te geven. Van wie zich aanmeldt bewaren wij "
                  "wat hieronder "
                  "staat, en niets anders."));
    pagina_kruimel(&b.p, STR("Privacy"), STR(""));
    t = tabel_maak(&b.p, "bewaard", STR("Wat wij bewaren, waarom en hoe lang"), STR(""));
    tabel_kolom(&b.p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b.p, t, "waarom", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b.p, t, "tot", STR("Hoe lang"), STR(""), KOLOM_TEKST, 0, false);
    for (const struct bewaard *x = bewaard; x->wat; x++) {
        struct doc *rij = tabel_regel(&b.p, t, false);

        cel_tekst(&b.p, t, rij, str_from(x->wat), STR(""), STR(""));
        cel_tekst(&b.p, t, rij, str_from(x->waarom), STR(""), STR(""));
        cel_tekst(&b.p, t, rij, str_from(x->tot), STR(""), STR(""));
    }
    tabel_klaar(&b.p, t, "/privacy");
    blok_tabel(&b, blok_bij(&b, "lijst", STR("Wat wij bewaren"), STR("")), t);
    blok = blok_bij(
        &b, "cookies", STR("Cookies"),
        STR("Alleen wat nodig is om u aangemeld te houden, en om uw browser van die van een vreemde te "
            "onderscheiden. Niets volgt u, en niets komt van een andere website."));
    blok = blok_bij(
        &b, "rechten", STR("Uw gegevens inzien, verbeteren of laten verwijderen"),
        STR("Bij “Mijn account” neemt u alles mee wat van u bewaard is. Om iets te verbeteren of te laten "
            "verwijderen, vraagt u de coördinator van uw organisatie of de beheerder. Wat u veranderde "
            "blijft "
            "in het spoor staan, onder een nummer in plaats van uw naam."));
    if (b.p.o->contact_mail.n)
        feit_bij(q->a, blok_feiten(&b, blok), "Vragen", b.p.o->contact_mail, STR(""), STR(""), STR(""));
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

static int gegevens_geef(struct http_req *q, struct http_resp *r, int64_t mens, struct err *e)
{
    struct doc *d;
    struct buf b;
    int rc = mens_gegevens(q->conn, q->a, mens, &d, e);

    if (rc)
        return rc;
    buf_init(&b, q->a, 32 << 20);
    json_write(&b, d, 2);
    if (b.over)
        return err_set(e, ERR_LIMIT,
                       "Er is te veel van deze gebruiker bewaard om in één keer mee te nemen; vraag de "
                       "beheerder van de server om `woonzorg mens gegevens`.");
    r->body = buf_str(&b);
    r->type = "application/json";
    r->filename = STR("woonzorg-gegevens.json");
    return OK;
}

static int eigen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return gegevens_geef(q, r, wie_van(q)->id, e);
}

static int mens_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    return rc ? rc : gegevens_geef(q, r, id, e);
}

struct weg {
    struct http_req *q;
    int64_t id;
};

static int weg_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct weg *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_BEHEER, 0);

    return privacy_verwijder(c, w->q->a, &d, w->id, e);
}

static int weg_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct weg w = {.q = q};
    struct mens m;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &w.id, e);

    if (!rc)
        rc = mens_lees(q->conn, q->a, w.id, &m, e);
    if (!rc && !str_eq(email_net(q->a, form_tekst(q, "zeker")), m.email))
        rc = err_set(e, ERR_DATA,
                     "Vul het e-mailadres van deze gebruiker in, om zeker te weten dat u deze bedoelt.");
    if (!rc)
        rc = vel_schrijf(NULL, q, weg_doe, &w, e);
    if (!rc)
        r->location = str_fmt(q->a, "/mensen/%lld?gedaan=verwijderd", (long long)w.id);
    return rc;
}

const struct http_route privacy_routes[] = {
    {"GET", "/privacy", privacy_get, "beheer", "Wat er van mensen bewaard wordt, waarom en hoe lang",
     ROUTE_STORE, geen_params, .recht = RECHT_PUBLIEK},
    {"GET", "/mijn-account/gegevens", eigen_get, NULL, "Alles wat van u bewaard is",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, NULL, .recht = RECHT_EIGEN},
    {"GET", "/mensen/{id}/gegevens", mens_get, NULL, "Alles wat van een gebruiker bewaard is",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, mens_params, .recht = RECHT_BEHEER},
    {"POST", "/mensen/{id}/verwijderen", weg_post, NULL, "Vergeet wie een gebruiker was",
     ROUTE_STORE | ROUTE_SLOW, weg_params, .recht = RECHT_BEHEER},
    {0},
};
