import { describe, expect, it } from '@jest/globals';
import { accountUsage, costOfTurns, microUsdToDecimal } from './account.ts';
import { DEFAULT_PRICES } from './default-prices.ts';
import { type Price, priceOf } from './price-list.ts';
import type { UsageEvent } from './usage.ts';

const use = (part: Partial<UsageEvent> & Pick<UsageEvent, 'id'>): UsageEvent => ({
  turnId: 't1',
  attempt: 1,
  component: 'stt',
  provider: 'google',
  model: 'chirp_3',
  unit: 'second',
  quantity: 1,
  cachedQuantity: 0,
  ...part,
});
const price = (part: Partial<Price>): Price => ({
  component: 'stt',
  provider: 'google',
  model: 'chirp_3',
  unit: 'second',
  bandFrom: 0,
  priceMicroUsd: 60,
  cachedPriceMicroUsd: 0,
  perQuantity: 60,
  effectiveFrom: '2026-01-01T00:00:00Z',
  source: 'test',
  ...part,
});
const AT = '2026-11-21T12:00:00Z';
const tokens = (id: string, unit: 'input-token' | 'output-token', quantity: number, cachedQuantity = 0) =>
  use({
    id,
    component: 'llm',
    provider: 'anthropic',
    model: 'claude-haiku-5-5',
    unit,
    quantity,
    cachedQuantity,
  });

describe('priceOf', () => {
  const later = price({ priceMicroUsd: 90, effectiveFrom: '2026-06-01T00:00:00+03:00' });
  const any = price({ model: '*', priceMicroUsd: 5 });
  it.each([
    { name: 'the price in force', prices: [price({}), later], at: AT, micro: 90 },
    { name: 'not one of the future', prices: [price({}), later], at: '2026-05-31T20:59:59Z', micro: 60 },
    { name: 'from its first moment on', prices: [later, price({})], at: '2026-05-31T21:00:00Z', micro: 90 },
    { name: "the model's own row before the provider's", prices: [any, price({})], at: AT, micro: 60 },
    { name: "the provider's row for a model without one", prices: [any], at: AT, micro: 5 },
    { name: 'nothing before the first price', prices: [price({})], at: '2025-12-31T00:00:00Z', micro: null },
    { name: 'nothing for another unit', prices: [price({ unit: 'character' })], at: AT, micro: null },
  ])('$name', ({ prices, at, micro }) => {
    expect(priceOf(prices, use({ id: 'a' }), 0, at)?.priceMicroUsd ?? null).toBe(micro);
  });
});

describe('accountUsage', () => {
  it.each([
    { name: 'whole seconds', quantities: [60], per: 60, cost: 60 },
    { name: 'sums before it rounds', quantities: [0.3, 0.3, 0.4], per: 60, cost: 1 },
    { name: 'rounds half up', quantities: [0.5], per: 60, cost: 1 },
    { name: 'below a half is nothing', quantities: [0.499], per: 60, cost: 0 },
    { name: 'no binary fraction: 0.1 + 0.2', quantities: [0.1, 0.2], per: 6, cost: 3 },
  ])('$name', ({ quantities, per, cost }) => {
    const usage = quantities.map((quantity, index) => use({ id: `${index}`, quantity }));
    expect(accountUsage(usage, [price({ perQuantity: per })], AT).totalMicroUsd).toBe(cost);
  });

  it('counts a repeated report once', () => {
    expect(accountUsage([use({ id: 'a' }), use({ id: 'a' })], [price({})], AT).items[0]?.quantity).toBe(1);
  });

  it('counts failed attempts, each under its own id', () => {
    const usage = [use({ id: 'a-1' }), use({ id: 'a-2', attempt: 2 })];
    expect(accountUsage(usage, [price({})], AT).totalMicroUsd).toBe(2);
  });

  it('lists what has no price and adds nothing for it', () => {
    const { totalMicroUsd, items, unpriced } = accountUsage([use({ id: 'a', model: 'new' })], [], AT);
    expect({ totalMicroUsd, items }).toEqual({ totalMicroUsd: 0, items: [] });
    expect(unpriced).toEqual([
      { component: 'stt', provider: 'google', model: 'new', unit: 'second', quantity: 1 },
    ]);
  });

  it('shows what our own cache spared', () => {
    const { items } = accountUsage([use({ id: 'a', quantity: 60, cachedQuantity: 45 })], [price({})], AT);
    expect(items[0]).toMatchObject({ costMicroUsd: 15, savedMicroUsd: 45, quantity: 60, cachedQuantity: 45 });
  });

  it('prices cached tokens by their own price', () => {
    const usage = [tokens('reply-t1-1-input-token', 'input-token', 3_000, 2_000)];
    // 1,000 × 0.10 + 2,000 × 0.01 per million; saved 2,000 × 0.09
    expect(accountUsage(usage, DEFAULT_PRICES, AT)).toMatchObject({ totalMicroUsd: 120, savedMicroUsd: 180 });
  });

  it.each([
    { name: 'a prompt of 100,000 tokens is in the lower band', prompt: 100_000, cost: 10_000 + 50 },
    { name: 'one more puts prompt and answer into the upper', prompt: 100_001, cost: 50_001 + 250 },
  ])('$name', ({ prompt, cost }) => {
    const usage = [
      tokens('reply-t1-1-input-token', 'input-token', prompt),
      tokens('reply-t1-1-output-token', 'output-token', 100),
    ];
    expect(accountUsage(usage, DEFAULT_PRICES, AT).totalMicroUsd).toBe(cost);
  });

  it('keeps the bands of two prompts of one call apart', () => {
    const usage = [
      tokens('reply-t1-1-input-token', 'input-token', 1_000_000),
      tokens('reply-t2-1-input-token', 'input-token', 10_000),
    ];
    expect(accountUsage(usage, DEFAULT_PRICES, AT).totalMicroUsd).toBe(500_000 + 1_000);
  });

  it.each([
    { at: '2026-10-06T23:59:59Z', cost: 200 },
    { at: '2026-10-07T00:00:00Z', cost: 100 },
  ])('Sonnet cache reads at $at cost $cost micro-USD per 1,000', ({ at, cost }) => {
    const usage = [{ ...tokens('x-input-token', 'input-token', 1_000, 1_000), model: 'claude-sonnet-5-5' }];
    expect(accountUsage(usage, DEFAULT_PRICES, at).totalMicroUsd).toBe(cost);
  });

  it('has a price for everything that the embedded engines report', () => {
    const usage = [
      use({ id: 'a', provider: 'embedded', model: 'pocketsphinx', quantity: 60 }),
      use({
        id: 'b',
        provider: 'embedded',
        component: 'tts',
        model: 'espeak-ng',
        unit: 'character',
        quantity: 1_200,
      }),
      use({ id: 'c', provider: 'embedded', component: 'machine', model: 'edge', quantity: 180 }),
    ];
    const { totalMicroUsd, unpriced } = accountUsage(usage, DEFAULT_PRICES, AT);
    // 60 s × 5,000/3,600 + 1,200 × 7,500/10⁶ + 180 s × 10,000/3,600
    expect({ totalMicroUsd, unpriced }).toEqual({ totalMicroUsd: 83 + 9 + 500, unpriced: [] });
  });
});

describe('costOfTurns', () => {
  it('adds up what each turn used, the turnless uses under null', () => {
    const usage = [
      use({ id: 'a', quantity: 10 }),
      use({ id: 'b', turnId: 't2', quantity: 20 }),
      use({ id: 'c', turnId: 't1', quantity: 5 }),
      use({ id: 'd', turnId: null, quantity: 7 }),
    ];
    expect(costOfTurns(usage, [price({})], AT)).toEqual([
      { turnId: 't1', costMicroUsd: 15 },
      { turnId: 't2', costMicroUsd: 20 },
      { turnId: null, costMicroUsd: 7 },
    ]);
  });
});

describe('decimal amounts', () => {
  it.each([
    [0, '0.000000'],
    [1, '0.000001'],
    [1_234_567, '1.234567'],
    [12_000_000, '12.000000'],
  ])('%d micro-USD are %s', (microUsd, decimal) => {
    expect(microUsdToDecimal(microUsd)).toBe(decimal);
  });
});
