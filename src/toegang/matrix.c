/* SPDX-License-Identifier: EUPL-1.2
 * The permission matrix: which role has which right, over whose objects. This is the only place where that is
 * said; docs/methoden/toegang.md holds it for people, and a test holds the two together. */
#include "toegang/toegang.h"

const struct rol_naam rollen[ROL_N] = {
    [ROL_PUBLIEK] = {"publiek", "Bezoeker", "iedereen, ook wie zich niet aanmeldt"},
    [ROL_LEZER] = {"lezer", "Lezer", "ziet de organisaties in de regio en hun contactpersonen"},
    [ROL_INVULLER] = {"invuller", "Invuller", "levert cijfers en plannen aan voor de eigen organisatie"},
    [ROL_COORDINATOR] =
        {"coordinator", "Coördinator",
         "nodigt collega's uit, trekt leveringen in en leest het spoor van de eigen organisatie"},
    [ROL_BEHEERDER] = {"beheerder", "Beheerder",
                       "beheert organisaties, mensen en rollen in het hele systeem"},
    [ROL_TOEZICHTHOUDER] = {"toezichthouder", "Toezichthouder",
                            "van provincie of Rijk: ziet wie wat leverde en veranderde in het werkgebied"},
    [ROL_REDACTEUR] =
        {"redacteur", "Redacteur",
         "van provincie of Rijk: levert ook aan voor organisaties in het werkgebied, en verzorgt teksten"},
};

const struct recht_naam rechten[RECHT_N] = {
    [RECHT_GEEN] = {"geen", ""},
    [RECHT_PUBLIEK] = {"publiek", "zien wat gepubliceerd is"},
    [RECHT_AANMELDEN] = {"aanmelden", "zich aanmelden, een uitnodiging aannemen"},
    [RECHT_EIGEN] = {"eigen", "het eigen account beheren"},
    [RECHT_LEVEREN] = {"leveren", "een bestand aanleveren en volgen"},
    [RECHT_INTREKKEN] = {"intrekken", "een levering intrekken"},
    [RECHT_PARTIJEN] = {"partijen", "organisaties en hun contactpersonen zien"},
    [RECHT_ORGANISATIE] = {"organisatie", "collega's uitnodigen, rollen en sleutels geven"},
    [RECHT_SPOOR] = {"spoor", "zien wie wat veranderde"},
    [RECHT_BEHEER] = {"beheer", "organisaties, mensen en rollen beheren"},
    [RECHT_REDACTIE] = {"redactie", "opgaven en bekendmakingen maken, teksten en definities veranderen"},
    [RECHT_INVULLEN] = {"invullen", "een vragenlijst invullen met een eigen link"},
    [RECHT_RONDE] = {"ronde", "vragenlijsten uitzetten, volgen en heropenen"},
    [RECHT_ADRESSEN] = {"adressen", "adressen van woningen in de voorraad zien"},
};

const struct rol_naam bereiken[BEREIK_N] = {
    [BEREIK_GEEN] = {"geen", "–", "mag niet"},
    [BEREIK_GEPUBLICEERD] = {"gepubliceerd", "gepubliceerd", "wat voor iedereen gepubliceerd is"},
    [BEREIK_EIGEN] = {"eigen", "eigen", "van de eigen organisatie; bij het account: van uzelf"},
    [BEREIK_REGIO] = {"regio", "regio", "van organisaties die in dezelfde woondealregio werken"},
    [BEREIK_WERKGEBIED] = {"werkgebied", "werkgebied",
                           "van organisaties die werken in een gemeente van het werkgebied"},
    [BEREIK_ALLES] = {"alles", "alles", "van iedereen, en van de installatie zelf"},
};

enum {
    __ = BEREIK_GEEN,
    PUB = BEREIK_GEPUBLICEERD,
    EIG = BEREIK_EIGEN,
    REG = BEREIK_REGIO,
    WERK = BEREIK_WERKGEBIED,
    ALL = BEREIK_ALLES
};

/* clang-format off */
static const unsigned char matrix[RECHT_N][ROL_N] = {
    /*                     publiek  lezer  invuller  coördinator  beheerder  toezichthouder  redacteur */
    [RECHT_PUBLIEK]     = {PUB,     PUB,   PUB,      PUB,         PUB,       PUB,            PUB },
    [RECHT_AANMELDEN]   = {PUB,     PUB,   PUB,      PUB,         PUB,       PUB,            PUB },
    [RECHT_EIGEN]       = {__,      EIG,   EIG,      EIG,         EIG,       EIG,            EIG },
    [RECHT_LEVEREN]     = {__,      __,    EIG,      EIG,         ALL,       __,             WERK},
    [RECHT_INTREKKEN]   = {__,      __,    __,       EIG,         ALL,       __,             WERK},
    [RECHT_PARTIJEN]    = {__,      REG,   REG,      REG,         ALL,       WERK,           WERK},
    [RECHT_ORGANISATIE] = {__,      __,    __,       EIG,         ALL,       __,             __  },
    [RECHT_SPOOR]       = {__,      __,    __,       EIG,         ALL,       WERK,           __  },
    [RECHT_BEHEER]      = {__,      __,    __,       __,          ALL,       __,             __  },
    [RECHT_REDACTIE]    = {__,      __,    __,       __,          ALL,       __,             WERK},
    [RECHT_INVULLEN]    = {PUB,     PUB,   PUB,      PUB,         PUB,       PUB,            PUB },
    [RECHT_RONDE]       = {__,      __,    __,       __,          ALL,       __,             ALL },
    [RECHT_ADRESSEN]    = {__,      __,    EIG,      EIG,         ALL,       __,             __  },
};
/* clang-format on */

enum bereik matrix_bereik(enum recht r, enum rol rol)
{
    return r > RECHT_GEEN && r < RECHT_N && rol < ROL_N ? (enum bereik)matrix[r][rol] : BEREIK_GEEN;
}

bool rol_bij(struct str code, enum rol *ret)
{
    for (int i = ROL_PUBLIEK + 1; i < ROL_N; i++)
        if (str_is(code, rollen[i].code)) {
            *ret = (enum rol)i;
            return true;
        }
    return false;
}

static void kolom(struct arena *a, struct doc *kolommen, const char *code, const char *titel)
{
    struct doc *k = doc_add(a, kolommen, doc_map(a));

    DOC_SET_STR(a, k, "code", str_from(code));
    DOC_SET_STR(a, k, "titel", str_from(titel));
    DOC_SET_STR(a, k, "soort", STR("tekst"));
}

static void rij_rollen(struct arena *a, struct doc *rij, enum recht r)
{
    for (int i = 0; i < ROL_N; i++)
        doc_set(a, rij, str_from(rollen[i].code),
                doc_str(a, str_from(bereiken[matrix_bereik(r, (enum rol)i)].naam)));
}

struct doc *matrix_doc(struct arena *a)
{
    struct doc *t = doc_map(a), *k, *rijen, *rij;

    DOC_SET_STR(a, t, "titel", STR("Wie mag wat"));
    k = DOC_SET(a, t, "kolommen", doc_list(a));
    kolom(a, k, "recht", "Recht");
    kolom(a, k, "wat", "Wat dat is");
    for (int i = 0; i < ROL_N; i++)
        kolom(a, k, rollen[i].code, rollen[i].naam);
    rijen = DOC_SET(a, t, "rijen", doc_list(a));
    for (int r = RECHT_GEEN + 1; r < RECHT_N; r++) {
        rij = doc_add(a, rijen, doc_map(a));
        DOC_SET_STR(a, rij, "recht", str_from(rechten[r].code));
        DOC_SET_STR(a, rij, "wat", str_from(rechten[r].naam));
        rij_rollen(a, rij, (enum recht)r);
    }
    return t;
}

struct doc *matrix_routes_doc(struct arena *a, const struct http_route *const *tables)
{
    struct doc *t = doc_map(a), *k, *rijen, *rij;

    DOC_SET_STR(a, t, "titel", STR("Welk adres welk recht vraagt"));
    k = DOC_SET(a, t, "kolommen", doc_list(a));
    kolom(a, k, "methode", "Methode");
    kolom(a, k, "pad", "Adres");
    kolom(a, k, "recht", "Recht");
    for (int i = 0; i < ROL_N; i++)
        kolom(a, k, rollen[i].code, rollen[i].naam);
    rijen = DOC_SET(a, t, "rijen", doc_list(a));
    for (; *tables; tables++)
        for (const struct http_route *r = *tables; r->method; r++) {
            rij = doc_add(a, rijen, doc_map(a));
            DOC_SET_STR(a, rij, "methode", str_from(r->method));
            DOC_SET_STR(a, rij, "pad", str_from(r->path));
            DOC_SET_STR(a, rij, "recht", str_from(rechten[r->recht].code));
            rij_rollen(a, rij, r->recht);
        }
    return t;
}
