import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { text } from './files.mjs';

const unit = new Map([...text('systemd/meetings-gateway.service').matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
const readme = text('systemd/README.md');

test('what ends it is tried again without an end, but for a wrong configuration', () => {
  equal(unit.get('Restart'), 'on-failure');
  equal(unit.get('StartLimitIntervalSec'), '0');
  equal(unit.get('StartLimitBurst'), undefined);
  equal(unit.get('RestartPreventExitStatus'), '2');
});

test('its check finds the same files, user and options as the unit', () => {
  const [check] = readme.match(/^systemd-run [^`]* --check$/m);
  for (const name of ['EnvironmentFile', 'StateDirectory', 'StateDirectoryMode', 'UMask']) {
    ok(check.includes(` --property=${name}=${unit.get(name)} `), name);
  }
  ok(check.includes(` --setenv=${unit.get('Environment')} `));
  ok(check.includes(` --uid=${unit.get('User')} --gid=${unit.get('Group')} `));
  const [java, ...end] = [/^\S+ java /, /\$JAVA_OPTS/, / -cp \S+ \S+$/].map((each) => unit.get('ExecStart').match(each)[0]);
  // What the shell must not read is in quotes there.
  const unquoted = check.replaceAll("'", '');
  ok([java, ...end].every((each) => unquoted.includes(each)));
});
