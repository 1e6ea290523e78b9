/* SPDX-License-Identifier: EUPL-1.2
 * Section 2.9 of dPi and dVi in its two forms, a table and an XBRL instance: what a line of either comes to,
 * and the figures that are made of it. */
#ifndef WZ_ROUTE_DPI_H
#define WZ_ROUTE_DPI_H

#include "route/importeurs.h"

enum dpi_uitvraag { UITVRAAG_DPI, UITVRAAG_DVI };
/* A home is in one of these, never in both. */
enum dpi_categorie { CATEGORIE_ZORGGESCHIKT, CATEGORIE_GECLUSTERD, N_CATEGORIEEN };

struct dpi_regel {
    const struct gebied *g;
    enum dpi_uitvraag uitvraag;
    enum dpi_categorie categorie;
    int jaar;
    int64_t waarde, nummer;
    uint8_t ontbreekt;
    unsigned vlag;
    int kolom;             /* -1: the line as a whole */
    struct str segment;    /* code, empty when not split */
    struct str corporatie; /* empty when not named */
    bool alleen_segment;   /* the same homes also stand in a line that is not split by segment */
};

struct dpi {
    VEC(struct dpi_regel) regel;
};

int dpi_xbrl_lees(struct import *im, struct dpi *d, struct err *e) MUST_CHECK;

#endif
