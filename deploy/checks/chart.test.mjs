import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { deploy, documents, listed, text, yaml } from './files.mjs';
import { typed } from './typed.mjs';

// Built by deploy/check.
const HELM = 'target/helm-template';
const cases = [null, ...listed('checks/values', '.yaml')];

const helm = (values, ...options) =>
  execFileSync(HELM, [...options, `${deploy}/chart`, ...(values ? [`${deploy}/${values}`] : [])], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
const rendered = (values) => documents(`chart with ${values ?? 'its own values'}`, helm(values));
const all = cases.map((values) => [values, rendered(values)]);
const only = (objects, kind) => objects.filter((each) => each.kind === kind);
const everything = all.find(([values]) => values?.endsWith('everything.yaml'))[1];

test('values are checked by their schema', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(text('chart/values.schema.json')));
  for (const values of ['chart/values.yaml', ...cases.filter(Boolean)]) {
    ok(validate(yaml(values)), `${values}: ${JSON.stringify(validate.errors)}`);
  }
  for (const wrong of [
    { replica: 3 },
    { settings: { GATEWAY_DATABASE_URL: 'postgresql://in:plain@text/db' } },
    { settings: { GATEWAY_REDIS_URL: 'redis://in:plain@text' } },
    { settings: { GATEWAY_PORT: '80' } },
    { secrets: { databaseUrl: { name: '', key: 'x' } } },
    { resources: { requests: { memory: '1Gi' } } },
    { trustStore: { secretName: 'there-is-nothing-secret-in-it' } },
    { trustStore: { configMapName: 'trust', key: '../tls/tls.key' } },
  ]) {
    ok(!validate(wrong), JSON.stringify(wrong));
  }
});

test('what it makes has the members and types of Kubernetes, whatever the values', async () => {
  const groups = new Map();
  const lines = [];
  for (const [values, objects] of all) {
    for (const object of objects) {
      const operator = object.apiVersion.startsWith('monitoring.coreos.com/');
      const module = `${operator ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models'}/${object.apiVersion}`;
      const models = await import(module);
      ok(models[object.kind], `${object.apiVersion} ${object.kind}`);
      try {
        new models[object.kind](object).validate();
      } catch (failure) {
        failure.message = `${values} ${object.kind} ${object.metadata.name}: ${failure.message}`;
        throw failure;
      }
      const alias = groups.get(module) ?? `m${groups.size}`;
      groups.set(module, alias);
      lines.push(`export const o${lines.length}: ${alias}.I${object.kind} = ${JSON.stringify(object)};`);
    }
  }
  typed('kubernetes', [...[...groups].map(([module, alias]) => `import type * as ${alias} from '${module}';`), ...lines]);
});

test('with everything switched on there is every kind', () => {
  deepEqual([...new Set(everything.map((each) => each.kind))].sort(), [
    'ConfigMap',
    'Deployment',
    'HorizontalPodAutoscaler',
    'Ingress',
    'Job',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'PrometheusRule',
    'Service',
    'ServiceAccount',
    'ServiceMonitor',
  ].sort());
});

test('names are unique, and selectors find what they are for', () => {
  for (const [values, objects] of all) {
    const names = objects.map((each) => `${each.kind} ${each.metadata.name}`);
    deepEqual(names, [...new Set(names)], values);
    const [deployment] = only(objects, 'Deployment');
    const pod = deployment.spec.template.metadata.labels;
    const found = (selector, labels) => Object.entries(selector).every(([name, value]) => labels[name] === value);
    const selectors = [
      deployment.spec.selector.matchLabels,
      ...only(objects, 'Service').map((each) => each.spec.selector),
      ...only(objects, 'PodDisruptionBudget').map((each) => each.spec.selector.matchLabels),
      ...only(objects, 'NetworkPolicy').map((each) => each.spec.podSelector.matchLabels),
    ];
    for (const selector of selectors) {
      ok(found(selector, pod), JSON.stringify(selector));
      for (const job of only(objects, 'Job')) {
        ok(!found(selector, job.spec.template.metadata.labels), 'a migration is no gateway');
      }
    }
    for (const monitor of only(objects, 'ServiceMonitor')) {
      const [service, ...others] = only(objects, 'Service').filter((each) => found(monitor.spec.selector.matchLabels, each.metadata.labels));
      equal(others.length, 0);
      ok(service.spec.ports.some((port) => port.name === monitor.spec.endpoints[0].port));
      equal(service.metadata.labels[monitor.spec.jobLabel], 'meetings-gateway', 'the job that rules and dashboards ask for');
    }
    for (const scaler of only(objects, 'HorizontalPodAutoscaler')) {
      equal(scaler.spec.scaleTargetRef.name, deployment.metadata.name);
      equal(deployment.spec.replicas, undefined, 'who scales is the only one who does');
    }
  }
});

test('pods are not root, write nowhere but to their volumes, and secrets are only referred to', () => {
  for (const [, objects] of all) {
    for (const { spec } of [...only(objects, 'Deployment'), ...only(objects, 'Job')]) {
      const pod = spec.template.spec;
      equal(pod.securityContext.runAsNonRoot, true);
      equal(pod.automountServiceAccountToken, false);
      equal(pod.enableServiceLinks, false);
      for (const container of pod.containers) {
        deepEqual(container.securityContext, {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        ok(container.resources.limits.memory);
        for (const variable of container.env.filter((each) => /KEY$|TOKEN|SECRET|DATABASE_URL|REDIS_URL/.test(each.name) && each.name !== 'GATEWAY_TLS_KEY')) {
          ok(variable.valueFrom.secretKeyRef.name, variable.name);
        }
      }
    }
    deepEqual(only(objects, 'Secret'), []);
  }
});

test('a certificate is mounted as a folder that only the gateway reads', () => {
  const seen = all.flatMap(([, objects]) => only(objects, 'Deployment')).map(({ spec }) => {
    const { containers: [container], volumes } = spec.template.spec;
    const files = container.env.filter((each) => each.name.startsWith('GATEWAY_TLS_')).map((each) => each.value);
    const mount = container.volumeMounts.find((each) => each.name === 'tls');
    const volume = volumes.find((each) => each.name === 'tls');
    if (files.length > 0) {
      deepEqual(files, ['tls.crt', 'tls.key'].map((file) => `${mount.mountPath}/${file}`));
      equal(mount.subPath, undefined, 'what is mounted as a file stays as it is');
      equal(mount.readOnly, true);
      equal(volume.secret.defaultMode, 0o440);
    }
    return Boolean(mount && volume);
  });
  deepEqual([...new Set(seen)].sort(), [false, true]);
});

test('the pods and the job trust the same, of a store that is mounted', () => {
  const seen = all.flatMap(([values, objects]) => {
    const pods = [...only(objects, 'Deployment'), ...only(objects, 'Job')].map(({ spec }) => spec.template.spec);
    return pods.map(({ containers: [container], volumes }) => {
      const options = container.env.find((each) => each.name === 'JAVA_OPTS')?.value;
      const mount = container.volumeMounts.find((each) => each.name === 'trust');
      const volume = volumes.find((each) => each.name === 'trust');
      if (mount || volume) {
        const { trustStore, javaOpts } = yaml(values);
        equal(options, `-Djavax.net.ssl.trustStore=${mount.mountPath}/${trustStore.key} ${javaOpts}`);
        equal(mount.readOnly, true);
        deepEqual(volume.configMap, { name: trustStore.configMapName });
      } else {
        equal(options, undefined);
      }
      return `${values} ${options}`;
    });
  });
  equal(new Set(seen).size, cases.length, 'deployment and job have the same');
});

test('as many replicas as there are by default find room in a PostgreSQL as it is by default', () => {
  const store = text('../gateway/server/src/main/java/org/meetingsgateway/server/store/Store.java');
  const pools = [...store.matchAll(/ int (CONNECTIONS|TRANSACTIONS|SEARCHES|QUERIES|VERSIONS) = (\d+);/g)].map((match) => Number(match[2]));
  equal(pools.length, [...store.matchAll(/(pipelined|unshared)\("/g)].length);
  const each = pools.reduce((sum, size) => sum + size);
  const [{ spec }] = only(rendered(null), 'HorizontalPodAutoscaler');
  const surge = only(rendered(null), 'Deployment')[0].spec.strategy.rollingUpdate.maxSurge;
  ok((spec.maxReplicas + surge) * each <= 100 - 3);
  for (const said of ['chart/values.yaml', 'chart/README.md', 'chart/templates/NOTES.txt', 'RUNBOOK.md']) {
    ok(new RegExp(`\\b${each}\\b`).test(text(said)), said);
  }
  ok(helm(null, '--notes').includes(` ${(spec.maxReplicas + surge) * each} connections `));
  ok(helm('checks/values/little.yaml', '--notes').includes(` ${(1 + surge) * each} connections `), 'without autoscaling');
});

test('what is told after an install speaks as the pods do', () => {
  ok(helm(null, '--notes').includes(' http://127.0.0.1:8080/docs'));
  ok(helm('checks/values/everything.yaml', '--notes').includes(' https://127.0.0.1:8080/docs'));
});

test('a start that migrates has as long as the job would have', () => {
  const values = yaml('chart/values.yaml');
  for (const [, objects] of all) {
    const { startupProbe } = only(objects, 'Deployment')[0].spec.template.spec.containers[0];
    const [job] = only(objects, 'Job');
    ok(startupProbe.periodSeconds * startupProbe.failureThreshold >= (job ? 120 : values.migrations.activeDeadlineSeconds));
  }
});

test('a pod has longer to stop than a gateway takes, and one is migrated before it is there', () => {
  for (const [, objects] of all) {
    const pod = only(objects, 'Deployment')[0].spec.template.spec;
    const pause = Number(pod.containers[0].lifecycle.preStop.exec.command[1]);
    ok(pod.terminationGracePeriodSeconds >= pause + 45);
    for (const job of only(objects, 'Job')) {
      deepEqual(job.spec.template.spec.containers[0].args, ['--migrate']);
      equal(job.metadata.annotations['helm.sh/hook'], 'pre-install,pre-upgrade');
      equal(job.spec.template.spec.containers[0].image, pod.containers[0].image);
    }
  }
});

test('the rules and the dashboards are those of the repository', () => {
  const groups = listed('prometheus/rules', '.yaml').flatMap((path) => yaml(path).groups);
  const [rule] = only(everything, 'PrometheusRule');
  const link = yaml('checks/values/everything.yaml').prometheusRule.runbookUrl;
  deepEqual(rule.spec.groups, JSON.parse(JSON.stringify(groups).replaceAll('deploy/RUNBOOK.md', link)));
  const maps = only(everything, 'ConfigMap').map((each) => Object.entries(each.data)[0]);
  for (const path of listed('grafana/dashboards', '.json')) {
    deepEqual(JSON.parse(maps.find(([name]) => path.endsWith(`/${name}`))[1]), JSON.parse(text(path)));
  }
  equal(maps.length, listed('grafana/dashboards', '.json').length);
});
