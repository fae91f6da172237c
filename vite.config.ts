import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const pages = ['workbench/index.html', 'addin/taskpane.html']

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      input: pages.filter(page => existsSync(`${import.meta.dirname}/${page}`)),
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'univer',
              test: /node_modules[\\/](@univerjs|@wendellhu|opentype\.js|rxjs)[\\/]/,
              priority: 3,
            },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            {
              name: 'fluent',
              test: /node_modules[\\/](@fluentui|@griffel|tabster|@floating-ui)[\\/]|addin[\\/]fluent-icons[\\/]/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
})
