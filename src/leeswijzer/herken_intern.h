/* SPDX-License-Identifier: EUPL-1.2
 * The inside of the recogniser: header and columns (herken_kop.c), the choice of soort and meaning
 * (herken.c), columns of figures (herken_meet.c), the guess as a leeswijzer (herken_wijzer.c), words
 * (herken_woord.c). */
#ifndef WZ_LEESWIJZER_HERKEN_INTERN_H
#define WZ_LEESWIJZER_HERKEN_INTERN_H

#include "leeswijzer/herken.h"

bool cel_geen_cijfer(struct str s); /* a word that says that there is no figure */
bool cel_is_getal(const struct cel *c);
bool cel_is_jaar(const struct cel *c);
const struct onderwerp *onderwerp_bij(const struct herken_kennis *kennis, struct str s); /* code or name */

/* The row where the header begins and how many it takes; how sure, 0: there is none to be seen. */
int kop_zoek_rij(const struct rooster *r, const struct herken_kennis *kennis, size_t *ret_kop,
                 int *ret_rijen);
/* Fills h->kolom from h->rooster, kop and n_koprijen. */
void kolommen_tel(struct arena *a, const struct herken_kennis *kennis, struct herkenning *h);

/* How much a header is like one name, 0 … 100. */
int een_naam_gelijk(struct arena *scratch, struct str kop, struct str naam, bool eigen);

/* n of the whole in percent; 0 of nothing. */
static inline int herken_deel(size_t n, size_t heel)
{
    return heel ? (int)(100 * n / heel) : 0;
}

enum { NAAM_STERK = 50 /* from here on a name alone will do */ };

/* ---- herken_meet.c ---- */

int soort_kolom(const struct kolommen *s, const char *naam); /* index; -1: it has none that is called so */
bool herken_gebruikt(const struct herkenning *h, int doel);  /* does a column of the file give it already? */
/* A column with years in its name, for a soort with a column a year. */
void jaren_wijs_toe(struct arena *a, const struct kolommen *s, struct herkenning *h);
/* Further columns of figures beside the one that is called so: those whose header says a year, a type or an
 * onderwerp. */
void meet_wijs_toe(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                   struct herkenning *h);
/* With a column a year or type, a last one that says neither is their total: it would count twice. */
void meet_ruim_op(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                  struct herkenning *h);
/* What the header of a column of figures says of them; added to ret. */
void herken_kop_zegt(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                     const struct herkenning *h, const struct herken_kolom *c, struct leeswijzer_vasten *ret);
/* The onderwerp that a text is most like, NULL: none. */
const struct onderwerp *herken_onderwerp(struct arena *scratch, const struct herken_kennis *kennis,
                                         struct str kop);
/* Adds what column `doel` of a soort holds for all rows; nothing when doel is -1. */
void herken_vast(struct arena *a, struct leeswijzer_vasten *v, const struct kolommen *s, int doel,
                 struct str tekst);

/* ---- herken_wijzer.c ---- */

/* Fills h->wijzer from what each column was found to be. */
void herken_wijzer(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                   struct herkenning *h);
/* Does what stands above the table, or the name of its sheet or file, hold the word? */
bool herken_in_titel(struct arena *a, struct str titel, struct str woord);

#endif
