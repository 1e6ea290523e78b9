/* SPDX-License-Identifier: EUPL-1.2
 * A tokenizer for the SQL that both databases share, and the two rewritings that PostgreSQL needs. What the
 * two would read differently (a comment inside a comment, a bare ?) is refused instead of guessed. */
#include "store/sqltext.h"

enum { SQLTEXT_MAX = 16 << 20 }; /* our own files: a mistake rather than an attack when larger */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

/* The index after a comment that starts at `at`, or 0 when it has no end. */
static size_t comment_end(struct str s, size_t at)
{
    if (s.p[at] == '-') {
        while (at < s.n && s.p[at] != '\n')
            at++;
        return at;
    }
    for (at += 2; at + 1 < s.n; at++) {
        if (s.p[at] == '*' && s.p[at + 1] == '/')
            return at + 2;
        if (s.p[at] == '/' && s.p[at + 1] == '*') /* PostgreSQL nests these, SQLite does not */
            return 0;
    }
    return 0;
}

/* The index after a literal or quoted name that starts at `at`, or 0 when it has no end. */
static size_t quoted_end(struct str s, size_t at)
{
    char q = s.p[at];

    for (at++; at < s.n; at++) {
        if (s.p[at] != q)
            continue;
        if (at + 1 < s.n && s.p[at + 1] == q)
            at++;
        else
            return at + 1;
    }
    return 0;
}

static bool comment_starts(struct str s, size_t at)
{
    return at + 1 < s.n && ((s.p[at] == '-' && s.p[at + 1] == '-') || (s.p[at] == '/' && s.p[at + 1] == '*'));
}

enum sql_token sqltext_next(struct str s, size_t *at, struct str *ret)
{
    size_t from = *at, i = from;
    enum sql_token kind = SQL_OTHER;

    if (i >= s.n) {
        *ret = str_sub(s, s.n, s.n);
        return SQL_END;
    }
    if (is_space(s.p[i])) {
        kind = SQL_SPACE;
        while (i < s.n && is_space(s.p[i]))
            i++;
    } else if (comment_starts(s, i)) {
        i = comment_end(s, i);
        kind = i ? SQL_SPACE : SQL_BROKEN;
    } else if (s.p[i] == '\'' || s.p[i] == '"') {
        i = quoted_end(s, i);
        kind = i ? SQL_QUOTED : SQL_BROKEN;
    } else if (s.p[i] == '?') {
        for (i++; i < s.n && is_digit(s.p[i]);)
            i++;
        kind = i - from > 1 && i - from <= 3 && s.p[from + 1] != '0' ? SQL_PARAM : SQL_BROKEN;
    } else if (is_word(s.p[i])) {
        kind = SQL_WORD;
        while (i < s.n && (is_word(s.p[i]) || is_digit(s.p[i])))
            i++;
    } else if (is_digit(s.p[i])) { /* with its exponent: 1e5 holds no word */
        while (i < s.n && (is_word(s.p[i]) || is_digit(s.p[i]) || s.p[i] == '.'))
            i++;
    } else {
        i++;
    }
    *at = i ? i : s.n;
    *ret = str_sub(s, from, *at);
    return kind;
}

static int broken(struct str token, struct err *e)
{
    return err_set(e, ERR_ENV,
                   "fout in het programma: deze SQL is niet te lezen vanaf '%.*s' (onafgesloten tekst of "
                   "commentaar, of een ? zonder nummer van 1 tot en met %d)",
                   token.n < 40 ? (int)token.n : 40, token.p, SQL_PARAMS_MAX);
}

/* SQLite's type as PostgreSQL calls it, or the empty text. */
static struct str type_name(struct str word)
{
    if (str_is(word, "INTEGER"))
        return STR("BIGINT");
    if (str_is(word, "REAL"))
        return STR("DOUBLE PRECISION");
    if (str_is(word, "BLOB"))
        return STR("BYTEA");
    return STR("");
}

int sqltext_query(struct arena *a, struct str sql, struct str *ret, int *ret_params, struct err *e)
{
    struct buf out;
    struct str t, previous = STR("");
    size_t at = 0;
    enum sql_token kind;
    int params = 0;

    buf_init(&out, a, SQLTEXT_MAX);
    while ((kind = sqltext_next(sql, &at, &t)) != SQL_END) {
        struct str as = STR("");

        if (kind == SQL_BROKEN)
            return broken(t, e);
        if (kind == SQL_PARAM) {
            int n = t.p[1] - '0';

            if (t.n == 3)
                n = n * 10 + t.p[2] - '0';
            params = n > params ? n : params;
        }
        if (!ret)
            continue;
        if (kind == SQL_WORD && str_ieq(previous, STR("as")))
            as = type_name(t);
        if (kind == SQL_PARAM) {
            buf_char(&out, '$');
            buf_add(&out, str_sub(t, 1, t.n));
        } else {
            buf_add(&out, as.n ? as : t);
        }
        if (kind != SQL_SPACE)
            previous = t;
    }
    if (out.over)
        return err_set(e, ERR_LIMIT, "fout in het programma: deze SQL is groter dan %d MB",
                       SQLTEXT_MAX >> 20);
    if (ret)
        *ret = buf_str(&out);
    *ret_params = params;
    return OK;
}

struct token {
    enum sql_token kind;
    struct str text;
};

struct tokens {
    struct token *at;
    size_t n;
};

/* The next token at or after i that is not white space; the last token is always SQL_END. */
static size_t solid(const struct tokens *t, size_t i)
{
    while (i < t->n && t->at[i].kind == SQL_SPACE)
        i++;
    return i;
}

static bool word_is(const struct tokens *t, size_t i, const char *word)
{
    return i < t->n && t->at[i].kind == SQL_WORD && str_ieq(t->at[i].text, str_from(word));
}

static bool char_is(const struct tokens *t, size_t i, char c)
{
    return i < t->n && t->at[i].kind == SQL_OTHER && t->at[i].text.p[0] == c;
}

/* "INTEGER [NOT NULL] PRIMARY KEY [AUTOINCREMENT]" from i: the index after it, or 0. */
static size_t primary_key_end(const struct tokens *t, size_t i)
{
    size_t j = solid(t, i + 1), k;

    if (word_is(t, j, "not") && word_is(t, k = solid(t, j + 1), "null"))
        j = solid(t, k + 1);
    if (!word_is(t, j, "primary") || !word_is(t, k = solid(t, j + 1), "key"))
        return 0;
    j = solid(t, k + 1);
    return word_is(t, j, "autoincrement") ? j + 1 : k + 1;
}

/* The options that may follow the columns of a table, from i: the index after them, or i when there are none.
 */
static size_t options_end(const struct tokens *t, size_t i)
{
    size_t end = i, j = solid(t, i), k;

    for (;;) {
        if (word_is(t, j, "strict"))
            end = j + 1;
        else if (word_is(t, j, "without") && word_is(t, k = solid(t, j + 1), "rowid"))
            end = k + 1;
        else
            return end;
        j = solid(t, end);
        if (!char_is(t, j, ','))
            return end;
        j = solid(t, j + 1);
    }
}

int sqltext_schema(struct arena *a, struct str sql, struct str *ret, struct err *e)
{
    VEC(struct token) list = {0};
    struct tokens t;
    struct str previous = STR("");
    struct token token;
    struct buf out;
    size_t at = 0, i = 0;

    do {
        token.kind = sqltext_next(sql, &at, &token.text);
        if (token.kind == SQL_BROKEN)
            return broken(token.text, e);
        VEC_PUSH(a, &list, token);
    } while (token.kind != SQL_END);
    t = (struct tokens){list.at, list.n};
    buf_init(&out, a, SQLTEXT_MAX);
    while (i < t.n) {
        struct str as = t.at[i].kind == SQL_WORD ? type_name(t.at[i].text) : STR("");
        size_t end;

        if (word_is(&t, i, "integer") && as.n && (end = primary_key_end(&t, i))) {
            buf_lit(&out, "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
            previous = STR("KEY");
            i = end;
            continue;
        }
        if (t.at[i].kind == SQL_WORD && str_is(t.at[i].text, "TEXT") && !str_ieq(previous, STR("as")) &&
            !word_is(&t, solid(&t, i + 1), "collate"))
            as = STR("TEXT COLLATE \"C\"");
        buf_add(&out, as.n ? as : t.at[i].text);
        if (t.at[i].kind != SQL_SPACE)
            previous = t.at[i].text;
        i = char_is(&t, i, ')') ? options_end(&t, i + 1) : i + 1;
    }
    if (out.over)
        return err_set(e, ERR_LIMIT, "deze migratie is groter dan %d MB", SQLTEXT_MAX >> 20);
    *ret = buf_str(&out);
    return OK;
}
