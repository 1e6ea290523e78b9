/* SPDX-License-Identifier: EUPL-1.2
 * Signing in with e-mail and password, the second step, and signing out. Every answer to a wrong attempt is
 * the same, whatever was wrong. */
#include "beheer/aanmelden.h"

#include "base/date.h"
#include "toegang/oidc.h"

static const struct http_param verder_params[] = {
    {"verder", "het adres waar het na het aanmelden heen gaat", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param aanmelden_params[] = {
    {"email", "e-mailadres", PARAM_FORM, false, false},
    {"wachtwoord", "wachtwoord", PARAM_FORM, false, false},
    {"verder", "het adres waar het na het aanmelden heen gaat", PARAM_FORM, false, false},
    {0}};
static const struct http_param code_params[] = {
    {"code", "code van de app, of een herstelcode", PARAM_FORM, false, false},
    {"verder", "het adres waar het na het aanmelden heen gaat", PARAM_FORM, false, false},
    {0}};
void voor_zet(struct http_req *q, struct http_resp *r)
{
    char geheim[GEHEIM_HEX + 1];

    if (q->form_key.n)
        return;
    geheim_maak(geheim);
    cookie_zet(q, r, COOKIE_VOOR, str_dup(q->a, str_from(geheim)));
    q->form_key = geheim_formulier(q->a, str_dup(q->a, str_from(geheim)));
}

static struct str verder_bij(struct arena *a, const char *adres, struct str verder)
{
    struct buf b;

    if (str_is(verder, "/"))
        return str_from(adres);
    buf_init(&b, a, 8000);
    buf_fmt(&b, "%s?verder=", adres);
    for (size_t i = 0; i < verder.n; i++) {
        unsigned char c = (unsigned char)verder.p[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' ||
            c == '-')
            buf_char(&b, (char)c);
        else
            buf_fmt(&b, "%%%02X", c);
    }
    return buf_str(&b);
}

/* ---- the first step ---- */

static void demo_tabel(struct vel *b)
{
    struct pagina *p = &b->p;
    struct doc *blok, *t;

    blok = blok_bij(
        b, "demo", STR("Accounts van de demo"),
        str_fmt(p->a,
                "In deze demo is er voor elke rol een account, en ook van een corporatie en een "
                "zorgaanbieder. Buiten de demo werkt de rol beheerder pas met "
                "een tweede stap, een code van een app op uw telefoon; hier wordt die niet gevraagd, zodat u "
                "alles kunt proberen. Het wachtwoord is steeds: %s",
                DEMO_WACHTWOORD));
    t = tabel_maak(p, "demo-accounts", STR("Wie u kunt zijn"), STR(""));
    tabel_kolom(p, t, "email", STR("E-mailadres"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Wie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "organisatie", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "rol", STR("Rol"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wat", STR("Wat die kan"), STR(""), KOLOM_TEKST, 0, false);
    for (const struct demo_mens *m = demo_mensen; m->email; m++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_from(m->email), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(m->naam), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(m->organisatie), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(rollen[m->rol].naam), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(rollen[m->rol].uitleg), STR(""), STR(""));
    }
    DOC_SET_BOOL(p->a, t, "heeft_rijen", true);
    blok_tabel(b, blok, t);
}

static void aanmelden_boom(struct vel *b, struct str verder)
{
    struct doc *blok, *f;

    vel_titel(b, STR("Meld u aan"),
              STR("Voor wie aanlevert, toeziet of beheert. Om te lezen hoeft u zich niet aan te melden."));
    if (b->p.o->oidc)
        feit_bij(b->p.a,
                 blok_feiten(b, blok_bij(b, "organisatie", STR("Aanmelden via uw organisatie"), STR(""))),
                 "Verder", str_fmt(b->p.a, "Meld u aan met %.*s", STR_ARG(oidc_naam(b->p.o->oidc))),
                 verder_bij(b->p.a, "/aanmelden/organisatie", verder), STR(""), STR(""));
    blok = blok_bij(b, "aanmelden", STR("Aanmelden met uw wachtwoord"), STR(""));
    f = form_bij(b, blok, STR("/aanmelden"), "Meld aan");
    form_verborgen(b, f, "verder", verder);
    form_veld(b, f, "email", "E-mailadres", NULL, "is_email", STR(""));
    form_veld(
        b, f, "wachtwoord", "Wachtwoord",
        post_stand(b->p.o) == POST_UIT
            ? "Wachtwoord vergeten? Vraag de coördinator van uw organisatie, of de beheerder, om een link."
            : NULL,
        "is_wachtwoord", STR(""));
    if (post_stand(b->p.o) != POST_UIT)
        feit_bij(b->p.a, blok_feiten(b, blok_bij(b, "vergeten", STR("Wachtwoord vergeten?"), STR(""))),
                 "Hulp", STR("Vraag een link aan om een nieuw wachtwoord te kiezen"),
                 STR("/wachtwoord-vergeten"), STR(""), STR(""));
    if (b->p.o->demo)
        demo_tabel(b);
}

static int aanmelden_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str verder = toegang_verder(q->a, doc_get_str(q->query, STR("verder")));
    struct vel b;
    int rc;

    if (wie_van(q)->soort == WIE_MENS) {
        r->location = str_is(verder, "/") ? STR("/mijn-account") : verder;
        return OK;
    }
    voor_zet(q, r);
    rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    if (str_is(doc_get_str(q->query, STR("gedaan")), "wachtwoord"))
        vel_gelukt(&b, STR("uw wachtwoord is gekozen"),
                   STR("Meld u nu aan met uw e-mailadres en dit wachtwoord."));
    if (str_is(doc_get_str(q->query, STR("gedaan")), "afgemeld"))
        vel_gelukt(&b, STR("u bent afgemeld"), STR(""));
    aanmelden_boom(&b, verder);
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

/* Says that an attempt must wait. */
static void te_vaak(struct vel *b, const char *veld, int64_t ms, struct http_resp *r)
{
    int64_t s = (ms + 999) / 1000;

    vel_fout(b, veld,
             str_fmt(b->p.a,
                     "Er is te vaak een verkeerd wachtwoord of een verkeerde code ingevuld. Wacht %lld %s "
                     "en probeer het opnieuw.",
                     (long long)(s < 100 ? s : (s + 59) / 60),
                     s < 100 ? (s == 1 ? "seconde" : "seconden") : "minuten"));
    r->status = 429;
}

struct binnen {
    const struct http_req *q;
    const struct mens *m;
    struct str oud; /* the cookie that was there */
    bool half, sterk;
    int64_t stap;       /* of the code that was given; 0: none */
    struct str herstel; /* the recovery code that was given */
    bool geweigerd;     /* the code had been used meanwhile */
    char geheim[GEHEIM_HEX + 1];
};

/* The session that there was ends, and one with a new secret begins: what somebody planted is worth nothing.
 */
static int binnen_doe(struct conn *c, void *ctx, struct err *e)
{
    struct binnen *x = ctx;
    struct dader d = {.soort = DADER_MENS, .id = x->m->id, .waar = x->q->remote};
    struct sessie oud;
    struct err geen;
    int64_t id;
    bool goed = true;
    int rc = OK;

    if (x->oud.n && !sessie_lees(c, x->q->a, x->oud, &oud, &geen))
        rc = sessie_weg(c, oud.mens, oud.id, 0, e);
    if (!rc && x->stap)
        rc = mens_stap_zet(c, x->m->id, x->stap, &goed, e);
    else if (!rc && x->herstel.n)
        rc = mens_herstelcode_gebruik(c, &d, x->m->id, x->herstel, &goed, e);
    x->geweigerd = !goed;
    if (rc || !goed)
        return rc ? rc : err_set(e, ERR_DATA, "deze code is al gebruikt");
    rc = sessie_maak(c, x->m->id, x->half, x->sterk || x->stap || x->herstel.n, x->q->remote, x->q->agent,
                     x->geheim, &id, e);
    if (!rc && !x->half)
        rc = spoor_schrijf(c, &d, &(struct daad){"aanmelden.gelukt", "mens", x->m->id, NULL, NULL}, e);
    return rc;
}

static int binnen_laat(struct http_req *q, struct http_resp *r, struct binnen *x, struct str verder,
                       struct err *e)
{
    struct omgeving *o = q->app;
    int rc;

    x->q = q;
    x->oud = cookie_lees(q, COOKIE_SESSIE);
    rc = store_write(o->store, binnen_doe, x, e);
    if (rc)
        return rc;
    cookie_zet(q, r, COOKIE_SESSIE, str_dup(q->a, str_from(x->geheim)));
    if (x->half) {
        r->location = verder_bij(q->a, "/aanmelden/code", verder);
        return OK;
    }
    cookie_zet(q, r, COOKIE_VOOR, STR(""));
    cookie_zet(q, r, COOKIE_TOESTEL, rem_toestel(o->toegang, q->a, x->m->email));
    r->location = str_is(verder, "/") ? STR("/mijn-account") : verder;
    return OK;
}

int aanmelden_laat_binnen(struct http_req *q, struct http_resp *r, const struct mens *m, bool sterk,
                          struct str verder, struct err *e)
{
    return binnen_laat(q, r, &(struct binnen){.m = m, .half = m->geheim.n && !sterk, .sterk = sterk}, verder,
                       e);
}

static int mens_zoek(struct http_req *q, struct str email, struct mens *ret, struct err *e)
{
    struct omgeving *o = q->app;
    struct conn *c;
    int rc = store_read(o->store, &c, e);

    *ret = (struct mens){0};
    if (rc)
        return rc;
    rc = mens_bij_email(c, q->a, email, ret, e);
    store_return(o->store, c);
    if (rc == ERR_NOT_FOUND)
        rc = OK;
    if (!rc && !o->demo && str_ends(email, STR(DEMO_DOMEIN))) /* everyone knows their password */
        *ret = (struct mens){0};
    return rc;
}

static void mislukt(struct http_req *q, struct str email, int64_t mens)
{
    struct omgeving *o = q->app;
    struct dader d = {.soort = DADER_BEZOEKER, .waar = q->remote};

    rem_mislukt(o->toegang, email, q->remote, cookie_lees(q, COOKIE_TOESTEL));
    later_spoor(o->toegang, &d, "aanmelden.mislukt", "mens", mens, STR(""));
}

static int aanmelden_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str email = email_net(q->a, utf8_clip(form_tekst(q, "email"), 250)),
               verder = toegang_verder(q->a, form_tekst(q, "verder")),
               toestel = cookie_lees(q, COOKIE_TOESTEL);
    struct mens m;
    struct vel b;
    int64_t wacht = rem_wacht(o->toegang, email, q->remote, toestel);
    bool klopt = false;
    int rc = vel_open(q, &b, e);

    if (!rc && !wacht) {
        rc = mens_zoek(q, email, &m, e);
        if (!rc) {
            klopt = wachtwoord_klopt(doc_get_str(q->form, STR("wachtwoord")),
                                     m.actief && m.wachtwoord.n ? m.wachtwoord : STR(""));
            if (klopt) {
                rem_gelukt(o->toegang, email, q->remote, toestel);
                rc = binnen_laat(q, r, &(struct binnen){.m = &m, .half = m.geheim.n > 0}, verder, e);
                vel_sluit(&b);
                return rc;
            }
            mislukt(q, email, m.id);
            vel_fout(&b, "email", STR("Dit e-mailadres en wachtwoord horen niet bij elkaar."));
        }
    } else if (!rc) {
        te_vaak(&b, "email", wacht, r);
    }
    if (!rc) {
        aanmelden_boom(&b, verder);
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

/* ---- the second step ---- */

static void code_boom(struct vel *b, struct str verder)
{
    struct doc *blok, *f;

    vel_titel(b, STR("Nog één stap"),
              STR("Tot hier klopt het. Vul nu de code in die de app op uw telefoon toont."));
    blok = blok_bij(b, "tweede", STR("De code van uw app"), STR(""));
    f = form_bij(b, blok, STR("/aanmelden/code"), "Meld aan");
    form_verborgen(b, f, "verder", verder);
    form_veld(b, f, "code", "Code",
              "Zes cijfers. Heeft u uw telefoon niet bij u, vul dan een van uw herstelcodes in.", "is_code",
              STR(""));
}

/* The mens who gave the right password in this browser; ERR_NOT_FOUND when there is none. */
static int half_lees(struct http_req *q, struct mens *ret, struct err *e)
{
    struct omgeving *o = q->app;
    struct sessie s;
    struct conn *c;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = sessie_lees(c, q->a, cookie_lees(q, COOKIE_SESSIE), &s, e);
    if (!rc && !s.half)
        rc = ERR_NOT_FOUND;
    if (!rc)
        rc = mens_lees(c, q->a, s.mens, ret, e);
    store_return(o->store, c);
    return rc;
}

static int code_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str verder = toegang_verder(q->a, doc_get_str(q->query, STR("verder")));
    struct mens m;
    struct vel b;
    int rc = half_lees(q, &m, e);

    if (rc == ERR_NOT_FOUND) {
        r->location = verder_bij(q->a, "/aanmelden", verder);
        return OK;
    }
    voor_zet(q, r);
    if (!rc)
        rc = vel_open(q, &b, e);
    if (rc)
        return rc;
    code_boom(&b, verder);
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

/* A recovery code as it is kept: without spaces and dashes, in small letters. */
static struct str herstel_net(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 64);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '-')
            buf_char(&b, s.p[i]);
    return str_lower(a, buf_str(&b));
}

/* A code that was right but used before: somebody may have looked over a shoulder, so its owner is told. */
static int hergebruik_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct binnen *x = ctx;
    struct dader d = {.soort = DADER_BEZOEKER, .waar = x->q->remote};
    int rc =
        spoor_schrijf(c, &d, &(struct daad){"aanmelden.code_hergebruikt", "mens", x->m->id, NULL, NULL}, e);

    return rc ? rc
              : mens_mail_gewijzigd(
                    x->q->app, c, x->m->id,
                    "Er is geprobeerd om met uw wachtwoord aan te melden, met een code van uw app "
                    "die al gebruikt was. Dat is geweigerd.",
                    x->q->remote, e);
}

static int code_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str verder = toegang_verder(q->a, form_tekst(q, "verder")),
               code = utf8_clip(form_tekst(q, "code"), 60), naam;
    struct mens m;
    struct vel b;
    struct binnen x = {.m = &m};
    int64_t wacht;
    int rc = half_lees(q, &m, e);

    if (rc == ERR_NOT_FOUND) {
        r->location = verder_bij(q->a, "/aanmelden", verder);
        return OK;
    }
    if (rc)
        return rc;
    naam = str_fmt(q->a, "code:%lld", (long long)m.id); /* counted apart from passwords */
    wacht = rem_wacht(o->toegang, naam, q->remote, STR(""));
    rc = vel_open(q, &b, e);
    if (!rc && wacht) {
        te_vaak(&b, "code", wacht, r);
    } else if (!rc) {
        x.stap = code_klopt(m.geheim, code, m.stap, time_ms());
        if (!x.stap)
            x.herstel = herstel_net(q->a, code);
        if (x.stap || x.herstel.n == 16) {
            rc = binnen_laat(q, r, &x, verder, e);
            if (!rc) {
                rem_gelukt(o->toegang, naam, q->remote, STR(""));
                vel_sluit(&b);
                return OK;
            }
            rc = x.geweigerd ? OK : rc;
        }
        if (!rc && (x.geweigerd ? x.stap > 0 : code_klopt(m.geheim, code, 0, time_ms()) > 0))
            rc = store_write(o->store, hergebruik_doe, &(struct binnen){.q = q, .m = &m}, e);
        if (!rc) {
            mislukt(q, naam, m.id);
            vel_fout(&b, "code",
                     STR("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het "
                         "opnieuw."));
        }
    }
    if (!rc) {
        code_boom(&b, verder);
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

/* ---- signing out ---- */

static int afmelden_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct http_req *q = ctx;
    const struct wie *w = wie_van(q);
    struct dader d = wie_dader(q, RECHT_EIGEN, 0);
    int rc = sessie_weg(c, w->id, w->sessie, 0, e);

    return rc ? rc : spoor_schrijf(c, &d, &(struct daad){"afmelden", "mens", w->id, NULL, NULL}, e);
}

static int afmelden_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    int rc = store_write(o->store, afmelden_doe, q, e);

    if (rc)
        return rc;
    cookie_zet(q, r, COOKIE_SESSIE, STR(""));
    r->location = STR("/aanmelden?gedaan=afgemeld");
    return OK;
}

const struct http_route aanmelden_routes[] = {
    {"GET", "/aanmelden", aanmelden_get, "beheer", "Meld u aan", ROUTE_NO_STORE_CACHE, verder_params,
     .recht = RECHT_AANMELDEN},
    {"POST", "/aanmelden", aanmelden_post, "beheer", "Meld aan met e-mail en wachtwoord",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, aanmelden_params, .recht = RECHT_AANMELDEN},
    {"GET", "/aanmelden/code", code_get, "beheer", "De tweede stap van het aanmelden", ROUTE_NO_STORE_CACHE,
     verder_params, .recht = RECHT_AANMELDEN},
    {"POST", "/aanmelden/code", code_post, "beheer", "Meld aan met de code van de tweede stap",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, code_params, .recht = RECHT_AANMELDEN},
    {"POST", "/afmelden", afmelden_post, NULL, "Meld af", ROUTE_SLOW, NULL, .recht = RECHT_EIGEN},
    {0},
};
