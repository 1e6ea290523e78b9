/* SPDX-License-Identifier: EUPL-1.2
 * The cookies by which a browser is known: for the guard and for the pages that sign in and out. */
#ifndef WZ_TOEGANG_WACHT_H
#define WZ_TOEGANG_WACHT_H

#include "toegang/mens.h"

enum cookie {
    COOKIE_SESSIE,    /* who is signed in */
    COOKIE_VOOR,      /* before that: ties the form for signing in to this browser */
    COOKIE_TOESTEL,   /* that this browser signed in before (rem_toestel) */
    COOKIE_AANBIEDER, /* that it was sent to the provider of sign-ins, and what belongs to that attempt */
};
const char *cookie_naam(const struct http_req *q, enum cookie k);
struct str cookie_lees(const struct http_req *q, enum cookie k); /* empty when there is none */
/* waarde empty: the browser is to forget it. */
void cookie_zet(const struct http_req *q, struct http_resp *r, enum cookie k, struct str waarde);

#endif
