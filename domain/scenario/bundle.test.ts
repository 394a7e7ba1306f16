import { describe, expect, it } from '@jest/globals';
import { bundleText, parseScenario } from './bundle.ts';
import { drawScenario } from './draw.ts';

const GOOD = `name: tiny
version: 1
timeZone: Europe/Kyiv
languages: [en, uk]
start: HELLO
operator: '1000'
globals: { operator: PERSON, emergency: PERSON, goodbye: BYE }
limits: { else: PERSON }
slots:
  study:
    type: choice
    prompt: { en: Which study?, uk: Яке обстеження? }
catalogue:
  study:
    mri: { say: { en: MRI, uk: МРТ }, price: 1600 UAH }
states:
  HELLO:
    say: { en: 'Hello. Which study?', uk: Вітаю. Яке обстеження? }
    ask: study
    next:
      - { when: study == mri, to: BYE }
      - PERSON
  BYE:
    say: { en: 'The price is {{study.price}}. Goodbye.', uk: 'Ціна {{study.price}}. До побачення.' }
    action: hang-up
  PERSON:
    action: transfer
`;
const parse = (text: string) => parseScenario([{ name: 'a.yaml', text }]);
const faultsOf = (text: string) => {
  const result = parse(text);
  return 'faults' in result
    ? result.faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
    : [];
};

describe('parseScenario', () => {
  it('takes a good scenario', () => {
    expect(faultsOf(GOOD)).toEqual([]);
  });

  it.each([
    { name: 'broken YAML', from: 'version: 1', to: 'version: [1', at: 'a.yaml:3 not valid YAML' },
    {
      name: 'an unknown key',
      from: '    ask: study',
      to: '    aks: study',
      at: 'a.yaml:19 unknown key "aks" in states.HELLO',
    },
    {
      name: 'an unknown key of a slot',
      from: '    type: choice',
      to: '    type: choice\n    confrim: none',
      at: 'a.yaml:12 unknown key "confrim"',
    },
    { name: 'an unknown slot type', from: 'type: choice', to: 'type: chioce', at: 'a.yaml:11' },
    {
      name: 'a price without currency',
      from: '1600 UAH',
      to: '1600',
      at: 'a.yaml:15 catalogue.study.mri.price: write a price with its currency',
    },
    {
      name: 'a missing language',
      from: "say: { en: 'Hello. Which study?', uk: Вітаю. Яке обстеження? }",
      to: "say: { en: 'Hello.' }",
      at: 'a.yaml:18 states.HELLO.say has no text in "uk"',
    },
    {
      name: 'a price that is said and missing',
      from: ', price: 1600 UAH',
      to: '',
      at: 'a.yaml:15 catalogue.study.mri has no price, and BYE needs {{study.price}}: add "price: 1600 UAH"',
    },
    {
      name: 'a choice that one language has no words for',
      from: 'say: { en: MRI, uk: МРТ }',
      to: 'say: { en: MRI, uk: МРТ }, phrases: { en: [scan] }',
      at: 'a.yaml:15 catalogue.study.mri.phrases has none in "uk"',
    },
    {
      name: 'a dangling state',
      from: '- PERSON',
      to: '- PRESON',
      at: 'a.yaml:22 HELLO leads to an unknown state "PRESON": did you mean "PERSON"?',
    },
    {
      name: 'an unreachable state',
      from: '  PERSON:\n',
      to: '  ALONE:\n    action: hang-up\n  PERSON:\n',
      at: 'a.yaml:26 no state leads to ALONE',
    },
    {
      name: 'a state without exit',
      from: '    action: hang-up',
      to: '    interruptible: false',
      at: 'a.yaml:23 BYE has no exit',
    },
    {
      name: 'conditions without a rest',
      from: '      - PERSON\n',
      to: '',
      at: 'a.yaml:20 HELLO.next has no way out',
    },
    {
      name: 'an edge behind an unconditional one',
      from: '      - { when: study == mri, to: BYE }\n      - PERSON',
      to: '      - PERSON\n      - BYE',
      at: 'a.yaml:22 HELLO.next never gets behind',
    },
    {
      name: 'an unknown slot',
      from: 'ask: study',
      to: 'ask: stduy',
      at: 'a.yaml:19 unknown slot "stduy": did you mean "study"?',
    },
    {
      name: 'an unknown template',
      from: 'The price is {{study.price}}',
      to: 'The price is {{study.cost}}',
      at: 'a.yaml:24 template {{study.cost}}: unknown field of study "cost"',
    },
    {
      name: 'a condition nobody can read',
      from: 'when: study == mri',
      to: 'when: study ==',
      at: 'a.yaml:21 condition "study ==" needs a value',
    },
    {
      name: 'a condition on an unknown slot',
      from: 'when: study == mri',
      to: 'when: stdy == mri',
      at: 'a.yaml:21 condition "stdy == mri": unknown slot "stdy"',
    },
    {
      name: 'an unknown tool',
      from: '    action: transfer',
      to: '    tool: call-taxi\n    ok: BYE\n    failed: BYE',
      at: 'a.yaml:27 unknown tool "call-taxi"',
    },
    {
      name: 'a tool without its arguments',
      from: '    action: transfer',
      to: '    tool: request-callback\n    ok: BYE\n    failed: BYE',
      at: 'a.yaml:27 request-callback needs the argument "reason"',
    },
    {
      name: 'a tool without a failed branch',
      from: '    action: transfer',
      to: '    tool: { name: request-callback, args: { reason: x } }\n    ok: BYE',
      at: 'a.yaml:26 PERSON runs a tool and needs "failed: STATE"',
    },
    {
      name: 'a question without a prompt',
      from: '    prompt: { en: Which study?, uk: Яке обстеження? }\n',
      to: '',
      at: 'a.yaml:10 HELLO asks for study, which has no prompt',
    },
    {
      name: 'an unknown time zone',
      from: 'Europe/Kyiv',
      to: 'Europe/Kiiv',
      at: 'a.yaml:3 unknown time zone "Europe/Kiiv"',
    },
    {
      name: 'an unreadable phrase',
      from: 'price: 1600 UAH',
      to: "price: 1600 UAH, phrases: { en: ['(mri'] }",
      at: 'a.yaml:15 hint "(mri"',
    },
    {
      name: 'an unknown engine phrase',
      from: 'states:\n',
      to: 'phrases: { godbye: { en: Bye } }\nstates:\n',
      at: 'a.yaml:16 unknown phrase "godbye": did you mean "goodbye"?',
    },
    {
      name: 'an unknown resource',
      from: 'price: 1600 UAH',
      to: 'price: 1600 UAH, resource: mri',
      at: 'a.yaml:15 unknown resource "mri"',
    },
    {
      name: 'a holiday that is on no calendar',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nholidays: ['2026-12-25', '2026-13-45']",
      at: 'a.yaml:9 holidays.1: there is no day 2026-13-45: write one as YYYY-MM-DD',
    },
    {
      name: 'the thirty-first of April',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nholidays: ['2027-04-31']",
      at: 'a.yaml:9 holidays.0: there is no day 2027-04-31',
    },
    {
      name: 'hours that close before they open',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nopeningHours:\n  mon: ['09:00', '18:00']\n  tue: ['18:00', '09:00']",
      at: 'a.yaml:11 openingHours.tue: 18:00-09:00 closes before it opens: write [open, close] of one day',
    },
    {
      name: 'an hour that no clock shows',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nopeningHours:\n  mon: ['09:00', '24:30']",
      at: 'a.yaml:10 openingHours.mon.1: write a time of day as HH:MM',
    },
    {
      name: 'hours of a resource that close when they open',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nresources:\n  mri: { stepMin: 30, hours: { mon: ['09:00', '09:00'] } }",
      at: 'a.yaml:10 resources.mri.hours.mon: 09:00-09:00 closes before it opens',
    },
    {
      name: 'an alias that nothing is called',
      from: 'limits: { else: PERSON }',
      to: "limits: { else: PERSON }\nopeningHours:\n  mon: &weekdays ['09:00', '18:00']\n  tue: *weekday",
      at: 'a.yaml:11 *weekday repeats what nothing before it is called: write &weekday there, or correct the name; known are &weekdays',
    },
    {
      name: 'something to come out with that is no choice',
      from: '    type: choice',
      to: '    type: choice\n    anytime: { ct: { phrases: { en: [a ct], uk: [кт] } } }',
      at: 'a.yaml:12 anytime of study: unknown choice "ct": known are mri',
    },
    {
      name: 'something to come out with in one language only',
      from: '    type: choice',
      to: '    type: choice\n    anytime: { mri: { phrases: { en: [a scan] } } }',
      at: 'a.yaml:12 asking.study.anytime.mri.phrases has none in "uk"',
    },
    {
      name: 'something to come out with on a condition that nobody can read',
      from: '    type: choice',
      to: '    type: choice\n    anytime: { mri: { when: bookd, phrases: { en: [a scan], uk: [скан] } } }',
      at: 'a.yaml:12 condition "bookd": unknown slot "bookd"',
    },
    {
      name: 'found choices that are said by what no tool finds',
      from: '    action: transfer',
      to: "    tool: { name: find-appointments, choicesFor: study, choiceSay: { en: '{{choice.colour}}', uk: '{{choice.day}}' }, args: { phone: x, name: y } }\n    ok: BYE\n    failed: BYE",
      at: 'a.yaml:27 template {{choice.colour}}: unknown field of choice "colour"',
    },
    {
      name: 'found choices that one language cannot say',
      from: '    action: transfer',
      to: "    tool: { name: find-appointments, choicesFor: study, choiceSay: { en: '{{choice.day}}' }, args: { phone: x, name: y } }\n    ok: BYE\n    failed: BYE",
      at: 'a.yaml:27 states.PERSON.tool.choiceSay has no text in "uk": add it',
    },
  ])('names file, line and repair of $name', ({ from, to, at }) => {
    const text = GOOD.replace(from, to);
    expect(text).not.toBe(GOOD);
    expect(faultsOf(text).find((fault) => fault.startsWith(at)) ?? faultsOf(text)).toEqual(
      expect.stringContaining(at),
    );
  });

  it('reports every fault at once', () => {
    const text = GOOD.replace('- PERSON', '- PRESON').replace('ask: study', 'ask: stduy');
    expect(faultsOf(text).length).toBeGreaterThanOrEqual(2);
  });

  it('joins files and refuses what stands twice, naming the second file', () => {
    const [settings = '', states = ''] = GOOD.split('states:\n');
    const both = [
      { name: 'a.yaml', text: settings },
      { name: 'b.yaml', text: `states:\n${states}` },
    ];
    expect(parseScenario(both)).toHaveProperty('scenario');
    const twice = parseScenario([...both, { name: 'c.yaml', text: 'states:\n  BYE: { action: hang-up }\n' }]);
    expect(twice).toEqual({
      faults: expect.arrayContaining([
        { file: 'c.yaml', line: 2, message: 'states.BYE stands in two files: remove one' },
      ]),
    });
  });
});

describe('bundleText', () => {
  it('is the same for the same scenario in another order, and reads back unchanged', () => {
    const one = parse(GOOD);
    const other = parse(GOOD.replace('name: tiny\nversion: 1', 'version: 1\nname: tiny'));
    if ('faults' in one || 'faults' in other) throw new Error('no faults expected');
    expect(bundleText(one.scenario)).toBe(bundleText(other.scenario));
    const back = parse(bundleText(one.scenario));
    expect(back).toEqual({ scenario: one.scenario });
  });
});

describe('drawScenario', () => {
  it('draws states, conditions and ends', () => {
    const result = parse(GOOD);
    if ('faults' in result) throw new Error('no faults expected');
    const drawn = drawScenario(result.scenario);
    for (const line of ['[*] --> HELLO', 'HELLO --> BYE: study == mri', 'HELLO --> PERSON', 'BYE --> [*]'])
      expect(drawn).toContain(line);
  });
});
