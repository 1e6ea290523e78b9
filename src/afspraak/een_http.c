/* SPDX-License-Identifier: EUPL-1.2
 * One afspraak with its promises, documents and history, and what who keeps it may do. */
#include "afspraak/intern.h"

#include "doc/json.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

enum { BEELDEN_MAX = 8 /* pictures on one page */, SPOOR_MAX = 200 };

int akte_lees(struct http_req *q, struct akte *b, struct err *e)
{
    struct pagina *p = &b->v.p;
    struct str nr = doc_get_str(q->params, STR("nummer"));
    int64_t id, nummer = 0;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = afspraak_lees(p->c, p->g, p->a, b->blik.stand, id, &b->x, e);
    if (!rc)
        rc = afspraken_meet(p->c, p->g, p->a, &b->regels, &b->blik, b->x, 1, e);
    if (!rc)
        rc = toegang_mag(p->c, wie_van(q), RECHT_LEVEREN, b->x->partij, &b->mag, e);
    if (rc || !nr.n)
        return rc;
    rc = nummer_van(nr, &nummer, e);
    b->b = rc ? NULL : belofte_bij(b->x, nummer);
    return rc || b->b ? rc : err_set(e, ERR_NOT_FOUND, "deze belofte is er niet");
}

static const struct afspraak_boek *boek_van(const struct akte *b)
{
    return afspraak_boek_bij(&b->regels, b->blik.boek.n ? b->blik.boek : b->x->boek);
}

bool akte_geldt(const struct akte *b)
{
    return !b->x->ingetrokken && !(b->b && b->b->ingetrokken);
}

/* ---- history, from the trail ---- */

static struct str daad_naam(struct str daad)
{
    static const char *const namen[][2] = {{"afspraak.gemaakt", "vastgelegd"},
                                           {"afspraak.gewijzigd", "afspraak gewijzigd"},
                                           {"afspraak.ingetrokken", "afspraak ingetrokken"},
                                           {"afspraak.document", "document bewaard"},
                                           {"belofte.gemaakt", "belofte toegevoegd"},
                                           {"belofte.gewijzigd", "belofte gewijzigd"},
                                           {"belofte.ingetrokken", "belofte ingetrokken"},
                                           {"belofte.bevestigd", "belofte bevestigd"},
                                           {"belofte.betwist", "belofte betwist"},
                                           {"belofte.gedaan", "gedaan, met bewijs"},
                                           {"belofte.heropend", "toch niet gedaan"}};

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++)
        if (str_is(daad, namen[i][0]))
            return str_from(namen[i][1]);
    return daad;
}

static struct str daad_wat(struct arena *a, const struct doc *na, int64_t belofte)
{
    static const char *const velden[] = {"toezegging", "titel", "bestand", "reden"};
    struct buf b;

    buf_init(&b, a, 10000);
    if (belofte)
        buf_fmt(&b, "belofte %lld", (long long)belofte);
    for (size_t i = 0; i < 4; i++) {
        struct str s = na ? doc_get_str(na, str_from(velden[i])) : STR("");

        if (s.n)
            buf_fmt(&b, "%s%.*s", b.n ? ": " : "", STR_ARG(s));
    }
    return buf_str(&b);
}

int akte_spoor(struct akte *b, struct err *e)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    struct spoor_vraag vraag = {.object = STR("afspraak"), .object_id = b->x->id, .most = SPOOR_MAX};
    struct doc *t =
        tabel_maak(p, "geschiedenis", STR("Wat er gebeurde"), STR("Nieuwste bovenaan, uit het spoor."));
    const struct spoor_rij *s;
    const struct partij *alle;
    size_t n = 0, m = 0;
    int rc = spoor_lees(p->c, p->a, &vraag, &s, &n, e);

    if (!rc)
        rc = partijen_lees(p->c, p->a, STR(""), true, &alle, &m, e);
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "daad", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "namens", STR("Namens"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "inhoud", STR("Waarover"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; !rc && i < n; i++) {
        struct err later;
        struct doc *na = NULL, *rij;
        const struct doc *nr;
        struct str namens = STR("");
        int64_t belofte;

        if (s[i].na.n && json_read(p->a, s[i].na, (struct json_limits){0}, &na, &later))
            na = NULL;
        nr = na ? doc_get(na, STR("belofte")) : NULL;
        belofte = nr ? nr->i : 0;
        if (b->b && belofte != b->b->nummer)
            continue;
        for (size_t k = 0; k < m && s[i].namens; k++)
            if (alle[k].id == s[i].namens)
                namens = alle[k].naam;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, time_nl(p->a, s[i].moment), STR(""), STR(""));
        cel_tekst(p, t, rij, daad_naam(s[i].daad), STR(""), STR(""));
        if (namens.n)
            cel_tekst(p, t, rij, namens, STR(""), STR(""));
        else
            cel_leeg(p, t, rij, STR("de installatie zelf"));
        cel_tekst(p, t, rij, daad_wat(p->a, na, b->b ? 0 : belofte), STR(""), STR(""));
    }
    if (rc)
        return rc;
    tabel_klaar(p, t, NULL);
    blok_tabel(v, blok_bij(v, "geschiedenis-blok", STR("Hoe het liep"), STR("")), t);
    return OK;
}

/* ---- one afspraak ---- */

static bool alle_mee(const struct akte *b, const struct afspraak *x, const struct belofte *y)
{
    (void)b;
    (void)x;
    (void)y;
    return true;
}

static struct str een_zin(const struct akte *b)
{
    struct arena *a = b->v.p.a;
    size_t tel[KLASSE_N] = {0}, n = 0;
    struct buf s;

    if (b->x->ingetrokken)
        return str_fmt(a, "Ingetrokken op %.*s: %.*s", STR_ARG(date_nl(a, time_date(b->x->einde_moment))),
                       STR_ARG(b->x->einde_reden));
    for (size_t i = 0; i < b->x->n; i++) {
        tel[b->x->belofte[i].klasse]++;
        n += b->x->belofte[i].klasse != KLASSE_INGETROKKEN;
    }
    if (!n)
        return STR("In deze afspraak staat nog geen belofte.");
    buf_init(&s, a, 1000);
    buf_fmt(&s, "%zu %s: ", n, n == 1 ? "belofte" : "beloften");
    for (int k = KLASSE_N - 1, eerste = 1; k > KLASSE_INGETROKKEN; k--)
        if (tel[k]) {
            buf_fmt(&s, "%s%zu %s", eerste ? "" : ", ", tel[k], afspraak_klassen[k].naam);
            eerste = 0;
        }
    buf_lit(&s, ".");
    return buf_str(&s);
}

static int feiten_blok(struct akte *b, struct err *e)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    const struct afspraak *x = b->x;
    const struct afspraak_soort *s = afspraak_soort_bij(&b->regels, x->soort);
    const struct afspraak_boek *k = boek_van(b);
    struct doc *f = blok_feiten(v, blok_bij(v, "afspraak", STR("De afspraak"), x->toelichting));
    struct partij wie = {0};
    int rc = x->partij ? partij_lees(p->c, p->a, x->partij, &wie, e) : OK;

    if (rc)
        return rc;
    feit_bij(p->a, f, "Soort", s ? s->naam : x->soort, STR(""), s ? s->uitleg : STR(""), STR(""));
    feit_bij(p->a, f, "Gebied", x->gebied->naam,
             gebied_is_gemeente(x->gebied) ? str_fmt(p->a, "/gebieden/%.*s", STR_ARG(x->gebied->code))
                                           : STR(""),
             STR(""), STR(""));
    if (x->gesloten)
        feit_bij(p->a, f, "Gesloten op", date_nl(p->a, x->gesloten), STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Waar het staat", x->bron, STR(""), STR(""), x->verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(p->a, f, "Beoordeeld met", k->naam, STR("/regie/afspraken/regels"),
             x->boek.n && !str_eq(k->code, x->boek) && !b->blik.boek.n
                 ? str_fmt(p->a, "het regelboek %.*s is er niet meer", STR_ARG(x->boek))
                 : STR(""),
             k->verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(p->a, f, "Bijgehouden door", x->partij ? wie.naam : STR("deze installatie"), STR(""),
             str_fmt(p->a, "versie %lld", (long long)x->versie), STR(""));
    return OK;
}

static int document_blok(struct akte *b, struct err *e)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    const struct afspraak_document *d;
    struct doc *t, *blok;
    size_t n;
    int rc = afspraak_documenten_lees(p->c, p->a, b->x->id, &d, &n, e);

    if (rc)
        return rc;
    t = tabel_maak(p, "documenten", STR("Documenten"),
                   STR("Nieuwste bovenaan. De som (SHA-256) bewijst dat een bestand niet veranderd is."));
    tabel_kolom(p, t, "bestand", STR("Bestand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "maat", STR("Grootte"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "som", STR("SHA-256"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, d[i].naam,
                  str_fmt(p->a, "%.*s/%lld", STR_ARG(afspraak_adres(p->a, b->x->id, "/document")),
                          (long long)d[i].nummer),
                  STR(""));
        cel_tekst(p, t, rij, stuk_maat(p->a, d[i].bytes), STR(""), STR(""));
        cel_tekst(p, t, rij, str_fmt(p->a, "%.*s…", STR_ARG(str_sub(d[i].sha256, 0, 16))), STR(""), STR(""));
        cel_tekst(p, t, rij, d[i].toelichting, STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen document",
                          STR("Het document van de afspraak is hier nog niet bewaard."), NULL, STR("")));
    tabel_klaar(p, t, NULL);
    blok = blok_bij(v, "document-blok", STR("Het document zelf"), STR(""));
    blok_tabel(v, blok, t);
    if (!b->mag || !akte_geldt(b))
        return OK;
    stuk_form(v, blok, afspraak_adres(p->a, b->x->id, "/document"),
              "Bijvoorbeeld: zoals getekend op 8 maart 2023.");
    return OK;
}

static void beloften_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    struct doc *blok = blok_bij(v, "beloften-blok", STR("De beloften"), STR("")), *t;
    size_t cijfers = 0;

    for (size_t i = 0; i < b->x->n; i++)
        cijfers += b->x->belofte[i].cijfer && !b->x->belofte[i].ingetrokken;
    if (cijfers > BEELDEN_MAX && !b->x->ingetrokken)
        belofte_beeld(b, blok, "beloften-figuur", b->x, 1, alle_mee);
    t = belofte_tabel(b, "beloften", b->x, 1, false, alle_mee);
    if (!b->x->n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen belofte",
                          STR("Wie de afspraak bijhoudt, voegt hieronder een belofte toe."), NULL, STR("")));
    tabel_klaar(p, t, str_cstr(p->a, afspraak_adres(p->a, b->x->id, "")));
    blok_tabel(v, blok, t);
    for (size_t i = 0; i < b->x->n && cijfers <= BEELDEN_MAX && !b->x->ingetrokken; i++)
        if (b->x->belofte[i].cijfer && !b->x->belofte[i].ingetrokken)
            belofte_pad_blok(b, &b->x->belofte[i]);
}

/* What who keeps it may do. */
static void beheer_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    struct doc *f;

    if (!b->mag || !akte_geldt(b))
        return;
    f = blok_feiten(v, blok_bij(v, "bijhouden", STR("Bijhouden"), STR("")));
    feit_bij(a, f, "Toevoegen", STR("Een belofte van een aantal"),
             afspraak_adres(a, b->x->id, "/beloften/nieuw?soort=cijfer"), STR("gemeten met een cijfer"),
             STR(""));
    feit_bij(a, f, "Toevoegen", STR("Een belofte van een daad"),
             afspraak_adres(a, b->x->id, "/beloften/nieuw?soort=daad"), STR("op een dag gedaan, met bewijs"),
             STR(""));
    feit_bij(a, f, "Wijzigen", STR("De afspraak zelf"), afspraak_adres(a, b->x->id, "/wijzig"),
             STR("wat er stond blijft te lezen"), STR(""));
    f = form_bij(v,
                 blok_bij(v, "intrekken", STR("Trek de afspraak in"),
                          STR("Zij blijft met haar reden te lezen, en telt niet meer mee.")),
                 afspraak_adres(a, b->x->id, "/intrekken"), "Trek in");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_veld(v, f, "reden", "Waarom?", NULL, "is_tekst", STR(""));
}

static int afspraak_toon(struct akte *b, struct http_resp *r, struct err *e)
{
    struct pagina *p = &b->v.p;
    int rc;

    vel_titel(&b->v, b->x->titel, een_zin(b));
    if (b->x->verzonnen)
        label_bij(p->a, DOC_SET(p->a, p->boom, "statussen", doc_list(p->a)), STR("verzonnen"));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Afspraken"), pagina_adres(p, STR("/regie/afspraken"), NULL, STR("")));
    pagina_kruimel(p, b->x->titel, STR(""));
    beloften_blok(b);
    rc = feiten_blok(b, e);
    if (!rc)
        rc = document_blok(b, e);
    if (!rc)
        rc = akte_spoor(b, e);
    if (!rc)
        beheer_blok(b);
    return rc ? rc : vel_klaar(&b->v, r, e);
}

int akte_toon(struct akte *b, struct http_resp *r, struct err *e)
{
    return b->b ? belofte_toon(b, r, e) : afspraak_toon(b, r, e);
}

/* ---- routes ---- */

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {
        {"gemaakt", "de afspraak is vastgelegd; voeg nu de beloften toe"},
        {"gewijzigd", "de wijziging is bewaard; wat er stond blijft te lezen"},
        {"belofte", "de belofte is toegevoegd"},
        {"document", "het document is bewaard"},
        {"ingetrokken", "het is ingetrokken; de reden staat erbij"},
        {"bevestigd", "wat uw organisatie zegt is bewaard"},
        {"stand", "hoe het ervoor staat is bewaard"}};
    struct akte b = {0};
    int rc = akte_open(q, &b, e);

    if (!rc)
        rc = akte_lees(q, &b, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&b.v, str_from(gedaan[i][1]), STR(""));
    if (!rc) {
        pagina_eigen(&b.v.p, "boek", b.blik.boek);
        rc = akte_toon(&b, r, e);
    }
    vel_sluit(&b.v);
    return rc;
}

static int document_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct afspraak_document *d;
    int64_t id, nummer;
    size_t n;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("nummer")), &nummer, e);
    if (!rc)
        rc = afspraak_documenten_lees(q->conn, q->a, id, &d, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (d[i].nummer == nummer)
            return stuk_geef(q, r, d[i].stuk, e);
    return rc ? rc : err_set(e, ERR_NOT_FOUND, "dit document is er niet");
}

static int bewijs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct akte b = {0};
    int rc = akte_open(q, &b, e);

    if (!rc)
        rc = akte_lees(q, &b, e);
    if (!rc && !b.b->bewijs_stuk)
        rc = err_set(e, ERR_NOT_FOUND, "bij deze belofte is geen stuk bewaard");
    if (!rc)
        rc = stuk_geef(q, r, b.b->bewijs_stuk, e);
    vel_sluit(&b.v);
    return rc;
}

#define BOEK_PARAM                                                                                           \
    {                                                                                                        \
        "boek", "beoordeeld met dit regelboek", PARAM_QUERY, false, false                                    \
    }
static const struct http_param een_params[] = {AFSPRAAK_ID_PARAM,
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               BOEK_PARAM,
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param belofte_params[] = {
    AFSPRAAK_ID_PARAM, BELOFTE_NR_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    BOEK_PARAM,        CONTEXT_PARAMS,   {0}};
static const struct http_param document_params[] = {
    AFSPRAAK_ID_PARAM, {"nummer", "nummer van het document", PARAM_PATH, true, false}, {0}};
static const struct http_param bewijs_params[] = {AFSPRAAK_ID_PARAM, BELOFTE_NR_PARAM, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route afspraak_een_routes[] = {
    {"GET", "/regie/afspraken/{id}", een_get, "regie", "Een afspraak met haar beloften", LEEST, een_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/regie/afspraken/{id}/document/{nummer}", document_get, NULL, "Een document van de afspraak",
     LEEST, document_params, .recht = RECHT_PUBLIEK},
    {"GET", "/regie/afspraken/{id}/beloften/{nummer}", een_get, "regie",
     "Een belofte, met wat ervan gehaald is", LEEST, belofte_params, .recht = RECHT_PUBLIEK},
    {"GET", "/regie/afspraken/{id}/beloften/{nummer}/bewijs", bewijs_get, NULL,
     "Het stuk dat laat zien dat het gedaan is", LEEST, bewijs_params, .recht = RECHT_PUBLIEK},
    {0},
};
