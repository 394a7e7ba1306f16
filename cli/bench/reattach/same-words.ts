/** Enough of an utterance to tell it from another one, samples at 8 kHz. */
const COMPARED_SAMPLES = 8_000;
/** Loudness is compared in steps of 10 ms: the line's codec changes samples, not the melody. */
const STEP_SAMPLES = 80;
/** The first frames may differ in how much silence they begin with. */
const MOST_SHIFT_STEPS = 12;

/** How much two recordings of speech have in common in their first second: 1 for the same words of the same voice. */
export function likeness(one: Int16Array, other: Int16Array): number {
  const [a, b] = [one, other].map((samples) =>
    loudness(fromFirstSound(samples).subarray(0, COMPARED_SAMPLES)),
  );
  let best = -1;
  for (let shift = -MOST_SHIFT_STEPS; shift <= MOST_SHIFT_STEPS; shift++)
    best = Math.max(best, correlation(a ?? [], b ?? [], shift));
  return best;
}

function fromFirstSound(samples: Int16Array): Int16Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > 300);
  return first < 0 ? samples : samples.subarray(first);
}

function loudness(samples: Int16Array): number[] {
  const steps: number[] = [];
  for (let at = 0; at + STEP_SAMPLES <= samples.length; at += STEP_SAMPLES) {
    let sum = 0;
    for (let n = 0; n < STEP_SAMPLES; n++) sum += (samples[at + n] ?? 0) ** 2;
    steps.push(Math.log10(1 + Math.sqrt(sum / STEP_SAMPLES)));
  }
  return steps;
}

function correlation(a: readonly number[], b: readonly number[], shift: number): number {
  const pairs = a.flatMap((value, at): [number, number][] => {
    const other = b[at + shift];
    return other === undefined ? [] : [[value, other]];
  });
  if (pairs.length < 20) return -1;
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (const [x, y] of pairs) {
    both += (x - meanA) * (y - meanB);
    squareA += (x - meanA) ** 2;
    squareB += (y - meanB) ** 2;
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB);
}
