#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Arrows go down only: cli -> pallia/, api -> operations -> tables -> leaf. Run from the top.
#
# Each source may include what its layer allows, and libpallia/src holds no floating point and
# nothing that prints, ends the process, or reads the environment, the locale, the clock or a file.
set -u

failed=0
files=0

fault() {
    echo "$1"
    failed=$((failed + 1))
}

# What a file may quote after #include, as an extended regular expression.
allowed() {
    case $1 in
    libpallia/include/*) echo 'pallia/' ;;
    libpallia/src/leaf/*) echo 'leaf/|pallia/' ;;
    libpallia/src/tables/*) echo 'tables/|leaf/|pallia/' ;;
    libpallia/src/operations/*) echo 'operations/|tables/|leaf/|pallia/' ;;
    libpallia/src/api/*) echo 'api/|operations/|tables/|leaf/|pallia/' ;;
    cli/*) echo 'cli/|pallia/|[^/]+$' ;;
    esac
}

# The code of a file: no comment, no text.
code_of() {
    "${CC:-cc}" -fpreprocessed -dD -E -P -x c "$1" | sed -e '/^#include/d' -e 's/"\([^"\\]\|\\.\)*"/""/g'
}

# A function that a file may not name, and floating point in any spelling.
forbidden='(double|float|_Float[0-9]+|long double|strto(f|d|ld)|ato[fi]|fma|lrint|setlocale|newlocale'
forbidden=$forbidden'|uselocale|localeconv|getenv|secure_getenv|setenv|printf|fprintf|vprintf|dprintf'
forbidden=$forbidden'|puts|fputs|putchar|fputc|fwrite|perror|exit|_exit|_Exit|quick_exit|abort|assert'
forbidden=$forbidden'|raise|signal|system|popen|fopen|open|socket|time|clock|clock_gettime|rand'
forbidden=$forbidden'|cJSON_InitHooks|cJSON_GetErrorPtr|cJSON_Parse[A-Za-z]*'
forbidden=$forbidden'|cJSON_GetObjectItem|cJSON_Print[A-Za-z]*'
# What asks for memory past the caller's allocator, or gives back what did not come from there.
forbidden=$forbidden'|cJSON_malloc|cJSON_free|cJSON_Create[A-Za-z]*|cJSON_Add[A-Za-z]*'
forbidden=$forbidden'|cJSON_Duplicate|cJSON_Delete[A-Za-z]*)'
literal='[0-9]\.[0-9]|[0-9]\.[fF]?[^0-9.A-Za-z]'

for file in $(find libpallia/include libpallia/src cli -name '*.[ch]' | sort); do
    files=$((files + 1))
    rule=$(allowed "$file")
    if [ -z "$rule" ]; then
        fault "$file: in no layer"
        continue
    fi
    for quoted in $(sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file"); do
        echo "$quoted" | grep -Eq "^($rule)" || fault "$file: may not include \"$quoted\""
    done
    if grep -Eq '^[[:space:]]*#[[:space:]]*include[[:space:]]*<gsl/' "$file"; then
        fault "$file: GSL belongs to the kinetics library"
    fi
    case $file in
    # The border: the only sources where a dose is a double.
    libpallia/src/api/border.[ch] | libpallia/src/api/columns.c | libpallia/src/api/conversion.c)
        found=$(code_of "$file" | sed 's/\<double\>//g' | grep -Enw "$forbidden" | head -n 3)
        [ -z "$found" ] || fault "$file: forbidden here: $found"
        ;;
    libpallia/src/*)
        found=$(code_of "$file" | grep -Enw "$forbidden" | head -n 3)
        [ -z "$found" ] || fault "$file: forbidden here: $found"
        found=$(code_of "$file" | grep -En "$literal" | head -n 3)
        [ -z "$found" ] || fault "$file: floating point: $found"
        ;;
    esac
done

[ "$files" -gt 0 ] || fault "no source found"
echo "$((files > failed ? files - failed : 0)) passed, $failed failed"
[ "$failed" -eq 0 ]
