/* SPDX-License-Identifier: EUPL-1.2
 * What pages show of signals: which ones a reader may see, and the list of what asks for attention. */
#ifndef WZ_SIGNAAL_SIGNAAL_PAGINA_H
#define WZ_SIGNAAL_SIGNAAL_PAGINA_H

#include "cijfer/vel.h"
#include "partij/partij.h"
#include "signaal/signaal.h"

struct wie;
struct signaal_zicht {
    const struct wie *wie;
    const struct partij *partij; /* over which one may look */
    size_t n;
    bool alles;
    const struct str *dicht; /* addresses of what one may not see: the concepts of others */
    size_t n_dicht;
};
struct str signaal_adres(struct arena *a, int64_t id);
/* The organisation of who looks; empty: several. NULL: none, as who runs the installation or a visitor. */
const struct str *signaal_eigen_naam(const struct wie *w);
int signaal_zicht_lees(struct pagina *p, struct signaal_zicht *ret, struct err *e) MUST_CHECK;
/* The same without a page: of this one, with all opgaven read before. */
struct opgave;
int signaal_zicht_van(struct conn *c, struct arena *a, const struct wie *w, const struct opgave *o, size_t n,
                      struct signaal_zicht *ret, struct err *e) MUST_CHECK;
bool signaal_zichtbaar(const struct signaal_zicht *z, const struct signaal *s);
bool signaal_eigen(const struct signaal_zicht *z, const struct signaal *s); /* it asks an own partij */
/* What the reader's own organisation was asked (te_doen.c): a link and what it is. */
struct te_doen {
    struct str titel, tekst, adres;
    const char *woord;
};
struct te_doen_lijst {
    VEC(struct te_doen) punt;
};
/* Empty for who may not answer for an organisation. */
int te_doen_lees(struct pagina *p, struct te_doen_lijst *ret, struct err *e) MUST_CHECK;
/* deel/aandacht of what the own organisation was asked, and of the signals (eigen: of an own partij), at most
 * `meest` of each; NULL: nothing asks for it. */
struct doc *signaal_aandacht(struct pagina *p, const struct te_doen_lijst *t, const struct signaal *s,
                             size_t n, const struct signaal_zicht *z, bool eigen, size_t meest);
/* The same for who belongs to a partij of which nothing is asked while others are: says so, with the way to
 * those. NULL: something is asked of it, nothing of others either, or there is no own partij. */
struct doc *signaal_niets_gevraagd(struct pagina *p, const struct signaal *s, size_t n,
                                   const struct signaal_zicht *z);

#endif
