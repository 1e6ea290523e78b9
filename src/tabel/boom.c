/* SPDX-License-Identifier: EUPL-1.2
 * An XML document as a tree, made from the events of xml.c. */
#include "tabel/boom.h"

#include "tabel/intern.h"

#include <string.h>

enum { ELEMENTEN_MAX = 200000, DIEPTE_MAX = 64, STUK = 16 << 10, BYTES_MAX = 4 << 20, ATTR_VELDEN = 5 };

struct lezer {
    struct arena *a;
    struct boom *open[DIEPTE_MAX + 1]; /* from the root to where we are */
    struct buf tekst[DIEPTE_MAX + 1];
    int diepte;
    size_t n;
    struct boom *wortel;
};

static void attributen(struct lezer *l, const struct xml_element *el, struct boom *b)
{
    struct boom_attr *at = ARENA_ARRAY(l->a, struct boom_attr, el->n + 1);

    for (int i = 0; i < el->n; i++) {
        const xmlChar **v = el->attr + (size_t)i * ATTR_VELDEN; /* name, prefix, uri, value, its end */

        at[i].naam = str_dup(l->a, str_from((const char *)v[0]));
        at[i].waarde = str_dup(l->a, (struct str){(const char *)v[3], (size_t)(v[4] - v[3])});
    }
    b->attr = at;
    b->n_attr = (size_t)el->n;
}

static int op_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct lezer *l = wie;
    struct boom *b, *ouder = l->diepte ? l->open[l->diepte - 1] : NULL;

    if (++l->n > ELEMENTEN_MAX || arena_over(l->a) || l->diepte >= DIEPTE_MAX)
        return err_set(e, ERR_LIMIT, "het bestand is te groot om te lezen");
    b = ARENA_NEW(l->a, struct boom);
    b->naam = str_dup(l->a, str_from(el->naam));
    b->ruimte = str_dup(l->a, str_from(el->uri));
    b->regel = el->regel;
    attributen(l, el, b);
    if (!ouder)
        l->wortel = b;
    else if (ouder->laatste_kind)
        ouder->laatste_kind->broer = b;
    else
        ouder->kind = b;
    if (ouder)
        ouder->laatste_kind = b;
    l->open[l->diepte] = b;
    buf_init(&l->tekst[l->diepte], l->a, BYTES_MAX);
    l->diepte++;
    return OK;
}

static int op_tekst(void *wie, struct str s, struct err *e)
{
    struct lezer *l = wie;

    (void)e;
    if (l->diepte)
        buf_add(&l->tekst[l->diepte - 1], s);
    return OK;
}

static int op_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct lezer *l = wie;

    (void)el, (void)e;
    l->diepte--;
    l->open[l->diepte]->tekst = str_trim(buf_str(&l->tekst[l->diepte]));
    return OK;
}

int boom_lees(struct arena *a, struct str bytes, const char *wat, const struct boom **ret, struct err *e)
{
    struct lezer *l = ARENA_NEW(a, struct lezer);
    struct xml_lezer x = {.wie = l, .begin = op_begin, .tekst = op_tekst, .eind = op_eind, .wat = wat};
    int rc;

    if (bytes.n > BYTES_MAX)
        return err_set(e, ERR_LIMIT, "het bestand is groter dan %d MB", BYTES_MAX >> 20);
    l->a = a;
    rc = xml_begin(&x, e);
    for (size_t i = 0; !rc; i += STUK) {
        size_t n = bytes.n - i < STUK ? bytes.n - i : STUK;

        rc = xml_voer(&x, bytes.p + i, n, i + n == bytes.n, e);
        if (i + n == bytes.n)
            break;
    }
    xml_done(&x);
    if (!rc && (!l->wortel || l->diepte))
        rc = err_set(e, ERR_DATA, "dit is geen XML, of het breekt af");
    if (!rc)
        *ret = l->wortel;
    return rc;
}

static const struct boom *zoek(const struct boom *b, const char *naam)
{
    while (b && !str_is(b->naam, naam))
        b = b->broer;
    return b;
}

const struct boom *boom_kind(const struct boom *b, const char *naam)
{
    return b ? zoek(b->kind, naam) : NULL;
}

const struct boom *boom_volgende(const struct boom *kind, const char *naam)
{
    return zoek(kind->broer, naam);
}

struct str boom_attr(const struct boom *b, const char *naam)
{
    for (size_t i = 0; b && i < b->n_attr; i++)
        if (str_is(b->attr[i].naam, naam))
            return b->attr[i].waarde;
    return (struct str){0};
}
