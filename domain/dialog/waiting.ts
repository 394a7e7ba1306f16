import type { Draft } from './draft.ts';

type Known = Pick<Draft, 'memory' | 'slots'>;

/** What else was named in one breath with the value that a slot has now: "an MRI of the head and an ultrasound". */
export function waitingFor({ memory, slots }: Known, slot: string): string | undefined {
  const named = memory.waiting[slot] ?? [];
  const taken = slots[slot]?.value;
  return named.some((value) => value === taken) ? named.find((value) => value !== taken) : undefined;
}

/** The matter is over: what it was about waits no longer, and what else was named waits on. */
export function stopWaiting({ memory, slots }: Known): void {
  memory.waiting = Object.fromEntries(
    Object.entries(memory.waiting).map(([slot, named]) => [
      slot,
      named.filter((value) => value !== slots[slot]?.value),
    ]),
  );
}
