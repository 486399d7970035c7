// SPDX-License-Identifier: MPL-2.0
//
// Writes pallia.d.ts: the request of each operation from tables/requests/*.schema.json, its answer from
// bindings/answers/*.schema.json, then pallia.d.ts.in, which holds the rest.
//
//   node types.mjs TABLES > pallia.d.ts

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLAIN = { string: 'string', boolean: 'boolean', integer: 'number', null: 'null' };

// Words that TypeScript cannot say: the library checks them in a request, and obeys them in an answer.
const CHECKED = new Set(['if', 'then', 'else', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum',
    'pattern', 'dependencies', 'default', 'description', 'title', '$schema', 'additionalProperties']);
const SAID = new Set(['type', 'const', 'enum', 'items', '$ref', 'oneOf', 'allOf', 'not', 'properties',
    'required', 'definitions']);

const capital = (word) => word.replace(/(?:^|-)(.)/g, (_, first) => first.toUpperCase());
const quote = (word) => (typeof word === 'string' ? `'${word}'` : String(word));

function comment(schema, indent) {
    const said = [schema.title, schema.description, 'default' in schema ? `default ${schema.default}` : null];
    const text = said.filter(Boolean).join('; ');
    return text === '' ? '' : `${indent}/** ${text} */\n`;
}

// 'oneOf' of lists of required members: exactly one of them. 'not' required: never all of them, and
// with 'anyOf' so for each list.
function exclusions(schema) {
    const never = (names) => `{ ${names.map((name) => `${name}?: never`).join('; ')} }`;
    const parts = [];
    if (schema.oneOf !== undefined) {
        const names = schema.oneOf.flatMap((each) => each.required);
        parts.push(schema.oneOf.map(({ required }) => {
            const given = required.map((name) => `${name}: unknown`).join('; ');
            const others = names.filter((name) => !required.includes(name));
            return `{ ${given}; ${others.map((name) => `${name}?: never`).join('; ')} }`;
        }).join(' | '));
    }
    if (schema.not !== undefined) {
        const lists = schema.not.anyOf ?? [schema.not];
        parts.push(...lists.map(({ required }) => required.map((name) => never([name])).join(' | ')));
    }
    return parts.map((part) => ` & (${part})`).join('');
}

// A document with a name of its own, "pallia.sheet/1", is one type for all the requests that hold it, and
// for the answers, whose schemas leave its members to those of requests.
const documents = new Map();

function documentOf(schema, named) {
    const name = capital(schema.properties.schema.const.match(/^pallia\.([a-z]+)\/\d+$/)[1]);
    if (named === ofAnswers) {
        return name;
    }
    const body = object(schema, named, '');
    if ((documents.get(name) ?? body) !== body) {
        throw new Error(`types.mjs: ${name} is not the same in every request`);
    }
    documents.set(name, body);
    return name;
}

function object(schema, named, indent) {
    if (schema.properties === undefined) {
        return 'Record<string, unknown>';
    }
    const inner = `${indent}    `;
    const required = schema.required ?? [];
    const members = Object.entries(schema.properties).map(([name, member]) => {
        const mark = required.includes(name) ? '' : '?';
        return `${comment(member, inner)}${inner}${name}${mark}: ${type(member, named, inner)};\n`;
    });
    return `{\n${members.join('')}${indent}}${exclusions(schema)}`;
}

function type(schema, named, indent = '') {
    for (const word of Object.keys(schema)) {
        if (!CHECKED.has(word) && !SAID.has(word)) {
            throw new Error(`types.mjs: the word ${word} of a schema is not known`);
        }
    }
    if (schema.$ref !== undefined) {
        const [file, name] = schema.$ref.split('#/definitions/');
        return file === '' ? named(name) : ofAnswers(name);
    }
    if (schema.const !== undefined) {
        return quote(schema.const);
    }
    if (schema.enum !== undefined) {
        return schema.enum.map(quote).join(' | ');
    }
    const all = (schema.allOf ?? []).filter((each) => each.if === undefined);
    if (all.length > 0) {
        return all.map((each) => type(each, named, indent)).join(' & ');
    }
    if (schema.properties?.schema?.const !== undefined) {
        return documentOf(schema, named);
    }
    if (schema.type === 'object') {
        return object(schema, named, indent);
    }
    if (schema.oneOf !== undefined) {
        return schema.oneOf.map((each) => type(each, named, indent)).join(' | ');
    }
    if (schema.type === 'array') {
        return `Array<${type(schema.items, named, indent)}>`;
    }
    const types = [schema.type].flat();
    if (types.some((each) => PLAIN[each] === undefined)) {
        throw new Error(`types.mjs: no type for ${JSON.stringify(schema)}`);
    }
    return types.map((each) => PLAIN[each]).join(' | ');
}

function definitions(schema, named) {
    return Object.entries(schema.definitions ?? {}).map(([name, definition]) =>
        `${comment(definition, '')}export type ${named(name)} = ${type(definition, named)};\n`);
}

function request(op, schema) {
    const prefix = capital(op);
    const named = (name) => prefix + capital(name);
    const parts = definitions(schema, named);
    parts.push(`/** The request of "${op}". */\nexport type ${prefix}Request = ${type(schema, named)};\n`);
    return parts.join('\n');
}

// What all answers share: Quantity, Advice…
const ofAnswers = (name) => capital(name);

// A document without a result is a Refusal, whatever the operation.
function answer(op, schema) {
    const prefix = `${capital(op)}Answer`;
    const named = (name) => prefix + capital(name);
    const { failure, ...rest } = schema.definitions;
    const shapes = schema.oneOf.map(({ $ref }) => $ref.split('/').at(-1)).filter((name) => name !== 'failure');
    const parts = definitions({ definitions: rest }, named);
    parts.push(`/** The answer of "${op}". */\nexport type ${prefix} = ${shapes.map(named).join(' | ')};\n`);
    return parts.join('\n');
}

// One type for the failures of all operations: a member that some lack is optional.
function refusal(failures) {
    const each = (name) => failures.map(({ properties }) => properties[name]).filter(Boolean);
    const names = [...new Set(failures.flatMap(({ properties }) => Object.keys(properties)))];
    const properties = Object.fromEntries(names.map((name) => [name, each(name)[0]]));
    properties.op = { oneOf: each('op'), description: 'null: no operation could be read' };
    properties.status = { enum: [...new Set(each('status').flatMap((one) => one.enum ?? [one.const]))],
        description: each('status').find((one) => one.enum !== undefined).description };
    const required = names.filter((name) => failures.every((failure) => failure.required.includes(name)));
    return `/** The document without numbers that a PalliaError carries. */
export type Refusal = ${type({ type: 'object', required, properties }, ofAnswers)};\n`;
}

// [operation, schema] of each schema of a folder.
function read(folder) {
    const suffix = '.schema.json';
    const names = readdirSync(folder).filter((name) => name.endsWith(suffix)).sort();
    return names.map((name) =>
        [name.slice(0, -suffix.length), JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))]);
}

const here = fileURLToPath(new URL('.', import.meta.url));
const requests = read(`${process.argv[2]}/requests`).map(([op, schema]) => request(op, schema));
const shared = [...documents].map(([name, body]) => `export type ${name} = ${body};\n`);
const schemas = read(join(here, '../answers'));
const { common } = Object.fromEntries(schemas);
const known = { definitions: { ...common.definitions } };
delete known.definitions.sheet;
const answered = schemas.filter(([name]) => name !== 'common' && name !== 'error');
const answers = [
    ...definitions(known, ofAnswers),
    ...answered.map(([op, schema]) => answer(op, schema)),
    `/** Any answer with a result. */
export type Answer =\n${answered.map(([op]) => `    | ${capital(op)}Answer`).join('\n')};\n`,
    refusal(schemas.filter(([name]) => name !== 'common').map(([, schema]) => schema.definitions.failure)),
];
const rest = readFileSync(join(here, 'pallia.d.ts.in'), 'utf8');

process.stdout.write(`// SPDX-License-Identifier: MPL-2.0
//
// Generated from tables/requests, bindings/answers and pallia.d.ts.in by types.mjs: not to be edited.

${[...shared, ...requests, ...answers].join('\n')}
${rest}`);
