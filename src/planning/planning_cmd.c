/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg planning lijst, landelijk, importeer. */
#include "planning/planning.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "tabel/tabel.h"

#include <stdio.h>

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {"code",      "Code",    "tekst",    "titel",    "Mijlpaal",
                                           "tekst",     "wie",     "Wie",      "tekst",    "tot",
                                           "Uiterlijk", "datum",   "staat",    "Stand",    "tekst",
                                           "laat",      "Te laat", "tekst",    "verwacht", "Op zijn vroegst",
                                           "datum",     "houdtOp", "Houdt op", "getal",    NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Planning"), kolommen), *rijen = doc_get(t, STR("rijen"));
    struct planning p = {0};
    struct omgeving o;
    struct blik b;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = planning_lees(b.c, a, &p, e);
    if (!rc)
        rc = planning_reken(a, &p, date_today(), e);
    for (size_t i = 0; !rc && i < p.n; i++) {
        struct doc *d = doc_add(a, rijen, doc_map(a));

        DOC_SET_STR(a, d, "code", p.at[i].code);
        DOC_SET_STR(a, d, "titel", p.at[i].titel);
        DOC_SET_STR(a, d, "wie", p.at[i].wie_doet);
        DOC_SET_STR(a, d, "tot", date_iso(a, p.at[i].tot));
        DOC_SET_STR(a, d, "staat", str_from(mijlpaal_staten[p.at[i].staat]));
        DOC_SET_STR(a, d, "laat", p.at[i].laat ? STR("ja") : STR("nee"));
        DOC_SET_STR(a, d, "verwacht", date_iso(a, p.at[i].verwacht));
        DOC_SET_INT(a, d, "houdtOp", (int64_t)p.at[i].houdt_op);
    }
    if (!rc)
        rc = command_table(call, t, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int landelijk_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = planning_landelijk_neem(o.store, call->a, e);
    if (!rc)
        printf("de landelijke planning staat erin\n");
    omgeving_sluit(&o);
    return rc;
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), bytes;
    struct dader d = dader_opdrachtregel();
    struct omgeving o;
    int64_t n = 0;
    int rc = bestand_lees(call->a, str_cstr(call->a, pad), 16 << 20, &bytes, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = planning_bestand_neem(o.store, call->a, &d, pad, bytes, &n, e);
    if (!rc)
        printf("%lld mijlpalen zijn erbij gekomen; wat er al stond is gebleven\n", (long long)n);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option lijst_opties[] = {OPTION_DB, OPTION_FORMAT, {0}};
static const struct command_option landelijk_opties[] = {OPTION_DB, {0}};
static const struct command_option importeer_opties[] = {
    {"BESTAND", NULL, "een CSV of werkboek met mijlpalen, zoals referentie/planning.csv", true, true, false},
    OPTION_DB,
    {0}};

const struct command planning_commands[] = {
    {"planning", "lijst", "Toont de mijlpalen, met wat te laat is en wat dat ophoudt", NULL, lijst_cmd,
     lijst_opties},
    {"planning", "landelijk", "Leest de landelijke planning tot en met 2026 in", NULL, landelijk_cmd,
     landelijk_opties},
    {"planning", "importeer", "Leest een eigen plan in",
     "Kolommen: code, plan (landelijk of provincie), lijn, titel, van, tot, wie_doet, partij, na (codes "
     "waarop zij wacht), staat, staat_datum, "
     "bewijs, bron, verzonnen.",
     importeer_cmd, importeer_opties},
    {0}};
