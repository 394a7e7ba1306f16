import { type Figure, percentile } from './figures.ts';

/** A stage that was measured many times: what it is called, and what was promised of its percentiles. */
export interface Measured {
  suite: string;
  name: string;
  unit: string;
  samples: readonly number[];
  /** the same, done without what is measured; absent where there is only the goal */
  baseline?: readonly number[];
  goals: { p50?: Figure['goal']; p95?: Figure['goal'] };
}

/** p50, p95 and p99 of a stage as three figures, each beside the same share of the baseline. */
export const shareFigures = ({ suite, name, unit, samples, baseline, goals }: Measured): Figure[] =>
  ([0.5, 0.95, 0.99] as const).map((share) => ({
    suite,
    name: `${name}, p${share * 100}`,
    value: percentile(samples, share),
    baseline: baseline === undefined ? null : percentile(baseline, share),
    unit,
    goal: (share === 0.5 ? goals.p50 : share === 0.95 ? goals.p95 : null) ?? null,
  }));
