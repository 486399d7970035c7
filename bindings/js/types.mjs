// SPDX-License-Identifier: MPL-2.0
//
// Writes pallia.d.ts: the request of each operation from tables/requests/*.schema.json, then
// pallia.d.ts.in, which holds the rest.
//
//   node types.mjs TABLES > pallia.d.ts

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PLAIN = { string: 'string', boolean: 'boolean', integer: 'number' };

// Words that a request must obey and that TypeScript cannot say: the library checks them.
const CHECKED = new Set(['minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum',
    'pattern', 'dependencies', 'default', 'description', 'title', '$schema', 'additionalProperties']);
const SAID = new Set(['type', 'const', 'enum', 'items', '$ref', 'oneOf', 'allOf', 'not', 'properties',
    'required', 'definitions']);

const capital = (word) => word.replace(/(?:^|-)(.)/g, (_, first) => first.toUpperCase());
const quote = (word) => `'${word}'`;

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

// A document with a name of its own, "pallia.sheet/1", is one type for all the requests that hold it.
const documents = new Map();

function documentOf(schema, named) {
    const name = capital(schema.properties.schema.const.match(/^pallia\.([a-z]+)\/\d+$/)[1]);
    const body = object(schema, named, '');
    if ((documents.get(name) ?? body) !== body) {
        throw new Error(`types.mjs: ${name} is not the same in every request`);
    }
    documents.set(name, body);
    return name;
}

function object(schema, named, indent) {
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
        return named(schema.$ref.replace('#/definitions/', ''));
    }
    if (schema.const !== undefined) {
        return quote(schema.const);
    }
    if (schema.enum !== undefined) {
        return schema.enum.map(quote).join(' | ');
    }
    if (schema.allOf !== undefined) {
        return schema.allOf.map((each) => type(each, named, indent)).join(' & ');
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

function request(op, schema) {
    const prefix = capital(op);
    const named = (name) => prefix + capital(name);
    const parts = Object.entries(schema.definitions ?? {}).map(([name, definition]) =>
        `${comment(definition, '')}export type ${named(name)} = ${type(definition, named)};\n`);
    parts.push(`/** The request of "${op}". */\nexport type ${prefix}Request = ${type(schema, named)};\n`);
    return parts.join('\n');
}

const tables = process.argv[2];
const folder = `${tables}/requests`;
const suffix = '.schema.json';
const names = readdirSync(folder).filter((name) => name.endsWith(suffix)).sort();
const requests = names.map((name) =>
    request(name.slice(0, -suffix.length), JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
const shared = [...documents].map(([name, body]) => `export type ${name} = ${body};\n`);
const rest = readFileSync(fileURLToPath(new URL('pallia.d.ts.in', import.meta.url)), 'utf8');

process.stdout.write(`// SPDX-License-Identifier: MPL-2.0
//
// Generated from tables/requests and pallia.d.ts.in by types.mjs: not to be edited.

${[...shared, ...requests].join('\n')}
${rest}`);
