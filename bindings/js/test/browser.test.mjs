// SPDX-License-Identifier: MPL-2.0
//
// The border in headless Chromium. That every answer there is the command's, `make conformance` says.

import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { visit } from '../chromium/visit.mjs';
import { folder } from './pallia.mjs';

test('in Chromium: parts when asked for, errors, columns, and the border holds', async () => {
    const page = fileURLToPath(new URL('browser.page.mjs', import.meta.url));
    const { report: seen, asked } = await visit({ page, folder });
    assert.equal(seen.error, undefined);
    assert.match(seen.agent, /Chrome/);
    assert.match(seen.without, /^TablesError 3013: .*loadPart\('products'\)/);
    assert.match(seen.option, /^TypeError: no such option: part;/);
    assert.equal(seen.withThem, 'ok');
    assert.deepEqual(seen.refused, ['RequestError 1002', 'RequestError 1103', 'RequestError 1004']);
    assert.equal(seen.sum, 49_999 * 30);
    assert.deepEqual(seen.bad, [40_000, 'dose']);
    assert.equal(seen.closed, 'ResourceError 4002');
    assert.deepEqual(seen.asked, ['ok', 'ok']);
    const loaded = asked.filter((address) => address.endsWith('.bin'));
    assert.deepEqual(loaded, ['schemas', 'products', 'english'].map((part) => `/pallia/pallia-${part}.bin`));
});
