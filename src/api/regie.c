/* SPDX-License-Identifier: EUPL-1.2
 * The resources of regie that are open: how far each woonzorgvisie is, as it was said to be, and the opgaven
 * that were decided. Who typed something in is not open data, nor is an opgave on its way; its numbers per
 * gemeente are cijfers of the onderwerp opgave, in the levering that it names. */
#include "api/api.h"

#include "opgave/opgave.h"
#include "visie/visie.h"

#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }

const struct veld visie_velden[] = {
    F(visie_ding, "gebied", VELD_TEKST, gebied, 0,
      "code van de gemeente, of van de regio die er samen een maakt", "\"GM0988\""),
    F(visie_ding, "naam", VELD_TEKST, naam, 0, "de naam van dat gebied", "\"Weert\""),
    {"staat", VELD_TEKST, "hoe ver zij op de dag was, naar wat erover gezegd is", "\"vastgesteld\"",
     VELD_FILTER, offsetof(struct visie_ding, staat), NULL, NULL,
     "onbekend|te_starten|bezig|gerealiseerd|vastgesteld"},
    F(visie_ding, "sinds", VELD_DATUM, sinds, VELD_LEEG, "sinds wanneer; null: niet bekend",
      "\"2023-11-01\""),
    F(visie_ding, "verwachtKlaar", VELD_DATUM, klaar, VELD_LEEG,
      "wanneer zij klaar zou zijn; null: niet gezegd", "\"2024-12-31\""),
    F(visie_ding, "verwachtVastgesteld", VELD_DATUM, vastgesteld, VELD_LEEG,
      "wanneer de raad haar zou vaststellen; null: niet gezegd", "null"),
    F(visie_ding, "gezegdOp", VELD_DATUM, gezegd, VELD_LEEG, "op welke dag de stand gezegd is",
      "\"2023-11-01\""),
    F(visie_ding, "herkomst", VELD_TEKST, herkomst, VELD_LEEG, "waar dat staat",
      "\"Inventarisatie woonzorgvisies (Provincie Limburg, 2023), paragraaf 4.6\""),
    F(visie_ding, "verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "false"),
    {0},
};

int visies_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    VEC(struct visie_ding) v = {0};
    struct visies alle;
    int rc = visies_lees(x->c, x->g, x->a, DATE_OPEN, &alle, e);

    for (size_t i = 0; !rc && i < alle.n;) {
        const struct gebied *g = alle.stand[i].gebied;
        const struct visie_stand *s;
        struct visie_beeld b;
        size_t n;

        visie_standen_van(&alle, g, &s, &n);
        visie_op(s, n, x->datum, DATE_OPEN, &b);
        i += n;
        VEC_PUSH(
            x->a, &v,
            ((struct visie_ding){
                .gebied = g->code,
                .naam = g->naam,
                .staat = str_from(visie_staten[b.staat].code),
                .herkomst = b.nu ? b.nu->herkomst : STR(""),
                .sinds = b.nu ? b.nu->datum : 0,
                .gezegd = b.nu ? b.nu->gezegd_op : 0,
                .verzonnen = b.nu && b.nu->verzonnen,
                .klaar = b.verwacht[VISIE_GEREALISEERD] ? b.verwacht[VISIE_GEREALISEERD]->datum : 0,
                .vastgesteld = b.verwacht[VISIE_VASTGESTELD] ? b.verwacht[VISIE_VASTGESTELD]->datum : 0}));
    }
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* ---- opgaven ---- */

static struct doc *som_doc(const struct api *x, int64_t som)
{
    return som < 0 ? doc_null(x->a) : doc_int(x->a, som);
}

#define SOM(type)                                                                                            \
    static struct doc *type##_lees(const struct api *x, const void *ding)                                    \
    {                                                                                                        \
        return som_doc(x, ((const struct opgave_ding *)ding)->type);                                         \
    }
SOM(nultreden)
SOM(geclusterd)
SOM(zorggeschikt)
#undef SOM

#define WONINGEN(type)                                                                                       \
    {                                                                                                        \
#type, VELD_GETAL, "woningen " #type " in het gebied; null: niet in deze opgave", "300", VELD_LEEG,  \
            offsetof(struct opgave_ding, type), type##_lees, NULL, NULL                                      \
    }

const struct veld opgave_velden[] = {
    F(opgave_ding, "id", VELD_GETAL, id, 0, "nummer van de opgave", "1"),
    F(opgave_ding, "titel", VELD_TEKST, titel, 0, "hoe zij heet", "\"Ouderenhuisvesting Parkstad 2030\""),
    F(opgave_ding, "gebied", VELD_TEKST, gebied, VELD_FILTER, "code van het gebied", "\"VD04\""),
    F(opgave_ding, "naam", VELD_TEKST, naam, 0, "de naam van dat gebied", "\"Parkstad\""),
    F(opgave_ding, "jaar", VELD_GETAL, jaar, 0, "tot en met welk jaar", "2030"),
    WONINGEN(nultreden),
    WONINGEN(geclusterd),
    WONINGEN(zorggeschikt),
    F(opgave_ding, "vastgesteldOp", VELD_DATUM, vastgesteld, 0, "op welke dag zij is vastgesteld",
      "\"2026-06-12\""),
    F(opgave_ding, "levering", VELD_GETAL, levering, 0, "de levering met de aantallen per gemeente", "31"),
    F(opgave_ding, "definitieset", VELD_TEKST, definitieset, 0, "volgens welke definities", "\"bzk-2023\""),
    F(opgave_ding, "methode", VELD_TEKST, methode, 0, "hoe zij berekend en verdeeld is",
      "\"de landelijke opgave, naar inwoners van 65 jaar en ouder\""),
    F(opgave_ding, "herkomst", VELD_TEKST, herkomst, 0, "waar zij vandaan komt", "\"woondeal Zuid-Limburg\""),
    F(opgave_ding, "verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "false"),
    {0},
};

/* The sum over the gemeenten of one type; -1: none has a number. */
static int64_t som_van(const struct opgave_dossier *d, int type)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->deel[i].er[type])
            return d->nu[type];
    return -1;
}

int opgaven_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    VEC(struct opgave_ding) v = {0};
    struct opgave_dossier *o;
    size_t n = 0;
    int rc = opgave_dossiers_lees(x->c, x->g, x->a, &o, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        const struct opgave_dossier d = o[i];

        if (d.o.staat == OPGAVE_VASTGESTELD)
            VEC_PUSH(x->a, &v,
                     ((struct opgave_ding){.id = d.o.id,
                                           .jaar = d.o.jaar,
                                           .levering = d.o.levering,
                                           .titel = d.o.titel,
                                           .gebied = d.o.gebied->code,
                                           .naam = d.o.gebied->naam,
                                           .methode = d.o.methode,
                                           .herkomst = d.o.herkomst,
                                           .definitieset = d.o.definitieset,
                                           .nultreden = som_van(&d, 0),
                                           .geclusterd = som_van(&d, 1),
                                           .zorggeschikt = som_van(&d, 2),
                                           .vastgesteld = d.o.van,
                                           .verzonnen = d.o.verzonnen}));
    }
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}
