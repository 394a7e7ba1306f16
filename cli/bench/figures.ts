/** One line of the report: a measured value beside its baseline of the same run. */
export interface Figure {
  suite: string;
  name: string;
  value: number;
  /** null where there is nothing to compare with but the goal */
  baseline: number | null;
  unit: string;
  /** the promise: `ratio` against the baseline, or `limit` in `unit` */
  goal: { ratio: number } | { limit: number } | null;
}

export const ratioOf = ({ value, baseline }: Figure): number | null =>
  baseline === null || baseline === 0 ? null : value / baseline;

/** Whether the promise was kept; null without one. */
export function kept(figure: Figure): boolean | null {
  if (figure.goal === null) return null;
  if ('limit' in figure.goal) return figure.value <= figure.goal.limit;
  const ratio = ratioOf(figure);
  return ratio === null ? null : ratio <= figure.goal.ratio;
}

/** The value below which `share` (0..1) of the samples lie, by nearest rank; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** name, value, baseline, ratio, unit, goal: one line. */
export function figureLine(figure: Figure): string {
  const ratio = ratioOf(figure);
  const goal =
    figure.goal === null
      ? ''
      : 'limit' in figure.goal
        ? `goal ≤ ${figure.goal.limit} ${figure.unit}`
        : `goal ≤ ${figure.goal.ratio}×`;
  const verdict = { true: 'kept', false: 'MISSED', null: '' }[`${kept(figure)}`] ?? '';
  return [
    `${figure.suite}: ${figure.name}`.padEnd(66),
    rounded(figure.value).padStart(9),
    (figure.baseline === null ? '-' : rounded(figure.baseline)).padStart(9),
    (ratio === null ? '-' : `${ratio.toFixed(2)}×`).padStart(8),
    figure.unit.padEnd(6),
    goal.padEnd(18),
    verdict,
  ]
    .join('  ')
    .trimEnd();
}

export const heading = [
  'figure'.padEnd(66),
  'value'.padStart(9),
  'baseline'.padStart(9),
  'ratio'.padStart(8),
  'unit'.padEnd(6),
  'goal',
].join('  ');

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
