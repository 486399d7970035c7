// SPDX-License-Identifier: MPL-2.0
//
// A request on each line of stdin, its answer on a line of stdout, byte for byte.
//
//   node lines.mjs build/js/pallia/pallia.js

import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { load } = await import(pathToFileURL(resolve(process.argv[2])).href);
const pallia = await load();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    process.stdout.write(`${pallia.runText(line)}\n`);
}
