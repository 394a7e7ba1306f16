import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../sim/random.ts';
import { hearNoisily, NOISY, type NoiseLevel } from './noise.ts';

const QUIET: NoiseLevel = {
  plainText: 0,
  fillers: 0,
  homophonesPerWord: 0,
  switchesPerWord: 0,
  endingsPerWord: 0,
  weakLossPerWord: 0,
  lossPerWord: 0,
  stutter: 0,
  interrupted: 0,
};
const hear = (
  text: string,
  level: Partial<NoiseLevel>,
  { seed = 1, language = 'uk' as 'uk' | 'ru' | 'en' } = {},
) => hearNoisily(text, { language, level: { ...QUIET, ...level }, random: seededRandom(seed) });
const TEXT = 'Мене звати Олена Шевченко, мені потрібне МРТ голови, будь ласка.';

describe('noise', () => {
  it('leaves the words alone at level zero', () => {
    expect(hear(TEXT, {})).toEqual({ text: TEXT });
  });
  it('is the same for the same seed, and another one for another', () => {
    const texts = [1, 1, 2, 3].map((seed) => hear(TEXT, NOISY, { seed }));
    expect(texts[0]).toEqual(texts[1]);
    expect(new Set(texts.map(({ text }) => text)).size).toBeGreaterThan(1);
  });
  it('takes signs and capitals away, but not within a word', () => {
    expect(hear("П'ять, о 10:30!", { plainText: 1 }).text).toBe("п'ять о 10:30");
  });
  it.each([
    ['a homophone', { homophonesPerWord: 1 }, 'so two', 'en', /^so (to|too)$/],
    ['a word of the other language', { switchesPerWord: 1 }, 'ну вівторок', 'uk', /^ну вторник$/],
    ['a lost short word', { weakLossPerWord: 1 }, 'приду к вам на вторник', 'ru', /^приду к вам вторник$/],
    ['an ending that sounds alike', { endingsPerWord: 1 }, 'morning', 'en', /^mornin$/],
    ['a filler', { fillers: 1 }, 'yes', 'en', /^(.+ yes|yes .+)$/],
    ['a stutter', { stutter: 1 }, 'yes', 'en', /^yes yes$/],
  ] as const)('can be %s', (_, level, text, language, heard) => {
    expect(hear(text, level, { language }).text).toMatch(heard);
  });
  it('interrupts: the first half is submitted, then the whole', () => {
    expect(hear('one two three four', { interrupted: 1 }, { language: 'en' })).toEqual({
      text: 'one two three four',
      superseded: 'one two',
    });
  });
  it('never leaves an empty utterance, and never stutters in figures', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { text } = hear('067 123 45 67', { ...NOISY, stutter: 1 }, { seed });
      expect(text.replace(/\D/g, '')).toBe('0671234567');
      expect(hear('на', { weakLossPerWord: 1, lossPerWord: 1 }, { seed }).text).toBe('на');
    }
  });
});
