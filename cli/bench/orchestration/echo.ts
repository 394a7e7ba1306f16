import { defineUpdate } from '@temporalio/workflow';

/** Queue and update of the baseline workflow; apart from the workflow, so that the client need not load it. */
export const ECHO_QUEUE = 'bench-echo';
export const echo = defineUpdate<string, [string]>('echo');
