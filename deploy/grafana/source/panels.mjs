// What dashboards are made of: panels with Grafana's verbose JSON around a title, a unit and queries.
const datasource = { type: 'prometheus', uid: '${datasource}' };

const targets = (queries) =>
  queries.map(([expr, legendFormat = '', more = {}], index) => ({
    datasource,
    editorMode: 'code',
    expr,
    legendFormat,
    range: true,
    refId: String.fromCharCode(65 + index),
    ...more,
  }));

const panel = (type, title, description, unit, queries, width, defaults, options) => ({
  type,
  title,
  description,
  datasource,
  width,
  height: type === 'stat' ? 4 : 8,
  targets: targets(queries),
  fieldConfig: { defaults: { unit, ...defaults }, overrides: [] },
  options,
});

/** Lines over time. `more`: width (of 24), stack, max, thresholds [[value, colour], …]. */
export const lines = (title, description, unit, queries, more = {}) =>
  panel(
    'timeseries',
    title,
    description,
    unit,
    queries,
    more.width ?? 12,
    {
      min: 0,
      ...(more.max === undefined ? {} : { max: more.max }),
      color: { mode: 'palette-classic' },
      custom: {
        drawStyle: 'line',
        lineWidth: 1,
        fillOpacity: more.stack ? 40 : 8,
        showPoints: 'never',
        spanNulls: false,
        stacking: { mode: more.stack ? 'normal' : 'none', group: 'A' },
        thresholdsStyle: { mode: more.thresholds ? 'dashed' : 'off' },
      },
      thresholds: steps(more.thresholds ?? []),
    },
    {
      legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['mean', 'lastNotNull'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  );

/** One number. */
export const stat = (title, description, unit, expr, more = {}) =>
  panel(
    'stat',
    title,
    description,
    unit,
    [[expr, '', { instant: true, range: false }]],
    more.width ?? 4,
    { color: { mode: 'thresholds' }, thresholds: steps(more.thresholds ?? []), ...(more.mappings ? { mappings: more.mappings } : {}) },
    {
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      textMode: 'auto',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  );

/** Rows of labels with one value: the newest. */
export const table = (title, description, unit, expr, more = {}) => ({
  ...panel(
    'table',
    title,
    description,
    unit,
    [[expr, '', { instant: true, range: false, format: 'table' }]],
    more.width ?? 12,
    { custom: { align: 'auto', filterable: true }, thresholds: steps([]) },
    { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: 'Value', desc: true }] },
  ),
  transformations: [{ id: 'organize', options: { excludeByName: { Time: true } } }],
});

/** How durations are spread over time. */
export const heatmap = (title, description, expr, more = {}) =>
  panel('heatmap', title, description, 's', [[expr, '{{le}}', { format: 'heatmap' }]], more.width ?? 12, {}, {
    calculate: false,
    cellGap: 1,
    color: { mode: 'scheme', scheme: 'Blues', steps: 64, exponent: 0.5, fill: 'dark-blue', reverse: false },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: 'auto' },
    tooltip: { mode: 'single', yHistogram: false },
    yAxis: { axisPlacement: 'left', reverse: false, unit: 's' },
  });

export const row = (title) => ({ type: 'row', title, collapsed: false, width: 24, height: 1, panels: [] });

const steps = (thresholds) => ({
  mode: 'absolute',
  steps: [
    { color: 'green', value: null },
    ...thresholds.map(([value, color]) => ({ color, value })),
  ],
});

/** Puts panels beside each other, as many as fit, and numbers them. */
const placed = (panels) => {
  let x = 0;
  let y = 0;
  let tallest = 0;
  return panels.map(({ width, height, ...rest }, index) => {
    if (x + width > 24) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    const gridPos = { h: height, w: width, x, y };
    x += width;
    tallest = Math.max(tallest, height);
    return { id: index + 1, gridPos, ...rest };
  });
};

const variable = (name, label, query) => ({
  type: 'query',
  name,
  label,
  datasource,
  definition: query,
  query: { qryType: 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' },
  current: { selected: true, text: ['All'], value: ['$__all'] },
  includeAll: true,
  allValue: '.*',
  multi: true,
  refresh: 2,
  sort: 1,
  hide: 0,
});

/** A whole dashboard. `variables`: [name, label, query] besides the data source and the instances. */
export const dashboard = (uid, title, description, panels, variables = []) => ({
  uid: `meetings-gateway-${uid}`,
  title: `Meetings Gateway / ${title}`,
  description,
  tags: ['meetings-gateway'],
  editable: true,
  graphTooltip: 1,
  schemaVersion: 39,
  version: 1,
  refresh: '30s',
  time: { from: 'now-3h', to: 'now' },
  timezone: 'browser',
  links: [
    {
      type: 'dashboards',
      title: 'Meetings Gateway',
      tags: ['meetings-gateway'],
      asDropdown: true,
      includeVars: true,
      keepTime: true,
      targetBlank: false,
      icon: 'external link',
      tooltip: '',
      url: '',
    },
  ],
  annotations: {
    list: [
      {
        name: 'Starts',
        datasource,
        enable: true,
        hide: false,
        iconColor: 'purple',
        expr: 'changes(process_start_time_seconds{job="meetings-gateway", instance=~"$instance"}[$__interval]) > 0',
        titleFormat: '{{instance}} started',
      },
    ],
  },
  templating: {
    list: [
      {
        type: 'datasource',
        name: 'datasource',
        label: 'Data source',
        query: 'prometheus',
        current: { selected: true, text: 'Prometheus', value: 'prometheus' },
        includeAll: false,
        multi: false,
        refresh: 1,
        hide: 0,
      },
      variable('instance', 'Replica', 'label_values(up{job="meetings-gateway"}, instance)'),
      ...variables.map(([name, label, query]) => variable(name, label, query)),
    ],
  },
  panels: placed(panels),
});
