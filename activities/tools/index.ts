import type { CallbackList } from '../request-callback.ts';
import type { Tools } from '../run-tool.ts';
import { findFreeTimes, type Schedule } from './find-free-times.ts';
import { requestCallback } from './request-callback.ts';
import { type AppointmentBook, setAppointment } from './set-appointment.ts';

export interface ToolPorts {
  schedule: Schedule;
  appointments: AppointmentBook;
  callbacks: CallbackList;
}

/** Every tool that a scenario may name (domain/scenario/tools.ts). A new one is a file plus a line here. */
export const createTools = (ports: ToolPorts): Tools => ({
  'find-free-times': findFreeTimes(ports),
  'set-appointment': setAppointment(ports),
  'request-callback': requestCallback(ports),
});
