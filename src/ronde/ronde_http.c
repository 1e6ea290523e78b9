/* SPDX-License-Identifier: EUPL-1.2
 * /rondes: which there are, making one, opening and closing it, and opening the respons of one organisation
 * again. How far they are and whom to write is volg_http.c. */
#include "ronde/maak.h"
#include "ronde/volg.h"
static const struct http_param rondes_params[] = {
    {"vragenlijst", "de vragenlijst die het formulier alvast kiest", PARAM_QUERY, false, false},
    {"kies", "de soort organisaties om uit een lijst te kiezen", PARAM_QUERY, false, false},
    {0}};
static const struct http_param nieuw_params[] = {
    {"ronde_code", "de code van de ronde, zoals inventarisatie-2026; leeg: van de vragenlijst en het jaar",
     PARAM_FORM, false, false},
    {"titel", "hoe de ronde heet", PARAM_FORM, false, false},
    {"vragenlijst", "de code van de vragenlijst", PARAM_FORM, false, false},
    {"peildatum", "de dag waarover de antwoorden gaan", PARAM_FORM, false, false},
    {"opent", "eerste dag", PARAM_FORM, false, false},
    {"sluit", "laatste dag, tot en met 23:59 uur", PARAM_FORM, false, false},
    {"doelgroep", "welke organisaties: een soort, of de lijst eronder", PARAM_FORM, false, false},
    {"lijst", "organisaties, een per regel", PARAM_FORM, false, false},
    {"vorige", "code van een ronde ervoor", PARAM_FORM, false, false},
    {"contact", "wie helpt en heropent", PARAM_FORM, false, false},
    {0}};
static const struct http_param zet_params[] = {{"code", "de code van de ronde", PARAM_PATH, true, false},
                                               {"sluit", "een andere laatste dag", PARAM_FORM, false, false},
                                               {0}};
static const struct http_param heropen_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"waarom", "waarom de respons heropend wordt", PARAM_FORM, false, false},
    {0}};

static const char *const stand_woord[] = {"nog niet open", "open", "gesloten"};

/* ---- the list, with the form for a new one ---- */

static void lijst_blok(struct vel *b, const struct ronde *r, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(b, "lijst", STR("Stand en laatste dag van elke ronde"), STR("")),
               *t = tabel_maak(p, "rondes", STR("Stand en laatste dag van elke ronde"), STR(""));

    tabel_kolom(p, t, "titel", STR("Ronde"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "sluit", STR("Sluit"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, r[i].titel, str_fmt(p->a, "/rondes/%.*s", STR_ARG(r[i].code)),
                  r[i].verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, str_from(stand_woord[ronde_nu(&r[i], time_ms())]), STR(""), STR(""));
        cel_datum(p, t, rij, r[i].peildatum);
        cel_tekst(p, t, rij, time_nl(p->a, r[i].sluit), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen rondes", STR("Zet hieronder de eerste vragenlijst uit."), NULL,
                          STR("")));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

/* What was sent, or what the address asks to begin with. */
static struct str eerste_van(const struct http_req *q, const char *veld)
{
    struct str s = form_tekst(q, veld);

    return s.n ? s : str_trim(doc_get_str(q->query, str_from(veld)));
}

static int keuzes_vul(struct vel *b, struct doc *lijsten, struct doc *doelen, struct err *e)
{
    struct arena *a = b->p.a;
    struct vl_versie *v = NULL;
    size_t n = 0;
    int rc = vragenlijsten_lees(b->p.c, a, &v, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        optie_bij(a, lijsten, v[i].code,
                  str_fmt(a, "%.*s (versie %lld)", STR_ARG(v[i].titel), (long long)v[i].nummer),
                  eerste_van(b->p.q, "vragenlijst"));
    for (const struct partij_soort *s = partij_soorten; !rc && s->code; s++)
        optie_bij(a, doelen, str_from(s->code), str_fmt(a, "Alle organisaties van de soort %s", s->naam),
                  form_tekst(b->p.q, "doelgroep"));
    optie_bij(a, doelen, STR("lijst"), STR("De organisaties die ik hieronder noem of aanvink"),
              form_tekst(b->p.q, "doelgroep").n || !eerste_van(b->p.q, "kies").n
                  ? form_tekst(b->p.q, "doelgroep")
                  : STR("lijst"));
    return rc;
}

enum { LIJST_MAX = 400 }; /* as the help of the list says */

/* The organisations of one soort, to tick: the soort is chosen with a link, so that it works everywhere. */
static int lijst_velden(struct vel *b, struct doc *f, struct err *e)
{
    struct arena *a = b->p.a;
    const struct partij_soort *s = partij_soort_bij(eerste_van(b->p.q, "kies"));
    const struct partij *p = NULL;
    struct doc *l;
    size_t n = 0;
    int rc = s ? partijen_lees(b->p.c, a, str_from(s->code), false, &p, &n, e) : OK;

    if (rc || !s)
        return rc;
    form_verborgen(b, f, "kies", str_from(s->code));
    l = form_veld(b, f, "kiezen", s->meervoud,
                  !n ? "Van deze soort is er geen organisatie. Kies hierboven een andere soort."
                  : n > LIJST_MAX
                      ? "Hier staan de eerste 400. Noem andere in het veld Organisaties hierboven."
                      : "Wat u aanvinkt komt bij wat u hierboven noemt.",
                  "is_vinkjes", STR(""));
    form_vrij(b, f);
    for (size_t i = 0; i < n && i < LIJST_MAX; i++) {
        struct str veld = str_fmt(a, "partij-%lld", (long long)p[i].id);

        vinkje_bij(a, l, veld, p[i].naam, form_tekst(b->p.q, str_cstr(a, veld)).n > 0);
    }
    return OK;
}

/* Links to the same form with a list to tick. */
static void lijst_links(struct vel *b, struct doc *blok)
{
    struct arena *a = b->p.a;
    struct str lijst = eerste_van(b->p.q, "vragenlijst");
    struct doc *f = blok_feiten(b, blok);

    for (const struct partij_soort *s = partij_soorten; s->code; s++)
        feit_bij(a, f, s->meervoud, STR("kies uit een lijst"),
                 str_fmt(a, "/rondes?kies=%s%s%.*s#nieuw-kop", s->code, lijst.n ? "&vragenlijst=" : "",
                         STR_ARG(adres_waarde(a, lijst))),
                 STR(""), STR(""));
}

/* What was named, and what was ticked as its number. */
static struct str lijst_tekst(const struct http_req *q)
{
    struct buf b;

    buf_init(&b, q->a, 8 << 20);
    buf_add(&b, form_tekst(q, "lijst"));
    for (size_t i = 0; q->form && i < q->form->map.n; i++)
        if (str_starts(q->form->map.at[i].key, STR("partij-"))) {
            buf_char(&b, '\n');
            buf_add(&b, str_sub(q->form->map.at[i].key, 7, q->form->map.at[i].key.n));
        }
    return buf_str(&b);
}

static int nieuw_blok(struct vel *b, const struct ronde *r, size_t n, struct err *e)
{
    struct arena *a = b->p.a;
    struct doc *blok = blok_bij(b, "nieuw", STR("Een vragenlijst uitzetten"),
                                STR("De doelgroep ligt daarna vast: daaruit komen de aantallen waarvan een "
                                    "percentage wordt genomen. De ronde gaat pas open als u dat zegt. Wilt u "
                                    "organisaties aanvinken, kies dan eerst hieronder van welke soort.")),
               *f = form_bij(b, blok, STR("/rondes"), "Maak de ronde");
    struct doc *lijsten, *doelen, *vorige;
    int rc;

    lijsten = form_veld(b, f, "vragenlijst", "Welke vragenlijst?", NULL, "is_keuze", STR(""));
    form_veld(b, f, "titel", "Hoe heet de ronde?", "Zo zien de invullers haar.", "is_tekst", STR(""));
    form_veld(b, f, "ronde_code", "Korte naam voor het adres van de pagina",
              "Zoals inventarisatie-2026. Laat u dit leeg, dan wordt het de code van de vragenlijst met het "
              "jaar van de peildatum.",
              "is_tekst", STR(""));
    form_vrij(b, f);
    form_veld(b, f, "peildatum", "Peildatum", "De dag waarover de antwoorden gaan.", "is_datum", STR(""));
    form_veld(b, f, "opent", "Eerste dag", NULL, "is_datum", date_iso(a, date_today()));
    form_veld(b, f, "sluit", "Laatste dag", "Tot en met 23:59 uur.", "is_datum",
              date_iso(a, date_add(date_today(), 42)));
    doelen = form_veld(b, f, "doelgroep", "Wie vult in?", NULL, "is_keuze", STR(""));
    form_veld(b, f, "lijst", "Organisaties",
              "Een per regel: nummer, KvK-nummer, CBS-code of naam (Heerlen mag ook). Alleen als u dat "
              "hierboven koos.",
              "is_lang", STR(""));
    form_vrij(b, f);
    lijst_links(b, blok);
    rc = lijst_velden(b, f, e);
    if (rc)
        return rc;
    vorige = form_veld(b, f, "vorige", "Antwoorden van een ronde ervoor tonen?",
                       "Ze tellen pas als de invuller ze bevestigt.", "is_keuze", STR(""));
    optie_bij(a, vorige, STR(""), STR("nee"), form_tekst(b->p.q, "vorige"));
    for (size_t i = 0; i < n; i++)
        optie_bij(a, vorige, r[i].code, r[i].titel, form_tekst(b->p.q, "vorige"));
    form_veld(b, f, "contact", "Wie helpt, en heropent?",
              "Naam met telefoon of e-mail: dit staat bij de vragenlijst en bij een te laat antwoord.",
              "is_tekst", STR(""));
    return keuzes_vul(b, lijsten, doelen, e);
}

static int rondes_toon(struct vel *b, struct http_resp *r, struct err *e)
{
    struct ronde *alle = NULL;
    size_t n = 0, open = 0;
    int rc = rondes_lees(b->p.c, b->p.a, &alle, &n, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++)
        open += ronde_nu(&alle[i], time_ms()) == RONDE_OPEN;
    vel_titel(b, STR("Rondes"),
              n ? str_fmt(b->p.a, "Er %s %zu ronde%s, waarvan %zu open.", n == 1 ? "is" : "zijn", n,
                          n == 1 ? "" : "s", open)
                : STR("Er is nog geen vragenlijst uitgezet."));
    pagina_kruimel(&b->p, STR("Vragenlijsten"), STR("/vragenlijsten"));
    pagina_kruimel(&b->p, STR("Rondes"), STR(""));
    lijst_blok(b, alle, n);
    rc = nieuw_blok(b, alle, n, e);
    return rc ? rc : vel_klaar(b, r, e);
}

static int rondes_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel b;
    int rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);

    if (rc)
        return rc;
    volg_vel(q, &b);
    return rondes_toon(&b, r, e);
}

/* ---- making one ---- */

static void dag_veld(struct vel *b, const char *veld, date_t *ret)
{
    if (!date_parse(form_tekst(b->p.q, veld), ret))
        vel_fout(b, veld, STR("Vul een datum in, zoals 1-11-2026."));
}

static int nieuw_lees(struct vel *b, struct ronde_opdracht *o, struct err *e)
{
    struct http_req *q = b->p.q;
    struct str soort = form_tekst(q, "doelgroep"), vorige = form_tekst(q, "vorige"), lijst = lijst_tekst(q),
               fout;
    struct ronde oud;
    const char *veld;
    date_t opent = 0, sluit = 0;
    int rc;

    o->ronde = (struct ronde){.code = form_tekst(q, "ronde_code"),
                              .titel = form_tekst(q, "titel"),
                              .contact = form_tekst(q, "contact")};
    dag_veld(b, "peildatum", &o->ronde.peildatum);
    dag_veld(b, "opent", &opent);
    dag_veld(b, "sluit", &sluit);
    if (!form_tekst(q, "vragenlijst").n) /* all that lacks at once, not one at a time */
        vel_fout(b, "vragenlijst", STR("Kies een vragenlijst."));
    if (!o->ronde.titel.n)
        vel_fout(b, "titel", STR("Geef de ronde een naam, met hoogstens 200 tekens."));
    if (!partij_soort_bij(soort) && !str_trim(lijst).n)
        vel_fout(b, "lijst",
                 STR("Noem minstens één organisatie, vink er een aan, of kies hierboven een hele soort."));
    if (b->fout.n)
        return OK;
    o->ronde.opent = dag_begin(opent);
    o->ronde.sluit = dag_eind(sluit);
    if (!o->ronde.code.n)
        o->ronde.code = str_fmt(q->a, "%.*s-%d", STR_ARG(form_tekst(q, "vragenlijst")),
                                (int)(o->ronde.peildatum / 10000));
    fout = ronde_opdracht_keur(o, &veld);
    if (fout.n) {
        vel_fout(b, veld, fout);
        return OK;
    }
    rc = ronde_opdracht_versie(b->p.c, o, form_tekst(q, "vragenlijst"), e);
    if (!rc && vorige.n) {
        rc = ronde_bij_code(b->p.c, q->a, vorige, &oud, e);
        o->ronde.vorige_id = rc ? 0 : oud.id;
    }
    if (rc)
        return rc;
    if (partij_soort_bij(soort) && str_trim(lijst).n) {
        vel_fout(b, "doelgroep",
                 STR("U koos een hele soort, en noemde of vinkte ook organisaties aan. Kies “De organisaties "
                     "die ik hieronder noem of aanvink”, of haal ze weg."));
        return OK;
    }
    rc =
        partij_soort_bij(soort) ? doelgroep_soort(b->p.c, o, soort, e) : doelgroep_tekst(b->p.c, o, lijst, e);
    if (rc == ERR_DATA || (!rc && !o->partij.n)) {
        vel_fout(b, partij_soort_bij(soort) ? "doelgroep" : "lijst",
                 rc ? str_dup(q->a, str_from(e->text)) : STR("Van deze soort zijn er geen organisaties."));
        return OK;
    }
    return rc;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct ronde_opdracht op = {.a = q->a};
    struct omgeving *o = q->app;
    struct vel b;
    int rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);

    if (rc)
        return rc;
    volg_vel(q, &b);
    op.dader = wie_dader(q, RECHT_RONDE, 0);
    rc = nieuw_lees(&b, &op, e);
    if (!rc && !b.fout.n) {
        rc = gebied_cache_neem(o->gebieden, q->conn, &op.g, e);
        if (!rc)
            rc = vel_schrijf(&b, q, ronde_opdracht_doe, &op, e);
        gebied_cache_geef(o->gebieden, op.g);
        if (rc == ERR_CONFLICT) {
            vel_fout(&b, "ronde_code", str_dup(q->a, str_from(e->text)));
            rc = OK;
        } else if (!rc) {
            r->location = str_fmt(q->a, "/rondes/%.*s?gedaan=gemaakt", STR_ARG(op.ronde.code));
            return OK;
        }
    }
    return rc ? rc : rondes_toon(&b, r, e);
}

/* ---- opening, closing, opening again ---- */

struct zetten {
    struct http_req *q;
    struct ronde ronde;
    enum ronde_stand stand;
    date_t sluit;
    int64_t partij;
    struct str waarom;
};

static int zet_doe(struct conn *c, void *ctx, struct err *e)
{
    struct zetten *z = ctx;
    struct dader d = wie_dader(z->q, RECHT_RONDE, z->partij);
    struct respons x;
    int rc;

    if (!z->partij)
        return ronde_zet(c, &d, z->ronde.id, z->stand, z->sluit ? dag_eind(z->sluit) : 0, e);
    rc = respons_lees(c, z->q->a, z->ronde.id, z->partij, &x, e);
    return rc ? rc : respons_heropen(c, &d, &x, z->waarom, e);
}

static int zet_open(struct http_req *q, struct zetten *z, struct err *e)
{
    int rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);

    *z = (struct zetten){.q = q};
    return rc ? rc : ronde_bij_code(q->conn, q->a, doc_get_str(q->params, STR("code")), &z->ronde, e);
}

static int openen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str dag = form_tekst(q, "sluit");
    struct zetten z;
    int rc = zet_open(q, &z, e);

    z.stand = RONDE_OPEN;
    if (!rc && dag.n && (!date_parse(dag, &z.sluit) || dag_eind(z.sluit) < z.ronde.opent))
        rc = err_set(e, ERR_DATA, "Vul als laatste dag een datum in die na de opening ligt.");
    if (!rc)
        rc = vel_schrijf(NULL, q, zet_doe, &z, e);
    if (!rc)
        r->location = str_fmt(q->a, "/rondes/%.*s?gedaan=open", STR_ARG(z.ronde.code));
    return rc;
}

static int sluiten_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct zetten z;
    int rc = zet_open(q, &z, e);

    z.stand = RONDE_GESLOTEN;
    if (!rc)
        rc = vel_schrijf(NULL, q, zet_doe, &z, e);
    if (!rc)
        r->location = str_fmt(q->a, "/rondes/%.*s?gedaan=dicht", STR_ARG(z.ronde.code));
    return rc;
}

static int heropen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct zetten z;
    int rc = zet_open(q, &z, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("partij")), &z.partij, e);
    if (rc)
        return rc;
    z.waarom = form_tekst(q, "waarom");
    if (!z.waarom.n || z.waarom.n > 500)
        return err_set(e, ERR_DATA, "Vul in waarom de respons heropend wordt, met hoogstens 500 tekens.");
    rc = vel_schrijf(NULL, q, zet_doe, &z, e);
    if (!rc)
        r->location = str_fmt(q->a, "/rondes/%.*s?gedaan=heropend", STR_ARG(z.ronde.code));
    return rc;
}

const struct http_route ronde_routes[] = {
    {"GET", "/rondes", rondes_get, "beheer", "De rondes waarin een vragenlijst is uitgezet", ROUTE_STORE,
     rondes_params, .recht = RECHT_RONDE},
    {"POST", "/rondes", nieuw_post, "beheer", "Zet een vragenlijst uit", ROUTE_STORE | ROUTE_SLOW,
     nieuw_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/openen", openen_post, NULL, "Opent een ronde, ook opnieuw",
     ROUTE_STORE | ROUTE_SLOW, zet_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/sluiten", sluiten_post, NULL, "Sluit een ronde", ROUTE_STORE | ROUTE_SLOW,
     zet_params, .recht = RECHT_RONDE},
    {"POST", "/rondes/{code}/respons/{partij}/heropenen", heropen_post, NULL,
     "Heropent de respons van een organisatie", ROUTE_STORE | ROUTE_SLOW, heropen_params,
     .recht = RECHT_RONDE},
    {0},
};
