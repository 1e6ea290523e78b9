/* SPDX-License-Identifier: EUPL-1.2
 * The resources of definities: what a set calls nultreden, geclusterd or zorggeschikt; and of every pair of
 * sets whether the one can be told in the other, with the rule or with what shows that it cannot. */
#include "api/api.h"

#include "definitie/definitie.h"
#include "regels/regels.h"

static struct doc *id_lees(const struct api *x, const void *ding)
{
    const struct definitie *d = ding;

    return doc_str(x->a, str_fmt(x->a, "%.*s:%.*s", STR_ARG(d->set), STR_ARG(d->woningtype)));
}

static struct doc *klassen_lees(const struct api *x, const void *ding)
{
    const struct definitie *d = ding;
    struct doc *l = doc_list(x->a);

    for (size_t i = 0; i < d->n_klassen; i++)
        doc_add(x->a, l, doc_str(x->a, d->klasse[i]));
    return l;
}

static struct doc *regels_lees(const struct api *x, const void *ding)
{
    return doc_int(x->a, (int64_t)((const struct definitie *)ding)->tabel->n);
}

static struct doc *bron_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct definitie *)ding)->tabel->bron);
}

static struct doc *eisen_lees(const struct api *x, const void *ding)
{
    const struct definitie *d = ding;
    struct doc *l = doc_list(x->a);

    for (size_t i = 0; i < d->tabel->n_in; i++) {
        struct doc *eis = doc_add(x->a, l, doc_map(x->a));

        DOC_SET_STR(x->a, eis, "eigenschap", d->tabel->in[i].naam);
        DOC_SET_STR(x->a, eis, "eis", definitie_eis(x->a, d, d->tabel->in[i].naam));
    }
    return l;
}

static struct doc *verzonnen_lees(const struct api *x, const void *ding)
{
    return doc_bool(x->a, str_starts(((const struct definitie *)ding)->tabel->bron, STR("verzonnen")));
}

#define L(naam, soort, vlag, tekst, vb, fn)                                                                  \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, fn, NULL, NULL                                                      \
    }
#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }
#define J(naam, tekst, vb)                                                                                   \
    {                                                                                                        \
        naam, VELD_TEKST, tekst, vb, 0, 0, NULL, NULL, NULL                                                  \
    }

static const struct veld eis_velden[] = {
    J("eigenschap", "van een woning", "\"wlz\""),
    J("eis", "wat de definitie vraagt, in woorden; –: niets", "\"ja\""),
    {0},
};

const struct veld definitie_velden[] = {
    L("id", VELD_TEKST, 0, "set en woningtype, met een dubbele punt ertussen", "\"bzk-2023:zorggeschikt\"",
      id_lees),
    F(definitie, "definitieset", VELD_TEKST, set, VELD_FILTER, "code van de definitieset", "\"bzk-2023\""),
    F(definitie, "woningtype", VELD_TEKST, woningtype, VELD_FILTER,
      "nultreden, geclusterd, zorggeschikt; samen: elk type voor ouderen dat de set kent, bij elkaar",
      "\"zorggeschikt\""),
    L("klassen", VELD_LIJST, 0, "met welke uitkomst van de tabel een woning zo heet", "[\"zorggeschikt\"]",
      klassen_lees),
    {"eisen", VELD_DELEN, "wat de definitie van elke eigenschap vraagt", NULL, 0, 0, eisen_lees, eis_velden,
     NULL},
    L("regels", VELD_GETAL, 0, "hoeveel regels de tabel heeft", "4", regels_lees),
    L("bron", VELD_TEKST, 0, "waar de definitie staat", "\"Programma Wonen en zorg voor ouderen\"",
      bron_lees),
    L("verzonnen", VELD_JANEE, VELD_FILTER, "verzonnen voor de demo", "false", verzonnen_lees),
    {0},
};

int definities_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct definities *d;
    int rc = definities_lees(&d, e);

    (void)x;
    if (rc)
        return rc;
    *ret = d->at;
    *ret_n = d->n;
    return OK;
}

/* ---- pairs ---- */

static struct doc *paar_lees(const struct api *x, const void *ding)
{
    const struct omzetting *o = ding;

    return doc_str(x->a, str_fmt(x->a, "%.*s:%.*s:%.*s", STR_ARG(o->van->set), STR_ARG(o->naar->set),
                                 STR_ARG(o->van->woningtype)));
}

static struct doc *van_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct omzetting *)ding)->van->set);
}

static struct doc *naar_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct omzetting *)ding)->naar->set);
}

static struct doc *type_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct omzetting *)ding)->van->woningtype);
}

static struct doc *uitkomst_lees(const struct api *x, const void *ding)
{
    static const char *const naam[] = {"gelijk", "omzetbaar", "niet omzetbaar"};

    return doc_str(x->a, str_from(naam[((const struct omzetting *)ding)->soort]));
}

const struct veld omzetting_velden[] = {
    L("id", VELD_TEKST, 0, "van, naar en woningtype, met dubbele punten ertussen",
      "\"bzk-2023:sbr-wonen-2.9:zorggeschikt\"", paar_lees),
    L("van", VELD_TEKST, VELD_FILTER, "code van de definitieset van het cijfer", "\"bzk-2023\"", van_lees),
    L("naar", VELD_TEKST, VELD_FILTER, "code van de set waarin men het wil lezen", "\"sbr-wonen-2.9\"",
      naar_lees),
    L("woningtype", VELD_TEKST, VELD_FILTER, "nultreden, geclusterd, zorggeschikt of samen",
      "\"zorggeschikt\"", type_lees),
    {"uitkomst", VELD_TEKST, "of het kan; bewezen met alle combinaties van voorwaarden", "\"niet omzetbaar\"",
     VELD_FILTER, 0, uitkomst_lees, NULL, "gelijk|omzetbaar|niet omzetbaar"},
    F(omzetting, "regel", VELD_TEKST, regel, VELD_LEEG,
      "bij omzetbaar: wat van elke woning bekend moet zijn; wat niet voldoet telt niet mee",
      "\"clusterwoningen: >=12\""),
    F(omzetting, "reden", VELD_TEKST, reden, 0, "waarom", "\"De een vraagt naar Wlz-zorg, de ander niet.\""),
    F(omzetting, "bron", VELD_TEKST, bron, VELD_LEEG, "waar dat staat; null: het volgt uit het bewijs",
      "null"),
    F(omzetting, "combinaties", VELD_GETAL, combinaties, 0, "hoeveel combinaties bekeken zijn", "96"),
    F(omzetting, "beide", VELD_GETAL, beide, 0, "waarvan er bij beide tellen, met de regel", "12"),
    F(omzetting, "alleenVan", VELD_GETAL, alleen_van, 0, "en alleen bij de eerste", "4"),
    F(omzetting, "alleenNaar", VELD_GETAL, alleen_naar, 0, "en alleen bij de tweede", "8"),
    F(omzetting, "voorbeeldAlleenVan", VELD_TEKST, voorbeeld_van, VELD_LEEG,
      "een woning die alleen bij de eerste telt; null: die is er niet", "\"wlz: nee\""),
    F(omzetting, "voorbeeldAlleenNaar", VELD_TEKST, voorbeeld_naar, VELD_LEEG,
      "een woning die alleen bij de tweede telt; null: die is er niet", "null"),
    {0},
};

int omzettingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct definities *d;
    int rc = definities_lees(&d, e);

    (void)x;
    if (rc)
        return rc;
    *ret = d->omzetting;
    *ret_n = d->n_omzettingen;
    return OK;
}
