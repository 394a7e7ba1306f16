import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { CALL_TASK_QUEUE } from '../contracts/call-messages.ts';
import {
  rowsWaiting,
  SHEET_WRITER_WORKFLOW,
  type SheetWriterInput,
  sheetWriterWorkflowId,
} from '../contracts/sheet-messages.ts';
import type { RecordAttempt } from './records.ts';

/** The attempt that the SDK is running. Call its methods inside an activity only. */
export const temporalRecordAttempt: RecordAttempt = {
  number: () => Context.current().info.attempt,
  beat: () => Context.current().heartbeat(),
  pause: (ms) => Context.current().sleep(ms),
};

/** So many milliseconds lie between two writes of a sheet: Google allows 60 a minute. */
const SHEET_PAUSE_MS = 2_000;

/** Signals the sheet's writer, and starts it in the same step where it does not run. */
export const createWakeSheetWriter =
  (
    client: Client,
    {
      taskQueue = CALL_TASK_QUEUE,
      pauseMs = SHEET_PAUSE_MS,
      idleMs,
    }: { taskQueue?: string; pauseMs?: number; idleMs?: number } = {},
  ) =>
  async (sheet: string): Promise<void> => {
    await client.withDeadline(Date.now() + 10_000, () =>
      client.workflow.signalWithStart<(input: SheetWriterInput) => Promise<void>>(SHEET_WRITER_WORKFLOW, {
        workflowId: sheetWriterWorkflowId(sheet),
        taskQueue,
        args: [{ sheet, pauseMs, ...(idleMs === undefined ? {} : { idleMs }) }],
        signal: rowsWaiting,
        staticSummary: `writes the rows of ${sheet}`,
      }),
    );
  };
