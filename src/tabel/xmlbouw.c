/* SPDX-License-Identifier: EUPL-1.2
 * A whole XML document in memory, handed over element by element. See boom.h. */
#include "tabel/xmlbouw.h"
#include "tabel/intern.h"

static struct str van_c(const void *s)
{
    return str_from(s);
}

static int bij_begin(void *wie, const struct xml_element *el, struct err *e)
{
    const struct xml_bouwer *b = wie;
    struct xml_naam naam = {van_c(el->naam), van_c(el->voorvoegsel), van_c(el->uri)};
    int rc = b->element(b->wie, naam, e);

    for (int i = 0; !rc && i < el->n; i++) {
        const xmlChar **at = el->attr + 5 * i;
        struct xml_naam kenmerk = {van_c(at[0]), van_c(at[1]), van_c(at[2])};

        rc = b->kenmerk(b->wie, kenmerk, (struct str){(const char *)at[3], (size_t)(at[4] - at[3])}, e);
    }
    return rc;
}

static int bij_tekst(void *wie, struct str s, struct err *e)
{
    const struct xml_bouwer *b = wie;

    return b->tekst(b->wie, s, e);
}

static int bij_eind(void *wie, const struct xml_element *el, struct err *e)
{
    const struct xml_bouwer *b = wie;

    (void)el;
    return b->eind(b->wie, e);
}

int xml_bouw(struct str bytes, const char *wat, const struct xml_bouwer *b, struct err *e)
{
    enum { STUK = 32 << 10 };
    struct xml_bouwer eigen = *b;
    struct xml_lezer x = {
        .wie = &eigen, .begin = bij_begin, .tekst = bij_tekst, .eind = bij_eind, .wat = wat};
    int rc = xml_begin(&x, e);

    for (size_t at = 0; !rc && at < bytes.n; at += STUK)
        rc = xml_voer(&x, bytes.p + at, bytes.n - at < STUK ? bytes.n - at : STUK, false, e);
    if (!rc)
        rc = xml_voer(&x, "", 0, true, e);
    xml_done(&x);
    return rc;
}
