/* SPDX-License-Identifier: EUPL-1.2
 * How fast are tables read? MB/s and rows/s of the CSV reader beside the physical limit: a bare memchr for
 * line ends over the same bytes. Usage: bench_tabel [MB], default 256. For meet.py. */
#include "tabel/tabel.h"
#include "meet.h"

#include <stdlib.h>
#include <string.h>

/* Rows such as statistics offices deliver; `rij` is a format with the number of the row, three times. */
static struct str csv_maak(struct arena *a, const char *kop, const char *rij, size_t bytes)
{
    char *p = arena_alloc(a, bytes + 512);
    size_t n = (size_t)sprintf(p, "%s", kop);

    for (int i = 0; n < bytes; i++)
        n += (size_t)snprintf(p + n, 256, rij, i, i % 1000, i % 90);
    return (struct str){p, n};
}

static int64_t regels_tel(struct str s)
{
    const char *p = s.p, *eind = s.p + s.n;
    int64_t n = 0;

    while ((p = memchr(p, '\n', (size_t)(eind - p))) && ++p)
        n++;
    return n;
}

static int meet(const char *naam, struct str s)
{
    double grens = 1e9, open = 1e9, lees = 1e9, mb = (double)s.n / 1e6;
    int64_t regels = 0, rijen = 0, cellen = 0;
    char wat[100];

    for (int ronde = 0; ronde < 3;
         ronde++) { /* the best of three, for the machine may be doing other things */
        double t0 = meet_nu(), t1, t2, t3;
        struct tabel_rij r;
        struct tabel *t;
        struct arena a;
        struct err e;
        int rc;

        regels = regels_tel(s);
        t1 = meet_nu();
        arena_init(&a, 0);
        rc = tabel_open(&a, STR("bench.csv"), s,
                        (struct tabel_grens){.bytes = SIZE_MAX / 4, .rijen = INT64_MAX}, &t, &e);
        t2 = meet_nu();
        for (rijen = cellen = 0; !rc && (rc = tabel_volgende(t, &r, &e)) > 0; rc = 0) {
            rijen++;
            cellen += (int64_t)r.n;
        }
        t3 = meet_nu();
        if (rc < 0) {
            fprintf(stderr, "%s\n", e.text);
            return 1;
        }
        tabel_close(t);
        arena_done(&a);
        grens = t1 - t0 < grens ? t1 - t0 : grens;
        open = t2 - t1 < open ? t2 - t1 : open;
        lees = t3 - t2 < lees ? t3 - t2 : lees;
    }
    snprintf(wat, sizeof wat, "CSV lezen, %s", naam);
    meet_regel(wat, mb / (open + lees), mb / grens, "MB per s", "memchr naar regeleinden");
    printf("CSV lezen, %s: %.0f rijen/s, %lld cellen\n", naam, (double)rijen / (open + lees),
           (long long)cellen);
    return regels < rijen; /* cannot be, and keeps the count alive */
}

int main(int argc, char **argv)
{
    size_t bytes = (argc > 1 ? strtoul(argv[1], NULL, 10) : 256) * 1000000;
    struct arena a;
    int rc = 0;

    arena_init(&a, 0);
    rc |= meet("gewoon", csv_maak(&a, "Id;Meting;Regio;Periode;Waarde\n",
                                  "%d;1050010_1;GM%04d;2021JJ00;%d,5\n", bytes));
    rc |= meet("met aanhalingstekens",
               csv_maak(&a, "\"Id\",\"naam\",\"waarde\"\n", "%d,\"Gemeente, nummer %d\",\"%d.25\"\n", bytes));
    rc |= meet("Windows-1252", csv_maak(&a, "Id\tNaam\tWaarde\r\n",
                                        "%d\tS\xFA"
                                        "dwest-Frysl\xE2n %d\t%d\r\n",
                                        bytes));
    arena_done(&a);
    return rc;
}
