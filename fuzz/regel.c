/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as the texts of a rule of quality, one a line: soort, links, teken, rechts, marge, drempel,
 * minimum. What is taken must be within its bounds, and reading it again gives the same; what is refused says
 * so in words. */
#include "kwaliteit/regel.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static int lees(struct arena *a, struct str bytes, struct regel *r, struct err *e)
{
    struct str rest = bytes, soort = str_cut(rest, '\n', &rest), drempel, minimum;

    *r = (struct regel){.code = STR("proef"), .gelijken = STR("provincie")};
    r->links = str_cut(rest, '\n', &rest);
    r->teken = str_cut(rest, '\n', &rest);
    r->rechts = str_cut(rest, '\n', &rest);
    r->marge = str_cut(rest, '\n', &rest);
    drempel = str_cut(rest, '\n', &rest);
    minimum = str_cut(rest, '\n', &rest);
    return regel_ontleed(a, r, soort, STR("fout"), drempel, minimum, STR("alle"), e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str bytes = {(const char *)data, n};
    struct regel r, s;
    struct err e = {0};
    struct arena a;
    int rc;

    if (n > 4096 || !utf8_valid(bytes))
        return 0;
    arena_init(&a, 0);
    rc = lees(&a, bytes, &r, &e);
    eis(rc == OK || (rc == ERR_DATA && e.code == rc && e.text[0]));
    eis(lees(&a, bytes, &s, &e) == rc && s.n == r.n && s.n_links == r.n_links &&
        s.marge_heel == r.marge_heel && s.marge_ppm == r.marge_ppm);
    if (rc == OK) {
        eis(r.n_links >= 1 && r.n_links <= r.n && r.n <= TERMEN_MAX);
        eis(r.marge_heel >= 0 && r.marge_heel <= REGEL_GETAL_MAX && r.marge_ppm >= 0 &&
            r.marge_ppm <= REGEL_GETAL_MAX);
        for (size_t i = 0; i < r.n; i++)
            eis(r.term[i].onderwerp.n || (r.term[i].getal >= 0 && r.term[i].getal <= REGEL_GETAL_MAX));
        if (r.soort == REGEL_UITSCHIETER)
            eis(r.drempel_tiende > 0 && r.min_verleden >= 1 && r.min_gelijken >= 3 && r.n <= 2);
    }
    arena_done(&a);
    return 0;
}
