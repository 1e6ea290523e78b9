/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a SQLite file whose pages are walked. The second page of the file is taken for the table. No
 * row may lead outside its page, and together they are no longer than it. */
#include "tabel/sqlitevlug.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void blad_loop(const struct sqlitevlug *v, struct sv_blad b, uint8_t *ruimte)
{
    struct sv_cel c[SV_CELLEN] = {0};
    struct sv_loop l;
    enum sv_wat wat;
    uint32_t rijen = 0;

    if (sqlitevlug_haal(v, &b, 1, ruimte, 1) != 1)
        abort();
    sqlitevlug_blad(&l, v, ruimte, b.n);
    while ((wat = sqlitevlug_rij(&l, c)) != SV_EINDE && wat != SV_STUK) {
        rijen++;
        for (int k = 0; wat == SV_RIJ && k < SV_CELLEN; k++) {
            const uint8_t *p = (const uint8_t *)c[k].bytes.p;

            if (c[k].soort == SV_BYTES && c[k].bytes.n &&
                (p < ruimte || p + c[k].bytes.n > ruimte + v->nuttig))
                abort();
        }
    }
    if (rijen > b.n)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    struct sv_blad *at = NULL;
    struct sqlitevlug v;
    struct err e = {0};
    size_t bladen = 0;

    if (fd < 0 || write(fd, data, n) != (ssize_t)n)
        abort();
    if (sqlitevlug_init(&v, fd)) {
        uint8_t *ruimte = malloc(v.blad); /* exactly: what is read past it is seen */

        for (int k = 0; k < SV_CELLEN; k++)
            v.plek[k] = (int8_t)k;
        v.kolommen = SV_CELLEN;
        if (sqlitevlug_bladen(&v, 2, &at, &bladen, &e) && !e.text[0])
            abort();
        for (size_t i = 0; i < bladen; i++)
            blad_loop(&v, at[i], ruimte);
        free(at);
        free(ruimte);
    }
    close(fd);
    return 0;
}
