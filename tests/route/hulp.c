/* SPDX-License-Identifier: EUPL-1.2
 * See hulp.h. */
#include "hulp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *wortel(void)
{
    const char *w = getenv("WZ_ROOT");

    return w && *w ? w : WZ_SOURCE_ROOT;
}

int testdb_first(struct store *s, struct err *e)
{
    struct arena a;
    int n, rc;

    arena_init(&a, 0);
    rc = referentie_laad(s, &a, &n, e);
    arena_done(&a);
    return rc;
}

void proef_op(struct proef *p, struct testdb *db)
{
    struct conn *c;

    *p = (struct proef){.db = db};
    arena_init(&p->a, 0);
    MUST(store_read(db->store, &c, &p->e), &p->e);
    MUST(gebieden_laad(c, &p->g, &p->e), &p->e);
    store_return(db->store, c);
}

void proef_af(struct proef *p)
{
    gebieden_free(p->g);
    arena_done(&p->a);
}

int voer_in(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum)
{
    struct import_opdracht o = {.soort = str_from(soort),
                                .bestand = str_from(bestand),
                                .leveraar = STR(""),
                                .wie = STR("beproever"),
                                .inhoud = inhoud,
                                .peildatum = peildatum};

    p->e = (struct err){0};
    return import_doe(p->db->store, p->g, &p->a, &o, &p->u, &p->e);
}

static void fouten_druk(struct proef *p)
{
    const struct doc *m = doc_get(p->u.verslag, STR("meldingen"));

    for (size_t i = 0; m && i < m->list.n && i < 20; i++)
        print_message("# %s: %s\n", str_cstr(&p->a, doc_get_str(m->list.at[i], STR("niveau"))),
                      str_cstr(&p->a, doc_get_str(m->list.at[i], STR("tekst"))));
}

int64_t moet_in(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum)
{
    int rc = voer_in(p, soort, bestand, inhoud, peildatum);

    if (rc) {
        fouten_druk(p);
        fail_msg("%s: %d %s", bestand, rc, p->e.text);
    }
    assert_int_not_equal(p->u.levering.id, 0);
    return p->u.levering.id;
}

int64_t aantal_leveringen(struct proef *p)
{
    return testdb_int(p->db, "SELECT COUNT(*) FROM levering WHERE soort NOT LIKE 'referentie%'");
}

void geweigerd(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum,
               int code, const char *woorden)
{
    int64_t voor = aantal_leveringen(p), cijfers = testdb_int(p->db, "SELECT COUNT(*) FROM cijfer");
    int rc = voer_in(p, soort, bestand, inhoud, peildatum);

    if (!rc)
        fail_msg("%s had geweigerd moeten worden: %s", bestand, woorden);
    if (rc != code)
        fail_msg("%s: verwacht %d, kreeg %d: %s", bestand, code, rc, p->e.text);
    if (!strstr(p->e.text, woorden) && !meldt(p, "fout", woorden)) {
        fouten_druk(p);
        fail_msg("“%s” staat niet in: %s", woorden, p->e.text);
    }
    IS(aantal_leveringen(p), voor);
    IS(testdb_int(p->db, "SELECT COUNT(*) FROM cijfer"), cijfers);
}

int64_t meldt(struct proef *p, const char *niveau, const char *deel)
{
    const struct doc *m = doc_get(p->u.verslag, STR("meldingen"));
    int64_t n = 0;

    for (size_t i = 0; m && i < m->list.n; i++)
        if (str_is(doc_get_str(m->list.at[i], STR("niveau")), niveau) &&
            strstr(str_cstr(&p->a, doc_get_str(m->list.at[i], STR("tekst"))), deel))
            n += doc_get(m->list.at[i], STR("aantal"))->i;
    return n;
}

struct cijfer_uitkomst vraag(struct proef *p, struct cijfer_vraag v, const char *gebied)
{
    const struct gebied *g = gebied_bij_code(p->g, str_from(gebied));
    struct cijfer_uitkomst u;
    struct conn *c;

    assert_non_null(g);
    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(cijfer_gebied_lees(c, p->g, &p->a, &v, g, &u, &p->e), &p->e);
    store_return(p->db->store, c);
    return u;
}

struct cijfer_tabel tabel_van(struct proef *p, struct cijfer_vraag v)
{
    struct cijfer_tabel t;
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(cijfer_tabel_lees(c, p->g, &p->a, &v, &t, &p->e), &p->e);
    store_return(p->db->store, c);
    return t;
}

int64_t waarde(struct proef *p, const char *onderwerp, const char *gebied, date_t peildatum)
{
    struct cijfer_uitkomst u =
        vraag(p, (struct cijfer_vraag){.onderwerp = str_from(onderwerp), .peildatum = peildatum}, gebied);

    if (!u.heeft)
        fail_msg("%s van %s op %d is er niet", onderwerp, gebied, peildatum);
    return u.waarde;
}

struct doc *herkomst_van(struct proef *p, struct str id)
{
    struct conn *c;
    struct doc *d;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(cijfer_herkomst(c, p->g, &p->a, id, &d, &p->e), &p->e);
    store_return(p->db->store, c);
    return d;
}

struct str eigen_bestand(struct proef *p, const char *pad)
{
    struct str s;

    MUST(bestand_lees(&p->a, str_fmt(&p->a, "%s/%s", wortel(), pad).p, (size_t)64 << 20, &s, &p->e), &p->e);
    return s;
}

const char *data_pad(struct proef *p, const char *pad)
{
    const char *heel = str_cstr(&p->a, str_fmt(&p->a, "%s/../shared/data/%s", wortel(), pad));

    if (!access(heel, R_OK))
        return heel;
    print_message("# overgeslagen: %s is er niet\n", pad);
    return NULL;
}

bool data_bestand(struct proef *p, const char *pad, struct str *ret)
{
    const char *heel = data_pad(p, pad);

    if (!heel)
        return false;
    MUST(bestand_lees(&p->a, heel, (size_t)64 << 20, ret, &p->e), &p->e);
    return true;
}

void assert_bevat(const char *tekst, const char *deel)
{
    if (!strstr(tekst, deel))
        fail_msg("“%s” staat niet in: %s", deel, tekst);
}
