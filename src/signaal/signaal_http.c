/* SPDX-License-Identifier: EUPL-1.2
 * /regie/signalen: what asks for attention now, of whom one may see that; one signal with its rule, its
 * values and what people did with it. */
#include "signaal/signaal_pagina.h"

#include "toegang/toegang.h"

static struct str adres_van(struct arena *a, int64_t id)
{
    return str_fmt(a, "/regie/signalen/%lld", (long long)id);
}

int signaal_zicht_lees(struct pagina *p, struct signaal_zicht *ret, struct err *e)
{
    int rc;

    *ret = (struct signaal_zicht){.wie = wie_van(p->q)};
    rc = toegang_partijen(p->c, p->a, ret->wie, RECHT_PARTIJEN, &ret->partij, &ret->n, &ret->alles, e);
    return rc;
}

bool signaal_zichtbaar(const struct signaal_zicht *z, const struct signaal *s)
{
    if (z->alles)
        return true;
    for (size_t i = 0; i < z->n; i++)
        if (z->partij[i].id == s->partij)
            return true;
    return false;
}

bool signaal_eigen(const struct signaal_zicht *z, const struct signaal *s)
{
    for (size_t i = 0; i < z->wie->n_rol; i++)
        if (z->wie->rol[i].partij == s->partij)
            return true;
    return false;
}

static struct str stand_naam(const struct signaal *s)
{
    return s->einde ? STR("voorbij") : s->stand.n ? s->stand : STR("nieuw");
}

static void punt_bij(struct pagina *p, struct doc *punten, struct te_doen t)
{
    struct doc *x = doc_add(p->a, punten, doc_map(p->a)), *doe;

    DOC_SET_STR(p->a, x, "titel", t.titel);
    DOC_SET_STR(p->a, x, "tekst", t.tekst);
    doe = DOC_SET(p->a, x, "doe", doc_map(p->a));
    DOC_SET_STR(p->a, doe, "woord", str_from(t.woord));
    DOC_SET_STR(p->a, doe, "adres", t.adres);
}

/* How many stand here, of how many: "" when the list says that itself. */
static struct str hoeveel(struct arena *a, size_t eigen, size_t alle, size_t meest)
{
    struct str s = alle > meest ? str_fmt(a, "De %zu dringendste signalen van %zu.", meest, alle)
                   : alle > 1   ? STR("Het dringendste signaal eerst.")
                                : STR("");

    if (!eigen)
        return s;
    return str_fmt(a, "Aan uw organisatie %s %zu %s gevraagd.%s%.*s", eigen == 1 ? "is" : "zijn", eigen,
                   eigen == 1 ? "ding" : "dingen", s.n ? " " : "", STR_ARG(s));
}

struct doc *signaal_aandacht(struct pagina *p, const struct te_doen_lijst *t, const struct signaal *s,
                             size_t n, const struct signaal_zicht *z, bool eigen, size_t meest)
{
    struct doc *d = doc_map(p->a), *l = DOC_SET(p->a, d, "punten", doc_list(p->a)), *x;
    size_t alle = 0;
    struct str telling;

    for (size_t i = 0; i < t->punt.n && i < meest; i++)
        punt_bij(p, l, t->punt.at[i]);
    if (t->punt.n > meest)
        punt_bij(p, l,
                 (struct te_doen){.titel = str_fmt(p->a, "Nog %zu van uw organisatie", t->punt.n - meest),
                                  .tekst = STR("Stukken die nog op u wachten, met hun opgaven."),
                                  .adres = STR("/regie/kennisname"),
                                  .woord = "Bekijk ze alle"});

    for (size_t i = 0; i < n; i++) {
        if (!signaal_vraagt(&s[i]) || !signaal_zichtbaar(z, &s[i]) || (eigen && !signaal_eigen(z, &s[i])))
            continue;
        if (alle++ >= meest)
            continue;
        punt_bij(p, l,
                 (struct te_doen){.titel = s[i].titel,
                                  .tekst = str_fmt(p->a, "%.*s %.*s%s%.*s", STR_ARG(s[i].tekst),
                                                   STR_ARG(s[i].doen), s[i].partij_naam.n ? " Vraagt: " : "",
                                                   STR_ARG(s[i].partij_naam)),
                                  .adres = adres_van(p->a, s[i].id),
                                  .woord = "Bekijk"});
    }
    if (!alle && !t->punt.n)
        return NULL;
    telling = hoeveel(p->a, t->punt.n, alle, meest);
    if (telling.n)
        DOC_SET_STR(p->a, d, "toelichting", telling);
    if (alle > meest) {
        x = DOC_SET(p->a, d, "alles", doc_map(p->a));
        DOC_SET_STR(p->a, x, "woord", STR("Alle signalen"));
        DOC_SET_STR(p->a, x, "adres", STR("/regie/signalen"));
    }
    return d;
}

/* The organisation of who looks; empty: several. NULL: none, as who runs the installation or a visitor. */
static const struct str *eigen_naam(const struct wie *w)
{
    static const struct str meer = STR_INIT("");
    const struct wie_rol *een = NULL;

    for (size_t i = 0; i < w->n_rol; i++) {
        if (!w->rol[i].partij)
            continue;
        if (een && een->partij != w->rol[i].partij)
            return &meer;
        een = &w->rol[i];
    }
    return een ? &een->naam : NULL;
}

struct doc *signaal_niets_gevraagd(struct pagina *p, const struct signaal *s, size_t n,
                                   const struct signaal_zicht *z)
{
    const struct str *naam = eigen_naam(z->wie);
    struct doc *d = doc_map(p->a), *x;
    size_t anderen = 0;

    for (size_t i = 0; i < n; i++) {
        if (!signaal_vraagt(&s[i]) || !signaal_zichtbaar(z, &s[i]))
            continue;
        if (signaal_eigen(z, &s[i]))
            return NULL;
        anderen++;
    }
    if (!naam || !anderen)
        return NULL;
    DOC_SET_BOOL(p->a, d, "rustig", true);
    DOC_SET_STR(p->a, d, "toelichting",
                str_fmt(p->a, "Geen signaal vraagt nu iets van %.*s. %zu %s van anderen.",
                        STR_ARG(naam->n ? *naam : STR("uw organisaties")), anderen,
                        anderen == 1 ? "signaal is" : "signalen zijn"));
    x = DOC_SET(p->a, d, "alles", doc_map(p->a));
    DOC_SET_STR(p->a, x, "woord", STR("Bekijk wat van anderen gevraagd wordt"));
    DOC_SET_STR(p->a, x, "adres", STR("/regie/signalen"));
    return d;
}

static size_t tabel(struct vel *v, const char *id, struct str kop, const struct signaal *s, size_t n,
                    const struct signaal_zicht *z, bool voorbij, const char *leeg)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, id, voorbij ? STR("Voorbije signalen") : STR("Signalen"), STR(""));
    size_t getoond = 0;

    tabel_kolom(p, t, "signaal", STR("Signaal"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "partij", STR("Vraagt"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "sinds", STR("Sinds"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "stand", voorbij ? STR("Waarom het voorbij is") : STR("Stand"), STR(""), KOLOM_TEKST, 0,
                true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij;

        if (!signaal_zichtbaar(z, &s[i]))
            continue;
        getoond++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, s[i].tekst, adres_van(p->a, s[i].id), STR(""));
        cel_tekst(p, t, rij, str_from(signaal_ernsten[s[i].ernst]), STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].gebied ? s[i].gebied->naam : STR("–"), STR(""), STR(""));
        cel_tekst(p, t, rij, s[i].partij_naam.n ? s[i].partij_naam : STR("–"), STR(""), STR(""));
        cel_datum(p, t, rij, time_date(s[i].moment));
        cel_tekst(p, t, rij, voorbij ? s[i].einde_tekst : stand_naam(&s[i]), STR(""), STR(""));
    }
    if (!getoond)
        DOC_SET(p->a, t, "leeg", leeg_maak(p->a, "Niets", str_from(leeg), NULL, STR("")));
    tabel_klaar(p, t, "/regie/signalen");
    blok_tabel(v, blok_bij(v, str_cstr(p->a, str_fmt(p->a, "%s-blok", id)), kop, STR("")), t);
    return getoond;
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct signaal *s, *voorbij;
    struct signaal_zicht z;
    struct te_doen_lijst te_doen = {0};
    struct omgeving *o = q->app;
    struct doc *aandacht;
    struct vel v;
    int64_t laatst = 0;
    size_t n = 0, n_voorbij = 0, open = 0, eigen = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = signaal_zicht_lees(&v.p, &z, e);
    if (!rc)
        rc = signalen_lees(v.p.c, v.p.g, q->a, false, &s, &n, e);
    if (!rc)
        rc = signalen_lees(v.p.c, v.p.g, q->a, true, &voorbij, &n_voorbij, e);
    if (!rc)
        rc = signaal_laatst(v.p.c, &laatst, e);
    if (!rc)
        rc = te_doen_lees(&v.p, &te_doen, e);
    if (!rc) {
        if (o->veranderd && time_date(laatst) != date_today())
            o->veranderd(o); /* a new day: dates have come nearer */
        for (size_t i = 0; i < n; i++) {
            open += signaal_vraagt(&s[i]) && signaal_zichtbaar(&z, &s[i]);
            eigen += signaal_vraagt(&s[i]) && signaal_eigen(&z, &s[i]);
        }
        vel_titel(&v, STR("Signalen"),
                  open ? str_fmt(q->a, "%zu %s aandacht; %zu daarvan %s van uw eigen organisatie.", open,
                                 open == 1 ? "ding vraagt" : "dingen vragen", eigen,
                                 eigen == 1 ? "is" : "zijn")
                  : te_doen.punt.n ? STR("Er is iets aan uw organisatie gevraagd.")
                                   : STR("Niets vraagt nu aandacht."));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Signalen"), STR(""));
        aandacht = signaal_aandacht(&v.p, &te_doen, s, n, &z, eigen > 0, 8);
        if (aandacht)
            DOC_SET(q->a, v.p.boom, "aandacht", aandacht);
        tabel(&v, "signalen", STR("Alle signalen"), s, n, &z, false, "Geen enkele regel vindt iets.");
        tabel(&v, "voorbij", STR("Wat voorbij is"), voorbij, n_voorbij, &z, true, "Nog niets.");
        feit_bij(q->a, blok_feiten(&v, blok_bij(&v, "hoe", STR("Hoe is dit gevonden?"), STR(""))),
                 "Laatst nagekeken", laatst ? time_nl(q->a, laatst) : STR("nog niet"),
                 STR("/regie/signalen/regels"),
                 STR("met de regels; een signaal eindigt vanzelf als de regel het niet meer vindt"), STR(""));
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
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
                 adres_van(v->p.a, s->id), "Bewaar");
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
        feit_bij(p->a, f, "Eerder", STR("Dit is eerder gevonden"), adres_van(p->a, s->vorige), STR(""),
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
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = signaal_lees(q->conn, v->p.g, q->a, id, ret, e);
    return rc ? rc : toegang_object(q, q->conn, recht, ret->partij, e);
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
        r->location = str_cat(q->a, adres_van(q->a, w.s.id), STR("?gedaan=daad"));
    vel_sluit(&v);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
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
    {"GET", "/regie/signalen/regels", regels_get, "regie", "De regels voor signalen", LEEST, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/regie/signalen/{id}", een_get, "regie", "Een signaal, met zijn regel", LEEST, een_params,
     .recht = RECHT_PARTIJEN},
    {"POST", "/regie/signalen/{id}", een_post, "regie", "Zeg wat u met een signaal doet", LEEST | ROUTE_SLOW,
     post_params, .recht = RECHT_LEVEREN},
    {0},
};
