/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg definitie lijst: every pair of definitions, proven. */
#include "definitie/definitie.h"

#include "gebied/gebied_cmd.h"

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const namen[] = {"gelijk", "omzetbaar", "niet"};
    static const char *const kolommen[] = {"van",
                                           "Van",
                                           "tekst",
                                           "naar",
                                           "Naar",
                                           "tekst",
                                           "woningtype",
                                           "Woningtype",
                                           "tekst",
                                           "soort",
                                           "Soort",
                                           "tekst",
                                           "regel",
                                           "Regel",
                                           "tekst",
                                           "combinaties",
                                           "Combinaties",
                                           "getal",
                                           "alleenVan",
                                           "Alleen van",
                                           "getal",
                                           "alleenNaar",
                                           "Alleen naar",
                                           "getal",
                                           "tegenvoorbeeld",
                                           "Tegenvoorbeeld",
                                           "tekst",
                                           "reden",
                                           "Reden",
                                           "tekst",
                                           NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Omzettingen"), kolommen), *rijen = doc_get(t, STR("rijen"));
    const struct definities *d;
    int rc = definities_lees(&d, e);

    for (size_t i = 0; !rc && i < d->n_omzettingen; i++) {
        const struct omzetting *o = &d->omzetting[i];
        struct doc *rij = doc_add(a, rijen, doc_map(a));

        DOC_SET_STR(a, rij, "van", o->van->set);
        DOC_SET_STR(a, rij, "naar", o->naar->set);
        DOC_SET_STR(a, rij, "woningtype", o->van->woningtype);
        DOC_SET_STR(a, rij, "soort", str_from(namen[o->soort]));
        DOC_SET_STR(a, rij, "regel", o->regel);
        DOC_SET_INT(a, rij, "combinaties", o->combinaties);
        DOC_SET_INT(a, rij, "alleenVan", o->alleen_van);
        DOC_SET_INT(a, rij, "alleenNaar", o->alleen_naar);
        DOC_SET_STR(a, rij, "tegenvoorbeeld", o->voorbeeld_van.n ? o->voorbeeld_van : o->voorbeeld_naar);
        DOC_SET_STR(a, rij, "reden", o->reden);
    }
    return rc ? rc : command_table(call, t, e);
}

static const struct command_option lijst_opties[] = {OPTION_FORMAT, {0}};

const struct command definitie_commands[] = {
    {"definitie", "lijst",
     "Toont welke definities in elkaar om te zetten zijn, elk bewezen of met een tegenvoorbeeld",
     "De tabellen staan in referentie/regels en referentie/definities, de beweringen in "
     "referentie/omzettingen.csv. Een bewering die niet "
     "klopt wordt geweigerd, met de combinatie die dat laat zien.",
     lijst_cmd, lijst_opties},
    {0}};
