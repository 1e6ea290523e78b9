/* SPDX-License-Identifier: EUPL-1.2
 * Words for statuses and kinds of missing, and how a figure is printed and addressed. */
#include "cijfer/cijfer.h"

#include "base/num.h"
#include "cijfer/levering.h"

static const char *const status_namen[STATUS_AANTAL] = {
    "", "definitief", "vastgesteld", "nader voorlopig", "voorlopig", "zienswijze", "concept", "vervallen"};

struct str cijfer_ontbreekt_naam(enum cijfer_ontbreekt o)
{
    static const char *const namen[] = {"", "niet geleverd", "niet van toepassing", "onderdrukt"};

    return str_from(o >= 0 && (size_t)o < sizeof namen / sizeof *namen ? namen[o] : "");
}

struct str cijfer_status_naam(enum cijfer_status s)
{
    return str_from(s >= 0 && s < STATUS_AANTAL ? status_namen[s] : "");
}

bool cijfer_status_lees(struct str naam, enum cijfer_status *ret)
{
    for (int i = 0; i < STATUS_AANTAL; i++)
        if (str_ieq(str_trim(naam), str_from(status_namen[i]))) {
            *ret = (enum cijfer_status)i;
            return true;
        }
    return false;
}

struct str (*levering_soort_noemt)(struct str soort);

struct str levering_soort_naam(struct str soort)
{
    return levering_soort_noemt ? levering_soort_noemt(soort) : soort;
}

bool cijfer_minstens(const struct cijfer_uitkomst *u)
{
    return u->heeft && (u->aanwezig < u->verwacht || u->buiten_deels > 0 || (u->vlag & VLAG_DEEL_ONDERDRUKT));
}

bool cijfer_zegt_niets(const struct cijfer_uitkomst *u)
{
    return u->heeft && !u->waarde && cijfer_minstens(u);
}

enum leemte cijfer_leemte(const struct cijfer_uitkomst *u)
{
    if (u->heeft && u->aanwezig >= u->verwacht && !(u->vlag & VLAG_DEEL_ONDERDRUKT) && !cijfer_zegt_niets(u))
        return LEEMTE_GEEN;
    if (u->heeft ? (u->vlag & VLAG_DEEL_ONDERDRUKT) != 0 : u->ontbreekt == ONTBREEKT_ONDERDRUKT)
        return LEEMTE_NIET_OPENBAAR;
    return (u->heeft && u->aanwezig >= u->verwacht) || (!u->heeft && u->ontbreekt == ONTBREEKT_NVT)
               ? LEEMTE_ANDERS
               : LEEMTE_NIET_GELEVERD;
}

void leemten_tel(struct leemten *l, const struct cijfer_uitkomst *u)
{
    enum leemte k = cijfer_leemte(u);

    l->van++;
    l->niet_geleverd += k == LEEMTE_NIET_GELEVERD;
    l->niet_openbaar += k == LEEMTE_NIET_OPENBAAR;
    l->anders += k == LEEMTE_ANDERS;
}

struct str leemten_tekst(struct arena *a, const struct leemten *l)
{
    struct buf b;

    buf_init(&b, a, 200);
    if (l->niet_geleverd)
        buf_fmt(&b, "%zu niet geleverd", l->niet_geleverd);
    if (l->niet_openbaar)
        buf_fmt(&b, "%s%zu niet helemaal openbaar", b.n ? ", " : "", l->niet_openbaar);
    if (l->anders)
        buf_fmt(&b, "%s%zu niet te berekenen", b.n ? ", " : "", l->anders);
    return buf_str(&b);
}

struct str cijfer_tekst(struct arena *a, const struct cijfer_uitkomst *u, int schaal)
{
    if (!u->heeft)
        return STR("–");
    return str_cat(a, cijfer_minstens(u) ? STR("≥\xC2\xA0") : STR(""), num_nl(a, u->waarde, schaal));
}

struct str cijfer_adres(struct arena *a, const struct cijfer_vraag *v, const struct cijfer_uitkomst *u)
{
    bool indicator = indicator_bij_code(v->onderwerp) != NULL;
    date_t peildatum = v->peildatum || indicator
                           ? v->peildatum
                           : u->periode_tot; /* the parts of an indicator have their own */
    struct str ook = str_eq(u->gebied->code, v->binnen) ? v->ook_binnen
                     : u->leden < u->leden_heel         ? v->binnen
                                                        : STR("");
    const struct str delen[] = {v->onderwerp,
                                u->gebied->code,
                                date_iso(a, peildatum),
                                v->woningtype,
                                v->segment,
                                v->kenmerk,
                                indicator ? STR("")
                                : u->bron ? u->bron->code
                                          : v->bron};
    struct buf b;

    if (u->cijfer_id)
        return str_fmt(a, "%lld", (long long)u->cijfer_id);
    buf_init(&b, a, 1000);
    for (size_t i = 0; i < sizeof delen / sizeof *delen; i++) {
        buf_add(&b, delen[i]);
        buf_char(&b, ':');
    }
    if (v->venster_van || v->venster_tot)
        buf_fmt(&b, "%d-%d", v->venster_van, v->venster_tot ? v->venster_tot : HORIZON_OPEN);
    buf_char(&b, ':');
    if (v->stand)
        buf_i64(&b, v->stand);
    buf_char(&b, ':');
    if (v->gebiedsdatum && v->gebiedsdatum != peildatum)
        buf_add(&b, date_iso(a, v->gebiedsdatum));
    buf_char(&b, ':');
    buf_add(&b, ook);
    while (b.n && b.p[b.n - 1] == ':')
        b.n--;
    return buf_str(&b);
}
