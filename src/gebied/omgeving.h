/* SPDX-License-Identifier: EUPL-1.2
 * What every handler and command works in: made once by app, reached through http_req.app. */
#ifndef WZ_GEBIED_OMGEVING_H
#define WZ_GEBIED_OMGEVING_H

#include "gebied/gebied.h"

struct taak_loper;

struct omgeving {
    struct store *store;
    struct gebied_cache *gebieden;
    struct taak_loper *taken; /* NULL on the command line */
    struct str naam;          /* of the installation: "Provincie Limburg" */
    struct str thuis;         /* code of the gebied that the overview opens with */
    bool demo;
};

#endif
