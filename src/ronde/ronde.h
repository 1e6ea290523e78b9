/* SPDX-License-Identifier: EUPL-1.2
 * Rondes: a version of a questionnaire that is sent to a frozen doelgroep, from its opening to its closing on
 * the Dutch clock; who fills it in, with which links; and how far they are. The shape of what is kept stands
 * in sql/0014-ronde.sql. */
#ifndef WZ_RONDE_RONDE_H
#define WZ_RONDE_RONDE_H

#include "base/command.h"
#include "base/date.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "partij/partij.h"
#include "post/post.h"
#include "spoor/spoor.h"
#include "vragenlijst/bewaar.h"

enum {
    RONDE_DOEL_MAX = 200000,
    RONDE_TEKST_MAX = 200, /* bytes of a title, a name, a mail address */
    LINK_HEX = 64,         /* characters of a token: 256 random bits */
};

enum ronde_stand { RONDE_CONCEPT, RONDE_OPEN, RONDE_GESLOTEN };

struct ronde {
    int64_t id, versie_id, versie_nummer, vorige_id, opent, sluit, gemaakt;
    struct str code, titel, lijst_code, lijst_titel, contact;
    date_t peildatum;
    enum ronde_stand stand; /* as it was set; ronde_nu() tells what holds at a moment */
    bool verzonnen;
};

/* ---- the doelgroep ---- */

struct ronde_doel {
    int64_t partij_id;
    struct str naam, soort, cbs;
};

/* ---- asking ---- */

int ronde_bij_code(struct conn *c, struct arena *a, struct str code, struct ronde *ret,
                   struct err *e) MUST_CHECK; /* ERR_NOT_FOUND */
int ronde_bij_id(struct conn *c, struct arena *a, int64_t id, struct ronde *ret, struct err *e) MUST_CHECK;
int rondes_lees(struct conn *c, struct arena *a, struct ronde **ret, size_t *ret_n,
                struct err *e) MUST_CHECK; /* newest first */
/* What holds at a moment: an open ronde before it opens is a concept, past its last moment it is closed. */
enum ronde_stand ronde_nu(const struct ronde *r, int64_t nu);
/* Why nothing can be filled in now, in Dutch with the way out; empty when it can. */
struct str ronde_waarom_niet(struct arena *a, const struct ronde *r, int64_t nu);
/* Whole days on the Dutch calendar until it closes: 0 on the last day, negative when past. */
int64_t ronde_dagen(const struct ronde *r, int64_t nu);
/* The first moment of a day, and the last (23:59:59.999), on the Dutch clock; right on the days on which it
 * is set forward or back. */
int64_t dag_begin(date_t d);
int64_t dag_eind(date_t d);

/* ---- changing: within a write transaction, and written in the trail ---- */

/* Makes a ronde (concept) with its doelgroep, the regions in which each of it works on the peildatum, and an
 * empty respons for each. r->id is set. ERR_CONFLICT when the code is in use. */
int ronde_maak(struct conn *c, struct arena *a, const struct dader *d, const struct gebieden *g,
               struct ronde *r, const int64_t *partijen, size_t n, struct err *e) MUST_CHECK;
/* Opens (again), or closes. sluit 0: as it was. */
int ronde_zet(struct conn *c, const struct dader *d, int64_t ronde, enum ronde_stand stand, int64_t sluit,
              struct err *e) MUST_CHECK;

/* ---- contacts and links ---- */

enum contact_mag { MAG_INZIEN, MAG_INVULLEN, MAG_INDIENEN };
extern const char *const contact_mag_namen[]; /* as in the database */

struct ronde_contact {
    int64_t id, ronde_id, partij_id, door_id, ingetrokken, gemaakt;
    struct str naam, email, deel, partij_naam;
    enum contact_mag mag;
    int64_t berichten, laatste_bericht; /* how many mails were made, and when the last */
    int64_t herinnerd;                  /* when the last reminder was made; 0 for never */
};
int contact_maak(struct conn *c, const struct dader *d, struct ronde_contact *k, struct err *e) MUST_CHECK;
int contact_trek_in(struct conn *c, const struct dader *d, int64_t ronde, int64_t contact,
                    struct err *e) MUST_CHECK;
/* Of one partij, or of all (0). */
int contacten_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t partij, struct ronde_contact **ret,
                   size_t *ret_n, struct err *e) MUST_CHECK;
/* A new link of a contact; the token is known only here. */
int link_maak(struct conn *c, int64_t contact, char ret[LINK_HEX + 1], struct err *e) MUST_CHECK;
/* Whose link this is: ERR_NOT_FOUND when it is none, or was withdrawn. Changes nothing. */
int link_lees(struct conn *c, struct arena *a, struct str token, struct ronde_contact *ret,
              struct err *e) MUST_CHECK;

/* ---- how far they are ---- */

struct ronde_stap {
    struct ronde_doel doel;
    int64_t respons_id, begonnen, laatst, ingediend, contacten, berichten, laatste_bericht;
    struct str stand;   /* open, bezig, ingediend, heropend */
    int64_t beantwoord; /* questions that have an answer */
};
int ronde_stappen(struct conn *c, struct arena *a, int64_t ronde, struct ronde_stap **ret, size_t *ret_n,
                  struct err *e) MUST_CHECK; /* by name */
/* The rondes that were opened to organisations at which somebody has a role now: by closing, latest first. */
struct ronde_eigen {
    struct ronde ronde; /* code, titel, contact, opent, sluit, stand and verzonnen alone */
    int64_t partij_id, begonnen, beantwoord, contacten;
    struct str naam, cbs, stand; /* of the organisation, as frozen; stand: of its respons */
    struct str contact;          /* one of who may fill in; empty: nobody was invited */
};
int rondes_van_mens(struct conn *c, struct arena *a, int64_t mens, struct ronde_eigen **ret, size_t *ret_n,
                    struct err *e) MUST_CHECK;
/* The frozen regions of one indeling: of each partij that has one. */
struct ronde_ligging {
    int64_t partij_id;
    struct str gebied, naam;
};
int ronde_liggingen(struct conn *c, struct arena *a, int64_t ronde, struct str indeling,
                    struct ronde_ligging **ret, size_t *ret_n, struct err *e) MUST_CHECK;

extern const struct http_route ronde_routes[], volg_routes[], invul_routes[], contact_routes[];
extern const struct command ronde_commands[];
extern const struct post_vuller ronde_vullers[]; /* for post_config: the links */
/* The demo's open ronde, with contacts whose links everybody may try. Those links work only in what is served
 * as a demo. */
int ronde_demo_vul(struct store *s, const struct gebieden *g, struct arena *a, int *nieuw,
                   struct err *e) MUST_CHECK;
extern const struct ronde_demo_contact {
    const char *token, *partij, *naam, *email, *uitleg; /* partij: CBS code */
    enum contact_mag mag;
} ronde_demo_contacten[]; /* ends with token NULL */
bool ronde_demo_token(struct str token);
/* The demo's link of an organisation (CBS code) in this ronde; NULL when there is none. */
const char *ronde_demo_link(struct str ronde, struct str cbs);

#endif
