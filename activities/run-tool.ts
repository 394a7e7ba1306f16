import type { ToolActivities } from '../contracts/activities.ts';
import type { ToolResult } from '../domain/dialog/types.ts';

/** Everything that a tool may know: the call's facts, its arguments and the number of the turn that asks. */
export type ToolInput = Parameters<ToolActivities['runTool']>[0];

/**
 * Performs one tool: states a desired result and may run twice, late, or beside itself. A business reason is a result
 * (conflict, failed); it throws only for what a retry can heal. `signal` ends it at the deadline.
 */
export type Tool = (input: ToolInput, signal: AbortSignal) => Promise<ToolResult>;

/** The tools that scenarios may name, by name. */
export type Tools = Readonly<Record<string, Tool>>;

export interface RunToolPorts {
  tools: Tools;
  /** aborted when the workflow has given the tool up or the worker stops */
  signal(): AbortSignal;
  onUnknownTool(name: string): void;
}

/** Runs the tool that a scenario named; one that this worker does not have fails, so that the caller hears a way out. */
export const createRunToolActivities = ({ tools, signal, onUnknownTool }: RunToolPorts): ToolActivities => ({
  async runTool(input) {
    const { name } = input.request;
    const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (tool !== undefined) return tool(input, signal());
    onUnknownTool(name);
    return { name, status: 'failed', data: { reason: `this worker has no tool "${name}"` } };
  },
});
