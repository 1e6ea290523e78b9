/* SPDX-License-Identifier: EUPL-1.2
 * The template workbook of a soort, made of the table of columns that its importer reads by: so what a
 * template asks is what is read. Its example row and the sheets beside the one to fill in are known to the
 * importer (import.h) and passed over. */
#include "route/sjabloon.h"

#include "doc/xlsx_form.h"

enum { LIJSTEN_MAX = 20, JAREN = 10, FASEN = 3, REGELS_MAX = 120 };

struct maker {
    struct arena *a;
    const struct importeur *imp;
    const struct onderwerp *onderwerpen;
    size_t n_onderwerpen;
    int jaar;
    struct xlsx_form_list lijst[LIJSTEN_MAX];
    size_t n_lijst;
    VEC(struct xlsx_form_column) kolom;
    struct str regel[REGELS_MAX][4];
    size_t n_regel;
};

/* The codes that may stand in a column, as a list; -1: any text. */
static int lijst_van(struct maker *m, const struct kolom *k)
{
    VEC(struct str) v = {0};
    struct str rest, vorige = STR("-");

    if (m->n_lijst == LIJSTEN_MAX)
        return -1;
    if (k->type == KOLOM_IS_WONINGTYPE)
        for (const struct woord_code *w = woningtype_woorden; w->woord; w++) {
            struct str code = *w->code ? str_from(w->code) : STR("totaal");

            if (*w->woord && !str_eq(code, vorige))
                VEC_PUSH(m->a, &v, code);
            vorige = code;
        }
    else if (k->type == KOLOM_IS_STATUS)
        for (int i = STATUS_GEEN + 1; i < STATUS_AANTAL; i++)
            VEC_PUSH(m->a, &v, cijfer_status_naam((enum cijfer_status)i));
    else if (k->type == KOLOM_IS_PLANSTATUS)
        for (int i = 0; i < PLANSTATUS_CODES; i++)
            VEC_PUSH(m->a, &v, str_from(planstatus_codes[i]));
    else if (k->type == KOLOM_IS_ONDERWERP)
        for (size_t i = 0; i < m->n_onderwerpen; i++)
            VEC_PUSH(m->a, &v, m->onderwerpen[i].code);
    else if (k->type == KOLOM_IS_KEUZE)
        for (int i = 0; i < k->n_woorden; i++)
            VEC_PUSH(m->a, &v, str_cut(str_from(k->woorden[i]), '|', &rest));
    if (!v.n)
        return -1;
    m->lijst[m->n_lijst] = (struct xlsx_form_list){kolom_kopnaam(m->a, k, 0, 0), v.at, v.n};
    return (int)m->n_lijst++;
}

static void kolom_bij(struct maker *m, const struct kolom *k, int lijst, int van, int tot)
{
    VEC_PUSH(m->a, &m->kolom,
             ((struct xlsx_form_column){.head = kolom_kopnaam(m->a, k, van, tot),
                                        .help = str_from(k->uitleg),
                                        .example = str_from(k->voorbeeld),
                                        .kind = k->type == KOLOM_IS_GETAL   ? FORM_NUMBER
                                                : k->type == KOLOM_IS_JAAR  ? FORM_YEAR
                                                : k->type == KOLOM_IS_DATUM ? FORM_DATE
                                                                            : FORM_TEXT,
                                        .list = lijst,
                                        .required = k->verplicht}));
}

/* A column a year: as the forms of the field have them, ten years and two spans of five, or phases of five.
 */
static void jaren_bij(struct maker *m, const struct kolom *k)
{
    struct kolom later = *k;

    later.voorbeeld = "0";
    if (k->jaren == JAREN_STREEP) {
        later.voorbeeld = NULL;
        for (int i = 0; i < FASEN; i++)
            kolom_bij(m, &later, -1, m->jaar + 5 * i, i + 1 < FASEN ? m->jaar + 5 * i + 4 : KOLOM_JAAR_OPEN);
        return;
    }
    for (int i = 0; i < JAREN; i++)
        kolom_bij(m, i ? &later : k, -1, m->jaar + i, m->jaar + i);
    for (int i = 0; i < 2; i++)
        kolom_bij(m, &later, -1, m->jaar + JAREN + 5 * i, m->jaar + JAREN + 5 * i + 4);
}

static void regel_bij(struct maker *m, struct str a, struct str b, struct str c, struct str d)
{
    if (m->n_regel == REGELS_MAX)
        return;
    m->regel[m->n_regel][0] = a;
    m->regel[m->n_regel][1] = b;
    m->regel[m->n_regel][2] = c;
    m->regel[m->n_regel++][3] = d;
}

static void regels_bij(struct maker *m, const char *invullen)
{
    const struct str geen = STR("");

    regel_bij(m, str_fmt(m->a, "%s: sjabloon", m->imp->naam), geen, geen, geen);
    regel_bij(m, str_from(m->imp->uitleg), geen, geen, geen);
    regel_bij(m, str_from(invullen), geen, geen, geen);
    regel_bij(m, STR("Laat een cel leeg als het getal er niet is. Vul 0 in als het 0 is."), geen, geen, geen);
    regel_bij(m, STR("Dit blad en het blad met codelijsten worden niet gelezen."), geen, geen, geen);
    regel_bij(m, geen, geen, geen, geen);
}

static struct str woorden_van(struct maker *m, int lijst)
{
    struct buf b;

    buf_init(&b, m->a, 600);
    for (size_t i = 0; lijst >= 0 && i < m->lijst[lijst].n && b.n < 500; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(m->lijst[lijst].at[i]));
    return buf_str(&b);
}

static int tabel_maak(struct maker *m, struct str *ret, struct err *e)
{
    struct xlsx_form f = {.name = STR("Invullen"),
                          .mark = STR(SJABLOON_VOORBEELD),
                          .text_name = STR(SJABLOON_TOELICHTING),
                          .lists_name = STR(SJABLOON_CODES),
                          .list = m->lijst,
                          .text = m->regel};

    regels_bij(
        m,
        "Vul het blad “Invullen” in, vanaf rij 3. De grijze rij is een verzonnen voorbeeld; zij wordt niet "
        "meegelezen en mag weg.");
    regel_bij(m, STR("kolom"), STR("verplicht"), STR("wat u invult"), STR("woorden die mogen"));
    for (int i = 0; i < m->imp->n_kolom; i++) {
        const struct kolom *k = &m->imp->kolom[i];
        int lijst = lijst_van(m, k);

        regel_bij(m, str_fmt(m->a, "%.*s%s", STR_ARG(kolom_kopnaam(m->a, k, 0, 0)), k->jaren ? "…" : ""),
                  k->verplicht ? STR("ja") : STR("nee"), str_from(k->uitleg), woorden_van(m, lijst));
        if (k->jaren)
            jaren_bij(m, k);
        else
            kolom_bij(m, k, lijst, 0, 0);
    }
    f.column = m->kolom.at;
    f.n = m->kolom.n;
    f.n_lists = m->n_lijst;
    f.n_text = m->n_regel;
    return xlsx_form_write(m->a, &f, ret, e);
}

/* One plan a sheet: a sheet to fill in, and one that is an example. */
static int bladen_maak(struct maker *m, struct str *ret, struct err *e)
{
    struct xlsx_form_sheet blad[2] = {{.name = STR("Plan 1")}, {.name = STR(SJABLOON_VOORBEELD_BLAD)}};
    struct xlsx_form f = {.sheet = blad,
                          .n_sheets = 2,
                          .text_name = STR(SJABLOON_TOELICHTING),
                          .lists_name = STR(SJABLOON_CODES),
                          .list = m->lijst,
                          .text = m->regel};

    regels_bij(m, "Vul voor elk plan een blad in, als het blad “Plan 1”; kopieer het voor meer plannen. Het "
                  "blad met het "
                  "verzonnen voorbeeld wordt niet meegelezen en mag weg.");
    m->n_lijst = planmonitor_bladen(m->a, m->jaar, m->lijst, LIJSTEN_MAX, blad);
    f.n_lists = m->n_lijst;
    f.n_text = m->n_regel;
    return xlsx_form_write(m->a, &f, ret, e);
}

bool sjabloon_kan(const struct importeur *imp)
{
    return imp->n_kolom || str_is(str_from(imp->soort), "planmonitor");
}

int sjabloon_maak(struct arena *a, const struct importeur *imp, const struct onderwerp *onderwerpen,
                  size_t n_onderwerpen, int jaar, struct str *ret, struct err *e)
{
    struct maker *m = ARENA_NEW(a, struct maker);

    *m = (struct maker){
        .a = a, .imp = imp, .onderwerpen = onderwerpen, .n_onderwerpen = n_onderwerpen, .jaar = jaar};
    if (!sjabloon_kan(imp))
        return err_set(e, ERR_NOT_FOUND,
                       "Van de soort “%s” is er geen sjabloon: dat bestand komt uit een ander programma.",
                       imp->soort);
    return imp->n_kolom ? tabel_maak(m, ret, e) : bladen_maak(m, ret, e);
}
