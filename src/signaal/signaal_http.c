/* SPDX-License-Identifier: EUPL-1.2
 * /regie/signalen: what asks for attention now, of whom one may see that; one signal with its rule, its
 * values and what people did with it. */
#include "signaal/signaal_pagina.h"

#include "base/num.h"
#include "toegang/toegang.h"

static struct str stand_naam(const struct signaal *s)
{
    return s->einde ? STR("voorbij") : s->stand.n ? s->stand : STR("nieuw");
}

/* ---- the list ---- */

enum van_wie { VAN_ALLEN, VAN_EIGEN, VAN_ANDEREN };
struct lijst {
    struct vel v;
    struct signaal_zicht z;
    struct te_doen_lijst te_doen;
    const struct signaal *s, *voorbij;
    size_t n, n_voorbij;
    size_t tel[3];          /* that ask for attention, by enum van_wie */
    const struct str *naam; /* of the own organisation; NULL: there is none */
    enum van_wie wie;
    int ernst; /* at least; 0: any */
};

static bool past(const struct lijst *l, const struct signaal *s)
{
    return signaal_zichtbaar(&l->z, s) && s->ernst >= l->ernst &&
           (l->wie == VAN_ALLEN || signaal_eigen(&l->z, s) == (l->wie == VAN_EIGEN));
}

static void tabel(struct lijst *l, const char *id, struct str kop, bool voorbij, const char *leeg)
{
    struct pagina *p = &l->v.p;
    struct doc *t = tabel_maak(p, id, voorbij ? STR("Voorbije signalen") : STR("Signalen"), STR(""));
    const struct signaal *s = voorbij ? l->voorbij : l->s;
    size_t n = voorbij ? l->n_voorbij : l->n, getoond = 0;

    tabel_kolom(p, t, "signaal", STR("Signaal"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "partij", STR("Vraagt"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "sinds", STR("Sinds"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "stand", voorbij ? STR("Waarom het voorbij is") : STR("Stand"), STR(""), KOLOM_TEKST, 0,
                true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij;

        if (!past(l, &s[i]))
            continue;
        getoond++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, s[i].tekst, signaal_adres(p->a, s[i].id), STR(""));
        cel_tekst(p, t, rij, str_from(signaal_ernsten[s[i].ernst]), STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].gebied ? s[i].gebied->naam : STR("–"), STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].partij_naam.n ? s[i].partij_naam : STR("–"), STR(""), STR(""));
        cel_datum(p, t, rij, time_date(s[i].moment));
        cel_tekst(p, t, rij, voorbij ? s[i].einde_tekst : stand_naam(&s[i]), STR(""), STR(""));
    }
    if (!getoond)
        DOC_SET(p->a, t, "leeg", leeg_maak(p->a, "Niets", str_from(leeg), NULL, STR("")));
    tabel_klaar(p, t, "/regie/signalen");
    blok_tabel(&l->v, blok_bij(&l->v, str_cstr(p->a, str_fmt(p->a, "%s-blok", id)), kop, STR("")), t);
}

/* Whose signals: of the own organisation, unless its reader has none or asks for others. */
static int keuze_lees(struct lijst *l, struct err *e)
{
    static const char *const wie[] = {"alle", "eigen", "anderen"};
    struct pagina *p = &l->v.p;
    struct str w = doc_get_str(p->q->query, STR("wie")), ernst = doc_get_str(p->q->query, STR("ernst"));
    int64_t v = 0;

    l->naam = signaal_eigen_naam(l->z.wie);
    l->wie = l->naam ? VAN_EIGEN : VAN_ALLEN;
    for (int i = 0; w.n && i < 3; i++)
        if (str_is(w, wie[i])) {
            l->wie = (enum van_wie)i;
            w = STR("");
        }
    if (w.n)
        return err_set(e, ERR_DATA, "wie: verwacht eigen, anderen of alle");
    if (ernst.n && (!num_i64(ernst, &v) || v < 1 || v > 3))
        return err_set(e, ERR_DATA, "ernst: verwacht 1, 2 of 3");
    l->ernst = (int)v;
    pagina_eigen(p, "wie", doc_get_str(p->q->query, STR("wie")));
    pagina_eigen(p, "ernst", ernst);
    return OK;
}

static void keuze_blok(struct lijst *l)
{
    struct vel *v = &l->v;
    struct arena *a = v->p.a;
    struct doc *f = form_bij(v, blok_keuze(v, "keuze-blok", STR("Kies wat u ziet")), STR("/regie/signalen"),
                             "Toon"),
               *k;
    struct str nu = l->wie == VAN_EIGEN ? STR("eigen") : l->wie == VAN_ANDEREN ? STR("anderen") : STR("alle");

    DOC_SET_BOOL(a, f, "is_post", false);
    DOC_SET(a, f, "verborgen", pagina_verborgen(&v->p));
    if (l->naam) {
        k = form_veld(v, f, "wie", "Van wie iets gevraagd wordt", NULL, "is_keuze", STR(""));
        optie_bij(a, k, STR("eigen"),
                  str_fmt(a, "%.*s (%zu)", STR_ARG(l->naam->n ? *l->naam : STR("uw organisaties")),
                          l->tel[VAN_EIGEN]),
                  nu);
        optie_bij(a, k, STR("anderen"), str_fmt(a, "anderen (%zu)", l->tel[VAN_ANDEREN]), nu);
        optie_bij(a, k, STR("alle"), str_fmt(a, "iedereen (%zu)", l->tel[VAN_ALLEN]), nu);
    }
    k = form_veld(v, f, "ernst", "Hoe dringend", NULL, "is_keuze", STR(""));
    nu = l->ernst ? str_fmt(a, "%d", l->ernst) : STR("");
    optie_bij(a, k, STR(""), STR("alles"), nu);
    optie_bij(a, k, STR("2"), STR("let op, en dringend"), nu);
    optie_bij(a, k, STR("3"), STR("alleen dringend"), nu);
}

static struct str lijst_zin(const struct lijst *l)
{
    struct arena *a = l->v.p.a;
    struct str naam = l->naam && l->naam->n ? *l->naam : STR("uw organisaties");
    size_t eigen = l->tel[VAN_EIGEN], anderen = l->tel[VAN_ANDEREN], alle = l->tel[VAN_ALLEN];

    if (!alle)
        return l->te_doen.punt.n ? STR("Er is iets aan uw organisatie gevraagd.")
                                 : STR("Niets vraagt nu aandacht.");
    if (!l->naam)
        return str_fmt(a, "%zu %s aandacht.", alle, alle == 1 ? "ding vraagt" : "dingen vragen");
    return str_fmt(a, "%s van %.*s; %zu %s iets van anderen.",
                   !eigen       ? "Geen signaal vraagt nu iets"
                   : eigen == 1 ? "1 signaal vraagt iets"
                                : str_cstr(a, str_fmt(a, "%zu signalen vragen iets", eigen)),
                   STR_ARG(naam), anderen, anderen == 1 ? "vraagt" : "vragen");
}

static void lijst_boom(struct lijst *l, int64_t laatst)
{
    struct vel *v = &l->v;
    struct arena *a = v->p.a;
    struct doc *aandacht = NULL;
    struct str naam = l->naam && l->naam->n ? *l->naam : STR("uw organisaties");

    vel_titel(v, STR("Signalen"), lijst_zin(l));
    pagina_kruimel(&v->p, STR("Regie"), STR("/regie"));
    pagina_kruimel(&v->p, STR("Signalen"), STR(""));
    if (!l->te_doen.punt.n)
        aandacht = signaal_niets_gevraagd(&v->p, l->s, l->n, &l->z);
    if (!aandacht)
        aandacht = signaal_aandacht(&v->p, &l->te_doen, l->s, l->n, &l->z, l->naam != NULL, 8);
    if (aandacht)
        DOC_SET(a, v->p.boom, "aandacht", aandacht);
    keuze_blok(l);
    tabel(l, "signalen",
          l->wie == VAN_EIGEN     ? str_fmt(a, "Wat van %.*s gevraagd wordt", STR_ARG(naam))
          : l->wie == VAN_ANDEREN ? STR("Wat van anderen gevraagd wordt")
                                  : STR("Alle signalen"),
          false, "Bij deze keuze vindt geen enkele regel iets.");
    tabel(l, "voorbij", STR("Wat voorbij is"), true, "Nog niets.");
    feit_bij(a, blok_feiten(v, blok_bij(v, "hoe", STR("Hoe is dit gevonden?"), STR(""))), "Laatst nagekeken",
             laatst ? time_nl(a, laatst) : STR("nog niet"), STR("/regie/signalen/regels"),
             STR("met de regels; een signaal eindigt vanzelf als de regel het niet meer vindt"), STR(""));
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct lijst l = {0};
    struct omgeving *o = q->app;
    int64_t laatst = 0;
    int rc = vel_open(q, &l.v, e);

    if (!rc)
        rc = signaal_zicht_lees(&l.v.p, &l.z, e);
    if (!rc)
        rc = keuze_lees(&l, e);
    if (!rc)
        rc = signalen_lees(l.v.p.c, l.v.p.g, q->a, false, &l.s, &l.n, e);
    if (!rc)
        rc = signalen_lees(l.v.p.c, l.v.p.g, q->a, true, &l.voorbij, &l.n_voorbij, e);
    if (!rc)
        rc = signaal_laatst(l.v.p.c, &laatst, e);
    if (!rc)
        rc = te_doen_lees(&l.v.p, &l.te_doen, e);
    if (!rc) {
        if (o->veranderd && time_date(laatst) != date_today())
            o->veranderd(o); /* a new day: dates have come nearer */
        for (size_t i = 0; i < l.n; i++) {
            if (!signaal_vraagt(&l.s[i]) || !signaal_zichtbaar(&l.z, &l.s[i]))
                continue;
            l.tel[VAN_ALLEN]++;
            l.tel[signaal_eigen(&l.z, &l.s[i]) ? VAN_EIGEN : VAN_ANDEREN]++;
        }
        lijst_boom(&l, laatst);
        rc = vel_klaar(&l.v, r, e);
    }
    vel_sluit(&l.v);
    return rc;
}

static int regels_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct signaal_regels x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = signaal_regels_nu(v.p.c, q->a, &x, e);
    if (!rc) {
        struct pagina *p = &v.p;
        struct doc *t = tabel_maak(p, "regels", STR("Regels"), STR(""));

        vel_titel(&v, STR("Regels voor signalen"),
                  str_fmt(q->a, "%zu regels, uit %.*s.", x.n, STR_ARG(x.bestand)));
        pagina_kruimel(p, STR("Regie"), STR("/regie"));
        pagina_kruimel(p, STR("Signalen"), STR("/regie/signalen"));
        pagina_kruimel(p, STR("Regels"), STR(""));
        tabel_kolom(p, t, "titel", STR("Wat"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "over", STR("Over"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "zin", STR("Alleen als"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "voorwaarde", STR("Voorwaarde"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(p, t, "waarom", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
        for (size_t i = 0; i < x.n; i++) {
            struct doc *rij = tabel_regel(p, t, false);

            cel_tekst(p, t, rij, x.at[i].titel, STR(""), STR(""));
            cel_tekst(p, t, rij, str_from(signaal_soorten[x.at[i].over].naam), STR(""), STR(""));
            cel_tekst(p, t, rij, x.at[i].zin, STR(""), STR(""));
            cel_tekst(p, t, rij, x.at[i].voorwaarde, STR(""), STR(""));
            cel_tekst(p, t, rij, str_from(signaal_ernsten[x.at[i].ernst]), STR(""), STR(""));
            cel_tekst(p, t, rij, x.at[i].waarom, STR(""), STR(""));
            cel_tekst(p, t, rij, x.at[i].bron, STR(""), STR(""));
        }
        tabel_noot(p, t,
                   STR("De regels zijn een tabel. De beheerder kan eigen regels bewaren met: woonzorg "
                       "signaal regels "
                       "BESTAND --db URL."));
        tabel_klaar(p, t, "/regie/signalen/regels");
        blok_tabel(&v, blok_bij(&v, "regels-blok", STR("Waar op gelet wordt"), STR("")), t);
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

static int daden_blok(struct vel *v, const struct signaal *s, struct err *e)
{
    struct pagina *p = &v->p;
    const struct signaal_daad *d;
    struct doc *t = tabel_maak(p, "daden", STR("Wat ermee gedaan is"), STR(""));
    size_t n;
    int rc = signaal_daden_lees(p->c, p->a, s->id, &d, &n, e);

    if (rc || !n)
        return rc;
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "daad", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "reden", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_datum(p, t, rij, time_date(d[i].moment));
        cel_tekst(p, t, rij, d[i].daad, STR(""), STR(""));
        cel_tekst(p, t, rij, d[i].reden, STR(""), STR(""));
        cel_tekst(p, t, rij, toegang_naam(p->q, d[i].wie), STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    blok_tabel(v, blok_bij(v, "daden-blok", STR("Wat ermee gedaan is"), STR("")), t);
    return OK;
}

static int doe_form(struct vel *v, const struct signaal *s, struct err *e)
{
    struct str nu = form_tekst(v->p.q, "daad");
    struct doc *f, *k;
    bool mag;
    int rc = toegang_mag(v->p.c, wie_van(v->p.q), RECHT_LEVEREN, s->partij, &mag, e);

    if (rc || !mag || s->einde)
        return rc;
    f = form_bij(v,
                 blok_bij(v, "doe", STR("Wat doet u ermee?"),
                          STR("Een signaal eindigt vanzelf als de regel het niet meer "
                              "vindt. Sluiten is zeggen dat het zo mag blijven.")),
                 signaal_adres(v->p.a, s->id), "Bewaar");
    k = form_veld(v, f, "daad", "Wat doet u?", NULL, "is_keuze", STR(""));
    optie_bij(v->p.a, k, STR("opgepakt"), STR("ik pak het op"), nu);
    optie_bij(v->p.a, k, STR("beantwoord"), STR("ik geef antwoord"), nu);
    if (str_is(s->stand, "gesloten"))
        optie_bij(v->p.a, k, STR("heropend"), STR("ik open het weer"), nu);
    else
        optie_bij(v->p.a, k, STR("gesloten"), STR("ik sluit het, want het mag zo blijven"), nu);
    form_veld(v, f, "reden", "Toelichting", "Bij sluiten: waarom het zo mag blijven.", "is_lang", STR(""));
    return OK;
}

static int toon(struct vel *v, const struct signaal *s, struct http_resp *r, struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *f;
    int rc;

    vel_titel(v, s->titel,
              s->einde ? str_fmt(p->a, "Voorbij sinds %.*s. %.*s", STR_ARG(time_nl(p->a, s->einde)),
                                 STR_ARG(s->einde_tekst))
                       : s->tekst);
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Signalen"), STR("/regie/signalen"));
    pagina_kruimel(p, s->titel, STR(""));
    f = blok_feiten(v, blok_bij(v, "wat", STR("Wat is er, en wat kunt u doen?"), STR("")));
    feit_bij(p->a, f, "Ernst", str_from(signaal_ernsten[s->ernst]), STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Stand", stand_naam(s), STR(""),
             str_fmt(p->a, "gevonden op %.*s", STR_ARG(time_nl(p->a, s->moment))), STR(""));
    feit_bij(p->a, f, "Doen", s->doen, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Vraagt", s->partij_naam.n ? s->partij_naam : STR("niemand in het bijzonder"), STR(""),
             STR(""), STR(""));
    feit_bij(p->a, f, "Waar", STR("Bekijk waar het over gaat"), s->adres,
             s->gebied ? s->gebied->naam : STR(""), STR(""));
    if (s->vorige)
        feit_bij(p->a, f, "Eerder", STR("Dit is eerder gevonden"), signaal_adres(p->a, s->vorige), STR(""),
                 STR(""));
    rc = doe_form(v, s, e);
    if (!rc)
        rc = daden_blok(v, s, e);
    if (rc)
        return rc;
    f = blok_feiten(v, blok_bij(v, "uitleg", STR("Hoe is dit gevonden?"), STR("")));
    feit_bij(p->a, f, "Regel", s->regel, STR("/regie/signalen/regels"),
             str_fmt(p->a, "alleen als %.*s", STR_ARG(s->voorwaarde)), STR(""));
    feit_bij(p->a, f, "Gegevens", s->feiten, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Waarom", s->waarom, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Bron van de regel", s->bron, STR(""), STR(""), STR(""));
    return vel_klaar(v, r, e);
}

static int signaal_van(struct http_req *q, struct vel *v, enum recht recht, struct signaal *ret,
                       struct err *e)
{
    struct signaal_zicht z;
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = signaal_lees(q->conn, v->p.g, q->a, id, ret, e);
    if (!rc)
        rc = toegang_object(q, q->conn, recht, ret->partij, e);
    if (!rc)
        rc = signaal_zicht_lees(&v->p, &z, e);
    if (!rc && !signaal_zichtbaar(&z, ret))
        rc = err_set(e, ERR_DENIED, "Dit signaal gaat over een opgave die nog een concept is.");
    return rc;
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct signaal s;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = signaal_van(q, &v, RECHT_PARTIJEN, &s, e);
    if (!rc && str_is(doc_get_str(q->query, STR("gedaan")), "daad"))
        vel_gelukt(&v, STR("uw antwoord staat erbij"), STR(""));
    if (!rc)
        rc = toon(&v, &s, r, e);
    vel_sluit(&v);
    return rc;
}

struct werk {
    struct http_req *q;
    struct signaal s;
};

static int daad_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->s.partij);

    return signaal_daad_zet(c, &d, w->s.id, form_tekst(w->q, "daad"), form_tekst(w->q, "reden"),
                            wie_van(w->q)->naam, e);
}

static int een_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const daden[] = {"opgepakt", "beantwoord", "gesloten", "heropend"};
    struct str daad = form_tekst(q, "daad"), reden = form_tekst(q, "reden");
    struct werk w = {.q = q};
    struct vel v;
    bool bekend = false;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = signaal_van(q, &v, RECHT_LEVEREN, &w.s, e);
    if (!rc) {
        for (size_t i = 0; i < 4; i++)
            bekend = bekend || str_is(daad, daden[i]);
        if (!bekend)
            vel_fout(&v, "daad", STR("Kies wat u doet."));
        if (!reden.n || reden.n > SIGNAAL_REDEN_MAX)
            vel_fout(&v, "reden", STR("Zeg er iets bij, in hoogstens 2.000 tekens."));
        rc = v.fout.n ? OK : vel_schrijf(&v, q, daad_doe, &w, e);
        if (rc == ERR_CONFLICT) {
            vel_fout(&v, "daad", str_dup(q->a, str_from(e->text)));
            rc = OK;
        }
    }
    if (!rc && v.fout.n)
        rc = toon(&v, &w.s, r, e);
    else if (!rc)
        r->location = str_cat(q->a, signaal_adres(q->a, w.s.id), STR("?gedaan=daad"));
    vel_sluit(&v);
    return rc;
}

static const struct http_param lijst_params[] = {
    {"wie", "eigen: van de eigen organisatie gevraagd, anderen, of alle", PARAM_QUERY, false, false},
    {"ernst", "minstens zo dringend: 1, 2 of 3", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param regels_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {{"id", "nummer van het signaal", PARAM_PATH, true, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param post_params[] = {
    {"id", "nummer van het signaal", PARAM_PATH, true, false},
    {"daad", "opgepakt, beantwoord, gesloten of heropend", PARAM_FORM, false, false},
    {"reden", "toelichting", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route signaal_routes[] = {
    {"GET", "/regie/signalen", lijst_get, "regie", "Wat nu aandacht vraagt", LEEST, lijst_params,
     .recht = RECHT_PARTIJEN},
    {"GET", "/regie/signalen/regels", regels_get, "regie", "De regels voor signalen", LEEST, regels_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/regie/signalen/{id}", een_get, "regie", "Een signaal, met zijn regel", LEEST, een_params,
     .recht = RECHT_PARTIJEN},
    {"POST", "/regie/signalen/{id}", een_post, "regie", "Zeg wat u met een signaal doet", LEEST | ROUTE_SLOW,
     post_params, .recht = RECHT_LEVEREN},
    {0},
};
