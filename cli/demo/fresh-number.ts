import { randomInt } from 'node:crypto';
import type { ConversationTemplate } from '../sim/caller/conversation.ts';

/**
 * The conversation from a Ukrainian mobile number of its own: whoever has called this clinic before is greeted by name, and
 * a demo's caller is always somebody new. Other numbers stay.
 */
export const withFreshNumber = (template: ConversationTemplate): ConversationTemplate =>
  /^\+380\d{9}$/.test(template.from)
    ? { ...template, from: template.from.slice(0, -7) + `${randomInt(10_000_000)}`.padStart(7, '0') }
    : template;
