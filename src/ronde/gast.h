/* SPDX-License-Identifier: EUPL-1.2
 * Who fills a questionnaire in, and what of: a contact with a link, or who runs the ronde keying in what came
 * on paper. The same pages serve both. Private to src/ronde. */
#ifndef WZ_RONDE_GAST_H
#define WZ_RONDE_GAST_H

#include "beheer/beheer.h"
#include "ronde/contact.h"
#include "ronde/invul.h"

struct gast {
    struct ronde ronde;
    struct respons respons;
    struct ronde_contact contact; /* id 0: who runs the ronde */
    struct vragenlijst *v;
    struct invul *in;
    struct antwoord *antwoord;
    size_t n;
    struct map vorige;           /* "code", in a row "code@rij" → struct antwoord of the ronde before */
    struct antwoord *vorige_rij; /* rows of its repeats (vraag: the repeat's name); a row that was taken over
                                    keeps its number, so that the next ronde knows it too */
    size_t n_vorige_rij;
    struct str vorige_titel;
    int64_t vorige_respons; /* 0: it did not take part */
    struct invul *toen;     /* the questionnaire with those answers in it; NULL where no text names one */
    struct map bestanden; /* SHA-256 → name, a struct str, of the files of this respons and the one before */
    struct str basis;     /* address of its pages, without a slash at the end */
    struct str deel;      /* the only section that may be seen; "" all */
    enum contact_mag mag;
    struct schrijver wie;
    struct str dicht; /* why nothing can be filled in now, with the way out; empty when it can */
};

/* By the address: {sleutel} is the token of a link, else {code} and {partij} for who has RECHT_RONDE. Reads
 * over q->conn and changes nothing. */
int gast_open(struct http_req *q, struct gast *g, struct err *e) MUST_CHECK;
/* The respons as it is now, over q->conn: after a change. */
int gast_ververs(struct http_req *q, struct gast *g, struct err *e) MUST_CHECK;
/* Which veld of `nu` is the question that `veld` was before: rows that came or went move all behind them.
 * SIZE_MAX when its row is gone. */
size_t veld_weer(const struct invul *oud, size_t veld, const struct invul *nu);
/* Works the questionnaire out with the answers of g and these rows of repeats. */
int gast_invul(struct arena *a, struct gast *g, const struct antwoord *rij, size_t n_rij,
               struct err *e) MUST_CHECK;
/* Within the write transaction: may this one still write? ERR_DENIED with the way out. */
int gast_mag_nu(struct conn *c, struct arena *a, const struct gast *g, struct err *e) MUST_CHECK;
/* May this one see this section? */
bool gast_ziet(const struct gast *g, const struct invul_deel *d);
/* A page without the context of figures. */
void gast_vel(struct http_req *q, const struct gast *g, struct vel *b);
/* What was answered to this question in this row in the ronde before; NULL when nothing was. */
const struct antwoord *gast_vorige(const struct gast *g, struct str code, struct str rij);
/* Is this row of the ronde before one to offer now: its surroundings are there and shown, and it is not there
 * itself? *ret_hoofd is the veld of its repeat. */
bool vorige_rij_over(const struct gast *g, const struct antwoord *rij, size_t *ret_hoofd);
/* How many rows of the ronde before a section still offers. */
size_t vorige_rijen_over(const struct gast *g, const struct invul_deel *d);
/* Can an answer of the ronde before to element `el`, in this row, still be one? *ret: as it is kept. */
bool vorige_waarde(const struct gast *g, size_t el, struct str rij, struct str *ret);
/* An answer as people read it; a file by its name. */
struct str gast_leesbaar(const struct gast *g, const struct invul_veld *x, struct str waarde);
/* The same of an answer of the ronde before, as it read then: what it names is what was answered then. */
struct str vorige_leesbaar(const struct gast *g, size_t el, struct str rij, struct str waarde);
/* The text of a question in a row of the ronde before, likewise. */
struct str vorige_vraag(const struct gast *g, const struct invul_veld *hoofd, size_t el, struct str rij);
/* May this one take this file along: an answer, of now or of the ronde before, in what it may see? */
bool gast_ziet_bestand(const struct gast *g, struct str som);
/* May this one submit: all of it, not a section alone? */
bool gast_mag_indienen(const struct gast *g);
/* How far a section is, in a sentence. */
struct str deel_stand(struct arena *a, const struct gast *g, size_t deel);
/* Fills r with the page; like vel_klaar. */
int gast_klaar(struct vel *b, struct http_resp *r, struct err *e) MUST_CHECK;
/* "over 12 dagen, op 9 december 2026 om 23:59" */
struct str sluit_tekst(struct arena *a, const struct ronde *r, int64_t nu);

/* ---- sections as a tree (invul_doc.c) ---- */

/* What was sent with a section and could not be kept. */
struct invul_fout {
    size_t veld;
    struct str tekst;
    bool aanvulling; /* of the text that goes with "other" */
};
struct invul_botsing {
    size_t veld;
    struct antwoord mijn, hun; /* hun with who and when */
    bool aanvulling;
};
struct inzending {
    const struct doc *form; /* what was sent, shown again; NULL: nothing was */
    VEC(struct invul_fout) fout;
    VEC(struct invul_botsing) botsing;
};
/* Puts the section's form into the page; controle: also says what is required and missing. */
int deel_doc(struct http_req *q, const struct gast *g, size_t deel, const struct inzending *z, bool controle,
             struct doc *boom, struct err *e) MUST_CHECK;
/* Which row of its repeat this is, as people count: 1, 2, 3, though the second may be number 4. */
int64_t rij_telt(const struct invul *in, const struct invul_veld *rij);
/* ", rij 2" for what stands in a row, ", rij 2.1" in a row of a row, as people count; "" for the rest. */
struct str rij_woord(struct arena *a, const struct invul *in, const struct invul_veld *x);
/* The definition for the browser: elements, choices and parsed expressions. */
struct doc *eiland_doc(const struct gast *g); /* eiland_doc.c */

/* ---- what was sent (invul_post.c) ---- */

struct te_bewaren {
    size_t veld;
    struct antwoord x;
    enum antwoord_bron bron;
    bool aanvulling;
};
/* Reads a section's form: what changed, and what is no answer. */
int inzending_lees(struct http_req *q, const struct gast *g, size_t deel, struct inzending *z,
                   struct te_bewaren **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- submitting (indienen.c) ---- */

struct indien_regel {
    size_t veld, deel;
    struct str wat;
};
struct indien {
    VEC(struct indien_regel) fout;    /* what keeps it from being submitted */
    VEC(struct indien_regel) vervalt; /* answers that routing hides; wat: the answer */
};
void indien_kijk(const struct gast *g, struct indien *ret);
/* Checks everything and submits, within the write transaction. ERR_DATA when something is missing. */
int respons_dien_in(struct conn *c, struct arena *a, struct gast *g, struct bewijs *ret,
                    struct err *e) MUST_CHECK;

/* ---- pages that two files answer with ---- */

/* The start page, with what was wrong with a form on it. */
int gast_begin(struct vel *b, struct gast *g, struct http_resp *r, struct err *e) MUST_CHECK;
/* A page that says why nothing was saved, with the way out. */
int gast_dicht(struct http_req *q, struct gast *g, struct http_resp *r, struct str waarom,
               struct err *e) MUST_CHECK;
http_handler ronde_begin_get; /* begin_http.c, as gast_begin */
http_handler invullen_get;    /* eigen_http.c: without a link */
/* indienen_http.c */
http_handler indienen_get, indienen_post, bewijs_get, collega_post;

#endif
