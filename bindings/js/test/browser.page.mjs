// SPDX-License-Identifier: MPL-2.0
//
// What browser.test.mjs does in the browser.

import { load } from '/pallia/pallia.js';

export async function look() {
    const pallia = await load({ parts: ['schemas'] });
    const seen = { agent: navigator.userAgent, without: null, refused: [] };
    const code = (action) => {
        try {
            return action();
        } catch (error) {
            return `${error.constructor.name} ${error.code}${error.part === null ? '' : `: ${error.message}`}`;
        }
    };
    const { template } = pallia.template({ of: 'rotate' }).result;
    seen.without = code(() => pallia.rotate(template).status);
    await pallia.loadPart('products');
    seen.withThem = code(() => pallia.rotate(template).status);
    const english = structuredClone({ ...template, language: 'en' });
    const asked = [pallia.ask(english), pallia.ask(english)];
    english.regimen[0].drug = 'none'; // too late
    seen.asked = (await Promise.all(asked)).map(({ status }) => status);
    await load({ part: ['schemas'] }).catch((error) => { seen.option = String(error); });
    seen.refused = [
        code(() => pallia.runText('\ud800')),
        code(() => pallia.run({ op: NaN })),
        code(() => pallia.run('x'.repeat(5_000_000))),
    ];
    const columns = pallia.columns({ to: 'morphine/sc' });
    const codes = new Int32Array(50_000).fill(columns.code('morphine', 'oral'));
    const doses = new Float64Array(50_000).fill(60);
    doses[40_000] = NaN;
    const { results, statuses } = columns.run(codes, doses);
    seen.sum = results.reduce((sum, result) => sum + (Number.isNaN(result) ? 0 : result), 0);
    seen.bad = Array.from(statuses).flatMap((row, at) => (row === 0 ? [] : [at, pallia.rowName(row)]));
    pallia.close();
    pallia.close();
    seen.closed = code(() => pallia.run({ op: 'sources' }));
    return seen;
}
