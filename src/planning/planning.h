/* SPDX-License-Identifier: EUPL-1.2
 * Planning: the national time line (bijlage 2 of the inventory) and a provincial plan. Milestones with their
 * line of action, who does it, what they wait for and how they stand; what is late, and what that holds up.
 */
#ifndef WZ_PLANNING_PLANNING_H
#define WZ_PLANNING_PLANNING_H

#include "base/command.h"
#include "base/date.h"
#include "http/http.h"
#include "spoor/spoor.h"

enum { MIJLPALEN_MAX = 500, MIJLPAAL_TEKST_MAX = 1000 };
enum mijlpaal_staat { MIJLPAAL_OPEN, MIJLPAAL_BEZIG, MIJLPAAL_KLAAR, MIJLPAAL_VERVALLEN, MIJLPAAL_STATEN };
extern const char *const mijlpaal_staten[MIJLPAAL_STATEN];

struct mijlpaal {
    int64_t id, partij; /* partij 0: none of the installation */
    struct str code, plan, lijn, titel, wie_doet, bron, bewijs;
    date_t van, tot;
    enum mijlpaal_staat staat;
    date_t staat_datum; /* since when */
    bool verzonnen;
    const size_t *na; /* indices of what it waits for */
    size_t n_na;
    struct str na_codes; /* of a file, parted by spaces */
    /* By planning_reken(): */
    bool laat;       /* its end is past, and it is not done */
    date_t verwacht; /* when it can end at the earliest: not before today, nor before what it waits for */
    int64_t uitloop; /* days that is after its own end */
    size_t houdt_op; /* how many others cannot end in time because of it */
};

struct planning {
    struct mijlpaal *at; /* by plan, line, end */
    size_t n;
};
int planning_lees(struct conn *c, struct arena *a, struct planning *ret, struct err *e) MUST_CHECK;
/* What is late and what that holds up, on a day. ERR_DATA when the waiting goes round in a circle, which it
 * names. Pure. */
int planning_reken(struct arena *a, struct planning *p, date_t vandaag, struct err *e) MUST_CHECK;
/* Does x wait for y, also by way of others? Pure. */
bool planning_wacht_op(const struct planning *p, size_t x, size_t y);

struct mijlpaal_stand {
    enum mijlpaal_staat staat;
    date_t datum;
    int64_t moment;
    struct str bewijs, wie;
    bool verzonnen;
};
int mijlpaal_standen_lees(struct conn *c, struct arena *a, int64_t id, const struct mijlpaal_stand **ret,
                          size_t *ret_n, struct err *e) MUST_CHECK;
/* Of each milestone of p, in its order: the last that was said of it and held on that day; MIJLPAAL_OPEN when
 * nothing was. One question. */
int planning_standen_op(struct conn *c, struct arena *a, const struct planning *p, date_t dag,
                        enum mijlpaal_staat **ret, struct err *e) MUST_CHECK;
/* Within a write transaction, and written in the trail. */
int mijlpaal_stand_zet(struct conn *c, const struct dader *d, int64_t id, const struct mijlpaal_stand *s,
                       struct err *e) MUST_CHECK;
/* A file of milestones: those that are not there yet are added with their state, and the rest is left alone.
 */
int planning_bestand_neem(struct store *s, struct arena *a, const struct dader *d, struct str naam,
                          struct str bytes, int64_t *ret_n, struct err *e) MUST_CHECK;
/* The national time line that comes with the program. */
int planning_landelijk_neem(struct store *s, struct arena *a, struct err *e) MUST_CHECK;
/* As iCalendar (RFC 5545): an all-day event a milestone. */
struct str planning_agenda(struct arena *a, const struct planning *p, struct str site);

extern const struct http_route planning_routes[];
extern const struct command planning_commands[];

#endif
