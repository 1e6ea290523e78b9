/* SPDX-License-Identifier: EUPL-1.2
 * The quality of what was delivered: is it complete, does it agree with itself and with the rest, is it
 * plausible, is it in time. Checked once, with the import, in its transaction; what was found is kept,
 * answered by people, and marks the figures that it speaks of (cijfer/merk.h). See README.md. */
#ifndef WZ_KWALITEIT_KWALITEIT_H
#define WZ_KWALITEIT_KWALITEIT_H

#include "base/command.h"
#include "cijfer/levering.h"
#include "http/http.h"
#include "taak/taak.h"

/* Checks one levering, within the write transaction that stores it (or a later one): ends findings that no
 * longer hold, adds new ones, takes over the answers on a levering that it supersedes. */
int kwaliteit_controleer(struct conn *c, const struct gebieden *g, int64_t levering,
                         struct err *e) MUST_CHECK;
/* Checks every active levering that was not yet checked with the rules that count now (alles: every one);
 * each in a transaction of its own. stop may be NULL; non-zero ends it (ERR_CANCELLED). */
struct kwaliteit_stop {
    bool (*stop)(void *ctx, int64_t gedaan, int64_t totaal);
    void *ctx;
};
int kwaliteit_bijwerken(struct store *s, const struct gebieden *g, bool alles,
                        const struct kwaliteit_stop *stop, int64_t *ret_n, struct err *e) MUST_CHECK;
/* How many active leveringen wait for a check. */
int kwaliteit_achterstand(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;

struct bevinding {
    int64_t id, levering, partij, gemaakt, einde, links,
        rechts; /* partij: whose levering; 0: the installation's */
    struct str sleutel, regel, dimensie, onderwerp, onderwerp_naam, eenheid, tekst, status;
    struct str soort, leveraar, bestand; /* of the levering */
    const struct gebied *gebied;
    date_t van, tot;
    int ernst, schaal;
    bool geheim; /* its numbers may not be seen: links and rechts are 0 */
    bool telt;   /* its levering is active and nothing ended it */
};
struct bevinding_keuze {
    struct str partij;    /* code, see leveraar_code; empty: all */
    int64_t levering, id; /* 0: all */
    bool alles;           /* also what has ended or is no longer counted */
    bool open;            /* only what is not answered */
    int ernst;            /* at least; 0: all */
};
/* Most serious first, then newest. One query. */
int bevindingen_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                     const struct bevinding_keuze *k, struct bevinding **ret, size_t *ret_n,
                     struct err *e) MUST_CHECK;

struct antwoord {
    struct str antwoord, reden, wie;
    int64_t moment, levering; /* the levering that mended it, 0: none */
    bool overgenomen;
};
int antwoorden_lees(struct conn *c, struct arena *a, int64_t bevinding, const struct antwoord **ret,
                    size_t *ret_n, struct err *e) MUST_CHECK;
/* Answers a finding: verklaard, geaccepteerd or heropend. ERR_DATA when the reason lacks, ERR_CONFLICT when
 * it has ended or is so already. Nothing is overwritten: it is added to the earlier answers, and to the
 * trail. */
struct antwoord_nieuw {
    int64_t bevinding;
    struct str antwoord, reden;
    struct str wie;    /* the name of who is signed in */
    struct dader door; /* for the trail */
};
int bevinding_antwoord(struct store *s, const struct gebieden *g, const struct antwoord_nieuw *x,
                       struct err *e) MUST_CHECK;

/* Who may look at a levering: its leveraar, else what kind of levering it is. And that name as part of an
 * address. */
struct str leveraar_naam(const struct str soort, const struct str leveraar);
struct str leveraar_code(struct arena *a, struct str naam);

/* ---- in time ---- */

struct tijdigheid {
    bool verwacht; /* there is a rhythm for this kind */
    int maanden, termijn;
    int64_t dagen;             /* from the peildatum to the day of receipt */
    date_t uiterlijk;          /* by when it was expected */
    date_t volgende;           /* the next peildatum by the rhythm … */
    date_t volgende_uiterlijk; /* … and by when that is expected */
    int64_t te_laat;           /* days that the next one is late on `vandaag`; 0: not yet */
};
struct ritme;
struct tijdigheid tijdigheid_van(const struct ritme *r, date_t peildatum, date_t ontvangen, date_t vandaag);

extern const struct http_route kwaliteit_routes[], bevinding_routes[], levering_kwaliteit_routes[];
extern const struct command kwaliteit_commands[];
#define TAAK_KWALITEIT "kwaliteit"
extern const struct taak_soort kwaliteit_taken[];
/* Puts the check of what waits for it in the queue, when something does. */
int kwaliteit_taak_zet(struct store *s, struct taak_loper *l, struct err *e) MUST_CHECK;

#endif
