/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of signing in share. */
#ifndef WZ_BEHEER_AANMELDEN_H
#define WZ_BEHEER_AANMELDEN_H

#include "beheer/beheer.h"
#include "post/post.h"

/* Ties a form to this browser before anyone is signed in. */
void voor_zet(struct http_req *q, struct http_resp *r);

#endif
