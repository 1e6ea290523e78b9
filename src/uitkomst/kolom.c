/* SPDX-License-Identifier: EUPL-1.2
 * From the answers as text to columns: choices to numbers of options, numbers to exact integers at one scale,
 * rows of a repeat to rows of its laag. */
#include "uitkomst/kolom.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

/* The repeat in which an element stands; SIZE_MAX for none. */
static size_t herhaling_van(const struct vragenlijst *v, size_t i)
{
    for (i = v->el.at[i].ouder; i != SIZE_MAX; i = v->el.at[i].ouder)
        if (v->el.at[i].soort == VL_REPEAT)
            return i;
    return SIZE_MAX;
}

/* ---- rows of repeats ---- */

struct rijen {
    struct lading *l;
    VEC(uint32_t) partij;
    VEC(struct str) rij;
    struct map gezien;
};

static struct str rij_sleutel(struct arena *a, size_t partij, struct str rij)
{
    return str_fmt(a, "%zu/%.*s", partij, STR_ARG(rij));
}

static void rij_bij_laag(void *ctx, const struct antwoord_rij *x)
{
    struct rijen *r = ctx;
    bool nieuw;
    struct map_entry *m = map_put(&r->gezien, rij_sleutel(r->l->a, x->partij, x->rij), &nieuw);

    if (!nieuw)
        return;
    m->value.i = (int64_t)r->partij.n;
    VEC_PUSH(r->l->a, &r->partij, (uint32_t)x->partij);
    VEC_PUSH(r->l->a, &r->rij, str_dup(r->l->a, x->rij));
}

/* A text of the questionnaire as this ronde put it. */
static struct str tekst(const struct lading *l, struct vl_tekst t)
{
    return vl_tekst_leesbaar(l->a, l->v, vl_tekst_nl(l->v, t), l->ronde.peildatum);
}

/* Makes a laag of a repeat: the rows that its questions have answers for. */
static int laag_maak(struct lading *l, size_t herhaling, struct map *ret, struct err *e)
{
    const struct vl_element *h = &l->v->el.at[herhaling];
    struct rijen r = {.l = l};
    int rc = OK;

    map_init(&r.gezien, l->a);
    for (size_t i = herhaling + 1; !rc && i < h->eind; i++)
        if (l->v->el.at[i].nummer && herhaling_van(l->v, i) == herhaling)
            rc = antwoorden_kolom(l, l->v->el.at[i].code, rij_bij_laag, &r, e);
    VEC_PUSH(l->a, &l->s->laag,
             (struct ui_laag){.naam = h->naam,
                              .label = tekst(l, h->label),
                              .n = r.partij.n,
                              .partij = r.partij.at,
                              .rij = r.rij.at});
    *ret = r.gezien;
    return rc;
}

/* ---- columns ---- */

struct vuller {
    struct lading *l;
    const struct vl_element *el;
    struct ui_vraag *v;
    const struct map *rijen; /* of its repeat; NULL outside */
    struct map opties;
    struct dec *dec;
    VEC(struct ui_optie) jaren; /* of a date: an option a year, as they come */
};

static size_t rij_van(const struct vuller *f, const struct antwoord_rij *x)
{
    const struct map_entry *m;

    if (!f->rijen)
        return x->rij.n ? SIZE_MAX : x->partij;
    m = map_get(f->rijen, rij_sleutel(f->l->a, x->partij, x->rij));
    return m ? (size_t)m->value.i : SIZE_MAX;
}

static bool waarde_keus(struct vuller *f, size_t r, struct str w)
{
    struct str rest = w, deel;
    bool is = false;

    if (f->el->soort == VL_RANK)
        rest = str_cut(w, ' ', &deel); /* the first place */
    if (f->v->soort == UI_EEN) {
        const struct map_entry *m = map_get(&f->opties, str_trim(rest));

        if (m)
            f->v->keus[r] = (int16_t)m->value.i;
        return m != NULL;
    }
    while (rest.n) {
        const struct map_entry *m;

        deel = str_cut(rest, ' ', &rest);
        m = deel.n ? map_get(&f->opties, deel) : NULL;
        if (m) {
            ui_zet(f->v, r, (size_t)m->value.i);
            is = true;
        }
    }
    return is;
}

static bool waarde_jaar(struct vuller *f, size_t r, struct str w)
{
    struct str jaar = str_sub(w, 0, 4);
    bool nieuw;
    struct map_entry *m;

    if (jaar.n < 4)
        return false;
    m = map_get(&f->opties, jaar);
    if (!m) {
        jaar = str_dup(f->l->a, jaar);
        m = map_put(&f->opties, jaar, &nieuw);
        m->value.i = (int64_t)f->jaren.n;
        VEC_PUSH(f->l->a, &f->jaren, (struct ui_optie){jaar, jaar});
    }
    f->v->keus[r] = (int16_t)m->value.i;
    return true;
}

static void vul(void *ctx, const struct antwoord_rij *x)
{
    struct vuller *f = ctx;
    size_t r = rij_van(f, x);
    bool is = x->toestand == UI_BEANTWOORD && x->waarde.n;

    if (r == SIZE_MAX)
        return;
    if (is && f->el->soort != VL_DATE && f->el->soort != VL_DATETIME && f->v->keus)
        is = waarde_keus(f, r, x->waarde);
    else if (is && f->v->keus)
        is = waarde_jaar(f, r, x->waarde);
    else if (is && f->v->keuzes)
        is = waarde_keus(f, r, x->waarde);
    else if (is && f->v->getal) {
        is = dec_parse(x->waarde, '.', &f->dec[r]);
        if (is && f->dec[r].scale > f->v->schaal)
            f->v->schaal = f->dec[r].scale;
    } else if (is && f->l->wens->teksten)
        f->v->tekst[r] = str_dup(f->l->a, x->waarde);
    f->v->toestand[r] = (uint8_t)(is ? UI_BEANTWOORD : x->toestand == UI_BEANTWOORD ? UI_LEEG : x->toestand);
}

static void getallen_klaar(struct vuller *f)
{
    size_t n = ui_rijen(f->l->s, f->v);

    for (size_t r = 0; r < n; r++)
        if (f->v->toestand[r] == UI_BEANTWOORD && !dec_rescale(f->dec[r], f->v->schaal, &f->v->getal[r]))
            f->v->toestand[r] = UI_LEEG; /* larger than can be counted: the form refuses it too */
}

static int jaar_volgorde(const void *x, const void *y)
{
    return str_cmp(((const struct ui_optie *)x)->code, ((const struct ui_optie *)y)->code);
}

/* Years in order; what was stored by order of appearance is renumbered. */
static void jaren_klaar(struct vuller *f)
{
    size_t n = f->jaren.n, rijen = ui_rijen(f->l->s, f->v);
    struct ui_optie *op_volgorde = ARENA_ARRAY(f->l->a, struct ui_optie, n + 1);
    int16_t *naar = ARENA_ARRAY(f->l->a, int16_t, n + 1);

    if (n)
        memcpy(op_volgorde, f->jaren.at, n * sizeof *op_volgorde);
    qsort(op_volgorde, n, sizeof *op_volgorde, jaar_volgorde);
    for (size_t i = 0; i < n; i++)
        naar[map_get(&f->opties, op_volgorde[i].code)->value.i] = (int16_t)i;
    for (size_t r = 0; r < rijen; r++)
        if (f->v->toestand[r] == UI_BEANTWOORD)
            f->v->keus[r] = naar[f->v->keus[r]];
    f->v->optie = op_volgorde;
    f->v->n_optie = n;
    f->v->uit_antwoorden = true;
}

static int soort_van(enum vl_soort s)
{
    switch (s) {
    case VL_SELECT_ONE:
    case VL_ACKNOWLEDGE:
    case VL_RANK:
    case VL_DATE:
    case VL_DATETIME:
        return UI_EEN;
    case VL_SELECT_MULTIPLE:
        return UI_MEER;
    case VL_INTEGER:
    case VL_DECIMAL:
    case VL_RANGE:
        return UI_GETAL;
    default:
        return UI_TEKST;
    }
}

static const struct ui_optie *opties_van(struct lading *l, const struct vl_element *el, size_t *ret_n)
{
    size_t n = el->lijst ? el->lijst->keuze.n : 0, k = 0;
    struct ui_optie *uit = ARENA_ARRAY(l->a, struct ui_optie, n + 2);

    if (el->soort == VL_ACKNOWLEDGE)
        uit[k++] = (struct ui_optie){STR("OK"), STR("Akkoord")};
    for (size_t i = 0; i < n && k < UI_OPTIES_MAX; i++) {
        struct str label = tekst(l, el->lijst->keuze.at[i].label);

        uit[k++] =
            (struct ui_optie){el->lijst->keuze.at[i].naam, label.n ? label : el->lijst->keuze.at[i].naam};
    }
    if (el->of_anders)
        uit[k++] = (struct ui_optie){STR("other"), STR("Anders")};
    *ret_n = k;
    return uit;
}

static void beschrijf(struct lading *l, size_t i, struct ui_vraag *v)
{
    const struct vl_element *el = &l->v->el.at[i];

    v->nummer = el->nummer;
    v->openbaarheid = el->openbaarheid;
    v->lijst = el->lijst ? el->lijst->naam : STR("");
    if (el->ouder != SIZE_MAX) {
        v->groep = l->v->el.at[el->ouder].naam;
        v->groep_label = tekst(l, l->v->el.at[el->ouder].label);
    }
    v->is_schaal = memmem(el->appearance.p ? el->appearance.p : "", el->appearance.n, "likert", 6) != NULL;
    if (el->soort == VL_RANK)
        v->label = str_cat(l->a, v->label, STR(" (op de eerste plaats gezet)"));
    if (el->basis_filter.x) {
        struct str zin = vl_zin(l->a, l->v, el->basis_filter.x);

        v->basis = UI_FILTER;
        v->filter = zin.n ? zin : el->basis;
    } else if (!ui_basis_bij(el->basis, &v->basis)) {
        v->basis = UI_OP_BEANTWOORD;
    }
}

static bool gewenst(const struct lading *l, struct str code, struct str groep)
{
    for (size_t i = 0; i < l->wens->n_codes; i++)
        if (str_eq(l->wens->codes[i], code) || (groep.n && str_eq(l->wens->codes[i], groep)))
            return true;
    return !l->wens->n_codes;
}

static int kolom_lees(struct lading *l, size_t i, size_t laag, const struct map *rijen, struct err *e)
{
    const struct vl_element *el = &l->v->el.at[i];
    struct vuller f = {.l = l, .el = el, .rijen = rijen};
    struct str label = tekst(l, el->label);
    const struct ui_optie *optie;
    size_t n;
    int rc;

    optie = opties_van(l, el, &n);
    f.v = ui_vraag_nieuw(l->s, l->a, (enum ui_soort)soort_van(el->soort), el->code,
                         label.n ? label : el->naam, optie, n, laag);
    beschrijf(l, i, f.v);
    map_init(&f.opties, l->a);
    for (size_t k = 0; k < n; k++)
        map_put(&f.opties, optie[k].code, NULL)->value.i = (int64_t)k;
    if (f.v->soort == UI_GETAL)
        f.dec = ARENA_ARRAY(l->a, struct dec, ui_rijen(l->s, f.v) + 1);
    rc = antwoorden_kolom(l, el->code, vul, &f, e);
    if (f.v->soort == UI_GETAL)
        getallen_klaar(&f);
    if (el->soort == VL_DATE || el->soort == VL_DATETIME)
        jaren_klaar(&f);
    if (!rc && f.v->basis == UI_FILTER)
        rc = filter_reken(l, el, f.v, e);
    return rc;
}

int kolommen_lees(struct lading *l, struct err *e)
{
    struct {
        size_t herhaling, laag;
        struct map rijen;
    } lagen[64];
    size_t n_lagen = 0;
    bool alles = !l->wens->n_codes;
    int rc = OK;

    /* A protected question is judged with all its crosses, so then everything is read. */
    for (size_t i = 0; i < l->v->el.n && !alles; i++) {
        const struct vl_element *el = &l->v->el.at[i];
        struct str groep = el->ouder != SIZE_MAX ? l->v->el.at[el->ouder].naam : STR("");

        alles = el->nummer && gewenst(l, el->code, groep) && el->openbaarheid != VL_OPENBAAR;
    }
    for (size_t i = 0; !rc && i < l->v->el.n; i++) {
        const struct vl_element *el = &l->v->el.at[i];
        size_t h = herhaling_van(l->v, i), k = 0;

        if (!el->nummer ||
            (!alles && !gewenst(l, el->code, el->ouder != SIZE_MAX ? l->v->el.at[el->ouder].naam : STR(""))))
            continue;
        while (h != SIZE_MAX && k < n_lagen && lagen[k].herhaling != h)
            k++;
        if (h != SIZE_MAX && k == n_lagen) {
            if (n_lagen == sizeof lagen / sizeof *lagen)
                return err_set(e, ERR_LIMIT, "de vragenlijst heeft meer dan %zu herhalingen",
                               sizeof lagen / sizeof *lagen);
            lagen[n_lagen].herhaling = h;
            lagen[n_lagen].laag = l->s->laag.n;
            rc = laag_maak(l, h, &lagen[n_lagen++].rijen, e);
        }
        if (!rc)
            rc = kolom_lees(l, i, h == SIZE_MAX ? 0 : lagen[k].laag, h == SIZE_MAX ? NULL : &lagen[k].rijen,
                            e);
    }
    return rc;
}
