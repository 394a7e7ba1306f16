import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRegister } from './call-register.ts';

const LOOK_EVERY_MS = 200;

/** Takes no more calls, waits for the running ones, then ends or hands over what is left. */
export async function drain(
  register: CallRegister,
  { graceMs, lastMs }: { graceMs: number; lastMs: number },
) {
  register.drain();
  if (await empty(register, graceMs)) return;
  for (const call of register.list()) call.session.stop(call.resumes);
  await empty(register, lastMs);
}

async function empty(register: CallRegister, withinMs: number): Promise<boolean> {
  for (let waited = 0; register.counts().active > 0; waited += LOOK_EVERY_MS) {
    if (waited >= withinMs) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}
