/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a template of a report, on a small ronde. What is taken becomes HTML and OpenDocument without
 * markup that the template brought; what is refused says so in words. */
#include "rapport/rapport.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static struct ui_set *ronde(struct arena *a)
{
    static const struct ui_optie opties[] = {{STR_INIT("ja"), STR_INIT("Ja")},
                                             {STR_INIT("nee"), STR_INIT("Nee")}};
    struct ui_set *s = ARENA_NEW(a, struct ui_set);
    struct ui_vraag *een, *meer, *getal;

    ui_set_init(s, a, 9);
    s->code = s->titel = STR("proef");
    for (size_t i = 0; i < s->n; i++)
        s->partij[i] =
            (struct ui_partij){.id = (int64_t)i, .code = STR("P"), .naam = STR("P"), .deelnemend = i > 0};
    een = ui_vraag_nieuw(s, a, UI_EEN, STR("een"), STR("Een"), opties, 2, 0);
    meer = ui_vraag_nieuw(s, a, UI_MEER, STR("meer"), STR("Meer"), opties, 2, 0);
    getal = ui_vraag_nieuw(s, a, UI_GETAL, STR("getal"), STR("Getal"), NULL, 0, 0);
    meer->openbaarheid = VL_GEAGGREGEERD;
    for (size_t i = 1; i < s->n; i++) {
        een->toestand[i] = meer->toestand[i] = getal->toestand[i] = UI_BEANTWOORD;
        een->keus[i] = (int16_t)(i % 2);
        ui_zet(meer, i, (size_t)(i % 3 == 0));
        getal->getal[i] = (int64_t)i * 7 - 20;
    }
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str html, odt;
    struct rapport *r;
    struct err e = {0};
    struct arena a;

    if (n > 4096)
        return 0;
    arena_init(&a, 0);
    if (rapport_van_set(&a, ronde(&a), STR("proef.md"), (struct str){(const char *)data, n}, &r, &e)) {
        eis(e.text[0] && utf8_valid(str_from(e.text)));
    } else {
        eis(!rapport_html(&a, r, &html, &e) && !rapport_odt(&a, r, &odt, &e));
        eis(utf8_valid(html) && !memmem(html.p, html.n, "<script", 7) &&
            !memmem(html.p, html.n, "href=\"javascript", 16));
    }
    arena_done(&a);
    return 0;
}
