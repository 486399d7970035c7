# SPDX-License-Identifier: MPL-2.0
#
# The loadable extension and its tests. Included by the Makefile at the top.

SQLITE_EXTENSION = $(B)/pallia_sqlite.so

# Below the libraries, for who loads it by its full path.
SQLITEDIR ?= $(LIBDIR)/pallia

# SQLite's own functions come through a table of pointers when it is loaded: nothing to link. Never
# unmapped: when loading fails half-way, SQLite unloads it and later calls its destructors.
$(SQLITE_EXTENSION): $(B)/obj/bindings/sqlite/pallia_sqlite.o $(B)/libpallia.a bindings/sqlite/sqlite.mk
	$(Q)$(LINK) -shared -Wl,--exclude-libs,ALL -Wl,-z,nodelete -Wl,-z,defs -Wl,-z,relro \
	    $(filter %.o %.a,$^) $(CJSON_LIBS)

sqlite: need-bindings
	@$(MAKE) --no-print-directory -j$(JOBS) $(SQLITE_EXTENSION)

sql-tests: $(B)/pallia $(SQLITE_EXTENSION)
	$(PYTHON) bindings/sqlite/tests/run.py $(B)
