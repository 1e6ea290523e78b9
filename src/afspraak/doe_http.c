/* SPDX-License-Identifier: EUPL-1.2
 * The acts on an afspraak, each a form: read, checked beside its fields, done, and told. */
#include "afspraak/intern.h"

#include "base/num.h"
#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

struct werk {
    struct http_req *q;
    struct akte b;
    struct afspraak nieuw;
    struct belofte belofte;
    struct str reden, oordeel;
    const struct http_upload *stuk;
    date_t datum;
    int64_t partij, id, nummer;
    bool gedaan;
};

static struct str wie_naam(const struct werk *w)
{
    return wie_van(w->q)->naam;
}

/* Opens for an act on the afspraak of {id}, by who may deliver for the partij that keeps it. */
static int begin(struct http_req *q, struct werk *w, struct err *e)
{
    int rc = akte_open(q, &w->b, e);

    w->q = q;
    if (!rc)
        rc = akte_lees(q, &w->b, e);
    return rc ? rc : toegang_object(q, q->conn, RECHT_LEVEREN, w->b.x->partij, e);
}

static struct dader dader_van(const struct werk *w)
{
    return wie_dader(w->q, RECHT_LEVEREN, w->partij ? w->partij : w->b.x ? w->b.x->partij : 0);
}

/* Writes what was right. What the database refuses stands beside a field. */
static int schrijf(struct werk *w, store_write_fn *fn, const char *veld, struct err *e)
{
    struct vel *v = &w->b.v;
    int rc = v->fout.n ? OK : vel_schrijf(v, w->q, fn, w, e);

    if (rc == ERR_CONFLICT || rc == ERR_DATA || rc == ERR_LIMIT) {
        vel_fout(v, veld, str_dup(w->q->a, str_from(e->text)));
        rc = w->b.x ? akte_lees(w->q, &w->b, e) : OK; /* as it is now */
    }
    return rc;
}

static struct str moet_reden(struct werk *w, const char *veld)
{
    struct str s = form_tekst(w->q, veld);

    if (!s.n || s.n > AFSPRAAK_TEKST_MAX)
        vel_fout(&w->b.v, veld, STR("Zeg waarom, in hoogstens 2.000 tekens."));
    return s;
}

/* ---- the afspraak ---- */

static int afspraak_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return afspraak_zet(c, &d, &w->nieuw, &w->id, e);
}

static void afspraak_lees_vorm(struct werk *w, struct str partij_soort)
{
    struct pagina *p = &w->b.v.p;
    struct str gebied = form_tekst(w->q, "gebied"), gesloten = form_tekst(w->q, "gesloten");
    struct afspraak *x = &w->nieuw;
    struct afspraak_fout f;

    *x = (struct afspraak){.code = STR(""),
                           .partij = w->partij,
                           .soort = form_tekst(w->q, "soort"),
                           .titel = form_tekst(w->q, "titel"),
                           .boek = form_tekst(w->q, "boek"),
                           .bron = form_tekst(w->q, "bron"),
                           .toelichting = form_tekst(w->q, "toelichting"),
                           .reden = STR(""),
                           .wie = wie_naam(w),
                           .gebied = gebied_zoek(p->g, p->a, gebied, STR(""), date_today()).gebied};
    x->verzonnen = str_starts(str_lower(p->a, x->bron), STR("verzonnen"));
    if (gesloten.n && !date_parse(gesloten, &x->gesloten))
        vel_fout(&w->b.v, "gesloten", STR("Vul een datum in, bijvoorbeeld 8-3-2023, of laat dit leeg."));
    afspraak_keur(&w->b.regels, x, partij_soort, &f);
    akte_fouten(&w->b, &f);
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct akte b = {0};
    int rc = akte_open(q, &b, e);

    if (!rc)
        rc = afspraak_vorm(&b, r, e);
    vel_sluit(&b.v);
    return rc;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct partij p = {0};
    int rc = akte_open(q, &w.b, e);

    if (!rc && (!num_i64(form_tekst(q, "partij"), &w.partij) || w.partij < 1)) {
        w.partij = 0;
        vel_fout(&w.b.v, "partij", STR("Kies de organisatie die de afspraak bijhoudt."));
    }
    if (!rc && w.partij)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, w.partij, e);
    if (!rc && w.partij)
        rc = partij_lees(q->conn, q->a, w.partij, &p, e);
    if (!rc) {
        afspraak_lees_vorm(&w, p.soort.p ? p.soort : STR(""));
        rc = schrijf(&w, afspraak_doe, "titel", e);
    }
    if (!rc && w.b.v.fout.n)
        rc = afspraak_vorm(&w.b, r, e);
    else if (!rc)
        r->location = str_cat(q->a, afspraak_adres(q->a, w.id, ""), STR("?gedaan=gemaakt"));
    vel_sluit(&w.b.v);
    return rc;
}

static int wijzig_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, e);

    if (!rc)
        rc = w.b.b ? belofte_vorm(&w.b, w.b.b->cijfer, r, e) : afspraak_vorm(&w.b, r, e);
    vel_sluit(&w.b.v);
    return rc;
}

static int wijzig_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    struct partij p = {0};
    int rc = begin(q, &w, e);

    if (!rc && w.b.x->partij)
        rc = partij_lees(q->conn, q->a, w.b.x->partij, &p, e);
    if (!rc) {
        w.partij = w.b.x->partij;
        afspraak_lees_vorm(&w, p.soort.p ? p.soort : STR(""));
        w.nieuw.id = w.b.x->id;
        w.nieuw.reden = moet_reden(&w, "reden");
        if (!num_i64(form_tekst(q, "versie"), &w.nieuw.versie))
            w.nieuw.versie = 0;
        rc = schrijf(&w, afspraak_doe, "reden", e);
    }
    if (!rc && w.b.v.fout.n)
        rc = afspraak_vorm(&w.b, r, e);
    else if (!rc)
        r->location = str_cat(q->a, afspraak_adres(q->a, w.b.x->id, ""), STR("?gedaan=gewijzigd"));
    vel_sluit(&w.b.v);
    return rc;
}

/* ---- withdrawing ---- */

static int intrek_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return w->b.b ? belofte_trek_in(c, &d, w->b.x->id, w->b.b, w->reden, wie_naam(w), e)
                  : afspraak_trek_in(c, &d, w->b.x->id, w->reden, wie_naam(w), e);
}

static int intrekken_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, e);

    if (!rc) {
        w.reden = moet_reden(&w, "reden");
        rc = schrijf(&w, intrek_doe, "reden", e);
    }
    if (!rc && w.b.v.fout.n)
        rc = akte_toon(&w.b, r, e);
    else if (!rc)
        r->location = str_cat(q->a, afspraak_adres(q->a, w.b.x->id, ""), STR("?gedaan=ingetrokken"));
    vel_sluit(&w.b.v);
    return rc;
}

/* ---- documents ---- */

static int document_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return afspraak_document_zet(c, &d, w->b.x->id, w->stuk, form_tekst(w->q, "document_bij"), w->b.x->partij,
                                 wie_naam(w), e);
}

static int document_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.stuk = stuk_veld(q, "document")};
    struct str fout = stuk_keur(w.stuk);
    int rc = begin(q, &w, e);

    if (!rc) {
        if (fout.n)
            vel_fout(&w.b.v, "document", fout);
        if (form_tekst(q, "document_bij").n > AFSPRAAK_TITEL_MAX)
            vel_fout(&w.b.v, "document_bij", STR("Houd de toelichting bij 200 tekens."));
        rc = schrijf(&w, document_doe, "document", e);
    }
    if (!rc && w.b.v.fout.n)
        rc = akte_toon(&w.b, r, e);
    else if (!rc)
        r->location = str_cat(q->a, afspraak_adres(q->a, w.b.x->id, ""), STR("?gedaan=document"));
    vel_sluit(&w.b.v);
    return rc;
}

/* ---- a promise ---- */

static int belofte_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return belofte_zet(c, &d, w->b.x->id, &w->belofte, &w->nummer, e);
}

static int belofte_nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, e);

    if (!rc)
        rc = belofte_vorm(&w.b, !str_is(doc_get_str(q->query, STR("soort")), "daad"), r, e);
    vel_sluit(&w.b.v);
    return rc;
}

static int belofte_klaar(struct werk *w, bool cijfer, const char *gedaan, struct http_resp *r, struct err *e)
{
    int rc = schrijf(w, belofte_doe, "toezegging", e);

    if (!rc && w->b.v.fout.n)
        return belofte_vorm(&w->b, cijfer, r, e);
    if (!rc)
        r->location = str_fmt(w->q->a, "%.*s?gedaan=%s",
                              STR_ARG(belofte_adres(w->q->a, w->b.x->id, w->nummer, "")), gedaan);
    return rc;
}

static int belofte_nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    bool cijfer = !str_is(form_tekst(q, "wat"), "daad");
    int rc = begin(q, &w, e);

    if (!rc)
        rc = belofte_lees_vorm(&w.b, cijfer, &w.belofte, e);
    if (!rc)
        rc = belofte_klaar(&w, cijfer, "belofte", r, e);
    vel_sluit(&w.b.v);
    return rc;
}

static int belofte_wijzig_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, e);

    if (!rc)
        rc = belofte_lees_vorm(&w.b, w.b.b->cijfer, &w.belofte, e);
    if (!rc) {
        w.belofte.id = w.b.b->id;
        w.belofte.reden = moet_reden(&w, "reden");
        if (!num_i64(form_tekst(q, "versie"), &w.belofte.versie))
            w.belofte.versie = 0;
        rc = belofte_klaar(&w, w.b.b->cijfer, "gewijzigd", r, e);
    }
    vel_sluit(&w.b.v);
    return rc;
}

/* ---- what a partij says of its own ---- */

static int oordeel_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return belofte_oordeel_zet(c, &d, w->b.x->id, w->b.b, w->partij, w->oordeel, w->reden, wie_naam(w), e);
}

/* Only somebody with a role at that partij itself: who keeps the afspraak cannot speak for it. */
static int namens(struct werk *w, struct err *e)
{
    const struct wie *wie = wie_van(w->q);
    int rc = nummer_van(form_tekst(w->q, "namens"), &w->partij, e);

    if (!rc)
        rc = toegang_object(w->q, w->q->conn, RECHT_LEVEREN, w->partij, e);
    if (!rc && (wie->soort != WIE_MENS || !wie_hoort_bij(wie, w->partij)))
        rc = err_set(e, ERR_DENIED, "Alleen iemand van de organisatie zelf kan zeggen of zij dit belooft.");
    return rc;
}

static int bevestig_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel *v = &w.b.v;
    int64_t versie = 0;
    int rc = akte_open(q, &w.b, e);

    if (!rc)
        rc = akte_lees(q, &w.b, e);
    if (!rc)
        rc = namens(&w, e);
    if (!rc) {
        w.oordeel = form_tekst(q, "oordeel");
        w.reden = form_tekst(q, "toelichting");
        if (!str_is(w.oordeel, "bevestigd") && !str_is(w.oordeel, "betwist"))
            vel_fout(v, "oordeel", STR("Kies of uw organisatie dit belooft."));
        if ((str_is(w.oordeel, "betwist") && !w.reden.n) || w.reden.n > AFSPRAAK_TEKST_MAX)
            vel_fout(v, "toelichting", STR("Zeg wat er niet klopt, in hoogstens 2.000 tekens."));
        if (!num_i64(form_tekst(q, "versie"), &versie) || versie != w.b.b->versie_id)
            vel_fout(v, "oordeel", STR("De belofte is veranderd; lees eerst wat er nu staat."));
        rc = schrijf(&w, oordeel_doe, "oordeel", e);
    }
    if (!rc && v->fout.n)
        rc = akte_toon(&w.b, r, e);
    else if (!rc)
        r->location =
            str_cat(q->a, belofte_adres(q->a, w.b.x->id, w.b.b->nummer, ""), STR("?gedaan=bevestigd"));
    vel_sluit(v);
    return rc;
}

/* ---- a deed ---- */

static int stand_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return belofte_stand_zet(c, &d, w->b.x->id, w->b.b, w->gedaan, w->datum, w->reden, w->stuk, w->partij,
                             wie_naam(w), e);
}

/* As whom: the own partij when it promises this, else who keeps the afspraak. */
static int stand_namens(struct werk *w, struct err *e)
{
    const struct belofte *b = w->b.b;

    w->partij = w->b.x->partij;
    for (size_t i = 0; i < b->n_partij; i++)
        if (wie_hoort_bij(wie_van(w->q), b->partij[i].partij))
            w->partij = b->partij[i].partij;
    return toegang_object(w->q, w->q->conn, RECHT_LEVEREN, w->partij, e);
}

static void stand_lees_vorm(struct werk *w)
{
    struct vel *v = &w->b.v;
    struct str gedaan = form_tekst(w->q, "gedaan"), fout;

    w->gedaan = str_is(gedaan, "ja");
    w->reden = form_tekst(w->q, "bewijs");
    w->stuk = stuk_veld(w->q, "stuk");
    fout = w->stuk ? stuk_keur(w->stuk) : STR("");
    if (!w->gedaan && !str_is(gedaan, "nee"))
        vel_fout(v, "gedaan", STR("Kies of het gedaan is."));
    if (!date_parse(form_tekst(w->q, "datum"), &w->datum) || w->datum > date_today())
        vel_fout(v, "datum", STR("Vul een dag in die er al geweest is, bijvoorbeeld 1-6-2026."));
    if (!w->reden.n || w->reden.n > AFSPRAAK_TEKST_MAX)
        vel_fout(v, "bewijs", STR("Zeg waaruit dat blijkt, in hoogstens 2.000 tekens."));
    if (fout.n)
        vel_fout(v, "stuk", fout);
}

static int stand_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    int rc = akte_open(q, &w.b, e);

    if (!rc)
        rc = akte_lees(q, &w.b, e);
    if (!rc)
        rc = stand_namens(&w, e);
    if (!rc && w.b.b->cijfer)
        rc = err_set(e, ERR_DATA, "van een aantal zegt het cijfer hoe het ervoor staat");
    if (!rc) {
        stand_lees_vorm(&w);
        rc = schrijf(&w, stand_doe, "bewijs", e);
    }
    if (!rc && w.b.v.fout.n)
        rc = akte_toon(&w.b, r, e);
    else if (!rc)
        r->location = str_cat(q->a, belofte_adres(q->a, w.b.x->id, w.b.b->nummer, ""), STR("?gedaan=stand"));
    vel_sluit(&w.b.v);
    return rc;
}

/* ---- routes ---- */

#define AFSPRAAK_VELDEN                                                                                      \
    {"soort", "de soort afspraak", PARAM_FORM, false, false},                                                \
        {"titel", "hoe zij heet", PARAM_FORM, false, false},                                                 \
        {"gebied", "voor welk gebied", PARAM_FORM, false, false},                                            \
        {"gesloten", "wanneer zij gesloten is", PARAM_FORM, false, false},                                   \
        {"bron", "waar zij staat", PARAM_FORM, false, false},                                                \
        {"boek", "met welk regelboek zij beoordeeld wordt", PARAM_FORM, false, false},                       \
    {                                                                                                        \
        "toelichting", "toelichting", PARAM_FORM, false, false                                               \
    }
#define BELOFTE_VELDEN                                                                                       \
    {"wat", "cijfer of daad", PARAM_FORM, false, false},                                                     \
        {"toezegging", "wat beloofd wordt", PARAM_FORM, false, false},                                       \
        {"partijen", "wie dat belooft, een per regel; of partij.N=ja voor elk", PARAM_FORM, false, false},   \
        {"door", "wie nog meer, in woorden", PARAM_FORM, false, false},                                      \
        {"belofte_gebied", "waar", PARAM_FORM, false, false},                                                \
        {"onderwerp", "met welk cijfer gemeten", PARAM_FORM, false, false},                                  \
        {"woningtype", "van welk woningtype", PARAM_FORM, false, false},                                     \
        {"segment", "van welk segment", PARAM_FORM, false, false},                                           \
        {"kenmerk", "met welk ander kenmerk", PARAM_FORM, false, false},                                     \
        {"cijferbron", "uit welke bron", PARAM_FORM, false, false},                                          \
        {"definitieset", "volgens welke definities", PARAM_FORM, false, false},                              \
        {"aantal", "hoeveel in totaal", PARAM_FORM, false, false},                                           \
        {"van", "eerste jaar", PARAM_FORM, false, false}, {"tot", "laatste jaar", PARAM_FORM, false, false}, \
        {"jaren", "hoeveel in elk jaar", PARAM_FORM, false, false},                                          \
        {"nul", "beginstand", PARAM_FORM, false, false},                                                     \
        {"nul_bron", "waar die staat", PARAM_FORM, false, false},                                            \
        {"venster_van", "alleen woningen van jaar", PARAM_FORM, false, false},                               \
        {"venster_tot", "tot en met jaar", PARAM_FORM, false, false},                                        \
    {                                                                                                        \
        "uiterlijk", "op welke dag gedaan", PARAM_FORM, false, false                                         \
    }
#define VERSIE_VELDEN                                                                                        \
    {"versie", "welke versie u las", PARAM_FORM, false, false},                                              \
    {                                                                                                        \
        "reden", "waarom", PARAM_FORM, false, false                                                          \
    }

static const struct http_param nieuw_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param nieuw_post_params[] = {
    {"partij", "wie de afspraak bijhoudt", PARAM_FORM, false, false}, AFSPRAAK_VELDEN, {0}};
static const struct http_param vorm_params[] = {AFSPRAAK_ID_PARAM, CONTEXT_PARAMS, {0}};
static const struct http_param wijzig_params[] = {AFSPRAAK_ID_PARAM, AFSPRAAK_VELDEN, VERSIE_VELDEN, {0}};
static const struct http_param intrek_params[] = {
    AFSPRAAK_ID_PARAM, {"reden", "waarom", PARAM_FORM, false, false}, {0}};
static const struct http_param document_params[] = {AFSPRAAK_ID_PARAM,
                                                    {"document", "het bestand", PARAM_FILE, false, false},
                                                    {"document_bij", "toelichting", PARAM_FORM, false, false},
                                                    {0}};
static const struct http_param belofte_vorm_params[] = {
    AFSPRAAK_ID_PARAM, {"soort", "cijfer of daad", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param belofte_nieuw_params[] = {AFSPRAAK_ID_PARAM, BELOFTE_VELDEN, {0}};
static const struct http_param belofte_een_params[] = {
    AFSPRAAK_ID_PARAM, BELOFTE_NR_PARAM, CONTEXT_PARAMS, {0}};
static const struct http_param belofte_wijzig_params[] = {
    AFSPRAAK_ID_PARAM, BELOFTE_NR_PARAM, BELOFTE_VELDEN, VERSIE_VELDEN, {0}};
static const struct http_param belofte_intrek_params[] = {
    AFSPRAAK_ID_PARAM, BELOFTE_NR_PARAM, {"reden", "waarom", PARAM_FORM, false, false}, {0}};
static const struct http_param bevestig_params[] = {
    AFSPRAAK_ID_PARAM,
    BELOFTE_NR_PARAM,
    {"namens", "nummer van de eigen organisatie", PARAM_FORM, false, false},
    {"versie", "welke versie u las", PARAM_FORM, false, false},
    {"oordeel", "bevestigd of betwist", PARAM_FORM, false, false},
    {"toelichting", "toelichting", PARAM_FORM, false, false},
    {0}};
static const struct http_param stand_params[] = {AFSPRAAK_ID_PARAM,
                                                 BELOFTE_NR_PARAM,
                                                 {"gedaan", "ja of nee", PARAM_FORM, false, false},
                                                 {"datum", "op welke dag", PARAM_FORM, false, false},
                                                 {"bewijs", "waaruit dat blijkt", PARAM_FORM, false, false},
                                                 {"stuk", "het stuk zelf", PARAM_FILE, false, false},
                                                 {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

#define PAD "/regie/afspraken"
const struct http_route afspraak_doe_routes[] = {
    {"GET", PAD "/nieuw", nieuw_get, "regie", "Leg een afspraak vast", LEEST, nieuw_params,
     .recht = RECHT_LEVEREN},
    {"POST", PAD "/nieuw", nieuw_post, "regie", "Bewaar een afspraak", SCHRIJFT, nieuw_post_params,
     .recht = RECHT_LEVEREN},
    {"GET", PAD "/{id}/wijzig", wijzig_get, "regie", "Wijzig een afspraak", LEEST, vorm_params,
     .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/wijzig", wijzig_post, "regie", "Bewaar de wijziging", SCHRIJFT, wijzig_params,
     .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/intrekken", intrekken_post, "regie", "Trek een afspraak in", SCHRIJFT, intrek_params,
     .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/document", document_post, "regie", "Bewaar het document", SCHRIJFT, document_params,
     .recht = RECHT_LEVEREN},
    {"GET", PAD "/{id}/beloften/nieuw", belofte_nieuw_get, "regie", "Voeg een belofte toe", LEEST,
     belofte_vorm_params, .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/beloften/nieuw", belofte_nieuw_post, "regie", "Bewaar een belofte", SCHRIJFT,
     belofte_nieuw_params, .recht = RECHT_LEVEREN},
    {"GET", PAD "/{id}/beloften/{nummer}/wijzig", wijzig_get, "regie", "Wijzig een belofte", LEEST,
     belofte_een_params, .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/beloften/{nummer}/wijzig", belofte_wijzig_post, "regie", "Bewaar de wijziging",
     SCHRIJFT, belofte_wijzig_params, .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/beloften/{nummer}/intrekken", intrekken_post, "regie", "Trek een belofte in",
     SCHRIJFT, belofte_intrek_params, .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/beloften/{nummer}/bevestig", bevestig_post, "regie",
     "Zeg of uw organisatie dit belooft", SCHRIJFT, bevestig_params, .recht = RECHT_LEVEREN},
    {"POST", PAD "/{id}/beloften/{nummer}/stand", stand_post, "regie", "Zeg dat het gedaan is, met bewijs",
     SCHRIJFT, stand_params, .recht = RECHT_LEVEREN},
    {0},
};
