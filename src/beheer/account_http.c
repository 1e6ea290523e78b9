/* SPDX-License-Identifier: EUPL-1.2
 * The own account: who one is and where, password, second step, sessions. */
#include "beheer/aanmelden.h"

#include "base/date.h"
#include "beheer/qr.h"
#include "regie/weekbericht.h"
#include "toegang/oidc.h"

static const struct http_param gedaan_params[] = {
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param wachtwoord_params[] = {
    {"huidig", "het huidige wachtwoord", PARAM_FORM, false, false},
    {"nieuw", "het nieuwe wachtwoord", PARAM_FORM, false, false},
    {"herhaal", "nog een keer", PARAM_FORM, false, false},
    {0}};
static const struct http_param tweede_params[] = {
    {"geheim", "het geheim dat in de app staat", PARAM_FORM, false, false},
    {"code", "de code die de app toont", PARAM_FORM, false, false},
    {0}};
static const struct http_param uit_params[] = {{"wachtwoord_uit", "het wachtwoord", PARAM_FORM, false, false},
                                               {0}};
static const struct http_param los_params[] = {{"wachtwoord_los", "het wachtwoord", PARAM_FORM, false, false},
                                               {0}};
static const struct http_param weekbericht_params[] = {
    {"wil", "of u het weekbericht wilt: ja of nee", PARAM_FORM, false, false}, {0}};
static const struct http_param sessie_params[] = {
    {"sessie", "nummer van een sessie, of “andere”", PARAM_FORM, false, false},
    {"wachtwoord_sessie", "het wachtwoord", PARAM_FORM, false, false},
    {0}};

/* ---- the page ---- */

static void wie_blok(struct vel *b, const struct mens *m)
{
    struct arena *a = b->p.a;
    const struct wie *w = wie_van(b->p.q);
    struct doc *f = blok_feiten(b, blok_bij(b, "wie", STR("Wie u bent"), STR("")));
    int64_t bij;

    feit_bij(a, f, "Naam", m->naam, STR(""), STR(""), STR(""));
    feit_bij(a, f, "E-mailadres", m->email, STR(""), STR(""), STR(""));
    for (size_t i = 0; i < w->n_rol; i++)
        feit_bij(a, f, rollen[w->rol[i].rol].naam, w->rol[i].naam,
                 wie_bereik(w, RECHT_PARTIJEN, &bij)
                     ? str_fmt(a, "/organisaties/%lld", (long long)w->rol[i].partij)
                     : STR(""),
                 str_from(rollen[w->rol[i].rol].uitleg), STR(""));
    for (size_t i = 0; i < w->n_achter; i++)
        feit_bij(a, f, rollen[w->achter[i].rol].naam, w->achter[i].naam, STR(""),
                 STR("deze rol werkt pas als u met een tweede stap bent aangemeld"), STR(""));
    if (wie_bereik(w, RECHT_LEVEREN, &bij))
        feit_bij(a, f, "Aanleveren", STR("Lever cijfers aan"), STR("/leveringen/nieuw"), STR(""), STR(""));
    if (wie_bereik(w, RECHT_PARTIJEN, &bij))
        feit_bij(a, f, "Organisaties", STR("Wie meedoet, en wie u kunt bellen"), STR("/organisaties"),
                 STR(""), STR(""));
    if (wie_bereik(w, RECHT_SPOOR, &bij))
        feit_bij(a, f, "Spoor", STR("Wat er veranderde, en door wie"), STR("/spoor"), STR(""), STR(""));
    if (wie_bereik(w, RECHT_BEHEER, &bij))
        feit_bij(a, f, "Mensen", STR("Alle gebruikers en hun rollen"), STR("/mensen"), STR(""), STR(""));
    if (wie_bereik(w, RECHT_BEHEER, &bij))
        feit_bij(a, f, "Mail", STR("Wat is verstuurd, en wat wacht"), STR("/post"), STR(""), STR(""));
    feit_bij(a, f, "Uw gegevens", STR("Neem mee wat van u bewaard is"), STR("/mijn-account/gegevens"),
             STR(""), STR(""));
    feit_bij(a, f, "Rechten", STR("Wie wat mag"), STR("/rechten"), STR(""), STR(""));
}

static void wachtwoord_blok(struct vel *b)
{
    struct doc *f = form_bij(
        b, blok_bij(b, "wachtwoord", STR("Wachtwoord"), STR("Op andere apparaten wordt u daarna afgemeld.")),
        STR("/mijn-account/wachtwoord"), "Bewaar het nieuwe wachtwoord");

    form_veld(b, f, "huidig", "Huidig wachtwoord", NULL, "is_wachtwoord", STR(""));
    form_veld(b, f, "nieuw", "Nieuw wachtwoord", "Minstens 12 tekens.", "is_nieuw", STR(""));
    form_veld(b, f, "herhaal", "Nog een keer", NULL, "is_nieuw", STR(""));
}

/* "ABCD EFGH …": as people copy it. */
static struct str in_vieren(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < s.n; i++) {
        if (i && i % 4 == 0)
            buf_char(&b, ' ');
        buf_char(&b, s.p[i]);
    }
    return buf_str(&b);
}

static void tweede_blok(struct vel *b, const struct mens *m, int64_t codes, struct str geheim)
{
    struct arena *a = b->p.a;
    struct doc *blok, *f;
    char vers[33];

    if (m->geheim.n) {
        blok = blok_bij(b, "tweede-stap", STR("Tweede stap bij het aanmelden"),
                        str_fmt(a, "Staat aan. U heeft nog %lld herstelcodes.", (long long)codes));
        f = form_bij(b, blok, STR("/mijn-account/tweede-stap-uit"), "Zet de tweede stap uit");
        DOC_SET_BOOL(a, f, "is_gevaar", true);
        form_veld(b, f, "wachtwoord_uit", "Uw wachtwoord", "Om zeker te weten dat u het bent.",
                  "is_wachtwoord", STR(""));
        return;
    }
    if (!geheim.n) {
        code_geheim(vers);
        geheim = str_dup(a, str_from(vers));
    }
    blok = blok_bij(b, "tweede-stap", STR("Tweede stap bij het aanmelden"),
                    STR("Staat uit. Met een tweede stap is uw wachtwoord alleen niet genoeg om binnen te "
                        "komen: een app op "
                        "uw telefoon (een authenticator) toont dan steeds een nieuwe code. Voeg daarin een "
                        "account toe: richt de camera op "
                        "de code hieronder, neem de sleutel over, of open de link op uw telefoon."));
    DOC_SET_STR(a, blok, "beeld",
                qr_svg(a, code_adres(a, geheim, m->email, STR("Woonzorg")),
                       STR("QR-code met de sleutel die hieronder ook als tekst staat")));
    blok_punt(b, blok, in_vieren(a, geheim));
    blok_punt(b, blok, code_adres(a, geheim, m->email, STR("Woonzorg")));
    f = form_bij(b, blok, STR("/mijn-account/tweede-stap"), "Zet de tweede stap aan");
    form_verborgen(b, f, "geheim", geheim);
    form_veld(b, f, "code", "De code die de app nu toont", "Zes cijfers.", "is_code", STR(""));
}

static int sessies_blok(struct vel *b, const struct mens *m, struct err *e)
{
    struct pagina *p = &b->p;
    const struct wie *w = wie_van(p->q);
    const struct sessie *s;
    struct doc *blok, *t, *f, *keuzes;
    size_t n;
    int rc = sessies_lees(p->c, p->a, w->id, &s, &n, e);

    if (rc)
        return rc;
    blok = blok_bij(b, "sessies", STR("Waar u bent aangemeld"),
                    STR("Een sessie eindigt na een half uur zonder gebruik, en in elk geval na twaalf uur."));
    t = tabel_maak(p, "sessies", STR("Uw sessies"), STR(""));
    tabel_kolom(p, t, "sinds", STR("Sinds"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gezien", STR("Laatst gebruikt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "vanwaar", STR("Adres"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "programma", STR("Programma"), STR(""), KOLOM_TEKST, 0, false);
    f = form_bij(b, blok, STR("/mijn-account/sessies"), "Beëindig");
    keuzes = form_veld(b, f, "sessie", "Welke sessie wilt u beëindigen?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, keuzes, STR("andere"), STR("alle andere dan deze"), STR("andere"));
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, time_nl(p->a, s[i].begin), STR(""),
                  s[i].id == w->sessie ? STR("deze") : STR(""));
        cel_tekst(p, t, rij, time_nl(p->a, s[i].gezien), STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].adres, STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].programma.n ? s[i].programma : STR("onbekend"), STR(""), STR(""));
        optie_bij(p->a, keuzes, str_fmt(p->a, "%lld", (long long)s[i].id),
                  str_fmt(p->a, "sinds %.*s%s", STR_ARG(time_nl(p->a, s[i].begin)),
                          s[i].id == w->sessie ? " (deze)" : ""),
                  STR("andere"));
    }
    if (m->wachtwoord.n) /* who came by a provider may have none */
        form_veld(b, f, "wachtwoord_sessie", "Uw wachtwoord", "Om zeker te weten dat u het bent.",
                  "is_wachtwoord", STR(""));
    DOC_SET_BOOL(p->a, t, "heeft_rijen", n > 0);
    blok_tabel(b, blok, t);
    return OK;
}

/* Somebody has a role that does not work yet: what to do about it. */
static void tweede_nodig(struct vel *b, const struct mens *m)
{
    if (!wie_van(b->p.q)->n_achter)
        return;
    vel_let_op(b, STR("Nog één stap voor uw rol"),
               m->geheim.n
                   ? STR("U bent aangemeld zonder de tweede stap. Meld u af en weer aan, met de code van uw "
                         "app; daarna werkt uw rol.")
                   : STR("Deze installatie vraagt van uw rol een tweede stap bij het aanmelden. Zet die "
                         "hieronder aan; daarna werkt uw rol meteen."));
}

/* The weekly mail: whether it comes, and the way to change that. */
static int weekbericht_blok(struct vel *b, struct err *e)
{
    struct doc *f;
    bool wil;
    int rc = weekbericht_wil(b->p.q->conn, wie_van(b->p.q)->id, &wil, e);

    if (rc)
        return rc;
    f = form_bij(
        b,
        blok_bij(b, "weekbericht", STR("Weekbericht"),
                 wil ? STR("U krijgt op maandag een mail met wat aandacht vraagt van uw organisatie, als er "
                           "iets nieuws is. Een herinnering aan een stuk staat daar los van.")
                     : STR("U krijgt geen weekbericht. Wat aandacht vraagt staat op Regie → Signalen.")),
        STR("/mijn-account/weekbericht"), wil ? "Stuur mij geen weekbericht" : "Stuur mij het weekbericht");
    form_verborgen(b, f, "wil", wil ? STR("nee") : STR("ja"));
    return OK;
}

static int account_boom(struct vel *b, const struct mens *m, struct str geheim, struct err *e)
{
    struct doc *blok;
    int64_t codes = 0;
    int rc = mens_herstelcodes_n(b->p.c, m->id, &codes, e);

    if (rc)
        return rc;
    vel_titel(b, STR("Mijn account"), STR(""));
    pagina_kruimel(&b->p, STR("Mijn account"), STR(""));
    tweede_nodig(b, m);
    wie_blok(b, m);
    if (!m->geheim.n && wie_van(b->p.q)->n_achter)
        tweede_blok(b, m, codes, geheim);
    blok = blok_bij(b, "afmelden", STR("Afmelden"), STR(""));
    form_bij(b, blok, STR("/afmelden"), "Meld af");
    wachtwoord_blok(b);
    if (m->geheim.n || !wie_van(b->p.q)->n_achter)
        tweede_blok(b, m, codes, geheim);
    rc = koppeling_blok(b, e);
    if (!rc)
        rc = weekbericht_blok(b, e);
    return rc ? rc : sessies_blok(b, m, e);
}

static int account_toon(struct http_req *q, struct http_resp *r, struct vel *b, struct str geheim,
                        struct err *e)
{
    struct mens m;
    int rc = mens_lees(q->conn, q->a, wie_van(q)->id, &m, e);

    if (!rc)
        rc = account_boom(b, &m, geheim, e);
    if (!rc)
        rc = vel_klaar(b, r, e);
    return rc;
}

static int account_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str gedaan = doc_get_str(q->query, STR("gedaan"));
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc && str_is(gedaan, "wachtwoord"))
        vel_gelukt(&b, STR("uw nieuwe wachtwoord is bewaard"), STR("Op andere apparaten bent u afgemeld."));
    else if (!rc && str_is(gedaan, "uit"))
        vel_gelukt(&b, STR("de tweede stap staat uit"), STR(""));
    else if (!rc && str_is(gedaan, "gekoppeld"))
        vel_gelukt(&b, STR("uw organisatieaccount is gekoppeld"),
                   STR("U meldt zich er voortaan mee aan, met één klik."));
    else if (!rc && str_is(gedaan, "los"))
        vel_gelukt(&b, STR("de koppeling is verbroken"), STR(""));
    else if (!rc && str_is(gedaan, "weekbericht"))
        vel_gelukt(&b, STR("uw keuze is bewaard"), STR(""));
    else if (!rc && str_is(gedaan, "sessie"))
        vel_gelukt(&b, STR("de sessie is beëindigd"), STR(""));
    if (!rc)
        rc = account_toon(q, r, &b, STR(""), e);
    vel_sluit(&b);
    return rc;
}

/* ---- changing ---- */

struct wijzig {
    struct http_req *q;
    char som[WACHTWOORD_SOM];
    struct str geheim;
    struct str codes[HERSTELCODES];
    size_t n_codes;
    int64_t stap, sessie;
    int (*doe)(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e);
};

static int wijzig_doe(struct conn *c, void *ctx, struct err *e)
{
    struct wijzig *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_EIGEN, 0);

    return w->doe(c, w, &d, e);
}

/* Is it really the one who signed in? Slowed down as signing in is. */
static int zelf_keur(struct http_req *q, struct vel *b, const char *veld, bool *ret, struct err *e)
{
    struct omgeving *o = q->app;
    const struct wie *w = wie_van(q);
    struct mens m;
    int64_t wacht = rem_wacht(o->toegang, w->email, q->remote, STR(""));
    int rc;

    *ret = false;
    if (wacht) {
        vel_fout(b, veld,
                 STR("Er is te vaak een verkeerd wachtwoord ingevuld. Wacht even en probeer het opnieuw."));
        return OK;
    }
    rc = mens_lees(q->conn, q->a, w->id, &m, e);
    if (rc)
        return rc;
    *ret = wachtwoord_klopt(doc_get_str(q->form, str_from(veld)), m.wachtwoord);
    if (*ret)
        return OK;
    rem_mislukt(o->toegang, w->email, q->remote, STR(""));
    vel_fout(b, veld, STR("Dit is niet uw huidige wachtwoord."));
    return OK;
}

static int wachtwoord_zet(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e)
{
    int rc = mens_wachtwoord_zet(c, d, d->id, str_from(w->som), wie_van(w->q)->sessie, e);

    return rc ? rc : mens_mail_gewijzigd(w->q->app, c, d->id, "Uw wachtwoord is veranderd.", d->waar, e);
}

static int wachtwoord_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct wie *wie = wie_van(q);
    struct str nieuw = doc_get_str(q->form, STR("nieuw")),
               fout = wachtwoord_keur(q->a, nieuw, wie->email, wie->naam);
    struct wijzig w = {.q = q, .doe = wachtwoord_zet};
    struct vel b;
    bool zelf = false;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = zelf_keur(q, &b, "huidig", &zelf, e);
    if (!rc && fout.n)
        vel_fout(&b, "nieuw", fout);
    else if (!rc && !str_eq(nieuw, doc_get_str(q->form, STR("herhaal"))))
        vel_fout(&b, "herhaal", STR("Dit is niet hetzelfde als hierboven."));
    if (!rc && b.fout.n) {
        rc = account_toon(q, r, &b, STR(""), e);
    } else if (!rc) {
        rc = wachtwoord_maak(nieuw, w.som, e);
        if (!rc)
            rc = vel_schrijf(&b, q, wijzig_doe, &w, e);
        r->location = STR("/mijn-account?gedaan=wachtwoord");
    }
    vel_sluit(&b);
    return rc;
}

static int geheim_zet(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e)
{
    bool goed;
    int rc = mens_geheim_zet(c, d, d->id, w->geheim, w->codes, w->n_codes, e);

    if (!rc && w->stap)
        rc = mens_stap_zet(c, d->id, w->stap, &goed, e);
    if (!rc && w->stap)
        rc = sessie_sterk_zet(c, d->id, wie_van(w->q)->sessie, true, e);
    if (!rc)
        rc = mens_mail_gewijzigd(w->q->app, c, d->id,
                                 w->geheim.n ? "De tweede stap bij het aanmelden staat nu aan."
                                             : "De tweede stap bij het aanmelden staat nu uit.",
                                 d->waar, e);
    return rc;
}

static void codes_maak(struct wijzig *w)
{
    char geheim[GEHEIM_HEX + 1];

    for (w->n_codes = 0; w->n_codes < HERSTELCODES; w->n_codes++) {
        geheim_maak(geheim);
        w->codes[w->n_codes] = str_dup(w->q->a, str_sub(str_from(geheim), 0, 16));
    }
}

/* The only moment at which the recovery codes can be seen. */
static void codes_boom(struct vel *b, const struct wijzig *w)
{
    struct doc *blok, *f;

    vel_titel(b, STR("De tweede stap staat aan"),
              STR("Bewaar deze herstelcodes op een veilige plek. U ziet ze nu voor het laatst."));
    pagina_kruimel(&b->p, STR("Mijn account"), STR("/mijn-account"));
    pagina_kruimel(&b->p, STR("Herstelcodes"), STR(""));
    blok = blok_bij(b, "herstelcodes", STR("Uw herstelcodes"),
                    STR("Met elke code kunt u één keer aanmelden als u uw telefoon niet bij u heeft."));
    for (size_t i = 0; i < w->n_codes; i++)
        blok_punt(b, blok, in_vieren(b->p.a, w->codes[i]));
    f = blok_feiten(b, blok);
    feit_bij(b->p.a, f, "Verder", STR("Terug naar mijn account"), STR("/mijn-account"), STR(""), STR(""));
}

static int tweede_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct wijzig w = {.q = q, .geheim = form_tekst(q, "geheim"), .doe = geheim_zet};
    struct mens m;
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = mens_lees(q->conn, q->a, wie_van(q)->id, &m, e);
    if (!rc && m.geheim.n)
        rc = err_set(e, ERR_CONFLICT, "De tweede stap staat al aan.");
    if (!rc) {
        w.stap = code_klopt(w.geheim, utf8_clip(form_tekst(q, "code"), 20), 0, time_ms());
        if (w.stap) {
            codes_maak(&w);
            rc = vel_schrijf(&b, q, wijzig_doe, &w, e);
            if (!rc) {
                codes_boom(&b, &w);
                rc = vel_klaar(&b, r, e);
            }
        } else {
            char proef[7];

            vel_fout(&b, "code", STR("Deze code klopt niet. Staat de klok van uw telefoon goed?"));
            rc = account_toon(q, r, &b, code_voor(w.geheim, 0, proef) ? w.geheim : STR(""), e);
        }
    }
    vel_sluit(&b);
    return rc;
}

static int uit_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct wijzig w = {.q = q, .geheim = STR(""), .doe = geheim_zet};
    struct vel b;
    bool zelf = false;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = zelf_keur(q, &b, "wachtwoord_uit", &zelf, e);
    if (!rc && !zelf) {
        rc = account_toon(q, r, &b, STR(""), e);
    } else if (!rc) {
        rc = vel_schrijf(&b, q, wijzig_doe, &w, e);
        r->location = STR("/mijn-account?gedaan=uit");
    }
    vel_sluit(&b);
    return rc;
}

static int sessie_eind(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e)
{
    const struct sessie *s;
    size_t n;
    bool er = !w->sessie;
    int rc = sessies_lees(c, w->q->a, d->id, &s, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        er = er || s[i].id == w->sessie;
    if (!rc && !er)
        rc = err_set(e, ERR_NOT_FOUND, "Deze sessie is er niet meer.");
    if (!rc)
        rc = sessie_weg(c, d->id, w->sessie, w->sessie ? 0 : wie_van(w->q)->sessie, e);

    return rc ? rc : spoor_schrijf(c, d, &(struct daad){"sessie.beeindigd", "mens", d->id, NULL, NULL}, e);
}

static int weekbericht_zet(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e)
{
    return weekbericht_wil_zet(c, d, d->id, str_is(form_tekst(w->q, "wil"), "ja"), e);
}

static int weekbericht_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct wijzig w = {.q = q, .doe = weekbericht_zet};
    struct str wil = form_tekst(q, "wil");
    int rc =
        str_is(wil, "ja") || str_is(wil, "nee") ? OK : err_set(e, ERR_DATA, "zeg of u het wilt: ja of nee");

    if (!rc)
        rc = vel_schrijf(NULL, q, wijzig_doe, &w, e);
    if (!rc)
        r->location = STR("/mijn-account?gedaan=weekbericht");
    return rc;
}

static int sessies_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str welke = form_tekst(q, "sessie");
    struct wijzig w = {.q = q, .doe = sessie_eind};
    struct mens m;
    struct vel b;
    bool zelf = false;
    int rc = vel_open(q, &b, e);

    if (!rc && !str_is(welke, "andere"))
        rc = nummer_van(welke, &w.sessie, e);
    if (!rc)
        rc = mens_lees(q->conn, q->a, wie_van(q)->id, &m, e);
    if (!rc && m.wachtwoord.n)
        rc = zelf_keur(q, &b, "wachtwoord_sessie", &zelf, e);
    if (!rc && m.wachtwoord.n && !zelf) {
        rc = account_toon(q, r, &b, STR(""), e);
    } else if (!rc) {
        rc = vel_schrijf(&b, q, wijzig_doe, &w, e);
        r->location = w.sessie == wie_van(q)->sessie ? STR("/aanmelden") : STR("/mijn-account?gedaan=sessie");
    }
    vel_sluit(&b);
    return rc;
}

static int los_zet(struct conn *c, struct wijzig *w, const struct dader *d, struct err *e)
{
    int rc = koppeling_weg(c, d, d->id, e);

    return rc ? rc
              : mens_mail_gewijzigd(w->q->app, c, d->id,
                                    "De koppeling met uw organisatieaccount is verbroken.", d->waar, e);
}

static int los_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct wijzig w = {.q = q, .doe = los_zet};
    struct mens m;
    struct vel b;
    bool zelf = false;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = mens_lees(q->conn, q->a, wie_van(q)->id, &m, e);
    if (!rc && !m.wachtwoord.n)
        rc = err_set(e, ERR_CONFLICT,
                     "U heeft hier geen wachtwoord: zonder organisatieaccount komt u er niet meer in. "
                     "Vraag eerst een link aan om een wachtwoord te kiezen.");
    if (!rc)
        rc = zelf_keur(q, &b, "wachtwoord_los", &zelf, e);
    if (!rc && !zelf) {
        rc = account_toon(q, r, &b, STR(""), e);
    } else if (!rc) {
        rc = vel_schrijf(&b, q, wijzig_doe, &w, e);
        r->location = STR("/mijn-account?gedaan=los");
    }
    vel_sluit(&b);
    return rc;
}

const struct http_route account_routes[] = {
    {"GET", "/mijn-account", account_get, "beheer", "Uw account: wachtwoord, tweede stap en sessies",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, gedaan_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/wachtwoord", wachtwoord_post, "beheer", "Kies een nieuw wachtwoord",
     ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE, wachtwoord_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/tweede-stap", tweede_post, "beheer", "Zet de tweede stap van het aanmelden aan",
     ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE, tweede_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/tweede-stap-uit", uit_post, "beheer", "Zet de tweede stap uit",
     ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE, uit_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/ontkoppelen", los_post, "beheer",
     "Verbreek de koppeling met een organisatieaccount", ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE,
     los_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/sessies", sessies_post, "beheer", "Beëindig een sessie",
     ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE, sessie_params, .recht = RECHT_EIGEN},
    {"POST", "/mijn-account/weekbericht", weekbericht_post, NULL, "Wil ik het weekbericht?", ROUTE_SLOW,
     weekbericht_params, .recht = RECHT_EIGEN},
    {0},
};
