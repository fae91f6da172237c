import { defineConfig } from 'vitest/config'
import { findPrograms } from './test/programs.mjs'

const { chromium, soffice, pdftoppm } = findPrograms()
process.env['TZ'] = process.env['PLUMBLINE_TEST_TZ'] ?? 'Asia/Shanghai'
if (chromium) process.env['CHROMIUM_PATH'] = chromium
if (soffice) process.env['SOFFICE_PATH'] = soffice
if (pdftoppm) process.env['PDFTOPPM_PATH'] = pdftoppm

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    allowOnly: !process.env['PLUMBLINE_TEST_RUN'],
  },
})
