/* SPDX-License-Identifier: EUPL-1.2
 * What the store knows of stocks and rule sets: which column files are served, and which decision tables
 * there are: those that come with the program, and those that people saved. Every change stands in the trail.
 */
#ifndef WZ_VOORRAAD_REGISTER_H
#define WZ_VOORRAAD_REGISTER_H

#include "regels/regels.h"
#include "spoor/spoor.h"
#include "store/store.h"
#include "voorraad/wzv.h"

struct voorraad_rij {
    int64_t id;
    struct str naam, bron, bestand, sha256, wie;
    date_t peildatum;
    int64_t rijen, gemaakt;
    bool verzonnen;
};
/* Those in use, the newest peildatum first. */
int voorraden_lees(struct conn *c, struct arena *a, const struct voorraad_rij **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK;
/* Registers an opened file under its whole path. One with the same content that is in use is the same one:
 * its number is given, and only its path is renewed when that changed. */
int voorraad_registreer(struct store *s, const struct dader *d, const struct wzv *w, const char *pad,
                        struct str naam, struct str bron, struct str wie, int64_t *ret_id,
                        struct err *e) MUST_CHECK;
/* No longer served; the file stays where it is. */
int voorraad_uit(struct store *s, const struct dader *d, int64_t id, struct err *e) MUST_CHECK;

struct regelset {
    int64_t id; /* 0: comes with the program */
    int64_t partij;
    struct str code, naam, sha256, inhoud, uit, reden, wie;
    struct str versie_naam; /* as people call it: "1", "dPi2025" */
    int versie;
    int64_t gemaakt, einde;
};
/* Those of the program first, then those in use that people saved, newest versions first. inhoud is left
 * empty but for those of the program. */
int regelsets_lees(struct conn *c, struct arena *a, const struct regelset **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK;
/* By code (its newest version in use), or by at least 12 digits of its SHA-256 (also withdrawn). */
int regelset_zoek(struct conn *c, struct arena *a, struct str wat, struct regelset *ret,
                  struct err *e) MUST_CHECK;
int regelset_bij_id(struct conn *c, struct arena *a, int64_t id, struct regelset *ret,
                    struct err *e) MUST_CHECK;
/* The versions of a set that people saved, newest first, with those withdrawn. */
int regelset_versies(struct conn *c, struct arena *a, struct str code, const struct regelset **ret,
                     size_t *ret_n, struct err *e) MUST_CHECK;
/* Saves naam, inhoud, uit, reden, partij, wie as the next version of the set with this name: *ret_code. The
 * inhoud must be read and proven before. ERR_DATA in words for a name or reason that is missing, ERR_CONFLICT
 * when another partij has a set of this name, or when nothing changed. */
int regelset_bewaar(struct store *s, const struct dader *d, const struct regelset *x, struct str *ret_code,
                    struct arena *a, struct err *e) MUST_CHECK;
int regelset_intrekken(struct store *s, const struct dader *d, int64_t id, struct str wie,
                       struct err *e) MUST_CHECK;
/* The code that a set of this name has. */
struct str regelset_code(struct arena *a, struct str naam);
/* The table of a set, on a. */
int regelset_tabel(struct arena *a, const struct regelset *x, struct regeltabel **ret,
                   struct err *e) MUST_CHECK;

struct str hex_van(struct arena *a, const uint8_t *p, size_t n);

#endif
