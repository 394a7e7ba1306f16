import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import { startState, step } from './step.ts';
import type { DialogEvent, DialogState, Intent, SlotCandidate, Step } from './types.ts';

const parsed = parseScenario([
  {
    name: 'shop.yaml',
    text: `
name: shop
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: HELLO
operator: '1000'
globals: { operator: PERSON, emergency: DANGER, goodbye: BYE }
limits: { noInput: 3, noMatch: 3, else: PERSON }
slots:
  service: { type: choice, prompt: { en: Which service? }, label: { en: the service }, named: { en: [the service] } }
  day: { type: date, dependsOn: service, prompt: { en: Which day? }, label: { en: the day }, named: { en: [the day] } }
  hour: { type: time, dependsOn: day, prompt: { en: 'I have {{free.times}}.' }, label: { en: the time } }
  phone: { type: phone, confirm: explicit, offerCallerNumber: true, prompt: { en: Which number? }, label: { en: the number }, named: { en: [the number] } }
  sure: { type: yes-no, dependsOn: [service, day, hour, phone], prompt: { en: Book it? } }
catalogue:
  service:
    cut: { say: { en: haircut }, price: 300 UAH }
    wash: { say: { en: wash }, price: 100 UAH }
resources: { chair: { stepMin: 30, hours: { mon: ['09:00', '18:00'] } } }
states:
  HELLO: { say: { en: Hello. }, next: ASK_SERVICE }
  ASK_SERVICE: { say: { en: What would you like? }, ask: service, next: PRICE }
  PRICE: { say: { en: 'That is {{service.price}}.' }, next: ASK_DAY }
  ASK_DAY: { say: { en: Which day suits you? }, ask: day, next: FIND }
  FIND:
    tool: { name: find-free-times, as: free, offers: hour, args: { resource: chair, day: '{{day}}', durationMin: 30, count: 3 } }
    ok: OFFER
    failed: SORRY
  OFFER: { say: { en: 'I have {{free.times}}. Which?' }, ask: hour, next: ASK_PHONE }
  ASK_PHONE: { say: { en: Which number may we call? }, ask: phone, next: CONFIRM }
  CONFIRM: { say: { en: '{{service}} on {{day}}. Shall I book it?' }, ask: sure, review: [service, day, phone], next: BOOK }
  BOOK:
    tool:
      name: set-appointment
      args: { n: 1, resource: chair, time: '{{hour}}', durationMin: 30, details: { phone: '{{phone}}' } }
    ok: BYE
    conflict: TAKEN
    failed: SORRY
  TAKEN: { say: { en: It was just taken. }, clear: [hour], next: FIND }
  SORRY: { say: { en: We will call you. }, outcome: callback, action: hang-up }
  BYE: { say: { en: Goodbye. }, action: hang-up }
  PERSON: { say: { en: Hold on. }, outcome: transferred, action: transfer }
  DANGER: { say: { en: Dial one one two. }, outcome: transferred, action: transfer }
`,
  },
]);
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;

const context = {
  facts: { callId: 'c', tenant: 't', from: '+380671234567', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-23T10:00:00+02:00',
};
const MONDAY = '2026-11-30';
const NINE = `${MONDAY}T09:00:00+02:00`;
const TEN = `${MONDAY}T10:00:00+02:00`;

const value = (slot: string, to: string | boolean, confidence = 0.95): SlotCandidate => ({
  slot,
  value: to,
  say: `${to}`,
  confidence,
  span: [0, 1],
});
const heard = (
  intents: Intent[],
  slots: SlotCandidate[] = [],
  text = 'x',
  confidence: number | null = null,
): DialogEvent => ({
  type: 'understood',
  understanding: { text, confidence, intents, slots },
});
const silence: DialogEvent = { type: 'silence' };
const free: DialogEvent = {
  type: 'tool-finished',
  result: { name: 'find-free-times', status: 'ok', data: { day: MONDAY, times: [NINE, TEN] } },
};
const booked = (status: 'ok' | 'conflict' | 'failed' | 'late'): DialogEvent => ({
  type: 'tool-finished',
  result: { name: 'set-appointment', status, data: {} },
});

/** Plays events from the start; the last step. */
function played(...events: DialogEvent[]): Step {
  let last = step(scenario, startState(scenario, 'en'), { type: 'started' }, context);
  for (const event of events) last = step(scenario, last.state, event, context);
  return last;
}
const does = ({ state, effect }: Step) => ({
  at: state.at,
  does: effect.type === 'run-tool' ? effect.request.name : effect.reply.action.type,
  says: effect.type === 'run-tool' ? '' : effect.reply.text,
});

const cut = heard([], [value('service', 'cut')]);
const monday = heard([], [value('day', MONDAY)]);
const nine = heard([], [value('hour', '09:00')]);
const yes = heard(['yes']);
const no = heard(['no']);
const toOffer = [cut, monday, free];
const toPhone = [...toOffer, nine];
const toConfirm = [...toPhone, yes];
const agreed = heard(['yes'], [value('sure', true)]);

describe('step', () => {
  it.each([
    {
      name: 'the start greets and asks',
      events: [],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Hello. What would you like?',
    },
    {
      name: 'an answer is followed by what it opens',
      events: [cut],
      at: 'ASK_DAY',
      does: 'none',
      says: 'That is 300 hryvnias. Which day suits you?',
    },
    {
      name: 'a tool state runs its tool',
      events: [cut, monday],
      at: 'FIND',
      does: 'find-free-times',
      says: '',
    },
    {
      name: 'its result is offered',
      events: toOffer,
      at: 'OFFER',
      does: 'none',
      says: 'I have nine or ten in the morning. Which?',
    },
    {
      name: 'a tool that fails takes its branch',
      events: [
        cut,
        monday,
        {
          type: 'tool-finished',
          result: { name: 'find-free-times', status: 'late', data: {} },
        } as DialogEvent,
      ],
      at: 'SORRY',
      does: 'hang-up',
      says: 'We will call you.',
    },
    {
      name: 'a result nobody waits for changes nothing',
      events: [cut, free],
      at: 'ASK_DAY',
      does: 'none',
      says: 'Which day?',
    },
    {
      name: 'a time outside the offer is asked of the calendar',
      events: [...toOffer, heard([], [value('hour', '16:00')])],
      at: 'FIND',
      does: 'find-free-times',
      says: '',
    },
    {
      name: '"yes" to several times takes none',
      events: [...toOffer, yes],
      at: 'OFFER',
      does: 'none',
      says: 'I have nine or ten in the morning.',
    },
    {
      name: 'another day may be named instead',
      events: [...toOffer, heard([], [value('day', '2026-12-07')])],
      at: 'FIND',
      does: 'find-free-times',
      says: '',
    },
    {
      name: 'the phone is first the one that calls',
      events: toPhone,
      at: 'ASK_PHONE',
      does: 'none',
      says: 'May we reach you at the number you are calling from, ending in 4 5 6 7?',
    },
    {
      name: 'a no to that asks for the number',
      events: [...toPhone, no],
      at: 'ASK_PHONE',
      does: 'none',
      says: 'Which number may we call?',
    },
    {
      name: 'a dictated number is read back',
      events: [...toPhone, no, heard([], [value('phone', '+380501112233')])],
      at: 'ASK_PHONE',
      does: 'none',
      says: 'I have 0 5 0, 1 1 1, 2 2, 3 3. Is that right?',
    },
    {
      name: 'nothing is booked without a yes',
      events: toConfirm,
      at: 'CONFIRM',
      does: 'none',
      says: 'Haircut on Monday the thirtieth of November. Shall I book it?',
    },
    { name: 'a yes books', events: [...toConfirm, agreed], at: 'BOOK', does: 'set-appointment', says: '' },
    {
      name: 'a booking ends the call',
      events: [...toConfirm, agreed, booked('ok')],
      at: 'BYE',
      does: 'hang-up',
      says: 'Goodbye.',
    },
    {
      name: 'a conflict offers anew',
      events: [...toConfirm, agreed, booked('conflict')],
      at: 'FIND',
      does: 'find-free-times',
      says: '',
    },
    {
      name: 'and says so',
      events: [...toConfirm, agreed, booked('conflict'), free],
      at: 'OFFER',
      does: 'none',
      says: 'It was just taken. I have nine or ten in the morning. Which?',
    },
    {
      name: 'a late booking promises a call',
      events: [...toConfirm, agreed, booked('late')],
      at: 'SORRY',
      does: 'hang-up',
      says: 'We will call you.',
    },
    {
      name: 'a plain no asks what is wrong',
      events: [...toConfirm, heard(['no'], [value('sure', false)])],
      at: 'CONFIRM',
      does: 'none',
      says: 'What should I correct: the service, the day or the number?',
    },
    {
      name: 'a no with a value corrects it',
      events: [...toConfirm, heard(['no', 'correction'], [value('day', '2026-12-07'), value('sure', false)])],
      at: 'FIND',
      does: 'find-free-times',
      says: '',
    },
    {
      name: 'a correction re-opens what depends on it',
      events: [...toConfirm, heard(['no', 'correction'], [value('service', 'wash')])],
      at: 'ASK_DAY',
      does: 'none',
      says: 'I have changed the service: wash. That is 100 hryvnias. Which day suits you?',
    },
    {
      name: 'an earlier answer said otherwise, without a "no", is asked about first',
      events: [
        ...toPhone,
        no,
        heard([], [value('phone', '+380501112233')]),
        yes,
        heard([], [value('service', 'wash')], 'x', 0.5),
      ],
      at: 'CONFIRM',
      does: 'none',
      says: 'Should I change the service to wash?',
    },
    {
      name: 'a doubtful time is confirmed',
      events: [...toOffer, heard([], [value('hour', '09:00')], 'x', 0.5)],
      at: 'OFFER',
      does: 'none',
      says: 'Did you say nine in the morning?',
    },
    {
      name: 'and taken on a yes',
      events: [...toOffer, heard([], [value('hour', '09:00')], 'x', 0.5), yes],
      at: 'ASK_PHONE',
      does: 'none',
      says: 'May we reach you at the number you are calling from, ending in 4 5 6 7?',
    },
    {
      name: 'a doubtful value is confirmed',
      events: [heard([], [value('service', 'cut')], 'x', 0.5)],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Did you say haircut?',
    },
    {
      name: 'a value not heard is asked again',
      events: [heard([], [value('service', 'cut')], 'x', 0.2)],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Sorry, I did not catch that. Which service?',
    },
    {
      name: 'the first silence asks again',
      events: [silence],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Are you still there? Which service?',
    },
    {
      name: 'the third silence gives the call to a person',
      events: [silence, silence, silence],
      at: 'PERSON',
      does: 'transfer',
      says: 'Hold on.',
    },
    {
      name: 'so does the third miss',
      events: [heard([]), heard([]), heard([])],
      at: 'PERSON',
      does: 'transfer',
      says: 'Hold on.',
    },
    {
      name: 'an answer forgives earlier misses',
      events: [heard([]), heard([]), cut, heard([]), heard([])],
      at: 'ASK_DAY',
      does: 'none',
      says: 'I am sorry, I still did not understand. Which day?',
    },
    {
      name: 'an emergency goes before everything',
      events: [heard(['repeat', 'emergency'])],
      at: 'DANGER',
      does: 'transfer',
      says: 'Dial one one two.',
    },
    {
      name: 'a doubtful emergency is asked about',
      events: [heard(['emergency'], [], 'x', 0.4)],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Is this an emergency?',
    },
    {
      name: 'and believed on a yes',
      events: [heard(['emergency'], [], 'x', 0.4), yes],
      at: 'DANGER',
      does: 'transfer',
      says: 'Dial one one two.',
    },
    {
      name: 'a language that the scenario lacks is declined',
      events: [heard(['speak-uk'])],
      at: 'ASK_SERVICE',
      does: 'none',
      says: 'Sorry, I do not speak that language. Which service?',
    },
    {
      name: 'key 0 is the operator',
      events: [{ type: 'keys', digits: '0' } as DialogEvent],
      at: 'PERSON',
      does: 'transfer',
      says: 'Hold on.',
    },
    {
      name: 'words after the goodbye change nothing',
      events: [heard(['goodbye']), cut],
      at: 'BYE',
      does: 'hang-up',
      says: '',
    },
  ])('$name', ({ events, at, does: action, says }) => {
    expect(does(played(...events))).toEqual({ at, does: action, says });
  });

  it('asks for a number misheard twice by keypad, and reads the keys back', () => {
    const wrong = heard([], [value('phone', '+380501112233')]);
    const asked = played(...toPhone, no, wrong, no, wrong, no);
    expect(does(asked).says).toContain('Please key in the number');
    expect(asked.effect.type === 'reply' && asked.effect.reply.expects.keys).toEqual({ count: 10 });
    const keyed = step(scenario, asked.state, { type: 'keys', digits: '0671234567#' }, context);
    expect(does(keyed).says).toBe('I have 0 6 7, 1 2 3, 4 5, 6 7. Is that right?');
  });

  it('holds the appointment that was booked, under the turn that booked it', () => {
    const { state } = played(...toConfirm, agreed, booked('ok'));
    expect(state.outcome).toBe('booked');
    expect(state.appointments).toEqual([
      {
        n: 1,
        resource: 'chair',
        time: NINE,
        durationMin: 30,
        details: { phone: '+380671234567' },
        turnSeq: 5,
        said: { service: 'haircut' },
      },
    ]);
  });

  it.each(['conflict', 'failed', 'late'] as const)(
    'wants no appointment after a booking that ended as %s',
    (status) => {
      const { state } = played(...toConfirm, agreed, booked(status));
      expect(state.appointments).toMatchObject([{ n: 1, time: null, turnSeq: 6 }]);
    },
  );

  it('is pure: the same step twice is the same, and the state before is untouched', () => {
    const { state } = played(...toOffer);
    const before = JSON.stringify(state);
    expect(step(scenario, state, nine, context)).toEqual(step(scenario, state, nine, context));
    expect(JSON.stringify(state)).toBe(before);
  });

  it('resumes by a short repeat and leaves the state as it was, even while a tool runs', () => {
    for (const events of [[cut], [cut, monday]]) {
      const { state } = played(...events);
      const resumed = step(scenario, state, { type: 'resumed' }, context);
      expect(resumed.state).toEqual(state);
      expect(does(resumed).says).toContain('the line broke');
      const returned = step(scenario, state, { type: 'returned' }, context);
      expect(returned.state).toEqual(state);
      expect(does(resumed).says).toBe(`Sorry, the line broke for a moment. ${does(returned).says}`.trim());
    }
  });

  it('says "repeat" in the very words', () => {
    const { state } = played(cut);
    const again = step(scenario, state, heard(['repeat']), context);
    expect(does(again).says).toBe(state.said);
    expect(again.state.said).toBe(state.said);
  });

  it('counts one turn per event of the caller', () => {
    expect(played(cut, monday, free, silence).state.turnSeq).toBe(3);
  });
});

describe('expects', () => {
  const expectsAfter = (...events: DialogEvent[]) => {
    const { effect } = played(...events);
    if (effect.type !== 'reply') throw new Error('a reply was expected');
    return effect.reply.expects;
  };
  it.each([
    { name: 'a choice', events: [], slot: 'service', patience: 'choice' },
    { name: 'a day', events: [cut], slot: 'day', patience: 'choice' },
    { name: 'the number that calls', events: toPhone, slot: 'phone', patience: 'command' },
    { name: 'a dictated number', events: [...toPhone, no], slot: 'phone', patience: 'digits' },
    { name: 'a summary, where a no may go on', events: toConfirm, slot: 'sure', patience: 'choice' },
  ])('$name: $slot with patience $patience', ({ events, slot, patience }) => {
    expect(expectsAfter(...events)).toMatchObject({ slot, patience });
  });
  it('hints at answers, commands and corrections, and at nothing of the call itself', () => {
    const { hints } = expectsAfter(...toConfirm);
    expect(hints.join('\n')).toMatch(/yes/);
    expect(hints).toContain('@anywhere');
    expect(hints.join('\n')).toMatch(/\$weekday/);
    expect(hints.join('\n')).not.toContain('380671234567');
  });
  it('ends a summary not at "no": what is wrong may follow', () => {
    expect(expectsAfter(...toConfirm).completeWhen).toBeUndefined();
    expect(expectsAfter(...toPhone).completeWhen).toBeDefined();
  });
  const unchanged: DialogState = startState(scenario, 'en');
  it('starts in a language that the scenario has', () => {
    expect(startState(scenario, 'uk').language).toBe(unchanged.language);
  });
});
