import { describe, expect, it } from '@jest/globals';
import { command } from './command.ts';

describe('a wrong option is told before anything starts', () => {
  it.each<[args: string[], reason: string]>([
    [['--seed', 'x'], '--seed "x" is not a whole number'],
    [['--seed', ''], '--seed "" is not a whole number'],
    [['--seeds', '3-1'], '--seeds "3-1": expected numbers and ranges'],
    [['--at-once', '0'], '--at-once "0" is not a number'],
    [['--lang', 'de'], '--lang "de": choose en, uk or ru'],
    [['uk'], '"uk" is not understood: options go behind "--"'],
    [['--sed', '1'], "'--sed'"],
    [['--conversation', 'nosuch'], 'no conversation "nosuch": choose clinic-booking.en, '],
    [['--conversation', 'nosuch.yaml'], 'no conversation "nosuch.yaml"'],
  ])('%j', async (args, reason) => {
    await expect(command.run(args)).rejects.toThrow(reason);
  });
});
