/* SPDX-License-Identifier: EUPL-1.2
 * The pages of signing in, the own account, organisations, people and the trail. */
#ifndef WZ_BEHEER_BEHEER_H
#define WZ_BEHEER_BEHEER_H

#include "cijfer/vel.h"
#include "toegang/wacht.h"

extern const struct http_route aanmelden_routes[]; /* /aanmelden, /afmelden */
extern const struct http_route herstel_routes[];   /* /nieuw-wachtwoord, /wachtwoord-vergeten */
extern const struct http_route post_routes[];      /* /post */
extern const struct http_route oidc_routes[];      /* /aanmelden/organisatie and back, and linking */
extern const struct http_route account_routes[];   /* /mijn-account */
extern const struct http_route partij_routes[];    /* /organisaties, /mijn-organisatie */
extern const struct http_route mens_routes[];      /* /mensen, and the people of an organisation */
extern const struct http_route spoor_routes[];     /* /spoor, /rechten */

/* The tables of routes of the whole program, for the page /rechten; set by app. */
extern const struct http_route *const *beheer_alle_routes;

/* One account a role, for the demo; not in a database in which others have an account. They cannot sign in to
 * what is not served as a demo. */
#define DEMO_DOMEIN "@demo.example"
int beheer_demo_vul(struct store *s, struct arena *a, struct err *e) MUST_CHECK;
#define DEMO_WACHTWOORD "proef-vlier-emmer-42"
extern const struct demo_mens {
    const char *email, *naam, *partij, *organisatie; /* partij: CBS code or name; organisatie: to be read */
    enum rol rol;
} demo_mensen[]; /* ends with email NULL */

#endif
