/* SPDX-License-Identifier: EUPL-1.2
 * What a package says of itself: datapackage.json (Frictionless Data Package 1) for programs, and LEESMIJ.txt
 * for who opens the zip. */
#include "pakket/delen.h"

#include "base/num.h"

static struct str type_media(const struct deel_geschreven *d)
{
    return d->soort || str_ends(d->pad, STR(".csv")) ? STR("text/csv") : STR("application/octet-stream");
}

static struct doc *schema_doc(struct arena *a, const struct deel_soort *s)
{
    struct doc *d = doc_map(a), *velden = DOC_SET(a, d, "fields", doc_list(a)), *l, *f;

    for (const struct deel_veld *v = s->velden; v->naam; v++) {
        f = doc_add(a, velden, doc_map(a));
        DOC_SET_STR(a, f, "name", str_from(v->naam));
        DOC_SET_STR(a, f, "type", str_from(v->type));
        DOC_SET_STR(a, f, "description", str_from(v->tekst));
        if (str_is(str_from(v->type), "datetime"))
            DOC_SET_STR(a, f, "format", STR("any"));
        if (str_is(str_from(v->type), "boolean")) {
            doc_add(a, DOC_SET(a, f, "trueValues", doc_list(a)), doc_str(a, STR("ja")));
            doc_add(a, DOC_SET(a, f, "falseValues", doc_list(a)), doc_str(a, STR("nee")));
        }
    }
    doc_add(a, DOC_SET(a, d, "missingValues", doc_list(a)), doc_str(a, STR("")));
    if (s->sleutel)
        DOC_SET_STR(a, d, "primaryKey", str_from(s->sleutel));
    if (!s->verwijst[0].veld)
        return d;
    l = DOC_SET(a, d, "foreignKeys", doc_list(a));
    for (size_t i = 0; s->verwijst[i].veld; i++) {
        f = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, f, "fields", str_from(s->verwijst[i].veld));
        f = DOC_SET(a, f, "reference", doc_map(a));
        DOC_SET_STR(a, f, "resource", str_from(s->verwijst[i].naar));
        DOC_SET_STR(a, f, "fields", str_from(s->verwijst[i].naar_veld));
    }
    return d;
}

static void deel_bij(struct arena *a, struct doc *l, const struct deel_geschreven *g, size_t nr)
{
    struct doc *d = doc_add(a, l, doc_map(a)), *x;

    DOC_SET_STR(a, d, "name", g->soort ? str_from(g->soort->naam) : str_fmt(a, "bestand-%zu", nr + 1));
    DOC_SET_STR(a, d, "path", g->pad);
    DOC_SET_STR(a, d, "title", g->titel);
    DOC_SET_STR(a, d, "mediatype", type_media(g));
    DOC_SET_INT(a, d, "bytes", g->bytes);
    DOC_SET_STR(a, d, "hash", str_fmt(a, "sha256:%s", g->sha256));
    if (!g->soort)
        return;
    DOC_SET_STR(a, d, "profile", STR("tabular-data-resource"));
    DOC_SET_STR(a, d, "format", STR("csv"));
    DOC_SET_STR(a, d, "encoding", STR("utf-8"));
    DOC_SET_INT(a, d, "rijen", g->rijen);
    x = DOC_SET(a, d, "dialect", doc_map(a));
    DOC_SET_STR(a, x, "delimiter", STR(","));
    DOC_SET_STR(a, x, "lineTerminator", STR("\r\n"));
    DOC_SET(a, d, "schema", schema_doc(a, g->soort));
}

/* A licence has a name of letters and dashes. */
static struct str licentie_naam(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.')
            buf_char(&b, c);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return b.n ? buf_str(&b) : STR("niet-genoemd");
}

static void licenties_bij(struct arena *a, struct doc *d, const struct beschrijving *b)
{
    struct doc *l = DOC_SET(a, d, "licenses", doc_list(a)), *bronnen = DOC_SET(a, d, "sources", doc_list(a)),
               *x;

    for (size_t i = 0; i < b->n_bronnen; i++) {
        const struct bron *bron = &b->bron[i];
        bool gezien = false;

        x = doc_add(a, bronnen, doc_map(a));
        DOC_SET_STR(a, x, "title", bron->naam);
        DOC_SET_STR(a, x, "code", bron->code);
        DOC_SET_STR(a, x, "houder", bron->houder);
        DOC_SET_STR(a, x, "licentie", bron->licentie);
        for (size_t k = 0; k < i; k++)
            gezien = gezien || str_eq(b->bron[k].licentie, bron->licentie);
        if (gezien)
            continue;
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "name", licentie_naam(a, bron->licentie));
        DOC_SET_STR(a, x, "title", bron->licentie.n ? bron->licentie : STR("niet genoemd"));
    }
}

static struct doc *codes_doc(struct arena *a, const struct str *s, size_t n)
{
    struct doc *l = doc_list(a);

    for (size_t i = 0; i < n; i++)
        doc_add(a, l, doc_str(a, s[i]));
    return l;
}

static void datum_zet(struct arena *a, struct doc *d, const char *naam, date_t v)
{
    doc_set(a, d, str_from(naam), v ? doc_str(a, date_iso(a, v)) : doc_null(a));
}

struct doc *beschrijving_doc(struct arena *a, const struct beschrijving *b)
{
    const struct pakket_keuze *k = b->keuze;
    struct doc *d = doc_map(a), *w, *l;

    DOC_SET_STR(a, d, "profile", STR("data-package"));
    DOC_SET_STR(a, d, "name", STR("woonzorg"));
    DOC_SET_STR(a, d, "title", str_fmt(a, "Cijfers van %.*s", STR_ARG(b->installatie)));
    DOC_SET_STR(a, d, "created", time_iso(a, b->stand));
    DOC_SET_STR(a, d, "version", str_fmt(a, "%d", PAKKET_VERSIE));
    licenties_bij(a, d, b);
    w = DOC_SET(a, d, "woonzorg", doc_map(a));
    DOC_SET_INT(a, w, "versie", PAKKET_VERSIE);
    DOC_SET_STR(a, w, "soort", k->volledig ? STR("volledig") : STR("open"));
    DOC_SET_BOOL(a, w, "vertrouwelijk", b->geheim);
    DOC_SET_BOOL(a, w, "verzonnen", b->verzonnen);
    DOC_SET_STR(a, w, "stand", time_iso(a, b->stand));
    DOC_SET_STR(a, w, "programma", STR("woonzorg " WOONZORG_VERSION));
    w = DOC_SET(a, w, "keuze", doc_map(a));
    DOC_SET(a, w, "onderwerp", codes_doc(a, k->onderwerp, k->n_onderwerpen));
    DOC_SET(a, w, "bron", codes_doc(a, k->bron, k->n_bronnen));
    DOC_SET(a, w, "gebied", k->gebied.n ? doc_str(a, k->gebied) : doc_null(a));
    DOC_SET(a, w, "indeling", k->indeling.n ? doc_str(a, k->indeling) : doc_null(a));
    datum_zet(a, w, "periodeVan", k->van);
    datum_zet(a, w, "periodeTot", k->tot);
    l = DOC_SET(a, d, "resources", doc_list(a));
    for (size_t i = 0; i < b->n; i++)
        deel_bij(a, l, &b->deel[i], i);
    return d;
}

/* ---- LEESMIJ ---- */

static void keuze_regels(struct arena *a, struct buf *t, const struct pakket_keuze *k)
{
    const struct {
        const char *wat;
        const struct str *s;
        size_t n;
    } lijsten[] = {{"onderwerp", k->onderwerp, k->n_onderwerpen}, {"bron", k->bron, k->n_bronnen}};

    for (size_t i = 0; i < 2; i++) {
        if (!lijsten[i].n)
            continue;
        buf_fmt(t, "- %s:", lijsten[i].wat);
        for (size_t j = 0; j < lijsten[i].n; j++)
            buf_fmt(t, "%s %.*s", j ? "," : "", STR_ARG(lijsten[i].s[j]));
        buf_lit(t, "\r\n");
    }
    if (k->gebied.n)
        buf_fmt(t, "- gebied: %.*s, en de gemeenten die erin liggen\r\n", STR_ARG(k->gebied));
    if (k->indeling.n)
        buf_fmt(t, "- ook opgeteld per: %.*s\r\n", STR_ARG(k->indeling));
    if (k->van)
        buf_fmt(t, "- perioden die eindigen op of na %.*s\r\n", STR_ARG(date_nl(a, k->van)));
    if (k->tot)
        buf_fmt(t, "- perioden die eindigen op of voor %.*s\r\n", STR_ARG(date_nl(a, k->tot)));
    if (!k->n_onderwerpen && !k->n_bronnen && !k->gebied.n && !k->van && !k->tot)
        buf_lit(t, "- alles wat er is\r\n");
}

static const char leesmij_wat[] =
    "Wat zit erin\r\n\r\n"
    "gegevens/cijfers.csv        elk cijfer, met eenheid, periode, bron en waar het vandaan komt\r\n"
    "gegevens/plannen.csv        bouwplannen, met hun ligging (als er plannen zijn)\r\n"
    "gegevens/plangetallen.csv   de aantallen van elk plan, per jaar en soort\r\n"
    "gegevens/grenzen.csv        grenzen van gebieden (als die er zijn)\r\n"
    "codelijsten/                wat de codes betekenen: onderwerpen, bronnen met licentie, definities, "
    "gebieden,\r\n"
    "                            planologische statussen\r\n"
    "herkomst/leveringen.csv     uit welk bestand de cijfers komen, met vingerafdruk (SHA-256)\r\n"
    "opgeteld/                   cijfers opgeteld over de gekozen indeling (als u er een koos)\r\n"
    "bestanden/                  de geleverde bestanden zelf (alleen in een volledig pakket)\r\n"
    "datapackage.json            beschrijving voor programma's (Frictionless Data Package)\r\n\r\n"
    "De bestanden zijn CSV in UTF-8, met een komma tussen de kolommen en een punt voor decimalen.\r\n\r\n"
    "Hoe leest u het\r\n\r\n"
    "- Een lege waarde is geen nul. De kolom ontbreekt zegt waarom er geen waarde is.\r\n"
    "- Bronnen en leveringen overlappen elkaar. Tel cijfers uit verschillende bronnen niet bij elkaar op.\r\n"
    "- Een verhouding (aard: verhouding) is nooit op te tellen.\r\n"
    "- De kolom labels zegt of een cijfer verzonnen of bij benadering is. Neem dat over als u het cijfer "
    "gebruikt.\r\n"
    "- Herkomst: zoek bij de kolom levering het bestand op in herkomst/leveringen.csv; blad, rij en kolom "
    "wijzen de\r\n"
    "  cel aan. Noem bij gebruik de bron en haar licentie (codelijsten/bronnen.csv).\r\n\r\n";

static const char leesmij_open[] = "Wat er niet in zit\r\n\r\n"
                                   "Dit is een open pakket: iedereen mag het hebben. Een vertrouwelijk "
                                   "cijfer zit er alleen in als deel van een som die\r\n"
                                   "het verbergt (opgeteld is dan meer dan 1), en anders helemaal niet "
                                   "(ontbreekt: onderdrukt). Vertrouwelijke plannen\r\n"
                                   "staan er niet in. Van plannen die een vertrouwelijk plan verbergen staan "
                                   "er geen aantallen in. De geleverde bestanden\r\n"
                                   "zelf en de namen van wie ze invoerde zitten er niet in.\r\n\r\n";

static const char leesmij_volledig[] = "LET OP: dit is een volledig pakket\r\n\r\n"
                                       "Het is gemaakt door de beheerder, om een installatie te verhuizen of "
                                       "te bewaren. Het bevat alles: ook vertrouwelijke\r\n"
                                       "cijfers en plannen, wat vervangen of ingetrokken is, de namen van "
                                       "wie de bestanden invoerde, en de geleverde bestanden\r\n"
                                       "zelf, waarin adressen en huren kunnen staan. Bewaar het als een "
                                       "bestand met persoonsgegevens en geef het niet door.\r\n\r\n";

struct str leesmij(struct arena *a, const struct beschrijving *b)
{
    const struct pakket_keuze *k = b->keuze;
    struct buf t;

    buf_init(&t, a, 1 << 20);
    buf_lit(&t, "\xEF\xBB\xBF"); /* so that every editor sees that it is UTF-8 */
    buf_fmt(&t,
            "Cijfers van %.*s\r\n\r\nGemaakt met Woonzorg " WOONZORG_VERSION ". Zoals bekend op %.*s.\r\n",
            STR_ARG(b->installatie), STR_ARG(time_nl(a, b->stand)));
    buf_fmt(&t, "Uit %.*s %s.\r\n\r\n", STR_ARG(num_nl(a, b->leveringen, 0)),
            b->leveringen == 1 ? "levering" : "leveringen");
    if (k->volledig)
        buf_lit(&t, leesmij_volledig);
    buf_lit(&t, "Gekozen is\r\n\r\n");
    keuze_regels(a, &t, k);
    buf_lit(&t, "\r\n");
    buf_lit(&t, leesmij_wat);
    if (!k->volledig)
        buf_lit(&t, leesmij_open);
    buf_lit(&t, "Bronnen\r\n\r\n");
    for (size_t i = 0; i < b->n_bronnen; i++)
        buf_fmt(&t, "- %.*s%s%.*s. Licentie: %.*s\r\n", STR_ARG(b->bron[i].naam),
                b->bron[i].houder.n ? "; " : "", STR_ARG(b->bron[i].houder),
                STR_ARG(b->bron[i].licentie.n ? b->bron[i].licentie : STR("niet genoemd")));
    buf_lit(
        &t,
        "\r\nInvoeren in een andere installatie: woonzorg pakket importeer BESTAND.zip --db URL --proef\r\n");
    return buf_str(&t);
}
