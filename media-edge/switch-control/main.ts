import type { AddressInfo } from 'node:net';
import { ConfigError, loadConfig } from '../../platform/config.ts';
import { serveHealth } from '../../platform/health.ts';
import { createLog } from '../../platform/log.ts';
import { counter, gauge, measureProcess } from '../../platform/metrics.ts';
import { onShutdown } from '../../platform/shutdown.ts';
import { type ControlConfig, configSchema } from './config.ts';
import { createControl } from './control.ts';
import { createEdgeClient } from './edge-client.ts';
import { openEsl } from './esl/client.ts';
import { FORK_MODULES } from './fork-module.ts';
import { EVENT_NAMES, EVENT_SUBCLASSES } from './switch-event.ts';

const log = createLog('switch-control');
const connects = counter({ name: 'switch_connects_total', help: 'connections made to the event socket' });
const watched = gauge({ name: 'switch_calls', help: 'calls under control' });

/** Controls the calls of one switch until SIGTERM. */
async function main(config: ControlConfig): Promise<void> {
  const [host = '', eslPort = ''] = config.FREESWITCH_ESL.split(':');
  measureProcess();
  let down = 'not connected yet';
  const esl = openEsl({
    host,
    port: Number(eslPort),
    password: config.FREESWITCH_ESL_PASSWORD,
    events: EVENT_NAMES,
    subclasses: EVENT_SUBCLASSES,
    onEvent: (event) => {
      control.handle(event);
      watched.set(control.calls());
    },
    onUp: () => {
      connects.inc();
      log.info('event socket is up', { at: config.FREESWITCH_ESL });
      control.resync().catch((error: unknown) => log.warn('resync failed', { error }));
    },
    onDown: (reason) => {
      down = reason;
      log.warn('event socket is down', { at: config.FREESWITCH_ESL, reason });
    },
  });
  const control = createControl({
    esl,
    edge: createEdgeClient(config.EDGE_INTERNAL_URL),
    log,
    transferContext: config.TRANSFER_CONTEXT,
    module: FORK_MODULES[config.FREESWITCH_MODULE],
  });
  // calls that are under way do not need the control connection to go on
  onShutdown(log, 5_000, async () => {
    control.stop();
    esl.close();
  });
  const health = await serveHealth(
    {
      host: config.CONTROL_HOST,
      port: config.CONTROL_PORT,
      variables: { host: 'CONTROL_HOST', port: 'CONTROL_PORT' },
    },
    () =>
      esl.connected()
        ? null
        : `no event socket at ${config.FREESWITCH_ESL} (${down}): start FreeSWITCH or correct FREESWITCH_ESL`,
  );
  log.info('ready', { port: (health.address() as AddressInfo).port });
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else log.error('switch-control cannot run', { error });
  process.exit(1);
}
