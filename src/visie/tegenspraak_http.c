/* SPDX-License-Identifier: EUPL-1.2
 * /regie/woonzorgvisies/{code}/tegenspraak: where a ronde of a questionnaire says something else than was
 * known, who said what and when; and choosing, with a reason. */
#include "visie/visie_pagina.h"

#include "toegang/toegang.h"
#include "visie/overname.h"

struct strijd {
    struct vel v;
    const struct gebied *gebied;
    const struct visie_tegenspraak *t;
    size_t n, n_open;
    int64_t partij;
    bool mag;
};

static int open_strijd(struct http_req *q, struct strijd *x, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code"));
    int rc = vel_open(q, &x->v, e);

    if (rc)
        return rc;
    x->gebied = gebied_bij_code(x->v.p.g, code);
    if (!x->gebied || str_is(x->gebied->soort, "land"))
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(utf8_clip(code, 40)));
    rc = visie_partij(q->conn, x->v.p.g, q->a, x->gebied, &x->partij, e);
    if (!rc)
        rc = visie_tegenspraken_lees(q->conn, x->v.p.g, q->a, x->gebied, &x->t, &x->n, e);
    for (size_t i = 0; !rc && i < x->n; i++)
        x->n_open += !x->t[i].keuze.n;
    return rc ? rc : toegang_mag(q->conn, wie_van(q), RECHT_LEVEREN, x->partij, &x->mag, e);
}

static struct str hier(const struct strijd *x, const char *achter)
{
    return str_fmt(x->v.p.a, "/regie/woonzorgvisies/%.*s%s", STR_ARG(x->gebied->code), achter);
}

static struct str wat_van(const struct visie_tegenspraak *t)
{
    return t->vraag                   ? str_from(t->vraag->naam)
           : str_is(t->veld, "staat") ? STR("Hoe ver de woonzorgvisie is")
                                      : STR("Wanneer zij verwacht wordt");
}

static struct str zegt(const struct strijd *x, const struct visie_tegenspraak *t, struct str code,
                       date_t datum)
{
    struct str s = visie_zegt_naam(t, code);

    return str_is(t->veld, "verwacht") && datum
               ? str_fmt(x->v.p.a, "%.*s op %.*s", STR_ARG(s), STR_ARG(date_nl(x->v.p.a, datum)))
               : s;
}

static void twee_kolommen(struct strijd *x, struct doc *t)
{
    struct pagina *p = &x->v.p;

    tabel_kolom(p, t, "wat", STR("Waarover"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bekend", STR("Bekend was"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bekend-op", STR("Gezegd op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "bekend-bron", STR("Waar dat staat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bekend-wie", STR("Ingevoerd door"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ronde", STR("De vragenlijst zegt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ronde-op", STR("Naar de stand van"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "ronde-bron", STR("Welk antwoord"), STR(""), KOLOM_TEKST, 0, false);
}

static struct doc *twee_cellen(struct strijd *x, struct doc *t, const struct visie_tegenspraak *s)
{
    struct pagina *p = &x->v.p;
    struct doc *rij = tabel_regel(p, t, false);

    cel_tekst(p, t, rij, wat_van(s), STR(""), STR(""));
    cel_tekst(p, t, rij, zegt(x, s, s->bekend, s->bekend_datum), STR(""),
              s->bekend_verzonnen ? STR("verzonnen") : STR(""));
    cel_datum(p, t, rij, s->bekend_op);
    cel_tekst(p, t, rij, s->bekend_herkomst, STR(""), STR(""));
    cel_tekst(p, t, rij, toegang_naam(p->q, s->bekend_wie), STR(""), STR(""));
    cel_tekst(p, t, rij, zegt(x, s, s->zegt, s->datum), STR(""), s->verzonnen ? STR("verzonnen") : STR(""));
    cel_datum(p, t, rij, s->gezegd_op);
    cel_tekst(p, t, rij, s->herkomst, STR(""), STR(""));
    return rij;
}

static void open_blok(struct strijd *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "open", STR("Twee die iets anders zeggen"), STR(""));

    twee_kolommen(x, t);
    for (size_t i = 0; i < x->n; i++)
        if (!x->t[i].keuze.n)
            twee_cellen(x, t, &x->t[i]);
    if (!x->n_open)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Niets om te kiezen",
                          STR("Geen vragenlijst zegt iets anders dan wat bekend is."),
                          "Naar de woonzorgvisie", hier(x, "")));
    tabel_klaar(p, t, str_cstr(p->a, hier(x, "/tegenspraak")));
    blok_tabel(v,
               blok_bij(v, "open-blok", STR("Wat nog te kiezen is"),
                        STR("Tot iemand kiest telt wat bekend was. Er gaat niets verloren: wat u niet kiest "
                            "blijft hier staan.")),
               t);
}

/* The id of a field for one of them. */
static const char *veld_van(struct arena *a, const struct visie_tegenspraak *t)
{
    return str_cstr(a, str_fmt(a, "keuze%lld", (long long)t->id));
}

static void kies_blok(struct strijd *x)
{
    struct vel *v = &x->v;
    struct arena *a = v->p.a;
    struct doc *f;

    if (!x->mag || !x->n_open)
        return;
    f = form_bij(v,
                 blok_bij(v, "kies", STR("Welke klopt?"),
                          STR("Kies waar u het over weet; de rest blijft wachten. Uw reden staat bij alles "
                              "wat u nu kiest.")),
                 hier(x, "/tegenspraak"), "Bewaar de keuze");
    for (size_t i = 0; i < x->n; i++) {
        const struct visie_tegenspraak *t = &x->t[i];
        const char *veld = veld_van(a, t);
        struct doc *k;

        if (t->keuze.n)
            continue;
        k = form_veld(v, f, veld, str_cstr(a, wat_van(t)), NULL, "is_keuze", STR(""));
        optie_bij(a, k, STR(""), STR("later kiezen"), form_tekst(v->p.q, veld));
        optie_bij(a, k, STR("bekend"),
                  str_fmt(a, "wat bekend was: %.*s", STR_ARG(zegt(x, t, t->bekend, t->bekend_datum))),
                  form_tekst(v->p.q, veld));
        optie_bij(a, k, STR("ronde"),
                  str_fmt(a, "de vragenlijst: %.*s", STR_ARG(zegt(x, t, t->zegt, t->datum))),
                  form_tekst(v->p.q, veld));
        form_vrij(v, f);
    }
    form_veld(v, f, "reden", "Waarom?", "Bijvoorbeeld: nagevraagd bij de beleidsadviseur.", "is_lang",
              STR(""));
}

static void gekozen_blok(struct strijd *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "gekozen", STR("Keuzes"), STR(""));

    if (x->n_open == x->n)
        return;
    twee_kolommen(x, t);
    tabel_kolom(p, t, "keuze", STR("Gekozen"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n; i++) {
        struct doc *rij;

        if (!x->t[i].keuze.n)
            continue;
        rij = twee_cellen(x, t, &x->t[i]);
        cel_tekst(p, t, rij,
                  str_is(x->t[i].keuze, "ronde") ? STR("de vragenlijst klopt") : STR("wat bekend was blijft"),
                  STR(""), STR(""));
        cel_tekst(p, t, rij, x->t[i].reden, STR(""), STR(""));
        cel_datum(p, t, rij, time_date(x->t[i].gekozen));
        cel_tekst(p, t, rij, toegang_naam(p->q, x->t[i].wie), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, hier(x, "/tegenspraak")));
    blok_tabel(v, blok_bij(v, "gekozen-blok", STR("Wat al gekozen is"), STR("")), t);
}

static int toon(struct strijd *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &x->v.p;

    vel_titel(&x->v, str_fmt(p->a, "Tegenspraak: %.*s", STR_ARG(x->gebied->naam)),
              x->n_open ? str_fmt(p->a,
                                  "Over %zu %s zegt een vragenlijst iets anders dan wat bekend is; iemand "
                                  "moet kiezen.",
                                  x->n_open, x->n_open == 1 ? "ding" : "dingen")
                        : STR("Er is niets waarover een vragenlijst iets anders zegt dan wat bekend is."));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Woonzorgvisies"), STR("/regie/woonzorgvisies"));
    pagina_kruimel(p, x->gebied->naam, hier(x, ""));
    pagina_kruimel(p, STR("Tegenspraak"), STR(""));
    open_blok(x);
    kies_blok(x);
    gekozen_blok(x);
    return vel_klaar(&x->v, r, e);
}

static int strijd_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct strijd x = {0};
    int rc = open_strijd(q, &x, e);

    if (!rc && str_is(doc_get_str(q->query, STR("gedaan")), "gekozen"))
        vel_gelukt(&x.v, STR("uw keuze is bewaard"), STR(""));
    if (!rc)
        rc = toon(&x, r, e);
    vel_sluit(&x.v);
    return rc;
}

static int kies_doe(struct conn *c, void *ctx, struct err *e)
{
    struct strijd *x = ctx;
    const struct http_req *q = x->v.p.q;
    struct dader d = wie_dader(q, RECHT_LEVEREN, x->partij);
    int rc = OK;

    for (size_t i = 0; !rc && i < x->n; i++) {
        struct str keuze = form_tekst(q, veld_van(q->a, &x->t[i]));

        if (keuze.n && !x->t[i].keuze.n)
            rc = visie_kies(c, x->v.p.g, &d, x->gebied, x->t[i].id, str_is(keuze, "ronde"),
                            form_tekst(q, "reden"), x->partij, wie_van(q)->naam, e);
    }
    return rc;
}

static void kies_keur(struct strijd *x)
{
    const struct http_req *q = x->v.p.q;
    struct str reden = form_tekst(q, "reden");
    size_t keuzes = 0;

    for (size_t i = 0; i < x->n; i++) {
        const char *veld = veld_van(q->a, &x->t[i]);
        struct str keuze = form_tekst(q, veld);

        keuzes += keuze.n > 0;
        if (keuze.n && !str_is(keuze, "ronde") && !str_is(keuze, "bekend"))
            vel_fout(&x->v, veld, STR("Kies uit de lijst."));
        else if (keuze.n && x->t[i].keuze.n)
            vel_fout(&x->v, "reden", STR("Een ander koos hierover al. Kijk onder “Wat al gekozen is”."));
    }
    if (!keuzes && !x->v.fout.n)
        vel_fout(&x->v, "reden", STR("Kies bij minstens één ding wat klopt."));
    if (!x->v.fout.n && (!reden.n || reden.n > VISIE_TEKST_MAX))
        vel_fout(&x->v, "reden", STR("Zeg waarom, in hoogstens 1.000 tekens."));
}

static int strijd_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct strijd x = {0};
    int rc = open_strijd(q, &x, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x.partij, e);
    if (!rc) {
        kies_keur(&x);
        if (!x.v.fout.n)
            rc = vel_schrijf(&x.v, q, kies_doe, &x, e);
        if (rc == ERR_CONFLICT || rc == ERR_DATA) {
            vel_fout(&x.v, "reden", str_dup(q->a, str_from(e->text)));
            rc = OK;
        }
    }
    if (!rc && x.v.fout.n)
        rc = toon(&x, r, e);
    else if (!rc)
        r->location = hier(&x, "/tegenspraak?gedaan=gekozen");
    vel_sluit(&x.v);
    return rc;
}

#define CODE_PARAM                                                                                           \
    {                                                                                                        \
        "code", "code van de gemeente of regio", PARAM_PATH, true, false, NULL, "GM0935"                     \
    }
static const struct http_param get_params[] = {
    CODE_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param post_params[] = {
    CODE_PARAM, {"reden", "waarom dit klopt", PARAM_FORM, false, false}, {0}};

const struct http_route tegenspraak_routes[] = {
    {"GET", "/regie/woonzorgvisies/{code}/tegenspraak", strijd_get, "regie",
     "Waar een vragenlijst iets anders zegt dan wat bekend is", ROUTE_STORE | ROUTE_NO_STORE_CACHE,
     get_params, .recht = RECHT_PUBLIEK},
    {"POST", "/regie/woonzorgvisies/{code}/tegenspraak", strijd_post, "regie",
     "Kies wat klopt over een woonzorgvisie", ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_SLOW, post_params,
     .recht = RECHT_LEVEREN},
    {0},
};
