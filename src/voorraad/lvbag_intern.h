/* SPDX-License-Identifier: EUPL-1.2
 * What lvbag_xml.c reads out of one file and lvbag.c joins. */
#ifndef WZ_VOORRAAD_LVBAG_INTERN_H
#define WZ_VOORRAAD_LVBAG_INTERN_H

#include "voorraad/lvbag.h"

enum lvbag_soort { LV_VBO, LV_PND, LV_NUM, LV_OPR, LV_GWR, LV_LEVERING, LV_SOORTEN };

struct lv_vbo {
    uint64_t id, nummer;
    uint32_t pand, n_panden; /* in deel.pandref */
    uint32_t x, y, voorkomen;
    uint16_t m2;
    uint8_t status, doel; /* doel: 1 woonfunctie, 2 any other */
};
struct lv_pnd {
    uint64_t id;
    uint32_t voorkomen;
    uint16_t jaar;
    uint8_t status;
};
struct lv_num {
    uint64_t id, openbareruimte;
    uint32_t postcode, huisnummer, woonplaats, voorkomen;
};
struct lv_opr {
    uint64_t id;
    uint32_t woonplaats, voorkomen;
};
struct lv_gwr { /* woonplaats in gemeente */
    uint32_t woonplaats, gemeente;
};

struct lv_deel {     /* one XML file and what it holds that is current */
    struct str naam; /* with that of the zips it is in */
    enum lvbag_soort soort;
    struct arena a;
    VEC(struct lv_vbo) vbo;
    VEC(uint64_t) pandref;
    VEC(struct lv_pnd) pnd;
    VEC(struct lv_num) num;
    VEC(struct lv_opr) opr;
    VEC(struct lv_gwr) gwr;
    uint64_t voorkomens;
    date_t stand;      /* StandTechnischeDatum; 0 */
    uint32_t gemeente; /* GemeenteIdentificatie; 0 */
    uint64_t gemeenten;
    int rc;
    struct err e;
};

/* Status words of verblijfsobject and pand, as the BAG writes them: index, -1 for an unknown word. Those from
 * LV_STATUS_WEG on are no longer there, or never were. */
enum { LV_STATUS_WEG = 5, LV_STATUS_ONBEKEND = 255 };

int lvbag_xml(struct lv_deel *d, struct str bytes, date_t peildatum, struct err *e) MUST_CHECK;

#endif
