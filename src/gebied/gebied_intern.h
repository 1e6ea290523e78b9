/* SPDX-License-Identifier: EUPL-1.2
 * The inside of the model, shared by gebied.c (questions) and gebied_sql.c (loading). */
#ifndef WZ_GEBIED_GEBIED_INTERN_H
#define WZ_GEBIED_GEBIED_INTERN_H

#include "gebied/gebied.h"

struct naam_in {
    const struct gebied *gebied;
    struct str naam;
    bool officieel;
    struct naam_in *volgende; /* others with the same folded name */
};

struct lid_in {
    const struct gebied *gemeente, *regio;
    date_t van, tot;
};

struct herindeling_in {
    date_t datum;
    const struct gebied *van, *naar;
    int64_t gewicht;
    struct str grondslag;
};

struct omzet_lijst {
    struct omzet_deel *at;
    size_t n, cap;
};

struct gebieden_intern {
    struct map op_code;       /* code → struct gebied */
    struct map op_naam;       /* folded name → struct naam_in */
    const struct lid_in *lid; /* by gemeente */
    size_t n_leden;
    uint32_t *leden_van;            /* by index of a gemeente: its first lid; n_leden when none */
    const struct gebied **gemeente; /* all that ever were, by name: a selection of them needs no sorting */
    size_t n_gemeenten;
    const struct lid_in *regio_lid; /* lid again, by regio and then by name of the gemeente */
    uint32_t *regio_van;            /* by index of a regio: its first regio_lid; n_leden when none */
    const struct omzet_deel *zelf;  /* by index: the area itself, whole: what it becomes while it is valid */
    const struct herindeling_in *herindeling; /* by date */
    size_t n_herindelingen;
};

/* Derives from the rest what a question would otherwise sort or follow each time: gemeente, regio_lid,
 * regio_van, zelf. */
void gebieden_orden(struct gebieden *g);
int gebieden_versie(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;

/* grens.c: one number of the numbers that a query gives. */
int versie_reken(struct conn *c, const char *sql, uint64_t *ret, struct err *e) MUST_CHECK;

#endif
