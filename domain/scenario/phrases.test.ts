import { describe, expect, it } from '@jest/globals';
import { readScenarioFiles } from '../../cli/scenario/read-folder.ts';
import { splitSpeech } from '../speech/sentences.ts';
import { parseScenario } from './bundle.ts';
import { fillers, fixedPhrases, goodbyePhrase, greetingText, holdPhrase, transferPhrase } from './phrases.ts';

const parsed = parseScenario(await readScenarioFiles('scenarios/clinic'));
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;

describe.each(['uk', 'ru', 'en'] as const)('phrases in %s', (language) => {
  it('greets with the opening question where nobody can be looked up, and else with what comes before it', () => {
    const facts = { callId: 'c', tenant: 't', from: '+380671234567', to: '', timeZone: 'Europe/Kyiv' };
    const [whole, known] = [greetingText(scenario, language), greetingText(scenario, language, facts)];
    expect(known).not.toBe('');
    expect(whole.startsWith(`${known} `)).toBe(true);
    expect(known.endsWith('.') && whole.endsWith(language === 'en' ? '?' : '.')).toBe(true);
  });
  it('has the greeting among the pieces that are spoken ahead, cut as replies are', () => {
    const pieces = fixedPhrases(scenario, language);
    expect(pieces).toEqual(expect.arrayContaining(splitSpeech(greetingText(scenario, language), language)));
    for (const piece of pieces) expect(splitSpeech(piece, language).join(' ')).toBe(piece);
  });
  it('speaks nothing ahead that holds a value', () => {
    for (const piece of fixedPhrases(scenario, language)) expect(piece).not.toMatch(/[{}]|undefined/);
  });
  it('has words for waits and ends', () => {
    for (const text of [
      holdPhrase(scenario, language),
      goodbyePhrase(scenario, language),
      transferPhrase(scenario, language),
      ...fillers(scenario, language),
    ])
      expect(text).not.toBe('');
  });
});
