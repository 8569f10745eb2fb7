import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const deploy = join(import.meta.dirname, '..');

export const text = (path) => readFileSync(join(deploy, path), 'utf8');

/** The documents of a YAML text; what YAML only warns of is an error too. */
export const documents = (name, source) =>
  parseAllDocuments(source, { merge: true, strict: true, uniqueKeys: true }).flatMap((document) => {
    const wrong = [...document.errors, ...document.warnings];
    if (wrong.length > 0) {
      throw new Error(`${name}: ${wrong.map((each) => each.message).join('\n')}`);
    }
    const value = document.toJS();
    return value === null ? [] : [value];
  });

export const yaml = (path) => documents(path, text(path))[0];

export const listed = (folder, suffix) =>
  readdirSync(join(deploy, folder), { recursive: true })
    .filter((name) => name.endsWith(suffix) && !name.includes('node_modules') && !name.includes('target'))
    .map((name) => join(folder, name))
    .sort();
