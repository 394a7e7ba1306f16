import { expect, it, jest } from '@jest/globals';
import { ConfigError } from '../../platform/config.ts';
import { migrateWhenUp } from './migrate-when-up.ts';

const log = { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() };

it('waits for a database that is not there, says so, and names it in the end', async () => {
  const away = migrateWhenUp('postgres://user:secret@127.0.0.1:9/holdfast', log, {
    // more than the first attempt takes on a busy machine
    patienceMs: 1_500,
    pauseMs: 100,
  });
  await expect(away).rejects.toThrow(/PostgreSQL at 127\.0\.0\.1:9 does not answer.*DATABASE_URL/);
  await expect(away).rejects.toThrow(ConfigError);
  await expect(away).rejects.not.toThrow(/secret/);
  expect(log.warn).toHaveBeenCalledWith('waiting for PostgreSQL', expect.anything());
});
