import { defineUpdate } from '@temporalio/workflow';

/** Queue and update of the baseline workflow; apart from the workflow, so that the client need not load it. */
export const ECHO_QUEUE = 'bench-echo';
export const echo = defineUpdate<string, [string]>('echo');
/** The same shape as a streamed turn with nothing in it: what Temporal itself takes for it. */
export const emptyTurn = defineUpdate<string, [EmptyTurn]>('emptyTurn');
/** Where the first words of the turn go (reply-sink.ts). */
export interface EmptyTurn {
  url: string;
  turnId: string;
}
export interface EchoActivities {
  nothing(text: string): Promise<string>;
  /** posts one word to the sink */
  speak(turn: EmptyTurn): Promise<string>;
}
