// SPDX-License-Identifier: MPL-2.0
//
// Every vector: the answer of the module is the command's, byte for byte.

import assert from 'node:assert/strict';
import test from 'node:test';

import { loadWatched, nativeAll, pallia, vectors } from './pallia.mjs';

const { one, size } = await loadWatched();

for (const [name, cases] of Object.entries(vectors())) {
    test(`${name}: ${cases.length} answers are the command's`, async () => {
        assert.ok(cases.length > 0);
        const expected = await nativeAll(cases.map(({ text }) => text));
        cases.forEach(({ id, text }, index) => {
            assert.ok(expected[index].startsWith('{"status":'), `${id}: the command gave no answer`);
            assert.equal(one.runText(text), expected[index], id);
        });
    });
}

test('without the products: the same answer, or an error that names their file', async () => {
    const without = await pallia.load({ products: false });
    let refused = 0;
    Object.values(vectors()).flat().forEach(({ id, text }) => {
        const answer = without.runText(text);
        const { error } = JSON.parse(answer);
        if (error !== undefined && /^products\//.test(error.pointer)) {
            refused++;
            return;
        }
        assert.equal(answer, one.runText(text), id);
    });
    assert.ok(refused > 0);
});

test('what a request takes is given back', () => {
    const cases = Object.values(vectors()).flat();
    const again = () => cases.forEach(({ text }) => one.runText(text));
    again();
    const before = size();
    again();
    assert.equal(size(), before);
});
