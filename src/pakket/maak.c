/* SPDX-License-Identifier: EUPL-1.2
 * The pieces of a package, one after another. What is read belongs to one moment (stand), and nothing in the
 * store is ever overwritten, so each piece lends a connection and gives it back. The description comes last,
 * because it holds the size and hash of every file. */
#include "pakket/maak.h"

#include "base/num.h"
#include "doc/csv.h"
#include "doc/json.h"
#include "gebied/grens.h"
#include "tabel/tabel.h"

#include <stdarg.h>
#include <stdlib.h>

enum {
    STUK_RIJEN = 800,
    STUK_ZOEK = 200000,
    STUK_PLANNEN = 200,
    STUK_BYTES = 256 << 10,
    STUK_LEVERINGEN = 50,
    NIVEAU = 4
};

/* ---- one file ---- */

/* Hands over the rows that wait, so that a piece may end. */
static void spoel(struct pakket_maker *m)
{
    struct str s = buf_str(&m->b);

    if (!m->deel_open || !s.n)
        return;
    crypto_hash_sha256_update(&m->som, (const unsigned char *)s.p, s.n);
    zip_uit_bytes(m->zip, s);
    m->nu.bytes += (int64_t)s.n;
    m->b.n = 0;
}

static void bestand_open(struct pakket_maker *m, struct str pad, struct str titel, bool groot)
{
    m->nu = (struct deel_geschreven){.pad = str_dup(&m->a, pad), .titel = str_dup(&m->a, titel)};
    m->deel_open = true;
    m->b.n = 0;
    crypto_hash_sha256_init(&m->som);
    zip_uit_deel(m->zip, pad, groot);
}

static void bestand_sluit(struct pakket_maker *m)
{
    unsigned char som[crypto_hash_sha256_BYTES];

    if (!m->deel_open)
        return;
    spoel(m);
    zip_uit_deel_eind(m->zip);
    crypto_hash_sha256_final(&m->som, som);
    sodium_bin2hex(m->nu.sha256, sizeof m->nu.sha256, som, sizeof som);
    VEC_PUSH(&m->a, &m->deel, m->nu);
    m->deel_open = false;
}

/* ---- rows ---- */

static void scheiding(struct pakket_maker *m)
{
    if (m->rij_open)
        buf_char(&m->b, ',');
    m->rij_open = true;
}

static void cel(struct pakket_maker *m, struct str s)
{
    bool citaat = false;

    scheiding(m);
    for (size_t i = 0; i < s.n && !citaat; i++)
        citaat = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!citaat) {
        buf_add(&m->b, s);
        return;
    }
    buf_char(&m->b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(&m->b, '"');
        buf_char(&m->b, s.p[i]);
    }
    buf_char(&m->b, '"');
}

static void cel_i(struct pakket_maker *m, int64_t v)
{
    scheiding(m);
    buf_i64(&m->b, v);
}

/* A number for which nought means that there is none. */
static void cel_of_leeg(struct pakket_maker *m, int64_t v)
{
    scheiding(m);
    if (v)
        buf_i64(&m->b, v);
}

static void cel_datum(struct pakket_maker *m, date_t d)
{
    scheiding(m);
    if (d && d != DATE_OPEN)
        buf_fmt(&m->b, "%04d-%02d-%02d", d / 10000, d / 100 % 100, d % 100);
}

static void cel_moment(struct pakket_maker *m, int64_t ms)
{
    cel(m, ms ? time_iso(m->b.a, ms) : STR(""));
}

static void cel_janee(struct pakket_maker *m, bool v)
{
    cel(m, v ? STR("ja") : STR("nee"));
}

static void cel_kolom(struct pakket_maker *m, int64_t kolom)
{
    cel(m, kolom < 0 ? STR("") : tabel_kolom_letter(m->b.a, (size_t)kolom));
}

static void rij_eind(struct pakket_maker *m)
{
    buf_lit(&m->b, "\r\n");
    m->rij_open = false;
    m->nu.rijen++;
}

/* A table of ours begins at its first row, so that one without rows is left out. */
static void deel_begin(struct pakket_maker *m, enum deel_id id)
{
    const struct deel_soort *s = &deel_soorten[id];

    if (m->deel_open)
        return;
    bestand_open(m, str_from(s->pad), str_from(s->titel), s->groot);
    m->nu.soort = s;
    for (const struct deel_veld *v = s->velden; v->naam; v++)
        cel(m, str_from(v->naam));
    rij_eind(m);
    m->nu.rijen = 0;
}

static void gebied_cel(struct pakket_maker *m, const struct gebied *g)
{
    m->gebruikt[g->index] = true;
    cel(m, g->code);
}

/* A row of plain cells: 's' struct str, 'i' int64_t, 'l' int64_t of which 0 is an empty cell, 'd' date_t, 'm'
 * a moment (int64_t), 'j' bool as an int. */
static void rij_schrijf(struct pakket_maker *m, enum deel_id id, const char *vorm, ...)
{
    va_list ap;

    deel_begin(m, id);
    va_start(ap, vorm);
    for (; *vorm; vorm++)
        switch (*vorm) {
        case 's':
            cel(m, va_arg(ap, struct str));
            break;
        case 'i':
            cel_i(m, va_arg(ap, int64_t));
            break;
        case 'l':
            cel_of_leeg(m, va_arg(ap, int64_t));
            break;
        case 'd':
            cel_datum(m, va_arg(ap, date_t));
            break;
        case 'm':
            cel_moment(m, va_arg(ap, int64_t));
            break;
        default:
            cel_janee(m, va_arg(ap, int));
        }
    va_end(ap);
    rij_eind(m);
}

/* ---- the steps: 1 there is more of it, 0 it is done ---- */

static struct beschrijving beschrijving_van(const struct pakket_maker *m)
{
    return (struct beschrijving){.keuze = &m->k,
                                 .installatie = m->o->naam.n ? m->o->naam : STR("Woonzorg"),
                                 .stand = m->k.stand,
                                 .deel = m->deel.at,
                                 .n = m->deel.n,
                                 .bron = m->bron,
                                 .n_bronnen = m->n_bronnen,
                                 .leveringen = (int64_t)m->n_leveringen,
                                 .geheim = m->k.volledig,
                                 .verzonnen = m->verzonnen};
}

static int stap_leesmij(struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct beschrijving b = beschrijving_van(m);

    (void)c;
    (void)e;
    bestand_open(m, STR("LEESMIJ.txt"), STR("Wat erin zit en hoe u het leest"), false);
    buf_add(&m->b, leesmij(m->b.a, &b));
    bestand_sluit(m);
    return 0;
}

static int stap_leveringen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (int i = 0; i < STUK_LEVERINGEN && m->at < m->n_leveringen; i++, m->at++) {
        const struct maak_levering *x = &m->levering[m->at];
        struct levering nog;
        struct str verslag;
        int rc = levering_lees(c, m->b.a, x->l.id, &nog, &verslag, e);

        if (rc)
            return rc;
        rij_schrijf(m, DEEL_LEVERINGEN, "issdssimssmlsijs", x->l.id, x->l.soort, x->l.leveraar,
                    x->l.peildatum, x->l.bestand, x->l.sha256, x->l.bytes, x->l.ontvangen,
                    m->k.volledig ? x->l.wie : STR(""), x->l.status, x->l.einde, x->l.vervangen_door,
                    x->l.reden, x->l.cijfers, x->geheel, verslag);
    }
    if (m->at < m->n_leveringen)
        return 1;
    bestand_sluit(m);
    return 0;
}

static void onderwerpen_schrijf(struct pakket_maker *m)
{
    static const char *const aarden[] = {"stand", "stroom", "verhouding"};

    for (size_t i = 0; i < m->n_onderwerpen; i++) {
        const struct onderwerp *o = &m->onderwerp[i];

        rij_schrijf(m, DEEL_ONDERWERPEN, "sssislss", o->code, o->naam, o->eenheid, (int64_t)o->schaal,
                    str_from(aarden[o->aard]), (int64_t)o->route, o->definitieset, o->omschrijving);
    }
    bestand_sluit(m);
}

static int stap_lijsten(struct pakket_maker *m, struct conn *c, struct err *e)
{
    (void)c;
    (void)e;
    onderwerpen_schrijf(m);
    for (size_t i = 0; i < m->n_bronnen; i++)
        rij_schrijf(m, DEEL_BRONNEN, "sslss", m->bron[i].code, m->bron[i].naam, (int64_t)m->bron[i].route,
                    m->bron[i].houder, m->bron[i].licentie);
    bestand_sluit(m);
    for (size_t i = 0; i < m->n_definities; i++)
        rij_schrijf(m, DEEL_DEFINITIES, "sssds", m->definitie[i].code, m->definitie[i].naam,
                    m->definitie[i].organisatie, m->definitie[i].geldig_van, m->definitie[i].bron);
    bestand_sluit(m);
    for (size_t i = 0; (m->plannen || m->alles) && i < m->statussen.n; i++)
        rij_schrijf(m, DEEL_PLANSTATUSSEN, "sss", m->statussen.at[i].code, m->statussen.at[i].naam,
                    plan_hardheid_naam(m->statussen.at[i].hardheid));
    bestand_sluit(m);
    return 0;
}

static int woord_schrijf(void *ctx, const struct planwoord *w, struct err *e)
{
    struct pakket_maker *m = ctx;

    (void)e;
    rij_schrijf(m, DEEL_PLANWOORDEN, "isssss", m->levering[m->at].l.id, w->woord, w->status, w->lijst,
                w->versie, w->toelichting);
    return OK;
}

static int stap_woorden(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++) {
        int rc = str_is(m->levering[m->at].l.soort, "planstatus")
                     ? planwoorden_over_lees(c, m->levering[m->at].l.id, woord_schrijf, m, e)
                     : OK;

        if (rc)
            return rc;
    }
    bestand_sluit(m);
    return 0;
}

static int cijfer_schrijf(void *ctx, const struct cijfer_rij *r, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct reeks *s = r->reeks;

    (void)e;
    if (m->in_gebied && !m->in_gebied[r->gebied->index])
        return OK;
    deel_begin(m, DEEL_CIJFERS);
    cel_i(m, r->id);
    cel_i(m, r->levering);
    cel(m, s->onderwerp);
    gebied_cel(m, r->gebied);
    cel(m, r->gebied->naam);
    cel_datum(m, r->van);
    cel_datum(m, r->tot);
    cel(m, s->woningtype);
    cel(m, s->segment);
    cel(m, s->kenmerk);
    cel_of_leeg(m, s->horizon_van);
    cel_of_leeg(m, s->horizon_tot);
    cel(m, r->ontbreekt ? STR("") : num_plain(m->b.a, r->waarde, s->schaal));
    cel(m, s->eenheid);
    cel(m, cijfer_ontbreekt_naam(r->ontbreekt));
    cel(m, cijfer_status_naam(r->status));
    scheiding(m);
    labels_schrijf(&m->b, r->vlag);
    cel(m, s->bron);
    cel(m, s->definitieset);
    cel_i(m, r->opgeteld);
    if (r->opgeteld > 1 || r->geheim)
        cel(m, STR(""));
    else
        cel_i(m, r->blad + 1);
    cel_of_leeg(m, r->rij);
    cel_kolom(m, r->kolom);
    rij_eind(m);
    m->verzonnen = m->verzonnen || (r->vlag & VLAG_VERZONNEN);
    return OK;
}

/* A levering that is in it as a whole is read in the order of its numbers, so that these can stay what they
 * are; in an open package only when nothing in it is confidential. Looks at a piece of it; 1. */
static int hoe_bepaal(struct pakket_maker *m, const struct maak_levering *x, struct conn *c, struct err *e)
{
    int64_t van = x->l.eerste_cijfer + m->na, eind = x->l.eerste_cijfer + x->l.cijfers;
    bool geheim = !x->geheel;
    int rc = OK;

    if (x->geheel && !m->k.volledig && van < eind)
        rc = cijfers_geheim(c, van, van + STUK_ZOEK < eind ? van + STUK_ZOEK - 1 : eind - 1, &geheim, e);
    m->na += STUK_ZOEK;
    if (geheim)
        m->hoe = HOE_PER_GEBIED;
    else if (m->k.volledig || van + STUK_ZOEK >= eind)
        m->hoe = HOE_OP_NUMMER;
    if (m->hoe)
        m->na = 0;
    return rc ? rc : 1;
}

static int op_nummer(struct pakket_maker *m, const struct maak_levering *x, struct conn *c, struct err *e)
{
    int64_t van = x->l.eerste_cijfer + m->na, eind = x->l.eerste_cijfer + x->l.cijfers - 1;
    int64_t tot = van + STUK_RIJEN - 1 < eind ? van + STUK_RIJEN - 1 : eind;
    int rc;

    if (van > eind)
        return 0;
    rc = cijfer_rijen_lees(c, m->g, m->reeks, m->n_reeksen, van, tot, cijfer_schrijf, m, e);
    m->na += STUK_RIJEN;
    return rc ? rc : tot < eind;
}

static int per_gebied(struct pakket_maker *m, const struct maak_levering *x, struct conn *c, struct err *e)
{
    if (!m->lezer.blok)
        m->lezer = (struct cijfer_lezer){.blok = x->blok, .n = x->n_blok, .alles = m->k.volledig};
    return cijfer_lezer_lees(&m->lezer, c, m->g, STUK_RIJEN, cijfer_schrijf, m, e);
}

static int stap_cijfers(struct pakket_maker *m, struct conn *c, struct err *e)
{
    while (m->at < m->n_leveringen) {
        const struct maak_levering *x = &m->levering[m->at];
        int rc = m->hoe == HOE_ONBEKEND    ? hoe_bepaal(m, x, c, e)
                 : m->hoe == HOE_OP_NUMMER ? op_nummer(m, x, c, e)
                                           : per_gebied(m, x, c, e);

        if (rc)
            return rc;
        m->at++;
        m->na = 0;
        m->hoe = HOE_ONBEKEND;
        m->lezer = (struct cijfer_lezer){0};
        if (m->b.n > 64 << 10)
            return 1;
    }
    bestand_sluit(m);
    return 0;
}

static int plan_schrijf(void *ctx, const struct plan_over *o, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct plan_nieuw *p = &o->p;

    (void)e;
    m->na = o->id;
    if (m->in_gebied && !m->in_gebied[p->gebied->index])
        return OK;
    if (m->in_gebied)
        VEC_PUSH(&m->a, &m->plan, o->id);
    deel_begin(m, DEEL_PLANNEN);
    cel_i(m, o->id);
    cel_i(m, m->levering[m->at].l.id);
    gebied_cel(m, p->gebied);
    cel(m, p->gebied->naam);
    cel(m, p->naam);
    cel(m, p->plancode);
    cel(m, p->plantype);
    cel(m, p->fase);
    cel(m, p->status_geleverd);
    cel(m, p->status->code);
    cel(m, plan_hardheid_naam(p->status->hardheid));
    cel(m, o->openbaar == PLAN_OPEN ? STR("open") : STR("vertrouwelijk"));
    cel_janee(m, p->verzonnen);
    scheiding(m);
    for (unsigned i = 0, eerder = 0; i < BEVINDING_AANTAL; i++)
        if (p->bevinding & 1u << i) {
            if (eerder++)
                buf_char(&m->b, ';');
            buf_add(&m->b, plan_bevinding_code((enum plan_bevinding)(1u << i)));
        }
    cel(m, p->rest ? STR("rest") : STR("bruto"));
    if (p->ontbreekt)
        cel(m, STR(""));
    else
        cel_i(m, p->woningen);
    cel(m, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)p->ontbreekt));
    scheiding(m);
    if (p->n_xy) {
        buf_char(&m->b, '"'); /* WKT has commas */
        vorm_uit(&m->b, p->vorm == VORM_VLAK, p->xy, p->n_xy);
        buf_char(&m->b, '"');
    }
    cel_i(m, p->blad + 1);
    cel_of_leeg(m, p->rij);
    rij_eind(m);
    m->verzonnen = m->verzonnen || p->verzonnen;
    return m->b.n > STUK_BYTES; /* shapes can be large */
}

static int stap_plannen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        int64_t n = 0;
        int rc = m->levering[m->at].plan_laatste
                     ? plannen_over_lees(c, m->g, &m->statussen, m->levering[m->at].l.id, m->k.volledig,
                                         m->na, STUK_PLANNEN, plan_schrijf, m, &n, e)
                     : OK;

        if (rc || n == STUK_PLANNEN)
            return rc ? rc : 1;
    }
    bestand_sluit(m);
    return 0;
}

static int id_orde(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

    return (a > b) - (a < b);
}

static int plangetal_schrijf(void *ctx, const struct plan_getal_over *o, struct err *e)
{
    struct pakket_maker *m = ctx;

    (void)e;
    if (m->in_gebied &&
        (!m->plan.n || !bsearch(&o->plan, m->plan.at, m->plan.n, sizeof *m->plan.at, id_orde)))
        return OK;
    deel_begin(m, DEEL_PLANGETALLEN);
    cel_i(m, o->plan);
    cel(m, o->g.soort);
    cel(m, o->g.code);
    cel_of_leeg(m, o->g.van);
    cel_of_leeg(m, o->g.tot);
    if (o->g.ontbreekt)
        cel(m, STR(""));
    else
        cel_i(m, o->g.waarde);
    cel(m, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)o->g.ontbreekt));
    cel_of_leeg(m, o->g.rij);
    cel_kolom(m, o->g.kolom);
    rij_eind(m);
    return OK;
}

static int stap_plangetallen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        const struct maak_levering *x = &m->levering[m->at];
        int64_t na = m->na ? m->na : x->plan_eerste - 1;
        int rc;

        if (!x->plan_laatste)
            continue;
        rc = plan_getallen_over_lees(c, x->l.id, m->k.volledig, na, na + STUK_PLANNEN, plangetal_schrijf, m,
                                     e);
        m->na = na + STUK_PLANNEN;
        if (rc || m->na < x->plan_laatste)
            return rc ? rc : 1;
    }
    bestand_sluit(m);
    return 0;
}

static int grens_schrijf(void *ctx, const struct grens *gr, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct gebied *g = gebied_bij_id(m->g, gr->gebied_id);

    m->na = gr->gebied_id;
    if (!g)
        return err_set(e, ERR_ENV, "een grens hoort bij geen bekend gebied");
    if (!m->in_gebied || m->in_gebied[g->index]) {
        deel_begin(m, DEEL_GRENZEN);
        cel_i(m, m->levering[m->at].l.id);
        gebied_cel(m, g);
        cel(m, g->naam);
        cel_datum(m, gr->peildatum);
        scheiding(m);
        buf_char(&m->b, '"');
        vorm_uit(&m->b, true, gr->xy, gr->n);
        buf_char(&m->b, '"');
        rij_eind(m);
    }
    return m->b.n > STUK_BYTES;
}

static int stap_grenzen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        int rc = grenzen_van(c, m->levering[m->at].l.id, m->na, grens_schrijf, m, e);

        if (rc)
            return rc;
    }
    bestand_sluit(m);
    return 0;
}

/* One table, added up over the chosen division: an onderwerp and a woningtype. */
static int tabel_schrijf(struct pakket_maker *m, struct conn *c, struct str onderwerp, struct str type,
                         struct err *e)
{
    struct arena *a = m->b.a;
    struct cijfer_vraag v = {.onderwerp = onderwerp,
                             .woningtype = type,
                             .indeling = m->k.indeling,
                             .binnen = m->k.gebied,
                             .bron = m->k.n_bronnen == 1 ? m->k.bron[0] : STR(""),
                             .peildatum = m->k.tot,
                             .stand = m->k.stand};
    struct cijfer_tabel t;
    int rc = cijfer_antwoord(c, m->g, a, &v, &t, e);

    if (rc || !t.totaal.bron)
        return rc;
    bestand_open(m,
                 str_fmt(a, "opgeteld/%.*s%s%.*s.csv", STR_ARG(maak_bestandsnaam(a, onderwerp)),
                         type.n ? "-" : "", STR_ARG(type.n ? maak_bestandsnaam(a, type) : STR(""))),
                 str_fmt(a, "%.*s%s%.*s, opgeteld per %.*s", STR_ARG(t.onderwerp.naam), type.n ? ", " : "",
                         STR_ARG(type), STR_ARG(m->k.indeling)),
                 false);
    csv_write(&m->b, cijfer_tabel_doc(a, &t), CSV_MACHINE);
    bestand_sluit(m);
    return OK;
}

static int stap_opgeteld(struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct str *type;
    size_t n = 0;
    int rc;

    if (!m->k.indeling.n || m->at == m->n_onderwerpen)
        return 0;
    rc = woningtypen_lees(c, m->b.a, m->onderwerp[m->at].code, &type, &n, e);
    if (!rc && m->deel_at < n)
        rc = tabel_schrijf(m, c, m->onderwerp[m->at].code, type[m->deel_at], e);
    if (rc)
        return rc;
    if (++m->deel_at >= n) {
        m->deel_at = 0;
        m->at++;
    }
    return 1;
}

static int stap_gebieden(struct pakket_maker *m, struct conn *c, struct err *e)
{
    (void)c;
    (void)e;
    for (size_t i = 0; i < m->g->n; i++) {
        const struct gebied *g = &m->g->gebied[i];

        if (!m->gebruikt[i])
            continue;
        deel_begin(m, DEEL_GEBIEDEN);
        cel(m, g->code);
        cel(m, g->naam);
        cel(m, g->soort);
        cel_datum(m, g->van);
        cel_datum(m, g->tot);
        rij_eind(m);
    }
    bestand_sluit(m);
    return 0;
}

/* The delivered bytes themselves, of a full package alone. */
static int stap_bestanden(struct pakket_maker *m, struct conn *c, struct err *e)
{
    const struct levering *l = m->k.volledig && m->at < m->n_leveringen ? &m->levering[m->at].l : NULL;
    struct str inhoud;
    int rc;

    if (!l)
        return 0;
    m->at++;
    rc = levering_bestand_lees(c, m->b.a, l->id, &inhoud, e);
    if (rc)
        return rc == ERR_NOT_FOUND ? 1 : rc;
    bestand_open(m,
                 str_fmt(m->b.a, "bestanden/%lld-%.*s", (long long)l->id,
                         STR_ARG(maak_bestandsnaam(m->b.a, l->bestand))),
                 str_fmt(m->b.a, "Het geleverde bestand van levering %lld", (long long)l->id), false);
    crypto_hash_sha256_update(&m->som, (const unsigned char *)inhoud.p, inhoud.n);
    zip_uit_bytes(m->zip, inhoud);
    m->nu.bytes = (int64_t)inhoud.n;
    bestand_sluit(m);
    return 1;
}

static int stap_beschrijving(struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct beschrijving b = beschrijving_van(m);
    struct buf t;

    (void)c;
    buf_init(&t, m->b.a, 64 << 20);
    json_write(&t, beschrijving_doc(m->b.a, &b), 2);
    if (t.over)
        return err_set(e, ERR_LIMIT, "de beschrijving van het pakket is te groot");
    zip_uit_deel(m->zip, STR("datapackage.json"), false);
    zip_uit_bytes(m->zip, buf_str(&t));
    zip_uit_deel_eind(m->zip);
    zip_uit_eind(m->zip);
    return 0;
}

static int (*const stappen[])(struct pakket_maker *m, struct conn *c, struct err *e) = {
    stap_leesmij,      stap_leveringen, stap_lijsten,  stap_woorden,  stap_cijfers,   stap_plannen,
    stap_plangetallen, stap_grenzen,    stap_opgeteld, stap_gebieden, stap_bestanden, stap_beschrijving,
};
enum { N_STAPPEN = sizeof stappen / sizeof *stappen };

int pakket_stuk(void *maker, struct buf *uit, struct err *e)
{
    struct pakket_maker *m = maker;
    struct conn *c = NULL;
    int fout, rc = store_read(m->o->store, &c, e);

    zip_uit_naar(m->zip, uit);
    buf_init(&m->b, uit->a, SIZE_MAX);
    if (!rc)
        rc = stappen[m->stap](m, c, e);
    store_return(m->o->store, c);
    if (rc < 0)
        return rc;
    spoel(m);
    if (!rc) {
        m->stap++;
        m->at = m->deel_at = 0;
        m->na = 0;
    }
    fout = zip_uit_fout(m->zip, e);
    return fout ? fout : m->stap < N_STAPPEN;
}

/* ---- begin and end ---- */

static struct str *codes_dup(struct arena *a, const struct str *s, size_t n)
{
    struct str *uit = ARENA_ARRAY(a, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        uit[i] = str_dup(a, s[i]);
    return uit;
}

static void keuze_dup(struct pakket_maker *m, const struct pakket_keuze *k)
{
    m->k = *k;
    m->k.onderwerp = codes_dup(&m->a, k->onderwerp, k->n_onderwerpen);
    m->k.bron = codes_dup(&m->a, k->bron, k->n_bronnen);
    m->k.gebied = str_dup(&m->a, k->gebied);
    m->k.indeling = str_dup(&m->a, k->indeling);
    if (!k->stand)
        m->k.stand = time_ms();
}

int pakket_maker_new(struct omgeving *o, const struct pakket_keuze *k, struct pakket_maker **ret,
                     struct err *e)
{
    struct pakket_maker *m = calloc(1, sizeof *m);
    struct conn *c = NULL;
    int rc;

    if (!m)
        return err_set(e, ERR_ENV, "het geheugen is op");
    arena_init(&m->a, 0);
    m->o = o;
    keuze_dup(m, k);
    m->zip = zip_uit_new(m->k.stand, NIVEAU);
    rc = m->zip ? OK : err_set(e, ERR_ENV, "het geheugen is op");
    if (!rc)
        rc = store_read(o->store, &c, e);
    if (!rc)
        rc = gebied_cache_neem(o->gebieden, c, &m->g, e);
    if (!rc)
        rc = maak_kies(m, c, e);
    store_return(o->store, c);
    if (rc)
        pakket_maker_free(m);
    else
        *ret = m;
    return rc;
}

void pakket_maker_free(void *maker)
{
    struct pakket_maker *m = maker;

    if (!m)
        return;
    zip_uit_free(m->zip);
    gebied_cache_geef(m->o->gebieden, m->g);
    arena_done(&m->a);
    free(m);
}
