/* SPDX-License-Identifier: EUPL-1.2
 * What a ronde told, held against what is known: new, the same, or something else. No SQL. */
#include "visie/overname.h"

const char *const visie_overname_woorden[OVERNAME_N] = {
    "nieuw", "gelijk", "later anders gevraagd", "spreekt tegen", "wacht op een keuze", "al gekozen"};

static bool van_ronde(struct str route)
{
    return str_is(route, "ronde");
}

/* The fact that other ways than a ronde told, on the day as of which the ronde speaks. */
static const struct visie_stand *feit_bekend(const struct visie_stand *s, size_t n, date_t dag)
{
    const struct visie_stand *ret = NULL;

    for (size_t i = 0; i < n; i++) {
        date_t sinds = s[i].datum ? s[i].datum : s[i].gezegd_op;

        if (!s[i].verwacht && !van_ronde(s[i].route) && sinds <= dag &&
            (!ret || sinds >= (ret->datum ? ret->datum : ret->gezegd_op)))
            ret = &s[i];
    }
    return ret;
}

/* The last expectation of that day by other ways; of the same state first. */
static const struct visie_stand *verwacht_bekend(const struct visie_stand *s, size_t n,
                                                 const struct visie_gezegd *x)
{
    const struct visie_stand *zelfde = NULL, *ander = NULL;

    for (size_t i = 0; i < n; i++)
        if (s[i].verwacht && !van_ronde(s[i].route) && s[i].gezegd_op <= x->gezegd_op) {
            if (s[i].staat == x->staat)
                zelfde = &s[i];
            else
                ander = &s[i];
        }
    return zelfde ? zelfde : ander;
}

/* Did this very ronde, as of that same day, tell it before? */
static bool al_over(const struct visie_stand *s, size_t n, const struct visie_gezegd *x)
{
    for (size_t i = 0; i < n; i++)
        if (van_ronde(s[i].route) && s[i].verwacht == x->verwacht && s[i].staat == x->staat &&
            s[i].datum == x->datum && s[i].gezegd_op == x->gezegd_op)
            return true;
    return false;
}

static enum visie_overname stand_vergelijk(const struct visies *v, const struct visie_gezegd *x,
                                           struct visie_vergeleken *ret)
{
    const struct visie_stand *s;
    size_t n;

    visie_standen_van(v, x->gebied, &s, &n);
    ret->stand = x->verwacht ? verwacht_bekend(s, n, x) : feit_bekend(s, n, x->gezegd_op);
    if (al_over(s, n, x))
        return OVERNAME_GELIJK;
    if (!ret->stand)
        return OVERNAME_NIEUW;
    return ret->stand->staat == x->staat && (!x->verwacht || ret->stand->datum == x->datum)
               ? OVERNAME_GELIJK
               : OVERNAME_STRIJDT;
}

static enum visie_overname antwoord_vergelijk(const struct visies *v, const struct visie_gezegd *x,
                                              struct visie_vergeleken *ret)
{
    const struct visie_antwoord *k = ret->antwoord = visie_antwoord_van(v, x->gebied, x->vraag);

    if (!k)
        return OVERNAME_NIEUW;
    if (str_eq(k->antwoord, x->antwoord))
        return OVERNAME_GELIJK;
    if (!van_ronde(k->route))
        return OVERNAME_STRIJDT;
    return k->gezegd_op > x->gezegd_op ? OVERNAME_LATER : OVERNAME_NIEUW;
}

static const struct visie_tegenspraak *eerder_van(const struct visie_tegenspraak *t, size_t n,
                                                  const struct visie_gezegd *x)
{
    struct str zegt = x->vraag ? x->antwoord : str_from(visie_staten[x->staat].code);

    for (size_t i = 0; i < n; i++)
        if (t[i].gebied == x->gebied && t[i].vraag == x->vraag && t[i].ronde == x->ronde &&
            t[i].datum == x->datum && str_eq(t[i].zegt, zegt) &&
            (x->vraag || str_is(t[i].veld, "verwacht") == x->verwacht))
            return &t[i];
    return NULL;
}

void visie_vergelijk(const struct visies *v, const struct visie_tegenspraak *t, size_t n,
                     const struct visie_gezegd *x, struct visie_vergeleken *ret)
{
    *ret = (struct visie_vergeleken){.eerder = eerder_van(t, n, x)};
    ret->wat = x->vraag ? antwoord_vergelijk(v, x, ret) : stand_vergelijk(v, x, ret);
    if (ret->eerder)
        ret->wat = ret->eerder->keuze.n ? OVERNAME_BESLIST : OVERNAME_WACHT;
}

struct str visie_zegt_naam(const struct visie_tegenspraak *t, struct str code)
{
    enum visie_staat staat;

    if (t->vraag)
        return visie_antwoord_naam(code);
    return visie_staat_lees(code, &staat) ? str_from(visie_staten[staat].naam) : code;
}
