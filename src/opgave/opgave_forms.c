/* SPDX-License-Identifier: EUPL-1.2
 * The forms on the page of an opgave: what its reader may do now, and no more. */
#include "opgave/intern.h"

#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

/* Of a choice nothing is chosen beforehand: what one says on behalf of an organisation is said by oneself. */
static void kies_bij(struct vel *v, struct doc *keuzes, struct str nu)
{
    optie_bij(v->p.a, keuzes, STR(""), STR("Kies"), nu);
}

static void typen_bij(struct vel *v, struct doc *f, const char *id)
{
    struct str nu = form_tekst(v->p.q, id);
    struct doc *k = form_veld(v, f, id, "Welk woningtype?", NULL, "is_keuze", STR(""));

    kies_bij(v, k, nu);
    for (int i = 0; i < OPGAVE_TYPEN; i++)
        optie_bij(v->p.a, k, str_from(opgave_typen[i]), str_from(opgave_typen[i]), nu);
}

static void gemeenten_bij(struct vel *v, struct doc *f, const struct opgave_dossier *x, const char *id,
                          const char *label, const char *niets, struct str eigen)
{
    struct str nu = doc_get(v->p.q->form, str_from(id)) ? form_tekst(v->p.q, id) : eigen;
    struct doc *k = form_veld(v, f, id, label, NULL, "is_keuze", STR(""));

    if (niets)
        optie_bij(v->p.a, k, STR(""), str_from(niets), nu);
    for (size_t i = 0; i < x->n; i++)
        optie_bij(v->p.a, k, x->deel[i].gebied->code, x->deel[i].gebied->naam, nu);
}

/* The gemeente that the reader speaks for: of the only own organisation that is one; else none. */
static int eigen_gemeente(struct vel *v, const struct partij *p, size_t n, struct str *ret, struct err *e)
{
    struct partij een;
    size_t gemeenten = 0;
    int rc = OK;

    *ret = STR("");
    for (size_t i = 0; !rc && i < n; i++) {
        if (!str_is(p[i].soort, "gemeente"))
            continue;
        rc = partij_lees(v->p.c, v->p.a, p[i].id, &een, e);
        if (!rc)
            *ret = gemeenten++ ? STR("") : een.cbs;
    }
    return rc;
}

static void namens_bij(struct vel *v, struct doc *f, const struct partij *p, size_t n)
{
    struct str nu = form_tekst(v->p.q, "namens");
    struct doc *k;

    if (n == 1) {
        form_verborgen(v, f, "namens", str_fmt(v->p.a, "%lld", (long long)p->id));
        return;
    }
    k = form_veld(v, f, "namens", "Namens welke organisatie?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        optie_bij(v->p.a, k, str_fmt(v->p.a, "%lld", (long long)p[i].id), p[i].naam, nu);
}

int opgave_eigen(struct vel *v, const struct opgave_dossier *x, const char *soort, const struct partij **ret,
                 size_t *ret_n, struct err *e)
{
    const struct wie *w = wie_van(v->p.q);
    const struct publicatie_partij *k = NULL;
    struct partij *uit;
    size_t n = 0;
    int rc = x->publicatie ? publicatie_partijen_lees(v->p.c, v->p.a, x->publicatie, &k, &n, e) : OK;

    uit = ARENA_ARRAY(v->p.a, struct partij, n + 1);
    *ret_n = 0;
    for (size_t i = 0; !rc && i < n; i++)
        if (wie_hoort_bij(w, k[i].partij) && (!soort || str_is(k[i].soort, soort)))
            uit[(*ret_n)++] = (struct partij){.id = k[i].partij, .naam = k[i].naam, .soort = k[i].soort};
    *ret = uit;
    return rc;
}

/* ---- for the partijen ---- */

static int zienswijze_form(struct vel *v, const struct opgave_dossier *x, const struct partij *p, size_t n,
                           struct err *e)
{
    struct str eigen;
    struct doc *f;
    int rc = eigen_gemeente(v, p, n, &eigen, e);

    if (rc)
        return rc;
    f = form_bij(
        v,
        blok_bij(v, "zienswijze", STR("Niet mee eens? Dien een zienswijze in"),
                 STR("Zeg waarom, en wat dat laat zien. Noem zo mogelijk het getal dat u juist vindt.")),
        opgave_adres(v->p.a, x->o.id, "/zienswijze"), "Dien in");
    DOC_SET_BOOL(v->p.a, f, "is_upload", true);
    namens_bij(v, f, p, n);
    gemeenten_bij(v, f, x, "gemeente", "Over welke gemeente?", "Kies", eigen);
    typen_bij(v, f, "type");
    form_veld(v, f, "eigen", "Welk aantal vindt u juist?", "Een heel getal.", "is_tekst", STR(""));
    form_vrij(v, f);
    form_veld(v, f, "gronden", "Waarom?", NULL, "is_lang", STR(""));
    form_veld(v, f, "bewijs", "Wat laat dat zien?",
              "Een onderzoek, een prognose, een besluit: noem het en waar het staat.", "is_tekst", STR(""));
    form_vrij(v, f);
    DOC_SET_STR(v->p.a,
                form_veld(v, f, "stuk", "Bewijs als document", "Hoogstens 20 MB.", "is_bestand", STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_vrij(v, f);
    return OK;
}

static void oordeel_form(struct vel *v, const struct opgave_dossier *x, const struct partij *p, size_t n)
{
    struct str nu = form_tekst(v->p.q, "oordeel");
    struct doc *f = form_bij(
                   v, blok_bij(v, "oordeel-zet", STR("Komt dit overeen met wat u zelf ziet?"), STR("")),
                   opgave_adres(v->p.a, x->o.id, "/oordeel"), "Bewaar uw oordeel"),
               *k;

    namens_bij(v, f, p, n);
    k = form_veld(v, f, "oordeel", "De opgave", NULL, "is_keuze", STR(""));
    kies_bij(v, k, nu);
    optie_bij(v->p.a, k, STR("overeen"), STR("komt overeen met onze eigen cijfers"), nu);
    optie_bij(v->p.a, k, STR("niet_overeen"), STR("komt niet overeen met onze eigen cijfers"), nu);
    form_veld(v, f, "oordeel_gronden", "Waarom?", "Nodig als het niet overeenkomt.", "is_lang", STR(""));
    form_vrij(v, f);
}

static void toets_form(struct vel *v, const struct opgave_dossier *x, const struct partij *p, size_t n)
{
    struct str nu = form_tekst(v->p.q, "uitkomst");
    bool zorg = str_is(p->soort, "zorgkantoor");
    struct doc *f = form_bij(v,
                             blok_bij(v, "toets-zet", STR("Uw toets"),
                                      zorg ? STR("Kan de zorg die bij deze woningen hoort geleverd worden?")
                                           : STR("Is deze opgave voor u haalbaar?")),
                             opgave_adres(v->p.a, x->o.id, "/toets"), "Bewaar de toets"),
               *k;

    namens_bij(v, f, p, n);
    k = form_veld(v, f, "uitkomst", "Uitkomst", NULL, "is_keuze", STR(""));
    kies_bij(v, k, nu);
    optie_bij(v->p.a, k, STR("ja"), STR("ja"), nu);
    optie_bij(v->p.a, k, STR("voorwaarden"), STR("ja, onder voorwaarden"), nu);
    optie_bij(v->p.a, k, STR("nee"), STR("nee"), nu);
    form_veld(v, f, "toets_naam", "Wie staat hiervoor?", "Naam of functie.", "is_tekst", STR(""));
    form_veld(v, f, "toets_datum", "Op welke dag?", NULL, "is_datum", date_iso(v->p.a, date_today()));
    form_veld(v, f, "toets_bij", "Toelichting", NULL, "is_lang", STR(""));
    form_vrij(v, f);
}

/* ---- for who steers ---- */

static void consulteer_form(struct vel *v, const struct opgave_dossier *x)
{
    struct doc *f = form_bij(
        v,
        blok_bij(v, "consulteer", STR("Breng in consultatie"),
                 STR("Het concept wordt bekendgemaakt aan alle organisaties van deze soorten die in het "
                     "gebied werken. Daarna kan iedereen een zienswijze indienen.")),
        opgave_adres(v->p.a, x->o.id, "/consultatie"), "Maak bekend en open de consultatie");

    form_veld(v, f, "van", "Vanaf", NULL, "is_datum", date_iso(v->p.a, date_today()));
    form_veld(v, f, "tot", "Tot en met", NULL, "is_datum", date_iso(v->p.a, date_add(date_today(), 42)));
    form_soorten(v, f);
}

/* Two forms on the page ask for a move: with names of their own, for a name is the id of its field. */
static void verschuif_velden(struct vel *v, struct doc *f, const struct opgave_dossier *x, bool vrij)
{
    gemeenten_bij(v, f, x, vrij ? "van_gemeente" : "verschuif_van", "Van welke gemeente gaat af?",
                  vrij ? "niets verschuift" : "geen: de som wordt groter", STR(""));
    gemeenten_bij(v, f, x, vrij ? "naar_gemeente" : "verschuif_naar", "Naar welke gemeente gaat het?",
                  "geen: de som wordt kleiner", STR(""));
    form_veld(v, f, vrij ? "aantal" : "verschuif_aantal", "Hoeveel woningen?", NULL, "is_tekst", STR(""));
    if (vrij)
        form_vrij(v, f);
}

static void antwoord_form(struct vel *v, const struct opgave_dossier *x)
{
    struct str nu = form_tekst(v->p.q, "zienswijze"), besluit = form_tekst(v->p.q, "besluit");
    struct doc *f, *k;

    if (!x->n_open)
        return;
    f = form_bij(v,
                 blok_bij(v, "antwoord-zet", STR("Beantwoord een zienswijze"),
                          STR("Wat bij de ene gemeente af gaat, gaat naar een andere: zo blijft de som van "
                              "de regio gelijk.")),
                 opgave_adres(v->p.a, x->o.id, "/antwoord"), "Beantwoord");
    k = form_veld(v, f, "zienswijze", "Welke?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < x->n_zienswijze; i++)
        if (!x->zienswijze[i].besluit.n)
            optie_bij(v->p.a, k, str_fmt(v->p.a, "%lld", (long long)x->zienswijze[i].id),
                      str_fmt(v->p.a, "%zu: %.*s, %s", i + 1, STR_ARG(x->zienswijze[i].partij_naam),
                              opgave_typen[x->zienswijze[i].type]),
                      nu);
    k = form_veld(v, f, "besluit", "Besluit", NULL, "is_keuze", STR(""));
    kies_bij(v, k, besluit);
    optie_bij(v->p.a, k, STR("overgenomen"), STR("overgenomen"), besluit);
    optie_bij(v->p.a, k, STR("deels"), STR("deels overgenomen"), besluit);
    optie_bij(v->p.a, k, STR("niet"), STR("niet overgenomen"), besluit);
    form_veld(v, f, "antwoord", "Antwoord, met de redenen", NULL, "is_lang", STR(""));
    verschuif_velden(v, f, x, true);
}

static void verschuif_form(struct vel *v, const struct opgave_dossier *x)
{
    struct doc *blok =
                   blok_bij(v, "verschuif", STR("Verschuif woningen"),
                            STR("Los van een zienswijze, bijvoorbeeld na overleg. De reden staat erbij.")),
               *f = form_bij(v, blok, opgave_adres(v->p.a, x->o.id, "/verschuif"), "Verschuif");

    blok_klap_in(v, blok, STR("Vul een verschuiving in"), v->fout.n > 0);
    form_verborgen(v, f, "na",
                   str_fmt(v->p.a, "%lld",
                           (long long)(x->n_verschuiving ? x->verschuiving[x->n_verschuiving - 1].id : 0)));
    typen_bij(v, f, "verschuif_type");
    verschuif_velden(v, f, x, false);
    form_veld(v, f, "reden", "Waarom?", NULL, "is_lang", STR(""));
}

int opgave_nog_open(struct vel *v, const struct opgave_dossier *x, struct str *ret, bool *ret_toch,
                    struct err *e)
{
    struct arena *a = v->p.a;
    int64_t dagen = (int64_t)date_days(x->o.tot) - date_days(date_today());
    struct publicatie k = {0};
    struct buf b;
    int rc = x->publicatie ? publicatie_lees(v->p.c, v->p.g, a, x->publicatie, &k, e) : OK;

    if (rc)
        return rc;
    buf_init(&b, a, 1000);
    if (dagen > 0)
        buf_fmt(&b, " De consultatie loopt nog %lld %s, tot en met %.*s.", (long long)dagen,
                dagen == 1 ? "dag" : "dagen", STR_ARG(date_nl(a, x->o.tot)));
    else if (!dagen)
        buf_lit(&b, " De consultatie loopt nog de hele dag van vandaag.");
    if (k.gezien < k.n)
        buf_fmt(&b, " %lld van de %lld organisaties %s dat zij dit %s.", (long long)k.gezien, (long long)k.n,
                k.gezien == 1 ? "bevestigde" : "bevestigden", k.gezien == 1 ? "zag" : "zagen");
    if (x->n_open)
        buf_fmt(&b, " %zu %s nog geen antwoord.", x->n_open,
                x->n_open == 1 ? "zienswijze heeft" : "zienswijzen hebben");
    *ret = str_trim(buf_str(&b));
    *ret_toch = dagen >= 0 || k.gezien * 2 < k.n;
    return OK;
}

static int besluit_form(struct vel *v, const struct opgave_dossier *x, struct err *e)
{
    struct arena *a = v->p.a;
    struct str open;
    struct doc *f;
    bool toch;
    int rc = opgave_nog_open(v, x, &open, &toch, e);

    if (rc)
        return rc;
    f = form_bij(
        v,
        blok_bij(v, "stel-vast", STR("Stel vast"),
                 str_fmt(a, "%s%.*s%s%s", open.n ? "Nog open: " : "", STR_ARG(open), open.n ? " " : "",
                         x->n_open ? "Vaststellen kan zodra elke zienswijze beantwoord is."
                                   : "De aantallen worden cijfers van het onderwerp opgave, en iedereen aan "
                                     "wie het concept is bekendgemaakt krijgt het besluit.")),
        opgave_adres(a, x->o.id, "/vaststellen"), "Stel vast");
    form_veld(v, f, "besluit_bij", "Waarop berust het besluit?",
              "Bijvoorbeeld: bestuurlijk overleg van 12 juni.", "is_lang", STR(""));
    if (toch)
        form_veld(v, f, "toch_vaststellen", "Stel nu toch vast, al is dit nog open", NULL, "is_vinkje",
                  STR(""));
    return OK;
}

static void verval_form(struct vel *v, const struct opgave_dossier *x)
{
    struct doc *blok = blok_bij(v, "verval", STR("Laat vervallen"), STR("De opgave blijft te lezen.")),
               *f = form_bij(v, blok, opgave_adres(v->p.a, x->o.id, "/vervallen"), "Laat vervallen");

    blok_klap_in(v, blok, STR("Zeg waarom zij vervalt"), v->fout.n > 0);
    DOC_SET_BOOL(v->p.a, f, "is_gevaar", true);
    form_veld(v, f, "verval_reden", "Waarom?", NULL, "is_lang", STR(""));
}

int opgave_forms(struct vel *v, const struct opgave_dossier *x, struct err *e)
{
    const struct partij *eigen;
    int64_t bij;
    size_t n;
    date_t dag = date_today();
    bool redactie, levert = wie_bereik(wie_van(v->p.q), RECHT_LEVEREN, &bij) != BEREIK_GEEN;
    int rc = toegang_mag(v->p.c, wie_van(v->p.q), RECHT_REDACTIE, x->o.partij, &redactie, e);

    if (!rc)
        rc = opgave_eigen(v, x, NULL, &eigen, &n, e);
    if (rc || x->o.staat >= OPGAVE_VASTGESTELD)
        return rc;
    if (levert && n && x->o.staat == OPGAVE_CONSULTATIE) {
        oordeel_form(v, x, eigen, n);
        if (dag >= x->o.van && dag <= x->o.tot) {
            struct partij *ander = ARENA_ARRAY(v->p.a, struct partij, n + 1);
            size_t m = 0;

            for (size_t k = 0; k < n; k++) /* who steers it does not object to it */
                if (eigen[k].id != x->o.partij)
                    ander[m++] = eigen[k];
            if (m)
                rc = zienswijze_form(v, x, ander, m, e);
        }
        for (int k = 0; !rc && k < 2; k++) {
            rc = opgave_eigen(v, x, k ? "corporatie" : "zorgkantoor", &eigen, &n, e);
            if (!rc && n) {
                toets_form(v, x, eigen, n);
                break;
            }
        }
    }
    if (rc || !redactie)
        return rc;
    if (x->o.staat == OPGAVE_CONCEPT) {
        consulteer_form(v, x);
    } else {
        antwoord_form(v, x);
        rc = besluit_form(v, x, e);
        if (rc)
            return rc;
    }
    verschuif_form(v, x);
    verval_form(v, x);
    return OK;
}
