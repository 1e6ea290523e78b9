# SPDX-License-Identifier: EUPL-1.2
# The front door: one word for each thing one does with Woonzorg. Meson and Ninja do the work (meson.build);
# this file only installs what is missing, sets a build folder up and calls them.
#
#   make             builds build/woonzorg
#   make demo        fills demo.db once and serves it on http://127.0.0.1:8080/ (ctrl-C stops)
#   make test        the whole suite, with gcc and again under ASan and UBSan with clang
#   make bench       the measurements of bench/
#   make fuzz        every parser under libFuzzer; WZ_FUZZ_RUNS=n for another number of runs than ten million
#   make check-format, make format
#   make schermbeelden  the pictures of docs/handleiding, anew from the demo
#   make kwetsbaar   is any part that we use known to be vulnerable? Asks Debian's archive and npm's registry
#   make deb         the Debian package, in build-deb/
#   make installeer  everything for the words above at once
#   make clean       removes what these words built; demo.db stays
#
# WZ_ZONDER_INSTALLATIE=1 skips the installing, on a machine that is no Debian.

DB     ?= sqlite:demo.db
LISTEN ?= 127.0.0.1:8080

.PHONY: all build web demo test bench fuzz check-format format schermbeelden kwetsbaar deb installeer clean
.NOTPARALLEL:

all: build

installeer:
	@bash tools/installeer.sh bouw test bench
	@bash tools/web.sh

web:
	@bash tools/installeer.sh bouw
	@bash tools/web.sh

build: web
	@bash tools/bouw.sh gcc woonzorg

demo: build
	@exec build/woonzorg demo --db $(DB) --listen $(LISTEN)

test: web
	@bash tools/installeer.sh test
	@bash tools/bouw.sh gcc
	@bash tools/bouw.sh sanitizers
	@exec python3 tools/toets.py gcc=build sanitizers=build-sanitizers

bench: web
	@bash tools/installeer.sh bench
	@bash tools/bouw.sh bench
	@exec bash tests/met-databases.sh meson test -C build-bench --benchmark --no-rebuild --verbose

fuzz: web
	@bash tools/installeer.sh test
	@bash tools/bouw.sh fuzz
	@exec bash tools/fuzz.sh build-fuzz

check-format:
	@bash tools/installeer.sh test
	@bash tools/format.sh --check
	@shellcheck -S warning $$(git ls-files '*.sh') .ci/run

format:
	@bash tools/installeer.sh test
	@bash tools/format.sh

schermbeelden: build
	@bash tools/installeer.sh test
	@exec node tools/schermbeelden.mjs --programma build/woonzorg

kwetsbaar:
	@bash tools/kwetsbaar.sh

deb: web
	@bash tools/installeer.sh bouw deb
	@bash tools/deb.sh

clean:
	rm -rf build build-sanitizers build-clang build-bench build-fuzz build-deb web/dist
