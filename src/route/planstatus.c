/* SPDX-License-Identifier: EUPL-1.2
 * Somebody's own words for a planologische status, with the status of the official list that they mean. A
 * word that bears one code and is given another contradicts the official list: that is told, and the word is
 * not used. */
#include "route/importeurs.h"

static const char sql_woord_nieuw[] = "INSERT INTO planstatus_woord (levering_id, woord, status, lijst, "
                                      "versie, toelichting) VALUES (?1, ?2, ?3, ?4, ?5, '')";

struct woord {
    struct str woord, status, lijst, versie;
};

struct woorden {
    VEC(struct woord) at;
};

static int woorden_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct woorden *w = ctx;
    int rc = OK;

    for (size_t i = 0; !rc && i < w->at.n; i++)
        rc = sql_run(c, sql_woord_nieuw, NULL, e, "issss", levering, w->at.at[i].woord, w->at.at[i].status,
                     w->at.at[i].lijst, w->at.at[i].versie);
    return rc;
}

struct woord_kolommen {
    int woord, status, lijst, versie;
};

const struct kolom planstatus_kolommen[PLANSTATUS_KOLOM_N] = {
    {.namen = "woord|geleverd|van|gemeente",
     .ook = "eigen status|omschrijving|term|status gemeente",
     .plaats = offsetof(struct woord_kolommen, woord),
     .verplicht = true,
     .voorbeeld = "in aanbouw",
     .uitleg = "Zoals u het schrijft"},
    {.namen = "status|naar|landelijk|diwi|planologische status",
     .ook = "code|landelijke status",
     .type = KOLOM_IS_PLANSTATUS,
     .plaats = offsetof(struct woord_kolommen, status),
     .verplicht = true,
     .voorbeeld = "1A",
     .uitleg = "De code van de landelijke lijst, 1A tot en met 5B"},
    {.namen = "lijst",
     .plaats = offsetof(struct woord_kolommen, lijst),
     .voorbeeld = "Eigen lijst",
     .uitleg = "Hoe uw lijst heet; leeg is de naam van het bestand"},
    {.namen = "versie",
     .plaats = offsetof(struct woord_kolommen, versie),
     .voorbeeld = "2025",
     .uitleg = "Welke versie van uw lijst"},
};

static void rij_lees(struct import *im, const struct tabel_rij *r, const struct woord_kolommen *k,
                     struct map *gezien, struct woorden *ret)
{
    struct str woord = str_dup(im->a, import_tekst(r, k->woord)), naar = import_tekst(r, k->status);
    const struct planstatus *eigen = planstatus_code_van(&im->statussen, woord),
                            *doel = planstatus_code_van(&im->statussen, naar);
    bool nieuw;

    if (!doel)
        doel = planstatus_bij_code(&im->statussen, naar);
    if (!woord.n) {
        import_meld(im, MELDING_FOUT, r->nummer, k->woord, woord,
                    "hier hoort het woord te staan dat u voor een status gebruikt");
        return;
    }
    if (!naar.n) {
        import_meld(im, MELDING_LET_OP, r->nummer, k->status, woord,
                    "van dit woord is geen status genoemd; het is overgeslagen");
        return;
    }
    if (!doel) {
        import_meld(
            im, MELDING_FOUT, r->nummer, k->status, naar,
            "verwacht een planologische status: 1A, 1B, 1C, 2A, 2B, 2C, 3, 4A, 4B, 5A, 5B of onbekend");
        return;
    }
    if (eigen && eigen != doel) {
        import_meld(im, MELDING_LET_OP, r->nummer, k->status, woord,
                    "deze vertaling spreekt de landelijke lijst tegen: daar is %.*s %.*s en %.*s %.*s; zij "
                    "is niet overgenomen",
                    STR_ARG(eigen->code), STR_ARG(str_lower(im->a, eigen->naam)), STR_ARG(doel->code),
                    STR_ARG(str_lower(im->a, doel->naam)));
        return;
    }
    map_put(gezien, import_kop_naam(im->a, woord), &nieuw);
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, k->woord, woord, "dit woord staat er twee keer");
        return;
    }
    VEC_PUSH(im->a, &ret->at,
             ((struct woord){woord, doel->code,
                             str_dup(im->a, k->lijst >= 0 ? import_tekst(r, k->lijst) : im->l->bestand),
                             str_dup(im->a, k->versie >= 0 ? import_tekst(r, k->versie)
                                                           : date_iso(im->a, im->l->peildatum))}));
}

int planstatus_lees(struct import *im, struct err *e)
{
    struct woord_kolommen k;
    struct woorden *w = ARENA_NEW(im->a, struct woorden);
    struct map gezien;
    struct tabel_rij r;
    int rc = import_kolommen(im, planstatus_kolommen, PLANSTATUS_KOLOM_N, &k, &r, e);

    if (rc)
        return rc;
    map_init(&gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &k, &gezien, w);
    if (rc)
        return rc;
    if (!w->at.n && !im->fouten)
        return err_set(e, ERR_DATA, "er staat geen enkel woord in dat overgenomen kan worden");
    import_meld(im, MELDING_INFO, 0, -1, STR(""),
                "%zu woorden overgenomen; ze gelden voor wat er vanaf nu geleverd wordt", w->at.n);
    im->l->schrijf = woorden_schrijf;
    im->l->schrijf_ctx = w;
    return OK;
}
