/* SPDX-License-Identifier: EUPL-1.2 */
#include "doc/table.h"
#include "base/num.h"

static const struct doc *list_get(const struct doc *d, struct str key)
{
    const struct doc *l = doc_get(d, key);

    return l && l->type == DOC_LIST ? l : NULL;
}

static struct table_col col_of(const struct doc *d)
{
    const struct doc *scale = doc_get(d, STR("schaal"));
    struct str kind = doc_get_str(d, STR("soort"));
    struct table_col c = {
        .code = doc_get_str(d, STR("code")),
        .title = doc_get_str(d, STR("titel")),
        .unit = doc_get_str(d, STR("eenheid")),
        .kind = str_is(kind, "getal")     ? TABLE_NUMBER
                : str_is(kind, "procent") ? TABLE_PERCENT
                : str_is(kind, "datum")   ? TABLE_DATE
                                          : TABLE_TEXT,
    };

    if (!c.title.n)
        c.title = c.code;
    if (scale && scale->type == DOC_INT && scale->i > 0)
        c.scale = scale->i < NUM_SCALE_MAX ? (int)scale->i : NUM_SCALE_MAX;
    return c;
}

struct table table_of(struct arena *a, const struct doc *table)
{
    const struct doc *cols = list_get(table, STR("kolommen"));
    struct table t = {
        .title = doc_get_str(table, STR("titel")),
        .n_cols = cols ? cols->list.n : 0,
        .rows = list_get(table, STR("rijen")),
        .foot = list_get(table, STR("voet")),
    };

    t.cols = ARENA_ARRAY(a, struct table_col, t.n_cols);
    for (size_t i = 0; i < t.n_cols; i++)
        t.cols[i] = col_of(cols->list.at[i]);
    return t;
}
