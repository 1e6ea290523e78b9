/* SPDX-License-Identifier: EUPL-1.2
 * Fields: their value in an answer, their schema and their example. */
#include "api/api.h"

#include "base/num.h"
#include "doc/json.h"

#include <math.h>

static const void *lid(const void *ding, size_t plek)
{
    return (const char *)ding + plek;
}

static struct doc *tekst_doc(struct arena *a, struct str s, bool leeg)
{
    return leeg && !s.n ? doc_null(a) : doc_str(a, s);
}

struct doc *waarde_doc(struct arena *a, int64_t v, int schaal)
{
    return schaal ? doc_num(a, (double)v / pow(10, schaal)) : doc_int(a, v);
}

struct doc *veld_waarde(const struct api *x, const struct veld *v, const void *ding)
{
    struct arena *a = x->a;
    bool leeg = v->vlag & VELD_LEEG;

    if (v->lees)
        return v->lees(x, ding);
    switch (v->soort) {
    case VELD_TEKST:
        return tekst_doc(a, *(const struct str *)lid(ding, v->plek), leeg);
    case VELD_CTEKST:
        return tekst_doc(a, str_from(*(const char *const *)lid(ding, v->plek)), leeg);
    case VELD_GETAL: {
        int64_t i = *(const int64_t *)lid(ding, v->plek);

        return leeg && !i ? doc_null(a) : doc_int(a, i);
    }
    case VELD_KLEIN: {
        int i = *(const int *)lid(ding, v->plek);

        return leeg && !i ? doc_null(a) : doc_int(a, i);
    }
    case VELD_DATUM:
        return tekst_doc(a, date_iso(a, *(const date_t *)lid(ding, v->plek)), leeg);
    case VELD_MOMENT: {
        int64_t ms = *(const int64_t *)lid(ding, v->plek);

        return leeg && !ms ? doc_null(a) : doc_str(a, time_iso(a, ms));
    }
    case VELD_JANEE:
        return doc_bool(a, *(const bool *)lid(ding, v->plek));
    case VELD_WAARDE:
    case VELD_LIJST:
    case VELD_DEEL:
    case VELD_DELEN:
        break;
    }
    return doc_null(a);
}

static bool gekozen(const struct doc *kies, const char *naam)
{
    for (size_t i = 0; kies && i < kies->list.n; i++)
        if (str_is(kies->list.at[i]->s, naam))
            return true;
    return !kies;
}

struct doc *velden_doc(const struct api *x, const struct veld *velden, const void *ding,
                       const struct doc *kies)
{
    struct doc *d = doc_map(x->a);

    for (const struct veld *v = velden; v->naam; v++)
        if (gekozen(kies, v->naam))
            doc_set(x->a, d, str_from(v->naam), veld_waarde(x, v, ding));
    return d;
}

const struct veld *veld_bij_naam(const struct veld *velden, struct str naam)
{
    for (const struct veld *v = velden; v->naam; v++)
        if (str_is(naam, v->naam))
            return v;
    return NULL;
}

struct doc *json_van(struct arena *a, const char *json)
{
    struct doc *d;

    return json && !json_read(a, str_from(json), (struct json_limits){0}, &d, NULL) ? d : doc_null(a);
}

static const struct {
    const char *type, *format;
} json_soort[] = {
    [VELD_TEKST] = {"string", NULL},     [VELD_CTEKST] = {"string", NULL},
    [VELD_GETAL] = {"integer", "int64"}, [VELD_KLEIN] = {"integer", "int32"},
    [VELD_DATUM] = {"string", "date"},   [VELD_MOMENT] = {"string", "date-time"},
    [VELD_JANEE] = {"boolean", NULL},    [VELD_WAARDE] = {"number", NULL},
    [VELD_LIJST] = {"array", NULL},      [VELD_DEEL] = {"object", NULL},
    [VELD_DELEN] = {"array", NULL},
};

/* "type": a word, or with null a list of two. */
static void type_bij(struct arena *a, struct doc *d, const char *type, bool leeg)
{
    struct doc *l;

    if (!leeg) {
        DOC_SET_STR(a, d, "type", str_from(type));
        return;
    }
    l = DOC_SET(a, d, "type", doc_list(a));
    doc_add(a, l, doc_str(a, str_from(type)));
    doc_add(a, l, doc_str(a, STR("null")));
}

static struct doc *veld_schema(struct arena *a, const struct veld *v)
{
    struct doc *d = v->soort == VELD_DEEL ? velden_schema(a, v->deel) : doc_map(a), *items;
    struct str woord, rest = str_from(v->waarden);

    type_bij(a, d, json_soort[v->soort].type, v->vlag & VELD_LEEG);
    if (json_soort[v->soort].format)
        DOC_SET_STR(a, d, "format", str_from(json_soort[v->soort].format));
    DOC_SET_STR(a, d, "description", str_from(v->tekst));
    if (v->soort == VELD_LIJST) {
        items = DOC_SET(a, d, "items", doc_map(a));
        DOC_SET_STR(a, items, "type", STR("string"));
    }
    if (v->soort == VELD_DELEN && v->deel == herkomst_velden) { /* a herkomst holds others */
        items = DOC_SET(a, d, "items", doc_map(a));
        DOC_SET_STR(a, items, "$ref", STR("#/components/schemas/Herkomst"));
    } else if (v->soort == VELD_DELEN) {
        DOC_SET(a, d, "items", velden_schema(a, v->deel));
    }
    if (rest.n) {
        struct doc *l = DOC_SET(a, d, "enum", doc_list(a));

        while (rest.n) {
            woord = str_cut(rest, '|', &rest);
            doc_add(a, l, doc_str(a, woord));
        }
        if (v->vlag & VELD_LEEG)
            doc_add(a, l, doc_null(a));
    }
    return d;
}

struct doc *velden_schema(struct arena *a, const struct veld *velden)
{
    struct doc *d = doc_map(a), *p;

    DOC_SET_STR(a, d, "type", STR("object"));
    p = DOC_SET(a, d, "properties", doc_map(a));
    for (const struct veld *v = velden; v->naam; v++)
        doc_set(a, p, str_from(v->naam), veld_schema(a, v));
    DOC_SET_BOOL(a, d, "additionalProperties", false);
    return d;
}

struct doc *velden_voorbeeld(struct arena *a, const struct veld *velden)
{
    struct doc *d = doc_map(a), *l;

    for (const struct veld *v = velden; v->naam; v++)
        if (v->soort == VELD_DEEL && !v->voorbeeld) {
            doc_set(a, d, str_from(v->naam), velden_voorbeeld(a, v->deel));
        } else if (v->soort == VELD_DELEN && !v->voorbeeld) {
            l = doc_set(a, d, str_from(v->naam), doc_list(a));
            doc_add(a, l, velden_voorbeeld(a, v->deel));
        } else {
            doc_set(a, d, str_from(v->naam), json_van(a, v->voorbeeld));
        }
    return d;
}

struct doc *velden_tabel(struct arena *a, const struct veld *velden, struct str titel, const struct doc *kies)
{
    struct doc *d = doc_map(a), *k;

    DOC_SET_STR(a, d, "titel", titel);
    k = DOC_SET(a, d, "kolommen", doc_list(a));
    for (const struct veld *v = velden; v->naam; v++) {
        struct doc *c;

        if (!gekozen(kies, v->naam))
            continue;
        c = doc_add(a, k, doc_map(a));
        DOC_SET_STR(a, c, "code", str_from(v->naam));
        DOC_SET_STR(a, c, "titel", str_from(v->naam));
        DOC_SET_STR(a, c, "soort",
                    v->soort == VELD_DATUM ? STR("datum")
                    : v->soort == VELD_GETAL || v->soort == VELD_KLEIN || v->soort == VELD_WAARDE
                        ? STR("getal")
                        : STR("tekst"));
    }
    DOC_SET(a, d, "rijen", doc_list(a));
    return d;
}
