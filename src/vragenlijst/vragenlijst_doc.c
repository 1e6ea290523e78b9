/* SPDX-License-Identifier: EUPL-1.2
 * A questionnaire as a tree: for the preview, for machines, and its routing in words. */
#include "vragenlijst/vragenlijst.h"

#include <string.h>

struct noemer {
    struct arena *a;
    const struct vragenlijst *v;
};

static struct str vraag_naam(void *wie, struct str naam)
{
    const struct noemer *n = wie;
    size_t i = vl_vind(n->v, naam);

    if (i == SIZE_MAX || !n->v->el.at[i].nummer)
        return STR("");
    return str_fmt(n->a, "vraag %u", (unsigned)n->v->el.at[i].nummer);
}

static struct str keuze_naam(void *wie, struct str naam, struct str waarde)
{
    const struct vragenlijst *v = ((const struct noemer *)wie)->v;
    size_t i = vl_vind(v, naam);
    const struct vl_lijst *l = i == SIZE_MAX ? NULL : v->el.at[i].lijst;

    for (size_t k = 0; l && k < l->keuze.n; k++)
        if (str_eq(l->keuze.at[k].naam, waarde))
            return vl_tekst_nl(v, l->keuze.at[k].label);
    return STR("");
}

struct str vl_zin(struct arena *a, const struct vragenlijst *v, const struct expr *x)
{
    struct noemer n = {a, v};
    const struct expr_namen namen = {&n, vraag_naam, keuze_naam};

    return x ? expr_zin(a, x, &namen) : STR("");
}

struct str vl_routing(struct arena *a, const struct vragenlijst *v, size_t i)
{
    return vl_zin(a, v, v->el.at[i].relevant.x);
}

const char *vl_veld(const struct vl_element *el)
{
    switch (el->soort) {
    case VL_SELECT_ONE:
        return "een";
    case VL_SELECT_MULTIPLE:
        return "meer";
    case VL_RANK:
        return "volgorde";
    case VL_ACKNOWLEDGE:
        return "akkoord";
    case VL_INTEGER:
    case VL_DECIMAL:
    case VL_RANGE:
        return "getal";
    case VL_DATE:
        return "datum";
    case VL_TIME:
        return "tijd";
    case VL_DATETIME:
        return "moment";
    case VL_FILE:
        return "bestand";
    case VL_TEXT:
        return memmem(el->appearance.p ? el->appearance.p : "", el->appearance.n, "multiline", 9) ? "lang"
                                                                                                  : "kort";
    default:
        return NULL;
    }
}

date_t vl_vul_dag(const struct vl_element *el, date_t peildatum)
{
    if (!peildatum || el->vul == VL_VUL_NIET)
        return 0;
    return el->vul == VL_VUL_PEILDATUM ? peildatum : (peildatum / 10000 + 1) * 10000 + 1231;
}

/* What stands for ${naam}. */
static struct str ingevuld(struct arena *a, const struct vragenlijst *v, struct str naam, date_t peildatum)
{
    size_t i = vl_vind(v, str_trim(naam));
    const struct vl_element *el = i == SIZE_MAX ? NULL : &v->el.at[i];

    if (!el || el->vul == VL_VUL_NIET)
        return STR("[…]");
    if (peildatum)
        return date_nl(a, vl_vul_dag(el, peildatum));
    return el->vul == VL_VUL_PEILDATUM ? STR("[de peildatum]") : STR("[het eind van het jaar daarna]");
}

struct str vl_tekst_leesbaar(struct arena *a, const struct vragenlijst *v, struct str s, date_t peildatum)
{
    struct buf b;

    if (!memmem(s.p ? s.p : "", s.n, "${", 2))
        return s;
    buf_init(&b, a, s.n * 16 + 64);
    while (s.n) {
        const char *op = memmem(s.p, s.n, "${", 2);
        size_t voor = op ? (size_t)(op - s.p) : s.n;

        buf_add(&b, str_sub(s, 0, voor));
        if (!op)
            break;
        buf_add(&b, ingevuld(a, v, str_cut(str_sub(s, voor + 2, s.n), '}', &s), peildatum));
    }
    return buf_str(&b);
}

/* What the tree is made of: the same for all its elements. */
struct maak {
    struct arena *a;
    const struct vragenlijst *v;
    date_t peildatum;
};

static struct str leesbaar(const struct maak *m, struct vl_tekst t)
{
    return vl_tekst_leesbaar(m->a, m->v, vl_tekst_nl(m->v, t), m->peildatum);
}

static struct doc *keuzes_doc(const struct maak *m, const struct vl_element *el)
{
    struct arena *a = m->a;
    struct doc *lijst = doc_list(a);

    for (size_t i = 0; i < el->lijst->keuze.n; i++) {
        struct doc *k = doc_add(a, lijst, doc_map(a));
        struct str label = leesbaar(m, el->lijst->keuze.at[i].label);

        DOC_SET_STR(a, k, "code", el->lijst->keuze.at[i].naam);
        DOC_SET_STR(a, k, "label", label.n ? label : el->lijst->keuze.at[i].naam);
    }
    if (el->of_anders) {
        struct doc *k = doc_add(a, lijst, doc_map(a));

        DOC_SET_STR(a, k, "code", STR("other"));
        DOC_SET_STR(a, k, "label", STR("Anders, namelijk …"));
    }
    return lijst;
}

static struct doc *element_doc(const struct maak *m, size_t i)
{
    static const char *const openbaar[] = {"openbaar", "alleen geaggregeerd", "alleen beheerder"};
    const struct vl_element *el = &m->v->el.at[i];
    const char *hoe = vl_veld(el);
    struct arena *a = m->a;
    struct doc *d = doc_map(a);
    struct str hint = leesbaar(m, el->hint), routing = vl_routing(a, m->v, i);

    DOC_SET_STR(a, d, "code", el->code);
    DOC_SET_STR(a, d, "naam", el->naam);
    DOC_SET_STR(a, d, "type", str_from(vl_soort_namen[el->soort]));
    DOC_SET_STR(a, d, "label", leesbaar(m, el->label));
    DOC_SET(a, d, "hint", hint.n ? doc_str(a, hint) : doc_null(a));
    if (el->nummer)
        DOC_SET_INT(a, d, "nummer", el->nummer);
    DOC_SET_BOOL(a, d, "verplicht", el->altijd_verplicht);
    DOC_SET(a, d, "alleenAls", routing.n ? doc_str(a, routing) : doc_null(a)); /* not the section's */
    DOC_SET_BOOL(a, d, "heeftKeuzes", el->lijst != NULL);
    if (el->lijst)
        DOC_SET(a, d, "keuzes", keuzes_doc(m, el));
    if (el->soort == VL_RANGE)
        DOC_SET_STR(a, d, "schaal", str_fmt(a, "van %g tot en met %g", el->van, el->tot));
    if (el->nummer) {
        DOC_SET_STR(a, d, "basis", el->basis);
        DOC_SET_STR(a, d, "openbaarheid", str_from(openbaar[el->openbaarheid]));
        if (el->thema.n)
            DOC_SET_STR(a, d, "thema", el->thema);
    }
    if (hoe) /* a template asks "is it this one" */
        doc_set(a, DOC_SET(a, d, "veld", doc_map(a)), str_from(hoe), doc_bool(a, true));
    return d;
}

/* Questions [van, tot) of one section, repeats and inner groups flattened with their head. */
static void sectie_vul(const struct maak *m, struct doc *vragen, size_t van, size_t tot)
{
    const struct vragenlijst *v = m->v;
    struct arena *a = m->a;

    for (size_t i = van; i < tot; i++) {
        const struct vl_element *el = &v->el.at[i];
        struct doc *d;

        if (el->soort == VL_CALCULATE || el->soort == VL_HIDDEN || el->soort == VL_TODAY ||
            el->soort == VL_START || el->soort == VL_END || (!el->nummer && vl_is_vraag(el->soort)))
            continue;
        d = doc_add(a, vragen, element_doc(m, i));
        DOC_SET_BOOL(a, d, "isVraag", el->nummer != 0);
        DOC_SET_BOOL(a, d, "isGroep", el->soort == VL_GROUP);
        DOC_SET_BOOL(a, d, "isHerhaling", el->soort == VL_REPEAT);
        DOC_SET_BOOL(a, d, "isTekst", el->soort == VL_NOTE);
    }
}

struct doc *vragenlijst_doc(struct arena *a, const struct vragenlijst *v, date_t peildatum)
{
    const struct maak m = {a, v, peildatum};
    struct doc *d = doc_map(a), *secties;

    DOC_SET_STR(a, d, "code", v->code);
    DOC_SET_STR(a, d, "titel", v->titel);
    DOC_SET_STR(a, d, "versienaam", v->versie);
    DOC_SET_INT(a, d, "aantalVragen", (int64_t)v->n_vragen);
    secties = DOC_SET(a, d, "secties", doc_list(a));
    for (size_t i = 0; i < v->el.n;) {
        const struct vl_element *el = &v->el.at[i];
        struct doc *s = doc_add(a, secties, doc_map(a)), *vragen;
        bool groep = el->soort == VL_GROUP || el->soort == VL_REPEAT;
        size_t eind = i + 1, begin = groep ? i + 1 : i;

        if (groep) {
            struct str routing = vl_routing(a, v, i);

            if (vl_tekst_nl(v, el->label).n)
                DOC_SET_STR(a, s, "label", leesbaar(&m, el->label));
            DOC_SET(a, s, "alleenAls", routing.n ? doc_str(a, routing) : doc_null(a));
            DOC_SET_BOOL(a, s, "isHerhaling", el->soort == VL_REPEAT);
            eind = el->eind;
        } else {
            while (eind < v->el.n && v->el.at[eind].soort != VL_GROUP && v->el.at[eind].soort != VL_REPEAT)
                eind++;
        }
        vragen = DOC_SET(a, s, "vragen", doc_list(a));
        sectie_vul(&m, vragen, begin, eind);
        i = eind > i ? eind : i + 1;
    }
    return d;
}
