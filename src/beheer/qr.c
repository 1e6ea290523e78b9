/* SPDX-License-Identifier: EUPL-1.2
 * A text as a QR code in SVG, for the app on a telephone that is pointed at the screen. Nothing leaves this
 * machine for it. */
#include "beheer/qr.h"

#include <qrencode.h>

enum { RAND = 4, SVG_MAX = 200 << 10 };

/* One path, a run of dark modules a stroke: small, and without gaps between them. */
static void streken(struct buf *b, const QRcode *q)
{
    for (int y = 0; y < q->width; y++)
        for (int x = 0; x < q->width; x++) {
            int n = 0;

            while (x + n < q->width && (q->data[y * q->width + x + n] & 1))
                n++;
            if (n)
                buf_fmt(b, "M%d %dh%dv1h-%dz", x + RAND, y + RAND, n, n);
            x += n;
        }
}

struct str qr_svg(struct arena *a, struct str tekst, struct str wat)
{
    QRcode *q = QRcode_encodeString8bit(str_cstr(a, tekst), 0, QR_ECLEVEL_M);
    struct buf b;
    int zijde;

    if (!q)
        return STR("");
    zijde = q->width + 2 * RAND;
    buf_init(&b, a, SVG_MAX);
    buf_fmt(&b,
            "<svg class=\"wz-qr\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" "
            "width=\"%d\" height=\"%d\"><title>",
            zijde, zijde, zijde * 5, zijde * 5);
    buf_html(&b, wat);
    buf_fmt(&b, "</title><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/><path fill=\"#000\" d=\"", zijde,
            zijde);
    streken(&b, q);
    buf_lit(&b, "\"/></svg>");
    QRcode_free(q);
    return b.over ? STR("") : buf_str(&b);
}
