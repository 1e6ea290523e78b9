/* SPDX-License-Identifier: EUPL-1.2
 * The resource of findings about the quality of what was delivered: by which rule, about which figures, and
 * how it stands. Who answered, and with which words, is not open data. */
#include "api/api.h"

#include "kwaliteit/kwaliteit.h"
#include "kwaliteit/regel.h"

#define F(naam, soort, lid, vlag, tekst, vb)                                                                 \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct bevinding, lid), NULL, NULL, NULL                      \
    }
#define F_LEES(naam, soort, lees, vlag, tekst, vb, woorden)                                                  \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, lees, NULL, woorden                                                 \
    }

static struct doc *ernst_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ernst_naam((enum ernst)((const struct bevinding *)ding)->ernst));
}

static struct doc *gebied_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, ((const struct bevinding *)ding)->gebied->code);
}

static struct doc *gevonden_lees(const struct api *x, const void *ding)
{
    const struct bevinding *b = ding;

    return b->geheim ? doc_null(x->a) : waarde_doc(x->a, b->links, b->schaal);
}

static struct doc *verwacht_lees(const struct api *x, const void *ding)
{
    const struct bevinding *b = ding;

    return b->geheim ? doc_null(x->a) : waarde_doc(x->a, b->rechts, b->schaal);
}

const struct veld bevinding_velden[] = {
    F("id", VELD_GETAL, id, 0, "het nummer, blijvend", "7"),
    F("levering", VELD_GETAL, levering, 0, "nummer van de levering waar het over gaat", "12"),
    F("regel", VELD_TEKST, regel, VELD_FILTER, "code van de regel", "\"opgave-som\""),
    F("dimensie", VELD_TEKST, dimensie, VELD_FILTER, "volledig, samenhang, aannemelijk of tijdig",
      "\"samenhang\""),
    F_LEES("ernst", VELD_TEKST, ernst_lees, VELD_FILTER, "hoe ernstig", "\"let op\"", "info|let op|fout"),
    F_LEES("gebied", VELD_TEKST, gebied_lees, VELD_FILTER, "code van het gebied", "\"GM0935\"", NULL),
    F("onderwerp", VELD_TEKST, onderwerp, VELD_LEEG | VELD_FILTER, "code van het onderwerp; null: van geen",
      "\"plannen-hard\""),
    F("van", VELD_DATUM, van, VELD_LEEG, "eerste dag van de periode", "\"2025-01-01\""),
    F("tot", VELD_DATUM, tot, VELD_LEEG, "laatste dag van de periode", "\"2025-01-01\""),
    F_LEES("gevonden", VELD_WAARDE, gevonden_lees, VELD_LEEG, "wat er staat; null: niet openbaar", "120",
           NULL),
    F_LEES("verwacht", VELD_WAARDE, verwacht_lees, VELD_LEEG,
           "wat er volgens de regel zou staan; null: niet openbaar", "100", NULL),
    F("tekst", VELD_TEKST, tekst, 0, "in woorden", "\"de delen zijn samen meer dan het totaal\""),
    F("status", VELD_TEKST, status, VELD_FILTER, "hoe het ermee staat", "\"open\""),
    F("gemaakt", VELD_MOMENT, gemaakt, 0, "wanneer het gevonden is", "\"2025-02-03T09:12:44.120Z\""),
    F("einde", VELD_MOMENT, einde, VELD_LEEG, "wanneer het niet meer gold", "null"),
    F("telt", VELD_JANEE, telt, 0, "of de levering nog meetelt en de bevinding nog geldt", "true"),
    {0},
};

int bevindingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct bevinding *b;
    int rc = bevindingen_lees(x->c, x->g, x->a, &(struct bevinding_keuze){.alles = true}, &b, ret_n, e);

    *ret = b;
    return rc;
}
