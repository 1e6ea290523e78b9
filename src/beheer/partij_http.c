/* SPDX-License-Identifier: EUPL-1.2
 * Organisations: the list, one with its contacts, werkgebied and people, and changing them. What a page
 * offers follows from what its reader may. */
#include "beheer/partij_vel.h"

#include "base/date.h"

static const struct http_param lijst_params[] = {
    {"soort", "alleen dit soort organisaties", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {{"id", "nummer van de organisatie", PARAM_PATH, true, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
#define PARTIJ_VELDEN                                                                                        \
    {"soort", "wat voor organisatie", PARAM_FORM, false, false},                                             \
        {"naam", "hoe zij heet", PARAM_FORM, false, false}, {"kvk", "KvK-nummer", PARAM_FORM, false, false}, \
        {"cbs", "CBS-code", PARAM_FORM, false, false},                                                       \
    {                                                                                                        \
        "bron", "waar dit vandaan komt", PARAM_FORM, false, false                                            \
    }
static const struct http_param nieuw_params[] = {PARTIJ_VELDEN, {0}};
static const struct http_param wijzig_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false}, PARTIJ_VELDEN, {0}};
static const struct http_param gebied_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"werkgebied", "codes of namen, gescheiden door komma's", PARAM_FORM, false, false},
    {"vanaf", "vanaf welke dag", PARAM_FORM, false, false},
    {0}};
static const struct http_param contact_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"contact", "naam van de contactpersoon", PARAM_FORM, false, false},
    {"functie", "functie", PARAM_FORM, false, false},
    {"contact_email", "e-mailadres", PARAM_FORM, false, false},
    {"telefoon", "telefoonnummer", PARAM_FORM, false, false},
    {0}};
static const struct http_param samen_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"in", "de organisatie waarin zij opgaat: nummer, code of naam", PARAM_FORM, false, false},
    {"per", "op welke dag", PARAM_FORM, false, false},
    {0}};

/* ---- the list ---- */

static void velden_bij(struct vel *b, struct doc *f, const struct partij *p)
{
    struct doc *keuzes = form_veld(b, f, "soort", "Soort organisatie", NULL, "is_keuze", STR(""));
    struct str nu = form_tekst(b->p.q, "soort");

    for (const struct partij_soort *s = partij_soorten; s->code; s++)
        optie_bij(b->p.a, keuzes, str_from(s->code), str_from(s->naam), nu.n ? nu : p->soort);
    form_veld(b, f, "naam", "Naam", NULL, "is_tekst", p->naam);
    form_veld(b, f, "kvk", "KvK-nummer", "Acht cijfers.", "is_tekst", p->kvk);
    form_vrij(b, f);
    form_veld(b, f, "cbs", "CBS-code", "Van het gebied dat zij bestuurt, als GM0935 of PV31.", "is_tekst",
              p->cbs);
    form_vrij(b, f);
    form_veld(b, f, "bron", "Waar komt dit vandaan?", NULL, "is_tekst", p->bron);
    form_vrij(b, f);
}

static int partijen_boom(struct vel *b, struct err *e)
{
    struct pagina *p = &b->p;
    struct str soort = doc_get_str(p->q->query, STR("soort"));
    const struct partij *x;
    struct partij leeg = {
        .soort = STR("corporatie"), .naam = STR(""), .kvk = STR(""), .cbs = STR(""), .bron = STR("")};
    struct doc *t, *blok;
    int64_t bij;
    size_t n, getoond = 0;
    bool alles;
    int rc = toegang_partijen(p->c, p->a, wie_van(p->q), RECHT_PARTIJEN, &x, &n, &alles, e);

    if (rc)
        return rc;
    t = tabel_maak(p, "organisaties", STR("Organisaties"), STR(""));
    tabel_kolom(p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "kvk", STR("KvK"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "cbs", STR("CBS"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij;

        if (soort.n && !str_eq(x[i].soort, soort))
            continue;
        getoond++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, x[i].naam, str_fmt(p->a, "/organisaties/%lld", (long long)x[i].id),
                  x[i].verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, str_from(partij_soort_bij(x[i].soort)->naam), STR(""), STR(""));
        cel_tekst(p, t, rij, x[i].kvk, STR(""), STR(""));
        cel_tekst(p, t, rij, x[i].cbs, STR(""), STR(""));
    }
    if (!getoond)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Niets gevonden", STR("Er doet nog geen organisatie mee die u mag zien."),
                          NULL, STR("")));
    tabel_klaar(p, t, "/organisaties");
    vel_titel(b, STR("Organisaties"),
              str_fmt(p->a, "%zu %s die meedoen%s.", getoond, getoond == 1 ? "organisatie" : "organisaties",
                      alles ? "" : " en die u mag zien"));
    pagina_kruimel(p, STR("Mijn account"), STR("/mijn-account"));
    pagina_kruimel(p, STR("Organisaties"), STR(""));
    blok = blok_bij(b, "lijst", STR("Wie meedoet"), STR(""));
    blok_tabel(b, blok, t);
    if (wie_bereik(wie_van(p->q), RECHT_BEHEER, &bij) == BEREIK_ALLES) {
        blok = blok_bij(b, "nieuw", STR("Een organisatie toevoegen"),
                        STR("Een bestuurd gebied is ook meteen het werkgebied."));
        velden_bij(b, form_bij(b, blok, STR("/organisaties"), "Voeg toe"), &leeg);
    }
    return OK;
}

static int partijen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = partijen_boom(&b, e);
    if (!rc)
        rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

/* ---- one ---- */

int partij_van(struct http_req *q, enum recht r, struct partij *ret, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = partij_lees(q->conn, q->a, id, ret, e);
    return rc ? rc : toegang_object(q, q->conn, r, id, e);
}

static int feiten_blok(struct vel *b, const struct partij *x, struct err *e)
{
    struct pagina *p = &b->p;
    struct doc *f = blok_feiten(b, blok_bij(b, "feiten", STR("Gegevens"), STR("")));
    const struct partij_gebied *w;
    struct partij in;
    struct buf nu;
    date_t vandaag = date_today();
    size_t n, tel = 0;
    int rc = partij_werkgebied(p->c, p->a, x->id, &w, &n, e);

    if (!rc && x->opgegaan_in)
        rc = partij_lees(p->c, p->a, x->opgegaan_in, &in, e);
    if (rc)
        return rc;
    feit_bij(p->a, f, "Soort", str_from(partij_soort_bij(x->soort)->naam), STR(""), STR(""),
             x->verzonnen ? STR("verzonnen") : STR(""));
    if (x->opgegaan_in)
        feit_bij(p->a, f, "Opgegaan in", in.naam, str_fmt(p->a, "/organisaties/%lld", (long long)in.id),
                 str_fmt(p->a, "op %.*s", STR_ARG(date_nl(p->a, x->opgegaan_op))), STR(""));
    feit_bij(p->a, f, "KvK-nummer", x->kvk.n ? x->kvk : STR("niet bekend"), STR(""), STR(""), STR(""));
    if (x->cbs.n)
        feit_bij(p->a, f, "Bestuurt", x->cbs, str_fmt(p->a, "/gebieden/%.*s", STR_ARG(x->cbs)), STR(""),
                 STR(""));
    buf_init(&nu, p->a, 20000);
    for (size_t i = 0; i < n; i++) {
        const struct gebied *g = gebied_bij_id(p->g, w[i].gebied_id);

        if (!g || !(w[i].van <= vandaag && vandaag < w[i].tot))
            continue;
        if (tel++ < 40)
            buf_fmt(&nu, "%s%.*s", tel > 1 ? ", " : "", STR_ARG(g->naam));
    }
    if (tel > 40)
        buf_fmt(&nu, " en nog %zu", tel - 40);
    feit_bij(p->a, f, "Werkt nu in", tel ? buf_str(&nu) : STR("geen enkele gemeente"), STR(""),
             str_fmt(p->a, "%zu %s", tel, tel == 1 ? "gemeente" : "gemeenten"), STR(""));
    if (x->bron.n)
        feit_bij(p->a, f, "Bron", x->bron, STR(""), STR(""), STR(""));
    return OK;
}

static int contact_blok(struct vel *b, const struct partij *x, bool wijzig, struct err *e)
{
    struct pagina *p = &b->p;
    const struct partij_contact *k;
    struct doc *blok, *t, *f;
    size_t n;
    int rc = partij_contacten(p->c, p->a, x->id, &k, &n, e);

    if (rc)
        return rc;
    blok = blok_bij(b, "contact", STR("Wie u kunt bellen"), STR(""));
    t = tabel_maak(p, "contacten", STR("Contactpersonen"), STR(""));
    tabel_kolom(p, t, "contact", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "functie", STR("Functie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "email", STR("E-mail"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "telefoon", STR("Telefoon"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, k[i].naam, STR(""), STR(""));
        cel_tekst(p, t, rij, k[i].functie, STR(""), STR(""));
        cel_tekst(p, t, rij, k[i].email, STR(""), STR(""));
        cel_tekst(p, t, rij, k[i].telefoon, STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen contactpersoon",
                          STR("De coördinator van deze organisatie kan er een invullen."), NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    if (!wijzig)
        return OK;
    f = form_bij(b, blok, str_fmt(p->a, "/organisaties/%lld/contact", (long long)x->id),
                 "Bewaar de contactpersoon");
    form_veld(b, f, "contact", "Naam", "Van een persoon of een afdeling. Leeg: er is geen contactpersoon.",
              "is_tekst", n ? k[0].naam : STR(""));
    form_vrij(b, f);
    form_veld(b, f, "functie", "Functie", NULL, "is_tekst", n ? k[0].functie : STR(""));
    form_vrij(b, f);
    form_veld(b, f, "contact_email", "E-mailadres", NULL, "is_tekst", n ? k[0].email : STR(""));
    form_vrij(b, f);
    form_veld(b, f, "telefoon", "Telefoon", NULL, "is_tekst", n ? k[0].telefoon : STR(""));
    form_vrij(b, f);
    return OK;
}

static void beheer_blok(struct vel *b, const struct partij *x)
{
    struct arena *a = b->p.a;
    struct str hier = str_fmt(a, "/organisaties/%lld", (long long)x->id);
    struct doc *f;

    velden_bij(b, form_bij(b, blok_bij(b, "wijzigen", STR("Gegevens wijzigen"), STR("")), hier, "Bewaar"), x);
    f = form_bij(b,
                 blok_bij(b, "werkgebied", STR("Werkgebied"),
                          STR("Vanaf de dag die u noemt werkt de organisatie in deze gemeenten en in geen "
                              "andere. Wat ervoor was, blijft bewaard.")),
                 str_cat(a, hier, STR("/werkgebied")), "Bewaar het werkgebied");
    form_veld(b, f, "werkgebied", "Gemeenten",
              "Codes of namen, gescheiden door komma's. Een regio of provincie staat voor haar gemeenten.",
              "is_tekst", STR(""));
    form_veld(b, f, "vanaf", "Vanaf", NULL, "is_datum", date_iso(a, date_today()));
    f = form_bij(b,
                 blok_bij(b, "samenvoegen", STR("Samenvoegen"),
                          STR("Laat deze organisatie opgaan in een andere. Leveringen, mensen en spoor van "
                              "beide blijven staan.")),
                 str_cat(a, hier, STR("/samenvoegen")), "Voeg samen");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_veld(b, f, "in", "In welke organisatie?", "Nummer, KvK-nummer, CBS-code of naam.", "is_tekst",
              STR(""));
    form_veld(b, f, "per", "Op welke dag?", NULL, "is_datum", date_iso(a, date_today()));
}

int partij_toon(struct vel *b, const struct partij *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &b->p;
    bool organisatie, beheer, spoor;
    int rc = toegang_mag(p->c, wie_van(p->q), RECHT_ORGANISATIE, x->id, &organisatie, e);

    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_BEHEER, x->id, &beheer, e);
    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_SPOOR, x->id, &spoor, e);
    if (rc)
        return rc;
    vel_titel(b, x->naam, STR(""));
    pagina_kruimel(p, STR("Organisaties"), STR("/organisaties"));
    pagina_kruimel(p, x->naam, STR(""));
    rc = feiten_blok(b, x, e);
    if (!rc)
        rc = contact_blok(b, x, organisatie && !x->opgegaan_in, e);
    if (!rc && organisatie)
        rc = mensen_blok(b, x, e);
    if (!rc && organisatie)
        rc = sleutels_blok(b, x, e);
    if (!rc && beheer && !x->opgegaan_in)
        beheer_blok(b, x);
    if (!rc && spoor)
        feit_bij(p->a, blok_feiten(b, blok_bij(b, "spoor-blok", STR("Spoor"), STR(""))), "Wijzigingen",
                 STR("Wat hier veranderde, en door wie"),
                 str_fmt(p->a, "/spoor?organisatie=%lld", (long long)x->id), STR(""), STR(""));
    if (!rc)
        rc = vel_klaar(b, r, e);
    return rc;
}

static int partij_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {{"gemaakt", "de organisatie is toegevoegd"},
                                            {"gewijzigd", "de gegevens zijn bewaard"},
                                            {"werkgebied", "het werkgebied is bewaard"},
                                            {"contact", "de contactpersoon is bewaard"},
                                            {"rol", "de rol is bewaard"},
                                            {"uitgenodigd", "uw collega krijgt er een mail over"},
                                            {"link", "er gaat een mail met een link naar uw collega"},
                                            {"sleutel", "de sleutel werkt niet meer"},
                                            {"samen", "de organisaties zijn samengevoegd"}};
    struct str wat = doc_get_str(q->query, STR("gedaan"));
    struct partij x;
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = partij_van(q, RECHT_PARTIJEN, &x, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(wat, gedaan[i][0]))
            vel_gelukt(&b, str_from(gedaan[i][1]), STR(""));
    if (!rc)
        rc = partij_toon(&b, &x, r, e);
    vel_sluit(&b);
    return rc;
}

static int mijn_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    int64_t partij;

    (void)e;
    wie_bereik(wie_van(q), RECHT_PARTIJEN, &partij);
    r->location = partij ? str_fmt(q->a, "/organisaties/%lld", (long long)partij) : STR("/organisaties");
    return OK;
}

/* ---- changing ---- */

struct werk {
    struct http_req *q;
    struct partij p;
    int64_t ander;
    date_t dag;
    const int64_t *gebied;
    size_t n;
    struct partij_contact contact;
    int (*doe)(struct conn *c, struct werk *w, const struct dader *d, struct err *e);
};

static int werk_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_ORGANISATIE, 0);

    return w->doe(c, w, &d, e);
}

static int werk_schrijf(struct vel *b, struct werk *w, struct err *e)
{
    return vel_schrijf(b, w->q, werk_doe, w, e);
}

static void terug_naar(struct http_req *q, struct http_resp *r, int64_t id, const char *gedaan)
{
    r->location = str_fmt(q->a, "/organisaties/%lld?gedaan=%s", (long long)id, gedaan);
}

static int partij_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    int64_t id;
    int rc = partij_schrijf(c, d, &w->p, &id, e);

    if (!rc && !w->p.id && w->n)
        rc = partij_werkgebied_zet(c, d, id, w->gebied, w->n, w->dag, e);
    w->ander = id;
    return rc;
}

static void partij_uit_form(const struct http_req *q, struct partij *p)
{
    p->soort = form_tekst(q, "soort");
    p->naam = form_tekst(q, "naam");
    p->kvk = form_tekst(q, "kvk");
    p->cbs = form_tekst(q, "cbs");
    p->bron = form_tekst(q, "bron");
}

/* The gemeenten of a list as people write it. ERR_DATA names the one that is not known. */
static int gebieden_lees(struct vel *b, struct str lijst, date_t dag, struct werk *w, struct err *e)
{
    struct pagina *p = &b->p;
    VEC(int64_t) v = {0};

    while (lijst.n) {
        struct str een = str_trim(str_cut(lijst, ',', &lijst));
        struct gebied_vondst g = gebied_zoek(p->g, p->a, een, STR(""), dag);
        struct gebied_lijst l;

        if (!een.n)
            continue;
        if (!g.gebied)
            return err_set(e, ERR_DATA, "“%.*s” is geen gemeente of regio die wij kennen.",
                           STR_ARG(utf8_clip(een, 60)));
        l = gebied_leden(p->g, p->a, g.gebied, dag);
        for (size_t i = 0; i < l.n; i++)
            VEC_PUSH(p->a, &v, l.at[i]->id);
    }
    w->gebied = v.at;
    w->n = v.n;
    return OK;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .dag = date_today(), .doe = partij_zet};
    struct vel b;
    struct str fout;
    int rc = vel_open(q, &b, e);

    if (!rc) {
        partij_uit_form(q, &w.p);
        fout = partij_keur(&w.p, b.p.g);
        if (!fout.n)
            rc = gebieden_lees(&b, w.p.cbs, w.dag, &w, e);
        if (!rc && !fout.n)
            rc = werk_schrijf(&b, &w, e);
        if (rc == ERR_CONFLICT) {
            fout = str_dup(q->a, str_from(e->text));
            rc = OK;
        }
        if (!rc && fout.n) {
            vel_fout(&b, "naam", fout);
            rc = partijen_boom(&b, e);
            rc = vel_klaar(&b, r, e);
        } else if (!rc) {
            terug_naar(q, r, w.ander, "gemaakt");
        }
    }
    vel_sluit(&b);
    return rc;
}

/* What the forms on the page of one organisation share: open, check, and on a mistake the page again. */
static int een_post(struct http_req *q, struct http_resp *r, enum recht recht, struct werk *w,
                    int (*lees)(struct vel *b, struct werk *w, struct err *e), const char *gedaan,
                    struct err *e)
{
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = partij_van(q, recht, &w->p, e);
    if (!rc && w->p.opgegaan_in)
        rc = err_set(e, ERR_CONFLICT, "Deze organisatie is opgegaan in een andere en verandert niet meer.");
    if (!rc) {
        struct partij was = w->p;

        rc = lees(&b, w, e);
        if (!rc && !b.fout.n) {
            rc = werk_schrijf(&b, w, e);
            if (rc == ERR_CONFLICT) {
                vel_fout(&b, "naam", str_dup(q->a, str_from(e->text)));
                rc = OK;
            }
        }
        if (!rc && b.fout.n)
            rc = partij_toon(&b, &was, r, e);
        else if (!rc)
            terug_naar(q, r, was.id, gedaan);
    }
    vel_sluit(&b);
    return rc;
}

static int wijzig_lees(struct vel *b, struct werk *w, struct err *e)
{
    struct str fout;

    (void)e;
    partij_uit_form(w->q, &w->p);
    fout = partij_keur(&w->p, b->p.g);
    if (fout.n)
        vel_fout(b, "naam", fout);
    return OK;
}

static int wijzig_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = partij_zet};

    return een_post(q, r, RECHT_BEHEER, &w, wijzig_lees, "gewijzigd", e);
}

static int gebied_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return partij_werkgebied_zet(c, d, w->p.id, w->gebied, w->n, w->dag, e);
}

static int gebied_lees(struct vel *b, struct werk *w, struct err *e)
{
    int rc;

    if (!date_parse(form_tekst(w->q, "vanaf"), &w->dag)) {
        vel_fout(b, "vanaf", STR("Vul een datum in, bijvoorbeeld 1-1-2026."));
        return OK;
    }
    rc = gebieden_lees(b, form_tekst(w->q, "werkgebied"), w->dag, w, e);
    if (rc == ERR_DATA) {
        vel_fout(b, "werkgebied", str_dup(b->p.a, str_from(e->text)));
        return OK;
    }
    if (!rc && !w->n)
        vel_fout(b, "werkgebied", STR("Noem minstens één gemeente of regio."));
    return rc;
}

static int gebied_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = gebied_zet};

    return een_post(q, r, RECHT_BEHEER, &w, gebied_lees, "werkgebied", e);
}

static int contact_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return partij_contacten_zet(c, d, w->p.id, &w->contact, w->contact.naam.n ? 1 : 0, e);
}

static int contact_lees(struct vel *b, struct werk *w, struct err *e)
{
    const struct http_req *q = w->q;

    (void)e;
    w->contact = (struct partij_contact){0, form_tekst(q, "contact"), form_tekst(q, "functie"),
                                         form_tekst(q, "contact_email"), form_tekst(q, "telefoon")};
    if (w->contact.naam.n > PARTIJ_TEKST_MAX || w->contact.functie.n > PARTIJ_TEKST_MAX ||
        w->contact.telefoon.n > 40)
        vel_fout(b, "contact", STR("Houd elk antwoord bij 200 tekens, het telefoonnummer bij 40."));
    else if (w->contact.email.n && !email_goed(w->contact.email))
        vel_fout(b, "contact_email", STR("Dit is geen e-mailadres."));
    return OK;
}

static int contact_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = contact_zet};

    return een_post(q, r, RECHT_ORGANISATIE, &w, contact_lees, "contact", e);
}

static int samen_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return partij_samenvoegen(c, d, w->p.id, w->ander, w->dag, e);
}

static int samen_lees(struct vel *b, struct werk *w, struct err *e)
{
    struct partij in;
    int rc;

    if (!date_parse(form_tekst(w->q, "per"), &w->dag)) {
        vel_fout(b, "per", STR("Vul een datum in, bijvoorbeeld 1-1-2026."));
        return OK;
    }
    rc = partij_zoek(b->p.c, b->p.a, form_tekst(w->q, "in"), &in, e);
    if (rc == ERR_NOT_FOUND || rc == ERR_DATA)
        vel_fout(b, "in", str_dup(b->p.a, str_from(e->text)));
    else if (!rc && in.id == w->p.id)
        vel_fout(b, "in", STR("Een organisatie kan niet in zichzelf opgaan."));
    w->ander = in.id;
    return rc == ERR_NOT_FOUND || rc == ERR_DATA ? OK : rc;
}

static int samen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = samen_zet};

    return een_post(q, r, RECHT_BEHEER, &w, samen_lees, "samen", e);
}

enum {
    LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE,
    SCHRIJFT = ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE
};

const struct http_route partij_routes[] = {
    {"GET", "/organisaties", partijen_get, "beheer", "De organisaties die meedoen", LEEST, lijst_params,
     .recht = RECHT_PARTIJEN},
    {"POST", "/organisaties", nieuw_post, "beheer", "Voeg een organisatie toe", SCHRIJFT, nieuw_params,
     .recht = RECHT_BEHEER},
    {"GET", "/mijn-organisatie", mijn_get, "beheer", "Leidt naar uw eigen organisatie", ROUTE_NO_STORE_CACHE,
     NULL, .recht = RECHT_PARTIJEN},
    {"GET", "/organisaties/{id}", partij_get, "beheer", "Een organisatie: werkgebied, contact en mensen",
     LEEST, een_params, .recht = RECHT_PARTIJEN},
    {"POST", "/organisaties/{id}", wijzig_post, "beheer", "Wijzig een organisatie", SCHRIJFT, wijzig_params,
     .recht = RECHT_BEHEER},
    {"POST", "/organisaties/{id}/werkgebied", gebied_post, "beheer", "Zet het werkgebied vanaf een dag",
     SCHRIJFT, gebied_params, .recht = RECHT_BEHEER},
    {"POST", "/organisaties/{id}/contact", contact_post, "beheer", "Zet de contactpersoon", SCHRIJFT,
     contact_params, .recht = RECHT_ORGANISATIE},
    {"POST", "/organisaties/{id}/samenvoegen", samen_post, "beheer",
     "Laat een organisatie opgaan in een andere", SCHRIJFT, samen_params, .recht = RECHT_BEHEER},
    {0},
};
