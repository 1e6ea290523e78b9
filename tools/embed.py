#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes the files that go into the binary as one C file: `embed_files[]` of src/http/http.h.

    embed.py ROOT OUT.c [OUT.d]

Taken are web/sjablonen/** (templates), web/dist/** (what the browser gets), referentie/** (reference tables) and
voorbeelden/demo/**, voorbeelden/vragenlijsten/** and voorbeelden/rapporten/** (the demo's files); any may be absent. The same files always give the same bytes. OUT.d names what OUT.c
was made of, folders too, so that a file that comes or goes is seen.
"""
import hashlib
import os
import sys

# (below ROOT, the folder whose name the embedded name begins with)
FOLDERS = (('web', 'sjablonen'), ('web', 'dist'), ('', 'referentie'), ('voorbeelden', 'demo'),
           ('voorbeelden', 'vragenlijsten'), ('voorbeelden', 'rapporten'))


def collect(top):
    """Pairs (name, path), sorted by name, and every path whose change matters."""
    names, watched = [], set()
    for above, folder in FOLDERS:
        base = os.path.join(top, above)
        if not os.path.isdir(os.path.join(base, folder)):
            watched.add(base)  # it may come
        for root, dirs, files in os.walk(os.path.join(base, folder)):
            dirs[:] = sorted(d for d in dirs if not d.startswith('.'))
            watched.add(root)
            for name in files:
                if not name.startswith('.'):
                    path = os.path.join(root, name)
                    names.append((os.path.relpath(path, base).replace(os.sep, '/'), path))
                    watched.add(path)
    return sorted(names, key=lambda pair: pair[0].encode()), sorted(watched)


def literal(data):
    """The bytes as C string literals. Octal escapes always have three digits, so that none swallows what follows."""
    plain = {c: chr(c) for c in range(0x20, 0x7F)}
    plain.update({ord('"'): '\\"', ord('\\'): '\\\\', ord('?'): '\\?', ord('\n'): '\\n'})
    text = [plain.get(c) or f'\\{c:03o}' for c in data]
    lines = ['        "' + ''.join(text[i:i + 64]) + '"' for i in range(0, len(text), 64)]
    return '\n'.join(lines) or '        ""'


def cname(name):
    return '"' + ''.join(f'\\{c:03o}' if c < 0x20 or c > 0x7E or c in b'"\\?' else chr(c) for c in name.encode()) + '"'


def main(top, out, dep=None):
    names, watched = collect(top)
    parts = ['/* SPDX-License-Identifier: EUPL-1.2\n * Made by tools/embed.py; not meant to be read or changed. */\n'
             '#include "http/http.h"\n\nconst struct embed_file embed_files[] = {\n']
    for name, path in names:
        with open(path, 'rb') as f:
            data = f.read()
        etag = hashlib.sha256(data).hexdigest()[:16]
        parts.append(f'    {{{cname(name)}, (const unsigned char *)\n{literal(data)},\n        {len(data)}, "\\"{etag}\\""}},\n')
    parts.append('    {NULL, NULL, 0, NULL},\n};\n')
    with open(out, 'w', encoding='ascii', newline='\n') as f:
        f.write(''.join(parts))
    if dep:
        with open(dep, 'w', encoding='utf-8', newline='\n') as f:
            escaped = (p.replace('\\', '\\\\').replace(' ', '\\ ').replace('#', '\\#').replace('$', '$$') for p in watched)
            f.write(f'{out}: ' + ' \\\n  '.join(escaped) + '\n')


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
