// SPDX-License-Identifier: MPL-2.0
//
// The border: what a caller may do wrong, handles, columns, products, memory.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import vm from 'node:vm';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { folder, loadWatched, native, pallia, top, withExports } from './pallia.mjs';

const {
    load, PalliaError, RequestError, RefusalError, TablesError, ResourceError, Pallia, Columns,
    Conversion,
} = pallia;

const one = await load();
const edition = readFileSync(join(top, 'tables/editions/fr-rcp.json'), 'utf8');
const rotation = {
    regimen: [{ drug: 'morphine', route: 'oral', dose: '60 mg', every: '12 h' }],
    target: { drug: 'morphine', route: 'sc' },
};

// "sheet-revoke" for "sheet-revoke.template.json", nothing for a schema.
const requestOf = (file) => (file.endsWith('.template.json') ? [file.split('.')[0]] : []);
const methodOf = (op) => op.replace(/-(.)/g, (_, first) => first.toUpperCase());

function thrown(action) {
    try {
        action();
    } catch (error) {
        return error;
    }
    throw new assert.AssertionError({ message: 'nothing was thrown' });
}

function fails(action, Family, code) {
    const error = thrown(action);
    assert.ok(error instanceof Family && error instanceof PalliaError, String(error.stack));
    assert.equal(error.code, code, error.message);
    assert.equal(error.name, one.statusName(code));
    return error;
}

test('an operation is a method, and run takes an object or text', () => {
    const request = { op: 'rotate', ...rotation };
    const answer = one.rotate(rotation);
    assert.equal(answer.result.calculated.exact, '60');
    assert.deepEqual(one.run(request), answer);
    assert.deepEqual(one.run(JSON.stringify(request)), answer);
    for (const op of readdirSync(join(top, 'tables/requests')).flatMap(requestOf)) {
        const { template } = one.template({ of: op }).result;
        assert.equal(one[methodOf(op)](template).op, op);
        assert.equal(one.schema({ of: op }).result.schema.title, `pallia ${op}, request`);
    }
    assert.ok(one.sheetFields().result.fields.length > 0);
    assert.ok(one.sources().result.editions.length > 0);
    assert.equal(one.tables({ check: true }).result.checked, true);
    assert.equal(one.explain({ code: 'methadone' }).result.severity, 'stop');
    assert.equal(one.find({ text: 'Skenan' }).status, 'ok');
});

test('every operation of the library is a method', () => {
    const run = readFileSync(join(top, 'libpallia/src/api/run.c'), 'utf8');
    const operations = [...run.matchAll(/^ +\{"([a-z-]+)", pl_\w+\},$/gm)].map((match) => match[1]);
    assert.ok(operations.length >= 19);
    for (const op of operations) {
        const error = fails(() => one[methodOf(op)]({ 'no such key': 1 }), RequestError, 1101);
        assert.equal(error.answer.op, op);
        fails(() => one[methodOf(op)]({ op: 'none' }), RequestError, 1105);
    }
});

test('a sheet is closed and followed by another version, and neither is changed', () => {
    const { date, sheet } = one.template({ of: 'sheet' }).result.template;
    const before = JSON.stringify(sheet);
    const revoked = one.sheetRevoke({ date, sheet, reason: 'death' }).result.sheet;
    assert.deepEqual([revoked.status, revoked.revoked.on], ['revoked', date]);
    assert.equal(one.sheet({ date, sheet: revoked }).status, 'partial');
    const next = one.sheetSupersede({ date, sheet }).result;
    assert.deepEqual([next.sheet.version, next.superseded.status], [sheet.version + 1, 'superseded']);
    assert.equal(JSON.stringify(sheet), before);
});

test('a wrong request throws with its code, its place and the document', () => {
    const request = { ...rotation, target: { drug: 'morphin', route: 'sc' } };
    const error = fails(() => one.rotate(request), RequestError, 1301);
    assert.equal(error.pointer, '/target/drug');
    assert.equal(error.answer.status, 'error');
    assert.match(error.message, /morphin/);
});

test('a refusal and a stop that was not acknowledged throw', () => {
    const from = (drug, dose) => [{ drug, route: 'oral', doses: [dose] }];
    const never = { regimen: from('morphine', '60 mg'), target: { drug: 'fentanyl', route: 'nasal' } };
    assert.equal(fails(() => one.rotate(never), RefusalError, 2003).answer.status, 'refused');
    const stop = { regimen: from('methadone', '60 mg'), target: { drug: 'morphine', route: 'oral' } };
    assert.equal(fails(() => one.rotate(stop), RefusalError, 2006).answer.status, 'withheld');
});

test('what is neither an object nor text is refused', () => {
    for (const wrong of [undefined, null, 1, NaN, true, 1n, Symbol('s'), () => 1]) {
        fails(() => one.run(wrong), RequestError, 1103);
        fails(() => one.runText(wrong), RequestError, 1103);
    }
    for (const wrong of [null, 'text', 1, []]) {
        fails(() => one.rotate(wrong), RequestError, 1103);
    }
    fails(() => one.run([]), RequestError, 1103);
    fails(() => one.rotate({ op: 'ome', ...rotation }), RequestError, 1105);
});

test('what JSON would drop or make null is refused', () => {
    const wrong = [NaN, Infinity, -Infinity, 1n, Symbol('s'), () => 1];
    for (const age of wrong) {
        const error = fails(() => one.rotate({ ...rotation, patient: { age } }), RequestError, 1103);
        assert.equal(error.answer, null); // refused here: never sent as null
    }
    fails(() => one.rotate({ ...rotation, acknowledge: [undefined] }), RequestError, 1103);
    const holes = Object.assign([], { 1: 'methadone' });
    fails(() => one.rotate({ ...rotation, acknowledge: holes }), RequestError, 1103);
    class Child {
        get age() {
            return 5;
        }
    }
    const hidden = Object.defineProperty({}, 'age', { value: 5 });
    const dated = { toJSON: () => ({}), age: 5 };
    const lost = [new Child(), new Map([['age', 5]]), new Set([5]), new Date(0), hidden, dated, undefined];
    for (const patient of [...lost, { age: undefined }, new String('5'), { [Symbol('age')]: 5 }]) {
        fails(() => one.rotate({ ...rotation, patient }), RequestError, 1103);
        fails(() => one.run({ op: 'rotate', ...rotation, patient }), RequestError, 1103);
    }
    class Request {
        get patient() {
            return { age: 5 };
        }
    }
    fails(() => one.rotate(Object.assign(new Request(), rotation)), RequestError, 1103);
    fails(() => one.rotate({ ...rotation, patient: { age: 5 } }), RefusalError, 2005);
    const bare = Object.assign(Object.create(null), rotation);
    assert.equal(one.rotate(bare).status, 'ok');
    assert.equal(one.rotate(vm.runInNewContext(`(${JSON.stringify(rotation)})`)).status, 'ok');
    const loop = { ...rotation };
    loop.patient = loop;
    fails(() => one.rotate(loop), RequestError, 1001);
});

test('half a character is refused, whole ones pass', () => {
    for (const half of ['\ud800', 'a\udc00b', '\udc00\ud800']) {
        fails(() => one.runText(`{"op":"${half}"}`), RequestError, 1002);
        fails(() => one.text('fr', half), RequestError, 1002);
        assert.throws(() => one.run({ op: half }), RequestError);
    }
    assert.equal(thrown(() => one.run({ op: '💊' })).code, 1104);
});

test('NUL is refused', () => {
    fails(() => one.run('{"op":"\0"}'), RequestError, 1007);
    fails(() => one.run({ op: 'rotate\0' }), RequestError, 1007);
    const columns = one.columns({ to: 'morphine/oral' });
    fails(() => columns.code('morphine\0', 'oral'), RequestError, 1007);
    columns.close();
});

test('empty, broken, deep and huge text: the answers of the command', async () => {
    const limit = 4 * 1024 * 1024;
    const texts = [' ', '{', '[]', '"', '{"op":"rotate"} x', '['.repeat(100000), ' '.repeat(limit + 1),
        `{"op":"${'x'.repeat(limit)}"}`, `"${'é'.repeat(limit / 2)}"`, 'x'.repeat(3 * limit)];
    for (const text of texts) {
        const expected = await native(text).catch(() => null); // it may close before it read all
        const answer = one.runText(text);
        assert.ok(answer.startsWith('{"status":"error"'));
        if (expected) {
            assert.equal(answer, expected);
        }
    }
    assert.equal(thrown(() => one.run('y'.repeat(100_000_000))).code, 1004);
    fails(() => one.run(''), RequestError, 1008);
});

test('closing twice is harmless, using afterwards is an error', async () => {
    const two = await load();
    const columns = two.columns({ to: 'morphine/oral' });
    const conversion = two.conversion({ from: 'morphine/oral', to: 'morphine/sc' });
    two.close();
    two.close();
    fails(() => two.run({ op: 'sources' }), ResourceError, 4002);
    fails(() => two.edition, ResourceError, 4002);
    fails(() => two.columns({ to: 'morphine/oral' }), ResourceError, 4002);
    assert.equal(conversion.apply(60), 30);
    assert.equal(columns.to, 'morphine/oral');
    columns.close();
    columns.close();
    conversion.close();
    conversion.close();
    fails(() => columns.run(new Int32Array(0), new Float64Array(0)), ResourceError, 4002);
    fails(() => columns.to, ResourceError, 4002);
    fails(() => conversion.apply(60), ResourceError, 4002);
});

test('classes are not made by callers', () => {
    for (const Class of [Pallia, Columns, Conversion]) {
        assert.throws(() => new Class(), TypeError);
    }
    assert.throws(() => Pallia.prototype.rotate.call({}, rotation), TypeError);
});

test('a conversion says its ends, and refuses what is no dose', () => {
    const conversion = one.conversion({ from: 'morphine/oral', to: 'fentanyl/transdermal' });
    assert.equal(conversion.from, 'morphine/oral');
    assert.equal(conversion.to, 'fentanyl/transdermal');
    assert.equal(conversion.unitFrom, 'mg/24h');
    assert.equal(conversion.unitTo, 'ug/h');
    assert.notEqual(conversion.edition, '');
    const wrong = [[NaN, 1201], [Infinity, 1201], [-60, 1208], [0, 1210], [1e300, 1210], [1 / 3, 1209]];
    for (const [dose, code] of wrong) {
        fails(() => conversion.apply(dose), RequestError, code);
    }
    for (const dose of ['60', null, undefined, 60n, [60]]) {
        fails(() => conversion.apply(dose), RequestError, 1103);
    }
    conversion.close();
    fails(() => one.conversion({ from: 'morphine/oral', to: 'fentanyl/nasal' }), RefusalError, 2003);
    fails(() => one.conversion({ from: 'morphine/oral', to: 'morphin/oral' }), RequestError, 1301);
    fails(() => one.conversion('morphine/oral'), RequestError, 1103);
});

test('columns give what rotate calculates, and a status for each row', () => {
    const drugs = [['morphine', 'oral'], ['oxycodone', 'oral'], ['morphine', 'iv'], ['tramadol', 'oral'],
        ['hydromorphone', 'oral'], ['fentanyl', 'transdermal'], ['methadone', 'oral'], ['fentanyl', 'nasal']];
    const columns = one.columns({ to: 'morphine/sc' });
    const codes = Int32Array.from(drugs, ([drug, route]) => columns.code(drug, route));
    const doses = new Float64Array(drugs.length).fill(25);
    const { results, statuses } = columns.run(codes, doses);
    let compared = 0;
    drugs.forEach(([drug, route], row) => {
        const unit = columns.unit(codes[row]).replace('ug', 'µg');
        const amount = route === 'transdermal' ? { doses: ['25 µg/h'] } : { dose: `25 ${unit}` };
        const request = { regimen: [{ drug, route, ...amount }], target: { drug: 'morphine', route: 'sc' } };
        if (statuses[row] !== 0) {
            assert.ok(Number.isNaN(results[row]));
            fails(() => one.rotate(request), RefusalError, { never: 2003, withheld: 2006,
                'no-rule': 2001, 'out-of-range': 2002 }[one.rowName(statuses[row])]);
            return;
        }
        const [over, under = '1'] = one.rotate(request).result.calculated.exact.split('/');
        assert.equal(results[row], Number(over) / Number(under), `${drug}/${route}`);
        compared++;
    });
    assert.ok(compared >= 4, `${compared} compared`);
    assert.equal(columns.unitTo, 'mg/24h');
    assert.equal(columns.unit(-1), null);
    columns.close();
});

test('columns: every kind of bad row keeps to its row, over several chunks, in place', () => {
    const columns = one.columns({ to: 'morphine/sc' });
    const rows = 100_001;
    const code = columns.code('morphine', 'oral');
    const codes = new Int32Array(rows).fill(code);
    const doses = Float64Array.from({ length: rows }, (_, row) => 1 + (row % 500));
    const bad = new Map([[0, NaN], [16383, Infinity], [16384, -1], [50_000, 0], [100_000, 1 / 3]]);
    bad.forEach((dose, row) => { doses[row] = dose; });
    codes[7] = -1;
    codes[16385] = 2 ** 31 - 1;
    const into = { results: doses, statuses: new Uint8Array(rows) };
    assert.equal(columns.run(codes, doses, into).results, doses);
    for (let row = 0; row < rows; row++) {
        const name = bad.has(row) ? 'dose' : row === 7 || row === 16385 ? 'unknown' : 'ok';
        assert.equal(one.rowName(into.statuses[row]), name, `row ${row}`);
        assert.ok(name === 'ok' ? doses[row] === (1 + (row % 500)) / 2 : Number.isNaN(doses[row]));
    }
    assert.equal(columns.run(new Int32Array(0), new Float64Array(0)).results.length, 0);
    columns.close();
});

test('columns refuse arrays of another type, length or memory', () => {
    const columns = one.columns({ to: 'morphine/sc' });
    const codes = new Int32Array(4);
    const doses = new Float64Array(4);
    for (const wrong of [[0, 0, 0, 0], new Uint32Array(4), new Float64Array(4), null, 'text', 4]) {
        fails(() => columns.run(wrong, doses), RequestError, 1103);
    }
    fails(() => columns.run(codes, new Float32Array(4)), RequestError, 1103);
    fails(() => columns.run(codes, doses, { statuses: new Int8Array(4) }), RequestError, 1103);
    fails(() => columns.run(codes, new Float64Array(3)), ResourceError, 4002);
    fails(() => columns.run(codes, doses, { results: new Float64Array(5) }), ResourceError, 4002);
    for (const wrong of [{ result: new Float64Array(4) }, null, new Float64Array(4)]) {
        fails(() => columns.run(codes, doses, wrong), RequestError, 1103);
    }
    const shared = new Float64Array(8);
    fails(() => columns.run(codes, shared.subarray(0, 4), { results: shared.subarray(2, 6) }),
        ResourceError, 4002);
    fails(() => columns.run(codes, doses, { statuses: new Uint8Array(doses.buffer, 0, 4) }),
        ResourceError, 4002);
    fails(() => columns.code('morphin', 'oral'), RequestError, 1301);
    fails(() => columns.code('morphine', 1), RequestError, 1103);
    fails(() => columns.unit(1.5), RequestError, 1103);
    fails(() => columns.unit(1n), RequestError, 1103);
    columns.close();
    fails(() => one.columns({ to: 'x/y' }), RequestError, 1301);
    fails(() => one.columns({}), RequestError, 1102);
});

test('views follow memory that grows, and what is closed is used again', async () => {
    const { one: two, size } = await loadWatched();
    const open = () => Array.from({ length: 200 }, () => two.columns({ to: 'morphine/sc' }));
    const close = (all) => all.forEach((each) => each.close());
    const before = size();
    const conversion = two.conversion({ from: 'morphine/oral', to: 'morphine/sc' });
    const all = open();
    const grown = size();
    assert.ok(grown > before);
    for (const each of all) {
        const code = each.code('morphine', 'oral');
        assert.equal(each.run(Int32Array.of(code), Float64Array.of(60)).results[0], 30);
    }
    assert.equal(conversion.apply(60), 30);
    close(all);
    close(open());
    assert.equal(size(), grown);
    assert.equal(thrown(() => two.run('z'.repeat(4 * 1024 * 1024))).code, 1001);
    assert.equal(two.rotate(rotation).result.calculated.exact, '60');
    two.close();
});

test('without memory: an error, and what was closed serves again', async () => {
    const { one: two, exhaust } = await loadWatched();
    const all = Array.from({ length: 20 }, () => two.columns({ to: 'morphine/sc' }));
    two.rotate(rotation);
    exhaust();
    const error = thrown(() => {
        for (;;) {
            all.push(two.columns({ to: 'morphine/sc' }));
        }
    });
    assert.ok(error instanceof ResourceError, String(error));
    assert.equal(error.code, 4001);
    fails(() => two.runText(' '.repeat(4 * 1024 * 1024)), ResourceError, 4001);
    all.forEach((each) => each.close());
    assert.deepEqual(two.rotate(rotation), one.rotate(rotation));
    two.close();
});

test('each thread loads its own, from one module', async () => {
    const module = await WebAssembly.compile(readFileSync(join(folder, 'pallia.wasm')));
    const code = `import { parentPort, workerData } from 'node:worker_threads';
        const { load } = await import(workerData.from);
        const pallia = await load({ wasm: workerData.module });
        parentPort.postMessage(pallia.rotate(workerData.rotation));`;
    const from = pathToFileURL(join(folder, 'pallia.js')).href;
    const answers = await Promise.all([1, 2, 3].map(() => new Promise((done, fail) => {
        const address = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
        const worker = new Worker(address, { workerData: { from, module, rotation } });
        worker.on('message', done);
        worker.on('error', fail);
    })));
    answers.forEach((answer) => assert.deepEqual(answer, one.rotate(rotation)));
});

test('without the products: refused by name, then loaded, once right', async () => {
    const two = await load({ parts: ['schemas', 'english', 'syringe', 'home'] });
    const error = fails(() => two.rotate(rotation), TablesError, 3013);
    assert.match(error.pointer, /^products\//);
    assert.equal(error.part, 'products');
    assert.match(error.message, /'products' .* not loaded: await loadPart\('products'\)/);
    assert.equal(error.answer.error.code, 3013);
    assert.equal(fails(() => two.tables({ check: true }), TablesError, 3013).part, 'products');
    assert.equal(two.compare(rotation).status, 'ok');
    const bytes = readFileSync(join(folder, 'pallia-products.bin'));
    const wrong = Uint8Array.from(bytes);
    wrong[wrong.length - 2] ^= 1;
    for (const each of [wrong, bytes.subarray(1), new Uint8Array(0)]) {
        await assert.rejects(two.loadPart('products', each), (refused) => refused instanceof TablesError &&
            refused.code === 3016);
    }
    fails(() => two.rotate(rotation), TablesError, 3013);
    await two.loadPart('products');
    await two.loadPart('products', bytes);
    assert.deepEqual(two.rotate(rotation), one.rotate(rotation));
    assert.equal(two.tables({ check: true }).result.checked, true);
    await assert.rejects(two.loadPart('none', bytes), ResourceError);
    await assert.rejects(two.loadPart('none'), TypeError);
    await assert.rejects(load({ parts: { english: bytes } }), TablesError);
    await assert.rejects(load({ wasm: new Uint8Array(8) }), WebAssembly.CompileError);
    two.close();
    await assert.rejects(two.loadPart('products', bytes), ResourceError);
});

test('without English: refused in French, never answered in French', async () => {
    const two = await load({ parts: ['products'] });
    const english = { ...rotation, language: 'en' };
    const error = fails(() => two.rotate(english), TablesError, 3013);
    assert.deepEqual([error.part, error.pointer], ['english', 'messages/en.json']);
    assert.match(error.message, /loadPart\('english'\)/);
    assert.match(thrown(() => two.text('en', 'error.2001')).message, /loadPart\('english'\)/);
    const arrow = { from: 'morphine/oral', to: 'x/oral', language: 'en' };
    assert.equal(fails(() => two.conversion(arrow), TablesError, 3013).part, 'english');
    assert.equal(fails(() => two.text('en', 'error.2001'), TablesError, 3013).part, 'english');
    assert.equal(two.text('fr', 'error.2001'), one.text('fr', 'error.2001'));
    fails(() => two.rotate({ ...rotation, language: 'de' }), RequestError, 1305);
    assert.deepEqual(await two.ask({ op: 'rotate', ...english }), one.rotate(english));
    assert.equal(two.text('en', 'error.2001'), one.text('en', 'error.2001'));
    await assert.rejects(two.ask({ op: 'rotate', ...rotation, target: {} }), RequestError);
    two.close();
});

test('ask() answers what was asked at the call, whatever becomes of the object', async () => {
    const two = await load({ parts: [] });
    const request = structuredClone({ op: 'rotate', ...rotation });
    const asked = two.ask(request);
    request.regimen[0].dose = '10 mg';
    request.target.route = 'oral';
    assert.deepEqual(await asked, one.rotate(rotation));
    assert.equal(two.rotate(rotation).result.calculated.exact, '60');
    two.close();
    for (const wrong of [undefined, null, 1, [], new Map(), { op: 'rotate', patient: undefined }]) {
        await assert.rejects(one.ask(wrong), RequestError);
    }
});

test('requests asked at once load a part once; one that could not be read is tried again', async () => {
    const given = [];
    const two = await withExports(({ pallia_part_give: give, ...rest }) => ({ ...rest,
        pallia_part_give: (...parameters) => {
            given.push(parameters[2]);
            return given.length === 1 ? 3016 : give(...parameters);
        } }), () => load({ parts: [] }));
    const request = { op: 'rotate', ...rotation };
    const failed = await Promise.allSettled([two.ask(request), two.ask(request)]);
    assert.deepEqual(failed.map(({ reason }) => reason?.code), [3016, 3016]);
    const answers = await Promise.all([two.ask(request), two.ask(request), two.ask(request)]);
    answers.forEach((answer) => assert.deepEqual(answer, one.rotate(rotation)));
    assert.equal(given.length, 2);
    const local = two.withLocal({ ...JSON.parse(edition), id: 'local-test' });
    const english = { ...request, language: 'en' };
    const both = [local.ask({ ...english, edition: 'local-test' }), two.ask(english)];
    local.close(); // the part that it began to load is not its own
    const [of, other] = await Promise.allSettled(both);
    assert.equal(of.reason.code, 4002);
    assert.deepEqual(other.value, one.rotate({ ...rotation, language: 'en' }));
    assert.equal(given.length, 3);
    two.close();
});

test('bytes are those of the call, whatever becomes of them', async () => {
    const copy = (name) => Uint8Array.from(readFileSync(join(folder, name)));
    const [wasm, products, home] = ['pallia.wasm', 'pallia-products.bin', 'pallia-home.bin'].map(copy);
    const loading = load({ wasm, parts: { products, home: home.buffer } });
    [wasm, products, home].forEach((bytes) => bytes.fill(0));
    const two = await loading;
    const english = copy('pallia-english.bin');
    const more = two.loadPart('english', english);
    structuredClone(english, { transfer: [english.buffer] });
    await more;
    const request = { ...rotation, language: 'en' };
    assert.deepEqual(two.rotate(request), one.rotate(request));
    two.close();
});

test('load() refuses what it does not know, and says what', async () => {
    const bytes = readFileSync(join(folder, 'pallia-products.bin'));
    const wrong = [
        [{ part: ['products'] }, 'no such option: part; there are wasm, parts'],
        [{ parts: [], tables: ['products'] }, 'no such option: tables'],
        [null, 'options: an object is due, not null'],
        ['products', 'not a value of type string'],
        [['products'], 'not an array'],
        [new Map([['parts', []]]), 'not an object of Map'],
        [{ parts: null }, 'parts: an array of names, or an object, is due, not null'],
        [{ parts: 'products' }, 'parts: .* not a value of type string'],
        [{ parts: 1 }, 'parts: .* not a value of type number'],
        [{ parts: new Set(['products']) }, 'parts: .* not an object of Set'],
        [{ parts: bytes }, 'parts: .* not an object of Buffer'],
        [{ parts: ['product'] }, `a part is one of products, .* not 'product'`],
        [{ parts: [, 'products'] }, 'a part is one of .* not a value of type undefined'],
        [{ parts: [Object.create(null)] }, 'a part is one of .* not a value of type object'],
        [{ parts: { none: bytes } }, `a part is one of .* not 'none'`],
        [{ parts: { products: 1 } }, 'products: a URL, .* not a value of type number'],
        [{ parts: { products: undefined } }, 'products: a URL, .* not a value of type undefined'],
        [{ wasm: null }, 'wasm: a URL, .* not null'],
        [{ wasm: {} }, 'wasm: a URL, .* not a value of type object'],
    ];
    for (const [options, message] of wrong) {
        await assert.rejects(load(options), (error) => error instanceof TypeError &&
            new RegExp(message).test(error.message), message);
    }
    await assert.rejects(one.loadPart('products', null), /^TypeError: products: .* not null$/);
    const two = await load({ wasm: undefined, parts: undefined });
    assert.equal(two.tables({ check: true }).result.checked, true);
    two.close();
});

test('loads from bytes, an address, a Response and a module', async () => {
    const bytes = readFileSync(join(folder, 'pallia.wasm'));
    const products = readFileSync(join(folder, 'pallia-products.bin'));
    const module = await WebAssembly.compile(bytes);
    for (const wasm of [bytes, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
        new Response(bytes), module, './pallia.wasm', new URL(`file://${folder}/pallia.wasm`)]) {
        const each = await load({ wasm, parts: { products } });
        assert.equal(each.sha256, one.sha256);
        each.close();
    }
    await assert.rejects(load({ wasm: new Response('', { status: 404 }) }), /404/);
});

test('a local edition is on top of a new set', () => {
    const document = { ...JSON.parse(edition), id: 'local-test' };
    const local = one.withLocal(document);
    assert.equal(local.rotate({ ...rotation, edition: 'local-test' }).identity.local.length, 1);
    fails(() => one.rotate({ ...rotation, edition: 'local-test' }), RequestError, 1303);
    local.close();
    fails(() => one.withLocal({ ...document, schema: 'other/1' }), TablesError, 3001);
    fails(() => one.withLocal('{'), RequestError, 1001);
    fails(() => one.withLocal('x'.repeat(5_000_000)), RequestError, 1004);
    fails(() => one.withLocal(1), RequestError, 1103);
});

test('words, texts and versions', () => {
    assert.equal(one.statusName(2001), 'no-rule');
    assert.equal(one.rowName(3), 'out-of-range');
    for (const none of [-1, 999, 1.5, NaN, '1', null]) {
        assert.equal(one.statusName(none), null);
        assert.equal(one.rowName(none), null);
    }
    assert.equal(typeof one.text('fr', 'error.2001'), 'string');
    assert.equal(one.text('fr', 'no.such.key'), null);
    assert.equal(one.text('xx', 'error.2001'), null);
    const { identity } = one.sources();
    assert.equal(one.version, identity.library);
    assert.equal(one.edition, identity.tables);
    assert.equal(one.sha256, identity.tables_sha256);
});
