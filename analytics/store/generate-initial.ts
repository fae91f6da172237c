import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeInitialMigration } from './initial-migration.ts'
import { writeDictionary } from '#model/dictionary.ts'

const migrations = join(import.meta.dirname, 'migrations')
mkdirSync(migrations, { recursive: true })
writeFileSync(join(migrations, '0001-initial.sql'), writeInitialMigration())
writeFileSync(join(import.meta.dirname, '../model/entities.md'), writeDictionary())
