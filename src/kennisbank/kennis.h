/* SPDX-License-Identifier: EUPL-1.2
 * The kennisbank: good examples, factsheets and documents, with what they are about, where, and whose they
 * are; finding them by words, and by gemeenten that are like one's own. Only added to: every change is a
 * version. See README.md and docs/methoden/kennisbank.md. Source: inventarisatie 4.8 ("goede voorbeelden op
 * maat van de Limburgse gemeenten") and 7.4. */
#ifndef WZ_KENNISBANK_KENNIS_H
#define WZ_KENNISBANK_KENNIS_H

#include "base/command.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "spoor/spoor.h"
#include "store/fulltext.h"

enum {
    KENNIS_TITEL_MAX = 200,
    KENNIS_SAMENVATTING_MAX = 800,
    KENNIS_TEKST_MAX = 20000,
    KENNIS_KORT_MAX = 300, /* place, source, reason */
    KENNIS_ADRES_MAX = 500,
    KENNIS_LABELS_MAX = 8, /* themes; woningtypen as many */
    KENNIS_MAX = 20000,    /* items that are looked through */
    KENNIS_BLAD = 20,      /* on a page */
    KENNIS_GRAAD = 1000000 /* lengte and breedte are degrees x this */
};

enum kennis_staat { KENNIS_CONCEPT, KENNIS_GEPUBLICEERD, KENNIS_INGETROKKEN, KENNIS_STATEN };
extern const char *const kennis_staten[KENNIS_STATEN];
bool kennis_staat_lees(struct str code, enum kennis_staat *ret);

/* Words to choose from, as data (referentie/kennis-woorden.csv). */
enum kennis_lijst { LIJST_SOORT, LIJST_THEMA, LIJST_WONINGTYPE, LIJSTEN };
extern const struct kennis_lijst_naam {
    const char *code, *naam, *alle;
} kennis_lijsten[LIJSTEN];
struct kennis_woord {
    enum kennis_lijst lijst;
    struct str code, naam;
};
struct kennis_woorden {
    const struct kennis_woord *at; /* by list and order */
    size_t n;
};
int kennis_woorden_lees(struct conn *c, struct arena *a, struct kennis_woorden *ret,
                        struct err *e) MUST_CHECK;
/* NULL when there is none. */
const struct kennis_woord *kennis_woord_bij(const struct kennis_woorden *w, enum kennis_lijst l,
                                            struct str code);
/* Its name; the code when it is not known any more. */
struct str kennis_woord_naam(const struct kennis_woorden *w, enum kennis_lijst l, struct str code);

/* One version of an item. */
struct kennis {
    int64_t id, versie, nummer;   /* of the item; of the version; which version, from 1 */
    int64_t nieuwste, publiek;    /* versions; publiek 0: nothing is published */
    int64_t partij, stuk, moment; /* partij 0: of the installation itself; stuk 0: none */
    enum kennis_staat staat;
    struct str code, soort, titel, samenvatting, tekst, plek, bron, bron_adres, reden, wie;
    struct str document; /* to be added with a new document: its words (stuk_woorden) */
    struct str label[LIJSTEN][KENNIS_LABELS_MAX]; /* of LIJST_THEMA and LIJST_WONINGTYPE */
    size_t n_label[LIJSTEN];
    const struct gebied *gebied; /* NULL: of no place in particular */
    bool heeft_punt, verzonnen;
    int64_t lengte, breedte;
    date_t bron_datum, peildatum; /* 0: not known, not told */
};
/* All that is wrong with it, each with the field (of the form and the file) that it is in. */
enum { KENNIS_FOUTEN_MAX = 12 };
struct kennis_fouten {
    struct kennis_fout {
        const char *veld;
        struct str wat;
    } at[KENNIS_FOUTEN_MAX];
    size_t n;
};
void kennis_keur(const struct kennis *k, const struct kennis_woorden *w, struct arena *a,
                 struct kennis_fouten *ret);
/* "5,9876" or "5.9876" degrees; false when it is none. */
bool kennis_graad_lees(struct arena *a, struct str s, int64_t *ret);
struct str kennis_graad_tekst(struct arena *a, int64_t v); /* "5.987600" */
bool kennis_heeft(const struct kennis *k, enum kennis_lijst l, struct str code);
/* The address that an item's source has, when a browser may follow it. */
bool kennis_adres_goed(struct str s);

/* ---- asking ---- */

/* Who looks: of the items of these partijen also what is not published. */
struct kennis_zicht {
    const int64_t *partij;
    size_t n;
    bool alles;
};
bool kennis_mag(const struct kennis_zicht *z, int64_t partij);

enum kennis_orde { ORDE_RELEVANT, ORDE_DATUM, ORDE_TITEL, ORDES };
extern const struct kennis_orde_naam {
    const char *code, *naam;
} kennis_orden[ORDES];
struct kennis_vraag {
    struct str zoek;
    struct str woord[LIJSTEN];   /* "": all */
    const struct gebied *gebied; /* NULL: everywhere */
    date_t gebiedsdatum;
    int jaar_van, jaar_tot; /* of the source; 0: open */
    enum kennis_orde orde;
    bool heeft_staat;
    enum kennis_staat staat;
    bool met_tekst; /* of who sees only what is public: with their tekst */
};
struct kennis_uitslag {
    struct ft_query vraag;      /* as it was read */
    const struct kennis **raak; /* in order; without their tekst, unless that was asked */
    int *rang; /* of each: 1 all words in the title, 2 in title, summary and keywords, 3 also in the text; 0
                  nothing was asked */
    size_t n, van; /* found; of how many that there are to see */
    size_t *tel;   /* of each word of the lists: how many there are with the other filters as they are */
    size_t tel_staat[KENNIS_STATEN];
};
/* No more than a few questions, however much there is. */
int kennis_zoek(struct conn *c, const struct gebieden *g, struct arena *a, const struct kennis_woorden *w,
                const struct kennis_zicht *z, const struct kennis_vraag *v, struct kennis_uitslag *ret,
                struct err *e) MUST_CHECK;
/* The texts (Markdown) of at most KENNIS_BLAD versions, in their order. */
int kennis_teksten_lees(struct conn *c, struct arena *a, const struct kennis *const *k, size_t n,
                        struct str *ret, struct err *e) MUST_CHECK;
/* The words of their documents, in the same order; "" without. */
int kennis_documenten_lees(struct conn *c, struct arena *a, const struct kennis *const *k, size_t n,
                           struct str *ret, struct err *e) MUST_CHECK;
/* A version with its tekst: nummer 0 is the public one, -1 the newest. ERR_NOT_FOUND. */
int kennis_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, int64_t nummer,
                struct kennis *ret, struct err *e) MUST_CHECK;
/* All versions, newest first, without their tekst. */
int kennis_versies_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        const struct kennis **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- what is shown of a hit (kennis_merk.c); pure ---- */

/* A text in pieces [{tekst, raak?}]: those that are a word that was asked are marked. */
struct doc *kennis_merk(struct arena *a, const struct ft_query *q, struct str tekst);
/* A piece of a longer text round its first words that were asked; NULL when there are none in it. */
struct doc *kennis_fragment(struct arena *a, const struct ft_query *q, struct str tekst);
/* Markdown as plain text. */
struct str kennis_kaal(struct arena *a, struct str markdown);

/* ---- adding: within a write transaction, and written in the trail ---- */

/* A new item when k->id is 0, else its next version: ERR_CONFLICT when `op` is not the newest version any
 * more (0: do not mind). u NULL: the document stays as it was (k->stuk). *ret_id may be NULL. */
int kennis_bewaar(struct conn *c, struct arena *a, const struct dader *d, const struct kennis_woorden *w,
                  const struct kennis *k, const struct http_upload *u, int64_t op, int64_t *ret_id,
                  struct err *e) MUST_CHECK;

/* A file, one item a line; what is there already is left alone. */
struct kennis_bestand {
    int64_t erbij, er_al;
};
int kennis_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                        struct str naam, struct str bytes, bool proef, struct kennis_bestand *ret,
                        struct err *e) MUST_CHECK;

/* ---- gemeenten that are alike (zoals.c) ---- */

enum { ZOALS_MATEN = 3 };
/* How far two gemeenten lie apart by one figure, in thousandths: 1000 is twice as many inhabitants, or as
 * many points as `stap` apart. */
extern const struct zoals_maat {
    const char *code, *naam, *onderwerp, *noemer; /* noemer NULL: the figure itself; else per 100 of it */
    const char *zin;                              /* "%s inwoners" */
    int stap;                                     /* in the unit of the figure; 0: a ratio */
} zoals_maten[ZOALS_MATEN];
struct zoals_waarde {
    bool heeft, verzonnen;
    int64_t waarde;
    date_t peildatum;
    struct str bron;
};
struct zoals {
    const struct gebied *gebied;
    struct zoals_waarde maat[ZOALS_MATEN];
    int64_t deel[ZOALS_MATEN]; /* thousandths; -1: not known of one of the two */
    int64_t afstand;           /* their mean, half up; -1: cannot be compared */
    int n;                     /* of how many figures */
};
/* Fills deel, afstand and n of all against `mij`, and sorts: the nearest first, then by n, inhabitants and
 * code; those that cannot be compared last. Without inhabitants nothing is compared. Pure. */
void zoals_reken(const struct zoals *mij, struct zoals *alle, size_t n);
/* All gemeenten of a day with their figures as known at a stand (0: now). */
int zoals_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t peildatum, date_t dag,
               int64_t stand, struct zoals **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* "16.000 inwoners, 27% is 65 jaar of ouder": what is known of both. */
struct str zoals_zin(struct arena *a, const struct zoals *z, const struct zoals *mij);

extern const struct http_route kennis_routes[], kennis_een_routes[], kennis_doe_routes[], zoals_routes[];
extern const struct command kennis_commands[];

#endif
