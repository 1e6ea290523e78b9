/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg opgave lijst, maak. */
#include "opgave/opgave.h"

#include "gebied/gebied_cmd.h"
#include "tabel/tabel.h"

#include <stdio.h>

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {"opgave",
                                           "Opgave",
                                           "getal",
                                           "titel",
                                           "Titel",
                                           "tekst",
                                           "gebied",
                                           "Gebied",
                                           "tekst",
                                           "staat",
                                           "Stand",
                                           "tekst",
                                           "woningtype",
                                           "Woningtype",
                                           "tekst",
                                           "som",
                                           "Som",
                                           "getal",
                                           "doel",
                                           "Doel",
                                           "getal",
                                           "open",
                                           "Zienswijzen open",
                                           "getal",
                                           "levering",
                                           "Levering",
                                           "getal",
                                           NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Opgaven"), kolommen), *rijen = doc_get(t, STR("rijen"));
    struct opgave_dossier *o;
    struct omgeving om;
    struct blik b;
    size_t n = 0;
    int rc = omgeving_open(&om, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&om, &b, e);
    if (!rc)
        rc = opgave_dossiers_lees(b.c, b.g, a, &o, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct opgave_dossier x = o[i];

        for (int k = 0; k < OPGAVE_TYPEN; k++) {
            struct doc *d = doc_add(a, rijen, doc_map(a));

            DOC_SET_INT(a, d, "opgave", x.o.id);
            DOC_SET_STR(a, d, "titel", x.o.titel);
            DOC_SET_STR(a, d, "gebied", x.o.gebied->code);
            DOC_SET_STR(a, d, "staat", str_from(opgave_staten[x.o.staat].code));
            DOC_SET_STR(a, d, "woningtype", str_from(opgave_typen[k]));
            DOC_SET_INT(a, d, "som", x.nu[k]);
            DOC_SET(a, d, "doel", x.doel[k].er ? doc_int(a, x.doel[k].aantal) : doc_null(a));
            DOC_SET_INT(a, d, "open", (int64_t)x.n_open);
            DOC_SET(a, d, "levering", x.o.levering ? doc_int(a, x.o.levering) : doc_null(a));
        }
    }
    if (!rc)
        rc = command_table(call, t, e);
    blik_sluit(&b);
    omgeving_sluit(&om);
    return rc;
}

struct maak {
    struct opgave_nieuw n;
    struct dader d;
    int64_t id;
};

static int maak_doe(struct conn *c, void *ctx, struct err *e)
{
    struct maak *m = ctx;

    return opgave_maak(c, &m->d, &m->n, &m->id, e);
}

static int maak_cmd(struct command_call *call, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), bytes, wie = command_value(call, "partij");
    struct maak m = {.d = dader_opdrachtregel()};
    struct opgave *o = &m.n.o;
    struct omgeving om;
    struct blik b;
    int64_t jaar = 2030;
    int rc = bestand_lees(call->a, str_cstr(call->a, pad), 64 << 20, &bytes, e);

    if (!rc)
        rc = command_int(call, "jaar", &jaar, e);
    if (!rc)
        rc = omgeving_open(&om, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&om, &b, e);
    if (!rc) {
        struct partij p = {0};

        *o = (struct opgave){.titel = command_value(call, "titel"),
                             .gebied = gebied_bij_code(b.g, command_value(call, "gebied")),
                             .methode = command_value(call, "methode"),
                             .herkomst = command_value(call, "herkomst"),
                             .definitieset = STR("bzk-2023"),
                             .wie = STR("opdrachtregel"),
                             .jaar = (int)jaar};
        o->verzonnen = str_starts(str_lower(call->a, o->herkomst), STR("verzonnen"));
        if (!o->gebied)
            rc = err_set(e, ERR_DATA, "dit gebied is er niet; noem een code als VD04");
        if (!rc && wie.p)
            rc = partij_zoek(b.c, call->a, wie, &p, e);
        o->partij = p.id;
        if (!rc)
            rc = opgave_bestand_lees(b.g, call->a, pad, bytes, &m.n, e);
        conn_snapshot_end(b.c);
        if (!rc)
            rc = store_write(om.store, maak_doe, &m, e);
    }
    if (!rc)
        printf("opgave %lld is bewaard als concept, met %zu gemeenten\n", (long long)m.id, m.n.deel.n);
    blik_sluit(&b);
    omgeving_sluit(&om);
    return rc;
}

static const struct command_option lijst_opties[] = {OPTION_DB, OPTION_FORMAT, {0}};
static const struct command_option maak_opties[] = {
    {"BESTAND", NULL, "een tabel met gebied, woningtype en aantal; een rij van het gebied zelf is het doel",
     true, true, false},
    OPTION_DB,
    {"titel", "TEKST", "hoe de opgave heet", true, false, false},
    {"gebied", "CODE", "de regio waarover zij gaat", true, false, false},
    {"methode", "TEKST", "hoe berekend en verdeeld", true, false, false},
    {"herkomst", "TEKST", "waar zij vandaan komt", true, false, false},
    {"jaar", "JAAR", "tot en met welk jaar; standaard 2030", false, false, false},
    {"partij", "PARTIJ", "wie de regie heeft: nummer, CBS-code of naam", false, false, false},
    {0}};

const struct command opgave_commands[] = {
    {"opgave", "lijst", "Toont de opgaven met hun stand, som en doel", NULL, lijst_cmd, lijst_opties},
    {"opgave", "maak", "Bewaart een concept-opgave uit een bestand", NULL, maak_cmd, maak_opties},
    {0}};
