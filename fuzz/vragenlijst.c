/* SPDX-License-Identifier: EUPL-1.2
 * Questionnaires as Markdown tables: whatever is read gives remarks or a definition of which every element
 * can be shown. */
#include "vragenlijst/vragenlijst.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str tekst = {(const char *)data, n};
    struct vl_werkboek w = {0};
    struct vragenlijst *v = NULL;
    struct arena a;
    struct err e = {0};

    if (n >= 2 && data[0] == 'P' && data[1] == 'K')
        return 0; /* workbooks are the matter of fuzz/xlsx.c */
    arena_init(&a, (size_t)64 << 20);
    if (werkboek_lees(&a, STR("proef.md"), tekst, &w, &e) || vragenlijst_lees(&a, &w, STR("proef"), &v, &e)) {
        if (e.code >= 0 || !e.text[0])
            abort();
    } else {
        (void)vragenlijst_doc(&a, v, n & 1 ? 20231101 : 0);
        for (size_t i = 0; i < v->el.n; i++)
            if (v->el.at[i].ouder != SIZE_MAX && v->el.at[i].ouder >= i)
                abort(); /* a group stands before its children */
    }
    arena_done(&a);
    return 0;
}
