/* SPDX-License-Identifier: EUPL-1.2
 * How far a long piece of work is, and whether it is to stop: what engines tell and ask while they run, by
 * any number of threads, and what a command shows of it. Every function takes NULL: nobody looks on. */
#ifndef WZ_BASE_GANG_H
#define WZ_BASE_GANG_H

#include "base/err.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct gang {
    FILE *naar;              /* where the lines go; NULL: nowhere */
    bool scherm;             /* a terminal: one line, written over */
    _Atomic uint64_t gedaan; /* of the step that runs */
    uint64_t totaal, overgeslagen;
    const char *wat, *eenheid; /* "verblijfsobjecten inlezen", "MB" */
    int64_t begin, stap;       /* milliseconds: of all, of the step */
    _Atomic int64_t getoond;
    size_t lengte; /* of the line on the screen */
};

/* Shows on `naar` (a terminal or not) what takes over a second. From here on ctrl-C and a request to end
 * (SIGINT, SIGTERM) do not end the program but gang_stopt() says so; a second one ends it. */
void gang_begin(struct gang *g, FILE *naar);
void gang_einde(struct gang *g); /* wipes the line; signals are as they were */
/* The next step: `totaal` of `eenheid` ("MB": given in bytes), 0 when that is not known; of one thread, while
 * no other tells. */
void gang_stap(struct gang *g, const char *wat, uint64_t totaal, const char *eenheid);
void gang_bij(struct gang *g, uint64_t n);
/* Of the step: what need not be done again, and says nothing about the time that is left. */
void gang_overgeslagen(struct gang *g, uint64_t n);
bool gang_stopt(const struct gang *g);
/* ERR_CANCELLED when it is to stop, else OK. */
int gang_door(const struct gang *g, struct err *e) MUST_CHECK;

#endif
