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

// What each part is needed for, as README.md says it: `english` for a request in English, and all of
// them to check the tables.
const NEEDS = {
    english: [],
    products: ['anticipate', 'dilute', 'pca', 'prescribe', 'rotate', 'sheet', 'sheet-revoke',
        'sheet-supersede', 'titrate', 'verify'],
    syringe: ['anticipate', 'dilute', 'pca', 'prescribe', 'sheet', 'sheet-revoke', 'sheet-supersede',
        'titrate', 'verify'],
    home: ['anticipate', 'prescribe', 'sheet', 'sheet-fields', 'sheet-revoke', 'sheet-supersede'],
    schemas: ['schema', 'template'],
};

// The part that an answer says is missing, null when it says nothing of the kind.
function missing(answer) {
    const { error } = JSON.parse(answer);
    return error?.code === 3013 && /^[a-z]+(\/[a-z.-]+)?\.json$/.test(error.pointer) ? error : null;
}

for (const part of pallia.PARTS) {
    test(`without ${part}: the same answer, or an error that names its file`, async () => {
        const parts = pallia.PARTS.filter((each) => each !== part);
        const without = await pallia.load({ parts });
        const refused = new Set();
        Object.values(vectors()).flat().forEach(({ id, text }) => {
            const answer = without.runText(text);
            const error = missing(answer);
            if (error === null) {
                assert.equal(answer, one.runText(text), id);
                return;
            }
            assert.throws(() => without.run(text), { code: 3013, name: 'table-reference', part }, id);
            const { op, language, check } = JSON.parse(text);
            if (check !== true && (part !== 'english' || language !== 'en')) {
                refused.add(op);
            }
        });
        assert.deepEqual([...refused].sort(), NEEDS[part]);
        assert.throws(() => without.tables({ check: true }), { code: 3013, part });
    });
}

test('with no part at all: ask() loads what each answer needs, and it is the same', async () => {
    const seen = new Set();
    for (const { id, text } of Object.values(vectors()).flat()) {
        const { status, op } = JSON.parse(one.runText(text));
        const kind = `${op} ${/"language": *"en"/.test(text)}`;
        if ((status !== 'ok' && status !== 'partial') || seen.has(kind)) {
            continue;
        }
        seen.add(kind);
        const bare = await pallia.load({ parts: [] });
        assert.deepEqual(await bare.ask(text), one.run(text), id);
        bare.close();
    }
    assert.ok(seen.size >= 20, [...seen].join());
});

test('what a request takes is given back', () => {
    const cases = Object.values(vectors()).flat();
    const again = () => cases.forEach(({ text }) => one.runText(text));
    again();
    const before = size();
    again();
    assert.equal(size(), before);
});
