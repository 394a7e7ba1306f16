import { expect, it } from '@jest/globals';
import { createMarks } from './marks.ts';

/** 16 bytes are a millisecond. */
function lab() {
  let at = 0;
  const marks = createMarks(16, () => at);
  return {
    marks,
    pass(toMs: number) {
      at = toMs;
    },
  };
}

it('a switch that is in time has played what the clock says', () => {
  const { marks, pass } = lab();
  marks.sent(1600);
  pass(150);
  expect(marks.unplayed()).toBe(0);
});

it('an overdue mark proves that the audio behind it was not played', () => {
  const { marks, pass } = lab();
  marks.sent(1600);
  marks.sent(3200);
  pass(500);
  expect(marks.unplayed()).toBe(3200);
});

it('an answered one proves the audio before it', () => {
  const { marks, pass } = lab();
  const first = marks.sent(1600);
  marks.sent(3200);
  marks.sent(800);
  pass(600);
  marks.processed(first);
  expect(marks.unplayed()).toBe(800);
});

it('a later answer includes the earlier ones', () => {
  const { marks, pass } = lab();
  marks.sent(1600);
  const second = marks.sent(3200);
  pass(900);
  marks.processed(second);
  expect(marks.unplayed()).toBe(0);
});

it('marks that vanish in a clear are not waited for', () => {
  const { marks, pass } = lab();
  marks.sent(160_000);
  marks.cleared();
  pass(60_000);
  expect(marks.unplayed()).toBe(0);
});
