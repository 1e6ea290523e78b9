/* SPDX-License-Identifier: EUPL-1.2
 * The opgave table, our own CSV: per gemeente (or any gebied) and woningtype the number of homes needed up to
 * a year, with its bron and status. Cumulative: "2030" means up to and including 2030. */
#include "route/importeurs.h"

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
    struct map gezien; /* reeks and gebied */
    struct tabel_rij r;
    int rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);

    if (rc)
        return rc;
    map_init(&gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0) {
        struct reeks_nieuw k = {
            .onderwerp = STR("opgave"), .bron = STR("opgave"), .definitieset = STR("bzk-2023")};
        const struct gebied *g = import_gebied(im, &r, gebied, "", im->l->peildatum);
        enum cijfer_status st = STATUS_GEEN;
        uint8_t ontbreekt, vlag = 0;
        struct str naam = import_tekst(&r, bron);
        int64_t waarde, sleutel[2];
        uint32_t reeks;
        bool goed = g != NULL;

        goed = import_woningtype(im, &r, type, &k.woningtype) && goed;
        goed = import_jaar(im, &r, jaar, &k.horizon_tot) && goed;
        goed = import_getal(im, &r, aantal, 0, &waarde, &ontbreekt, &vlag) && goed;
        goed = import_status(im, &r, status, &st) && goed;
        if (!goed)
            continue;
        if (naam.n)
            k.bron = import_bron(im, naam);
        if (import_tekst(&r, set).n)
            k.definitieset = str_lower(
                im->a, import_tekst(&r, set)); /* "basisset-2.0": not as import_code would write it */
        if (import_verzonnen(im->a, naam))
            vlag |= VLAG_VERZONNEN;
        reeks = levering_reeks(im->l, &k);
        sleutel[0] = (int64_t)reeks;
        sleutel[1] = g->id;
        if (map_get(&gezien, (struct str){(const char *)sleutel, sizeof sleutel})) {
            import_meld(im, MELDING_FOUT, r.nummer, gebied, g->naam,
                        "dezelfde opgave staat er al: gebied, woningtype, jaar en bron zijn gelijk aan die "
                        "van een eerdere rij");
            continue;
        }
        map_put(&gezien, str_dup(im->a, (struct str){(const char *)sleutel, sizeof sleutel}), NULL);
        if (waarde < 0 && !ontbreekt)
            import_meld(im, MELDING_LET_OP, r.nummer, aantal, import_tekst(&r, aantal),
                        "een opgave onder nul");
        import_cijfer(im, reeks, g, im->l->peildatum, im->l->peildatum, waarde, ontbreekt, st, vlag, r.nummer,
                      aantal);
    }
    return rc;
}
