import type { z } from 'zod';
import { configFaults } from '../../platform/config.ts';

/** One variable of a process and where its value comes from. */
export interface Setting {
  name: string;
  /** '' where nothing is set; secrets are masked */
  value: string;
  source: 'environment' | 'stack' | 'default' | 'unset';
  description: string;
}

/**
 * What a process would read: the stack's own variables go before the environment's, as they do when it starts one.
 * `given` is that; the faults are those that it would name, in its own words.
 */
export function settingsInForce(
  schema: z.ZodObject,
  { environment, stack }: { environment: NodeJS.ProcessEnv; stack: Record<string, string> },
): { settings: Setting[]; given: Record<string, string | undefined>; faults: string[] } {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, stack[name] || environment[name] || undefined]),
  );
  const settings = Object.entries(schema.shape).map(([name, field]): Setting => {
    const value = given[name] ?? defaultOf(field as z.ZodType);
    return {
      name,
      value: masked(name, value),
      source: sourceOf(name, { environment, stack, value }),
      description: (field as z.ZodType).description ?? '',
    };
  });
  return { settings, given, faults: configFaults(schema, given) };
}

/** Hides what opens doors; an address keeps everything but its password. */
export const masked = (name: string, value: string): string => {
  if (value === '') return '';
  if (/SECRET|TOKEN|PASSWORD|API_KEY/.test(name)) return '***';
  return value.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:***@');
};

function sourceOf(
  name: string,
  at: { environment: NodeJS.ProcessEnv; stack: Record<string, string>; value: string },
): Setting['source'] {
  if (at.environment[name] && (!at.stack[name] || at.stack[name] === at.environment[name]))
    return 'environment';
  if (at.stack[name]) return 'stack';
  return at.value === '' ? 'unset' : 'default';
}

function defaultOf(field: z.ZodType): string {
  const parsed = field.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
}
