# daolan: `make help` lists the targets. Nothing here installs packages; setup.sh does.

VERSION = 0.1.0
prefix ?= /usr/local
bindir ?= $(prefix)/bin
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
INSTALL ?= install
BUILD ?= build
CFLAGS ?= -O2 -g
FUZZ_SECONDS ?= 20

# `make V=1` shows whole command lines.
Q = $(if $(V),,@)
SAY = @$(if $(V),:,printf '  %-4s %s\n')

LIBRARIES = espeak-ng sndfile opus ogg opusfile soxr libebur128 md4c md4c-html inih libcjson nettle libzip expat libqrencode zlib libmicrohttpd libavformat libavcodec libavutil libcurl
TEST_LIBRARIES = cmocka libavformat libavcodec libavutil
STANDARD = -std=c17 -D_POSIX_C_SOURCE=200809L
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
DAOLAN_CPPFLAGS = $(STANDARD) $(WARNINGS) -Isrc -DVERSION='"$(VERSION)"' -DDATADIR='"$(datadir)/daolan"' \
	$(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
# libavformat is loaded when a tour is written or proved (base/libav.h), libmicrohttpd when one is served, libcurl when a
# cache is asked over HTTP (base/http.h)
LINK_LIBRARIES = $(shell pkg-config --libs $(filter-out libav% libmicrohttpd libcurl,$(LIBRARIES)) 2>/dev/null) -lm

# A program of its own, or its main: not part of what the tests link.
PROGRAMS_APART = src/cli/main.c src/mandarin/lexicon_pack.c src/mandarin/polyphone_train.c
TRAINING = $(wildcard src/mandarin/train_*.c)
SOURCES = $(filter-out $(PROGRAMS_APART) $(TRAINING),$(wildcard src/*/*.c))
PAGE_SCRIPTS = $(addprefix src/web/,player.js text.js hall.js offline.js)
WEB = $(filter-out $(PAGE_SCRIPTS),$(wildcard src/web/*.html src/web/*.css src/web/*.js src/web/*.svg src/web/*.png)) src/web/tour.js
TRAINING_OBJECTS = $(TRAINING:%.c=$(BUILD)/%.o)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o) $(WEB:src/web/%=$(BUILD)/web/%.o)
TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/test_*.c))
TEST_SUPPORT = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/support_*.c))
BENCHES = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
DATA = $(BUILD)/data/mandarin/lexicon.bin $(BUILD)/data/mandarin/polyphones.bin $(BUILD)/data/voices
SETS ?= ../shared/data
VOICE ?= narrator
E2E = $(sort $(filter-out tests/e2e/lib.sh,$(wildcard tests/e2e/*.sh)))

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all audio test test-units test-e2e test-browser check check-asan bench bench-speed bench-reading bench-publish bench-voice bench-serve bench-page bench-faults fuzz model install uninstall \
	clean dist help icons lexicon loudness

all: $(BUILD)/daolan $(DATA)

help:
	@echo 'all         the program, build/daolan (the default)'
	@echo 'audio       build every tour of scripts/ into audio/'
	@echo 'test        all tests: modules, end to end, the page in Chromium (check is the same)'
	@echo 'check-asan  module tests under the address and undefined-behaviour sanitizers'
	@echo 'bench       measure: tours, speed beside other pipelines and libopus alone, reading accuracy'
	@echo 'bench-speed  the speed once more with 1,000 stops and 50 tours, into docs/speed.md and .svg'
	@echo 'bench-reading  the part of it that measures reading: accuracy, speed, size'
	@echo 'bench-publish  chapter errors in every form, validators, damages found, what publishing costs'
	@echo 'bench-voice  tones, pitch, pace, pauses and sound of our voice beside raw eSpeak NG (VOICE=narrator)'
	@echo 'bench-serve  how many listeners daolan serve holds at play-out rate, beside nginx'
	@echo 'bench-page   first sound and bytes before it over weak Wi-Fi, Lighthouse (npm)'
	@echo 'bench-faults  200 failing calls and 200 kill -9 at random: the tour is whole, the next build gives the same bytes'
	@echo 'fuzz        each fuzz target for FUZZ_SECONDS ($(FUZZ_SECONDS))'
	@echo 'lexicon     make voices/mandarin/*.tsv again from their sources and compare'
	@echo 'model       train the model of polyphonic characters again from the labelled sets in SETS ($(SETS))'
	@echo 'loudness    measure the gain that brings each voice to -16 LUFS and write it into voices/*.ini'
	@echo 'icons       make src/web/icon-*.png again from icon.svg'
	@echo 'install     into DESTDIR$(prefix); uninstall takes it away'
	@echo 'clean       remove build/ but for build/cache; dist  a source archive in build/'

# --- the program -----------------------------------------------------------------------------------------------

$(BUILD)/packages: Makefile
	@pkg-config --version >/dev/null 2>&1 || { echo 'pkg-config is missing: run  sh setup.sh'; exit 1; }
	@for library in $(LIBRARIES); do pkg-config --exists $$library || missing="$$missing $$library"; done; \
	if [ -n "$$missing" ]; then echo "missing libraries:$$missing. Run  sh setup.sh"; exit 1; fi
	@mkdir -p $(@D) && touch $@

$(BUILD)/daolan: $(BUILD)/src/cli/main.o $(OBJECTS)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_LIBRARIES)

$(BUILD)/%.o: %.c | $(BUILD)/packages
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(DAOLAN_CPPFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/src/base/os.o: STANDARD = -std=c17

# The page's scripts go out as one; so they are smaller by gzip.
$(BUILD)/web/tour.js: $(PAGE_SCRIPTS)
	@mkdir -p $(@D)
	@cat $^ > $@

# A file of src/web as a C array: style.css becomes web_style_css and web_style_css_size (src/publish/web.h). Visitors
# do not download what scripts say to their readers, nor how they are indented.
define web_array
	@mkdir -p $(@D)
	@name=web_$$(echo '$(notdir $(basename $@))' | tr -c 'a-z0-9\n' '_'); \
	{ echo '#include "publish/web.h"'; echo "const unsigned char $$name[] = {"; \
	$(if $(filter %.js,$<),sed 's/ *\/\/ .*//; s/^ *//; /^$$/d',cat) $< | od -An -v -tu1 | sed 's/  *\([0-9][0-9]*\)/\1,/g'; \
	echo '};'; echo "const size_t $${name}_size = sizeof $$name;"; } > $@
endef

$(BUILD)/web/%.c: src/web/%
	$(web_array)

$(BUILD)/web/tour.js.c: $(BUILD)/web/tour.js
	$(web_array)

$(BUILD)/web/%.o: $(BUILD)/web/%.c | $(BUILD)/packages
	$(SAY) CC $<
	$(Q)$(CC) $(DAOLAN_CPPFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The PNG icons, for phones that do not read SVG; the two that systems cut to their own shape have no corners.
icons:
	rsvg-convert -w 192 src/web/icon.svg -o src/web/icon-192.png
	sed 's/ rx="5"//' src/web/icon.svg | rsvg-convert -w 512 -o src/web/icon-512.png
	sed 's/ rx="5"//' src/web/icon.svg | rsvg-convert -w 180 -o src/web/icon-180.png

# --- the data --------------------------------------------------------------------------------------------------

$(BUILD)/lexicon_pack: $(BUILD)/src/mandarin/lexicon_pack.o $(filter $(BUILD)/src/base/%,$(OBJECTS)) \
		$(filter $(BUILD)/src/mandarin/%,$(OBJECTS))
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_LIBRARIES)

$(BUILD)/data/mandarin/lexicon.bin: $(BUILD)/lexicon_pack voices/mandarin/characters.tsv voices/mandarin/words.tsv
	@mkdir -p $(@D)
	$(SAY) PACK $@
	$(Q)$(BUILD)/lexicon_pack voices/mandarin/characters.tsv voices/mandarin/words.tsv $@

$(BUILD)/data/mandarin/polyphones.bin: voices/mandarin/polyphones.bin
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(BUILD)/polyphone_train: $(BUILD)/src/mandarin/polyphone_train.o $(TRAINING_OBJECTS) \
		$(filter $(BUILD)/src/base/%,$(OBJECTS)) $(filter $(BUILD)/src/mandarin/%,$(OBJECTS))
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_LIBRARIES)

# The voices are read where they are written, so that an edit is heard at once.
$(BUILD)/data/voices:
	@mkdir -p $(@D)
	$(Q)ln -sfn $(CURDIR)/voices $@

lexicon:
	sh voices/mandarin/compare.sh

model: $(BUILD)/polyphone_train $(BUILD)/data/mandarin/lexicon.bin
	$(BUILD)/polyphone_train $(BUILD)/data $(SETS) voices/mandarin/polyphones.bin

loudness: all $(BUILD)/bench/loudness
	sh tests/bench/loudness.sh

# --- the tours -------------------------------------------------------------------------------------------------

# With + the program shares make's job slots (make -jN audio). The shell lists the scripts: make cannot hold a name with
# a space in it.
audio: all
	+@set --; for script in scripts/*/; do \
		for article in article.md article.txt; do [ ! -f "$$script$$article" ] || { set -- "$$@" "$$script"; break; }; done; \
	done; \
	[ $$# -eq 0 ] || $(BUILD)/daolan build "$$@" || exit; \
	for script; do script=$${script%/}; \
		printf 'open audio/%s/index.html, or play its tour.opus\n' "$${script##*/}"; done

# --- the tests -------------------------------------------------------------------------------------------------

# One after the other, also under -j: each closes with its own count.
test: all
	@$(MAKE) --no-print-directory test-units
	@$(MAKE) --no-print-directory test-e2e
	@$(MAKE) --no-print-directory test-browser
check: test

$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(TEST_SUPPORT) $(OBJECTS)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_LIBRARIES) $$(pkg-config --libs $(TEST_LIBRARIES))

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(OBJECTS) $(TRAINING_OBJECTS)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_LIBRARIES)

test-units: $(TESTS) $(DATA)
	@DAOLAN_DATA=$(BUILD)/data sh tests/run.sh $(TESTS) tests/test_house.sh

test-e2e: all $(BUILD)/bench/loudness
	@DAOLAN=$(abspath $(BUILD)/daolan) sh tests/run.sh $(E2E)

test-browser: audio
	@sh tests/run.sh tests/browser/run.sh

check-asan:
	$(MAKE) BUILD=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
		-fno-sanitize-recover=undefined' test-units

bench: all $(BENCHES)
	sh tests/bench/run.sh

bench-speed: all $(BUILD)/bench/encode
	/usr/bin/python3 tests/bench/speed.py --large --docs docs

bench-reading: all $(BENCHES)
	sh tests/bench/reading.sh

bench-publish: all
	sh tests/bench/publish.sh

bench-voice: all $(BENCHES)
	sh tests/bench/voice.sh --voice $(VOICE) $(BENCH_FLAGS)

bench-serve: all $(BUILD)/bench/serve_load
	sh tests/bench/serve.sh

bench-page: all
	sh tests/bench/page.sh

bench-faults: all
	FAULTS=200 KILLS=200 sh tests/e2e/faults.sh

# The house once more, by clang with coverage for libFuzzer.
FUZZ_FLAGS = -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZ_COMPILE = clang $(DAOLAN_CPPFLAGS) $(CPPFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c

$(BUILD)/fuzz/web/%.o: $(BUILD)/web/%.c | $(BUILD)/packages
	@mkdir -p $(@D)
	$(Q)$(FUZZ_COMPILE) -o $@ $<

$(BUILD)/fuzz/%.o: %.c | $(BUILD)/packages
	$(SAY) FUZZ $<
	@mkdir -p $(@D)
	$(Q)$(FUZZ_COMPILE) -o $@ $<

$(BUILD)/fuzz/fuzz_%: $(BUILD)/fuzz/tests/fuzz/fuzz_%.o $(OBJECTS:$(BUILD)/%=$(BUILD)/fuzz/%)
	$(SAY) LINK $@
	$(Q)clang $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $^ $(LINK_LIBRARIES)

fuzz: $(DATA) $(FUZZERS)
	@for target in $(FUZZERS); do name=$$(basename $$target); mkdir -p $(BUILD)/fuzz/$$name.corpus; \
	DAOLAN_DATA=$(BUILD)/data $$target -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -verbosity=0 \
		-artifact_prefix=$(BUILD)/fuzz/ $(BUILD)/fuzz/$$name.corpus tests/fuzz/corpus/$${name#fuzz_} \
		|| exit; echo "$$name: no finding in $(FUZZ_SECONDS) s"; done

# --- install and the like --------------------------------------------------------------------------------------

install: all
	$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(datadir)/daolan/mandarin $(DESTDIR)$(datadir)/daolan/voices \
		$(DESTDIR)$(mandir)/man1
	$(INSTALL) -m 755 $(BUILD)/daolan $(DESTDIR)$(bindir)/daolan
	$(INSTALL) -m 644 $(BUILD)/data/mandarin/lexicon.bin $(BUILD)/data/mandarin/polyphones.bin \
		$(DESTDIR)$(datadir)/daolan/mandarin/
	$(INSTALL) -m 644 $(wildcard voices/*.ini voices/*.espeak voices/*.tsv voices/README.md) \
		$(DESTDIR)$(datadir)/daolan/voices/
	$(INSTALL) -m 644 man/daolan.1 $(DESTDIR)$(mandir)/man1/

uninstall:
	rm -f $(DESTDIR)$(bindir)/daolan $(DESTDIR)$(mandir)/man1/daolan.1
	rm -rf $(DESTDIR)$(datadir)/daolan

clean:
	@[ ! -d $(BUILD) ] || find $(BUILD) -mindepth 1 -maxdepth 1 ! -name cache -exec rm -rf {} +

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=daolan-$(VERSION)/ -o $(BUILD)/daolan-$(VERSION).tar.gz HEAD
	@echo $(BUILD)/daolan-$(VERSION).tar.gz

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
