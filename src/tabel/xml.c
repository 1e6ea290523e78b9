/* SPDX-License-Identifier: EUPL-1.2
 * XML (a part of a workbook, an XBRL instance) as elements and text: libxml2's push parser with everything
 * hostile turned off. No document type (so no entities of one's own: no billion laughs), nothing from the
 * network or disk, no tag or attribute list without bound, no deep nesting. */
#include "tabel/intern.h"

#include <libxml/parserInternals.h>
#include <pthread.h>
#include <string.h>

/* A tag is parsed once it is there as a whole: what waits for that is bounded, for libxml2 compares
 * attributes each with each. */
enum { WACHT_MAX = 128 << 10, ATTR_MAX = 64, DIEPTE_MAX = 64, STUK = 16 << 10 };

static enum xml_ruimte ruimte_van(const char *uri)
{
    static const char *const bladen[] = {"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                         "http://purl.oclc.org/ooxml/spreadsheetml/main"};
    static const char *const relaties[] = {
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    };

    for (size_t i = 0; i < sizeof bladen / sizeof *bladen; i++)
        if (!strcmp(uri, bladen[i]))
            return XML_BLAD;
    for (size_t i = 0; i < sizeof relaties / sizeof *relaties; i++)
        if (!strcmp(uri, relaties[i]))
            return XML_RELATIES;
    return XML_ANDERS;
}

/* Nearly all elements of a part are in one name space, whose text libxml2 keeps once. */
static enum xml_ruimte ruimte(struct xml_lezer *x, const xmlChar *uri)
{
    if (!uri)
        return XML_ANDERS;
    if (uri != x->uri) {
        x->uri = uri;
        x->uri_ruimte = ruimte_van((const char *)uri);
    }
    return x->uri_ruimte;
}

static void stop(struct xml_lezer *x, int rc)
{
    x->fout = rc;
    xmlStopParser(x->ctxt);
}

static const char *wat(const struct xml_lezer *x)
{
    return x->wat ? x->wat : "werkboek";
}

static bool over(const struct xml_lezer *x)
{
    return x->fout || x->klaar;
}

static void op_begin(void *wie, const xmlChar *naam, const xmlChar *prefix, const xmlChar *uri, int n_ruimten,
                     const xmlChar **ruimten, int n_attr, int n_default, const xmlChar **attr)
{
    struct xml_lezer *x = wie;
    struct xml_element el = {.naam = (const char *)naam,
                             .voorvoegsel = (const char *)prefix,
                             .ruimte = ruimte(x, uri),
                             .n = n_attr,
                             .attr = attr,
                             .uri = (const char *)uri,
                             .n_ruimten = n_ruimten,
                             .ruimten = ruimten};
    int rc = OK;

    (void)n_default;
    if (over(x))
        return;
    el.regel = x->ctxt->input ? x->ctxt->input->line : 0;
    if (n_attr > ATTR_MAX || n_ruimten > ATTR_MAX || ++x->diepte > DIEPTE_MAX)
        rc = err_set(x->e, ERR_DATA,
                     "de XML erin is niet zoals die van een %s (te veel kenmerken of te diep)", wat(x));
    else if (x->begin)
        rc = x->begin(x->wie, &el, x->e);
    if (rc || x->klaar)
        stop(x, rc);
}

static void op_eind(void *wie, const xmlChar *naam, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_lezer *x = wie;
    struct xml_element el = {.naam = (const char *)naam, .ruimte = ruimte(x, uri), .uri = (const char *)uri};
    int rc;

    (void)prefix;
    if (over(x))
        return;
    x->diepte--;
    rc = x->eind ? x->eind(x->wie, &el, x->e) : OK;
    if (rc || x->klaar)
        stop(x, rc);
}

static void op_tekst(void *wie, const xmlChar *p, int n)
{
    struct xml_lezer *x = wie;
    int rc;

    if (over(x) || !x->tekst || n <= 0)
        return;
    rc = x->tekst(x->wie, (struct str){(const char *)p, (size_t)n}, x->e);
    if (rc)
        stop(x, rc);
}

static void op_doctype(void *wie, const xmlChar *naam, const xmlChar *extern_id, const xmlChar *systeem_id)
{
    struct xml_lezer *x = wie;

    (void)naam, (void)extern_id, (void)systeem_id;
    if (!over(x))
        stop(x, err_set(x->e, ERR_DATA,
                        "de XML erin heeft een DOCTYPE; dat hoort niet in een %s en is niet veilig", wat(x)));
}

static xmlEntityPtr op_entiteit(void *wie, const xmlChar *naam)
{
    (void)wie;
    return xmlGetPredefinedEntity(naam);
}

static void op_fout(void *wie, xmlErrorPtr fout)
{
    (void)wie, (void)fout; /* xml_voer asks the context */
}

static void begin_eenmaal(void)
{
    xmlInitParser();
}

int xml_begin(struct xml_lezer *x, struct err *e)
{
    static pthread_once_t eenmaal = PTHREAD_ONCE_INIT;
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = op_begin,
        .endElementNs = op_eind,
        .characters = op_tekst,
        .cdataBlock = op_tekst,
        .ignorableWhitespace = op_tekst,
        .internalSubset = op_doctype,
        .getEntity = op_entiteit,
        .serror = op_fout,
    };

    pthread_once(&eenmaal, begin_eenmaal);
    /* What libxml2 cannot tie to a document (an encoding that breaks off) it prints, unless this thread has a
     * handler. */
    xmlSetStructuredErrorFunc(NULL, op_fout);
    x->fout = 0;
    x->diepte = 0;
    x->klaar = false;
    x->uri = NULL;
    x->ctxt = xmlCreatePushParserCtxt(&sax, x, NULL, 0, NULL);
    if (!x->ctxt)
        return err_set(e, ERR_ENV, "het geheugen is op");
    /* NOENT only so that &amp; in an attribute arrives as &: there are no other entities than the five of
     * XML. IGNORE_ENC: the packaging standard allows UTF-8 and UTF-16 only, and those show by themselves. */
    xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
    return OK;
}

int xml_voer(struct xml_lezer *x, const char *p, size_t n, bool laatste, struct err *e)
{
    x->e = e;
    if (over(x))
        return x->fout;
    xmlParseChunk(x->ctxt, p, (int)n, laatste);
    if (over(x))
        return x->fout;
    if (!x->ctxt->wellFormed || x->ctxt->errNo == XML_ERR_NO_MEMORY)
        return x->fout = err_set(e, ERR_DATA, "de XML erin is beschadigd");
    if (x->ctxt->input && x->ctxt->input->end - x->ctxt->input->cur > WACHT_MAX)
        return x->fout =
                   err_set(e, ERR_DATA, "de XML erin is niet zoals die van een %s (te lang element)", wat(x));
    return OK;
}

void xml_done(struct xml_lezer *x)
{
    if (!x->ctxt)
        return;
    if (x->ctxt->myDoc) {
        xmlFreeDoc(x->ctxt->myDoc);
        x->ctxt->myDoc = NULL;
    }
    xmlFreeParserCtxt(x->ctxt);
    x->ctxt = NULL;
}

int xml_deel_lees(struct pak *p, size_t i, struct xml_lezer *x, struct err *e)
{
    struct pak_deel *d = NULL;
    char stuk[STUK];
    int rc = pak_deel_open(p, i, &d, e);

    if (rc)
        return rc;
    rc = xml_begin(x, e);
    while (!rc && !x->klaar) {
        int64_t got = pak_deel_lees(d, stuk, sizeof stuk, e);

        rc = got < 0 ? (int)got : xml_voer(x, stuk, (size_t)got, !got, e);
        if (!got)
            break;
    }
    xml_done(x);
    pak_deel_close(d);
    return rc;
}

static bool attr_zoek(const struct xml_element *el, const char *naam, bool relatie, struct str *ret)
{
    for (int i = 0; i < el->n; i++) {
        const xmlChar **at = el->attr + 5 * i;

        if (strcmp((const char *)at[0], naam) != 0 ||
            (at[2] != NULL && ruimte_van((const char *)at[2]) == XML_RELATIES) != relatie ||
            (!relatie && at[2]))
            continue;
        *ret = (struct str){(const char *)at[3], (size_t)(at[4] - at[3])};
        return true;
    }
    return false;
}

bool xml_attr(const struct xml_element *el, const char *naam, struct str *ret)
{
    return attr_zoek(el, naam, false, ret);
}

bool xml_attr_in(const struct xml_element *el, const char *uri, const char *naam, struct str *ret)
{
    for (int i = 0; i < el->n; i++) {
        const xmlChar **at = el->attr + 5 * i;

        if (at[2] && !strcmp((const char *)at[2], uri) && !strcmp((const char *)at[0], naam)) {
            *ret = (struct str){(const char *)at[3], (size_t)(at[4] - at[3])};
            return true;
        }
    }
    return false;
}

bool xml_attr_rid(const struct xml_element *el, struct str *ret)
{
    return attr_zoek(el, "id", true, ret);
}
