import { describe, expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { query } from '../../cli/stack/postgres.ts';
import { createTestDatabase } from './database.ts';

describe('the servers of the system tests', () => {
  it('Temporal knows the search attributes of calls', async () => {
    const connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
    const found = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    await connection.close();
    expect(Object.keys(found.customAttributes)).toContain('CallOutcome');
  });

  it('each test file has a database of its own, which goes with everything in it', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one.url, 'CREATE TABLE seen (id int)');
    await expect(query(other.url, 'SELECT * FROM seen')).rejects.toThrow('does not exist');
    await Promise.all([one.drop(), other.drop()]);
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });

  it('the database sorts by code point and stores any language', async () => {
    const database = await createTestDatabase();
    const { rows } = await query(
      database.url,
      `SELECT upper('ґанок') AS upper, current_setting('server_encoding') AS encoding`,
    );
    await database.drop();
    expect(rows).toEqual([{ upper: 'ҐАНОК', encoding: 'UTF8' }]);
  });

  it('Redis answers', async () => {
    const client = new Redis(process.env.TEST_REDIS_URL ?? '');
    await client.set('greeting', 'hello', 'EX', 5);
    expect(await client.get('greeting')).toBe('hello');
    client.disconnect();
  });
});
