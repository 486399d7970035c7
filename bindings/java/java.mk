# SPDX-License-Identifier: MPL-2.0
#
# The classes of Java, over JNA. Included by the Makefile at the top.

JAVA_SOURCES := $(sort $(wildcard bindings/java/pallia/*.java))

$(B)/java/pallia/Pallia.class: $(JAVA_SOURCES)
	$(Q)$(JAVAC) --release 11 -encoding UTF-8 -cp $(JNA) -d $(B)/java $(JAVA_SOURCES)
