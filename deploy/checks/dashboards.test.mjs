import { deepEqual, equal, ok } from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { dashboards } from '../grafana/source/dashboards.mjs';
import { listed, text } from './files.mjs';
import { typed } from './typed.mjs';

const files = listed('grafana/dashboards', '.json');
const read = files.map((path) => JSON.parse(text(path)));

test('the dashboards are what their sources make', () => {
  deepEqual(files.map((path) => basename(path)).sort(), dashboards.map((each) => `${each.uid}.json`).sort());
  for (const path of files) {
    equal(text(path), `${JSON.stringify(dashboards.find((each) => `${each.uid}.json` === basename(path)), null, 2)}\n`, path);
  }
});

test('panels do not overlap, have a number, a title and what they say', () => {
  for (const { uid, panels } of read) {
    deepEqual(panels.map((panel) => panel.id), panels.map((panel, index) => index + 1), uid);
    const taken = new Set();
    for (const { title, description, type, gridPos, targets } of panels) {
      ok(title, uid);
      ok(type === 'row' || typeof description === 'string', `${uid}: ${title}`);
      ok(type === 'row' || targets.every((target) => target.expr), `${uid}: ${title}`);
      ok(gridPos.x + gridPos.w <= 24, `${uid}: ${title}`);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          ok(!taken.has(`${x}/${y}`), `${uid}: ${title} is over another panel`);
          taken.add(`${x}/${y}`);
        }
      }
    }
  }
});

test('variables that queries name are there', () => {
  const builtIn = new Set(['__rate_interval', '__interval', '__range', '__all']);
  for (const dashboard of read) {
    const known = new Set(dashboard.templating.list.map((each) => each.name));
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?(\w+)/g)].map((match) => match[1]);
    deepEqual(used.filter((name) => !known.has(name) && !builtIn.has(name)), [], dashboard.uid);
  }
});

test("dashboards and panels have the members and types of Grafana's own schema", () => {
  const kinds = { timeseries: 'TimeSeries', stat: 'Stat', table: 'Table', heatmap: 'Heatmap' };
  // In JSON a member of an enumeration is its text.
  const plain =
    'type Plain<T> = T extends string ? `${T}` : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;';
  const lines = [
    plain,
    "import type { Dashboard } from '@grafana/schema';",
    ...Object.entries(kinds).map(
      ([type, name]) =>
        `import type * as ${type} from '@grafana/schema/dist/esm/raw/composable/${type}/panelcfg/x/${name}PanelCfg_types.gen';`,
    ),
  ];
  read.forEach((dashboard, index) => {
    const { panels, annotations, templating } = dashboard;
    // What belongs to the data source is no part of the schema.
    const known = {
      annotations: { list: annotations.list.map(({ expr, titleFormat, ...each }) => each) },
      templating: { list: templating.list.map(({ definition, ...each }) => each) },
    };
    lines.push(`export const dashboard${index}: Plain<Dashboard> = ${JSON.stringify({ ...dashboard, ...known })};`);
    panels.forEach((panel, number) => {
      if (panel.type === 'row') {
        return;
      }
      lines.push(`export const options${index}_${number}: Plain<Partial<${panel.type}.Options>> = ${JSON.stringify(panel.options)};`);
      const custom = panel.fieldConfig.defaults.custom;
      if (custom) {
        lines.push(`export const custom${index}_${number}: Plain<Partial<${panel.type}.FieldConfig>> = ${JSON.stringify(custom)};`);
      }
    });
  });
  typed('dashboards', lines);
});
