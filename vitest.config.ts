import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Tests read the source, so that a failing line is the line that was written.
    alias: [
      {
        find: /^@luodi\/core\/(.+)$/,
        replacement: fileURLToPath(new URL('./core/src/$1/index.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: [
      'core/src/**/*.test.ts',
      'server/src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'journeys/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One PostgreSQL for all of a run, started when the first test file asks for it.
    globalSetup: ['server/src/store/fixtures/setup.ts'],
  },
});
