import { describe, expect, it } from '@jest/globals';
import { numbersLike } from './numbers-like.ts';

describe('numbers that are taken for', () => {
  it.each([
    [70, [10, 17, 20, 30, 40, 50, 60, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 90]],
    [65, [15, 25, 35, 45, 55, 60, 61, 62, 63, 64, 66, 67, 68, 69, 75, 85, 95]],
    [14, [10, 11, 12, 13, 15, 16, 17, 18, 19, 24, 34, 40, 44, 54, 64, 74, 84, 94]],
    [8, [18, 28, 38, 48, 58, 68, 78, 88, 98]],
  ])('%d', (number, like) => {
    expect(numbersLike(number)).toEqual(like);
  });
});
