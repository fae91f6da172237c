import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatLinkText, lagFromText, lagToText, parseLinkText, type TextLink } from '#calc/link-text.ts'

const links = (text: string, codes?: string[]) => {
  const result = parseLinkText(text, codes && new Set(codes))
  return 'links' in result ? result.links : result.problem.code
}
const link = (code: string, kind: TextLink['kind'], amount = 0, unit: TextLink['lag']['unit'] = 'd') => ({
  code,
  kind,
  lag: { amount, unit },
})

describe('links as text', () => {
  test('kinds, lags and both widths of signs are read', () => {
    expect(links('A1020FS+3d;A1030SS')).toEqual([
      link('A1020', 'finishToStart', 3),
      link('A1030', 'startToStart'),
    ])
    expect(links('A1020；A1030ＦＦ－２．５ｈ， B2 SF + 50%')).toEqual([
      link('A1020', 'finishToStart'),
      link('A1030', 'finishToFinish', -2.5, 'h'),
      link('B2', 'startToFinish', 50, '%'),
    ])
    expect(links('基坑-3FS+2天、A1ed')).toEqual([
      link('基坑-3', 'finishToStart', 2),
      link('A1ed', 'finishToStart'),
    ])
    expect(links('A1SS+7ed')).toEqual([link('A1', 'startToStart', 7, 'ed')])
  })

  test('a lag without a unit is in days and a lag without a kind belongs to FS', () => {
    expect(links('A1FS+3')).toEqual([link('A1', 'finishToStart', 3)])
    expect(links('A1+3d')).toEqual([link('A1', 'finishToStart', 3)])
  })

  test('the longest known code wins over the kind inside it', () => {
    expect(links('PASS', ['PASS', 'PA'])).toEqual([link('PASS', 'finishToStart')])
    expect(links('PASSSS+1d', ['PASS', 'PA'])).toEqual([link('PASS', 'startToStart', 1)])
    expect(links('A-3', ['A-3', 'A'])).toEqual([link('A-3', 'finishToStart')])
    expect(links('A-3d', ['A'])).toEqual([link('A', 'finishToStart', -3)])
  })

  test('without known codes the last kind at the end or before a lag wins', () => {
    expect(links('FSX1FS')).toEqual([link('FSX1', 'finishToStart')])
    expect(links('SSFF+1d')).toEqual([link('SS', 'finishToFinish', 1)])
    expect(links('MFS-12')).toEqual([link('M', 'finishToStart', -12)])
  })

  test('what is no link is a problem with its place', () => {
    expect(links('"A1"XX+3')).toBe('links-unreadable')
    expect(links('A1;"B')).toEqual([link('A1', 'finishToStart'), link('"B', 'finishToStart')])
  })

  test('an empty text holds no links', () => {
    expect(links('')).toEqual([])
    expect(links(' ; ')).toEqual([])
  })

  test('any codes, kinds and lags are read back as they were written', () => {
    const kinds = ['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish'] as const
    const unit = fc.constantFrom('d', 'h', 'w', 'm', 'ed', 'eh', 'ew', 'em', '%' as const)
    const anyLink = fc.record({
      code: fc
        .string({
          minLength: 1,
          maxLength: 12,
          unit: fc.constantFrom(...'A F S 1 - + . ; , " 混 土 #'.split(' '), ' '),
        })
        .filter(code => code.trim() === code && !code.startsWith('"')),
      kind: fc.constantFrom(...kinds),
      lag: fc.record({ amount: fc.integer({ min: -5000, max: 5000 }).map(x => x / 8 || 0), unit }),
    })
    fc.assert(
      fc.property(fc.array(anyLink, { maxLength: 5 }), written => {
        const text = formatLinkText(written)
        const expected = written.map(one =>
          one.lag.amount === 0 ? { ...one, lag: { amount: 0, unit: 'd' } } : one,
        )
        expect(
          links(
            text,
            written.map(one => one.code),
          ),
        ).toEqual(expected)
      }),
    )
  })
})

describe('lags', () => {
  test('days and weeks follow the calendar, elapsed units the clock', () => {
    const minutes = { perDay: 480, perWeek: 2400 }
    expect(lagFromText({ amount: 3, unit: 'd' }, minutes)).toEqual({ lag: 1440, lagKind: 'working' })
    expect(lagFromText({ amount: -1, unit: 'w' }, minutes)).toEqual({ lag: -2400, lagKind: 'working' })
    expect(lagFromText({ amount: 2, unit: 'ed' }, minutes)).toEqual({ lag: 2880, lagKind: 'elapsed' })
    expect(lagFromText({ amount: 12.5, unit: '%' }, minutes)).toEqual({ lag: 12500, lagKind: 'percent' })
  })

  test('a stored lag is shown in the largest unit that is exact and reads back the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500_000, max: 500_000 }),
        fc.constantFrom('working' as const, 'elapsed' as const, 'percent' as const),
        fc.constantFrom(480, 600, 420, 1440),
        (lag, lagKind, perDay) => {
          const stored = { lag, lagKind } as unknown as Parameters<typeof lagToText>[0]
          expect(lagFromText(lagToText(stored, perDay), { perDay, perWeek: perDay * 5 })).toEqual(stored)
        },
      ),
    )
  })
})
