import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { type EchoActivities, echo, emptyTurn } from './echo.ts';

const { nothing } = proxyLocalActivities<EchoActivities>({ startToCloseTimeout: '1s' });
const { speak } = proxyActivities<EchoActivities>({ startToCloseTimeout: '20s', heartbeatTimeout: '1s' });

/**
 * The baseline: a bare update with a synchronous handler, the least that a durable answer can cost. Beside it a turn
 * with our two local activities and eager reply, all of them empty.
 */
export async function echoCall(): Promise<void> {
  setHandler(echo, (text) => text);
  setHandler(emptyTurn, async (turn) => {
    await nothing(await nothing(turn.turnId));
    return speak(turn);
  });
  await condition(() => false, '1 hour');
}
