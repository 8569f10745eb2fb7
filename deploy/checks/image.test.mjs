import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { deploy, text } from './files.mjs';

const source = text('image/Dockerfile');
const file = DockerfileParser.parse(source);
const all = file.getInstructions();
const last = all.slice(all.findLastIndex((each) => each.getKeyword() === 'FROM'));
const only = (keyword, from = last) => from.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent());

test('the image is built as Docker reads it', () => {
  deepEqual(validate(source), []);
});

test('what builds it is no part of it', () => {
  equal(only('FROM', all).length, 2);
  ok(only('FROM')[0] === '${BASE_IMAGE}');
  const copied = last.filter((each) => each.getKeyword() === 'COPY');
  deepEqual(
    copied.filter((each) => !each.getFromFlag()).map((each) => each.getArgumentsContent()),
    ['deploy/image/meetings-gateway deploy/image/healthy /opt/meetings-gateway/bin/'],
  );
  ok(copied.every((each) => !each.getArgumentsContent().startsWith('/source ')));
});

test('what is copied from the repository is there', () => {
  const files = all
    .filter((each) => each.getKeyword() === 'COPY' && !each.getFromFlag())
    .flatMap((each) => each.getArgumentsContent().split(' ').slice(0, -1));
  for (const each of files) {
    ok(existsSync(join(deploy, '..', each)), each);
  }
  for (const each of source.matchAll(/deploy\/image\/[a-z-]+/g)) {
    ok(existsSync(join(deploy, '..', each[0])), each[0]);
  }
});

test('it is not root, says whether it is well, and hears SIGTERM', () => {
  deepEqual(only('USER'), ['10001:10001']);
  equal(only('HEALTHCHECK').length, 1);
  ok(only('HEALTHCHECK')[0].endsWith('CMD ["healthy", "live"]'));
  deepEqual(only('ENTRYPOINT'), ['["meetings-gateway"]']);
  deepEqual(only('STOPSIGNAL'), ['SIGTERM']);
  ok(/^exec java /m.test(text('image/meetings-gateway')), 'Java is the process that gets the signal');
});

test('Java takes its share of the container and ends when that is used up', () => {
  for (const flag of ['-XX:MaxRAMPercentage=', '-XX:MaxDirectMemorySize=', '-XX:+ExitOnOutOfMemoryError']) {
    ok(text('image/meetings-gateway').includes(flag), flag);
  }
});

test('what is no part of a build is not sent to one', () => {
  const left = text('image/Dockerfile.dockerignore').split('\n');
  for (const each of ['.git', '.data', '**/target', '**/node_modules', '**/.env', '**/*.dump']) {
    ok(left.includes(each), each);
  }
});
