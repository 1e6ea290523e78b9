/* SPDX-License-Identifier: EUPL-1.2
 * The resource of regie that is open: how far each woonzorgvisie is, as it was said to be. Who typed it in is
 * not open data; an opgave is once it is decided, as cijfers of the onderwerp opgave. */
#include "api/api.h"

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
