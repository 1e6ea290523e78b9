/* SPDX-License-Identifier: EUPL-1.2
 * Parsing and help for the command tables. */
#include "base/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CONFIG_MAX = 64 << 10 };

struct str command_value_at(const struct command_call *call, const char *name, size_t i)
{
    for (size_t k = 0; k < call->n_given; k++)
        if (!strcmp(call->given[k].option->name, name) && i-- == 0)
            return call->given[k].value;
    return (struct str){0};
}

struct str command_value(const struct command_call *call, const char *name)
{
    return command_value_at(call, name, 0);
}

static void usage_print(FILE *to, const struct command *c)
{
    fprintf(to, "woonzorg %s%s%s", c->topic, c->verb ? " " : "", c->verb ? c->verb : "");
    for (const struct command_option *o = c->options; o && o->name; o++) {
        if (o->argument)
            fprintf(to, o->required ? " %s%s" : " [%s%s]", o->name, o->many ? "…" : "");
        else if (o->required)
            fprintf(to, " --%s %s", o->name, o->value);
    }
    for (const struct command_option *o = c->options; o && o->name; o++)
        if (!o->argument && !o->required)
            fprintf(to, " [--%s%s%s]", o->name, o->value ? " " : "", o->value ? o->value : "");
    fputc('\n', to);
}

static void help_command(const struct command *c)
{
    printf("%s\n\nGebruik:\n  ", c->text);
    usage_print(stdout, c);
    if (c->options && c->options->name)
        printf("\nOpties:\n");
    for (const struct command_option *o = c->options; o && o->name; o++) {
        char left[64];

        snprintf(left, sizeof left, "%s%s%s%s", o->argument ? "" : "--", o->name, o->value ? " " : "",
                 o->value && !o->argument ? o->value : "");
        printf("  %-24s %s%s\n", left, o->text, o->required ? " (verplicht)" : "");
    }
    if (c->more)
        printf("\n%s\n", c->more);
}

static void help_all(const struct command *const *tables)
{
    printf("woonzorg %s: sturen op wonen en zorg\n\nGebruik: woonzorg <onderwerp> <opdracht> "
           "[opties]\n\nOpdrachten:\n",
           WOONZORG_VERSION);
    for (size_t t = 0; tables[t]; t++)
        for (const struct command *c = tables[t]; c->topic; c++) {
            char left[64];

            snprintf(left, sizeof left, "%s%s%s", c->topic, c->verb ? " " : "", c->verb ? c->verb : "");
            printf("  %-22s %s\n", left, c->text);
        }
    printf("\nUitleg bij een opdracht: woonzorg <onderwerp> <opdracht> --help\n"
           "Afsluitcode: 0 gelukt, 1 gegevens geweigerd, 2 verkeerd gebruik, 3 omgeving (schijf, database, "
           "netwerk)\n");
}

static const struct command_option *option_find(const struct command *c, struct str name)
{
    for (const struct command_option *o = c->options; o && o->name; o++)
        if (!o->argument && str_is(name, o->name))
            return o;
    return NULL;
}

static const struct command_option *argument_next(const struct command_call *call)
{
    for (const struct command_option *o = call->command->options; o && o->name; o++)
        if (o->argument && (o->many || !command_value(call, o->name).p))
            return o;
    return NULL;
}

/* Sorts the words behind the command into call->given. */
static int call_parse(struct command_call *call, int argc, char **argv, struct err *e)
{
    for (int i = 0; i < argc; i++) {
        struct str word = str_from(argv[i]), value = {0};
        const struct command_option *o;

        if (str_starts(word, STR("--")) && word.n > 2) {
            struct str name = str_cut(str_sub(word, 2, word.n), '=', &value);

            o = option_find(call->command, name);
            if (!o)
                return err_set(e, ERR_USAGE, "de optie --%.*s bestaat niet bij deze opdracht", STR_ARG(name));
            if (!o->value && value.p)
                return err_set(e, ERR_USAGE, "de optie --%s heeft geen waarde", o->name);
            if (o->value && !value.p) {
                if (++i == argc ||
                    !strncmp(argv[i], "--", 2)) /* a value that starts so is given as --name=--value */
                    return err_set(e, ERR_USAGE, "achter --%s hoort een waarde: %s", o->name, o->value);
                value = str_from(argv[i]);
            }
            if (!o->value)
                value = STR("1");
            if (!o->many && command_value(call, o->name).p)
                return err_set(e, ERR_USAGE, "de optie --%s staat er twee keer", o->name);
        } else {
            o = argument_next(call);
            if (!o)
                return err_set(e, ERR_USAGE, "“%.*s” is te veel", STR_ARG(word));
            value = word;
        }
        call->given[call->n_given++] = (struct command_given){o, value};
    }
    return OK;
}

static bool option_elsewhere(const struct command *const *tables, struct str name)
{
    for (size_t t = 0; tables[t]; t++)
        for (const struct command *c = tables[t]; c->topic; c++)
            if (option_find(c, name))
                return true;
    return false;
}

/* One line of a file of options; what the command line gave stays. */
static int config_line(struct command_call *call, struct str line, struct err *e)
{
    struct str value = {0}, name = str_trim(str_cut(line, '=', &value));
    const struct command_option *o = option_find(call->command, name);

    if (!name.n || name.p[0] == '#')
        return OK;
    if (!o && option_elsewhere(call->tables, name))
        return OK;
    if (!o || str_is(name, "config"))
        return err_set(e, ERR_USAGE, "de optie “%.*s” bestaat niet", STR_ARG(name));
    if (!value.p)
        return err_set(e, ERR_USAGE, "achter “%.*s” hoort = en een waarde", STR_ARG(name));
    value = str_trim(value);
    if (!o->value && !str_is(value, "ja") && !str_is(value, "nee"))
        return err_set(e, ERR_USAGE, "achter “%.*s” hoort ja of nee", STR_ARG(name));
    for (size_t i = call->n_line; i < call->n_given; i++)
        if (call->given[i].option == o)
            return err_set(e, ERR_USAGE, "de optie “%.*s” staat er twee keer", STR_ARG(name));
    if (!command_value(call, o->name).p && value.n && !(!o->value && str_is(value, "nee")))
        call->given[call->n_given++] = (struct command_given){o, o->value ? value : STR("1")};
    return OK;
}

static int config_read(struct command_call *call, struct err *e)
{
    struct str path = command_value(call, "config"), rest, line;
    char *text = arena_alloc(call->a, CONFIG_MAX + 1);
    size_t n, lines = 0, options = 0;
    struct command_given *given;
    int rc = OK;
    FILE *f;

    if (!path.p || !option_find(call->command, STR("config")))
        return OK;
    f = fopen(str_cstr(call->a, path), "re");
    if (!f)
        return err_set(e, ERR_ENV, "%.*s is niet te lezen: %s", STR_ARG(path), err_oorzaak(errno));
    n = fread(text, 1, CONFIG_MAX + 1, f);
    if (ferror(f) || n > CONFIG_MAX)
        rc =
            err_set(e, ERR_ENV, "%.*s is niet te lezen of groter dan %d kB", STR_ARG(path), CONFIG_MAX >> 10);
    fclose(f);
    for (const struct command_option *o = call->command->options; o && o->name; o++)
        options++;
    given = ARENA_ARRAY(call->a, struct command_given, call->n_given + options);
    memcpy(given, call->given, call->n_given * sizeof *given);
    call->given = given;
    call->n_line = call->n_given;
    rest = (struct str){text, n};
    while (!rc && rest.p) {
        line = str_cut(rest, '\n', &rest);
        lines++;
        rc = utf8_valid(line) ? config_line(call, line, e) : err_set(e, ERR_USAGE, "de regel is geen UTF-8");
        if (rc)
            err_prefix(e, "%.*s, regel %zu: ", STR_ARG(path), lines);
    }
    return rc;
}

static int required_check(const struct command_call *call, struct err *e)
{
    for (const struct command_option *o = call->command->options; o && o->name; o++)
        if (o->required && !command_value(call, o->name).p)
            return err_set(e, ERR_USAGE, "%s%s ontbreekt: %s", o->argument ? "" : "--", o->name, o->text);
    return OK;
}

static int command_do(const struct command *const *tables, const struct command *c, int argc, char **argv)
{
    struct arena a;
    struct err e = {0};
    struct command_call call;
    int rc;

    for (int i = 0; i < argc; i++)
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) {
            help_command(c);
            return 0;
        }
    arena_init(&a, 0);
    call = (struct command_call){.a = &a, .command = c, .tables = tables};
    call.given = ARENA_ARRAY(&a, struct command_given, argc + 1);
    rc = call_parse(&call, argc, argv, &e);
    if (!rc)
        rc = config_read(&call, &e);
    if (!rc)
        rc = required_check(&call, &e);
    if (!rc)
        rc = c->run(&call, &e);
    if ((fflush(stdout) != 0 || ferror(stdout)) && !rc)
        rc = err_set(&e, ERR_ENV, "de uitvoer kon niet worden geschreven");
    if (rc) {
        fprintf(stderr, "woonzorg: %s\n", e.text);
        if (rc == ERR_USAGE) {
            fprintf(stderr, "Gebruik: ");
            usage_print(stderr, c);
        }
    }
    arena_done(&a);
    return err_exit_code(rc);
}

int command_main(const struct command *const *tables, int argc, char **argv)
{
    bool topic_known = false;

    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        help_all(tables);
        return argc < 2 ? 2 : 0;
    }
    if (!strcmp(argv[1], "--version")) {
        printf("woonzorg %s\n", WOONZORG_VERSION);
        return 0;
    }
    for (size_t t = 0; tables[t]; t++)
        for (const struct command *c = tables[t]; c->topic; c++) {
            if (strcmp(c->topic, argv[1]) != 0)
                continue;
            topic_known = true;
            if (!c->verb)
                return command_do(tables, c, argc - 2, argv + 2);
            if (argc > 2 && !strcmp(c->verb, argv[2]))
                return command_do(tables, c, argc - 3, argv + 3);
        }
    if (topic_known && argc > 2 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h"))) {
        help_all(tables);
        return 0;
    }
    if (topic_known && argc > 2)
        fprintf(stderr, "woonzorg: %s kent de opdracht “%s” niet\n", argv[1], argv[2]);
    else if (topic_known)
        fprintf(stderr, "woonzorg: bij %s hoort een opdracht\n", argv[1]);
    else
        fprintf(stderr, "woonzorg: het onderwerp “%s” bestaat niet\n", argv[1]);
    fprintf(stderr, "Zie: woonzorg --help\n");
    return 2;
}
