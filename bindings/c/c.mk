# SPDX-License-Identifier: MPL-2.0
#
# The example in C. Included by the Makefile at the top.

$(B)/examples/c: bindings/c/example.c $(B)/libpallia.a $(HEADERS)
	@mkdir -p $(@D)
	$(Q)$(THE_CC) -std=c11 $(CFLAGS) $(INCLUDES) $(LDFLAGS) -o $@ $< $(B)/libpallia.a $(CJSON_LIBS)
