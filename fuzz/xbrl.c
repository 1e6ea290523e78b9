/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as an XBRL instance. What comes out must hang together: every fact has a context and, with a
 * unit, a number or a reason why not; an earlier fact of the same thing stands before it. The first byte
 * picks the limits, so that small ones are met too. */
#include "tabel/xbrl.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static void feit_eis(const struct xbrl *x, const struct xbrl_feit *f)
{
    const struct xbrl_context *c = f->context;

    eis(c >= x->context && c < x->context + x->n_contexten && c->entiteit.n && c->van <= c->tot);
    eis(!c->moment || c->van == c->tot);
    eis(!f->eenheid || (f->eenheid >= x->eenheid && f->eenheid < x->eenheid + x->n_eenheden));
    eis(!f->eenheid || f->eenheid->n_teller);
    eis(!f->nil || !f->tekst.n);
    eis(utf8_valid(f->tekst) && utf8_valid(f->naam.naam));
    eis(f->getal.scale >= 0 && f->getal.scale <= NUM_SCALE_MAX);
    eis(!f->zelfde || (f->zelfde < f && f->zelfde >= x->feit && !f->zelfde->zelfde &&
                       f->zelfde->tuple == f->tuple && str_eq(f->zelfde->naam.naam, f->naam.naam)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct xbrl_grens grens = {.bytes = 1 << 16, .feiten = 500, .contexts = 200};
    struct xbrl x;
    struct err e = {0};
    int rc;

    if (!n || n > 8192)
        return 0;
    if (!a.limit)
        arena_init(&a, 32 << 20);
    if (data[0] & 1)
        grens = (struct xbrl_grens){.bytes = 2048, .feiten = 3, .contexts = 2};
    rc = xbrl_lees(&a, (struct str){(const char *)data + 1, n - 1}, grens, &x, &e);
    eis(rc == OK || ((rc == ERR_DATA || rc == ERR_LIMIT) && e.code == rc && e.text[0]));
    for (size_t i = 0; !rc && i < x.n_feiten; i++)
        feit_eis(&x, &x.feit[i]);
    eis(rc || (x.n_feiten <= grens.feiten && x.n_contexten <= grens.contexts));
    arena_reset(&a);
    return 0;
}
