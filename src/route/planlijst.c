/* SPDX-License-Identifier: EUPL-1.2
 * See planlijst.h. */
#include "route/planlijst.h"

#include <stdio.h>
#include <string.h>

struct planlijst *planlijst_maak(struct import *im)
{
    struct planlijst *pl = ARENA_NEW(im->a, struct planlijst);

    *pl = (struct planlijst){.im = im, .plannen = {.a = im->a}};
    map_init(&pl->woorden, im->a);
    return pl;
}

/* Two names for one status are told; both count. */
static void woord_onthoud(struct planlijst *pl, const struct tabel_rij *r, int kolom,
                          const struct planstatus *status, struct str tekst)
{
    struct str vouw = str_fold(pl->im->a, tekst);
    bool nieuw;
    struct map_entry *m = map_put(&pl->woorden, status->code, &nieuw);

    if (nieuw) {
        struct str *eigen = ARENA_NEW(pl->im->a, struct str);

        *eigen = vouw;
        m->value.p = eigen;
    } else if (!str_eq(*(const struct str *)m->value.p, vouw)) {
        import_meld(pl->im, MELDING_INFO, r->nummer, kolom, tekst,
                    "status %.*s staat er onder meer dan één naam; alle gelezen als %.*s",
                    STR_ARG(status->code), STR_ARG(status->code));
    }
}

bool planlijst_status(struct planlijst *pl, const struct tabel_rij *r, int kolom, bool onbekend_mag,
                      struct plan_nieuw *p)
{
    struct import *im = pl->im;
    struct str s = import_tekst(r, kolom);
    struct planstatus_vondst v = planstatus_zoek(&im->statussen, im->a, s);

    if (!s.n && onbekend_mag) {
        v.status = planstatus_bij_code(&im->statussen, STR("onbekend"));
        p->bevinding |= BEVINDING_MIST_STATUS;
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, s,
                    "er is geen planologische status geleverd; het plan telt bij hard noch zacht");
    }
    if (!v.status || (v.status->hardheid == PLAN_STATUS_ONBEKEND && !onbekend_mag)) {
        import_meld(im, MELDING_FOUT, r->nummer, kolom, s,
                    "verwacht een planologische status: 1A, 1B, 1C, 2A, 2B, 2C, 3, 4A, 4B, 5A of 5B");
        return false;
    }
    if (v.strijdig) {
        p->bevinding |= BEVINDING_STATUS;
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, s,
                    "deze status draagt de code van een andere; gelezen als %.*s volgens de lijst %.*s %.*s",
                    STR_ARG(v.status->code), STR_ARG(v.lijst), STR_ARG(v.versie));
    }
    if (s.n)
        woord_onthoud(pl, r, kolom, v.status, s);
    p->status = v.status;
    p->status_geleverd = str_dup(im->a, s);
    return true;
}

bool planlijst_vertrouwelijk(struct import *im, const struct tabel_rij *r, int kolom, bool *ret)
{
    static const char *const ja[] = {"ja",
                                     "j",
                                     "1",
                                     "true",
                                     "waar",
                                     "gemeente",
                                     "regio",
                                     "provincie",
                                     "provinciegemeente",
                                     "provinciale organisatie (en eigen gemeente)",
                                     "vertrouwelijk"},
                             *const nee[] = {"nee", "n", "0", "false", "onwaar", "openbaar", ""};
    struct str s = import_tekst(r, kolom);

    *ret = false;
    for (size_t i = 0; i < sizeof nee / sizeof *nee; i++)
        if (str_ieq(s, str_from(nee[i])))
            return true;
    for (size_t i = 0; i < sizeof ja / sizeof *ja; i++)
        if (str_ieq(s, str_from(ja[i])))
            return *ret = true;
    import_meld(im, MELDING_FOUT, r->nummer, kolom, s, "verwacht Ja of Nee");
    return false;
}

static bool is_getal(const struct import *im, const struct tabel_rij *r, int kolom, double *ret)
{
    const struct cel *c = tabel_cel(r, (size_t)kolom);
    struct dec d = c->getal;
    double schaal = 1;

    if (c->soort != CEL_GETAL &&
        !dec_parse(str_trim(c->tekst), im->dialect.decimaal ? im->dialect.decimaal : ',', &d) &&
        !dec_parse(str_trim(c->tekst), '.', &d))
        return false;
    for (int i = 0; i < d.scale; i++)
        schaal *= 10;
    *ret = (double)d.v / schaal;
    return true;
}

bool planlijst_ligging(struct planlijst *pl, const struct tabel_rij *r, const struct ligging_kolommen *k,
                       struct plan_nieuw *p)
{
    struct import *im = pl->im;
    struct vorm v;
    double x, y, *xy;
    int kolom = -1;

    tabel_vorm(im->t, &v);
    if (k->wkt >= 0 && import_tekst(r, k->wkt).n) {
        kolom = k->wkt;
        vorm_wkt(im->a, import_tekst(r, k->wkt), &v);
    } else if (k->x >= 0 && k->y >= 0 && import_tekst(r, k->x).n && import_tekst(r, k->y).n) {
        kolom = k->x;
        if (is_getal(im, r, k->x, &x) && is_getal(im, r, k->y, &y))
            vorm_punt(im->a, x, y, &v);
        else
            v = (struct vorm){.fout = "verwacht een x en een y in meters van het Rijksdriehoeksstelsel",
                              .fout_waarde = import_tekst(r, k->x)};
    }
    if (v.fout) {
        import_meld(im, MELDING_FOUT, r->nummer, kolom, v.fout_waarde, "%s", v.fout);
        return false;
    }
    if (v.weggelaten)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, STR(""),
                    "een ring van minder dan vier punten of zonder oppervlakte is weggelaten");
    if (v.soort == VORM_GEEN)
        return true;
    xy = ARENA_ARRAY(im->a, double, v.n);
    memcpy(xy, v.xy, v.n * sizeof *xy);
    p->vorm = v.soort;
    p->xy = xy;
    p->n_xy = v.n;
    pl->met_ligging++;
    return true;
}

void planlijst_getal(struct planlijst *pl, const char *soort, struct str code, int van, int tot,
                     int64_t waarde, uint8_t ontbreekt, int kolom)
{
    VEC_PUSH(pl->im->a, &pl->getal,
             ((struct plan_getal){.soort = str_from(soort),
                                  .code = code,
                                  .van = van,
                                  .tot = tot,
                                  .waarde = waarde,
                                  .ontbreekt = ontbreekt,
                                  .rij = pl->rij,
                                  .kolom = import_bron_kolom(pl->im, kolom)}));
}

/* The first plan of a name was not told of: it counts once, with all that follow. */
static void dubbel_meld(struct planlijst *pl, const struct tabel_rij *r, int kolom, const char *wat)
{
    import_meld(pl->im, MELDING_LET_OP, r->nummer, kolom, import_tekst(r, kolom),
                "%s komt in deze gemeente vaker voor; elk plan telt mee", wat);
}

void planlijst_bij(struct planlijst *pl, const struct tabel_rij *r, int naam, int code, struct plan_nieuw *p)
{
    unsigned dubbel;

    p->getal = pl->getal.at;
    p->n_getal = pl->getal.n;
    pl->getal.at = NULL;
    pl->getal.n = pl->getal.cap = 0;
    p->blad = pl->im->blad;
    p->rij = r->nummer;
    import_raakt(pl->im, p->gebied, r->nummer);
    dubbel = plan_bij(&pl->plannen, p);
    if (dubbel & BEVINDING_CODE)
        dubbel_meld(pl, r, code, "deze plancode");
    if (dubbel & BEVINDING_NAAM)
        dubbel_meld(pl, r, naam, "deze naam van een plan");
    pl->im->plannen++;
}

void planlijst_klaar(struct planlijst *pl)
{
    struct plannen_nieuw *l = &pl->plannen;
    struct import *im = pl->im;
    int64_t vertrouwelijk = 0, dubbel = 0;

    for (size_t i = 0; i < l->plan.n; i++) {
        vertrouwelijk += l->plan.at[i].vertrouwelijk;
        dubbel += (l->plan.at[i].bevinding & BEVINDING_NAAM) != 0;
    }
    if (dubbel)
        import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                    "%lld namen van plannen komen in hun gemeente vaker voor, bij elkaar in %lld plannen",
                    (long long)l->namen_dubbel, (long long)dubbel);
    if (pl->met_ligging)
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "van %lld van de %zu plannen is de ligging geleverd",
                    (long long)pl->met_ligging, l->plan.n);
    if (vertrouwelijk)
        import_meld(
            im, MELDING_INFO, 0, -1, STR(""),
            "vertrouwelijke plannen staan in geen lijst; hun woningen tellen mee waar er in een gemeente "
            "twee of meer in dezelfde jaren vallen");
    if (tabel_stelsel(im->t))
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "coördinaten: %s", tabel_stelsel(im->t));
    im->l->schrijf = plannen_schrijf;
    im->l->schrijf_ctx = l;
}
