# SPDX-License-Identifier: MPL-2.0
#
# The library as WebAssembly, the package for npm and its tests. Included by the Makefile at the top,
# which names the packages.
#
# Tables that not every page needs are files of their own: wasm/parts.def. Exports: those of the
# library, what hands over such a file, and the memory. Small rather than fast: nothing is inlined that
# makes the code longer, and wasm-opt is a step of its own (the link names no -O: clang would then run
# whatever wasm-opt is installed).

JS              := $(BUILD)/js
JS_PARTS        := bindings/js/wasm/parts.def
JS_APART        := $(shell sed -n 's/^PART.*, "\(.*\)".$$/\1/p' $(JS_PARTS))
JS_FILES        := $(patsubst %,pallia-%.bin,$(sort $(shell sed -n 's/^PART."\([a-z]*\)".*/\1/p' $(JS_PARTS))))
JS_SOURCES       = $(sort $(wildcard bindings/js/wasm/*.c))
JS_OBJECTS       = $(patsubst %.c,$(JS)/obj/%.o,$(LIBRARY_SOURCES) $(JS_SOURCES)) $(JS)/obj/embedded.o
JS_PACKAGE       = $(addprefix $(JS)/pallia/,pallia.js pallia.d.ts package.json README.md LICENSE \
                     pallia.wasm $(JS_FILES))
JS_TARGET        = --target=wasm32-wasi -flto
JS_FLAGS         = $(JS_TARGET) -std=c11 -Oz $(WARNINGS) -fvisibility=hidden -ffp-contract=off \
                   -fno-builtin-snprintf $(DEFINES) \
                   -I$(JS)/include -Ilibpallia/include -Ilibpallia/src
JS_EXPORTS       = $(shell sed -n 's/^ *\(pallia_[a-z0-9_]*\);$$/\1/p' libpallia/pallia.map) \
                   pallia_part_of pallia_part_give malloc free
JS_STACK         = 1048576
JS_LINK          = -nostartfiles -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first \
                   -Wl,-z,stack-size=$(JS_STACK) -Wl,-mllvm,-inline-threshold=-50 \
                   $(addprefix -Wl$(COMMA)--export=,$(JS_EXPORTS))

js: need-js
	@$(MAKE) --no-print-directory -j$(JOBS) $(JS_PACKAGE)

$(JS)/include/cjson/cJSON.h:
	@mkdir -p $(@D)
	@cp $$($(PKG_CONFIG) --variable=includedir libcjson)/cjson/cJSON.h $@

$(JS)/obj/embedded.c: $(BUILD)/embed $(TABLE_FILES) $(JS_PARTS)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/embed $(TABLES) $@ $(JS_APART)

$(JS)/obj/embedded.o: $(JS)/obj/embedded.c libpallia/src/tables/embedded.h
	$(Q)$(CLANG) $(JS_FLAGS) -c -o $@ $<

$(JS)/obj/%.o: %.c $(JS)/include/cjson/cJSON.h Makefile bindings/js/js.mk
	@mkdir -p $(@D)
	$(Q)$(CLANG) $(JS_FLAGS) -MMD -MP -c -o $@ $<

$(JS)/linked.wasm: $(JS_OBJECTS) libpallia/pallia.map bindings/js/js.mk
	$(Q)$(CLANG) $(JS_TARGET) $(JS_LINK) -o $@ $(JS_OBJECTS)

$(JS)/pallia/pallia.wasm: $(JS)/linked.wasm
	@mkdir -p $(@D)
	$(Q)$(WASM_OPT) -Oz $< -o $@

# After embed, which compares each file with SHA256SUMS.
$(JS)/pallia/pallia-%.bin: $(JS_PARTS) bindings/js/part.awk $(BUILD)/embed $(TABLE_FILES)
	@mkdir -p $(@D)
	$(Q)awk -F'"' -v part=$* -f bindings/js/part.awk $(JS_PARTS) $(TABLES)/SHA256SUMS | \
	    sed 's|^|$(TABLES)/|' | xargs cat > $@

$(JS)/pallia/package.json: bindings/js/package.json Makefile
	@mkdir -p $(@D)
	$(Q)sed 's|@VERSION@|$(VERSION)|' $< > $@

$(JS)/pallia/LICENSE: LICENSE
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(JS)/pallia/%: bindings/js/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

-include $(JS_OBJECTS:.o=.d)

js-tests: all js
	CHROMIUM='$(CHROMIUM)' bindings/js/test/run.sh $(JS)/pallia $(B)/pallia
