/* SPDX-License-Identifier: EUPL-1.2
 * The kennisbank: its words, and what an item must be. No SQL. */
#include "kennisbank/kennis.h"

#include "base/num.h"
#include "doc/markdown.h"
#include "tabel/rd.h"

const char *const kennis_staten[KENNIS_STATEN] = {"concept", "gepubliceerd", "ingetrokken"};

const struct kennis_lijst_naam kennis_lijsten[LIJSTEN] = {
    [LIJST_SOORT] = {"soort", "Soort", "Alle soorten"},
    [LIJST_THEMA] = {"thema", "Thema", "Alle thema's"},
    [LIJST_WONINGTYPE] = {"woningtype", "Woningtype", "Alle woningtypen"},
};

const struct kennis_orde_naam kennis_orden[ORDES] = {
    [ORDE_RELEVANT] = {"relevant", "Meest van toepassing eerst"},
    [ORDE_DATUM] = {"datum", "Nieuwste eerst"},
    [ORDE_TITEL] = {"titel", "Op titel"},
};

bool kennis_staat_lees(struct str code, enum kennis_staat *ret)
{
    for (int i = 0; i < KENNIS_STATEN; i++)
        if (str_is(code, kennis_staten[i])) {
            *ret = (enum kennis_staat)i;
            return true;
        }
    return false;
}

const struct kennis_woord *kennis_woord_bij(const struct kennis_woorden *w, enum kennis_lijst l,
                                            struct str code)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].lijst == l && str_eq(w->at[i].code, code))
            return &w->at[i];
    return NULL;
}

struct str kennis_woord_naam(const struct kennis_woorden *w, enum kennis_lijst l, struct str code)
{
    const struct kennis_woord *x = kennis_woord_bij(w, l, code);

    return x ? x->naam : code;
}

bool kennis_heeft(const struct kennis *k, enum kennis_lijst l, struct str code)
{
    if (l == LIJST_SOORT)
        return str_eq(k->soort, code);
    for (size_t i = 0; i < k->n_label[l]; i++)
        if (str_eq(k->label[l][i], code))
            return true;
    return false;
}

bool kennis_mag(const struct kennis_zicht *z, int64_t partij)
{
    if (z->alles)
        return true;
    for (size_t i = 0; i < z->n; i++)
        if (z->partij[i] == partij)
            return true;
    return false;
}

/* ---- what an item must be ---- */

bool kennis_adres_goed(struct str s)
{
    bool web = str_starts(s, STR("https://")) || str_starts(s, STR("http://"));

    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '"' || s.p[i] == '<' || s.p[i] == '>' ||
            s.p[i] == '\\' || s.p[i] == 0x7F)
            return false;
    return web && s.n > 10 && s.n <= KENNIS_ADRES_MAX;
}

bool kennis_graad_lees(struct arena *a, struct str s, int64_t *ret)
{
    char *p = arena_alloc(a, s.n + 1);
    struct str t = {p, s.n};
    struct dec d;
    size_t punt;

    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] == ',' ? '.' : s.p[i];
    punt = str_index(t, '.');
    t = str_sub(t, 0, punt + 7); /* a millionth of a degree is a decimetre */
    return s.n > 0 && s.n < 25 && dec_parse(t, '.', &d) && dec_rescale(d, 6, ret);
}

struct str kennis_graad_tekst(struct arena *a, int64_t v)
{
    return str_fmt(a, "%s%lld.%06lld", v < 0 ? "-" : "", (long long)((v < 0 ? -v : v) / KENNIS_GRAAD),
                   (long long)((v < 0 ? -v : v) % KENNIS_GRAAD));
}

static bool een_regel(struct str s, size_t most)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ')
            return false;
    return s.n <= most;
}

static void fout_als(struct kennis_fouten *f, bool mis, const char *veld, struct str wat)
{
    if (mis && f->n < KENNIS_FOUTEN_MAX)
        f->at[f->n++] = (struct kennis_fout){veld, wat};
}

/* Of each list the first word that is not in it. */
static void labels_keur(const struct kennis *k, const struct kennis_woorden *w, struct arena *a,
                        struct kennis_fouten *f)
{
    for (int l = LIJST_THEMA; l < LIJSTEN; l++)
        for (size_t i = 0; i < k->n_label[l]; i++)
            if (!kennis_woord_bij(w, (enum kennis_lijst)l, k->label[l][i])) {
                fout_als(f, true, kennis_lijsten[l].code,
                         str_fmt(a, "“%.*s” is geen %s dat wij kennen.",
                                 STR_ARG(utf8_clip(k->label[l][i], 40)), kennis_lijsten[l].code));
                break;
            }
    fout_als(f, !k->n_label[LIJST_THEMA], "thema", STR("Kies minstens één thema."));
}

static void bron_keur(const struct kennis *k, struct kennis_fouten *f)
{
    fout_als(f, !k->bron.n || !een_regel(k->bron, KENNIS_KORT_MAX), "bron",
             STR("Zeg van welke organisatie dit komt, in hoogstens 300 tekens."));
    fout_als(f, k->bron_adres.n && !kennis_adres_goed(k->bron_adres), "bron_adres",
             STR("Geef een webadres dat met https:// of http:// begint."));
    fout_als(f, k->bron_datum > date_today(), "bron_datum",
             STR("De datum van de bron moet al geweest zijn."));
}

static void plaats_keur(const struct kennis *k, struct kennis_fouten *f)
{
    fout_als(f, !een_regel(k->plek, KENNIS_KORT_MAX), "plek", STR("Houd de plek bij 300 tekens."));
    fout_als(f,
             k->heeft_punt &&
                 !rd_lengte_breedte_past((double)k->lengte / KENNIS_GRAAD, (double)k->breedte / KENNIS_GRAAD),
             "lengte",
             STR("Dit punt ligt niet in Nederland: verwacht een lengte als 5,98 en een breedte als 50,88."));
}

void kennis_keur(const struct kennis *k, const struct kennis_woorden *w, struct arena *a,
                 struct kennis_fouten *ret)
{
    struct knoop *boom;
    struct err e;

    *ret = (struct kennis_fouten){0};
    fout_als(ret, !kennis_woord_bij(w, LIJST_SOORT, k->soort), "soort", STR("Kies wat voor soort dit is."));
    fout_als(ret, !k->titel.n || !een_regel(k->titel, KENNIS_TITEL_MAX), "titel",
             STR("Geef een titel van hoogstens 200 tekens."));
    fout_als(ret, !k->samenvatting.n || k->samenvatting.n > KENNIS_SAMENVATTING_MAX, "samenvatting",
             STR("Vat het samen, in hoogstens 800 tekens."));
    if (k->tekst.n > KENNIS_TEKST_MAX)
        fout_als(ret, true, "tekst", STR("Houd de tekst bij 20.000 tekens; voeg meer toe als document."));
    else if (markdown_lees(a, k->tekst, &boom, &e))
        fout_als(ret, true, "tekst", str_dup(a, str_from(e.text)));
    labels_keur(k, w, a, ret);
    plaats_keur(k, ret);
    bron_keur(k, ret);
    fout_als(ret, !een_regel(k->reden, KENNIS_KORT_MAX), "reden", STR("Houd de reden bij 300 tekens."));
}
