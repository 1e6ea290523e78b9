/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg regels controleer, toets and dmn. */
#include "regels/regels_cmd.h"
#include "regels/regels.h"
#include "tabel/tabel.h"

#include <stdio.h>

enum { BESTAND_MAX = 4 << 20 };

static int lees(struct arena *a, struct str pad, struct str *ret, struct err *e)
{
    return bestand_lees(a, str_cstr(a, pad), BESTAND_MAX, ret, e);
}

int regels_bestand_lees(struct arena *a, struct str pad, struct regeltabel **ret, struct err *e)
{
    struct str bytes;
    int rc = lees(a, pad, &bytes, e);

    if (!rc && (rc = regeltabel_lees(a, bytes, ret, e)))
        err_prefix(e, "%.*s: ", STR_ARG(pad));
    return rc;
}

static int controleer(struct command_call *call, struct err *e)
{
    static const char *const wijzen[] = {"uniek (U)",      "gelijk (A)",      "voorrang (P)", "eerste (F)",
                                         "verzamelen (C)", "uitvoerorde (O)", "regelorde (R)"};
    struct str pad = command_value(call, "REGELS");
    struct regel_bewijs b;
    struct regeltabel *t;
    int rc = regels_bestand_lees(call->a, pad, &t, e);

    if (rc)
        return rc;
    regels_bewijs(call->a, t, &b);
    printf("%.*s%s%.*s: %zu regels, %zu kolommen, trefwijze %s\n",
           STR_ARG(t->naam.n ? t->naam
                   : t->id.n ? t->id
                             : pad),
           t->versie.n ? ", versie " : "", STR_ARG(t->versie), t->n, t->n_in, wijzen[t->trefwijze]);
    for (size_t i = 0; i < b.at.n; i++)
        printf("%.*s\n", STR_ARG(b.at.at[i].tekst));
    if (b.fouten > b.at.n)
        printf("… en %zu meer\n", b.fouten - b.at.n);
    if (b.fouten)
        return err_set(e, ERR_DATA,
                       "de tabel sluit niet: gaten %zu, overlappingen %zu, onbereikbare regels %zu", b.gaten,
                       b.overlappen, b.onbereikbaar);
    printf(b.volledig ? "Geen gaten, geen overlappingen, alle regels bereikbaar.\n"
                      : "Niet volledig bewezen.\n");
    return OK;
}

static int toets(struct command_call *call, struct err *e)
{
    struct str model, geval;
    struct dmn_toets t;
    int rc = lees(call->a, command_value(call, "MODEL"), &model, e);

    if (!rc)
        rc = lees(call->a, command_value(call, "TOETS"), &geval, e);
    if (!rc)
        rc = dmn_toets(call->a, model, geval, &t, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < t.klacht.n; i++)
        printf("%.*s\n", STR_ARG(t.klacht.at[i]));
    printf("%zu van %zu gevallen goed\n", t.goed, t.gevallen);
    return t.goed == t.gevallen ? OK
                                : err_set(e, ERR_DATA, "%zu gevallen komen anders uit", t.gevallen - t.goed);
}

static int dmn(struct command_call *call, struct err *e)
{
    struct regeltabel *t;
    struct buf b;
    int rc = regels_bestand_lees(call->a, command_value(call, "REGELS"), &t, e);

    if (rc)
        return rc;
    buf_init(&b, call->a, BESTAND_MAX);
    dmn_schrijf(&b, t);
    return fwrite(b.p, 1, b.n, stdout) == b.n ? OK : err_set(e, ERR_ENV, "het schrijven mislukt");
}

static const struct command_option controleer_opties[] = {
    {"REGELS", NULL, "beslistabel als CSV of DMN", true, true, false}, {0}};
static const struct command_option toets_opties[] = {
    {"MODEL", NULL, "DMN-model", true, true, false},
    {"TOETS", NULL, "toetsbestand van de DMN Technology Compatibility Kit", true, true, false},
    {0}};

const struct command regels_commands[] = {
    {"regels", "controleer", "Bewijst dat een beslistabel sluit: geen gaten, overlappingen of loze regels",
     "Alle combinaties van wat de cellen onderscheiden worden bekeken, onbekend meegerekend.", controleer,
     controleer_opties},
    {"regels", "toets", "Beproeft een DMN-model met gevallen en hun verwachte uitkomst", NULL, toets,
     toets_opties},
    {"regels", "dmn", "Schrijft een beslistabel als DMN 1.3, om uit te wisselen", NULL, dmn,
     controleer_opties},
    {0},
};
