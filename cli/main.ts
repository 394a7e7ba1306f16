import { commands } from './commands.ts';

/** Dispatches `npm run <name> -- …`. Errors are one line that says what to do; DEBUG=1 adds the stack. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(await commandList());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    console.error(`no command "${name}"\n\n${await commandList()}`);
    return 2;
  }
  const { command } = await load();
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`${command.summary}\n\n${command.usage}`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!isFaultOfArguments(error)) throw error;
    console.error(`${error.message}\n\n${command.usage}`);
    return 2;
  }
}

/** parseArgs names the option, not what there is instead. */
const isFaultOfArguments = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

async function commandList(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => {
      const summary = await load().then(
        ({ command }) => command.summary,
        (error) => `(cannot be loaded: ${error instanceof Error ? error.message.split('\n')[0] : error})`,
      );
      return `  npm run ${name.padEnd(10)} ${summary}`;
    }),
  );
  return `Commands; each has --help and --json (behind \`--\`):\n${lines.join('\n')}`;
}

/** What is wrong, for people. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.DEBUG ? (error.stack ?? error.message) : error.message;
}

// `… | head` has read enough: that is no fault of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
