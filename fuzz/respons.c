/* SPDX-License-Identifier: EUPL-1.2
 * A table of responses of any bytes, into a small ronde: taken whole or not at all, in words that name their
 * place; what it says it took stands in the database. The first byte chooses: as a draft or submitted. */
#include "ronde.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char sql_antwoorden[] = "SELECT COUNT(*) FROM antwoord";
static const char sql_klaar[] = "SELECT COUNT(*) FROM respons WHERE stand = 'ingediend'";

static int lees(struct conn *c, void *ctx, struct err *e)
{
    struct respons_inlees *in = ctx;
    int64_t antwoorden = 0, klaar = 0;
    struct err anders;
    int rc = responsen_lees(c, in, e);

    if (rc > OK)
        abort();
    if (rc) {
        EIS(e->text[0] && utf8_valid(str_from(e->text)));
        return rc;
    }
    EIS(!in->n_fouten && in->responsen <= 3);
    EIS(!sql_get_int(c, sql_antwoorden, &antwoorden, &anders, ""));
    EIS(!sql_get_int(c, sql_klaar, &klaar, &anders, ""));
    EIS(klaar == (in->indienen ? in->responsen : 0) && antwoorden >= in->antwoorden);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct proef *p = proef();
    struct respons_inlees in = {.wie = {.bron = BRON_IMPORT}, .naam = STR("proef.csv")};
    struct err e = {0};
    int rc;

    if (!n || n > 1 << 14 || (n > 2 && data[1] == 'P' && data[2] == 'K')) /* workbooks: fuzz/xlsx.c */
        return 0;
    if (!a.limit)
        arena_init(&a, (size_t)256 << 20);
    in.a = &a;
    in.ronde = p->ronde;
    in.v = p->v;
    in.indienen = data[0] & 1;
    in.bytes = (struct str){(const char *)data + 1, n - 1};
    rc = store_rehearse(p->s, lees, &in, &e);
    EIS(rc == OK || rc == ERR_DATA || rc == ERR_LIMIT);
    EIS(in.melding.n <= 50);
    for (size_t i = 0; i < in.melding.n; i++)
        EIS(utf8_valid(in.melding.at[i]));
    arena_reset(&a);
    return 0;
}
