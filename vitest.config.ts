import { defineConfig } from 'vitest/config'

process.env['TZ'] = process.env['PLUMBLINE_TEST_TZ'] ?? 'Asia/Shanghai'

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
