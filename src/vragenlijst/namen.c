/* SPDX-License-Identifier: EUPL-1.2
 * The names of columns and types, with the other spellings in which people write them (as pyxform takes
 * them). */
#include "vragenlijst/intern.h"

/* Lower case, spaces as underscores: "Constraint Message" is constraint_message. */
static struct str vorm(char *plek, size_t n, struct str s)
{
    size_t k = 0;
    bool spatie = false;

    s = str_trim(s);
    for (size_t i = 0; i < s.n && k + 1 < n; i++) {
        char c = s.p[i];

        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            spatie = true;
            continue;
        }
        if (spatie && k)
            plek[k++] = '_';
        spatie = false;
        if (k + 1 < n)
            plek[k++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return (struct str){plek, k};
}

static const struct {
    const char *naam;
    enum vl_kolom kolom;
} kolommen[] = {
    {"type", K_TYPE},
    {"command", K_TYPE},
    {"name", K_NAME},
    {"tag", K_NAME},
    {"label", K_LABEL},
    {"caption", K_LABEL},
    {"hint", K_HINT},
    {"required", K_REQUIRED},
    {"skippable", K_REQUIRED},
    {"required_message", K_REQUIRED_MESSAGE},
    {"requiredmsg", K_REQUIRED_MESSAGE},
    {"relevant", K_RELEVANT},
    {"relevance", K_RELEVANT},
    {"constraint", K_CONSTRAINT},
    {"constraint_message", K_CONSTRAINT_MESSAGE},
    {"constraining_message", K_CONSTRAINT_MESSAGE},
    {"calculation", K_CALCULATION},
    {"calculate", K_CALCULATION},
    {"choice_filter", K_CHOICE_FILTER},
    {"default", K_DEFAULT},
    {"readonly", K_READONLY},
    {"read_only", K_READONLY},
    {"appearance", K_APPEARANCE},
    {"parameters", K_PARAMETERS},
    {"repeat_count", K_REPEAT_COUNT},
    {"jr:count", K_REPEAT_COUNT},
    {"count", K_REPEAT_COUNT},
    {"disabled", K_DISABLED},
    {"trigger", K_TRIGGER},
    {"list_name", K_LIST_NAME},
    {"wz::code", K_WZ_CODE},
    {"wz::basis", K_WZ_BASIS},
    {"wz::thema", K_WZ_THEMA},
    {"wz::openbaarheid", K_WZ_OPENBAARHEID},
    {"wz::vul", K_WZ_VUL},
    {"image", K_MEDIA},
    {"big-image", K_MEDIA},
    {"audio", K_MEDIA},
    {"video", K_MEDIA},
    {"media", K_MEDIA},
};

enum vl_kolom vl_kolom_vind(struct str naam, bool choices)
{
    char plek[80];
    struct str s = vorm(plek, sizeof plek, naam);

    if (choices && str_is(s, "value"))
        return K_NAME;
    if (str_starts(s, STR("bind:")))
        s = str_sub(s, s.n > 5 && s.p[5] == ':' ? 6 : 5, s.n);
    for (size_t i = 0; i < sizeof kolommen / sizeof *kolommen; i++)
        if (str_is(s, kolommen[i].naam))
            return kolommen[i].kolom;
    return K_GEEN;
}

const char *vl_kolom_naam(enum vl_kolom k)
{
    for (size_t i = 0; i < sizeof kolommen / sizeof *kolommen; i++)
        if (kolommen[i].kolom == k)
            return kolommen[i].naam;
    return "";
}

const char *const vl_soort_namen[] = {
    [VL_TEXT] = "text",
    [VL_INTEGER] = "integer",
    [VL_DECIMAL] = "decimal",
    [VL_DATE] = "date",
    [VL_TIME] = "time",
    [VL_DATETIME] = "dateTime",
    [VL_SELECT_ONE] = "select_one",
    [VL_SELECT_MULTIPLE] = "select_multiple",
    [VL_RANK] = "rank",
    [VL_RANGE] = "range",
    [VL_NOTE] = "note",
    [VL_CALCULATE] = "calculate",
    [VL_ACKNOWLEDGE] = "acknowledge",
    [VL_HIDDEN] = "hidden",
    [VL_FILE] = "file",
    [VL_TODAY] = "today",
    [VL_START] = "start",
    [VL_END] = "end",
    [VL_GROUP] = "begin group",
    [VL_REPEAT] = "begin repeat",
};

bool vl_is_vraag(enum vl_soort s)
{
    return s <= VL_RANGE || s == VL_ACKNOWLEDGE || s == VL_FILE;
}

static const struct {
    const char *naam;
    int soort;
} soorten[] = {
    {"text", VL_TEXT},
    {"string", VL_TEXT},
    {"integer", VL_INTEGER},
    {"int", VL_INTEGER},
    {"decimal", VL_DECIMAL},
    {"date", VL_DATE},
    {"time", VL_TIME},
    {"datetime", VL_DATETIME},
    {"date_time", VL_DATETIME},
    {"range", VL_RANGE},
    {"note", VL_NOTE},
    {"calculate", VL_CALCULATE},
    {"trigger", VL_ACKNOWLEDGE},
    {"hidden", VL_HIDDEN},
    {"acknowledge", VL_ACKNOWLEDGE},
    {"file", VL_FILE},
    {"upload", VL_FILE},
    {"today", VL_TODAY},
    {"get_today", VL_TODAY},
    {"start", VL_START},
    {"start_time", VL_START},
    {"starttime", VL_START},
    {"get_start_time", VL_START},
    {"end", VL_END},
    {"end_time", VL_END},
    {"endtime", VL_END},
    {"get_end_time", VL_END},
};

static const char *const weggelaten[] = {
    "geopoint",
    "gps",
    "location",
    "q_geopoint",
    "geotrace",
    "geoshape",
    "start-geopoint",
    "audio",
    "video",
    "image",
    "photo",
    "background-audio",
    "barcode",
    "audit",
    "include",
    "xml-external",
    "csv-external",
    "osm",
    "deviceid",
    "imei",
    "phonenumber",
    "phone_number",
    "username",
    "email",
    "subscriberid",
    "subscriber_id",
    "simserial",
    "sim_id",
    "uri:deviceid",
    "uri:email",
    "begin_loop",
    "end_loop",
    "begin_looped_group",
    "end_looped_group",
    "entity",
    "select_one_external",
    "instance_id",
    "device_id",
    "uri:username",
    "picture",
    "get_sim_id",
    "get_phone_number",
    "get_device_id",
    "get_subscriber_id",
};

/* "q int" and "add integer prompt" are old ways to write int and integer. */
static struct str oude_vorm(struct str v)
{
    if (str_starts(v, STR("q_")))
        return str_sub(v, 2, v.n);
    if (str_starts(v, STR("add_")) && str_ends(v, STR("_prompt")))
        return str_sub(v, 4, v.n - 7);
    return v;
}

/* Ways to write the three that take a list; the longest first. */
static const struct {
    const char *begin;
    int soort;
} keuzes[] = {
    {"select_one_from_file", SOORT_WEGGELATEN},
    {"select_multiple_from_file", SOORT_WEGGELATEN},
    {"select_one_external", SOORT_WEGGELATEN},
    {"add_select_one_prompt_using", VL_SELECT_ONE},
    {"add_select_multiple_prompt_using", VL_SELECT_MULTIPLE},
    {"select_all_that_apply_from", VL_SELECT_MULTIPLE},
    {"select_multiple_from", VL_SELECT_MULTIPLE},
    {"select_one_from", VL_SELECT_ONE},
    {"select_multiple_using", VL_SELECT_MULTIPLE},
    {"select_one_using", VL_SELECT_ONE},
    {"select_multiple", VL_SELECT_MULTIPLE},
    {"select_one", VL_SELECT_ONE},
    {"select1", VL_SELECT_ONE},
    {"select", VL_SELECT_MULTIPLE},
    {"rank", VL_RANK},
    {"odk:rank", VL_RANK},
    {"osm", SOORT_WEGGELATEN},
    {"begin_loop_over", SOORT_WEGGELATEN},
};

static struct vl_type met_lijst(struct arena *a, struct str s, struct str v)
{
    struct vl_type t = {.soort = SOORT_ONBEKEND};

    for (size_t i = 0; i < sizeof keuzes / sizeof *keuzes; i++) {
        struct str begin = str_from(keuzes[i].begin), rest, woord;
        size_t at = 0;

        if (!str_starts(v, begin) || (v.n > begin.n && v.p[begin.n] != '_'))
            continue;
        /* The list's name keeps its capitals, so it is cut from what was written. */
        rest = str_trim(s);
        for (size_t k = 0; k < begin.n && at < rest.n; k++) {
            at++;
            while (begin.p[k] == '_' && at < rest.n && (rest.p[at] == ' ' || rest.p[at] == '\t'))
                at++;
        }
        rest = str_trim(str_sub(rest, at, rest.n));
        t.soort = keuzes[i].soort;
        woord = str_lower(a, rest);
        for (size_t k = 0; k < 3; k++) {
            static const char *const anders[] = {" or specify other", " or_other", " or other"};
            struct str einde = str_from(anders[k]);

            if (str_ends(woord, einde)) {
                t.of_anders = true;
                rest = str_trim(str_sub(rest, 0, rest.n - einde.n));
                break;
            }
        }
        t.lijst = rest;
        return t;
    }
    return t;
}

struct vl_type vl_type_lees(struct arena *a, struct str s)
{
    char plek[400];
    struct str v = vorm(plek, sizeof plek, s);
    struct vl_type t = {.soort = SOORT_ONBEKEND};

    t.begin = str_is(v, "begin_group") || str_is(v, "begin_repeat") || str_is(v, "begingroup") ||
              str_is(v, "beginrepeat");
    t.eind =
        str_is(v, "end_group") || str_is(v, "end_repeat") || str_is(v, "endgroup") || str_is(v, "endrepeat");
    if (t.begin || t.eind) {
        t.soort = str_ends(v, STR("repeat")) ? VL_REPEAT : VL_GROUP;
        return t;
    }
    v = oude_vorm(v);
    for (size_t i = 0; i < sizeof weggelaten / sizeof *weggelaten; i++)
        if (str_is(v, weggelaten[i]))
            return (struct vl_type){.soort = SOORT_WEGGELATEN};
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++)
        if (str_is(v, soorten[i].naam))
            return (struct vl_type){.soort = soorten[i].soort};
    return met_lijst(a, s, v);
}

bool vl_naam_goed(struct str s)
{
    if (!s.n || s.n > 200)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool begin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;

        if (!begin && (!i || !((c >= '0' && c <= '9') || c == '-' || c == '.')))
            return false;
    }
    return true;
}

static bool een_van(struct str s, const char *const *woorden)
{
    for (; *woorden; woorden++)
        if (str_ieq(s, str_from(*woorden)))
            return true;
    return false;
}

bool vl_is_ja(struct str s)
{
    static const char *const ja[] = {"yes", "true", "true()", "ja", "x", "1", NULL};

    return een_van(str_trim(s), ja);
}

bool vl_is_nee(struct str s)
{
    static const char *const nee[] = {"", "no", "false", "false()", "nee", "0", NULL};

    return een_van(str_trim(s), nee);
}
