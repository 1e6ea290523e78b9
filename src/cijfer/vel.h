/* SPDX-License-Identifier: EUPL-1.2
 * A page of blocks (templates beheer and regie): facts, pictures, tables and forms, with what was wrong with
 * a form beside its field. */
#ifndef WZ_CIJFER_VEL_H
#define WZ_CIJFER_VEL_H

#include "cijfer/pagina.h"

/* What is wrong in one field of a form; genoemd: it stands in the summary. */
struct vel_fout {
    struct str veld, wat; /* veld: its id */
    bool genoemd;
};
/* A page, and all that is wrong with the form that was sent to it: shown beside the fields and in the
 * summary. */
struct vel {
    struct pagina p;
    struct str fout;             /* the first; "" when nothing is wrong */
    VEC(struct vel_fout) fouten; /* one a field, in the order in which they were found */
};
/* Opens over q->conn when the route lent one. */
int vel_open(struct http_req *q, struct vel *b, struct err *e) MUST_CHECK;
void vel_sluit(struct vel *b);
/* Opens, lets boom fill, answers and closes: all of a page that does no more than show itself. */
int vel_toon(struct http_req *q, int (*boom)(struct vel *b, struct err *e), struct http_resp *r,
             struct err *e) MUST_CHECK;
void vel_titel(struct vel *b, struct str titel, struct str antwoord);
/* Puts the tree in the answer, with status 400 when something was wrong; a program then gets that as
 * ERR_DATA. */
int vel_klaar(struct vel *b, struct http_resp *r, struct err *e) MUST_CHECK;
/* Of a field that was found wrong already the first finding stays. */
void vel_fout(struct vel *b, const char *veld, struct str fout);
/* store_write, while the connection that the route lent is given back: to wait for an import with it would
 * keep it from everyone. Afterwards q->conn is another one (b, which may be NULL, goes along). */
int vel_schrijf(struct vel *b, struct http_req *q, store_write_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* A good message above the page. */
void vel_gelukt(struct vel *b, struct str kop, struct str tekst);
/* One that says what to mind. */
void vel_let_op(struct vel *b, struct str kop, struct str tekst);
struct doc *blok_bij(struct vel *b, const char *id, struct str kop, struct str alinea);
/* One whose form is a filter: its fields stand beside each other where there is room (template regie). */
struct doc *blok_keuze(struct vel *b, const char *id, struct str kop);
/* All but the heading of a block is shown when it is asked for, by these words; open where a field of it is
 * not right. */
void blok_klap_in(struct vel *b, struct doc *blok, struct str woorden, bool open);
void blok_punt(struct vel *b, struct doc *blok, struct str punt);
/* A text to be copied as it stands, a mail say. One a block. */
void blok_brief(struct vel *b, struct doc *blok, struct str tekst);
struct doc *blok_feiten(struct vel *b, struct doc *blok); /* for feit_bij */
void blok_tabel(struct vel *b, struct doc *blok, struct doc *tabel);
/* How wide such a picture is drawn, in its own pixels: its letters are then 11 px or more on a phone of 390
 * px, and not too large on a desk. */
enum { BLOK_FIGUUR_BREEDTE = 380 };
/* A picture with its message as heading (deel/figuur); its table stands in the same block. */
struct doc *blok_figuur(struct vel *b, struct doc *blok, const char *id, struct str titel, struct str svg);
struct doc *form_bij(struct vel *b, struct doc *blok, struct str actie, const char *knop);
void form_verborgen(struct vel *b, struct doc *form, const char *veld, struct str inhoud);
/* soort: "is_tekst", "is_lang", "is_bestand", "is_email", "is_wachtwoord", "is_nieuw" (a new password),
 * "is_code", "is_datum", "is_keuze", "is_vinkjes". inhoud is what stands there when the field was not sent;
 * what was sent stays, also when that is nothing. For a choice fill the returned list with optie_bij, for
 * boxes with vinkje_bij. */
struct doc *form_veld(struct vel *b, struct doc *form, const char *id, const char *label, const char *uitleg,
                      const char *soort, struct str inhoud);
/* A choice of an area by its name (vel_gebied.c): what lies in the area of this installation and in the one
 * that was chosen above the page. Sent is its code; a name is read as well. nu NULL: none is chosen. geen:
 * what the choice of none is called, NULL: there is no such choice. */
void form_gebied(struct vel *b, struct doc *form, const char *id, const char *label, const char *uitleg,
                 const struct gebied *nu, const char *geen);
void form_vrij(struct vel *b, struct doc *form);                   /* its last field may stay empty */
struct str form_tekst(const struct http_req *q, const char *veld); /* what was sent, trimmed */
/* A number in the path or a field; ERR_NOT_FOUND when it is none. */
int nummer_van(struct str s, int64_t *ret, struct err *e) MUST_CHECK;

#endif
