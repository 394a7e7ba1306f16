import { describe, expect, it } from '@jest/globals';
import { type HintClass, hintFault, spellOut } from '../hint-syntax.ts';
import { completeWhenFor, globalHints, hintsFor, normaliseTranscript, understand } from '../index.ts';
import { context, definitions, offered } from './harness.ts';

const samples: Record<HintClass, readonly string[]> = {
  digits: [
    'oh six seven one two three four five six seven',
    'zero five zero double one two two three three four',
  ],
  number: ['thirty four', 'seventy two'],
  ordinal: ['twenty fifth', 'third'],
  weekday: ['tuesday', 'friday'],
  month: ['december', 'january'],
  time: ['ten thirty', 'three'],
};
const sample = (name: HintClass, n: number): string => samples[name][n % 2] ?? '';
const weekdays = { en: samples.weekday, uk: ['вівторок', 'середу'], ru: ['вторник', 'среду'] };
const withOffer = { ...context, offered: [...offered, '2026-11-24T16:30:00+02:00'] };

/** What the recogniser's grammar can answer must be understood: else a caller is heard and yet not served. */
describe('every English hint of a slot is understood', () => {
  const asked = ['name', 'phone', 'day', 'time', 'age', 'weight', 'implant', 'study'];
  const cases = asked.flatMap((slot) =>
    hintsFor(definitions[slot]!, 'en', withOffer).flatMap((hint) =>
      spellOut(hint, sample, 24).map((said) => ({ slot, said })),
    ),
  );
  it.each(cases)('$slot: "$said"', ({ slot, said }) => {
    const { slots, intents } = understand({
      text: said,
      confidence: null,
      language: 'en',
      open: slot,
      definitions,
      context: withOffer,
    });
    const heard = slots.some((one) => one.slot === slot);
    expect(heard || intents.includes('unsure')).toBe(true);
  });
});

describe('every hint that is added to each question has an intent', () => {
  const cases = (['en', 'uk', 'ru'] as const).flatMap((language) =>
    globalHints(language).flatMap((hint) =>
      spellOut(
        hint,
        (name, n) => (name === 'weekday' ? weekdays[language][n % 2]! : sample(name, n)),
        12,
      ).map((said) => ({ language, said })),
    ),
  );
  it.each(cases)('$language: "$said"', ({ language, said }) => {
    const { intents } = understand({
      text: said,
      confidence: null,
      language,
      open: null,
      definitions,
      context,
    });
    expect(intents.length).toBeGreaterThan(0);
  });
});

describe('hints', () => {
  it.each(['en', 'uk', 'ru'] as const)('can be read in %s', (language) => {
    const all = Object.values(definitions).flatMap((definition) => hintsFor(definition, language, context));
    expect([...all, ...globalHints(language)].map(hintFault).filter((fault) => fault !== null)).toEqual([]);
  });
  it.each([
    ['(a|b', '")" is missing'],
    ['a]', 'unexpected "]"'],
    ['$dat', 'unknown class $dat'],
    ['', 'must not be empty'],
  ])('a fault in "%s" is named', (hint, fault) => {
    expect(hintFault(hint)).toContain(fault);
  });
});

describe('a complete answer ends the turn at once', () => {
  it.each([
    ['phone', 'en', 'oh six seven one two three four five six seven', true],
    ['phone', 'en', 'oh six seven one two three', false],
    ['phone', 'en', 'plus three eight oh six seven one two three four five six seven', true],
    ['phone', 'en', '0671234567', true],
    ['phone', 'uk', 'нуль шість сім один два три чотири п’ять шість сім', true],
    ['phone', 'ru', 'ноль шесть семь один два три', false],
    ['implant', 'en', 'Yes, please.', true],
    ['implant', 'en', 'no on tuesday', false],
    ['implant', 'uk', 'так', true],
    ['implant', 'ru', 'нет', true],
  ] as const)('%s %s "%s" → %s', (slot, language, said, complete) => {
    const pattern = completeWhenFor(definitions[slot]!, language) ?? '(?!)';
    expect(new RegExp(`^(?:${pattern})$`, 'u').test(normaliseTranscript(said, language))).toBe(complete);
  });
});
