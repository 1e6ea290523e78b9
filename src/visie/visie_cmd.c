/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg visie lijst, importeer. */
#include "visie/visie.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "tabel/tabel.h"

#include <stdio.h>

static struct doc *visies_tabel(struct arena *a, const struct gebieden *g, const struct visies *v, date_t dag)
{
    static const char *const kolommen[] = {"gebied",    "Gebied",    "tekst", "naam",     "Naam",     "tekst",
                                           "staat",     "Stand",     "tekst", "sinds",    "Sinds",    "datum",
                                           "gezegdOp",  "Gezegd op", "datum", "herkomst", "Herkomst", "tekst",
                                           "verzonnen", "Verzonnen", "tekst", NULL};
    struct doc *t = table_new(a, STR("Woonzorgvisies"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < v->n;) {
        const struct gebied *x = v->stand[i].gebied;
        const struct visie_stand *s;
        struct visie_beeld b;
        struct doc *rij;
        size_t n;

        visie_standen_van(v, x, &s, &n);
        visie_op(s, n, dag, DATE_OPEN, &b);
        i += n;
        rij = doc_add(a, rijen, doc_map(a));
        DOC_SET_STR(a, rij, "gebied", x->code);
        DOC_SET_STR(a, rij, "naam", x->naam);
        DOC_SET_STR(a, rij, "staat", str_from(visie_staten[b.staat].naam));
        DOC_SET(a, rij, "sinds", b.sinds ? doc_str(a, date_iso(a, b.sinds)) : doc_null(a));
        DOC_SET(a, rij, "gezegdOp", b.nu ? doc_str(a, date_iso(a, b.nu->gezegd_op)) : doc_null(a));
        DOC_SET_STR(a, rij, "herkomst", b.nu ? b.nu->herkomst : STR(""));
        DOC_SET_STR(a, rij, "verzonnen", b.nu && b.nu->verzonnen ? STR("verzonnen") : STR(""));
    }
    (void)g;
    return t;
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    date_t dag = date_today();
    struct visies v = {0};
    struct omgeving o;
    struct blik b;
    int rc = command_date(call, "dag", &dag, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = visies_lees(b.c, b.g, call->a, DATE_OPEN, &v, e);
    if (!rc)
        rc = command_table(call, visies_tabel(call->a, b.g, &v, dag), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct dader d = dader_opdrachtregel();
    struct visie_uitslag u;
    struct werkbestand w;
    int rc = werkbestand_open(call, &w, e);

    if (rc)
        return rc;
    rc = visie_bestand_neem(w.o.store, w.b.g, call->a, &d, w.pad, w.bytes, &u, e);
    if (!rc)
        printf("%lld standen, %lld antwoorden en %lld tellingen zijn erbij gekomen\n", (long long)u.standen,
               (long long)u.antwoorden, (long long)u.tellingen);
    werkbestand_sluit(&w);
    return rc;
}

static const struct command_option lijst_opties[] = {
    OPTION_DB,
    OPTION_FORMAT,
    {"dag", "D", "de stand op deze dag; standaard vandaag", false, false, false},
    {0}};
static const struct command_option importeer_opties[] = {
    {"BESTAND", NULL, "een CSV of werkboek, een regel per stand, verwachting of antwoord", true, true, false},
    OPTION_DB,
    {0}};

const struct command visie_commands[] = {
    {"visie", "lijst", "Toont hoe ver elke woonzorgvisie is", NULL, lijst_cmd, lijst_opties},
    {"visie", "importeer", "Leest standen, verwachtingen en antwoorden over woonzorgvisies uit een bestand",
     "Kolommen: wat (feit, verwacht, antwoord, telling, telling-verwacht), gebied, staat, datum, gezegd_op, "
     "vraag, antwoord, aantal, herkomst, verzonnen, toelichting. Wat er al staat, blijft.",
     importeer_cmd, importeer_opties},
    {0}};
