# SPDX-License-Identifier: MPL-2.0
#
# Numbers in words, beside another program. Included by the Makefile at the top.

$(B)/spell-words: $(B)/obj/tests/spell/words.o $(B)/libpallia.a
	$(Q)$(LINK) $^ $(CJSON_LIBS)

spell: $(B)/spell-words
	PYTHON='$(PYTHON)' tests/spell/run.sh $(B)/spell-words
