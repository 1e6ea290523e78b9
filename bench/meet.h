/* SPDX-License-Identifier: EUPL-1.2
 * How a program of bench/ tells what it measured: one line for meet.py, which puts all lines in one table. */
#ifndef WZ_BENCH_MEET_H
#define WZ_BENCH_MEET_H

#include <stdio.h>
#include <time.h>

/* Of what a bench that is not run in full does less: a quick run stays under a few minutes. */
#define MEET_KLEIN "WZ_BENCH_KLEIN"

/* Seconds; processor time where the machine's other work must not count. */
static inline double meet_klok(clockid_t klok)
{
    struct timespec t;

    clock_gettime(klok, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline double meet_nu(void)
{
    return meet_klok(CLOCK_MONOTONIC);
}

/* What was measured, our figure and that of the peer or limit in the same run (0: none), the unit, and what
 * the peer is. More is better, unless the unit is a time or a size. */
static inline void meet_regel(const char *wat, double wij, double maat, const char *eenheid,
                              const char *maatstaf)
{
    printf("meet\t%s\t%.6g\t%.6g\t%s\t%s\n", wat, wij, maat, eenheid, maatstaf);
    fflush(stdout);
}

#endif
