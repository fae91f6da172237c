import type { Book } from '../book/book.ts'
import { itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'

/** Excel's SettingCollection: what the add-in keeps with the workbook. */
export const settingCollectionRemote = defineKind<{ book: Book }>('SettingCollection', () => ({
  items: s => [...s.book.parts.settings.keys()].map(key => settingRemote({ book: s.book, key })),
  index: (s, [key]) => find(s.book, key) ?? missing(key),
  call: {
    Add: (s, [key, value]) => {
      s.book.parts.settings.set(String(key), value)
      s.book.settingsChanged()
      return settingRemote({ book: s.book, key: String(key) })
    },
    GetCount: s => s.book.parts.settings.size,
    GetItemOrNullObject: (s, [key]) => find(s.book, key),
  },
}))

const settingRemote = defineKind<{ book: Book; key: string }>('Setting', () => ({
  identify: s => ({ Id: s.key, Key: s.key }),
  read: { Key: s => s.key, Id: s => s.key, Value: s => s.book.parts.settings.get(s.key) ?? null },
  write: {
    Value: (s, value) => {
      s.book.parts.settings.set(s.key, value)
      s.book.settingsChanged()
    },
  },
  call: {
    Delete: s => {
      s.book.parts.settings.delete(s.key)
      s.book.settingsChanged()
    },
  },
}))

function find(book: Book, key: unknown): Remote | null {
  return typeof key === 'string' && book.parts.settings.has(key) ? settingRemote({ book, key }) : null
}

function missing(key: unknown): never {
  throw itemNotFound(`There is no setting "${String(key)}".`)
}
