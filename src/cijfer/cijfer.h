/* SPDX-License-Identifier: EUPL-1.2
 * Cijfers: asking for them (one figure per area, rolled up over any indeling on any date) and telling where
 * they come from. A question chooses leveringen from the catalogue, reads their cijfers in one query, and
 * adds up in integers; see README.md and docs/methoden/cijfers.md. Sources stand side by side: a row of a
 * table comes from one bron and is never a sum over bronnen. */
#ifndef WZ_CIJFER_CIJFER_H
#define WZ_CIJFER_CIJFER_H

#include "doc/doc.h"
#include "gebied/gebied.h"

enum cijfer_ontbreekt { ONTBREEKT_NIET, ONTBREEKT_NIET_GELEVERD, ONTBREEKT_NVT, ONTBREEKT_ONDERDRUKT };
/* In order of certainty: a sum has the least certain status of its parts. */
enum cijfer_status {
    STATUS_GEEN,
    STATUS_DEFINITIEF,
    STATUS_VASTGESTELD,
    STATUS_NADER_VOORLOPIG,
    STATUS_VOORLOPIG,
    STATUS_ZIENSWIJZE,
    STATUS_CONCEPT,
    STATUS_VERVALLEN, /* kept, never counted */
    STATUS_AANTAL
};
enum cijfer_vlag {
    VLAG_VERTROUWELIJK = 1, /* counts only together with others of its cell (cel_geheim.h) */
    VLAG_AFGELEID_NUL =
        2, /* the area delivered, but nothing of this kind: a real nought without a row of its own */
    VLAG_VERZONNEN = 4,
    VLAG_ONGEVEER = 8,    /* the source says "ongeveer" or "ruim" */
    VLAG_BRONFOUT = 16,   /* the source cell held an error (#REF!) */
    VLAG_OMGEREKEND = 32, /* computed: over a herindeling with a weight other than whole */
    VLAG_TWIJFEL =
        256, /* there is a finding on it, or on a figure under it (merk.h); never stored with a cijfer */
    VLAG_DEEL_ONDERDRUKT = 512, /* computed: beside what was added up there are figures that were withheld, so
                                   it is the least that it can be */
};

enum { HORIZON_OPEN = 9999 }; /* horizon_tot of "2030 and later" */

struct str cijfer_ontbreekt_naam(enum cijfer_ontbreekt o); /* "niet geleverd" … */
struct str cijfer_status_naam(enum cijfer_status s);       /* "voorlopig" …; "" for none */
bool cijfer_status_lees(struct str naam, enum cijfer_status *ret);

enum cijfer_aard { AARD_STAND, AARD_STROOM, AARD_VERHOUDING };
struct onderwerp {
    int64_t id;
    struct str code, naam, eenheid, omschrijving, definitieset, definitieset_naam;
    int schaal, route; /* route 0: none */
    enum cijfer_aard aard;
    bool venster;             /* a window of years chooses among its figures, though it is no stroom */
    struct str standaardbron; /* code of the only bron that answers when none is named; empty: all do */
};
int onderwerpen_lees(struct conn *c, struct arena *a, const struct onderwerp **ret, size_t *ret_n,
                     struct err *e) MUST_CHECK;
/* ERR_NOT_FOUND with the nearest codes named. */
int onderwerp_lees(struct conn *c, struct arena *a, struct str code, struct onderwerp *ret,
                   struct err *e) MUST_CHECK;

/* The years of the first and the last figure of each of n onderwerpen, as known at a stand (0: now); 0 and 0
 * of one that has none. */
struct onderwerp_jaren {
    int van, tot;
};
int onderwerpen_jaren_lees(struct conn *c, struct arena *a, int64_t stand, const struct onderwerp *o,
                           size_t n, struct onderwerp_jaren **ret, struct err *e) MUST_CHECK;

/* The woningtypen by which the figures of an onderwerp or indicator are split, in the order of the field: ""
 * is "not split". One that no figure has is left out; of an unknown code there are none. */
int woningtypen_lees(struct conn *c, struct arena *a, struct str code, struct str **ret, size_t *ret_n,
                     struct err *e) MUST_CHECK;

struct bron {
    int64_t id;
    struct str code, naam, houder, licentie;
    int route;
};
int bronnen_lees(struct conn *c, struct arena *a, const struct bron **ret, size_t *ret_n,
                 struct err *e) MUST_CHECK;

struct definitieset {
    int64_t id;
    struct str code, naam, organisatie, bron;
    date_t geldig_van;
};
int definitiesets_lees(struct conn *c, struct arena *a, const struct definitieset **ret, size_t *ret_n,
                       struct err *e) MUST_CHECK;

/* How the figures of an onderwerp are split in the leveringen that count at `stand` (0: now): each
 * combination once, in order of bron and segment. At most CIJFER_SPLITSINGEN_MAX. */
enum { CIJFER_SPLITSINGEN_MAX = 1000 };
struct cijfer_splitsing {
    struct str bron, woningtype, segment, kenmerk;
};
int cijfer_splitsingen_lees(struct conn *c, struct arena *a, struct str onderwerp, int64_t stand,
                            const struct cijfer_splitsing **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* A question. Empty text and 0 mean: not chosen; woningtype, segment and kenmerk empty mean the figure that
 * is not split by it. */
struct cijfer_vraag {
    struct str onderwerp, woningtype, segment, kenmerk, bron;
    struct str indeling;   /* "gemeente", "vijfdeling", … */
    struct str binnen;     /* code of an area: only the gemeenten in it */
    struct str ook_binnen; /* code of a second area: of binnen only the gemeenten that lie in this one too */
    date_t peildatum; /* the latest period that ends on or before it; also the division of gemeenten. 0: the
                         newest */
    date_t gebiedsdatum;            /* the division of gemeenten, when other than peildatum */
    int64_t stand;                  /* what was known at this moment; 0: now */
    int venster_van, venster_tot;   /* years in which homes come about; of a stroom all periods in these years
                                       count together */
    const struct onderwerp *bekend; /* n_bekend onderwerpen that were read before: who asks much at once reads
                                       them once. NULL: the one asked is read with the question */
    size_t n_bekend;
};

/* ERR_NOT_FOUND, with the words there are, when nothing knows the bron or woningtype ("" is not chosen); of a
 * whole question the segment and kenmerk as well, which must stand at some figure that was delivered. */
int cijfer_bron_toets(struct conn *c, struct arena *a, struct str bron, struct err *e) MUST_CHECK;
int cijfer_woningtype_toets(struct conn *c, struct arena *a, struct str woningtype, struct err *e) MUST_CHECK;
int cijfer_woorden_toets(struct conn *c, struct arena *a, const struct cijfer_vraag *v,
                         struct err *e) MUST_CHECK;

/* One area's answer. */
struct cijfer_uitkomst {
    const struct gebied *gebied;
    bool heeft;           /* there is a value; else `ontbreekt` says why not */
    int64_t waarde;       /* units of 10^-schaal; what certainly lies within the window */
    int64_t buiten_deels; /* what lies partly in the window or states no year: waarde + this is the most it
                             can be */
    int aanwezig,
        verwacht; /* of the measured areas under it, how many have a figure (for every period that counts) */
    const struct gebied *const *zonder; /* the others: n_zonder of them, by index */
    size_t n_zonder;
    enum cijfer_ontbreekt ontbreekt;
    enum cijfer_status status;
    unsigned vlag;
    int twijfels;      /* how many of the figures under it bear VLAG_TWIJFEL */
    bool rechtstreeks; /* delivered for this area itself, not rolled up */
    date_t periode_van, periode_tot;
    const struct bron *bron;  /* NULL when there is nothing */
    int64_t definitieset;     /* id; 0 when there is nothing */
    size_t leden, leden_heel; /* gemeenten counted, and of the whole region; differ when `binnen` cuts it */
    const struct gebied *const *lid; /* the gemeenten counted: `leden` of them */
    int64_t cijfer_id;               /* the one figure that it is, 0 when computed from several */
};

struct cijfer_tabel {
    struct onderwerp onderwerp;
    struct cijfer_vraag vraag;   /* with peildatum and gebiedsdatum filled in */
    struct cijfer_uitkomst *rij; /* in order of the indeling */
    size_t n;
    struct cijfer_uitkomst totaal; /* over all rows, from the same bron; gebied: binnen or NL01 */
    size_t niet_omgerekend;        /* figures on areas that have no way to the asked division */
    struct str *bronnen;           /* codes of all bronnen that have figures for this question */
    size_t n_bronnen;
};

int cijfer_tabel_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                      struct cijfer_tabel *ret, struct err *e) MUST_CHECK;
/* One area: as a table with one row. vraag.indeling and binnen are not used. */
int cijfer_gebied_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                       const struct cijfer_vraag *v, const struct gebied *gebied, struct cijfer_uitkomst *ret,
                       struct err *e) MUST_CHECK;
/* The same for n areas at once, of one question: read once, added up for each. */
int cijfer_gebieden_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                         const struct cijfer_vraag *v, const struct gebied *const *gebied, size_t n,
                         struct cijfer_uitkomst *ret, struct err *e) MUST_CHECK;
/* All periods of one area in the division of gebiedsdatum (default: today's), oldest first, of the bron that
 * covers most. */
int cijfer_tijdreeks_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                          const struct cijfer_vraag *v, const struct gebied *gebied,
                          struct cijfer_uitkomst **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* An indicator: factor × Σ tellers / Σ noemers, over a region the ratio of sums. */
struct indicator {
    const char *code, *naam, *eenheid, *formule; /* Dutch */
    const char *tellers[3], *noemers[3];
    int factor;
    bool per_woningtype;
    bool beginstand; /* the noemer is the stock with which the period of the teller begins */
};
extern const struct indicator indicatoren[]; /* ends with code NULL */
const struct indicator *indicator_bij_code(struct str code);
/* Adds one part (hard, zacht) to the sum of its area; eerste: it is the first. What lacks of any part lowers
 * aanwezig, an area once however many parts of it lack, so that the sum and its ratio say "at least". */
void cijfer_samen(struct arena *a, struct cijfer_uitkomst *som, const struct cijfer_uitkomst *deel,
                  bool eerste);
/* The peildatum of the noemer, given what the teller is over the whole area. */
date_t indicator_dag(const struct indicator *in, const struct cijfer_uitkomst *teller, date_t peildatum);
struct cijfer_uitkomst indicator_uitkomst(const struct indicator *in, const struct cijfer_uitkomst *teller,
                                          const struct cijfer_uitkomst *noemer);
/* As cijfer_tabel_lees, for the code of an onderwerp or of an indicator. */
int cijfer_antwoord(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                    struct cijfer_tabel *ret, struct err *e) MUST_CHECK;
/* As cijfer_gebieden_lees, for the code of an onderwerp or of an indicator; v becomes the question as it was
 * asked, of which cijfer_adres makes the address. */
int cijfer_antwoord_gebieden(struct conn *c, const struct gebieden *g, struct arena *a,
                             struct cijfer_vraag *v, const struct gebied *const *gebied, size_t n,
                             struct cijfer_uitkomst *ret, struct err *e) MUST_CHECK;
/* Is it the least that it can be: a part lacks or was withheld, or lies partly in the window? */
bool cijfer_minstens(const struct cijfer_uitkomst *u);
/* Nought at the least: that tells nothing, so it gets no colour and is no lowest one. */
bool cijfer_zegt_niets(const struct cijfer_uitkomst *u);
/* Of how many of the areas that were looked at a figure lacks, or a part of it, and why: counted in one way
 * wherever a page tells so. Not here: what lies partly in the window, of which nothing lacks. */
struct leemten {
    size_t van, niet_geleverd, niet_openbaar, anders; /* anders: not applicable, or only beyond the window */
};
enum leemte { LEEMTE_GEEN, LEEMTE_NIET_GELEVERD, LEEMTE_NIET_OPENBAAR, LEEMTE_ANDERS };
enum leemte cijfer_leemte(const struct cijfer_uitkomst *u);
void leemten_tel(struct leemten *l, const struct cijfer_uitkomst *u);
static inline size_t leemten_samen(const struct leemten *l)
{
    return l->niet_geleverd + l->niet_openbaar + l->anders;
}
/* "2 niet geleverd, 4 niet helemaal openbaar"; "" when nothing lacks. */
struct str leemten_tekst(struct arena *a, const struct leemten *l);
/* The text of an uitkomst's value: "1.118.302", "≥ 44%", "–". */
struct str cijfer_tekst(struct arena *a, const struct cijfer_uitkomst *u, int schaal);

/* The address of a computed figure:
 * onderwerp:gebied:peildatum:woningtype:segment:kenmerk:bron:venster:stand:gebiedsdatum:ook_binnen, empty
 * parts at the end left out; gebiedsdatum only when it is not the peildatum, ook_binnen when only a part of
 * the gebied was asked. Asked with cijfer_tabel.vraag it gives the same figure again. A figure that was
 * delivered has its number. */
struct str cijfer_adres(struct arena *a, const struct cijfer_vraag *v, const struct cijfer_uitkomst *u);
/* The table as a tree for CSV, XLSX and JSON: gebied, naam, waarde, aanwezig, verwacht, eenheid, periode,
 * status, ontbreekt, bron, herkomst. */
/* The name of its area; of a cut region with what it is: "Nijmegen (2 van 14 gemeenten: Gennep, Mook en
 * Middelaar)". */
struct str cijfer_gebied_naam(struct arena *a, const struct cijfer_uitkomst *u);
/* That there is a finding on it: "na te kijken", or of a sum how many of the figures under it; "" without. */
struct str cijfer_twijfel(struct arena *a, const struct cijfer_uitkomst *u);
struct str cijfer_opmerking(struct arena *a, const struct cijfer_uitkomst *u,
                            int schaal); /* "verzonnen; …" */
struct doc *cijfer_tabel_doc(struct arena *a, const struct cijfer_tabel *t);

/* Where a figure comes from, as a tree (see README.md): id is a number or an address. */
int cijfer_herkomst(struct conn *c, const struct gebieden *g, struct arena *a, struct str id,
                    struct doc **ret, struct err *e) MUST_CHECK;

#endif
