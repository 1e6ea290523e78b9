/* SPDX-License-Identifier: EUPL-1.2
 * Plans on the map page: which ones are asked, their marks for the picture, and what the moving map needs of
 * them. Private to src/overzicht. */
#ifndef WZ_OVERZICHT_KAART_PLANNEN_H
#define WZ_OVERZICHT_KAART_PLANNEN_H

#include "overzicht/beeld.h"

#include "kaart/kaart.h"

struct kaart_plannen {
    struct str keuze;              /* "alle", "hard", "zacht" or "onbekend"; empty: no plans */
    struct str bron;               /* the soort of levering that is shown: soorten overlap */
    bool kan;                      /* there are boundaries to lay them on, and plans with a place */
    const struct gebied *kaart;    /* the land or province that the map shows */
    const struct kaart_laag *laag; /* NULL when nothing is asked */
    const struct plan_som *som;    /* per soort */
    size_t n_som;
    struct grafiek_plek *plek; /* what is shown and has a place */
    size_t n, zonder;          /* how many; of what was asked, how many have none */
    size_t per[TEKENS];
};
/* Reads the query fields plannen and planbron, and the plans that they ask. Always end with
 * kaart_plannen_klaar. */
int kaart_plannen_lees(struct pagina *p, const struct gebied *kaart, bool grenzen, struct kaart_plannen *ret,
                       struct err *e) MUST_CHECK;
void kaart_plannen_klaar(struct pagina *p, struct kaart_plannen *k);
extern const char *const kaart_teken_naam[TEKENS]; /* "hard plan" … */

/* The fields of the form; adds nothing where there are no plans to show. */
void kaart_plannen_velden(struct pagina *p, const struct kaart_plannen *k, struct doc *velden);
/* "plannen" of the page: {tekst, adres, woord}; nothing when none were asked. */
void kaart_plannen_tekst(struct pagina *p, const struct kaart_plannen *k);
/* "plannen" of the island: where their tiles and items are, which of them are shown, and their legend. */
void kaart_plannen_eiland(struct pagina *p, const struct kaart_plannen *k, struct doc *eiland);

#endif
