/* SPDX-License-Identifier: EUPL-1.2
 * QR codes as SVG (libqrencode stays behind this header). */
#ifndef WZ_BEHEER_QR_H
#define WZ_BEHEER_QR_H

#include "base/str.h"

/* Empty when the text is too long for one. wat: what a screen reader says of it. */
struct str qr_svg(struct arena *a, struct str tekst, struct str wat);

#endif
