/* SPDX-License-Identifier: EUPL-1.2
 * CBS's stock of dwellings, whichever way it was delivered (a file of StatLine, or OData): rows of one gebied
 * and period, checked and made into figures in one place. And the periods of CBS. */
#ifndef WZ_ROUTE_VOORRAAD_H
#define WZ_ROUTE_VOORRAAD_H

#include "route/importeurs.h"

/* ---- cbs_periode.c ---- */

enum cbs_periode_soort { CBS_JAAR, CBS_KWARTAAL, CBS_MAAND, CBS_PERIODEN };
struct cbs_periode {
    enum cbs_periode_soort soort;
    date_t van, tot;
    enum cijfer_status status; /* by its stars: * voorlopig, ** nader voorlopig; else STATUS_GEEN */
};
/* A code (2020JJ00, 2020KW01, 2020MM11) or a title of StatLine ("2020", "2020 1e kwartaal", "2020 november"),
 * with stars behind it or not. False for anything else, and for years outside 1800–2100. */
bool cbs_periode_lees(struct str s, struct cbs_periode *ret);
/* What keeps periods of one kind together in a reeks; "" for years. */
const char *cbs_periode_kenmerk(enum cbs_periode_soort soort);

/* ---- woningvoorraad.c ---- */

enum { BEGIN, NIEUWBOUW, TOEVOEGING, SLOOP, ONTTREKKING, CORRECTIE, SALDO, EIND, N_POSTEN };

struct voorraad_rij {
    const struct gebied *g;
    struct cbs_periode periode;
    int64_t nummer[N_POSTEN], waarde[N_POSTEN]; /* the row that each figure stood in */
    int kolom[N_POSTEN];
    uint8_t ontbreekt[N_POSTEN], vlag[N_POSTEN];
};

struct voorraad {
    struct map gezien; /* gebied and period → index of rij */
    VEC(struct voorraad_rij) rij;
    int64_t verschillen, grootste; /* rows whose balance does not close, and by how much at most */
};

void voorraad_begin(struct voorraad *x, struct arena *a);
/* NULL when there is none; valid until the next is added. */
struct voorraad_rij *voorraad_zoek(const struct voorraad *x, struct arena *scratch, const struct gebied *g,
                                   const struct cbs_periode *p);
struct voorraad_rij *voorraad_bij(struct voorraad *x, struct arena *a, const struct voorraad_rij *v);
/* Which post a title means (folded, as import_kop_naam gives it); -1 for none. */
int voorraad_post(struct str titel);
/* Checks the balance and gemeenten that ended or began within a period, and makes the figures. */
void voorraad_klaar(struct import *im, struct voorraad *x);

/* ---- meergezins.c: the indication for nultreden ---- */

/* Net growth of meergezinswoningen of 50 to 150 m², from parts by size class; see docs/methoden. */
struct meergezins;
struct meergezins *meergezins_begin(struct arena *a);
/* Bounds of a size class in m² out of its title ("75 tot 100 m²"); false when it is none. */
bool meergezins_klasse(struct arena *a, struct str titel, int *van, int *tot);
/* One figure of meergezinswoningen in a size class. post: NIEUWBOUW … SALDO. */
void meergezins_bij(struct import *im, struct meergezins *x, const struct gebied *g,
                    const struct cbs_periode *p, int post, int van, int tot, int64_t waarde,
                    uint8_t ontbreekt, unsigned vlag, int64_t rij, int kolom);
void meergezins_klaar(struct import *im, struct meergezins *x, struct str bron);

#endif
