import { suits, type TimeBounds } from './wanted.ts';

/** What must stand in the records when the call is over. */
export interface Goal {
  ends: 'booked' | 'cancelled' | 'callback' | 'transferred' | 'nothing';
  /** null: no booking is wanted */
  booking: WantedBooking | null;
  /** questions that must have been answered */
  questions: readonly string[];
}

export interface WantedBooking {
  study: string;
  /** YYYY-MM-DD, any of them */
  days: readonly string[];
  time: TimeBounds;
  name: string;
  /** ten digits from zero */
  phone: string;
  age: number;
  /** not checked when undefined */
  price?: string;
}

/** An appointment that holds a time, as it stands in the database. */
export interface BookedRow {
  callId: string;
  study: string;
  /** local, YYYY-MM-DD and HH:MM */
  day: string;
  time: string;
  name: string;
  phone: string;
  age: string;
  price: string;
}

/** What the call has left. */
export interface Evidence {
  callId: string;
  appointments: readonly BookedRow[];
  callbacks: readonly { callId: string; phone: string }[];
  action: 'none' | 'hang-up' | 'transfer';
  /** the caller's own questions that were answered rightly */
  answered: readonly string[];
}

export interface Verdict {
  success: boolean;
  /** a booking stands that the caller does not want */
  wrongBooking: boolean;
  /** each says what is wrong, in words that group well */
  faults: readonly string[];
}

/** Compares what a call has left with what its caller wanted. Rows too many are faults as much as rows that lack. */
export function judge(goal: Goal, { callId, appointments, callbacks, action, answered }: Evidence): Verdict {
  const wrong: string[] = [];
  const faults: string[] = [];
  const [booking, ...extra] = appointments;
  if (goal.booking === null) {
    if (booking !== undefined) wrong.push('booked, though no booking was wanted');
  } else if (booking === undefined) faults.push('not booked');
  else {
    if (extra.length > 0) wrong.push(`${extra.length} booking(s) too many`);
    wrong.push(...appointments.flatMap((row) => differences(goal.booking, row)));
    if (goal.booking.price !== undefined && digits(booking.price) !== digits(goal.booking.price))
      faults.push(`booked at the price "${booking.price}" instead of "${goal.booking.price}"`);
    if (booking.age !== `${goal.booking.age}`) faults.push('booked with another age');
  }
  if (appointments.some((row) => row.callId !== callId)) wrong.push('booked under another call');

  const callbackWanted = goal.ends === 'callback';
  if (callbackWanted && callbacks.length === 0) faults.push('no callback was left');
  if (!callbackWanted && callbacks.length > 0) faults.push('a callback was left that nobody wanted');
  if (callbacks.length > 1) faults.push('more than one callback');
  if (goal.ends === 'transferred' && action !== 'transfer') faults.push('not put through to a person');
  if (goal.ends !== 'transferred' && action === 'transfer') faults.push('put through to a person unasked');
  for (const question of goal.questions)
    if (!answered.includes(question)) faults.push(`question not answered: ${question}`);
  return {
    success: wrong.length + faults.length === 0,
    wrongBooking: wrong.length > 0,
    faults: [...wrong, ...faults],
  };
}

function differences(wanted: WantedBooking | null, row: BookedRow): string[] {
  if (wanted === null) return [];
  const found: string[] = [];
  if (row.study !== wanted.study) found.push('booked another study');
  if (!wanted.days.includes(row.day)) found.push('booked another day');
  if (!suits(row.time, wanted.time)) found.push('booked another time');
  if (plain(row.name) !== plain(wanted.name)) found.push('booked under another name');
  if (digits(row.phone).slice(-9) !== wanted.phone.slice(-9)) found.push('booked with another phone');
  return found;
}

const plain = (name: string): string =>
  name.toLowerCase().replace(/[’ʼ`]/g, "'").replace(/ё/g, 'е').split(/\s+/).sort().join(' ');
const digits = (text: string): string => text.replace(/\D/g, '');
