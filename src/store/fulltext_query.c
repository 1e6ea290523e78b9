/* SPDX-License-Identifier: EUPL-1.2
 * Reading what a person asks, and writing it for the one database or the other; and the index itself, as each
 * of them makes it. */
#include "store/fulltext.h"
#include "store/store_intern.h"

#include <string.h>

/* ---- reading ---- */

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A quotation mark at `at`, straight or curly: its length, else 0. */
static size_t quote(struct str s, size_t at)
{
    size_t i = at;
    int32_t c = utf8_next(s, &i);

    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB ? i - at : 0;
}

/* One term more, of the words that say something. */
static void term_add(struct arena *a, struct ft_query *q, struct str text, struct ft_term t)
{
    struct ft_words w = ft_words(a, text);

    for (size_t i = 0; i < w.n && t.n < FT_TERMS_MAX; i++)
        if (!ft_stopword(w.at[i].text))
            t.word[t.n++] = w.at[i].text;
    if (t.n && q->n < FT_TERMS_MAX)
        q->term[q->n++] = t;
}

/* Groups that only say what must not be there find everything: they are left out, and that is told. */
static void only_without_drop(struct ft_query *q)
{
    size_t n = 0;

    for (size_t i = 0; i < q->n; i++) {
        bool with = false;

        for (size_t k = 0; k < q->n; k++)
            with = with || (q->term[k].group == q->term[i].group && !q->term[k].without);
        if (with)
            q->term[n++] = q->term[i];
        else
            q->only_without = true;
    }
    q->n = n;
}

void ft_query_read(struct arena *a, struct str text, struct ft_query *ret)
{
    size_t at = 0;
    int group = 0;

    *ret = (struct ft_query){0};
    text = utf8_clip(text, FT_QUERY_MAX);
    while (at < text.n) {
        struct ft_term t = {.group = group};
        struct str s;
        size_t from, open;

        if (space(text.p[at])) {
            at++;
            continue;
        }
        while (at < text.n && (text.p[at] == '-' || text.p[at] == '+'))
            t.without = text.p[at++] == '-';
        open = at < text.n ? quote(text, at) : 0;
        from = at += open;
        while (at < text.n && (open ? !quote(text, at) : !space(text.p[at]) && !quote(text, at)))
            at++;
        s = str_sub(text, from, at);
        if (open && at < text.n)
            at += quote(text, at);
        if (!open && (str_is(s, "OF") || str_is(s, "OR"))) {
            group++;
            continue;
        }
        t.prefix = !open && s.n > 2 && s.p[s.n - 1] == '*';
        term_add(a, ret, s, t);
    }
    only_without_drop(ret);
}

/* ---- writing ---- */

struct writing {
    struct buf b;
    enum store_kind kind;
    struct ft_stemmer *stemmer;
    int lead;
};

/* 'woon':*AB. Words are small letters and digits alone, so nothing needs escaping. */
static void lexeme(struct writing *w, struct str word, bool prefix)
{
    buf_fmt(&w->b, "'%.*s'", STR_ARG(word));
    if (prefix || w->lead)
        buf_char(&w->b, ':');
    if (prefix)
        buf_char(&w->b, '*');
    for (int k = 0; k < w->lead; k++)
        buf_char(&w->b, (char)('A' + k));
}

static void term_postgres(struct writing *w, const struct ft_term *t)
{
    buf_lit(&w->b, "(");
    for (size_t i = 0; i < t->n; i++) {
        bool prefix = t->prefix && i + 1 == t->n;

        buf_lit(&w->b, i ? " <-> " : "");
        if (prefix) {
            buf_char(&w->b, '(');
            lexeme(w, t->word[i], true);
            buf_lit(&w->b, " | ");
        }
        lexeme(w, ft_stem(w->stemmer, t->word[i]), false);
        if (prefix)
            buf_char(&w->b, ')');
    }
    buf_char(&w->b, ')');
}

/* The tokenizer finds the stems, but not of a word that may go on. */
static void term_sqlite(struct buf *b, const struct ft_term *t)
{
    for (int k = t->prefix ? 0 : 1; k < 2; k++) {
        buf_lit(b, t->prefix && !k ? "(\"" : "\"");
        for (size_t i = 0; i < t->n; i++)
            buf_fmt(b, "%s%.*s", i ? " " : "", STR_ARG(t->word[i]));
        buf_lit(b, !t->prefix ? "\"" : k ? "\")" : "\" * OR ");
    }
}

/* The terms of a group, those with or those without, with a word between them. */
static void group_write(struct writing *w, const struct ft_query *q, int group, bool without,
                        const char *between)
{
    size_t n = 0;

    for (size_t i = 0; i < q->n; i++) {
        if (q->term[i].group != group || q->term[i].without != without)
            continue;
        if (n++)
            buf_lit(&w->b, between);
        if (w->kind == STORE_POSTGRES)
            term_postgres(w, &q->term[i]);
        else
            term_sqlite(&w->b, &q->term[i]);
    }
}

static bool group_has(const struct ft_query *q, int group, bool without)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->term[i].group == group && q->term[i].without == without)
            return true;
    return false;
}

struct str ft_query_match(struct arena *a, enum store_kind kind, const struct ft_query *q,
                          const struct ft_index *f, int lead)
{
    struct writing w = {.kind = kind, .stemmer = ft_stemmer_new(), .lead = lead};
    bool pg = kind == STORE_POSTGRES, first = true;
    int last = q->n ? q->term[q->n - 1].group : -1;

    buf_init(&w.b, a, 64 << 10);
    if (!pg && lead) {
        buf_char(&w.b, '{');
        for (int i = 0; i < lead && i < f->n; i++)
            buf_fmt(&w.b, "%s%.*s", i ? " " : "", STR_ARG(f->column[i]));
        buf_lit(&w.b, "} : (");
    }
    for (int g = 0; w.stemmer && g <= last; g++) {
        if (!group_has(q, g, false))
            continue;
        buf_lit(&w.b, first ? "((" : pg ? " | ((" : " OR ((");
        first = false;
        group_write(&w, q, g, false, pg ? " & " : " AND ");
        buf_char(&w.b, ')');
        if (group_has(q, g, true)) {
            buf_lit(&w.b, pg ? " & !(" : " NOT (");
            group_write(&w, q, g, true, pg ? " | " : " OR ");
            buf_char(&w.b, ')');
        }
        buf_char(&w.b, ')');
    }
    if (!pg && lead)
        buf_char(&w.b, ')');
    ft_stemmer_free(w.stemmer);
    return buf_str(&w.b);
}

/* ---- the index ---- */

static bool name_ok(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_'))
            return false;
    return s.n > 0 && s.n < 50;
}

int ft_index_next(struct str sql, size_t *at, struct ft_index *ret, struct err *e)
{
    static const char word[] = "-- FULLTEXT ";

    while (*at < sql.n) {
        struct str rest, line = str_cut(str_sub(sql, *at, sql.n), '\n', &rest), t = str_trim(line), list;
        size_t open, close;

        *at += line.n + 1;
        if (!str_starts(t, str_from(word)))
            continue;
        t = str_sub(t, sizeof word - 1, t.n);
        open = str_index(t, '(');
        close = str_index(t, ')');
        *ret = (struct ft_index){.table = str_trim(str_sub(t, 0, open))};
        list = open < close && close < t.n ? str_sub(t, open + 1, close) : STR("");
        ret->key = str_trim(str_cut(list, ':', &list));
        while (list.n && ret->n < FT_COLUMNS_MAX)
            ret->column[ret->n++] = str_trim(str_cut(list, ',', &list));
        for (int i = 0; i < ret->n; i++)
            if (!name_ok(ret->column[i]))
                ret->n = 0;
        if (!name_ok(ret->table) || !name_ok(ret->key) || !ret->n || list.n)
            return err_set(e, ERR_ENV,
                           "schrijf: -- FULLTEXT tabel (sleutel: kolom, kolom), met hoogstens %d kolommen",
                           FT_COLUMNS_MAX);
        return 1;
    }
    return 0;
}

static void columns_write(struct buf *b, const struct ft_index *f)
{
    for (int i = 0; i < f->n; i++)
        buf_fmt(b, "%s%.*s", i ? ", " : "", STR_ARG(f->column[i]));
}

/* Types in small letters: those are not rewritten (sqltext.h). The end of each column is a word that no text
 * has, so that words of two columns never stand beside each other. */
static void postgres_write(struct buf *b, const struct ft_index *f)
{
    struct buf vector;

    buf_init(&vector, b->a, 8 << 10);
    for (int i = 0; i < f->n; i++)
        buf_fmt(&vector, "%ssetweight(to_tsvector('pg_catalog.dutch', %.*s || ' einde.van.kolom'), '%c')",
                i ? " || " : "", STR_ARG(f->column[i]), 'A' + i);
    buf_fmt(b, "CREATE INDEX %.*s_woorden ON %.*s USING gin ((%.*s));\n", STR_ARG(f->table),
            STR_ARG(f->table), STR_ARG(buf_str(&vector)));
    buf_fmt(b,
            "CREATE FUNCTION %.*s_index(vraag text) RETURNS TABLE (rowid bigint) LANGUAGE sql STABLE AS "
            "'SELECT %.*s FROM %.*s WHERE (",
            STR_ARG(f->table), STR_ARG(f->key), STR_ARG(f->table));
    for (size_t i = 0; i < vector.n; i++) { /* within a literal */
        if (vector.p[i] == '\'')
            buf_char(b, '\'');
        buf_char(b, vector.p[i]);
    }
    buf_lit(b, ") @@ CAST(vraag AS tsquery)';\n");
}

/* The row with this key of the table, or all rows, into the index. */
static void sqlite_fill(struct buf *b, const struct ft_index *f, const int64_t *key)
{
    buf_fmt(b, "INSERT INTO %.*s_index (rowid, ", STR_ARG(f->table));
    columns_write(b, f);
    buf_fmt(b, ") SELECT %.*s, ", STR_ARG(f->key));
    columns_write(b, f);
    buf_fmt(b, " FROM %.*s", STR_ARG(f->table));
    if (key)
        buf_fmt(b, " WHERE %.*s = %lld", STR_ARG(f->key), (long long)*key);
    buf_lit(b, ";\n");
}

struct str ft_index_refill(struct arena *a, enum store_kind kind, const struct ft_index *f)
{
    struct buf b;

    buf_init(&b, a, 64 << 10);
    if (kind == STORE_SQLITE) {
        buf_fmt(&b, "DELETE FROM %.*s_index;\n", STR_ARG(f->table));
        sqlite_fill(&b, f, NULL);
    }
    return buf_str(&b);
}

int ft_refresh(struct conn *c, const struct ft_index *f, int64_t key, struct err *e)
{
    struct arena a;
    struct buf b;
    int rc;

    if (conn_kind(c) != STORE_SQLITE)
        return OK;
    arena_init(&a, 0);
    buf_init(&b, &a, 64 << 10);
    buf_fmt(&b, "DELETE FROM %.*s_index WHERE rowid = %lld;\n", STR_ARG(f->table), (long long)key);
    sqlite_fill(&b, f, &key);
    rc = c->be->schema_run(c, buf_str(&b), e); /* its text is made, so no statement that is kept */
    arena_done(&a);
    return rc;
}

struct str ft_index_schema(struct arena *a, enum store_kind kind, const struct ft_index *f)
{
    struct buf b;

    buf_init(&b, a, 64 << 10);
    if (kind == STORE_POSTGRES) {
        postgres_write(&b, f);
    } else {
        buf_fmt(&b, "CREATE VIRTUAL TABLE %.*s_index USING fts5(", STR_ARG(f->table));
        columns_write(&b, f);
        buf_lit(&b, ", tokenize = 'dutch');\n");
        sqlite_fill(&b, f, NULL);
    }
    return buf_str(&b);
}
