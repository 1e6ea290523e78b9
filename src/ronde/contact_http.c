/* SPDX-License-Identifier: EUPL-1.2
 * Contacts of a ronde: who they are, their links, invitations and reminders. A reminder goes only to who has
 * not submitted, and nobody gets one for a ronde that is not open. */
#include "ronde/gast.h"
#include "ronde/volg.h"
#include "toegang/mens.h"

#include <string.h>

static const struct http_param contact_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"contact_partij", "nummer van de organisatie", PARAM_FORM, false, false},
    {"contact_naam", "naam van de contactpersoon", PARAM_FORM, false, false},
    {"contact_email", "e-mailadres", PARAM_FORM, false, false},
    {"contact_mag", "inzien, invullen of indienen", PARAM_FORM, false, false},
    {0}};
static const struct http_param intrek_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"contact_weg", "nummer van het contact", PARAM_FORM, false, false},
    {0}};
static const struct http_param code_params[] = {{"code", "de code van de ronde", PARAM_PATH, true, false},
                                                {0}};

/* ---- on the page of the ronde ---- */

static void contact_form(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *f = form_bij(b, blok_bij(b, "contact", STR("Een contactpersoon toevoegen"), STR("")),
                             str_fmt(p->a, "/rondes/%.*s/contacten", STR_ARG(r->code)), "Voeg toe"),
               *k = form_veld(b, f, "contact_partij", "Van welke organisatie?", NULL, "is_keuze", STR(""));

    for (size_t i = 0; i < n; i++)
        optie_bij(p->a, k, str_fmt(p->a, "%lld", (long long)s[i].doel.partij_id), s[i].doel.naam,
                  form_tekst(p->q, "contact_partij"));
    form_veld(b, f, "contact_naam", "Naam", NULL, "is_tekst", STR(""));
    form_veld(b, f, "contact_email", "E-mailadres", NULL, "is_email", STR(""));
    form_vrij(b, f);
    k = form_veld(b, f, "contact_mag", "Wat mag deze persoon?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, k, STR("indienen"), STR("invullen en indienen"), form_tekst(p->q, "contact_mag"));
    optie_bij(p->a, k, STR("invullen"), STR("invullen"), form_tekst(p->q, "contact_mag"));
    optie_bij(p->a, k, STR("inzien"), STR("alleen bekijken"), form_tekst(p->q, "contact_mag"));
}

static struct str mag_tekst(const struct ronde_contact *k)
{
    return k->mag == MAG_INZIEN     ? STR("bekijken")
           : k->mag == MAG_INVULLEN ? STR("invullen")
                                    : STR("invullen en indienen");
}

static void contacten_tabel(struct vel *b, struct doc *blok, const struct ronde_contact *k, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "contacten-lijst", STR("Contactpersonen"), STR(""));

    tabel_kolom(p, t, "contact", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "organisatie", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "email", STR("E-mail"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "mag", STR("Mag"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "berichten", STR("Berichten"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, k[i].naam, STR(""),
                  k[i].ingetrokken ? STR("ingetrokken")
                  : k[i].door_id   ? STR("gevraagd door een collega")
                                   : STR(""));
        cel_tekst(p, t, rij, k[i].partij_naam, STR(""), STR(""));
        cel_tekst(p, t, rij, k[i].email.n ? k[i].email : STR("–"), STR(""), STR(""));
        cel_tekst(p, t, rij,
                  k[i].deel.n
                      ? str_fmt(p->a, "%.*s, deel %.*s", STR_ARG(mag_tekst(&k[i])), STR_ARG(k[i].deel))
                      : mag_tekst(&k[i]),
                  STR(""), STR(""));
        cel_getal(p, t, rij, k[i].berichten, 0, STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen contactpersonen",
                          STR("Voeg ze hieronder toe, of neem ze over van de organisaties."), NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

static int berichten_tabel(struct vel *b, struct doc *blok, const struct ronde *r, struct err *e)
{
    struct pagina *p = &b->p;
    struct ronde_bericht *x = NULL;
    struct doc *t;
    size_t n = 0;
    int rc = berichten_lees(p->c, p->a, r->id, &x, &n, e);

    if (rc || !n)
        return rc;
    t = tabel_maak(p, "berichten-lijst", STR("Berichten"), STR(""));
    tabel_kolom(p, t, "wanneer", STR("Wanneer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "aan", STR("Aan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "hoe", STR("Hoe"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, time_nl(p->a, x[i].moment), STR(""), STR(""));
        cel_tekst(p, t, rij, str_fmt(p->a, "%.*s, %.*s", STR_ARG(x[i].contact), STR_ARG(x[i].partij)),
                  STR(""), STR(""));
        cel_tekst(p, t, rij, x[i].onderwerp, STR(""), STR(""));
        cel_tekst(p, t, rij, str_is(x[i].hoe, "verstuurd") ? STR("verstuurd") : STR("getoond om te kopiëren"),
                  STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    return OK;
}

int contacten_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n, struct err *e)
{
    struct pagina *p = &b->p;
    struct ronde_contact *k = NULL;
    struct doc *blok, *f, *keuzes;
    size_t n_k = 0;
    int rc = contacten_lees(p->c, p->a, r->id, 0, &k, &n_k, e);

    if (rc)
        return rc;
    blok = blok_bij(b, "contacten", STR("Wie vullen in"), STR(""));
    contacten_tabel(b, blok, k, n_k);
    rc = berichten_tabel(b, blok, r, e);
    contact_form(b, r, s, n);
    if (rc || !n_k)
        return rc;
    f = form_bij(b,
                 blok_bij(b, "intrekken", STR("Links intrekken"),
                          STR("Wat iemand invulde blijft staan; de links werken niet meer.")),
                 str_fmt(p->a, "/rondes/%.*s/contacten/intrekken", STR_ARG(r->code)), "Trek in");
    DOC_SET_BOOL(p->a, f, "is_gevaar", true);
    keuzes = form_veld(b, f, "contact_weg", "Van wie?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < n_k; i++)
        if (!k[i].ingetrokken)
            optie_bij(p->a, keuzes, str_fmt(p->a, "%lld", (long long)k[i].id),
                      str_fmt(p->a, "%.*s, %.*s", STR_ARG(k[i].naam), STR_ARG(k[i].partij_naam)), STR(""));
    return OK;
}

/* ---- changing ---- */

struct werk {
    struct http_req *q;
    const struct ronde *r;
    const char *soort;
    struct ronde_contact k;
    struct brief *brief;
    size_t n;       /* letters made; contacts taken over */
    size_t vandaag; /* were reminded today, and are not once more */
};

static int contact_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_RONDE, 0);
    struct respons x;
    int rc = respons_lees(c, w->q->a, w->r->id, w->k.partij_id, &x, e);

    return rc ? rc : contact_maak(c, &d, &w->k, e);
}

static int contact_post(struct http_req *q, struct http_resp *resp, struct err *e)
{
    struct str mag = form_tekst(q, "contact_mag");
    struct werk w = {.q = q};
    struct ronde r;
    struct vel b;
    int rc = volg_open(q, &r, e);

    if (!rc)
        rc = nummer_van(form_tekst(q, "contact_partij"), &w.k.partij_id, e);
    if (rc)
        return rc;
    w.r = &r;
    w.k.ronde_id = r.id;
    w.k.naam = form_tekst(q, "contact_naam");
    w.k.email = form_tekst(q, "contact_email");
    w.k.deel = STR("");
    w.k.mag = str_is(mag, "inzien") ? MAG_INZIEN : str_is(mag, "invullen") ? MAG_INVULLEN : MAG_INDIENEN;
    volg_vel(q, &b);
    if (!w.k.naam.n || w.k.naam.n > RONDE_TEKST_MAX)
        vel_fout(&b, "contact_naam", STR("Vul een naam in, met hoogstens 200 tekens."));
    else if (w.k.email.n && !email_goed(email_net(q->a, w.k.email)))
        vel_fout(&b, "contact_email", STR("Dit is geen e-mailadres."));
    if (b.fout.n)
        return volg_toon(&b, &r, resp, e);
    rc = vel_schrijf(NULL, q, contact_doe, &w, e);
    if (!rc)
        resp->location = str_fmt(q->a, "/rondes/%.*s?gedaan=contact", STR_ARG(r.code));
    return rc;
}

static int intrek_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_RONDE, 0);

    return contact_trek_in(c, &d, w->r->id, w->k.id, e);
}

static int intrek_post(struct http_req *q, struct http_resp *resp, struct err *e)
{
    struct werk w = {.q = q};
    struct ronde r;
    int rc = volg_open(q, &r, e);

    w.r = &r;
    if (!rc)
        rc = nummer_van(form_tekst(q, "contact_weg"), &w.k.id, e);
    if (!rc)
        rc = vel_schrijf(NULL, q, intrek_doe, &w, e);
    if (!rc)
        resp->location = str_fmt(q->a, "/rondes/%.*s?gedaan=ingetrokken", STR_ARG(r.code));
    return rc;
}

/* Who stands with an organisation becomes a contact of the ronde, where it has none yet. */
static int overnemen_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct arena *a = w->q->a;
    struct dader d = wie_dader(w->q, RECHT_RONDE, 0);
    struct ronde_stap *s = NULL;
    size_t n = 0;
    int rc = ronde_stappen(c, a, w->r->id, &s, &n, e);

    w->n = 0;
    for (size_t i = 0; !rc && i < n; i++) {
        const struct partij_contact *k = NULL;
        size_t n_k = 0;

        if (s[i].contacten)
            continue;
        rc = partij_contacten(c, a, s[i].doel.partij_id, &k, &n_k, e);
        for (size_t j = 0; !rc && j < n_k; j++) {
            struct ronde_contact x = {.ronde_id = w->r->id,
                                      .partij_id = s[i].doel.partij_id,
                                      .naam = k[j].naam,
                                      .email = k[j].email,
                                      .deel = STR(""),
                                      .mag = MAG_INDIENEN};

            rc = contact_maak(c, &d, &x, e);
            w->n += !rc;
        }
    }
    return rc;
}

static int overnemen_post(struct http_req *q, struct http_resp *resp, struct err *e)
{
    struct werk w = {.q = q};
    struct ronde r;
    int rc = volg_open(q, &r, e);

    w.r = &r;
    if (!rc)
        rc = vel_schrijf(NULL, q, overnemen_doe, &w, e);
    if (!rc)
        resp->location = str_fmt(q->a, "/rondes/%.*s?gedaan=%s", STR_ARG(r.code), w.n ? "over" : "niemand");
    return rc;
}

/* ---- mails ---- */

static bool krijgt(const struct werk *w, const struct ronde_contact *k, const struct ronde_stap *s)
{
    if (k->ingetrokken || k->mag == MAG_INZIEN || str_is(s->stand, "ingediend"))
        return false;
    return strcmp(w->soort, "uitnodiging") ? k->berichten > 0 : !k->berichten;
}

static int brieven_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct arena *a = w->q->a;
    struct ronde_stap *s = NULL;
    struct ronde_contact *k = NULL;
    struct brief_weg weg = {post_stand(w->q->app) == POST_AAN, w->q->origin};
    size_t n = 0, n_k = 0;
    int rc = ronde_stappen(c, a, w->r->id, &s, &n, e);

    if (!rc)
        rc = contacten_lees(c, a, w->r->id, 0, &k, &n_k, e);
    w->n = w->vandaag = 0;
    w->brief = ARENA_ARRAY(a, struct brief, n_k + 1);
    for (size_t i = 0; !rc && i < n_k; i++)
        for (size_t j = 0; !rc && j < n; j++)
            if (s[j].doel.partij_id != k[i].partij_id || !krijgt(w, &k[i], &s[j]))
                continue;
            else if (!strcmp(w->soort, "herinnering") && k[i].herinnerd &&
                     time_date(k[i].herinnerd) == date_today())
                w->vandaag++; /* the page was loaded again, or a colleague did it */
            else
                rc = brief_maak(c, a, w->r, &k[i], w->soort, &weg, &w->brief[w->n++], e);
    return rc;
}

static void brief_toon(struct vel *b, const struct brief *x, size_t i)
{
    struct arena *a = b->p.a;
    struct doc *blok = blok_bij(b, str_cstr(a, str_fmt(a, "bericht-%zu", i)),
                                str_fmt(a, "Aan %.*s", STR_ARG(x->partij)), STR(""));
    struct doc *f = blok_feiten(b, blok);

    feit_bij(a, f, "Aan", x->aan.n ? x->aan : STR("geen e-mailadres bekend"), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Onderwerp", x->onderwerp, STR(""), STR(""), STR(""));
    if (x->tekst.n)
        blok_brief(b, blok, x->tekst);
}

/* What came of writing to people. What was not sent is shown once: of a link only a sum is kept. */
static struct str brieven_zin(struct arena *a, size_t n, size_t verstuurd, size_t vandaag)
{
    if (!n)
        return vandaag ? STR("Er ging niets uit.") : STR("Er was niemand om te schrijven.");
    if (verstuurd == n)
        return str_fmt(a, "%zu bericht%s gemaakt, %zu verstuurd.", n, n == 1 ? "" : "en", verstuurd);
    return str_fmt(a,
                   "%zu bericht%s gemaakt, %zu verstuurd. Kopieer wat hieronder staat en stuur het zelf: een "
                   "link is maar één keer te zien.",
                   n, n == 1 ? "" : "en", verstuurd);
}

static int brieven_post(struct http_req *q, struct http_resp *resp, const char *soort, struct err *e)
{
    struct werk w = {.q = q, .soort = soort};
    size_t verstuurd = 0;
    struct ronde r;
    struct vel b;
    int rc = volg_open(q, &r, e);

    if (!rc && ronde_nu(&r, time_ms()) != RONDE_OPEN)
        rc = err_set(e, ERR_CONFLICT, "De ronde is niet open; open haar voor u iemand schrijft.");
    if (rc)
        return rc;
    w.r = &r;
    rc = vel_schrijf(NULL, q, brieven_doe, &w, e);
    if (rc)
        return rc;
    volg_vel(q, &b);
    pagina_kruimel(&b.p, STR("Rondes"), STR("/rondes"));
    pagina_kruimel(&b.p, r.titel, str_fmt(q->a, "/rondes/%.*s", STR_ARG(r.code)));
    for (size_t i = 0; i < w.n; i++)
        verstuurd += w.brief[i].verstuurd;
    vel_titel(&b, strcmp(soort, "uitnodiging") ? STR("Herinneringen") : STR("Uitnodigingen"),
              brieven_zin(q->a, w.n, verstuurd, w.vandaag));
    if (w.vandaag)
        vel_let_op(
            &b,
            str_fmt(q->a, "%zu contactperso%s vandaag al herinnerd", w.vandaag,
                    w.vandaag == 1 ? "on is" : "nen zijn"),
            STR("Wie vandaag een herinnering kreeg, krijgt er vandaag niet nog een. Morgen kan het weer."));
    feit_bij(q->a, blok_feiten(&b, blok_bij(&b, "verder", STR("Daarna"), STR(""))), "Volgende stap",
             STR("volg de ronde"), str_fmt(q->a, "/rondes/%.*s", STR_ARG(r.code)),
             STR("wie begonnen is, wie heeft ingediend, en wie u kunt herinneren"), STR(""));
    DOC_SET_INT(q->a, b.p.boom, "berichten", (int64_t)w.n);
    for (size_t i = 0; i < w.n; i++) /* all of them: a link that is not shown now is lost */
        if (!w.brief[i].verstuurd)
            brief_toon(&b, &w.brief[i], i + 1);
    resp->template = "beheer";
    return vel_klaar(&b, resp, e);
}

static int uitnodigen_post(struct http_req *q, struct http_resp *resp, struct err *e)
{
    return brieven_post(q, resp, "uitnodiging", e);
}

static int herinneren_post(struct http_req *q, struct http_resp *resp, struct err *e)
{
    return brieven_post(q, resp, "herinnering", e);
}

const struct http_route contact_routes[] = {
    {"POST", "/rondes/{code}/contacten", contact_post, "beheer", "Voegt een contactpersoon toe",
     ROUTE_STORE | ROUTE_SLOW, contact_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/contacten/intrekken", intrek_post, NULL, "Trekt de links van een contact in",
     ROUTE_STORE | ROUTE_SLOW, intrek_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/contacten/overnemen", overnemen_post, NULL,
     "Neemt de contactpersonen van organisaties over", ROUTE_STORE | ROUTE_SLOW, code_params,
     .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/uitnodigen", uitnodigen_post, "beheer", "Nodigt uit wie nog geen bericht kreeg",
     ROUTE_STORE | ROUTE_SLOW, code_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/herinneren", herinneren_post, "beheer", "Herinnert wie nog niet heeft ingediend",
     ROUTE_STORE | ROUTE_SLOW, code_params, .recht = RECHT_RONDE},
    {0},
};
