import { freePort } from './free-port.ts';

/** Ports that people know; another one where it is taken. PostgreSQL and Redis keep away from the system's own. */
export const USUAL_PORTS = {
  temporal: 7233,
  temporalUi: 8233,
  temporalMetrics: 9095,
  postgres: 5433,
  redis: 6380,
  speech: 8081,
  edge: 8090,
  edgeInternal: 8091,
  admin: 8080,
  callWorker1: 9101,
  callWorker2: 9102,
  switchControl: 9103,
  store: 9104,
} as const;

export type StackPorts = Record<keyof typeof USUAL_PORTS, number>;

/** Variables that fix a port: a taken one is then an error of the process that wants it. */
const FIXED: Partial<Record<keyof StackPorts, string>> = {
  speech: 'SPEECH_PORT',
  edge: 'EDGE_PORT',
  edgeInternal: 'EDGE_INTERNAL_PORT',
  admin: 'ADMIN_PORT',
  store: 'STORE_PORT',
};

/** Their names: where one is set, the stack takes that port and no other. */
export const FIXED_PORTS: readonly string[] = Object.values(FIXED);

/**
 * Chooses all ports at once, so that no two processes get the same one. HOLDFAST_PORTS=any keeps away from the usual
 * ones: of two stacks that start in the same moment both would find them free.
 */
export async function choosePorts(env: NodeJS.ProcessEnv): Promise<StackPorts> {
  const ports: StackPorts = { ...USUAL_PORTS };
  const taken = new Set<number>();
  for (const name of Object.keys(USUAL_PORTS) as (keyof StackPorts)[]) {
    const fixed = Number(env[FIXED[name] ?? '']);
    ports[name] = fixed || (await freePort(env.HOLDFAST_PORTS === 'any' ? 0 : USUAL_PORTS[name], taken));
    taken.add(ports[name]);
  }
  return ports;
}
