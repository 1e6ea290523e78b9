/* SPDX-License-Identifier: EUPL-1.2
 * /rondes/{code}: the answer first (how many, how long yet), then whom to write, then organisations, regions
 * and sections. */
#include "ronde/volg.h"

#include "ronde/gast.h"

#include <string.h>

static const struct http_param volg_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"indeling", "in welke regio's geteld wordt", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};

int volg_open(struct http_req *q, struct ronde *r, struct err *e)
{
    int rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);

    return rc ? rc : ronde_bij_code(q->conn, q->a, doc_get_str(q->params, STR("code")), r, e);
}

void volg_vel(struct http_req *q, struct vel *b)
{
    struct arena *a = q->a;

    *b = (struct vel){.p = {.q = q, .a = a, .o = q->app, .c = q->conn, .boom = doc_map(a)}};
    DOC_SET_BOOL(a, b->p.boom, "heeft_fouten", false);
    DOC_SET(a, b->p.boom, "fouten", doc_list(a));
    DOC_SET(a, b->p.boom, "blokken", doc_list(a));
    DOC_SET_BOOL(a, b->p.boom, "context", false);
}

/* ---- counting ---- */

struct telling {
    int64_t alle, ingediend, bezig, niet;
};

static void tel(struct telling *t, const struct ronde_stap *s)
{
    t->alle++;
    if (str_is(s->stand, "ingediend"))
        t->ingediend++;
    else if (s->begonnen)
        t->bezig++;
    else
        t->niet++;
}

static struct str stand_tekst(const struct ronde_stap *s)
{
    return str_is(s->stand, "ingediend")  ? STR("ingediend")
           : str_is(s->stand, "heropend") ? STR("heropend")
           : s->begonnen                  ? STR("bezig")
                                          : STR("niet begonnen");
}

static void tel_kolommen(struct pagina *p, struct doc *t, struct str eerste)
{
    tabel_kolom(p, t, "wat", eerste, STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "doelgroep", STR("Doelgroep"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "ingediend", STR("Ingediend"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "bezig", STR("Bezig"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "niet_begonnen", STR("Niet begonnen"), STR(""), KOLOM_GETAL, 0, false);
}

static void tel_rij(struct pagina *p, struct doc *t, struct str naam, const struct telling *x, bool totaal)
{
    struct doc *rij = tabel_regel(p, t, totaal);

    cel_tekst(p, t, rij, naam, STR(""), STR(""));
    cel_getal(p, t, rij, x->alle, 0, STR(""));
    cel_getal(p, t, rij, x->ingediend, 0, STR(""));
    cel_getal(p, t, rij, x->bezig, 0, STR(""));
    cel_getal(p, t, rij, x->niet, 0, STR(""));
}

/* ---- blocks ---- */

static void organisaties_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(b, "organisaties", STR("Per organisatie"), STR("")),
               *t = tabel_maak(p, "organisaties-lijst", STR("Hoe ver elke organisatie is"), STR(""));

    tabel_kolom(p, t, "naam", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "antwoorden", STR("Antwoorden"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "laatst", STR("Laatst gewerkt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "contacten", STR("Contacten"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "bericht", STR("Laatste bericht"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(
            p, t, rij, s[i].doel.naam,
            str_fmt(p->a, "/rondes/%.*s/respons/%lld", STR_ARG(r->code), (long long)s[i].doel.partij_id),
            STR(""));
        cel_tekst(p, t, rij, stand_tekst(&s[i]), STR(""), STR(""));
        cel_getal(p, t, rij, s[i].beantwoord, 0, STR(""));
        cel_tekst(p, t, rij, s[i].laatst ? time_nl(p->a, s[i].laatst) : STR("–"), STR(""), STR(""));
        cel_getal(p, t, rij, s[i].contacten, 0, STR(""));
        cel_tekst(p, t, rij, s[i].laatste_bericht ? time_nl(p->a, s[i].laatste_bericht) : STR("–"), STR(""),
                  STR(""));
    }
    tabel_noot(
        p, t,
        STR("Kies een organisatie om haar antwoorden te zien, om antwoorden van papier in te voeren, of "
            "om haar te heropenen."));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

static struct str indeling_nu(const struct http_req *q)
{
    struct str s = doc_get_str(q->query, STR("indeling"));

    return s.n ? s : STR("vijfdeling");
}

static int regios_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n,
                       struct err *e)
{
    struct pagina *p = &b->p;
    struct ronde_ligging *l = NULL;
    struct doc *blok, *t;
    size_t n_l = 0;
    struct map op_id;
    int rc = ronde_liggingen(p->c, p->a, r->id, indeling_nu(p->q), &l, &n_l, e);

    if (!rc && !n_l) /* not in the Netherlands' south, or nowhere at all: by province */
        rc = ronde_liggingen(p->c, p->a, r->id, STR("provincie"), &l, &n_l, e);
    if (rc || !n_l)
        return rc;
    map_init(&op_id, p->a);
    for (size_t i = 0; i < n; i++)
        map_put(&op_id, str_fmt(p->a, "%lld", (long long)s[i].doel.partij_id), NULL)->value.p =
            (void *)(uintptr_t)&s[i];
    blok = blok_bij(b, "regios", STR("Per regio"), STR(""));
    t = tabel_maak(p, "regios-lijst", STR("Hoe ver elke regio is"), STR(""));
    tel_kolommen(p, t, STR("Regio"));
    for (size_t i = 0; i < n_l;) {
        struct telling x = {0};
        size_t k = i;

        for (; k < n_l && str_eq(l[k].gebied, l[i].gebied); k++) {
            const struct map_entry *m = map_get(&op_id, str_fmt(p->a, "%lld", (long long)l[k].partij_id));

            if (m)
                tel(&x, m->value.p);
        }
        tel_rij(p, t, l[i].naam, &x, false);
        i = k;
    }
    tabel_noot(p, t,
               STR("Een organisatie die in meer regio’s werkt, telt in elk daarvan. De indeling is die "
                   "van de peildatum."));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    return OK;
}

static int delen_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n,
                      struct err *e)
{
    struct pagina *p = &b->p;
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct invul *in;
    struct doc *blok, *t;
    bool *begonnen = NULL;
    int rc = versie_lees(p->c, p->a, r->versie_id, &w, &v, e);

    if (!rc)
        rc = invul_maak(p->a, v, &(struct invul_gegeven){.peildatum = r->peildatum}, &in, e);
    if (!rc)
        rc = ronde_delen_begonnen(p->c, p->a, r->id, in, s, n, &begonnen, e);
    if (rc)
        return rc;
    blok = blok_bij(b, "delen", STR("Per deel"), STR(""));
    t = tabel_maak(p, "delen-lijst", STR("Hoe ver elk deel van de vragenlijst is"), STR(""));
    tel_kolommen(p, t, STR("Deel"));
    for (size_t d = 0; d < in->deel.n; d++) {
        struct telling x = {.alle = (int64_t)n};

        for (size_t i = 0; i < n; i++) {
            bool klaar = str_is(s[i].stand, "ingediend");

            x.ingediend += klaar;
            x.bezig += !klaar && begonnen[i * in->deel.n + d];
        }
        x.niet = x.alle - x.ingediend - x.bezig;
        tel_rij(p, t, in->deel.at[d].label, &x, false);
    }
    tabel_noot(p, t, STR("Bezig: de organisatie gaf in dit deel een antwoord en heeft nog niet ingediend."));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
    return OK;
}

static void aandacht_blok(struct vel *b, const struct ronde *r, const struct ronde_stap *s, size_t n)
{
    struct pagina *p = &b->p;
    struct str hier = str_fmt(p->a, "/rondes/%.*s", STR_ARG(r->code));
    struct doc *blok;
    size_t zonder = 0, niet = 0, nieuw = 0;

    for (size_t i = 0; i < n; i++) {
        zonder += !s[i].contacten;
        if (str_is(s[i].stand, "ingediend"))
            continue;
        niet += s[i].contacten && s[i].berichten;
        nieuw += s[i].contacten && !s[i].berichten;
    }
    blok = blok_bij(b, "aandacht", STR("Wat vraagt nu aandacht"), STR(""));
    if (ronde_nu(r, time_ms()) == RONDE_GESLOTEN) { /* nobody can fill in: whom to write does not matter */
        blok_punt(b, blok,
                  STR("De ronde is gesloten. Hieronder kunt u haar heropenen, voor iedereen of voor één "
                      "organisatie."));
        return;
    }
    if (zonder)
        blok_punt(b, blok,
                  str_fmt(p->a, "%zu organisatie%s nog geen contactpersoon.", zonder,
                          zonder == 1 ? " heeft" : "s hebben"));
    if (r->stand == RONDE_CONCEPT)
        blok_punt(b, blok, STR("De ronde is nog niet open."));
    if (nieuw)
        blok_punt(b, blok,
                  str_fmt(p->a, "%zu organisatie%s nog geen uitnodiging.", nieuw,
                          nieuw == 1 ? " kreeg" : "s kregen"));
    if (niet)
        blok_punt(b, blok,
                  str_fmt(p->a, "%zu organisatie%s uitgenodigd en diende%s nog niet in.", niet,
                          niet == 1 ? " is" : "s zijn", niet == 1 ? "" : "n"));
    if (!zonder && !nieuw && !niet)
        blok_punt(b, blok, STR("Iedereen heeft ingediend."));
    if (zonder)
        form_bij(b, blok, str_cat(p->a, hier, STR("/contacten/overnemen")),
                 "Neem contactpersonen van organisaties over");
    if (ronde_nu(r, time_ms()) != RONDE_OPEN)
        return;
    if (nieuw)
        form_bij(b, blok, str_cat(p->a, hier, STR("/uitnodigen")), "Nodig uit wie nog geen bericht kreeg");
    if (niet)
        form_bij(b, blok, str_cat(p->a, hier, STR("/herinneren")), "Herinner wie nog niet heeft ingediend");
}

/* Closing asks for a second step: it says first what that does, and how it is undone. */
static void sluit_blok(struct vel *b, const struct ronde *r, const struct telling *t)
{
    struct pagina *p = &b->p;
    int64_t over = t->bezig + t->niet;
    struct doc *blok = blok_bij(
        b, "sluiten", STR("Nu sluiten"),
        over ? str_fmt(p->a,
                       "%lld %s nog niet ingediend: %lld %s bezig, %lld %s niet begonnen. Na het sluiten kan "
                       "niemand meer invullen of indienen. Wat is ingevuld blijft bewaard, en op deze pagina "
                       "kunt u de ronde weer heropenen.",
                       (long long)over, over == 1 ? "organisatie heeft" : "organisaties hebben",
                       (long long)t->bezig, t->bezig == 1 ? "is" : "zijn", (long long)t->niet,
                       t->niet == 1 ? "is" : "zijn")
             : STR("Iedereen heeft ingediend. Op deze pagina kunt u de ronde later weer heropenen."));

    DOC_SET_BOOL(
        p->a, form_bij(b, blok, str_fmt(p->a, "/rondes/%.*s/sluiten", STR_ARG(r->code)), "Sluit de ronde nu"),
        "is_gevaar", true);
    blok_klap_in(b, blok, STR("De ronde vóór de laatste dag sluiten"), false);
}

static void zet_blok(struct vel *b, const struct ronde *r, const struct telling *t)
{
    struct pagina *p = &b->p;
    struct str hier = str_fmt(p->a, "/rondes/%.*s", STR_ARG(r->code));
    enum ronde_stand nu = ronde_nu(r, time_ms());
    struct doc *blok = blok_bij(b, "zetten", nu == RONDE_OPEN ? STR("Verlengen of inkorten") : STR("Openen"),
                                nu == RONDE_GESLOTEN
                                    ? STR("Heropenen geldt voor iedereen. Voor een enkele organisatie: kies "
                                          "haar hierboven.")
                                    : STR("")),
               *f = form_bij(b, blok, str_cat(p->a, hier, STR("/openen")),
                             nu == RONDE_OPEN       ? "Bewaar de laatste dag"
                             : nu == RONDE_GESLOTEN ? "Heropen de ronde"
                                                    : "Open de ronde");

    form_veld(b, f, "sluit", "Laatste dag", "Tot en met 23:59 uur.", "is_datum",
              date_iso(p->a, time_date(r->sluit)));
    if (nu == RONDE_OPEN)
        sluit_blok(b, r, t);
}

static void feiten_blok(struct vel *b, const struct ronde *r)
{
    struct pagina *p = &b->p;
    struct doc *f = blok_feiten(b, blok_bij(b, "ronde", STR("Deze ronde"), STR("")));

    feit_bij(
        p->a, f, "Vragenlijst", r->lijst_titel,
        str_fmt(p->a, "/vragenlijsten/%.*s?versie=%lld", STR_ARG(r->lijst_code), (long long)r->versie_nummer),
        str_fmt(p->a, "versie %lld", (long long)r->versie_nummer), STR(""));
    feit_bij(p->a, f, "Op papier", STR("lege vragenlijst om af te drukken"),
             str_fmt(p->a, "/vragenlijsten/%.*s/papier?versie=%lld&peildatum=%.*s", STR_ARG(r->lijst_code),
                     (long long)r->versie_nummer, STR_ARG(date_iso(p->a, r->peildatum))),
             STR(""), STR(""));
    feit_bij(p->a, f, "Uitkomsten", STR("wat er geantwoord is"),
             str_fmt(p->a, "/uitkomsten/%.*s", STR_ARG(r->code)),
             ronde_nu(r, time_ms()) == RONDE_GESLOTEN ? STR("ook voor bezoekers")
                                                      : STR("voor bezoekers als de ronde gesloten is"),
             STR(""));
    feit_bij(p->a, f, "Peildatum", date_nl(p->a, r->peildatum), STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Open",
             str_fmt(p->a, "van %.*s tot en met %.*s", STR_ARG(time_nl(p->a, r->opent)),
                     STR_ARG(time_nl(p->a, r->sluit))),
             STR(""), STR("op de Nederlandse klok"), STR(""));
    feit_bij(p->a, f, "Wie helpt", r->contact.n ? r->contact : STR("niet ingevuld"), STR(""), STR(""),
             STR(""));
}

static struct str volg_antwoord(struct arena *a, const struct ronde *r, const struct telling *t)
{
    enum ronde_stand nu = ronde_nu(r, time_ms());

    if (nu == RONDE_CONCEPT)
        return str_fmt(a, "De ronde is nog niet open. Zij gaat naar %lld organisatie%s, en sluit %.*s.",
                       (long long)t->alle, t->alle == 1 ? "" : "s", STR_ARG(sluit_tekst(a, r, time_ms())));
    return str_fmt(a,
                   "%lld van de %lld organisaties %s ingediend, %lld %s bezig en %lld %s niet "
                   "begonnen. De ronde %s %.*s.",
                   (long long)t->ingediend, (long long)t->alle, t->ingediend == 1 ? "heeft" : "hebben",
                   (long long)t->bezig, t->bezig == 1 ? "is" : "zijn", (long long)t->niet,
                   t->niet == 1 ? "is" : "zijn", nu == RONDE_GESLOTEN ? "is gesloten" : "sluit",
                   STR_ARG(nu == RONDE_GESLOTEN && time_ms() <= r->sluit ? STR("vóór de laatste dag")
                                                                         : sluit_tekst(a, r, time_ms())));
}

static void gelukt(struct vel *b)
{
    static const struct {
        const char *code, *kop;
    } woorden[] = {{"gemaakt", "de ronde is gemaakt; voeg contactpersonen toe en open haar"},
                   {"open", "de ronde is open"},
                   {"dicht", "de ronde is gesloten"},
                   {"heropend", "de organisatie kan weer invullen"},
                   {"contact", "het contact is bewaard"},
                   {"ingetrokken", "de links van dit contact werken niet meer"},
                   {"over", "de contactpersonen zijn overgenomen"}};

    for (size_t i = 0; i < sizeof woorden / sizeof *woorden; i++)
        if (str_is(doc_get_str(b->p.q->query, STR("gedaan")), woorden[i].code))
            vel_gelukt(b, str_from(woorden[i].kop), STR(""));
    if (str_is(doc_get_str(b->p.q->query, STR("gedaan")), "niemand"))
        vel_let_op(b, STR("er was niemand om over te nemen"),
                   STR("Bij de organisaties zonder contactpersoon in deze ronde staat er ook bij Partijen "
                       "geen. Voeg ze hieronder toe."));
}

int volg_toon(struct vel *b, const struct ronde *r, struct http_resp *resp, struct err *e)
{
    struct arena *a = b->p.a;
    struct ronde_stap *s = NULL;
    struct telling t = {0};
    size_t n = 0;
    int rc = ronde_stappen(b->p.c, a, r->id, &s, &n, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++)
        tel(&t, &s[i]);
    pagina_kruimel(&b->p, STR("Rondes"), STR("/rondes"));
    pagina_kruimel(&b->p, r->titel, STR(""));
    vel_titel(b, r->titel, volg_antwoord(a, r, &t));
    if (r->verzonnen)
        label_bij(a, DOC_SET(a, b->p.boom, "statussen", doc_list(a)), STR("verzonnen"));
    DOC_SET_INT(a, b->p.boom, "ingediend", t.ingediend);
    DOC_SET_INT(a, b->p.boom, "doelgroep", t.alle);
    DOC_SET_INT(a, b->p.boom, "dagen", ronde_dagen(r, time_ms()));
    gelukt(b);
    aandacht_blok(b, r, s, n);
    organisaties_blok(b, r, s, n);
    rc = regios_blok(b, r, s, n, e);
    if (!rc)
        rc = delen_blok(b, r, s, n, e);
    if (!rc)
        rc = contacten_blok(b, r, s, n, e);
    if (rc)
        return rc;
    zet_blok(b, r, &t);
    feiten_blok(b, r);
    return vel_klaar(b, resp, e);
}

static int volg_get(struct http_req *q, struct http_resp *resp, struct err *e)
{
    struct ronde r;
    struct vel b;
    int rc = volg_open(q, &r, e);

    if (rc)
        return rc;
    volg_vel(q, &b);
    return volg_toon(&b, &r, resp, e);
}

const struct http_route volg_routes[] = {
    {"GET", "/rondes/{code}", volg_get, "beheer", "Hoe ver een ronde is",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, volg_params, .recht = RECHT_RONDE},
    {0},
};
