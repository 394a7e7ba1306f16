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
  const faults = configFaults(schema, given);
  if (faults.length > 0) throw new ConfigError(`bad configuration\n${faults.join('\n')}`);
  return schema.parse(given);
}

/** What is wrong with the given values, a line for each: the variable, its value unless it may be secret, the repair. */
export function configFaults(
  schema: z.ZodObject,
  given: Readonly<Record<string, string | undefined>>,
): string[] {
  const { error } = schema.safeParse(given);
  return (error?.issues ?? []).map((issue) => {
    const key = String(issue.path[0] ?? '');
    const value = given[key];
    if (value === undefined) return `✖ ${key} is not set`;
    return `✖ ${key}: ${wordsOf(issue)}${SECRET.test(key) ? '' : ` (is "${value}")`}`;
  });
}

/** A number that is none is NaN to the schema, which says nothing to whoever wrote it. */
const wordsOf = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'invalid_type' && message.endsWith('NaN') ? 'expected a number' : message;

/** Names of variables whose values are never shown: addresses may hold passwords. */
const SECRET = /SECRET|TOKEN|PASSWORD|KEY|DATABASE_URL|REDIS_URL/;

/** A fault of the environment: its message names the variable, the value and the repair. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** `host:port` with a port of 1-65535. */
export const hostAndPort = z.string().regex(/^[^:\s]+:\d{1,5}$/, 'expected host:port, e.g. 127.0.0.1:7233');
export const port = z.coerce
  .number({ error: 'expected a port, 0-65535' })
  .int('expected a port, 0-65535')
  .min(0, 'expected a port, 0-65535')
  .max(65535, 'expected a port, 0-65535');
/** A PostgreSQL server and database. The value may hold a password, so the fault does not repeat it. */
export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'expected postgres://user:password@host:5432/database',
});
/** Key of the tokens for calls from pages: who has it can call without being asked. */
export const webCallSecret = z.string().min(16, 'expected at least 16 characters');
/** An address of HTTP, e.g. http://127.0.0.1:8081. */
export const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'expected an address like http://127.0.0.1:8081',
});
/** An address of WebSockets, e.g. ws://127.0.0.1:8090. */
export const webSocketUrl = z.url({
  protocol: /^wss?$/,
  error: 'expected an address like ws://127.0.0.1:8090',
});
/** A Redis server. The value may hold a password, so the fault does not repeat it. */
export const redisUrl = z.url({
  protocol: /^rediss?$/,
  error: 'expected redis://user:password@host:6379',
});
