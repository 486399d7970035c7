// SPDX-License-Identifier: MPL-2.0
//
// A request on each line of stdin, its answer on a line of stdout, byte for byte.
//
//   node lines.mjs build/js/pallia/pallia.js

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { readLines } from './stdin.mjs';

const { load } = await import(pathToFileURL(resolve(process.argv[2])).href);
const pallia = await load();
for (const line of await readLines()) {
    process.stdout.write(`${pallia.runText(line)}\n`);
}
