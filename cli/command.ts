/** One command of `npm run <name>`. A new command is one file plus one line in commands.ts. */
export interface Command {
  name: string;
  /** one line for the list of commands */
  summary: string;
  /** printed by --help: arguments, options, an example */
  usage: string;
  /** what must run before it: nothing, the set-up tools, or a running stack */
  needs: 'nothing' | 'setup';
  /** `args`: everything behind the command's name. Answers the exit code. */
  run(args: readonly string[]): Promise<number>;
}
