/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a CSV. The first byte picks the limits, so that small ones are met too; every cell must be
 * valid UTF-8 and within its kind, and reading twice must give the same rows. */
#include "tabel/tabel.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

/* All rows; a digest that must be the same when read again. */
static uint64_t lees(struct tabel *t, struct tabel_grens g, int *ret_rc)
{
    uint64_t som = 0;
    struct tabel_rij r;
    int64_t vorig = 0;
    struct err e = {0};
    int rc;

    while ((rc = tabel_volgende(t, &r, &e)) > 0) {
        bool gevuld = false;

        eis(r.nummer > vorig && r.n <= g.kolommen);
        vorig = r.nummer;
        for (size_t i = 0; i < r.n; i++) {
            const struct cel *c = tabel_cel(&r, i);

            eis(c->soort == CEL_LEEG || c->soort == CEL_TEKST || c->soort == CEL_FOUT);
            eis(utf8_valid(c->tekst) && (c->soort == CEL_LEEG) == (c->tekst.n == 0));
            gevuld |= c->soort != CEL_LEEG;
            for (size_t k = 0; k < c->tekst.n; k++)
                som = som * 31 + (unsigned char)c->tekst.p[k];
            som = som * 31 + (uint64_t)c->soort;
        }
        eis(gevuld);
        som = som * 31 + (uint64_t)r.nummer;
    }
    eis(rc == 0 || (rc == ERR_DATA && e.code == rc && e.text[0]));
    *ret_rc = rc;
    return som;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct tabel_grens g = {.kolommen = 64, .cel = 4096, .rijen = 10000, .bytes = 1 << 20};
    struct tabel *t = NULL;
    struct arena a;
    struct err e = {0};
    int rc, rc2;

    if (!n)
        return 0;
    if (data[0] & 1) {
        g.kolommen = 3;
        g.cel = 9;
        g.rijen = 4;
    }
    arena_init(&a, 0);
    rc = tabel_open(&a, data[0] & 2 ? STR("x.tsv") : STR("x.csv"),
                    (struct str){(const char *)data + 1, n - 1}, g, &t, &e);
    eis(rc == 0 || (rc == ERR_DATA && e.text[0]));
    if (!rc && !tabel_is_werkboek(t)) {
        uint64_t som = lees(t, g, &rc);

        eis(tabel_blad_kies(t, 0, &e) == 0);
        eis(som == lees(t, g, &rc2) && rc == rc2);
    }
    tabel_close(t);
    arena_done(&a);
    return 0;
}
