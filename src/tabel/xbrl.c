/* SPDX-License-Identifier: EUPL-1.2
 * The elements of an XBRL instance as they come by (XBRL 2.1, sections 4.6 to 4.9; Dimensions 1.0, section
 * 3). References are resolved at the end, since a fact may stand before its context. See xbrl.h. */
#include "tabel/xbrl_intern.h"

#include <string.h>

#define NS_INSTANCE "http://www.xbrl.org/2003/instance"
#define NS_LINKBASE "http://www.xbrl.org/2003/linkbase"
#define NS_XLINK    "http://www.w3.org/1999/xlink"
#define NS_DIMENSIE "http://xbrl.org/2006/xbrldi"
#define NS_XSI      "http://www.w3.org/2001/XMLSchema-instance"

enum { TEKST_MAX = 4000, RUIMTEN_MAX = 256, DIM_MAX = 40, SCHEMAS_MAX = 50, MATEN_MAX = 20, STUK = 16 << 10 };

/* Where the reader is. Within a context, unit or fact `in` says what the text that comes belongs to. */
enum plek { BUITEN, WORTEL, OVERSLAAN, CONTEXT, EENHEID, FEIT };

struct ruimte {
    struct str prefix, uri;
    int diepte;
};

struct lezer {
    struct xml_lezer x;
    struct arena *a;
    struct xbrl_grens grens;
    enum plek plek;
    int diepte, begin; /* of elements; at which depth the thing being read began */
    struct ruimte ruimte[RUIMTEN_MAX];
    int n_ruimten;
    struct buf tekst;
    VEC(struct str) schemas;
    VEC(struct xbrl_context) context;
    VEC(struct xbrl_eenheid) eenheid;
    VEC(struct ruw_feit) feit;
    uint32_t tuples;
    VEC(uint32_t) tuple; /* open ones, innermost last */
    /* the context being read */
    struct xbrl_context c;
    struct xbrl_dimensie dim[DIM_MAX];
    int n_dim, dim_diepte, houder; /* houder: depth of segment or scenario, 0 outside */
    bool scenario, getypeerd, heeft_van, heeft_tot;
    /* the unit being read */
    struct xbrl_eenheid u;
    struct xbrl_naam maat[2][MATEN_MAX];
    size_t n_maat[2];
    int noemer; /* 1 within unitDenominator */
    struct ruw_feit f;
};

static int fout(int64_t regel, struct err *e, const char *wat, struct str waarde)
{
    return err_set(e, ERR_DATA, "regel %lld: %s%s%.*s%s", (long long)regel, wat, waarde.n ? " “" : "",
                   STR_ARG(utf8_clip(waarde, 80)), waarde.n ? "”" : "");
}

static int64_t regel_nu(const struct lezer *l)
{
    return l->x.ctxt && l->x.ctxt->input ? l->x.ctxt->input->line : 0;
}

static bool is(const struct xml_element *el, const char *uri, const char *naam)
{
    return el->uri && !strcmp(el->uri, uri) && !strcmp(el->naam, naam);
}

/* ---- names ---- */

static int ruimten_bij(struct lezer *l, const struct xml_element *el, struct err *e)
{
    for (int i = 0; i < el->n_ruimten; i++) {
        if (l->n_ruimten == RUIMTEN_MAX)
            return fout(el->regel, e, "te veel naamruimten", (struct str){0});
        l->ruimte[l->n_ruimten++] =
            (struct ruimte){str_dup(l->a, str_from((const char *)el->ruimten[2 * i])),
                            str_dup(l->a, str_from((const char *)el->ruimten[2 * i + 1])), l->diepte};
    }
    return OK;
}

/* A name with a prefix as it stands in text; the prefix must have been declared. */
static int naam_lees(struct lezer *l, struct str s, struct xbrl_naam *ret, struct err *e)
{
    struct str rest, prefix = str_cut(str_trim(s), ':', &rest);
    struct str lokaal = rest.p ? rest : prefix;

    if (!rest.p)
        prefix = STR("");
    if (!lokaal.n || str_index(lokaal, ':') < lokaal.n)
        return fout(regel_nu(l), e, "verwacht een naam als voorvoegsel:Naam, niet", s);
    for (int i = l->n_ruimten - 1; i >= 0; i--)
        if (str_eq(l->ruimte[i].prefix, prefix)) {
            *ret = (struct xbrl_naam){l->ruimte[i].uri, str_dup(l->a, lokaal)};
            return OK;
        }
    if (prefix.n)
        return fout(regel_nu(l), e, "het voorvoegsel van deze naam is nergens verklaard:", s);
    *ret = (struct xbrl_naam){STR(""), str_dup(l->a, lokaal)};
    return OK;
}

/* ---- dates ---- */

/* xs:date or xs:dateTime. A moment without a time is the end of its day, and so is the end of a period; one
 * at midnight is the end of the day before (XBRL 2.1, 4.7.2). */
static bool datum_lees(struct str s, bool einde, date_t *ret)
{
    bool middernacht = s.n >= 19 && str_is(str_sub(s, 10, 19), "T00:00:00");

    if (s.n < 10 || (s.n > 10 && s.p[10] != 'T' && s.p[10] != 'Z' && s.p[10] != '+' && s.p[10] != '-') ||
        s.p[4] != '-' || !date_parse(str_sub(s, 0, 10), ret))
        return false;
    if (einde && middernacht)
        *ret = date_add(*ret, -1);
    return true;
}

/* ---- contexts ---- */

static int context_begin(struct lezer *l, const struct xml_element *el, struct err *e)
{
    struct str id = {0};

    if (!xml_attr(el, "id", &id) || !id.n)
        return fout(el->regel, e, "een context zonder id", (struct str){0});
    if (l->context.n >= l->grens.contexts)
        return err_set(e, ERR_LIMIT, "meer dan %zu contexten", l->grens.contexts);
    l->plek = CONTEXT;
    l->begin = l->diepte;
    l->c = (struct xbrl_context){.id = str_dup(l->a, id), .regel = el->regel};
    l->n_dim = l->houder = l->dim_diepte = 0;
    l->heeft_van = l->heeft_tot = false;
    return OK;
}

/* An element within segment or scenario. */
static int lid_begin(struct lezer *l, const struct xml_element *el, struct err *e)
{
    bool expliciet = is(el, NS_DIMENSIE, "explicitMember"), getypeerd = is(el, NS_DIMENSIE, "typedMember");
    struct str as;

    if (l->diepte != l->houder + 1)
        return OK; /* the content of a typed member: its text */
    if (!expliciet && !getypeerd) {
        l->c.anders = true;
        return OK;
    }
    if (l->n_dim == DIM_MAX)
        return fout(el->regel, e, "te veel dimensies in één context", (struct str){0});
    if (!xml_attr(el, "dimension", &as))
        return fout(el->regel, e, "een lid zonder dimension", (struct str){0});
    l->dim[l->n_dim] = (struct xbrl_dimensie){.scenario = l->scenario};
    l->getypeerd = getypeerd;
    l->dim_diepte = l->diepte;
    return naam_lees(l, as, &l->dim[l->n_dim].as, e);
}

static int context_element(struct lezer *l, const struct xml_element *el, struct err *e)
{
    struct str schema;

    if (l->houder)
        return lid_begin(l, el, e);
    if (is(el, NS_INSTANCE, "identifier") && xml_attr(el, "scheme", &schema))
        l->c.schema = str_dup(l->a, schema);
    else if (is(el, NS_INSTANCE, "segment") || is(el, NS_INSTANCE, "scenario")) {
        l->houder = l->diepte;
        l->scenario = is(el, NS_INSTANCE, "scenario");
    }
    return OK;
}

static int lid_eind(struct lezer *l, struct str tekst, struct err *e)
{
    struct xbrl_dimensie *d = &l->dim[l->n_dim];
    int rc = OK;

    if (l->getypeerd)
        d->tekst = str_dup(l->a, tekst);
    else
        rc = naam_lees(l, tekst, &d->lid, e);
    for (int i = 0; !rc && i < l->n_dim; i++)
        if (str_eq(l->dim[i].as.naam, d->as.naam) && str_eq(l->dim[i].as.ruimte, d->as.ruimte))
            rc = fout(regel_nu(l), e, "een context met twee keer dezelfde dimensie", d->as.naam);
    l->n_dim++;
    l->dim_diepte = 0;
    return rc;
}

static int context_klaar(struct lezer *l, struct err *e)
{
    struct xbrl_dimensie *dim = ARENA_ARRAY(l->a, struct xbrl_dimensie, l->n_dim + 1);

    if (!l->c.entiteit.n)
        return fout(l->c.regel, e, "een context zonder identifier:", l->c.id);
    if (l->heeft_van != (l->heeft_tot && !l->c.moment) || (!l->heeft_tot && l->c.van))
        return fout(l->c.regel, e, "een context zonder begin of einde van de periode:", l->c.id);
    if (l->c.van > l->c.tot)
        return fout(l->c.regel, e, "een context die eindigt voor zij begint:", l->c.id);
    memcpy(dim, l->dim, sizeof *dim * (size_t)l->n_dim);
    l->c.dim = dim;
    l->c.n_dim = (size_t)l->n_dim;
    VEC_PUSH(l->a, &l->context, l->c);
    return OK;
}

static int context_eind(struct lezer *l, const struct xml_element *el, struct str tekst, struct err *e)
{
    bool van = is(el, NS_INSTANCE, "startDate"), moment = is(el, NS_INSTANCE, "instant"),
         tot = is(el, NS_INSTANCE, "endDate");

    if (l->dim_diepte && l->diepte == l->dim_diepte)
        return lid_eind(l, tekst, e);
    if (l->houder && l->diepte == l->houder)
        l->houder = 0;
    else if (!l->houder && is(el, NS_INSTANCE, "identifier"))
        l->c.entiteit = str_dup(l->a, tekst);
    else if (!l->houder && (van || moment || tot)) {
        date_t d;

        if (!datum_lees(tekst, !van, &d))
            return fout(regel_nu(l), e, "verwacht een datum als 2025-12-31, niet", tekst);
        if (van || moment)
            l->c.van = d;
        if (!van)
            l->c.tot = d;
        l->heeft_van = l->heeft_van || van;
        l->heeft_tot = l->heeft_tot || !van;
        l->c.moment = l->c.moment || moment;
    }
    if (l->diepte != l->begin)
        return OK;
    l->plek = WORTEL;
    return context_klaar(l, e);
}

/* ---- units ---- */

static int eenheid_begin(struct lezer *l, const struct xml_element *el, struct err *e)
{
    struct str id = {0};

    if (!xml_attr(el, "id", &id) || !id.n)
        return fout(el->regel, e, "een eenheid (unit) zonder id", (struct str){0});
    if (l->eenheid.n >= l->grens.contexts)
        return err_set(e, ERR_LIMIT, "meer dan %zu eenheden", l->grens.contexts);
    l->plek = EENHEID;
    l->begin = l->diepte;
    l->u = (struct xbrl_eenheid){.id = str_dup(l->a, id), .regel = el->regel};
    l->n_maat[0] = l->n_maat[1] = 0;
    l->noemer = 0;
    return OK;
}

static int eenheid_eind(struct lezer *l, const struct xml_element *el, struct str tekst, struct err *e)
{
    struct xbrl_naam *maten[2];
    int rc = OK;

    if (is(el, NS_INSTANCE, "measure")) {
        if (l->n_maat[l->noemer] == MATEN_MAX)
            return fout(regel_nu(l), e, "te veel maten in één eenheid", l->u.id);
        rc = naam_lees(l, tekst, &l->maat[l->noemer][l->n_maat[l->noemer]++], e);
    } else if (is(el, NS_INSTANCE, "unitDenominator")) {
        l->noemer = 0;
    }
    if (rc || l->diepte != l->begin)
        return rc;
    if (!l->n_maat[0])
        return fout(l->u.regel, e, "een eenheid zonder maat (measure):", l->u.id);
    for (int i = 0; i < 2; i++) {
        maten[i] = ARENA_ARRAY(l->a, struct xbrl_naam, l->n_maat[i] + 1);
        memcpy(maten[i], l->maat[i], sizeof **maten * l->n_maat[i]);
    }
    l->u.teller = maten[0];
    l->u.n_teller = l->n_maat[0];
    l->u.noemer = maten[1];
    l->u.n_noemer = l->n_maat[1];
    VEC_PUSH(l->a, &l->eenheid, l->u);
    l->plek = WORTEL;
    return OK;
}

/* ---- facts ---- */

static int feit_begin(struct lezer *l, const struct xml_element *el, struct err *e)
{
    struct str s;

    if (!el->uri || !xml_attr(el, "contextRef", &s)) { /* a tuple: facts that belong together */
        VEC_PUSH(l->a, &l->tuple, ++l->tuples);
        return OK;
    }
    if (l->feit.n >= l->grens.feiten)
        return err_set(e, ERR_LIMIT, "meer dan %zu feiten", l->grens.feiten);
    l->plek = FEIT;
    l->begin = l->diepte;
    l->f = (struct ruw_feit){
        .context = str_dup(l->a, s),
        .naam = {str_dup(l->a, str_from(el->uri)), str_dup(l->a, str_from(el->naam))},
        .regel = el->regel,
        .tuple = l->tuple.n ? l->tuple.at[l->tuple.n - 1] : 0,
        .nil =
            xml_attr_in(el, NS_XSI, "nil", &s) && (str_is(str_trim(s), "true") || str_is(str_trim(s), "1")),
    };
    l->f.heeft_eenheid = xml_attr(el, "unitRef", &s);
    l->f.eenheid = l->f.heeft_eenheid ? str_dup(l->a, s) : STR("");
    l->f.decimals = xml_attr(el, "decimals", &s) ? str_dup(l->a, str_trim(s)) : STR("");
    l->f.precision = xml_attr(el, "precision", &s) ? str_dup(l->a, str_trim(s)) : STR("");
    return OK;
}

static int feit_klaar(struct lezer *l, struct str tekst, struct err *e)
{
    l->plek = WORTEL;
    l->f.tekst = str_dup(l->a, tekst);
    if (l->f.nil && tekst.n)
        return fout(l->f.regel, e, "een leeg feit (nil) met een waarde:", l->f.naam.naam);
    VEC_PUSH(l->a, &l->feit, l->f);
    return OK;
}

/* ---- the callbacks ---- */

static int wortel_element(struct lezer *l, const struct xml_element *el, struct err *e)
{
    struct str href;

    if (is(el, NS_INSTANCE, "context"))
        return context_begin(l, el, e);
    if (is(el, NS_INSTANCE, "unit"))
        return eenheid_begin(l, el, e);
    if (is(el, NS_LINKBASE, "schemaRef") && xml_attr_in(el, NS_XLINK, "href", &href) &&
        l->schemas.n < SCHEMAS_MAX)
        VEC_PUSH(l->a, &l->schemas, str_dup(l->a, utf8_clip(href, 500)));
    if (el->uri && (!strcmp(el->uri, NS_LINKBASE) || !strcmp(el->uri, NS_INSTANCE))) {
        l->plek = OVERSLAAN; /* links, footnotes */
        l->begin = l->diepte;
        return OK;
    }
    return feit_begin(l, el, e);
}

static int op_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct lezer *l = wie;
    int rc;

    l->diepte++;
    rc = ruimten_bij(l, el, e);
    if (!l->getypeerd || !l->dim_diepte)
        l->tekst.n = 0; /* the text of a typed member stands in an element of its own */
    if (rc)
        return rc;
    if (arena_over(l->a))
        return err_set(e, ERR_LIMIT, "het bestand is te groot om te lezen");
    switch (l->plek) {
    case BUITEN:
        if (!is(el, NS_INSTANCE, "xbrl"))
            return err_set(e, ERR_DATA,
                           "dit is XML, maar geen XBRL-instance: verwacht xbrl als buitenste element, niet "
                           "“%.*s”",
                           STR_ARG(utf8_clip(str_from(el->naam), 60)));
        l->plek = WORTEL;
        return OK;
    case WORTEL:
        return wortel_element(l, el, e);
    case CONTEXT:
        return context_element(l, el, e);
    case EENHEID:
        if (is(el, NS_INSTANCE, "unitDenominator"))
            l->noemer = 1;
        return OK;
    case FEIT:
        return fout(el->regel, e, "een feit met een element erin:", l->f.naam.naam);
    case OVERSLAAN:
        break;
    }
    return OK;
}

static int op_tekst(void *wie, struct str s, struct err *e)
{
    struct lezer *l = wie;

    (void)e;
    if (l->plek != OVERSLAAN && l->plek != WORTEL && l->tekst.n < TEKST_MAX)
        buf_add(&l->tekst, str_sub(s, 0, TEKST_MAX - l->tekst.n));
    return OK;
}

static int op_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct lezer *l = wie;
    struct str tekst = str_trim(utf8_clip(buf_str(&l->tekst), TEKST_MAX));
    int rc = OK;

    if (l->plek == CONTEXT)
        rc = context_eind(l, el, tekst, e);
    else if (l->plek == EENHEID)
        rc = eenheid_eind(l, el, tekst, e);
    else if (l->plek == FEIT)
        rc = feit_klaar(l, tekst, e);
    else if (l->plek == OVERSLAAN && l->diepte == l->begin)
        l->plek = WORTEL;
    else if (l->plek == WORTEL && l->tuple.n && l->diepte > 1)
        l->tuple.n--;
    if (!l->getypeerd || !l->dim_diepte)
        l->tekst.n = 0;
    while (l->n_ruimten && l->ruimte[l->n_ruimten - 1].diepte == l->diepte)
        l->n_ruimten--;
    l->diepte--;
    return rc;
}

bool xbrl_is_xml(struct str bytes)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    bytes = str_trim(str_sub(bytes, 0, 1000));
    return bytes.n && bytes.p[0] == '<';
}

static int voer(struct lezer *l, struct str bytes, struct err *e)
{
    int rc = xml_begin(&l->x, e);

    for (size_t i = 0; !rc; i += STUK) {
        size_t n = bytes.n - i < STUK ? bytes.n - i : STUK;

        rc = xml_voer(&l->x, bytes.p + i, n, i + n == bytes.n, e);
        if (i + n == bytes.n)
            break;
    }
    xml_done(&l->x);
    return rc;
}

int xbrl_lees(struct arena *a, struct str bytes, struct xbrl_grens grens, struct xbrl *ret, struct err *e)
{
    struct lezer *l = ARENA_NEW(a, struct lezer);
    int rc;

    l->a = a;
    l->grens.bytes = grens.bytes ? grens.bytes : (size_t)64 << 20;
    l->grens.feiten = grens.feiten ? grens.feiten : 500000;
    l->grens.contexts = grens.contexts ? grens.contexts : 100000;
    if (bytes.n > l->grens.bytes)
        return err_set(e, ERR_LIMIT, "het bestand is groter dan %zu MB", l->grens.bytes >> 20);
    buf_init(&l->tekst, a, TEKST_MAX + 8);
    l->x = (struct xml_lezer){
        .wie = l, .begin = op_begin, .tekst = op_tekst, .eind = op_eind, .wat = "XBRL-instance"};
    rc = voer(l, bytes, e);
    if (rc)
        return rc;
    if (l->plek != WORTEL)
        return err_set(e, ERR_DATA, "dit is geen XBRL-instance");
    *ret = (struct xbrl){.schemas = l->schemas.at,
                         .n_schemas = l->schemas.n,
                         .context = l->context.at,
                         .n_contexten = l->context.n,
                         .eenheid = l->eenheid.at,
                         .n_eenheden = l->eenheid.n};
    return xbrl_feiten(a, l->feit.at, l->feit.n, ret, e);
}
