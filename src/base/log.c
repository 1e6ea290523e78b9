/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"
#include "base/date.h"

#include <unistd.h>

static enum log_level log_least = LOG_INFO;

void log_level_set(enum log_level least)
{
    log_least = least;
}

static void json_text(struct buf *b, struct str s)
{
    size_t at = 0, before;
    int32_t c;

    buf_char(b, '"');
    while (before = at, (c = utf8_next(s, &at)) >= 0) {
        if (c == '"' || c == '\\')
            buf_fmt(b, "\\%c", (char)c);
        else if (c < 0x20 || c == 0x7F || (c == 0xFFFD && at - before == 1))
            buf_fmt(b, "\\u%04x", (unsigned)c);
        else
            buf_add(b, str_sub(s, before, at));
    }
    buf_char(b, '"');
}

void log_write(enum log_level level, const char *what, const struct log_field *fields, size_t n)
{
    static const char *const names[] = {"debug", "info", "let op", "fout"};
    struct arena a;
    struct buf b;
    ssize_t wrote;

    if (level < log_least)
        return;
    arena_init(&a, 0);
    buf_init(&b, &a, 1 << 20); /* holds any line that we write: fields are cut at 2,000 bytes */
    buf_fmt(&b, "{\"tijd\":\"%.*s\",\"niveau\":\"%s\",\"wat\":\"%s\"", STR_ARG(time_iso(&a, time_ms())),
            names[level], what);
    for (size_t i = 0; i < n; i++) {
        buf_fmt(&b, ",\"%s\":", fields[i].key);
        if (fields[i].text.p)
            json_text(&b, str_sub(fields[i].text, 0, 2000));
        else
            buf_i64(&b, fields[i].number);
    }
    buf_lit(&b, "}\n");
    wrote = write(STDERR_FILENO, b.p, b.n);
    (void)wrote; /* a log that cannot be written has nowhere to complain */
    arena_done(&a);
}
