/* SPDX-License-Identifier: EUPL-1.2
 * Where a computed figure comes from, as a tree for page, API and command line: its formula and the figures
 * under it. Confidential figures are shown only as part of a group. A delivered figure: herkomst_een.c. */
#include "cijfer/cijfer_intern.h"

#include "cijfer/levering.h"

#include "base/num.h"
#include "tabel/tabel.h"

#include <stdlib.h>

enum { ONDERDELEN_MAX = 2000 };

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

static int op_nummer(const void *x, const void *y)
{
    const struct levering *a = x, *b = y;

    return (a->id > b->id) - (a->id < b->id);
}

/* Each once, in the order of what they bring. */
static int leveringen_bij(struct conn *c, struct arena *a, struct doc *d, const struct bijdrage_lijst *b,
                          struct err *e)
{
    struct doc *l = DOC_SET(a, d, "leveringen", doc_list(a));
    int64_t *id = ARENA_ARRAY(a, int64_t, b->n + 1);
    const struct levering *alle;
    bool *erin;
    size_t n;
    int rc;

    for (size_t i = 0; i < b->n; i++)
        id[i] = b->at[i].waarneming->levering;
    rc = leveringen_van(c, a, id, b->n, &alle, &n, e);
    if (rc)
        return rc;
    erin = ARENA_ARRAY(a, bool, n + 1);
    for (size_t i = 0; i < b->n; i++) {
        struct levering zoek = {.id = b->at[i].waarneming->levering};
        const struct levering *x = n ? bsearch(&zoek, alle, n, sizeof *alle, op_nummer) : NULL;

        if (!x || erin[x - alle])
            continue;
        erin[x - alle] = true;
        doc_add(a, l, levering_doc(a, x));
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
    herkomst_onderwerp(a, d, &t->onderwerp);
    herkomst_gebied(a, d, u->gebied);
    DOC_SET_STR(a, d, "woningtype", v->woningtype);
    DOC_SET_STR(a, d, "segment", v->segment);
    DOC_SET_STR(a, d, "kenmerk", v->kenmerk);
    DOC_SET_STR(a, d, "jaren", herkomst_jaren(a, v->venster_van, v->venster_tot));
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
    DOC_SET(a, d, "vlaggen", herkomst_vlaggen(a, u->vlag));
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
