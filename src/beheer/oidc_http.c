/* SPDX-License-Identifier: EUPL-1.2
 * Signing in with an account of one's organisation: to the provider and back, and linking it to an account
 * here. What belongs to one attempt stands in a cookie of this browser alone. */
#include "beheer/aanmelden.h"

#include "base/date.h"
#include "base/num.h"
#include "toegang/oidc.h"

enum { VERDER_MAX = 500 };

static const struct http_param heen_params[] = {
    {"verder", "het adres waar het na het aanmelden heen gaat", PARAM_QUERY, false, false}, {0}};
static const struct http_param terug_params[] = {
    {"code", "van de aanmelddienst", PARAM_QUERY, false, false},
    {"state", "van de aanmelddienst", PARAM_QUERY, false, false},
    {"iss", "van de aanmelddienst", PARAM_QUERY, false, false},
    {"error", "van de aanmelddienst", PARAM_QUERY, false, false},
    {"error_description", "van de aanmelddienst", PARAM_QUERY, false, false},
    {"session_state", "van de aanmelddienst", PARAM_QUERY, false, false},
    {0}};
static const struct http_param link_params[] = {{"sleutel", "uit de link", PARAM_FORM, false, false}, {0}};

/* ---- one attempt ---- */

enum soort { AANMELDEN = 'a', KOPPELEN = 'k', UITNODIGING = 'u' };
/* "geheim.begonnen.soort.bij": bij is, in hex, where to go afterwards, or the secret of the invitation. */
struct poging {
    struct str cookie, bij;
    int64_t begonnen;
    char soort;
};

static struct str naar_hex(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, SIZE_MAX);
    for (size_t i = 0; i < s.n; i++)
        buf_fmt(&b, "%02x", (unsigned char)s.p[i]);
    return buf_str(&b);
}

static int hex_cijfer(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool uit_hex(struct arena *a, struct str s, struct str *ret)
{
    char *p = arena_alloc(a, s.n / 2 + 1);

    for (size_t i = 0; i + 1 < s.n; i += 2) {
        int hoog = hex_cijfer(s.p[i]), laag = hex_cijfer(s.p[i + 1]);

        if (hoog < 0 || laag < 0)
            return false;
        p[i / 2] = (char)(hoog * 16 + laag);
    }
    *ret = (struct str){p, s.n / 2};
    return s.n % 2 == 0 && utf8_valid(*ret);
}

static int poging_begin(struct http_req *q, struct http_resp *r, enum soort soort, struct str bij,
                        struct err *e)
{
    struct omgeving *o = q->app;
    char geheim[GEHEIM_HEX + 1];
    struct str cookie;

    if (!o->oidc)
        return err_set(e, ERR_NOT_FOUND, "Aanmelden met een organisatieaccount staat hier niet aan.");
    geheim_maak(geheim);
    cookie = str_fmt(q->a, "%s.%lld.%c.%.*s", geheim, (long long)time_ms(), soort,
                     STR_ARG(naar_hex(q->a, bij.n > VERDER_MAX ? STR("/") : bij)));
    cookie_zet(q, r, COOKIE_AANBIEDER, cookie);
    return oidc_heen(o->oidc, q->a, cookie, &r->location, e);
}

static bool poging_lees(struct http_req *q, struct poging *p)
{
    struct str rest, begonnen, soort;

    p->cookie = cookie_lees(q, COOKIE_AANBIEDER);
    str_cut(p->cookie, '.', &rest);
    begonnen = str_cut(rest, '.', &rest);
    soort = str_cut(rest, '.', &rest);
    if (!num_i64(begonnen, &p->begonnen) || soort.n != 1 || !uit_hex(q->a, rest, &p->bij))
        return false;
    p->soort = soort.p[0];
    return p->begonnen <= time_ms() && time_ms() - p->begonnen < OIDC_DUUR;
}

/* ---- there ---- */

static int heen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return poging_begin(q, r, AANMELDEN, toegang_verder(q->a, doc_get_str(q->query, STR("verder"))), e);
}

/* A page in between: a form may not lead a browser to another site, a link may. */
static int tussen_toon(struct http_req *q, struct http_resp *r, struct str adres, struct err *e)
{
    struct omgeving *o = q->app;
    struct vel b;
    struct doc *blok;
    int rc = vel_open(q, &b, e);

    if (rc)
        return rc;
    vel_titel(
        &b, STR("Ga verder bij uw organisatie"),
        str_fmt(q->a, "U meldt zich aan met %.*s, en komt daarna hier terug.", STR_ARG(oidc_naam(o->oidc))));
    blok = blok_bij(&b, "verder", STR("Naar de aanmelddienst"), STR(""));
    feit_bij(q->a, blok_feiten(&b, blok), "Verder",
             str_fmt(q->a, "Meld u aan met %.*s", STR_ARG(oidc_naam(o->oidc))), adres, STR(""), STR(""));
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

static int koppelen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str adres;
    int rc = poging_begin(q, r, KOPPELEN, STR("/mijn-account?gedaan=gekoppeld"), e);

    adres = r->location;
    r->location = STR("");
    return rc ? rc : tussen_toon(q, r, adres, e);
}

/* Takes an invitation with the organisation's account: no password is chosen here at all. */
static int uitnodiging_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str sleutel = form_tekst(q, "sleutel"), adres;
    struct conn *c;
    int64_t mens;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = eenmalig_lees(c, sleutel, &mens, e);
    store_return(o->store, c);
    if (!rc)
        rc = poging_begin(q, r, UITNODIGING, sleutel, e);
    adres = r->location;
    r->location = STR("");
    return rc ? rc : tussen_toon(q, r, adres, e);
}

/* ---- and back ---- */

struct terug {
    struct http_req *q;
    const struct poging *p;
    struct str state, sub;
    struct mens m;
};

static int gebruik_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct terug *t = ctx;

    return oidc_gebruik(c, t->state, e);
}

/* Whom the subject is here; or, of an attempt to link, from now on. */
static int wie_doe(struct conn *c, void *ctx, struct err *e)
{
    struct terug *t = ctx;
    struct omgeving *o = t->q->app;
    struct dader d = {.soort = DADER_MENS, .waar = t->q->remote};
    int64_t mens = 0;
    int rc = OK;

    if (t->p->soort == AANMELDEN) {
        rc = koppeling_mens(c, oidc_uitgever(o->oidc), t->sub, &mens, e);
    } else {
        if (t->p->soort == KOPPELEN)
            mens = wie_van(t->q)->id;
        else
            rc = eenmalig_gebruik(c, t->p->bij, &mens, e);
        d.id = mens;
        if (!rc)
            rc = koppeling_maak(c, &d, mens, oidc_uitgever(o->oidc), t->sub, e);
        if (!rc)
            rc = mens_mail_gewijzigd(o, c, mens, "Uw account is gekoppeld aan een organisatieaccount.",
                                     d.waar, e);
    }
    if (!rc)
        rc = mens_lees(c, t->q->a, mens, &t->m, e);
    if (!rc && !t->m.actief)
        rc = err_set(e, ERR_NOT_FOUND, "deze gebruiker is buitengesloten");
    return rc;
}

static int terug_doe(struct http_req *q, struct http_resp *r, struct terug *t, struct err *e)
{
    struct omgeving *o = q->app;
    struct oidc_terug x = {.cookie = t->p->cookie,
                           .state = t->state,
                           .code = doc_get_str(q->query, STR("code")),
                           .iss = doc_get_str(q->query, STR("iss"))};
    int rc = OK;

    if (t->p->soort == KOPPELEN && wie_van(q)->soort != WIE_MENS)
        return err_set(e, ERR_DENIED, "u bent intussen afgemeld");
    rc = store_write(o->store, gebruik_doe, t, e);
    if (!rc && doc_get_str(q->query, STR("error")).n)
        rc = err_set(e, ERR_DENIED, "de aanmelddienst brak het aanmelden af");
    if (!rc)
        rc = oidc_terug(o->oidc, q->a, &x, &t->sub, e);
    if (!rc)
        rc = store_write(o->store, wie_doe, t, e);
    if (rc)
        return rc;
    if (t->p->soort == KOPPELEN) {
        r->location = t->p->bij;
        return OK;
    }
    return aanmelden_laat_binnen(q, r, &t->m, oidc_niveau(o->oidc),
                                 t->p->soort == AANMELDEN ? toegang_verder(q->a, t->p->bij) : STR("/"), e);
}

/* Failures count per network only: there is no account that strangers could keep somebody out of. */
static struct str teller(const struct http_req *q)
{
    return str_cat(q->a, STR("aanbieder:"), q->remote);
}

/* What was wrong is told to who may mend it (the log and the trail); who signs in gets what to do. */
static int geweigerd_toon(struct http_req *q, struct http_resp *r, int rc, struct err *e)
{
    struct omgeving *o = q->app;
    struct dader d = {.soort = DADER_BEZOEKER, .waar = q->remote};
    struct vel b;

    rem_mislukt(o->toegang, teller(q), q->remote, STR(""));
    later_spoor(o->toegang, &d, "aanmelden.mislukt", "aanbieder", 0, str_from(e->text));
    rc = vel_open(q, &b, e) ? rc : OK;
    if (rc)
        return rc;
    vel_titel(
        &b, STR("Aanmelden is niet gelukt"),
        str_fmt(q->a, "Wat er misging: %.*s.", STR_ARG(utf8_clip(str_dup(q->a, str_from(e->text)), 300))));
    pagina_kruimel(&b.p, STR("Aanmelden"), STR("/aanmelden"));
    pagina_kruimel(&b.p, STR("Niet gelukt"), STR(""));
    feit_bij(
        q->a,
        blok_feiten(&b, blok_bij(&b, "verder", STR("Wat u kunt doen"),
                                 STR("Probeer het opnieuw. Is uw organisatieaccount hier nog niet gekoppeld? "
                                     "Meld u dan aan met uw wachtwoord en koppel het bij “Mijn account”."))),
        "Verder", STR("Terug naar aanmelden"), STR("/aanmelden"), STR(""), STR(""));
    r->status = 403;
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

static int terug_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct poging p = {0};
    struct terug t = {.q = q, .p = &p, .state = doc_get_str(q->query, STR("state"))};
    int rc;

    if (!o->oidc)
        return err_set(e, ERR_NOT_FOUND, "Aanmelden met een organisatieaccount staat hier niet aan.");
    if (rem_wacht(o->toegang, teller(q), q->remote, STR("")))
        return err_set(e, ERR_DENIED, "Er is net te vaak iets misgegaan bij het aanmelden. Wacht even.");
    if (!poging_lees(q, &p))
        rc = err_set(e, ERR_DENIED,
                     "dit antwoord hoort niet bij een poging van deze browser, of het duurde te lang");
    else if (!oidc_van_hier(q->a, p.cookie, t.state))
        rc = err_set(e, ERR_DENIED, "dit antwoord hoort niet bij een poging van deze browser");
    else
        rc = terug_doe(q, r, &t, e);
    cookie_zet(q, r, COOKIE_AANBIEDER, STR(""));
    if (rc == ERR_NOT_FOUND)
        err_set(e, rc, "dit organisatieaccount hoort hier nog bij niemand");
    return rc ? geweigerd_toon(q, r, rc, e) : OK;
}

/* ---- our keys ---- */

static int jwks_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;

    r->type = "application/json";
    return oidc_openbaar(o->oidc, q->a, &r->body, e);
}

int koppeling_blok(struct vel *b, struct err *e)
{
    struct omgeving *o = b->p.o;
    struct arena *a = b->p.a;
    const struct koppeling *k;
    struct doc *blok, *f;
    size_t n;
    int rc;

    if (!o->oidc)
        return OK;
    rc = koppelingen_lees(b->p.c, a, wie_van(b->p.q)->id, &k, &n, e);
    if (rc)
        return rc;
    if (!n) {
        blok = blok_bij(
            b, "koppelen", STR("Aanmelden via uw organisatie"),
            str_fmt(a, "Koppel %.*s; daarna meldt u zich daarmee aan, zonder wachtwoord van Woonzorg.",
                    STR_ARG(oidc_naam(o->oidc))));
        form_bij(b, blok, STR("/mijn-account/koppelen"), "Koppel mijn organisatieaccount");
        return OK;
    }
    blok = blok_bij(b, "koppelen", STR("Aanmelden via uw organisatie"),
                    str_fmt(a, "Uw account is gekoppeld aan %.*s.", STR_ARG(oidc_naam(o->oidc))));
    f = blok_feiten(b, blok);
    for (size_t i = 0; i < n; i++)
        feit_bij(a, f, "Gekoppeld", time_nl(a, k[i].gemaakt), STR(""),
                 str_fmt(a, "laatst gebruikt op %.*s", STR_ARG(time_nl(a, k[i].gebruikt))), STR(""));
    f = form_bij(b, blok, STR("/mijn-account/ontkoppelen"), "Verbreek de koppeling");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_veld(b, f, "wachtwoord_los", "Uw wachtwoord", "Om zeker te weten dat u het bent.", "is_wachtwoord",
              STR(""));
    return OK;
}

const struct http_route oidc_routes[] = {
    {"GET", "/aanmelden/organisatie", heen_get, "beheer", "Meld aan met een organisatieaccount",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, heen_params, .recht = RECHT_AANMELDEN},
    {"GET", "/aanmelden/terug", terug_get, "beheer", "Terug van de aanmelddienst",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, terug_params, .recht = RECHT_AANMELDEN},
    {"GET", "/aanmelden/sleutels", jwks_get, NULL,
     "De openbare sleutels waarmee wij ons bij de aanmelddienst melden", 0, NULL, .recht = RECHT_AANMELDEN},
    {"POST", "/nieuw-wachtwoord/organisatie", uitnodiging_post, "beheer",
     "Neem een uitnodiging aan met een organisatieaccount", ROUTE_SLOW | ROUTE_NO_STORE_CACHE, link_params,
     .recht = RECHT_AANMELDEN},
    {"POST", "/mijn-account/koppelen", koppelen_post, "beheer", "Koppel een organisatieaccount",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, NULL, .recht = RECHT_EIGEN},
    {0},
};
