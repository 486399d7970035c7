# SPDX-License-Identifier: MPL-2.0
#
# The examples of C, C++ and Java, built and run. Included by the Makefile at the top.

EXAMPLES = $(B)/examples/c $(B)/examples/cpp $(B)/java/pallia/Pallia.class

examples: need-bindings
	@$(MAKE) --no-print-directory -j$(JOBS) $(SHARED) $(EXAMPLES)

example-tests: $(B)/pallia $(SHARED) $(EXAMPLES)
	GCC='$(GCC)' CLANG='$(CLANG)' CXX='$(CXX)' CLANGXX='$(CLANGXX)' JNA='$(JNA)' PYTHON='$(PYTHON)' \
	    tests/examples/run.sh $(B)
