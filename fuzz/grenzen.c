/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as GeoJSON or TopoJSON. What comes out must be rings as they are stored: closed, of four places
 * or more, in the Netherlands, each ended by NaN NaN. The first byte picks the limits, so that small ones are
 * met too. */
#include "tabel/geo.h"
#include "tabel/rd.h"

#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static size_t vorm_eis(const struct geo_vorm *v)
{
    size_t van = 0;
    int ringen = 0;

    eis(v->n % 2 == 0 && (!v->fout || (!v->n && !v->ringen)));
    for (size_t i = 0; i < v->n; i += 2) {
        eis(isnan(v->xy[i]) == isnan(v->xy[i + 1]));
        if (!isnan(v->xy[i])) {
            /* degrees are checked before they are projected: the box in metres is a little wider */
            eis(v->xy[i] > -30000 && v->xy[i] < 320000 && v->xy[i + 1] > 270000 && v->xy[i + 1] < 680000);
            continue;
        }
        eis(i - van >= 8 && v->xy[van] == v->xy[i - 2] && v->xy[van + 1] == v->xy[i - 1]);
        van = i + 2;
        ringen++;
    }
    eis(van == v->n && ringen == v->ringen && isfinite(v->oppervlak));
    return v->n / 2 - (size_t)ringen * 2; /* less separators, and closing places that were added */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct geo_grens grens = {.bytes = 1 << 16, .punten = 5000, .vormen = 200};
    struct geo g;
    struct err e = {0};
    size_t vormen = 0, punten = 0;
    int rc;

    if (!n || n > 4096)
        return 0;
    if (!a.limit)
        arena_init(&a, 8 << 20);
    if (data[0] & 1)
        grens = (struct geo_grens){.bytes = 512, .punten = 9, .vormen = 2};
    rc = geo_lees(&a, (struct str){(const char *)data + 1, n - 1}, grens, &g, &e);
    eis(rc == OK ||
        ((rc == ERR_DATA || rc == ERR_LIMIT) && e.code == rc && e.text[0] && utf8_valid(str_from(e.text))));
    for (size_t l = 0; !rc && l < g.n; l++)
        for (size_t i = 0; i < g.laag[l].n; i++, vormen++)
            punten += vorm_eis(&g.laag[l].vorm[i]);
    eis(rc || (vormen == g.vormen && vormen <= grens.vormen && punten <= grens.punten));
    arena_reset(&a);
    return 0;
}
