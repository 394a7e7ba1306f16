// Deliberately broken: everything as recorded, and one more timer at the very end.
import { sleep } from '@temporalio/workflow';
import type { CallInput } from '../../../contracts/call-messages.ts';
import { call as today } from '../../../workflows/call.ts';

export async function call(input: CallInput) {
  const result = await today(input);
  await sleep(10);
  return result;
}
