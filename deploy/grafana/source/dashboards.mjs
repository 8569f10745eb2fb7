import { dashboard, heatmap, lines, row, stat, table } from './panels.mjs';

const REQUESTS = 'http_server_request_duration_seconds';
const CALLS = 'http_client_request_duration_seconds';
const WINDOW = '[$__rate_interval]';

// Instances of other jobs have metrics of the same names.
const JOB = 'job="meetings-gateway"';
const where = (...matchers) => `{${[JOB, 'instance=~"$instance"', ...matchers].join(', ')}}`;
const rate = (name, ...matchers) => `rate(${name}${where(...matchers)}${WINDOW})`;
const sum = (by, expr) => (by ? `sum by (${by}) (${expr})` : `sum(${expr})`);
const quantile = (q, by, name, ...matchers) =>
  `histogram_quantile(${q}, ${sum(by ? `${by}, le` : 'le', rate(`${name}_bucket`, ...matchers))})`;
const mean = (name, by, ...matchers) =>
  `${sum(by, rate(`${name}_sum`, ...matchers))} / ${sum(by, rate(`${name}_count`, ...matchers))}`;

const ERRORS = ['status=~"5.."', 'status!="501"'];
/** No error at all is a share of 0, not of nothing. */
const errorShare = (by, ...matchers) =>
  `(${sum(by, rate(`${REQUESTS}_count`, ...matchers, ...ERRORS))} or ${sum(by, rate(`${REQUESTS}_count`, ...matchers))} * 0) / ${sum(by, rate(`${REQUESTS}_count`, ...matchers))}`;

const BURN = [[1, 'orange'], [14.4, 'red']];

const overview = dashboard(
  'overview',
  'Overview',
  'Rate, errors and duration of every surface, and whether the gateway can serve.',
  [
    stat('Requests', 'Per second, all surfaces', 'reqps', sum('', rate(`${REQUESTS}_count`))),
    stat('Errors', 'Share of the requests that are answered with a 5xx (501 is an answer)', 'percentunit', errorShare(''), {
      thresholds: [[0.001, 'orange'], [0.0144, 'red']],
    }),
    stat('p99', 'Of all requests', 's', quantile(0.99, '', REQUESTS), { thresholds: [[0.5, 'orange'], [1, 'red']] }),
    stat('Replicas', 'That Prometheus can scrape', 'short', sum('', `up${where()}`)),
    stat('Databases', 'Replicas whose database answers', 'short', sum('', `gateway_health${where('check="database"')}`)),
    stat('Alerts', 'Firing alerts of the gateway', 'short', 'count(ALERTS{alertname=~"Gateway.*", alertstate="firing"}) or vector(0)', {
      thresholds: [[1, 'red']],
    }),
    row('Rate, errors, duration'),
    lines('Requests', 'Per second, by surface', 'reqps', [[sum('surface', rate(`${REQUESTS}_count`)), '{{surface}}']], { stack: true }),
    lines('Errors', 'Share of the requests that are answered with a 5xx', 'percentunit', [[errorShare('surface'), '{{surface}}']]),
    lines('p99', 'Of the requests of a surface, until the last byte', 's', [[quantile(0.99, 'surface', REQUESTS), '{{surface}}']]),
    lines('p50', 'Of the requests of a surface, until the last byte', 's', [[quantile(0.5, 'surface', REQUESTS), '{{surface}}']]),
    row('Objectives'),
    lines(
      'Burn rate of availability',
      'How many times faster than allowed the error budget (0.1 % of the requests) is spent: 1 spends it in a month, 14.4 in two days',
      'short',
      [
        ['surface:http_server_errors:ratio_rate1h / 0.001', '{{surface}} 1 h'],
        ['surface:http_server_errors:ratio_rate6h / 0.001', '{{surface}} 6 h'],
        ['surface:http_server_errors:ratio_rate3d / 0.001', '{{surface}} 3 d'],
      ],
      { thresholds: BURN },
    ),
    lines(
      'Burn rate of latency',
      'The same for requests that take more than a second (1 % may)',
      'short',
      [
        ['surface:http_server_slow:ratio_rate1h / 0.01', '{{surface}} 1 h'],
        ['surface:http_server_slow:ratio_rate6h / 0.01', '{{surface}} 6 h'],
        ['surface:http_server_slow:ratio_rate3d / 0.01', '{{surface}} 3 d'],
      ],
      { thresholds: BURN },
    ),
    row('Load'),
    lines('In flight', 'Requests that are being served, those included that wait for their caller', 'short', [[`gateway_requests_in_flight${where()}`, '{{instance}}']], { width: 8 }),
    lines('Worked on', 'Requests that are worked on, and how many may be', 'short', [[`gateway_requests_working${where()}`, '{{instance}}'], [`gateway_requests_limit${where()}`, '{{instance}} limit']], { width: 8 }),
    lines('Waiting for a turn', 'How long requests wait on event loops and in the store; from 0.2 s on fewer are taken', 's', [[`gateway_queue_delay_seconds${where()}`, '{{instance}}']], { width: 8 }),
    lines('Held for slow callers', 'Bytes of requests that are not whole yet and of answers that are not taken yet', 'bytes', [[`gateway_held_bytes${where()}`, '{{instance}}']], { width: 8 }),
    lines('Turned away', 'Requests a second that were one too many', 'reqps', [[sum('instance', rate('gateway_requests_shed_total')), '{{instance}}']], { width: 8 }),
    lines('Connections', 'Of callers; more than 10000 at once are not taken', 'short', [[`gateway_connections_open${where()}`, '{{instance}}']], { width: 8 }),
  ],
);

const surface = (name, title, description) => {
  const only = [`surface="${name}"`, 'route=~"$route"'];
  return dashboard(
    `surface-${name}`,
    `Surface ${title}`,
    description,
    [
      stat('Requests', 'Per second', 'reqps', sum('', rate(`${REQUESTS}_count`, ...only))),
      stat('Errors', 'Share that is answered with a 5xx', 'percentunit', errorShare('', ...only), { thresholds: [[0.001, 'orange'], [0.0144, 'red']] }),
      stat('p50', '', 's', quantile(0.5, '', REQUESTS, ...only)),
      stat('p95', '', 's', quantile(0.95, '', REQUESTS, ...only)),
      stat('p99', '', 's', quantile(0.99, '', REQUESTS, ...only), { thresholds: [[0.5, 'orange'], [1, 'red']] }),
      stat('Limited', 'Share of the requests that were over the limit of their key', 'percentunit',
        `${sum('', rate('gateway_rate_limit_total', `surface="${name}"`, 'outcome="limited"'))} / ${sum('', rate('gateway_rate_limit_total', `surface="${name}"`))}`,
        { thresholds: [[0.05, 'orange'], [0.2, 'red']] }),
      row('Rate and errors'),
      lines('Requests by route', 'Per second; the ten with the most', 'reqps', [[`topk(10, ${sum('route, method', rate(`${REQUESTS}_count`, ...only))})`, '{{method}} {{route}}']], { stack: true }),
      lines('Answers by status', 'Per second', 'reqps', [[sum('status', rate(`${REQUESTS}_count`, ...only)), '{{status}}']], { stack: true }),
      lines('Errors by route', 'Share of the requests of a route that are answered with a 5xx; the ten worst', 'percentunit', [[`topk(10, ${errorShare('route', ...only)})`, '{{route}}']]),
      lines('Refused', 'Requests a second that are answered with a 4xx, by status', 'reqps', [[sum('status', rate(`${REQUESTS}_count`, ...only, 'status=~"4.."')), '{{status}}']], { stack: true }),
      row('Duration'),
      lines('Quantiles', 'Until the last byte was handed over', 's', [
        [quantile(0.5, '', REQUESTS, ...only), 'p50'],
        [quantile(0.95, '', REQUESTS, ...only), 'p95'],
        [quantile(0.99, '', REQUESTS, ...only), 'p99'],
      ]),
      heatmap('Durations', 'How many requests took how long', sum('le', `increase(${REQUESTS}_bucket${where(...only)}[$__rate_interval])`)),
      lines('p99 by route', 'The ten slowest', 's', [[`topk(10, ${quantile(0.99, 'route', REQUESTS, ...only)})`, '{{route}}']]),
      table('Routes', 'Requests since the start of the time range', 'short', `sort_desc(${sum('method, route, status', `increase(${REQUESTS}_count${where(...only)}[$__range])`)})`),
    ],
    [['route', 'Route', `label_values(${REQUESTS}_count{${JOB}, surface="${name}"}, route)`]],
  );
};

/** Read from the database by every replica, which all say the same: the highest of them, never their sum. */
const stored = (pick, by, name, ...matchers) => `${pick} by (${by}) (${name}${where(...matchers)})`;
const STYLES = 'connection_style';

const federation = dashboard(
  'federation',
  'Federation',
  'Remote accounts that are mirrored and written to, and what is called for it; and Recall.',
  [
    stat('Lag', 'Time since a look at an account found all here that it counts, where it is longest', 's', `max(gateway_sync_lag_seconds${where()})`, {
      thresholds: [[900, 'orange'], [3600, 'red']],
    }),
    stat('Connections', 'That mirror an account, paused ones aside', 'short', `sum(${stored('max', 'connection_style, state', 'gateway_connection_state', 'state!="paused"')})`),
    stat('Need somebody', 'Connections that wait for a credential or a decision', 'short', `sum(${stored('max', 'connection_style, state', 'gateway_connection_state', 'state=~"reauth_needed|review"')})`, {
      thresholds: [[1, 'red']],
    }),
    stat('Quota left', 'Part of a quota that is left, where it is smallest', 'percentunit', `min(gateway_quota_remaining_ratio${where()})`),
    stat('Breakers open', 'Accounts, and Recall, that a replica leaves alone because they failed too often, or tries again', 'short', `sum(gateway_breaker_state${where('state=~"open|half_open"')})`, {
      thresholds: [[1, 'orange']],
    }),
    stat('Oldest write', 'Since when it is not known what became of a write to an account', 's', `max(gateway_outbox_oldest_seconds${where()})`, {
      thresholds: [[60, 'orange'], [900, 'red']],
    }),
    row('Accounts'),
    lines('Lag', 'Time since a look at an account found all here that it counts, of the one where it is longest', 's', [[stored('max', STYLES, 'gateway_sync_lag_seconds'), '{{connection_style}}']], {
      thresholds: [[3600, 'red']],
    }),
    lines('States', 'Connections by what is most in their way', 'short', [[stored('max', 'connection_style, state', 'gateway_connection_state'), '{{connection_style}} {{state}}']], { stack: true }),
    lines('Quota left', 'Part of a connection\'s quota that is left, where it is smallest', 'percentunit', [[stored('min', STYLES, 'gateway_quota_remaining_ratio'), '{{connection_style}}']], { max: 1 }),
    lines('Pending', 'Remote meetings of which more is to come, such as a transcript, or that could not be read', 'short', [[stored('max', STYLES, 'gateway_sync_pending'), '{{connection_style}}']]),
    row('Mirrored'),
    lines('Pages', 'Pages of remote lists that were read, per second', 'short', [[sum('connection_style', rate('gateway_sync_pages_total')), '{{connection_style}}']]),
    lines('Meetings', 'What became of the meetings that were read, per second', 'short', [[sum('connection_style, outcome', rate('gateway_sync_items_total')), '{{connection_style}} {{outcome}}']]),
    lines('Not readable', 'Meetings that could not be read, an hour', 'short', [[sum('connection_style', `increase(gateway_sync_items_total${where('outcome="failed"')}[1h])`), '{{connection_style}}']]),
    lines('Drift', 'Members of remote documents that the style does not know, an hour', 'short', [[sum('connection_style', `increase(gateway_sync_drift_total${where()}[1h])`), '{{connection_style}}']]),
    row('Written and asked for'),
    lines('Writes', 'To accounts, per second, by what came of them', 'short', [[sum('connection_style, outcome', rate('gateway_upstream_writes_total')), '{{connection_style}} {{outcome}}']]),
    lines('Writes by operation', 'Per second', 'short', [[sum('connection_style, operation', rate('gateway_upstream_writes_total')), '{{connection_style}} {{operation}}']]),
    lines('Outbox', 'Writes that are being sent, or of which it is not known what became of them', 'short', [[stored('max', STYLES, 'gateway_outbox_pending'), '{{connection_style}}']]),
    lines('Oldest write', 'Since the first of these began', 's', [[stored('max', STYLES, 'gateway_outbox_oldest_seconds'), '{{connection_style}}']]),
    lines('Live reads', 'Meetings that their owner was asked for because a reader wanted them live, per second', 'short', [[sum('connection_style, outcome', rate('gateway_refreshes_total')), '{{connection_style}} {{outcome}}']]),
    lines('Failures', 'Recordings and connections that failed, an hour, by whose they are', 'short', [[sum('kind, assignee', `increase(gateway_failures_total${where()}[1h])`), '{{kind}} of {{assignee}}']]),
    row('Called'),
    lines('Requests', 'Per second, by style', 'reqps', [[sum('connection_style', rate(`${CALLS}_count`)), '{{connection_style}}']]),
    lines('Failing requests', 'Share of the requests of a quarter of an hour that have a 5xx, or no answer', 'percentunit', [['style:http_client_failures:ratio_rate15m', '{{connection_style}}']]),
    lines('Answers', 'Per second, by status; a word says why there is none', 'reqps', [[sum('connection_style, status', rate(`${CALLS}_count`)), '{{connection_style}} {{status}}']]),
    lines('p99', 'Until the last byte of the answer, or until it was given up', 's', [[quantile(0.99, 'connection_style, operation', CALLS), '{{connection_style}} {{operation}}']]),
    lines('Breakers', 'Of every replica that are open, or half open: what is behind them is left alone because it failed too often, or tried again', 'short', [[`max by (connection_style, instance, state) (gateway_breaker_state${where('state=~"open|half_open"')})`, '{{connection_style}} {{instance}} {{state}}']]),
    lines('Sent again', 'Requests a second', 'reqps', [[sum('connection_style', rate('gateway_upstream_retries_total')), '{{connection_style}}']]),
  ],
);

const access = dashboard(
  'access',
  'Access and limits',
  'Who is let in, who is over a limit, and what is asked for most.',
  [
    row('Limits'),
    lines('Limits', 'What the limit of a credential said, per second', 'reqps', [[sum('surface, outcome', rate('gateway_rate_limit_total')), '{{surface}} {{outcome}}']]),
    lines('Limited', 'Share of the requests that were over the limit of their key', 'percentunit', [
      [`${sum('surface', rate('gateway_rate_limit_total', 'outcome="limited"'))} / ${sum('surface', rate('gateway_rate_limit_total'))}`, '{{surface}}'],
    ], { max: 1 }),
    lines('Answers of limits', 'Requests a second that are answered with 429 (MinuteBase: 420), by route', 'reqps', [
      [`topk(10, ${sum('surface, route', rate(`${REQUESTS}_count`, 'status=~"429|420"'))})`, '{{surface}} {{route}}'],
    ]),
    lines('Turned away', 'Requests a second that were one too many for the process, whoever sent them', 'reqps', [[sum('surface', rate('gateway_requests_shed_total')), '{{surface}}']]),
    row('Shared limits'),
    lines('Decided by', 'Who says whether a request is admitted, per second, where there is a Redis: it, what is remembered of it, or a replica alone', 'reqps', [[sum('instance, store', rate('gateway_rate_limit_decisions_total')), '{{instance}} {{store}}']], { width: 8 }),
    lines('Shared', '1 while a replica counts in Redis, 0 while it counts for itself', 'short', [[`gateway_rate_limit_shared${where()}`, '{{instance}}']], { width: 8, max: 1 }),
    lines('Without answer', 'Questions to Redis that had no useful answer, per second', 'reqps', [[sum('instance, reason', rate('gateway_rate_limit_store_errors_total')), '{{instance}} {{reason}}']], { width: 8 }),
    row('Access'),
    lines('No valid credential', 'Requests a second that are answered with 401', 'reqps', [[sum('surface', rate(`${REQUESTS}_count`, 'status="401"')), '{{surface}}']]),
    lines('Not allowed', 'Requests a second that are answered with 403', 'reqps', [[sum('surface', rate(`${REQUESTS}_count`, 'status="403"')), '{{surface}}']]),
    lines('Webhooks', 'Per second, by status: 401 is a signature that does not fit', 'reqps', [[sum('status', rate(`${REQUESTS}_count`, 'surface="webhooks"')), '{{status}}']]),
    lines('Unknown paths', 'Requests a second for paths that no endpoint has', 'reqps', [[sum('surface', rate(`${REQUESTS}_count`, 'route="unmatched"')), '{{surface}}']]),
    row('Expiry'),
    lines('Certificate', 'Until the one that is served expires; nothing where TLS ends at a proxy', 's', [[`min by (instance) (gateway_tls_certificate_expiry_timestamp_seconds${where()} - time())`, '{{instance}}']], { width: 8 }),
    lines('Renewals', 'Changes of the files of the certificate that were taken or refused, since the start of the time range', 'short', [[sum('instance, outcome', `increase(gateway_tls_reloads_total${where()}[$__range])`), '{{instance}} {{outcome}}']], { width: 8 }),
    lines('Keys', 'API keys of all tenants that expire within a week or a month', 'short', [[`max by (style, within) (gateway_keys_expiring${where()})`, '{{style}} {{within}}']], { width: 8 }),
    row('Asked for'),
    table('Top routes', 'The thirty with the most requests since the start of the time range', 'short', `topk(30, ${sum('surface, method, route', `increase(${REQUESTS}_count${where()}[$__range])`)})`),
    table('Top refusals', 'The thirty with the most 4xx since the start of the time range', 'short', `topk(30, ${sum('surface, route, status', `increase(${REQUESTS}_count${where('status=~"4.."')}[$__range])`)})`),
  ],
);

const runtime = dashboard(
  'runtime',
  'JVM and database',
  'Processes, event loops, memory, and the connections to PostgreSQL and Redis.',
  [
    row('Process'),
    lines('CPU', 'Of the process, and of the machine or container', 'percentunit', [
      [`process_cpu_usage${where()}`, '{{instance}}'],
      [`system_cpu_usage${where()}`, '{{instance}} whole system'],
    ], { width: 8, max: 1 }),
    lines('Event loops', 'Highest delay of a timer of any loop', 's', [[`max by (instance) (gateway_event_loop_lag_seconds${where()})`, '{{instance}}']], { width: 8, thresholds: [[0.5, 'red']] }),
    lines('Checks', 'The checks of /health/ready: 1 passes', 'short', [[`gateway_health${where()}`, '{{instance}} {{check}}']], { width: 8, max: 1 }),
    lines('Files', 'Open, of those that it may open', 'percentunit', [[`process_files_open_files${where()} / process_files_max_files${where()}`, '{{instance}}']], { width: 8, max: 1 }),
    lines('Threads', 'By state', 'short', [[sum('state', `jvm_threads_states_threads${where()}`), '{{state}}']], { width: 8, stack: true }),
    lines('Up', 'Since the start', 's', [[`process_uptime_seconds${where()}`, '{{instance}}']], { width: 8 }),
    lines('Spans', 'Of traces, per second: that the collector took, that it did not take, and that there was no place for', 'short', [[sum('instance, outcome', rate('gateway_trace_spans_total')), '{{instance}} {{outcome}}']], { width: 24 }),
    row('Memory'),
    lines('Heap', 'In use, and what is left in use after a full collection', 'bytes', [
      [sum('instance', `jvm_memory_used_bytes${where('area="heap"')}`), '{{instance}} in use'],
      [`jvm_gc_live_data_size_bytes${where()}`, '{{instance}} live'],
      [`jvm_gc_max_data_size_bytes${where()}`, '{{instance}} at the most'],
    ], { width: 8 }),
    lines('Beside the heap', 'Code, classes and direct buffers', 'bytes', [
      [sum('instance', `jvm_memory_used_bytes${where('area="nonheap"')}`), '{{instance}} code and classes'],
      [sum('instance', `jvm_buffer_memory_used_bytes${where('id="direct"')}`), '{{instance}} direct buffers'],
    ], { width: 8 }),
    lines('Garbage', 'Share of the time that the process stands still, and what is allocated', 'percentunit', [[sum('instance', rate('jvm_gc_pause_seconds_sum')), '{{instance}}']], { width: 8 }),
    lines('Longest pause', 'Of a collection', 's', [[`max by (instance) (jvm_gc_pause_seconds_max${where()})`, '{{instance}}']], { width: 12 }),
    lines('Allocated', 'Per second', 'Bps', [[sum('instance', rate('jvm_gc_memory_allocated_bytes_total')), '{{instance}}']], { width: 12 }),
    row('Answers from memory'),
    lines('Hot reads', 'Reads that may be answered from memory, per second: they were, nothing was kept, or something of the tenant has changed since', 'reqps', [[sum('outcome', rate('gateway_hot_reads_total')), '{{outcome}}']], { stack: true }),
    lines('Kept', 'Bytes of answers', 'bytes', [[`gateway_hot_reads_bytes${where()}`, '{{instance}}']]),
    row('Database'),
    lines('In use', 'Connections that are in use, by pool, limits to Redis; of store and store-versions, whose connections take 64 statements at once, statements', 'short', [[`vertx_pool_in_use${where('pool_type=~"sql|redis"')}`, '{{instance}} {{pool_name}}']]),
    lines('Waiting', 'Requests that wait for a connection', 'short', [[`vertx_pool_queue_pending${where('pool_type=~"sql|redis"')}`, '{{instance}} {{pool_name}}']]),
    lines('Time in the queue', 'Until there is a connection: on average, and the longest', 's', [
      [mean('vertx_pool_queue_time_seconds', 'pool_name', 'pool_type=~"sql|redis"'), '{{pool_name}} average'],
      [`max by (pool_name) (vertx_pool_queue_time_seconds_max${where('pool_type=~"sql|redis"')})`, '{{pool_name}} longest'],
    ]),
    lines('Statements', 'How long one takes: on average, and the longest', 's', [
      [mean('vertx_sql_processing_time_seconds', 'client_namespace'), '{{client_namespace}} average'],
      [`max by (client_namespace) (vertx_sql_processing_time_seconds_max${where()})`, '{{client_namespace}} longest'],
    ]),
    lines('Statements', 'Per second', 'ops', [[sum('instance', rate('vertx_sql_processing_time_seconds_count')), '{{instance}}']]),
    lines('Workers', 'Tasks of the worker pools that wait: saved queries, and what reads them', 'short', [[`vertx_pool_queue_pending${where('pool_type="worker"')}`, '{{instance}} {{pool_name}}']]),
  ],
);

export const dashboards = [
  overview,
  surface('canonical', '/v1', 'The canonical API of platform teams.'),
  surface('meetlog', 'MeetLog', 'The MeetLog export API.'),
  surface('minutebase', 'MinuteBase', 'The MinuteBase API.'),
  surface('desktop', 'desktop recordings', "PostHog's desktop recordings, live transcripts and saved queries."),
  federation,
  access,
  runtime,
];
