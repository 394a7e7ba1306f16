import { englishAnswers } from './en/answers.ts';
import { englishCommands } from './en/commands.ts';
import type { IntentWordings } from './types.ts';

export const english: IntentWordings = { ...englishAnswers, commands: englishCommands };
