/* SPDX-License-Identifier: EUPL-1.2
 * The picture of one gebied: per woningtype the opgave, the plannen (hard, zacht) and what was built, for the
 * gebied as a whole and for each area of the chosen indeling. Read once, shown as cards, table, map and
 * sentence. */
#ifndef WZ_OVERZICHT_BEELD_H
#define WZ_OVERZICHT_BEELD_H

#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"
#include "kaart/beeld_svg.h"

enum { BEELD_OPGAVE, BEELD_HARD, BEELD_ZACHT, BEELD_GEBOUWD, BEELD_SOORTEN };
enum { WONINGTYPEN = 3 };

struct woningtype {
    const char *code, *naam;
    enum grafiek_tint tint;
};
extern const struct woningtype woningtypen[WONINGTYPEN];

/* One area's figures of one woningtype. */
struct beeld_regel {
    struct cijfer_uitkomst soort[BEELD_SOORTEN];
    struct cijfer_uitkomst plannen; /* hard and zacht together */
    struct cijfer_uitkomst dekking; /* in whole percent of the opgave */
};

struct beeld {
    size_t n; /* areas */
    const struct gebied **gebied;
    struct str *naam;                       /* with "(2 van 14 gemeenten)" where cut */
    struct beeld_regel *regel[WONINGTYPEN]; /* n of each */
    struct beeld_regel totaal[WONINGTYPEN];
    struct leemten leemten; /* of how many gemeenten the plannen (of the first woningtype) lack, and why */
    struct str *zonder;     /* the names of those that delivered none: n_zonder */
    size_t n_zonder;
    struct cijfer_tabel bron[BEELD_SOORTEN]; /* of the first woningtype: for onderwerp, definitions, dates */
};

/* The figures of p->gebied (or another) in an indeling. */
int beeld_lees(struct pagina *p, const struct gebied *gebied, struct str indeling, struct beeld *ret,
               struct err *e) MUST_CHECK;

/* A card (deel/kaart-woningtype) of one woningtype. */
struct doc *beeld_kaartje(struct pagina *p, const struct woningtype *t, const struct gebied *g,
                          const struct beeld_regel *r);
/* The address of the herkomst of a part of a picture. */
struct str beeld_herkomst(struct pagina *p, const char *onderwerp, const struct woningtype *t,
                          const struct cijfer_uitkomst *u);
/* The table that a page shows: all areas, total first, of one woningtype. */
struct doc *beeld_tabel_type(struct pagina *p, const struct beeld *b, const struct woningtype *type);
/* The same for all woningtypen side by side: too wide to look at, for who takes it along. */
struct doc *beeld_tabel(struct pagina *p, const struct beeld *b, const char *id, const char *csv_pad);
/* The answer in a sentence or three. */
struct str beeld_antwoord(struct pagina *p, const struct beeld *b);
/* Sources, dates, window, definitions and what is missing (deel/verantwoording). */
struct doc *beeld_verantwoording(struct pagina *p, const struct beeld *b);
/* What asks for attention now (deel/aandacht), NULL when nothing does. gevraagd: how many things the reader's
 * own organisation was asked on regie. */
struct doc *beeld_aandacht(struct pagina *p, const struct beeld *b, size_t gevraagd);
bool beeld_leeg(const struct beeld *b);
/* Fewer than half of the areas delivered their plannen: what they add up to says nothing of the whole, so no
 * sentence and no card sets it beside the opgave of the whole. The table does, as "at least". */
bool beeld_te_weinig(const struct beeld_regel *r);

/* What each of the five monitoring routes delivered of p->gebied, beside the opgave, as one table
 * ("vijf-routes"): with window, date, definition and status; "niet geleverd" for a route of which nothing
 * came. Never added up. */
int vijf_routes(struct pagina *p, const struct beeld *b, struct doc **ret, struct err *e) MUST_CHECK;

extern const struct http_route overzicht_routes[];

#endif
