import { describe, expect, it } from '@jest/globals';
import { bundleText, parseScenario } from './bundle.ts';

const scenario = (catalogue: string, shared = '') => `name: tiny
version: 1
timeZone: Europe/Kyiv
languages: [en, uk]
start: HELLO
operator: '1000'
globals: { operator: PERSON, emergency: PERSON, goodbye: PERSON }
limits: { else: PERSON }
slots:
  study:
    type: choice
    prompt: { en: Which study?, uk: Яке обстеження? }
states:
  HELLO:
    say: { en: 'Hello. Which study?', uk: Вітаю. Яке обстеження? }
    ask: study
    next: PERSON
  PERSON:
    action: transfer
catalogue:
  study:
    mri_head:
      say: { en: MRI of the head, uk: МРТ голови }
${catalogue}
${shared}`;
const SHARED = `words:
  head: { en: [head, brain], uk: голова }
  mri: { en: [mri], uk: [мрт, ем ер те] }
wordings:
  mri: { en: ['({mri}) of [{whose}] ({part})', '({part}) ({mri})'], uk: '({mri}) ({part})' }
`;
const WHOSE = '  whose: { en: [my, the] }\n';
const parse = (text: string) => parseScenario([{ name: 'a.yaml', text }]);
const faultsOf = (text: string) => {
  const result = parse(text);
  return 'faults' in result ? result.faults.map(({ line, message }) => `${line} ${message}`) : [];
};

describe('wordings that items of the catalogue share', () => {
  const short = scenario(
    `      rare: { wordings: mri, part: head, en: ['[{whose}] skull picture'] }`,
    SHARED.replace('wordings:', `${WHOSE}wordings:`),
  );

  it('are spelled out with the words of each item, its own wordings behind them', () => {
    const long = scenario(
      `      rare: { en: ['(mri) of [my|the] (head|brain)', '(head|brain) (mri)', '[my|the] skull picture'], uk: ['(мрт|ем ер те) (голова)'] }`,
    );
    const [a, b] = [parse(short), parse(long)];
    if ('faults' in a || 'faults' in b) throw new Error(JSON.stringify([a, b]));
    expect(bundleText(a.scenario)).toBe(bundleText(b.scenario));
  });

  it('leave a stored bundle as it is', () => {
    const first = parse(short);
    if ('faults' in first) throw new Error(JSON.stringify(first));
    const again = parse(bundleText(first.scenario));
    expect('scenario' in again && bundleText(again.scenario)).toBe(bundleText(first.scenario));
  });

  it.each([
    {
      name: 'words that nobody wrote',
      text: scenario('      rare: { wordings: mri, part: haed }', SHARED.replace('[{whose}] ', '')),
      fault: '24 unknown words "haed": did you mean "head"?',
    },
    {
      name: 'wordings that nobody wrote',
      text: scenario('      rare: { wordings: mir }', 'wordings:\n  mri: { en: [mri] }\n'),
      fault: '24 unknown wordings "mir": did you mean "mri"?',
    },
    {
      name: 'a place that the item leaves open',
      text: scenario('      rare: { wordings: mri }', SHARED.replace('[{whose}] ', '')),
      fault: '24 unknown words "part": known are head, mri',
    },
    {
      name: 'words without the language of the wording',
      text: scenario(`      rare: { uk: ['[{whose}] череп'] }`, `words:\n${WHOSE}`),
      fault: '24 words.whose has nothing in uk: add it',
    },
    {
      name: 'words that nothing uses',
      text: scenario('      rare: { en: [skull] }', `words:\n${WHOSE}`),
      fault: '26 words.whose is used nowhere: remove it',
    },
    {
      name: 'words in an unknown language',
      text: scenario(`      rare: { en: ['{whose} skull'] }`, 'words:\n  whose: { en: [my], de: [mein] }\n'),
      fault: '26 unknown key "de" in words.whose: remove or correct it',
    },
  ])('$name: a fault with its line', ({ text, fault }) => {
    expect(faultsOf(text)).toContain(fault);
  });
});
