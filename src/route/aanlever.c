/* SPDX-License-Identifier: EUPL-1.2
 * The form on which a file is delivered: its fields with what is wrong with each, and what can be delivered.
 */
#include "route/aanlever.h"
#include "route/onbekend.h"
#include "route/route_http.h"
#include "route/sjabloon.h"

#include "base/num.h"
#include "toegang/toegang.h"

enum { TEKST_MAX = 200 };

const struct importeur *aanlever_soort(struct str soort)
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

static void bestand_lees_uit(const struct http_req *q, struct aanlever *f)
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

int aanlever_namens(struct http_req *q, struct aanlever *f, struct err *e)
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

static void namens_kies(const struct http_req *q, struct aanlever *f)
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

void aanlever_lees(const struct http_req *q, struct aanlever *f)
{
    f->soort = str_trim(doc_get_str(q->form, STR("soort")));
    f->peildatum = str_trim(doc_get_str(q->form, STR("peildatum")));
    f->leveraar = str_trim(doc_get_str(q->form, STR("leveraar")));
    namens_kies(q, f);
    bestand_lees_uit(q, f);
    if (!f->soort.n)
        f->fout_soort = STR("Kies wat voor bestand dit is.");
    else if (!aanlever_soort(f->soort) && !str_is(f->soort, SOORT_TABEL))
        f->fout_soort = STR("Deze soort kennen wij niet; kies er een uit de lijst.");
    else if (!str_is(f->soort, SOORT_TABEL) && !soort_mag(q, aanlever_soort(f->soort)))
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

static void namens_veld(struct pagina *p, const struct aanlever *f)
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

void aanlever_boom(struct pagina *p, const struct aanlever *f)
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

int aanlever_eerder(struct http_req *q, struct aanlever *f, struct err *e)
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
