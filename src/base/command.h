/* SPDX-License-Identifier: EUPL-1.2
 * Commands as data: `woonzorg <onderwerp> <opdracht> ARGUMENT… --optie WAARDE`. Each domain has a table of
 * them; parsing, help and the list in the manual are made from the tables. */
#ifndef WZ_BASE_COMMAND_H
#define WZ_BASE_COMMAND_H

#include "base/err.h"
#include "base/str.h"

struct command_option {
    const char *name;  /* "--db" without dashes; for an argument its name in capitals ("BESTAND") */
    const char *value; /* what stands behind it ("URL"); NULL: a switch */
    const char *text;  /* Dutch */
    bool required;
    bool argument; /* by position */
    bool many;     /* last argument only: one or more */
};

struct command_call {
    struct arena *a;
    const struct command *command;
    const struct command *const *tables; /* all commands there are */
    struct command_given {
        const struct command_option *option;
        struct str value;
    } * given;
    size_t n_given, n_line; /* n_line: of those, from the command line itself, when there is a file too */
};

typedef int command_run(struct command_call *call, struct err *e);

struct command {
    const char *topic, *verb; /* "cijfer", "importeer"; verb NULL: the topic is the whole command ("serve") */
    const char *text;         /* Dutch, one line */
    const char *more;         /* Dutch, further explanation; may be NULL */
    command_run *run;
    const struct command_option *options; /* ends with name NULL */
};

/* The value of an option or argument; p == NULL when not given. A switch that is given has the value "1". */
struct str command_value(const struct command_call *call, const char *name);
/* The i-th value of an option or argument that may be repeated. */
struct str command_value_at(const struct command_call *call, const char *name, size_t i);

/* An option named "config" is filled in by us: its value is a file of lines "naam = waarde" that gives the
 * options of this command which the command line leaves open (one of another command is passed over: a file
 * may serve several); "#" begins a line of comment. For a service, whose secrets must not stand where `ps`
 * shows them. */
#define OPTION_CONFIG                                                                                        \
    {                                                                                                        \
        "config", "BESTAND", "leest opties uit een bestand: regels als “listen = 127.0.0.1:8080”", false,    \
            false, false                                                                                     \
    }

/* Finds the command of argv in the tables (ending with NULL; each ending with topic NULL), parses and runs
 * it. Help goes to standard output, errors to standard error. Returns the exit code: 0, 1 data refused, 2
 * usage, 3 environment. */
int command_main(const struct command *const *tables, int argc, char **argv);

#endif
