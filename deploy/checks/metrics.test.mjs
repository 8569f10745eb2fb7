import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { listed, text, yaml } from './files.mjs';

const rules = listed('prometheus/rules', '.yaml').flatMap((path) => yaml(path).groups.flatMap((group) => group.rules));
const dashboards = listed('grafana/dashboards', '.json').map((path) => JSON.parse(text(path)));
const queries = [
  ...rules.map((rule) => rule.expr),
  ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets = [] }) => targets.map((target) => target.expr))),
  ...dashboards.flatMap(({ annotations }) => annotations.list.map((each) => each.expr)),
  ...dashboards.flatMap(({ templating }) => templating.list.flatMap(({ definition = [] }) => definition)),
];
const selectors = queries.flatMap((query) => [...query.matchAll(/([a-z]\w*)\{([^}]*)\}/g)]).map(([, name, labels]) => ({ name, labels }));

test('rules and dashboards look at the job of the gateway only, as others have metrics of the same names', () => {
  ok(selectors.length > 200);
  for (const { name, labels } of selectors) {
    ok(labels.startsWith('job="meetings-gateway"'), `${name}{${labels}}`);
  }
  for (const query of queries) {
    equal(query.match(/(?<![\w:])(gateway|http|jvm|process|system|vertx)_\w+(?![\w{])/), null, query);
  }
});

test('METRICS.md has every metric that rules and dashboards rest on', () => {
  const told = [...text('METRICS.md').matchAll(/`(\w+)(\*?)`/g)];
  const isTold = (name) =>
    told.some(([, known, all]) => (all ? name.startsWith(known) : [known, ...['_count', '_sum', '_bucket', '_max'].map((end) => known + end)].includes(name)));
  const names = new Set(selectors.map(({ name }) => name));
  deepEqual([...names].filter((name) => !isTold(name) && name !== 'up').sort(), []);
});
