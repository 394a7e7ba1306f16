import { describe, expect, it } from '@jest/globals';
import type { Json } from '../json.ts';
import { parseScenario } from '../scenario/bundle.ts';
import { outcomeOf } from './outcome.ts';
import { startState, step } from './step.ts';
import type { DialogState, Effect } from './types.ts';
import { understandTurn } from './understand-turn.ts';

const text = `
name: kennel
version: 1
timeZone: Europe/Kyiv
languages: [en, uk]
start: WHICH_COAT
operator: '1000'
globals: { operator: PERSON, emergency: PERSON, goodbye: BYE, cancel: AGAIN }
limits: { else: PERSON }
tools:
  find-dogs: { args: [coat], data: [choices, count, since] }
slots:
  coat: { type: text, prompt: { en: Which coat?, uk: Яка шерсть? } }
  dog: { type: choice, dependsOn: coat, prompt: { en: 'Which one?', uk: 'Яка?' } }
  more: { type: yes-no, prompt: { en: More?, uk: Ще? } }
states:
  WHICH_COAT: { say: { en: Which coat?, uk: Яка шерсть? }, ask: coat, next: FIND }
  FIND:
    tool: { name: find-dogs, as: found, choicesFor: dog, args: { coat: '{{coat}}', n: '{{matter}}' } }
    ok: [{ when: found.count == 0, to: NONE }, CHOOSE]
    failed: PERSON
  CHOOSE: { say: { en: 'We have {{found.choices}}, since {{found.since}}.', uk: 'Є {{found.choices}}, з {{found.since}}.' }, ask: dog, next: PRICE }
  PRICE: { say: { en: 'The {{dog}} costs {{dog.price}}.', uk: '{{dog}} коштує {{dog.price}}.' }, outcome: informed, next: MORE }
  NONE: { say: { en: None., uk: Немає. }, next: MORE }
  MORE: { say: { en: More?, uk: Ще? }, ask: more, next: [{ when: more, to: AGAIN }, BYE] }
  AGAIN: { say: { en: Well., uk: Добре. }, clear: [more, coat], newMatter: true, next: WHICH_COAT }
  BYE: { say: { en: Goodbye., uk: Бувайте. }, action: hang-up }
  PERSON: { action: transfer, outcome: transferred }
`;
const parsed = parseScenario([{ name: 'kennel.yaml', text }]);
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;
const context = {
  facts: { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-23T10:00:00+02:00',
};
const DOGS: Json = [
  { id: 'rex', say: { en: 'old Rex', uk: 'старий Рекс' }, phrases: { en: ['rex'] }, price: '300 UAH' },
  { id: 'bim', say: { en: 'little Bim', uk: 'малий Бім' }, price: '1200.50 UAH' },
];

function conversation() {
  let state: DialogState = startState(scenario, 'en');
  let effect: Effect;
  const take = (next: { state: DialogState; effect: Effect }) => {
    state = JSON.parse(JSON.stringify(next.state)) as DialogState;
    effect = next.effect;
    return effect.type === 'reply' ? effect.reply.text : JSON.stringify(effect.request.args);
  };
  take(step(scenario, state, { type: 'started' }, context));
  return {
    state: () => state,
    expects: () => (effect.type === 'reply' ? effect.reply.expects : null),
    say: (words: string) => {
      const understanding = understandTurn(scenario, state, { text: words, confidence: 1 }, context);
      return take(step(scenario, state, { type: 'understood', understanding }, context));
    },
    found: (data: Record<string, Json>) =>
      take(
        step(
          scenario,
          state,
          { type: 'tool-finished', result: { name: 'find-dogs', status: 'ok', data } },
          context,
        ),
      ),
  };
}

describe('choices that a tool brings', () => {
  it('are read out with prices, chosen by name, and said as they were found', () => {
    const call = conversation();
    expect(call.say('something curly')).toBe('{"coat":"something curly","n":1}');
    expect(call.found({ choices: DOGS, count: 2, since: '2026-11-24' })).toMatch(
      /We have old Rex for 300 hryvnias or little Bim for 1200.50 hryvnias, since .*twenty fourth/,
    );
    expect(call.expects()?.hints).toEqual(expect.arrayContaining([expect.stringContaining('rex')]));
    expect(call.say('little bim please')).toContain('The little Bim costs 1200.50 hryvnias.');
    expect(call.state().slots.dog).toMatchObject({ value: 'bim', say: 'little Bim' });
  });

  it('are chosen by their place, and said in the language of the moment', () => {
    const call = conversation();
    call.say('something curly');
    call.found({ choices: DOGS, count: 2, since: '2026-11-24' });
    call.say('speak ukrainian please');
    expect(call.say('перший')).toContain('Старий Рекс коштує 300 гривень.');
  });

  it('that are no items are left out', () => {
    const call = conversation();
    call.say('something curly');
    call.found({ choices: [...(DOGS as Json[]), { id: 'cat' }, 7], count: 2, since: '' });
    expect(call.say('the third one')).not.toContain('costs');
  });

  it('a new matter looks everything up anew and is counted; what was done stays done', () => {
    const call = conversation();
    call.say('something curly');
    call.found({ choices: DOGS, count: 2, since: '2026-11-24' });
    call.say('rex');
    expect(outcomeOf(call.state())).toBe('informed');
    expect(call.say('yes')).toContain('Which coat?');
    expect(call.say('something curly')).toBe('{"coat":"something curly","n":2}');
    expect(call.found({ choices: [], count: 0, since: '' })).toContain('None.');
    expect(outcomeOf(call.state())).toBe('informed');
  });

  it('a new matter that a cancellation leads to is said once, and asks from the start', () => {
    const call = conversation();
    call.say('something curly');
    call.found({ choices: DOGS, count: 2, since: '2026-11-24' });
    call.say('cancel it please');
    expect(call.say('yes')).toBe('Well. Which coat?');
    expect(call.state().memory.jump).toBeNull();
    expect(call.say('something curly')).toBe('{"coat":"something curly","n":2}');
  });

  it.each([
    ['a choice slot that nothing fills', 'choicesFor: dog, ', '', 'dog has nothing to choose'],
    ['choices for what is no choice', 'choicesFor: dog', 'choicesFor: coat', 'choicesFor needs a slot'],
    ['a tool that nobody declared', 'name: find-dogs', 'name: find-cats', 'unknown tool "find-cats"'],
    ['a missing argument', "coat: '{{coat}}', n", 'n', 'find-dogs needs the argument "coat"'],
    ['data that the tool does not answer', '{{found.since}}', '{{found.until}}', 'field of found "until"'],
  ])('%s is a fault', (_name, from, to, message) => {
    const result = parseScenario([{ name: 'kennel.yaml', text: text.replace(from, to) }]);
    expect('faults' in result && result.faults.map((fault) => fault.message).join('\n')).toContain(message);
  });
});
