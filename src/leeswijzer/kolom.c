/* SPDX-License-Identifier: EUPL-1.2
 * See kolom.h. */
#include "leeswijzer/kolom.h"

const struct woord_code woningtype_woorden[] = {{"nultreden", "nultreden"},
                                                {"nultredenwoning", "nultreden"},
                                                {"nultredenwoningen", "nultreden"},
                                                {"geclusterd", "geclusterd"},
                                                {"geclusterde woonvorm", "geclusterd"},
                                                {"geclusterde woonvormen", "geclusterd"},
                                                {"zorggeschikt", "zorggeschikt"},
                                                {"zorggeschikte woning", "zorggeschikt"},
                                                {"zorggeschikte woningen", "zorggeschikt"},
                                                {"geclusterd-zorggeschikt", "geclusterd-zorggeschikt"},
                                                {"geclusterd en zorggeschikt", "geclusterd-zorggeschikt"},
                                                {"overig geschikt", "overig-geschikt"},
                                                {"overig-geschikt", "overig-geschikt"},
                                                {"overig geschikt voor ouderen", "overig-geschikt"},
                                                {"regulier", "regulier"},
                                                {"onbekend", "onbekend"},
                                                {"totaal", ""},
                                                {"", ""},
                                                {0}};

const struct woord_ontbreekt ontbreekt_woorden[] = {{".", ONTBREEKT_NIET_GELEVERD},
                                                    {"-", ONTBREEKT_NIET_GELEVERD},
                                                    {"–", ONTBREEKT_NIET_GELEVERD},
                                                    {"onbekend", ONTBREEKT_NIET_GELEVERD},
                                                    {"niet geleverd", ONTBREEKT_NIET_GELEVERD},
                                                    {"n/a", ONTBREEKT_NIET_GELEVERD},
                                                    {"NA", ONTBREEKT_NIET_GELEVERD},
                                                    {"x", ONTBREEKT_ONDERDRUKT},
                                                    {"geheim", ONTBREEKT_ONDERDRUKT},
                                                    {"onderdrukt", ONTBREEKT_ONDERDRUKT},
                                                    {"-99997", ONTBREEKT_ONDERDRUKT},
                                                    {"-99997.0", ONTBREEKT_ONDERDRUKT},
                                                    {"-99997,0", ONTBREEKT_ONDERDRUKT},
                                                    {"-99998", ONTBREEKT_ONDERDRUKT},
                                                    {"nvt", ONTBREEKT_NVT},
                                                    {"niet van toepassing", ONTBREEKT_NVT},
                                                    {"n.v.t.", ONTBREEKT_NVT},
                                                    {"n.v.t", ONTBREEKT_NVT},
                                                    {0}};

bool kolom_ontbreekt(struct str s, uint8_t *ret)
{
    for (const struct woord_ontbreekt *w = ontbreekt_woorden; w->woord; w++)
        if (str_ieq(s, str_from(w->woord))) {
            *ret = (uint8_t)w->ontbreekt;
            return true;
        }
    return false;
}

const char *const planstatus_codes[PLANSTATUS_CODES] = {"1A", "1B", "1C", "2A", "2B", "2C",
                                                        "3",  "4A", "4B", "5A", "5B"};

struct str kolom_kopnaam(struct arena *a, const struct kolom *k, int van, int tot)
{
    struct str rest, naam = str_cut(str_from(k->namen), '|', &rest);
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < naam.n; i++)
        buf_char(&b, naam.p[i] == ' ' && !k->letterlijk ? '_' : naam.p[i]);
    if (van)
        buf_fmt(&b, k->jaren == JAREN_STREEP ? "%d" : "_%d", van);
    if (k->jaren == JAREN_STREEP && van)
        buf_fmt(&b, tot == KOLOM_JAAR_OPEN ? "+" : "-%d", tot);
    else if (tot && tot != van)
        buf_fmt(&b, "_%d", tot);
    return buf_str(&b);
}

struct str kolommen_kop(struct arena *a, const struct kolommen *k)
{
    struct buf b;

    buf_init(&b, a, 4000);
    for (int i = 0; i < k->n; i++)
        if (!k->at[i].jaren)
            buf_fmt(&b, "%s%.*s", b.n ? ";" : "", STR_ARG(kolom_kopnaam(a, &k->at[i], 0, 0)));
    return buf_str(&b);
}

static void kolommen_som(struct arena *a, struct buf *b, const struct kolommen *k, bool verplicht)
{
    bool eerste = true;

    for (int i = 0; i < k->n; i++) {
        if (k->at[i].verplicht != verplicht)
            continue;
        buf_fmt(b, "%s%.*s%s", eerste ? "" : "; ", STR_ARG(kolom_kopnaam(a, &k->at[i], 0, 0)),
                k->at[i].jaren ? "_…" : "");
        eerste = false;
    }
}

struct str kolommen_tekst(struct arena *a, const struct kolommen *k)
{
    struct buf b;
    bool vrij = false;

    buf_init(&b, a, 4000);
    kolommen_som(a, &b, k, true);
    for (int i = 0; i < k->n; i++)
        vrij = vrij || !k->at[i].verplicht;
    if (vrij) {
        buf_lit(&b, " (en als u wilt: ");
        kolommen_som(a, &b, k, false);
        buf_char(&b, ')');
    }
    return buf_str(&b);
}

bool kolom_heet(const struct kolom *k, struct str kop)
{
    struct str rest = str_from(k->namen);

    while (rest.p)
        if (str_eq(str_cut(rest, '|', &rest), kop))
            return true;
    return false;
}
