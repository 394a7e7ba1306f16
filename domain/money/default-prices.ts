import type { Price } from './price-list.ts';

const USD = 1_000_000;
const MILLION = 1_000_000;
const HOUR = 3_600;
/** before any call of ours, so that old calls can be accounted anew */
const ALWAYS = '2026-01-01T00:00:00Z';

/** A small cloud machine with two shared cores: about 0.04 USD an hour, so 0.02 USD a core and hour. */
const CORE_HOUR_MICRO_USD = 20_000;
const SMALL_VM = 'own machines: 2 shared cores at about 0.04 USD/h; put your own figure into price_list';

type Row = Omit<Price, 'bandFrom' | 'cachedPriceMicroUsd' | 'effectiveFrom'> &
  Partial<Pick<Price, 'bandFrom' | 'cachedPriceMicroUsd' | 'effectiveFrom'>>;
const price = (row: Row): Price => ({ bandFrom: 0, cachedPriceMicroUsd: 0, effectiveFrom: ALWAYS, ...row });

/** Prices of one Claude model, USD per million tokens. Cache writes (a quarter dearer than input) are not told apart. */
function claude(
  model: string,
  usd: { input: number; output: number; cached?: number },
  when: { bandFrom?: number; effectiveFrom?: string; source: string },
): Price[] {
  const common = { component: 'llm', provider: 'anthropic', model, perQuantity: MILLION, ...when } as const;
  const micro = (amount: number) => Math.round(amount * USD);
  return [
    price({
      ...common,
      unit: 'input-token',
      priceMicroUsd: micro(usd.input),
      cachedPriceMicroUsd: micro(usd.cached ?? usd.input),
    }),
    price({ ...common, unit: 'output-token', priceMicroUsd: micro(usd.output) }),
  ];
}

function googleVoice(model: string, usdPerMillionCharacters: number, source: string): Price {
  return price({
    component: 'tts',
    provider: 'google',
    model,
    unit: 'character',
    priceMicroUsd: usdPerMillionCharacters * USD,
    perQuantity: MILLION,
    source,
  });
}

const LITELLM = 'LiteLLM price table, autumn 2026 (secondary)';
const CLAUDE_DOCS = 'platform.claude.com, model overview, autumn 2026';

/**
 * Prices that a new database begins with. Machines of ours are priced by what they occupy; an operator's own rows with a
 * later effective_from take over. What is not here (carriers, self-hosted models) shows as unpriced until somebody says.
 */
export const DEFAULT_PRICES: readonly Price[] = [
  // the call's share of the machine: edge, worker and database together, about half a core while a call runs
  price({
    component: 'machine',
    provider: 'embedded',
    model: '*',
    unit: 'second',
    priceMicroUsd: CORE_HOUR_MICRO_USD / 2,
    perQuantity: HOUR,
    source: SMALL_VM,
  }),
  // a second of speech keeps pocketsphinx with its second opinion on a core for about a quarter of a second
  price({
    component: 'stt',
    provider: 'embedded',
    model: '*',
    unit: 'second',
    priceMicroUsd: CORE_HOUR_MICRO_USD / 4,
    perQuantity: HOUR,
    source: SMALL_VM,
  }),
  // whisper on a CPU keeps a whole core as long as the speech lasts
  price({
    component: 'stt',
    provider: 'embedded',
    model: 'whisper',
    unit: 'second',
    priceMicroUsd: CORE_HOUR_MICRO_USD,
    perQuantity: HOUR,
    source: SMALL_VM,
  }),
  // a million characters are some 18 hours of speech, which espeak-ng makes at 2 % of a core
  price({
    component: 'tts',
    provider: 'embedded',
    model: '*',
    unit: 'character',
    priceMicroUsd: 7_500,
    perQuantity: MILLION,
    source: SMALL_VM,
  }),
  price({
    component: 'stt',
    provider: 'google',
    model: '*',
    unit: 'second',
    priceMicroUsd: 16_000,
    perQuantity: 60,
    source: 'Google STT v2 standard 0.016 USD/min up to 500,000 min (secondary: LiteLLM price table)',
  }),
  googleVoice('chirp3-hd', 30, LITELLM),
  googleVoice('wavenet', 4, LITELLM),
  googleVoice('standard', 4, LITELLM),
  ...claude('claude-haiku-5-5', { input: 0.1, output: 0.5, cached: 0.01 }, { source: CLAUDE_DOCS }),
  // the page gives no cache price above the band; a tenth of the input as below it
  ...claude(
    'claude-haiku-5-5',
    { input: 0.5, output: 2.5, cached: 0.05 },
    { bandFrom: 100_000, source: CLAUDE_DOCS },
  ),
  ...claude('claude-haiku-4-5', { input: 1, output: 5, cached: 0.1 }, { source: CLAUDE_DOCS }),
  ...claude('claude-sonnet-5-5', { input: 2, output: 10, cached: 0.2 }, { source: CLAUDE_DOCS }),
  ...claude(
    'claude-sonnet-5-5',
    { input: 2, output: 10, cached: 0.1 },
    { effectiveFrom: '2026-10-07T00:00:00Z', source: `${CLAUDE_DOCS}; cache reads cheaper since 2026-10-07` },
  ),
  ...claude('claude-opus-5-5', { input: 4, output: 20 }, { source: CLAUDE_DOCS }),
];
