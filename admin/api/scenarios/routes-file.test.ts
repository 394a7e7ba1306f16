import { describe, expect, it } from '@jest/globals';
import { parseRoutes } from './routes-file.ts';

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
    ['a number that is none', file(route({ to: 'reception' })), /dialled number[\s\S]*routes\[0\]\.to/],
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
