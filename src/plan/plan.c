/* SPDX-License-Identifier: EUPL-1.2
 * Plans as they are gathered while a file is read: names that come twice. No SQL. */
#include "plan/plan.h"

static const struct {
    const char *code, *tekst;
} bevindingen[BEVINDING_AANTAL] = {
    {"c1", "De opleverjaren zijn samen niet gelijk aan het totaal (c1)."},
    {"c2", "Eengezins, meergezins en onbekend zijn samen niet gelijk aan het totaal (c2)."},
    {"c4", "De prijsklassen zijn samen niet gelijk aan het totaal (c4)."},
    {"controle", "Een controle (c1, c2, c3 of c4) is anders geleverd dan nagerekend."},
    {"negatief", "Er staat een negatief aantal in. Het staat er zoals geleverd."},
    {"naam", "In deze gemeente heeft nog een plan uit deze levering dezelfde naam."},
    {"plancode", "In deze gemeente heeft nog een plan uit deze levering dezelfde plancode."},
    {"ouderen",
     "De typen voor ouderen zijn samen meer dan het totaal: een woning telt onder meer dan één type."},
    {"type", "Van één type voor ouderen zijn er meer woningen dan het plan in totaal telt."},
    {"status", "De geleverde status draagt een andere code dan de status waarin hij is vertaald."},
    {"status-mist", "Er is geen planologische status geleverd; het plan telt bij hard noch zacht."},
};

static const char *const vormen[] = {"geen", "punt", "vlak"};

static int bit_nummer(enum plan_bevinding b)
{
    return __builtin_ctz((unsigned)b);
}

struct str plan_bevinding_code(enum plan_bevinding b)
{
    return str_from(bevindingen[bit_nummer(b)].code);
}

struct str plan_bevinding_tekst(enum plan_bevinding b)
{
    return str_from(bevindingen[bit_nummer(b)].tekst);
}

unsigned plan_bevinding_bij_code(struct str code)
{
    for (unsigned i = 0; i < BEVINDING_AANTAL; i++)
        if (str_is(code, bevindingen[i].code))
            return 1u << i;
    return 0;
}

const char *const plan_typen[PLAN_TYPEN] = {"nultreden", "geclusterd", "zorggeschikt", "overig-geschikt"};

struct str plan_vorm_naam(enum vorm_soort v)
{
    return str_from(vormen[v]);
}

/* Marks this plan and the first one of the gemeente that bears the text; 0 when this is the first. A
 * confidential plan is set beside its like only: the mark on an open one would tell its name. */
static unsigned dubbel_zoek(struct plannen_nieuw *l, struct map *gezien, const struct plan_nieuw *p,
                            struct str tekst, enum plan_bevinding bit)
{
    struct str vouw = str_fold(l->a, tekst);
    struct map_entry *m;
    bool nieuw;

    if (!gezien->a)
        map_init(gezien, l->a);
    if (!vouw.n)
        return 0;
    m = map_put(gezien,
                str_fmt(l->a, "%lld %d %.*s", (long long)p->gebied->id, p->vertrouwelijk, STR_ARG(vouw)),
                &nieuw);
    if (nieuw) {
        m->value.i = (int64_t)l->plan.n;
        return 0;
    }
    if (bit == BEVINDING_NAAM && !(l->plan.at[m->value.i].bevinding & bit))
        l->namen_dubbel++;
    l->plan.at[m->value.i].bevinding |= bit;
    return bit;
}

unsigned plan_bij(struct plannen_nieuw *l, const struct plan_nieuw *p)
{
    unsigned bij = dubbel_zoek(l, &l->namen, p, p->naam, BEVINDING_NAAM) |
                   dubbel_zoek(l, &l->codes, p, p->plancode, BEVINDING_CODE);

    VEC_PUSH(l->a, &l->plan, *p);
    l->plan.at[l->plan.n - 1].bevinding |= bij;
    return bij;
}
