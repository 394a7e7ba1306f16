import type { CallbackList } from '../request-callback.ts';
import type { Tools } from '../run-tool.ts';
import { type ChangeableBook, changeAppointment } from './change-appointment.ts';
import { checkStock } from './check-stock.ts';
import { findAppointments } from './find-appointments.ts';
import { findClient } from './find-client.ts';
import { findFreeTimes, type Schedule } from './find-free-times.ts';
import { findItems } from './find-items.ts';
import type { KnownAppointments } from './made-under.ts';
import { orderStatus } from './order-status.ts';
import { placeOrder } from './place-order.ts';
import { requestCallback } from './request-callback.ts';
import { type AppointmentBook, setAppointment } from './set-appointment.ts';
import type { StorePort } from './store.ts';

export interface ToolPorts extends StorePort {
  schedule: Schedule;
  appointments: AppointmentBook & ChangeableBook;
  known: KnownAppointments;
  callbacks: CallbackList;
}

/** Tools that ask a shop's store. */
export const STORE_TOOLS = ['order-status', 'find-items', 'check-stock', 'place-order'] as const;

/** Every tool that a scenario may name (domain/scenario/tools.ts) or declare. A new one is a file plus a line here. */
export const createTools = (ports: ToolPorts): Tools => ({
  'find-free-times': findFreeTimes(ports),
  'set-appointment': setAppointment(ports),
  'find-client': findClient(ports),
  'find-appointments': findAppointments(ports),
  'change-appointment': changeAppointment(ports),
  'request-callback': requestCallback(ports),
  'order-status': orderStatus(ports),
  'find-items': findItems(ports),
  'check-stock': checkStock(ports),
  'place-order': placeOrder(ports),
});
