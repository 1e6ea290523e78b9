/* SPDX-License-Identifier: EUPL-1.2
 * Shared by the files of this room only: the queue in the store (taak_sql.c, werk_sql.c), who is alive
 * (proces.c), and what is running now (loper.c). */
#ifndef WZ_TAAK_TAAK_INTERN_H
#define WZ_TAAK_TAAK_INTERN_H

#include "taak/taak.h"

enum {
    LOPER_NAAM = 160,
    BERICHT_MAX = 200,
    LEASE_MS = 120000, /* a loper of which we cannot see the process is taken for dead after this silence */
    RESULTAAT_MAX = 8 << 20, /* bytes of JSON */
    WERK_MAX = INT32_MAX,    /* bytes on the arena of a taak before it is over its limit */
};

/* ---- proces.c ---- */

/* The name of a loper in this process: which machine and process, and a number of its own. */
void proces_naam(char ret[LOPER_NAAM]);
enum proces_staat {
    PROCES_LEEFT,
    PROCES_DOOD,
    PROCES_ONBEKEND /* on another machine, or not to be seen from here */
};
enum proces_staat proces_leeft(struct str naam);

/* ---- taak_sql.c ---- */

extern const char taak_gestopt_tekst[];
bool taak_sleutel_goed(struct str sleutel);
/* As JSON on a; empty for NULL, and for what is larger than we keep. */
struct str taak_json(struct arena *a, const struct doc *d);
int taak_stop_schrijf(struct store *s, struct str sleutel, struct err *e) MUST_CHECK;
/* A row that waits, within a write transaction. bijlage 0: none. */
int taak_rij_maak(struct conn *c, struct arena *a, const struct taak_opdracht *o, const char *sleutel,
                  int64_t bijlage, int64_t *ret_id, struct err *e) MUST_CHECK;
void taak_sleutel_maak(char ret[TAAK_SLEUTEL + 1]);

/* ---- ritme.c ---- */

/* Queues what soorten say is due; *ret_nieuw: something was. */
int taken_ritme(const struct taak_config *c, bool *ret_nieuw, struct err *e) MUST_CHECK;

/* ---- werk_sql.c ---- */

/* What a loper has taken on. */
struct greep {
    int64_t id;
    int poging;
    struct str soort, sleutel, wie, opdracht, bijlage; /* on the arena that was given */
};
/* 1: *ret is the oldest waiting taak of a known soort, now ours; 0: there is none. */
int taak_grijp(struct store *s, struct arena *a, const struct taak_soort *const *soorten, struct str loper,
               struct greep *ret, struct err *e) MUST_CHECK;
/* Its end. Does nothing when the taak is no longer ours. What taak_gedaan says goes before `status`. status
 * TAAK_WACHT: back in the queue, and this poging does not count. */
int taak_einde(struct store *s, const struct greep *g, struct str loper, enum taak_status status,
               struct str bericht, const struct doc *resultaat, struct err *e) MUST_CHECK;
/* Puts back, or ends, what dead processes were working on. */
int taken_herstel(struct store *s, struct err *e) MUST_CHECK;
/* Reads only: is there work waiting, and is there work of the dead? */
int taken_kijk(struct store *s, bool *ret_wacht, bool *ret_dood, struct err *e) MUST_CHECK;
/* Sign of life with progress; *ret_onze false when the taak is no longer ours. */
struct hartslag {
    const struct greep *g;
    struct str loper, bericht;
    int64_t gedaan, totaal;
};
int taak_hartslag(struct store *s, const struct hartslag *h, bool *ret_onze, struct err *e) MUST_CHECK;
/* Has someone, perhaps in another process, asked to stop? */
int taak_stop_gezien(struct store *s, int64_t id, bool *ret, struct err *e) MUST_CHECK;
/* Lets go of bijlagen of which the taak ended long ago. */
int taken_opruimen(struct store *s, struct err *e) MUST_CHECK;

/* ---- loper.c ---- */

void loper_wek(struct taak_loper *l); /* takes NULL */

#endif
