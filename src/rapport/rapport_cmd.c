/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg ronde rapport. */
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "rapport/rapport.h"
#include "tabel/tabel.h"

#include <stdio.h>

static int vorm(struct arena *a, const struct rapport *r, struct str uit, struct str *ret, struct err *e)
{
    struct str html;
    int rc;

    if (str_ends(uit, STR(".odt")))
        return rapport_odt(a, r, ret, e);
    rc = rapport_html(a, r, &html, e);
    *ret = html;
    return !rc && str_ends(uit, STR(".pdf")) ? rapport_pdf(a, html, ret, e) : rc;
}

static int rapport_cmd(struct command_call *call, struct err *e)
{
    struct str pad = command_value(call, "sjabloon"), uit = command_value(call, "uit"), sjabloon, bytes;
    struct rapport *r = NULL;
    struct omgeving o;
    struct blik b;
    int rc;

    if (!str_ends(uit, STR(".html")) && !str_ends(uit, STR(".pdf")) && !str_ends(uit, STR(".odt")))
        return err_set(e, ERR_USAGE, "--uit eindigt op .html, .pdf of .odt");
    rc = bestand_lees(call->a, str_cstr(call->a, pad), RAPPORT_BYTES_MAX, &sjabloon, e);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = rapport_maak(b.c, call->a, b.g, command_value(call, "ronde"), pad, sjabloon, &r, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    if (!rc)
        rc = vorm(call->a, r, uit, &bytes, e);
    if (!rc)
        rc = rapport_schrijf(str_cstr(call->a, uit), bytes, e);
    if (!rc)
        printf("%.*s: %zu cijfers in de tekst, %zu tabellen en figuren\ngegevens %.*s\nsjabloon %.*s\n",
               STR_ARG(uit), r->cijfer.n, r->stuk.n, STR_ARG(r->gegevens_som), STR_ARG(r->sjabloon_som));
    return rc;
}

static const struct command_option opties_rapport[] = {
    OPTION_DB,
    {"ronde", "CODE", "de ronde waarover het rapport gaat", true, false, false},
    {"sjabloon", "BESTAND", "Markdown met verwijzingen als {{aantal vraag=keuze}}", true, false, false},
    {"uit", "BESTAND", "waar het rapport komt: .html, .pdf of .odt", true, false, false},
    {0}};

const struct command rapport_commands[] = {
    {"ronde", "rapport", "Maakt een rapport van een ronde uit een sjabloon",
     "Elk cijfer in de tekst wordt geteld. Onder het rapport staan de kenmerken van antwoorden en sjabloon: "
     "zijn die "
     "gelijk, dan is het rapport het ook. Voor .pdf is Chromium nodig.",
     rapport_cmd, opties_rapport},
    {0}};
