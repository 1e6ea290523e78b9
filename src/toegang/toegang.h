/* SPDX-License-Identifier: EUPL-1.2
 * Who asks, and what that one may do. One matrix (matrix.c) says which role has which right, and over whose
 * objects; from it come the check before every handler, the page /rechten and the test that calls every route
 * as every role. Nothing is allowed that it does not grant. See README.md. */
#ifndef WZ_TOEGANG_TOEGANG_H
#define WZ_TOEGANG_TOEGANG_H

#include "http/http.h"
#include "spoor/spoor.h"

/* ---- the matrix (matrix.c) ---- */

enum rol {
    ROL_PUBLIEK, /* everyone, also who did not sign in */
    ROL_LEZER,
    ROL_INVULLER,
    ROL_COORDINATOR,
    ROL_BEHEERDER,      /* of the whole installation */
    ROL_TOEZICHTHOUDER, /* of provincie or Rijk, over its werkgebied */
    ROL_REDACTEUR,
    ROL_N
};
/* Over whose objects a right goes, seen from the partij at which one has the role. Most first is last. */
enum bereik {
    BEREIK_GEEN,
    BEREIK_GEPUBLICEERD, /* what is published: no object of anyone in particular */
    BEREIK_EIGEN,        /* of the own partij (or, for the own account, of oneself) */
    BEREIK_REGIO,        /* of partijen that work in the same woondealregio */
    BEREIK_WERKGEBIED,   /* of partijen that work in a gemeente of the own werkgebied */
    BEREIK_ALLES,
    BEREIK_N
};
#define REGIO_INDELING "woondealregio"

extern const struct rol_naam {
    const char *code, *naam, *uitleg;
} rollen[ROL_N];
extern const struct recht_naam {
    const char *code, *naam;
} rechten[RECHT_N];
extern const struct rol_naam bereiken[BEREIK_N];
enum bereik matrix_bereik(enum recht r, enum rol rol);
bool rol_bij(struct str code, enum rol *ret); /* not publiek: that is nobody's */
/* The matrix as a table, one row a right; and one row a route of these tables. */
struct doc *matrix_doc(struct arena *a);
struct doc *matrix_routes_doc(struct arena *a, const struct http_route *const *tables);

/* ---- who asks (wacht.c) ---- */

struct wie {
    enum wie_soort { WIE_BEZOEKER, WIE_MENS, WIE_SLEUTEL } soort;
    int64_t id;     /* of the mens or the sleutel */
    int64_t sessie; /* of a mens */
    struct str naam, email;
    const struct wie_rol {
        enum rol rol;
        int64_t partij; /* as it acts now */
        struct str naam;
    } * rol;
    size_t n_rol;
    /* The roles that count only after a second factor, which this session was begun without: none of them is
     * in `rol`. */
    const struct wie_rol *achter;
    size_t n_achter;
};

/* Before every handler (http_config.guard). */
http_guard_fn toegang_wacht;
/* Notes in the trail that who asks reads something that is not published. The guard does so for a route with
 * ROUTE_GEZIEN; a handler of an address that is partly published does so when it shows the other part. */
void toegang_gelezen(const struct http_req *q, enum recht r);
/* For a page that stands where no route does: who asks, when nobody asked yet. Failures make a visitor. */
void toegang_kijk(struct http_req *q);
/* Never NULL. */
const struct wie *wie_van(const struct http_req *q);
/* For the trail. namens 0: the first partij at which one has the right. */
struct dader wie_dader(const struct http_req *q, enum recht r, int64_t namens);
/* The widest scope in which one has a right, and at which partij (0: none). */
enum bereik wie_bereik(const struct wie *w, enum recht r, int64_t *ret_partij);
/* The object of this partij (0: of the installation itself, and then only BEREIK_ALLES reaches it). OK,
 * or ERR_DENIED in words, which is then also noted for the trail. */
int toegang_object(struct http_req *q, struct conn *c, enum recht r, int64_t partij,
                   struct err *e) MUST_CHECK;
/* As toegang_object, but only tells. */
int toegang_mag(struct conn *c, const struct wie *w, enum recht r, int64_t partij, bool *ret,
                struct err *e) MUST_CHECK;
/* As toegang_object, of what is made about a gebied: some role with this right reaches everything, or its
 * partij works today in each gemeente of it (the Rijk works everywhere). *ret_partij: at which partij that
 * role is. */
struct gebied;
struct gebieden;
int toegang_gebied(struct http_req *q, struct conn *c, const struct gebieden *g, enum recht r,
                   const struct gebied *x, int64_t *ret_partij, struct err *e) MUST_CHECK;
/* The partijen over which one has a right, by name; *ret_alles: also what is the installation's own. */
struct partij;
int toegang_partijen(struct conn *c, struct arena *a, const struct wie *w, enum recht r,
                     const struct partij **ret, size_t *ret_n, bool *ret_alles, struct err *e) MUST_CHECK;
/* The name of who did something: people see each other's, visitors do not. */
struct str toegang_naam(const struct http_req *q, struct str naam);
/* As toegang_naam, for every "wie" in a tree. */
void toegang_namen(const struct http_req *q, struct doc *d);
/* "/aanmelden?verder=…" for the address that was asked. */
struct str toegang_aanmelden(const struct http_req *q);
/* An address on this same site, as `verder` names it; "/" for all else. */
struct str toegang_verder(struct arena *a, struct str verder);

/* ---- what lasts as long as the server (loket.c): slow-down, and what is written later ---- */

struct toegang;
/* Starts its thread. */
int toegang_start(struct store *s, struct toegang **ret, struct err *e) MUST_CHECK;
void toegang_stop(struct toegang *t); /* writes what still waits; takes NULL */
/* How long an attempt must wait, in ms; 0: go on. toestel: the cookie of a browser that signed in here
 * before. */
int64_t rem_wacht(struct toegang *t, struct str email, struct str adres, struct str toestel);
void rem_mislukt(struct toegang *t, struct str email, struct str adres, struct str toestel);
void rem_gelukt(struct toegang *t, struct str email, struct str adres, struct str toestel);
/* A cookie that tells this account's browser from a stranger's. */
struct str rem_toestel(struct toegang *t, struct arena *a, struct str email);
/* To be written within seconds by the thread of its own, since a refusal or a look must not wait for an
 * import: equal ones are counted, and past a limit the oldest are. */
void later_gezien(struct toegang *t, int64_t sessie);
/* Somebody asked for a link to this account, which may not be there. */
void later_herstel(struct toegang *t, struct str email, struct str adres);
void later_spoor(struct toegang *t, const struct dader *d, const char *daad, const char *object, int64_t id,
                 struct str wat);

#endif
