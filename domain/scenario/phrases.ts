import { draftOf, memoryOf, startState } from '../dialog/draft.ts';
import { step } from '../dialog/step.ts';
import type { CallFacts } from '../dialog/types.ts';
import { spoken } from '../dialog/values.ts';
import { WORDING_KEYS, wording, wordings } from '../dialog/wording.ts';
import type { Language, Texts } from '../language.ts';
import { splitSpeech } from '../speech/sentences.ts';
import type { Scenario } from './schema.ts';

const NOBODY: CallFacts = { callId: '', tenant: '', from: '', to: '', timeZone: 'UTC' };
const ANY_TIME = '2026-01-01T00:00:00Z';

/**
 * What a caller hears first: the greeting with its opening question, the same words that the first step gives. Where the
 * scenario looks somebody up before it asks, it is what is said until then. The edge plays it before any workflow exists.
 */
export function greetingText(scenario: Scenario, language: Language, facts?: CallFacts): string {
  const { effect, state } = step(
    scenario,
    startState(scenario, language),
    { type: 'started' },
    { facts: facts ?? { ...NOBODY, timeZone: scenario.timeZone }, at: ANY_TIME },
  );
  return effect.type === 'reply' ? effect.reply.text : memoryOf(state).prefix;
}

/** Short sounds that bridge a wait of a second or so; at most one per turn. */
export const fillers = (scenario: Scenario, language: Language): string[] => [
  ...wordings(scenario, language, 'fillers'),
];

/** For a longer wait, e.g. while no worker answers. */
export const holdPhrase = (scenario: Scenario, language: Language): string =>
  wording(scenario, language, 'hold');

export const goodbyePhrase = (scenario: Scenario, language: Language): string =>
  wording(scenario, language, 'goodbye');

export const transferPhrase = (scenario: Scenario, language: Language): string =>
  wording(scenario, language, 'transfer');

function texts(scenario: Scenario): Texts[] {
  return [
    ...Object.values(scenario.states).flatMap((state) => state.say.map((variant) => variant.texts)),
    ...Object.values(scenario.asking).flatMap(({ prompt, promptWhen, help }) =>
      [prompt, ...promptWhen.map(({ texts }) => texts), help].filter((t) => t !== undefined),
    ),
    ...Object.values(scenario.questions).flatMap((question) => question.say.map((variant) => variant.texts)),
  ];
}

/**
 * Every piece of speech that holds no caller's value, split as replies are, so that it can be spoken ahead and is
 * found in the cache. The greeting's pieces come first.
 */
export function fixedPhrases(scenario: Scenario, language: Language): string[] {
  const draft = draftOf(
    scenario,
    { ...startState(scenario, language), language },
    { facts: NOBODY, at: ANY_TIME },
  );
  const whole = texts(scenario)
    .map((text) => ({ ...text, [language]: withoutValues(text[language] ?? '') }))
    .map((text) => spoken(draft, [{ texts: text }]).text);
  const engine = WORDING_KEYS.filter((key) => key !== 'or' && key !== 'priced').flatMap((key) => [
    ...wordings(scenario, language, key),
  ]);
  const all = [greetingText(scenario, language), ...whole, ...engine.map(withoutValues)];
  const pieces = all.flatMap((text) => splitSpeech(text, language));
  return [...new Set(pieces)].filter((piece) => piece !== '');
}

/** Leaves out the sentences that hold a value. */
function withoutValues(text: string): string {
  return text
    .split(/(?<=[.!?…])\s+/)
    .filter((sentence) => !sentence.includes('{{'))
    .join(' ');
}
