import { z } from 'zod';
import type { BrowserSignal, EdgeSignal } from '../../contracts/web-call.ts';

/** An offer with one audio section has some 3,000 characters; a browser with many networks some thousand more. */
const LONGEST_SDP = 32_000;
const LONGEST_TOKEN = 4096;

const signal = z.union([
  z.object({ type: z.literal('hello'), token: z.string().max(LONGEST_TOKEN) }),
  z.object({ type: z.literal('hello'), ticket: z.string().max(LONGEST_TOKEN) }),
  z.object({ type: z.literal('offer'), sdp: z.string().max(LONGEST_SDP) }),
  z.object({ type: z.literal('digit'), digit: z.string().regex(/^[0-9A-D*#]$/) }),
  z.object({ type: z.literal('hang-up') }),
]) satisfies z.ZodType<BrowserSignal>;

/** What a browser sent, null when it is none of our signals. */
export function readSignal(text: string): BrowserSignal | null {
  try {
    const parsed = signal.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const writeSignal = (signal: EdgeSignal): string => JSON.stringify(signal);
