// Deliberately broken: one timer that the recorded calls did not have. The replay test must refuse it.
import { sleep } from '@temporalio/workflow';
import type { CallInput } from '../../../contracts/call-messages.ts';
import { call as today } from '../../../workflows/call.ts';

export async function call(input: CallInput) {
  await sleep(10);
  return today(input);
}
