import { connect, type Database } from '../../adapters/postgres/index.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 1_000;

/** Looks something up in the stack's database; again for a minute where it does not answer: calls keep a small machine busy. */
export async function withDatabase<T>(url: string, look: (db: Database) => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const db = connect(url);
    try {
      return await look(db);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await db.close();
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
