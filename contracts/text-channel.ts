import type { Json } from '../domain/json.ts';

/** `POST /dialog` of the admin API. A repeated messageId answers the stored reply and says nothing twice. */
export interface DialogRequest {
  sessionId?: string;
  message: string;
  messageId?: string;
  /** the dialled number, chooses tenant and scenario; default: the default route */
  to?: string;
  from?: string;
  language?: 'uk' | 'ru' | 'en';
}
export interface DialogReply {
  sessionId: string;
  reply: string;
  /** only in the first answer of a session */
  greeting?: string;
  state: string;
  slots: Record<string, Json>;
  ended: boolean;
}
