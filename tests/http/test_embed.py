#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""tools/embed.py: the same files give the same bytes, absent folders are empty ones, and C reads back what was put in."""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMBED = os.path.join(ROOT, 'tools', 'embed.py')
DATA = bytes(range(256)) * 3 + b'??=\0' + b'0' * 200 + b'\n'
READ = r'''
#include "http/http.h"
#include <stdio.h>
int main(void) { for (const struct embed_file *f = embed_files; f->name; f++) {
    printf("%s %s ", f->name, f->etag); for (size_t i = 0; i < f->n; i++) printf("%02x", f->bytes[i]); puts(""); } }
'''


def put(top, name, data):
    path = os.path.join(top, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)


def run(top, out, *more):
    subprocess.run([sys.executable, EMBED, top, out, *more], check=True)
    with open(out, 'rb') as f:
        return f.read()


def main():
    results = []
    with tempfile.TemporaryDirectory() as tmp:
        one, two, out, dep = (os.path.join(tmp, n) for n in ('één map', 'twee', 'out.c', 'out.d'))
        os.makedirs(one)
        results.append(('a project without any of the folders is an empty list', b'{NULL, NULL, 0, NULL}' in run(one, out)))
        for top, names in ((one, ['web/sjablonen/b.mustache', 'web/sjablonen/deel/a.mustache', 'web/dist/x.bin']),
                           (two, ['web/dist/x.bin', 'web/sjablonen/deel/a.mustache', 'web/sjablonen/b.mustache'])):
            for name in names:
                put(top, name, DATA if name.endswith('.bin') else name.encode())
        put(one, 'web/stijl/bron.css', b'not embedded')
        put(one, 'web/dist/.hidden', b'not embedded')
        text = run(one, out, dep)
        results.append(('the same files give the same bytes', text == run(two, os.path.join(tmp, 'o2.c'))))
        results.append(('what is in another folder or hidden stays out', b'not embedded' not in text))
        with open(dep, encoding='utf-8') as f:
            deps = f.read()
        results.append(('folders are watched too', 'sjablonen/deel \\' in deps and 'dist/x.bin' in deps))
        cc = shutil.which('cc') or shutil.which('gcc') or shutil.which('clang')
        put(tmp, 'c/main.c', READ.encode())
        exe = os.path.join(tmp, 'lees')
        subprocess.run([cc, '-I', os.path.join(ROOT, 'src'), '-D_GNU_SOURCE', out, os.path.join(tmp, 'c/main.c'), '-o', exe], check=True)
        lines = subprocess.run([exe], check=True, capture_output=True, text=True).stdout.splitlines()
        want = f'dist/x.bin "{hashlib.sha256(DATA).hexdigest()[:16]}" {DATA.hex()}'
        results.append(('C reads back every byte, and the tag is of the content', lines[:1] == [want] and len(lines) == 3))
    print(f'1..{len(results)}')
    for i, (name, ok) in enumerate(results, 1):
        print(f'{"ok" if ok else "not ok"} {i} - {name}')
    sys.exit(not all(ok for _, ok in results))


main()
