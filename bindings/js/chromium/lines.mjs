// SPDX-License-Identifier: MPL-2.0
//
// A request on each line of stdin, answered in headless Chromium, its answer on a line of stdout.
//
//   CHROMIUM=chromium node lines.mjs build/js/pallia

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readLines } from '../test/stdin.mjs';
import { visit } from './visit.mjs';

const page = fileURLToPath(new URL('lines.page.mjs', import.meta.url));
const requests = await readLines();
const { report } = await visit({ page, folder: resolve(process.argv[2]), given: requests });
if (report.error !== undefined || report.length !== requests.length) {
    throw new Error(report.error ?? `${report.length} answers to ${requests.length} requests`);
}
process.stdout.write(report.map((answer) => `${answer}\n`).join(''));
