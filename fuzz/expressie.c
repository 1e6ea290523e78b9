/* SPDX-License-Identifier: EUPL-1.2
 * Expressions: whatever is read can be asked for its functions, its words and its value, within the bounds;
 * and as a pattern it matches or not. */
#include "expressie/expressie.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str tekst = {(const char *)data, n};
    const struct expr_namen namen = {0};
    const struct expr *x;
    struct expr_waarde w;
    struct expr_knoop *wortel, *f, *kern;
    struct arena a;
    struct err e = {0};
    bool goed;

    arena_init(&a, (size_t)32 << 20);
    wortel = expr_knoop_nieuw(&a, NULL, KNOOP_WORTEL, STR(""), STR(""));
    f = expr_knoop_nieuw(&a, wortel, KNOOP_ELEMENT, STR("f"), STR(""));
    expr_knoop_nieuw(&a, f, KNOOP_KENMERK, STR("id"), STR("1"));
    expr_knoop_nieuw(&a, f, KNOOP_ELEMENT, STR("d"), STR("2024-02-29"));
    for (int i = 0; i < 3; i++) {
        kern = expr_knoop_nieuw(&a, f, KNOOP_ELEMENT, STR("kern"), STR(""));
        expr_knoop_nieuw(&a, kern, KNOOP_ELEMENT, STR("a"), STR("1,5"));
        expr_knoop_nieuw(&a, kern, KNOOP_ELEMENT, STR("b"), STR("een twee"));
    }
    if (expr_lees(&a, tekst, &x, &e)) {
        if (e.code >= 0 || !e.text[0])
            abort();
    } else {
        struct expr_omgeving o = {
            .a = &a, .knoop = f->laatste->eerste, .nu = 1700000000000, .stappen = 20000};

        (void)expr_zin(&a, x, &namen);
        (void)!expr_controleer(x, &e);
        if (!expr_reken(x, &o, &w, &e)) {
            (void)expr_als_tekst(&o, w);
            (void)expr_als_getal(&o, w);
            (void)expr_als_waar(&o, w);
        }
    }
    if (utf8_valid(tekst))
        (void)expr_past(&a, tekst, STR("GM0935 een twee"), &goed);
    arena_done(&a);
    return 0;
}
