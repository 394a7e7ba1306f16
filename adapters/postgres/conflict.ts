import pg from 'pg';

/** True when the error is the violation of one of these unique or exclusion constraints (SQLSTATE 23505, 23P01). */
export const conflictOf = (error: unknown, constraints: readonly string[]): boolean =>
  error instanceof pg.DatabaseError &&
  (error.code === '23505' || error.code === '23P01') &&
  error.constraint !== undefined &&
  constraints.includes(error.constraint);
