/* SPDX-License-Identifier: EUPL-1.2
 * What lvbag_xml.c reads out of one file and lvbag.c joins. */
#ifndef WZ_VOORRAAD_LVBAG_INTERN_H
#define WZ_VOORRAAD_LVBAG_INTERN_H

#include "tabel/zipblik.h"
#include "voorraad/lvbag.h"

enum lvbag_soort { LV_VBO, LV_PND, LV_NUM, LV_OPR, LV_GWR, LV_LEVERING, LV_MUT, LV_SOORTEN };

struct lv_vbo {
    uint64_t id, nummer;
    uint32_t pand, n_panden; /* in deel.pandref */
    uint32_t x, y, voorkomen;
    uint16_t m2;
    uint8_t status, doel; /* doel: 1 woonfunctie, 2 any other; LV_VBO_VREEMD */
};
enum { LV_VBO_VREEMD = 4 }; /* came by a mutation, and the extract had never heard of it */
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

/* One voorkomen as a mutation leaves it. What is not current on the peildatum is kept too: it takes the place
 * of what the extract says. */
struct lv_mut {
    enum lvbag_soort soort;
    bool nieuw; /* toevoeging, else wijziging */
    bool geldt; /* current on the peildatum; else only id and voorkomen mean anything */
    uint64_t id;
    uint32_t voorkomen;
    union {
        struct lv_vbo vbo; /* its panden in the part that it was read from */
        struct lv_pnd pnd;
        struct lv_num num;
        struct lv_opr opr;
    };
};
struct lv_mutaties;

/* The lists of a part. */
enum { LL_VBO, LL_PANDREF, LL_PND, LL_NUM, LL_OPR, LL_GWR, LL_LIJSTEN };

struct lv_deel {                  /* one XML file and what it holds that is current */
    struct str naam;              /* with that of the zips it is in */
    bool kop;                     /* read no further than its head */
    struct lv_mutaties *mutaties; /* what they change is left out; NULL */
    enum lvbag_soort soort;
    struct arena a;
    VEC(struct lv_vbo) vbo;
    VEC(uint64_t) pandref;
    VEC(struct lv_pnd) pnd;
    VEC(struct lv_num) num;
    VEC(struct lv_opr) opr;
    VEC(struct lv_gwr) gwr;
    VEC(struct lv_mut) mut;
    uint64_t plaats;             /* its lists are kept in struct lv_half, there, and not here; 0: here */
    uint64_t aantal[LL_LIJSTEN]; /* of each list, when they are kept there */
    uint64_t voorkomens;
    date_t stand;      /* StandTechnischeDatum; 0 */
    date_t vanaf, tot; /* LV_MUT: of its period; 0 */
    bool landelijk;    /* says that it is of the whole country */
    uint32_t gemeente; /* GemeenteIdentificatie; 0 */
    uint64_t gemeenten;
    int rc;
    struct err e;
};

/* Status words of verblijfsobject and pand, as the BAG writes them: index, -1 for an unknown word. Those from
 * LV_STATUS_WEG on are no longer there, or never were. */
enum { LV_STATUS_WEG = 5, LV_STATUS_ONBEKEND = 255 };

/* ---- lvbag_zip.c ---- */

struct lv_werk { /* an XML file that waits */
    struct lv_deel deel;
    struct zip_lid lid; /* of the zip it is in; or */
    struct str bytes;   /* a loose file */
    bool gelezen;
    bool schijf; /* its bytes are those of a file, and need not stay in memory */
};

struct lv_uitgepakt { /* an inner zip that was deflated */
    char *p;
    size_t n;
    bool schijf; /* in a file without a name */
};

struct lv_vondst {    /* begins as noughts, but for a and half */
    struct arena *a;  /* of who has this: names live there, what is listed too */
    const char *half; /* what is large goes to disk beside this; NULL: stays in memory */
    VEC(struct lv_werk *) werk;
    VEC(struct lv_uitgepakt) uitgepakt;
    VEC(struct lv_deel *) mut; /* those of werk that are mutations */
    bool ook_oud;              /* what is inactive or no BAG too: mutations may change it */
    struct str dicht;          /* the first zip, an extract before others, that lies too deep to be opened */
    bool dicht_heel;           /* that is an extract */
};
/* What there is to read, an extract before mutations. ERR_DATA in words when there is nothing; v is to be
 * done with either way, after its parts. */
int lvbag_vind(struct lv_vondst *v, const struct lvbag_bestand *at, size_t n, struct err *e) MUST_CHECK;
void lvbag_vondst_done(struct lv_vondst *v);
/* ERR_DATA: why there is nothing to read, and which zip was not opened. */
int lvbag_leeg(const struct lv_vondst *v, const char *zegt, struct err *e);
/* A zip whose members are files of mutations, or such a file itself. */
bool lvbag_is_mutatie(struct arena *a, struct lvbag_bestand b);
/* Of what is in a file, the pages from which all was read. */
void lvbag_laat_los(struct str s);

/* ---- lvbag_mutaties.c ---- */

/* Puts the parts with mutations in order, and holds that they follow on the stand without a day between,
 * before or twice. *ret_tot: the day up to which they bring it. */
int lvbag_mutaties_orden(struct lv_deel **deel, size_t n, date_t stand, date_t *ret_tot,
                         struct err *e) MUST_CHECK;
/* What is left of them per voorkomen, the last one counting; the parts outlive it. */
int lvbag_mutaties_maak(struct lv_mutaties **ret, struct lv_deel *const *deel, size_t n,
                        struct err *e) MUST_CHECK;
void lvbag_mutaties_free(struct lv_mutaties *m); /* takes NULL */
/* A voorkomen that the extract has: true when a mutation takes its place. By all threads at once. */
bool lvbag_mutatie_raakt(struct lv_mutaties *m, enum lvbag_soort soort, uint64_t id, uint32_t voorkomen);
/* After the extract was read: refuses changes of what it does not hold (in an extract of part of the country:
 * of objects that it holds), and adds what is current to d. */
int lvbag_mutaties_leg(struct lv_mutaties *m, bool landelijk, struct lv_deel *d, struct lvbag_uitslag *uit,
                       struct err *e) MUST_CHECK;

/* ---- lvbag_half.c ---- */

struct lv_half;
/* Opens what an earlier import left at `pad`, or begins it; what was of other sources or choices (another
 * sleutel) is thrown away. ERR_CONFLICT when another import is at it. */
int lvbag_half_open(struct lv_half **ret, const char *pad, const uint8_t sleutel[32],
                    struct err *e) MUST_CHECK;
/* For this import alone: a file without a name beside `pad`. *ret NULL when that cannot be. */
void lvbag_half_naamloos(struct lv_half **ret, const char *pad);
/* Is there another part, and of which file? Then lvbag_half_neem says where d has its lists; false when it is
 * of another kind, and d must be read anew. */
bool lvbag_half_volgende(struct lv_half *h, size_t *ret_i);
bool lvbag_half_neem(struct lv_half *h, struct lv_deel *d);
/* Adds file i, by any thread; its lists are then there and no longer with d. When that fails it keeps them,
 * and nothing is added any more: the import does not need it. */
void lvbag_half_bij(struct lv_half *h, size_t i, struct lv_deel *d);
/* Fetches the lists of a part that is kept there; lvbag_half_leg lets go of them again. What was never put
 * away stays as it is. */
int lvbag_half_haal(struct lv_half *h, struct lv_deel *d, struct err *e) MUST_CHECK;
void lvbag_half_leg(struct lv_deel *d);
void lvbag_half_close(struct lv_half *h); /* takes NULL; the file stays */

/* ---- lvbag_samen.c ---- */

struct lv_samen {
    struct stand *s;
    struct lv_deel *const *deel;
    size_t n;
    struct lv_half *half; /* in which their lists may be; NULL */
    bool verbouwing_telt_mee;
    struct lvbag_uitslag *uit;
};
/* Lays verblijfsobject, address, pand, woonplaats and gemeente together: the rows of the stock. */
int lvbag_samen(const struct lv_samen *in, struct err *e) MUST_CHECK;

int lvbag_xml(struct lv_deel *d, struct str bytes, date_t peildatum, struct err *e) MUST_CHECK;

#endif
