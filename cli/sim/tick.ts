/**
 * Calls `tick` every 20 ms on average, as a telephone line does: a late timer is followed by as many ticks as are due.
 * One clock serves all calls of a switch. Returns its stop.
 */
export function everyFrame(tick: () => void): () => void {
  const FRAME_MS = 20;
  // after a longer stand-still (a suspended machine) the line was dead, it does not catch up
  const CATCH_UP_LIMIT_MS = 2_000;
  let dueMs = performance.now() + FRAME_MS;
  let timer: NodeJS.Timeout;
  const run = () => {
    const nowMs = performance.now();
    if (nowMs - dueMs > CATCH_UP_LIMIT_MS) dueMs = nowMs;
    for (; dueMs <= nowMs; dueMs += FRAME_MS) tick();
    timer = setTimeout(run, Math.max(1, dueMs - performance.now()));
  };
  timer = setTimeout(run, FRAME_MS);
  return () => clearTimeout(timer);
}
