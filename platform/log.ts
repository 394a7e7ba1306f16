import pino from 'pino';

export type Log = ReturnType<typeof createLog>;

/**
 * JSON log lines {timestamp, level, service, message, context}. No personal data goes in: ids and states only.
 * Level by LOG_LEVEL (debug, info, warn, error; default info, which also stands for an unknown one).
 */
export function createLog(service: string, level = levelOf(process.env.LOG_LEVEL)) {
  const logger = pino(
    {
      level,
      base: undefined,
      messageKey: 'message',
      nestedKey: 'context',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label === 'warn' ? 'WARNING' : label.toUpperCase(), service }),
      },
      serializers: { error: withoutValues },
    },
    pino.destination({ fd: 1, sync: true }),
  );
  const write =
    (to: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, context: Record<string, unknown> = {}) =>
      logger[to](context, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

/** Any case, and `warning`, as the speech worker takes it from the same environment. */
export function levelOf(given: string | undefined): string {
  const name = (given ?? '').toLowerCase().replace('warning', 'warn');
  return LEVELS.includes(name) ? name : 'info';
}

/**
 * Of an error only what its author wrote: libraries hang whole requests, commands with passwords and database rows on
 * theirs.
 */
function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = (error as NodeJS.ErrnoException).code;
  const inner = error instanceof AggregateError ? error.errors : [];
  return {
    type: name,
    ...(code === undefined ? {} : { code }),
    message,
    stack,
    ...(cause === undefined ? {} : { cause: withoutValues(cause) }),
    ...(inner.length === 0 ? {} : { errors: inner.map(withoutValues) }),
  };
}
