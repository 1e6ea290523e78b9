/* SPDX-License-Identifier: EUPL-1.2
 * Figures in the forms of the statistical world: JSON-stat 2.0 (https://json-stat.org/full/) and SDMX-CSV 2.0
 * (SDMX 3.0 standards, SDMX-CSV field guide). */
#include "api/api.h"

#include "base/num.h"
#include "doc/json.h"

enum { VORM_MAX = 64 << 20 };

struct str jaren_tekst(struct arena *a, int van, int tot)
{
    if (!tot && !van)
        return STR("");
    if (!van)
        return str_fmt(a, "tot en met %d", tot);
    if (tot == HORIZON_OPEN || !tot)
        return str_fmt(a, "%d en later", van);
    return van == tot ? str_fmt(a, "%d", van) : str_fmt(a, "%d-%d", van, tot);
}

/* A dimension with one category. */
static struct doc *dimensie(struct arena *a, struct doc *alle, const char *id, const char *titel)
{
    struct doc *d = doc_set(a, alle, str_from(id), doc_map(a)), *c;

    DOC_SET_STR(a, d, "label", str_from(titel));
    c = DOC_SET(a, d, "category", doc_map(a));
    DOC_SET(a, c, "index", doc_list(a));
    DOC_SET(a, c, "label", doc_map(a));
    return c;
}

static void categorie(struct arena *a, struct doc *c, struct str code, struct str naam)
{
    doc_add(a, doc_get(c, STR("index")), doc_str(a, code));
    doc_set(a, doc_get(c, STR("label")), code, doc_str(a, naam));
}

static struct doc *teksten(struct arena *a, const char *const *l, size_t n)
{
    struct doc *d = doc_list(a);

    for (size_t i = 0; i < n; i++)
        doc_add(a, d, doc_str(a, str_from(l[i])));
    return d;
}

/* Why there is no value, else how sure it is; "" for nothing to say. */
static struct str stand_van(const struct cijfer_uitkomst *u)
{
    return u->heeft ? cijfer_status_naam(u->status) : cijfer_ontbreekt_naam(u->ontbreekt);
}

/* Rows of one area each; rows of other periods than the table's newest say so in a note. */
struct str jsonstat_maak(struct arena *a, const struct cijfer_tabel *t)
{
    static const char *const ids[] = {"onderwerp", "peildatum", "gebied"};
    const struct onderwerp *o = &t->onderwerp;
    struct doc *d = doc_map(a), *dims, *c, *rol, *size, *waarden = doc_list(a), *standen = doc_map(a),
               *noten = doc_list(a), *x;
    struct buf b;

    DOC_SET_STR(a, d, "version", STR("2.0"));
    DOC_SET_STR(a, d, "class", STR("dataset"));
    DOC_SET_STR(a, d, "label", o->naam);
    DOC_SET_STR(a, d, "updated", time_iso(a, t->vraag.stand ? t->vraag.stand : time_ms()));
    DOC_SET(a, d, "id", teksten(a, ids, 3));
    size = DOC_SET(a, d, "size", doc_list(a));
    doc_add(a, size, doc_int(a, 1));
    doc_add(a, size, doc_int(a, 1));
    doc_add(a, size, doc_int(a, (int64_t)t->n));
    rol = DOC_SET(a, d, "role", doc_map(a));
    DOC_SET(a, rol, "metric", teksten(a, &ids[0], 1));
    DOC_SET(a, rol, "time", teksten(a, &ids[1], 1));
    DOC_SET(a, rol, "geo", teksten(a, &ids[2], 1));
    dims = DOC_SET(a, d, "dimension", doc_map(a));
    c = dimensie(a, dims, "onderwerp", "Onderwerp");
    categorie(a, c, o->code, o->naam);
    x = doc_set(a, DOC_SET(a, c, "unit", doc_map(a)), o->code, doc_map(a));
    DOC_SET_STR(a, x, "label", o->eenheid);
    DOC_SET_INT(a, x, "decimals", o->schaal);
    c = dimensie(a, dims, "peildatum", "Peildatum");
    categorie(a, c, t->vraag.peildatum ? date_iso(a, t->vraag.peildatum) : STR("onbekend"),
              t->vraag.peildatum ? date_nl(a, t->vraag.peildatum) : STR("er zijn geen cijfers"));
    c = dimensie(a, dims, "gebied", "Gebied");
    for (size_t i = 0; i < t->n; i++) {
        const struct cijfer_uitkomst *u = &t->rij[i];

        categorie(a, c, u->gebied->code, cijfer_gebied_naam(a, u));
        doc_add(a, waarden, u->heeft ? waarde_doc(a, u->waarde, o->schaal) : doc_null(a));
        if (stand_van(u).n)
            doc_set(a, standen, str_fmt(a, "%zu", i), doc_str(a, stand_van(u)));
        if (u->heeft && u->periode_tot != t->vraag.peildatum)
            doc_add(a, noten,
                    doc_str(a, str_fmt(a, "%.*s: cijfer van %.*s", STR_ARG(u->gebied->naam),
                                       STR_ARG(date_nl(a, u->periode_tot)))));
    }
    DOC_SET(a, d, "value", waarden);
    if (standen->map.n)
        DOC_SET(a, d, "status", standen);
    doc_add(a, noten, doc_str(a, o->omschrijving));
    DOC_SET(a, d, "note", noten);
    if (t->totaal.bron)
        DOC_SET_STR(a, d, "source", t->totaal.bron->naam);
    buf_init(&b, a, VORM_MAX);
    json_write(&b, d, 0);
    buf_char(&b, '\n');
    return buf_str(&b);
}

/* ---- SDMX-CSV ---- */

#define STRUCTUUR "dataflow,WOONZORG:WAARNEMINGEN(1.0),I,"

void sdmx_kop(struct buf *b)
{
    buf_lit(b, "STRUCTURE,STRUCTURE_ID,ACTION,ONDERWERP,REF_AREA,TIME_PERIOD,WONINGTYPE,SEGMENT,KENMERK,"
               "JAREN,BRON,LEVERING,"
               "OBS_VALUE,OBS_STATUS,UNIT_MEASURE,DEFINITIESET,OPMERKING\r\n");
}

static void cel(struct buf *b, struct str s, char na)
{
    bool haken = false;

    for (size_t i = 0; i < s.n; i++)
        haken = haken || s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (haken)
        buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, s.p[i]);
    }
    if (haken)
        buf_char(b, '"');
    buf_char(b, na);
}

/* A dimension that a figure is not split by is "_T", the total. */
static void dimensie_cel(struct buf *b, struct str s)
{
    cel(b, s.n ? s : STR("_T"), ',');
}

/* TIME_PERIOD: a year, a day, or a day with how long it lasted. */
static struct str tijd(struct arena *a, date_t van, date_t tot)
{
    if (!tot)
        return STR("");
    if (van == tot)
        return date_iso(a, tot);
    if (van / 10000 == tot / 10000 && van % 10000 == 101 && tot % 10000 == 1231)
        return str_fmt(a, "%d", tot / 10000);
    return str_fmt(a, "%.*s/P%lldD", STR_ARG(date_iso(a, van)),
                   (long long)(date_days(tot) - date_days(van) + 1));
}

/* CL_OBS_STATUS of the SDMX Content-Oriented Guidelines. */
static const char *obs_status(bool heeft, enum cijfer_ontbreekt ontbreekt, enum cijfer_status status)
{
    if (!heeft)
        return ontbreekt == ONTBREEKT_NVT ? "M" : ontbreekt == ONTBREEKT_ONDERDRUKT ? "Q" : "L";
    return status == STATUS_VOORLOPIG || status == STATUS_NADER_VOORLOPIG || status == STATUS_CONCEPT ||
                   status == STATUS_ZIENSWIJZE
               ? "P"
               : "A";
}

struct sdmx_regel {
    struct str onderwerp, gebied, woningtype, segment, kenmerk, jaren, bron, eenheid, definitieset, opmerking;
    date_t van, tot;
    int64_t levering, waarde;
    int schaal;
    bool heeft;
    enum cijfer_ontbreekt ontbreekt;
    enum cijfer_status status;
};

static void regel(struct buf *b, const struct sdmx_regel *s)
{
    buf_lit(b, STRUCTUUR);
    cel(b, s->onderwerp, ',');
    cel(b, s->gebied, ',');
    cel(b, tijd(b->a, s->van, s->tot), ',');
    dimensie_cel(b, s->woningtype);
    dimensie_cel(b, s->segment);
    dimensie_cel(b, s->kenmerk);
    dimensie_cel(b, s->jaren);
    cel(b, s->bron, ',');
    if (s->levering)
        buf_i64(b, s->levering);
    else
        buf_lit(b, "_T");
    buf_char(b, ',');
    if (s->heeft)
        buf_add(b, num_plain(b->a, s->waarde, s->schaal));
    buf_fmt(b, ",%s,", obs_status(s->heeft, s->ontbreekt, s->status));
    cel(b, s->eenheid, ',');
    cel(b, s->definitieset, ',');
    cel(b, s->opmerking, '\r');
    buf_char(b, '\n');
}

void sdmx_waarneming(struct buf *b, const struct waarneming_rij *w)
{
    const struct reeks *r = w->blok->reeks;

    regel(b, &(struct sdmx_regel){.onderwerp = r->onderwerp,
                                  .gebied = w->gebied->code,
                                  .woningtype = r->woningtype,
                                  .segment = r->segment,
                                  .kenmerk = r->kenmerk,
                                  .jaren = jaren_tekst(b->a, r->horizon_van, r->horizon_tot),
                                  .bron = r->bron,
                                  .eenheid = r->eenheid,
                                  .definitieset = r->definitieset,
                                  .opmerking = w->vlag & VLAG_VERZONNEN && w->vlag & VLAG_TWIJFEL
                                                   ? STR("verzonnen; na te kijken")
                                               : w->vlag & VLAG_VERZONNEN ? STR("verzonnen")
                                               : w->vlag & VLAG_TWIJFEL   ? STR("na te kijken")
                                                                          : STR(""),
                                  .van = w->blok->van,
                                  .tot = w->blok->tot,
                                  .levering = w->blok->levering,
                                  .waarde = w->waarde,
                                  .schaal = r->schaal,
                                  .heeft = w->heeft,
                                  .ontbreekt = w->ontbreekt,
                                  .status = w->status});
}

struct str sdmx_van_tabel(struct arena *a, const struct cijfer_tabel *t)
{
    struct buf b;

    buf_init(&b, a, VORM_MAX);
    sdmx_kop(&b);
    for (size_t i = 0; i < t->n; i++) {
        const struct cijfer_uitkomst *u = &t->rij[i];

        regel(&b, &(struct sdmx_regel){.onderwerp = t->onderwerp.code,
                                       .gebied = u->gebied->code,
                                       .woningtype = t->vraag.woningtype,
                                       .segment = t->vraag.segment,
                                       .kenmerk = t->vraag.kenmerk,
                                       .jaren = jaren_tekst(a, t->vraag.venster_van, t->vraag.venster_tot),
                                       .bron = u->bron ? u->bron->code : STR("_T"),
                                       .eenheid = t->onderwerp.eenheid,
                                       .definitieset = t->onderwerp.definitieset,
                                       .opmerking = cijfer_opmerking(a, u, t->onderwerp.schaal),
                                       .van = u->periode_tot ? u->periode_van : t->vraag.peildatum,
                                       .tot = u->periode_tot ? u->periode_tot : t->vraag.peildatum,
                                       .waarde = u->waarde,
                                       .schaal = t->onderwerp.schaal,
                                       .heeft = u->heeft,
                                       .ontbreekt = u->ontbreekt,
                                       .status = u->status});
    }
    return buf_str(&b);
}
