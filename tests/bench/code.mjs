// SPDX-License-Identifier: MPL-2.0
//
// Prints the code section of a WebAssembly module, for the measure of its size.
//
//   node code.mjs pallia.wasm

import { readFileSync } from 'node:fs';

const CODE = 10;
const bytes = readFileSync(process.argv[2]);
let at = 8; // magic and version

function readNumber() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) {
            return value;
        }
    }
}

while (at < bytes.length) {
    const section = bytes[at++];
    const length = readNumber();
    if (section === CODE) {
        process.stdout.write(bytes.subarray(at, at + length));
    }
    at += length;
}
