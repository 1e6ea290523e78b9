/* SPDX-License-Identifier: EUPL-1.2
 * Definities: what each organisation calls nultreden, geclusterd or zorggeschikt, as decision tables over
 * properties of a dwelling; and whether figures by one definition can be told in another. That is proven by
 * looking at every combination of conditions: see docs/methoden/definities.md. */
#ifndef WZ_DEFINITIE_DEFINITIE_H
#define WZ_DEFINITIE_DEFINITIE_H

#include "base/command.h"
#include "http/http.h"

struct regeltabel; /* regels/regels.h, of which not every user of this header wants to know */

enum { DEFINITIE_KLASSEN_MAX = 8, DEFINITIE_REGELS_MAX = 64 };

/* One meaning: a dwelling is of it when its table gives one of these outcomes. */
struct definitie {
    struct str set;        /* code of the definitieset */
    struct str woningtype; /* nultreden, geclusterd, zorggeschikt, or samen: any of them */
    struct str bestand;
    const struct regeltabel *tabel;
    struct str klasse[DEFINITIE_KLASSEN_MAX];
    size_t n_klassen;
};

enum omzetting_soort { OMZET_GELIJK, OMZET_MET_REGEL, OMZET_NIET };
/* Whether what counts as `van` can be counted as `naar`. */
struct omzetting {
    const struct definitie *van, *naar;
    enum omzetting_soort soort;
    struct str regel;       /* OMZET_MET_REGEL: what must be known of each, as "clusterwoningen: >=12" */
    struct str reden, bron; /* bron empty: found by the proof, nobody said so */
    int64_t combinaties, beide, alleen_van, alleen_naar; /* of known values; with the rule applied */
    struct str voorbeeld_van, voorbeeld_naar; /* a combination that is one and not the other; or empty */
};

struct definities {
    struct definitie *at;
    size_t n;
    struct omzetting *omzetting; /* every ordered pair of two sets with the same woningtype */
    size_t n_omzettingen;
};

/* Those that come with the program, with every pair proven: once, and then the same for all threads as long
 * as the program runs. ERR_DATA with file and row when a claim in omzettingen.csv is not true, with the
 * combination that shows it. */
int definities_lees(const struct definities **ret, struct err *e) MUST_CHECK;
/* Counts every combination of known values that the two tables (and the rule, may be NULL) tell apart.
 * ERR_DATA when a table is of a kind that this cannot do. Pure. */
int omzetting_bewijs(struct arena *a, struct omzetting *o, const struct regeltabel *regel,
                     struct err *e) MUST_CHECK;
/* "clusterwoningen: >=12; wlz: ja" as a table with one outcome. */
int omzetting_regel_lees(struct arena *a, struct str tekst, const struct regeltabel **ret,
                         struct err *e) MUST_CHECK;
/* What a definition asks of a property, in words: "ja", "12 of meer"; "–": nothing. */
struct str definitie_eis(struct arena *a, const struct definitie *d, struct str eigenschap);

extern const struct http_route definitie_routes[];
extern const struct command definitie_commands[];

#endif
