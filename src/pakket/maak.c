/* SPDX-License-Identifier: EUPL-1.2
 * The pieces of a package, one after another. What is read belongs to one moment (stand), and nothing in the
 * store is ever overwritten, so each piece lends a connection and gives it back. The description comes last,
 * because it holds the size and hash of every file. */
#include "pakket/maak.h"

#include "base/num.h"
#include "doc/csv.h"
#include "doc/json.h"

#include <stdlib.h>

enum { STUK_RIJEN = 800, STUK_ZOEK = 200000, STUK_LEVERINGEN = 50, NIVEAU = 4 };

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
    maak_bestand_open(m, STR("LEESMIJ.txt"), STR("Wat erin zit en hoe u het leest"), false);
    buf_add(&m->b, leesmij(m->b.a, &b));
    maak_bestand_sluit(m);
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
        maak_rij_schrijf(m, DEEL_LEVERINGEN, "issdssimssmlsijs", x->l.id, x->l.soort, x->l.leveraar,
                         x->l.peildatum, x->l.bestand, x->l.sha256, x->l.bytes, x->l.ontvangen,
                         m->k.volledig ? x->l.wie : STR(""), x->l.status, x->l.einde, x->l.vervangen_door,
                         x->l.reden, x->l.cijfers, x->geheel, verslag);
    }
    if (m->at < m->n_leveringen)
        return 1;
    maak_bestand_sluit(m);
    return 0;
}

static void onderwerpen_schrijf(struct pakket_maker *m)
{
    static const char *const aarden[] = {"stand", "stroom", "verhouding"};

    for (size_t i = 0; i < m->n_onderwerpen; i++) {
        const struct onderwerp *o = &m->onderwerp[i];

        maak_rij_schrijf(m, DEEL_ONDERWERPEN, "sssislss", o->code, o->naam, o->eenheid, (int64_t)o->schaal,
                         str_from(aarden[o->aard]), (int64_t)o->route, o->definitieset, o->omschrijving);
    }
    maak_bestand_sluit(m);
}

static int stap_lijsten(struct pakket_maker *m, struct conn *c, struct err *e)
{
    (void)c;
    (void)e;
    onderwerpen_schrijf(m);
    for (size_t i = 0; i < m->n_bronnen; i++)
        maak_rij_schrijf(m, DEEL_BRONNEN, "sslss", m->bron[i].code, m->bron[i].naam,
                         (int64_t)m->bron[i].route, m->bron[i].houder, m->bron[i].licentie);
    maak_bestand_sluit(m);
    for (size_t i = 0; i < m->n_definities; i++)
        maak_rij_schrijf(m, DEEL_DEFINITIES, "sssds", m->definitie[i].code, m->definitie[i].naam,
                         m->definitie[i].organisatie, m->definitie[i].geldig_van, m->definitie[i].bron);
    maak_bestand_sluit(m);
    for (size_t i = 0; (m->plannen || m->alles) && i < m->statussen.n; i++)
        maak_rij_schrijf(m, DEEL_PLANSTATUSSEN, "sss", m->statussen.at[i].code, m->statussen.at[i].naam,
                         plan_hardheid_naam(m->statussen.at[i].hardheid));
    maak_bestand_sluit(m);
    return 0;
}

static int cijfer_schrijf(void *ctx, const struct cijfer_rij *r, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct reeks *s = r->reeks;

    (void)e;
    if (m->in_gebied && !m->in_gebied[r->gebied->index])
        return OK;
    maak_deel_begin(m, DEEL_CIJFERS);
    maak_cel_i(m, r->id);
    maak_cel_i(m, r->levering);
    maak_cel(m, s->onderwerp);
    maak_gebied_cel(m, r->gebied);
    maak_cel(m, r->gebied->naam);
    maak_cel_datum(m, r->van);
    maak_cel_datum(m, r->tot);
    maak_cel(m, s->woningtype);
    maak_cel(m, s->segment);
    maak_cel(m, s->kenmerk);
    maak_cel_of_leeg(m, s->horizon_van);
    maak_cel_of_leeg(m, s->horizon_tot);
    maak_cel(m, r->ontbreekt ? STR("") : num_plain(m->b.a, r->waarde, s->schaal));
    maak_cel(m, s->eenheid);
    maak_cel(m, cijfer_ontbreekt_naam(r->ontbreekt));
    maak_cel(m, cijfer_status_naam(r->status));
    maak_scheiding(m);
    labels_schrijf(&m->b, r->vlag);
    maak_cel(m, s->bron);
    maak_cel(m, s->definitieset);
    maak_cel_i(m, r->opgeteld);
    if (r->opgeteld > 1 || r->geheim)
        maak_cel(m, STR(""));
    else
        maak_cel_i(m, r->blad + 1);
    maak_cel_of_leeg(m, r->rij);
    maak_cel_kolom(m, r->kolom);
    maak_rij_eind(m);
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
    maak_bestand_sluit(m);
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
    maak_bestand_open(m,
                      str_fmt(a, "opgeteld/%.*s%s%.*s.csv", STR_ARG(maak_bestandsnaam(a, onderwerp)),
                              type.n ? "-" : "", STR_ARG(type.n ? maak_bestandsnaam(a, type) : STR(""))),
                      str_fmt(a, "%.*s%s%.*s, opgeteld per %.*s", STR_ARG(t.onderwerp.naam),
                              type.n ? ", " : "", STR_ARG(type), STR_ARG(m->k.indeling)),
                      false);
    csv_write(&m->b, cijfer_tabel_doc(a, &t), CSV_MACHINE);
    maak_bestand_sluit(m);
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
        maak_deel_begin(m, DEEL_GEBIEDEN);
        maak_cel(m, g->code);
        maak_cel(m, g->naam);
        maak_cel(m, g->soort);
        maak_cel_datum(m, g->van);
        maak_cel_datum(m, g->tot);
        maak_rij_eind(m);
    }
    maak_bestand_sluit(m);
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
    maak_bestand_open(m,
                      str_fmt(m->b.a, "bestanden/%lld-%.*s", (long long)l->id,
                              STR_ARG(maak_bestandsnaam(m->b.a, l->bestand))),
                      str_fmt(m->b.a, "Het geleverde bestand van levering %lld", (long long)l->id), false);
    crypto_hash_sha256_update(&m->som, (const unsigned char *)inhoud.p, inhoud.n);
    zip_uit_bytes(m->zip, inhoud);
    m->nu.bytes = (int64_t)inhoud.n;
    maak_bestand_sluit(m);
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

static maak_stap_fn *const stappen[] = {
    stap_leesmij,  stap_leveringen,   stap_lijsten,           maak_stap_woorden,
    stap_cijfers,  maak_stap_plannen, maak_stap_plangetallen, maak_stap_grenzen,
    stap_opgeteld, stap_gebieden,     stap_bestanden,         stap_beschrijving,
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
    maak_spoel(m);
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
