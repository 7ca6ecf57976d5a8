{{- define "gatehouse.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Of every pod of the release, the migration's included. */}}
{{- define "gatehouse.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of the pods that serve. */}}
{{- define "gatehouse.serverLabels" -}}
{{ include "gatehouse.selectorLabels" . }}
app.kubernetes.io/component: server
{{- end -}}

{{- define "gatehouse.labels" -}}
{{ include "gatehouse.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Settings are listed in each pod rather than in a ConfigMap, which would not exist yet when the migration runs. */}}
{{- define "gatehouse.environment" -}}
envFrom:
  - secretRef:
      name: {{ required "existingSecret: name a Secret that holds DATABASE_URL and JWT_SECRET." .Values.existingSecret }}
env:
  - name: NODE_ENV
    value: production
  - name: HOST
    value: 0.0.0.0
  - name: PORT
    value: "4000"
  - name: SHUTDOWN_GRACE_SECONDS
    value: {{ .Values.shutdownGraceSeconds | quote }}
  - name: PASSWORD_HASH_THREADS
    value: {{ .Values.passwordHashThreads | quote }}
{{- if .Values.metrics.enabled }}
  - name: METRICS_HOST
    value: 0.0.0.0
  - name: METRICS_PORT
    value: {{ .Values.metrics.port | quote }}
{{- end }}
{{- if .Values.signingKeys.existingSecret }}
{{- $files := required "signingKeys.files: list the files of the Secret, the signing one first." .Values.signingKeys.files }}
{{- $paths := list }}
{{- range $files }}{{ $paths = append $paths (printf "/etc/gatehouse/keys/%s" .) }}{{ end }}
  - name: JWT_KEY_FILES
    value: {{ join "," $paths | quote }}
{{- end }}
{{- range $name, $value := .Values.settings }}
  - name: {{ $name }}
    value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "gatehouse.image" -}}
{{ required "image.repository: name the registry and repository of your image." .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- define "gatehouse.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "gatehouse.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "gatehouse.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .Values.signingKeys.existingSecret }}
- name: signing-keys
  mountPath: /etc/gatehouse/keys
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "gatehouse.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.signingKeys.existingSecret }}
- name: signing-keys
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "gatehouse.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}
