import { condition, setHandler } from '@temporalio/workflow';
import { echo } from './echo.ts';

/** The baseline: a bare update with a synchronous handler, the least that a durable answer can cost. */
export async function echoCall(): Promise<void> {
  setHandler(echo, (text) => text);
  await condition(() => false, '1 hour');
}
