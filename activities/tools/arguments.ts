import { z } from 'zod';
import type { ToolRequest, ToolResult } from '../../domain/dialog/types.ts';

/**
 * A tool's arguments as the scenario filled them. Wrong ones cannot be healed by a retry, so they are a `failed` result
 * that names every fault, and the call takes the scenario's way out.
 */
export function readArguments<S extends z.ZodType>(
  schema: S,
  request: ToolRequest,
): { args: z.infer<S>; refusal: null } | { args: null; refusal: ToolResult } {
  const parsed = schema.safeParse(request.args);
  if (parsed.success) return { args: parsed.data, refusal: null };
  const reason = `bad arguments of ${request.name}: ${z.prettifyError(parsed.error)}`;
  return { args: null, refusal: { name: request.name, status: 'failed', data: { reason } } };
}
