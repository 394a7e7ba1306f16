import { expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.ts';

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it('one key: in the order in which it came, and a failure does not stop the next', async () => {
  const inTurn = oneAtATime();
  const seen: string[] = [];
  const slow = inTurn('a', async () => {
    await soon(10);
    seen.push('slow');
  });
  const faulty = inTurn('a', async () => {
    seen.push('faulty');
    throw new Error('no');
  });
  const last = inTurn('a', async () => seen.push('last'));
  await expect(faulty).rejects.toThrow('no');
  await Promise.all([slow, last]);
  expect(seen).toEqual(['slow', 'faulty', 'last']);
});

it('two keys do not wait for each other', async () => {
  const inTurn = oneAtATime();
  let release = () => {};
  const held = inTurn('a', () => new Promise<void>((resolve) => (release = resolve)));
  await inTurn('b', async () => {});
  release();
  await held;
});
