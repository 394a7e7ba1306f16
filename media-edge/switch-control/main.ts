import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConfigError, loadConfig } from '../../platform/config.ts';
import { serveHealth } from '../../platform/health.ts';
import { createLog } from '../../platform/log.ts';
import { counter, gauge, measureProcess } from '../../platform/metrics.ts';
import { onShutdown } from '../../platform/shutdown.ts';
import { type ControlConfig, configSchema } from './config.ts';
import { type Control, createControl } from './control.ts';
import { createEdgeClient } from './edge-client.ts';
import { createEdgePool, type EdgePool } from './edge-pool.ts';
import { openEsl } from './esl/client.ts';
import { FORK_MODULES } from './fork-module.ts';
import { type SwitchHost, switchHosts } from './hosts.ts';
import { EVENT_NAMES, EVENT_SUBCLASSES } from './switch-event.ts';

const log = createLog('switch-control');
const connects = counter({
  name: 'switch_connects_total',
  help: 'connections made to the event socket',
  labels: ['switch'],
});
const watched = gauge({ name: 'switch_calls', help: 'calls under control', labels: ['switch'] });
const edgeUp = gauge({ name: 'switch_edge_up', help: '1: the edge answers', labels: ['edge'] });
const edgeCalls = gauge({ name: 'switch_edge_calls', help: 'calls on the edge', labels: ['edge'] });

/** Controls the calls of the switches until SIGTERM. */
async function main(config: ControlConfig): Promise<void> {
  measureProcess();
  const edges = createEdgePool({
    edges: config.EDGE_INTERNAL_URL.map(createEdgeClient),
    onLost(url) {
      log.warn('an edge does not answer: its calls go to another one', { edge: url });
      for (const { control } of switches) control.edgeLost(edges.callsOn(url));
    },
  });
  // one name for all switches, a new one for each run: an edge tells controllers apart by it
  const controllerId = `control-${randomUUID()}`;
  const connectTo = (host: SwitchHost) => connectSwitch(host, { config, edges, controllerId });
  const switches = switchHosts(config.FREESWITCH_ESL, config.FREESWITCH_ESL_PASSWORD).map(connectTo);
  const counting = setInterval(() => {
    for (const { at, control } of switches) watched.set({ switch: at }, control.calls());
    for (const { url, calls, answers } of edges.views()) {
      edgeCalls.set({ edge: url }, calls);
      edgeUp.set({ edge: url }, answers === true ? 1 : 0);
    }
  }, 1000);
  counting.unref();
  // calls that are under way do not need the control connection to go on
  onShutdown(log, 5_000, async () => {
    for (const each of switches) each.stop();
    edges.stop();
  });
  const health = await serveHealth(
    {
      host: config.CONTROL_HOST,
      port: config.CONTROL_PORT,
      variables: { host: 'CONTROL_HOST', port: 'CONTROL_PORT' },
    },
    () => lacking(switches),
  );
  log.info('ready', { port: (health.address() as AddressInfo).port });
}

interface ControlledSwitch {
  at: string;
  control: Control;
  connected(): boolean;
  /** why it is not connected */
  down(): string;
  stop(): void;
}

function connectSwitch(
  { host, port, password }: SwitchHost,
  { config, edges, controllerId }: { config: ControlConfig; edges: EdgePool; controllerId: string },
): ControlledSwitch {
  const at = `${host}:${port}`;
  let down = 'not connected yet';
  const esl = openEsl({
    ...{ host, port, password, events: EVENT_NAMES, subclasses: EVENT_SUBCLASSES },
    onEvent: (event) => control.handle(event),
    onUp: () => {
      connects.inc({ switch: at });
      log.info('event socket is up', { at });
      control.resync().catch((error: unknown) => log.warn('resync failed', { at, error }));
    },
    onDown: (reason) => {
      down = reason;
      log.warn('event socket is down', { at, reason });
    },
  });
  const control = createControl({
    ...{ esl, edges, log },
    // a call id is one switch's: the same one from another switch must not pass for the same asker
    controllerId: `${controllerId}.${at.replaceAll(/[^A-Za-z0-9.-]/g, '-')}`.slice(0, 128),
    transfers: {
      context: config.TRANSFER_CONTEXT,
      dial: config.TRANSFER_DIAL,
      sipDial: config.TRANSFER_SIP_DIAL,
      music: config.TRANSFER_MUSIC ?? '',
    },
    recordTo: config.FREESWITCH_RECORD_TO ?? '',
    module: FORK_MODULES[config.FREESWITCH_MODULE],
  });
  return {
    ...{ at, control, connected: esl.connected, down: () => down },
    stop() {
      control.stop();
      esl.close();
    },
  };
}

/** Ready as long as one switch can be served: a second one that is down is no reason to start this process again. */
function lacking(switches: readonly ControlledSwitch[]): string | null {
  if (switches.some(({ connected }) => connected())) return null;
  const why = switches.map(({ at, down }) => `${at} (${down()})`).join(', ');
  return `no event socket at ${why}: start FreeSWITCH or correct FREESWITCH_ESL`;
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else log.error('switch-control cannot run', { error });
  process.exit(1);
}
