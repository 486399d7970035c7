#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""bindings/api.json against the headers, the compiled library and the tables: any difference fails.

Run from the top: api.py CC libpallia.a [accept]
With `accept`, what can be derived is first written: constants, statuses and advice codes. What a
function does, and who releases what, is written by hand.
"""
import glob
import json
import re
import subprocess
import sys
import tempfile

HEADERS = "libpallia/include/"
passed = failed = 0


def same(what, due, got):
    """Counts one comparison; says what differs."""
    global passed, failed
    if due == got:
        passed += 1
        return
    failed += 1
    print(f"FAILED: {what}")
    if isinstance(due, dict) and isinstance(got, dict):
        for key in sorted(set(due) | set(got), key=str):
            if due.get(key) != got.get(key):
                print(f"  {key}: due {due.get(key)}, api.json {got.get(key)}")
    else:
        print(f"  due {due}\n  api.json {got}")


def code_of(path):
    with open(path, encoding="utf-8") as file:
        return re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)


def spaced(text):
    """One spelling of a type: 'const char *'."""
    return re.sub(r"\s+", " ", text.replace("*", " * ")).strip().replace("* *", "**")


def declared():
    """name -> (header, return type, [(type, name)])"""
    found = {}
    for path in sorted(glob.glob(HEADERS + "pallia/*.h")):
        for returns, name, inside in re.findall(
            r"PALLIA_API\s+(?:PALLIA_USE_RESULT\s+)?([^;()]*?)\b(pallia_\w+)\(([^)]*)\);", code_of(path)
        ):
            parameters = []
            for one in [] if inside.strip() == "void" else inside.split(","):
                kind, word = re.fullmatch(r"\s*(.*?[\s*])(\w+)\s*", one, re.S).groups()
                parameters.append((spaced(kind), word))
            found[name] = (path[len(HEADERS):], spaced(returns), parameters)
    return found


def constants():
    """name -> header, of every enumerator."""
    found = {}
    for path in sorted(glob.glob(HEADERS + "pallia/*.h")):
        for body in re.findall(r"enum \{(.*?)\}", code_of(path), re.S):
            for name in re.findall(r"\b(PALLIA_\w+)\b\s*(?:=|,|$)", body):
                found[name] = path[len(HEADERS):]
    return found


def ask_library(compiler, archive, names):
    """Values of the constants, the statuses and the row statuses, as the library says them."""
    lines = "".join(f'    printf("constant {name} %d\\n", (int){name});\n' for name in names)
    source = f"""#include <pallia/columns.h>
#include <pallia/conversion.h>
#include <stdio.h>
int main(void) {{
{lines}
    for (size_t i = 0; pallia_status_at(i) != -1; i++)
        printf("status %d %s\\n", (int)pallia_status_at(i), pallia_status_name(pallia_status_at(i)));
    for (int i = 0; pallia_row_name((uint8_t)i) != NULL; i++)
        printf("row %d %s %d\\n", i, pallia_row_name((uint8_t)i), (int)pallia_row_status((uint8_t)i));
    return 0;
}}
"""
    with tempfile.TemporaryDirectory() as work:
        with open(work + "/ask.c", "w", encoding="utf-8") as file:
            file.write(source)
        subprocess.run(
            [compiler, "-std=c11", "-I", HEADERS, work + "/ask.c", archive, "-lcjson", "-o", work + "/ask"],
            check=True,
        )
        said = subprocess.run([work + "/ask"], check=True, capture_output=True, text=True).stdout
    return [line.split() for line in said.splitlines()]


def check_functions(api):
    due = declared()
    got = {one["name"]: one for one in api["functions"]}
    same("names of functions", sorted(due), sorted(got))
    same("no function twice", len(got), len(api["functions"]))
    known = {one["name"] for one in api["constants"]}
    releases = set(got)
    for name in sorted(set(due) & set(got)):
        one = got[name]
        header, returns, parameters = due[name]
        same(f"{name}: header", header, one["header"])
        same(f"{name}: return type", returns, one["returns"]["type"])
        same(
            f"{name}: parameters", parameters, [(each["type"], each["name"]) for each in one["parameters"]]
        )
        same(f"{name}: errors that are constants", [], [e for e in one["errors"] if e not in known])
        same(f"{name}: says what it does", True, bool(one["what"]))
        for each in one["parameters"]:
            out = each["direction"] == "out"
            written = each["type"].endswith("**") or not each["type"].startswith("const")
            pointer = each["type"].endswith("*") and written
            handle = each["type"] in {h["type"] + " *" for h in api["handles"]} or each["type"] == "char *"
            same(f"{name}: direction of {each['name']}", pointer and not handle, out)
            if each["type"] == "const char **":
                borrowed = each.get("ownership") in {p["name"] for p in one["parameters"]}
                same(f"{name}: where {each['name']} is borrowed from", True, borrowed)
            elif each["type"].endswith("**"):
                same(f"{name}: who releases {each['name']}", True, each.get("release") in releases)


def lifetimes():
    """name -> "static" or "borrowed", of every function that returns text, as its comment says."""
    found = {}
    for path in sorted(glob.glob(HEADERS + "pallia/*.h")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        blocks = re.findall(r"/\*((?:(?!\*/).)*)\*/\n((?:PALLIA_API[^;]*;\n)+)", text, re.S)
        for comment, declarations in blocks:
            words = [word.lower() for word in re.findall(r"\b(Static|Borrowed)\b", comment)]
            for name in re.findall(r"const char \*(pallia_\w+)\(", declarations):
                found[name] = " and ".join(words)
    return found


def check_lifetimes(api):
    """Headers, api.json and manual tell one story of how long a text lives."""
    due = lifetimes()
    got = {one["name"]: one for one in api["functions"] if one["returns"]["type"] == "const char *"}
    same("functions that return text", sorted(due), sorted(got))
    for name in sorted(set(due) & set(got)):
        handle = [each["name"] for each in got[name]["parameters"][:1]]
        owner = "static" if due[name] == "static" else "".join(handle)
        same(f"{name}: how long its text lives", owner, got[name]["returns"]["ownership"])
    for path in sorted(glob.glob("libpallia/doc/*.3")):
        with open(path, encoding="utf-8") as file:
            page = file.read()
        told = {due[name] for name in re.findall(r"^\.F[no] (pallia_\w+)", page, re.M) if name in due}
        words = {"static": r"\bstatic\b(?! const)", "borrowed": r"lives? as long as"}
        said = {word for word, pattern in words.items() if re.search(pattern, page)}
        same(f"{path}: how long its texts live", told, said)


def check_constants(api, said):
    due = constants()
    values = {words[1]: int(words[2]) for words in said if words[0] == "constant"}
    same("headers of constants", due, {one["name"]: one["header"] for one in api["constants"]})
    same("values of constants", values, {one["name"]: one["value"] for one in api["constants"]})
    same(
        "statuses",
        {int(words[1]): words[2] for words in said if words[0] == "status"},
        {one["code"]: one["name"] for one in api["statuses"]},
    )
    same(
        "constants of statuses",
        {value: name for name, value in values.items() if due[name] == "pallia/status.h"},
        {one["code"]: one["constant"] for one in api["statuses"]},
    )
    same(
        "rows",
        {int(words[1]): (words[2], int(words[3])) for words in said if words[0] == "row"},
        {one["row"]: (one["name"], values[one["status"]]) for one in api["rows"]},
    )
    same(
        "constants of rows",
        {value: name for name, value in values.items() if name.startswith("PALLIA_ROW_")},
        {one["row"]: one["constant"] for one in api["rows"]},
    )


def due_advice():
    """code -> (arguments, severity), of every advice in the tables."""
    with open("tables/messages/en.json", encoding="utf-8") as file:
        texts = json.load(file)["texts"]
    severities = {}
    for path in sorted(glob.glob("tables/profiles/*.json")):
        with open(path, encoding="utf-8") as file:
            severities.update({rule["code"]: rule["severity"] for rule in json.load(file)["rules"]})
    return {
        key[len("advice."):]: (
            sorted(set(re.findall(r"\{(\w+)\}", text))),
            severities.get(key[len("advice."):]),
        )
        for key, text in texts.items()
        if key.startswith("advice.")
    }


def check_advice(api):
    due = due_advice()
    got = {one["code"]: (one["arguments"], one.get("severity")) for one in api["advice"]}
    same("advice codes", due, got)
    for one in api["advice"]:
        if "severity" in one:
            same(f"{one['code']}: can be acknowledged", one["severity"] == "stop", one["acknowledge"])


def derive(said):
    """The three lists, as api.json holds them."""
    headers = constants()
    values = {words[1]: int(words[2]) for words in said if words[0] == "constant"}
    advice = []
    for code, (arguments, severity) in sorted(due_advice().items()):
        told = {"severity": severity, "acknowledge": severity == "stop"} if severity else {}
        advice.append({"code": code, **told, "arguments": arguments})
    by_status = {value: name for name, value in values.items() if headers[name] == "pallia/status.h"}
    return {
        "constants": [
            {"name": name, "value": values[name], "header": headers[name]}
            for name in sorted(values, key=lambda name: (headers[name] != "pallia/status.h", values[name]))
        ],
        "statuses": [
            {"code": int(words[1]), "constant": by_status[int(words[1])], "name": words[2]}
            for words in said
            if words[0] == "status"
        ],
        "advice": advice,
    }


def accept(said):
    """Writes those lists over the ones in the file, a line an entry."""
    with open("bindings/api.json", encoding="utf-8") as file:
        text = file.read()
    for key, entries in derive(said).items():
        lines = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in entries)
        text = re.sub(rf'("{key}": \[\n).*?(\n \])', lambda m: m[1] + lines + m[2], text, count=1, flags=re.S)
    with open("bindings/api.json", "w", encoding="utf-8") as file:
        file.write(text)


def main(compiler, archive, mode=""):
    said = ask_library(compiler, archive, sorted(constants()))
    if mode == "accept":
        accept(said)
    with open("bindings/api.json", encoding="utf-8") as file:
        api = json.load(file)
    check_functions(api)
    check_lifetimes(api)
    check_constants(api, said)
    check_advice(api)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
