/* SPDX-License-Identifier: EUPL-1.2
 * The log: one JSON object a line on standard error. Only app, http and taak log; libraries return errors. */
#ifndef WZ_BASE_LOG_H
#define WZ_BASE_LOG_H

#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log_field {
    const char *key;
    struct str text; /* used when p is not NULL */
    int64_t number;  /* else this */
};

#define LOG_STR(k, s) ((struct log_field){.key = (k), .text = (s)})
#define LOG_INT(k, v) ((struct log_field){.key = (k), .number = (v)})

void log_level_set(enum log_level least);
/* One line: {"tijd":…,"niveau":…,"wat":what, fields…}; written in one write, safe from any thread. */
void log_write(enum log_level level, const char *what, const struct log_field *fields, size_t n);
#define LOG(level, what, ...)                                                                                \
    log_write((level), (what), (const struct log_field[]){__VA_ARGS__},                                      \
              sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#endif
