/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg gebied …, woonzorg db … */
#include "gebied/gebied_cmd.h"

#include "base/num.h"
#include "doc/csv.h"
#include "doc/json.h"
#include "gebied/omgeving.h"

#include <stdio.h>

int command_date(const struct command_call *call, const char *name, date_t *ret, struct err *e)
{
    struct str s = command_value(call, name);

    if (s.p && !date_parse(s, ret))
        return err_set(e, ERR_USAGE, "--%s: “%.*s” is geen datum als 2025-01-01", name,
                       STR_ARG(str_sub(s, 0, 40)));
    return OK;
}

int command_int(const struct command_call *call, const char *name, int64_t *ret, struct err *e)
{
    struct str s = command_value(call, name);

    if (s.p && !num_i64(s, ret))
        return err_set(e, ERR_USAGE, "%s: “%.*s” is geen heel getal", name, STR_ARG(str_sub(s, 0, 40)));
    return OK;
}

int command_table(const struct command_call *call, const struct doc *table, struct err *e)
{
    struct str formaat = command_value(call, "formaat");
    struct buf b;

    buf_init(&b, call->a, (size_t)1 << 30);
    if (!formaat.p || str_is(formaat, "csv"))
        csv_write(&b, table, CSV_MACHINE);
    else if (str_is(formaat, "json")) {
        json_write(&b, table, 2);
        buf_char(&b, '\n');
    } else
        return err_set(e, ERR_USAGE, "--formaat is csv of json");
    fwrite(b.p, 1, b.n, stdout);
    return OK;
}

struct doc *table_new(struct arena *a, struct str titel, const char *const *kolommen)
{
    struct doc *t = doc_map(a), *k;

    DOC_SET_STR(a, t, "titel", titel);
    k = DOC_SET(a, t, "kolommen", doc_list(a));
    for (; *kolommen; kolommen += 3) {
        struct doc *kolom = doc_add(a, k, doc_map(a));

        DOC_SET_STR(a, kolom, "code", str_from(kolommen[0]));
        DOC_SET_STR(a, kolom, "titel", str_from(kolommen[1]));
        DOC_SET_STR(a, kolom, "soort", str_from(kolommen[2]));
    }
    DOC_SET(a, t, "rijen", doc_list(a));
    return t;
}

static int gebied_lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "gebied",     "Code",  "tekst", "naam",       "Naam",  "tekst", "soort",     "Soort", "tekst", "van",
        "Geldig van", "datum", "tot",   "Geldig tot", "datum", "leden", "Gemeenten", "getal", NULL};
    struct omgeving o;
    struct blik b;
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Gebieden"), kolommen);
    struct str indeling = command_value(call, "indeling"), binnen = command_value(call, "binnen");
    date_t d = date_today();
    struct gebied_lijst l;
    const struct gebied *in = NULL;
    int rc = command_date(call, "peildatum", &d, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc && !str_is(indeling, "gemeente") && !indeling_bij_code(b.g, indeling))
        rc = err_set(e, ERR_NOT_FOUND, "de indeling “%.*s” is er niet", STR_ARG(str_sub(indeling, 0, 40)));
    if (!rc && binnen.p && !(in = gebied_bij_code(b.g, binnen)))
        rc = err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(str_sub(binnen, 0, 40)));
    if (!rc) {
        l = indeling_regios(b.g, a, indeling, d);
        for (size_t i = 0; i < l.n; i++) {
            struct gebied_lijst leden = gebied_leden(b.g, a, l.at[i], d);
            size_t n = 0;
            struct doc *r;

            for (size_t k = 0; k < leden.n; k++)
                n += !in || gebied_regio(b.g, leden.at[k], in->soort, d) == in || leden.at[k] == in;
            if (in && !n)
                continue;
            r = doc_add(a, doc_get(t, STR("rijen")), doc_map(a));
            DOC_SET_STR(a, r, "gebied", str_dup(a, l.at[i]->code));
            DOC_SET_STR(a, r, "naam", str_dup(a, l.at[i]->naam));
            DOC_SET_STR(a, r, "soort", str_dup(a, l.at[i]->soort));
            DOC_SET_STR(a, r, "van", date_iso(a, l.at[i]->van));
            DOC_SET_STR(a, r, "tot", date_iso(a, l.at[i]->tot));
            DOC_SET_INT(a, r, "leden", (int64_t)n);
        }
        rc = command_table(call, t, e);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option gebied_lijst_opties[] = {
    OPTION_DB,
    {"indeling", "CODE", "gemeente, vijfdeling, corop, zorgkantoorregio, provincie, woondealregio of land",
     true, false, false},
    {"peildatum", "D", "geldig op deze dag, als 2025-01-01; standaard vandaag", false, false, false},
    {"binnen", "CODE", "alleen wat in dit gebied ligt, als PV31", false, false, false},
    OPTION_FORMAT,
    {0},
};

const struct command gebied_commands[] = {
    {"gebied", "lijst", "Toont de gebieden van een indeling op een dag", NULL, gebied_lijst_cmd,
     gebied_lijst_opties},
    {0},
};
