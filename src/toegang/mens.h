/* SPDX-License-Identifier: EUPL-1.2
 * People, their roles, and all by which they prove who they are: passwords, codes, sessions, links and keys.
 * What changes something runs within the caller's write transaction and is written in the trail there. */
#ifndef WZ_TOEGANG_MENS_H
#define WZ_TOEGANG_MENS_H

#include "post/post.h"
#include "toegang/toegang.h"

enum {
    WACHTWOORD_MIN = 12, /* letters */
    WACHTWOORD_LETTERS = 128,
    WACHTWOORD_MAX = 500, /* bytes */
    GEHEIM_HEX = 64,      /* characters of a secret that we made: 256 bits */
    WACHTWOORD_SOM = 128,
    HERSTELCODES = 8,
    SLEUTEL_DAGEN = 365,
};
/* ms */
#define SESSIE_STIL      ((int64_t)30 * 60 * 1000)
#define SESSIE_LANGST    ((int64_t)12 * 3600 * 1000)
#define SESSIE_HALF      ((int64_t)10 * 60 * 1000)
#define UITNODIGING_DUUR ((int64_t)7 * 24 * 3600 * 1000)
#define HERSTEL_DUUR     ((int64_t)30 * 60 * 1000)   /* of a link that went by mail */
#define DOORGEEF_DUUR    ((int64_t)24 * 3600 * 1000) /* of one that a colleague passes on */

/* ---- secrets (geheim.c) ---- */

void geheim_maak(char ret[GEHEIM_HEX + 1]);
/* What is kept of it: BLAKE2b-256, hex. */
void geheim_som(struct str geheim, char ret[GEHEIM_HEX + 1]);
/* What a form must send along with a cookie. */
struct str geheim_formulier(struct arena *a, struct str cookie);
/* Why a password will not do, in Dutch; empty when it will. */
struct str wachtwoord_keur(struct arena *a, struct str wachtwoord, struct str email, struct str naam);
/* Passwords that leaked (lek.c): a file with one a line, in plain or as SHA-1; read once, before threads
 * start. Without a list none is known. */
int lek_lees(const char *pad, struct err *e) MUST_CHECK;
void lek_los(void);
bool lek_bekend(struct arena *a, struct str wachtwoord);
/* argon2id. Takes a tenth of a second and 64 MiB. */
int wachtwoord_maak(struct str wachtwoord, char ret[WACHTWOORD_SOM], struct err *e) MUST_CHECK;
/* som empty (no such account): takes as long, and is false. */
bool wachtwoord_klopt(struct str wachtwoord, struct str som);
/* RFC 6238: SHA-1, six digits, steps of 30 s. */
void code_geheim(char ret[33]); /* 160 bits, base32 */
bool code_voor(struct str geheim, int64_t stap, char ret[7]);
/* The step of the code (now, one before or one after) when it is right and later than `na`; 0: it is not. */
int64_t code_klopt(struct str geheim, struct str code, int64_t na, int64_t nu_ms);
struct str code_adres(struct arena *a, struct str geheim, struct str email,
                      struct str dienst); /* otpauth:// */

/* The keys that seal secrets of second steps in the database (kluis.c), one a line: the first seals, the
 * others are former ones. Empty: nothing is sealed. Seals what stands open or under a former key. ERR_USAGE:
 * a key is too short; ERR_ENV: something is sealed with a key that is not there. Once, before threads start.
 */
int kluis_start(struct store *s, struct str sleutels, struct err *e) MUST_CHECK;
struct str kluis_dicht(struct arena *a, int64_t mens, struct str geheim);
/* "?", which no code fits, when it cannot be opened. */
struct str kluis_open(struct arena *a, int64_t mens, struct str bewaard);

/* ---- people ---- */

struct mens {
    int64_t id, gemaakt, stap;
    struct str email, naam, wachtwoord, geheim; /* wachtwoord: the hash */
    bool actief;
};
struct mens_rol {
    int64_t mens, partij;
    enum rol rol;
    struct str partij_naam, mens_naam, mens_email;
    bool actief;      /* the mens */
    bool uitgenodigd; /* has no password yet */
    bool tweede_stap; /* the second step is on */
};
int mens_lees(struct conn *c, struct arena *a, int64_t id, struct mens *ret, struct err *e) MUST_CHECK;
int mens_bij_email(struct conn *c, struct arena *a, struct str email, struct mens *ret,
                   struct err *e) MUST_CHECK;
/* Who are beheerder and may sign in. */
int mensen_beheerders(struct conn *c, struct arena *a, const int64_t **ret, size_t *ret_n,
                      struct err *e) MUST_CHECK;
struct str email_net(struct arena *a, struct str s); /* trimmed, lower case */
bool email_goed(struct str s);
/* Of one mens, of one partij, or all (both 0); by name. */
int rollen_lees(struct conn *c, struct arena *a, int64_t mens, int64_t partij, const struct mens_rol **ret,
                size_t *ret_n, struct err *e) MUST_CHECK;

/* ERR_CONFLICT when the e-mail is in use. */
int mens_maak(struct conn *c, const struct dader *d, struct str email, struct str naam, int64_t *ret,
              struct err *e) MUST_CHECK;
/* rol ROL_PUBLIEK: takes the role away. The last beheerder stays (ERR_CONFLICT). */
int mens_rol_zet(struct conn *c, const struct dader *d, int64_t mens, int64_t partij, enum rol rol,
                 struct err *e) MUST_CHECK;
/* Also ends all sessions. */
int mens_actief_zet(struct conn *c, const struct dader *d, int64_t mens, bool actief,
                    struct err *e) MUST_CHECK;
/* Ends all sessions but `behalve`, and links. */
int mens_wachtwoord_zet(struct conn *c, const struct dader *d, int64_t mens, struct str som, int64_t behalve,
                        struct err *e) MUST_CHECK;
/* geheim empty: no second factor any more. codes: HERSTELCODES of them, in plain. */
int mens_geheim_zet(struct conn *c, const struct dader *d, int64_t mens, struct str geheim,
                    const struct str *codes, size_t n_codes, struct err *e) MUST_CHECK;
/* Of somebody who lost it: off, and all sessions end. ERR_CONFLICT when it is off already. */
int mens_tweede_uit(struct conn *c, const struct dader *d, int64_t mens, struct err *e) MUST_CHECK;
/* Uses a code of the second factor up: false in *ret when it was used already. */
int mens_stap_zet(struct conn *c, int64_t mens, int64_t stap, bool *ret, struct err *e) MUST_CHECK;
int mens_herstelcode_gebruik(struct conn *c, const struct dader *d, int64_t mens, struct str code, bool *ret,
                             struct err *e) MUST_CHECK;
int mens_herstelcodes_n(struct conn *c, int64_t mens, int64_t *ret, struct err *e) MUST_CHECK;

/* ---- privacy (mens_privacy.c) ---- */

#define MENS_VERWIJDERD_DOMEIN "@verwijderd.invalid"
#define SPOOR_ADRES_DUUR       ((int64_t)365 * 24 * 3600 * 1000) /* addresses of sign-ins, looks and refusals */
/* All that is kept of a mens, but secrets: one map. */
int mens_gegevens(struct conn *c, struct arena *a, int64_t id, struct doc **ret, struct err *e) MUST_CHECK;
/* Forgets who it was: no name, address, password, role, session, link or mail is left, and in the trail its
 * number and what it changed. The last beheerder stays (ERR_CONFLICT). Where others wrote its name down as
 * text is the caller's to change: `was` into `naam`, when nobody else is called so. */
struct mens_weg {
    struct arena *a;             /* to be set */
    struct str was, email, naam; /* was, email: what it had */
    bool alleen;                 /* nobody else has the name */
};
int mens_verwijder(struct conn *c, const struct dader *d, int64_t id, struct mens_weg *ret,
                   struct err *e) MUST_CHECK;
/* Lets go of what was kept long enough, once a day. */
int mens_bewaartermijn(struct conn *c, int64_t nu, struct err *e) MUST_CHECK;

/* ---- links that work once ---- */

/* A former link of this mens stops working. duur in ms. */
int eenmalig_maak(struct conn *c, const struct dader *d, int64_t mens, bool uitnodiging, int64_t duur,
                  char ret[GEHEIM_HEX + 1], struct err *e) MUST_CHECK;
/* ERR_NOT_FOUND when it was used, has expired or never was. */
int eenmalig_lees(struct conn *c, struct str geheim, int64_t *ret_mens, struct err *e) MUST_CHECK;
int eenmalig_gebruik(struct conn *c, struct str geheim, int64_t *ret_mens, struct err *e) MUST_CHECK;

/* ---- mail (mens_post.c) ---- */

extern const struct post_vuller mens_vullers[]; /* for post_config: the links */
/* All queue within the caller's write transaction. A link for a new password; a former one that still waits
 * is taken back. ERR_CONFLICT: shut out. */
int mens_mail_link(struct conn *c, int64_t mens, struct err *e) MUST_CHECK;
/* nieuw: an invitation with a link, else that a role was given. door: by whom, may be empty. */
int mens_mail_rol(struct conn *c, int64_t mens, bool nieuw, struct str organisatie, enum rol rol,
                  struct str door, struct err *e) MUST_CHECK;
/* That something by which one signs in was changed: wat is a sentence. Nothing where no mail is sent. */
int mens_mail_gewijzigd(const struct omgeving *o, struct conn *c, int64_t mens, const char *wat,
                        struct str waar, struct err *e) MUST_CHECK;

/* To a beheerder, that something unusual happened: wat is what, after "In het laatste uur: ". As
 * mens_mail_gewijzigd. */
int mens_mail_waak(const struct omgeving *o, struct conn *c, int64_t mens, struct str wat,
                   struct err *e) MUST_CHECK;

/* ---- sessions ---- */

struct sessie {
    int64_t id, mens, begin, gezien, einde;
    struct str adres, programma;
    bool half;  /* the second factor is still asked */
    bool sterk; /* it was given */
};
/* half or sterk, or neither: there was no second factor. */
int sessie_maak(struct conn *c, int64_t mens, bool half, bool sterk, struct str adres, struct str programma,
                char ret[GEHEIM_HEX + 1], int64_t *ret_id, struct err *e) MUST_CHECK;
/* Only one that still counts. */
int sessie_lees(struct conn *c, struct arena *a, struct str geheim, struct sessie *ret,
                struct err *e) MUST_CHECK;
int sessies_lees(struct conn *c, struct arena *a, int64_t mens, const struct sessie **ret, size_t *ret_n,
                 struct err *e) MUST_CHECK;
/* A second factor was given in it after all (id 0, false: none of this mens has one any more). */
int sessie_sterk_zet(struct conn *c, int64_t mens, int64_t id, bool sterk, struct err *e) MUST_CHECK;
int sessie_gezien(struct conn *c, int64_t id, int64_t moment, struct err *e) MUST_CHECK;
/* id 0: all of the mens but `behalve`. */
int sessie_weg(struct conn *c, int64_t mens, int64_t id, int64_t behalve, struct err *e) MUST_CHECK;

/* ---- keys of programs ---- */

struct sleutel {
    int64_t id, partij, vervalt, ingetrokken, gemaakt;
    struct str naam, partij_naam;
    enum rol rol;
};
int sleutel_maak(struct conn *c, const struct dader *d, int64_t partij, struct str naam, enum rol rol,
                 int64_t vervalt, char ret[GEHEIM_HEX + 4], int64_t *ret_id, struct err *e) MUST_CHECK;
int sleutel_bij(struct conn *c, struct arena *a, struct str geheim, struct sleutel *ret,
                struct err *e) MUST_CHECK;
int sleutel_lees(struct conn *c, struct arena *a, int64_t id, struct sleutel *ret, struct err *e) MUST_CHECK;
int sleutels_lees(struct conn *c, struct arena *a, int64_t partij, const struct sleutel **ret, size_t *ret_n,
                  struct err *e) MUST_CHECK;
int sleutel_intrekken(struct conn *c, const struct dader *d, int64_t id, struct err *e) MUST_CHECK;

extern const struct command mens_commands[]; /* mens maak, lijst, rol, link; sleutel maak */

#endif
