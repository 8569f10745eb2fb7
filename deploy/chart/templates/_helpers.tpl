{{- define "gateway.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of the gateway, and never changes. */}}
{{- define "gateway.selector" -}}
app.kubernetes.io/name: meetings-gateway
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end -}}

{{- define "gateway.labels" -}}
{{ include "gateway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "gateway.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "gateway.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "gateway.name" .) }}
{{- end -}}

{{- define "gateway.fromSecret" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret.name | quote }}
      key: {{ .secret.key | quote }}
{{- end -}}

{{- define "gateway.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "gateway.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* All that is written to is gone with the pod. */}}
{{- define "gateway.volumes" -}}
- name: data
  emptyDir:
    sizeLimit: 16Mi
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.trustStore.configMapName }}
- name: trust
  configMap:
    name: {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "gateway.volumeMounts" -}}
- name: data
  mountPath: /var/lib/meetings-gateway
- name: tmp
  mountPath: /tmp
{{- if .Values.trustStore.configMapName }}
- name: trust
  mountPath: /etc/meetings-gateway/trust
  readOnly: true
{{- end }}
{{- end -}}

{{/* The job asks the same database as the pods, and trusts the same. javaOpts come last: the last one counts. */}}
{{- define "gateway.javaOpts" -}}
{{- $trust := "" -}}
{{- if .Values.trustStore.configMapName -}}
{{- $trust = printf "-Djavax.net.ssl.trustStore=/etc/meetings-gateway/trust/%s" .Values.trustStore.key -}}
{{- end -}}
{{- with list $trust .Values.javaOpts | compact | join " " -}}
- name: JAVA_OPTS
  value: {{ . | quote }}
{{- end -}}
{{- end -}}

{{/* Of PostgreSQL, at the most: for each replica, and for the one that maxSurge adds. */}}
{{- define "gateway.connections" -}}
{{- $replicas := .Values.replicas -}}
{{- if .Values.autoscaling.enabled -}}
{{- $replicas = .Values.autoscaling.maxReplicas -}}
{{- end -}}
{{- add 1 $replicas | mul 24 -}}
{{- end -}}
