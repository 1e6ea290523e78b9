/* SPDX-License-Identifier: EUPL-1.2
 * What /regie/stand is made of: everything of regie as it is, beside how it was on a chosen day. What is not
 * dated is not compared. Private to src/regie. */
#ifndef WZ_REGIE_STAND_H
#define WZ_REGIE_STAND_H

#include "afspraak/afspraak.h"
#include "definitie/definitie.h"
#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "planning/planning.h"
#include "signaal/signaal_pagina.h"
#include "visie/visie_pagina.h"

enum { TOEN, NU };

/* A publication, and where each partij of its list works. */
struct stand_stuk {
    const struct publicatie *p;
    const struct publicatie_partij *partij;
    size_t n;
};
struct stand_opgave {
    struct opgave_dossier x;
    const struct opgave_oordeel *oordeel;
    size_t n_oordeel;
};
struct stand_mijlpaal {
    enum mijlpaal_staat staat[2];
    bool laat[2];
};

struct stand {
    struct vel v;
    date_t sinds;      /* the day with which is compared */
    date_t dag[2];     /* toen and nu */
    int64_t moment[2]; /* the last of those days */
    struct str indeling;
    struct gebied_lijst leden, regios; /* regios: of the indeling, with a gemeente in the area */
    struct visies visies;
    struct stand_stuk *stuk;
    struct stand_opgave *opgave;
    const struct signaal *signaal[2];
    struct planning planning;
    struct stand_mijlpaal *mijlpaal; /* of each milestone of planning */
    const struct definities *definities;
    struct signaal_zicht zicht;
    struct cijfer_tabel dekking[2]; /* of zorggeschikt, per region: as it was known on each day */
    struct cijfer_tabel later;      /* of the day with which is compared, also what was delivered since */
    size_t belofte[2][KLASSE_N];    /* promises by class, of afspraken that touch the area */
    const struct partij **partij;   /* that work in each region */
    size_t *n_partij;
    size_t n_stuk, n_opgave, n_signaal[2];
    int64_t gekeken;  /* the moment at which the rules of signals first looked; 0: never */
    bool heeft_later; /* a cell of then shows what was delivered since */
    bool binnen;      /* may see opgaven and kennisname */
};

int stand_lees(struct stand *s, struct err *e) MUST_CHECK;
/* Gemeenten of a region (NULL: the whole area) with at least this state. */
size_t stand_visies(const struct stand *s, const struct gebied *regio, enum visie_staat staat, int wanneer);
size_t stand_gemeenten(const struct stand *s, const struct gebied *regio);
/* How often it was asked to see something, and how often that was confirmed: index of a region, SIZE_MAX:
 * the whole. */
void stand_kennisname(const struct stand *s, size_t regio, int wanneer, size_t *ret_van, size_t *ret_gezien);
size_t stand_signalen(const struct stand *s, const struct gebied *regio, int wanneer);
/* As far as it was known, or is dated, by then. */
enum opgave_staat stand_opgave_staat(const struct stand *s, const struct opgave_dossier *x, int wanneer,
                                     bool *ret_er);

#endif
