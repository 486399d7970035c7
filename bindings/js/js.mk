# SPDX-License-Identifier: MPL-2.0
#
# The library as WebAssembly, the package for npm and its tests. Included by the Makefile at the top,
# which names the packages.
#
# The products are a file of their own. Exports: those of the library, what hands over that file,
# and the memory. The link names no -O: clang would then run whatever wasm-opt is installed.

JS              := $(BUILD)/js
JS_APART         = products/
JS_SOURCES       = $(sort $(wildcard bindings/js/wasm/*.c))
JS_OBJECTS       = $(patsubst %.c,$(JS)/obj/%.o,$(LIBRARY_SOURCES) $(JS_SOURCES)) $(JS)/obj/embedded.o
JS_PACKAGE       = $(addprefix $(JS)/pallia/,pallia.js pallia.d.ts package.json README.md LICENSE \
                     pallia.wasm pallia-products.bin)
JS_TARGET        = --target=wasm32-wasi -flto
JS_FLAGS         = $(JS_TARGET) -std=c11 -Oz $(WARNINGS) -fvisibility=hidden -ffp-contract=off \
                   -fno-builtin-snprintf $(DEFINES) -DPALLIA_APART='"$(JS_APART)"' \
                   -I$(JS)/include -Ilibpallia/include -Ilibpallia/src
JS_EXPORTS       = $(shell sed -n 's/^ *\(pallia_[a-z0-9_]*\);$$/\1/p' libpallia/pallia.map) \
                   pallia_apart_size pallia_apart_give malloc free
JS_STACK         = 1048576

js: need-js
	@$(MAKE) --no-print-directory -j$(JOBS) $(JS_PACKAGE)

$(JS)/include/cjson/cJSON.h:
	@mkdir -p $(@D)
	@cp $$($(PKG_CONFIG) --variable=includedir libcjson)/cjson/cJSON.h $@

$(JS)/obj/embedded.c: $(BUILD)/embed $(TABLE_FILES)
	@mkdir -p $(@D)
	$(Q)$(BUILD)/embed $(TABLES) $@ $(JS_APART)

$(JS)/obj/embedded.o: $(JS)/obj/embedded.c libpallia/src/tables/embedded.h
	$(Q)$(CLANG) $(JS_FLAGS) -c -o $@ $<

$(JS)/obj/%.o: %.c $(JS)/include/cjson/cJSON.h Makefile bindings/js/js.mk
	@mkdir -p $(@D)
	$(Q)$(CLANG) $(JS_FLAGS) -MMD -MP -c -o $@ $<

$(JS)/pallia/pallia.wasm: $(JS_OBJECTS) libpallia/pallia.map bindings/js/js.mk
	@mkdir -p $(@D)
	$(Q)$(CLANG) $(JS_TARGET) -nostartfiles -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first \
	    -Wl,-z,stack-size=$(JS_STACK) $(addprefix -Wl$(COMMA)--export=,$(JS_EXPORTS)) \
	    -o $@ $(JS_OBJECTS)

$(JS)/pallia/pallia-products.bin: $(BUILD)/embed $(TABLE_FILES)
	@mkdir -p $(@D)
	$(Q)cd $(TABLES) && sed -n 's|^[0-9a-f]*  \($(JS_APART)\)|\1|p' SHA256SUMS | xargs cat > '$(abspath $@)'

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
