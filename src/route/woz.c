/* SPDX-License-Identifier: EUPL-1.2
 * Route 3: the WOZ-bezitstabel of a corporation, 29 columns A to AC. Every row is held to the manual's rules
 * (woz_regels.c); homes in exploitation at the end of the year are counted per gemeente. Addresses, rents and
 * values are read and held to their rules, and go no further: figures have no row, and the report no value.
 */
#include "route/woz.h"

#include "base/num.h"

/* What is counted: all homes, and parts of them. */
enum telling {
    ALLE,
    EGW,
    MGW,
    MGW_LIFT,
    MGW_GEEN_LIFT,
    EXTRAMURAAL,
    STUDENT,
    FLEX,
    ZELFSTANDIG,
    N_TELLINGEN
};

static const char *const kenmerken[N_TELLINGEN] = {"",
                                                   "soort=egw",
                                                   "soort=mgw",
                                                   "soort=mgw; lift=ja",
                                                   "soort=mgw; lift=nee",
                                                   "soort=extramuraal",
                                                   "soort=studenteneenheid",
                                                   "soort=flexwoningen",
                                                   "zelfstandig=ja"};

enum { TAKKEN = 3 };
static const char *const takken[TAKKEN] = {"DAEB TI", "Niet-DAEB TI",
                                           "Geconsolideerde niet-DAEB verbindingen"};

struct gemeente_telling {
    const struct gebied *g;
    int64_t n[N_TELLINGEN];
};

struct woz {
    struct map codes;     /* part and unit code: each once */
    struct map gemeenten; /* code → struct gemeente_telling */
    int64_t eenheden, woningen, zonder_id, zonder_gemeente, meer_gemeenten;
    int64_t marktwaarde[TAKKEN]; /* of 2.1A, in euro */
};

/* ---- the file as a whole ---- */

static int kop_lees(struct import *im, struct err *e)
{
    struct tabel_rij r;
    int rc = tabel_volgende(im->t, &r, e);

    if (rc < 0)
        return rc;
    if (!rc)
        return err_set(e, ERR_DATA, "het bestand is leeg");
    if (!tabel_is_werkboek(im->t) && (im->dialect.scheiding != ';' || r.n < 2))
        return err_set(
            e, ERR_DATA,
            "de velden zijn niet gescheiden door een puntkomma; zie bijlage III van de handleiding dVi");
    for (int k = 0; k < WOZ_KOLOMMEN; k++)
        if (!str_is(import_tekst(&r, k), woz_kop((enum woz_kolom)k)))
            return err_set(
                e, ERR_DATA,
                "kolom %.*s: verwacht de kop “%s”, niet “%.*s”. Namen, hoofdletters en volgorde van "
                "de 29 kolommen (A tot en met AC) liggen vast",
                STR_ARG(tabel_kolom_letter(im->a, (size_t)k)), woz_kop((enum woz_kolom)k),
                STR_ARG(utf8_clip(import_tekst(&r, k), 60)));
    return OK;
}

static void codering_toets(struct import *im)
{
    if (!tabel_is_werkboek(im->t) && im->dialect.codering &&
        !str_starts(str_from(im->dialect.codering), STR("UTF-8")))
        import_meld(im, MELDING_FOUT, 0, -1, STR(""),
                    "het bestand is geen UTF-8; sla het op als “CSV UTF-8” (onderdeel B, 3)");
}

/* The lines that a row takes: one, and one for each line end within a cell. */
static int64_t regels_van(const struct tabel_rij *r)
{
    int64_t n = 1;

    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < r->cellen[i].tekst.n; k++)
            n += r->cellen[i].tekst.p[k] == '\n';
    return n;
}

static bool vorm_toets(struct import *im, const struct tabel_rij *r, int64_t verwacht)
{
    bool goed = true;

    if (r->nummer != verwacht && im->voorbeeld_rij + 1 != r->nummer && !tabel_is_werkboek(im->t))
        import_meld(im, MELDING_FOUT, verwacht, -1, STR(""),
                    "een lege tussenregel; die mag niet in de WOZ-bezitstabel staan");
    for (size_t k = WOZ_KOLOMMEN; k < r->n && goed; k++)
        goed = r->cellen[k].soort == CEL_LEEG;
    if ((r->n < WOZ_KOLOMMEN && !tabel_is_werkboek(im->t)) || !goed) {
        import_meld(im, MELDING_FOUT, r->nummer, -1, STR(""),
                    "deze regel heeft %zu kolommen; elke bezitsregel heeft er precies %d", r->n,
                    WOZ_KOLOMMEN);
        return false;
    }
    return true;
}

/* ---- counting ---- */

/* The gemeente of the BAG ids of a unit; they lie in one. */
static const struct gebied *gemeente_van(struct import *im, struct woz *z, struct str ids)
{
    const struct gebied *g = NULL;
    struct str rest = ids, id;

    if (!ids.n) {
        z->zonder_id++;
        return NULL;
    }
    while (rest.p) {
        const struct gebied *dit = NULL;

        if (bag_vbo_id(im->a, str_cut(rest, '|', &rest), &id))
            dit = bag_gemeente(im, id);
        if (!dit || (g && g != dit)) {
            z->zonder_gemeente += !dit;
            z->meer_gemeenten += dit != NULL;
            return NULL;
        }
        g = dit;
    }
    return g;
}

static bool telt(const struct woz_rij *w, enum telling t)
{
    const char *soort[N_TELLINGEN] = {[EGW] = "EGW",
                                      [MGW] = "MGW",
                                      [MGW_LIFT] = "MGW",
                                      [MGW_GEEN_LIFT] = "MGW",
                                      [EXTRAMURAAL] = "Extramuraal",
                                      [STUDENT] = "Studenteneenheid",
                                      [FLEX] = "Flexwoningen"};

    if (soort[t] && !str_is(w->cel[WOZ_SOORT_WOONRUIMTE], soort[t]))
        return false;
    return t == MGW_LIFT        ? str_is(w->cel[WOZ_LIFT], "Ja")
           : t == MGW_GEEN_LIFT ? str_is(w->cel[WOZ_LIFT], "Nee")
           : t == ZELFSTANDIG   ? str_is(w->cel[WOZ_ZELFSTANDIG], "Ja")
                                : true;
}

/* Homes in exploitation at the end of the year (2.1A). A part that is owned counts as a whole home. */
static void eenheid_tel(struct import *im, struct woz *z, const struct woz_rij *w)
{
    int64_t aantal = woz_getal(w, WOZ_AANTAL_ULTIMO);
    const struct gebied *g;
    struct gemeente_telling *t;
    struct map_entry *m;

    if (w->deel != 0)
        return;
    for (int i = 0; i < TAKKEN; i++)
        if (str_is(w->cel[WOZ_TAK_ULTIMO], takken[i])) {
            if (__builtin_add_overflow(z->marktwaarde[i], woz_getal(w, WOZ_MARKTWAARDE), &z->marktwaarde[i]))
                z->marktwaarde[i] = 0; /* no corporation comes near: it is not told */
        }
    if (!str_is(w->cel[WOZ_EENHEIDSSOORT], "Woonruimte") || !aantal)
        return;
    z->woningen += aantal;
    g = gemeente_van(im, z, w->cel[WOZ_VBO_ID]);
    if (!g)
        return;
    m = map_put(&z->gemeenten, g->code, NULL);
    if (!m->value.p) {
        m->value.p = t = ARENA_NEW(im->a, struct gemeente_telling);
        t->g = g;
    }
    t = m->value.p;
    for (int i = 0; i < N_TELLINGEN; i++)
        if (telt(w, (enum telling)i))
            t->n[i] += aantal;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct woz *z)
{
    struct woz_rij w = {.r = r, .deel = woz_deel(import_tekst(r, WOZ_ONDERDEEL))};
    bool nieuw;

    if (w.deel < 0) {
        import_meld(im, MELDING_FOUT, r->nummer, WOZ_ONDERDEEL, STR(""),
                    "kolom A – Onderdeel: verwacht 2.1A, 2.1B, 2.1C of 2.1D");
        return;
    }
    for (int k = 0; k < WOZ_KOLOMMEN; k++)
        w.cel[k] = import_tekst(r, k);
    if (!woz_rij_toets(im, &w))
        return;
    z->eenheden++;
    map_put(&z->codes, str_fmt(im->a, "%d %.*s", w.deel, STR_ARG(w.cel[WOZ_EENHEIDSCODE])), &nieuw);
    if (!nieuw) {
        import_meld(
            im, MELDING_FOUT, r->nummer, WOZ_EENHEIDSCODE, STR(""),
            "kolom B – Eenheidscode: deze code staat al op een andere regel van dit onderdeel; elke code "
            "is uniek");
        return;
    }
    eenheid_tel(im, z, &w);
}

/* ---- the figures and the report ---- */

static void cijfers_maak(struct import *im, const struct woz *z)
{
    date_t d = im->l->peildatum;

    for (size_t i = 0; i < z->gemeenten.n; i++) {
        const struct gemeente_telling *t = z->gemeenten.at[i].value.p;

        for (int k = 0; k < N_TELLINGEN; k++) {
            uint32_t reeks =
                levering_reeks(im->l, &(struct reeks_nieuw){.onderwerp = STR("corporatie-woningen"),
                                                            .bron = STR("woz-bezitstabel"),
                                                            .definitieset = STR("dvi-woz"),
                                                            .kenmerk = str_from(kenmerken[k])});

            import_cijfer(im, reeks, t->g, d, d, t->n[k], ONTBREEKT_NIET, STATUS_GEEN, 0, 0, -1);
        }
    }
}

static void verslag_maak(struct import *im, const struct woz *z)
{
    import_meld(im, MELDING_INFO, 0, -1, STR(""),
                "%lld eenheden gelezen, waarvan %lld woningen in exploitatie", (long long)z->eenheden,
                (long long)z->woningen);
    if (z->zonder_id)
        import_meld(
            im, MELDING_LET_OP, 0, -1, STR(""),
            "%lld regels met woningen hebben geen BAG-verblijfsobject-id: zij tellen bij geen gemeente mee",
            (long long)z->zonder_id);
    if (z->zonder_gemeente)
        import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                    "van %lld regels wijst het BAG-id geen gemeente van de peildatum aan (gesplitst of "
                    "onbekend): zij tellen bij geen gemeente mee",
                    (long long)z->zonder_gemeente);
    if (z->meer_gemeenten)
        import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                    "%lld regels hebben BAG-ids uit meer dan één gemeente: zij tellen bij geen gemeente mee",
                    (long long)z->meer_gemeenten);
    for (int i = 0; i < TAKKEN; i++)
        if (z->marktwaarde[i])
            import_meld(im, MELDING_INFO, 0, -1, STR(""),
                        "marktwaarde %s: € %.*s; die moet op de euro gelijk zijn aan de balans", takken[i],
                        STR_ARG(num_nl(im->a, z->marktwaarde[i], 0)));
}

int woz_lees(struct import *im, struct err *e)
{
    struct woz z = {0};
    struct tabel_rij r;
    int64_t verwacht = 2;
    int rc = kop_lees(im, e);

    if (rc)
        return rc;
    codering_toets(im);
    map_init(&z.codes, im->a);
    map_init(&z.gemeenten, im->a);
    while ((rc = import_rij(im, &r, e)) > 0) {
        if (vorm_toets(im, &r, verwacht))
            rij_lees(im, &r, &z);
        verwacht = r.nummer + regels_van(&r);
    }
    if (rc)
        return rc;
    cijfers_maak(im, &z);
    verslag_maak(im, &z);
    import_merk_verzonnen(im, false);
    return OK;
}
