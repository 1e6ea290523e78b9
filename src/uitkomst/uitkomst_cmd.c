/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg ronde tabel. */
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "uitkomst/laad.h"
#include "uitkomst/uitvoer.h"

#include <stdio.h>

static int wens_lees(struct command_call *call, struct ui_vraagstelling *w, struct err *e)
{
    struct str basis = command_value(call, "basis"), per = command_value(call, "per");

    bool naast = str_is(per, "ronde") || str_is(per, "overgang");

    *w = (struct ui_vraagstelling){.vraag = command_value(call, "vraag"),
                                   .per = per.p ? per : STR(""),
                                   .kijker = command_value(call, "beheerder").p ? UI_BEHEER : UI_PUBLIEK};
    if (command_value(call, "met").p && !naast)
        return err_set(e, ERR_USAGE, "--met hoort bij --per ronde of --per overgang");
    if (!basis.p)
        return OK;
    w->heeft_basis = true;
    if (!ui_basis_bij(basis, &w->basis))
        return err_set(e, ERR_USAGE, "--basis is uitgenodigd, deelnemend of beantwoord");
    return OK;
}

static int tabel_cmd(struct command_call *call, struct err *e)
{
    struct ui_vraagstelling w;
    struct ui_tabel t;
    struct ui_set *s = NULL;
    struct omgeving o;
    struct blik b;
    struct str codes[2];
    struct laad_wens wens = {codes, 1, false};
    int rc = wens_lees(call, &w, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    codes[0] = str_ends(w.vraag, STR(".themas")) ? str_sub(w.vraag, 0, w.vraag.n - 7) : w.vraag;
    codes[1] = w.per;
    wens.n_codes = w.per.n ? 2 : 1;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = uitkomst_laad(b.c, call->a, b.g, command_value(call, "ronde"), &wens, &s, e);
    if (!rc && command_value(call, "met").p)
        rc = uitkomst_naast(b.c, call->a, b.g, s, command_value(call, "met"), &wens, e);
    if (!rc)
        rc = ui_tabel_maak(call->a, s, &w, &t, e);
    if (!rc)
        rc = command_table(call, ui_tabel_doc(call->a, &t), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int in_bestand(void *ctx, struct str bytes, struct err *e)
{
    return fwrite(bytes.p, 1, bytes.n, ctx) == bytes.n
               ? OK
               : err_set(e, ERR_ENV, "het bestand kan niet geschreven worden: %m");
}

static int meenemen_cmd(struct command_call *call, struct err *e)
{
    const struct uitvoer_vorm *v = uitvoer_vorm_bij(command_value(call, "vorm"));
    const char *pad = str_cstr(call->a, command_value(call, "uit"));
    struct laad_wens alles = {.teksten = true};
    struct ui_set *s = NULL;
    struct uitvoer u;
    struct omgeving o;
    struct blik b;
    FILE *f = NULL;
    int rc;

    if (!v)
        return err_set(e, ERR_USAGE, "--vorm is csv, xlsx, spss, triple-s of ddi");
    rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = uitkomst_laad(b.c, call->a, b.g, command_value(call, "ronde"), &alles, &s, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    if (!rc && !(f = fopen(pad, "wbe")))
        rc = err_set(e, ERR_ENV, "%s kan niet geschreven worden: %m", pad);
    if (!rc) {
        uitvoer_maak(call->a, s, command_value(call, "beheerder").p ? UI_BEHEER : UI_PUBLIEK, &u);
        rc = v->schrijf(&u, in_bestand, f, e);
    }
    if (f && fclose(f) && !rc)
        rc = err_set(e, ERR_ENV, "%s kan niet geschreven worden: %m", pad);
    if (!rc)
        printf("%s: %zu partijen, %zu kolommen%s\n", pad, s->n, u.kolom.n + 3,
               u.weggelaten ? "; wat niet openbaar is zit er niet in (met --beheerder wel)" : "");
    return rc;
}

static const struct command_option opties_meenemen[] = {
    OPTION_DB,
    {"ronde", "CODE", "de code van de ronde", true, false, false},
    {"vorm", "VORM", "csv, xlsx, spss, triple-s of ddi", true, false, false},
    {"uit", "BESTAND", "waar het bestand komt", true, false, false},
    {"beheerder", NULL, "ook wat niet voor iedereen openbaar is", false, false, false},
    {0}};

static const struct command_option opties_tabel[] = {
    OPTION_DB,
    {"ronde", "CODE", "de code van de ronde", true, false, false},
    {"vraag", "CODE", "de code van een vraag; van een groep vragen met dezelfde keuzes: een matrix", true,
     false, false},
    {"per", "INDELING|VRAAG",
     "splits uit: een indeling (gemeente, vijfdeling, corop …), een vraag, ronde of overgang", false, false,
     false},
    {"basis", "BASIS",
     "waarover gerekend wordt: uitgenodigd, deelnemend of beantwoord; standaard die van de vraag", false,
     false, false},
    {"met", "CODE", "bij --per ronde of overgang: welke andere ronde; standaard de vorige", false, false,
     false},
    OPTION_FORMAT,
    {"beheerder", NULL, "toon ook wat alleen de beheerder mag zien; niets wordt verborgen", false, false,
     false},
    {0}};

const struct command uitkomst_commands[] = {
    {"ronde", "tabel", "Telt de antwoorden op een vraag",
     "Elke rij is een cel: aantal, N en een heel percentage, naar "
     "boven afgerond bij een half. Van een vraag die "
     "alleen geaggregeerd openbaar is, blijft leeg wat minder dan 3 "
     "antwoorden heeft, nul ook, en alles waaruit dat "
     "te berekenen is. Percentages hoeven niet op te tellen tot 100.",
     tabel_cmd, opties_tabel},
    {"ronde", "meenemen", "Schrijft een hele ronde voor andere programma’s",
     "Een rij per uitgenodigde partij. Wat ontbreekt houdt een eigen code en is nooit 0.", meenemen_cmd,
     opties_meenemen},
    {0}};
