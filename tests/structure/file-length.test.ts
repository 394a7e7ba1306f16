import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './source-files.ts';

/** A file of this length has two jobs. Tests and the word lists of a language are tables and may be longer. */
const LONGEST = 300;

describe('files', () => {
  it(`no source file is longer than ${LONGEST} lines`, () => {
    const long = sourceFiles(['.ts', '.tsx', '.mts', '.mjs', '.py'])
      .filter(({ path }) => !/\.test\.ts$|^gpu-workers\/tests\/|\/(en|uk|ru)\.ts$/.test(path))
      .map(({ path, absolute }) => ({ path, lines: readFileSync(absolute, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > LONGEST);
    expect(long).toEqual([]);
  });
});
