# SPDX-License-Identifier: MPL-2.0
#
# The wheel and its tests. Included by the Makefile at the top, which names the packages.

# Like $(SHARED), but it finds the libcjson that the wheel puts beside it.
$(B)/python/libpallia.so: $(LIBRARY_OBJECTS) $(EMBEDDED) libpallia/pallia.map
	@mkdir -p $(@D)
	$(Q)$(LINK) -Wl,-s -Wl,-rpath,'$$ORIGIN' $(AS_SHARED)

python: need-build need-python
	@$(MAKE) --no-print-directory -j$(JOBS) $(B)/python/libpallia.so
	CC='$(CC)' PYTHON='$(PYTHON)' bindings/python/wheel.sh $(B)/python/libpallia.so $(VERSION)

python-tests: all
	PYTHON='$(PYTHON)' bindings/python/tests/run.sh $(B)
