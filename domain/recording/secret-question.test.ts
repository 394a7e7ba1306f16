import { describe, expect, it } from '@jest/globals';
import { startState, step } from '../dialog/step.ts';
import type { DialogEvent, Step } from '../dialog/types.ts';
import { understandTurn } from '../dialog/understand-turn.ts';
import { parseScenario } from '../scenario/bundle.ts';
import { refusesRecording } from './consent.ts';
import { withoutDigits } from './unrecorded.ts';

const yaml = (change: (text: string) => string = (text) => text) => [
  {
    name: 'pay.yaml',
    text: change(`
name: pay
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: ASK_NAME
operator: '1000'
globals: { operator: HUMAN, emergency: BYE, goodbye: BYE }
limits: { noInput: 3, noMatch: 3, else: BYE }
slots:
  name: { type: text, prompt: { en: Your name? } }
  card: { type: secret, minCount: 12, maxCount: 19, prompt: { en: The card number? } }
  illness: { type: text, confirm: explicit, prompt: { en: The diagnosis? } }
  street: { type: text, prompt: { en: Which street? } }
questions:
  no_recording:
    phrases: { en: ['do not record (me|this)', 'stop recording'] }
    say: { en: I have stopped the recording. }
    record: false
states:
  ASK_NAME: { say: { en: Who is calling? }, ask: name, next: ASK_CARD }
  ASK_CARD: { say: { en: Please key in your card number. }, ask: card, next: ASK_ILLNESS }
  ASK_ILLNESS: { say: { en: And the diagnosis? }, ask: illness, record: false, next: ASK_STREET }
  ASK_STREET: { say: { en: Thank you. Which street do you live in? }, ask: street, next: BYE }
  HUMAN: { say: { en: One moment. }, action: transfer }
  BYE: { say: { en: Goodbye. }, action: hang-up }
`),
  },
];
const parsed = parseScenario(yaml());
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;
const context = {
  facts: { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-26T10:00:00+02:00',
};

function played(...turns: (string | DialogEvent)[]): Step {
  let last = step(scenario, startState(scenario, 'en'), { type: 'started' }, context);
  for (const turn of turns) {
    const event: DialogEvent =
      typeof turn === 'string'
        ? {
            type: 'understood',
            understanding: understandTurn(scenario, last.state, { text: turn, confidence: null }, context),
          }
        : turn;
    last = step(scenario, last.state, event, context);
  }
  return last;
}
const expectsOf = ({ effect }: Step) => (effect.type === 'reply' ? effect.reply.expects : null);
const keys = (digits: string): DialogEvent => ({ type: 'keys', digits });
const CARD = keys('x'.repeat(16));

describe('a question that is not recorded', () => {
  it.each([
    { rule: 'one before it is', turns: [], slot: 'name', record: undefined },
    { rule: 'a secret is not, whatever its state says', turns: ['Anna'], slot: 'card', record: false },
    { rule: 'nor one under record: false', turns: ['Anna', CARD], slot: 'illness', record: false },
    { rule: 'nor its read-back', turns: ['Anna', CARD, 'a bad back'], slot: 'illness', record: false },
    {
      rule: 'the one behind it is',
      turns: ['Anna', CARD, 'a bad back', 'yes'],
      slot: 'street',
      record: undefined,
    },
  ])('$rule', ({ turns, slot, record }) => {
    expect(expectsOf(played(...turns))).toMatchObject({ slot });
    expect(expectsOf(played(...turns))?.record).toBe(record);
  });

  it('is answered by as many keys as it wants, of which the dialog learns only the number', () => {
    expect(expectsOf(played('Anna'))?.keys).toEqual({ count: 19 });
    const { state } = played('Anna', CARD);
    expect(state.slots.card?.value).toBe('x'.repeat(16));
    expect(played('Anna', keys('xxxx')).state.at).toBe('ASK_CARD');
    expect(played('Anna', 'my number is xxxx xxxx xxxx xxxx').state.at).toBe('ASK_ILLNESS');
  });

  it('leaves the way to a human open', () => {
    expect(played('Anna', keys('0')).state.at).toBe('HUMAN');
  });
});

describe('what leaves the edge under such a question', () => {
  it.each([
    { kind: 'dtmf', text: '4111111111111111', is: 'xxxxxxxxxxxxxxxx' },
    { kind: 'dtmf', text: '12*4', is: 'xxxx' },
    { kind: 'speech', text: 'four one one one, 22 33', is: 'xxxx xx xx' },
    { kind: 'speech', text: 'my pin is one two three four', is: 'my pin is xxxx' },
    { kind: 'dtmf', text: '0', is: null },
    { kind: 'speech', text: 'could you repeat that', is: null },
    { kind: 'speech', text: 'the second one', is: null },
    { kind: 'silence', text: '', is: null },
  ])('$kind "$text" → $is', ({ kind, text, is }) => {
    const hidden = withoutDigits(kind, text, 'en');
    expect(hidden?.text.replaceAll(' ', '') ?? null).toBe(is?.replaceAll(' ', '') ?? null);
    expect(hidden?.text ?? '').not.toMatch(/\d/);
  });

  it('in other languages, too', () => {
    expect(withoutDigits('speech', 'чотири один один два', 'uk')?.text).toMatch(/^[x ]+$/);
    expect(withoutDigits('speech', 'четыре один один два', 'ru')?.digits).toBe('4112');
  });
});

describe('a caller who does not want to be recorded', () => {
  it('is answered, asked on, and not recorded any more', () => {
    const refused = played('Anna', 'do not record me');
    expect(refused.effect).toMatchObject({
      reply: { text: expect.stringContaining('I have stopped the recording.') },
    });
    expect(refusesRecording(refused.state)).toBe(true);
    const later = played('do not record me', 'Anna', CARD, 'a bad back', 'yes');
    expect([expectsOf(later)?.slot, expectsOf(later)?.record]).toEqual(['street', false]);
  });

  it.each([
    {
      rule: 'needs no question of the scenario for it',
      from: /questions:[\s\S]*?(?=states:)/,
      to: '',
      says: 'is not recorded any more',
    },
    {
      rule: 'is told so where no call is recorded',
      from: 'version: 1',
      to: 'version: 1\nrecord: false',
      says: 'This call is not recorded.',
    },
  ])('$rule', ({ from, to, says }) => {
    const other = parseScenario(yaml((text) => text.replace(from, to)));
    if ('faults' in other) throw new Error(JSON.stringify(other.faults));
    const open = step(other.scenario, startState(other.scenario, 'en'), { type: 'started' }, context).state;
    const heard = { text: "please don't record this call", confidence: null };
    const understanding = understandTurn(other.scenario, open, heard, context);
    const { state, effect } = step(other.scenario, open, { type: 'understood', understanding }, context);
    expect(refusesRecording(state)).toBe(true);
    expect(effect).toMatchObject({ reply: { text: expect.stringMatching(`${says}.* Your name`) } });
  });

  it('one who has said nothing of the kind is', () => {
    expect(refusesRecording(played('Anna').state)).toBe(false);
  });
});

describe('a scenario is refused', () => {
  it.each([
    {
      rule: 'that repeats a hidden value in passing',
      change: (text: string) => text.replace('confirm: explicit', 'confirm: implicit'),
      says: 'illness is asked under "record: false", and "confirm: implicit" repeats it',
    },
    {
      rule: 'that speaks a hidden value into the recording',
      change: (text: string) =>
        text.replace('Thank you. Which street do you live in?', "'Thank you for {{illness}}. Which street?'"),
      says: 'ASK_STREET says {{illness}}, which is asked under "record: false"',
    },
    {
      rule: 'that waits for digits which stay at the edge',
      change: (text: string) => text.replace('illness: { type: text', 'illness: { type: digits'),
      says: 'illness is of type digits, and digits stay at the edge under "record: false"',
    },
    {
      rule: 'that says record: true, which is the default',
      change: (text: string) => text.replace('record: false, next', 'record: true, next'),
      says: 'record',
    },
  ])('$rule', ({ change, says }) => {
    const read = parseScenario(yaml(change));
    expect('faults' in read ? read.faults.map(({ message }) => message).join('\n') : '').toContain(says);
  });

  it('not where nothing of it is recorded', () => {
    const read = parseScenario(
      yaml((text) => text.replace('version: 1', 'version: 1\nrecord: false').replace('explicit', 'implicit')),
    );
    expect(read).toMatchObject({ scenario: { record: false } });
  });
});
