/* SPDX-License-Identifier: EUPL-1.2
 * The planologische status of a plan: the official list, and the words by which people deliver it. Both are
 * data with a version (referentie/planstatussen.csv, planstatus-woorden.csv), and an own vocabulary can be
 * delivered. */
#ifndef WZ_PLAN_PLANSTATUS_H
#define WZ_PLAN_PLANSTATUS_H

#include "base/err.h"
#include "base/map.h"
#include "store/store.h"

enum plan_hardheid { PLAN_HARD, PLAN_ZACHT, PLAN_STATUS_ONBEKEND, PLAN_HARDHEDEN };
struct str plan_hardheid_naam(enum plan_hardheid h); /* "hard", "zacht", "onbekend" */

struct planstatus {
    struct str code, naam; /* "1A", "Onherroepelijk" */
    enum plan_hardheid hardheid;
};

struct planstatussen {
    const struct planstatus *at; /* in the order of the list */
    size_t n;
    struct map woord; /* private: folded word → struct planstatus_woord */
};

/* Everything lives on a. No statussen when the reference tables are not there yet. */
int planstatussen_lees(struct conn *c, struct arena *a, struct planstatussen *ret, struct err *e) MUST_CHECK;

const struct planstatus *planstatus_bij_code(const struct planstatussen *s,
                                             struct str code); /* NULL when unknown */
/* The status that a text begins with: "4A" of "4A. Visie" and of "4a_visie"; NULL when it begins with none.
 */
const struct planstatus *planstatus_code_van(const struct planstatussen *s, struct str tekst);

struct planstatus_vondst {
    const struct planstatus *status; /* NULL: not known */
    struct str lijst, versie;        /* of the mapping that was used; empty: by its code */
    bool strijdig;                   /* the text bears the code of another status */
};
/* What a delivered text means: by an own mapping, else by a built-in one, else by the code that it begins
 * with. */
struct planstatus_vondst planstatus_zoek(const struct planstatussen *s, struct arena *scratch,
                                         struct str tekst);

#endif
