# SPDX-License-Identifier: MPL-2.0
#
# The example in C++. Included by the Makefile at the top.

$(B)/examples/cpp: bindings/cpp/example.cpp bindings/cpp/pallia.hpp $(B)/libpallia.a $(HEADERS)
	@mkdir -p $(@D)
	$(Q)$(CXX) -std=c++17 $(CXXFLAGS) $(INCLUDES) $(LDFLAGS) -o $@ $< $(B)/libpallia.a $(CJSON_LIBS)
