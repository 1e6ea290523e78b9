/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg vragenlijst controleer, werkboek, importeer, lijst. */
#include "vragenlijst/vragenlijst_cmd.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "tabel/tabel.h"
#include "vragenlijst/bewaar.h"
#include "vragenlijst/intern.h"

#include <stdio.h>
#include <string.h>

/* The file's name without folders and ending: the code of a questionnaire that names none. */
static struct str stam(struct str pad)
{
    for (size_t i = pad.n; i > 0; i--)
        if (pad.p[i - 1] == '/') {
            pad = str_sub(pad, i, pad.n);
            break;
        }
    return str_sub(pad, 0, str_index(pad, '.'));
}

static int lees(struct command_call *call, struct vl_werkboek *w, struct vragenlijst **ret, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), bytes;
    int rc = bestand_lees(call->a, str_cstr(call->a, pad), VL_BYTES_MAX, &bytes, e);

    if (!rc)
        rc = werkboek_lees(call->a, pad, bytes, w, e);
    if (!rc)
        rc = vragenlijst_lees(call->a, w, stam(pad), ret, e);
    return rc;
}

/* Prints the remarks; ERR_DATA when the questionnaire cannot be used. */
static int meldingen(const struct vragenlijst *v, struct err *e)
{
    for (size_t i = 0; i < v->melding.n; i++) {
        const struct vl_melding *m = &v->melding.at[i];

        fprintf(m->waarschuwing ? stdout : stderr, "%s%.*s\n",
                m->waarschuwing ? "let op: "
                : m->weggelaten ? "kan hier niet: "
                                : "fout: ",
                STR_ARG(m->tekst));
    }
    if (!v->n_fouten)
        return OK;
    return err_set(e, ERR_DATA,
                   "de vragenlijst is geweigerd om wat hierboven staat (%zu %s); er is niets ingelezen",
                   v->n_fouten, v->n_fouten == 1 ? "punt" : "punten");
}

static int controleer_cmd(struct command_call *call, struct err *e)
{
    struct vl_werkboek w;
    struct vragenlijst *v;
    int rc = lees(call, &w, &v, e);

    if (!rc)
        rc = meldingen(v, e);
    if (!rc)
        printf("goed: %.*s, %zu vragen\n", STR_ARG(v->titel), v->n_vragen);
    return rc;
}

static int werkboek_cmd(struct command_call *call, struct err *e)
{
    const char *naar = str_cstr(call->a, command_value(call, "uit"));
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct str bytes;
    FILE *f;
    bool goed;
    int rc = lees(call, &w, &v, e);

    if (!rc)
        rc = meldingen(v, e);
    if (!rc)
        rc = werkboek_xlsx(call->a, &w, &bytes, e);
    if (rc)
        return rc;
    f = fopen(naar, "wb");
    goed = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f)
        goed = !fclose(f) && goed;
    return goed ? OK : err_set(e, ERR_ENV, "%s kan niet geschreven worden: %m", naar);
}

/* What became of the questions since the version before, a line for each that is not as it was. */
static void verschillen(const struct vl_bewaard *b)
{
    static const char *const lot[] = {"gelijk", "andere tekst", "nieuw", "vervallen"};
    size_t gelijk = 0;

    for (size_t i = 0; i < b->verschil.n; i++) {
        if (b->verschil.at[i].lot == LOT_GELIJK)
            gelijk++;
        else
            printf("  %s: %.*s\n", lot[b->verschil.at[i].lot], STR_ARG(b->verschil.at[i].code));
    }
    if (b->verschil.n)
        printf("  %zu vragen zijn gelijk aan die van versie %lld\n", gelijk, (long long)b->nummer - 1);
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct vl_bewaard b;
    struct omgeving o;
    struct dader d;
    int rc = lees(call, &w, &v, e);

    if (!rc)
        rc = meldingen(v, e);
    if (!rc && !vl_naam_goed(v->code))
        rc =
            err_set(e, ERR_DATA,
                    "blad settings, form_id: \"%.*s\" kan geen code zijn; gebruik letters, cijfers, _ - en .",
                    STR_ARG(utf8_clip(v->code, 60)));
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    d = dader_opdrachtregel();
    rc = vragenlijst_bewaar_als(o.store, call->a, &d, v, &w, &b, e);
    if (!rc && !b.nieuw)
        printf("%.*s: versie %lld is al zo; er is niets gewijzigd\n", STR_ARG(v->code), (long long)b.nummer);
    else if (!rc) {
        printf("%.*s: versie %lld, %zu vragen\n", STR_ARG(v->code), (long long)b.nummer, v->n_vragen);
        verschillen(&b);
    }
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option opties_importeer[] = {
    {"BESTAND", NULL, "een XLSForm-werkboek (.xlsx) of hetzelfde als Markdown-tabellen", true, true, false},
    OPTION_DB,
    {0}};
static const struct command_option opties_bestand[] = {
    {"BESTAND", NULL, "een XLSForm-werkboek (.xlsx) of hetzelfde als Markdown-tabellen", true, true, false},
    {0}};
static const struct command_option opties_werkboek[] = {
    {"BESTAND", NULL, "de vragenlijst als Markdown-tabellen of .xlsx", true, true, false},
    {"uit", "BESTAND.xlsx", "waar het werkboek komt", true, false, false},
    {0}};

const struct command vragenlijst_commands[] = {
    {"vragenlijst", "controleer", "Kijkt na of een vragenlijst goed is",
     "Noemt bij elke fout het blad, de rij, de kolom en wat u kunt doen. Wat XLSForm kent "
     "en Woonzorg niet, staat er met naam bij: de vragenlijst wordt geweigerd tot het weg of anders is.",
     controleer_cmd, opties_bestand},
    {"vragenlijst", "importeer", "Leest een vragenlijst in als een nieuwe versie",
     "De code staat op het blad settings (form_id). Een werkboek dat niet verschilt van de nieuwste versie "
     "verandert "
     "niets. Een versie wordt nooit gewijzigd.",
     importeer_cmd, opties_importeer},
    {"vragenlijst", "werkboek", "Schrijft een vragenlijst als werkboek (.xlsx)", NULL, werkboek_cmd,
     opties_werkboek},
    {0}};
