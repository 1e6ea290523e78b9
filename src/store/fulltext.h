/* SPDX-License-Identifier: EUPL-1.2
 * Full text in Dutch, the same on both databases. A text becomes words here (small letters without accents,
 * in ASCII, without the words that say nothing), so that neither database parses one by its own rules; each
 * then finds the stem by Snowball's Dutch and keeps its own index: PostgreSQL to_tsvector('dutch') with GIN,
 * SQLite FTS5 with a tokenizer of ours (sqlite_fulltext.c). What is asked is read here too, and becomes the
 * language of the one or the other: nothing that a person types reaches either of them as it is. A test holds
 * the stems of libstemmer beside those of PostgreSQL. */
#ifndef WZ_STORE_FULLTEXT_H
#define WZ_STORE_FULLTEXT_H

#include "store/store.h"

enum {
    FT_WORD_MAX = 60,   /* bytes of a word; what follows of it is left out */
    FT_QUERY_MAX = 400, /* bytes of a question that are read */
    FT_TERMS_MAX = 24,
    FT_COLUMNS_MAX = 4, /* PostgreSQL has four weights */
};

/* A word as it is compared, and where it stood: bytes [from, to) of the text that was read. */
struct ft_word {
    struct str text;
    size_t from, to;
};
struct ft_words {
    const struct ft_word *at;
    size_t n;
};
/* All words of a text, also those that say nothing. Letters and digits part ("75plus" is two), so do a hyphen
 * and every other sign; "foto's" is "foto". Letters that are not Latin are written out in Latin ones. */
struct ft_words ft_words(struct arena *a, struct str text);
/* "de", "het", "een" …: Snowball's list, which is PostgreSQL's. */
bool ft_stopword(struct str word);
/* What a column with an index holds: the words that say something, parted by spaces. */
struct str ft_plain(struct arena *a, struct str text);

/* Finds stems; for one thread. */
struct ft_stemmer;
struct ft_stemmer *ft_stemmer_new(void);
void ft_stemmer_free(struct ft_stemmer *s); /* takes NULL */
/* Of a word by ft_words; on the stemmer until its next call. Numbers are their own stem. */
struct str ft_stem(struct ft_stemmer *s, struct str word);

/* One thing that is asked: words that stand beside each other. */
struct ft_term {
    struct str word[FT_TERMS_MAX];
    size_t n;
    int group;   /* those of one group must all be there; of the groups one suffices */
    bool prefix; /* the last word may go on: woon* */
    bool without;
};
struct ft_query {
    struct ft_term term[FT_TERMS_MAX];
    size_t n;
    bool only_without; /* a group was left out that told only what must not be there */
};
/* wonen zorg: both; "wonen met zorg": beside each other; -zorg: without; woon*: the word itself and what
 * begins so (woonzorgcomplex, not woning); OF between two (in capitals): either. All else is a sign between
 * words. n is 0 when nothing is asked. */
void ft_query_read(struct arena *a, struct str text, struct ft_query *ret);
/* Where in a text the words stand that are asked: bytes [from, to), in order. */
struct ft_words ft_hits(struct arena *a, const struct ft_query *q, struct str text);

/* An index over columns of a table, from a line of a migration:
 *     -- FULLTEXT table (key: column, column)
 * It is asked as a table with a parameter: SELECT rowid FROM table_index(?1), ?1 by ft_query_match. The
 * columns hold what ft_plain made. PostgreSQL's follows the table by itself; SQLite's is told by ft_refresh,
 * for a trigger may not write to it (a stored schema is not trusted: sqlite.c, harden). It is no part of a
 * copy: the copy makes its own. */
struct ft_index {
    struct str table, key, column[FT_COLUMNS_MAX];
    int n;
};
/* Within the write transaction in which the row with this key was added, changed or taken away, afterwards.
 */
int ft_refresh(struct conn *c, const struct ft_index *f, int64_t key, struct err *e) MUST_CHECK;
/* The question in the language of the database, for ?1 of table_index(?1). lead: only in the first so many
 * columns, 0: in all. Only when n > 0. */
struct str ft_query_match(struct arena *a, enum store_kind kind, const struct ft_query *q,
                          const struct ft_index *f, int lead);

/* ---- for the room store ---- */

/* The next one in a migration from *at on; 1: there is one, 0: no more, ERR_ENV when a line is wrong. */
int ft_index_next(struct str sql, size_t *at, struct ft_index *ret, struct err *e) MUST_CHECK;
/* What makes it, and on SQLite what fills it anew from its table ("" on PostgreSQL). */
struct str ft_index_schema(struct arena *a, enum store_kind kind, const struct ft_index *f);
struct str ft_index_refill(struct arena *a, enum store_kind kind, const struct ft_index *f);

#endif
