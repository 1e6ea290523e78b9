/* SPDX-License-Identifier: EUPL-1.2
 * Tables of pages: each row holds the values under their column's code and, beside them, the cells as
 * printed. */
#include "cijfer/pagina.h"

#include "base/num.h"

#include <assert.h>
#include <stdlib.h>

struct doc *tabel_maak(struct pagina *p, const char *id, struct str titel, struct str toelichting)
{
    struct arena *a = p->a;
    struct doc *t = doc_map(a);

    DOC_SET_STR(a, t, "id", str_from(id));
    DOC_SET_STR(a, t, "titel", titel);
    if (toelichting.n)
        DOC_SET_STR(a, t, "toelichting", toelichting);
    DOC_SET(a, t, "kolommen", doc_list(a));
    DOC_SET(a, t, "rijen", doc_list(a));
    DOC_SET(a, t, "voet", doc_list(a));
    return t;
}

/* The template looks in a cell first and then in its row: a column with the name of a cell's own field would
 * lend its value to every cell beside it. */
static bool veld_van_cel(struct str code)
{
    static const char *const velden[] = {"adres", "status", "kop", "getal", "vast", "ontbreekt"};

    for (size_t i = 0; i < sizeof velden / sizeof *velden; i++)
        if (str_is(code, velden[i]))
            return true;
    return false;
}

void tabel_kolom(struct pagina *p, struct doc *tabel, const char *code, struct str titel, struct str eenheid,
                 enum kolom_soort soort, int schaal, bool sorteerbaar)
{
    static const char *const soorten[] = {"tekst", "getal", "procent", "datum"};
    struct arena *a = p->a;
    struct doc *k = doc_add(a, doc_get(tabel, STR("kolommen")), doc_map(a));
    bool op = str_is(p->sorteer, code);
    bool af = p->sorteer.n && p->sorteer.p[0] == '-' && str_is(str_sub(p->sorteer, 1, p->sorteer.n), code);

    assert(!veld_van_cel(str_from(code)));
    DOC_SET_STR(a, k, "code", str_from(code));
    DOC_SET_STR(a, k, "titel", titel);
    DOC_SET_STR(a, k, "soort", str_from(soorten[soort]));
    if (eenheid.n)
        DOC_SET_STR(a, k, "eenheid", eenheid);
    if (schaal)
        DOC_SET_INT(a, k, "schaal", schaal);
    if (soort == KOLOM_GETAL || soort == KOLOM_PERCENT)
        DOC_SET_BOOL(a, k, "getal", true);
    if (sorteerbaar) {
        bool omlaag = op || (soort != KOLOM_TEKST && !af); /* figures: largest first */
        struct str doel = str_cat(a, omlaag ? STR("-") : STR(""), str_from(code));

        DOC_SET_STR(a, k, "sorteer",
                    str_fmt(a, "%.*s#%.*s", STR_ARG(pagina_zelf(p, p->q->path, "sorteer", doel)),
                            STR_ARG(doc_get_str(tabel, STR("id")))));
    }
    if (op || af)
        DOC_SET_STR(a, k, "richting", op ? STR("ascending") : STR("descending"));
}

struct doc *tabel_regel(struct pagina *p, struct doc *tabel, bool totaal)
{
    struct doc *r = doc_add(p->a, doc_get(tabel, STR("rijen")), doc_map(p->a));

    if (totaal)
        DOC_SET_BOOL(p->a, r, "totaal", true);
    DOC_SET(p->a, r, "cellen", doc_list(p->a));
    return r;
}

/* The column that the next cell of a row stands in. */
static struct str kolom_code(const struct doc *tabel, const struct doc *rij)
{
    const struct doc *kolommen = doc_get(tabel, STR("kolommen"));
    size_t n = doc_get(rij, STR("cellen"))->list.n;

    return n < kolommen->list.n ? doc_get_str(kolommen->list.at[n], STR("code")) : STR("?");
}

static struct doc *cel_bij(struct pagina *p, struct doc *tabel, struct doc *rij, struct doc *waarde,
                           struct str tekst)
{
    struct arena *a = p->a;
    struct doc *cellen = doc_get(rij, STR("cellen")), *cel;

    doc_set(a, rij, kolom_code(tabel, rij), waarde);
    cel = doc_add(a, cellen, doc_map(a));
    DOC_SET_STR(a, cel, "tekst", tekst);
    return cel;
}

void cel_tekst(struct pagina *p, struct doc *tabel, struct doc *rij, struct str tekst, struct str adres,
               struct str status)
{
    bool eerste = !doc_get(rij, STR("cellen"))->list.n;
    struct doc *cel = cel_bij(p, tabel, rij, doc_str(p->a, tekst), tekst);

    if (eerste)
        DOC_SET_BOOL(p->a, cel, "kop", true);
    if (adres.n)
        DOC_SET_STR(p->a, cel, "adres", adres);
    if (status.n)
        DOC_SET_STR(p->a, cel, "status", status);
}

void cel_datum(struct pagina *p, struct doc *tabel, struct doc *rij, date_t d)
{
    bool eerste = !doc_get(rij, STR("cellen"))->list.n;
    struct doc *cel = cel_bij(p, tabel, rij, d ? doc_str(p->a, date_iso(p->a, d)) : doc_null(p->a),
                              d ? date_nl(p->a, d) : STR(""));

    if (eerste)
        DOC_SET_BOOL(p->a, cel, "kop", true);
    DOC_SET_BOOL(p->a, cel, "vast", true);
}

void cel_getal(struct pagina *p, struct doc *tabel, struct doc *rij, int64_t waarde, int schaal,
               struct str adres)
{
    struct doc *cel = cel_bij(p, tabel, rij, doc_int(p->a, waarde), num_nl(p->a, waarde, schaal));

    DOC_SET_BOOL(p->a, cel, "getal", true);
    if (adres.n)
        DOC_SET_STR(p->a, cel, "adres", adres);
}

void cel_leeg(struct pagina *p, struct doc *tabel, struct doc *rij, struct str waarom)
{
    struct doc *cel = cel_bij(p, tabel, rij, doc_null(p->a), STR("–"));

    DOC_SET_BOOL(p->a, cel, "getal", true);
    DOC_SET_STR(p->a, cel, "ontbreekt", waarom);
}

/* What a spreadsheet cannot show in the cell itself: that a figure is "at least", made up, or why there is
 * none. */
static void opmerking_bij(struct pagina *p, struct doc *tabel, struct doc *rij,
                          const struct cijfer_uitkomst *u, int schaal)
{
    struct arena *a = p->a;
    size_t k = doc_get(rij, STR("cellen"))->list.n;
    const struct doc *kolommen = doc_get(tabel, STR("kolommen"));
    struct str eerder = doc_get_str(rij, STR("opmerking")), wat;
    struct cijfer_uitkomst zonder = *u;
    struct buf b;

    if (u->heeft && u->vlag & VLAG_VERZONNEN)
        DOC_SET_BOOL(a, rij, "verzonnen", true); /* said once a row */
    zonder.vlag &= ~(unsigned)VLAG_VERZONNEN;
    buf_init(&b, a, 8000);
    if (!u->heeft)
        buf_add(&b, cijfer_ontbreekt_naam(u->ontbreekt));
    else if (u->aanwezig < u->verwacht)
        buf_fmt(&b, "minstens, %d van %d gebieden hebben een cijfer", u->aanwezig, u->verwacht);
    else if (cijfer_minstens(u))
        buf_lit(&b, "minstens");
    wat = u->heeft ? cijfer_opmerking(a, &zonder, schaal) : STR("");
    if (wat.n)
        buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(wat));
    if (!b.n || k >= kolommen->list.n)
        return;
    DOC_SET_STR(a, rij, "opmerking",
                str_fmt(a, "%.*s%s%.*s: %.*s", STR_ARG(eerder), eerder.n ? " | " : "",
                        STR_ARG(doc_get_str(kolommen->list.at[k], STR("titel"))), STR_ARG(buf_str(&b))));
}

void cel_cijfer(struct pagina *p, struct doc *tabel, struct doc *rij, const struct cijfer_uitkomst *u,
                int schaal, bool percent, struct str adres)
{
    struct doc *cel;

    opmerking_bij(p, tabel, rij, u, schaal);
    if (!u->heeft) {
        cel_leeg(p, tabel, rij, cijfer_ontbreekt_naam(u->ontbreekt));
        return;
    }
    cel = cel_bij(p, tabel, rij, doc_int(p->a, u->waarde),
                  percent ? percent_tekst(p->a, u) : cijfer_tekst(p->a, u, schaal));
    DOC_SET_BOOL(p->a, cel, "getal", true);
    if (adres.n)
        DOC_SET_STR(p->a, cel, "adres", adres);
    if (u->vlag & VLAG_TWIJFEL) {
        DOC_SET_STR(p->a, cel, "twijfel", u->cijfer_id ? STR("na te kijken") : STR("deels na te kijken"));
        DOC_SET_BOOL(p->a, tabel, "heeft_twijfel", true);
    }
}

void tabel_noot(struct pagina *p, struct doc *tabel, struct str tekst)
{
    doc_add(p->a, doc_get(tabel, STR("voet")), doc_str(p->a, tekst));
}

void tabel_noot_gemengd(struct pagina *p, struct doc *tabel)
{
    tabel_noot(
        p, tabel,
        STR("Niet elk gebied heeft cijfers uit dezelfde bron of van dezelfde dag. Zulke rijen zijn niet met "
            "elkaar te vergelijken en tellen niet op tot het totaal."));
}

struct sorteer {
    struct str code;
    bool omlaag;
};

/* Missing goes last, whichever way. */
static int rij_orde(const void *x, const void *y, void *ctx)
{
    const struct sorteer *s = ctx;
    const struct doc *a = doc_get(*(struct doc *const *)x, s->code),
                     *b = doc_get(*(struct doc *const *)y, s->code);
    bool leeg_a = !a || a->type == DOC_NULL, leeg_b = !b || b->type == DOC_NULL;
    int c;

    if (leeg_a || leeg_b)
        return leeg_a - leeg_b;
    c = a->type == DOC_INT && b->type == DOC_INT   ? (a->i > b->i) - (a->i < b->i)
        : a->type == DOC_STR && b->type == DOC_STR ? str_cmp(a->s, b->s)
                                                   : 0;
    return s->omlaag ? -c : c;
}

static void rijen_sorteer(struct pagina *p, struct doc *tabel)
{
    struct doc *rijen = doc_get(tabel, STR("rijen"));
    struct sorteer s = {p->sorteer, p->sorteer.n && p->sorteer.p[0] == '-'};
    size_t vast = 0;
    bool bekend = false;

    if (s.omlaag)
        s.code = str_sub(s.code, 1, s.code.n);
    for (size_t i = 0; i < doc_get(tabel, STR("kolommen"))->list.n; i++)
        bekend =
            bekend || str_eq(doc_get_str(doc_get(tabel, STR("kolommen"))->list.at[i], STR("code")), s.code);
    while (vast < rijen->list.n && doc_get(rijen->list.at[vast], STR("totaal")))
        vast++;
    if (bekend && rijen->list.n > vast + 1)
        qsort_r(rijen->list.at + vast, rijen->list.n - vast, sizeof *rijen->list.at, rij_orde, &s);
}

/* A word that stands beside every row says nothing about one of them: it goes to the foot. */
static void status_eenmaal(struct pagina *p, struct doc *tabel)
{
    const struct doc *rijen = doc_get(tabel, STR("rijen"));
    struct str woord = STR("");
    size_t n = 0, met = 0;

    for (size_t i = 0; i < rijen->list.n; i++) {
        const struct doc *cellen = doc_get(rijen->list.at[i], STR("cellen"));
        struct str dit = cellen->list.n ? doc_get_str(cellen->list.at[0], STR("status")) : STR("");
        bool heeft = true; /* a row without a figure has no status to share */

        for (size_t k = 0; k < cellen->list.n; k++)
            heeft = heeft && !doc_get(cellen->list.at[k], STR("ontbreekt"));
        if (dit.n && (!woord.n || str_eq(dit, woord)))
            met++;
        n += heeft || dit.n;
        woord = dit.n ? dit : woord;
    }
    if (met < 3 || met < n)
        return;
    for (size_t i = 0; i < rijen->list.n; i++) {
        struct doc *cel = doc_get(rijen->list.at[i], STR("cellen"))->list.at[0];

        if (doc_get(cel, STR("status")))
            DOC_SET(p->a, cel, "status", doc_null(p->a));
    }
    tabel_noot(p, tabel,
               str_fmt(p->a, "Voor elke rij%s geldt: %.*s.", met < rijen->list.n ? " met een cijfer" : "",
                       STR_ARG(woord)));
}

/* Files get the remarks as a last column; on a page the signs and notes say the same. */
static void opmerkingen_kolom(struct pagina *p, struct doc *tabel)
{
    const struct doc *rijen = doc_get(tabel, STR("rijen"));
    bool heeft = false;

    for (size_t i = 0; i < rijen->list.n; i++) {
        struct doc *rij = rijen->list.at[i];
        struct str wat = doc_get_str(rij, STR("opmerking"));

        if (doc_get(rij, STR("verzonnen")))
            DOC_SET_STR(p->a, rij, "opmerking",
                        str_fmt(p->a, "verzonnen%s%.*s", wat.n ? " | " : "", STR_ARG(wat)));
        heeft = heeft || doc_get(rij, STR("opmerking"));
    }
    if (heeft && (p->q->format == HTTP_CSV || p->q->format == HTTP_XLSX))
        tabel_kolom(p, tabel, "opmerking", STR("Opmerking"), STR(""), KOLOM_TEKST, 0, false);
}

void tabel_klaar(struct pagina *p, struct doc *tabel, const char *csv_pad)
{
    struct arena *a = p->a;
    struct doc *tabellen = doc_get(p->boom, STR("tabellen")), *mee;
    struct str id = doc_get_str(tabel, STR("id"));

    opmerkingen_kolom(p, tabel);
    rijen_sorteer(p, tabel);
    status_eenmaal(p, tabel);
    if (doc_get(tabel, STR("heeft_twijfel")))
        tabel_noot(
            p, tabel,
            STR("† na te kijken: over dit cijfer, of over een van de cijfers eronder, is een bevinding. "
                "De herkomst van het cijfer zegt welke."));
    if (doc_get(tabel, STR("rijen"))->list.n)
        DOC_SET_BOOL(a, tabel, "heeft_rijen", true);
    if (!tabellen)
        tabellen = DOC_SET(a, p->boom, "tabellen", doc_map(a));
    doc_set(a, tabellen, id, tabel);
    if (!csv_pad || !doc_get(tabel, STR("heeft_rijen")))
        return;
    mee = DOC_SET(a, tabel, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", doc_get_str(tabel, STR("titel")));
    DOC_SET_STR(
        a, mee, "als_csv",
        pagina_zelf(p, str_fmt(a, "%s.csv?tabel=%.*s&vorm=excel", csv_pad, STR_ARG(id)), NULL, STR("")));
    DOC_SET_STR(a, mee, "als_xlsx",
                pagina_zelf(p, str_fmt(a, "%s.xlsx?tabel=%.*s", csv_pad, STR_ARG(id)), NULL, STR("")));
}
