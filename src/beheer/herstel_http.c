/* SPDX-License-Identifier: EUPL-1.2
 * Choosing a password by a link that works once, and asking for such a link. What is answered to who asks is
 * the same whether there is an account or not, and so is the work that is done for it. */
#include "beheer/aanmelden.h"

#include "base/date.h"
#include "toegang/oidc.h"

static const struct http_param link_params[] = {{"sleutel", "uit de link", PARAM_QUERY, false, false}, {0}};
static const struct http_param nieuw_params[] = {{"sleutel", "uit de link", PARAM_FORM, false, false},
                                                 {"nieuw", "het nieuwe wachtwoord", PARAM_FORM, false, false},
                                                 {"herhaal", "nog een keer", PARAM_FORM, false, false},
                                                 {0}};

static const struct http_param vraag_params[] = {{"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                                 {0}};
static const struct http_param vergeten_params[] = {{"email", "e-mailadres", PARAM_FORM, false, false}, {0}};

/* ---- choosing a password by a link ---- */

static int link_mens(struct http_req *q, struct str sleutel, struct mens *ret, struct err *e)
{
    struct omgeving *o = q->app;
    struct conn *c;
    int64_t id;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = eenmalig_lees(c, sleutel, &id, e);
    if (!rc)
        rc = mens_lees(c, q->a, id, ret, e);
    store_return(o->store, c);
    return rc;
}

static void nieuw_boom(struct vel *b, const struct mens *m, struct str sleutel)
{
    struct doc *blok, *f;

    vel_titel(b, STR("Kies een wachtwoord"),
              str_fmt(b->p.a, "Welkom, %.*s. U meldt zich straks aan met %.*s.", STR_ARG(m->naam),
                      STR_ARG(m->email)));
    blok = blok_bij(b, "nieuw-wachtwoord", STR("Uw nieuwe wachtwoord"), STR(""));
    f = form_bij(b, blok, STR("/nieuw-wachtwoord"), "Bewaar dit wachtwoord");
    form_verborgen(b, f, "sleutel", sleutel);
    form_veld(b, f, "nieuw", "Nieuw wachtwoord",
              "Minstens 12 tekens. Een paar losse woorden zijn makkelijk te onthouden en moeilijk te raden.",
              "is_nieuw", STR(""));
    form_veld(b, f, "herhaal", "Nog een keer", NULL, "is_nieuw", STR(""));
    if (!b->p.o->oidc)
        return;
    blok = blok_bij(
        b, "organisatie", STR("Liever zonder wachtwoord?"),
        str_fmt(b->p.a, "Gebruik %.*s, dan kiest u hier geen wachtwoord.", STR_ARG(oidc_naam(b->p.o->oidc))));
    f = form_bij(b, blok, STR("/nieuw-wachtwoord/organisatie"), "Gebruik mijn organisatieaccount");
    form_verborgen(b, f, "sleutel", sleutel);
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str sleutel = doc_get_str(q->query, STR("sleutel"));
    struct mens m;
    struct vel b;
    int rc = link_mens(q, sleutel, &m, e);

    if (rc)
        return rc;
    voor_zet(q, r);
    rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    nieuw_boom(&b, &m, sleutel);
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

struct nieuw {
    struct http_req *q;
    struct str sleutel;
    char som[WACHTWOORD_SOM];
};

static int nieuw_doe(struct conn *c, void *ctx, struct err *e)
{
    struct nieuw *n = ctx;
    struct dader d = {.soort = DADER_MENS, .waar = n->q->remote};
    int rc = eenmalig_gebruik(c, n->sleutel, &d.id, e);

    if (!rc)
        rc = mens_wachtwoord_zet(c, &d, d.id, str_from(n->som), 0, e);
    return rc ? rc
              : mens_mail_gewijzigd(n->q->app, c, d.id, "Er is een wachtwoord gekozen met een link.",
                                    n->q->remote, e);
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str wachtwoord = doc_get_str(q->form, STR("nieuw")), fout;
    struct nieuw n = {.q = q, .sleutel = form_tekst(q, "sleutel")};
    struct mens m;
    struct vel b;
    int rc = link_mens(q, n.sleutel, &m, e);

    if (!rc)
        rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    fout = wachtwoord_keur(q->a, wachtwoord, m.email, m.naam);
    if (fout.n)
        vel_fout(&b, "nieuw", fout);
    else if (!str_eq(wachtwoord, doc_get_str(q->form, STR("herhaal"))))
        vel_fout(&b, "herhaal", STR("Dit is niet hetzelfde als hierboven."));
    if (b.fout.n) {
        nieuw_boom(&b, &m, n.sleutel);
        rc = vel_klaar(&b, r, e);
        vel_sluit(&b);
        return rc;
    }
    vel_sluit(&b);
    rc = wachtwoord_maak(wachtwoord, n.som, e);
    if (!rc)
        rc = store_write(o->store, nieuw_doe, &n, e);
    if (!rc)
        r->location = STR("/aanmelden?gedaan=wachtwoord");
    return rc;
}

/* ---- asking for a link ---- */

static void vergeten_boom(struct vel *b)
{
    struct doc *blok, *f;

    vel_titel(
        b, STR("Wachtwoord vergeten"),
        post_stand(b->p.o) == POST_UIT
            ? STR("Deze installatie verstuurt geen mail. Vraag de coördinator van uw organisatie, of de "
                  "beheerder, om een link.")
            : STR("U krijgt een mail met een link. Daarmee kiest u een nieuw wachtwoord."));
    pagina_kruimel(&b->p, STR("Aanmelden"), STR("/aanmelden"));
    pagina_kruimel(&b->p, STR("Wachtwoord vergeten"), STR(""));
    if (post_stand(b->p.o) == POST_UIT)
        return;
    blok = blok_bij(b, "vergeten", STR("Vraag een link aan"), STR(""));
    f = form_bij(b, blok, STR("/wachtwoord-vergeten"), "Stuur mij een link");
    form_veld(b, f, "email", "E-mailadres", "Het adres waarmee u zich aanmeldt.", "is_email", STR(""));
}

static int vergeten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel b;
    int rc;

    voor_zet(q, r);
    rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    if (str_is(doc_get_str(q->query, STR("gedaan")), "gevraagd"))
        vel_gelukt(
            &b, STR("als dit adres hier een account heeft, is er een mail onderweg"),
            STR("De link in die mail werkt een half uur. Kreeg u niets? Kijk bij de ongewenste mail, of "
                "vraag de coördinator van uw organisatie."));
    vergeten_boom(&b);
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

/* Only noted here; the thread of its own looks whether there is such an account. Each request counts as a
 * failure does, so that nobody's mailbox is filled. */
static int vergeten_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str email = email_net(q->a, utf8_clip(form_tekst(q, "email"), 250)),
               naam = str_cat(q->a, STR("herstel:"), email);
    int64_t wacht = rem_wacht(o->toegang, naam, q->remote, STR(""));
    struct vel b;
    int rc;

    if (post_stand(o) == POST_UIT)
        return err_set(e, ERR_CONFLICT,
                       "Deze installatie verstuurt geen mail. Vraag de beheerder om een link.");
    if (!wacht && email_goed(email)) {
        rem_mislukt(o->toegang, naam, q->remote, STR(""));
        later_herstel(o->toegang, email, q->remote);
        r->location = STR("/wachtwoord-vergeten?gedaan=gevraagd");
        return OK;
    }
    rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    if (wacht) {
        vel_fout(&b, "email", STR("Hier is net al vaak om gevraagd. Wacht even en probeer het opnieuw."));
        r->status = 429;
    } else {
        vel_fout(&b, "email", STR("Dit is geen e-mailadres."));
    }
    vergeten_boom(&b);
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

const struct http_route herstel_routes[] = {
    {"GET", "/wachtwoord-vergeten", vergeten_get, "beheer", "Vraag een link aan voor een nieuw wachtwoord",
     ROUTE_NO_STORE_CACHE, vraag_params, .recht = RECHT_AANMELDEN},
    {"POST", "/wachtwoord-vergeten", vergeten_post, "beheer", "Stuur een link voor een nieuw wachtwoord",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, vergeten_params, .recht = RECHT_AANMELDEN},
    {"GET", "/nieuw-wachtwoord", nieuw_get, "beheer", "Kies een wachtwoord met een link",
     ROUTE_NO_STORE_CACHE, link_params, .recht = RECHT_AANMELDEN},
    {"POST", "/nieuw-wachtwoord", nieuw_post, "beheer", "Bewaar het gekozen wachtwoord",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, nieuw_params, .recht = RECHT_AANMELDEN},
    {0},
};
