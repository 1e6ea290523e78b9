/* SPDX-License-Identifier: EUPL-1.2
 * The scanner: from one "<" to the next. */
#include "tabel/xmlvlug.h"

#include <string.h>

static int stuk(const struct xmlvlug *x, const char *wat, struct err *e)
{
    return err_set(e, ERR_DATA, "de XML is %s (byte %zu)", wat, (size_t)(x->p - x->begin));
}

void xmlvlug_init(struct xmlvlug *x, struct str bytes)
{
    x->p = x->begin = bytes.p;
    x->eind = bytes.p + bytes.n;
    x->diepte = 0;
    x->leeg = x->blad = false;
    x->inhoud = NULL;
    x->naam = x->tekst = (struct str){0};
}

static struct str zonder_prefix(struct str s)
{
    const char *p = memchr(s.p, ':', s.n);

    return p ? (struct str){p + 1, (size_t)(s.p + s.n - p - 1)} : s;
}

/* Past `tot`; false when it does not come. */
static bool spring(struct xmlvlug *x, const char *tot)
{
    const char *p = memmem(x->p, (size_t)(x->eind - x->p), tot, strlen(tot));

    x->p = p ? p + strlen(tot) : x->eind;
    return p != NULL;
}

static struct str naam_lees(struct xmlvlug *x)
{
    const char *p = x->p;

    while (p < x->eind && *p != '>' && *p != ' ' && *p != '/' && *p != '\n' && *p != '\t' && *p != '\r')
        p++;
    return (struct str){x->p, (size_t)(p - x->p)};
}

static int sluit(struct xmlvlug *x, struct err *e)
{
    struct str naam = naam_lees(x), open;
    const char *hier = x->p - 2, *p = naam.p + naam.n;

    while (p < x->eind && *p != '>')
        p++;
    if (p == x->eind)
        return stuk(x, "afgebroken", e);
    if (!x->diepte)
        return stuk(x, "beschadigd", e);
    open = x->open[--x->diepte];
    if (open.n != naam.n || memcmp(open.p, naam.p, naam.n) != 0)
        return stuk(x, "beschadigd: een element wordt niet gesloten", e);
    x->naam = zonder_prefix(naam);
    x->blad = x->inhoud != NULL;
    x->tekst = x->blad ? str_trim((struct str){x->inhoud, (size_t)(hier - x->inhoud)}) : (struct str){0};
    x->inhoud = NULL;
    x->p = p + 1;
    return XV_SLUIT;
}

static int open_(struct xmlvlug *x, struct err *e)
{
    struct str naam = naam_lees(x);
    const char *p = naam.p + naam.n;

    if (!naam.n)
        return stuk(x, "beschadigd", e);
    for (char aanhaling = 0; p < x->eind && (aanhaling || *p != '>'); p++) { /* over the attributes */
        if (aanhaling)
            aanhaling = *p == aanhaling ? 0 : aanhaling;
        else if (*p == '"' || *p == '\'')
            aanhaling = *p;
    }
    if (p >= x->eind)
        return stuk(x, "afgebroken", e);
    if (x->diepte == XMLVLUG_DIEPTE)
        return stuk(x, "te diep genest", e);
    x->leeg = p[-1] == '/';
    x->open[x->diepte++] = naam;
    x->naam = zonder_prefix(naam);
    x->p = p + 1;
    x->inhoud = x->p;
    return XV_BEGIN;
}

int xmlvlug_volgende(struct xmlvlug *x, struct err *e)
{
    if (x->leeg) {
        x->leeg = false;
        x->naam = zonder_prefix(x->open[--x->diepte]);
        x->tekst = (struct str){x->p, 0};
        x->blad = true;
        x->inhoud = NULL;
        return XV_SLUIT;
    }
    for (;;) {
        const char *p = memchr(x->p, '<', (size_t)(x->eind - x->p));

        if (!p)
            return x->diepte ? stuk(x, "afgebroken", e) : XV_EINDE;
        x->p = p + 1;
        if (x->p == x->eind)
            return stuk(x, "afgebroken", e);
        if (*x->p == '/') {
            x->p++;
            return sluit(x, e);
        }
        if (*x->p == '?') {
            if (!spring(x, "?>"))
                return stuk(x, "afgebroken", e);
        } else if (*x->p == '!') {
            bool opmerking = x->eind - x->p >= 3 && !memcmp(x->p, "!--", 3);

            if (!opmerking && !(x->eind - x->p >= 8 && !memcmp(x->p, "![CDATA[", 8)))
                return stuk(x, "niet zoals die van een register (een DOCTYPE)", e);
            if (!spring(x, opmerking ? "-->" : "]]>"))
                return stuk(x, "afgebroken", e);
        } else {
            return open_(x, e);
        }
    }
}
