import type { IntentWordings } from './types.ts';
import { ukrainianAnswers } from './uk/answers.ts';
import { ukrainianCommands } from './uk/commands.ts';

export const ukrainian: IntentWordings = { ...ukrainianAnswers, commands: ukrainianCommands };
