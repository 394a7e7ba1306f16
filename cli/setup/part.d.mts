/** Where set-up works and how it is told to stop. */
export interface SetupSurroundings {
  /** folder of the repository */
  root: string;
  logFolder: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** a line for the person who waits */
  say(line: string): void;
  /** resolves when that part is ready, for a part that needs it */
  after(part: SetupPart): Promise<void>;
}

/** One thing that set-up installs. */
export interface SetupPart {
  name: string;
  /** quick: it is asked at every command */
  isReady(at: { root: string; env: NodeJS.ProcessEnv }): boolean;
  /** may be interrupted at any moment and run again; throws a message that says what to do */
  install(at: SetupSurroundings): Promise<void>;
}
