/* SPDX-License-Identifier: EUPL-1.2
 * What every handler and command works in: made once by app, reached through http_req.app. */
#ifndef WZ_GEBIED_OMGEVING_H
#define WZ_GEBIED_OMGEVING_H

#include "base/command.h"
#include "gebied/gebied.h"

struct kaart_cache;
struct oidc;
struct post;
struct taak_loper;
struct toegang;
struct voorraad_kast;

struct omgeving {
    struct store *store;
    struct gebied_cache *gebieden;
    struct taak_loper *taken;             /* NULL on the command line */
    struct kaart_cache *kaarten;          /* layers of maps that were made; NULL on the command line */
    struct voorraad_kast *voorraden;      /* stocks of dwellings that are opened; NULL on the command line */
    struct toegang *toegang;              /* what signing in keeps in memory; NULL on the command line */
    struct post *post;                    /* how mail goes out (post.h); NULL on the command line */
    struct oidc *oidc;                    /* the provider of sign-ins (oidc.h); NULL: none */
    struct str naam;                      /* of the installation: "Provincie Limburg" */
    struct str thuis;                     /* code of the gebied that the overview opens with */
    struct str metrieken_som;             /* of the key that may read /metrieken (geheim_som); empty: none */
    struct str contact_mail, contact_url; /* who answers questions about the data; empty: not said */
    bool demo;
    /* Whose roles work only after a second factor was given. */
    enum tweede_stap { TWEEDE_VRIJ, TWEEDE_BEHEERDER, TWEEDE_IEDEREEN } tweede_stap;
    /* Called after something was changed through the website or an import; NULL on the command line. It only
     * puts work in the queue. */
    void (*veranderd)(struct omgeving *o);
};

/* Opens the database of a command line: ERR_ENV with what to do when its schema is not this program's. */
int omgeving_open(struct omgeving *o, struct str url, struct err *e) MUST_CHECK;
void omgeving_sluit(struct omgeving *o);

/* One consistent look at the store: a reading connection in a snapshot, and the gebieden that belong to it.
 */
struct blik {
    struct omgeving *o;
    struct conn *c;
    const struct gebieden *g;
};
int blik_open(struct omgeving *o, struct blik *b, struct err *e) MUST_CHECK;
void blik_sluit(struct blik *b);

/* What a command that takes a file works with: the bytes of its BESTAND (pad as it was typed; in the arena of
 * the call), the database of --db and the gebieden in it. What it writes it writes through o.store. Only what
 * was opened needs closing: after an error there is nothing. */
struct werkbestand {
    struct omgeving o;
    struct blik b;
    struct str pad, bytes;
};
enum { WERKBESTAND_MAX = 64 << 20 };
int werkbestand_open(struct command_call *call, struct werkbestand *w, struct err *e) MUST_CHECK;
void werkbestand_sluit(struct werkbestand *w);

#endif
