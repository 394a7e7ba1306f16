import { addEventHandler } from 'jest-circus';

// the real ones, also where a test fakes the time
const { setTimeout, clearTimeout } = globalThis;

/** ms; a machine that does much else at the same time is slow, not wrong */
const USUALLY = 60_000;

// The runner awaits tests and hooks for ever; a test that hangs has to fail, and the next one to run.
addEventHandler((event, { currentDescribeBlock }) => {
  const added = { add_test: currentDescribeBlock.children, add_hook: currentDescribeBlock.hooks }[event.name];
  const one = added?.at(-1);
  if (one?.fn) one.fn = within(event.timeout ?? USUALLY, one.fn);
});

const within = (ms, run) => () => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  });
  return Promise.race([Promise.resolve().then(run), late]).finally(() => clearTimeout(timer));
};
