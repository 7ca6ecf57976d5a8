import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { type ExportResult, ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Statement } from '../../database/statements.js';
import type { Logger } from '../../logger.js';
import { OK } from './request-record.js';
import type { Tracing, TracingConfig } from './tracing.js';

/** How long a stopping server waits for the collector to accept its last traces. */
const FLUSH_TIMEOUT_MILLIS = 2000;

/**
 * Traces with OpenTelemetry. Nothing is registered globally: the current span is passed on by a context manager of this
 * instance.
 */
export class OpenTelemetryTracing implements Tracing {
  private readonly contexts = new AsyncLocalStorageContextManager().enable();
  private readonly propagator = new W3CTraceContextPropagator();
  private readonly requestSpans = new WeakMap<FastifyRequest, Span>();
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;

  constructor(
    url: string,
    config: TracingConfig,
    private readonly log: Logger,
  ) {
    this.provider = new TracerProvider({
      resource: describeService(config.otelServiceName),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.otelTracesSamplerArg) }),
      spanProcessors: [new BatchSpanProcessor({ exporter: new LoggingExporter(url, log) })],
    });
    this.tracer = this.provider.getTracer('gatehouse');
  }

  /** Names: https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
  traceRequests(server: FastifyInstance): void {
    server.addHook('onRequest', (request, _reply, done) => {
      this.startRequest(request);
      done();
    });
    server.requestEndListeners.push((request, reply) => this.endRequest(request, reply.statusCode));
  }

  private startRequest(request: FastifyRequest): void {
    const { method, routeOptions, protocol, record, headers } = request;
    // The route, not the path, because an unknown path may contain anything.
    const route = routeOptions.url && { 'http.route': routeOptions.url, 'url.path': routeOptions.url };
    const attributes = { 'http.request.method': method, 'url.scheme': schemeOf(protocol), ...(route || {}) };
    const caller = this.propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const name = [method, routeOptions.url].filter(Boolean).join(' ');
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
    record.traceId = span.spanContext().traceId;
    this.requestSpans.set(request, span);
  }

  endRequest(request: FastifyRequest, statusCode: number): void {
    const span = this.requestSpans.get(request);
    if (!span?.isRecording()) return;
    span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  /** Names: https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/ */
  traceOperation<T>(request: FastifyRequest, work: () => T): T {
    const parent = trace.setSpan(ROOT_CONTEXT, this.requestSpans.get(request) as Span);
    const span = this.tracer.startSpan('graphql', {}, parent);
    const result = this.contexts.with(trace.setSpan(parent, span), work);
    void Promise.resolve(result).then(
      () => endOperation(span, request),
      () => endOperation(span, request),
    );
    return result;
  }

  readonly trace = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const parent = this.contexts.active();
    const span = this.tracer.startSpan(name, {}, parent);
    return this.contexts.with(trace.setSpan(parent, span), work).finally(() => span.end());
  };

  /** Names: https://opentelemetry.io/docs/specs/semconv/database/postgresql/ */
  readonly onStatement = ({ summary, startedAt, durationMillis, failed }: Statement): void => {
    const parent: Context = this.contexts.active();
    // The server's own work, such as pruning, belongs to no request.
    if (!trace.getSpan(parent)) return;
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': summary };
    const span = this.tracer.startSpan(summary, { kind: SpanKind.CLIENT, startTime: startedAt, attributes }, parent);
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(startedAt + durationMillis);
  };

  async close(): Promise<void> {
    const sent = this.provider.shutdown().then(
      () => true,
      () => false,
    );
    const late = sleep(FLUSH_TIMEOUT_MILLIS, false, { ref: false });
    if (!(await Promise.race([sent, late])))
      this.log.warn('the collector did not accept all traces before the server stopped');
  }
}

/** The value of a proxy may be anything. */
function schemeOf(protocol: string): 'http' | 'https' {
  return protocol === 'https' ? 'https' : 'http';
}

function endOperation(span: Span, { record }: FastifyRequest): void {
  const { operationType, operationName } = record;
  if (operationType) span.updateName([operationType, ...record.fieldNames].join(' '));
  if (operationType) span.setAttribute('graphql.operation.type', operationType);
  if (operationName) span.setAttribute('graphql.operation.name', operationName);
  const outcome = record.outcome(200);
  if (outcome !== OK) span.setAttribute('error.type', outcome);
  span.end();
}

/** OpenTelemetry itself reads OTEL_RESOURCE_ATTRIBUTES, OTEL_EXPORTER_OTLP_HEADERS and the like. */
function describeService(name: string) {
  return defaultResource()
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector] }))
    .merge(resourceFromAttributes({ 'service.name': name }));
}

/** Logs when the collector does not accept traces, because OpenTelemetry itself stays silent. */
class LoggingExporter extends OTLPTraceExporter {
  constructor(
    url: string,
    private readonly log: Logger,
  ) {
    super({ url });
  }

  override export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    super.export(spans, (result) => {
      const spanCount = spans.length;
      if (result.code === ExportResultCode.FAILED)
        this.log.warn({ spanCount }, 'the collector did not accept the traces');
      done(result);
    });
  }
}
