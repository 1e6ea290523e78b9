/* SPDX-License-Identifier: EUPL-1.2
 * Mails to contacts: what they say, that they were made, and one place where they go out. Private to
 * src/ronde. */
#ifndef WZ_RONDE_CONTACT_H
#define WZ_RONDE_CONTACT_H

#include "ronde/ronde.h"

struct ronde_bericht {
    int64_t moment;
    struct str soort, aan, onderwerp, hoe, contact, partij;
};

/* Notes a mail within a write transaction. */
int bericht_noteer(struct conn *c, int64_t contact, const char *soort, struct str aan, struct str onderwerp,
                   bool verstuurd, struct err *e) MUST_CHECK;
int berichten_lees(struct conn *c, struct arena *a, int64_t ronde, struct ronde_bericht **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK; /* newest first, at most 200 */

/* A mail as it was made: shown on the page so that it can be copied, or sent. */
struct brief {
    struct str aan, onderwerp, tekst, link, partij; /* tekst and link: of one that is shown */
    bool verstuurd;
};
/* How a mail goes: by the post when it sends, else shown with links that begin with oorsprong. */
struct brief_weg {
    bool post;
    struct str oorsprong;
};
/* Makes the mail of one soort for one contact, within a write transaction. */
int brief_maak(struct conn *c, struct arena *a, const struct ronde *r, const struct ronde_contact *k,
               const char *soort, const struct brief_weg *weg, struct brief *ret, struct err *e) MUST_CHECK;
/* The receipt to who submitted, queued within the transaction that submits: without a link, for what it holds
 * opens nothing. verstuurd: this installation sends; else it is shown under Beheer. */
struct bewijs;
int brief_ontvangst(struct conn *c, struct arena *a, const struct ronde *r, const struct ronde_contact *k,
                    const struct bewijs *w, bool verstuurd, struct err *e) MUST_CHECK;
/* ERR_CONFLICT when this contact is not to be written to any more. */
int contact_schrijfbaar(struct conn *c, int64_t contact, struct err *e) MUST_CHECK;

#endif
