import { waitUntil } from './wait-until.ts';

/** A server that a variable of the environment names, and that is therefore not ours to start. */
export interface ForeignServer {
  /** for the message: `PostgreSQL` */
  name: string;
  variable: string;
  /** the variable's value; a password in it is not shown */
  value: string;
  probe: () => Promise<unknown>;
  timeoutMs: number;
  signal?: AbortSignal;
}

/** Waits until it answers; the message names the variable and both repairs. */
export async function foreignServer({ name, variable, value, ...waiting }: ForeignServer): Promise<void> {
  const { probe, timeoutMs, signal } = waiting;
  await waitUntil(probe, {
    ...{ what: `${name} at ${variable}=${withoutPassword(value)}`, timeoutMs, signal },
    repair: `start it or correct ${variable}, or unset it: then the stack starts one of its own`,
  });
}

const withoutPassword = (url: string): string => url.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:***@');
