/* SPDX-License-Identifier: EUPL-1.2
 * A table of cijfers as a tree: what CSV, XLSX, JSON and the pages are made from. */
#include "cijfer/cijfer.h"

#include "base/num.h"

struct str cijfer_gebied_naam(struct arena *a, const struct cijfer_uitkomst *u)
{
    struct buf b;

    if (u->leden == u->leden_heel)
        return u->gebied->naam;
    buf_init(&b, a, 600);
    buf_fmt(&b, "%.*s (%zu van %zu gemeenten", STR_ARG(u->gebied->naam), u->leden, u->leden_heel);
    for (size_t i = 0; u->leden <= 4 && i < u->leden; i++)
        buf_fmt(&b, "%s%.*s", !i ? ": " : i + 1 == u->leden ? " en " : ", ", STR_ARG(u->lid[i]->naam));
    buf_char(&b, ')');
    return buf_str(&b);
}

struct str cijfer_twijfel(struct arena *a, const struct cijfer_uitkomst *u)
{
    if (!(u->vlag & VLAG_TWIJFEL))
        return STR("");
    if (u->cijfer_id)
        return STR("na te kijken");
    return str_fmt(a, "na te kijken: over %d van de cijfers hieronder is een bevinding", u->twijfels);
}

struct str cijfer_opmerking(struct arena *a, const struct cijfer_uitkomst *u, int schaal)
{
    struct buf b;

    buf_init(&b, a, 500);
    if (u->vlag & VLAG_VERZONNEN)
        buf_lit(&b, "verzonnen");
    if (u->vlag & VLAG_TWIJFEL)
        buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(cijfer_twijfel(a, u)));
    if (u->vlag & VLAG_ONGEVEER)
        buf_fmt(&b, "%songeveer, volgens de bron", b.n ? "; " : "");
    if (u->vlag & VLAG_OMGEREKEND)
        buf_fmt(&b, "%somgerekend over een herindeling", b.n ? "; " : "");
    if (u->buiten_deels)
        buf_fmt(&b, "%s%.*s meer als alles met jaren deels buiten het venster meetelt", b.n ? "; " : "",
                STR_ARG(num_nl(a, u->buiten_deels, schaal)));
    if (u->heeft && (u->vlag & VLAG_DEEL_ONDERDRUKT))
        buf_fmt(&b, "%seen deel is niet openbaar en telt niet mee", b.n ? "; " : "");
    return buf_str(&b);
}

static struct doc *rij_doc(struct arena *a, const struct cijfer_tabel *t, const struct cijfer_uitkomst *u)
{
    struct doc *r = doc_map(a);

    DOC_SET_STR(a, r, "gebied", u->gebied->code);
    DOC_SET_STR(a, r, "naam", cijfer_gebied_naam(a, u));
    DOC_SET(a, r, "waarde", u->heeft ? doc_int(a, u->waarde) : doc_null(a));
    DOC_SET_INT(a, r, "aanwezig", u->aanwezig);
    DOC_SET_INT(a, r, "verwacht", u->verwacht);
    DOC_SET_STR(a, r, "eenheid", t->onderwerp.eenheid);
    DOC_SET_STR(a, r, "periodeVan", date_iso(a, u->periode_van));
    DOC_SET_STR(a, r, "periodeTot", date_iso(a, u->periode_tot));
    DOC_SET_STR(a, r, "status", cijfer_status_naam(u->status));
    DOC_SET_STR(a, r, "ontbreekt", u->heeft ? STR("") : cijfer_ontbreekt_naam(u->ontbreekt));
    DOC_SET_STR(a, r, "bron", u->bron ? u->bron->code : STR(""));
    DOC_SET_STR(a, r, "opmerking", cijfer_opmerking(a, u, t->onderwerp.schaal));
    DOC_SET_STR(a, r, "herkomst", cijfer_adres(a, &t->vraag, u));
    return r;
}

struct doc *cijfer_tabel_doc(struct arena *a, const struct cijfer_tabel *t)
{
    static const char *const kolommen[][3] = {
        {"gebied", "Code", "tekst"},       {"naam", "Gebied", "tekst"},
        {"waarde", "Waarde", "getal"},     {"aanwezig", "Aanwezig", "getal"},
        {"verwacht", "Verwacht", "getal"}, {"eenheid", "Eenheid", "tekst"},
        {"periodeVan", "Van", "datum"},    {"periodeTot", "Tot en met", "datum"},
        {"status", "Status", "tekst"},     {"ontbreekt", "Ontbreekt", "tekst"},
        {"bron", "Bron", "tekst"},         {"opmerking", "Opmerking", "tekst"},
        {"herkomst", "Herkomst", "tekst"}};
    struct doc *d = doc_map(a), *k = doc_list(a), *rijen, *voet;

    DOC_SET_STR(a, d, "titel", t->onderwerp.naam);
    DOC_SET(a, d, "kolommen", k);
    for (size_t i = 0; i < sizeof kolommen / sizeof *kolommen; i++) {
        struct doc *x = doc_add(a, k, doc_map(a));

        DOC_SET_STR(a, x, "code", str_from(kolommen[i][0]));
        DOC_SET_STR(a, x, "titel", str_from(kolommen[i][1]));
        DOC_SET_STR(a, x, "soort", str_from(kolommen[i][2]));
        if (str_is(str_from(kolommen[i][0]), "waarde")) {
            DOC_SET_STR(a, x, "eenheid", t->onderwerp.eenheid);
            DOC_SET_INT(a, x, "schaal", t->onderwerp.schaal);
        }
    }
    rijen = DOC_SET(a, d, "rijen", doc_list(a));
    for (size_t i = 0; i < t->n; i++)
        doc_add(a, rijen, rij_doc(a, t, &t->rij[i]));
    voet = DOC_SET(a, d, "voet", doc_list(a));
    doc_add(a, voet,
            doc_str(a, str_fmt(a, "Onderwerp: %.*s, in %.*s. %.*s", STR_ARG(t->onderwerp.naam),
                               STR_ARG(t->onderwerp.eenheid), STR_ARG(t->onderwerp.omschrijving))));
    if (t->onderwerp.definitieset_naam.n)
        doc_add(a, voet, doc_str(a, str_fmt(a, "Definitie: %.*s", STR_ARG(t->onderwerp.definitieset_naam))));
    doc_add(a, voet,
            doc_str(a, str_fmt(a, "Peildatum: %.*s; gemeentelijke indeling van %.*s",
                               STR_ARG(date_nl(a, t->vraag.peildatum)),
                               STR_ARG(date_nl(a, t->vraag.gebiedsdatum)))));
    if (t->vraag.venster_tot || t->vraag.venster_van)
        doc_add(
            a, voet,
            doc_str(a, str_fmt(a, "Venster: %d tot en met %d", t->vraag.venster_van, t->vraag.venster_tot)));
    doc_add(a, voet,
            doc_str(a, str_fmt(a, "Totaal: %.*s (%d van %d gebieden met een cijfer)",
                               STR_ARG(cijfer_tekst(a, &t->totaal, t->onderwerp.schaal)), t->totaal.aanwezig,
                               t->totaal.verwacht)));
    if (t->niet_omgerekend)
        doc_add(a, voet,
                doc_str(a, str_fmt(a,
                                   "%zu cijfers zijn gemeten op gemeenten die niet naar deze indeling zijn "
                                   "om te rekenen; ze tellen niet mee",
                                   t->niet_omgerekend)));
    return d;
}
