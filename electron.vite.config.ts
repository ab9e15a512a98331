/**
 * Bundles the app into out/. Everything is bundled and nothing is left to node_modules, so the packaged app
 * carries only what it runs. Targets are those of the oldest Electron the tests run on (docs/architecture.md).
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { version } from './package.json'

const NODE = 'node18'
const CHROME = 'chrome114'

const define = { __VERSION__: JSON.stringify(version) }

export default defineConfig({
  main: {
    define,
    build: {
      outDir: 'out',
      target: NODE,
      minify: true,
      rolldownOptions: {
        input: { 'main/main': 'app/main/main.ts', 'cli/cli': 'app/cli/cli.ts' },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'shared/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: NODE,
      rolldownOptions: {
        input: 'app/preload/preload.ts',
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: 'app/renderer',
    plugins: [react()],
    define,
    css: { transformer: 'lightningcss' },
    build: {
      outDir: 'out/renderer',
      target: CHROME,
      cssTarget: CHROME,
      minify: true,
      cssMinify: 'lightningcss',
      // No inline <script> may be needed: the content security policy allows files only.
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'app/renderer/index.html' },
    },
  },
})
