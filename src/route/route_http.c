/* SPDX-License-Identifier: EUPL-1.2
 * Delivering a file over the web: the form, the empty templates, and the taak that reads the file and is then
 * confirmed or stopped. An upload is never imported at once: it becomes an import-proef, whose page shows
 * what would change. */
#include "route/route_http.h"
#include "route/onbekend.h"
#include "route/route.h"
#include "route/sjabloon.h"

#include "base/num.h"
#include "partij/partij.h"
#include "toegang/toegang.h"

#include <string.h>

enum {
    TEKST_MAX = 200,
    EVEN_MS = 1000 /* so long a small file is waited for, and its page is ready at once */
};

/* ---- The form ---- */

/* What was filled in, and per field what is wrong with it (empty: nothing). */
struct formulier {
    struct str soort, peildatum, leveraar, namens;
    const struct http_upload *bestand;
    date_t datum;
    const struct partij *partijen; /* on whose behalf one may deliver */
    size_t n_partijen;
    bool zelf;      /* also for the installation itself */
    int64_t partij; /* on whose behalf; 0: the installation */
    struct str fout_soort, fout_bestand, fout_peildatum, fout_leveraar, fout_namens;
    bool fout;
};

static const struct importeur *keuze_bij(struct str soort)
{
    for (size_t i = 0; importeurs[i]; i++) /* not the reference tables: those belong to the program */
        if (str_is(soort, importeurs[i]->soort))
            return importeurs[i];
    return NULL;
}

bool soort_mag(const struct http_req *q, const struct importeur *imp)
{
    int64_t bij;

    return !imp->recht || wie_bereik(wie_van(q), imp->recht, &bij) != BEREIK_GEEN;
}

static struct str regel_fout(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20)
            return STR("Schrijf dit op één regel.");
    return s.n > TEKST_MAX ? STR("Dit is te lang; houd het bij 200 tekens.") : STR("");
}

static void bestand_lees_uit(const struct http_req *q, struct formulier *f)
{
    size_t n = 0;

    for (size_t i = 0; i < q->n_uploads; i++)
        if (str_is(q->uploads[i].field, "bestand")) {
            f->bestand = &q->uploads[i];
            n++;
        }
    if (!n)
        f->fout_bestand = STR("Kies een bestand.");
    else if (n > 1)
        f->fout_bestand = STR("Kies één bestand; meer bestanden levert u na elkaar aan.");
    else if (!f->bestand->bytes.n)
        f->fout_bestand = STR("Dit bestand is leeg. Kies een bestand waar cijfers in staan.");
}

/* For whom one may deliver; who may for one only is not asked. Over a connection of its own when the route
 * lent none. */
static int namens_lees(struct http_req *q, struct formulier *f, struct err *e)
{
    struct omgeving *o = q->app;
    struct conn *c = q->conn;
    int rc = c ? OK : store_read(o->store, &c, e);

    if (!rc)
        rc = toegang_partijen(c, q->a, wie_van(q), RECHT_LEVEREN, &f->partijen, &f->n_partijen, &f->zelf, e);
    if (!q->conn)
        store_return(o->store, c);
    if (!rc && !f->zelf && f->n_partijen == 1)
        f->partij = f->partijen[0].id;
    return rc;
}

static void namens_kies(const struct http_req *q, struct formulier *f)
{
    int64_t id = 0;

    f->namens = str_trim(doc_get_str(q->form, STR("namens")));
    if (!f->namens.n && (f->partij || f->zelf))
        return;
    if (num_i64(f->namens, &id))
        for (size_t i = 0; i < f->n_partijen; i++)
            if (f->partijen[i].id == id) {
                f->partij = id;
                return;
            }
    f->fout_namens = STR("Kies voor welke organisatie u aanlevert.");
}

static void formulier_lees(const struct http_req *q, struct formulier *f)
{
    f->soort = str_trim(doc_get_str(q->form, STR("soort")));
    f->peildatum = str_trim(doc_get_str(q->form, STR("peildatum")));
    f->leveraar = str_trim(doc_get_str(q->form, STR("leveraar")));
    namens_kies(q, f);
    bestand_lees_uit(q, f);
    if (!f->soort.n)
        f->fout_soort = STR("Kies wat voor bestand dit is.");
    else if (!keuze_bij(f->soort) && !str_is(f->soort, SOORT_TABEL))
        f->fout_soort = STR("Deze soort kennen wij niet; kies er een uit de lijst.");
    else if (!str_is(f->soort, SOORT_TABEL) && !soort_mag(q, keuze_bij(f->soort)))
        f->fout_soort = STR("Dit soort bestand verandert iets voor iedereen; dat mag u met uw rol niet.");
    if (!f->peildatum.n)
        f->fout_peildatum = STR("Vul de peildatum in, bijvoorbeeld 1-1-2025.");
    else if (!date_parse(f->peildatum, &f->datum))
        f->fout_peildatum = STR("Dit is geen datum; schrijf die als 1-1-2025 of 2025-01-01.");
    else if (f->datum < 19900101 || f->datum > 21001231)
        f->fout_peildatum = STR("De peildatum ligt tussen 1990 en 2100.");
    f->fout_leveraar = regel_fout(f->leveraar);
    f->fout =
        f->fout_soort.n || f->fout_bestand.n || f->fout_peildatum.n || f->fout_leveraar.n || f->fout_namens.n;
}

/* A field of the form; its error goes beside it and in the summary. */
static struct doc *veld_bij(struct pagina *p, const char *naam, const char *label, const char *uitleg,
                            struct str fout)
{
    struct arena *a = p->a;
    struct doc *velden = doc_get(doc_get(p->boom, STR("formulier")), STR("velden")),
               *v = doc_add(a, velden, doc_map(a)), *x;

    DOC_SET_STR(a, v, "id", str_from(naam));
    DOC_SET_STR(a, v, "naam", str_from(naam));
    DOC_SET_STR(a, v, "label", str_from(label));
    if (uitleg)
        DOC_SET_STR(a, v, "uitleg", str_from(uitleg));
    if (fout.n) {
        DOC_SET_STR(a, v, "fout", fout);
        x = doc_add(a, doc_get(p->boom, STR("fouten")), doc_map(a));
        DOC_SET_STR(a, x, "veld", str_from(naam));
        DOC_SET_STR(a, x, "wat", fout);
    }
    return v;
}

static void soort_keuzes(const struct http_req *q, struct doc *veld, struct str gekozen)
{
    struct arena *a = q->a;
    struct doc *keuzes = DOC_SET(a, veld, "keuzes", doc_list(a)), *k = doc_add(a, keuzes, doc_map(a));

    DOC_SET_BOOL(a, veld, "is_keuze", true);
    DOC_SET_STR(a, k, "inhoud", STR(""));
    DOC_SET_STR(a, k, "tekst", STR("Kies een soort"));
    for (size_t i = 0; importeurs[i]; i++) {
        if (!soort_mag(q, importeurs[i]))
            continue;
        k = doc_add(a, keuzes, doc_map(a));
        DOC_SET_STR(a, k, "inhoud", str_from(importeurs[i]->soort));
        DOC_SET_STR(a, k, "tekst", str_from(importeurs[i]->naam));
        if (str_is(gekozen, importeurs[i]->soort))
            DOC_SET_BOOL(a, k, "gekozen", true);
    }
    k = doc_add(a, keuzes, doc_map(a));
    DOC_SET_STR(a, k, "inhoud", STR(SOORT_TABEL));
    DOC_SET_STR(a, k, "tekst", STR("Een andere tabel: Woonzorg stelt voor wat de kolommen zijn"));
    if (str_is(gekozen, SOORT_TABEL))
        DOC_SET_BOOL(a, k, "gekozen", true);
}

static void namens_veld(struct pagina *p, const struct formulier *f)
{
    struct arena *a = p->a;
    struct doc *v, *keuzes, *k;

    if (!f->fout_namens.n && f->n_partijen < (f->zelf ? 1 : 2))
        return;
    v = veld_bij(p, "namens", "Voor welke organisatie levert u aan?",
                 "Wat u aanlevert is van deze organisatie: haar collega's kunnen het vervangen of intrekken.",
                 f->fout_namens);
    DOC_SET_BOOL(a, v, "is_keuze", true);
    keuzes = DOC_SET(a, v, "keuzes", doc_list(a));
    k = doc_add(a, keuzes, doc_map(a));
    DOC_SET_STR(a, k, "inhoud", STR(""));
    DOC_SET_STR(a, k, "tekst", f->zelf ? STR("geen: van de installatie zelf") : STR("Kies een organisatie"));
    for (size_t i = 0; i < f->n_partijen; i++) {
        k = doc_add(a, keuzes, doc_map(a));
        DOC_SET_STR(a, k, "inhoud", str_fmt(a, "%lld", (long long)f->partijen[i].id));
        DOC_SET_STR(a, k, "tekst", f->partijen[i].naam);
        if (f->partijen[i].id == f->partij)
            DOC_SET_BOOL(a, k, "gekozen", true);
    }
}

/* What can be delivered, with its columns, and for what people fill in themselves an empty file. */
static void hulp_zet(struct pagina *p)
{
    struct arena *a = p->a;
    struct doc *h = DOC_SET(a, p->boom, "hulp", doc_map(a)), *feiten;

    DOC_SET_STR(a, h, "titel", STR("Wat kunt u aanleveren?"));
    feiten = DOC_SET(a, h, "feiten", doc_list(a));
    for (size_t i = 0; importeurs[i]; i++) {
        const struct importeur *imp = importeurs[i];

        if (!soort_mag(p->q, imp))
            continue;
        feit_bij(a, feiten, imp->naam, str_from(imp->uitleg), STR(""),
                 str_fmt(a, "%s %.*s.",
                         imp->geen_tabel ? "Nodig:"
                         : imp->map_mag  ? "Bestanden in de zip:"
                                         : "Kolommen:",
                         STR_ARG(importeur_nodig(a, imp))),
                 STR(""));
        if (sjabloon_kan(imp))
            feit_bij(a, feiten, str_fmt(a, "Sjabloon: %s", imp->naam).p,
                     str_fmt(a, "sjabloon-%s.xlsx", imp->soort),
                     str_fmt(a, "/leveringen/sjabloon/%s.xlsx", imp->soort),
                     STR("Een werkboek met uitleg, lijsten om uit te kiezen en een voorbeeld."), STR(""));
        if (imp->eigen_invoer)
            feit_bij(a, feiten, str_fmt(a, "Leeg bestand: %s", imp->naam).p, str_fmt(a, "%s.csv", imp->soort),
                     str_fmt(a, "/leveringen/sjabloon/%s.csv", imp->soort),
                     STR("Alleen de kop; vul het in met uw eigen cijfers."), STR(""));
    }
    feit_bij(a, feiten, "Een andere tabel", STR("Bekijk de leeswijzers die bewaard zijn"),
             STR("/leeswijzers"),
             STR("Een CSV of Excel met eigen kolommen: Woonzorg stelt voor wat ze zijn, u kijkt het na. Dat "
                 "wordt per "
                 "organisatie bewaard."),
             STR(""));
}

/* Who delivered before, to choose from: the same name is the same leveraar. Without it the field still works.
 */
static void leveraars_zet(struct pagina *p, struct doc *veld)
{
    struct omgeving *o = p->o;
    const struct str *naam;
    struct doc *lijst;
    struct err geen;
    struct conn *c = p->q->conn;
    size_t n = 0;

    if (!c && store_read(o->store, &c, &geen))
        return;
    if (!leveraar_namen_lees(c, p->a, &naam, &n, &geen) && n) {
        DOC_SET_STR(p->a, veld, "lijst", STR("leveraars"));
        lijst = DOC_SET(p->a, veld, "bekend", doc_list(p->a));
        for (size_t i = 0; i < n; i++)
            doc_add(p->a, lijst, doc_str(p->a, naam[i]));
    }
    if (!p->q->conn)
        store_return(o->store, c);
}

static void formulier_boom(struct pagina *p, const struct formulier *f)
{
    struct arena *a = p->a;
    struct doc *d, *v;

    DOC_SET_STR(a, p->boom, "titel", STR("Lever cijfers aan"));
    DOC_SET_STR(a, p->boom, "antwoord",
                str_fmt(a, "%sU ziet eerst wat er zou veranderen. Daarna beslist u of het wordt ingevoerd.",
                        !f->zelf && f->n_partijen == 1
                            ? str_fmt(a, "U levert aan voor %.*s. ", STR_ARG(f->partijen[0].naam)).p
                            : ""));
    pagina_kruimel(p, STR("Leveringen"), STR("/leveringen"));
    pagina_kruimel(p, STR("Lever cijfers aan"), STR(""));
    DOC_SET_BOOL(a, p->boom, "heeft_fouten", f->fout);
    DOC_SET(a, p->boom, "fouten", doc_list(a));
    d = DOC_SET(a, p->boom, "formulier", doc_map(a));
    DOC_SET_STR(a, d, "actie", STR("/leveringen/nieuw"));
    DOC_SET_BOOL(a, d, "is_post", true);
    DOC_SET_BOOL(a, d, "is_upload", true);
    DOC_SET_STR(a, d, "knop", STR("Lees het bestand"));
    DOC_SET(a, d, "verborgen", doc_list(a));
    DOC_SET(a, d, "velden", doc_list(a));
    v = DOC_SET(a, d, "terug", doc_map(a));
    DOC_SET_STR(a, v, "woord", STR("Terug naar de leveringen"));
    DOC_SET_STR(a, v, "adres", STR("/leveringen"));
    soort_keuzes(p->q, veld_bij(p, "soort", "Wat levert u aan?", NULL, f->fout_soort), f->soort);
    v = veld_bij(
        p, "bestand", "Bestand",
        f->fout && !f->fout_bestand.n
            ? "CSV of Excel (.xlsx), hoogstens 64 MB. Kies het bestand opnieuw; uw browser onthoudt het niet."
            : "CSV of Excel (.xlsx), hoogstens 64 MB. Van CBS mag het ook een zip zijn; grenzen zijn GeoJSON "
              "of TopoJSON.",
        f->fout_bestand);
    DOC_SET_BOOL(a, v, "is_bestand", true);
    DOC_SET_STR(a, v, "soorten", STR(".csv,.txt,.xlsx,.zip,.gpkg,.json,.geojson,.topojson,.xbrl,.xml"));
    v = veld_bij(p, "peildatum", "Op welke dag gelden de cijfers?",
                 "De peildatum, niet de dag waarop u het bestand maakte.", f->fout_peildatum);
    DOC_SET_BOOL(a, v, "is_datum", true);
    DOC_SET_STR(a, v, "inhoud", f->datum ? date_iso(a, f->datum) : f->peildatum);
    namens_veld(p, f);
    v = veld_bij(p, "leveraar", "Van welke organisatie zijn de cijfers?",
                 "Een nieuw bestand van dezelfde organisatie, soort en peildatum vervangt het vorige. "
                 "Schrijf de naam dus steeds hetzelfde.",
                 f->fout_leveraar);
    DOC_SET_BOOL(a, v, "is_tekst", true);
    DOC_SET_BOOL(a, v, "niet_verplicht", true);
    DOC_SET_STR(a, v, "inhoud", f->leveraar);
    leveraars_zet(p, v);
    hulp_zet(p);
}

/* After a file that could not be read: what was filled in then, so that only the file is to be chosen again.
 */
static int formulier_eerder(struct http_req *q, struct formulier *f, struct err *e)
{
    struct omgeving *o = q->app;
    struct str sleutel = doc_get_str(q->query, STR("proef"));
    struct conn *c = q->conn;
    struct err geen;
    struct taak t;
    bool mag = false;
    int rc;

    if (!sleutel.n)
        return OK;
    rc = c ? OK : store_read(o->store, &c, e);
    if (!rc && !taak_lees(c, q->a, sleutel, &t, &geen) && str_is(t.soort, TAAK_PROEF))
        rc = toegang_mag(c, wie_van(q), RECHT_LEVEREN, taak_partij(&t), &mag, e);
    if (!q->conn)
        store_return(o->store, c);
    if (rc || !mag)
        return rc;
    f->peildatum = doc_get_str(t.opdracht, STR("peildatum"));
    f->leveraar = doc_get_str(t.opdracht, STR("leveraar"));
    f->partij = taak_partij(&t);
    return OK;
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p = {.q = q, .a = q->a, .o = q->app, .boom = doc_map(q->a)};
    struct formulier f = {.soort = doc_get_str(q->query, STR("soort"))};
    int rc = namens_lees(q, &f, e);

    if (rc)
        return rc;
    rc = formulier_eerder(q, &f, e);
    if (rc)
        return rc;
    formulier_boom(&p, &f);
    r->tree = p.boom;
    return OK;
}

/* ---- What the form leads to ---- */

static struct str taak_adres(const struct http_req *q, const char *sleutel)
{
    return str_fmt(q->a, "/taken/%s%s", sleutel, q->format == HTTP_JSON ? ".json" : "");
}

static int loper_nodig(const struct omgeving *o, struct err *e)
{
    return o->taken ? OK : err_set(e, ERR_ENV, "er is geen loper voor achtergrondwerk gestart");
}

/* Programs get the first words as problem+json; people get their form back with all of them. */
static int geweigerd(struct http_req *q, struct http_resp *r, const struct formulier *f, struct err *e)
{
    struct pagina p = {.q = q, .a = q->a, .o = q->app, .boom = doc_map(q->a)};
    const struct doc *fouten;
    struct buf b;

    formulier_boom(&p, f);
    if (q->format == HTTP_HTML) {
        r->tree = p.boom;
        r->status = 400;
        return OK;
    }
    buf_init(&b, q->a, 900);
    fouten = doc_get(p.boom, STR("fouten"));
    for (size_t i = 0; i < fouten->list.n; i++)
        buf_fmt(&b, "%s%.*s: %.*s", i ? " " : "", STR_ARG(doc_get_str(fouten->list.at[i], STR("veld"))),
                STR_ARG(doc_get_str(fouten->list.at[i], STR("wat"))));
    return err_set(e, ERR_DATA, "%.*s", STR_ARG(buf_str(&b)));
}

void taak_dader_zet(struct http_req *q, struct doc *d, int64_t partij)
{
    struct dader wie = wie_dader(q, RECHT_LEVEREN, partij);
    int64_t bij;

    DOC_SET_INT(q->a, d, "partij", partij);
    DOC_SET_STR(q->a, d, "dader", dader_woord(wie.soort));
    DOC_SET_INT(q->a, d, "dader_id", wie.id);
    DOC_SET_STR(q->a, d, "waar", wie.waar);
    DOC_SET_BOOL(q->a, d, "ook_van_anderen", wie_bereik(wie_van(q), RECHT_LEVEREN, &bij) == BEREIK_ALLES);
}

int64_t taak_partij(const struct taak *t)
{
    const struct doc *d = doc_get(t->opdracht, STR("partij"));

    return d && d->type == DOC_INT ? d->i : 0;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct formulier f = {0};
    struct taak_opdracht t = {.soort = STR(TAAK_PROEF)};
    struct doc *d = doc_map(q->a);
    char sleutel[TAAK_SLEUTEL + 1];
    int rc = loper_nodig(o, e);

    if (!rc)
        rc = namens_lees(q, &f, e);
    if (rc)
        return rc;
    formulier_lees(q, &f);
    if (f.fout)
        return geweigerd(q, r, &f, e);
    DOC_SET_STR(q->a, d, "soort", f.soort);
    DOC_SET_STR(q->a, d, "bestand", f.bestand->name.n ? f.bestand->name : STR("bestand"));
    if (!f.leveraar.n) /* two partijen must not supersede each other by saying nothing */
        for (size_t i = 0; i < f.n_partijen; i++)
            if (f.partijen[i].id == f.partij)
                f.leveraar = f.partijen[i].naam;
    DOC_SET_STR(q->a, d, "leveraar", f.leveraar);
    DOC_SET_STR(q->a, d, "peildatum", date_iso(q->a, f.datum));
    taak_dader_zet(q, d, f.partij);
    t.wie = wie_van(q)->naam;
    t.opdracht = d;
    t.bijlage = f.bestand->bytes;
    rc = taak_nieuw(o->store, o->taken, &t, NULL, sleutel, e);
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, str_from(sleutel), EVEN_MS);
    r->location = taak_adres(q, sleutel);
    return OK;
}

/* The codes of onderwerpen to choose from; a template without them serves too. */
static void onderwerpen_zoek(struct http_req *q, const struct onderwerp **ret, size_t *ret_n)
{
    struct omgeving *o = q->app;
    struct err geen;
    struct conn *c;

    *ret_n = 0;
    if (store_read(o->store, &c, &geen))
        return;
    if (onderwerpen_lees(c, q->a, ret, ret_n, &geen))
        *ret_n = 0;
    store_return(o->store, c);
}

static int sjabloon_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str soort = doc_get_str(q->params, STR("soort"));
    const struct importeur *imp = keuze_bij(soort);
    const struct onderwerp *onderwerpen = NULL;
    bool werkboek = q->format == HTTP_XLSX;
    struct kolommen k;
    size_t n;

    if (!imp || (werkboek ? !sjabloon_kan(imp) : !imp->eigen_invoer))
        return err_set(e, ERR_NOT_FOUND, "Van de soort “%.*s” is er geen %s.", STR_ARG(str_sub(soort, 0, 40)),
                       werkboek ? "sjabloon" : "leeg bestand");
    if (werkboek) {
        onderwerpen_zoek(q, &onderwerpen, &n);
        r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        r->filename = str_fmt(q->a, "sjabloon-%s.xlsx", imp->soort);
        return sjabloon_maak(q->a, imp, onderwerpen, n, date_today() / 10000, &r->body, e);
    }
    k = importeur_kolommen(imp);
    r->body = str_fmt(q->a, "\xEF\xBB\xBF%.*s\r\n",
                      STR_ARG(kolommen_kop(q->a, &k))); /* the mark tells a spreadsheet that it is UTF-8 */
    r->type = "text/csv; charset=utf-8; header=present";
    r->filename = str_fmt(q->a, "%s.csv", imp->soort);
    return OK;
}

/* ---- The taak ---- */

static int taak_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    struct taak t;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = taak_lees(p.c, p.a, doc_get_str(q->params, STR("sleutel")), &t, e);
    if (!rc && !str_is(t.soort, TAAK_PROEF) && !str_is(t.soort, TAAK_IMPORT))
        rc = err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    if (!rc && q->format == HTTP_HTML && t.status == TAAK_KLAAR && doc_get(t.resultaat, STR("kolommen"))) {
        r->location = str_fmt(p.a, "/taken/%.*s/kolommen", STR_ARG(t.sleutel));
        pagina_sluit(&p);
        return OK;
    }
    if (!rc)
        rc = toegang_object(q, p.c, RECHT_LEVEREN, taak_partij(&t), e);
    if (!rc)
        rc = taak_pagina(&p, &t, e);
    if (!rc) {
        r->tree =
            p.boom; /* without the bar of gebied and peildatum: there is nothing here to choose them for */
        r->template = t.status == TAAK_KLAAR && str_is(t.soort, TAAK_PROEF) ? "import-proef" : "taak";
    }
    pagina_sluit(&p);
    return rc;
}

/* The taak of the address, over a connection that is given back at once: what follows lends its own. */
static int taak_van(struct http_req *q, struct taak *ret, struct err *e)
{
    struct omgeving *o = q->app;
    struct conn *c;
    int rc = loper_nodig(o, e);

    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = taak_lees(c, q->a, doc_get_str(q->params, STR("sleutel")), ret, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, taak_partij(ret), e);
    store_return(o->store, c);
    return rc;
}

static int invoeren_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct taak_opdracht n = {.soort = STR(TAAK_IMPORT)};
    struct taak t;
    struct doc *d, *wijzer;
    struct str soort;
    char sleutel[TAAK_SLEUTEL + 1];
    int rc = taak_van(q, &t, e);

    if (rc)
        return rc;
    if (!str_is(t.soort, TAAK_PROEF))
        return err_set(e, ERR_CONFLICT, "Dit is geen controle van een bestand; er valt niets in te voeren.");
    if (t.status != TAAK_KLAAR)
        return err_set(
            e, ERR_CONFLICT,
            "Dit bestand is nog niet gelezen, of het was niet goed te lezen. Er is niets ingevoerd.");
    if (!t.heeft_bijlage)
        return err_set(e, ERR_CONFLICT, "Dit bestand is niet meer bewaard. Lever het opnieuw aan.");
    if (doc_get(t.resultaat, STR("kolommen")))
        return err_set(e, ERR_CONFLICT, "Van deze tabel is nog niet gezegd wat de kolommen zijn.");
    wijzer = doc_get(doc_get(t.resultaat, STR("verslag")), STR("leeswijzer"));
    soort = doc_get_str(wijzer ? wijzer : t.opdracht, STR("soort"));
    if (!keuze_bij(soort) || !soort_mag(q, keuze_bij(soort)))
        return err_set(e, ERR_DENIED,
                       "Dit soort bestand verandert iets voor iedereen; dat mag u met uw rol niet.");
    d = doc_map(q->a);
    for (size_t i = 0; i < t.opdracht->map.n; i++)
        doc_set(q->a, d, t.opdracht->map.at[i].key, t.opdracht->map.at[i].value);
    if (wijzer) { /* exactly as the rehearsal read it, even when another is kept meanwhile */
        DOC_SET(q->a, d, "leeswijzer", wijzer);
        DOC_SET_STR(q->a, d, "soort", soort);
    }
    DOC_SET_STR(q->a, d, "proef", t.sleutel);
    taak_dader_zet(q, d, taak_partij(&t));
    n.wie = t.wie;
    n.opdracht = d;
    n.na = t.id;
    rc = taak_nieuw(o->store, o->taken, &n, NULL, sleutel, e);
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, str_from(sleutel), EVEN_MS);
    r->location = taak_adres(q, sleutel);
    return OK;
}

static int stop_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct taak t;
    int rc = taak_van(q, &t, e);

    if (!rc)
        rc = taak_stop_vraag(o->store, o->taken, t.sleutel, e);
    if (rc == ERR_CONFLICT && q->format == HTTP_HTML)
        rc = OK; /* it was just done: its page tells how it ended */
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, t.sleutel, EVEN_MS);
    r->location = taak_adres(q, str_cstr(q->a, t.sleutel));
    return OK;
}

static const struct http_param nieuw_params[] = {
    {"soort", "soort bestand die al gekozen is", PARAM_QUERY, false, false},
    {"proef", "sleutel van de taak waarvan peildatum en organisatie worden overgenomen", PARAM_QUERY, false,
     false},
    {0}};
/* None is required here: a person gets the form back with words beside each field, not the page for errors.
 */
static const struct http_param nieuw_post_params[] = {
    {"soort", "wat voor bestand het is", PARAM_FORM, false, false},
    {"bestand", "het bestand", PARAM_FILE, false, false},
    {"peildatum", "de dag waarop de cijfers gelden", PARAM_FORM, false, false},
    {"leveraar", "de organisatie van wie de cijfers zijn", PARAM_FORM, false, false},
    {"namens", "nummer van de organisatie waarvoor u aanlevert", PARAM_FORM, false, false},
    {0}};
static const struct http_param sjabloon_params[] = {{"soort", "soort bestand", PARAM_PATH, true, false}, {0}};
static const struct http_param taak_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false},
    {"ververs", "nee: de pagina ververst zichzelf niet", PARAM_QUERY, false, false},
    {0}};
static const struct http_param sleutel_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false}, {0}};

const struct http_route route_routes[] = {
    {"GET", "/leveringen/nieuw", nieuw_get, "importeren", "Lever een bestand met cijfers aan", ROUTE_STORE,
     nieuw_params, .recht = RECHT_LEVEREN},
    {"POST", "/leveringen/nieuw", nieuw_post, "importeren",
     "Lees een bestand zonder het in te voeren; leidt naar de taak die dat doet",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, nieuw_post_params, .recht = RECHT_LEVEREN},
    {"GET", "/leveringen/sjabloon/{soort}", sjabloon_get, NULL,
     "Een sjabloon om in te vullen: een werkboek (.xlsx), of alleen de kop (.csv)", 0, sjabloon_params,
     1u << HTTP_CSV | 1u << HTTP_XLSX, .recht = RECHT_PUBLIEK},
    {"GET", "/taken/{sleutel}", taak_get, "taak",
     "Hoe het met een aangeleverd bestand staat, en wat het zou veranderen",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, taak_params, .recht = RECHT_LEVEREN},
    {"POST", "/taken/{sleutel}/invoeren", invoeren_post, "taak",
     "Voer een gelezen bestand in; leidt naar de taak die dat doet", ROUTE_SLOW | ROUTE_NO_STORE_CACHE,
     sleutel_params, .recht = RECHT_LEVEREN},
    {"POST", "/taken/{sleutel}/stop", stop_post, "taak", "Stop een taak", ROUTE_SLOW | ROUTE_NO_STORE_CACHE,
     sleutel_params, .recht = RECHT_LEVEREN},
    {0},
};
