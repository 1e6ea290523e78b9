/* SPDX-License-Identifier: EUPL-1.2
 * What is unusual, and who is told of it. */
#ifndef WZ_BEHEER_WAAK_H
#define WZ_BEHEER_WAAK_H

#include "post/post.h"
#include "spoor/spoor.h"
#include "taak/taak.h"
#include "toegang/mens.h"

extern const struct waakregel {
    int nummer; /* in the trail; never another's */
    const char *daad;
    bool per_wie;    /* counted for each person apart, else all together */
    int64_t grens;   /* in an hour: from so many on it is told, once a day */
    const char *wat; /* Dutch, after a number */
} waakregels[];      /* ends with daad NULL */

extern const struct taak_soort waak_taken[]; /* waken: every quarter of an hour */

#endif
