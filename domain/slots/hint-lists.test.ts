import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../language.ts';
import { expandHints, foldHints } from './hint-lists.ts';
import { globalHints } from './intents/find.ts';
import { hintsFor } from './say.ts';

const context = {
  facts: { callId: '', tenant: '', from: '', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-21T10:00:00Z',
};

describe.each(LANGUAGES)('hints in %s', (language) => {
  const full = [
    ...hintsFor({ type: 'name', confirm: 'none' }, language, context),
    'so so',
    ...globalHints(language),
  ];

  it('say the same after folding and spelling out', () => {
    expect(new Set(expandHints(foldHints(full, language), language))).toEqual(new Set(full));
  });

  it('are much shorter folded', () => {
    expect(JSON.stringify(foldHints(full, language)).length).toBeLessThan(JSON.stringify(full).length / 10);
  });

  it('stay as they are without a list in them', () => {
    expect(foldHints(['yes please', 'no'], language)).toEqual(['yes please', 'no']);
    expect(expandHints(['yes please', 'no'], language)).toEqual(['yes please', 'no']);
  });
});
