/* SPDX-License-Identifier: EUPL-1.2
 * The opgave table, our own CSV: per gemeente (or any gebied) and woningtype the number of homes needed up to a year, with its
 * bron and status. Cumulative: "2030" means up to and including 2030. */
#include "route/importeurs.h"

static bool woningtype_lees(struct import *im, const struct tabel_rij *r, int kolom, struct str *ret)
{
    static const char *const typen[][2] = {{"nultreden", "nultreden"},           {"nultredenwoning", "nultreden"},
                                           {"nultredenwoningen", "nultreden"},   {"geclusterd", "geclusterd"},
                                           {"geclusterde woonvorm", "geclusterd"}, {"geclusterde woonvormen", "geclusterd"},
                                           {"zorggeschikt", "zorggeschikt"},     {"zorggeschikte woning", "zorggeschikt"},
                                           {"zorggeschikte woningen", "zorggeschikt"}, {"overig geschikt", "overig-geschikt"},
                                           {"regulier", "regulier"},             {"onbekend", "onbekend"},
                                           {"totaal", ""},                       {"", ""}};
    struct str s = str_fold(im->a, import_tekst(r, kolom));

    for (size_t i = 0; i < sizeof typen / sizeof *typen; i++)
        if (str_is(s, typen[i][0])) {
            *ret = str_from(typen[i][1]);
            return true;
        }
    import_meld(im, MELDING_FOUT, r->nummer, kolom, s, "verwacht een woningtype: nultreden, geclusterd, zorggeschikt of totaal");
    return false;
}

static bool status_lees(struct import *im, const struct tabel_rij *r, int kolom, enum cijfer_status *ret)
{
    struct str s = import_tekst(r, kolom);

    if (cijfer_status_lees(s, ret))
        return true;
    import_meld(im, MELDING_FOUT, r->nummer, kolom, s, "verwacht een status: concept, zienswijze, vastgesteld of vervallen");
    return false;
}

static bool is_verzonnen(struct arena *a, struct str bron)
{
    return str_starts(str_fold(a, bron), STR("verzonnen"));
}

int opgave_lees(struct import *im, struct err *e)
{
    int gebied, type, jaar, aantal, bron, status, set;
    const struct kolom_wens wensen[] = {
        {"gemeente|gebied|gemeentecode|gebiedscode", true, &gebied},
        {"woningtype|type", true, &type},
        {"jaar|tot en met|jaar tot", true, &jaar},
        {"aantal|opgave|woningen", true, &aantal},
        {"bron", false, &bron},
        {"status", false, &status},
        {"definitieset|definitie", false, &set},
    };
    struct map gezien;
    struct tabel_rij r;
    int rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);

    if (rc)
        return rc;
    map_init(&gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0) {
        struct reeks_nieuw k = {.onderwerp = STR("opgave"), .bron = STR("opgave"), .definitieset = STR("bzk-2023")};
        const struct gebied *g = import_gebied(im, &r, gebied, "", im->l->peildatum);
        enum cijfer_status st = STATUS_GEEN;
        uint8_t ontbreekt, vlag = 0;
        struct str naam = import_tekst(&r, bron);
        int64_t waarde;
        bool nieuw, goed = g != NULL;

        goed = woningtype_lees(im, &r, type, &k.woningtype) && goed;
        goed = import_jaar(im, &r, jaar, &k.horizon_tot) && goed;
        goed = import_getal(im, &r, aantal, 0, &waarde, &ontbreekt, &vlag) && goed;
        goed = status_lees(im, &r, status, &st) && goed;
        if (!goed)
            continue;
        if (naam.n)
            k.bron = import_bron(im, naam);
        if (import_tekst(&r, set).n)
            k.definitieset = import_code(im->a, import_tekst(&r, set));
        if (is_verzonnen(im->a, naam))
            vlag |= VLAG_VERZONNEN;
        map_put(&gezien, str_fmt(im->a, "%u %lld", levering_reeks(im->l, &k), (long long)g->id), &nieuw);
        if (!nieuw) {
            import_meld(im, MELDING_FOUT, r.nummer, gebied, g->naam, "dezelfde opgave staat er al: gebied, woningtype, jaar en bron zijn gelijk aan die van een eerdere rij");
            continue;
        }
        if (waarde < 0 && !ontbreekt)
            import_meld(im, MELDING_LET_OP, r.nummer, aantal, import_tekst(&r, aantal), "een opgave onder nul");
        import_cijfer(im, levering_reeks(im->l, &k), g, im->l->peildatum, im->l->peildatum, waarde, ontbreekt, st, vlag, r.nummer, aantal);
    }
    return rc;
}
