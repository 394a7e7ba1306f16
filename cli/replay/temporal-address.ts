import { runningStack } from '../stack/running-stack.ts';

/**
 * host:port of the Temporal server to ask: TEMPORAL_ADDRESS, else the running stack's (one that is starting is waited
 * for). Throws at once where there is neither: a connection would be tried for seconds.
 */
export async function temporalAddress(home: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (env.TEMPORAL_ADDRESS) return env.TEMPORAL_ADDRESS;
  const stack = await runningStack(home, undefined, (words) => process.stderr.write(`${words}\n`));
  if (stack !== undefined) return stack.temporal.address;
  throw new Error(`no stack of ${home} runs: start it with npm run up, or set TEMPORAL_ADDRESS`);
}
