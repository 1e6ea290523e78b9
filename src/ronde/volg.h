/* SPDX-License-Identifier: EUPL-1.2
 * Following a ronde: how far each organisation, region and section is. Private to src/ronde. */
#ifndef WZ_RONDE_VOLG_H
#define WZ_RONDE_VOLG_H

#include "beheer/beheer.h"
#include "ronde/contact.h"
#include "ronde/invul.h"

/* Which sections somebody began, of each partij that did not submit: *ret[i * n_deel + d] is true when s[i]
 * has an answer to one of the questions of section d. What a calculation or a default gave is none. */
int ronde_delen_begonnen(struct conn *c, struct arena *a, int64_t ronde, const struct invul *in,
                         const struct ronde_stap *s, size_t n, bool **ret, struct err *e) MUST_CHECK;
/* The ronde of the address, for who has RECHT_RONDE. */
int volg_open(struct http_req *q, struct ronde *r, struct err *e) MUST_CHECK;
/* Its page, with what was wrong with a form when something was. */
int volg_toon(struct vel *b, const struct ronde *r, struct http_resp *resp, struct err *e) MUST_CHECK;
int contacten_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n,
                   struct err *e) MUST_CHECK;
void volg_vel(struct http_req *q, struct vel *b);

#endif
