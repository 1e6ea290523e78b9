/* SPDX-License-Identifier: EUPL-1.2
 * Where a figure comes from, as a tree for page, API and command line. A delivered figure leads to its
 * levering, file and row; a computed one to its formula and the figures under it. Confidential figures are
 * shown only as part of a group. */
#include "cijfer/cijfer_intern.h"

#include "cijfer/levering.h"
#include "doc/json.h"

#include "base/num.h"
#include "tabel/tabel.h"
#include "tabel/xbrl.h"

#include <stdlib.h>

enum { ONDERDELEN_MAX = 2000, BESTAND_NALEES_MAX = 32 << 20 };

static const char sql_cijfer[] = "SELECT c.id, c.levering_id, c.gebied_id, c.periode_van, c.periode_tot, "
                                 "c.waarde, c.ontbreekt, c.status, c.vlag, c.blad, c.rij,"
                                 " c.kolom, o.code, b.code, b.naam, b.houder, b.licentie, b.route, d.code, "
                                 "d.naam, d.bron, r.woningtype, r.segment, r.kenmerk,"
                                 " r.horizon_van, r.horizon_tot"
                                 " FROM cijfer c JOIN reeks r ON r.id = c.reeks_id JOIN onderwerp o ON o.id "
                                 "= r.onderwerp_id JOIN bron b ON b.id = r.bron_id"
                                 " JOIN definitieset d ON d.id = r.definitieset_id WHERE c.id = ?1";

static void onderwerp_bij(struct arena *a, struct doc *d, const struct onderwerp *o)
{
    struct doc *x = DOC_SET(a, d, "onderwerp", doc_map(a));

    DOC_SET_STR(a, x, "code", o->code);
    DOC_SET_STR(a, x, "naam", o->naam);
    DOC_SET_STR(a, x, "eenheid", o->eenheid);
    DOC_SET_STR(a, x, "omschrijving", o->omschrijving);
}

static void gebied_bij(struct arena *a, struct doc *d, const struct gebied *g)
{
    struct doc *x = DOC_SET(a, d, "gebied", doc_map(a));

    DOC_SET_STR(a, x, "code", g->code);
    DOC_SET_STR(a, x, "naam", g->naam);
    DOC_SET_STR(a, x, "soort", g->soort);
}

static struct doc *vlaggen_doc(struct arena *a, unsigned vlag)
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

static struct str horizon_tekst(struct arena *a, int64_t van, int64_t tot)
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

int cijfer_herkomst_een(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct doc **ret, struct err *e)
{
    struct doc *d = doc_map(a), *plaats;
    struct onderwerp o;
    struct levering l;
    const struct gebied *gebied;
    struct stmt *st;
    struct str code;
    struct doc *problemen = doc_list(a);
    int64_t levering, waarde, blad, rij;
    unsigned vlag, ontbreekt;
    int rc = sql_open(c, sql_cijfer, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc <= 0) {
        sql_close(st);
        return rc < 0 ? rc : err_set(e, ERR_NOT_FOUND, "cijfer %lld is er niet", (long long)id);
    }
    levering = sql_int(st, 1);
    gebied = gebied_bij_id(g, sql_int(st, 2));
    waarde = sql_int(st, 5);
    ontbreekt = (unsigned)sql_int(st, 6);
    vlag = (unsigned)sql_int(st, 8);
    blad = sql_int(st, 9);
    rij = sql_int(st, 10);
    code = sql_str_dup(st, 12, a);
    DOC_SET_STR(a, d, "soort", STR("geleverd"));
    DOC_SET_INT(a, d, "id", id);
    DOC_SET_STR(a, d, "woningtype", sql_str_dup(st, 21, a));
    DOC_SET_STR(a, d, "segment", sql_str_dup(st, 22, a));
    DOC_SET_STR(a, d, "kenmerk", sql_str_dup(st, 23, a));
    DOC_SET_STR(a, d, "jaren", horizon_tekst(a, sql_int(st, 24), sql_int(st, 25)));
    DOC_SET_STR(a, d, "periodeVan", date_iso(a, (date_t)sql_int(st, 3)));
    DOC_SET_STR(a, d, "periodeTot", date_iso(a, (date_t)sql_int(st, 4)));
    DOC_SET_STR(a, d, "status", cijfer_status_naam((enum cijfer_status)sql_int(st, 7)));
    DOC_SET_STR(a, d, "ontbreekt", cijfer_ontbreekt_naam((enum cijfer_ontbreekt)ontbreekt));
    bron_bij(a, d, st);
    plaats = DOC_SET(a, d, "plaats", doc_map(a));
    DOC_SET_INT(a, plaats, "blad", blad + 1);
    DOC_SET(a, plaats, "rij", rij > 0 ? doc_int(a, rij) : doc_null(a));
    DOC_SET(a, plaats, "kolom",
            sql_int(st, 11) >= 0 ? doc_str(a, tabel_kolom_letter(a, (size_t)sql_int(st, 11))) : doc_null(a));
    sql_close(st);
    rc = onderwerp_lees(c, a, code, &o, e);
    if (!rc)
        rc = levering_lees(c, a, levering, &l, NULL, e);
    if (rc)
        return rc;
    onderwerp_bij(a, d, &o);
    if (gebied)
        gebied_bij(a, d, gebied);
    rc = cijfer_problemen(c, a, id, gebied ? gebied->naam : STR(""), problemen, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < problemen->list.n; i++)
        if (doc_get(problemen->list.at[i], STR("twijfel"))->b)
            vlag |= VLAG_TWIJFEL;
    DOC_SET(a, d, "vlaggen", vlaggen_doc(a, vlag));
    DOC_SET(a, d, "problemen", problemen);
    DOC_SET(a, d, "levering", levering_doc(a, &l));
    DOC_SET_STR(a, plaats, "bestand", l.bestand);
    DOC_SET_INT(a, d, "schaal", o.schaal);
    if (vlag & VLAG_VERTROUWELIJK) { /* its value may be seen only in a sum */
        DOC_SET(a, d, "waarde", doc_null(a));
        DOC_SET_STR(a, d, "tekst", STR("vertrouwelijk"));
    } else {
        DOC_SET(a, d, "waarde", ontbreekt ? doc_null(a) : doc_int(a, waarde));
        DOC_SET_STR(a, d, "tekst", ontbreekt ? STR("–") : num_nl(a, waarde, o.schaal));
        rij_bij(c, a, d, &l, blad, rij);
    }
    *ret = d;
    return OK;
}

/* The parts of an address, by position. */
enum {
    ADRES_ONDERWERP,
    ADRES_GEBIED,
    ADRES_PEILDATUM,
    ADRES_TYPE,
    ADRES_SEGMENT,
    ADRES_KENMERK,
    ADRES_BRON,
    ADRES_VENSTER,
    ADRES_STAND,
    ADRES_GEBIEDSDATUM,
    ADRES_OOK_BINNEN,
    ADRES_DELEN
};

static int adres_lees(const struct gebieden *g, struct str adres, struct cijfer_vraag *v, struct err *e)
{
    struct str deel[ADRES_DELEN] = {0}, rest = adres, naar;
    int64_t van = 0, tot = 0;

    for (int i = 0; i < ADRES_DELEN && rest.p; i++)
        deel[i] = str_cut(rest, ':', &rest);
    *v = (struct cijfer_vraag){.onderwerp = deel[ADRES_ONDERWERP],
                               .woningtype = deel[ADRES_TYPE],
                               .segment = deel[ADRES_SEGMENT],
                               .kenmerk = deel[ADRES_KENMERK],
                               .bron = deel[ADRES_BRON],
                               .ook_binnen = deel[ADRES_OOK_BINNEN],
                               .indeling = STR("gemeente")};
    if (!gebied_bij_code(g, deel[ADRES_GEBIED]))
        return err_set(e, ERR_NOT_FOUND,
                       "“%.*s” is geen nummer of adres van een cijfer (onderwerp:gebied:peildatum)",
                       STR_ARG(str_sub(adres, 0, 80)));
    if (deel[ADRES_PEILDATUM].n && !date_parse(deel[ADRES_PEILDATUM], &v->peildatum))
        return err_set(e, ERR_DATA, "“%.*s” is geen datum als 2025-01-01",
                       STR_ARG(str_sub(deel[ADRES_PEILDATUM], 0, 40)));
    if (deel[ADRES_GEBIEDSDATUM].n && !date_parse(deel[ADRES_GEBIEDSDATUM], &v->gebiedsdatum))
        return err_set(e, ERR_DATA, "“%.*s” is geen datum als 2025-01-01",
                       STR_ARG(str_sub(deel[ADRES_GEBIEDSDATUM], 0, 40)));
    if (deel[ADRES_VENSTER].n) {
        struct str eerste = str_cut(deel[ADRES_VENSTER], '-', &naar);

        if (!num_i64(eerste, &van) || !num_i64(naar, &tot) || van < 0 || tot < van || tot > 9999)
            return err_set(e, ERR_DATA, "“%.*s” is geen venster als 2024-2030",
                           STR_ARG(str_sub(deel[ADRES_VENSTER], 0, 40)));
    }
    if (deel[ADRES_STAND].n && (!num_i64(deel[ADRES_STAND], &v->stand) || v->stand < 0))
        return err_set(e, ERR_DATA, "“%.*s” is geen moment", STR_ARG(str_sub(deel[ADRES_STAND], 0, 40)));
    v->venster_van = (int)van;
    v->venster_tot = (int)tot;
    v->binnen = deel[ADRES_GEBIED];
    return OK;
}

/* Reads again what a computed figure was made of. */
static int bijdragen_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                          const struct cijfer_tabel *t, const struct doel *doel, struct bijdrage_lijst *ret,
                          struct err *e)
{
    const struct cijfer_vraag *v = &t->vraag;
    struct aanbod_lijst aanbod;
    struct waarneming_lijst w;
    struct cijfer_uitkomst u;
    size_t n = 0;
    int rc = aanbod_lees(c, a, &t->onderwerp, v, &aanbod, e);

    if (rc)
        return rc;
    aanbod_kies(&aanbod, v, t->onderwerp.aard, v->peildatum);
    rc = waarnemingen_lees(c, g, a, &t->onderwerp, v, &aanbod, vraag_elke_periode(v, t->onderwerp.aard), &w,
                           e);
    if (rc)
        return rc;
    for (size_t i = 0; i < w.n; i++)
        if (t->totaal.bron && w.at[i].bron->id == t->totaal.bron->id &&
            w.at[i].definitieset == t->totaal.definitieset)
            w.at[n++] = w.at[i];
    waarnemingen_tel_op(g, a, w.at, n, v->gebiedsdatum, vraag_elke_periode(v, t->onderwerp.aard), doel, 1, &u,
                        ret);
    return OK;
}

static void bijdrage_doc(struct arena *a, const struct bijdrage *b, int schaal, struct doc *lijst)
{
    const struct waarneming *w = b->waarneming;
    struct doc *d = doc_add(a, lijst, doc_map(a));

    DOC_SET_INT(a, d, "id", w->id);
    DOC_SET_STR(a, d, "gebied", w->gebied->naam);
    DOC_SET_STR(a, d, "gebiedscode", w->gebied->code);
    DOC_SET_STR(a, d, "periodeVan", date_iso(a, w->periode_van));
    DOC_SET_STR(a, d, "periodeTot", date_iso(a, w->periode_tot));
    DOC_SET_INT(a, d, "waarde", w->waarde);
    DOC_SET_STR(a, d, "tekst", num_nl(a, w->waarde, schaal));
    DOC_SET_INT(a, d, "gewicht", b->gewicht);
    if (b->gewicht != GEWICHT_HEEL)
        DOC_SET_STR(a, d, "gewichtTekst", str_cat(a, num_nl(a, b->gewicht / 100, 2), STR("%")));
    DOC_SET_BOOL(a, d, "deelsBuitenVenster", w->grens);
    DOC_SET_STR(a, d, "status", cijfer_status_naam((enum cijfer_status)w->status));
    DOC_SET_INT(a, d, "levering", w->levering);
    DOC_SET(a, d, "rij", w->rij > 0 ? doc_int(a, w->rij) : doc_null(a));
    DOC_SET(a, d, "kolom", w->kolom >= 0 ? doc_str(a, tabel_kolom_letter(a, (size_t)w->kolom)) : doc_null(a));
}

/* Several contributions as one line without a place: those that may not be seen one by one, or are too many.
 */
struct samen {
    __int128 som; /* value × weight */
    int64_t n;
};

static void samen_doc(struct arena *a, struct doc *lijst, const struct samen *s, const char *wat, bool grens,
                      int schaal)
{
    int64_t som = num_div_half_up(s->som, GEWICHT_HEEL);
    struct doc *d;

    if (!s->n)
        return;
    d = doc_add(a, lijst, doc_map(a));
    DOC_SET_STR(a, d, "gebied", str_fmt(a, "%lld %s", (long long)s->n, wat));
    DOC_SET(a, d, "id", doc_null(a));
    DOC_SET_INT(a, d, "waarde", som);
    DOC_SET_STR(a, d, "tekst", num_nl(a, som, schaal));
    DOC_SET_INT(a, d, "gewicht", GEWICHT_HEEL);
    DOC_SET_BOOL(a, d, "deelsBuitenVenster", grens);
}

static struct doc *onderdelen_doc(struct arena *a, const struct bijdrage_lijst *b, int schaal)
{
    struct doc *lijst = doc_list(a);
    struct samen samen[2] = {0}, rest[2] = {0}; /* by grens */

    for (size_t i = 0; i < b->n; i++) {
        const struct bijdrage *x = &b->at[i];
        bool dicht = x->waarneming->vlag & VLAG_VERTROUWELIJK;
        struct samen *s = dicht ? &samen[x->waarneming->grens] : &rest[x->waarneming->grens];

        if (dicht && !x->waarneming->waarde)
            continue; /* a nought adds nothing, and is nobody's business */
        if (!dicht && lijst->list.n < ONDERDELEN_MAX) {
            bijdrage_doc(a, x, schaal, lijst);
            continue;
        }
        s->som += (__int128)x->waarneming->waarde * x->gewicht;
        s->n++;
    }
    for (int grens = 0; grens < 2; grens++) {
        samen_doc(a, lijst, &samen[grens],
                  samen[grens].n == 1 ? "vertrouwelijk cijfer" : "vertrouwelijke cijfers samen", grens,
                  schaal);
        samen_doc(a, lijst, &rest[grens], "andere cijfers samen", grens, schaal);
    }
    return lijst;
}

/* Which gemeenten under the area have no figure. */
static struct doc *ontbrekend_doc(struct arena *a, const struct cijfer_tabel *t)
{
    struct doc *l = doc_list(a);

    for (size_t i = 0; i < t->n; i++)
        if (!t->rij[i].heeft || t->rij[i].aanwezig < t->rij[i].verwacht) {
            struct doc *d = doc_add(a, l, doc_map(a));

            DOC_SET_STR(a, d, "code", t->rij[i].gebied->code);
            DOC_SET_STR(a, d, "naam", t->rij[i].gebied->naam);
            DOC_SET_STR(a, d, "reden",
                        t->rij[i].heeft ? STR("deels geleverd") : cijfer_ontbreekt_naam(t->rij[i].ontbreekt));
        }
    return l;
}

static int leveringen_bij(struct conn *c, struct arena *a, struct doc *d, const struct bijdrage_lijst *b,
                          struct err *e)
{
    struct doc *l = DOC_SET(a, d, "leveringen", doc_list(a));
    VEC(int64_t) gezien = {0};

    for (size_t i = 0; i < b->n; i++) {
        struct levering x;
        size_t k = 0;
        int rc;

        while (k < gezien.n && gezien.at[k] != b->at[i].waarneming->levering)
            k++;
        if (k < gezien.n)
            continue;
        VEC_PUSH(a, &gezien, b->at[i].waarneming->levering);
        rc = levering_lees(c, a, b->at[i].waarneming->levering, &x, NULL, e);
        if (rc)
            return rc;
        doc_add(a, l, levering_doc(a, &x));
    }
    return OK;
}

/* What is known of the figures under a sum; one question for each that bears a mark, until there are enough.
 */
static int problemen_bij(struct conn *c, struct arena *a, struct doc *d, const struct bijdrage_lijst *b,
                         struct err *e)
{
    struct doc *l = DOC_SET(a, d, "problemen", doc_list(a));
    int rc = OK;

    for (size_t i = 0; !rc && i < b->n && l->list.n < PROBLEMEN_MAX; i++)
        if (b->at[i].waarneming->vlag & VLAG_TWIJFEL)
            rc = cijfer_problemen(c, a, b->at[i].waarneming->id, b->at[i].waarneming->gebied->naam, l, e);
    return rc;
}

static struct str formule_som(struct arena *a, const struct cijfer_tabel *t, size_t n)
{
    if (t->onderwerp.aard == AARD_VERHOUDING && !t->totaal.heeft)
        return STR("geen: een verhouding van delen is niet op te tellen tot die van het geheel");
    return str_fmt(a, t->totaal.rechtstreeks ? "geleverd voor dit gebied zelf, in %zu %s" : "som van %zu %s",
                   n, n == 1 ? "cijfer" : "cijfers");
}

/* What a computed figure has in common with an indicator: what was asked, and the answer. */
static struct doc *berekend_doc(struct arena *a, const struct cijfer_tabel *t, const char *soort)
{
    const struct cijfer_vraag *v = &t->vraag;
    const struct cijfer_uitkomst *u = &t->totaal;
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "soort", str_from(soort));
    DOC_SET_STR(a, d, "adres", cijfer_adres(a, v, u));
    onderwerp_bij(a, d, &t->onderwerp);
    gebied_bij(a, d, u->gebied);
    DOC_SET_STR(a, d, "woningtype", v->woningtype);
    DOC_SET_STR(a, d, "segment", v->segment);
    DOC_SET_STR(a, d, "kenmerk", v->kenmerk);
    DOC_SET_STR(a, d, "jaren", horizon_tekst(a, v->venster_van, v->venster_tot));
    DOC_SET_STR(a, d, "peildatum", date_iso(a, v->peildatum));
    DOC_SET_STR(a, d, "gebiedsindeling", date_iso(a, v->gebiedsdatum));
    DOC_SET_STR(a, d, "periodeVan", date_iso(a, u->periode_van));
    DOC_SET_STR(a, d, "periodeTot", date_iso(a, u->periode_tot));
    DOC_SET(a, d, "waarde", u->heeft ? doc_int(a, u->waarde) : doc_null(a));
    DOC_SET_STR(a, d, "tekst", cijfer_tekst(a, u, t->onderwerp.schaal));
    DOC_SET_INT(a, d, "schaal", t->onderwerp.schaal);
    DOC_SET_INT(a, d, "buitenVensterDeels", u->buiten_deels);
    DOC_SET_INT(a, d, "aanwezig", u->aanwezig);
    DOC_SET_INT(a, d, "verwacht", u->verwacht);
    DOC_SET_INT(a, d, "gemeenten", (int64_t)u->leden);
    DOC_SET_INT(a, d, "gemeentenHeelGebied", (int64_t)u->leden_heel);
    DOC_SET_STR(a, d, "status", cijfer_status_naam(u->status));
    DOC_SET_STR(a, d, "ontbreekt", u->heeft ? STR("") : cijfer_ontbreekt_naam(u->ontbreekt));
    DOC_SET(a, d, "vlaggen", vlaggen_doc(a, u->vlag));
    return d;
}

static int herkomst_som(struct conn *c, const struct gebieden *g, struct arena *a,
                        const struct cijfer_vraag *v, struct doc **ret, struct err *e)
{
    struct doc *d, *bron;
    struct cijfer_tabel t;
    struct bijdrage_lijst b = {0};
    struct doel doel;
    int rc = cijfer_tabel_lees(c, g, a, v, &t, e);

    if (!rc) { /* the rows of a question by gemeente are the gemeenten under the area */
        doel = (struct doel){
            t.totaal.gebied, {ARENA_ARRAY(a, const struct gebied *, t.n + 1), 0}, t.totaal.leden_heel};
        for (size_t i = 0; i < t.n; i++)
            doel.leden.at[doel.leden.n++] = t.rij[i].gebied;
        rc = bijdragen_lees(c, g, a, &t, &doel, &b, e);
    }
    if (rc)
        return rc;
    d = berekend_doc(a, &t, "berekend");
    DOC_SET_STR(a, d, "formule", formule_som(a, &t, b.n));
    bron = DOC_SET(a, d, "bron", doc_map(a));
    if (t.totaal.bron) {
        DOC_SET_STR(a, bron, "code", t.totaal.bron->code);
        DOC_SET_STR(a, bron, "naam", t.totaal.bron->naam);
        DOC_SET_STR(a, bron, "houder", t.totaal.bron->houder);
        DOC_SET_STR(a, bron, "licentie", t.totaal.bron->licentie);
    }
    DOC_SET(a, d, "onderdelen", onderdelen_doc(a, &b, t.onderwerp.schaal));
    rc = problemen_bij(c, a, d, &b, e);
    if (rc)
        return rc;
    DOC_SET(a, d, "ontbrekend", ontbrekend_doc(a, &t));
    rc = leveringen_bij(c, a, d, &b, e);
    *ret = d;
    return rc;
}

static int herkomst_indicator(struct conn *c, const struct gebieden *g, struct arena *a,
                              const struct indicator *in, const struct cijfer_vraag *v, struct doc **ret,
                              struct err *e)
{
    struct cijfer_tabel t;
    struct doc *d;
    int rc = cijfer_antwoord(c, g, a, v, &t, e);

    if (rc)
        return rc;
    d = berekend_doc(a, &t, "indicator");
    DOC_SET_STR(a, d, "formule", t.onderwerp.omschrijving);
    DOC_SET_INT(a, d, "factor", in->factor);
    for (int kant = 0; kant < 2; kant++) {
        const char *const *lijst = kant ? in->noemers : in->tellers;
        struct doc *delen = doc_set(a, d, kant ? STR("noemers") : STR("tellers"), doc_list(a));

        for (int i = 0; i < 3 && lijst[i] && !rc; i++) {
            struct cijfer_vraag deel =
                t.vraag; /* the same window, dates and area; each part from its own bron */
            struct doc *h;

            deel.onderwerp = str_from(lijst[i]);
            deel.bron = STR("");
            if (kant)
                deel.peildatum = indicator_dag(in, &t.totaal, deel.peildatum);
            rc = herkomst_som(c, g, a, &deel, &h, e);
            if (!rc)
                doc_add(a, delen, h);
        }
    }
    *ret = d;
    return rc;
}

int cijfer_herkomst(struct conn *c, const struct gebieden *g, struct arena *a, struct str id,
                    struct doc **ret, struct err *e)
{
    const struct indicator *in;
    struct cijfer_vraag v;
    int64_t nummer;
    int rc;

    if (num_i64(id, &nummer))
        return cijfer_herkomst_een(c, g, a, nummer, ret, e);
    rc = adres_lees(g, id, &v, e);
    if (rc)
        return rc;
    in = indicator_bij_code(v.onderwerp);
    return in ? herkomst_indicator(c, g, a, in, &v, ret, e) : herkomst_som(c, g, a, &v, ret, e);
}
