import type { Book } from '../book/book.ts'
import { itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'

type State = { book: Book }

const texts = ['Author', 'Category', 'Comments', 'Company', 'Keywords', 'Manager', 'Subject', 'Title']

/** Excel's DocumentProperties. */
export const documentPropertiesRemote = defineKind<State>('DocumentProperties', () => ({
  read: {
    ...Object.fromEntries(
      [...texts, 'LastAuthor'].map(name => [name, (s: State) => s.book.parts.properties.get(name) ?? '']),
    ),
    CreationDate: s => s.book.parts.properties.get('CreationDate') ?? null,
    RevisionNumber: s => s.book.parts.properties.get('RevisionNumber') ?? 0,
  },
  write: {
    ...Object.fromEntries(
      [...texts, 'RevisionNumber'].map(name => [
        name,
        (s: State, value: unknown) => void s.book.parts.properties.set(name, value),
      ]),
    ),
  },
  navigate: { Custom: s => customPropertiesRemote(s) },
}))

const customPropertiesRemote = defineKind<State>('CustomPropertyCollection', () => ({
  items: s =>
    [...s.book.parts.customProperties.keys()].map(key => customPropertyRemote({ book: s.book, key })),
  index: (s, [key]) => find(s.book, key) ?? missing(key),
  call: {
    Add: (s, [key, value]) => {
      s.book.parts.customProperties.set(String(key), scalar(value))
      return customPropertyRemote({ book: s.book, key: String(key) })
    },
    DeleteAll: s => s.book.parts.customProperties.clear(),
    GetCount: s => s.book.parts.customProperties.size,
    GetItemOrNullObject: (s, [key]) => find(s.book, key),
  },
}))

const customPropertyRemote = defineKind<{ book: Book; key: string }>('CustomProperty', () => ({
  identify: s => ({ Id: s.key, Key: s.key }),
  read: {
    Key: s => s.key,
    Value: s => s.book.parts.customProperties.get(s.key),
    Type: s => typeName(s.book.parts.customProperties.get(s.key)),
  },
  write: { Value: (s, value) => void s.book.parts.customProperties.set(s.key, scalar(value)) },
  call: { Delete: s => void s.book.parts.customProperties.delete(s.key) },
}))

function scalar(value: unknown): string | number | boolean | Date {
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof Date
    ? value
    : String(value)
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'Number' : 'Float'
  if (typeof value === 'boolean') return 'Boolean'
  return value instanceof Date ? 'Date' : 'String'
}

function find(book: Book, key: unknown): Remote | null {
  if (typeof key !== 'string') return null
  const known = [...book.parts.customProperties.keys()].find(each => each.toLowerCase() === key.toLowerCase())
  return known === undefined ? null : customPropertyRemote({ book, key: known })
}

function missing(key: unknown): never {
  throw itemNotFound(`There is no property "${String(key)}".`)
}
