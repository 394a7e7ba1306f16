import pino from 'pino';

export type Log = ReturnType<typeof createLog>;

/**
 * JSON log lines {timestamp, level, service, message, context}. No personal data goes in: ids and states only.
 * Level by LOG_LEVEL (debug, info, warn, error).
 */
export function createLog(service: string, level = process.env.LOG_LEVEL ?? 'info') {
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
      serializers: { error: pino.stdSerializers.err },
    },
    pino.destination({ fd: 1, sync: true }),
  );
  const write =
    (to: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, context: Record<string, unknown> = {}) =>
      logger[to](context, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
