/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of one woonzorgvisie share. */
#ifndef WZ_VISIE_EEN_H
#define WZ_VISIE_EEN_H

#include "visie/visie_pagina.h"

/* One gebied, and what its page asks. */
struct een {
    struct vel v;
    const struct gebied *gebied;
    struct visies alle;
    const struct visie_stand *stand;
    size_t n;
    struct visie_beeld beeld;
    int64_t partij; /* that speaks for it; 0: none */
    size_t strijd;  /* how much a questionnaire says otherwise, and nobody chose */
    bool mag;
};

/* The gebied of the address, and who speaks for it. */
int visie_een_open(struct http_req *q, struct een *x, struct err *e) MUST_CHECK;
/* All that is known of it, and whether who looks may tell more. */
int visie_een_lees(struct een *x, struct err *e) MUST_CHECK;
struct str visie_een_adres(const struct een *x, const char *achter);
/* Writes what was right, and leads back to the page; what was not comes back on it, beside its field. */
int visie_een_schrijf(struct een *x, void *ctx, store_write_fn *fn, const char *veld, const char *gedaan,
                      struct http_resp *r, struct err *e) MUST_CHECK;

#define CODE_PARAM                                                                                           \
    {                                                                                                        \
        "code", "code van de gemeente of regio", PARAM_PATH, true, false, NULL, "GM0935"                     \
    }

#endif
