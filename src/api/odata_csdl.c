/* SPDX-License-Identifier: EUPL-1.2
 * $metadata of a table of /odata/v4: its types and sets in CSDL (OData 4). */
#include "api/odata.h"

/* The types of what a table holds, but for Observation; the first field is the key. */
struct csdl_veld {
    const char *naam, *type;
};
static const struct csdl_veld code_velden[] = {
    {"Identifier", "String"},
    {"Index", "Int32"},
    {"Title", "String"},
    {"Description", "String"},
    {"DimensionGroupId", "String"},
    {0},
};
static const struct csdl_veld maat_velden[] = {
    {"Identifier", "String"},
    {"Index", "Int32"},
    {"Title", "String"},
    {"Description", "String"},
    {"DimensionGroupId", "String"},
    {"Unit", "String"},
    {"Decimals", "Int32"},
    {"DataType", "String"},
    {"PresentationType", "String"},
    {"MeasureGroupId", "String"},
    {0},
};
static const struct csdl_veld dimensie_velden[] = {
    {"Identifier", "String"},
    {"Title", "String"},
    {"Description", "String"},
    {"Kind", "String"},
    {"ContainsGroups", "Boolean"},
    {"ContainsCodes", "Boolean"},
    {0},
};
static const struct csdl_veld set_velden[] = {
    {"Identifier", "String"},
    {"Title", "String"},
    {"Description", "String"},
    {"Language", "String"},
    {"Catalog", "String"},
    {"Modified", "DateTimeOffset"},
    {"ObservationsModified", "DateTimeOffset"},
    {"Status", "String"},
    {"DatasetType", "String"},
    {"Summary", "String"},
    {"ObservationCount", "Int64"},
    {0},
};
static const struct {
    const char *naam;
    const struct csdl_veld *velden;
} soorten[] = {
    {"Code", code_velden},
    {"MeasureCode", maat_velden},
    {"Dimension", dimensie_velden},
    {"Properties", set_velden},
};

static void soort_open(struct buf *b, const char *naam, const char *sleutel)
{
    buf_fmt(b, "<EntityType Name=\"%s\"><Key><PropertyRef Name=\"%s\"/></Key>", naam, sleutel);
}

static void veld_bij(struct buf *b, const char *naam, const char *type)
{
    buf_fmt(b, "<Property Name=\"%s\" Type=\"Edm.%s\"/>", naam, type);
}

static void soorten_schrijf(struct buf *b)
{
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++) {
        soort_open(b, soorten[i].naam, soorten[i].velden->naam);
        for (const struct csdl_veld *v = soorten[i].velden; v->naam; v++)
            veld_bij(b, v->naam, v->type);
        buf_lit(b, "</EntityType>");
    }
    soort_open(b, "Observation", "Id");
    for (int i = 0; i < N_KOLOMMEN; i++)
        veld_bij(b, odata_kolommen[i].naam, i == K_ID ? "Int64" : i == K_VALUE ? "Double" : "String");
    buf_lit(b, "</EntityType>");
}

static void verzamelingen_schrijf(struct buf *b)
{
    static const char *const vast[][2] = {
        {"MeasureCodes", "MeasureCode"}, {"Dimensions", "Dimension"}, {"Observations", "Observation"}};

    buf_lit(b, "<EntityContainer Name=\"Container\">");
    for (size_t i = 0; i < sizeof vast / sizeof *vast; i++)
        buf_fmt(b, "<EntitySet Name=\"%s\" EntityType=\"Woonzorg.%s\"/>", vast[i][0], vast[i][1]);
    for (int i = 0; i < N_DIMENSIES; i++)
        buf_fmt(b, "<EntitySet Name=\"%sCodes\" EntityType=\"Woonzorg.Code\"/>", odata_dimensies[i].id);
    buf_lit(b, "<Singleton Name=\"Properties\" Type=\"Woonzorg.Properties\"/></EntityContainer>");
}

int odata_metadata_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct odata_tabel t;
    struct buf b;
    int rc = odata_tabel_open(&t, q, r, e);

    if (!rc) {
        buf_init(&b, q->a, 1 << 20);
        buf_lit(&b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<edmx:Edmx Version=\"4.0\" "
                    "xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema "
                    "Namespace=\"Woonzorg\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
        soorten_schrijf(&b);
        verzamelingen_schrijf(&b);
        buf_lit(&b, "</Schema></edmx:DataServices></edmx:Edmx>\n");
        r->body = buf_str(&b);
        r->type = "application/xml";
    }
    api_sluit(&t.x);
    return rc;
}
