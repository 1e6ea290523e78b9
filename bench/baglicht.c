/* SPDX-License-Identifier: EUPL-1.2
 * The reading of bag-light.gpkg alone: rows in memory, with their gemeente and what is counted per pand; not
 * sorted and not written. In processor time, on one thread.
 *
 *     bench_baglicht FILE        prints: rows, seconds
 */
#include "meet.h"
#include "voorraad/bronnen.h"

int main(int argc, char **argv)
{
    struct baglicht_uitslag u;
    struct stand s;
    struct err e;
    double begin;

    if (argc < 2)
        return 2;
    begin = meet_klok(CLOCK_PROCESS_CPUTIME_ID);
    stand_init(&s);
    s.peildatum = 20260101;
    if (baglicht_lees(&s, argv[1], false, 1, &u, &e)) {
        fprintf(stderr, "bench_baglicht: %s\n", e.text);
        return 1;
    }
    printf("%llu %.6f\n", (unsigned long long)u.gelezen, meet_klok(CLOCK_PROCESS_CPUTIME_ID) - begin);
    stand_done(&s);
    return 0;
}
