/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a decision table, CSV or DMN. What can be read can be proven, decided (every example that the
 * proof gives shows what it says), and written as DMN that reads back. */
#include "regels/regels.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static void voorbeeld_eis(struct arena *a, const struct regeltabel *t, const struct regel_bevinding *v)
{
    int64_t param[REGEL_PARAMETERS_MAX];
    struct regel_beslissing b;
    struct err e = {0};

    eis(v->tekst.n && utf8_valid(v->tekst));
    if (v->soort != BEVIND_GAT || t->n_param)
        return;
    regel_params(t, NULL, 0, param);
    eis(regels_beslis(a, t, v->voorbeeld, param, &b, &e) == OK && b.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct regeltabel *t, *u;
    struct regel_bewijs bewijs;
    struct err e = {0};
    struct buf b;
    int rc;

    if (n > 4096)
        return 0;
    if (!a.limit)
        arena_init(&a, 64 << 20);
    rc = regeltabel_lees(&a, (struct str){(const char *)data, n}, &t, &e);
    eis(rc == OK || ((rc == ERR_DATA || rc == ERR_LIMIT) && e.code == rc && e.text[0]));
    if (!rc && t->n <= 40 && t->n_in <= 8) {
        eis(t->n && t->n_in && t->n_uit);
        regels_bewijs(&a, t, &bewijs);
        for (size_t i = 0; i < bewijs.at.n; i++)
            voorbeeld_eis(&a, t, &bewijs.at.at[i]);
        buf_init(&b, &a, 1 << 20);
        dmn_schrijf(&b, t);
        rc = regeltabel_lees(&a, buf_str(&b), &u, &e);
        eis(rc || (u->n == t->n && u->n_in == t->n_in && u->n_uit == t->n_uit));
    }
    arena_reset(&a);
    return 0;
}
