import { russianAnswers } from './ru/answers.ts';
import { russianCommands } from './ru/commands.ts';
import type { IntentWordings } from './types.ts';

export const russian: IntentWordings = { ...russianAnswers, commands: russianCommands };
