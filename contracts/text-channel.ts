import type { Json } from '../domain/json.ts';

/**
 * Answer of `POST /dialog` of the admin API (`admin/api/text-channel` has its request). A repeated messageId answers the
 * stored reply and says nothing twice.
 */
export interface DialogReply {
  sessionId: string;
  reply: string;
  /** only in the first answer of a session */
  greeting?: string;
  state: string;
  slots: Record<string, Json>;
  ended: boolean;
}
