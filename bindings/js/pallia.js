// SPDX-License-Identifier: MPL-2.0
//
// libpallia for Node and browsers: palliative-care dosing, exact and sourced. One file of JavaScript
// around the C library compiled to WebAssembly: the same tables, the same answers, byte for byte.
// README.md is the guide, pallia.d.ts says each shape and unit.

const REQUEST_MAX = 4 * 1024 * 1024; // bytes that the library reads; one more is refused by it

/**
 * The parts of the tables that pallia.wasm is built without, each in pallia-NAME.bin: marketed products
 * and syringes; English; what mixes, dilutes and lasts; anticipation, law and sheets; templates and schemas.
 */
export const PARTS = Object.freeze(['products', 'english', 'syringe', 'home', 'schemas']);

const CHUNK = 16384; // rows that columns copy at a time: memory stays the same for any number of rows

// Statuses of pallia/status.h that are raised here, on this side of the border.
const EJSON = 1001;
const EUTF8 = 1002;
const ENUL = 1007;
const ETYPE = 1103;
const ECONFLICT = 1105;
const EREFERENCE = 3013;
const ENOMEM = 4001;
const EARGUMENT = 4002;
const EINTERNAL = 9001;

// --- errors ---------------------------------------------------------------------------------------

/**
 * Why there is no number. `code` and `name` are those of pallia/status.h (2001, "no-rule"), pinned
 * for ever; `pointer` is the JSON pointer of the place in the request, "" for the whole; `answer` is
 * the document of the library when it gave one, with its advice and sources; `part` is the part of
 * the tables to load first, with loadPart(), null when that is not why.
 */
export class PalliaError extends Error {
    constructor(message, { code, name, pointer = '', answer = null, part = null }) {
        super(message);
        this.code = code;
        this.name = name;
        this.pointer = pointer;
        this.answer = answer;
        this.part = part;
    }
}

/** 1xxx: the request is wrong; correct it. */
export class RequestError extends PalliaError {}

/** 2xxx: understood, and not answered: refused, or withheld until a stop is acknowledged. */
export class RefusalError extends PalliaError {}

/** 3xxx: a table is wrong, or a part of the tables was not loaded. */
export class TablesError extends PalliaError {}

/** 4xxx: memory, a wrong argument, something that was closed. */
export class ResourceError extends PalliaError {}

/** 9xxx: a defect of pallia. Drop the object and load again. */
export class InternalError extends PalliaError {}

const FAMILIES = { 1: RequestError, 2: RefusalError, 3: TablesError, 4: ResourceError };

function makeError(message, details) {
    const Family = FAMILIES[Math.floor(details.code / 1000)] ?? InternalError;
    return new Family(message, details);
}

function notLoaded(part) {
    return `the part '${part}' of the tables was not loaded: await loadPart('${part}') first, or ask()`;
}

// --- the module -----------------------------------------------------------------------------------

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

// One running module and its memory. Views are made again at each use: memory that grows detaches
// those made before.
class Engine {
    #exports;
    #broken = false;
    #given = new Set(); // parts of the tables
    #coming = new Map(); // those that ask() began to load: promises

    constructor(exports) {
        this.#exports = exports;
    }

    // A call. After a trap the memory cannot be trusted: nothing more is answered from it.
    call(name, ...parameters) {
        if (this.#broken) {
            throw this.error(EINTERNAL, 'pallia stopped on a defect: load it again');
        }
        try {
            return this.#exports[name](...parameters);
        } catch (cause) {
            this.#broken = true;
            throw this.error(EINTERNAL, `pallia stopped on a defect: ${cause.message}`);
        }
    }

    error(code, message, details = {}) {
        const name = this.#broken ? 'internal' : this.string(this.call('pallia_status_name', code));
        return makeError(message, { code, name, ...details });
    }

    give(part, bytes) {
        const status = this.withBytes(this.encodeId(part, 'part'), (partAt) =>
            this.withBytes(bytes, (at, length) => this.call('pallia_part_give', partAt, at, length)));
        if (status !== 0) {
            throw this.error(status, `pallia-${part}.bin: not the file that belongs to these tables`);
        }
        this.#given.add(part);
    }

    has(part) {
        return this.#given.has(part);
    }

    // The part from beside this file, once for all who wait for it; a failure is not kept.
    fetch(part) {
        if (!this.#coming.has(part)) {
            const coming = readBytes(placeOf(part), part).then((bytes) => this.give(part, bytes));
            this.#coming.set(part, coming.finally(() => this.#coming.delete(part)));
        }
        return this.#coming.get(part);
    }

    // The part that is to be loaded before a file of the tables can be read; null when none is.
    missing(path) {
        const part = this.withBytes(this.encodeId(path, 'path'), (at) =>
            this.string(this.call('pallia_part_of', at)));
        return this.has(part) ? null : part;
    }

    // What an answer without numbers says. A file that is absent because its part is says so: the
    // library, which knows no parts, blames the tables.
    errorOf(answer) {
        const { code, name, text, pointer } = answer.error;
        const part = code === EREFERENCE ? this.missing(pointer ?? '') : null;
        const message = part === null ? text : notLoaded(part);
        return makeError(message, { code, name, pointer: pointer ?? '', answer, part });
    }

    get bytes() {
        return new Uint8Array(this.#exports.memory.buffer);
    }

    get words() {
        return new DataView(this.#exports.memory.buffer);
    }

    view(Type, at, length) {
        return new Type(this.#exports.memory.buffer, at, length);
    }

    allocate(size) {
        const at = this.call('malloc', size) >>> 0;
        if (at === 0) {
            throw this.error(ENOMEM, `no memory for ${size} bytes`);
        }
        return at;
    }

    // A call that gives memory back: harmless after a trap.
    release(name, at) {
        if (!this.#broken) {
            this.call(name, at);
        }
    }

    // Text that ends with NUL, null for NULL.
    string(at) {
        if (at === 0) {
            return null;
        }
        const bytes = this.bytes.subarray(at >>> 0);
        return decoder.decode(bytes.subarray(0, bytes.indexOf(0)));
    }

    // Calls `use` with the place and length of bytes copied into memory, for as long as it runs.
    withBytes(bytes, use) {
        const at = this.allocate(bytes.length + 1);
        try {
            const room = this.view(Uint8Array, at, bytes.length + 1);
            room.set(bytes);
            room[bytes.length] = 0;
            return use(at, bytes.length);
        } finally {
            this.release('free', at);
        }
    }

    withRoom(size, use) {
        const at = this.allocate(size);
        try {
            this.view(Uint8Array, at, size).fill(0);
            return use(at);
        } finally {
            this.release('free', at);
        }
    }

    // Text as UTF-8. A surrogate without its pair has none: it is refused, never replaced.
    encode(text, what) {
        if (typeof text !== 'string') {
            throw this.error(ETYPE, `${what}: a string is due, not ${describe(text)}`);
        }
        if (/\p{Surrogate}/u.test(text)) {
            throw this.error(EUTF8, `${what}: holds half a character (a lone surrogate)`);
        }
        return encoder.encode(text);
    }

    // An id for a function that reads up to NUL.
    encodeId(text, what) {
        const bytes = this.encode(text, what);
        if (bytes.includes(0)) {
            throw this.error(ENUL, `${what}: holds a NUL`);
        }
        return bytes;
    }

    // A document. One that is too long is cut just above what the library reads, and it refuses it.
    encodeDocument(text, what) {
        const long = typeof text === 'string' && text.length > REQUEST_MAX;
        if (!long) {
            return this.encode(text, what);
        }
        return new Uint8Array(REQUEST_MAX + 1).fill(0x20);
    }

    // The text at the pointer that a call wrote at `at`, and released.
    take(at) {
        const text = this.words.getUint32(at, true);
        if (text === 0) {
            return null;
        }
        try {
            return this.string(text);
        } finally {
            this.release('pallia_free', text);
        }
    }

    // A call that takes a document and gives a handle, or says why not.
    open(name, tables, document, what) {
        return this.withBytes(document, (text, length) =>
            this.withRoom(8, (out) => {
                const status = this.call(name, tables, text, length, out, out + 4);
                if (status === 0) {
                    return this.words.getUint32(out, true);
                }
                const answer = this.take(out + 4);
                throw answer === null
                    ? this.error(status, `${what}: failed with status ${status}`)
                    : this.errorOf(JSON.parse(answer));
            }),
        );
    }
}

function describe(value) {
    if (value === null || Array.isArray(value)) {
        return value === null ? 'null' : 'an array';
    }
    const made = typeof value === 'object' ? value.constructor?.name : undefined;
    return made === undefined || made === 'Object' ? `a value of type ${typeof value}` : `an object of ${made}`;
}

// Whether JSON keeps all that an object holds: no class with getters, no Map, no Date, no hidden
// property, no hole in an array.
function isPlain(value) {
    const keys = Object.keys(value);
    if (Array.isArray(value)) {
        return keys.length === value.length && Reflect.ownKeys(value).length === keys.length + 1;
    }
    const prototype = Object.getPrototypeOf(value);
    const known = prototype === null || Object.getPrototypeOf(prototype) === null; // of any realm
    return known && typeof value.toJSON !== 'function' && Reflect.ownKeys(value).length === keys.length;
}

// Whether JSON writes a value as it is.
function isWritten(value) {
    switch (typeof value) {
        case 'string':
        case 'boolean':
            return true;
        case 'number':
            return Number.isFinite(value);
        case 'object':
            return value === null || isPlain(value);
        default:
            return false;
    }
}

// What is wrong with an object of options; null when nothing is. One that is unknown is never dropped.
function wrongOptions(options, known) {
    if (options === null || typeof options !== 'object' || Array.isArray(options) || !isPlain(options)) {
        return `options: an object is due, not ${describe(options)}`;
    }
    const unknown = Object.keys(options).filter((name) => !known.includes(name));
    return unknown.length === 0 ? null : `no such option: ${unknown.join(', ')}; there are ${known.join(', ')}`;
}

function refuseLost(engine, key, value) {
    if (!isWritten(value)) {
        const what = typeof value === 'number' ? String(value) : describe(value);
        throw engine.error(ETYPE, `${JSON.stringify(key)}: ${what} has no place in a request`);
    }
}

// An object as a document. What JSON would drop or turn into null is refused: a dose that became
// null, a patient that disappeared, is another request.
function stringify(engine, request) {
    if (request === null || typeof request !== 'object') {
        throw engine.error(ETYPE, `a request is an object or a string, not ${describe(request)}`);
    }
    const check = function (key, value) {
        refuseLost(engine, key, this[key]); // what is there, before any toJSON
        return value;
    };
    try {
        return JSON.stringify(request, check);
    } catch (cause) {
        throw cause instanceof PalliaError ? cause : engine.error(EJSON, `no JSON: ${cause.message}`);
    }
}

// What run(), ask() and withLocal() take, as text: an object as it is now, a string as it is.
function textOf(engine, document) {
    return typeof document === 'string' ? document : stringify(engine, document);
}

// --- handles --------------------------------------------------------------------------------------

// A handle of the library: closing twice is harmless, using it afterwards is an error.
class Handle {
    #engine;
    #at;
    #release;

    constructor(engine, at, release) {
        this.#engine = engine;
        this.#at = at;
        this.#release = release;
    }

    get engine() {
        return this.#engine;
    }

    get at() {
        if (this.#at === 0) {
            throw this.#engine.error(EARGUMENT, 'used after close()');
        }
        return this.#at;
    }

    text(name, ...more) {
        return this.#engine.string(this.#engine.call(name, this.at, ...more));
    }

    close() {
        const at = this.#at;
        this.#at = 0;
        if (at !== 0) {
            this.#engine.release(this.#release, at);
        }
    }
}

const INSIDE = Symbol('made by pallia'); // constructors are not for callers

function onlyInside(token, instead) {
    if (token !== INSIDE) {
        throw new TypeError(`use ${instead}`);
    }
}

/** One arrow, resolved once and applied to many doses: see pallia.conversion(). */
export class Conversion {
    #handle;

    constructor(token, handle) {
        onlyInside(token, 'pallia.conversion()');
        this.#handle = handle;
    }

    /** The dose of `to` for a dose of `from`, each in its unit. Throws RequestError or RefusalError. */
    apply(dose) {
        const { engine, at } = this.#handle;
        if (typeof dose !== 'number') {
            throw engine.error(ETYPE, `a dose is a number, not ${describe(dose)}`);
        }
        return engine.withRoom(8, (out) => {
            const status = engine.call('pallia_conversion_apply', at, dose, out);
            if (status !== 0) {
                const name = engine.string(engine.call('pallia_status_name', status));
                throw engine.error(status, `dose ${dose} ${this.unitFrom} of ${this.from}: ${name}`);
            }
            return engine.words.getFloat64(out, true);
        });
    }

    get from() {
        return this.#handle.text('pallia_conversion_from');
    }

    get to() {
        return this.#handle.text('pallia_conversion_to');
    }

    get unitFrom() {
        return this.#handle.text('pallia_conversion_unit_from');
    }

    get unitTo() {
        return this.#handle.text('pallia_conversion_unit_to');
    }

    get edition() {
        return this.#handle.text('pallia_conversion_edition');
    }

    close() {
        this.#handle.close();
    }
}

/** Arrays of doses to one target, a status for each row: see pallia.columns(). */
export class Columns {
    #handle;

    constructor(token, handle) {
        onlyInside(token, 'pallia.columns()');
        this.#handle = handle;
    }

    /** The code of a place in these columns, for run(). */
    code(drug, route) {
        const { engine, at } = this.#handle;
        return engine.withBytes(engine.encodeId(drug, 'drug'), (drugAt) =>
            engine.withBytes(engine.encodeId(route, 'route'), (routeAt) =>
                engine.withRoom(4, (out) => {
                    const status = engine.call('pallia_columns_code', at, drugAt, routeAt, out);
                    if (status !== 0) {
                        throw engine.error(status, `${drug}/${route}: no such place`);
                    }
                    return engine.words.getInt32(out, true);
                }),
            ),
        );
    }

    /** The unit of the doses of a code; null when the code is none. */
    unit(code) {
        if (!Number.isInteger(code) || code !== (code | 0)) {
            throw this.#handle.engine.error(ETYPE, 'a code is an integer of 32 bits');
        }
        return this.#handle.text('pallia_columns_unit', code);
    }

    get to() {
        return this.#handle.text('pallia_columns_to');
    }

    get unitTo() {
        return this.#handle.text('pallia_columns_unit_to');
    }

    /** Converts each row. `results` may be `doses` itself. Returns { results, statuses }. */
    run(codes, doses, options = {}) {
        const { engine } = this.#handle;
        void this.#handle.at;
        const wrong = wrongOptions(options, ['results', 'statuses']);
        if (wrong !== null) {
            throw engine.error(ETYPE, wrong);
        }
        const { results, statuses } = options;
        const rows = this.#length(codes, Int32Array, 'codes');
        const into = {
            results: results ?? new Float64Array(rows),
            statuses: statuses ?? new Uint8Array(rows),
        };
        const lengths = [
            this.#length(doses, Float64Array, 'doses'),
            this.#length(into.results, Float64Array, 'results'),
            this.#length(into.statuses, Uint8Array, 'statuses'),
        ];
        if (lengths.some((length) => length !== rows)) {
            throw engine.error(EARGUMENT, 'codes, doses, results and statuses: not the same length');
        }
        if (overlap(into.statuses, codes, doses, into.results) || overlap(into.results, codes)) {
            throw engine.error(EARGUMENT, 'results and statuses: not in memory of another array');
        }
        if (overlap(into.results, doses) && into.results.byteOffset !== doses.byteOffset) {
            throw engine.error(EARGUMENT, 'results: the array of the doses itself, or another');
        }
        const chunk = Math.min(CHUNK, rows);
        if (chunk > 0) {
            engine.withRoom(chunk * 13, (at) => this.#chunks(at, chunk, codes, doses, into));
        }
        return into;
    }

    #length(array, Type, what) {
        if (!(array instanceof Type)) {
            throw this.#handle.engine.error(ETYPE, `${what}: a ${Type.name} is due, not ${describe(array)}`);
        }
        return array.length;
    }

    // Doses first: they must stand at a multiple of 8. Results are written over them.
    #chunks(at, chunk, codes, doses, { results, statuses }) {
        const { engine } = this.#handle;
        const codesAt = at + 8 * chunk;
        const statusesAt = codesAt + 4 * chunk;
        for (let from = 0; from < codes.length; from += chunk) {
            const rows = Math.min(chunk, codes.length - from);
            engine.view(Float64Array, at, rows).set(doses.subarray(from, from + rows));
            engine.view(Int32Array, codesAt, rows).set(codes.subarray(from, from + rows));
            const status = engine.call(
                'pallia_columns_run', this.#handle.at, rows, codesAt, at, at, statusesAt);
            if (status !== 0) {
                throw engine.error(status, 'columns were not converted');
            }
            results.set(engine.view(Float64Array, at, rows), from);
            statuses.set(engine.view(Uint8Array, statusesAt, rows), from);
        }
    }

    close() {
        this.#handle.close();
    }
}

function overlap(array, ...others) {
    return others.some(
        (other) =>
            other.buffer === array.buffer &&
            other.byteOffset < array.byteOffset + array.byteLength &&
            array.byteOffset < other.byteOffset + other.byteLength,
    );
}

// --- pallia ---------------------------------------------------------------------------------------

// Each is a method, without its hyphen: sheet-fields is sheetFields.
const OPERATIONS = [
    'rotate', 'compare', 'ome', 'dilute', 'verify', 'titrate', 'pca', 'anticipate', 'prescribe',
    'sheet', 'sheet-fields', 'sheet-revoke', 'sheet-supersede',
    'explain', 'find', 'schema', 'sources', 'tables', 'template',
];

/** The library and its tables: made by load(). */
export class Pallia {
    #handle;

    static {
        for (const op of OPERATIONS) {
            const value = function (request) {
                return this.#operation(op, request);
            };
            const method = op.replace(/-(.)/g, (_, first) => first.toUpperCase());
            Object.defineProperty(Pallia.prototype, method, { value, configurable: true, writable: true });
        }
    }

    constructor(token, handle) {
        onlyInside(token, 'load()');
        this.#handle = handle;
    }

    /** Answers a request: the text of a document in, the text of a document out, as pallia_run. */
    runText(request) {
        const { engine, at } = this.#handle;
        return engine.withBytes(engine.encodeDocument(request, 'request'), (text, length) =>
            engine.withRoom(4, (out) => {
                const status = engine.call('pallia_run', at, text, length, out, 0);
                if (status !== 0) {
                    throw engine.error(status, 'no answer: not enough memory');
                }
                return engine.take(out);
            }),
        );
    }

    /** Answers a request. Throws a PalliaError when there is no number: wrong, refused, withheld. */
    run(request) {
        const { engine } = this.#handle;
        const answer = JSON.parse(this.runText(textOf(engine, request)));
        if (answer.status !== 'ok' && answer.status !== 'partial') {
            throw engine.errorOf(answer);
        }
        return answer;
    }

    /**
     * As run(), of what the request holds at the call; the parts of the tables that the answer needs
     * are loaded first.
     */
    async ask(request) {
        const { engine } = this.#handle;
        const text = textOf(engine, request); // before any await: the object is the caller's
        for (;;) {
            try {
                return this.run(text);
            } catch (error) {
                if (!(error instanceof PalliaError) || error.part === null) {
                    throw error;
                }
                await engine.fetch(error.part);
            }
        }
    }

    #operation(op, request = {}) {
        const { engine } = this.#handle;
        if (request === null || typeof request !== 'object' || Array.isArray(request)) {
            throw engine.error(ETYPE, `${op}: an object is due, not ${describe(request)}`);
        }
        if (request.op !== undefined && request.op !== op) {
            throw engine.error(ECONFLICT, `${op}: the request says another operation`, { pointer: '/op' });
        }
        refuseLost(engine, op, request); // before it is copied
        return this.run({ ...request, op });
    }

    conversion(request) {
        const { engine, at } = this.#handle;
        const document = engine.encodeDocument(stringify(engine, request), 'request');
        const made = engine.open('pallia_conversion_new', at, document, 'conversion');
        return new Conversion(INSIDE, new Handle(engine, made, 'pallia_conversion_release'));
    }

    columns(request) {
        const { engine, at } = this.#handle;
        const document = engine.encodeDocument(stringify(engine, request), 'request');
        const made = engine.open('pallia_columns_new', at, document, 'columns');
        return new Columns(INSIDE, new Handle(engine, made, 'pallia_columns_release'));
    }

    /** A new Pallia with a team's own edition on top; this one is not changed. */
    withLocal(edition) {
        const { engine, at } = this.#handle;
        const document = engine.encodeDocument(textOf(engine, edition), 'edition');
        const made = engine.open('pallia_tables_with_local', at, document, 'edition');
        return new Pallia(INSIDE, new Handle(engine, made, 'pallia_tables_release'));
    }

    /** Loads a part that load() was not told to load: from beside this file, or from `source`. */
    async loadPart(part, source = placeOf(part)) {
        const { engine } = this.#handle;
        const bytes = await readBytes(source, part);
        void this.#handle.at;
        engine.give(part, bytes);
    }

    /** A text of the tables, "page.start" for instance; null when there is none. */
    text(language, key) {
        const { engine, at } = this.#handle;
        if (language === 'en' && !engine.has('english')) {
            throw engine.error(EREFERENCE, notLoaded('english'), { part: 'english' });
        }
        return engine.withBytes(engine.encodeId(language, 'language'), (languageAt) =>
            engine.withBytes(engine.encodeId(key, 'key'), (keyAt) =>
                engine.string(engine.call('pallia_text', at, languageAt, keyAt))));
    }

    /** The word of a status of pallia/status.h, "no-rule"; null when there is none. */
    statusName(code) {
        const { engine } = this.#handle;
        return code === (code | 0) ? engine.string(engine.call('pallia_status_name', code)) : null;
    }

    /** The word of a row status of columns, "out-of-range"; null when there is none. */
    rowName(row) {
        const { engine } = this.#handle;
        return row === (row & 255) ? engine.string(engine.call('pallia_row_name', row)) : null;
    }

    get version() {
        const { engine } = this.#handle;
        return engine.string(engine.call('pallia_version'));
    }

    get edition() {
        return this.#handle.text('pallia_tables_edition');
    }

    get sha256() {
        return this.#handle.text('pallia_tables_sha256');
    }

    /** Releases the tables. What was made from them goes on working. */
    close() {
        this.#handle.close();
    }
}

// --- loading --------------------------------------------------------------------------------------

// The bytes of an address, a Response, a buffer or a view: a copy, of what is there at the call.
async function readBytes(source, what) {
    if (source instanceof ArrayBuffer) {
        return new Uint8Array(source).slice();
    }
    if (ArrayBuffer.isView(source)) {
        return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
    }
    const response = source instanceof URL || typeof source === 'string' ? await open(source) : source;
    if (response instanceof Uint8Array) {
        return response;
    }
    if (typeof response?.arrayBuffer !== 'function') {
        throw new TypeError(`${what}: a URL, its text, a Response or bytes are due, not ${describe(response)}`);
    }
    if (response.ok === false) {
        throw new Error(`${response.url || 'the server'} answered ${response.status}`);
    }
    return new Uint8Array(await response.arrayBuffer());
}

// Where a part is when nobody says otherwise.
function placeOf(part) {
    if (!PARTS.includes(part)) {
        const found = typeof part === 'string' ? `'${part}'` : describe(part);
        throw new TypeError(`a part is one of ${PARTS.join(', ')}, not ${found}`);
    }
    return new URL(`./pallia-${part}.bin`, import.meta.url);
}

// [part, where it is] of each that load() is told to load.
function sourcesOf(parts) {
    if (Array.isArray(parts)) {
        return Array.from(parts, (part) => [part, placeOf(part)]);
    }
    if (parts === null || typeof parts !== 'object' || !isPlain(parts)) {
        throw new TypeError(`parts: an array of names, or an object, is due, not ${describe(parts)}`);
    }
    Object.keys(parts).forEach(placeOf);
    return Object.entries(parts);
}

async function open(address) {
    const url = new URL(address, import.meta.url);
    if (url.protocol !== 'file:') {
        return fetch(url);
    }
    const { readFile } = await import('node:fs/promises');
    return readFile(url);
}

/**
 * Loads the library.
 *
 *   wasm   where pallia.wasm is, its bytes, or a WebAssembly.Module; beside this file by default
 *   parts  which of PARTS to load: names, or an object { name: where it is, or its bytes }; all by
 *          default. What needs another one throws, until loadPart() or ask() loads it.
 *
 * Any other option, or a value of another type, is a TypeError.
 */
export async function load(options = {}) {
    const wrong = wrongOptions(options, ['wasm', 'parts']);
    if (wrong !== null) {
        throw new TypeError(wrong);
    }
    const { wasm = new URL('./pallia.wasm', import.meta.url), parts = PARTS } = options;
    const sources = sourcesOf(parts);
    const [module, ...given] = await Promise.all([
        wasm instanceof WebAssembly.Module ? wasm : readBytes(wasm, 'wasm').then(WebAssembly.compile),
        ...sources.map(([part, source]) => readBytes(source, part)),
    ]);
    const instance = await WebAssembly.instantiate(module, {});
    const engine = new Engine(instance.exports);
    const tables = engine.withRoom(4, (out) => {
        const status = engine.call('pallia_tables_new', 0, out);
        if (status !== 0) {
            throw engine.error(status, 'no memory for the tables');
        }
        return engine.words.getUint32(out, true);
    });
    sources.forEach(([part], at) => engine.give(part, given[at]));
    return new Pallia(INSIDE, new Handle(engine, tables, 'pallia_tables_release'));
}
