/* SPDX-License-Identifier: EUPL-1.2
 * The woonzorgvisie of one gebied: its state and how it came there, what it covers, the document; and the
 * forms by which its gemeente or the provincie tells more. What it covers is filled in at visie_invul_http.c.
 */
#include "visie/een.h"

#include "partij/partij.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"
#include "visie/overname.h"

int visie_een_open(struct http_req *q, struct een *x, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code"));
    int rc = vel_open(q, &x->v, e);

    if (rc)
        return rc;
    x->gebied = gebied_bij_code(x->v.p.g, code);
    if (!x->gebied || str_is(x->gebied->soort, "land"))
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(utf8_clip(code, 40)));
    return visie_partij(x->v.p.c, x->v.p.g, q->a, x->gebied, &x->partij, e);
}

int visie_een_lees(struct een *x, struct err *e)
{
    struct pagina *p = &x->v.p;
    const struct visie_tegenspraak *t;
    size_t n_t = 0;
    int rc = visies_lees(p->c, p->g, p->a, visie_bekend(p), &x->alle, e);

    if (!rc)
        rc = visie_tegenspraken_lees(p->c, p->g, p->a, x->gebied, &t, &n_t, e);
    for (size_t i = 0; !rc && i < n_t; i++)
        x->strijd += !t[i].keuze.n;
    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_LEVEREN, x->partij, &x->mag, e);
    if (rc)
        return rc;
    visie_standen_van(&x->alle, x->gebied, &x->stand, &x->n);
    visie_op(x->stand, x->n, visie_dag(p), visie_bekend(p), &x->beeld);
    return OK;
}

struct str visie_een_adres(const struct een *x, const char *achter)
{
    return str_fmt(x->v.p.a, "/regie/woonzorgvisies/%.*s%s", STR_ARG(x->gebied->code), achter);
}

static struct str zin(const struct een *x)
{
    const struct visie_beeld *b = &x->beeld;
    struct arena *a = x->v.p.a;
    const struct visie_stand *w = b->verwacht[VISIE_VASTGESTELD];
    struct buf buf;

    buf_init(&buf, a, 2000);
    if (!b->nu) {
        buf_fmt(&buf, "Hoe ver de woonzorgvisie van %.*s is, heeft nog niemand gezegd.",
                STR_ARG(x->gebied->naam));
        return buf_str(&buf);
    }
    buf_fmt(&buf, "De woonzorgvisie van %.*s is %s", STR_ARG(x->gebied->naam),
            b->staat == VISIE_TE_STARTEN ? "nog niet begonnen"
            : b->staat == VISIE_BEZIG    ? "in de maak"
                                         : visie_staten[b->staat].naam);
    if (b->nu->datum && b->staat >= VISIE_GEREALISEERD)
        buf_fmt(&buf, ", op %.*s", STR_ARG(date_nl(a, b->nu->datum)));
    buf_lit(&buf, ".");
    if (w && b->staat < VISIE_VASTGESTELD)
        buf_fmt(&buf, " De raad stelt hem naar verwachting vast op %.*s.", STR_ARG(date_nl(a, w->datum)));
    return buf_str(&buf);
}

/* ---- the page ---- */

static void feiten_blok(struct een *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    const struct visie_beeld *b = &x->beeld;
    struct doc *blok = blok_bij(v, "stand", STR("Hoe ver is het?"), STR("")), *f = blok_feiten(v, blok);
    const struct visie_antwoord *aanpak =
        visie_antwoord_van(&x->alle, x->gebied, visie_vraag_bij(STR("aanpak")));

    feit_bij(p->a, f, "Stand", str_from(visie_staten[b->staat].naam), STR(""),
             b->sinds ? str_fmt(p->a, "sinds %.*s", STR_ARG(date_nl(p->a, b->sinds))) : STR(""),
             b->nu && b->nu->verzonnen ? STR("verzonnen") : STR(""));
    for (int k = VISIE_BEZIG; k < VISIE_STATEN; k++)
        if (b->verwacht[k] && b->verwacht[k]->staat > b->staat)
            feit_bij(p->a, f, "Verwacht", str_from(visie_staten[k].naam), STR(""),
                     str_fmt(p->a, "op %.*s; gezegd op %.*s", STR_ARG(date_nl(p->a, b->verwacht[k]->datum)),
                             STR_ARG(date_nl(p->a, b->verwacht[k]->gezegd_op))),
                     b->verwacht[k]->verzonnen ? STR("verzonnen") : STR(""));
    if (aanpak)
        feit_bij(p->a, f, "Regionale aanpak", visie_antwoord_naam(aanpak->antwoord), STR(""),
                 aanpak->herkomst, aanpak->verzonnen ? STR("verzonnen") : STR(""));
    if (b->anders)
        feit_bij(p->a, f, "Spreekt dit tegen", str_from(visie_staten[b->anders->staat].naam), STR(""),
                 str_fmt(p->a, "%.*s, gezegd op %.*s", STR_ARG(b->anders->herkomst),
                         STR_ARG(date_nl(p->a, b->anders->gezegd_op))),
                 STR("let op"));
    if (x->strijd)
        feit_bij(p->a, f, "Tegenspraak", STR("Kies wat klopt"), visie_een_adres(x, "/tegenspraak"),
                 str_fmt(p->a, "over %zu %s zegt een vragenlijst iets anders", x->strijd,
                         x->strijd == 1 ? "ding" : "dingen"),
                 STR("let op"));
    if (gebied_is_gemeente(x->gebied)) {
        const struct gebied *regio = gebied_regio(p->g, x->gebied, visie_indeling(p), visie_dag(p));

        if (regio)
            feit_bij(p->a, f, "Regio", regio->naam, visie_adres(p, regio), STR(""), STR(""));
        feit_bij(p->a, f, "Gemeente", x->gebied->naam,
                 str_fmt(p->a, "/gebieden/%.*s", STR_ARG(x->gebied->code)), STR(""), STR(""));
    }
}

static void geschiedenis_blok(struct een *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "geschiedenis", STR("Wat erover gezegd is"), STR("Nieuwste bovenaan."));

    tabel_kolom(p, t, "gezegd", STR("Gezegd op"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "datum", STR("Datum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "herkomst", STR("Waar dat staat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Ingevoerd door"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = x->n; i > 0; i--) {
        const struct visie_stand *s = &x->stand[i - 1];
        struct doc *rij = tabel_regel(p, t, false);

        cel_datum(p, t, rij, s->gezegd_op);
        cel_tekst(p, t, rij,
                  str_fmt(p->a, "%s%s", s->verwacht ? "verwacht: " : "", visie_staten[s->staat].naam),
                  STR(""), s->verzonnen ? STR("verzonnen") : STR(""));
        if (s->datum)
            cel_datum(p, t, rij, s->datum);
        else
            cel_leeg(p, t, rij, STR("niet genoemd"));
        cel_tekst(p, t, rij, s->herkomst, STR(""), STR(""));
        cel_tekst(p, t, rij, toegang_naam(p->q, s->wie), STR(""), STR(""));
        cel_tekst(p, t, rij, s->toelichting, STR(""), STR(""));
    }
    if (!x->n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog niets gezegd",
                          STR("De gemeente of de provincie kan hieronder invullen hoe ver de woonzorgvisie "
                              "is. Daarvoor "
                              "meldt u zich aan."),
                          x->mag ? NULL : "Meld u aan", x->mag ? STR("") : toegang_aanmelden(p->q)));
    tabel_klaar(p, t, str_cstr(p->a, visie_een_adres(x, "")));
    blok_tabel(v, blok_bij(v, "geschiedenis-blok", STR("Hoe het liep"), STR("")), t);
}

static void inhoud_blok(struct een *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "onderdelen", STR("Antwoorden"), STR("")),
               *blok = blok_bij(v, "inhoud-blok", STR("Wat staat erin, en wie deden mee?"), STR(""));
    size_t n = 0;

    tabel_kolom(p, t, "deel", STR("Deel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "wat", STR("Onderdeel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "herkomst", STR("Waar dat staat"), STR(""), KOLOM_TEKST, 0, false);
    for (const struct visie_woord *d = visie_delen; d->code; d++)
        for (const struct visie_vraag *q = visie_vragen; q->code; q++) {
            const struct visie_antwoord *a =
                str_is(str_from(q->deel), d->code) ? visie_antwoord_van(&x->alle, x->gebied, q) : NULL;
            struct doc *rij;

            if (!a)
                continue;
            n++;
            rij = tabel_regel(p, t, false);
            cel_tekst(p, t, rij, str_from(q->groep ? q->groep : d->naam), STR(""), STR(""));
            cel_tekst(p, t, rij, str_from(q->naam), STR(""), STR(""));
            cel_tekst(p, t, rij, visie_antwoord_naam(a->antwoord), STR(""),
                      a->verzonnen ? STR("verzonnen") : STR(""));
            cel_tekst(p, t, rij, a->herkomst, STR(""), STR(""));
        }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog niets ingevuld",
                          STR("Wat de woonzorgvisie bevat en wie meededen is nog niet ingevuld."), NULL,
                          STR("")));
    tabel_klaar(p, t, str_cstr(p->a, visie_een_adres(x, "")));
    blok_tabel(v, blok, t);
    if (!x->mag)
        return;
    blok = blok_feiten(v, blok_bij(v, "vul-in", STR("Vul in"), STR("")));
    for (const struct visie_woord *d = visie_delen; d->code; d++)
        feit_bij(p->a, blok, "Vul in", str_from(d->naam),
                 str_fmt(p->a, "%.*s?deel=%s", STR_ARG(visie_een_adres(x, "/invullen")), d->code), STR(""),
                 STR(""));
}

static int document_blok(struct een *x, struct err *e)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    const struct visie_document *d;
    struct doc *t, *blok;
    size_t n;
    int rc = visie_documenten_lees(p->c, p->a, x->gebied, &d, &n, e);

    if (rc)
        return rc;
    t = tabel_maak(p, "documenten", STR("Versies"),
                   STR("Nieuwste bovenaan. De som (SHA-256) bewijst dat een bestand "
                       "niet veranderd is."));
    tabel_kolom(p, t, "versie", STR("Versie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bestand", STR("Bestand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "maat", STR("Grootte"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "som", STR("SHA-256"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_fmt(p->a, "%lld", (long long)d[i].nummer), STR(""), STR(""));
        cel_tekst(
            p, t, rij, d[i].naam,
            str_fmt(p->a, "%.*s/%lld", STR_ARG(visie_een_adres(x, "/document")), (long long)d[i].nummer),
            STR(""));
        cel_tekst(p, t, rij, stuk_maat(p->a, d[i].bytes), STR(""), STR(""));
        cel_tekst(p, t, rij, str_fmt(p->a, "%.*s…", STR_ARG(str_sub(d[i].sha256, 0, 16))), STR(""), STR(""));
        cel_tekst(p, t, rij, d[i].toelichting, STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen document", STR("De woonzorgvisie zelf is hier nog niet bewaard."),
                          NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok = blok_bij(v, "document-blok", STR("De woonzorgvisie zelf"), STR(""));
    blok_tabel(v, blok, t);
    if (!x->mag)
        return OK;
    stuk_form(v, blok, visie_een_adres(x, "/document"), "Bijvoorbeeld: zoals vastgesteld op 12 juni 2025.");
    return OK;
}

static void stand_form(struct een *x)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct str soort = form_tekst(p->q, "soort"), staat = form_tekst(p->q, "staat");
    struct doc *f, *k;

    if (!x->mag)
        return;
    f = form_bij(
        v,
        blok_bij(v, "zeg", STR("Zeg hoe ver het is"),
                 STR("Wat u hier zegt komt bij wat er al staat. U verandert daarmee niets van vroeger.")),
        visie_een_adres(x, ""), "Bewaar");
    k = form_veld(v, f, "soort", "Wat zegt u?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, k, STR("feit"), STR("Zo is het"), soort);
    optie_bij(p->a, k, STR("verwacht"), STR("Zo verwachten wij het"), soort);
    k = form_veld(v, f, "staat", "Stand", NULL, "is_keuze", STR(""));
    for (int i = VISIE_TE_STARTEN; i < VISIE_STATEN; i++)
        optie_bij(p->a, k, str_from(visie_staten[i].code), str_from(visie_staten[i].naam), staat);
    form_veld(v, f, "datum", "Vanaf welke dag?",
              "Bij een verwachting: de dag waarop u dit verwacht. Leeg: niet bekend.", "is_datum", STR(""));
    form_vrij(v, f);
    form_veld(v, f, "gezegd_op", "Op welke dag is dit gezegd?", NULL, "is_datum",
              date_iso(p->a, date_today()));
    form_veld(v, f, "herkomst", "Waar staat dat?", "Een raadsbesluit, een brief, een gesprek.", "is_tekst",
              STR(""));
    form_veld(v, f, "toelichting", "Toelichting", NULL, "is_lang", STR(""));
    form_vrij(v, f);
}

static int toon(struct een *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &x->v.p;
    int rc = visie_een_lees(x, e);

    if (rc)
        return rc;
    vel_titel(&x->v, str_fmt(p->a, "Woonzorgvisie %.*s", STR_ARG(x->gebied->naam)), zin(x));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Woonzorgvisies"), pagina_adres(p, STR("/regie/woonzorgvisies"), NULL, STR("")));
    pagina_kruimel(p, x->gebied->naam, STR(""));
    feiten_blok(x);
    stand_form(x);
    geschiedenis_blok(x);
    inhoud_blok(x);
    rc = document_blok(x, e);
    return rc ? rc : vel_klaar(&x->v, r, e);
}

static int visie_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {{"stand", "uw stand staat erbij"},
                                            {"inhoud", "uw antwoorden zijn bewaard"},
                                            {"document", "het document is bewaard"}};
    struct een x = {0};
    int rc = visie_een_open(q, &x, e);

    for (size_t i = 0; !rc && i < 3; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&x.v, str_from(gedaan[i][1]), STR(""));
    if (!rc)
        rc = toon(&x, r, e);
    vel_sluit(&x.v);
    return rc;
}

/* ---- changing ---- */

struct werk {
    struct een *x;
    struct visie_stand stand;
    const struct http_upload *document;
};

static struct dader dader_van(struct werk *w)
{
    return wie_dader(w->x->v.p.q, RECHT_LEVEREN, w->x->partij);
}

static int stand_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return visie_stand_zet(c, &d, &w->stand, NULL, e);
}

/* The date of a field; empty is none. Says what is wrong beside the field. */
static date_t veld_datum(struct vel *v, const char *veld, bool moet)
{
    struct str s = form_tekst(v->p.q, veld);
    date_t d = 0;

    if ((s.n || moet) && !date_parse(s, &d))
        vel_fout(v, veld, STR("Vul een datum in, bijvoorbeeld 1-6-2026."));
    return d;
}

static void stand_lees(struct een *x, struct visie_stand *s)
{
    struct vel *v = &x->v;
    const struct http_req *q = v->p.q;
    struct str soort = form_tekst(q, "soort");

    *s = (struct visie_stand){.gebied = x->gebied,
                              .partij = x->partij,
                              .route = STR("hand"),
                              .verwacht = str_is(soort, "verwacht"),
                              .herkomst = form_tekst(q, "herkomst"),
                              .toelichting = form_tekst(q, "toelichting"),
                              .wie = wie_van(q)->naam};
    if (!s->verwacht && !str_is(soort, "feit"))
        vel_fout(v, "soort", STR("Kies of het al zo is, of dat u het verwacht."));
    if (!visie_staat_lees(form_tekst(q, "staat"), &s->staat))
        vel_fout(v, "staat", STR("Kies een stand."));
    s->datum = veld_datum(v, "datum", s->verwacht);
    s->gezegd_op = veld_datum(v, "gezegd_op", true);
    if (!s->herkomst.n || s->herkomst.n > VISIE_TEKST_MAX)
        vel_fout(v, "herkomst", STR("Zeg waar dit staat, in hoogstens 1.000 tekens."));
    if (s->toelichting.n > VISIE_TEKST_MAX)
        vel_fout(v, "toelichting", STR("Houd de toelichting bij 1.000 tekens."));
}

/* Writes what was right; what was not comes back beside its field. */
int visie_een_schrijf(struct een *x, void *ctx, store_write_fn *fn, const char *veld, const char *gedaan,
                      struct http_resp *r, struct err *e)
{
    struct http_req *q = x->v.p.q;
    int rc = OK;

    if (!x->v.fout.n)
        rc = vel_schrijf(&x->v, q, fn, ctx, e);
    if (rc == ERR_CONFLICT || rc == ERR_DATA) {
        vel_fout(&x->v, veld, str_dup(q->a, str_from(e->text)));
        rc = OK;
    }
    if (rc)
        return rc;
    if (x->v.fout.n)
        return toon(x, r, e);
    r->location = str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(visie_een_adres(x, "")), gedaan);
    return OK;
}

static int stand_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct een x = {0};
    struct werk w = {.x = &x};
    int rc = visie_een_open(q, &x, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x.partij, e);
    if (!rc) {
        stand_lees(&x, &w.stand);
        rc = visie_een_schrijf(&x, &w, stand_doe, "datum", "stand", r, e);
    }
    vel_sluit(&x.v);
    return rc;
}

static int document_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);
    const struct http_req *q = w->x->v.p.q;

    return visie_document_zet(c, &d, w->x->gebied, w->document, form_tekst(q, "document_bij"), w->x->partij,
                              wie_van(q)->naam, e);
}

static int document_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct een x = {0};
    struct werk w = {.x = &x, .document = stuk_veld(q, "document")};
    struct str fout = stuk_keur(w.document);
    int rc = visie_een_open(q, &x, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x.partij, e);
    if (!rc) {
        if (fout.n)
            vel_fout(&x.v, "document", fout);
        if (form_tekst(q, "document_bij").n > VISIE_TEKST_MAX)
            vel_fout(&x.v, "document_bij", STR("Houd de toelichting bij 1.000 tekens."));
        rc = visie_een_schrijf(&x, &w, document_doe, "document", "document", r, e);
    }
    vel_sluit(&x.v);
    return rc;
}

static int document_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct visie_document *d;
    struct een x = {0};
    int64_t nummer;
    size_t n;
    int rc = visie_een_open(q, &x, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("nummer")), &nummer, e);
    if (!rc)
        rc = visie_documenten_lees(q->conn, q->a, x.gebied, &d, &n, e);
    if (!rc) {
        rc = ERR_NOT_FOUND;
        for (size_t i = 0; i < n; i++)
            if (d[i].nummer == nummer)
                rc = stuk_geef(q, r, d[i].stuk, e);
        if (rc == ERR_NOT_FOUND)
            err_set(e, rc, "dit document is er niet");
    }
    vel_sluit(&x.v);
    return rc;
}

static const struct http_param een_params[] = {
    CODE_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param stand_params[] = {
    CODE_PARAM,
    {"soort", "feit of verwacht", PARAM_FORM, false, false},
    {"staat", "de stand", PARAM_FORM, false, false},
    {"datum", "sinds of tegen wanneer", PARAM_FORM, false, false},
    {"gezegd_op", "op welke dag gezegd", PARAM_FORM, false, false},
    {"herkomst", "waar dat staat", PARAM_FORM, false, false},
    {"toelichting", "toelichting", PARAM_FORM, false, false},
    {0}};
static const struct http_param document_params[] = {CODE_PARAM,
                                                    {"document", "het bestand", PARAM_FILE, false, false},
                                                    {"document_bij", "toelichting", PARAM_FORM, false, false},
                                                    {0}};
static const struct http_param document_een_params[] = {
    CODE_PARAM, {"nummer", "nummer van de versie", PARAM_PATH, true, false}, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route visie_een_routes[] = {
    {"GET", "/regie/woonzorgvisies/{code}", visie_get, "regie", "De woonzorgvisie van een gemeente of regio",
     LEEST, een_params, .recht = RECHT_PUBLIEK},
    {"POST", "/regie/woonzorgvisies/{code}", stand_post, "regie", "Zeg hoe ver een woonzorgvisie is",
     SCHRIJFT, stand_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/woonzorgvisies/{code}/document", document_post, "regie", "Bewaar het document", SCHRIJFT,
     document_params, .recht = RECHT_LEVEREN},
    {"GET", "/regie/woonzorgvisies/{code}/document/{nummer}", document_get, NULL,
     "Een versie van het document", LEEST, document_een_params, .recht = RECHT_PUBLIEK},
    {0},
};
