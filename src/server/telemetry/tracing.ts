import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import type { StatementListener } from '../../database/statements.js';

/** Traces work as part of the current request. */
export type Trace = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Records where the time of a request goes, but never its variables, tokens or addresses. */
export interface Tracing {
  /** Undefined if tracing is off. */
  readonly onStatement: StatementListener | undefined;
  readonly trace: Trace;
  traceRequests(server: FastifyInstance): void;
  /** Ends the trace of a request before the request is over. Does nothing the second time. */
  endRequest(request: FastifyRequest, statusCode: number): void;
  /** Traces the GraphQL operation of a request. */
  traceOperation<T>(request: FastifyRequest, work: () => T): T;
  /** Sends pending traces. */
  close(): Promise<void>;
}

export const NO_TRACING: Tracing = {
  onStatement: undefined,
  trace: (_name, work) => work(),
  traceRequests: () => {},
  endRequest: () => {},
  traceOperation: (_request, work) => work(),
  close: async () => {},
};

export type TracingConfig = Pick<
  Config,
  'otelExporterOtlpEndpoint' | 'otelExporterOtlpTracesEndpoint' | 'otelServiceName' | 'otelTracesSamplerArg'
>;

/** Where to send traces: https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp */
export function collectorUrl({
  otelExporterOtlpEndpoint,
  otelExporterOtlpTracesEndpoint,
}: TracingConfig): string | undefined {
  if (otelExporterOtlpTracesEndpoint) return otelExporterOtlpTracesEndpoint;
  return otelExporterOtlpEndpoint && `${otelExporterOtlpEndpoint.replace(/\/$/, '')}/v1/traces`;
}
