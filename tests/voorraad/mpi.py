#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A count over the ranks of MPI is that of one machine, for any number of ranks, also more than there is work for, and for several stocks."""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile

WOONZORG, TEL, REGELS = sys.argv[1:4]
if not shutil.which("mpirun"):
    print("TAP version 13\n1..0 # SKIP mpirun is er niet")
    sys.exit(0)
print("TAP version 13\n1..4")
fout = 0
with tempfile.TemporaryDirectory() as map_:
    landen = []
    for i, n in enumerate((30000, 9000)):
        landen.append(os.path.join(map_, f"{i}.wzv"))
        subprocess.run([WOONZORG, "voorraad", "maak", "--woningen", str(n), "--zaad", str(i + 1), "--uit", landen[-1]], check=True, stdout=subprocess.DEVNULL)
    goed = []
    for land in landen:
        uit = subprocess.run([WOONZORG, "voorraad", "tel", land, "--regels", REGELS, "--per", "wijk"], check=True, capture_output=True, text=True).stdout
        goed += list(csv.DictReader(io.StringIO(uit.lstrip("\ufeff"))))
    for nummer, rangen in enumerate((1, 2, 3, 12), 1):
        r = subprocess.run(["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(rangen), TEL, REGELS, "wijk", *landen], capture_output=True, text=True, check=False)
        gelijk = r.returncode == 0 and list(csv.DictReader(io.StringIO(r.stdout.lstrip("\ufeff")))) == goed
        fout += not gelijk
        print(f"{'ok' if gelijk else 'not ok'} {nummer} - {rangen} rangen tellen wat één machine telt")
        if not gelijk:
            print("# " + (r.stderr or r.stdout)[-500:].replace("\n", "\n# "))
sys.exit(fout > 0)
