# SPDX-License-Identifier: MPL-2.0
#
# pallia-page, with Pango and QPDF. Included by the Makefile at the top.

# Asked when a recipe needs them, never when this file is read: the packages
# may be installed by the same make.
PAGE_PACKAGES = pangocairo libqpdf
PAGE_PROFILE ?= /usr/share/color/icc/sRGB.icc
PAGE_INCLUDES = $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(PAGE_PACKAGES)))
PAGE_LIBS     = $(shell $(PKG_CONFIG) --libs $(PAGE_PACKAGES))

# The library and the command need neither Pango nor QPDF: without them they are built all the same.
# After the library: two makes must not both embed the tables.
page: $(B)/libpallia.a
	@if $(PKG_CONFIG) --exists $(PAGE_PACKAGES) 2> /dev/null && [ -e $(PAGE_PROFILE) ]; then \
	    $(MAKE) --no-print-directory $(B)/pallia-page; \
	else echo '  NOT BUILT: pallia-page, without libpango1.0-dev libqpdf-dev icc-profiles-free'; fi

$(B)/obj/cli/pages/%.o: INCLUDES += $(PAGE_INCLUDES)

$(B)/profile.c: $(PAGE_PROFILE) cli/pages/profile.h
	@mkdir -p $(@D)
	@{ echo '#include "profile.h"'; echo 'const unsigned char profile_bytes[] = {'; \
	    od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g'; echo '};'; \
	    echo 'const size_t profile_length = sizeof profile_bytes;'; } > $@

$(B)/profile.o: $(B)/profile.c
	$(Q)$(THE_CC) $(FLAGS) -Icli/pages -c -o $@ $<

$(B)/pallia-page: $(PAGE_OBJECTS) $(B)/profile.o $(B)/libpallia.a
	$(Q)$(LINK) $^ $(CJSON_LIBS) $(QR_LIBS) $(PAGE_LIBS)

pages: all
	tests/pages/run.sh $(B)/pallia $(B)/pallia-page
