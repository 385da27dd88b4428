import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      {
        find: /^@luodi\/core\/(.+)$/,
        replacement: fileURLToPath(new URL('../core/src/$1/index.ts', import.meta.url)),
      },
    ],
  },
  build: {
    target: 'es2022',
    // No script or style stands in the page itself: the server's policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/health': 'http://127.0.0.1:8080' } },
});
