import { describe, expect, it } from '@jest/globals';
import type { Scenario } from '../domain/scenario/schema.ts';
import { cacheScenarios } from './scenario-source.ts';

/** A store that counts; `answers` are used one after another, the last one stays. */
function store(...answers: ('scenario' | 'nothing' | 'error')[]) {
  const asked: string[] = [];
  return {
    asked,
    async byHash(hash: string) {
      asked.push(hash);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === 'error') throw new Error('connection refused');
      return answer === 'scenario' ? ({ name: hash } as Scenario) : null;
    },
  };
}

describe('scenarios in memory', () => {
  it('two calls that ask at once share one load, later ones need none', async () => {
    const source = store('scenario');
    const cache = cacheScenarios(source);
    const [a, b] = await Promise.all([cache.byHash('h'), cache.byHash('h')]);
    expect(await cache.byHash('h')).toBe(a);
    expect({ same: a === b, asked: source.asked }).toEqual({ same: true, asked: ['h'] });
  });

  it.each(['error', 'nothing'] as const)('%s is not remembered', async (first) => {
    const cache = cacheScenarios(store(first, 'scenario'));
    await cache.byHash('h').catch(() => null);
    expect(await cache.byHash('h')).toMatchObject({ name: 'h' });
  });

  it('the ones not used for long make room', async () => {
    const source = store('scenario');
    const cache = cacheScenarios(source);
    for (let i = 0; i < 70; i++) {
      await cache.byHash('busy');
      await cache.byHash(`h${i}`);
    }
    await cache.byHash('h0');
    expect(source.asked.filter((hash) => hash === 'h0')).toHaveLength(2);
    expect(source.asked.filter((hash) => hash === 'busy')).toHaveLength(1);
  });
});
