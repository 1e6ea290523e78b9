/* SPDX-License-Identifier: EUPL-1.2
 * The engine: a decision table over every dwelling of the country at once. A column becomes planes of bits
 * the first time that it is asked (vlak.h); each test of a cell is an atom, whose bitmap is made of those;
 * that of a number is kept, so that a rule set in which one threshold moved costs one atom and the joining of
 * bitmaps. Counted per buurt and rule; every other area is a sum of buurten. */
#ifndef WZ_VOORRAAD_MOTOR_H
#define WZ_VOORRAAD_MOTOR_H

#include "regels/regels.h"
#include "voorraad/kern.h"
#include "voorraad/wzv.h"

struct motor; /* owned by one thread at a time; works with a crew of its own */

struct motor_keuze {
    int draden;              /* 0: all processors */
    const struct kern *kern; /* NULL: the best of this machine */
    /* Bytes of bitmaps to keep, beside the planes of columns (at most what those columns take in the file and
     * an eighth); 0: 256 MiB, 1: none, nor planes: for who counts once. */
    size_t bewaar;
    int deel,
        delen; /* counts only this part (0 …) of so many equal ones: the parts add up to the whole; 0: all */
    bool alles; /* every verblijfsobject; else only dwellings (woning = ja) */
};

int motor_open(struct motor **ret, const struct wzv *w, struct motor_keuze keuze, struct err *e) MUST_CHECK;
void motor_close(struct motor *m); /* takes NULL */

/* Counts per buurt and rule. Row i·kolommen + r: rule r of the table; the last one is what no rule decides.
 */
struct telling {
    size_t buurten, kolommen; /* kolommen: rules + 1 */
    const uint32_t *at;
    size_t atomen, nieuw; /* atoms of the table, and how many of them had to be made */
};
/* The counts live on a. ERR_DATA when the table does not fit the stock, in words: a column that it has not, a
 * word that the column has not, a hit policy that gives no single outcome, a table that is not proven. Where
 * `per_rij` is not NULL it gets the rule of every row (kolommen - 1: none; UINT16_MAX: not counted). */
int motor_tel(struct motor *m, struct arena *a, const struct regeltabel *t, uint16_t *per_rij,
              struct telling *ret, struct err *e) MUST_CHECK;
/* The same, and the class of every row: klasse[r] of the rule r that took it (t->n: none), 0xFF where it does
 * not count. per_rij has room for motor_rijen(w). */
int motor_tel_klassen(struct motor *m, struct arena *a, const struct regeltabel *t, const uint8_t *klasse,
                      uint8_t *per_rij, struct telling *ret, struct err *e) MUST_CHECK;
size_t motor_rijen(const struct wzv *w); /* rounded up to whole blocks */
void motor_vergeet(struct motor *m);     /* all bitmaps, not their room: as if these rules were never asked */
/* The sum of a rule over rows [eerste, eerste + n) of whole buurten. */
uint64_t telling_som(const struct wzv *w, const struct telling *t, size_t kolom, uint64_t eerste, uint64_t n);

/* Refuses a table that cannot be decided over this stock; what motor_tel refuses too. */
int motor_past(struct arena *a, const struct wzv *w, const struct regeltabel *t, struct err *e) MUST_CHECK;
/* The values of a row as the table's inputs (t->n_in of them), and the parameters where it lies. */
int motor_rij(struct arena *a, const struct wzv *w, const struct regeltabel *t, uint64_t rij,
              struct regel_waarde *in, int64_t *param, struct err *e) MUST_CHECK;

#endif
