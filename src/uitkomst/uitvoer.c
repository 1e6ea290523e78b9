/* SPDX-License-Identifier: EUPL-1.2
 * The columns of an export, and the two plain forms: CSV and a workbook with a sheet of codes. Written in
 * pieces of a thousand rows, whatever the size. */
#include "uitkomst/uitvoer.h"

#include "base/map.h"
#include "base/num.h"
#include "doc/csv.h"
#include "doc/xlsx_stroom.h"
#include "gebied/gebied_cmd.h"

#include <stdio.h>
#include <string.h>

enum { STUK = 1000 };

const struct uitvoer_vorm uitvoer_vormen[] = {
    {"csv", "CSV", "voor elk programma; keuzes als code, meer keuzes met een spatie ertussen",
     "text/csv; charset=utf-8", ".csv", uitvoer_csv},
    {"xlsx", "Excel, met een blad met de codes", "om zelf te bekijken en te rekenen",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", uitvoer_xlsx},
    {"spss", "SPSS", "een syntaxbestand met de gegevens erin, ook voor PSPP", "text/plain; charset=utf-8",
     ".sps", uitvoer_spss},
    {"triple-s", "Triple-S 2.0", "voor programma’s van onderzoekbureaus: beschrijving en gegevens in een zip",
     "application/zip", ".zip", uitvoer_triple_s},
    {"ddi", "DDI Codebook 2.5", "de beschrijving voor een archief: vragen, codes en aantallen",
     "application/xml", ".xml", uitvoer_ddi},
    {0},
};

const struct uitvoer_vorm *uitvoer_vorm_bij(struct str code)
{
    const struct uitvoer_vorm *v = uitvoer_vormen;

    while (v->code && !str_is(code, v->code))
        v++;
    return v->code ? v : NULL;
}

/* ---- columns ---- */

void uv_naam(struct map *gezien, struct str naam, char ret[UITVOER_NAAM + 1])
{
    size_t n = 0;

    if (!naam.n || !((naam.p[0] >= 'a' && naam.p[0] <= 'z') || (naam.p[0] >= 'A' && naam.p[0] <= 'Z')))
        ret[n++] = 'v';
    for (size_t i = 0; i < naam.n && n < UITVOER_NAAM - 4; i++) {
        char c = naam.p[i];

        ret[n++] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    }
    while (n && ret[n - 1] == '_') /* SPSS takes no name that ends so */
        n--;
    ret[n] = '\0';
    for (int k = 2;; k++) {
        bool nieuw;
        struct str hier = str_lower(gezien->a, str_dup(gezien->a, str_from(ret)));

        map_put(gezien, hier, &nieuw);
        if (nieuw)
            return;
        n = strlen(ret);
        if (k > UITVOER_NAAM) { /* the letters have run out */
            n = n > UITVOER_NAAM - 8 ? UITVOER_NAAM - 8 : n;
            snprintf(ret + n, UITVOER_NAAM + 1 - n, "_%zu", gezien->n + (size_t)k);
            continue;
        }
        n = n > UITVOER_NAAM - 4 ? UITVOER_NAAM - 4 : n;
        ret[n++] = (char)('a' + k % 26);
        ret[n] = '\0';
    }
}

/* By partij its rows in each repeat. */
static void rijen_maak(struct uitvoer *u)
{
    const struct ui_set *s = u->s;

    u->plek = ARENA_ARRAY(u->a, uint32_t *, s->laag.n);
    u->rijen = ARENA_ARRAY(u->a, uint32_t *, s->laag.n);
    for (size_t l = 1; l < s->laag.n; l++) {
        const struct ui_laag *x = &s->laag.at[l];

        u->plek[l] = ARENA_ARRAY(u->a, uint32_t, s->n + 2);
        u->rijen[l] = ARENA_ARRAY(u->a, uint32_t, x->n + 1);
        for (size_t r = 0; r < x->n; r++)
            u->plek[l][x->partij[r] + 2]++;
        for (size_t p = 0; p + 2 < s->n + 2; p++)
            u->plek[l][p + 2] += u->plek[l][p + 1];
        for (size_t r = 0; r < x->n; r++)
            u->rijen[l][u->plek[l][x->partij[r] + 1]++] = (uint32_t)r;
    }
}

static size_t rijen_meest(const struct uitvoer *u, size_t laag)
{
    size_t meest = 0;

    for (size_t p = 0; laag && p < u->s->n; p++) {
        size_t n = u->plek[laag][p + 1] - u->plek[laag][p];

        meest = n > meest ? n : meest;
    }
    return laag ? (meest > UITVOER_RIJEN_MAX ? UITVOER_RIJEN_MAX : meest) : 1;
}

void uitvoer_maak(struct arena *a, const struct ui_set *s, enum ui_kijker kijker, struct uitvoer *ret)
{
    struct map gezien;

    *ret = (struct uitvoer){.a = a, .s = s, .kijker = kijker};
    map_init(&gezien, a);
    for (const char *const *x =
             (const char *const[]){"partij", "naam", "meegedaan", "all", "and", "by", "eq", "ge", "gt", "le",
                                   "lt", "ne", "not", "or", "to", "with", NULL};
         *x; x++)
        map_put(&gezien, str_from(*x), NULL); /* ours, and the words of SPSS */
    rijen_maak(ret);
    for (size_t i = 0; i < s->vraag.n; i++) {
        const struct ui_vraag *v = s->vraag.at[i];

        if (kijker == UI_PUBLIEK && v->openbaarheid != VL_OPENBAAR) {
            ret->weggelaten++;
            continue;
        }
        for (size_t r = 0, n = rijen_meest(ret, v->laag); r < n; r++) {
            struct uv_kolom k = {.vraag = v, .optie = SIZE_MAX, .rij = r};

            uv_naam(&gezien, v->laag ? str_fmt(a, "%.*s_%zu", STR_ARG(v->code), r + 1) : v->code, k.naam);
            VEC_PUSH(a, &ret->kolom, k);
        }
    }
}

size_t uv_rij(const struct uitvoer *u, const struct uv_kolom *k, size_t partij)
{
    size_t laag = k->vraag->laag;

    if (!laag)
        return partij;
    return u->plek[laag][partij] + k->rij < u->plek[laag][partij + 1]
               ? u->rijen[laag][u->plek[laag][partij] + k->rij]
               : SIZE_MAX;
}

enum ui_toestand uv_toestand(const struct uitvoer *u, const struct uv_kolom *k, size_t rij)
{
    (void)u;
    return rij == SIZE_MAX ? UI_NIET_GETOOND : (enum ui_toestand)k->vraag->toestand[rij];
}

struct str uv_label(struct arena *a, const struct uv_kolom *k)
{
    return k->vraag->laag ? str_fmt(a, "%.*s (%zu)", STR_ARG(k->vraag->label), k->rij + 1) : k->vraag->label;
}

void xml_tekst(struct buf *b, struct str s)
{
    size_t at = 0, voor;
    int32_t c;

    while (voor = at, (c = utf8_next(s, &at)) >= 0) {
        if ((c >= 0x20 && c != 0xFFFE && c != 0xFFFF) || c == '\t' || c == '\n')
            buf_html(b, str_sub(s, voor, at));
        else
            buf_char(b, ' ');
    }
}

/* ---- as a table of the tree, a piece at a time ---- */

/* The cell: the code of a choice, codes parted by spaces, a number, a text; what is missing by its name, and
 * an answer that was left empty as nothing. */
static struct doc *cel(const struct uitvoer *u, struct arena *a, const struct uv_kolom *k, size_t partij)
{
    const struct ui_vraag *v = k->vraag;
    size_t r = uv_rij(u, k, partij);
    enum ui_toestand t = uv_toestand(u, k, r);
    struct buf b;

    if (t == UI_LEEG || r == SIZE_MAX)
        return doc_null(a);
    if (t != UI_BEANTWOORD)
        return doc_str(a, str_from(ui_toestand_namen[t]));
    switch (v->soort) {
    case UI_EEN:
        return doc_str(a, v->optie[v->keus[r]].code);
    case UI_GETAL:
        return doc_int(a, v->getal[r]);
    case UI_TEKST:
        return v->tekst[r].p ? doc_str(a, v->tekst[r]) : doc_null(a);
    case UI_MEER:
        break;
    }
    buf_init(&b, a, 1 << 16);
    for (size_t o = 0; o < v->n_optie; o++)
        if (ui_heeft(v, r, o)) {
            if (b.n)
                buf_char(&b, ' ');
            buf_add(&b, v->optie[o].code);
        }
    return doc_str(a, buf_str(&b));
}

static struct doc *kolommen(const struct uitvoer *u, struct arena *a)
{
    static const char *const vast[] = {"partij", "Partij",    "tekst",     "naam",  "Naam",
                                       "tekst",  "meegedaan", "Meegedaan", "tekst", NULL};
    struct doc *t = table_new(a, u->s->titel, vast), *lijst = doc_get(t, STR("kolommen"));

    for (size_t i = 0; i < u->kolom.n; i++) {
        const struct uv_kolom *k = &u->kolom.at[i];
        struct doc *d = doc_add(a, lijst, doc_map(a));

        DOC_SET_STR(a, d, "code", str_from(k->naam));
        DOC_SET_STR(a, d, "titel", str_from(k->naam));
        DOC_SET_STR(a, d, "soort", k->vraag->soort == UI_GETAL ? STR("getal") : STR("tekst"));
        if (k->vraag->soort == UI_GETAL)
            DOC_SET_INT(a, d, "schaal", k->vraag->schaal);
    }
    return t;
}

static struct doc *gegevens(const struct uitvoer *u, struct arena *a, size_t van, size_t tot)
{
    struct doc *t = kolommen(u, a), *rijen = doc_get(t, STR("rijen"));

    for (size_t p = van; p < tot; p++) {
        struct doc *r = doc_add(a, rijen, doc_map(a));

        DOC_SET_STR(a, r, "partij", u->s->partij[p].code);
        DOC_SET_STR(a, r, "naam", u->s->partij[p].naam);
        DOC_SET_STR(a, r, "meegedaan", u->s->partij[p].deelnemend ? STR("ja") : STR("nee"));
        for (size_t i = 0; i < u->kolom.n; i++)
            doc_set(a, r, str_from(u->kolom.at[i].naam), cel(u, a, &u->kolom.at[i], p));
    }
    return t;
}

int uitvoer_csv(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e)
{
    int rc = OK;

    for (size_t p = 0; !rc && (p < u->s->n || !p); p += STUK) {
        struct arena a;
        struct buf b;

        arena_init(&a, 0);
        buf_init(&b, &a, SIZE_MAX);
        csv_rows(&b, gegevens(u, &a, p, p + STUK < u->s->n ? p + STUK : u->s->n), CSV_MACHINE, !p);
        rc = naar(ctx, buf_str(&b), e);
        arena_done(&a);
    }
    return rc;
}

/* ---- a workbook: data, questions, codes ---- */

static struct doc *vragen_blad(const struct uitvoer *u, struct arena *a)
{
    static const char *const vast[] = {
        "kolom", "Kolom", "tekst", "nummer", "Vraag",        "getal",        "vraag", "Tekst van de vraag",
        "tekst", "soort", "Soort", "tekst",  "openbaarheid", "Openbaarheid", "tekst", NULL};
    static const char *const soort[] = {"een keuze", "meer keuzes", "getal", "open"};
    static const char *const openbaar[] = {"openbaar", "alleen geaggregeerd", "alleen beheerder"};
    struct doc *t = table_new(a, STR("Vragen"), vast);

    for (size_t i = 0; i < u->kolom.n; i++) {
        const struct uv_kolom *k = &u->kolom.at[i];
        struct doc *r = doc_add(a, doc_get(t, STR("rijen")), doc_map(a));
        bool is_datum = k->vraag->soort == UI_EEN && k->vraag->uit_antwoorden; /* its choices are years */

        DOC_SET_STR(a, r, "kolom", str_from(k->naam));
        DOC_SET_INT(a, r, "nummer", k->vraag->nummer);
        DOC_SET_STR(a, r, "vraag", uv_label(a, k));
        DOC_SET_STR(a, r, "soort", is_datum ? STR("datum (het jaar)") : str_from(soort[k->vraag->soort]));
        DOC_SET_STR(a, r, "openbaarheid", str_from(openbaar[k->vraag->openbaarheid]));
    }
    return t;
}

static void code_rij(struct arena *a, struct doc *t, const char *kolom, struct str code, struct str label)
{
    struct doc *r = doc_add(a, doc_get(t, STR("rijen")), doc_map(a));

    DOC_SET_STR(a, r, "kolom", str_from(kolom));
    DOC_SET_STR(a, r, "code", code);
    DOC_SET_STR(a, r, "betekenis", label);
}

static struct doc *codes_blad(const struct uitvoer *u, struct arena *a)
{
    static const char *const vast[] = {"kolom", "Kolom",     "tekst",     "code",  "Code",
                                       "tekst", "betekenis", "Betekenis", "tekst", NULL};
    struct doc *t = table_new(a, STR("Codes"), vast);

    for (int i = UI_WEET_NIET; i < UI_TOESTANDEN; i++)
        code_rij(a, t, "elke kolom", str_from(ui_toestand_namen[i]), str_from(ui_toestand_woorden[i]));
    code_rij(a, t, "elke kolom", STR("(leeg)"), STR("leeg gelaten"));
    for (size_t i = 0; i < u->kolom.n; i++)
        for (size_t o = 0; o < u->kolom.at[i].vraag->n_optie; o++)
            code_rij(a, t, u->kolom.at[i].naam, u->kolom.at[i].vraag->optie[o].code,
                     u->kolom.at[i].vraag->optie[o].label);
    return t;
}

static struct doc *toelichting(const struct uitvoer *u, struct arena *a)
{
    struct doc *l = doc_list(a);

    doc_add(a, l,
            doc_str(a, str_fmt(a, "%.*s, peildatum %.*s", STR_ARG(u->s->titel),
                               STR_ARG(date_nl(a, u->s->peildatum)))));
    doc_add(
        a, l,
        doc_str(
            a,
            STR("Een rij per uitgenodigde partij. Een lege cel is een antwoord dat leeg gelaten is; andere "
                "redenen staan als woord in de cel (blad Codes). Een 0 is een antwoord.")));
    if (u->weggelaten)
        doc_add(a, l,
                doc_str(a, str_fmt(a, "%zu vragen zijn niet voor iedereen openbaar en staan er niet in.",
                                   u->weggelaten)));
    if (u->s->verzonnen)
        doc_add(a, l, doc_str(a, STR("De antwoorden zijn verzonnen.")));
    return l;
}

int uitvoer_xlsx(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e)
{
    struct xlsx_stroom *x = xlsx_stroom_new(STR("Gegevens"), 1700000000000, 0);
    int rc = x ? OK : err_set(e, ERR_ENV, "er is niet genoeg geheugen");

    for (size_t p = 0; !rc && (p < u->s->n || !p); p += STUK) {
        struct arena a;
        struct buf b;

        arena_init(&a, 0);
        buf_init(&b, &a, SIZE_MAX);
        xlsx_stroom_naar(x, &b);
        xlsx_stroom_rijen(x, gegevens(u, &a, p, p + STUK < u->s->n ? p + STUK : u->s->n));
        if (p + STUK >= u->s->n) {
            xlsx_stroom_blad(x, STR("Vragen"));
            xlsx_stroom_rijen(x, vragen_blad(u, &a));
            xlsx_stroom_blad(x, STR("Codes"));
            xlsx_stroom_rijen(x, codes_blad(u, &a));
            xlsx_stroom_eind(x, toelichting(u, &a));
        }
        rc = xlsx_stroom_fout(x, e);
        if (!rc)
            rc = naar(ctx, buf_str(&b), e);
        arena_done(&a);
    }
    xlsx_stroom_free(x);
    return rc;
}
