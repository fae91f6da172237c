import { generateRandomId } from '@univerjs/core'
import type { Book } from '../book/book.ts'
import { invalidArgument, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'

interface PartsState {
  book: Book
  namespace: string | null
}

/** Excel's CustomXmlPartCollection, whole or of one namespace. */
export const customXmlPartsRemote: (state: PartsState) => Remote = defineKind<PartsState>(
  'CustomXmlPartCollection',
  () => ({
    items: s => ids(s).map(id => customXmlPartRemote({ book: s.book, id })),
    index: (s, [id]) => find(s, id) ?? missing(id),
    call: {
      Add: (s, [xml]) => {
        const id = `{${generateRandomId(8).toUpperCase()}}`
        namespaceOf(xml)
        s.book.parts.customXml.set(id, String(xml))
        return customXmlPartRemote({ book: s.book, id })
      },
      GetByNamespace: (s, [namespace]) =>
        customXmlPartsRemote({ book: s.book, namespace: String(namespace) }),
      GetCount: s => ids(s).length,
      GetItemOrNullObject: (s, [id]) => find(s, id),
      GetOnlyItem: s => only(s) ?? missing(s.namespace),
      GetOnlyItemOrNullObject: s => only(s),
    },
  }),
)

const customXmlPartRemote = defineKind<{ book: Book; id: string }>('CustomXmlPart', () => ({
  identify: s => ({ Id: s.id }),
  read: { Id: s => s.id, NamespaceUri: s => namespaceOf(text(s)) },
  call: {
    GetXml: s => text(s),
    SetXml: (s, [xml]) => {
      namespaceOf(xml)
      text(s)
      s.book.parts.customXml.set(s.id, String(xml))
    },
    Delete: s => {
      s.book.parts.customXml.delete(s.id)
    },
  },
}))

function text(state: { book: Book; id: string }): string {
  return state.book.parts.customXml.get(state.id) ?? missing(state.id)
}

function ids(state: PartsState): string[] {
  return [...state.book.parts.customXml]
    .filter(([, xml]) => state.namespace === null || namespaceOf(xml) === state.namespace)
    .map(([id]) => id)
}

function find(state: PartsState, id: unknown): Remote | null {
  return typeof id === 'string' && ids(state).includes(id)
    ? customXmlPartRemote({ book: state.book, id })
    : null
}

function only(state: PartsState): Remote | null {
  const [id, ...more] = ids(state)
  return id !== undefined && more.length === 0 ? customXmlPartRemote({ book: state.book, id }) : null
}

function missing(id: unknown): never {
  throw itemNotFound(`There is no custom XML part "${String(id)}".`)
}

function namespaceOf(xml: unknown): string {
  if (typeof xml !== 'string') throw invalidArgument('Custom XML is text.')
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  if (document.querySelector('parsererror')) throw invalidArgument('The text is not well-formed XML.')
  return document.documentElement.namespaceURI ?? ''
}
