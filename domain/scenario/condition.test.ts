import { describe, expect, it } from '@jest/globals';
import type { Json } from '../json.ts';
import { holds, parseCondition, pathsOf } from './condition.ts';

const values: Record<string, Json> = {
  age: 12,
  study: 'mri_head',
  'study.contraindications': ['pacemaker'],
  'study.maxWeightKg': 150,
  weight: 151,
  booked: false,
  first: true,
};
const lookup = (path: string) => values[path];

describe('conditions', () => {
  it.each([
    ['study', true],
    ['booked', false],
    ['unknown', false],
    ['not unknown', true],
    ['age < 14', true],
    ['age >= 12 and age <= 12', true],
    ['age > 14 or study', true],
    ['not (age > 14 or study)', false],
    ['not age > 14 and study', true],
    ['study == mri_head', true],
    ["study == 'mri head'", false],
    ['study in [ct_head, mri_head]', true],
    ['study.contraindications has pacemaker', true],
    ['study.contraindications has pregnancy', false],
    ['weight > study.maxWeightKg', true],
    ['weight > study.unknown', false],
    ['study != study.unknown', true],
    ['unknown == 1', false],
    ['unknown != 1', true],
    ['unknown < 1', false],
    ['first == yes', true],
    ['booked == no', true],
  ])('%s is %s', (source, expected) => {
    expect(holds(parseCondition(source), lookup)).toBe(expected);
  });

  it.each([
    ['', 'needs a slot at its end'],
    ['age <', 'needs a value at its end'],
    ['age < 14 study', 'needs "and" or "or" before "study"'],
    ['(age < 14', 'needs ")"'],
    ['age in [1, 2', '"]"'],
    ['process.exit()', 'before "("'],
    ['age; drop', 'cannot be read from ";'],
    ['1 < 2', 'a slot instead of "1"'],
  ])('%j is refused: %s', (source, message) => {
    expect(() => parseCondition(source)).toThrow(message);
  });

  it('names every path that it reads', () => {
    expect(pathsOf(parseCondition('a and (b.c > d.e or not f in [1])'))).toEqual(['a', 'b.c', 'd.e', 'f']);
  });
});
