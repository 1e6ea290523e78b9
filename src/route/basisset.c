/* SPDX-License-Identifier: EUPL-1.2
 * Plans in the form of Basisset 2.0 of the national monitor, one plan a row. A plan gives its homes per
 * opleverjaar, per type for older people (a home may count under several, so these are never added to each
 * other) and per price class, hard or zacht by its planologische status. The sums that the form promises (c1
 * … c4) are checked and told, never mended. */
#include "route/importeurs.h"

#include "base/num.h"

enum {
    HARD,
    ZACHT,
    N_SOORTEN,
    JAREN_MAX = 40,
    N_TYPEN = 4,
    N_SEGMENTEN = 6,
    PRIJS_DELEN = 4,
    N_CONTROLES = 4
};

static const char *const onderwerpen[N_SOORTEN] = {"plannen-hard", "plannen-zacht"};

/* Which planologische status is hard. A published crosswalk swaps 4A and 4B; both are zacht, so here that
 * makes no difference. */
static const struct {
    const char *status;
    int soort;
} statussen[] = {
    {"1A", HARD},  {"1B", HARD},  {"1C", HARD}, /* onherroepelijk */
    {"2A", HARD},  {"2B", HARD},  {"2C", HARD}, /* vastgesteld */
    {"3", ZACHT},                               /* in voorbereiding */
    {"4A", ZACHT}, {"4B", ZACHT},               /* visie; idee of optie */
    {"5A", ZACHT}, {"5B", ZACHT},               /* ambtelijk */
};

static const struct {
    const char *kolom, *type;
} typen[N_TYPEN] = {
    {"nultredenwoning|nultredenwoningen", "nultreden"},
    {"geclusterde woonvorm|geclusterde woonvormen", "geclusterd"},
    {"zorggeschikte woning|zorggeschikte woningen", "zorggeschikt"},
    {"overig geschikt voor ouderen", "overig-geschikt"},
};

static const struct {
    const char *segment;
    const char *kolom[PRIJS_DELEN];
} segmenten[N_SEGMENTEN] = {
    {"huur-sociaal",
     {"huur sociaal eigendom corporatie", "huur sociaal eigendom markt", "huur sociaal eigendom markt inst",
      "huur sociaal eigendom onbekend"}},
    {"huur-middelduur",
     {"huur middelduur eigendom corporatie", "huur middelduur eigendom markt",
      "huur middelduur eigendom markt inst", "huur middelduur eigendom onbekend"}},
    {"huur-duur", {"huur duur"}},
    {"koop-betaalbaar", {"koop betaalbaar"}},
    {"koop-duur", {"koop duur"}},
    {"onbekend", {"prijsklasse onbekend", "huur onbekend", "koop onbekend"}},
};

struct getal {
    int64_t waarde;
    uint8_t ontbreekt, vlag;
};

struct jaar {
    int kolom, van, tot;
};

struct plan {
    const struct gebied *g;
    int64_t nummer;
    int soort, van, tot; /* hard or zacht; first and last year with homes */
    unsigned vlag;
    struct getal bruto, jaar[JAREN_MAX], type[N_TYPEN], controle[N_CONTROLES];
    int64_t som_jaren, som_woningtypen, som_prijzen, som_typen;
    bool jaren, woningtypen, prijzen; /* is any of them filled in */
    struct getal segment[N_SEGMENTEN];
};

struct basisset {
    int gemeente, vertrouwelijk, naam, plancode, bruto, status, woningtype[3], type[N_TYPEN],
        prijs[N_SEGMENTEN][PRIJS_DELEN], controle[N_CONTROLES];
    struct jaar jaar[JAREN_MAX];
    int n_jaren;
    int64_t plannen, verzonnen;
    struct map codes, namen, leveraars; /* gemeente and plancode or name; gemeenten that delivered */
};

static struct reeks_nieuw reeks_van(int soort)
{
    return (struct reeks_nieuw){.onderwerp = str_from(onderwerpen[soort]),
                                .bron = STR("basisset"),
                                .definitieset = STR("basisset-2.0")};
}

/* ---- the header ---- */

/* "opleverjaar 2027", "opleverjaar 2035 2039" */
static int jaren_zoek(struct import *im, const struct tabel_rij *kop, struct basisset *b, struct err *e)
{
    for (size_t k = 0; k < kop->n; k++) {
        struct str rest, s = import_kop_naam(im->a, kop->cellen[k].tekst), van;
        int64_t eerste, laatste;

        if (!str_starts(s, STR("opleverjaar ")))
            continue;
        van = str_cut(str_sub(s, 12, s.n), ' ', &rest);
        if (van.n != 4 || !num_i64(van, &eerste) || (rest.p && (rest.n != 4 || !num_i64(rest, &laatste))))
            return err_set(
                e, ERR_DATA,
                "kolom %.*s: verwacht een naam als opleverjaar_2027 of opleverjaar_2035_2039, niet “%.*s”",
                STR_ARG(tabel_kolom_letter(im->a, k)), STR_ARG(str_sub(s, 0, 60)));
        if (!rest.p)
            laatste = eerste;
        if (eerste < 1990 || laatste > 2100 || laatste < eerste || b->n_jaren == JAREN_MAX)
            return err_set(e, ERR_DATA, "kolom %.*s: %s", STR_ARG(tabel_kolom_letter(im->a, k)),
                           b->n_jaren == JAREN_MAX ? "te veel kolommen met een opleverjaar"
                                                   : "dit zijn geen jaren waarin gebouwd wordt");
        for (int i = 0; i < b->n_jaren; i++)
            if (eerste <= b->jaar[i].tot && laatste >= b->jaar[i].van)
                return err_set(e, ERR_DATA,
                               "kolom %.*s: dit opleverjaar overlapt met een andere kolom; woningen zouden "
                               "dubbel tellen",
                               STR_ARG(tabel_kolom_letter(im->a, k)));
        b->jaar[b->n_jaren++] = (struct jaar){(int)k, (int)eerste, (int)laatste};
    }
    if (!b->n_jaren)
        return err_set(e, ERR_DATA,
                       "er is geen enkele kolom met een opleverjaar (opleverjaar_2027 en verder)");
    return OK;
}

/* The first column of a price class that is there; -1 when none is. */
static int prijs_kolom(const struct basisset *b, int segment)
{
    for (int k = 0; k < PRIJS_DELEN; k++)
        if (b->prijs[segment][k] >= 0)
            return b->prijs[segment][k];
    return -1;
}

static void kolommen_meld(struct import *im, const struct basisset *b)
{
    for (int i = 0; i < N_TYPEN; i++)
        if (b->type[i] < 0)
            import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                        "de kolom voor %s ontbreekt: dat type is niet geleverd", typen[i].type);
    for (int i = 0; i < N_SEGMENTEN; i++)
        if (prijs_kolom(b, i) < 0)
            import_meld(im, MELDING_INFO, 0, -1, STR(""),
                        "de kolom voor prijsklasse %s ontbreekt: die is niet geleverd", segmenten[i].segment);
}

static int kop_lees(struct import *im, struct basisset *b, struct err *e)
{
    struct kolom_wens w[40];
    struct tabel_rij kop;
    size_t n = 0;
    int rc;

    w[n++] = (struct kolom_wens){"naam gemeente|gemeente|gemeentecode|gemeentenaam", true, &b->gemeente};
    w[n++] = (struct kolom_wens){"bruto aantalwoningen|bruto aantal woningen", true, &b->bruto};
    w[n++] = (struct kolom_wens){"planologische status", true, &b->status};
    w[n++] = (struct kolom_wens){"vertrouwelijk", false, &b->vertrouwelijk};
    w[n++] = (struct kolom_wens){"naam|naam plan|plannaam", false, &b->naam};
    w[n++] = (struct kolom_wens){"plancode|code plan|planid", false, &b->plancode};
    w[n++] = (struct kolom_wens){"woningtype eengezins", false, &b->woningtype[0]};
    w[n++] = (struct kolom_wens){"woningtype meergezins", false, &b->woningtype[1]};
    w[n++] = (struct kolom_wens){"woningtype onbekend", false, &b->woningtype[2]};
    w[n++] = (struct kolom_wens){"c1", false, &b->controle[0]};
    w[n++] = (struct kolom_wens){"c2", false, &b->controle[1]};
    w[n++] = (struct kolom_wens){"c3", false, &b->controle[2]};
    w[n++] = (struct kolom_wens){"c4", false, &b->controle[3]};
    for (int i = 0; i < N_TYPEN; i++)
        w[n++] = (struct kolom_wens){typen[i].kolom, false, &b->type[i]};
    for (int i = 0; i < N_SEGMENTEN; i++)
        for (int k = 0; k < PRIJS_DELEN; k++) {
            b->prijs[i][k] = -1;
            if (segmenten[i].kolom[k])
                w[n++] = (struct kolom_wens){segmenten[i].kolom[k], false, &b->prijs[i][k]};
        }
    rc = import_kop(im, w, n, &kop, e);
    if (!rc)
        rc = jaren_zoek(im, &kop, b, e);
    if (!rc)
        kolommen_meld(im, b);
    return rc;
}

/* ---- a row ---- */

static bool getal_lees(struct import *im, const struct tabel_rij *r, int kolom, struct getal *ret)
{
    bool goed;

    *ret = (struct getal){0};
    goed = import_getal(im, r, kolom, 0, &ret->waarde, &ret->ontbreekt, &ret->vlag);
    if (goed && ret->waarde < 0)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, import_tekst(r, kolom),
                    "een negatief aantal; het staat er zoals geleverd");
    return goed;
}

static bool status_lees(struct import *im, const struct tabel_rij *r, int kolom, int *ret)
{
    struct str s = import_tekst(r, kolom);
    size_t n = 0;

    while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || (s.p[n] >= 'A' && s.p[n] <= 'Z') ||
                       (s.p[n] >= 'a' && s.p[n] <= 'z')))
        n++; /* "1A", or with its name: "1A. Bestemmingsplan onherroepelijk" */
    for (size_t i = 0; i < sizeof statussen / sizeof *statussen; i++)
        if (str_ieq(str_sub(s, 0, n), str_from(statussen[i].status))) {
            *ret = statussen[i].soort;
            return true;
        }
    import_meld(im, MELDING_FOUT, r->nummer, kolom, s,
                "verwacht een planologische status: 1A, 1B, 1C, 2A, 2B, 2C, 3, 4A, 4B, 5A of 5B");
    return false;
}

static bool vertrouwelijk_lees(struct import *im, const struct tabel_rij *r, int kolom, unsigned *vlag)
{
    struct str s = import_tekst(r, kolom);

    if (str_ieq(s, STR("ja")) || str_ieq(s, STR("j")) || str_is(s, "1") || str_ieq(s, STR("true")) ||
        str_ieq(s, STR("waar")))
        *vlag |= VLAG_VERTROUWELIJK;
    else if (s.n && !str_ieq(s, STR("nee")) && !str_ieq(s, STR("n")) && !str_is(s, "0") &&
             !str_ieq(s, STR("false")) && !str_ieq(s, STR("onwaar"))) {
        import_meld(im, MELDING_FOUT, r->nummer, kolom, s,
                    "verwacht Ja of Nee"); /* guessing "no" could make public what is not */
        return false;
    }
    return true;
}

static bool segment_lees(struct import *im, const struct tabel_rij *r, const struct basisset *b, int i,
                         struct plan *p)
{
    struct getal deel, *som = &p->segment[i];
    bool goed = true;

    *som = (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
    for (int k = 0; k < PRIJS_DELEN; k++) {
        if (b->prijs[i][k] < 0)
            continue;
        goed = getal_lees(im, r, b->prijs[i][k], &deel) && goed;
        som->vlag |= deel.vlag;
        if (deel.ontbreekt)
            continue;
        som->ontbreekt = ONTBREEKT_NIET;
        som->waarde += deel.waarde;
        p->som_prijzen += deel.waarde;
        p->prijzen = true;
    }
    return goed;
}

static bool aantallen_lees(struct import *im, const struct tabel_rij *r, const struct basisset *b,
                           struct plan *p)
{
    bool goed = getal_lees(im, r, b->bruto, &p->bruto);
    struct getal x;

    for (int i = 0; i < b->n_jaren; i++) {
        goed = getal_lees(im, r, b->jaar[i].kolom, &p->jaar[i]) && goed;
        p->som_jaren += p->jaar[i].waarde;
        p->jaren = p->jaren || !p->jaar[i].ontbreekt;
        if (!p->jaar[i].waarde)
            continue;
        p->van = !p->van || b->jaar[i].van < p->van ? b->jaar[i].van : p->van;
        p->tot = b->jaar[i].tot > p->tot ? b->jaar[i].tot : p->tot;
    }
    for (int i = 0; i < 3; i++) {
        goed = getal_lees(im, r, b->woningtype[i], &x) && goed;
        p->som_woningtypen += x.waarde;
        p->woningtypen = p->woningtypen || !x.ontbreekt;
    }
    for (int i = 0; i < N_TYPEN; i++) {
        goed = getal_lees(im, r, b->type[i], &p->type[i]) && goed;
        p->som_typen += p->type[i].waarde;
    }
    for (int i = 0; i < N_SEGMENTEN; i++)
        goed = segment_lees(im, r, b, i, p) && goed;
    for (int i = 0; i < N_CONTROLES; i++)
        goed = getal_lees(im, r, b->controle[i], &p->controle[i]) && goed;
    return goed;
}

/* c1 … c4 as computed again and as delivered. */
static void controles_doe(struct import *im, const struct tabel_rij *r, const struct basisset *b,
                          const struct plan *p)
{
    static const char *const wat[N_CONTROLES] = {
        "de opleverjaren (c1)", "eengezins, meergezins en onbekend (c2)", NULL, "de prijsklassen (c4)"};
    const int64_t som[N_CONTROLES] = {p->bruto.waarde - p->som_jaren, p->bruto.waarde - p->som_woningtypen,
                                      p->som_typen, p->bruto.waarde - p->som_prijzen};
    const bool er[N_CONTROLES] = {p->jaren, p->woningtypen, true, p->prijzen};
    struct str naam = import_tekst(r, b->naam);

    for (int i = 0; i < N_CONTROLES; i++) {
        if (wat[i] && er[i] && !p->bruto.ontbreekt && som[i])
            import_meld(
                im, MELDING_LET_OP, r->nummer, b->bruto, naam,
                "bruto_aantalwoningen is niet gelijk aan de som van %s; de aantallen staan er zoals geleverd",
                wat[i]);
        if (er[i] && b->controle[i] >= 0 && !p->controle[i].ontbreekt && p->controle[i].waarde != som[i])
            import_meld(im, MELDING_LET_OP, r->nummer, b->controle[i], naam,
                        "c%d zoals geleverd is anders dan nagerekend", i + 1);
    }
    for (int i = 0; i < N_TYPEN; i++)
        if (!p->bruto.ontbreekt && p->type[i].waarde > p->bruto.waarde)
            import_meld(im, MELDING_LET_OP, r->nummer, b->type[i], naam,
                        "meer woningen van dit type (%s) dan het plan bruto telt", typen[i].type);
    if (!p->bruto.ontbreekt && p->som_typen > p->bruto.waarde)
        import_meld(im, MELDING_INFO, r->nummer, -1, naam,
                    "de typen voor ouderen zijn samen meer dan bruto: een woning telt hier onder meer dan "
                    "één type; ze worden nooit bij elkaar opgeteld");
}

static void dubbel_meld(struct import *im, const struct tabel_rij *r, int kolom, const struct gebied *g,
                        struct map *gezien, const char *wat)
{
    struct str s = str_fold(im->a, import_tekst(r, kolom));
    bool nieuw;

    if (!s.n)
        return;
    map_put(gezien, str_fmt(im->a, "%lld %.*s", (long long)g->id, STR_ARG(s)), &nieuw);
    if (!nieuw)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, import_tekst(r, kolom),
                    "%s komt in deze gemeente vaker voor; elk plan telt mee", wat);
}

static void cijfers_maak(struct import *im, const struct basisset *b, const struct plan *p)
{
    struct reeks_nieuw x = reeks_van(p->soort);
    date_t d = im->l->peildatum;

    for (int i = 0; i < b->n_jaren && p->jaren; i++) {
        x.horizon_van = b->jaar[i].van;
        x.horizon_tot = b->jaar[i].tot;
        import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->jaar[i].waarde, p->jaar[i].ontbreekt,
                      STATUS_GEEN, p->vlag | p->jaar[i].vlag, p->nummer, b->jaar[i].kolom);
    }
    x.horizon_van = p->van;
    x.horizon_tot = p->tot;
    if (!p->jaren) { /* no year at all is filled in: the plan counts, in no year */
        import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->bruto.waarde, p->bruto.ontbreekt,
                      STATUS_GEEN, p->vlag | p->bruto.vlag, p->nummer, b->bruto);
        import_meld(im, MELDING_INFO, p->nummer, -1, STR(""),
                    "plan zonder opleverjaren: bruto_aantalwoningen telt mee, zonder jaar");
    }
    for (int i = 0; i < N_TYPEN; i++) {
        x.woningtype = str_from(typen[i].type);
        if (b->type[i] >= 0)
            import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->type[i].waarde, p->type[i].ontbreekt,
                          STATUS_GEEN, p->vlag | p->type[i].vlag, p->nummer, b->type[i]);
    }
    x.woningtype = STR("");
    for (int i = 0; i < N_SEGMENTEN; i++) {
        x.segment = str_from(segmenten[i].segment);
        if (prijs_kolom(b, i) >= 0)
            import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->segment[i].waarde,
                          p->segment[i].ontbreekt, STATUS_GEEN, p->vlag | p->segment[i].vlag, p->nummer,
                          prijs_kolom(b, i));
    }
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct basisset *b)
{
    struct plan p = {.nummer = r->nummer,
                     .g = import_gebied(im, r, b->gemeente, "gemeente", im->l->peildatum)};
    bool goed = p.g != NULL;

    goed = status_lees(im, r, b->status, &p.soort) && goed;
    goed = vertrouwelijk_lees(im, r, b->vertrouwelijk, &p.vlag) && goed;
    goed = aantallen_lees(im, r, b, &p) && goed;
    if (!goed)
        return;
    b->plannen++;
    b->verzonnen += import_verzonnen(im->a, import_tekst(r, b->naam));
    map_put(&b->leveraars, p.g->code, NULL)->value.p = (void *)p.g;
    dubbel_meld(im, r, b->plancode, p.g, &b->codes, "deze plancode");
    dubbel_meld(im, r, b->naam, p.g, &b->namen, "deze naam van een plan");
    controles_doe(im, r, b, &p);
    cijfers_maak(im, b, &p);
}

/* ---- the file as a whole ---- */

static void nul_maak(struct import *im, const struct basisset *b, struct reeks_nieuw *x)
{
    uint32_t reeks = levering_reeks(im->l, x);
    date_t d = im->l->peildatum;

    for (size_t i = 0; i < b->leveraars.n; i++)
        import_cijfer(im, reeks, b->leveraars.at[i].value.p, d, d, 0, 0, STATUS_GEEN, VLAG_AFGELEID_NUL, 0,
                      -1);
}

/* A gemeente that delivered and has no plans of a kind has nought of it, in any year; a sum leaves these out
 * where there is a figure. */
static void nullen_maak(struct import *im, const struct basisset *b)
{
    for (int s = 0; s < N_SOORTEN; s++) {
        struct reeks_nieuw x = reeks_van(s);

        nul_maak(im, b, &x);
        for (int i = 0; i < N_TYPEN; i++) {
            x.woningtype = str_from(typen[i].type);
            if (b->type[i] >= 0)
                nul_maak(im, b, &x);
        }
        x.woningtype = STR("");
        for (int i = 0; i < N_SEGMENTEN; i++) {
            x.segment = str_from(segmenten[i].segment);
            if (prijs_kolom(b, i) >= 0)
                nul_maak(im, b, &x);
        }
    }
}

static void verzonnen_merk(struct import *im, const struct basisset *b)
{
    struct str naam = str_fold(im->a, im->l->bestand), woord = STR("verzonnen");
    bool in_naam = false;

    for (size_t i = 0; i + woord.n <= naam.n && !in_naam; i++)
        in_naam = str_eq(str_sub(naam, i, i + woord.n), woord);
    if (!in_naam && (!b->plannen || b->verzonnen < b->plannen))
        return;
    for (size_t i = 0; i < im->l->cijfer.n; i++)
        im->l->cijfer.at[i].vlag |= VLAG_VERZONNEN;
    import_meld(im, MELDING_INFO, 0, -1, STR(""),
                "het bestand noemt zich verzonnen: elk cijfer krijgt dat merk");
}

int basisset_lees(struct import *im, struct err *e)
{
    struct basisset b = {0};
    struct tabel_rij r;
    int rc = kop_lees(im, &b, e);

    if (rc)
        return rc;
    map_init(&b.codes, im->a);
    map_init(&b.namen, im->a);
    map_init(&b.leveraars, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &b);
    if (rc)
        return rc;
    nullen_maak(im, &b);
    verzonnen_merk(im, &b);
    return OK;
}
