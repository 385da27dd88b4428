import type { FastifyInstance, FastifyLoggerOptions } from 'fastify';
import type { LogLevel } from '../../config.ts';

/** Where the lines go: standard output, unless a test collects them. */
export interface LogPlace {
  readonly level: LogLevel;
  readonly stream?: { write(line: string): void };
}

/**
 * 运行日志: lines of JSON. Neither names nor addresses nor contents stand in it: a route is named by its pattern, an
 * error by its kind, what stands in quotation marks or brackets of its message is left out.
 */
export function loggerOf(place: LogPlace | null): FastifyLoggerOptions | false {
  if (place === null) return false;
  return {
    level: place.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: shownFault, req: () => ({}), res: () => ({}) },
    ...(place.stream && { stream: place.stream }),
  } as unknown as FastifyLoggerOptions;
}

/** One line for each request that was answered. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = null } = request.routeOptions;
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (reply.statusCode >= 500) request.log.error(line);
    else request.log.info(line);
  });
}

/** An error without what people wrote: PostgreSQL quotes values, and puts whole rows into its details. */
export function shownFault(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, message, stack = '', cause } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    kind: name,
    ...(code !== undefined && { code }),
    message: withoutValues(message),
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(cause !== undefined && { cause: shownFault(cause) }),
  };
}

function withoutValues(message: string): string {
  return message
    .slice(0, 500)
    .replaceAll(/"[^"]*"?|“[^”]*”?|'[^']*'?|`[^`]*`?/g, '"…"')
    .replaceAll(/\([^)]*\)?/g, '(…)')
    .replaceAll(/\d{5,}/g, '…');
}
