import { undone } from '../domain/dialog/appointments.ts';
import type { DesiredAppointment } from '../domain/dialog/types.ts';

/** Remembers every appointment that any turn of the call may have written, superseded turns included. */
export interface AppointmentLedger {
  note(appointments: readonly DesiredAppointment[]): void;
  /**
   * What must stand in the end: the wanted ones, and none for those that only a superseded turn wanted (an earlier call's
   * appointment stays where that turn found it). All under one
   * turn number above `lastTurnSeq` and every noted one, so that no late write of a turn can undo it.
   */
  settle(wanted: readonly DesiredAppointment[], lastTurnSeq: number): readonly DesiredAppointment[];
}

export function createAppointmentLedger(): AppointmentLedger {
  const noted = new Map<number, DesiredAppointment>();
  let highestTurnSeq = 0;
  return {
    note(appointments) {
      for (const appointment of appointments) {
        noted.set(appointment.n, appointment);
        highestTurnSeq = Math.max(highestTurnSeq, appointment.turnSeq);
      }
    },
    settle(wanted, lastTurnSeq) {
      const turnSeq = Math.max(highestTurnSeq, lastTurnSeq) + 1;
      const wantedNumbers = new Set(wanted.map(({ n }) => n));
      const orphans = [...noted.values()].filter(({ n }) => !wantedNumbers.has(n));
      return [...wanted, ...orphans.map(undone)]
        .map((appointment) => ({ ...appointment, turnSeq }))
        .sort((a, b) => a.n - b.n);
    },
  };
}
