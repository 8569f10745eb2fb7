import { fail } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = join(import.meta.dirname, 'target');

/** Fails where TypeScript says that values are not what their types are: unknown members are errors, as in any literal. */
export const typed = (name, lines) => {
  mkdirSync(target, { recursive: true });
  const file = join(target, `${name}.ts`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const compiler = join(import.meta.dirname, 'node_modules/.bin/tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext', '--target', 'es2022'];
  const { status, stdout, stderr } = spawnSync(compiler, [...options, file], { encoding: 'utf8' });
  if (status !== 0) {
    fail(`${stdout}${stderr}`.slice(0, 5000));
  }
};
