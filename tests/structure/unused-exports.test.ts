import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './source-files.ts';
import { unusedExports } from './unused-exports.ts';

/** Used from outside our sources, by name. */
const REACHED_OTHERWISE: Readonly<Record<string, string>> = {
  ...named('Temporal calls workflows by name', [
    ...['workflows/index.ts: call', 'workflows/index.ts: sheetWriter'],
    ...['tests/replay/broken/index.ts: call', 'tests/replay/broken/late.ts: call'],
    'cli/bench/orchestration/echo-workflow.ts: echoCall',
  ]),
  ...named('a test holds that every variable stands in it or in FOREIGN', ['cli/stack/settings.ts: TUNING']),
};
function named(reason: string, exports: readonly string[]): Record<string, string> {
  return Object.fromEntries(exports.map((one) => [one, reason]));
}

const found = (files: Record<string, string>) =>
  unusedExports(Object.entries(files).map(([path, text]) => ({ path, text })));

describe('exports', () => {
  it('every exported value is used outside its file', () => {
    const sources = sourceFiles(['.ts', '.tsx', '.mts', '.mjs']).map(({ path, absolute }) => ({
      path,
      text: readFileSync(absolute, 'utf8'),
    }));
    expect(sources.length).toBeGreaterThan(500);
    const unused = unusedExports(sources);
    expect(unused.filter((one) => !(one in REACHED_OTHERWISE))).toEqual([]);
    expect(Object.keys(REACHED_OTHERWISE).filter((one) => !unused.includes(one))).toEqual([]);
  });

  const A = 'export const a = 1;\nexport type T = 1;';
  it.each<[rule: string, files: Record<string, string>, unused: string[]]>([
    ['nobody imports it', { 'x/a.ts': A }, ['x/a.ts: a']],
    [
      'a comment or a word of the same name imports nothing',
      { 'x/a.ts': A, 'x/b.ts': "// import { a } from './a.ts'\nconst a = 2;" },
      ['x/a.ts: a'],
    ],
    [
      'another file of the same name is imported',
      { 'x/a.ts': A, 'y/b.ts': "import { a } from './a.ts';" },
      ['x/a.ts: a'],
    ],
    [
      'only a type of it is imported',
      { 'x/a.ts': A, 'x/b.ts': "import { type T } from './a.ts';" },
      ['x/a.ts: a'],
    ],
    [
      'only its test imports it, and its file has no use for it',
      {
        'x/a.ts': `${A}\nexport const b = 2;`,
        'x/a.test.ts': "import { a } from './a.ts';",
        'x/c.ts': "import { b } from './a.ts';",
      },
      ['x/a.ts: a'],
    ],
    [
      'an index hands on what nobody takes',
      { 'x/a.ts': A, 'x/index.ts': "export { a } from './a.ts';" },
      ['x/index.ts: a'],
    ],
  ])('unused: %s', (_rule, files, unused) => expect(found(files)).toEqual(unused));

  it.each<[rule: string, files: Record<string, string>]>([
    ['imported', { 'x/a.ts': A, 'y/b.ts': "import b, {\n  a as c,\n} from '../x/a.ts';" }],
    ['of interest by its type', { 'x/a.ts': A, 'x/b.ts': "import type { a } from './a.ts';" }],
    ['imported as a whole', { 'x/a.ts': A, 'x/b.ts': "import * as all from './a.ts';\nall.a;" }],
    ['imported when needed', { 'x/a.ts': A, 'x/b.ts': "const { a } = await import('./a.ts');" }],
    [
      'used in its file and held by its test',
      {
        'x/a.ts': `${A}\nexport const b = a + 1;`,
        'x/a.test.ts': "import { a } from './a.ts';",
        'x/c.ts': "import { b } from './a.ts';",
      },
    ],
    ['of a test, for tests', { 'tests/a.ts': A, 'x/b.test.ts': "import { a } from '../tests/a.ts';" }],
  ])('used: %s', (_rule, files) => expect(found(files)).toEqual([]));
});
