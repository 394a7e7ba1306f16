import type { Command } from './command.ts';

/** Every command of `npm run <name>`; loaded only when it runs. */
export const commands: Record<string, () => Promise<{ command: Command }>> = {
  demo: () => import('./demo/command.ts'),
  up: () => import('./up/command.ts'),
  chat: () => import('./chat/command.ts'),
  call: () => import('./call/command.ts'),
  calls: () => import('./calls/command.ts'),
  config: () => import('./config/command.ts'),
  scenario: () => import('./scenario/command.ts'),
  sheets: () => import('./sheets/command.ts'),
  replay: () => import('./replay/command.ts'),
  eval: () => import('./eval/command.ts'),
  bench: () => import('./bench/command.ts'),
  setup: () => import('./setup/command.ts'),
  check: () => import('./check/command.ts'),
  test: () => import('./test/command.ts'),
};
