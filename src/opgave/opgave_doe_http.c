/* SPDX-License-Identifier: EUPL-1.2
 * The acts on an opgave, each a form: read, checked beside its fields, done, and told. */
#include "opgave/intern.h"

#include "base/num.h"
#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

struct werk {
    struct http_req *q;
    struct vel v;
    struct opgave_dossier x;
    const struct partij *partijen;
    size_t n;
    date_t van, tot;
    int64_t partij, id, na;
    struct opgave_zienswijze z;
    struct opgave_verschuiving schuif;
    struct opgave_toets toets;
    const struct http_upload *stuk;
    struct str besluit, tekst;
};

static struct str wie_naam(const struct werk *w)
{
    return wie_van(w->q)->naam;
}

static date_t moet_datum(struct werk *w, const char *veld)
{
    date_t d = 0;

    if (!date_parse(form_tekst(w->q, veld), &d))
        vel_fout(&w->v, veld, STR("Vul een datum in, bijvoorbeeld 1-6-2026."));
    return d;
}

static const struct gebied *gemeente_van(const struct werk *w, const char *veld)
{
    struct str code = form_tekst(w->q, veld);

    for (size_t i = 0; i < w->x.n; i++)
        if (str_eq(w->x.deel[i].gebied->code, code))
            return w->x.deel[i].gebied;
    return NULL;
}

static bool getal_van(const struct werk *w, const char *veld, int64_t *ret)
{
    struct dec d;

    return dec_parse(form_tekst(w->q, veld), ',', &d) && dec_rescale(d, 0, ret) && *ret >= 0 &&
           *ret <= OPGAVE_AANTAL_MAX;
}

/* Opens the page of the opgave for an act by who has this right over who steers it; 0: ask later. */
static int begin(struct http_req *q, struct werk *w, enum recht recht, struct err *e)
{
    int rc = vel_open(q, &w->v, e);

    w->q = q;
    if (!rc)
        rc = opgave_van(q, &w->v, &w->x, e);
    if (!rc && recht == RECHT_REDACTIE)
        rc = toegang_object(q, q->conn, recht, w->x.o.partij, e);
    return rc;
}

/* On behalf of which own partij: one to which it was published, and at which the reader has a role. */
static int namens(struct werk *w, struct err *e)
{
    int rc = nummer_van(form_tekst(w->q, "namens"), &w->partij, e);

    if (!rc)
        rc = toegang_object(w->q, w->q->conn, RECHT_LEVEREN, w->partij, e);
    if (!rc)
        rc = opgave_eigen(&w->v, &w->x, NULL, &w->partijen, &w->n, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < w->n; i++)
        if (w->partijen[i].id == w->partij)
            return OK;
    return err_set(e, ERR_DENIED,
                   "Deze opgave is niet aan die organisatie bekendgemaakt, of u hoort er niet bij.");
}

static int klaar(struct werk *w, store_write_fn *fn, const char *veld, const char *gedaan,
                 struct http_resp *r, struct err *e)
{
    struct http_req *q = w->q;
    int rc = w->v.fout.n ? OK : vel_schrijf(&w->v, q, fn, w, e);

    if (rc == ERR_CONFLICT || rc == ERR_DATA) {
        vel_fout(&w->v, veld, str_dup(q->a, str_from(e->text)));
        rc = OK;
    }
    if (!rc && !w->v.fout.n)
        r->location = str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(opgave_adres(q->a, w->x.o.id, "")), gedaan);
    else if (!rc)
        rc = opgave_toon(&w->v, &w->x, r, e);
    return rc;
}

/* ---- consultation ---- */

static int consulteer_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->x.o.partij);

    return opgave_consulteer(c, &d, &w->x, w->van, w->tot, w->partijen, w->n, wie_naam(w), e);
}

static int consultatie_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    struct str soort[PARTIJ_SOORTEN_MAX];
    size_t n;
    int rc = begin(q, &w, RECHT_REDACTIE, e);

    if (!rc) {
        w.van = moet_datum(&w, "van");
        w.tot = moet_datum(&w, "tot");
        n = form_soorten_lees(&w.v, soort);
        if (!w.v.fout.n)
            rc = partijen_in(w.v.p.c, w.v.p.g, q->a, w.x.o.gebied, soort, n, &w.partijen, &w.n, e);
    }
    if (!rc && !w.v.fout.n && !w.n)
        vel_fout(&w.v, "soorten", STR("In dit gebied werkt geen organisatie van deze soorten."));
    if (!rc)
        rc = klaar(&w, consulteer_doe, "tot", "consultatie", r, e);
    vel_sluit(&w.v);
    return rc;
}

/* ---- what partijen do ---- */

static int zienswijze_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->partij);

    return zienswijze_maak(c, &d, &w->x, &w->z, w->stuk, &w->id, e);
}

static int zienswijze_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    struct str fout;
    int rc = begin(q, &w, RECHT_LEVEREN, e);

    if (!rc)
        rc = namens(&w, e);
    if (!rc) {
        w.z = (struct opgave_zienswijze){
            .partij = w.partij,
            .gebied = gemeente_van(&w, "gemeente"),
            .type = opgave_type_bij(form_tekst(q, "type")),
            .gronden = opgave_moet_tekst(&w.v, "gronden", "Zeg waarom u het er niet mee eens bent."),
            .bewijs = utf8_clip(form_tekst(q, "bewijs"), OPGAVE_TEKST_MAX),
            .heeft_eigen = form_tekst(q, "eigen").n > 0,
            .wie = wie_naam(&w)};
        w.stuk = stuk_veld(q, "stuk");
        fout = w.stuk ? stuk_keur(w.stuk) : STR("");
        if (!w.z.gebied)
            vel_fout(&w.v, "gemeente", STR("Kies een gemeente uit de lijst."));
        if (w.z.type < 0)
            vel_fout(&w.v, "type", STR("Kies een woningtype."));
        if (w.z.heeft_eigen && !getal_van(&w, "eigen", &w.z.eigen))
            vel_fout(&w.v, "eigen", STR("Vul een heel getal in, of laat dit leeg."));
        if (fout.n)
            vel_fout(&w.v, "stuk", fout);
        rc = klaar(&w, zienswijze_doe, "gronden", "zienswijze", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

static int oordeel_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->partij);

    return oordeel_zet(c, &d, &w->x, w->partij, w->besluit, w->tekst, wie_naam(w), e);
}

static int oordeel_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, RECHT_LEVEREN, e);

    if (!rc)
        rc = namens(&w, e);
    if (!rc) {
        w.besluit = form_tekst(q, "oordeel");
        w.tekst = form_tekst(q, "oordeel_gronden");
        if (!str_is(w.besluit, "overeen") && !str_is(w.besluit, "niet_overeen"))
            vel_fout(&w.v, "oordeel", STR("Kies een oordeel."));
        if ((str_is(w.besluit, "niet_overeen") && !w.tekst.n) || w.tekst.n > OPGAVE_TEKST_MAX)
            vel_fout(&w.v, "oordeel_gronden",
                     STR("Zeg waarom het niet overeenkomt, in hoogstens 5.000 tekens."));
        rc = klaar(&w, oordeel_doe, "oordeel", "oordeel", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

static int toets_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->partij);

    return opgave_toets_zet(c, &d, &w->x, &w->toets, wie_naam(w), e);
}

static int toets_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, RECHT_LEVEREN, e);

    if (!rc)
        rc = namens(&w, e);
    if (!rc) {
        for (size_t i = 0; i < w.n; i++)
            if (w.partijen[i].id == w.partij)
                w.toets.soort = w.partijen[i].soort;
        w.toets.partij = w.partij;
        w.toets.uitkomst = form_tekst(q, "uitkomst");
        w.toets.naam = opgave_moet_tekst(&w.v, "toets_naam", "Zeg wie hiervoor staat.");
        w.toets.datum = moet_datum(&w, "toets_datum");
        w.toets.toelichting = utf8_clip(form_tekst(q, "toets_bij"), OPGAVE_TEKST_MAX);
        if (!str_is(w.toets.soort, "zorgkantoor") && !str_is(w.toets.soort, "corporatie"))
            vel_fout(&w.v, "uitkomst", STR("Alleen een zorgkantoor of corporatie toetst."));
        if (!str_is(w.toets.uitkomst, "ja") && !str_is(w.toets.uitkomst, "voorwaarden") &&
            !str_is(w.toets.uitkomst, "nee"))
            vel_fout(&w.v, "uitkomst", STR("Kies een uitkomst."));
        rc = klaar(&w, toets_doe, "uitkomst", "toets", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

/* ---- what who steers does ---- */

/* The move of a form; aantal 0 when none was asked and that is allowed. */
static void schuif_lees(struct werk *w, int type, int64_t zienswijze, struct str reden, bool vrij)
{
    const char *veld_van = vrij ? "van_gemeente" : "verschuif_van",
               *veld_naar = vrij ? "naar_gemeente" : "verschuif_naar",
               *veld_aantal = vrij ? "aantal" : "verschuif_aantal";
    struct opgave_verschuiving *s = &w->schuif;
    struct str van = form_tekst(w->q, veld_van), naar = form_tekst(w->q, veld_naar);

    *s = (struct opgave_verschuiving){.type = type,
                                      .zienswijze = zienswijze,
                                      .van = gemeente_van(w, veld_van),
                                      .naar = gemeente_van(w, veld_naar),
                                      .reden = reden,
                                      .wie = wie_naam(w)};
    if (vrij && !form_tekst(w->q, veld_aantal).n && !van.n && !naar.n)
        return;
    if ((van.n && !s->van) || (naar.n && !s->naar))
        vel_fout(&w->v, van.n && !s->van ? veld_van : veld_naar, STR("Kies een gemeente uit de lijst."));
    if (!getal_van(w, veld_aantal, &s->aantal) || !s->aantal)
        vel_fout(&w->v, veld_aantal, STR("Zeg hoeveel woningen verschuiven: een heel getal."));
}

static int antwoord_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->x.o.partij);

    return zienswijze_antwoord(c, &d, &w->x, w->id, w->besluit, w->tekst, &w->schuif, wie_naam(w), e);
}

static int antwoord_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    const struct opgave_zienswijze *z = NULL;
    int rc = begin(q, &w, RECHT_REDACTIE, e);

    if (!rc) {
        if (num_i64(form_tekst(q, "zienswijze"), &w.id))
            for (size_t i = 0; i < w.x.n_zienswijze; i++)
                if (w.x.zienswijze[i].id == w.id && !w.x.zienswijze[i].besluit.n)
                    z = &w.x.zienswijze[i];
        if (!z)
            vel_fout(&w.v, "zienswijze", STR("Kies een zienswijze die nog niet beantwoord is."));
        w.besluit = form_tekst(q, "besluit");
        if (!str_is(w.besluit, "overgenomen") && !str_is(w.besluit, "deels") && !str_is(w.besluit, "niet"))
            vel_fout(&w.v, "besluit", STR("Kies een besluit."));
        w.tekst = opgave_moet_tekst(&w.v, "antwoord", "Geef een antwoord, met de redenen.");
        schuif_lees(&w, z ? z->type : 0, w.id, w.tekst, true);
        rc = klaar(&w, antwoord_doe, "aantal", "antwoord", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

static int verschuif_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->x.o.partij);

    return opgave_verschuif(c, &d, &w->x, &w->schuif, e);
}

static int verschuif_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, RECHT_REDACTIE, e);

    if (!rc) {
        int type = opgave_type_bij(form_tekst(q, "verschuif_type"));

        if (type < 0)
            vel_fout(&w.v, "verschuif_type", STR("Kies een woningtype."));
        schuif_lees(&w, type < 0 ? 0 : type, 0, opgave_moet_tekst(&w.v, "reden", "Zeg waarom."), false);
        if (num_i64(form_tekst(q, "na"), &w.na))
            w.schuif.na = &w.na;
        rc = klaar(&w, verschuif_doe, "verschuif_aantal", "verschoven", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

static int verval_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->x.o.partij);

    return opgave_verval(c, &d, &w->x, w->tekst, wie_naam(w), e);
}

static int verval_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    int rc = begin(q, &w, RECHT_REDACTIE, e);

    if (!rc) {
        w.tekst = opgave_moet_tekst(&w.v, "verval_reden", "Zeg waarom.");
        rc = klaar(&w, verval_doe, "verval_reden", "vervallen", r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

/* Writes its own transaction, with the levering in it: the connection is given back meanwhile. */
static int besluit(struct werk *w, struct err *e)
{
    struct http_req *q = w->q;
    struct omgeving *o = q->app;
    struct dader d = wie_dader(q, RECHT_REDACTIE, w->x.o.partij);
    struct err later;
    int rc, rc_lees;

    store_return(o->store, q->conn);
    q->conn = NULL;
    rc = opgave_stel_vast(o->store, w->v.p.g, q->a, &d, &w->x, w->tekst, wie_naam(w), &w->id, e);
    if (!rc && o->veranderd)
        o->veranderd(o);
    rc_lees = store_read(o->store, &q->conn, &later);
    if (!rc_lees)
        rc_lees = conn_snapshot_begin(q->conn, &later);
    w->v.p.c = q->conn;
    if (!rc && rc_lees)
        *e = later;
    return rc ? rc : rc_lees;
}

static int vaststellen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    struct str open = {0};
    bool toch = false;
    int rc = begin(q, &w, RECHT_REDACTIE, e);

    if (!rc) {
        w.tekst = opgave_moet_tekst(&w.v, "besluit_bij", "Zeg waarop het besluit berust.");
        if (w.x.o.staat == OPGAVE_CONSULTATIE)
            rc = opgave_nog_open(&w.v, &w.x, &open, &toch, e);
        if (!rc && toch && !w.x.n_open && !str_is(form_tekst(q, "toch_vaststellen"), "ja"))
            vel_fout(&w.v, "toch_vaststellen",
                     str_fmt(q->a, "%.*s Zet een vinkje als u nu toch vaststelt.", STR_ARG(open)));
        if (!rc && !w.v.fout.n)
            rc = besluit(&w, e);
        if (rc == ERR_CONFLICT || rc == ERR_DATA) {
            vel_fout(&w.v, "besluit_bij", str_dup(q->a, str_from(e->text)));
            rc = OK;
        }
    }
    if (!rc && w.v.fout.n)
        rc = opgave_toon(&w.v, &w.x, r, e);
    else if (!rc)
        r->location = str_cat(q->a, opgave_adres(q->a, w.x.o.id, ""), STR("?gedaan=vastgesteld"));
    vel_sluit(&w.v);
    return rc;
}

#define ID_PARAM                                                                                             \
    {                                                                                                        \
        "id", "nummer van de opgave", PARAM_PATH, true, false                                                \
    }
#define VELD(naam, tekst)                                                                                    \
    {                                                                                                        \
        naam, tekst, PARAM_FORM, false, false                                                                \
    }
static const struct http_param consultatie_params[] = {ID_PARAM,
                                                       VELD("van", "eerste dag"),
                                                       VELD("tot", "laatste dag"),
                                                       VELD("soorten", "soorten organisaties"),
                                                       {0}};
static const struct http_param zienswijze_params[] = {
    ID_PARAM,
    VELD("namens", "nummer van de organisatie"),
    VELD("gemeente", "code van de gemeente"),
    VELD("type", "woningtype"),
    VELD("eigen", "eigen getal"),
    VELD("gronden", "waarom"),
    VELD("bewijs", "wat dat laat zien"),
    {"stuk", "bewijs als document", PARAM_FILE, false, false},
    {0}};
static const struct http_param oordeel_params[] = {ID_PARAM,
                                                   VELD("namens", "nummer van de organisatie"),
                                                   VELD("oordeel", "overeen of niet_overeen"),
                                                   VELD("oordeel_gronden", "waarom"),
                                                   {0}};
static const struct http_param toets_params[] = {ID_PARAM,
                                                 VELD("namens", "nummer van de organisatie"),
                                                 VELD("uitkomst", "ja, voorwaarden of nee"),
                                                 VELD("toets_naam", "wie ervoor staat"),
                                                 VELD("toets_datum", "op welke dag"),
                                                 VELD("toets_bij", "toelichting"),
                                                 {0}};
static const struct http_param antwoord_params[] = {ID_PARAM,
                                                    VELD("zienswijze", "nummer van de zienswijze"),
                                                    VELD("besluit", "overgenomen, deels of niet"),
                                                    VELD("antwoord", "het antwoord"),
                                                    VELD("van_gemeente", "waar woningen af gaan"),
                                                    VELD("naar_gemeente", "waar ze naartoe gaan"),
                                                    VELD("aantal", "hoeveel"),
                                                    {0}};
static const struct http_param verschuif_params[] = {ID_PARAM,
                                                     VELD("verschuif_type", "woningtype"),
                                                     VELD("verschuif_van", "waar woningen af gaan"),
                                                     VELD("verschuif_naar", "waar ze naartoe gaan"),
                                                     VELD("verschuif_aantal", "hoeveel"),
                                                     VELD("reden", "waarom"),
                                                     VELD("na", "de laatste verschuiving die u zag"),
                                                     {0}};
static const struct http_param besluit_params[] = {
    ID_PARAM,
    VELD("besluit_bij", "waarop het besluit berust"),
    VELD("toch_vaststellen", "ja: ook als de consultatie loopt of minder dan de helft het zag"),
    {0}};
static const struct http_param verval_params[] = {ID_PARAM, VELD("verval_reden", "waarom"), {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route opgave_doe_routes[] = {
    {"POST", "/regie/opgaven/{id}/consultatie", consultatie_post, "regie", "Breng een opgave in consultatie",
     SCHRIJFT, consultatie_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/opgaven/{id}/zienswijze", zienswijze_post, "regie", "Dien een zienswijze in", SCHRIJFT,
     zienswijze_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/opgaven/{id}/oordeel", oordeel_post, "regie", "Geef uw oordeel over een opgave",
     SCHRIJFT, oordeel_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/opgaven/{id}/toets", toets_post, "regie", "Toets een opgave", SCHRIJFT, toets_params,
     .recht = RECHT_LEVEREN},
    {"POST", "/regie/opgaven/{id}/antwoord", antwoord_post, "regie", "Beantwoord een zienswijze", SCHRIJFT,
     antwoord_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/opgaven/{id}/verschuif", verschuif_post, "regie", "Verschuif woningen tussen gemeenten",
     SCHRIJFT, verschuif_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/opgaven/{id}/vaststellen", vaststellen_post, "regie", "Stel een opgave vast", SCHRIJFT,
     besluit_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/opgaven/{id}/vervallen", verval_post, "regie", "Laat een opgave vervallen", SCHRIJFT,
     verval_params, .recht = RECHT_REDACTIE},
    {0},
};
