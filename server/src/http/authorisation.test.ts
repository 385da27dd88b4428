import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { type TestDoor, testDoor } from './fixtures/door.ts';
import { type Land, settleLand } from './fixtures/land.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('rights', () => {
  let door: TestDoor;
  let land: Land;
  beforeAll(async () => {
    door = await testDoor();
    land = await settleLand(door.ground);
  });
  afterAll(() => door.end());
  it('x', () => {
    console.log(JSON.stringify(land, null, 1));
    expect(land).toBeTruthy();
  });
});
