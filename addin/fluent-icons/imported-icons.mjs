import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the icons which the Fluent packages in `folder` (node_modules/@fluentui) import, sorted. */
export function iconsFluentImports(folder) {
  const names = new Set()
  for (const entry of readdirSync(folder)) {
    if (entry === 'react-icons') continue
    for (const file of modulesUnder(join(folder, entry, 'lib'))) {
      for (const [, list] of readFileSync(file, 'utf8').matchAll(importedNames)) {
        for (const name of list.split(',')) names.add(name.trim().split(/\s+as\s+/)[0])
      }
    }
  }
  return [...names].filter(name => /(Regular|Filled|Light|Color)$/.test(name)).sort()
}

const importedNames = /import\s*\{([^}]*)\}\s*from\s*['"]@fluentui\/react-icons['"]/g

function modulesUnder(folder) {
  try {
    return readdirSync(folder, { recursive: true })
      .filter(name => name.endsWith('.js'))
      .map(name => join(folder, name))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
