#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Runs the unit tests. Criterion calls a test passed whose memory leaked, and says nothing of it in its
# exit code: each report of a sanitizer is a failure here, each leak with a frame of ours in it too.
# (Criterion leaks a little of its own.)
#
#   run.sh UNIT-TESTS
set -u

log=$1.log
UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=exitcode=0 "$1" > "$log" 2>&1
code=$?
cat "$log"

# "[====] Synthesis: Tested: 3 | Passing: 3 | Failing: 0 | Crashing: 0"
synthesis=$(sed -n 's/.*Synthesis: Tested: \([0-9]*\) | Passing: \([0-9]*\) .*/\1 \2/p' "$log" | tail -n 1)
tested=${synthesis% *} passed=${synthesis#* }
tested=${tested:-0} passed=${passed:-0}
reports=$(awk '
    /ERROR: (Address|Memory|Thread)Sanitizer/ || /: runtime error: / { count++ }
    / leak of / { leak = 1 }
    leak && /^ *#[0-9]/ && !/libsanitizer|libcriterion|libc\.so|libc_start|libc-start/ {
        count++
        leak = 0
    }
    END { print count + 0 }' "$log")
failed=$((tested - passed + reports))
[ "$reports" -eq 0 ] || echo "$reports reports of sanitizers"
if [ "$failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$tested" -eq 0 ]; }; then
    failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
