/* SPDX-License-Identifier: EUPL-1.2
 * What a partij may be: the kinds, and the checks on what people fill in. */
#include "partij/partij.h"

const struct partij_soort partij_soorten[] = {
    {"gemeente", "Gemeente", "Gemeenten"},
    {"provincie", "Provincie", "Provincies"},
    {"rijk", "Rijk", "Rijk"},
    {"corporatie", "Corporatie", "Corporaties"},
    {"zorgaanbieder", "Zorgaanbieder", "Zorgaanbieders"},
    {"zorgkantoor", "Zorgkantoor", "Zorgkantoren"},
    {"overig", "Andere organisatie", "Andere organisaties"},
    {0},
};

const struct partij_soort *partij_soort_bij(struct str code)
{
    for (const struct partij_soort *s = partij_soorten; s->code; s++)
        if (str_is(code, s->code))
            return s;
    return NULL;
}

static bool een_regel(struct str s, size_t most)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return s.n <= most;
}

struct str partij_keur(const struct partij *p, const struct gebieden *g)
{
    if (!partij_soort_bij(p->soort))
        return STR("Kies wat voor organisatie dit is.");
    if (!p->naam.n)
        return STR("Vul de naam van de organisatie in.");
    if (!een_regel(p->naam, PARTIJ_NAAM_MAX) || !een_regel(p->bron, PARTIJ_NAAM_MAX))
        return STR("Schrijf naam en bron op één regel van hoogstens 200 tekens.");
    for (size_t i = 0; i < p->kvk.n; i++)
        if (p->kvk.p[i] < '0' || p->kvk.p[i] > '9')
            return STR("Een KvK-nummer bestaat uit acht cijfers.");
    if (p->kvk.n && p->kvk.n != 8)
        return STR("Een KvK-nummer bestaat uit acht cijfers.");
    if (p->cbs.n && (!g || !gebied_bij_code(g, p->cbs)))
        return STR("Deze CBS-code kennen wij niet; schrijf die als GM0935 of PV31.");
    return STR("");
}

struct doc *partij_doc(struct arena *a, const struct partij *p)
{
    struct doc *d = doc_map(a);

    DOC_SET_INT(a, d, "id", p->id);
    DOC_SET_STR(a, d, "soort", p->soort);
    DOC_SET_STR(a, d, "naam", p->naam);
    DOC_SET_STR(a, d, "kvk", p->kvk);
    DOC_SET_STR(a, d, "cbs", p->cbs);
    DOC_SET_STR(a, d, "bron", p->bron);
    DOC_SET_BOOL(a, d, "verzonnen", p->verzonnen);
    DOC_SET(a, d, "opgegaanIn", p->opgegaan_in ? doc_int(a, p->opgegaan_in) : doc_null(a));
    DOC_SET(a, d, "opgegaanOp", p->opgegaan_op ? doc_str(a, date_iso(a, p->opgegaan_op)) : doc_null(a));
    return d;
}
