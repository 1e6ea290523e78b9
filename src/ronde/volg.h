/* SPDX-License-Identifier: EUPL-1.2
 * Following a ronde: how far each organisation, region and section is. Private to src/ronde. */
#ifndef WZ_RONDE_VOLG_H
#define WZ_RONDE_VOLG_H

#include "beheer/beheer.h"
#include "ronde/contact.h"
#include "ronde/invul.h"

/* How many respons have an answer to a question: one row a question that was answered at all. */
struct vraag_tel {
    struct str vraag;
    int64_t n;
};
int ronde_vragen_tel(struct conn *c, struct arena *a, int64_t ronde, struct vraag_tel **ret, size_t *ret_n,
                     struct err *e) MUST_CHECK;
/* The ronde of the address, for who has RECHT_RONDE. */
int volg_open(struct http_req *q, struct ronde *r, struct err *e) MUST_CHECK;
/* Its page, with what was wrong with a form when something was. */
int volg_toon(struct vel *b, const struct ronde *r, struct http_resp *resp, struct err *e) MUST_CHECK;
int contacten_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n,
                   struct err *e) MUST_CHECK;
void volg_vel(struct http_req *q, struct vel *b);

#endif
