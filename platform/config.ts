import { z } from 'zod';

/**
 * Reads a process's configuration: the schema's keys are environment variables. Every fault is named at once.
 * An empty string counts as unset, as in a compose file's `NAME=`.
 */
export function loadConfig<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined> = process.env,
): z.infer<S> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((key) => [key, env[key] === '' ? undefined : env[key]]),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(`bad configuration\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** A fault of the environment: its message names the variable, the value and the repair. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** `host:port` with a port of 1-65535. */
export const hostAndPort = z.string().regex(/^[^:\s]+:\d{1,5}$/, 'expected host:port, e.g. 127.0.0.1:7233');
export const port = z.coerce.number().int().min(0).max(65535);
/** A PostgreSQL server and database. The value may hold a password, so the fault does not repeat it. */
export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'expected postgres://user:password@host:5432/database',
});
/** An address of HTTP, e.g. http://127.0.0.1:8081. */
export const httpUrl = z.url({
  protocol: /^https?$/,
  error: ({ input }) => `expected an address like http://127.0.0.1:8081, got "${input}"`,
});
