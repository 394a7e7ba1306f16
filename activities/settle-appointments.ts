import type { WrapUpActivities } from '../contracts/activities.ts';
import { parseAppointmentId } from '../domain/schedule/appointment-id.ts';
import { isChange, type WantedAppointment } from '../domain/schedule/wanted-appointment.ts';
import { changedCells, contactCell, rowKeysOf } from '../domain/sheet-row/row.ts';
import type { CallbackList } from './request-callback.ts';

/** What settling needs from the book of appointments. */
export interface FinalAppointmentBook {
  /** the call's rows become exactly these, for good; answers those that could not be kept */
  settle(callId: string, wanted: readonly WantedAppointment[]): Promise<readonly WantedAppointment[]>;
}

/** What settling needs from the outbox of the sheet. */
export interface ChangeableRows {
  /** changes cells (column index → text) of the first of these rows that there is; answers its sheet, null: there is none */
  change(row: {
    rowKeys: readonly string[];
    cells: Readonly<Record<number, string>>;
  }): Promise<string | null>;
}

/**
 * Writes the call's final appointments once more, so that a retry, a superseded turn or a late attempt of a tool cannot
 * have the last word. A promised time that somebody else has is a case for a person: it leaves a callback. Where an
 * earlier call's appointment was changed, that call's row in the sheet is told.
 */
export const createSettleAppointmentsActivities = ({
  appointments,
  callbacks,
  sheetRows,
  wakeSheetWriter,
}: {
  appointments: FinalAppointmentBook;
  callbacks: CallbackList;
  sheetRows: ChangeableRows;
  wakeSheetWriter(sheet: string): Promise<void>;
}): Pick<WrapUpActivities, 'settleAppointments'> => ({
  async settleAppointments({ facts: { callId, tenant, timeZone, from }, appointments: desired }) {
    const wanted = desired.map((one): WantedAppointment => ({ ...one, callId, tenant, timeZone }));
    const lost = await appointments.settle(callId, wanted);
    for (const { of, time, details } of wanted.filter(isChange)) {
      const made = parseAppointmentId(of.id);
      const isKept = !lost.some((one) => one.of?.id === of.id);
      const cells = {
        ...(of.time === time ? {} : changedCells(time, timeZone)),
        ...contactCell(details.phone),
      };
      if (made === null || !isKept || Object.keys(cells).length === 0) continue;
      const sheet = await sheetRows.change({ rowKeys: rowKeysOf(made), cells });
      if (sheet !== null) await wakeSheetWriter(sheet);
    }
    if (lost.length === 0) return;
    const reason = `appointment could not be kept: ${lost.map(({ resource, time }) => `${resource} ${time}`).join(', ')}`;
    await callbacks.add({ callId, tenant, phone: from, reason, requestedAt: new Date().toISOString() });
  },
});
