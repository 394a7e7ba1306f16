/** One media edge as its last answers show it. */
export interface EdgeView {
  url: string;
  /** null: it has not answered yet */
  answers: boolean | null;
  /** since when it answers without a break, ms on the same clock as `nowMs` */
  answersSinceMs: number;
  draining: boolean;
  /** running and promised calls, and how many it takes */
  calls: number;
  capacity: number;
}

/** An edge that has just started has cold caches and compiles: others go first. */
export const WARM_AFTER_MS = 5_000;

/**
 * The edges to ask for a place, best first. Those that answer and have room come first, the emptiest of them at the front;
 * one that draws back, is full or silent comes last, since what is known of it may be old. A call that has just lost its
 * edge goes to another one where there is one.
 */
export function edgesInOrder(
  edges: readonly EdgeView[],
  { avoid, nowMs }: { avoid: string | null; nowMs: number },
): EdgeView[] {
  const rank = (edge: EdgeView): number => {
    if (edge.draining) return 5;
    if (edge.answers === false) return edge.url === avoid ? 7 : 6;
    if (edge.calls >= edge.capacity) return 4;
    if (edge.url === avoid) return 3;
    if (edge.answers === null) return 2;
    return nowMs - edge.answersSinceMs < WARM_AFTER_MS ? 1 : 0;
  };
  const share = ({ calls, capacity }: EdgeView): number => calls / Math.max(1, capacity);
  return edges
    .map((edge, index) => ({ edge, index }))
    .sort(
      (one, other) =>
        rank(one.edge) - rank(other.edge) ||
        share(one.edge) - share(other.edge) ||
        one.edge.calls - other.edge.calls ||
        one.index - other.index,
    )
    .map(({ edge }) => edge);
}
