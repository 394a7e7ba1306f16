import { describe, expect, it } from '@jest/globals';
import { parseRoutes, readRoutes } from './routes-file.ts';

const route = (change: Record<string, unknown> = {}) => ({
  to: '+380440000001',
  tenant: 'demo',
  scenario: 'clinic',
  language: 'uk',
  ...change,
});
const file = (...routes: object[]) => JSON.stringify({ routes });

describe('parseRoutes', () => {
  it('reads numbers and the default, in order', () => {
    const text = `routes:\n  - { to: '+380440000001', tenant: demo, scenario: clinic, language: uk }\n  - { to: '*', tenant: demo, scenario: clinic, language: en }`;
    expect(parseRoutes(text)).toEqual([route(), route({ to: '*', language: 'en' })]);
  });

  it.each<[fault: string, text: string, says: RegExp]>([
    ['a number that is none', file(route({ to: 'reception' })), /routes\[0\]\.to: the dialled number/],
    [
      'a number that YAML read as one',
      'routes: [{ to: 100, tenant: a, scenario: b, language: uk }]',
      /string/,
    ],
    ['a language that nobody speaks', file(route({ language: 'fr' })), /"uk"\|"ru"\|"en"/],
    ['a tenant with a space', file(route({ tenant: 'my clinic' })), /small letters, digits and -/],
    ['a scenario with a path', file(route({ scenario: '../x' })), /name of a folder below scenarios/],
    ['an unknown key', file(route({ scenaro: 'clinic' })), /scenaro/],
    ['no routes', 'lines: []', /routes/],
    ['an empty file', '', /routes\.yaml is not valid/],
    ['text that is no YAML', 'routes: [', /./],
    ['a number twice', file(route(), route({ tenant: 'other' })), /\+380440000001 twice: keep one/],
  ])('%s is named', (_fault, text, says) => {
    expect(() => parseRoutes(text)).toThrow(says);
  });

  it('names every fault at once', () => {
    expect(() => parseRoutes(file(route({ to: 'x' }), route({ language: 'fr' })))).toThrow(
      /routes\[0\]\.to[\s\S]*routes\[1\]\.language/,
    );
  });
});

describe('readRoutes', () => {
  const text = `routes:
  - { to: '+380440000001', tenant: demo, scenario: clinic, language: uk }
  - { to: '+380440000002', tenant: demo, scenario: barbr, language: uk }
  - to: '+380440000003'
    tenant: demo
    scenario: clinic
    language: ru
  - { to: '+380440000001', tenant: demo, scenario: clinic, language: uk }
`;
  it.each([
    {
      rule: 'a scenario that there is not, a language that it does not speak, and a number twice have their lines',
      text,
      faults: [
        { line: 3, message: 'no scenario "barbr": there are clinic' },
        { line: 4, message: 'scenario "clinic" does not speak "ru": uk, en' },
        { line: 8, message: 'names the number +380440000001 twice: keep one of the two' },
      ],
    },
    {
      rule: 'so has what is no route',
      text: text.replace('language: ru', 'language: de'),
      faults: [{ line: 7, message: expect.stringMatching(/^routes\[2\]\.language: /) }],
    },
    {
      rule: 'and what is no YAML',
      text: 'routes:\n  - { to: [',
      faults: [{ line: 2, message: expect.stringMatching(/^cannot be read as YAML: /) }],
    },
  ])('$rule', ({ text, faults }) => {
    expect(readRoutes(text, new Map([['clinic', ['uk', 'en']]]))).toEqual({ faults });
  });
});
