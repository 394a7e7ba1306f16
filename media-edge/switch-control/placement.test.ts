import { describe, expect, it } from '@jest/globals';
import { type EdgeView, edgesInOrder, WARM_AFTER_MS } from './placement.ts';

const NOW = 100_000;
const edge = (url: string, more: Partial<EdgeView> = {}): EdgeView => ({
  ...{ url, answers: true, answersSinceMs: 0, draining: false, calls: 0, capacity: 100 },
  ...more,
});

describe('a new call goes to', () => {
  it.each<{ rule: string; edges: EdgeView[]; avoid?: string; order: string }>([
    { rule: 'the only edge', edges: [edge('a')], order: 'a' },
    { rule: 'the emptier one', edges: [edge('a', { calls: 3 }), edge('b', { calls: 2 })], order: 'ba' },
    {
      rule: 'the one with the smaller share of its places taken',
      edges: [edge('a', { calls: 10, capacity: 20 }), edge('b', { calls: 30, capacity: 200 })],
      order: 'ba',
    },
    { rule: 'the first of equals, so that controllers agree', edges: [edge('a'), edge('b')], order: 'ab' },
    {
      rule: 'one that is not draining, though that one is empty',
      edges: [edge('a', { draining: true }), edge('b', { calls: 99 })],
      order: 'ba',
    },
    {
      rule: 'one with room',
      edges: [edge('a', { calls: 100 }), edge('b', { calls: 99 })],
      order: 'ba',
    },
    {
      rule: 'one that answers',
      edges: [edge('a', { answers: false }), edge('b', { calls: 99 })],
      order: 'ba',
    },
    {
      rule: 'one that is known rather than one that never answered yet',
      edges: [edge('a', { answers: null }), edge('b', { calls: 50 })],
      order: 'ba',
    },
    {
      rule: 'one that has not answered yet rather than one that does not',
      edges: [edge('a', { answers: false }), edge('b', { answers: null })],
      order: 'ba',
    },
    {
      rule: 'one that is warm',
      edges: [edge('a', { answersSinceMs: NOW - WARM_AFTER_MS + 1 }), edge('b', { calls: 50 })],
      order: 'ba',
    },
    {
      rule: 'another one than the one that it has just lost',
      edges: [edge('a'), edge('b', { calls: 99 })],
      avoid: 'a',
      order: 'ba',
    },
    {
      rule: 'the one that it has lost rather than a full one',
      edges: [edge('a'), edge('b', { calls: 100 })],
      avoid: 'a',
      order: 'ab',
    },
    {
      rule: 'an edge that has just started rather than the one that it has lost',
      edges: [edge('a'), edge('b', { answersSinceMs: NOW })],
      avoid: 'a',
      order: 'ba',
    },
    {
      rule: 'even a silent one, last: what is known of it may be old',
      edges: [edge('a', { answers: false }), edge('b', { draining: true }), edge('c', { calls: 100 })],
      order: 'cba',
    },
    {
      rule: 'no edge that takes nothing, before others were asked',
      edges: [edge('a', { capacity: 0 }), edge('b', { calls: 99 })],
      order: 'ba',
    },
  ])('$rule', ({ edges, avoid = null, order }) => {
    expect(
      edgesInOrder(edges, { avoid, nowMs: NOW })
        .map(({ url }) => url)
        .join(''),
    ).toBe(order);
  });
});
