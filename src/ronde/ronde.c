/* SPDX-License-Identifier: EUPL-1.2
 * Rondes without a database: names, days on the Dutch clock, and when one may be filled in. */
#include "ronde/ronde.h"

#include "ronde/respons.h"

const char *const contact_mag_namen[] = {"inzien", "invullen", "indienen"};
const char *const toestand_namen[T_N] = {"beantwoord", "leeg", "weet_niet", "nvt", "niet_getoond"};
const char *const bron_namen[BRON_N] = {"web", "papier", "import", "overname", "berekend"};

bool toestand_bij(struct str s, enum toestand *ret)
{
    for (int i = 0; i < T_N; i++)
        if (str_is(s, toestand_namen[i])) {
            *ret = (enum toestand)i;
            return true;
        }
    return false;
}

int64_t dag_eind(date_t d)
{
    struct arena a;
    int64_t ms = 0;

    arena_init(&a, 0);
    (void)!time_parse(date_iso(&a, d), &ms); /* of a day alone it gives the last millisecond */
    arena_done(&a);
    return ms;
}

int64_t dag_begin(date_t d)
{
    return dag_eind(date_add(d, -1)) + 1;
}

enum ronde_stand ronde_nu(const struct ronde *r, int64_t nu)
{
    if (r->stand == RONDE_OPEN && nu > r->sluit)
        return RONDE_GESLOTEN;
    if (r->stand == RONDE_OPEN && nu < r->opent)
        return RONDE_CONCEPT;
    return r->stand;
}

int64_t ronde_dagen(const struct ronde *r, int64_t nu)
{
    return date_days(time_date(r->sluit)) - date_days(time_date(nu));
}

struct str ronde_waarom_niet(struct arena *a, const struct ronde *r, int64_t nu)
{
    struct str wie = r->contact.n ? r->contact : STR("de provincie");

    switch (ronde_nu(r, nu)) {
    case RONDE_OPEN:
        return STR("");
    case RONDE_CONCEPT:
        if (r->stand == RONDE_OPEN)
            return str_fmt(a, "Deze vragenlijst gaat open op %.*s. Kom dan terug met dezelfde link.",
                           STR_ARG(time_nl(a, r->opent)));
        return str_fmt(a, "Deze vragenlijst is nog niet open. Vragen? Neem contact op met %.*s.",
                       STR_ARG(wie));
    case RONDE_GESLOTEN:
        break;
    }
    return str_fmt(a,
                   "Deze vragenlijst is gesloten sinds %.*s. Uw antwoord is niet bewaard. Wilt u toch nog "
                   "iets invullen of verbeteren? Vraag %.*s om de vragenlijst voor u te heropenen; uw link "
                   "werkt dan weer.",
                   STR_ARG(time_nl(a, r->sluit)), STR_ARG(wie));
}
