/* SPDX-License-Identifier: EUPL-1.2
 * The pages of signing in, the own account, organisations, people and the trail. */
#ifndef WZ_BEHEER_BEHEER_H
#define WZ_BEHEER_BEHEER_H

#include "cijfer/pagina.h"
#include "toegang/wacht.h"

extern const struct http_route aanmelden_routes[]; /* /aanmelden, /afmelden */
extern const struct http_route herstel_routes[];   /* /nieuw-wachtwoord, /wachtwoord-vergeten */
extern const struct http_route post_routes[];      /* /post */
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
    const char *email, *naam, *partij; /* partij: CBS code or name */
    enum rol rol;
} demo_mensen[]; /* ends with email NULL */

/* ---- making such a page (vel.c) ---- */

/* A page, and what is wrong with the form that was sent to it: shown beside the field and in the summary. */
struct vel {
    struct pagina p;
    struct str fout_veld, fout; /* fout_veld: the id of the field */
};
/* Opens over q->conn when the route lent one. */
int vel_open(struct http_req *q, struct vel *b, struct err *e) MUST_CHECK;
void vel_sluit(struct vel *b);
void vel_titel(struct vel *b, struct str titel, struct str antwoord);
/* Puts the tree in the answer, with status 400 when something was wrong; a program then gets that as
 * ERR_DATA. */
int vel_klaar(struct vel *b, struct http_resp *r, struct err *e) MUST_CHECK;
void vel_fout(struct vel *b, const char *veld, struct str fout);
/* store_write, while the connection that the route lent is given back: to wait for an import with it would
 * keep it from everyone. Afterwards q->conn is another one (b, which may be NULL, goes along). */
int vel_schrijf(struct vel *b, struct http_req *q, store_write_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* A good message above the page. */
void vel_gelukt(struct vel *b, struct str kop, struct str tekst);
struct doc *blok_bij(struct vel *b, const char *id, struct str kop, struct str alinea);
void blok_punt(struct vel *b, struct doc *blok, struct str punt);
struct doc *blok_feiten(struct vel *b, struct doc *blok); /* for feit_bij */
void blok_tabel(struct vel *b, struct doc *blok, struct doc *tabel);
struct doc *form_bij(struct vel *b, struct doc *blok, struct str actie, const char *knop);
void form_verborgen(struct vel *b, struct doc *form, const char *veld, struct str inhoud);
/* soort: "is_tekst", "is_email", "is_wachtwoord", "is_nieuw" (a new password), "is_code", "is_datum",
 * "is_keuze". inhoud is what stands there when nothing was sent. For a choice fill the returned list with
 * optie_bij. */
struct doc *form_veld(struct vel *b, struct doc *form, const char *id, const char *label, const char *uitleg,
                      const char *soort, struct str inhoud);
void form_vrij(struct vel *b, struct doc *form);                   /* its last field may stay empty */
struct str form_tekst(const struct http_req *q, const char *veld); /* what was sent, trimmed */
/* A number in the path or a field; ERR_NOT_FOUND when it is none. */
int nummer_van(struct str s, int64_t *ret, struct err *e) MUST_CHECK;

#endif
