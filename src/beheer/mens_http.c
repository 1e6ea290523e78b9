/* SPDX-License-Identifier: EUPL-1.2
 * The people and keys of an organisation, and everyone for the beheerder: invite, give a role, a link for a
 * new password, shut out. A coördinator reaches only who belongs to the own organisation alone. */
#include "beheer/partij_vel.h"

#include "base/date.h"
#include "post/post.h"

static const struct http_param partij_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"email", "e-mailadres", PARAM_FORM, false, false},
    {"naam_mens", "hoe iemand heet", PARAM_FORM, false, false},
    {"rol_nieuw", "welke rol", PARAM_FORM, false, false},
    {0}};
static const struct http_param rol_params[] = {{"id", "nummer van de organisatie", PARAM_PATH, true, false},
                                               {"mens", "nummer van de gebruiker", PARAM_FORM, false, false},
                                               {"rol", "welke rol, of “geen”", PARAM_FORM, false, false},
                                               {0}};
static const struct http_param link_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"mens_link", "nummer van de gebruiker", PARAM_FORM, false, false},
    {0}};
static const struct http_param sleutel_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"sleutel_naam", "waarvoor de sleutel is", PARAM_FORM, false, false},
    {"sleutel_rol", "lezer of invuller", PARAM_FORM, false, false},
    {0}};
static const struct http_param intrek_params[] = {
    {"id", "nummer van de organisatie", PARAM_PATH, true, false},
    {"sleutel", "nummer van de sleutel", PARAM_FORM, false, false},
    {0}};
static const struct http_param mensen_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param mens_params[] = {{"id", "nummer van de gebruiker", PARAM_PATH, true, false},
                                                {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                                CONTEXT_PARAMS,
                                                {0}};
static const struct http_param mens_post_params[] = {
    {"id", "nummer van de gebruiker", PARAM_PATH, true, false},
    {"actief", "ja of nee", PARAM_FORM, false, false},
    {0}};

static bool is_beheerder(const struct http_req *q)
{
    int64_t bij;

    return wie_bereik(wie_van(q), RECHT_BEHEER, &bij) == BEREIK_ALLES;
}

/* Roles that one organisation gives its own people; the others reach further, and are the beheerder's to
 * give. */
static bool rol_gewoon(enum rol r)
{
    return r == ROL_LEZER || r == ROL_INVULLER || r == ROL_COORDINATOR;
}

static void rol_keuzes(struct vel *b, struct doc *keuzes, bool geen)
{
    for (int i = ROL_LEZER; i < ROL_N; i++)
        if (is_beheerder(b->p.q) || rol_gewoon((enum rol)i))
            optie_bij(b->p.a, keuzes, str_from(rollen[i].code), str_from(rollen[i].naam), STR("invuller"));
    if (geen)
        optie_bij(b->p.a, keuzes, STR("geen"), STR("geen rol meer hier"), STR("invuller"));
}

static struct str rol_stand(const struct mens_rol *m)
{
    return !m->actief ? STR("buitengesloten") : m->uitgenodigd ? STR("uitgenodigd") : STR("");
}

static void mens_keuzes(struct vel *b, struct doc *keuzes, const struct mens_rol *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        optie_bij(b->p.a, keuzes, str_fmt(b->p.a, "%lld", (long long)m[i].mens),
                  str_fmt(b->p.a, "%.*s (%s)", STR_ARG(m[i].mens_naam), rollen[m[i].rol].naam), STR(""));
}

int mensen_blok(struct vel *b, const struct partij *x, struct err *e)
{
    struct pagina *p = &b->p;
    struct str hier = str_fmt(p->a, "/organisaties/%lld", (long long)x->id);
    const struct mens_rol *m;
    struct doc *blok, *t, *f;
    size_t n;
    int rc = rollen_lees(p->c, p->a, 0, x->id, &m, &n, e);

    if (rc)
        return rc;
    blok = blok_bij(b, "mensen", STR("Mensen"), STR(""));
    t = tabel_maak(p, "mensen-hier", STR("Wie hier een rol heeft"), STR(""));
    tabel_kolom(p, t, "mens_naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "mens_email", STR("E-mail"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "rol", STR("Rol"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, m[i].mens_naam,
                  is_beheerder(p->q) ? str_fmt(p->a, "/mensen/%lld", (long long)m[i].mens) : STR(""),
                  rol_stand(&m[i]));
        cel_tekst(p, t, rij, m[i].mens_email, STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(rollen[m[i].rol].naam), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog niemand", STR("Nodig hieronder de eerste collega uit."), NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    if (x->opgegaan_in)
        return OK;
    blok = blok_bij(
        b, "uitnodigen", STR("Een collega uitnodigen"),
        post_stand(p->o) == POST_UIT
            ? STR("U krijgt een link, die u zelf aan uw collega geeft. Die kiest daarmee een wachtwoord.")
            : STR("Uw collega krijgt een mail met een link, en kiest daarmee een wachtwoord."));
    f = form_bij(b, blok, str_cat(p->a, hier, STR("/uitnodigen")), "Nodig uit");
    form_veld(b, f, "email", "E-mailadres", NULL, "is_tekst", STR(""));
    form_veld(b, f, "naam_mens", "Naam", NULL, "is_tekst", STR(""));
    rol_keuzes(b, form_veld(b, f, "rol_nieuw", "Rol", NULL, "is_keuze", STR("")), false);
    if (!n)
        return OK;
    f = form_bij(b, blok_bij(b, "rollen", STR("Een rol geven of nemen"), STR("")),
                 str_cat(p->a, hier, STR("/rol")), "Bewaar de rol");
    mens_keuzes(b, form_veld(b, f, "mens", "Van wie?", NULL, "is_keuze", STR("")), m, n);
    rol_keuzes(b, form_veld(b, f, "rol", "Welke rol?", NULL, "is_keuze", STR("")), true);
    f = form_bij(
        b,
        blok_bij(b, "herstel", STR("Wachtwoord vergeten"),
                 post_stand(p->o) == POST_UIT
                     ? STR("U krijgt een link waarmee uw collega een nieuw wachtwoord kiest. Hij "
                           "werkt één keer, een dag lang.")
                     : STR("Uw collega krijgt een mail met een link waarmee die een nieuw wachtwoord "
                           "kiest. Hij werkt één keer, een half uur lang.")),
        str_cat(p->a, hier, STR("/link")), post_stand(p->o) == POST_UIT ? "Maak een link" : "Stuur een link");
    mens_keuzes(b, form_veld(b, f, "mens_link", "Voor wie?", NULL, "is_keuze", STR("")), m, n);
    return OK;
}

int sleutels_blok(struct vel *b, const struct partij *x, struct err *e)
{
    struct pagina *p = &b->p;
    struct str hier = str_fmt(p->a, "/organisaties/%lld", (long long)x->id);
    const struct sleutel *s;
    struct doc *blok, *t, *f, *keuzes;
    int64_t nu = time_ms();
    size_t n, werkt = 0;
    int rc = sleutels_lees(p->c, p->a, x->id, &s, &n, e);

    if (rc)
        return rc;
    blok = blok_bij(b, "sleutels", STR("Sleutels voor programma's"),
                    STR("Met een sleutel vraagt of levert een programma namens deze organisatie."));
    t = tabel_maak(p, "sleutels-hier", STR("Sleutels"), STR(""));
    tabel_kolom(p, t, "sleutel_naam", STR("Waarvoor"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "sleutel_rol", STR("Rol"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "vervalt", STR("Geldt tot"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);
        bool dood = s[i].ingetrokken || s[i].vervalt < nu;

        werkt += !dood;
        cel_tekst(p, t, rij, s[i].naam, STR(""),
                  s[i].ingetrokken ? STR("ingetrokken")
                  : dood           ? STR("verlopen")
                                   : STR(""));
        cel_tekst(p, t, rij, str_from(rollen[s[i].rol].naam), STR(""), STR(""));
        cel_tekst(p, t, rij, time_nl(p->a, s[i].vervalt), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen sleutels",
                          STR("Maak er een als een programma namens u vraagt of levert."), NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    if (x->opgegaan_in)
        return OK;
    f = form_bij(b, blok, str_cat(p->a, hier, STR("/sleutels")), "Maak een sleutel");
    form_veld(b, f, "sleutel_naam", "Waarvoor is de sleutel?", "Bijvoorbeeld de naam van het programma.",
              "is_tekst", STR(""));
    keuzes = form_veld(b, f, "sleutel_rol", "Wat mag het programma?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, keuzes, STR("lezer"), STR("lezen"), STR("lezer"));
    optie_bij(p->a, keuzes, STR("invuller"), STR("lezen en aanleveren"), STR("lezer"));
    if (!werkt)
        return OK;
    f = form_bij(b, blok, str_cat(p->a, hier, STR("/sleutels/intrekken")), "Trek in");
    DOC_SET_BOOL(p->a, f, "is_gevaar", true);
    keuzes = form_veld(b, f, "sleutel", "Welke sleutel moet niet meer werken?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        if (!s[i].ingetrokken)
            optie_bij(p->a, keuzes, str_fmt(p->a, "%lld", (long long)s[i].id), s[i].naam, STR(""));
    return OK;
}

/* ---- what is asked of an organisation's people ---- */

struct werk {
    struct http_req *q;
    int64_t partij, mens, sleutel;
    enum rol rol;
    struct str email, naam, organisatie;
    bool actief, bestond;
    char geheim[GEHEIM_HEX + 4];
    int (*doe)(struct conn *c, struct werk *w, const struct dader *d, struct err *e);
};

static int werk_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_ORGANISATIE, w->partij);

    return w->doe(c, w, &d, e);
}

static int werk_schrijf(struct werk *w, struct err *e)
{
    return vel_schrijf(NULL, w->q, werk_doe, w, e);
}

/* A page that shows a secret, once. */
static int geheim_toon(struct http_req *q, struct http_resp *r, struct str titel, struct str uitleg,
                       struct str geheim, struct str terug, struct err *e)
{
    struct vel b;
    struct doc *blok;
    int rc = vel_open(q, &b, e);

    if (rc)
        return rc;
    vel_titel(&b, titel, STR("U ziet dit nu één keer; kopieer het meteen."));
    blok = blok_bij(&b, "geheim", STR("Geef dit door"), uitleg);
    blok_punt(&b, blok, geheim);
    feit_bij(q->a, blok_feiten(&b, blok), "Verder", STR("Terug"), terug, STR(""), STR(""));
    rc = vel_klaar(&b, r, e);
    vel_sluit(&b);
    return rc;
}

static int link_toon(struct http_req *q, struct http_resp *r, struct str naam, const char *geheim,
                     struct str terug, struct err *e)
{
    return geheim_toon(q, r, str_fmt(q->a, "Link voor %.*s", STR_ARG(naam)),
                       STR("Met deze link kiest uw collega een wachtwoord. Hij werkt één keer. Geef hem "
                           "zelf, langs een weg die u vertrouwt."),
                       str_fmt(q->a, "%.*s/nieuw-wachtwoord?sleutel=%s", STR_ARG(q->origin), geheim), terug,
                       e);
}

static struct str terug_naar(const struct http_req *q, int64_t partij, const char *gedaan)
{
    return str_fmt(q->a, "/organisaties/%lld%s%s", (long long)partij, *gedaan ? "?gedaan=" : "", gedaan);
}

static int uitnodigen_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    struct mens m;
    int rc = mens_bij_email(c, w->q->a, w->email, &m, e);

    w->bestond = !rc;
    if (rc == ERR_NOT_FOUND) {
        rc = mens_maak(c, d, w->email, w->naam, &w->mens, e);
    } else if (!rc) {
        const struct mens_rol *rol;
        size_t n;

        w->mens = m.id;
        rc = rollen_lees(c, w->q->a, m.id, w->partij, &rol, &n, e);
        if (!rc && n)
            rc = err_set(e, ERR_CONFLICT,
                         "Deze collega heeft hier al een rol. Verander die bij “Een rol geven of nemen”.");
    }
    if (!rc)
        rc = mens_rol_zet(c, d, w->mens, w->partij, w->rol, e);
    /* Who has an account keeps its own password: a link would hand it to whoever invites. */
    if (!rc && post_stand(w->q->app) != POST_UIT)
        rc = mens_mail_rol(c, w->mens, !w->bestond, w->organisatie, w->rol, wie_van(w->q)->naam, e);
    else if (!rc && !w->bestond)
        rc = eenmalig_maak(c, d, w->mens, true, UITNODIGING_DUUR, w->geheim, e);
    return rc;
}

/* The role of a form, if this one may give it. */
static int rol_van(const struct http_req *q, const char *veld, enum rol *ret, struct err *e)
{
    struct str woord = form_tekst(q, veld);

    *ret = ROL_PUBLIEK;
    if (!str_is(woord, "geen") && !rol_bij(woord, ret))
        return err_set(e, ERR_DATA, "Deze rol kennen wij niet; kies er een uit de lijst.");
    if (*ret != ROL_PUBLIEK && !rol_gewoon(*ret) && !is_beheerder(q))
        return err_set(e, ERR_DENIED, "De rol %s geeft alleen de beheerder.", rollen[*ret].naam);
    return OK;
}

static int uitnodigen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = uitnodigen_zet};
    struct partij x;
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = partij_van(q, RECHT_ORGANISATIE, &x, e);
    if (!rc)
        rc = rol_van(q, "rol_nieuw", &w.rol, e);
    if (!rc && (w.rol == ROL_PUBLIEK || x.opgegaan_in))
        rc = err_set(e, ERR_CONFLICT, "Kies een rol, bij een organisatie die nog bestaat.");
    if (!rc) {
        w.partij = x.id;
        w.organisatie = x.naam;
        w.email = email_net(q->a, form_tekst(q, "email"));
        w.naam = form_tekst(q, "naam_mens");
        if (!email_goed(w.email))
            vel_fout(&b, "email", STR("Dit is geen e-mailadres."));
        else if (!w.naam.n || w.naam.n > PARTIJ_NAAM_MAX)
            vel_fout(&b, "naam_mens", STR("Vul de naam van uw collega in, met hoogstens 200 tekens."));
        if (b.fout.n) {
            rc = partij_toon(&b, &x, r, e);
        } else {
            rc = werk_schrijf(&w, e);
            if (!rc && post_stand(q->app) != POST_UIT)
                r->location = terug_naar(q, x.id, "uitgenodigd");
            else if (!rc && w.bestond)
                r->location = terug_naar(q, x.id, "rol");
            else if (!rc)
                rc = link_toon(q, r, w.naam, w.geheim, terug_naar(q, x.id, ""), e);
        }
    }
    vel_sluit(&b);
    return rc;
}

/* The mens of a field, with a role at this organisation. `alleen`: and, for who is not the beheerder, with no
 * role anywhere else and none that reaches further, since a link for a new password hands over all of an
 * account. */
static int mens_van(struct http_req *q, const char *veld, int64_t partij, bool alleen, struct mens_rol *ret,
                    struct err *e)
{
    const struct mens_rol *m;
    int64_t id;
    size_t n;
    bool hier = false, elders = false;
    int rc = nummer_van(form_tekst(q, veld), &id, e);

    if (!rc)
        rc = rollen_lees(q->conn, q->a, id, 0, &m, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        if (m[i].partij == partij) {
            hier = true;
            *ret = m[i];
        }
        elders = elders || m[i].partij != partij || !rol_gewoon(m[i].rol);
    }
    if (!rc && !hier)
        rc = err_set(e, ERR_NOT_FOUND, "Deze gebruiker heeft hier geen rol.");
    if (!rc && alleen && elders && !is_beheerder(q))
        rc = err_set(e, ERR_DENIED,
                     "Deze gebruiker heeft ook elders een rol, of een rol die verder reikt. Vraag de "
                     "beheerder om de link.");
    if (!rc && !alleen && !rol_gewoon(ret->rol) && !is_beheerder(q))
        rc = err_set(e, ERR_DENIED, "De rol %s neemt of geeft alleen de beheerder.", rollen[ret->rol].naam);
    return rc;
}

static int rol_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return mens_rol_zet(c, d, w->mens, w->partij, w->rol, e);
}

static int rol_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = rol_zet};
    struct mens_rol m;
    struct partij x;
    int rc = partij_van(q, RECHT_ORGANISATIE, &x, e);

    if (!rc)
        rc = mens_van(q, "mens", x.id, false, &m, e);
    if (!rc)
        rc = rol_van(q, "rol", &w.rol, e);
    if (rc)
        return rc;
    w.partij = x.id;
    w.mens = m.mens;
    rc = werk_schrijf(&w, e);
    if (!rc)
        r->location = terug_naar(q, x.id, "rol");
    return rc;
}

static int link_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    struct mens m;
    int rc = mens_lees(c, w->q->a, w->mens, &m, e);

    if (!rc && !m.actief)
        rc = err_set(e, ERR_CONFLICT, "Deze gebruiker is buitengesloten.");
    if (rc)
        return rc;
    if (post_stand(w->q->app) != POST_UIT)
        return mens_mail_link(c, m.id, e);
    return eenmalig_maak(c, d, m.id, !m.wachtwoord.n, m.wachtwoord.n ? DOORGEEF_DUUR : UITNODIGING_DUUR,
                         w->geheim, e);
}

static int link_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = link_zet};
    struct mens_rol m;
    struct partij x;
    int rc = partij_van(q, RECHT_ORGANISATIE, &x, e);

    if (!rc)
        rc = mens_van(q, "mens_link", x.id, true, &m, e);
    if (rc)
        return rc;
    w.partij = x.id;
    w.mens = m.mens;
    rc = werk_schrijf(&w, e);
    if (!rc && post_stand(q->app) != POST_UIT)
        r->location = terug_naar(q, x.id, "link");
    else if (!rc)
        rc = link_toon(q, r, m.mens_naam, w.geheim, terug_naar(q, x.id, ""), e);
    return rc;
}

static int sleutel_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return sleutel_maak(c, d, w->partij, w->naam, w->rol,
                        time_ms() + (int64_t)SLEUTEL_DAGEN * 24 * 3600 * 1000, w->geheim, &w->sleutel, e);
}

static int sleutel_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .naam = form_tekst(q, "sleutel_naam"), .doe = sleutel_zet};
    struct partij x;
    struct vel b;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = partij_van(q, RECHT_ORGANISATIE, &x, e);
    if (!rc)
        rc = rol_van(q, "sleutel_rol", &w.rol, e);
    if (!rc && ((w.rol != ROL_LEZER && w.rol != ROL_INVULLER) || x.opgegaan_in))
        rc = err_set(e, ERR_DATA, "Een sleutel mag lezen, of lezen en aanleveren.");
    if (!rc && (!w.naam.n || w.naam.n > PARTIJ_NAAM_MAX)) {
        vel_fout(&b, "sleutel_naam", STR("Schrijf op waarvoor de sleutel is, met hoogstens 200 tekens."));
        rc = partij_toon(&b, &x, r, e);
    } else if (!rc) {
        w.partij = x.id;
        rc = werk_schrijf(&w, e);
        if (!rc)
            rc = geheim_toon(
                q, r, STR("Nieuwe sleutel"),
                STR("Zet de sleutel in het programma, als “Authorization: Bearer …”. Hij geldt een jaar."),
                str_dup(q->a, str_from(w.geheim)), terug_naar(q, x.id, ""), e);
    }
    vel_sluit(&b);
    return rc;
}

static int intrek_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return sleutel_intrekken(c, d, w->sleutel, e);
}

static int intrek_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = intrek_zet};
    struct sleutel s;
    struct partij x;
    int rc = partij_van(q, RECHT_ORGANISATIE, &x, e);

    if (!rc)
        rc = nummer_van(form_tekst(q, "sleutel"), &w.sleutel, e);
    if (!rc)
        rc = sleutel_lees(q->conn, q->a, w.sleutel, &s, e);
    if (!rc && s.partij != x.id)
        rc = err_set(e, ERR_NOT_FOUND, "Deze sleutel is niet van deze organisatie.");
    w.partij = x.id;
    if (!rc)
        rc = werk_schrijf(&w, e);
    if (!rc)
        r->location = terug_naar(q, x.id, "sleutel");
    return rc;
}

/* ---- everyone, for the beheerder ---- */

static int mensen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct mens_rol *m;
    struct vel b;
    struct doc *t;
    size_t n;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = rollen_lees(q->conn, q->a, 0, 0, &m, &n, e);
    if (!rc) {
        struct pagina *p = &b.p;

        vel_titel(&b, STR("Mensen"),
                  str_fmt(q->a, "%zu %s van mensen bij organisaties.", n, n == 1 ? "rol" : "rollen"));
        pagina_kruimel(p, STR("Mijn account"), STR("/mijn-account"));
        pagina_kruimel(p, STR("Mensen"), STR(""));
        t = tabel_maak(p, "mensen", STR("Wie waar welke rol heeft"),
                       STR("Uitnodigen gaat op de pagina van een organisatie."));
        tabel_kolom(p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "email", STR("E-mail"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "rol", STR("Rol"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "organisatie", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, true);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij = tabel_regel(p, t, false);

            cel_tekst(p, t, rij, m[i].mens_naam, str_fmt(q->a, "/mensen/%lld", (long long)m[i].mens),
                      rol_stand(&m[i]));
            cel_tekst(p, t, rij, m[i].mens_email, STR(""), STR(""));
            cel_tekst(p, t, rij, str_from(rollen[m[i].rol].naam), STR(""), STR(""));
            cel_tekst(p, t, rij, m[i].partij_naam,
                      str_fmt(q->a, "/organisaties/%lld", (long long)m[i].partij), STR(""));
        }
        tabel_klaar(p, t, "/mensen");
        blok_tabel(&b, blok_bij(&b, "lijst", STR("Alle gebruikers"), STR("")), t);
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

/* What was just done, by the word in the address. */
static void gedaan_zeg(struct vel *b, struct str gedaan, const struct mens *m)
{
    if (str_is(gedaan, "actief"))
        vel_gelukt(b,
                   m->actief ? STR("deze gebruiker mag er weer in") : STR("deze gebruiker is buitengesloten"),
                   STR(""));
    if (str_is(gedaan, "verwijderd"))
        vel_gelukt(b, STR("deze gebruiker is verwijderd"), STR(""));
    if (str_is(gedaan, "tweede-stap"))
        vel_gelukt(b, STR("de tweede stap staat uit"),
                   STR("Deze gebruiker is overal afgemeld, en kan de tweede stap opnieuw aanzetten."));
    if (str_is(gedaan, "link"))
        vel_gelukt(b, STR("er gaat een mail met een link naar deze gebruiker"), STR(""));
}

static void mens_feiten(struct vel *b, const struct mens *m, const struct mens_rol *rol, size_t n)
{
    struct arena *a = b->p.a;
    struct doc *f = blok_feiten(b, blok_bij(b, "wie", STR("Gegevens"), STR("")));

    feit_bij(a, f, "E-mailadres", m->email, STR(""), STR(""), !m->actief ? STR("buitengesloten") : STR(""));
    feit_bij(a, f, "Wachtwoord", m->wachtwoord.n ? STR("gekozen") : STR("nog niet gekozen"), STR(""), STR(""),
             STR(""));
    feit_bij(a, f, "Tweede stap", m->geheim.n ? STR("aan") : STR("uit"), STR(""), STR(""), STR(""));
    for (size_t i = 0; i < n; i++)
        feit_bij(a, f, rollen[rol[i].rol].naam, rol[i].partij_naam,
                 str_fmt(a, "/organisaties/%lld", (long long)rol[i].partij), STR(""), STR(""));
    feit_bij(a, f, "Spoor", STR("Wat deze gebruiker veranderde"),
             str_fmt(a, "/spoor?mens=%lld", (long long)m->id), STR(""), STR(""));
}

/* Help for who cannot get in. hier: the address of the page. */
static void hulp_blokken(struct vel *b, const struct mens *m, struct str hier)
{
    struct arena *a = b->p.a;
    struct doc *f, *blok = blok_bij(b, "link", STR("Wachtwoord vergeten"),
                                    STR("Een link om een nieuw wachtwoord te kiezen. Hij werkt één keer."));

    form_bij(b, blok, str_cat(a, hier, STR("/link")), "Maak een link");
    if (!m->geheim.n)
        return;
    blok = blok_bij(b, "tweede-stap", STR("Telefoon kwijt"),
                    STR("De tweede stap gaat uit en de herstelcodes vervallen; overal wordt deze gebruiker "
                        "afgemeld. Stel eerst vast wie het vraagt, op de manier waarop u het account gaf: "
                        "nooit alleen op grond van een mail."));
    f = form_bij(b, blok, str_cat(a, hier, STR("/tweede-stap-uit")), "Zet de tweede stap uit");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
}

static void buiten_blok(struct vel *b, const struct mens *m, struct str hier)
{
    struct arena *a = b->p.a;
    struct doc *f, *blok = blok_bij(b, "buiten", m->actief ? STR("Buitensluiten") : STR("Weer toelaten"),
                                    m->actief ? STR("Deze gebruiker wordt overal afgemeld en kan niet meer "
                                                    "aanmelden. Wat die deed blijft staan.")
                                              : STR(""));

    f = form_bij(b, blok, str_cat(a, hier, STR("/actief")), m->actief ? "Sluit buiten" : "Laat weer toe");
    if (m->actief)
        DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_verborgen(b, f, "actief", m->actief ? STR("nee") : STR("ja"));
}

/* What is kept of somebody: to take along, and to remove. */
static void gegevens_blokken(struct vel *b, struct str hier)
{
    struct arena *a = b->p.a;
    struct doc *f, *blok;

    feit_bij(a, blok_feiten(b, blok_bij(b, "gegevens", STR("Wat van deze gebruiker bewaard is"), STR(""))),
             "Gegevens", STR("Neem alles mee (JSON)"), str_cat(a, hier, STR("/gegevens")), STR(""), STR(""));
    blok = blok_bij(b, "weg", STR("Verwijderen"),
                    STR("Naam, e-mailadres, wachtwoord, rollen en mail gaan weg en komen niet terug. Wat "
                        "deze gebruiker veranderde blijft in het spoor staan, onder een nummer."));
    f = form_bij(b, blok, str_cat(a, hier, STR("/verwijderen")), "Verwijder deze gebruiker");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_veld(b, f, "zeker", "E-mailadres van deze gebruiker", "Om zeker te weten dat u deze bedoelt.",
              "is_tekst", STR(""));
}

static int mens_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct mens_rol *rol;
    struct mens m;
    struct vel b;
    int64_t id;
    size_t n;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);
    if (!rc)
        rc = mens_lees(q->conn, q->a, id, &m, e);
    if (!rc)
        rc = rollen_lees(q->conn, q->a, id, 0, &rol, &n, e);
    if (!rc) {
        struct str hier = str_fmt(q->a, "/mensen/%lld", (long long)id);

        vel_titel(&b, m.naam, STR(""));
        pagina_kruimel(&b.p, STR("Mensen"), STR("/mensen"));
        pagina_kruimel(&b.p, m.naam, STR(""));
        gedaan_zeg(&b, doc_get_str(q->query, STR("gedaan")), &m);
        mens_feiten(&b, &m, rol, n);
        hulp_blokken(&b, &m, hier);
        buiten_blok(&b, &m, hier);
        gegevens_blokken(&b, hier);
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

static int actief_zet(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    return mens_actief_zet(c, d, w->mens, w->actief, e);
}

static int mens_uit_pad(struct http_req *q, struct mens *m, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    return rc ? rc : mens_lees(q->conn, q->a, id, m, e);
}

static int actief_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .actief = str_is(form_tekst(q, "actief"), "ja"), .doe = actief_zet};
    struct mens m = {0};
    int rc = mens_uit_pad(q, &m, e);

    w.mens = m.id;
    if (!rc && !w.actief && !str_is(form_tekst(q, "actief"), "nee"))
        rc = err_set(e, ERR_DATA, "Zeg ja of nee.");
    if (!rc)
        rc = werk_schrijf(&w, e);
    if (!rc)
        r->location = str_fmt(q->a, "/mensen/%lld?gedaan=actief", (long long)m.id);
    return rc;
}

static int tweede_uit(struct conn *c, struct werk *w, const struct dader *d, struct err *e)
{
    int rc = mens_tweede_uit(c, d, w->mens, e);

    return rc ? rc
              : mens_mail_gewijzigd(w->q->app, c, w->mens,
                                    "Een beheerder zette de tweede stap bij het aanmelden uit.", STR(""), e);
}

static int mens_tweede_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = tweede_uit};
    struct mens m = {0};
    int rc = mens_uit_pad(q, &m, e);

    w.mens = m.id;
    if (!rc)
        rc = werk_schrijf(&w, e);
    if (!rc)
        r->location = str_fmt(q->a, "/mensen/%lld?gedaan=tweede-stap", (long long)m.id);
    return rc;
}

static int mens_link_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .doe = link_zet};
    struct mens m = {0};
    int rc = mens_uit_pad(q, &m, e);

    w.mens = m.id;
    if (!rc)
        rc = werk_schrijf(&w, e);
    if (!rc && post_stand(q->app) != POST_UIT)
        r->location = str_fmt(q->a, "/mensen/%lld?gedaan=link", (long long)m.id);
    else if (!rc)
        rc = link_toon(q, r, m.naam, w.geheim, str_fmt(q->a, "/mensen/%lld", (long long)m.id), e);
    return rc;
}

enum {
    LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE,
    SCHRIJFT = ROUTE_STORE | ROUTE_SLOW | ROUTE_NO_STORE_CACHE
};

const struct http_route mens_routes[] = {
    {"POST", "/organisaties/{id}/uitnodigen", uitnodigen_post, "beheer", "Nodig een collega uit", SCHRIJFT,
     partij_params, .recht = RECHT_ORGANISATIE},
    {"POST", "/organisaties/{id}/rol", rol_post, NULL, "Geef of neem een rol", SCHRIJFT, rol_params,
     .recht = RECHT_ORGANISATIE},
    {"POST", "/organisaties/{id}/link", link_post, "beheer", "Maak een link voor een nieuw wachtwoord",
     SCHRIJFT, link_params, .recht = RECHT_ORGANISATIE},
    {"POST", "/organisaties/{id}/sleutels", sleutel_post, "beheer", "Maak een sleutel voor een programma",
     SCHRIJFT, sleutel_params, .recht = RECHT_ORGANISATIE},
    {"POST", "/organisaties/{id}/sleutels/intrekken", intrek_post, NULL, "Trek een sleutel in", SCHRIJFT,
     intrek_params, .recht = RECHT_ORGANISATIE},
    {"GET", "/mensen", mensen_get, "beheer", "Alle gebruikers en hun rollen", LEEST | ROUTE_GEZIEN,
     mensen_params, .recht = RECHT_BEHEER},
    {"GET", "/mensen/{id}", mens_get, "beheer", "Een gebruiker", LEEST | ROUTE_GEZIEN, mens_params,
     .recht = RECHT_BEHEER},
    {"POST", "/mensen/{id}/actief", actief_post, NULL, "Sluit een gebruiker buiten, of laat die weer toe",
     SCHRIJFT, mens_post_params, .recht = RECHT_BEHEER},
    {"POST", "/mensen/{id}/tweede-stap-uit", mens_tweede_post, NULL,
     "Zet de tweede stap van een gebruiker uit", SCHRIJFT, mens_post_params, .recht = RECHT_BEHEER},
    {"POST", "/mensen/{id}/link", mens_link_post, "beheer", "Maak een link voor een nieuw wachtwoord",
     SCHRIJFT, mens_post_params, .recht = RECHT_BEHEER},
    {0},
};
