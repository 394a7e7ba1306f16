import type { SheetActivities, WrapUpActivities } from '../contracts/activities.ts';
import { createAccountCostActivities, type UsageLedger } from './account-cost.ts';
import { createExportToSheetActivities, type SheetRowOutbox } from './export-to-sheet.ts';
import { type CallSheet, createFlushSheetRowsActivities, type SheetOutbox } from './flush-sheet-rows.ts';
import type { RecordingStorage } from './recording/storage.ts';
import { createRequestCallbackActivities, type SettledCallbackList } from './request-callback.ts';
import { type CallArchive, createSaveCallActivities } from './save-call.ts';
import { createScoreQualityActivities, type QualityArchive } from './score-quality.ts';
import {
  type ChangeableRows,
  createSettleAppointmentsActivities,
  type FinalAppointmentBook,
} from './settle-appointments.ts';
import { createSettleOrdersActivities } from './settle-orders.ts';
import { createStoreRecordingActivities, type RecordingArchive } from './store-recording.ts';
import type { StorePort } from './tools/store.ts';

/** What is specific to the running attempt; the worker's is temporalRecordAttempt, tests hand in their own. */
export interface RecordAttempt {
  number(): number;
  beat(): void;
  /** rejects when the attempt is cancelled */
  pause(ms: number): Promise<void>;
}

export interface RecordPorts extends StorePort {
  calls: CallArchive & QualityArchive & RecordingArchive;
  usage: UsageLedger;
  appointments: FinalAppointmentBook;
  callbacks: SettledCallbackList;
  sheetRows: SheetRowOutbox & SheetOutbox & ChangeableRows;
  sheet: CallSheet;
  recordings: RecordingStorage;
  wakeSheetWriter(sheet: string): Promise<void>;
  attempt: RecordAttempt;
}

/** Everything after the call, and the sheet's writer. */
export const createRecordActivities = ({
  attempt,
  ...ports
}: RecordPorts): WrapUpActivities & SheetActivities => ({
  ...createSaveCallActivities(ports),
  ...createAccountCostActivities(ports),
  ...createScoreQualityActivities(ports),
  ...createSettleAppointmentsActivities(ports),
  ...createRequestCallbackActivities(ports),
  ...createSettleOrdersActivities(ports),
  ...createStoreRecordingActivities({ ...ports, attempt: () => attempt.number() }),
  ...createExportToSheetActivities({
    ...ports,
    beat: () => attempt.beat(),
    pause: (ms) => attempt.pause(ms),
  }),
  ...createFlushSheetRowsActivities({ ...ports, beat: () => attempt.beat() }),
});
