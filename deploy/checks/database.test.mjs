import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deploy } from './files.mjs';

// A PostgreSQL of Debian's package, which only listens on a socket file in the folder.
const PACKAGES = '/usr/lib/postgresql';
const bin = readdirSync(PACKAGES)
  .sort((one, other) => Number(other) - Number(one))
  .map((version) => join(PACKAGES, version, 'bin'))
  .find((each) => existsSync(join(each, 'initdb')));
const folder = mkdtempSync('/tmp/database-');
const data = join(folder, 'data');

// It refuses root.
const root = process.getuid() === 0;
const id = (what) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
const owner = root ? { uid: id('-u'), gid: id('-g') } : {};

const tried = (program, args, { env, ...more } = {}) =>
  spawnSync(join(bin, program), args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', PGHOST: folder, PGUSER: 'postgres', ...env },
    ...more,
  });
const run = (...command) => {
  const { status, stdout, stderr, error } = tried(...command);
  equal(status, 0, `${command[0]} ${command[1].join(' ')}: ${error ?? stderr}`);
  return stdout.trim();
};
const sql = (database, statement, env) =>
  run('psql', ['--no-psqlrc', '--tuples-only', '--no-align', '--dbname', database, '--command', statement], { env });
const made = (password) =>
  run('psql', ['--no-psqlrc', '--quiet', '--dbname', 'postgres', '--file', join(deploy, 'database.sql')], { env: { MEETINGS_PASSWORD: password } });
const gateway = (password) => ({ PGUSER: 'meetings', PGPASSWORD: password });

before(() => {
  if (root) {
    chownSync(folder, owner.uid, owner.gid);
  }
  run('initdb', ['--pgdata', data, '--username', 'postgres', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'], owner);
  writeFileSync(join(data, 'pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n');
  run('pg_ctl', ['start', '--wait', '--pgdata', data, '--log', join(folder, 'log'), '--options', `-k ${folder} -c listen_addresses= -c fsync=off`], owner);
  made('first');
  made('second');
});

after(() => {
  tried('pg_ctl', ['stop', '--wait', '--mode', 'immediate', '--pgdata', data], owner);
  rmSync(folder, { recursive: true });
});

test('database.sql run again changes the password and nothing else', () => {
  equal(sql('meetings', 'SELECT current_user', gateway('second')), 'meetings');
  notEqual(tried('psql', ['--dbname', 'meetings', '--command', 'SELECT 1'], { env: gateway('first') }).status, 0);
});

test('the user that it makes owns its database and is nothing more', () => {
  equal(sql('postgres', "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = 'meetings'"), 'f');
  equal(sql('postgres', "SELECT string_agg(datname, ',') FROM pg_database WHERE pg_get_userbyid(datdba) = 'meetings'"), 'meetings');
});

test('it is enough for the schema and for saved queries, which may not touch the state of the server', () => {
  const migrations = join(deploy, '../gateway/server/src/main/resources/db/migration');
  const version = (file) => Number(file.match(/^V(\d+(?:_\d+)?)__/)[1].replace('_', '.'));
  const files = readdirSync(migrations).sort((one, other) => version(one) - version(other));
  for (const file of files.map((each) => join(migrations, each))) {
    // Flyway, too, gives each a transaction, but for what cannot be in one.
    const whole = readFileSync(file, 'utf8').includes('CONCURRENTLY') ? [] : ['--single-transaction'];
    run('psql', ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=on', ...whole, '--dbname', 'meetings', '--file', file], { env: gateway('second') });
  }
  equal(sql('meetings', "SELECT count(*) FROM pg_roles WHERE rolname IN ('gateway_views', 'gateway_query') AND pg_has_role(current_user, oid, 'USAGE')", gateway('second')), '2');
  equal(sql('meetings', "SELECT set_config('temp_file_limit', '256MB', true), pg_sleep(0)", gateway('second')), '256MB|');
  for (const call of ["set_config('a.b', 'c', true)", 'pg_sleep(0)', 'pg_advisory_lock(1)', 'lo_create(0)']) {
    const { status, stderr } = tried('psql', ['--dbname', 'meetings', '--command', `SET ROLE gateway_query; SELECT ${call}`], { env: gateway('second') });
    deepEqual([status, stderr.includes('permission denied for function')], [1, true], call);
  }
});

test('a backup that the user makes is restored as the runbook says', () => {
  const tables = "SELECT string_agg(tablename || ' ' || tableowner, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'";
  const dump = join(folder, 'meetings.dump');
  sql('meetings', "INSERT INTO tenant VALUES (gen_random_uuid(), 'kept', 'kept', 'Kept', 'UTC', 1, now(), now())", gateway('second'));
  const there = sql('meetings', tables);
  run('pg_dump', ['--format=custom', `--file=${dump}`, '--dbname', 'meetings'], { env: gateway('second') });
  sql('postgres', 'ALTER DATABASE meetings RENAME TO meetings_before');
  made('second');
  run('pg_restore', ['--exit-on-error', '--dbname', 'meetings', dump]);
  equal(sql('meetings', tables), there);
  equal(sql('meetings', 'SELECT slug FROM tenant', gateway('second')), 'kept');
});
