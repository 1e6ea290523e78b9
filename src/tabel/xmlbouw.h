/* SPDX-License-Identifier: EUPL-1.2
 * A small XML document, element by element, for who builds a tree of it. libxml2 stays behind this room; no
 * document type, nothing from disk or network, bounded in depth and attributes (see xml.c). */
#ifndef WZ_TABEL_XMLBOUW_H
#define WZ_TABEL_XMLBOUW_H

#include "base/err.h"
#include "base/str.h"

struct xml_naam {
    struct str naam, voorvoegsel, ruimte; /* local name, prefix, name space URI; empty for none */
};

/* What is handed over is borrowed for the call. Callbacks return 0 or a negative code with *e filled, which
 * ends the reading. Text may come in pieces. */
struct xml_bouwer {
    void *wie;
    int (*element)(void *wie, struct xml_naam naam, struct err *e);
    int (*kenmerk)(void *wie, struct xml_naam naam, struct str waarde,
                   struct err *e); /* of the last element */
    int (*tekst)(void *wie, struct str s, struct err *e);
    int (*eind)(void *wie, struct err *e);
};

/* `wat` is Dutch, for messages: what kind of document it should be. ERR_DATA when it is not well-formed. */
int xml_bouw(struct str bytes, const char *wat, const struct xml_bouwer *b, struct err *e) MUST_CHECK;

#endif
