# SPDX-License-Identifier: MPL-2.0
#
# The unit tests, under the sanitizers and counted for coverage. Included by the Makefile at the top.

$(B)/unit-tests: $(UNIT_OBJECTS) $(B)/libpallia.a
	$(Q)$(LINK) $^ $(CJSON_LIBS) -lcriterion

unit:
	$(MAKE) -j$(JOBS) CONFIG=asan $(BUILD)/asan/unit-tests
	tests/unit/run.sh $(BUILD)/asan/unit-tests

coverage: need-coverage
	$(MAKE) -j$(JOBS) CONFIG=cov $(BUILD)/cov/unit-tests
	rm -rf $(BUILD)/cov/profiles
	LLVM_PROFILE_FILE='$(BUILD)/cov/profiles/%p.profraw' $(BUILD)/cov/unit-tests || \
	    echo 'tests fail: the figures below are of an incomplete run'
	$(LLVM_MERGE) merge -sparse -o $(BUILD)/cov/unit.profdata $(BUILD)/cov/profiles
	$(LLVM_COV) report $(BUILD)/cov/unit-tests -instr-profile=$(BUILD)/cov/unit.profdata \
	    -show-region-summary=false -show-mcdc-summary \
	    libpallia/src/leaf libpallia/src/tables libpallia/src/operations | tests/coverage.awk
