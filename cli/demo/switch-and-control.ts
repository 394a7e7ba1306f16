import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Operator } from '../sim/operators.ts';
import { type SimulatedSwitch, startSwitch } from '../sim/switch.ts';
import { startChild } from '../stack/child.ts';
import { freePort } from '../stack/free-port.ts';
import { projectRoot } from '../stack/paths.ts';
import type { StackState } from '../stack/state.ts';
import { probeHttp, waitUntil } from '../stack/wait-until.ts';

/** telephones of the humans to whom the shipped scenarios transfer */
const OPERATORS: Record<string, Operator> = {
  '1000': { does: 'answer', afterMs: 2000 },
  '2000': { does: 'answer', afterMs: 2000 },
};

/** A simulated FreeSWITCH with a switch-control process of ours connected to it, as in an installation. `even`: a line without jitter. */
export async function startControlledSwitch(
  stack: StackState,
  seed: number,
  { even = false } = {},
): Promise<{ switch: SimulatedSwitch; controlPid: number; stop(): Promise<void> }> {
  const password = randomBytes(12).toString('hex');
  const simulated = await startSwitch({
    dialplan: { type: 'control', password },
    seed,
    operators: OPERATORS,
    ...(even ? { jitter: { stalls: 0, longestFrames: 0 } } : {}),
  });
  const port = await freePort();
  const control = startChild({
    name: 'switch-control',
    command: process.execPath,
    args: [join(projectRoot, 'media-edge/switch-control/main.ts')],
    logPath: join(stack.home, 'logs', 'demo-switch-control.log'),
    env: {
      ...process.env,
      FREESWITCH_ESL: `127.0.0.1:${simulated.eslPort}`,
      FREESWITCH_ESL_PASSWORD: password,
      EDGE_INTERNAL_URL: stack.edge.internalUrl,
      CONTROL_PORT: `${port}`,
    },
  });
  const stop = async () => {
    await control.stop(3_000);
    await simulated.close();
  };
  try {
    await waitUntil(() => probeHttp(`http://127.0.0.1:${port}/readyz`), {
      what: 'switch-control',
      timeoutMs: 15_000,
      child: control,
    });
    return { switch: simulated, controlPid: control.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
