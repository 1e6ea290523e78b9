/* SPDX-License-Identifier: EUPL-1.2
 * The resource of the planning: every milestone as it stands now, what is late on a day, what it waits for
 * and what it holds up. Who typed a state in is not open data. */
#include "api/api.h"

#include "planning/planning.h"

#define F(naam, soort, lid, vlag, tekst, vb)                                                                 \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct mijlpaal_ding, m.lid), NULL, NULL, NULL                \
    }

static struct doc *staat_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, str_from(mijlpaal_staten[((const struct mijlpaal_ding *)ding)->m.staat]));
}

static struct doc *verwacht_lees(const struct api *x, const void *ding)
{
    const struct mijlpaal *m = &((const struct mijlpaal_ding *)ding)->m;

    return m->staat < MIJLPAAL_KLAAR ? doc_str(x->a, date_iso(x->a, m->verwacht)) : doc_null(x->a);
}

static struct doc *houdt_op_lees(const struct api *x, const void *ding)
{
    return doc_int(x->a, (int64_t)((const struct mijlpaal_ding *)ding)->m.houdt_op);
}

static struct doc *na_lees(const struct api *x, const void *ding)
{
    const struct mijlpaal_ding *d = ding;
    struct doc *l = doc_list(x->a);

    for (size_t i = 0; i < d->m.n_na; i++)
        doc_add(x->a, l, doc_str(x->a, d->alle[d->m.na[i]].code));
    return l;
}

const struct veld mijlpaal_velden[] = {
    F("code", VELD_TEKST, code, 0, "code van de mijlpaal", "\"l-2026-programma\""),
    {"plan", VELD_TEKST, "van welk plan", "\"landelijk\"", VELD_FILTER,
     offsetof(struct mijlpaal_ding, m.plan), NULL, NULL, "landelijk|provincie"},
    F("actielijn", VELD_TEKST, lijn, 0, "de actielijn", "\"Wettelijk\""),
    F("titel", VELD_TEKST, titel, 0, "wat er dan klaar is", "\"Volkshuisvestingsprogramma vastgesteld\""),
    F("wie", VELD_TEKST, wie_doet, 0, "wie het doet", "\"gemeenten\""),
    F("van", VELD_DATUM, van, 0, "wanneer het begint", "\"2026-01-01\""),
    F("tot", VELD_DATUM, tot, 0, "wanneer het uiterlijk klaar is", "\"2026-12-31\""),
    {"staat", VELD_TEKST, "hoe het ervoor staat", "\"bezig\"", VELD_FILTER, 0, staat_lees, NULL,
     "open|bezig|klaar|vervallen"},
    F("sinds", VELD_DATUM, staat_datum, VELD_LEEG, "sinds wanneer", "\"2026-02-01\""),
    F("bewijs", VELD_TEKST, bewijs, VELD_LEEG, "waaruit dat blijkt; null: niet gezegd", "null"),
    {"teLaat", VELD_JANEE, "of het uiterlijk klaar had moeten zijn en dat niet is", "false", VELD_FILTER,
     offsetof(struct mijlpaal_ding, m.laat), NULL, NULL, NULL},
    {"opZijnVroegst", VELD_DATUM,
     "wanneer het klaar kan zijn: niet voor de gevraagde dag, en niet voor wat eerst moet; null: het is "
     "klaar of "
     "vervallen",
     "\"2026-12-31\"", VELD_LEEG, 0, verwacht_lees, NULL, NULL},
    {"wachtOp", VELD_LIJST, "codes van wat eerst klaar moet zijn", "[]", 0, 0, na_lees, NULL, NULL},
    {"houdtOp", VELD_GETAL, "hoeveel andere hierdoor niet op tijd klaar kunnen zijn", "0", 0, 0,
     houdt_op_lees, NULL, NULL},
    F("bron", VELD_TEKST, bron, 0, "waar het staat", "\"Inventarisatie woonzorgvisies (2023), bijlage 2\""),
    F("verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "false"),
    {0},
};

int mijlpalen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct mijlpaal_ding *d;
    struct planning p;
    int rc = planning_lees(x->c, x->a, &p, e);

    if (!rc)
        rc = planning_reken(x->a, &p, x->datum, e);
    if (rc)
        return rc;
    d = ARENA_ARRAY(x->a, struct mijlpaal_ding, p.n + 1);
    for (size_t i = 0; i < p.n; i++)
        d[i] = (struct mijlpaal_ding){p.at[i], p.at};
    *ret = d;
    *ret_n = p.n;
    return OK;
}
