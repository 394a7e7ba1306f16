import { setAppointment } from './appointments.ts';
import { readAppointmentsUnder } from './appointments-under-phone.ts';
import { addCallback, withdrawCallback } from './callbacks.ts';
import { saveCall, saveQuality } from './calls.ts';
import { changeAppointment } from './changed-appointments.ts';
import type { Database } from './database.ts';
import { findFreeTimes } from './free-times.ts';
import {
  markRecordingRemoved,
  readExpiredRecordings,
  readRecordingStatus,
  saveRecording,
  withRecordingLock,
} from './recordings.ts';
import { settleAppointments } from './settled-appointments.ts';
import {
  addSheetRow,
  changeSheetRow,
  giveRowNumbers,
  markRowsWritten,
  readWaitingRows,
  readWrittenRow,
  withSheetLock,
} from './sheet-rows.ts';
import { addUsage, recomputeCost } from './usage.ts';

/** Everything that the activities of tools and records ask of PostgreSQL, bound to one pool. */
export function createRecordStores(db: Database) {
  const bind =
    <A extends unknown[], R>(run: (db: Database, ...rest: A) => R) =>
    (...rest: A): R =>
      run(db, ...rest);
  return {
    schedule: { findFreeTimes: bind(findFreeTimes) },
    appointments: {
      set: bind(setAppointment),
      change: bind(changeAppointment),
      settle: bind(settleAppointments),
    },
    known: { madeUnder: bind(readAppointmentsUnder) },
    callbacks: { add: bind(addCallback), withdraw: bind(withdrawCallback) },
    calls: {
      save: bind(saveCall),
      saveQuality: bind(saveQuality),
      saveRecording: bind(saveRecording),
      recordingStatus: bind(readRecordingStatus),
      markRecordingRemoved: bind(markRecordingRemoved),
      expiredRecordings: bind(readExpiredRecordings),
      withRecordingLock: <R>(callId: string, work: () => Promise<R>): Promise<R> =>
        withRecordingLock(db, callId, work),
    },
    usage: { add: bind(addUsage), recomputeCost: bind(recomputeCost) },
    sheetRows: {
      add: bind(addSheetRow),
      change: bind(changeSheetRow),
      writtenRow: bind(readWrittenRow),
      waiting: bind(readWaitingRows),
      give: bind(giveRowNumbers),
      markWritten: bind(markRowsWritten),
      withLock: <R>(sheet: string, work: () => Promise<R>): Promise<R> => withSheetLock(db, sheet, work),
    },
  };
}
export type RecordStores = ReturnType<typeof createRecordStores>;
