// How the console is built: one page, split by route, with fonts and charts as files of their own that load when needed.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Of the worker that writes spreadsheets; see the file.
  resolve: {
    alias: [{ find: /^fflate$/, replacement: join(import.meta.dirname, 'src/kit/zip-at-once.ts') }],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The page's policy lets nothing be inline but styles, and a font inside a style sheet would load without being needed.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/config.json': 'http://localhost:8080' } },
});
