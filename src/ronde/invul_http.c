/* SPDX-License-Identifier: EUPL-1.2
 * Filling in: the start page, a page a section, one answer at a time for the browser, submitting with its
 * receipt, and asking a colleague. The same handlers serve a contact with a link (/invullen/…) and who keys
 * in what came on paper (/rondes/…/respons/…). A GET changes nothing. */
#include "base/num.h"
#include "base/som.h"
#include "ronde/gast.h"
#include "ronde/volg.h"

#include <string.h>

static const struct http_param link_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param link_deel_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"deel", "nummer van het deel: 1, 2, …", PARAM_PATH, true, false},
    {"controle", "noemt ook wat nog ontbreekt", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param link_bestand_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"som", "welk bestand: SHA-256", PARAM_PATH, true, false},
    {0}};
static const struct http_param papier_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param papier_deel_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"deel", "nummer van het deel: 1, 2, …", PARAM_PATH, true, false},
    {"controle", "noemt ook wat nog ontbreekt", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param papier_bestand_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"som", "welk bestand: SHA-256", PARAM_PATH, true, false},
    {0}};

/* ---- the start page ---- */

struct stand {
    size_t vragen, klaar, eerste; /* eerste: section with something left to do; SIZE_MAX for none */
};

static struct stand stand_van(const struct gast *g)
{
    struct stand s = {0, 0, SIZE_MAX};

    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        s.vragen += d->vragen;
        s.klaar += d->klaar;
        if (s.eerste == SIZE_MAX && d->klaar < d->vragen)
            s.eerste = i;
    }
    return s;
}

static struct str begin_antwoord(struct arena *a, const struct gast *g, const struct stand *s)
{
    if (g->dicht.n)
        return g->dicht;
    return str_fmt(a, "%.*s beantwoordde %zu van de %zu vragen. De vragenlijst sluit %.*s.",
                   STR_ARG(g->respons.partij_naam), s->klaar, s->vragen,
                   STR_ARG(sluit_tekst(a, &g->ronde, time_ms())));
}

/* A section without rows is not done: there is nothing in it yet. */
static struct str deel_label(struct arena *a, const struct gast *g, const struct invul_deel *d)
{
    size_t over = g->dicht.n ? 0 : vorige_rijen_over(g, d);

    if (d->fouten)
        return STR("klopt nog niet");
    if (over)
        return str_fmt(a, "%zu van de vorige ronde", over);
    return d->vragen && d->klaar == d->vragen ? STR("klaar") : STR("");
}

static void delen_tabel(struct vel *b, const struct gast *g, struct doc *blok)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "delen-lijst", STR("De delen"), STR(""));

    tabel_kolom(p, t, "deel", STR("Deel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "vragen", STR("Vragen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "beantwoord", STR("Beantwoord"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];
        struct doc *rij;

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, d->label, str_fmt(p->a, "%.*s/deel/%zu", STR_ARG(g->basis), i + 1),
                  deel_label(p->a, g, d));
        cel_getal(p, t, rij, (int64_t)d->vragen, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)d->klaar, 0, STR(""));
    }
    tabel_noot(p, t, STR("Vragen die door uw antwoorden niet meer gesteld worden, tellen niet mee."));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

static struct doc *get_form(struct vel *b, struct doc *blok, struct str actie, const char *knop)
{
    struct doc *f = form_bij(b, blok, actie, knop);

    DOC_SET_BOOL(b->p.a, f, "is_post", false);
    return f;
}

static void collega_form(struct vel *b, const struct gast *g)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(
        b, "collega", STR("Een collega vragen"),
        STR("Uw collega krijgt een eigen link. U ziet daarna een bericht om door te sturen. U kunt allebei "
            "tegelijk invullen."));
    struct doc *f = form_bij(b, blok, str_fmt(p->a, "%.*s/collega", STR_ARG(g->basis)), "Maak een link"), *k;

    form_veld(b, f, "collega_naam", "Naam van uw collega", NULL, "is_tekst", STR(""));
    form_veld(b, f, "collega_email", "E-mailadres", NULL, "is_email", STR(""));
    form_vrij(b, f);
    k = form_veld(b, f, "collega_deel", "Welk deel?", NULL, "is_keuze", STR(""));
    if (!g->deel.n)
        optie_bij(p->a, k, STR(""), STR("De hele vragenlijst"), STR(""));
    for (size_t i = 0; i < g->in->deel.n; i++)
        if (g->in->deel.at[i].naam.n && gast_ziet(g, &g->in->deel.at[i]))
            optie_bij(p->a, k, g->in->deel.at[i].naam, g->in->deel.at[i].label, STR(""));
    k = form_veld(b, f, "collega_mag", "Wat mag uw collega?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, k, STR("invullen"), STR("invullen"), STR("invullen"));
    optie_bij(p->a, k, STR("inzien"), STR("alleen bekijken"), STR("invullen"));
    if (g->mag == MAG_INDIENEN && !g->deel.n)
        optie_bij(p->a, k, STR("indienen"), STR("invullen en indienen"), STR("invullen"));
}

static int begin_blokken(struct vel *b, struct gast *g, const struct stand *s, struct err *e)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(b, "delen", STR("Invullen"),
                                g->dicht.n ? STR("U kunt de antwoorden nog bekijken.")
                                           : STR("Elk antwoord wordt apart bewaard. U kunt stoppen en "
                                                 "later verdergaan, en met collega’s tegelijk werken."));
    struct bewijs w;
    int rc = bewijs_lees(p->c, p->a, g->respons.id, &w, e);

    if (rc)
        return rc;
    if (s->eerste != SIZE_MAX && !g->dicht.n && g->mag != MAG_INZIEN)
        get_form(b, blok, str_fmt(p->a, "%.*s/deel/%zu", STR_ARG(g->basis), s->eerste + 1),
                 s->klaar ? "Ga verder" : "Begin");
    delen_tabel(b, g, blok);
    if (w.nummer && !w.heropend) {
        blok = blok_bij(b, "bewijs", STR("Ingediend"), STR(""));
        feit_bij(p->a, blok_feiten(b, blok), "Ontvangstbewijs", time_nl(p->a, w.moment),
                 str_fmt(p->a, "%.*s/bewijs", STR_ARG(g->basis)), STR(""), STR(""));
    }
    if (g->dicht.n && !g->contact.id) {
        struct doc *f = form_bij(b,
                                 blok_bij(b, "heropenen", STR("Heropenen"),
                                          STR("Deze organisatie kan daarna weer invullen, tot ze opnieuw "
                                              "indient. Wie heropende en waarom staat in het spoor.")),
                                 str_cat(p->a, g->basis, STR("/heropenen")), "Heropen");

        form_veld(b, f, "waarom", "Waarom?", NULL, "is_tekst", STR(""));
    }
    if (g->dicht.n || g->mag == MAG_INZIEN)
        return OK;
    if (w.nummer && w.waarom.n)
        blok_bij(b, "heropend", STR("Heropend"),
                 str_fmt(p->a, "De vragenlijst is heropend: %.*s. Dien haar opnieuw in als u klaar bent.",
                         STR_ARG(w.waarom)));
    if (g->mag == MAG_INDIENEN && !g->deel.n)
        get_form(b,
                 blok_bij(b, "indienen", STR("Klaar?"),
                          STR("U ziet eerst alle antwoorden bij elkaar, en wat er nog ontbreekt.")),
                 str_fmt(p->a, "%.*s/indienen", STR_ARG(g->basis)), "Kijk na en dien in");
    if (g->contact.id)
        collega_form(b, g);
    return OK;
}

int gast_begin(struct vel *b, struct gast *g, struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct stand s = stand_van(g);
    int rc;

    vel_titel(b, g->contact.id ? g->ronde.titel : g->respons.partij_naam, begin_antwoord(a, g, &s));
    DOC_SET_STR(a, b->p.boom, "ronde", g->ronde.code);
    DOC_SET_STR(a, b->p.boom, "organisatie", g->respons.partij_naam);
    DOC_SET_STR(a, b->p.boom, "stand", g->respons.stand);
    DOC_SET_INT(a, b->p.boom, "vragen", (int64_t)s.vragen);
    DOC_SET_INT(a, b->p.boom, "beantwoord", (int64_t)s.klaar);
    rc = begin_blokken(b, g, &s, e);
    return rc ? rc : gast_klaar(b, r, e);
}

static int begin_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    struct vel b;
    int rc = gast_open(q, &g, e);

    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    return gast_begin(&b, &g, r, e);
}

/* ---- a section ---- */

static int deel_kies(struct http_req *q, const struct gast *g, size_t *ret, struct err *e)
{
    int64_t n = 0;

    if (!num_i64(doc_get_str(q->params, STR("deel")), &n) || n < 1 || n > (int64_t)g->in->deel.n)
        return err_set(e, ERR_NOT_FOUND, "dit deel van de vragenlijst is er niet");
    *ret = (size_t)n - 1;
    return gast_ziet(g, &g->in->deel.at[*ret])
               ? OK
               : err_set(e, ERR_DENIED, "Met deze link kunt u dit deel van de vragenlijst niet zien.");
}

/* The next or previous section that is shown; SIZE_MAX when there is none. */
static size_t buur(const struct gast *g, size_t deel, int stap)
{
    for (size_t i = deel + (size_t)stap; i < g->in->deel.n; i += (size_t)stap)
        if (g->in->deel.at[i].getoond && gast_ziet(g, &g->in->deel.at[i]))
            return i;
    return SIZE_MAX;
}

static void stappen_doc(struct vel *b, const struct gast *g, size_t deel)
{
    struct arena *a = b->p.a;
    struct doc *l = DOC_SET(a, b->p.boom, "stappen", doc_list(a));
    size_t hier = 0;

    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];
        struct doc *x;

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        x = doc_add(a, l, doc_map(a));
        hier = i == deel ? l->list.n : hier;
        DOC_SET_STR(a, x, "naam_deel", d->label);
        DOC_SET_STR(a, x, "adres_deel", str_fmt(a, "%.*s/deel/%zu", STR_ARG(g->basis), i + 1));
        DOC_SET_BOOL(a, x, "hier", i == deel);
        DOC_SET_BOOL(a, x, "klaar", d->vragen && d->klaar == d->vragen && !d->fouten);
    }
    DOC_SET_STR(a, b->p.boom, "plaats",
                hier ? str_fmt(a, "Deel %zu van %zu", hier, l->list.n) : STR("De delen"));
}

static struct str deel_antwoord(struct arena *a, const struct gast *g, size_t deel)
{
    const struct invul_deel *d = &g->in->deel.at[deel];
    size_t over = g->dicht.n ? 0 : vorige_rijen_over(g, d);

    if (g->dicht.n)
        return g->dicht;
    if (!d->getoond)
        return STR("Dit deel hoeft u niet in te vullen: het past niet bij uw andere antwoorden.");
    if (!d->vragen && over)
        return over == 1
                   ? STR("Van de vorige ronde staat er één klaar om over te nemen, als het nog juist is.")
                   : str_fmt(a, "Van de vorige ronde staan er %zu klaar. Neem over wat nog juist is.", over);
    if (!d->vragen)
        return STR("Hier staat nog niets.");
    if (d->vragen == 1)
        return d->klaar ? STR("De vraag hier is beantwoord.") : STR("Hier staat één vraag.");
    return str_fmt(a, "%.*s beantwoordde hier %zu van de %zu vragen.", STR_ARG(g->respons.partij_naam),
                   d->klaar, d->vragen);
}

static int deel_toon(struct vel *b, struct gast *g, size_t deel, const struct inzending *z, bool controle,
                     struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct doc *f, *x;
    size_t vorige = buur(g, deel, -1), volgende = buur(g, deel, 1);
    int rc = deel_doc(b->p.q, g, deel, z, controle, b->p.boom, e);

    if (rc)
        return rc;
    vel_titel(b, g->in->deel.at[deel].label, deel_antwoord(a, g, deel));
    stappen_doc(b, g, deel);
    f = doc_get(b->p.boom, STR("invulblad"));
    DOC_SET_STR(a, f, "overzicht_adres", g->basis);
    DOC_SET_STR(a, f, "verder_woord", volgende == SIZE_MAX ? STR("Bewaar") : STR("Bewaar en ga verder"));
    if (vorige != SIZE_MAX)
        DOC_SET_STR(a, f, "vorige_adres", str_fmt(a, "%.*s/deel/%zu", STR_ARG(g->basis), vorige + 1));
    x = DOC_SET(a, b->p.boom, "eiland", doc_map(a));
    DOC_SET_STR(a, x, "script", http_static_url(a, "invullen.js"));
    DOC_SET_STR(a, x, "antwoord_adres", str_fmt(a, "%.*s/antwoord", STR_ARG(g->basis)));
    DOC_SET_STR(a, x, "definitie_adres", str_fmt(a, "%.*s/definitie.json", STR_ARG(g->basis)));
    if (doc_get_str(b->p.q->query, STR("gedaan")).n && !z->form)
        vel_gelukt(b, STR("uw antwoorden zijn bewaard"),
                   str_is(doc_get_str(b->p.q->query, STR("gedaan")), "meer")
                       ? STR("Door uw antwoorden zijn hier vragen bij gekomen.")
                       : STR(""));
    if (z->fout.n && !r->status)
        r->status = 400;
    if (z->botsing.n)
        r->status = 409;
    r->tree = b->p.boom;
    r->template = "invullen";
    return OK;
}

static int deel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct inzending z = {0};
    struct gast g;
    struct vel b;
    size_t deel = 0;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = deel_kies(q, &g, &deel, e);
    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    return deel_toon(&b, &g, deel, &z, doc_get_str(q->query, STR("controle")).n > 0, r, e);
}

/* ---- saving ---- */

struct bewaring {
    struct http_req *q;
    struct gast *g;
    struct te_bewaren *x;
    size_t n;
    struct inzending *z;
    struct str herhaling, rij, in_rij; /* a row to take away or over, or to add (rij: then its number) */
    bool rij_weg, rij_bij, rij_over;
    struct str *vragen; /* of the repeat */
    size_t n_vragen;
    struct str *binnen; /* repeats in it */
    size_t n_binnen;
    struct antwoord *toen; /* of a row of the ronde before that is taken over */
    size_t n_toen;
    struct antwoord nu; /* of the last one saved */
    size_t n_botsing;
    struct invul_botsing *botsing;
};

/* Is the row in which it lies still there? Of rows that repeat_count makes there is nothing to look up. */
static int rij_er(struct conn *c, const struct bewaring *b, const struct te_bewaren *x, bool *ret,
                  struct err *e)
{
    const struct invul *in = b->g->in;
    size_t k = in->veld.at[x->veld].ouder;
    int rc = OK;

    *ret = true;
    for (; !rc && *ret && k != SIZE_MAX; k = in->veld.at[k].ouder) {
        const struct invul_veld *v = &in->veld.at[k];
        bool weg = false;

        if (veld_el(in, v)->soort != VL_REPEAT || !v->knoop)
            continue;
        rc = rij_is_weg(c, b->g->respons.id, veld_el(in, v)->naam, v->rij, &weg, e);
        *ret = !weg;
    }
    return rc;
}

static int bestand_mee(struct conn *c, const struct bewaring *b, const struct te_bewaren *x, struct err *e)
{
    char som[LINK_HEX + 1];

    if (veld_el(b->g->in, &b->g->in->veld.at[x->veld])->soort != VL_FILE || x->x.toestand != T_BEANTWOORD)
        return OK;
    for (size_t i = 0; i < b->q->n_uploads; i++) {
        sha256_hex(b->q->uploads[i].bytes, som);
        if (str_is(x->x.waarde, som))
            return bestand_bewaar(c, b->g->respons.id, x->x.waarde,
                                  b->q->uploads[i].name.n ? b->q->uploads[i].name : STR("bestand"),
                                  b->q->uploads[i].bytes, e);
    }
    return OK;
}

/* The highest number that a row of this repeat had in the ronde before: those stay theirs. */
static int64_t vorige_hoogste(const struct bewaring *b)
{
    int64_t hoogste = 0, n;

    for (size_t i = 0; i < b->g->n_vorige_rij; i++) {
        const struct antwoord *r = &b->g->vorige_rij[i];
        struct str eigen, in = rij_ouder(r->rij, &eigen);

        if (str_eq(r->vraag, b->herhaling) && str_eq(in, b->in_rij) && num_i64(eigen, &n) && n > hoogste)
            hoogste = n;
    }
    return hoogste;
}

static int over_doe(struct conn *c, const struct bewaring *b, struct err *e)
{
    struct rij_opdracht o = {.herhaling = b->herhaling,
                             .rij = b->rij,
                             .x = b->toen,
                             .n = b->n_toen,
                             .vragen = b->vragen,
                             .n_vragen = b->n_vragen,
                             .binnen = b->binnen,
                             .n_binnen = b->n_binnen};
    struct schrijver wie = b->g->wie;

    wie.bron = BRON_OVERNAME;
    return rij_over(c, b->q->a, &b->g->respons, &wie, &o, e);
}

static int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    struct bewaring *b = ctx;
    struct arena *a = b->q->a;
    int rc = gast_mag_nu(c, a, b->g, e);

    b->n_botsing = 0;
    b->botsing = ARENA_ARRAY(a, struct invul_botsing, b->n + 1);
    for (size_t i = 0; !rc && i < b->n; i++) {
        struct schrijver wie = b->g->wie;
        bool botst = false, er;

        wie.bron = b->x[i].bron;
        rc = rij_er(c, b, &b->x[i], &er, e);
        if (!rc && !er)
            continue; /* the row was taken away meanwhile; what was in it stays in the history */
        if (!rc)
            rc = bestand_mee(c, b, &b->x[i], e);
        if (!rc)
            rc = antwoord_bewaar(c, a, &b->g->respons, &wie, &b->x[i].x, &b->nu, &botst, e);
        if (!rc && botst)
            b->botsing[b->n_botsing++] =
                (struct invul_botsing){b->x[i].veld, b->x[i].x, b->nu, b->x[i].aanvulling};
    }
    if (!rc && b->rij_weg)
        rc = rij_weg(c, a, &b->g->respons, &b->g->wie, b->herhaling, b->rij, b->vragen, b->n_vragen, e);
    if (!rc && b->rij_bij)
        rc =
            rij_bij(c, a, &b->g->respons, &b->g->wie, b->herhaling, b->in_rij, vorige_hoogste(b), &b->rij, e);
    return !rc && b->rij_over ? over_doe(c, b, e) : rc;
}

/* What stands in the repeat. */
static void herhaling_namen(struct http_req *q, struct bewaring *b, size_t van)
{
    const struct vragenlijst *v = b->g->in->v;
    const struct vl_element *el = &v->el.at[van];

    b->vragen = ARENA_ARRAY(q->a, struct str, 2 * (el->eind - van) + 1);
    b->binnen = ARENA_ARRAY(q->a, struct str, el->eind - van + 1);
    for (size_t i = van + 1; i < el->eind; i++) {
        b->vragen[b->n_vragen++] = v->el.at[i].code;
        if (v->el.at[i].of_anders)
            b->vragen[b->n_vragen++] = str_cat(q->a, v->el.at[i].code, STR("_other"));
        if (v->el.at[i].soort == VL_REPEAT)
            b->binnen[b->n_binnen++] = v->el.at[i].naam;
    }
}

static void toen_bij(struct bewaring *b, struct str vraag, struct str waarde)
{
    b->toen[b->n_toen++] =
        (struct antwoord){.vraag = vraag, .rij = b->rij, .waarde = waarde, .toestand = T_BEANTWOORD};
}

/* The row with what was answered in it; rows of a repeat in it are offered by themselves. */
static void rij_toen(struct http_req *q, struct bewaring *b, size_t van)
{
    const struct vragenlijst *v = b->g->in->v;

    b->toen = ARENA_ARRAY(q->a, struct antwoord, 2 * (v->el.at[van].eind - van) + 1);
    for (size_t i = van + 1; i < v->el.at[van].eind;) {
        const struct vl_element *el = &v->el.at[i];
        const struct antwoord *anders =
            el->of_anders ? gast_vorige(b->g, str_cat(q->a, el->code, STR("_other")), b->rij) : NULL;
        struct str waarde;

        if (vorige_waarde(b->g, i, b->rij, &waarde)) {
            toen_bij(b, el->code, waarde);
            if (anders)
                toen_bij(b, anders->vraag, anders->waarde);
        }
        i = el->soort == VL_REPEAT ? el->eind : i + 1;
    }
}

/* "Ja, neem over" of a row of the ronde before. One that is no longer offered (a colleague was first) is
 * there already. */
static void over_knop(struct http_req *q, struct bewaring *b, const struct invul_deel *d, struct str adres)
{
    const struct invul *in = b->g->in;

    for (size_t i = 0; i < b->g->n_vorige_rij; i++) {
        const struct antwoord *r = &b->g->vorige_rij[i];
        size_t hoofd;

        if (!str_eq(str_fmt(q->a, "%.*s@%.*s", STR_ARG(r->vraag), STR_ARG(r->rij)), adres) ||
            !vorige_rij_over(b->g, r, &hoofd) || in->veld.at[hoofd].el < d->van ||
            in->veld.at[hoofd].el >= d->tot)
            continue;
        b->herhaling = r->vraag;
        b->rij = r->rij;
        b->rij_over = true;
        herhaling_namen(q, b, in->veld.at[hoofd].el);
        rij_toen(q, b, in->veld.at[hoofd].el);
        return;
    }
}

/* A button that adds a row, takes one away or over: its value is the address of the repeat, or of the row. */
static int rij_knop(struct http_req *q, struct bewaring *b, const struct invul_deel *d, struct err *e)
{
    struct str weg = doc_get_str(q->form, STR("rij_weg")), bij = doc_get_str(q->form, STR("rij_bij")),
               over = doc_get_str(q->form, STR("rij_over"));
    const struct invul *in = b->g->in;
    const struct invul_veld *x = invul_vind(in, weg.n ? weg : bij);
    const struct vl_element *el = x ? veld_el(in, x) : NULL;

    if (over.n)
        over_knop(q, b, d, over);
    if (over.n || (!weg.n && !bij.n))
        return OK;
    if (!el || el->soort != VL_REPEAT || el->repeat_count.x || (weg.n && !x->knoop) || x->el < d->van ||
        x->el >= d->tot)
        return weg.n ? OK : err_set(e, ERR_DATA, "hier kan geen rij bij");
    b->herhaling = el->naam;
    b->rij = x->rij;
    b->in_rij = x->rij;
    b->rij_weg = weg.n > 0;
    b->rij_bij = !b->rij_weg;
    herhaling_namen(q, b, x->el);
    return OK;
}

static size_t getoonde(const struct invul *in, const struct invul_deel *d)
{
    size_t n = 0;

    for (size_t i = 0; i < in->veld.n; i++)
        n += in->veld.at[i].el >= d->van && in->veld.at[i].el < d->tot && in->veld.at[i].getoond &&
             veld_is_vraag(in, &in->veld.at[i]);
    return n;
}

/* Where one goes when all was saved: on, unless the answers made questions appear here. */
static struct str verder(struct http_req *q, const struct gast *g, size_t deel, size_t voor,
                         const struct bewaring *w)
{
    size_t volgende = buur(g, deel, 1), na = getoonde(g->in, &g->in->deel.at[deel]);
    struct str hier = str_fmt(q->a, "%.*s/deel/%zu", STR_ARG(g->basis), deel + 1);

    for (size_t i = 0; i < q->form->map.n; i++)
        if (str_starts(q->form->map.at[i].key, STR("o/")))
            return str_fmt(q->a, "%.*s#v-%.*s", STR_ARG(hier),
                           STR_ARG(str_sub(q->form->map.at[i].key, 2, q->form->map.at[i].key.n)));
    if (w->rij_weg) {
        struct str eigen, boven = rij_ouder(w->rij, &eigen);

        return str_fmt(q->a, "%.*s#rijen-%.*s%s%.*s", STR_ARG(hier), STR_ARG(w->herhaling),
                       boven.n ? "@" : "", STR_ARG(boven));
    }
    if (w->herhaling.n)
        return str_fmt(q->a, "%.*s#rij-%.*s@%.*s", STR_ARG(hier), STR_ARG(w->herhaling), STR_ARG(w->rij));
    if (doc_get_str(q->form, STR("rij_over")).n) /* a colleague was first: it is there */
        return hier;
    if (na > voor)
        return str_cat(q->a, hier, STR("?gedaan=meer"));
    if (doc_get_str(q->form, STR("blijf")).n)
        return str_cat(q->a, hier, STR("?gedaan=ja"));
    return volgende == SIZE_MAX ? g->basis : str_fmt(q->a, "%.*s/deel/%zu", STR_ARG(g->basis), volgende + 1);
}

/* A page that says why nothing was saved, with the way out. */
int gast_dicht(struct http_req *q, struct gast *g, struct http_resp *r, struct str waarom, struct err *e)
{
    struct vel b;
    struct doc *blok;

    if (q->format != HTTP_HTML)
        return err_set(e, ERR_DENIED, "%.*s", STR_ARG(waarom));
    gast_vel(q, g, &b);
    vel_titel(&b, STR("Dit is niet bewaard"), waarom);
    blok = blok_bij(&b, "weg", STR("Wat kunt u doen?"), STR(""));
    if (g->ronde.contact.n)
        blok_punt(&b, blok,
                  str_fmt(q->a,
                          "Neem contact op met %.*s en vraag of de vragenlijst voor %.*s weer open "
                          "mag.",
                          STR_ARG(g->ronde.contact), STR_ARG(g->respons.partij_naam)));
    blok_punt(&b, blok,
              STR("Ga terug in uw browser: wat u typte staat daar nog, zodat u het kunt kopiëren."));
    feit_bij(q->a, blok_feiten(&b, blok), "Bekijken", STR("wat er wel bewaard is"), g->basis, STR(""),
             STR(""));
    r->status = 403;
    r->template = "beheer";
    return gast_klaar(&b, r, e);
}

static int deel_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct inzending z = {0};
    struct bewaring w = {.q = q, .z = &z};
    struct gast g;
    struct vel b;
    size_t deel = 0, voor;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = deel_kies(q, &g, &deel, e);
    if (rc)
        return rc;
    w.g = &g;
    rc = inzending_lees(q, &g, deel, &z, &w.x, &w.n, e);
    if (!rc)
        rc = rij_knop(q, &w, &g.in->deel.at[deel], e);
    if (rc)
        return rc;
    voor = getoonde(g.in, &g.in->deel.at[deel]);
    rc = vel_schrijf(NULL, q, bewaar_doe, &w, e);
    if (rc == ERR_DENIED)
        return gast_dicht(q, &g, r, str_dup(q->a, str_from(e->text)), e);
    for (size_t i = 0; !rc && i < w.n_botsing; i++)
        VEC_PUSH(q->a, &z.botsing, w.botsing[i]);
    if (!rc)
        rc = gast_ververs(q, &g, e);
    if (rc)
        return rc;
    if (!z.fout.n && !z.botsing.n) {
        r->location = verder(q, &g, deel, voor, &w);
        return OK;
    }
    gast_vel(q, &g, &b);
    return deel_toon(&b, &g, deel, &z, false, r, e);
}

/* ---- one answer, for the browser ---- */

static void antwoord_bij(struct arena *a, struct doc *d, const char *naam, const struct antwoord *x,
                         struct str leesbaar)
{
    struct doc *o = doc_set(a, d, str_from(naam), doc_map(a));

    DOC_SET_STR(a, o, "waarde", x->waarde);
    DOC_SET_STR(a, o, "leesbaar", leesbaar);
    DOC_SET_STR(a, o, "toestand", str_from(toestand_namen[x->toestand]));
    DOC_SET_INT(a, o, "revisie", x->revisie);
    if (x->moment)
        DOC_SET_STR(a, o, "wanneer", time_nl(a, x->moment));
    if (x->wie.n)
        DOC_SET_STR(a, o, "wie", x->wie);
}

static bool ziet_veld(const struct gast *g, const struct invul_veld *x)
{
    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];

        if (((x->el >= d->van && x->el < d->tot) || x->el == d->el) && gast_ziet(g, d))
            return true;
    }
    return !g->deel.n;
}

/* veld, waarde, toestand, revisie, aanvulling? → what stands there now; 409 with both when another was first.
 */
static int antwoord_lees_in(struct http_req *q, const struct gast *g, struct te_bewaren *x, struct err *e)
{
    struct str adres = doc_get_str(q->form, STR("veld")), fout, stand = doc_get_str(q->form, STR("toestand"));
    const struct invul_veld *v = invul_vind(g->in, adres);
    int64_t revisie = 0;

    if (!v || !ziet_veld(g, v) || !veld_is_vraag(g->in, v) || veld_el(g->in, v)->soort == VL_FILE)
        return err_set(e, ERR_NOT_FOUND, "de vraag “%.*s” is er niet (meer)", STR_ARG(utf8_clip(adres, 60)));
    if (!num_i64(doc_get_str(q->form, STR("revisie")), &revisie) || revisie < 0)
        return err_set(e, ERR_DATA, "revisie: verwacht een nummer vanaf 0");
    x->veld = (size_t)(v - g->in->veld.at);
    x->aanvulling = doc_get_str(q->form, STR("aanvulling")).n > 0 && veld_el(g->in, v)->of_anders;
    x->bron = g->wie.bron;
    x->x = x->aanvulling ? v->anders : v->antwoord;
    if (x->aanvulling)
        x->x.waarde = str_trim(str_sub(doc_get_str(q->form, STR("waarde")), 0, ANTWOORD_MAX));
    else if (!waarde_net(g->in, v, doc_get_str(q->form, STR("waarde")), &x->x.waarde, &fout))
        return err_set(e, ERR_DATA, "%.*s", STR_ARG(fout));
    x->x.toestand = x->x.waarde.n ? T_BEANTWOORD : T_LEEG;
    if (str_is(stand, "weet_niet") || str_is(stand, "nvt")) {
        x->x.toestand = str_is(stand, "nvt") ? T_NVT : T_WEET_NIET;
        x->x.waarde = STR("");
    }
    x->x.revisie = revisie;
    return OK;
}

/* A text that names answers (${x}), as it reads now. */
static void tekst_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o,
                      const char *naam, struct vl_tekst t)
{
    struct str s = vl_tekst_nl(in->v, t);

    if (memmem(s.p ? s.p : "", s.n, "${", 2))
        doc_set(a, o, str_from(naam), doc_str(a, tekst_gevuld(in, x, s)));
}

/* The heading of a row counts it too: "Plan 2 van Parkstad". */
static void rij_kop_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o)
{
    struct doc *label = doc_get(o, STR("label"));

    if (label && veld_el(in, x)->soort == VL_REPEAT && x->knoop)
        DOC_SET_STR(a, o, "label", str_fmt(a, "%.*s %lld", STR_ARG(label->s), (long long)rij_telt(in, x)));
}

/* Choices that name answers, by their code. */
static void keuzes_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o)
{
    const struct vl_element *el = veld_el(in, x);
    struct doc *l = doc_map(a);

    for (size_t i = 0; el->lijst && i < el->lijst->keuze.n; i++) {
        struct str s = vl_tekst_nl(in->v, el->lijst->keuze.at[i].label);

        if (memmem(s.p ? s.p : "", s.n, "${", 2))
            doc_set(a, l, el->lijst->keuze.at[i].naam, doc_str(a, tekst_gevuld(in, x, s)));
    }
    if (l->map.n)
        DOC_SET(a, o, "keuzes", l);
}

/* What the answer changes elsewhere, in what this one sees: shown or not, what is computed, what is not
 * right, and texts that name it. */
static void gevolg_doc(struct arena *a, const struct gast *g, struct doc *d)
{
    struct doc *l = DOC_SET(a, d, "velden", doc_map(a));

    for (size_t i = 0; i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];
        struct doc *o;

        if (!ziet_veld(g, x))
            continue;
        o = doc_set(a, l, veld_adres(a, g->in->v, x), doc_map(a));
        DOC_SET_BOOL(a, o, "getoond", x->getoond);
        if (x->vast)
            DOC_SET_STR(a, o, "leesbaar", veld_leesbaar(g->in, x, x->waarde));
        if (x->fout.n)
            DOC_SET_STR(a, o, "fout", x->fout);
        if (!x->getoond)
            continue;
        tekst_bij(a, g->in, x, o, "label", veld_el(g->in, x)->label);
        tekst_bij(a, g->in, x, o, "hint", veld_el(g->in, x)->hint);
        keuzes_bij(a, g->in, x, o);
        rij_kop_bij(a, g->in, x, o);
    }
}

static int antwoord_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct te_bewaren x = {0};
    struct bewaring w = {.q = q, .x = &x, .n = 1};
    const struct invul_veld *veld;
    struct gast g;
    struct doc *d = doc_map(q->a);
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = antwoord_lees_in(q, &g, &x, e);
    if (rc)
        return rc;
    w.g = &g;
    rc = vel_schrijf(NULL, q, bewaar_doe, &w, e);
    if (!rc)
        rc = gast_ververs(q, &g, e);
    if (rc)
        return rc;
    veld = &g.in->veld.at[x.veld < g.in->veld.n ? x.veld : 0];
    if (w.n_botsing) {
        const struct invul_botsing *k = &w.botsing[0];

        r->status = 409;
        antwoord_bij(q->a, d, "mijn", &k->mijn,
                     k->aanvulling ? k->mijn.waarde : veld_leesbaar(g.in, veld, k->mijn.waarde));
        antwoord_bij(q->a, d, "hun", &k->hun,
                     k->aanvulling ? k->hun.waarde : veld_leesbaar(g.in, veld, k->hun.waarde));
    } else {
        antwoord_bij(q->a, d, "nu", &w.nu, STR(""));
        gevolg_doc(q->a, &g, d);
    }
    r->tree = d;
    return OK;
}

/* What the browser needs to follow the routing itself. Who sees one section alone gets no answers of others.
 */
static int definitie_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    int rc = gast_open(q, &g, e);

    if (!rc && g.deel.n)
        rc = err_set(e, ERR_DENIED, "Met deze link kunt u een deel van de vragenlijst zien.");
    if (!rc)
        r->tree = eiland_doc(&g);
    return rc;
}

static int bestand_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    int rc = gast_open(q, &g, e);

    if (!rc && g.deel.n)
        rc = err_set(e, ERR_DENIED, "Met deze link kunt u dit bestand niet zien.");
    if (!rc)
        rc = bestand_haal(q->conn, q->a, g.respons.id, doc_get_str(q->params, STR("som")), &r->filename,
                          &r->body, e);
    r->type = "application/octet-stream"; /* never shown, always taken along: it is somebody's file */
    return rc;
}

/* lees: flags of what is read. By a link one reads one's own, and its address holds a secret. */
#define WEG(r, lees, voor, params_een, params_deel, params_bestand)                                          \
    {"GET", voor,       begin_get, "beheer", "Een vragenlijst om in te vullen: hoe ver, en welke delen",     \
     lees,  params_een, .recht = r},                                                                         \
        {"GET", voor "/deel/{deel}", deel_get,  "invullen", "Een deel van een vragenlijst",                  \
         lees,  params_deel,         .recht = r},                                                            \
        {"POST",                                                                                             \
         voor "/deel/{deel}",                                                                                \
         deel_post,                                                                                          \
         "invullen",                                                                                         \
         "Bewaart de antwoorden van een deel",                                                               \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_deel,                                                                                        \
         .recht = r},                                                                                        \
        {"POST",                                                                                             \
         voor "/antwoord",                                                                                   \
         antwoord_post,                                                                                      \
         NULL,                                                                                               \
         "Bewaart één antwoord; 409 als een ander eerder was",                                               \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_een,                                                                                         \
         .recht = r},                                                                                        \
        {"GET", voor "/definitie", definitie_get, NULL, "De vragenlijst voor de browser",                    \
         lees,  params_een,        .recht = r},                                                              \
        {"GET", voor "/indienen", indienen_get, "beheer", "Nakijken voor het indienen",                      \
         lees,  params_een,       .recht = r},                                                               \
        {"POST",                                                                                             \
         voor "/indienen",                                                                                   \
         indienen_post,                                                                                      \
         "beheer",                                                                                           \
         "Dient de vragenlijst in",                                                                          \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_een,                                                                                         \
         .recht = r},                                                                                        \
        {"GET", voor "/bewijs", bewijs_get, "beheer", "Het ontvangstbewijs", lees, params_een, .recht = r},  \
    {                                                                                                        \
        "GET", voor "/bestand/{som}", bestand_get, NULL, "Een bestand dat als antwoord is gegeven", lees,    \
            params_bestand, .recht = r                                                                       \
    }

static const struct http_param geen_params[] = {{0}};

/* Without a link: where one gets it; in the demo, links that everybody may try. */
static int invullen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct omgeving *o = q->app;
    struct doc *blok, *f;
    struct vel b;

    volg_vel(q, &b);
    vel_titel(&b, STR("Een vragenlijst invullen"),
              STR("U vult een vragenlijst in met de link uit uw uitnodiging. Een account is niet nodig."));
    blok = blok_bij(&b, "hoe", STR("Hoe het gaat"), STR(""));
    blok_punt(
        &b, blok,
        STR("Open de link uit uw uitnodiging. Werkt hij niet, vraag dan een nieuwe bij wie u uitnodigde."));
    blok_punt(&b, blok,
              STR("Elk antwoord wordt apart bewaard. U kunt stoppen, later verdergaan, en met collega’s "
                  "tegelijk werken."));
    blok_punt(&b, blok, STR("Aan het eind kijkt u alles na en dient u in. U krijgt een ontvangstbewijs."));
    if (o->demo) {
        blok = blok_bij(&b, "proef", STR("Probeer het"),
                        STR("Deze contactpersonen en hun antwoorden zijn verzonnen. Open twee links in twee "
                            "vensters om samen in te vullen."));
        f = blok_feiten(&b, blok);
        for (const struct ronde_demo_contact *k = ronde_demo_contacten; k->token; k++)
            feit_bij(q->a, f, k->naam, STR("open de vragenlijst"), str_fmt(q->a, "/invullen/%s", k->token),
                     str_from(k->uitleg), STR(""));
    }
    return vel_klaar(&b, r, e);
}

const struct http_route invul_routes[] = {
    {"GET", "/invullen", invullen_get, "beheer", "Hoe u een vragenlijst invult", 0, geen_params,
     .recht = RECHT_INVULLEN},
    WEG(RECHT_INVULLEN, ROUTE_STORE | ROUTE_NO_STORE_CACHE, "/invullen/{sleutel}", link_params,
        link_deel_params, link_bestand_params),
    {"POST", "/invullen/{sleutel}/collega", collega_post, "beheer", "Vraagt een collega om mee te doen",
     ROUTE_STORE | ROUTE_SLOW, link_params, .recht = RECHT_INVULLEN},
    WEG(RECHT_RONDE, ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, "/rondes/{code}/respons/{partij}",
        papier_params, papier_deel_params, papier_bestand_params),
    {0},
};
