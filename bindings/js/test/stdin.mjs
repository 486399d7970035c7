// SPDX-License-Identifier: MPL-2.0
//
// The lines of stdin, for the runners of the conformance kit. Only a line feed ends one: a request may
// hold what node:readline takes for an end, a carriage return or U+2028.

export async function readLines() {
    const parts = [];
    for await (const part of process.stdin) {
        parts.push(part);
    }
    const lines = Buffer.concat(parts).toString('utf8').split('\n');
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
