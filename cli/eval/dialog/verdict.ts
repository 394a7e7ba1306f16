import { suits, type TimeBounds } from './wanted.ts';

/** What must stand in the records when the call is over. */
export interface Goal {
  ends: 'booked' | 'moved' | 'cancelled' | 'callback' | 'transferred' | 'nothing';
  /** of this call, one for each person; none: no booking is wanted */
  bookings: readonly WantedBooking[];
  /** appointments that stood before the call */
  earlier: readonly EarlierGoal[];
  /** questions that must have been answered */
  questions: readonly string[];
}

/** What is to become of an appointment that an earlier call made. */
export interface EarlierGoal {
  /** local */
  at: { day: string; time: string };
  /** null: cancelled */
  wants: 'untouched' | null | { days: readonly string[]; time: TimeBounds };
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
  /** which of the appointments that stood before the call; absent: made by this call */
  earlier?: number;
}

/** What the call has left. */
export interface Evidence {
  callId: string;
  appointments: readonly BookedRow[];
  callbacks: readonly { callId: string; phone: string; reason?: string }[];
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

const because = (callbacks: Evidence['callbacks']): string => {
  const reasons = callbacks.flatMap(({ reason }) => reason ?? []);
  return reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
};

/** Compares what a call has left with what its caller wanted. Rows too many are faults as much as rows that lack. */
export function judge(goal: Goal, { callId, appointments, callbacks, action, answered }: Evidence): Verdict {
  const wrong: string[] = [];
  const faults: string[] = [];
  const own = appointments.filter((row) => row.earlier === undefined);
  if (own.length > goal.bookings.length)
    wrong.push(
      goal.bookings.length === 0
        ? 'booked, though no booking was wanted'
        : `${own.length - goal.bookings.length} booking(s) too many`,
    );
  const left = [...own];
  for (const wanted of goal.bookings) {
    const at = Math.max(
      0,
      left.findIndex(({ name }) => plain(name) === plain(wanted.name)),
    );
    const [row] = left.splice(at, 1);
    if (row === undefined) {
      faults.push('not booked');
      continue;
    }
    wrong.push(...differences(wanted, row));
    if (wanted.price !== undefined && digits(row.price) !== digits(wanted.price))
      faults.push(`booked at the price "${row.price}" instead of "${wanted.price}"`);
    if (row.age !== `${wanted.age}`) faults.push('booked with another age');
  }
  if (own.some((row) => row.callId !== callId)) wrong.push('booked under another call');
  goal.earlier.forEach((wanted, index) => {
    const rows = appointments.filter(({ earlier }) => earlier === index);
    const fate = judgeEarlier(wanted, rows);
    if (fate !== null) (fate.wrong ? wrong : faults).push(fate.fault);
  });

  const callbackWanted = goal.ends === 'callback';
  if (callbackWanted && callbacks.length === 0) faults.push('no callback was left');
  if (!callbackWanted && callbacks.length > 0)
    faults.push(`a callback was left that nobody wanted${because(callbacks)}`);
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

/** What is wrong with an appointment that stood before the call; null: nothing. */
function judgeEarlier(
  { at, wants }: EarlierGoal,
  rows: readonly BookedRow[],
): { fault: string; wrong: boolean } | null {
  const [row, ...extra] = rows;
  if (extra.length > 0) return { fault: 'an earlier appointment stands twice', wrong: true };
  const stays = row !== undefined && row.day === at.day && row.time === at.time;
  if (wants === 'untouched')
    return stays ? null : { fault: 'an earlier appointment was changed that nobody meant', wrong: true };
  if (wants === null) return row === undefined ? null : { fault: 'not cancelled', wrong: !stays };
  if (row === undefined) return { fault: 'lost instead of moved', wrong: true };
  if (wants.days.includes(row.day) && suits(row.time, wants.time) && !stays) return null;
  return { fault: stays ? 'not moved' : 'moved to a time that nobody wanted', wrong: !stays };
}

function differences(wanted: WantedBooking, row: BookedRow): string[] {
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
