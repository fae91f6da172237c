import { join } from 'node:path'
import * as icons from '@fluentui/react-icons'
import { expect, test } from 'vitest'
import paneIcons from '../../addin/fluent-icons/pane-icons.json' with { type: 'json' }

const fluent = join(import.meta.dirname, '../../node_modules/@fluentui')
const { iconsFluentImports } = (await import(
  new URL('../../addin/fluent-icons/imported-icons.mjs', import.meta.url).href
)) as { iconsFluentImports: (folder: string) => string[] }

const remedy =
  'run `npm install @fluentui/react-icons` in an empty folder, then `node addin/fluent-icons/extract.mjs FOLDER/node_modules/@fluentui/react-icons`'

test('every icon that a Fluent component imports is in the local icon package', () => {
  const imported = iconsFluentImports(fluent)
  expect(imported.length, 'the Fluent packages were read').toBeGreaterThan(50)
  expect(
    imported.filter(name => !(name in icons)),
    remedy,
  ).toEqual([])
})

test('every icon of the pane is there unsized, regular and filled', () => {
  const names = paneIcons.flatMap(name => [`${name}Regular`, `${name}Filled`])
  expect(
    names.filter(name => !(name in icons)),
    remedy,
  ).toEqual([])
})
