import type { UsageEvent } from '../../../domain/money/usage.ts';

/** What the agent answers to one act of the caller. */
export interface AgentLine {
  text: string;
  /** the scenario's state, for the report alone: the caller never sees it */
  state: string;
  /** what the dialog does to the call */
  action: 'none' | 'hang-up' | 'transfer';
}

/** What a call leaves behind beside its rows. */
export interface CallEnd {
  action: AgentLine['action'];
  outcome: string;
  usage: readonly UsageEvent[];
  costMicroUsd: number;
}

/** A line to the agent: in this process, or a running stack's text channel. */
export interface CallLine {
  callId: string;
  tenant: string;
  /** the day of the call where the clinic is, YYYY-MM-DD */
  today: string;
  start(): Promise<AgentLine>;
  /** `superseded`: a first attempt at the same turn, whose answer nobody heard */
  say(text: string, superseded?: string): Promise<AgentLine>;
  press(keys: string): Promise<AgentLine>;
  /** the call is over; everything that follows a call has been done when it answers */
  end(): Promise<CallEnd>;
}
