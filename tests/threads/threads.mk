# SPDX-License-Identifier: MPL-2.0
#
# Eight threads over one handle, under ThreadSanitizer. Included by the Makefile at the top.

$(B)/threads/%: $(B)/obj/tests/threads/%.o $(B)/libpallia.a
	@mkdir -p $(@D)
	$(Q)$(LINK) $^ $(CJSON_LIBS) -lpthread

threads:
	$(MAKE) -j$(JOBS) CONFIG=tsan $(BUILD)/tsan/threads/threads $(BUILD)/tsan/threads/race
	tests/threads/run.sh $(BUILD)/tsan/threads/threads $(BUILD)/tsan/threads/race
