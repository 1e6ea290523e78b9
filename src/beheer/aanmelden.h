/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of signing in share. */
#ifndef WZ_BEHEER_AANMELDEN_H
#define WZ_BEHEER_AANMELDEN_H

#include "beheer/beheer.h"
#include "post/post.h"

/* Ties a form to this browser before anyone is signed in. */
void voor_zet(struct http_req *q, struct http_resp *r);
/* Begins a session of somebody who has proved who it is in another way than by a password, and leads on.
 * sterk: with more than one factor; else the own second step, when it is on, is asked yet. */
int aanmelden_laat_binnen(struct http_req *q, struct http_resp *r, const struct mens *m, bool sterk,
                          struct str verder, struct err *e) MUST_CHECK;
/* The block of the own account about the organisation's; nothing when there is no provider. */
int koppeling_blok(struct vel *b, struct err *e) MUST_CHECK;

#endif
