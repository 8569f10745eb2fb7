import { deepEqual, ok, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { listed, text, yaml } from './files.mjs';

const rules = listed('prometheus/rules', '.yaml').flatMap((path) => yaml(path).groups.flatMap((group) => group.rules));
const alerts = rules.filter((rule) => rule.alert);
const names = alerts.map((alert) => alert.alert).sort();

test('every alert says what is wrong, how bad it is and where to read on', () => {
  for (const { alert, labels, annotations } of alerts) {
    ok(['critical', 'warning', 'info'].includes(labels.severity), alert);
    deepEqual(Object.keys(annotations), ['summary', 'description', 'runbook_url'], alert);
    equal(annotations.runbook_url, `deploy/RUNBOOK.md#${alert.toLowerCase()}`);
  }
});

test('the runbook has a section for every alert, with what to look at and what to do, and for nothing else', () => {
  const sections = text('RUNBOOK.md').split(/^### /m).slice(1);
  deepEqual(sections.map((section) => section.split('\n', 1)[0]).sort(), names);
  for (const section of sections) {
    for (const part of ['**Means**', '**Look**', '**Do**']) {
      ok(section.includes(part), section.split('\n', 1)[0] + part);
    }
  }
});

test('every alert fires in a test', () => {
  const fired = listed('prometheus/tests', '.yaml')
    .flatMap((path) => yaml(path).tests)
    .flatMap((each) => each.promql_expr_test)
    .flatMap((each) => each.exp_samples)
    .flatMap((sample) => [...sample.labels.matchAll(/alertname="(\w+)"/g)].map((match) => match[1]));
  deepEqual([...new Set(fired)].sort(), names);
});
