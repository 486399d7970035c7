# SPDX-License-Identifier: MPL-2.0
#
# The conformance kit: its answers, the runner in C, the comparison. Included by the Makefile at the top.

KIT             := $(B)/conformance
KIT_CASES       := $(sort $(wildcard tests/vectors/*.jsonl)) tests/conformance/requests.jsonl
KIT_FILES       := $(addprefix tests/conformance/,README.md check runner.c DIGEST)

$(B)/obj/tests/conformance/%.o: DEFINES += -D_POSIX_C_SOURCE=200809L
$(B)/obj/tests/conformance/generate.o: INCLUDES += -Ilibpallia/src

$(KIT)/generate: $(B)/obj/tests/conformance/generate.o $(B)/libpallia.a
	@mkdir -p $(@D)
	$(Q)$(LINK) $^ $(CJSON_LIBS)

$(KIT)/runner: $(B)/obj/tests/conformance/runner.o $(SHARED)
	@mkdir -p $(@D)
	$(Q)$(LINK) $< -L$(B) -lpallia -Wl,-rpath,'$$ORIGIN/..'

$(KIT)/answers.jsonl: $(KIT)/generate $(KIT_CASES)
	$(Q)$(KIT)/generate $(KIT) $(KIT_CASES) > $(KIT)/generate.log

conformance: all $(KIT)/runner
	BUILD='$(B)' CHROMIUM='$(CHROMIUM)' PYTHON='$(PYTHON)' tests/conformance/run.sh $(KIT) $(KIT)/runner $(B)/pallia

# After a change that was meant to move an answer: see tests/conformance/README.md.
conformance-accept: all
	@diff -U 0 tests/conformance/DIGEST $(KIT)/DIGEST | grep '^[-+][^-+]' || echo 'no answer moved'
	cp $(KIT)/DIGEST tests/conformance/DIGEST
