/* SPDX-License-Identifier: EUPL-1.2
 * The picture of a table: bars for one column, stacked bars where answers are parts of a whole beside each
 * other, dots for two rondes. What is not shown in the table is not in the picture either: it is hatched. */
#include "uitkomst/uitkomst.h"

#include "base/num.h"
#include "grafiek/grafiek.h"

enum { DELEN_MAX = 6, STAVEN_MAX = 24 };

static struct str afgedrukt(struct arena *a, const struct ui_tabel *t, size_t r, size_t k)
{
    const struct ui_cel *c = ui_cel(t, r, k);

    if (c->weg || !t->kolom[k].N)
        return STR("\xE2\x80\x93");
    return str_fmt(a, "%.*s (%.*s)", STR_ARG(num_nl(a, c->n, 0)), STR_ARG(ui_procent(a, t, r, k)));
}

static struct str staven(struct arena *a, const struct ui_tabel *t, size_t kolom, int breedte)
{
    struct grafiek_staaf *s = ARENA_ARRAY(a, struct grafiek_staaf, t->n_regel + 1);
    struct grafiek_staven g = {
        .titel = t->titel, .staven = s, .geheel = t->kolom[kolom].N, .breedte = breedte};

    for (size_t r = 0; r < t->n_regel; r++) {
        int64_t p = 0;
        bool is = ui_procent_getal(t, r, kolom, &p);

        s[g.n++] = (struct grafiek_staaf){
            .label = t->regel[r].label,
            .ontbreekt = !is,
            .waarde = ui_cel(t, r, kolom)->n,
            .tekst = afgedrukt(a, t, r, kolom),
            .tint = t->regel[r].geen_antwoord ? TINT_OPGAVE : TINT_NEUTRAAL,
        };
    }
    return grafiek_staven_svg(a, &g);
}

/* One bar a column, options as its parts; only where each row has one answer. */
static struct str gestapeld(struct arena *a, const struct ui_tabel *t, int breedte)
{
    size_t delen = t->n_regel && t->regel[t->n_regel - 1].geen_antwoord ? t->n_regel - 1 : t->n_regel;
    struct str *naam = ARENA_ARRAY(a, struct str, delen + 1);
    struct grafiek_stapel *s = ARENA_ARRAY(a, struct grafiek_stapel, t->n_kolom);
    struct grafiek_gestapeld g = {.titel = t->titel,
                                  .delen = naam,
                                  .n_delen = delen,
                                  .rest = delen == t->n_regel ? STR("niet getoond")
                                          : t->n_weg          ? STR("geen antwoord, of niet getoond")
                                                              : STR("geen antwoord"),
                                  .stapels = s,
                                  .n = t->n_kolom,
                                  .breedte = breedte};

    for (size_t r = 0; r < delen; r++)
        naam[r] = t->regel[r].label;
    for (size_t k = 0; k < t->n_kolom; k++) {
        int64_t *d = ARENA_ARRAY(a, int64_t, delen + 1);

        for (size_t r = 0; r < delen; r++)
            d[r] = ui_cel(t, r, k)->weg ? -1 : ui_cel(t, r, k)->n;
        s[k] = (struct grafiek_stapel){
            .label = t->kolom[k].naam,
            .noot = t->kolom[k].weg ? STR("N = \xE2\x80\x93")
                                    : str_fmt(a, "N = %.*s", STR_ARG(num_nl(a, t->kolom[k].N, 0))),
            .deel = d,
            .geheel = t->kolom[k].N,
        };
    }
    return grafiek_gestapeld_svg(a, &g);
}

static struct str punten(struct arena *a, const struct ui_tabel *t, int breedte)
{
    size_t van = t->n_kolom == 4 ? 2 : 0; /* the same partijen, when they are known */
    struct grafiek_voorna *p = ARENA_ARRAY(a, struct grafiek_voorna, t->n_regel + 1);
    struct grafiek_punten g = {.titel = t->titel,
                               .voor = t->kolom[van].naam,
                               .na = t->kolom[van + 1].naam,
                               .rijen = p,
                               .n = t->n_regel,
                               .breedte = breedte};

    for (size_t r = 0; r < t->n_regel; r++) {
        p[r].label = t->regel[r].label;
        p[r].heeft_voor = ui_procent_getal(t, r, van, &p[r].voor);
        p[r].heeft_na = ui_procent_getal(t, r, van + 1, &p[r].na);
    }
    return grafiek_punten_svg(a, &g);
}

/* More answers by group: a block of bars for each would be long; so the share by group of each answer. */
static struct str groepen(struct arena *a, const struct ui_tabel *t, int breedte)
{
    struct grafiek_staaf *s = ARENA_ARRAY(a, struct grafiek_staaf, t->n_regel * t->n_kolom + 1);
    struct grafiek_staven g = {.titel = t->titel, .staven = s, .geheel = 100, .breedte = breedte};

    for (size_t r = 0; r < t->n_regel; r++)
        for (size_t k = 0; k < t->n_kolom; k++) {
            int64_t p = 0;
            bool is = ui_procent_getal(t, r, k, &p);

            s[g.n++] = (struct grafiek_staaf){
                .label = str_fmt(a, "%.*s: %.*s", STR_ARG(t->regel[r].label), STR_ARG(t->kolom[k].naam)),
                .ontbreekt = !is,
                .waarde = p,
                .tekst = is ? str_fmt(a, "%lld%%", (long long)p) : STR("\xE2\x80\x93"),
                .tint = k % 2 ? TINT_OPGAVE : TINT_NEUTRAAL,
            };
        }
    return grafiek_staven_svg(a, &g);
}

bool ui_beeld_totaal(const struct ui_tabel *t)
{
    size_t delen = t->n_regel && t->regel[t->n_regel - 1].geen_antwoord ? t->n_regel - 1 : t->n_regel;

    return t->n_kolom > 1 && t->kolom[0].is_totaal && !str_is(t->per_code, "ronde") &&
           !(t->vraag->soort == UI_EEN && delen <= DELEN_MAX) && t->n_regel * t->n_kolom > STAVEN_MAX;
}

struct str ui_beeld(struct arena *a, const struct ui_tabel *t, int breedte)
{
    size_t delen = t->n_regel;

    if (!t->n_regel) {
        struct grafiek_staven g = {.titel = t->titel, .breedte = breedte};

        return grafiek_staven_svg(a, &g);
    }
    if (str_is(t->per_code, "ronde"))
        return punten(a, t, breedte);
    if (t->n_kolom == 1 && t->vraag->is_schaal && !t->vraag->is_afgeleid && t->vraag->soort == UI_EEN &&
        t->vraag->n_optie <= DELEN_MAX)
        return gestapeld(a, t, breedte);
    if (t->n_kolom == 1 || ui_beeld_totaal(t))
        return staven(a, t, 0, breedte);
    if (t->regel[delen - 1].geen_antwoord)
        delen--;
    if (t->vraag->soort == UI_EEN && delen <= DELEN_MAX)
        return gestapeld(a, t, breedte);
    return groepen(a, t, breedte);
}
