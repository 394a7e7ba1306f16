/** Something that costs money, counted where it happened; append-only. Amounts are derived later from the price list. */
export interface UsageEvent {
  /** unique within the call, so that a repeated report counts once: `<source>-<turnId>-<attempt>-<unit>` */
  id: string;
  turnId: string | null;
  attempt: number;
  component: 'stt' | 'tts' | 'llm' | 'machine' | 'telephony';
  /** e.g. `embedded`, `google`, `anthropic` */
  provider: string;
  /** e.g. `pocketsphinx`, `espeak-ng`, `edge` */
  model: string;
  unit: 'second' | 'character' | 'input-token' | 'output-token';
  /** what was used in all, the cached part included */
  quantity: number;
  /** the part that a cache answered: it costs the price list's cached price, for our own caches nothing; the rest is saved */
  cachedQuantity: number;
}
