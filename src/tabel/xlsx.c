/* SPDX-License-Identifier: EUPL-1.2
 * A workbook: which sheets there are, its shared strings and its number formats (ECMA-376-1 18.2, 18.4, 18.8;
 * the package and its relationships ECMA-376-2), transitional and strict. The rows of a sheet are read by
 * xlsx_blad.c. */
#include "tabel/intern.h"

#include "base/map.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { BLADEN_MAX = 4096, STIJLEN_MAX = 65536, FORMATEN = 65536, PAD_MAX = 1024 };

/* ---- relationships ---- */

struct relatie {
    struct str id, soort, doel;
};

struct relaties {
    struct arena *a;
    struct str van; /* the part they belong to: targets are relative to its folder */
    VEC(struct relatie) at;
    struct map op_id;
};

static struct str pad_map(struct str pad)
{
    while (pad.n && pad.p[pad.n - 1] != '/')
        pad.n--;
    return pad;
}

/* A target as the name of a part; ".." never climbs above the package. */
static struct str pad_los(struct arena *a, struct str van, struct str doel)
{
    struct str heel = doel.n && doel.p[0] == '/' ? doel : str_cat(a, pad_map(van), doel), stap, rest = heel;
    char *p = arena_alloc(a, heel.n + 1);
    size_t n = 0;

    while (rest.p) {
        stap = str_cut(rest, '/', &rest);
        if (str_is(stap, "..")) {
            while (n && p[--n] != '/')
                ;
        } else if (stap.n && !str_is(stap, ".")) {
            if (n)
                p[n++] = '/';
            memcpy(p + n, stap.p, stap.n);
            n += stap.n;
        }
    }
    return (struct str){p, n};
}

static int relatie_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct relaties *r = wie;
    struct relatie nieuw;
    struct str id, soort, doel, wijze;
    bool is_new;
    struct map_entry *m;

    (void)e;
    if (el->ruimte != XML_RELATIES || strcmp(el->naam, "Relationship") != 0 || !xml_attr(el, "Id", &id) ||
        !xml_attr(el, "Type", &soort) || !xml_attr(el, "Target", &doel) || doel.n > PAD_MAX)
        return OK;
    if (xml_attr(el, "TargetMode", &wijze) && str_ieq(wijze, STR("External"))) /* never looked up */
        return OK;
    nieuw = (struct relatie){str_dup(r->a, id), str_dup(r->a, soort), pad_los(r->a, r->van, doel)};
    m = map_put(&r->op_id, nieuw.id, &is_new);
    if (is_new) {
        m->value.i = (int64_t)r->at.n;
        VEC_PUSH(r->a, &r->at, nieuw);
    }
    return OK;
}

/* The relationships of a part ("" is the package itself); none when there is no such list. */
static int relaties_lees(struct xlsx *x, struct str van, struct relaties *r, struct err *e)
{
    struct xml_lezer lezer = {.wie = r, .begin = relatie_begin};
    struct str map = pad_map(van);
    struct str lijst =
        str_fmt(x->a, "%.*s_rels/%.*s.rels", STR_ARG(map), (int)(van.n - map.n), van.p + map.n);
    size_t i;

    *r = (struct relaties){.a = x->a, .van = van};
    map_init(&r->op_id, x->a);
    if (!pak_vind(x->pak, lijst, &i))
        return OK;
    return xml_deel_lees(x->pak, i, &lezer, e);
}

/* The first target of a kind, named by the last step of its type: transitional and strict differ before that.
 */
static const struct relatie *relatie_soort(const struct relaties *r, struct str soort)
{
    for (size_t i = 0; i < r->at.n; i++)
        if (str_ends(r->at.at[i].soort, soort))
            return &r->at.at[i];
    return NULL;
}

/* ---- the list of sheets ---- */

struct werkboek {
    struct xlsx *x;
    bool in_bladen;
    VEC(struct str) rid; /* per sheet */
};

static int werkboek_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct werkboek *w = wie;
    struct xlsx *x = w->x;
    struct xlsx_blad blad = {0};
    struct str s, rid;

    if (el->ruimte != XML_BLAD)
        return OK;
    if (!strcmp(el->naam, "workbookPr"))
        x->epoche_1904 = xml_attr(el, "date1904", &s) && (str_is(s, "1") || str_is(s, "true"));
    if (!strcmp(el->naam, "sheets"))
        w->in_bladen = true;
    if (!w->in_bladen || strcmp(el->naam, "sheet") != 0 || !xml_attr(el, "name", &s) ||
        !xml_attr_rid(el, &rid))
        return OK;
    if (x->bladen.n == BLADEN_MAX)
        return err_set(e, ERR_DATA, "het werkboek heeft meer dan %d bladen", BLADEN_MAX);
    blad.naam = str_dup(x->a, s);
    blad.verborgen = xml_attr(el, "state", &s) && !str_is(s, "visible");
    VEC_PUSH(x->a, &x->bladen, blad);
    VEC_PUSH(x->a, &w->rid, str_dup(x->a, rid));
    return OK;
}

static int werkboek_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct werkboek *w = wie;

    (void)e;
    if (el->ruimte == XML_BLAD && !strcmp(el->naam, "sheets"))
        w->in_bladen = false;
    return OK;
}

/* Ties sheets to parts; chart and dialogue sheets, which have no cells, fall out. */
static int bladen_koppel(struct xlsx *x, const struct werkboek *w, const struct relaties *r, struct err *e)
{
    size_t n = 0;

    for (size_t i = 0; i < x->bladen.n; i++) {
        struct map_entry *m = map_get(&r->op_id, w->rid.at[i]);
        const struct relatie *rel = m ? &r->at.at[m->value.i] : NULL;
        struct xlsx_blad blad = x->bladen.at[i];

        if (rel && !str_ends(rel->soort, STR("/worksheet")))
            continue;
        blad.aanwezig = rel && pak_vind(x->pak, rel->doel, &blad.deel);
        x->bladen.at[n++] = blad;
    }
    x->bladen.n = n;
    if (!n)
        return err_set(e, ERR_DATA, "het werkboek heeft geen bladen met cellen");
    return OK;
}

/* ---- shared strings ---- */

struct teksten {
    struct xlsx *x;
    struct buf b;
    bool in_si, in_t;
    int in_rph; /* how to pronounce it: not part of the text */
};

static int teksten_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct teksten *t = wie;

    (void)e;
    if (el->ruimte != XML_BLAD)
        return OK;
    if (!strcmp(el->naam, "si")) {
        t->in_si = true;
        t->b.n = 0;
    } else if (!strcmp(el->naam, "rPh")) {
        t->in_rph++;
    } else if (!strcmp(el->naam, "t")) {
        t->in_t = t->in_si && !t->in_rph;
    }
    return OK;
}

static int teksten_tekst(void *wie, struct str s, struct err *e)
{
    struct teksten *t = wie;

    if (t->in_t)
        buf_add(&t->b, s);
    if (t->b.over)
        return err_set(e, ERR_DATA, "een tekst in het werkboek is langer dan %zu bytes", t->x->grens.cel);
    return OK;
}

static int teksten_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct teksten *t = wie;

    (void)e;
    if (el->ruimte != XML_BLAD)
        return OK;
    if (!strcmp(el->naam, "t"))
        t->in_t = false;
    else if (!strcmp(el->naam, "rPh") && t->in_rph)
        t->in_rph--;
    else if (!strcmp(el->naam, "si") && t->in_si) {
        t->in_si = false;
        t->b.n = xstring_los(t->b.p, t->b.n);
        VEC_PUSH(t->x->a, &t->x->teksten, str_dup(t->x->a, buf_str(&t->b)));
    }
    return OK;
}

static int teksten_lees(struct xlsx *x, size_t deel, struct err *e)
{
    struct teksten t = {.x = x};
    struct xml_lezer lezer = {
        .wie = &t, .begin = teksten_begin, .tekst = teksten_tekst, .eind = teksten_eind};
    struct arena kort;
    int rc;

    arena_init(&kort, 0);
    buf_init(&t.b, &kort, x->grens.cel);
    rc = xml_deel_lees(x->pak, deel, &lezer, e);
    arena_done(&kort);
    return rc;
}

/* ---- number formats ---- */

struct stijlen {
    struct xlsx *x;
    bool in_formaten, in_xfs; /* the same elements stand elsewhere with another meaning */
};

static bool attr_id(const struct xml_element *el, uint16_t *ret)
{
    struct str s;
    int64_t id;

    if (!xml_attr(el, "numFmtId", &s) || !num_i64(s, &id) || id < 0 || id >= FORMATEN)
        return false;
    *ret = (uint16_t)id;
    return true;
}

static int stijlen_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct stijlen *t = wie;
    struct xlsx *x = t->x;
    struct str code;
    uint16_t id = 0;

    if (el->ruimte != XML_BLAD)
        return OK;
    if (!strcmp(el->naam, "numFmts")) {
        t->in_formaten = true;
    } else if (!strcmp(el->naam, "cellXfs")) {
        t->in_xfs = true;
    } else if (t->in_formaten && !strcmp(el->naam, "numFmt") && attr_id(el, &id) &&
               xml_attr(el, "formatCode", &code)) {
        if (!x->formaat_soort)
            x->formaat_soort = arena_alloc(x->a, FORMATEN);
        x->formaat_soort[id] = formaat_is_datum(code) ? 2 : 1;
    } else if (t->in_xfs && !strcmp(el->naam, "xf")) {
        if (x->stijlen.n == STIJLEN_MAX)
            return err_set(e, ERR_DATA, "het werkboek heeft meer dan %d opmaakstijlen", STIJLEN_MAX);
        if (!attr_id(el, &id))
            id = 0;
        VEC_PUSH(x->a, &x->stijlen, id);
    }
    return OK;
}

static int stijlen_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct stijlen *t = wie;

    (void)e;
    if (el->ruimte == XML_BLAD && !strcmp(el->naam, "numFmts"))
        t->in_formaten = false;
    else if (el->ruimte == XML_BLAD && !strcmp(el->naam, "cellXfs"))
        t->in_xfs = false;
    return OK;
}

bool xlsx_stijl_is_datum(const struct xlsx *x, size_t stijl)
{
    uint16_t id = stijl < x->stijlen.n ? x->stijlen.at[stijl] : 0;

    if (x->formaat_soort && x->formaat_soort[id])
        return x->formaat_soort[id] == 2;
    return formaat_ingebouwd_is_datum(id);
}

/* ---- the workbook ---- */

static int werkboek_lees(struct xlsx *x, struct err *e)
{
    struct werkboek w = {.x = x};
    struct stijlen s = {.x = x};
    struct xml_lezer lezer = {.wie = &w, .begin = werkboek_begin, .eind = werkboek_eind};
    struct xml_lezer stijl_lezer = {.wie = &s, .begin = stijlen_begin, .eind = stijlen_eind};
    const struct relatie *rel;
    struct relaties r;
    struct str boek;
    size_t deel;
    int rc = relaties_lees(x, STR(""), &r, e);

    if (rc)
        return rc;
    rel = relatie_soort(&r, STR("/officeDocument"));
    boek = rel ? rel->doel : STR("xl/workbook.xml");
    if (!pak_vind(x->pak, boek, &deel))
        return err_set(e, ERR_DATA, "dit is geen werkboek: het deel %.*s ontbreekt", STR_ARG(boek));
    if ((rc = xml_deel_lees(x->pak, deel, &lezer, e)) || (rc = relaties_lees(x, boek, &r, e)) ||
        (rc = bladen_koppel(x, &w, &r, e)))
        return rc;
    rel = relatie_soort(&r, STR("/sharedStrings"));
    if (rel && pak_vind(x->pak, rel->doel, &deel) && (rc = teksten_lees(x, deel, e)))
        return rc;
    rel = relatie_soort(&r, STR("/styles"));
    if (rel && pak_vind(x->pak, rel->doel, &deel) && (rc = xml_deel_lees(x->pak, deel, &stijl_lezer, e)))
        return rc;
    return OK;
}

int xlsx_open(struct arena *a, struct pak *pak, const struct tabel_grens *grens, struct xlsx **ret,
              struct err *e)
{
    struct xlsx *x = ARENA_NEW(a, struct xlsx);
    int rc;

    x->a = a;
    x->pak = pak;
    x->grens = *grens;
    x->c_locale = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    rc = x->c_locale ? werkboek_lees(x, e) : err_set(e, ERR_ENV, "het geheugen is op");
    x->merk = pak_merk(pak);
    if (!rc)
        rc = xlsx_kies(x, 0, e);
    if (rc) {
        xlsx_close(x);
        return rc == ERR_LIMIT ? ERR_DATA : rc;
    }
    *ret = x;
    return OK;
}

void xlsx_close(struct xlsx *x)
{
    if (!x)
        return;
    blad_close(x->lezer);
    x->lezer = NULL;
    pak_close(x->pak);
    if (x->c_locale)
        freelocale(x->c_locale);
    x->c_locale = (locale_t)0;
}

int xlsx_kies(struct xlsx *x, size_t blad, struct err *e)
{
    blad_close(x->lezer);
    x->lezer = NULL;
    pak_terug(x->pak, x->merk);
    return blad_open(x, blad, &x->lezer, e);
}

int xlsx_volgende(struct xlsx *x, struct tabel_rij *ret, struct err *e)
{
    if (!x->lezer)
        return err_set(e, ERR_USAGE, "er is geen blad gekozen");
    return blad_volgende(x->lezer, ret, e);
}
