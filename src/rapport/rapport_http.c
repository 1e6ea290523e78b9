/* SPDX-License-Identifier: EUPL-1.2
 * /uitkomsten/{ronde}/rapporten: which there are, one as HTML, PDF or OpenDocument, two side by side, and
 * making one from a template. */
#include "rapport/bewaar.h"

#include "base/num.h"
#include "beheer/beheer.h"
#include "gebied/omgeving.h"
#include "toegang/toegang.h"

#include <string.h>

/* The ronde of the address: a report is shown to everyone once it is made; making is for who runs rondes. */
static int ronde_van(struct http_req *q, struct conn *c, struct ronde *ret, bool *ret_beheer, struct err *e)
{
    int rc = ronde_bij_code(c, q->a, doc_get_str(q->params, STR("ronde")), ret, e);

    return rc ? rc : toegang_mag(c, wie_van(q), RECHT_RONDE, 0, ret_beheer, e);
}

static struct str pad(struct arena *a, const struct ronde *r, const char *fmt, int64_t nummer)
{
    struct str s = str_fmt(a, "/uitkomsten/%.*s/rapporten", STR_ARG(r->code));

    return nummer ? str_fmt(a, "%.*s/%lld%s", STR_ARG(s), (long long)nummer, fmt) : s;
}

static void kruimels(struct pagina *p, const struct ronde *r)
{
    pagina_kruimel(p, STR("Uitkomsten"), STR("/uitkomsten"));
    pagina_kruimel(p, r->titel, str_cat(p->a, STR("/uitkomsten/"), r->code));
    pagina_kruimel(p, STR("Rapporten"), STR(""));
}

static struct doc *lijst_tabel(struct pagina *p, const struct ronde *ronde, const struct rapport_bewaard *r,
                               size_t n)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "rapporten", STR("Rapporten"),
                               STR("Een rapport verandert niet meer. Met hetzelfde "
                                   "kenmerk van antwoorden en sjabloon is het "
                                   "precies zo opnieuw te maken."));

    tabel_kolom(p, t, "rapport", STR("Rapport"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gemaakt", STR("Gemaakt"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "pdf", STR("PDF"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "odt", STR("OpenDocument"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "sjabloon", STR("Sjabloon"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "verschil", STR("Sinds het vorige"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gegevens", STR("Kenmerk van de antwoorden"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_fmt(a, "%lld. %.*s", (long long)r[i].nummer, STR_ARG(r[i].titel)),
                  pad(a, ronde, "", r[i].nummer), ronde->verzonnen ? STR("verzonnen") : STR(""));
        cel_datum(p, t, rij, time_date(r[i].gemaakt));
        cel_tekst(p, t, rij, str_fmt(a, "PDF van %lld", (long long)r[i].nummer),
                  pad(a, ronde, "/vorm/pdf", r[i].nummer), STR(""));
        cel_tekst(p, t, rij, str_fmt(a, "ODT van %lld", (long long)r[i].nummer),
                  pad(a, ronde, "/vorm/odt", r[i].nummer), STR(""));
        cel_tekst(p, t, rij, str_fmt(a, "sjabloon van %lld", (long long)r[i].nummer),
                  pad(a, ronde, "/vorm/md", r[i].nummer), STR(""));
        cel_tekst(p, t, rij,
                  i + 1 < n ? str_fmt(a, "wat er anders is in %lld", (long long)r[i].nummer) : STR("–"),
                  i + 1 < n ? pad(a, ronde, "/verschil", r[i].nummer) : STR(""), STR(""));
        cel_tekst(p, t, rij, str_sub(r[i].gegevens_som, 0, 12), STR(""), STR(""));
    }
    tabel_klaar(p, t, n ? pad(a, ronde, "", 0).p : NULL);
    return t;
}

static void maak_form(struct pagina *p, const struct ronde *r)
{
    struct arena *a = p->a;
    struct doc *l = DOC_SET(a, p->boom, "formulieren", doc_list(a)), *f = doc_add(a, l, doc_map(a)), *v,
               *velden;

    DOC_SET_STR(a, f, "kop", STR("Een rapport maken"));
    DOC_SET_STR(
        a, f, "tekst",
        STR("Een sjabloon is een tekst in Markdown met verwijzingen als {{aantal vraag=keuze}}. Haal er "
            "hierboven een op, pas het aan met een tekstverwerker en lees het hier in. Het rapport wordt "
            "gemaakt zoals iedereen het mag zien, en is meteen gepubliceerd: iedereen kan het lezen zodra u "
            "op de "
            "knop drukt, ook zonder aan te melden."));
    DOC_SET_STR(a, f, "actie", pad(a, r, "", 0));
    DOC_SET_STR(a, f, "knop", STR("Maak het rapport en publiceer het"));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_BOOL(a, f, "is_upload", true);
    DOC_SET(a, f, "verborgen", doc_list(a));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    v = doc_add(a, velden, doc_map(a));
    DOC_SET_STR(a, v, "id", STR("sjabloon"));
    DOC_SET_STR(a, v, "naam", STR("sjabloon"));
    DOC_SET_STR(a, v, "label", STR("Sjabloon"));
    DOC_SET_STR(a, v, "uitleg", STR("Een bestand van ten hoogste 2 MB, als rapport.md"));
    DOC_SET_BOOL(a, v, "is_bestand", true);
    DOC_SET_STR(a, v, "soorten", STR(".md,.txt"));
}

/* After making one: here, and not in the report itself, which is frozen and knows no way back. */
static void gelukt(struct pagina *p, const struct ronde *ronde, const struct rapport_bewaard *r, size_t n)
{
    struct arena *a = p->a;
    struct vel b = {.p = *p};
    struct doc *l, *m, *v;
    int64_t nummer = 0;

    if (!num_i64(doc_get_str(p->q->query, STR("gemaakt")), &nummer))
        return;
    for (size_t i = 0; i < n; i++) {
        if (r[i].nummer != nummer)
            continue;
        vel_gelukt(
            &b, str_fmt(a, "rapport %lld is gemaakt", (long long)nummer),
            STR("Het staat bovenaan de lijst: om te lezen, en om mee te nemen als PDF en OpenDocument. "
                "Iedereen kan het lezen."));
        l = doc_get(p->boom, STR("meldingen"));
        m = l->list.at[l->list.n - 1];
        v = DOC_SET(a, m, "verder", doc_map(a));
        DOC_SET_STR(a, v, "woord", str_fmt(a, "Lees rapport %lld", (long long)nummer));
        DOC_SET_STR(a, v, "adres", pad(a, ronde, "", nummer));
    }
}

static int lijst_blad(struct http_req *q, struct http_resp *r, struct str fout, struct err *e)
{
    struct rapport_bewaard *lijst = NULL;
    struct ronde ronde;
    struct pagina p;
    size_t n = 0;
    bool beheer = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = ronde_van(q, p.c, &ronde, &beheer, e);
    if (!rc)
        rc = rapporten_lees(p.c, q->a, ronde.id, &lijst, &n, e);
    if (!rc) {
        struct arena *a = q->a;

        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Rapporten van %.*s", STR_ARG(ronde.titel)));
        DOC_SET_STR(a, p.boom, "antwoord",
                    fout.n ? fout
                    : n    ? str_fmt(a, "Er %s %zu rapport%s.", n == 1 ? "is" : "zijn", n, n == 1 ? "" : "en")
                           : STR("Er is nog geen rapport van deze ronde."));
        kruimels(&p, &ronde);
        if (n && !fout.n)
            gelukt(&p, &ronde, lijst, n);
        if (n)
            DOC_SET(a, p.boom, "overzicht", lijst_tabel(&p, &ronde, lijst, n));
        else if (!fout.n)
            DOC_SET(a, p.boom, "niets",
                    leeg_maak(a, "Nog geen rapport",
                              STR("Wie de ronde beheert maakt een rapport uit een sjabloon. De uitkomsten "
                                  "per vraag zijn er wel."),
                              "Naar de uitkomsten", str_cat(a, STR("/uitkomsten/"), ronde.code)));
        if (beheer) {
            struct doc *f = DOC_SET(a, p.boom, "feiten", doc_list(a));

            DOC_SET_BOOL(a, p.boom, "heeft_feiten", true);
            feit_bij(a, f, "Om mee te beginnen", STR("een sjabloon met alle vragen van deze ronde"),
                     str_cat(a, pad(a, &ronde, "", 0), STR("/sjabloon")),
                     STR("een zin en een figuur bij elke vraag, om in te schrijven en weg te laten"),
                     STR(""));
            maak_form(&p, &ronde);
        }
        pagina_klaar(&p, r);
        if (fout.n)
            r->status = 400;
    }
    pagina_sluit(&p);
    return rc;
}

/* A template of all questions, for who begins. */
static int sjabloon_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct laad_wens alles = {0};
    struct ui_set *s = NULL;
    struct ronde ronde;
    struct pagina p;
    bool beheer = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = ronde_van(q, p.c, &ronde, &beheer, e);
    if (!rc)
        rc = toegang_object(q, p.c, RECHT_RONDE, 0, e);
    if (!rc)
        rc = uitkomst_laad(p.c, q->a, p.g, ronde.code, &alles, &s, e);
    if (!rc) {
        r->body = rapport_begin(q->a, s);
        r->type = "text/markdown; charset=utf-8";
        r->filename = str_fmt(q->a, "%.*s-sjabloon.md", STR_ARG(ronde.code));
    }
    pagina_sluit(&p);
    return rc;
}

static int rapporten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return lijst_blad(q, r, STR(""), e);
}

/* ---- making ---- */

struct maken {
    struct http_req *q;
    const struct rapport *r;
    struct str sjabloon, html, wie;
    struct dader dader;
    int64_t ronde, nummer;
};

static int maken_doe(struct conn *c, void *ctx, struct err *e)
{
    struct maken *m = ctx;

    return rapport_bewaar(c, &m->dader, m->q->a, m->ronde, m->r, m->sjabloon, m->html, m->wie, &m->nummer, e);
}

static int maak_uit(struct http_req *q, const struct ronde *ronde, const struct http_upload *u,
                    struct maken *m, struct err *e)
{
    struct rapport *r = NULL;
    struct blik b;
    int rc = blik_open(q->app, &b, e);

    if (!rc)
        rc =
            rapport_maak(b.c, q->a, b.g, ronde->code, u->name.n ? u->name : STR("sjabloon"), u->bytes, &r, e);
    blik_sluit(&b);
    for (size_t i = 1; !rc && i < r->n_set; i++)
        if (!r->set[i]->gesloten)
            rc = err_set(e, ERR_CONFLICT,
                         "de ronde “%.*s” is nog niet gesloten; haar uitkomsten zijn nog van niemand",
                         STR_ARG(r->set[i]->titel));
    if (!rc)
        rc = rapport_html(q->a, r, &m->html, e);
    m->r = r;
    m->sjabloon = u->bytes;
    return rc;
}

static int rapporten_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct maken m = {.q = q, .wie = wie_van(q)->naam};
    struct ronde ronde;
    int rc = ronde_bij_code(q->conn, q->a, doc_get_str(q->params, STR("ronde")), &ronde, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);
    if (rc)
        return rc;
    if (ronde_nu(&ronde, time_ms()) != RONDE_GESLOTEN)
        return err_set(
            e, ERR_CONFLICT,
            "een rapport is voor iedereen te lezen en kan pas gemaakt worden als de ronde gesloten "
            "is; vooraf kan het met woonzorg ronde rapport");
    m.ronde = ronde.id;
    m.dader = wie_dader(q, RECHT_RONDE, 0);
    if (!q->n_uploads || !q->uploads[0].bytes.n)
        rc = err_set(e, ERR_DATA, "kies een bestand met het sjabloon");
    store_return(o->store, q->conn);
    q->conn = NULL;
    if (!rc)
        rc = maak_uit(q, &ronde, &q->uploads[0], &m, e);
    if (!rc)
        rc = store_write(o->store, maken_doe, &m, e);
    if (!rc)
        r->location =
            str_fmt(q->a, "%.*s?gemaakt=%lld", STR_ARG(pad(q->a, &ronde, "", 0)), (long long)m.nummer);
    if ((rc == ERR_DATA || rc == ERR_NOT_FOUND || rc == ERR_DENIED || rc == ERR_CONFLICT ||
         rc == ERR_LIMIT) &&
        q->format == HTTP_HTML) {
        struct str fout = str_dup(q->a, str_from(e->text));

        rc = store_read(o->store, &q->conn, e);
        if (!rc)
            rc = conn_snapshot_begin(q->conn, e);
        return rc ? rc : lijst_blad(q, r, str_cat(q->a, STR("Het rapport is niet gemaakt: "), fout), e);
    }
    return rc;
}

/* ---- one ---- */

static int bewaard_van(struct http_req *q, struct ronde *ronde, struct rapport_bewaard *ret, struct err *e)
{
    int64_t nummer = 0;
    int rc = ronde_bij_code(q->conn, q->a, doc_get_str(q->params, STR("ronde")), ronde, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("nummer")), &nummer, e);
    return rc ? rc : rapport_lees(q->conn, q->a, ronde->id, nummer, ret, e);
}

static int rapport_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct rapport_bewaard x;
    struct ronde ronde;
    int rc = bewaard_van(q, &ronde, &x, e);

    if (rc)
        return rc;
    r->body = x.html;
    r->type = "text/html; charset=utf-8";
    r->document = true;
    return OK;
}

/* PDF of what was frozen; OpenDocument is made anew, which the data must allow. */
static int vorm_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str vorm = doc_get_str(q->params, STR("vorm"));
    struct rapport_bewaard x;
    struct rapport *nu = NULL;
    struct ronde ronde;
    struct blik b;
    int rc = bewaard_van(q, &ronde, &x, e);

    if (rc)
        return rc;
    r->filename =
        str_fmt(q->a, "%.*s-rapport-%lld.%.*s", STR_ARG(ronde.code), (long long)x.nummer, STR_ARG(vorm));
    if (str_is(vorm, "pdf")) {
        r->type = "application/pdf";
        return rapport_pdf(q->a, x.html, &r->body, e);
    }
    if (str_is(vorm, "md")) {
        r->type = "text/markdown; charset=utf-8";
        r->body = x.sjabloon;
        return OK;
    }
    if (!str_is(vorm, "odt"))
        return err_set(e, ERR_NOT_FOUND, "een rapport is er als pdf, odt en md (het sjabloon)");
    store_return(((struct omgeving *)q->app)->store, q->conn);
    q->conn = NULL;
    rc = blik_open(q->app, &b, e);
    if (!rc)
        rc = rapport_maak(b.c, q->a, b.g, ronde.code, STR("sjabloon"), x.sjabloon, &nu, e);
    blik_sluit(&b);
    if (!rc && !str_eq(nu->gegevens_som, x.gegevens_som))
        rc = err_set(e, ERR_CONFLICT,
                     "de antwoorden zijn sinds dit rapport gewijzigd; als HTML en PDF is het er nog precies "
                     "zo. Maak een nieuw rapport voor een OpenDocument");
    r->type = "application/vnd.oasis.opendocument.text";
    return rc ? rc : rapport_odt(q->a, nu, &r->body, e);
}

static void verschil_tabel(struct pagina *p, const struct rapport_verschil *v, size_t n)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "verschil", STR("Wat er anders is"), STR(""));

    tabel_kolom(p, t, "wat", STR("Cijfer, of regel van het sjabloon"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "was", STR("Was"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "is", STR("Is"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, v[i].wat.n ? v[i].wat : STR("regel"), STR(""), STR(""));
        cel_tekst(p, t, rij, v[i].oud.n ? v[i].oud : STR("–"), STR(""), STR(""));
        cel_tekst(p, t, rij, v[i].nieuw.n ? v[i].nieuw : STR("–"), STR(""), STR(""));
    }
    tabel_klaar(p, t, n ? p->q->path.p : NULL);
    DOC_SET(a, p->boom, "overzicht", t);
}

static int verschil_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct rapport_bewaard nieuw, oud;
    struct rapport_verschil *v = NULL;
    struct ronde ronde;
    struct pagina p;
    int64_t met = 0;
    size_t n = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = bewaard_van(q, &ronde, &nieuw, e);
    if (!rc) {
        struct str s = doc_get_str(q->query, STR("met"));

        met = nieuw.nummer - 1;
        rc = s.n ? nummer_van(s, &met, e) : OK;
    }
    if (!rc)
        rc = rapport_lees(q->conn, q->a, ronde.id, met, &oud, e);
    if (!rc)
        rc = rapport_vergelijk(q->a, &oud, &nieuw, &v, &n, e);
    if (!rc) {
        DOC_SET_STR(q->a, p.boom, "titel",
                    str_fmt(q->a, "Rapport %lld naast %lld", (long long)nieuw.nummer, (long long)oud.nummer));
        DOC_SET_STR(q->a, p.boom, "antwoord",
                    n ? str_fmt(q->a, "%.*s %s.", STR_ARG(num_nl(q->a, (int64_t)n, 0)),
                                n == 1 ? "cijfer of regel is anders" : "cijfers en regels zijn anders")
                      : STR("Alle cijfers en alle regels zijn gelijk."));
        kruimels(&p, &ronde);
        verschil_tabel(&p, v, n);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

#define PARAM_RONDE                                                                                          \
    {                                                                                                        \
        "ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"                     \
    }
#define PARAM_NUMMER                                                                                         \
    {                                                                                                        \
        "nummer", "het nummer van het rapport", PARAM_PATH, true, false, "getal", "1"                        \
    }
static const struct http_param lijst_params[] = {
    PARAM_RONDE,
    {"gemaakt", "het nummer van het rapport dat net is gemaakt", PARAM_QUERY, false, false, "getal", NULL},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param sjabloon_params[] = {PARAM_RONDE, CONTEXT_PARAMS, {0}};
static const struct http_param maak_params[] = {
    PARAM_RONDE,
    {"sjabloon", "het sjabloon, Markdown", PARAM_FILE, false, false, NULL, NULL},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param een_params[] = {PARAM_RONDE, PARAM_NUMMER, {0}};
static const struct http_param vorm_params[] = {
    PARAM_RONDE, PARAM_NUMMER, {"vorm", "pdf, odt of md", PARAM_PATH, true, false, NULL, "pdf"}, {0}};
static const struct http_param verschil_params[] = {
    PARAM_RONDE,
    PARAM_NUMMER,
    {"met", "het nummer van het rapport ernaast; standaard het vorige", PARAM_QUERY, false, false, "getal",
     NULL},
    CONTEXT_PARAMS,
    {0}};

const struct http_route rapport_routes[] = {
    {"GET", "/uitkomsten/{ronde}/rapporten", rapporten_get, "uitkomst", "De rapporten van een ronde",
     ROUTE_STORE, lijst_params, .recht = RECHT_PUBLIEK},
    {"POST", "/uitkomsten/{ronde}/rapporten", rapporten_post, "uitkomst",
     "Maakt een rapport uit een sjabloon", ROUTE_STORE | ROUTE_SLOW, maak_params, .recht = RECHT_RONDE},
    {"GET", "/uitkomsten/{ronde}/rapporten/sjabloon", sjabloon_get, NULL,
     "Een sjabloon met alle vragen van een ronde, om een rapport mee te beginnen", ROUTE_STORE | ROUTE_SLOW,
     sjabloon_params, .recht = RECHT_RONDE},
    {"GET", "/uitkomsten/{ronde}/rapporten/{nummer}", rapport_get, NULL, "Een rapport, als HTML", ROUTE_STORE,
     een_params, .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}/rapporten/{nummer}/vorm/{vorm}", vorm_get, NULL,
     "Een rapport als PDF, OpenDocument of sjabloon", ROUTE_STORE | ROUTE_SLOW, vorm_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}/rapporten/{nummer}/verschil", verschil_get, "uitkomst",
     "Twee rapporten naast elkaar", ROUTE_STORE, verschil_params, .recht = RECHT_PUBLIEK},
    {0},
};
