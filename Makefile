# SPDX-License-Identifier: MPL-2.0
#
#   make demo           installs what it needs, builds, answers one rotation
#   make check          installs what it needs, runs every test
#   make                build/pallia, build/pallia-page, build/libpallia.so.*, build/libpallia.a,
#                       build/pallia.pc
#   make install        PREFIX=/usr/local DESTDIR=        (and: make uninstall); the SQLite extension with it
#                       when `make sqlite` has built it
#   make coverage       lines, branches and MC/DC, file by file
#   make bench          the budgets, each beside its peer
#   make tables-accept  after a change of tables/: see tables/README.md
#   make python js      the wheel, build/python/pallia-*.whl; the npm package, build/js/pallia
#   make examples sqlite   what bindings/ holds for C, C++, Java and SQLite
#   make conformance-accept  after a change of an answer: see tests/conformance/README.md
#   make strict layers unit threads spell tables-check mutate-tables cli-tests batch-tests pages chain abi man
#        install-check python-tests js-tests sql-tests example-tests conformance answer-schemas determinism lint sheets
#                       one check alone
#   make format clean
#
# Every variable below can be set on the command line or in the environment. CONFIG chooses the build
# folder: release is $(BUILD) itself, any other $(BUILD)/$(CONFIG). V=1 shows each command.
#
# Here: what is set, the packages, the library and the command, install, the list of the checks. What
# belongs to one part stands beside it: tables/tables.mk, cli/pages/pages.mk, bindings/*/*.mk, tests/*/*.mk.

VERSION = 0.1.0
ABI     = 0

BUILD  ?= build
CONFIG ?= release
TABLES ?= tables
JOBS   ?= $(shell nproc)

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR     ?= $(PREFIX)/share/man
KITDIR     ?= $(PREFIX)/share/pallia/conformance

GCC          ?= gcc
CLANG        ?= clang
CLANGXX      ?= clang++
JAVAC        ?= javac
JNA          ?= /usr/share/java/jna.jar
CLANG_MCDC   ?= clang-19
LLVM_COV     ?= llvm-cov-19
LLVM_MERGE   ?= llvm-profdata-19
CLANG_FORMAT ?= clang-format
CLANG_TIDY   ?= clang-tidy
CHROMIUM     ?= chromium
WASM_OPT     ?= wasm-opt
MANDOC       ?= mandoc
PYTHON       ?= /usr/bin/python3
SUDO         ?= $(if $(filter 0,$(shell id -u)),,sudo)

CFLAGS     ?= -O2 -g
CJSON_LIBS ?= -lcjson
QR_LIBS    ?= -lqrencode
PKG_CONFIG ?= pkg-config

# Debian 12 packages, named here and nowhere else.
PACKAGES_BUILD    = gcc libc6-dev libcjson-dev libqrencode-dev libpango1.0-dev libqpdf-dev \
                    icc-profiles-free fonts-dejavu-core pkg-config
PACKAGES_BINDINGS = $(PACKAGES_BUILD) g++ libjna-java libsqlite3-dev openjdk-17-jdk-headless python3 sqlite3
PACKAGES_CHECK    = $(PACKAGES_BINDINGS) abigail-tools clang clang-format clang-tidy cmake \
                    bsdutils libcriterion-dev locales mandoc mypy poppler-utils python3 python3-jsonschema \
                    python3-num2words python3-numpy qpdf zbar-tools $(PACKAGES_PYTHON) $(PACKAGES_JS_TESTS)
PACKAGES_PYTHON   = python3 python3-pip python3-setuptools python3-venv python3-wheel
PACKAGES_JS       = $(PACKAGES_BUILD) binaryen clang libclang-rt-14-dev-wasm32 lld wasi-libc \
                    $(if $(shell command -v node),,nodejs)
PACKAGES_JS_TESTS = $(PACKAGES_JS) chromium node-typescript
PACKAGES_BROWSER  = chromium nodejs npm
PACKAGES_COVERAGE = $(PACKAGES_BUILD) clang-19 libclang-rt-19-dev libcriterion-dev llvm-19
PACKAGES_BENCH    = $(PACKAGES_JS) libsqlite3-dev libudunits2-dev proj-bin units

# What each configuration adds. Warnings are errors in ours, never in a user's release build.
CC_O0        = $(GCC)
CC_O3        = $(GCC)
CC_asan      = $(GCC)
CC_clang     = $(CLANG)
CC_tsan      = $(GCC)
CC_cov       = $(CLANG_MCDC)
CFLAGS_O0    = -Werror -O0
CFLAGS_O3    = -Werror -O3
CFLAGS_clang = -Werror -O2
CFLAGS_asan  = -Werror -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
               -fno-sanitize-recover=all
CFLAGS_tsan  = -Werror -O1 -fno-omit-frame-pointer -fsanitize=thread
CFLAGS_cov   = -O0 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc

WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wvla \
           -Wdouble-promotion -Wfloat-equal -Wswitch-enum -Wmissing-prototypes

COMMA   := ,
B       := $(BUILD)$(if $(filter release,$(CONFIG)),,/$(CONFIG))
THE_CC   = $(or $(CC_$(CONFIG)),$(CC))
INCLUDES = -Ilibpallia/include
DEFINES  = -DPALLIA_VERSION='"$(VERSION)"' -DPALLIA_ABI=$(ABI)
FLAGS    = -std=c11 $(WARNINGS) -fPIC -fvisibility=hidden -ffp-contract=off $(DEFINES) $(INCLUDES) \
           $(CPPFLAGS) $(CFLAGS) $(CFLAGS_$(CONFIG))
COMPILE  = $(THE_CC) $(FLAGS) -MMD -MP -c -o $@ $<
LINK     = $(THE_CC) $(CFLAGS) $(CFLAGS_$(CONFIG)) $(LDFLAGS) -o $@
Q        = $(if $(V),,@echo '  $@';)

LIBRARY_SOURCES := $(sort $(wildcard libpallia/src/leaf/*.c libpallia/src/tables/*.c \
                                     libpallia/src/operations/*.c libpallia/src/api/*.c))
CLI_SOURCES     := $(sort $(wildcard cli/*.c))
PAGE_SOURCES    := $(sort $(wildcard cli/pages/*.c))
UNIT_SOURCES    := $(sort $(wildcard tests/unit/*.c))
TOOL_SOURCES    := $(sort $(wildcard tables/tools/*.c))
TABLE_FILES     := $(sort $(wildcard $(TABLES)/*.json $(TABLES)/*/*.json $(TABLES)/SHA256SUMS \
                                     $(TABLES)/EDITION))
HEADERS         := $(sort $(wildcard libpallia/include/pallia/*.h))
INSTALLED        = $(HEADERS) bindings/cpp/pallia.hpp
PAGES_1         := $(sort $(wildcard cli/man/*.1 cli/pages/*.1))
PAGES_3         := $(sort $(wildcard libpallia/doc/*.3))
C_FILES          = $(LIBRARY_SOURCES) $(CLI_SOURCES) $(PAGE_SOURCES) $(UNIT_SOURCES) $(TOOL_SOURCES) $(HEADERS) \
                   $(wildcard libpallia/src/*/*.h cli/*.h cli/pages/*.h tests/*/*.h bindings/*/*.[ch] \
                              bindings/cpp/*.[ch]pp bindings/js/wasm/*.[ch] tests/bench/*.c tests/install/*.c \
                              tests/conformance/*.c tests/threads/*.c tests/spell/*.c tests/determinism/*.c tables/tools/*.h)

EMBEDDED        := $(BUILD)/embedded.o
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(B)/obj/%.o)
CLI_OBJECTS     := $(CLI_SOURCES:%.c=$(B)/obj/%.o)
PAGE_OBJECTS    := $(PAGE_SOURCES:%.c=$(B)/obj/%.o)
UNIT_OBJECTS    := $(UNIT_SOURCES:%.c=$(B)/obj/%.o)
SHARED          := $(B)/libpallia.so.$(VERSION)
ANSWER_SCHEMAS  := $(sort $(wildcard bindings/answers/*.schema.json))

# The rules of a part stand beside it, in a file that ends with .mk.
.DEFAULT_GOAL := all
include cli/pages/pages.mk tables/tables.mk
include bindings/python/python.mk bindings/js/js.mk bindings/sqlite/sqlite.mk
include bindings/c/c.mk bindings/cpp/cpp.mk bindings/java/java.mk
include tests/conformance/conformance.mk tests/examples/examples.mk tests/spell/spell.mk \
        tests/threads/threads.mk tests/unit/unit.mk

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
.PHONY: all demo check install uninstall clean format need-build need-bindings need-python need-js \
        need-browser need-browser-packages need-check need-coverage need-bench python python-tests js js-tests \
        sqlite sql-tests examples example-tests strict unit threads spell cli-tests batch-tests chain page \
        pages sheets tables-check layers abi abi-accept man install-check \
        conformance conformance-accept answer-schemas determinism lint coverage bench \
        grid tables-accept mutate-tables

all: $(B)/pallia $(SHARED) $(B)/libpallia.a $(B)/pallia.pc $(KIT)/answers.jsonl page

# --- What a configuration is made of --------------------------------------------------------------

$(B)/obj/libpallia/%.o $(B)/obj/tests/unit/%.o $(B)/obj/tests/spell/%.o $(B)/obj/tables/%.o: INCLUDES += -Ilibpallia/src
$(B)/obj/cli/%.o $(B)/obj/tests/unit/%.o: DEFINES += -D_POSIX_C_SOURCE=200809L

$(B)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(Q)$(COMPILE)

$(B)/libpallia.a: $(LIBRARY_OBJECTS) $(EMBEDDED)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

AS_SHARED = -shared -Wl,-soname,libpallia.so.$(ABI) -Wl,--version-script=libpallia/pallia.map \
            -Wl,-z,defs -Wl,-z,relro $(LIBRARY_OBJECTS) $(EMBEDDED) $(CJSON_LIBS)

$(SHARED): $(LIBRARY_OBJECTS) $(EMBEDDED) libpallia/pallia.map
	$(Q)$(LINK) $(AS_SHARED)
	@ln -sf $(@F) $(B)/libpallia.so.$(ABI)
	@ln -sf libpallia.so.$(ABI) $(B)/libpallia.so

$(B)/pallia: $(CLI_OBJECTS) $(B)/libpallia.a
	$(Q)$(LINK) $^ $(CJSON_LIBS) $(QR_LIBS)

# Made again by install, which may be given another PREFIX.
WRITE_PC = sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
           -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|$(VERSION)|' libpallia/pallia.pc.in

$(B)/pallia.pc: libpallia/pallia.pc.in Makefile
	$(Q)$(WRITE_PC) > $@

CMAKEDIR = $(LIBDIR)/cmake/Pallia

# The include folder is named from where the file stands, so that a tree can be moved. Written to a
# folder: $(call WRITE_CMAKE,FOLDER).
WRITE_CMAKE = to=`realpath -m --relative-to='$(CMAKEDIR)' '$(INCLUDEDIR)'`; \
    for each in PalliaConfig PalliaConfigVersion; do \
        sed -e "s|@TO_INCLUDE@|$$to|" -e 's|@VERSION@|$(VERSION)|' -e 's|@ABI@|$(ABI)|' \
            -e 's|@MAJOR@|$(word 1,$(subst ., ,$(VERSION)))|' \
            -e 's|@MINOR@|$(word 2,$(subst ., ,$(VERSION)))|' \
            libpallia/$$each.cmake.in > $(1)/$$each.cmake || exit 1; done

-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(PAGE_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) \
         $(TOOL_SOURCES:%.c=$(B)/obj/%.d)

# --- Packages: nothing is done, and no network is needed, when all are there ----------------------

define NEED
@if ! command -v dpkg-query > /dev/null; then \
    echo "This is not Debian; presumed present: $(1)"; exit 0; fi; \
missing=`for each in $(1); do dpkg-query -W -f '$${db:Status-Status}\n' $$each 2> /dev/null | \
    grep -qx installed || echo $$each; done`; \
if [ -n "$$missing" ]; then \
    $(SUDO) apt-get update -q && \
    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing; fi
endef

need-build:
	$(call NEED,$(PACKAGES_BUILD))
need-python:
	$(call NEED,$(PACKAGES_PYTHON))
need-bindings:
	$(call NEED,$(PACKAGES_BINDINGS))
need-check:
	$(call NEED,$(PACKAGES_CHECK))
need-js:
	$(call NEED,$(PACKAGES_JS))

# Node may come with npm of its own, under another package's name: what is there is taken.
need-browser:
	@if ! { command -v chromium && command -v node && command -v npm; } > /dev/null; then \
	    $(MAKE) --no-print-directory need-browser-packages; fi
	@if [ ! -e tests/html/node_modules/.package-lock.json ]; then \
	    cd tests/html && npm ci --no-audit --no-fund --ignore-scripts; fi
need-browser-packages:
	$(call NEED,$(PACKAGES_BROWSER))
need-coverage:
	$(call NEED,$(PACKAGES_COVERAGE))
need-bench:
	$(call NEED,$(PACKAGES_BENCH))

# --- For people -----------------------------------------------------------------------------------

demo: need-build
	@$(MAKE) --no-print-directory -j$(JOBS) all
	$(B)/pallia rotate 'Skenan LP 60 mg /12h' 'Actiskénan 20 mg x4' --to 'morphine sc'

install: all
	install -d $(addprefix $(DESTDIR),$(BINDIR) $(LIBDIR)/pkgconfig $(CMAKEDIR) $(INCLUDEDIR)/pallia)
	install -m 755 $(B)/pallia $(DESTDIR)$(BINDIR)/pallia
	@if [ -e $(B)/pallia-page ]; then install -m 755 $(B)/pallia-page $(DESTDIR)$(BINDIR)/pallia-page; fi
	install -m 644 $(SHARED) $(B)/libpallia.a $(DESTDIR)$(LIBDIR)
	ln -sf libpallia.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libpallia.so.$(ABI)
	ln -sf libpallia.so.$(ABI) $(DESTDIR)$(LIBDIR)/libpallia.so
	$(WRITE_PC) > $(DESTDIR)$(LIBDIR)/pkgconfig/pallia.pc
	@$(call WRITE_CMAKE,$(DESTDIR)$(CMAKEDIR))
	install -m 644 $(INSTALLED) $(DESTDIR)$(INCLUDEDIR)/pallia
	@if [ -e $(SQLITE_EXTENSION) ]; then $(MAKE) --no-print-directory $(SQLITE_EXTENSION) && \
	    install -D -m 644 $(SQLITE_EXTENSION) $(DESTDIR)$(SQLITEDIR)/pallia_sqlite.so; fi
	install -d $(DESTDIR)$(KITDIR)/runners
	install -m 644 $(KIT)/answers.jsonl $(KIT_FILES) $(DESTDIR)$(KITDIR)
	install -m 755 tests/conformance/check $(DESTDIR)$(KITDIR)
	install -d $(DESTDIR)$(KITDIR)/answers
	install -m 644 $(ANSWER_SCHEMAS) $(DESTDIR)$(KITDIR)/answers
	install -m 755 tests/conformance/runners/cli $(DESTDIR)$(KITDIR)/runners
ifneq ($(PAGES_1),)
	install -d $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(PAGES_1) $(DESTDIR)$(MANDIR)/man1
endif
ifneq ($(PAGES_3),)
	install -d $(DESTDIR)$(MANDIR)/man3
	install -m 644 $(PAGES_3) $(DESTDIR)$(MANDIR)/man3
endif
	@if [ -z "$(DESTDIR)" ] && [ `id -u` = 0 ]; then ldconfig; fi

uninstall:
	rm -f $(addprefix $(DESTDIR)$(BINDIR)/,pallia pallia-page) $(DESTDIR)$(LIBDIR)/pkgconfig/pallia.pc \
	    $(addprefix $(DESTDIR)$(LIBDIR)/,libpallia.a libpallia.so libpallia.so.$(ABI) \
	        libpallia.so.$(VERSION)) \
	    $(patsubst %,$(DESTDIR)$(INCLUDEDIR)/pallia/%,$(notdir $(INSTALLED))) \
	    $(patsubst %,$(DESTDIR)$(MANDIR)/man1/%,$(notdir $(PAGES_1))) \
	    $(patsubst %,$(DESTDIR)$(MANDIR)/man3/%,$(notdir $(PAGES_3)))
	rm -f $(DESTDIR)$(SQLITEDIR)/pallia_sqlite.so
	rm -f $(addprefix $(DESTDIR)$(CMAKEDIR)/,PalliaConfig.cmake PalliaConfigVersion.cmake)
	rm -f $(addprefix $(DESTDIR)$(KITDIR)/,answers.jsonl runners/cli $(notdir $(KIT_FILES)))
	rm -f $(patsubst bindings/%,$(DESTDIR)$(KITDIR)/%,$(ANSWER_SCHEMAS))
	[ ! -d $(DESTDIR)$(SQLITEDIR) ] || rmdir --ignore-fail-on-non-empty $(DESTDIR)$(SQLITEDIR)
	rmdir $(DESTDIR)$(INCLUDEDIR)/pallia $(DESTDIR)$(CMAKEDIR) $(addprefix $(DESTDIR)$(KITDIR)/,runners answers) $(DESTDIR)$(KITDIR)

clean:
	rm -rf $(BUILD)

format:
	$(CLANG_FORMAT) -i $(C_FILES)

# --- Checks ---------------------------------------------------------------------------------------
# Each ends with 'N passed, M failed'; tests/check.sh adds them up.

CHECKS = strict layers unit threads spell tables-check mutate-tables cli-tests batch-tests pages chain abi \
         man install-check python-tests js-tests sql-tests example-tests conformance answer-schemas determinism lint sheets

check: need-check
	@MAKE='$(MAKE)' BUILD='$(BUILD)' tests/check.sh $(CHECKS)

strict:
	$(MAKE) -j$(JOBS) CONFIG=release all
	$(MAKE) -j$(JOBS) CONFIG=O0 $(BUILD)/O0/pallia $(BUILD)/O0/pallia-page
	$(MAKE) -j$(JOBS) CONFIG=O3 $(BUILD)/O3/pallia $(BUILD)/O3/pallia-page
	$(MAKE) -j$(JOBS) CONFIG=clang $(BUILD)/clang/pallia $(BUILD)/clang/pallia-page
	@echo '4 passed, 0 failed'

cli-tests: all
	CC='$(CC)' PYTHON='$(PYTHON)' tests/cli/run.sh $(B)/pallia

batch-tests: all
	PYTHON='$(PYTHON)' tests/batch/run.sh $(B)/pallia

chain: all
	PYTHON='$(PYTHON)' tests/chain/run.sh $(B)/pallia

sheets: all need-browser
	PYTHON='$(PYTHON)' tests/sheets/run.sh $(B)/pallia

layers:
	CC='$(CC)' tests/layers/check.sh

abi: all
	CC='$(CC)' PYTHON='$(PYTHON)' tests/abi/run.sh $(SHARED) $(B)/libpallia.a libpallia/pallia.map

# After a change of the public headers, or a new status or advice: see libpallia/doc/abi.md.
abi-accept: all
	$(PYTHON) tests/abi/api.py '$(CC)' $(B)/libpallia.a accept
	tests/abi/diff.sh $(SHARED) accept

man: all
	CC='$(CC)' tests/man/run.sh $(B)/libpallia.a $(PAGES_3)

install-check: all
	MAKE='$(MAKE)' CC='$(CC)' SQLITE='$(SQLITE_EXTENSION)' tests/install/run.sh

answer-schemas: all
	$(PYTHON) tests/answers/run.py bindings/answers $(KIT)/answers.jsonl $(B)/pallia $(SHARED) bindings/api.json

determinism: strict
	PYTHON='$(PYTHON)' CC='$(CC)' tests/determinism/run.sh $(BUILD)

# Each group of sources with the flags that it is compiled with.
LINT_FLAGS = -std=c11 $(DEFINES) -Ilibpallia/include -Ilibpallia/src $(PAGE_INCLUDES)
QUOTED     = '$(subst ','\'',$(1))'

lint: $(JS)/include/cjson/cJSON.h
	CLANG_FORMAT='$(CLANG_FORMAT)' CLANG_TIDY='$(CLANG_TIDY)' MANDOC='$(MANDOC)' JOBS='$(JOBS)' \
	    tests/lint.sh "$(C_FILES)" "$(PAGES_1) $(PAGES_3)" \
	    "$(LIBRARY_SOURCES) $(CLI_SOURCES) $(PAGE_SOURCES) $(TOOL_SOURCES) $(wildcard bindings/sqlite/*.c)" \
	    $(call QUOTED,$(LINT_FLAGS)) \
	    "$(JS_SOURCES)" $(call QUOTED,$(JS_FLAGS))

bench: need-bench all js
	CC='$(CC)' tests/bench/run.sh $(B)
