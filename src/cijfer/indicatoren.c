/* SPDX-License-Identifier: EUPL-1.2
 * Which indicators there are: a line each. Computing them: indicator.c. */
#include "cijfer/cijfer.h"

const struct indicator indicatoren[] = {
    {"dekkingsgraad",
     "Dekkingsgraad",
     "%",
     "plannen (hard en zacht) als deel van de opgave",
     {"plannen-hard", "plannen-zacht"},
     {"opgave"},
     100,
     true},
    {"dekkingsgraad-hard",
     "Dekkingsgraad met harde plannen",
     "%",
     "harde plannen als deel van de opgave",
     {"plannen-hard"},
     {"opgave"},
     100,
     true},
    {"woningbezetting",
     "Inwoners per 100 woningen",
     "inwoners per 100 woningen",
     "inwoners gedeeld door woningen",
     {"inwoners"},
     {"woningen"},
     100,
     false},
    {"nieuwbouw-per-1000",
     "Nieuwbouw per 1.000 woningen",
     "woningen per 1.000 woningen",
     "nieuwbouw gedeeld door de beginstand van de voorraad",
     {"nieuwbouw"},
     {"voorraad-begin"},
     1000,
     false,
     true},
    {0},
};

const struct indicator *indicator_bij_code(struct str code)
{
    for (const struct indicator *i = indicatoren; i->code; i++)
        if (str_is(code, i->code))
            return i;
    return NULL;
}
