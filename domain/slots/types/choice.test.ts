import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../language.ts';
import { hintsFor, understand } from '../index.ts';
import { choice } from './choice.ts';

const listOf = (count: number) =>
  choice.schema.parse({
    type: 'choice',
    choices: Array.from({ length: count }, (_, at) => ({ id: `c${at + 1}`, say: { en: `thing ${at + 1}` } })),
  });
const SECOND = { en: 'the second one please', uk: 'друге', ru: 'второе' };

describe('a choice by its place', () => {
  it.each([
    { count: 2, chosen: 'c2' },
    { count: 6, chosen: 'c2' },
    { count: 7, chosen: undefined },
  ])('of $count: $chosen, for a longer list was never read out', ({ count, chosen }) => {
    const definition = listOf(count);
    for (const language of LANGUAGES) {
      const facts = { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'UTC' };
      const { slots } = understand({
        ...{ text: SECOND[language], confidence: 1, language, open: 'thing' },
        ...{ definitions: { thing: definition }, context: { facts, at: '2026-11-22T10:00:00Z' } },
      });
      expect(slots.find(({ slot }) => slot === 'thing')?.value).toBe(chosen);
      const hints = hintsFor(definition, language, { facts, at: '2026-11-22T10:00:00Z' }).join();
      expect(/second|друге|второе/.test(hints)).toBe(chosen !== undefined);
    }
  });
});
