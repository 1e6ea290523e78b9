/* SPDX-License-Identifier: EUPL-1.2
 * Signalen: what asks for attention, found by rules that are data (referentie/signaal-regels.csv, or the
 * installation's own), each an expression over the facts of one thing. A signal names its rule, the values,
 * whom it asks and what to do; it ends by itself when the rule no longer holds, and says why. */
#ifndef WZ_SIGNAAL_SIGNAAL_H
#define WZ_SIGNAAL_SIGNAAL_H

#include "base/command.h"
#include "expressie/expressie.h"
#include "gebied/omgeving.h"
#include "http/http.h"
#include "spoor/spoor.h"
#include "taak/taak.h"

enum { SIGNAAL_REDEN_MAX = 2000 };

/* ---- rules (regels.c) ---- */

enum signaal_over {
    OVER_VISIE,
    OVER_OPGAVE,
    OVER_KENNISNAME,
    OVER_CIJFER,
    OVER_LEVERING,
    OVER_BEVINDING,
    OVER_MIJLPAAL,
    OVER_AFSPRAAK,
    OVER_N
};
enum signaal_wie { WIE_GEBIED_GEMEENTE, WIE_REGIE, WIE_LEVERAAR, WIE_GEBIED, WIE_N };

/* A field that rules over one kind of thing may speak of. */
struct signaal_veld {
    const char *naam, *uitleg;
    const char *soort; /* SIGNAAL_GETAL, NULL: a text, else the words that it can be, parted by "|" */
};
#define SIGNAAL_GETAL ""
extern const struct signaal_soort {
    const char *code, *naam;
    const struct signaal_veld *velden; /* ends with naam NULL; of cijfer: beside these any figure */
} signaal_soorten[OVER_N];

struct signaal_regel {
    struct str code, titel, voorwaarde, tekst, doen, waarom, bron, zin; /* zin: the condition in words */
    enum signaal_over over;
    enum signaal_wie wie;
    int ernst;              /* 1 … 3 */
    int jaar_van, jaar_tot; /* of cijfer: also for each of these years; 0: only now */
    const struct expr *expr;
    VEC(struct str) namen; /* what condition and text speak of, each once */
    int64_t rij;           /* of the file */
};
struct signaal_regels {
    struct str bestand;
    struct signaal_regel *at;
    size_t n;
};
/* Everything that can be wrong without the database: ERR_DATA with file, row and column. */
int signaal_regels_lees(struct arena *a, struct str bestand, struct str bytes, struct signaal_regels *ret,
                        struct err *e) MUST_CHECK;
/* Those that count: the installation's own, else those of the program. */
int signaal_regels_nu(struct conn *c, struct arena *a, struct signaal_regels *ret, struct err *e) MUST_CHECK;
/* Checks and keeps a file of rules. d NULL: the program itself. */
int signaal_regels_bewaar(struct store *s, struct arena *a, const struct dader *d, struct str bestand,
                          struct str bytes, size_t *ret_n, struct err *e) MUST_CHECK;
extern const char *const signaal_ernsten[]; /* by 1 … 3 */

/* ---- facts (feiten.c) ---- */

/* One thing with its facts, as nodes for the expression. */
struct signaal_ding {
    struct str sleutel, adres;
    const struct gebied *gebied; /* NULL: none */
    int64_t regie, leveraar;     /* partijen; 0: none */
    bool verzonnen;              /* a figure that is looked at was made up: its text says so */
    struct expr_knoop *wortel;
};
/* All things that a rule looks at. */
int signaal_dingen(struct conn *c, const struct gebieden *g, struct arena *a, const struct signaal_regel *r,
                   date_t vandaag, struct signaal_ding **ret, size_t *ret_n, struct err *e) MUST_CHECK;
struct str signaal_feit(const struct signaal_ding *d, struct str naam); /* "" when there is none */

/* ---- signals (signaal_sql.c) ---- */

struct signaal {
    int64_t id, partij, vorige, moment, einde; /* partij 0: the installation itself; einde 0: it holds */
    struct str regel, titel, tekst, doen, adres, feiten, voorwaarde, waarom, bron, einde_tekst;
    struct str partij_naam, stand; /* stand: the last act: "", opgepakt, beantwoord, gesloten, heropend */
    const struct gebied *gebied;   /* NULL: none */
    int ernst;
};
struct signaal_daad {
    struct str daad, reden, wie;
    int64_t moment;
};
/* einde: also those that ended, newest first; else those that hold, most serious first. */
int signalen_lees(struct conn *c, const struct gebieden *g, struct arena *a, bool einde,
                  const struct signaal **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* Those that a rule found and that held at a moment, also when somebody had closed them. */
int signalen_op(struct conn *c, const struct gebieden *g, struct arena *a, int64_t moment,
                const struct signaal **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* The moment at which the rules first looked; 0: never. Before it nothing is known, which is not nought. */
int signalen_sinds(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;
int signaal_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, struct signaal *ret,
                 struct err *e) MUST_CHECK;
int signaal_daden_lees(struct conn *c, struct arena *a, int64_t id, const struct signaal_daad **ret,
                       size_t *ret_n, struct err *e) MUST_CHECK;
/* Within a write transaction. ERR_CONFLICT when it has ended, or was so already. */
int signaal_daad_zet(struct conn *c, const struct dader *d, int64_t id, struct str daad, struct str reden,
                     struct str wie, struct err *e) MUST_CHECK;
bool signaal_vraagt(const struct signaal *s); /* it holds, and nobody closed it */

struct signaal_uitslag {
    int64_t getoetst, gevonden, nieuw, geeindigd, milliseconden;
};
/* Puts every rule to everything: a new signal for what is found, an end with its reason for what is not any
 * more. What somebody closed is not raised again while it goes on holding. A transaction of its own. */
int signalen_bijwerken(struct store *s, const struct gebieden *g, struct arena *a, date_t vandaag,
                       struct signaal_uitslag *ret, struct err *e) MUST_CHECK;
/* When the rules were last put to all; 0: never. */
int signaal_laatst(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;

#define TAAK_SIGNALEN "signalen"
extern const struct taak_soort signaal_taken[];
/* Puts that in the queue, unless it waits there already. For omgeving.veranderd. */
void signaal_taak_zet(struct omgeving *o);

extern const struct http_route signaal_routes[];
extern const struct command signaal_commands[];

#endif
