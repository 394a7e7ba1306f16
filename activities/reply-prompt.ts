import type { StreamReplyInput } from '../contracts/activities.ts';
import type { Language } from '../domain/language.ts';

/** What a model is asked; the roles are those of OpenAI's chat. */
export interface ReplyPrompt {
  instructions: string;
  messages: readonly { role: 'user' | 'assistant'; content: string }[];
}

const LANGUAGE_NAMES: Record<Language, string> = { uk: 'Ukrainian', ru: 'Russian', en: 'English' };

/**
 * The model words what the dialog has decided to say; it decides nothing. `spoken` is what the caller has heard of
 * this very reply already.
 */
export function replyPrompt(
  input: Pick<StreamReplyInput, 'reply' | 'language' | 'history' | 'caller'>,
  spoken: string,
): ReplyPrompt {
  const rules = [
    `You are the voice of a telephone line. You speak ${LANGUAGE_NAMES[input.language]}, in one to three short spoken sentences, without lists, markup or emoji.`,
    'Say the message below in your own words as the next thing in the conversation. Keep every name, number, date, time, address and price exactly, add no fact, and end with its question if it has one.',
    `Message: ${input.reply.text}`,
    ...(spoken === ''
      ? []
      : [
          `The caller has already heard this beginning of your sentence: "${spoken}". Go on right behind it, repeat none of it.`,
        ]),
  ];
  const messages = input.history.flatMap(({ caller, agent }) => [
    ...(caller === '' ? [] : [{ role: 'user' as const, content: caller }]),
    ...(agent === '' ? [] : [{ role: 'assistant' as const, content: agent }]),
  ]);
  return {
    instructions: rules.join('\n'),
    messages: [...messages, { role: 'user', content: input.caller === '' ? '(silence)' : input.caller }],
  };
}
