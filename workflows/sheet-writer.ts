import {
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { SheetActivities } from '../contracts/activities.ts';
import { rowsWaiting, type SheetWriterInput } from '../contracts/sheet-messages.ts';

/** Then nothing has waited for so long that the writer may end; the next row starts it again. */
const IDLE_MS = 60_000;

// the sheet may be away for days and rows must not be lost: no limit of attempts; the beat finds a dead worker
const { flushSheetRows } = proxyActivities<SheetActivities>({
  startToCloseTimeout: '90s',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * The only writer of a sheet: at once when the first row waits, then at most one write per `pauseMs`, however many calls
 * end. The rows are in PostgreSQL, so a signal carries nothing and several count as one. It outlives builds of the worker:
 * change its commands through patched(). (AUTO_UPGRADE can be declared only once workers are versioned: the server refuses
 * a versioning behaviour from any other.)
 */
export async function sheetWriter(input: SheetWriterInput): Promise<void> {
  const { sheet, pauseMs, idleMs = IDLE_MS } = input;
  let waiting = false;
  setHandler(rowsWaiting, () => {
    waiting = true;
  });
  // a run that continues another one was not signalled, but rows may have been left to it
  if (workflowInfo().continuedFromExecutionRunId !== undefined) waiting = true;
  while (await condition(() => waiting, idleMs)) {
    waiting = false;
    const { written } = await flushSheetRows({ sheet });
    // a signal may have come before its row was visible to this write, and one write takes a limited number of rows
    if (written > 0) waiting = true;
    await sleep(pauseMs);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof sheetWriter>(input);
  }
}
