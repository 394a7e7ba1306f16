import type { DemoReport } from './report.ts';
import type { Evidence } from './verdict.ts';

/** What became of one drawn call. `wrong`: something was booked or written that the caller did not say, or twice. */
export type SeedVerdict = 'booked as said' | 'another outcome' | 'wrong';

/** One line of a reading of seeds. */
export interface SeedResult {
  seed: number;
  voice: string;
  verdict: SeedVerdict;
  outcome: string | null;
  callId: string | null;
  turns: number;
  minutes: number;
  latencyMs: DemoReport['latencyMs'];
  /** what does not agree, or why there was no call */
  faults: string[];
}

/** All of them together. */
export interface SeedSummary {
  calls: number;
  bookedAsSaid: number;
  anotherOutcome: number;
  wrong: number;
}

const LARGEST_SPAN = 1_000;

/** "1-10,15" as numbers, each once, in the order given. Throws on anything else. */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    const count = Number(last) - Number(first) + 1;
    if (first === undefined || count < 1 || count > LARGEST_SPAN)
      throw new Error(`--seeds "${text}": expected numbers and ranges, as in 1-10 or 1,4,7-9`);
    return Array.from({ length: count }, (_, at) => Number(first) + at);
  });
  return [...new Set(seeds)];
}

/** Nothing booked is never wrong where the sheet tells it once, and a call without a word of the caller's not at all. */
export function verdictOf(
  { bookings, rows }: Pick<Evidence, 'bookings' | 'rows'>,
  { faults, turns }: { faults: readonly string[]; turns: number },
): SeedVerdict {
  if (faults.length === 0) return 'booked as said';
  return bookings.length === 0 && rows.length === (turns > 0 ? 1 : 0) ? 'another outcome' : 'wrong';
}

export const summaryOf = (results: readonly Pick<SeedResult, 'verdict'>[]): SeedSummary => {
  const count = (wanted: SeedVerdict) => results.filter(({ verdict }) => verdict === wanted).length;
  return {
    calls: results.length,
    bookedAsSaid: count('booked as said'),
    anotherOutcome: count('another outcome'),
    wrong: count('wrong'),
  };
};

/** Four of five booked as said, and nothing wrong. */
export const keepsPromise = ({ calls, bookedAsSaid, wrong }: SeedSummary): boolean =>
  wrong === 0 && bookedAsSaid >= 0.8 * calls;

/** Works the seeds off, so many at once, and answers in their order. */
export async function eachSeed<T>(
  seeds: readonly number[],
  atOnce: number,
  work: (seed: number) => Promise<T>,
): Promise<T[]> {
  const results = new Map<number, T>();
  const left = [...seeds];
  const worker = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift())
      results.set(seed, await work(seed));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return seeds.flatMap((seed) => (results.has(seed) ? [results.get(seed) as T] : []));
}

export const SEED_HEAD = 'seed  voice         verdict          outcome      turns  min   p50   p95  call';

/** One call in a line below `SEED_HEAD`, its faults below it. */
export function seedLines(result: SeedResult): string[] {
  const { p50, p95 } = result.latencyMs;
  const columns = [
    `${result.seed}`.padStart(4),
    result.voice.padEnd(12),
    result.verdict.padEnd(15),
    (result.outcome ?? '-').padEnd(11),
    `${result.turns}`.padStart(5),
    result.minutes.toFixed(1).padStart(4),
    `${p50 ?? '-'}`.padStart(4),
    `${p95 ?? '-'}`.padStart(4),
    result.callId ?? '-',
  ];
  return [columns.join('  '), ...result.faults.map((fault) => `      ${fault}`)];
}

export const summaryLine = ({ calls, bookedAsSaid, anotherOutcome, wrong }: SeedSummary): string =>
  `${bookedAsSaid} of ${calls} booked as said, ${anotherOutcome} with another outcome, ${wrong} wrong`;
