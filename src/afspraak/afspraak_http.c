/* SPDX-License-Identifier: EUPL-1.2
 * /regie/afspraken: all promises of an area with how they stand. The picture and the table: beeld_http.c; the
 * rulebooks by which they are judged: boek_http.c. */
#include "afspraak/intern.h"

#include "base/num.h"
#include "kennisname/kennisname.h"
#include "toegang/toegang.h"

struct str afspraak_adres(struct arena *a, int64_t id, const char *achter)
{
    return str_fmt(a, "/regie/afspraken/%lld%s", (long long)id, achter);
}

struct str belofte_adres(struct arena *a, int64_t id, int64_t nummer, const char *achter)
{
    return str_fmt(a, "/regie/afspraken/%lld/beloften/%lld%s", (long long)id, (long long)nummer, achter);
}

struct str belofte_meet_naam(struct arena *a, const struct belofte *b)
{
    const struct str delen[] = {b->woningtype, b->segment, b->kenmerk};
    struct buf s;

    buf_init(&s, a, 1000);
    buf_add(&s, b->voortgang.onderwerp_naam);
    for (size_t i = 0; i < 3; i++)
        if (delen[i].n)
            buf_fmt(&s, ", %.*s", STR_ARG(delen[i]));
    return buf_str(&s);
}

struct str belofte_door(struct arena *a, const struct belofte *b)
{
    struct buf s;

    buf_init(&s, a, 20000);
    for (size_t i = 0; i < b->n_partij; i++)
        buf_fmt(&s, "%s%.*s", i ? ", " : "", STR_ARG(b->partij[i].naam));
    if (b->door.n)
        buf_fmt(&s, "%s%.*s", b->n_partij ? ", " : "", STR_ARG(b->door));
    return buf_str(&s);
}

size_t belofte_bevestigd(const struct belofte *b)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n_partij; i++)
        n += str_is(b->partij[i].oordeel, "bevestigd");
    return n;
}

int akte_open(struct http_req *q, struct akte *b, struct err *e)
{
    struct pagina *p = &b->v.p;
    int rc = vel_open(q, &b->v, e);

    if (!rc)
        rc = afspraak_regels_nu(p->c, p->a, &b->regels, e);
    if (rc)
        return rc;
    b->blik = (struct afspraak_blik){.dag = p->peildatum ? p->peildatum
                                            : p->stand   ? pagina_standdag(p)
                                                         : date_today(),
                                     .gebiedsdatum = p->gebiedsdatum,
                                     .stand = p->stand,
                                     .boek = doc_get_str(q->query, STR("boek"))};
    if (b->blik.boek.n && !str_eq(afspraak_boek_bij(&b->regels, b->blik.boek)->code, b->blik.boek))
        return err_set(e, ERR_DATA, "boek: het regelboek “%.*s” is er niet",
                       STR_ARG(utf8_clip(b->blik.boek, 40)));
    return OK;
}

/* ---- the list ---- */

struct keuze {
    struct str soort, stand;
    enum afspraak_klasse klasse;
    int64_t partij; /* 0: any */
};
struct lijst {
    struct akte b; /* first: what mee() is given */
    struct keuze k;
    struct afspraak *alle;
    size_t n;
    const bool *hier; /* by index of a gemeente: it lies in the area of the page */
};

static int keuze_lees(struct http_req *q, struct lijst *l, struct err *e)
{
    struct str partij = doc_get_str(q->query, STR("partij"));
    struct keuze *k = &l->k;

    k->soort = doc_get_str(q->query, STR("soort"));
    k->stand = doc_get_str(q->query, STR("toon"));
    if (k->soort.n && !afspraak_soort_bij(&l->b.regels, k->soort))
        return err_set(e, ERR_DATA, "soort: “%.*s” is geen soort afspraak", STR_ARG(utf8_clip(k->soort, 40)));
    if (k->stand.n && !afspraak_klasse_lees(k->stand, &k->klasse))
        return err_set(e, ERR_DATA, "toon: “%.*s” is geen stand die hier kan",
                       STR_ARG(utf8_clip(k->stand, 40)));
    if (partij.n && (!num_i64(partij, &k->partij) || k->partij < 1))
        return err_set(e, ERR_DATA, "partij: verwacht het nummer van een organisatie");
    pagina_eigen(&l->b.v.p, "soort", k->soort);
    pagina_eigen(&l->b.v.p, "toon", k->stand);
    pagina_eigen(&l->b.v.p, "partij", partij);
    pagina_eigen(&l->b.v.p, "boek", l->b.blik.boek);
    return OK;
}

/* Does an area touch that of the page? */
static bool raakt(const struct lijst *l, const struct gebied *g)
{
    const struct pagina *p = &l->b.v.p;
    struct gebied_lijst leden;

    if (g == p->gebied || str_is(p->gebied->soort, "land"))
        return true;
    leden = gebied_leden(p->g, p->a, g, p->gebiedsdatum);
    for (size_t i = 0; i < leden.n; i++)
        if (l->hier[leden.at[i]->index])
            return true;
    return false;
}

static bool past(const struct lijst *l, const struct afspraak *x, const struct belofte *y)
{
    const struct keuze *k = &l->k;
    bool partij = !k->partij;

    for (size_t i = 0; i < y->n_partij && !partij; i++)
        partij = y->partij[i].partij == k->partij;
    if (!partij || (k->soort.n && !str_eq(x->soort, k->soort)))
        return false;
    return k->stand.n ? y->klasse == k->klasse : y->klasse != KLASSE_INGETROKKEN;
}

static bool lijst_mee(const struct akte *b, const struct afspraak *x, const struct belofte *y)
{
    return past((const struct lijst *)b, x, y);
}

/* Keeps those that touch the area; afterwards l->alle holds only them. */
static int lijst_lees(struct lijst *l, struct err *e)
{
    struct pagina *p = &l->b.v.p;
    struct gebied_lijst leden = gebied_leden(p->g, p->a, p->gebied, p->gebiedsdatum);
    bool *hier = ARENA_ARRAY(p->a, bool, p->g->n + 1);
    size_t n = 0;
    int rc = afspraken_lees(p->c, p->g, p->a, p->stand, 0, &l->alle, &l->n, e);

    for (size_t i = 0; i < leden.n; i++)
        hier[leden.at[i]->index] = true;
    l->hier = hier;
    for (size_t i = 0; !rc && i < l->n; i++) {
        bool mee = raakt(l, l->alle[i].gebied);

        for (size_t k = 0; k < l->alle[i].n && !mee; k++)
            mee = raakt(l, l->alle[i].belofte[k].gebied);
        if (mee)
            l->alle[n++] = l->alle[i];
    }
    l->n = rc ? 0 : n;
    return rc ? rc : afspraken_meet(p->c, p->g, p->a, &l->b.regels, &l->b.blik, l->alle, l->n, e);
}

static struct str lijst_zin(const struct lijst *l)
{
    struct arena *a = l->b.v.p.a;
    size_t tel[KLASSE_N] = {0}, beloften = 0, afspraken = 0;
    struct buf b;

    for (size_t i = 0; i < l->n; i++) {
        size_t hier = 0;

        for (size_t k = 0; k < l->alle[i].n; k++)
            if (past(l, &l->alle[i], &l->alle[i].belofte[k])) {
                tel[l->alle[i].belofte[k].klasse]++;
                hier++;
            }
        beloften += hier;
        afspraken += hier > 0;
    }
    if (!beloften)
        return l->n ? STR("Geen enkele belofte past bij deze keuze.")
                    : str_fmt(a, "Over %.*s staan hier nog geen afspraken.", STR_ARG(l->b.v.p.gebied->naam));
    buf_init(&b, a, 1000);
    buf_fmt(&b, "%zu %s in %zu %s: %zu volgens afspraak", beloften, beloften == 1 ? "belofte" : "beloften",
            afspraken, afspraken == 1 ? "afspraak" : "afspraken", tel[KLASSE_GOED]);
    buf_fmt(&b, ", %zu %s achter en %zu %s aandacht.", tel[KLASSE_ACHTER],
            tel[KLASSE_ACHTER] == 1 ? "ligt" : "liggen", tel[KLASSE_LET_OP],
            tel[KLASSE_LET_OP] == 1 ? "vraagt" : "vragen");
    if (tel[KLASSE_ONZEKER] + tel[KLASSE_GEEN_CIJFER])
        buf_fmt(&b, " Van %zu is het niet te zeggen, omdat cijfers ontbreken.",
                tel[KLASSE_ONZEKER] + tel[KLASSE_GEEN_CIJFER]);
    if (tel[KLASSE_NOG_NIET])
        buf_fmt(&b, " %zu %s nog niet aan de orde.", tel[KLASSE_NOG_NIET],
                tel[KLASSE_NOG_NIET] == 1 ? "is" : "zijn");
    return buf_str(&b);
}

static void partij_opties(struct lijst *l, struct doc *k)
{
    struct arena *a = l->b.v.p.a;
    struct str nu = l->k.partij ? str_fmt(a, "%lld", (long long)l->k.partij) : STR("");
    VEC(int64_t) er = {0};

    optie_bij(a, k, STR(""), STR("iedereen"), nu);
    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < l->alle[i].n; j++)
            for (size_t m = 0; m < l->alle[i].belofte[j].n_partij; m++) {
                const struct belofte_partij *p = &l->alle[i].belofte[j].partij[m];
                bool al = false;

                for (size_t n = 0; n < er.n && !al; n++)
                    al = er.at[n] == p->partij;
                if (al || er.n >= 300)
                    continue;
                VEC_PUSH(a, &er, p->partij);
                optie_bij(a, k, str_fmt(a, "%lld", (long long)p->partij), p->naam, nu);
            }
}

static void keuze_blok(struct lijst *l)
{
    struct vel *v = &l->b.v;
    struct arena *a = v->p.a;
    struct doc *f = form_bij(v, blok_keuze(v, "keuze-blok", STR("Kies wat u ziet")), STR("/regie/afspraken"),
                             "Toon"),
               *k;

    DOC_SET_BOOL(a, f, "is_post", false);
    DOC_SET(a, f, "verborgen", pagina_verborgen(&v->p));
    k = form_veld(v, f, "soort", "Soort", NULL, "is_keuze", STR(""));
    optie_bij(a, k, STR(""), STR("alle soorten"), l->k.soort);
    for (size_t i = 0; i < l->b.regels.n_soort; i++)
        optie_bij(a, k, l->b.regels.soort[i].code, l->b.regels.soort[i].naam, l->k.soort);
    k = form_veld(v, f, "toon", "Stand", NULL, "is_keuze", STR(""));
    optie_bij(a, k, STR(""), STR("alles wat geldt"), l->k.stand);
    for (int i = KLASSE_N - 1; i >= 0; i--)
        optie_bij(a, k, str_from(afspraak_klassen[i].code), str_from(afspraak_klassen[i].naam), l->k.stand);
    partij_opties(l, form_veld(v, f, "partij", "Wie belooft", NULL, "is_keuze", STR("")));
    k = form_veld(v, f, "boek", "Beoordeeld met", NULL, "is_keuze", STR(""));
    optie_bij(a, k, STR(""), STR("het regelboek van de afspraak"), l->b.blik.boek);
    for (size_t i = 0; i < l->b.regels.n_boek; i++)
        optie_bij(a, k, l->b.regels.boek[i].code, l->b.regels.boek[i].naam, l->b.blik.boek);
}

static void wegwijzer(struct lijst *l)
{
    struct vel *v = &l->b.v;
    struct arena *a = v->p.a;
    struct doc *f = blok_feiten(v, blok_bij(v, "verder", STR("Verder"), STR("")));
    int64_t bij;

    if (wie_bereik(wie_van(v->p.q), RECHT_LEVEREN, &bij) != BEREIK_GEEN)
        feit_bij(a, f, "Toevoegen", STR("Leg een afspraak vast"), STR("/regie/afspraken/nieuw"), STR(""),
                 STR(""));
    feit_bij(a, f, "Regelboeken", STR("Hoe een belofte beoordeeld wordt"), STR("/regie/afspraken/regels"),
             STR("de drempels en hun bron"), STR(""));
    feit_bij(a, f, "Open gegevens", STR("Alle afspraken voor programma's"), STR("/v1/afspraken"), STR(""),
             STR(""));
}

/* A promise of an own partij about which none of it has said anything yet. */
static bool wacht_op_mij(const struct akte *b, const struct afspraak *x, const struct belofte *y)
{
    (void)x;
    for (size_t i = 0; i < y->n_partij && y->klasse != KLASSE_INGETROKKEN; i++)
        if (!y->partij[i].oordeel.n && wie_hoort_bij(wie_van(b->v.p.q), y->partij[i].partij))
            return true;
    return false;
}

/* Before all that there is: what the reader's own organisation is asked. */
static void voor_u_blok(struct lijst *l)
{
    struct vel *v = &l->b.v;
    const struct wie *w = wie_van(v->p.q);
    struct doc *t;
    int64_t bij;

    if (w->soort != WIE_MENS || wie_bereik(w, RECHT_LEVEREN, &bij) == BEREIK_GEEN)
        return;
    t = belofte_tabel(&l->b, "voor-u", l->alle, l->n, true, wacht_op_mij);
    if (!doc_get(t, STR("rijen"))->list.n)
        return;
    tabel_klaar(&v->p, t, "/regie/afspraken");
    blok_tabel(v,
               blok_bij(v, "voor-u-blok", STR("Voor u: nog te bevestigen"),
                        STR("Dit zou uw organisatie beloven. Open de belofte, en zeg of dat klopt.")),
               t);
}

static void lijst_boom(struct lijst *l)
{
    struct vel *v = &l->b.v;
    struct pagina *p = &v->p;
    struct doc *blok, *t;
    bool verzonnen = false;

    for (size_t i = 0; i < l->n; i++)
        verzonnen = verzonnen || l->alle[i].verzonnen;
    vel_titel(v, STR("Afspraken"), lijst_zin(l));
    if (verzonnen)
        label_bij(p->a, DOC_SET(p->a, p->boom, "statussen", doc_list(p->a)), STR("deels verzonnen"));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Afspraken"), STR(""));
    voor_u_blok(l);
    keuze_blok(l);
    blok = blok_bij(v, "beloften-blok", STR("Wie belooft wat, en hoe staat het ervoor?"), STR(""));
    belofte_beeld(&l->b, blok, "beloften-figuur", l->alle, l->n, lijst_mee);
    t = belofte_tabel(&l->b, "beloften", l->alle, l->n, true, lijst_mee);
    if (!doc_get(t, STR("rijen"))->list.n)
        DOC_SET(
            p->a, t, "leeg",
            leeg_maak(
                p->a, "Geen beloften",
                l->n ? STR("Kies hierboven iets anders.")
                     : STR("Een organisatie die afspraken bijhoudt, zoals de provincie of een gemeente, legt "
                           "ze hier vast. Daarvoor meldt u zich aan."),
                l->n || wie_van(p->q)->soort != WIE_BEZOEKER ? NULL : "Meld u aan",
                l->n || wie_van(p->q)->soort != WIE_BEZOEKER ? STR("") : toegang_aanmelden(p->q)));
    tabel_klaar(p, t, "/regie/afspraken");
    blok_tabel(v, blok, t);
    wegwijzer(l);
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct lijst l = {0};
    int rc = akte_open(q, &l.b, e);

    if (!rc)
        rc = keuze_lees(q, &l, e);
    if (!rc)
        rc = lijst_lees(&l, e);
    if (!rc) {
        lijst_boom(&l);
        pagina_klaar(&l.b.v.p, r);
        rc = vel_klaar(&l.b.v, r, e);
    }
    vel_sluit(&l.b.v);
    return rc;
}

static const struct http_param lijst_params[] = {
    {"soort", "alleen deze soort: woondeal, prestatieafspraak …", PARAM_QUERY, false, false},
    {"toon", "alleen in deze stand: achter, let-op, geen-cijfer …", PARAM_QUERY, false, false},
    {"partij", "alleen wat deze organisatie belooft: haar nummer", PARAM_QUERY, false, false},
    {"boek", "beoordeeld met dit regelboek", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route afspraak_routes[] = {
    {"GET", "/regie/afspraken", lijst_get, "regie", "Wie belooft wat, en hoe staat het ervoor", LEEST,
     lijst_params, .recht = RECHT_PUBLIEK},
    {0},
};
