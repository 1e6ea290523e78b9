/* SPDX-License-Identifier: EUPL-1.2
 * The words in columns of codes and gebieden that are not known as they stand, with a guess of what they
 * mean; and a herkenning as a tree. */
#include "base/map.h"
#include "base/num.h"
#include "leeswijzer/herken_intern.h"

enum { WOORDEN_RIJEN = 200000 };

static const struct kolom *doel_van(const struct kolommen *s, struct arena *a, struct str doel)
{
    for (int i = 0; i < s->n; i++)
        if (doel.n && str_eq(kolom_kopnaam(a, &s->at[i], 0, 0), doel))
            return &s->at[i];
    return NULL;
}

/* Is this cell a figure, as an import reads it? */
static bool is_getal(const struct cel *c)
{
    struct dec d;

    return c->soort == CEL_GETAL || (c->soort == CEL_TEKST && (dec_parse(str_trim(c->tekst), ',', &d) ||
                                                               dec_parse(str_trim(c->tekst), '.', &d)));
}

/* Would the importer understand it? */
static bool bekend(struct arena *scratch, const struct herken_kennis *kennis, const struct kolom *k,
                   const struct cel *c, struct str s)
{
    enum cijfer_status status;
    uint8_t ontbreekt;
    struct gebied_vondst v;
    bool precies;

    switch (k->type) {
    case KOLOM_IS_GEBIED:
        v = gebied_zoek(kennis->g, scratch, s, str_from(k->gebied), kennis->peildatum);
        return v.gebied || v.meerduidig; /* of two, another column may tell; else the import says so */
    case KOLOM_IS_WONINGTYPE:
        for (const struct woord_code *w = woningtype_woorden; w->woord; w++)
            if (str_is(kop_vouw(scratch, s), w->woord))
                return true;
        return false;
    case KOLOM_IS_STATUS:
        return cijfer_status_lees(s, &status);
    case KOLOM_IS_PLANSTATUS:
        return planstatus_zoek(kennis->statussen, scratch, s).status != NULL;
    case KOLOM_IS_ONDERWERP:
        for (size_t i = 0; i < kennis->n_onderwerpen; i++)
            if (str_eq(kennis->onderwerpen[i].code, s))
                return true;
        return false;
    case KOLOM_IS_KEUZE:
        keuze_in(scratch, k, kop_vouw(scratch, s), &precies);
        return precies || !s.n;
    case KOLOM_IS_GETAL:
        return !s.n || c->soort == CEL_FOUT || is_getal(c) || kolom_ontbreekt(s, &ontbreekt);
    default:
        return true;
    }
}

/* A row of totals, or a note under the table. */
static bool lijkt_over(struct arena *scratch, struct str s)
{
    static const char *const begin[] = {"totaal", "eindtotaal", "subtotaal", "som ",
                                        "bron:",  "bron ",      "©",         "*",
                                        "noot",   "toelicht",   "let op",    "gemiddeld"};
    struct str v = str_fold(scratch, s);

    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        if (str_starts(v, str_from(begin[i])))
            return true;
    return s.n > 60;
}

static void woord_raad(struct arena *a, const struct herken_kennis *kennis, const struct kolom *k,
                       struct herken_woord *w)
{
    const struct gebied *nabij[GEBIED_NABIJ_MAX];
    struct str vouw = kop_vouw(a, w->woord), rest;
    const struct onderwerp *o;
    bool precies;
    size_t n;
    int i;

    switch (k->type) {
    case KOLOM_IS_GEBIED:
        w->overslaan = w->woord.n > 0 && lijkt_over(a, w->woord);
        n = w->overslaan
                ? 0
                : gebied_nabij(kennis->g, a, w->woord, str_from(k->gebied), kennis->peildatum, nabij);
        if (n) {
            w->naar = nabij[0]->naam;
            w->waarom = STR("de naam lijkt erop");
        } else if (w->overslaan) {
            w->waarom = STR("dit lijkt een totaal of een noot");
        }
        break;
    case KOLOM_IS_WONINGTYPE:
        w->naar = woningtype_in(a, vouw);
        w->waarom = w->naar.p ? STR("het woord lijkt erop") : STR("");
        break;
    case KOLOM_IS_PLANSTATUS:
        if (planstatus_code_van(kennis->statussen, w->woord))
            w->naar = planstatus_code_van(kennis->statussen, w->woord)->code;
        for (size_t x = 0; x < kennis->statussen->n && !w->naar.n; x++)
            if (een_naam_gelijk(a, vouw, str_fold(a, kennis->statussen->at[x].naam), false) >= 66)
                w->naar = kennis->statussen->at[x].code;
        w->waarom = w->naar.n ? STR("het woord lijkt erop") : STR("");
        break;
    case KOLOM_IS_ONDERWERP:
        o = onderwerp_bij(kennis, w->woord);
        w->naar = o ? o->code : STR("");
        w->waarom = o ? STR("zo heet het onderwerp") : STR("");
        break;
    case KOLOM_IS_KEUZE:
        i = keuze_in(a, k, vouw, &precies);
        if (i >= 0) {
            w->naar = str_cut(str_from(k->woorden[i]), '|', &rest);
            w->waarom = STR("het woord lijkt erop");
        }
        break;
    default:
        break;
    }
}

/* One more row that holds the word. */
static void woord_tel(struct herken_woord *w, const struct tabel_rij *r, bool met_getal)
{
    w->aantal++;
    if (met_getal && w->met_getal < HERKEN_VOORBEELDEN)
        w->rij[w->met_getal] = r->nummer;
    w->met_getal += met_getal;
}

/* Of rows without a gebied only those without a figure may be passed over unasked: the others are figures of
 * somewhere. Known when all rows were seen. */
static void leeg_raad(struct arena *a, struct herken_woord *w)
{
    struct buf b;

    w->overslaan = !w->met_getal;
    w->waarom = STR("hier staat geen gebied en ook geen getal");
    if (!w->met_getal)
        return;
    buf_init(&b, a, 300);
    for (size_t i = 0; i < w->met_getal && i < HERKEN_VOORBEELDEN; i++)
        buf_fmt(&b, "%s%lld", i ? ", " : "", (long long)w->rij[i]);
    w->let_op =
        str_fmt(a,
                "Er staat geen gebied, maar in %zu van deze rijen wel een getal (rij %.*s%s). Slaat u ze "
                "over, dan tellen die getallen niet mee.",
                w->met_getal, STR_ARG(buf_str(&b)), w->met_getal > HERKEN_VOORBEELDEN ? " …" : "");
    w->waarom = STR("");
}

static void cel_bekijk(struct arena *a, struct arena *scratch, const struct herken_kennis *kennis,
                       struct herkenning *h, const struct kolom *k, int bron, const struct cel *c,
                       const struct tabel_rij *r, bool met_getal, struct map *gezien)
{
    struct str s = utf8_clip(str_trim(c->tekst), LEESWIJZER_TEKST_MAX), sleutel;
    struct map_entry *m;
    struct herken_woord w = {.kolom = bron};
    size_t al = 0;
    bool nieuw;

    sleutel = str_fmt(scratch, "%d\n%.*s", bron, STR_ARG(s));
    m = map_get(gezien, sleutel);
    if (m) {
        if (m->value.i)
            woord_tel(&h->woord.at[m->value.i - 1], r, met_getal);
        return;
    }
    for (size_t i = 0; i < h->woord.n; i++)
        al += h->woord.at[i].kolom == bron;
    if (gezien->n > 20000 || al >= HERKEN_WOORDEN_MAX)
        return;
    m = map_put(gezien, str_dup(a, sleutel), &nieuw);
    if (bekend(scratch, kennis, k, c, s))
        return;
    w.woord = str_dup(a, s);
    woord_raad(a, kennis, k, &w);
    woord_tel(&w, r, met_getal);
    VEC_PUSH(a, &h->woord, w);
    m->value.i = (int64_t)h->woord.n;
}

int herken_woorden(struct arena *a, struct tabel *t, const struct herken_kennis *kennis, struct herkenning *h,
                   const struct leeswijzer *w, struct err *e)
{
    size_t eerste = h->kop + h->n_koprijen;
    struct arena scratch;
    struct tabel_rij r;
    struct map gezien;
    int rc = tabel_blad_kies(t, (size_t)h->blad, e);

    h->woord.at = NULL;
    h->woord.n = h->woord.cap = 0;
    map_init(&gezien, a);
    arena_init(&scratch, 0);
    for (size_t i = 0; !rc && i < WOORDEN_RIJEN; i++) {
        bool gevuld = false, met_getal = false;

        rc = tabel_volgende(t, &r, e);
        if (rc <= 0)
            break;
        rc = OK;
        if (i < eerste)
            continue;
        for (size_t k = 0; k < w->kolom.n && !gevuld; k++)
            gevuld = w->kolom.at[k].doel.n && w->kolom.at[k].plaats >= 0 &&
                     tabel_cel(&r, (size_t)w->kolom.at[k].plaats)->soort != CEL_LEEG;
        for (size_t k = 0; k < w->kolom.n && gevuld && !met_getal; k++) {
            const struct kolom *doel = doel_van(h->soort, &scratch, w->kolom.at[k].doel);

            met_getal = doel && doel->type == KOLOM_IS_GETAL && w->kolom.at[k].plaats >= 0 &&
                        is_getal(tabel_cel(&r, (size_t)w->kolom.at[k].plaats));
        }
        for (size_t k = 0; k < r.n && met_getal; k++) /* "Totaal" may stand in another column */
            met_getal = !lijkt_over(&scratch, str_trim(r.cellen[k].tekst));
        for (size_t k = 0; k < w->kolom.n && gevuld; k++) {
            const struct leeswijzer_kolom *x = &w->kolom.at[k];
            const struct kolom *doel = doel_van(h->soort, &scratch, x->doel);
            const struct cel *c = x->plaats >= 0 ? tabel_cel(&r, (size_t)x->plaats) : NULL;

            if (!doel || !c ||
                (c->soort == CEL_LEEG &&
                 (x->doorvullen || doel->type != KOLOM_IS_GEBIED || !doel->verplicht)))
                continue;
            cel_bekijk(a, &scratch, kennis, h, doel, x->plaats, c, &r, met_getal, &gezien);
        }
        arena_reset(&scratch);
        if (arena_over(a))
            rc = err_set(e, ERR_LIMIT, "de tabel is te groot om te herkennen");
    }
    arena_done(&scratch);
    for (size_t i = 0; i < h->woord.n; i++)
        if (!h->woord.at[i].woord.n)
            leeg_raad(a, &h->woord.at[i]);
    return rc;
}

/* ---- as a tree ---- */

/* The guesses for words, as part of the leeswijzer. Those that there is none for stand apart, to be filled
 * in: the import refuses a row that holds one. */
static void woorden_doc(struct arena *a, const struct herkenning *h, struct doc *wijzer)
{
    struct doc *goed = DOC_SET(a, wijzer, "woorden", doc_map(a)),
               *open = DOC_SET(a, wijzer, "onbekende_woorden", doc_map(a));

    for (size_t i = 0; i < h->woord.n; i++) {
        const struct herken_woord *w = &h->woord.at[i];
        struct str doel = {0};
        struct doc *m, *d = w->overslaan || w->naar.n ? goed : open;

        for (size_t k = 0; k < h->wijzer.kolom.n; k++)
            if (h->wijzer.kolom.at[k].plaats == w->kolom)
                doel = h->wijzer.kolom.at[k].doel;
        m = doc_get(d, doel);
        if (!m)
            m = doc_set(a, d, doel, doc_map(a));
        doc_set(a, m, w->woord, w->overslaan ? doc_null(a) : doc_str(a, w->naar.p ? w->naar : STR("")));
    }
}

struct doc *herkenning_doc(struct arena *a, const struct herken_kennis *kennis, const struct herkenning *h)
{
    struct doc *d = leeswijzer_doc(a, &h->wijzer), *kolommen = doc_get(d, STR("kolommen")), *lijst, *x;

    woorden_doc(a, h, d);
    for (size_t i = 0, k = 0; i < kolommen->list.n; i++, k++) {
        const struct herken_kolom *c;
        struct doc *vb;

        while (h->wijzer.kolom.at[i].plaats > (int)k)
            k++;
        c = &h->kolom[k];
        vb = DOC_SET(a, kolommen->list.at[i], "voorbeelden", doc_list(a));
        for (size_t v = 0; v < c->n_voorbeelden; v++)
            doc_add(a, vb, doc_str(a, c->voorbeeld[v]));
        DOC_SET_INT(a, kolommen->list.at[i], "zeker", c->zeker);
        DOC_SET_STR(a, kolommen->list.at[i], "waarom", c->waarom);
    }
    lijst = DOC_SET(a, d, "soorten", doc_list(a));
    for (size_t s = 0; s < kennis->n_soorten; s++) {
        x = doc_add(a, lijst, doc_map(a));
        DOC_SET_STR(a, x, "soort", str_from(kennis->soorten[s].soort));
        DOC_SET_INT(a, x, "zeker", h->zeker[s]);
    }
    return d;
}
