#!/usr/bin/env node
// Writes dashboards/*.json from source/. With --check it only says which of them are not as they would be written.
import { readFileSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboards } from './source/dashboards.mjs';

const folder = join(import.meta.dirname, 'dashboards');
const wanted = new Map(dashboards.map((each) => [`${each.uid}.json`, `${JSON.stringify(each, null, 2)}\n`]));
const found = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const names = new Set([...wanted.keys(), ...found.keys()]);
const stale = [...names].filter((name) => wanted.get(name) !== found.get(name));

if (process.argv.includes('--check')) {
  stale.forEach((name) => console.error(`deploy/grafana/dashboards/${name} is not what deploy/grafana/generate writes`));
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const name of stale) {
  const text = wanted.get(name);
  if (text === undefined) {
    unlinkSync(join(folder, name));
  } else {
    writeFileSync(join(folder, name), text);
  }
}
