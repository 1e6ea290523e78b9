/* SPDX-License-Identifier: EUPL-1.2
 * Leveringen: one delivery of data with its cijfers, written in one transaction, never overwritten:
 * superseded by a newer one for the same soort, leveraar and peildatum, or withdrawn with a reason. */
#ifndef WZ_CIJFER_LEVERING_H
#define WZ_CIJFER_LEVERING_H

#include "cijfer/cijfer.h"
#include "spoor/spoor.h"

enum { LEVERING_CIJFERS_MAX = 5000000 };
/* In units of 10^-schaal; ERR_DATA above it. So the sum of a levering fits. */
#define LEVERING_WAARDE_MAX INT64_C(1000000000000)

/* What a set of new cijfers has in common; bronnen and onderwerpen are named by code. */
struct reeks_nieuw {
    struct str onderwerp, bron, definitieset, woningtype, segment, kenmerk;
    int horizon_van, horizon_tot;
};

struct cijfer_nieuw {
    const struct gebied *gebied;
    int64_t waarde;
    uint32_t reeks; /* index in levering_nieuw.reeks */
    date_t van, tot;
    int32_t rij;
    int16_t blad, kolom;
    uint8_t ontbreekt, status, vlag;
};

struct levering_nieuw {
    struct arena *a;
    struct str soort, leveraar, bestand, wie, inhoud; /* inhoud: the delivered bytes */
    date_t peildatum;
    struct dader door;    /* for the trail; zero: the program itself */
    int64_t partij;       /* whose it is; 0: of the installation itself */
    bool ook_van_anderen; /* may supersede a levering of another partij */
    VEC(struct reeks_nieuw) reeks;
    VEC(struct cijfer_nieuw) cijfer;
    VEC(struct onderwerp) onderwerp; /* to be made when they are not there (definitieset by code) */
    VEC(struct bron) bron;           /* likewise */
    struct doc *verslag;
    struct map reeks_index; /* private to levering_reeks */
    /* Writes what is not a cijfer (reference tables) in the same transaction; may be NULL. Must be
     * repeatable. */
    int (*schrijf)(struct conn *c, int64_t levering, void *ctx, struct err *e);
    void *schrijf_ctx;
    /* Called now and then while writing; non-zero stops (ERR_CANCELLED). May be NULL. */
    bool (*stop)(void *ctx, int64_t gedaan, int64_t totaal);
    void *stop_ctx;
};

/* The index of a reeks, made when new. */
uint32_t levering_reeks(struct levering_nieuw *l, const struct reeks_nieuw *r);

struct levering_uitslag {
    int64_t id;       /* 0 in a rehearsal */
    int64_t vervangt; /* id of the levering that it supersedes, 0: none */
    int64_t nieuw, gewijzigd, gelijk,
        verdwenen;           /* against the superseded one, per reeks, gebied and period */
    struct doc *voorbeelden; /* list of {onderwerp, gebied, was, wordt}, at most 20 */
};

/* Stores, or with proef only tells what would change. ERR_CONFLICT when the same file is there already (as an
 * active levering of this soort). When this returns OK without proef, the levering is on disk. */
int levering_opslaan(struct store *s, const struct gebieden *g, struct levering_nieuw *l, bool proef,
                     struct levering_uitslag *ret, struct err *e) MUST_CHECK;

/* A definitieset of an installation's own, made when there is none with its code; one that is there stays as
 * it is. Its reeksen then name it. */
int definitieset_bij(struct conn *c, const struct definitieset *d,
                     struct err *e) MUST_CHECK; /* within a write */
int definitieset_maak(struct store *s, const struct definitieset *d, struct err *e) MUST_CHECK;

struct levering {
    int64_t id, bytes, ontvangen, einde, vervangen_door, eerste_cijfer, cijfers;
    int64_t partij; /* 0: of the installation itself */
    struct str soort, leveraar, bestand, sha256, wie, status, reden;
    date_t peildatum;
};
/* What people call a soort of levering ("Plancapaciteit per gemeente" for "plancapaciteit"); what is no soort
 * stays as it is. The importers know it, in a room after this one, so app sets it before threads start. */
extern struct str (*levering_soort_noemt)(struct str soort);
struct str levering_soort_naam(struct str soort);
/* Newest first; with_reference false leaves out the reference tables (soort "referentie-…"). */
int leveringen_lees(struct conn *c, struct arena *a, bool with_reference, const struct levering **ret,
                    size_t *ret_n, struct err *e) MUST_CHECK;
int levering_lees(struct conn *c, struct arena *a, int64_t id, struct levering *ret, struct str *ret_verslag,
                  struct err *e) MUST_CHECK;
/* Those with these numbers (which are sorted in place), each once, by number; one that is not there is left
 * out. */
int leveringen_van(struct conn *c, struct arena *a, int64_t *id, size_t n, const struct levering **ret,
                   size_t *ret_n, struct err *e) MUST_CHECK;
/* Who delivered before, by name: each once, at most LEVERAARS_MAX. */
enum { LEVERAARS_MAX = 500 };
int leveraar_namen_lees(struct conn *c, struct arena *a, const struct str **ret, size_t *ret_n,
                        struct err *e) MUST_CHECK;
/* The active levering of this soort that these bytes are; ERR_NOT_FOUND when there is none. */
int levering_bij_inhoud(struct conn *c, struct str soort, struct str inhoud, int64_t *ret,
                        struct err *e) MUST_CHECK;
/* The delivered bytes. */
int levering_bestand_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret,
                          struct err *e) MUST_CHECK;
/* The files of a folder as one text, to keep as inhoud; and file i of what was delivered so or as a zip:
 * false when it is one file. */
struct zip_deel;
struct str levering_map_pak(struct arena *a, const struct zip_deel *deel, size_t n);
bool levering_map_deel(struct arena *a, struct str inhoud, size_t i, struct str *naam, struct str *bytes);
/* Withdraws: its cijfers no longer count from now on; what it superseded stays superseded, and may be
 * delivered again. */
int levering_intrekken(struct store *s, const struct dader *d, int64_t id, struct str reden,
                       struct err *e) MUST_CHECK;
int levering_trek_in(struct conn *c, const struct dader *d, int64_t id, struct str reden,
                     struct err *e) MUST_CHECK; /* within a write transaction */

/* What withdrawing would do to the figures that pages show, of the land, the provincie and (of a few) the
 * gemeenten that the levering tells of: rehearsed, so nothing changes. At most LEVERING_GEVOLGEN_MAX. Of
 * whatever bron: where another one or an older levering has a figure, that is what will be seen. */
enum { LEVERING_GEVOLGEN_MAX = 96 };
struct levering_gevolg {
    const struct gebied *gebied;
    struct str onderwerp, naam, eenheid, woningtype;
    int schaal;
    struct cijfer_uitkomst nu, straks;
};
int levering_gevolgen(struct store *s, const struct gebieden *g, struct arena *a, int64_t id,
                      const struct levering_gevolg **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* Gebieden of which another leveraar has a figure of this bron and onderwerp, where only one of them counts
 * (docs/methoden/cijfers.md): by leveraar and gebied, the newest peildatum first. */
struct levering_ander {
    struct str leveraar;
    int64_t gebied_id;
    date_t peildatum;
};
int levering_anderen_lees(struct conn *c, struct arena *a, struct str bron, struct str onderwerp,
                          struct str leveraar, const struct levering_ander **ret, size_t *ret_n,
                          struct err *e) MUST_CHECK;
/* The same of another bron, by its name in `leveraar`: of one onderwerp and woningtype, without what l would
 * supersede. Who names a bron in words of its own makes a new one, beside what was there. */
int levering_bronnen_lees(struct conn *c, struct arena *a, const struct reeks_nieuw *r,
                          const struct levering_nieuw *l, const struct levering_ander **ret, size_t *ret_n,
                          struct err *e) MUST_CHECK;
struct doc *levering_doc(struct arena *a, const struct levering *l);

#endif
