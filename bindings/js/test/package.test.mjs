// SPDX-License-Identifier: MPL-2.0
//
// What is shipped: the first two lines of README.md, the types, the module's borders, the package.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

import { folder, pallia, top } from './pallia.mjs';

const { InternalError, load } = pallia;
const js = join(top, 'bindings/js');
const module = await WebAssembly.compile(readFileSync(join(folder, 'pallia.wasm')));

function has(command) {
    return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

// A folder of its own where the package is installed, removed afterwards.
function withProject(use) {
    const project = mkdtempSync(join(tmpdir(), 'pallia-'));
    try {
        mkdirSync(join(project, 'node_modules'));
        symlinkSync(folder, join(project, 'node_modules/pallia'));
        writeFileSync(join(project, 'package.json'), '{"type":"module"}');
        use(project);
    } finally {
        rmSync(project, { recursive: true });
    }
}

function readme(language) {
    const text = readFileSync(join(js, 'README.md'), 'utf8');
    return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((block) => block[1] === language)
        .map((block) => block[2]);
}

test('the first two lines of README.md work', () => {
    const [make, node, ...rest] = readme('sh')[0].trim().split('\n');
    assert.deepEqual([make, rest], ['make js', []]);
    assert.equal(execFileSync('sh', ['-c', node], { cwd: top, encoding: 'utf8' }), '60 mg/24 h\n');
});

test('the examples of README.md run against the package', () => {
    withProject((project) => {
        writeFileSync(join(project, 'example.mjs'), readme('js').join('\n'));
        const said = execFileSync('node', ['example.mjs'], { cwd: project, encoding: 'utf8' });
        assert.match(said, /mg\/24 h/);
        assert.match(said, /Float64Array\(2\).*\[ 'ok', 'ok' \]/s);
    });
});

test('pallia.d.ts is what types.mjs writes from the schemas', () => {
    const written = execFileSync('node', [join(js, 'types.mjs'), join(top, 'tables')], { encoding: 'utf8' });
    assert.equal(readFileSync(join(js, 'pallia.d.ts'), 'utf8'), written,
        'node bindings/js/types.mjs tables > bindings/js/pallia.d.ts');
});

test('the types know every member of every class', () => {
    const types = readFileSync(join(js, 'pallia.d.ts'), 'utf8');
    for (const name of Object.keys(pallia)) {
        assert.match(types, new RegExp(`export (class|const|function) ${name}\\b`));
    }
    for (const Class of [pallia.Pallia, pallia.Columns, pallia.Conversion]) {
        for (const name of Object.getOwnPropertyNames(Class.prototype)) {
            assert.match(types, new RegExp(`^    (private |readonly )?${name}\\b`, 'm'), name);
        }
    }
});

function compiles(files, more) {
    withProject((project) => {
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(project, name), text);
        }
        const flags = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'node16', ...more];
        const run = spawnSync('tsc', [...flags, ...Object.keys(files)], { cwd: project, encoding: 'utf8' });
        assert.equal(run.stdout, '');
        assert.equal(run.status, 0);
    });
}

test('TypeScript accepts the right requests and refuses the wrong ones', (context) => {
    if (!has('tsc')) {
        context.skip('tsc is not here');
        return;
    }
    compiles({ 'use.ts': readFileSync(join(js, 'test/use.ts'), 'utf8') }, []);
});

// Neither lib "dom" nor @types/node: what is left is declared by the one who prints.
test('the examples of README.md compile as strict TypeScript, with ECMAScript alone', (context) => {
    if (!has('tsc')) {
        context.skip('tsc is not here');
        return;
    }
    const pages = readme('html').map((page) =>
        page.match(/<script type="module">\n(.*?)<\/script>/s)[1].replace('./pallia/pallia.js', 'pallia'));
    assert.ok(pages.length >= 1);
    const examples = [...readme('js'), ...pages];
    assert.ok(examples.length >= 4);
    const begin = "import { load } from 'pallia';\nconst pallia = await load();\n";
    const files = Object.fromEntries(examples.map((code, index) =>
        [`example${index}.ts`, code.includes(' await load(') ? code : begin + code]));
    compiles({ ...files, 'console.d.ts': 'declare const console: { log(...what: unknown[]): void };\n' },
        ['--lib', 'es2022']);
});

test('the module imports nothing and exports what the library does', () => {
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    const map = readFileSync(join(top, 'libpallia/pallia.map'), 'utf8');
    const expected = [...map.matchAll(/^ +(pallia_\w+);$/gm)].map((match) => match[1]);
    assert.ok(expected.length > 20);
    const found = WebAssembly.Module.exports(module).map(({ name }) => name).sort();
    assert.deepEqual(found, [...expected, 'free', 'malloc', 'memory', 'pallia_part_give',
        'pallia_part_of'].sort());
});

test('every part is a file of the package, and no part is forgotten', () => {
    const files = pallia.PARTS.map((part) => `pallia-${part}.bin`).sort();
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.bin')), files);
    const said = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.deepEqual(said.files.filter((name) => name.endsWith('.bin')), files);
    assert.deepEqual(Object.keys(said.exports).filter((name) => name.endsWith('.bin')),
        files.map((name) => `./${name}`));
});

// To 5 %: a table that grows by a row changes no page's mind.
test('README.md says what each file weighs', () => {
    const text = readFileSync(join(js, 'README.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `([a-z.]+)` \| (\d+) kB \|/gm)];
    assert.deepEqual(rows.map(([, name]) => name).sort(), [...pallia.PARTS, 'pallia.wasm'].sort());
    for (const [, name, said] of rows) {
        const file = name === 'pallia.wasm' ? name : `pallia-${name}.bin`;
        const found = gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000;
        assert.ok(Math.abs(found - said) <= 0.5 + 0.05 * found, `${name}: ${found} kB, not ${said}`);
    }
});

test('no 64-bit integer at the border: calls without arguments need no BigInt', async () => {
    for (const { name, kind } of WebAssembly.Module.exports(module)) {
        if (kind !== 'function') {
            continue;
        }
        const { exports } = await WebAssembly.instantiate(module, {}); // NULL may spoil a module
        try {
            assert.notEqual(typeof exports[name](), 'bigint', name);
        } catch (error) {
            assert.ok(error instanceof WebAssembly.RuntimeError, `${name}: ${error}`);
        }
    }
});

test('the library formats with nothing that wasm/format.c does not know', () => {
    const known = /%(s|\.\d+s|d|0\dd|zu|lld|" PRId64)/g;
    let seen = 0;
    for (const layer of readdirSync(join(top, 'libpallia/src'))) {
        for (const name of readdirSync(join(top, 'libpallia/src', layer))) {
            const text = readFileSync(join(top, 'libpallia/src', layer, name), 'utf8');
            for (const [call] of text.matchAll(/snprintf\([^;]*;/g)) {
                const rest = call.replace(/ % /g, ' ').replace(known, '');
                assert.ok(!rest.includes('%'), `${name}: ${call}`);
                seen++;
            }
        }
    }
    assert.ok(seen > 20);
});

test('after a trap nothing more is answered', async () => {
    await assert.rejects(load({ wasm: trapping(), parts: [] }), (error) =>
        error instanceof InternalError && error.code === 9001);
});

// A module whose pallia_tables_new is 'unreachable'.
function trapping() {
    const text = (word) => [word.length, ...Buffer.from(word)];
    const section = (id, ...content) => [id, content.length, ...content];
    const names = ['malloc', 'pallia_tables_new', 'free'];
    return Uint8Array.from([
        0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
        ...section(1, 3, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0),
        ...section(3, 3, 0, 1, 2),
        ...section(5, 1, 0, 1),
        ...section(7, 4, ...text('memory'), 2, 0, ...names.flatMap((name, at) => [...text(name), 0, at])),
        ...section(10, 3, 4, 0, 0x41, 8, 0x0b, 3, 0, 0, 0x0b, 2, 0, 0x0b),
    ]);
}

test('npm packs and installs it', (context) => {
    if (!has('npm')) {
        context.skip('npm is not here');
        return;
    }
    const project = mkdtempSync(join(tmpdir(), 'pallia-'));
    try {
        const npm = (...words) => execFileSync('npm', [...words, '--offline', '--silent'],
            { cwd: project, encoding: 'utf8' });
        const archive = npm('pack', folder).trim();
        writeFileSync(join(project, 'package.json'), '{"type":"module"}');
        npm('install', `./${archive}`);
        const code = "import { load } from 'pallia'; console.log((await load()).version)";
        const said = execFileSync('node', ['--input-type=module', '-e', code],
            { cwd: project, encoding: 'utf8' });
        assert.match(said, /^\d+\.\d+\.\d+\n$/);
    } finally {
        rmSync(project, { recursive: true });
    }
});
