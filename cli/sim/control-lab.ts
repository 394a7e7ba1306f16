import { createControl } from '../../media-edge/switch-control/control.ts';
import { createEdgeClient } from '../../media-edge/switch-control/edge-client.ts';
import { createEdgePool } from '../../media-edge/switch-control/edge-pool.ts';
import { openEsl } from '../../media-edge/switch-control/esl/client.ts';
import { EVENT_NAMES, EVENT_SUBCLASSES } from '../../media-edge/switch-control/switch-event.ts';
import type { SimulatedSwitch } from './switch.ts';

export const ESL_PASSWORD = 'secret';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A controller of its own, as its process would be: connected to a switch and to edges by real sockets. */
export function startLabControl(options: {
  simulated: SimulatedSwitch;
  edgeUrls: readonly string[];
  controllerId?: string;
  answerTimeoutMs?: number;
  music?: string;
  recordTo?: string;
  /** how often edges are asked how they stand, ms */
  lookEveryMs?: number;
}) {
  const { simulated, edgeUrls, answerTimeoutMs = 10_000, controllerId, music = '', recordTo = '' } = options;
  const edges = createEdgePool({
    edges: edgeUrls.map(createEdgeClient),
    onLost: (url) => control.edgeLost(edges.callsOn(url)),
    lookEveryMs: options.lookEveryMs ?? 1_000,
  });
  const esl = openEsl({
    host: '127.0.0.1',
    port: simulated.eslPort ?? 0,
    password: ESL_PASSWORD,
    events: EVENT_NAMES,
    subclasses: EVENT_SUBCLASSES,
    onEvent: (event) => control.handle(event),
    onUp: () => void control.resync().catch(() => {}),
    onDown: () => {},
    retryMs: { first: 20, longest: 100 },
    answerTimeoutMs,
  });
  const control = createControl({
    ...{ esl, edges, log: quiet, recordTo, ...(controllerId === undefined ? {} : { controllerId }) },
    transfers: {
      ...{ context: 'default', dial: 'user/{target}', sipDial: 'sofia/external/{target}', music },
    },
  });
  return {
    esl,
    control,
    edges,
    /** as a process ends that is killed: nothing is said to anybody */
    stop() {
      control.stop();
      edges.stop();
      esl.close();
    },
  };
}
