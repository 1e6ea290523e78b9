/* SPDX-License-Identifier: EUPL-1.2
 * The form of an item: a new one, and a next version of one that is there. What is saved is a concept; who
 * has that right publishes it (kennis_een_http.c). */
#include "kennisbank/intern.h"

#include "base/num.h"
#include "partij/partij.h"
#include "stuk/stuk.h"

struct doe {
    struct vel v;
    struct kennis_woorden w;
    struct kennis k;             /* as it will be */
    const struct partij *partij; /* on whose behalf one may add */
    size_t n_partij;
    bool zelf;
    const struct http_upload *stuk;
    int64_t op, id;
};

static bool nieuw(const struct doe *x)
{
    return !x->k.id;
}

/* ---- the form ---- */

/* The boxes of a list, as one question: thema.dementie. */
static void vinkjes(struct doe *x, struct doc *f, enum kennis_lijst l, const char *vraag)
{
    struct arena *a = x->v.p.a;
    bool gestuurd = str_is(x->v.p.q->method, "POST");
    struct doc *lijst =
        form_veld(&x->v, f, kennis_lijsten[l].code, vraag, "Hoogstens acht.", "is_vinkjes", STR(""));

    form_vrij(&x->v, f);
    for (size_t i = 0; i < x->w.n; i++) {
        const struct kennis_woord *w = &x->w.at[i];
        struct str id = str_fmt(a, "%s.%.*s", kennis_lijsten[l].code, STR_ARG(w->code));

        if (w->lijst == l)
            vinkje_bij(a, lijst, id, w->naam,
                       gestuurd ? form_tekst(x->v.p.q, str_cstr(a, id)).n > 0
                                : kennis_heeft(&x->k, l, w->code));
    }
}

static void soort_veld(struct doe *x, struct doc *f)
{
    struct arena *a = x->v.p.a;
    struct str nu = str_is(x->v.p.q->method, "POST") ? form_tekst(x->v.p.q, "soort") : x->k.soort;
    struct doc *d = form_veld(&x->v, f, "soort", "Wat is het?", NULL, "is_keuze", STR(""));

    optie_bij(a, d, STR(""), STR("Maak een keuze"), nu);
    for (size_t i = 0; i < x->w.n; i++)
        if (x->w.at[i].lijst == LIJST_SOORT)
            optie_bij(a, d, x->w.at[i].code, x->w.at[i].naam, nu);
}

static void namens_veld(struct doe *x, struct doc *f)
{
    struct arena *a = x->v.p.a;
    struct str nu = form_tekst(x->v.p.q, "namens");
    struct doc *d;

    if (!nieuw(x) || x->n_partij + x->zelf < 2)
        return;
    d = form_veld(&x->v, f, "namens", "Namens welke organisatie?",
                  "Die organisatie kan het later veranderen of intrekken.", "is_keuze", STR(""));
    optie_bij(a, d, STR(""), x->zelf ? STR("De beheerder van deze website") : STR("Maak een keuze"), nu);
    for (size_t i = 0; i < x->n_partij; i++)
        optie_bij(a, d, str_fmt(a, "%lld", (long long)x->partij[i].id), x->partij[i].naam, nu);
}

static void tekst_veld(struct doe *x, struct doc *f, const char *id, const char *label, const char *uitleg,
                       const char *soort, struct str was, bool vrij)
{
    form_veld(&x->v, f, id, label, uitleg, soort, was);
    if (vrij)
        form_vrij(&x->v, f);
}

static void plaats_velden(struct doe *x, struct doc *f)
{
    struct arena *a = x->v.p.a;

    form_gebied(&x->v, f, "gebied", "Over welk gebied gaat het?", NULL, x->k.gebied, "het geldt overal");
    form_vrij(&x->v, f);
    tekst_veld(x, f, "plek", "Welke plek?", "In woorden, zoals de naam van het gebouw en de kern.",
               "is_tekst", x->k.plek, true);
    tekst_veld(x, f, "lengte", "Lengtegraad", "Voor een punt op de kaart, zoals 5,9876.", "is_tekst",
               x->k.heeft_punt ? kennis_graad_tekst(a, x->k.lengte) : STR(""), true);
    tekst_veld(x, f, "breedte", "Breedtegraad", "Zoals 50,8812.", "is_tekst",
               x->k.heeft_punt ? kennis_graad_tekst(a, x->k.breedte) : STR(""), true);
}

static void bron_velden(struct doe *x, struct doc *f)
{
    struct arena *a = x->v.p.a;

    tekst_veld(x, f, "bron", "Van welke organisatie komt het?", NULL, "is_tekst", x->k.bron, false);
    tekst_veld(x, f, "bron_adres", "Webadres van de bron", "Begint met https://", "is_tekst", x->k.bron_adres,
               true);
    tekst_veld(x, f, "bron_datum", "Datum van de bron", NULL, "is_datum", date_iso(a, x->k.bron_datum), true);
    tekst_veld(x, f, "peildatum", "Peildatum", "Tot welke dag klopt wat erin staat?", "is_datum",
               date_iso(a, x->k.peildatum), true);
    DOC_SET_STR(a,
                form_veld(&x->v, f, "document", x->k.stuk ? "Ander document" : "Document",
                          x->k.stuk ? "Kiest u niets, dan blijft het document dat er is. Hoogstens 20 MB."
                                    : "Een pdf, docx, odt, xlsx, ods, csv of txt van hoogstens 20 MB.",
                          "is_bestand", STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_vrij(&x->v, f);
}

static void vorm(struct doe *x)
{
    struct pagina *p = &x->v.p;
    struct doc *f;
    struct str actie = nieuw(x) ? STR("/kennisbank/nieuw") : kennis_adres(p->a, &x->k, "/wijzigen");

    vel_titel(&x->v, nieuw(x) ? STR("Voeg een stuk toe aan de kennisbank") : STR("Verander een stuk"),
              STR("Wat u bewaart is een concept: een redacteur leest het en publiceert het."));
    pagina_kruimel(p, STR("Kennis"), STR("/kennisbank"));
    if (!nieuw(x))
        pagina_kruimel(p, x->k.titel, kennis_adres(p->a, &x->k, ""));
    pagina_kruimel(p, nieuw(x) ? STR("Nieuw") : STR("Veranderen"), STR(""));
    f = form_bij(&x->v, blok_bij(&x->v, "stuk", STR("Het stuk"), STR("")), actie, "Bewaar als concept");
    DOC_SET_BOOL(p->a, f, "is_upload", true);
    if (!nieuw(x))
        form_verborgen(&x->v, f, "op", str_fmt(p->a, "%lld", (long long)x->op));
    namens_veld(x, f);
    soort_veld(x, f);
    tekst_veld(x, f, "titel", "Titel", NULL, "is_tekst", x->k.titel, false);
    tekst_veld(x, f, "samenvatting", "Samenvatting", "Waar gaat het over, en wat heeft een ander eraan?",
               "is_lang", x->k.samenvatting, false);
    tekst_veld(x, f, "tekst", "Meer hierover",
               "Met Markdown: een lege regel voor een nieuwe alinea, ## voor een kop, - voor een opsomming.",
               "is_lang", x->k.tekst, true);
    vinkjes(x, f, LIJST_THEMA, "Waar gaat het over?");
    vinkjes(x, f, LIJST_WONINGTYPE, "Om welke woningtypen gaat het?");
    plaats_velden(x, f);
    bron_velden(x, f);
    if (!nieuw(x))
        tekst_veld(x, f, "reden", "Wat verandert u, en waarom?", NULL, "is_tekst", STR(""), true);
}

/* ---- what was sent ---- */

static void datum_lees(struct doe *x, const char *veld, date_t *ret)
{
    struct str s = form_tekst(x->v.p.q, veld);

    *ret = 0;
    if (s.n && !date_parse(s, ret))
        vel_fout(&x->v, veld, STR("Dit is geen datum; schrijf die als 1-6-2025 of 2025-06-01."));
}

static void plaats_lees(struct doe *x)
{
    struct pagina *p = &x->v.p;
    struct str gebied = form_tekst(p->q, "gebied"), lengte = form_tekst(p->q, "lengte"),
               breedte = form_tekst(p->q, "breedte");

    x->k.gebied =
        gebied.n ? gebied_zoek(p->g, p->a, utf8_clip(gebied, 80), STR(""), date_today()).gebied : NULL;
    if (gebied.n && !x->k.gebied)
        vel_fout(&x->v, "gebied", STR("Kies een gebied uit de lijst."));
    x->k.plek = form_tekst(p->q, "plek");
    x->k.heeft_punt = lengte.n || breedte.n;
    x->k.lengte = x->k.breedte = 0;
    if (x->k.heeft_punt && !kennis_graad_lees(p->a, lengte, &x->k.lengte))
        vel_fout(&x->v, "lengte", STR("Noem een lengte in graden, zoals 5,9876."));
    if (x->k.heeft_punt && !kennis_graad_lees(p->a, breedte, &x->k.breedte))
        vel_fout(&x->v, "breedte", STR("Noem een breedte in graden, zoals 50,8812."));
}

static void labels_lees(struct doe *x, enum kennis_lijst l)
{
    struct arena *a = x->v.p.a;

    x->k.n_label[l] = 0;
    for (size_t i = 0; i < x->w.n; i++) {
        const char *id = str_cstr(a, str_fmt(a, "%s.%.*s", kennis_lijsten[l].code, STR_ARG(x->w.at[i].code)));

        if (x->w.at[i].lijst != l || !form_tekst(x->v.p.q, id).n)
            continue;
        if (x->k.n_label[l] == KENNIS_LABELS_MAX)
            vel_fout(&x->v, kennis_lijsten[l].code, STR("Kies er hoogstens acht."));
        else
            x->k.label[l][x->k.n_label[l]++] = x->w.at[i].code;
    }
}

static void namens_lees(struct doe *x)
{
    struct str s = form_tekst(x->v.p.q, "namens");
    int64_t id = 0;

    if (!nieuw(x))
        return;
    if (!s.n && x->n_partij == 1 && !x->zelf)
        x->k.partij = x->partij[0].id;
    for (size_t i = 0; s.n && num_i64(s, &id) && i < x->n_partij; i++)
        if (x->partij[i].id == id)
            x->k.partij = id;
    if (!x->k.partij && (s.n || !x->zelf))
        vel_fout(&x->v, "namens", STR("Kies namens welke organisatie u dit toevoegt."));
}

static void formulier_lees(struct doe *x)
{
    const struct http_req *q = x->v.p.q;
    struct kennis_fouten fouten;
    struct str fout;

    namens_lees(x);
    x->k.soort = form_tekst(q, "soort");
    x->k.titel = form_tekst(q, "titel");
    x->k.samenvatting = form_tekst(q, "samenvatting");
    x->k.tekst = form_tekst(q, "tekst");
    x->k.bron = form_tekst(q, "bron");
    x->k.bron_adres = form_tekst(q, "bron_adres");
    x->k.reden = form_tekst(q, "reden");
    x->k.staat = KENNIS_CONCEPT;
    x->k.wie = wie_van(q)->naam;
    labels_lees(x, LIJST_THEMA);
    labels_lees(x, LIJST_WONINGTYPE);
    plaats_lees(x);
    datum_lees(x, "bron_datum", &x->k.bron_datum);
    datum_lees(x, "peildatum", &x->k.peildatum);
    kennis_keur(&x->k, &x->w, x->v.p.a, &fouten);
    for (size_t i = 0; i < fouten.n; i++)
        vel_fout(&x->v, fouten.at[i].veld, fouten.at[i].wat);
    x->stuk = stuk_veld(q, "document");
    fout = x->stuk ? stuk_keur(x->stuk) : STR("");
    if (fout.n)
        vel_fout(&x->v, "document", fout);
}

static int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    struct doe *x = ctx;
    struct http_req *q = x->v.p.q;
    struct dader d = wie_dader(q, RECHT_LEVEREN, x->k.partij);

    return kennis_bewaar(c, q->a, &d, &x->w, &x->k, x->stuk, x->op, &x->id, e);
}

static int bewaar(struct doe *x, const char *gedaan, struct http_resp *r, struct err *e)
{
    struct http_req *q = x->v.p.q;
    struct str was = x->k.titel;
    int rc = OK;

    formulier_lees(x);
    if (!x->v.fout.n && x->stuk) { /* before the transaction: a PDF may take seconds */
        if (stuk_woorden(q->a, x->stuk, &x->k.document, e))
            vel_fout(&x->v, "document", str_dup(q->a, str_from(e->text)));
    }
    if (!x->v.fout.n) {
        rc = vel_schrijf(&x->v, q, bewaar_doe, x, e);
        if (rc == ERR_CONFLICT) {
            vel_fout(&x->v, "titel", str_dup(q->a, str_from(e->text)));
            rc = OK;
        }
    }
    if (rc)
        return rc;
    if (!x->v.fout.n) {
        r->location = str_fmt(q->a, "/kennisbank/%lld?gedaan=%s", (long long)x->id, gedaan);
        return OK;
    }
    x->k.titel = was;
    vorm(x);
    return vel_klaar(&x->v, r, e);
}

/* ---- the addresses ---- */

static int open_nieuw(struct http_req *q, struct doe *x, struct err *e)
{
    int rc = vel_open(q, &x->v, e);

    x->k = (struct kennis){.soort = STR(""),
                           .titel = STR(""),
                           .samenvatting = STR(""),
                           .tekst = STR(""),
                           .plek = STR(""),
                           .bron = STR(""),
                           .bron_adres = STR(""),
                           .code = STR("")};
    if (!rc)
        rc = kennis_woorden_lees(q->conn, q->a, &x->w, e);
    if (!rc)
        rc =
            toegang_partijen(q->conn, q->a, wie_van(q), RECHT_LEVEREN, &x->partij, &x->n_partij, &x->zelf, e);
    return rc;
}

static int open_wijzig(struct http_req *q, struct doe *x, struct err *e)
{
    int64_t id;
    int rc = vel_open(q, &x->v, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);
    if (!rc)
        rc = kennis_woorden_lees(q->conn, q->a, &x->w, e);
    if (!rc)
        rc = kennis_lees(q->conn, x->v.p.g, q->a, id, -1, &x->k, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x->k.partij, e);
    x->op = x->k.nieuwste;
    return rc;
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doe x = {0};
    int rc = open_nieuw(q, &x, e);

    if (!rc) {
        vorm(&x);
        rc = vel_klaar(&x.v, r, e);
    }
    vel_sluit(&x.v);
    return rc;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doe x = {0};
    int rc = open_nieuw(q, &x, e);

    if (!rc)
        rc = bewaar(&x, "gemaakt", r, e);
    vel_sluit(&x.v);
    return rc;
}

static int wijzig_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doe x = {0};
    int rc = open_wijzig(q, &x, e);

    if (!rc) {
        vorm(&x);
        rc = vel_klaar(&x.v, r, e);
    }
    vel_sluit(&x.v);
    return rc;
}

static int wijzig_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doe x = {0};
    int rc = open_wijzig(q, &x, e);

    if (!rc)
        rc = nummer_van(form_tekst(q, "op"), &x.op, e);
    if (!rc)
        rc = bewaar(&x, "gewijzigd", r, e);
    vel_sluit(&x.v);
    return rc;
}

#define ID_PARAM                                                                                             \
    {                                                                                                        \
        "id", "nummer van het stuk", PARAM_PATH, true, false                                                 \
    }
#define VELD(naam, tekst)                                                                                    \
    {                                                                                                        \
        naam, tekst, PARAM_FORM, false, false                                                                \
    }
/* The themes and woningtypen have a field each: thema.dementie. */
#define VELDEN                                                                                               \
    VELD("soort", "wat het is"), VELD("titel", "titel"), VELD("samenvatting", "samenvatting"),               \
        VELD("tekst", "Markdown"), VELD("gebied", "code of naam van het gebied"),                            \
        VELD("plek", "plek in woorden"), VELD("lengte", "lengte in graden"),                                 \
        VELD("breedte", "breedte in graden"), VELD("bron", "organisatie"), VELD("bron_adres", "webadres"),   \
        VELD("bron_datum", "datum van de bron"), VELD("peildatum", "peildatum"),                             \
    {                                                                                                        \
        "document", "het document", PARAM_FILE, false, false                                                 \
    }
static const struct http_param nieuw_get_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param nieuw_params[] = {VELD("namens", "nummer van de organisatie"), VELDEN, {0}};
static const struct http_param wijzig_get_params[] = {ID_PARAM, CONTEXT_PARAMS, {0}};
static const struct http_param wijzig_params[] = {
    ID_PARAM, VELD("op", "de versie die veranderd wordt"), VELD("reden", "waarom"), VELDEN, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route kennis_doe_routes[] = {
    {"GET", "/kennisbank/nieuw", nieuw_get, "regie", "Een stuk toevoegen aan de kennisbank", LEEST,
     nieuw_get_params, .recht = RECHT_LEVEREN},
    {"POST", "/kennisbank/nieuw", nieuw_post, "regie", "Voeg een stuk toe aan de kennisbank", SCHRIJFT,
     nieuw_params, .recht = RECHT_LEVEREN},
    {"GET", "/kennisbank/{id}/wijzigen", wijzig_get, "regie", "Een stuk veranderen", LEEST, wijzig_get_params,
     .recht = RECHT_LEVEREN},
    {"POST", "/kennisbank/{id}/wijzigen", wijzig_post, "regie", "Verander een stuk", SCHRIJFT, wijzig_params,
     .recht = RECHT_LEVEREN},
    {0},
};
