import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import type { Scenario } from '../scenario/schema.ts';
import { startState, step } from './step.ts';
import type { DialogEvent, DialogState, Reply } from './types.ts';
import { understandTurn } from './understand-turn.ts';

const text = (transfer: string, globals = '', more = '') => `
name: desk
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: NAME
operator: '1000'
${transfer}
globals: { operator: PERSON, emergency: PERSON, goodbye: BYE${globals} }
limits: { else: PERSON }
slots:
  name: { type: name, label: { en: Name }, prompt: { en: What is your name? } }
  note: { type: text, label: { en: Wish }, prompt: { en: What can we do for you? } }
states:
  NAME: { say: { en: What is your name? }, ask: name, next: NOTE }
  NOTE: { say: { en: What can we do for you? }, ask: note, next: PERSON }
  PERSON: { say: { en: I am putting you through. }, outcome: transferred, action: transfer }
  BYE: { say: { en: Goodbye. }, action: hang-up }
${more}`;
const WARM = 'transfer: { ringSeconds: 30 }';
function scenarioOf(yaml: string): Scenario {
  const parsed = parseScenario([{ name: 'scenario.yaml', text: yaml }]);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}
const facts = { callId: 'c', tenant: 't', from: '+380441234567', to: '1', timeZone: 'Europe/Kyiv' };
const context = { facts, at: '2026-11-23T10:00:00Z' };

/** One call of a scenario: what is said, and what the agent answers. */
function call(scenario: Scenario) {
  let state: DialogState = startState(scenario, 'en');
  const happens = (event: DialogEvent): Reply => {
    const next = step(scenario, state, event, context);
    state = next.state;
    if (next.effect.type !== 'reply') throw new Error('a tool');
    return next.effect.reply;
  };
  const say = (words: string) =>
    happens({
      type: 'understood',
      understanding: understandTurn(scenario, state, { text: words, confidence: 1 }, context),
    });
  happens({ type: 'started' });
  return { happens, say, state: () => state };
}

const LATER = '  LATER: { say: { en: Try again tomorrow. }, outcome: informed, action: hang-up }\n';

describe('a transfer', () => {
  it('is unannounced where the scenario says nothing of it', () => {
    const { say } = call(scenarioOf(text('')));
    expect(say('operator please').action).toEqual({ type: 'transfer', target: '1000', id: 'transfer-1' });
  });

  it('carries what is known by then, in the order in which it was learned', () => {
    const { say } = call(scenarioOf(text(WARM)));
    say('my name is Anna Kovalenko');
    const { action } = say('a new tooth');
    expect(action).toEqual({
      ...{ type: 'transfer', target: '1000', id: 'transfer-2' },
      warm: {
        say: 'A call from the assistant. Name: Anna Kovalenko. Wish: a new tooth.',
        title: 'Anna Kovalenko, a new tooth',
        language: 'en',
        ringSeconds: 30,
      },
    });
  });

  it('carries nothing but what the scenario lets it', () => {
    const { say } = call(scenarioOf(text('transfer: { tells: [note] }')));
    say('my name is Anna Kovalenko');
    const { action } = say('a new tooth');
    expect(action).toMatchObject({ warm: { title: 'a new tooth', ringSeconds: 25 } });
  });

  it('is cut at whole parts where a telephone could not show it', () => {
    const { say } = call(scenarioOf(text(WARM)));
    say('my name is Anna Kovalenko');
    const { action } = say(`a tooth ${'and another one '.repeat(30)}`);
    expect(action).toMatchObject({
      warm: { say: 'A call from the assistant. Name: Anna Kovalenko.', title: 'Anna Kovalenko' },
    });
  });

  it('keeps its name for an edge that takes the call over, and gets a new one when it is asked for again', () => {
    const { say, happens } = call(scenarioOf(text(WARM)));
    const idOf = ({ action }: Reply) => (action.type === 'transfer' ? action.id : null);
    const first = idOf(say('operator please'));
    expect(idOf(happens({ type: 'resumed' }))).toBe(first);
    happens({ type: 'transfer-failed' });
    expect(idOf(say('operator please'))).not.toBe(first);
  });

  it('of slots that do not exist is a fault with its line', () => {
    const parsed = parseScenario([{ name: 'scenario.yaml', text: text('transfer: { tells: [nome] }') }]);
    expect('faults' in parsed && parsed.faults[0]).toMatchObject({
      line: 8,
      message: expect.stringContaining('nome'),
    });
  });
});

describe('a transfer that no human took', () => {
  it('is said, and a call back offered: yes', () => {
    const { say, happens, state } = call(scenarioOf(text(WARM)));
    say('operator please');
    expect(state().outcome).toBe('transferred');
    const reply = happens({ type: 'transfer-failed' });
    expect(reply.text).toBe('I am sorry, nobody could take your call just now. Shall we call you back?');
    expect([reply.action.type, state().outcome]).toEqual(['none', 'callback']);
    expect(say('yes please')).toMatchObject({
      ...{ text: 'We will call you back. Thank you, goodbye.', interruptible: false },
      action: { type: 'hang-up' },
    });
    expect(state().outcome).toBe('callback');
  });

  it('no: the questions go on where they were, and nothing is owed', () => {
    const { say, happens, state } = call(scenarioOf(text(WARM)));
    say('my name is Anna Kovalenko');
    say('operator please');
    happens({ type: 'transfer-failed' });
    expect(say('no')).toMatchObject({ text: 'What can we do for you?', action: { type: 'none' } });
    expect(state().outcome).toBeNull();
  });

  it('by keys too', () => {
    const { say, happens } = call(scenarioOf(text(WARM)));
    say('operator please');
    happens({ type: 'transfer-failed' });
    expect(happens({ type: 'keys', digits: '1' }).action.type).toBe('hang-up');
  });

  it('something else: it is asked again', () => {
    const { say, happens } = call(scenarioOf(text(WARM)));
    say('operator please');
    happens({ type: 'transfer-failed' });
    expect(happens({ type: 'silence' }).text).toContain('Shall we call you back?');
  });

  it('twice: there is nothing more to ask', () => {
    const { say, happens, state } = call(scenarioOf(text(WARM)));
    say('operator please');
    happens({ type: 'transfer-failed' });
    say('operator please');
    expect(happens({ type: 'transfer-failed' })).toMatchObject({ action: { type: 'hang-up' } });
    expect(state().outcome).toBe('callback');
  });

  it('is told twice: the second time changes nothing', () => {
    const { say, happens, state } = call(scenarioOf(text(WARM)));
    say('operator please');
    happens({ type: 'transfer-failed' });
    const { outcome } = state();
    expect(happens({ type: 'transfer-failed' }).text).toBe('Shall we call you back?');
    expect(state().outcome).toBe(outcome);
  });

  it('goes where the scenario says', () => {
    const { say, happens, state } = call(scenarioOf(text(WARM, ', unanswered: LATER', LATER)));
    say('operator please');
    expect(happens({ type: 'transfer-failed' })).toMatchObject({
      text: 'I am sorry, nobody could take your call just now. Try again tomorrow.',
      action: { type: 'hang-up' },
    });
    expect(state().outcome).toBe('informed');
  });
});
