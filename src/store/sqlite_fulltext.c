/* SPDX-License-Identifier: EUPL-1.2
 * The tokenizer "dutch" of SQLite's FTS5: words and stems by fulltext.h, each with its place. Words that say
 * nothing take no place, as in what PostgreSQL is given. */
#include "store/fulltext.h"
#include "store/sqlite.h"

#include <string.h>

static int tokenizer_new(void *ctx, const char **args, int n, Fts5Tokenizer **ret)
{
    struct ft_stemmer *s = ft_stemmer_new();

    (void)ctx, (void)args, (void)n;
    *ret = (Fts5Tokenizer *)s;
    return s ? SQLITE_OK : SQLITE_NOMEM;
}

static void tokenizer_delete(Fts5Tokenizer *t)
{
    ft_stemmer_free((struct ft_stemmer *)t);
}

static int tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n,
                    int (*token)(void *, int, const char *, int, int, int))
{
    struct ft_stemmer *s = (struct ft_stemmer *)t;
    struct ft_words w;
    struct arena a;
    int rc = SQLITE_OK;

    arena_init(&a, 0);
    w = ft_words(&a, (struct str){text, (size_t)n});
    for (size_t i = 0; rc == SQLITE_OK && i < w.n; i++) {
        struct str stem;

        if (ft_stopword(w.at[i].text))
            continue;
        stem = flags & FTS5_TOKENIZE_PREFIX && i + 1 == w.n ? w.at[i].text : ft_stem(s, w.at[i].text);
        rc = token(ctx, 0, stem.p, (int)stem.n, (int)w.at[i].from, (int)w.at[i].to);
    }
    arena_done(&a);
    return rc;
}

int sqlite_fulltext_register(sqlite3 *db)
{
    static fts5_tokenizer dutch = {tokenizer_new, tokenizer_delete, tokenize};
    sqlite3_stmt *st;
    fts5_api *api = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL);

    if (rc)
        return rc;
    sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
    rc = sqlite3_step(st) == SQLITE_ROW && api ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(st);
    return rc ? rc : api->xCreateTokenizer(api, "dutch", NULL, &dutch, NULL);
}
