/* SPDX-License-Identifier: EUPL-1.2
 * Two who act on one opgave at once: each act was prepared on what its page showed, and is written after the
 * other one. */
#include "hulp.h"

#include "opgave/opgave.h"

/* An act within a transaction of its own. */
struct daad_van {
    struct proef *p;
    const struct opgave_dossier *x;
    int64_t zienswijze, aantal;
    int (*doe)(struct conn *c, struct daad_van *v, struct err *e);
};

static const struct dader wie = {.soort = DADER_OPDRACHTREGEL, .waar = STR_INIT("proef")};

static const struct gebied *gebied(struct proef *p, const char *code)
{
    return gebied_bij_code(p->g, str_from(code));
}

static int schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct daad_van *v = ctx;

    return v->doe(c, v, e);
}

static int doe(struct proef *p, const struct opgave_dossier *x, int64_t zienswijze, int64_t aantal,
               int (*daad)(struct conn *, struct daad_van *, struct err *))
{
    struct daad_van v = {p, x, zienswijze, aantal, daad};

    return store_write(p->db->store, schrijf, &v, &p->e);
}

static struct opgave_dossier lees(struct proef *p)
{
    struct opgave_dossier x;
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(opgave_dossier_lees(c, p->g, &p->a, testdb_int(p->db, "SELECT MAX(id) FROM opgave"), &x, &p->e),
         &p->e);
    store_return(p->db->store, c);
    return x;
}

static int maak(struct conn *c, struct daad_van *v, struct err *e)
{
    struct opgave_nieuw n = {.o = {.titel = STR("Proef (verzonnen)"),
                                   .gebied = gebied(v->p, "VD05"),
                                   .jaar = 2030,
                                   .methode = STR("verzonnen"),
                                   .herkomst = STR("verzonnen"),
                                   .definitieset = STR("bzk-2023"),
                                   .verzonnen = true,
                                   .partij_naam = STR(""),
                                   .wie = STR("beproever")}};
    int64_t id;

    VEC_PUSH(&v->p->a, &n.deel,
             ((struct opgave_deel){.gebied = gebied(v->p, "GM0935"), .er = {true}, .concept = {100}}));
    VEC_PUSH(&v->p->a, &n.deel,
             ((struct opgave_deel){.gebied = gebied(v->p, "GM0981"), .er = {true}, .concept = {40}}));
    return opgave_maak(c, &wie, &n, &id, e);
}

static int consulteer(struct conn *c, struct daad_van *v, struct err *e)
{
    struct partij p = {.soort = STR("gemeente"),
                       .naam = STR("Gemeente Vaals"),
                       .kvk = STR(""),
                       .cbs = STR(""),
                       .bron = STR("verzonnen")};
    int rc = partij_schrijf(c, &wie, &p, &p.id, e);

    return rc ? rc : opgave_consulteer(c, &wie, v->x, date_today(), 20991231, &p, 1, STR("beproever"), e);
}

static int zienswijze(struct conn *c, struct daad_van *v, struct err *e)
{
    struct opgave_zienswijze z = {.partij = v->aantal,
                                  .gebied = gebied(v->p, "GM0981"),
                                  .gronden = STR("te veel"),
                                  .bewijs = STR(""),
                                  .wie = STR("beproever")};
    int64_t id;

    return zienswijze_maak(c, &wie, v->x, &z, NULL, &id, e);
}

static struct opgave_verschuiving tien(struct daad_van *v)
{
    return (struct opgave_verschuiving){.zienswijze = v->zienswijze,
                                        .aantal = 10,
                                        .van = gebied(v->p, "GM0981"),
                                        .naar = gebied(v->p, "GM0935"),
                                        .reden = STR("tien minder"),
                                        .wie = STR("beproever")};
}

static int antwoord(struct conn *c, struct daad_van *v, struct err *e)
{
    struct opgave_verschuiving s = tien(v);

    return zienswijze_antwoord(c, &wie, v->x, v->zienswijze, STR("deels"), STR("tien minder"), &s,
                               STR("beproever"), e);
}

static int verschuif(struct conn *c, struct daad_van *v, struct err *e)
{
    struct opgave_verschuiving s = tien(v);

    return opgave_verschuif(c, &wie, v->x, &s, e);
}

/* In consultation, with one zienswijze to answer. */
static struct opgave_dossier begin(struct proef *p, struct testdb *db)
{
    struct opgave_dossier x;

    proef_op(p, db);
    MUST(doe(p, NULL, 0, 0, maak), &p->e);
    x = lees(p);
    MUST(doe(p, &x, 0, 0, consulteer), &p->e);
    x = lees(p);
    MUST(doe(p, &x, 0, testdb_int(db, "SELECT MAX(id) FROM partij"), zienswijze), &p->e);
    return lees(p);
}

static int stel_vast(struct proef *p, const struct opgave_dossier *x)
{
    int64_t levering;

    return opgave_stel_vast(p->db->store, p->g, &p->a, &wie, x, STR("verzonnen"), STR("beproever"), &levering,
                            &p->e);
}

static void een_zienswijze_wordt_een_keer_beantwoord_en_verschuift_een_keer(struct testdb *db)
{
    struct proef p;
    struct opgave_dossier x = begin(&p, db), nu;

    MUST(doe(&p, &x, x.zienswijze[0].id, 0, antwoord), &p.e);
    IS(doe(&p, &x, x.zienswijze[0].id, 0, antwoord), ERR_CONFLICT); /* who pressed twice, on the same page */
    assert_bevat(p.e.text, "al beantwoord");
    nu = lees(&p);
    IS(nu.n_verschuiving, 1);
    IS(nu.deel[1].nu[0], 30);
    proef_af(&p);
}

static void wat_er_bij_kwam_is_niet_stil_weg_bij_het_vaststellen(struct testdb *db)
{
    struct proef p;
    struct opgave_dossier x = begin(&p, db);

    MUST(doe(&p, &x, x.zienswijze[0].id, 0, antwoord), &p.e);
    x = lees(&p);
    MUST(doe(&p, &x, 0, 0, verschuif), &p.e); /* after the reading, before the decision */
    IS(stel_vast(&p, &x), ERR_CONFLICT);
    assert_bevat(p.e.text, "kwam zojuist");
    x = lees(&p);
    MUST(doe(&p, &x, 0, testdb_int(db, "SELECT MAX(id) FROM partij"), zienswijze), &p.e);
    IS(stel_vast(&p, &x), ERR_CONFLICT);
    IS(testdb_int(db, "SELECT COUNT(*) FROM levering WHERE soort = 'opgave'"), 0);
    x = lees(&p);
    MUST(doe(&p, &x, x.zienswijze[1].id, 0, antwoord), &p.e);
    x = lees(&p);
    MUST(stel_vast(&p, &x), &p.e);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .woningtype = STR("nultreden")}, "GM0981")
           .waarde,
       10);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_zienswijze_wordt_een_keer_beantwoord_en_verschuift_een_keer),
        TESTDB_CASE(wat_er_bij_kwam_is_niet_stil_weg_bij_het_vaststellen),
    };

    return testdb_main("opgave", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
