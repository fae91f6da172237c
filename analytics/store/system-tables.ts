import { column, type Table } from './table.ts'

const absent = { nullable: true }
const roles = { choices: ['owner', 'planner', 'cost', 'site', 'viewer'] }
const instant = { unit: 'ISO 8601 instant, UTC' }
const json = { unit: 'JSON' }

/** What the store keeps besides the sheets: versions, the journal, batches, findings and who may sign in. */
export const systemTables = {
  schemaMigration: table('schemaMigration', [
    column('number', 'INTEGER'),
    column('name', 'VARCHAR'),
    column('checksum', 'VARCHAR', { unit: 'SHA-256 of the migration text' }),
    column('appliedAt', 'VARCHAR', instant),
  ]),
  projectState: table('projectState', [
    column('projectId', 'VARCHAR'),
    column('change', 'INTEGER'),
    column('resultNumber', 'INTEGER'),
    column('resultsFromChange', 'INTEGER', absent),
    column('previousFromChange', 'INTEGER', absent),
  ]),
  /** At which change each linked project stood when a project was last calculated. */
  linkedResult: table('linkedResult', [
    column('projectId', 'VARCHAR'),
    column('linkedId', 'VARCHAR'),
    column('fromChange', 'INTEGER'),
  ]),
  /** The append-only journal; `change` counts batches of a project, `ordinal` the edits in one. */
  change: table('change', [
    column('projectId', 'VARCHAR'),
    column('change', 'INTEGER'),
    column('ordinal', 'INTEGER'),
    column('sheet', 'VARCHAR'),
    column('rowKey', 'VARCHAR'),
    column('operation', 'VARCHAR', { choices: ['create', 'set', 'delete', 'import'] }),
    column('field', 'VARCHAR', absent),
    column('oldValue', 'VARCHAR', { ...absent, ...json }),
    column('newValue', 'VARCHAR', { ...absent, ...json }),
    column('who', 'VARCHAR'),
    column('role', 'VARCHAR', roles),
    column('at', 'VARCHAR', instant),
    column('batch', 'VARCHAR', absent),
  ]),
  batch: table('batch', [
    column('idempotencyKey', 'VARCHAR'),
    column('projectId', 'VARCHAR'),
    column('requestHash', 'VARCHAR'),
    column('change', 'INTEGER'),
    column('answer', 'VARCHAR', json),
    column('at', 'VARCHAR', instant),
    column('who', 'VARCHAR'),
  ]),
  finding: table('finding', [
    column('projectId', 'VARCHAR'),
    column('resultNumber', 'INTEGER'),
    column('ordinal', 'INTEGER'),
    column('code', 'VARCHAR'),
    column('at', 'VARCHAR', { ...absent, ...json }),
    column('data', 'VARCHAR', { ...absent, ...json }),
  ]),
  /** What a finished project teaches forecasts, made from its plan at a change. */
  forecastLesson: table('forecastLesson', [
    column('projectId', 'VARCHAR'),
    column('fromChange', 'INTEGER'),
    column('snapshots', 'INTEGER'),
    column('form', 'INTEGER'),
    column('lessons', 'VARCHAR', json),
  ]),
  /** What was learned from finished projects, counted up; samples learn from samples too. */
  forecastModel: table('forecastModel', [
    column('version', 'INTEGER'),
    column('forSamples', 'BOOLEAN'),
    column('learnedAt', 'VARCHAR', instant),
    column('seed', 'INTEGER'),
    column('form', 'INTEGER'),
    column('historyMarks', 'VARCHAR', { unit: 'MD5 of the finished projects and their changes' }),
    column('projects', 'INTEGER'),
    column('learnedFrom', 'VARCHAR', json),
    column('knowledge', 'VARCHAR', json),
    column('trackRecord', 'VARCHAR', { ...absent, ...json }),
  ]),
  /** How right each way of forecasting would have been on finished projects, each left out with its family. */
  backtestScore: table('backtestScore', [
    column('version', 'INTEGER'),
    column('target', 'VARCHAR', { choices: ['finish', 'cost'] }),
    column('method', 'VARCHAR'),
    column('slice', 'VARCHAR'),
    column('projects', 'INTEGER'),
    column('mape', 'DOUBLE', { ...absent, unit: 'ratio, 1 = 100 %' }),
    column('p80HitRate', 'DOUBLE', { ...absent, unit: 'ratio, 1 = 100 %' }),
    column('p10p90Coverage', 'DOUBLE', { ...absent, unit: 'ratio, 1 = 100 %' }),
  ]),
  /** What a forecast was made from, to explain the next one by, and how it differs from the one before. */
  forecastBasis: table('forecastBasis', [
    column('projectId', 'VARCHAR'),
    column('statusAt', 'BIGINT', { unit: 'minutes since 1970-01-01T00:00 plan time' }),
    column('subject', 'VARCHAR', { ...absent, ...json }),
    column('notUsed', 'VARCHAR', json),
    column('changed', 'VARCHAR', { ...absent, ...json }),
  ]),
  person: table('person', [
    column('personId', 'VARCHAR'),
    column('name', 'VARCHAR'),
    column('role', 'VARCHAR', roles),
  ]),
  pairing: table('pairing', [
    column('codeHash', 'VARCHAR'),
    column('personId', 'VARCHAR'),
    column('expiresAt', 'VARCHAR', instant),
    column('usedAt', 'VARCHAR', { ...absent, ...instant }),
  ]),
  token: table('token', [
    column('tokenId', 'VARCHAR'),
    column('personId', 'VARCHAR'),
    column('device', 'VARCHAR', absent),
    column('issuedAt', 'VARCHAR', instant),
    column('expiresAt', 'VARCHAR', instant),
    column('revokedAt', 'VARCHAR', { ...absent, ...instant }),
  ]),
  secret: table('secret', [column('name', 'VARCHAR'), column('value', 'VARCHAR')]),
} as const

function table(name: string, columns: Table['columns']): Table {
  return { name, columns }
}
