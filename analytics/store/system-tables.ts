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
