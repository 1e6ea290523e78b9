/* SPDX-License-Identifier: EUPL-1.2
 * Where a delivered figure comes from, as a tree: its levering, file and row, as it stood there. */
#include "cijfer/cijfer_intern.h"

#include "cijfer/levering.h"
#include "doc/json.h"

#include "base/num.h"
#include "tabel/tabel.h"
#include "tabel/xbrl.h"

enum { BESTAND_NALEES_MAX = 32 << 20 };

static const char sql_cijfer[] = "SELECT c.id, c.levering_id, c.gebied_id, c.periode_van, c.periode_tot, "
                                 "c.waarde, c.ontbreekt, c.status, c.vlag, c.blad, c.rij,"
                                 " c.kolom, o.code, b.code, b.naam, b.houder, b.licentie, b.route, d.code, "
                                 "d.naam, d.bron, r.woningtype, r.segment, r.kenmerk,"
                                 " r.horizon_van, r.horizon_tot"
                                 " FROM cijfer c JOIN reeks r ON r.id = c.reeks_id JOIN onderwerp o ON o.id "
                                 "= r.onderwerp_id JOIN bron b ON b.id = r.bron_id"
                                 " JOIN definitieset d ON d.id = r.definitieset_id WHERE c.id = ?1";

void herkomst_onderwerp(struct arena *a, struct doc *d, const struct onderwerp *o)
{
    struct doc *x = DOC_SET(a, d, "onderwerp", doc_map(a));

    DOC_SET_STR(a, x, "code", o->code);
    DOC_SET_STR(a, x, "naam", o->naam);
    DOC_SET_STR(a, x, "eenheid", o->eenheid);
    DOC_SET_STR(a, x, "omschrijving", o->omschrijving);
}

void herkomst_gebied(struct arena *a, struct doc *d, const struct gebied *g)
{
    struct doc *x = DOC_SET(a, d, "gebied", doc_map(a));

    DOC_SET_STR(a, x, "code", g->code);
    DOC_SET_STR(a, x, "naam", g->naam);
    DOC_SET_STR(a, x, "soort", g->soort);
}

struct doc *herkomst_vlaggen(struct arena *a, unsigned vlag)
{
    static const struct {
        unsigned vlag;
        const char *tekst;
    } woorden[] = {{VLAG_VERZONNEN, "verzonnen"},
                   {VLAG_TWIJFEL, "na te kijken"},
                   {VLAG_ONGEVEER, "ongeveer, volgens de bron"},
                   {VLAG_VERTROUWELIJK, "vertrouwelijk"},
                   {VLAG_AFGELEID_NUL, "nul omdat het gebied wel leverde, maar niets van dit soort"},
                   {VLAG_BRONFOUT, "de cel bevatte een fout"},
                   {VLAG_OMGEREKEND, "omgerekend naar een andere gemeentelijke indeling"},
                   {VLAG_DEEL_ONDERDRUKT, "een deel is niet openbaar en telt niet mee"}};
    struct doc *l = doc_list(a);

    for (size_t i = 0; i < sizeof woorden / sizeof *woorden; i++)
        if (vlag & woorden[i].vlag)
            doc_add(a, l, doc_str(a, str_from(woorden[i].tekst)));
    return l;
}

struct str herkomst_jaren(struct arena *a, int64_t van, int64_t tot)
{
    if (!tot)
        return STR("");
    if (!van)
        return str_fmt(a, "tot en met %lld", (long long)tot);
    if (tot == HORIZON_OPEN)
        return str_fmt(a, "%lld en later", (long long)van);
    return van == tot ? str_fmt(a, "%lld", (long long)van)
                      : str_fmt(a, "%lld–%lld", (long long)van, (long long)tot);
}

/* The line of a text that is no table (XML), as one cell. */
static void regel_bij(struct arena *a, struct doc *d, struct str bytes, int64_t nummer)
{
    struct str regel = bytes;
    struct doc *cel;

    for (int64_t i = 1; i < nummer && regel.p; i++)
        str_cut(regel, '\n', &regel);
    if (!regel.p)
        return;
    regel = utf8_clip(str_trim(str_cut(regel, '\n', &(struct str){0})), 500);
    cel = doc_add(a, DOC_SET(a, d, "rijZoalsGeleverd", doc_list(a)), doc_map(a));
    DOC_SET_STR(a, cel, "kolom", STR(""));
    DOC_SET_STR(a, cel, "kop", STR("regel"));
    DOC_SET_STR(a, cel, "waarde", utf8_valid(regel) ? str_dup(a, regel) : STR(""));
}

/* The row in which the import found the header; 0: its report does not say. */
static int64_t koprij_van(struct conn *c, struct arena *a, int64_t levering)
{
    struct levering l;
    struct str verslag;
    struct doc *v;
    const struct doc *kop;
    struct err e;

    if (levering_lees(c, a, levering, &l, &verslag, &e) ||
        json_read(a, verslag, (struct json_limits){0}, &v, &e))
        return 0;
    kop = doc_get(v, STR("koprij"));
    return kop && kop->type == DOC_INT ? kop->i : 0;
}

/* The delivered row itself, with its header: the row that the import took for it, else the first. Best
 * effort: no row is no error. */
static void rij_bij(struct conn *c, struct arena *a, struct doc *d, const struct levering *l, int64_t blad,
                    int64_t nummer)
{
    struct str bytes, naam = l->bestand, deel;
    struct tabel *t = NULL;
    struct tabel_rij rij;
    VEC(struct str) kop = {0};
    struct err e;
    bool eerste = true;
    int64_t koprij;

    if (nummer <= 0 || l->bytes > BESTAND_NALEES_MAX || levering_bestand_lees(c, a, l->id, &bytes, &e))
        return;
    /* A zip may be one table: a workbook, or a map file. Of several files `blad` counts the files. */
    if (str_starts(bytes, STR("PK\x03\x04")) &&
        tabel_open(a, naam, bytes, (struct tabel_grens){.geobestand = true}, &t, &e))
        t = NULL;
    if (!t && levering_map_deel(a, bytes, (size_t)blad, &naam, &deel)) {
        bytes = deel;
        blad = 0;
        DOC_SET_STR(a, doc_get(d, STR("plaats")), "bladnaam", naam);
    }
    if (!t && xbrl_is_xml(bytes)) {
        regel_bij(a, d, bytes, nummer);
        return;
    }
    if (!t && tabel_open(a, naam, bytes, (struct tabel_grens){.geobestand = true}, &t, &e))
        return;
    koprij = koprij_van(c, a, l->id);
    if ((size_t)blad < tabel_n_bladen(t) && !tabel_blad_kies(t, (size_t)blad, &e))
        while (tabel_volgende(t, &rij, &e) > 0) {
            if (rij.nummer == koprij)
                kop.n = 0;
            if (eerste || rij.nummer == koprij)
                for (size_t k = 0; k < rij.n; k++)
                    VEC_PUSH(a, &kop, str_dup(a, rij.cellen[k].tekst));
            eerste = false;
            if (rij.nummer >= nummer)
                break;
        }
    if (!eerste && rij.nummer == nummer) {
        struct doc *cellen = DOC_SET(a, d, "rijZoalsGeleverd", doc_list(a));

        for (size_t k = 0; k < rij.n && k < 80; k++) {
            struct doc *cel = doc_add(a, cellen, doc_map(a));

            DOC_SET_STR(a, cel, "kolom", tabel_kolom_letter(a, k));
            DOC_SET_STR(a, cel, "kop", k < kop.n ? kop.at[k] : STR(""));
            DOC_SET_STR(a, cel, "waarde", str_dup(a, rij.cellen[k].tekst));
        }
        if (tabel_is_werkboek(t) && doc_get(d, STR("plaats")))
            DOC_SET_STR(a, doc_get(d, STR("plaats")), "bladnaam",
                        str_dup(a, tabel_blad_naam(t, (size_t)blad)));
    }
    tabel_close(t);
}

static void bron_bij(struct arena *a, struct doc *d, struct stmt *st)
{
    struct doc *b = DOC_SET(a, d, "bron", doc_map(a)), *s = DOC_SET(a, d, "definitieset", doc_map(a));

    DOC_SET_STR(a, b, "code", sql_str_dup(st, 13, a));
    DOC_SET_STR(a, b, "naam", sql_str_dup(st, 14, a));
    DOC_SET_STR(a, b, "houder", sql_str_dup(st, 15, a));
    DOC_SET_STR(a, b, "licentie", sql_str_dup(st, 16, a));
    DOC_SET(a, b, "route", sql_is_null(st, 17) ? doc_null(a) : doc_int(a, sql_int(st, 17)));
    DOC_SET_STR(a, s, "code", sql_str_dup(st, 18, a));
    DOC_SET_STR(a, s, "naam", sql_str_dup(st, 19, a));
    DOC_SET_STR(a, s, "bron", sql_str_dup(st, 20, a));
}

/* The figure itself as it was stored, and what its row says already put in d. */
struct opgeslagen {
    int64_t id, levering, waarde, blad, rij;
    const struct gebied *gebied;
    struct str onderwerp;
    unsigned vlag, ontbreekt;
    struct doc *plaats; /* within d */
};

struct opslag {
    const struct gebieden *g;
    struct doc *d;
};

static bool cijfer_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    const struct opslag *o = ctx;
    struct doc *d = o->d, *plaats;
    struct opgeslagen *x = rij;

    *x = (struct opgeslagen){.id = sql_int(st, 0),
                             .levering = sql_int(st, 1),
                             .gebied = gebied_bij_id(o->g, sql_int(st, 2)),
                             .waarde = sql_int(st, 5),
                             .ontbreekt = (unsigned)sql_int(st, 6),
                             .vlag = (unsigned)sql_int(st, 8),
                             .blad = sql_int(st, 9),
                             .rij = sql_int(st, 10),
                             .onderwerp = sql_str_dup(st, 12, a)};
    DOC_SET_STR(a, d, "soort", STR("geleverd"));
    DOC_SET_INT(a, d, "id", x->id);
    DOC_SET_STR(a, d, "woningtype", sql_str_dup(st, 21, a));
    DOC_SET_STR(a, d, "segment", sql_str_dup(st, 22, a));
    DOC_SET_STR(a, d, "kenmerk", sql_str_dup(st, 23, a));
    DOC_SET_STR(a, d, "jaren", herkomst_jaren(a, sql_int(st, 24), sql_int(st, 25)));
    DOC_SET_STR(a, d, "periodeVan", date_iso(a, (date_t)sql_int(st, 3)));
    DOC_SET_STR(a, d, "periodeTot", date_iso(a, (date_t)sql_int(st, 4)));
    DOC_SET_STR(a, d, "status", cijfer_status_naam((enum cijfer_status)sql_int(st, 7)));
    DOC_SET_STR(a, d, "ontbreekt", cijfer_ontbreekt_naam((enum cijfer_ontbreekt)x->ontbreekt));
    bron_bij(a, d, st);
    x->plaats = plaats = DOC_SET(a, d, "plaats", doc_map(a));
    DOC_SET_INT(a, plaats, "blad", x->blad + 1);
    DOC_SET(a, plaats, "rij", x->rij > 0 ? doc_int(a, x->rij) : doc_null(a));
    DOC_SET(a, plaats, "kolom",
            sql_int(st, 11) >= 0 ? doc_str(a, tabel_kolom_letter(a, (size_t)sql_int(st, 11))) : doc_null(a));
    return true;
}

int cijfer_herkomst_een(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct doc **ret, struct err *e)
{
    struct doc *d = doc_map(a), *problemen = doc_list(a);
    struct opslag waar = {g, d};
    struct opgeslagen x;
    struct onderwerp o;
    struct levering l;
    int rc = sql_one(c, a, sql_cijfer, cijfer_rij, &waar, &x, e, "i", id);

    if (rc)
        return rc == ERR_NOT_FOUND ? err_set(e, rc, "cijfer %lld is er niet", (long long)id) : rc;
    rc = onderwerp_lees(c, a, x.onderwerp, &o, e);
    if (!rc)
        rc = levering_lees(c, a, x.levering, &l, NULL, e);
    if (rc)
        return rc;
    herkomst_onderwerp(a, d, &o);
    if (x.gebied)
        herkomst_gebied(a, d, x.gebied);
    rc = cijfer_problemen(c, a, id, x.gebied ? x.gebied->naam : STR(""), problemen, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < problemen->list.n; i++)
        if (doc_get(problemen->list.at[i], STR("twijfel"))->b)
            x.vlag |= VLAG_TWIJFEL;
    DOC_SET(a, d, "vlaggen", herkomst_vlaggen(a, x.vlag));
    DOC_SET(a, d, "problemen", problemen);
    DOC_SET(a, d, "levering", levering_doc(a, &l));
    DOC_SET_STR(a, x.plaats, "bestand", l.bestand);
    DOC_SET_INT(a, d, "schaal", o.schaal);
    if (x.vlag & VLAG_VERTROUWELIJK) { /* its value may be seen only in a sum */
        DOC_SET(a, d, "waarde", doc_null(a));
        DOC_SET_STR(a, d, "tekst", STR("vertrouwelijk"));
    } else {
        DOC_SET(a, d, "waarde", x.ontbreekt ? doc_null(a) : doc_int(a, x.waarde));
        DOC_SET_STR(a, d, "tekst", x.ontbreekt ? STR("–") : num_nl(a, x.waarde, o.schaal));
        rij_bij(c, a, d, &l, x.blad, x.rij);
    }
    *ret = d;
    return OK;
}
