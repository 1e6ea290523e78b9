/* SPDX-License-Identifier: EUPL-1.2
 * A mail as bytes (RFC 5322, MIME): headers that no value can break out of, text and HTML side by side. */
#ifndef WZ_POST_MIME_H
#define WZ_POST_MIME_H

#include "base/err.h"
#include "base/str.h"

struct mime_brief {
    struct str van_naam, van, aan, onderwerp, tekst, html;
    struct str nummer; /* before the @ of the Message-ID: the same each time this message is tried */
    int64_t moment;    /* ms */
};
/* ERR_DATA when a value holds what would end a header. */
int mime_maak(struct arena *a, const struct mime_brief *b, struct str *ret, struct err *e) MUST_CHECK;
/* Neither line ends nor other control characters; valid UTF-8. */
bool mime_regel_goed(struct str s);
/* "Woonzorg <woonzorg@voorbeeld.nl>" or only the address. False when there is no address in it. */
bool mime_van(struct str s, struct str *ret_naam, struct str *ret_adres);

#endif
