import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXml, type XmlLimits } from '#interchange/xml-file.ts'
import { XmlReader } from '#interchange/xml-records.ts'
import { xmlRoot } from '#interchange/xml-root.ts'
import { AppError, describeProblem } from '#model/problems.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, limits?: Partial<XmlLimits>) =>
  readXml(bytesOf(text), 'a.xml', limits ? { limits } : {})
function failure(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('reading XML', () => {
  test('elements keep their text, attributes, children and line; prefixes are cut off', () => {
    const { root } = read(
      '<p:A xmlns:p="u">\n <p:B x:nil="true" n="1">a&lt;&#x4e2d;<![CDATA[<&]]></p:B>\n</p:A>',
    )
    expect(root.name).toBe('A')
    expect(root.children).toEqual([
      { name: 'B', line: 2, text: 'a<中<&', attributes: { nil: 'true', n: '1' }, children: [] },
    ])
  })

  test('a character cut by the border of a chunk is read whole', () => {
    const text = '中'.repeat(70_000)
    expect(read(`<A>${text}</A>`).root.text).toBe(text)
  })

  test('elements not to be kept are counted with the line of the first and take no room', () => {
    const text = `<A>\n${'<T><B>1</B></T>'.repeat(1000)}<T><B>2</B></T><C>2</C></A>`
    const keep = (element: { name: string; children: readonly { text: string }[] }) =>
      element.name !== 'T' || element.children[0]?.text === '2'
    const file = readXml(bytesOf(text), 'a.xml', { keep, limits: { elements: 10 } })
    expect(file.root.children.map(child => child.name)).toEqual(['T', 'C'])
    expect([...file.dropped]).toEqual([['T', { count: 1000, line: 2 }]])
  })
})

describe('encodings', () => {
  const utf16 = (text: string, little: boolean, marked: boolean) => {
    const bytes = new Uint8Array((text.length + (marked ? 1 : 0)) * 2)
    const view = new DataView(bytes.buffer)
    const all = marked ? `\uFEFF${text}` : text
    for (let i = 0; i < all.length; i++) view.setUint16(i * 2, all.charCodeAt(i), little)
    return bytes
  }

  test.each([
    ['UTF-16 little endian with mark', utf16('<A>挖土</A>', true, true), 'utf-16le'],
    ['UTF-16 big endian with mark', utf16('<A>挖土</A>', false, true), 'utf-16be'],
    ['UTF-16 little endian without mark', utf16('<A>挖土</A>', true, false), 'utf-16le'],
    ['UTF-8 with mark', bytesOf('\uFEFF<?xml version="1.0"?><A>挖土</A>'), 'utf-8'],
    [
      'declared GB2312, which the web reads as GBK',
      Uint8Array.from([
        ...bytesOf('<?xml version="1.0" encoding="GB2312"?><A>'),
        0xcd,
        0xda,
        0xcd,
        0xc1,
        ...bytesOf('</A>'),
      ]),
      'gbk',
    ],
  ])('%s is read', (_, bytes, encoding) => {
    const file = readXml(bytes, 'a.xml')
    expect(file.root.text).toBe('挖土')
    expect(file.encoding).toBe(encoding)
    expect(xmlRoot(bytes)?.name).toBe('A')
  })

  test('GBK that calls itself UTF-8 is read as GBK and named', () => {
    const bytes = Uint8Array.from([
      ...bytesOf('<?xml version="1.0" encoding="UTF-8"?><A>'),
      0xcd,
      0xda,
      0xcd,
      0xc1,
      ...bytesOf('</A>'),
    ])
    const file = readXml(bytes, 'a.xml')
    expect(file.root.text).toBe('挖土')
    expect(file.notUsed[0]?.reason.code).toBe('xml-encoding-wrong')
  })

  test('windows-1252 keeps its quotation marks and the euro sign', () => {
    const head = bytesOf('<?xml version="1.0" encoding="windows-1252"?><A>')
    const file = readXml(Uint8Array.from([...head, 0x80, 0x93, 0xe4, 0x94, ...bytesOf('</A>')]), 'a.xml')
    expect(file.root.text).toBe('€“ä”')
  })

  test('an unknown declared encoding is refused by its name', () => {
    const error = failure(() => read('<?xml version="1.0" encoding="klingon"?><A/>'))
    expect(error.code).toBe('xml-encoding-unknown')
    expect(describeProblem(error, 'en')).toContain('klingon')
  })
})

describe('hostile XML', () => {
  const laughs = [
    '<!DOCTYPE lolz [<!ENTITY lol "lol">',
    ...Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`),
    ']><lolz>&lol9;</lolz>',
  ].join('\n')
  test.each([
    ['a billion laughs', laughs],
    [
      'a quadratic blow-up',
      `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(50_000)}">]><a>${'&x;'.repeat(50_000)}</a>`,
    ],
    ['an entity larger than the parser holds', `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(500_000)}">]><a/>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'],
  ])('%s is refused for its DOCTYPE', (_, text) => {
    expect(failure(() => read(text)).code).toBe('xml-doctype')
  })

  test.each([
    ['an entity nobody declared', '<A>\n&nbsp;</A>', 'xml-malformed', 2],
    ['tags that cross', '<A>\n<B></A></B>', 'xml-malformed', 2],
    ['two roots', '<A/>\n<B/>', 'xml-malformed', 2],
    ['a file that ends within a tag', '<A>\n<B', 'file-truncated', 2],
    ['a file that ends within its root', '<A>\n<B/>\n', 'file-truncated', 3],
    ['a name of a million characters', `<A>\n<${'b'.repeat(1_000_000)}/></A>`, 'xml-malformed', 2],
    [
      'an attribute of a million characters',
      `<A>\n<b c="${'b'.repeat(1_000_000)}"/></A>`,
      'xml-malformed',
      2,
    ],
    ['no element at all', '  ', 'file-truncated', 1],
  ])('%s is refused with its line', (_, text, code, line) => {
    const error = failure(() => read(text))
    expect([error.code, error.at.line]).toEqual([code, line])
  })

  test('nesting, elements and the length of a text have limits that the message names', () => {
    expect(failure(() => read('<a>'.repeat(100_000))).code).toBe('xml-too-deep')
    expect(failure(() => read(`<a>${'<b/>'.repeat(20)}</a>`, { elements: 20 })).data).toMatchObject({
      limit: 20,
    })
    expect(failure(() => read(`<a>${'b'.repeat(200_000)}</a>`, { text: 100_000 })).code).toBe(
      'xml-text-too-long',
    )
  })

  test('one line of 300 MB ends at the limit of a text without being held', () => {
    const bytes = new Uint8Array(300_000_000).fill(0x61)
    bytes.set(bytesOf('<Project><Name>'))
    const before = process.memoryUsage().heapUsed
    expect(failure(() => readXml(bytes, 'a.xml')).code).toBe('xml-text-too-long')
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000)
  })

  test('any bytes give elements or a coded failure', () => {
    const givesEither = fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string().map(bytesOf)),
      bytes => {
        try {
          xmlRoot(bytes)
          return readXml(bytes, 'a.xml').root.name !== ''
        } catch (error) {
          return error instanceof AppError
        }
      },
    )
    expect(() => fc.assert(givesEither)).not.toThrow()
  })
})

describe('records', () => {
  test('children nobody asked for are named with their count, unreadable values with their line', () => {
    const file = read('<P><Ts>\n<T><Id>1</Id><X>a</X></T>\n<T><Id>zwei</Id><X>b</X><Y/></T></Ts></P>')
    const reader = new XmlReader(file)
    const ids = reader
      .record(file.root)
      .list('Ts', 'T')
      .map(task => task.number('Id'))
    expect(ids).toEqual([1, null])
    expect(reader.allNotUsed().map(({ reason }) => [reason.code, reason.at?.line, reason.data])).toEqual([
      ['xml-value-unreadable', 3, { element: 'T', field: 'Id', value: 'zwei' }],
      ['xml-fields-not-used', 2, { element: 'T', fields: ['X (2)'] }],
    ])
  })
})
