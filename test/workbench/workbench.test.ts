import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, type OpenWorkbench, setStage, type Stage } from './browser.ts'
import { bench, inAddin, run, soon } from './drive.ts'
import { testFiles } from './file-rules.ts'

// Expected behaviour is Excel's, as the Office.js reference describes it (learn.microsoft.com/javascript/api/excel).

describe.skipIf(chromiumPath === null)(
  `the workbench${chromiumPath === null ? ' (skipped: no Chromium on this machine)' : ''}`,
  () => {
    let stage: Stage
    let shared: OpenWorkbench

    beforeAll(async () => {
      stage = await setStage()
      shared = await stage.open('lang=en&book=Shared')
    }, 120_000)

    afterAll(async () => {
      await stage?.close()
    })

    test('office.js starts in the pane and knows its host, its languages and what is supported', async () => {
      const facts = await inAddin<unknown[]>(
        shared,
        `(async () => [(await Office.onReady()).host, (await Office.onReady()).platform, Office.context.displayLanguage, Office.context.contentLanguage,
        Office.context.requirements.isSetSupported('ExcelApi', '1.17'), Office.context.requirements.isSetSupported('ExcelApi', '1.99')])()`,
      )
      expect(facts).toEqual(['Excel', 'OfficeOnline', 'en-US', 'en-US', true, false])
    })

    test('values written to a range come back with their types, texts and formats', async () => {
      const read = await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Values')
        const range = sheet.getRange('B2:D3')
        range.values = [
          ['Concrete', 2, true],
          ['12%', '2026-01-05', '１２'],
        ]
        range.load('values,valueTypes,text,numberFormat,address,rowIndex,columnCount')
        await context.sync()
        return [
          range.values,
          range.valueTypes,
          range.text,
          range.numberFormat,
          range.address,
          range.rowIndex,
          range.columnCount,
        ]
      })
      expect(read).toEqual([
        [
          ['Concrete', 2, true],
          [0.12, 46_027, '１２'],
        ],
        [
          ['String', 'Double', 'Boolean'],
          ['Double', 'Double', 'String'],
        ],
        [
          ['Concrete', '2', 'TRUE'],
          ['12%', '1/5/2026', '１２'],
        ],
        [
          ['General', 'General', 'General'],
          ['0%', 'm/d/yyyy', 'General'],
        ],
        'Values!B2:D3',
        1,
        3,
      ])
    })

    test('values of another shape than the range are refused and what ran before them stays', async () => {
      const failed = await run<{ code: string }>(shared, async context => {
        const sheet = context.workbook.worksheets.getItem('Values')
        sheet.getRange('A10').values = [['stays']]
        sheet.getRange('A11:B11').values = [[1]]
        sheet.getRange('A12').values = [['never written']]
        await context.sync()
      })
      expect(failed.code).toBe('InvalidArgument')
      expect(await bench(shared, workbench => workbench.getValues('Values', 'A10:A12'))).toEqual([
        ['stays'],
        [''],
        [''],
      ])
    })

    test('a formula is worked out before its value is read in the same batch', async () => {
      const values = await run(shared, async context => {
        const sheet = context.workbook.worksheets.getItem('Values')
        sheet.getRange('F1:F3').formulas = [[2], [40], ['=SUM(F1:F2)']]
        const sum = sheet.getRange('F3').load('values,formulas')
        await context.sync()
        return [sum.values, sum.formulas]
      })
      expect(values).toEqual([[[42]], [['=SUM(F1:F2)']]])
    })

    test('a call that the host does not have answers with an error that names it', async () => {
      const failed = await run<{ code: string; message: string }>(shared, async context => {
        const sheet = context.workbook.worksheets.getActiveWorksheet()
        sheet.charts.add('Line', sheet.getRange('A1:B2'))
        await context.sync()
      })
      expect(failed.code).toBe('NotImplemented')
      expect(failed.message).toContain('Worksheet.Charts')
    })

    test.each([
      ['a name of 32 characters', 'x'.repeat(32), 'InvalidArgument'],
      ['a name with a slash', 'a/b', 'InvalidArgument'],
      ['a name with a bracket', 'a[b', 'InvalidArgument'],
      ['a name in use in another case', 'VALUES', 'ItemAlreadyExists'],
    ])('a sheet cannot have %s', async (_, name, code) => {
      const failed = await run<{ code: string }>(
        shared,
        `async context => { context.workbook.worksheets.add(${JSON.stringify(name)}); await context.sync() }`,
      )
      expect(failed.code).toBe(code)
    })

    test('a missing sheet is ItemNotFound, or a null object where that was asked for', async () => {
      const missing = await run<{ code: string }>(shared, async context => {
        context.workbook.worksheets.getItem('nowhere').load('name')
        await context.sync()
      })
      const nothing = await run(shared, async context => {
        const sheet = context.workbook.worksheets.getItemOrNullObject('nowhere')
        sheet.load('name')
        await context.sync()
        return sheet.isNullObject
      })
      expect([missing.code, nothing]).toEqual(['ItemNotFound', true])
    })

    test('a table has columns, rows and ranges that follow it', async () => {
      const table = await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Table')
        sheet.getRange('A1:C3').values = [
          ['Name', 'Qty', 'Qty'],
          ['Sand', 7, 1],
          ['Steel', 3, 2],
        ]
        const added = sheet.tables.add('A1:C3', true)
        added.name = 'Items'
        added.rows.add(undefined, [['Brick', 9, 3]])
        added.columns.add(undefined, [['Note'], ['a'], ['b'], ['c']])
        added.load('name,style')
        added.columns.load('items/name,items/index')
        const range = added.getRange().load('address')
        const body = added.getDataBodyRange().load('address,values')
        await context.sync()
        added.rows.getItemAt(0).delete()
        const after = added.getRange().load('address')
        const missing = added.columns.getItemOrNullObject('nowhere')
        await context.sync()
        return [
          added.name,
          added.style,
          added.columns.items.map(column => column.name),
          range.address,
          body.address,
          after.address,
          missing.isNullObject,
        ]
      })
      // A header that repeats another gets a number, as in Excel.
      expect(table).toEqual([
        'Items',
        'TableStyleMedium2',
        ['Name', 'Qty', 'Qty2', 'Note'],
        'Table!A1:D4',
        'Table!A2:D4',
        'Table!A1:D3',
        true,
      ])
    })

    test('a value typed right below a table becomes part of it', async () => {
      await bench(shared, workbench => workbench.setCell('Table', 'A4', 'Gravel'))
      expect(
        await bench(shared, workbench => workbench.tables().find(table => table.name === 'Items')?.address),
      ).toBe('Table!A1:D4')
    })

    test('typing raises onChanged on sheet and table, with details for one cell and none for several', async () => {
      await run(shared, async context => {
        const record = (event: unknown) => {
          ;(window as unknown as { events: unknown[] }).events.push(event)
          return Promise.resolve()
        }
        context.workbook.worksheets.getItem('Table').onChanged.add(record)
        context.workbook.tables.getItem('Items').onChanged.add(record)
        await context.sync()
      })
      await bench(shared, workbench => workbench.setCell('Table', 'B2', '12'))
      await bench(shared, workbench => workbench.paste('Table', 'B2:B3', [[5], [6]]))
      await shared.addin.waitForFunction('window.events.length >= 4')
      const events = await inAddin<Record<string, unknown>[]>(
        shared,
        'JSON.parse(JSON.stringify(window.events))',
      )
      expect(
        events.map(event => [event['type'], event['address'], event['source'], event['details']]),
      ).toEqual([
        [
          'WorksheetChanged',
          'B2',
          'Local',
          { valueBefore: 3, valueAfter: 12, valueTypeBefore: 'Double', valueTypeAfter: 'Double' },
        ],
        [
          'TableChanged',
          'B2',
          'Local',
          { valueBefore: 3, valueAfter: 12, valueTypeBefore: 'Double', valueTypeAfter: 'Double' },
        ],
        ['WorksheetChanged', 'B2:B3', 'Local', undefined],
        ['TableChanged', 'B2:B3', 'Local', undefined],
      ])
    })

    test("validation refuses what is typed with the rule's own words, but not what is pasted or written by the add-in", async () => {
      const rule = await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Rules')
        const cell = sheet.getRange('A1:A5')
        cell.dataValidation.rule = { wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' } }
        cell.dataValidation.errorAlert = {
          title: 'Quantity',
          message: 'From 0 to 100.',
          showAlert: true,
          style: 'Stop',
        }
        sheet.getRange('B1:B5').dataValidation.rule = { custom: { formula: '=FALSE' } }
        cell.dataValidation.load('type,rule')
        await context.sync()
        return [cell.dataValidation.type, cell.dataValidation.rule]
      })
      expect(rule).toEqual([
        'WholeNumber',
        { wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' } },
      ])
      const typed = await bench(shared, async workbench => [
        await workbench.setCell('Rules', 'A1', '50'),
        await workbench.setCell('Rules', 'A2', '500'),
        await workbench.setCell('Rules', 'B1', 'anything'),
        await workbench.paste('Rules', 'A3:B3', [[500, 'pasted']]),
      ])
      expect(typed).toEqual([true, false, false, true])
      expect(await bench(shared, workbench => workbench.getValues('Rules', 'A1:B3'))).toEqual([
        [50, ''],
        ['', ''],
        [500, 'pasted'],
      ])
      expect(await bench(shared, workbench => workbench.notices())).toContain('From 0 to 100.')
      await shared.page.keyboard.press('Escape')
      await shared.page.keyboard.press('Escape')
    })

    test('a protected sheet refuses writes, but not to unlocked cells', async () => {
      const codes = await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Locked')
        sheet.getRange('B1').format.protection.locked = false
        sheet.protection.protect()
        await context.sync()
        sheet.getRange('B1').values = [['free']]
        await context.sync()
        sheet.getRange('A1').values = [['locked']]
        await context.sync()
      })
      expect((codes as { code: string }).code).toBe('AccessDenied')
      expect(await bench(shared, workbench => workbench.getValues('Locked', 'A1:B1'))).toEqual([['', 'free']])
      expect(await bench(shared, workbench => workbench.setCell('Locked', 'A1', 'typed'))).toBe(false)
    })

    test('conditional formats are counted, read and cleared part by part', async () => {
      const counts = await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Formats')
        const range = sheet.getRange('A1:A10')
        const bar = range.conditionalFormats.add('DataBar')
        bar.dataBar.positiveFormat.fillColor = '#63BE7B'
        const custom = range.conditionalFormats.add('Custom')
        custom.custom.rule.formula = '=A1>5'
        custom.custom.format.font.color = '#C00000'
        custom.load('type')
        custom.custom.rule.load('formula')
        const before = range.conditionalFormats.getCount()
        await context.sync()
        sheet.getRange('A1:A5').conditionalFormats.clearAll()
        const above = sheet.getRange('A1:A5').conditionalFormats.getCount()
        const below = sheet.getRange('A6:A10').conditionalFormats.getCount()
        await context.sync()
        return [before.value, custom.type, custom.custom.rule.formula, above.value, below.value]
      })
      expect(counts).toEqual([2, 'Custom', '=A1>5', 0, 2])
    })

    test("the add-in's functions are worked out in cells, their calls in one event, pending cells busy", async () => {
      await run(shared, async context => {
        const sheet = context.workbook.worksheets.add('Functions')
        sheet.getRange('A1:A5').formulas = [
          ['=SAMPLE.ADD(2,40)'],
          ['=SAMPLE.SLOW(21)'],
          ['=SAMPLE.FAIL()'],
          ['=SAMPLE.GRID()'],
          [''],
        ]
        await context.sync()
      })
      await soon(() => bench(shared, workbench => workbench.getValues('Functions', 'A1:A1'))).toEqual([[42]])
      await soon(() => bench(shared, workbench => workbench.getValues('Functions', 'A3:B5'))).toEqual([
        ['#N/A', ''],
        [1, 2],
        [3, 4],
      ])
      expect(await bench(shared, workbench => workbench.getValues('Functions', 'A2'))).toEqual([['#BUSY!']])
      expect(await bench(shared, workbench => workbench.functionCalls())).toEqual({ calls: 4, events: 1 })
      await inAddin(shared, 'window.releaseSlow()')
      await soon(() => bench(shared, workbench => workbench.getValues('Functions', 'A2'))).toEqual([[42]])
    })

    test('a ribbon button runs its function, is busy until it says completed, and can be disabled', async () => {
      await bench(shared, async workbench => {
        await workbench.setCell('Values', 'H1', 21)
        workbench.select('Values', 'H1')
        workbench.clickRibbon('Sample.Double')
      })
      await soon(() => bench(shared, workbench => workbench.getValues('Values', 'H1'))).toEqual([[42]])
      await soon(() =>
        bench(
          shared,
          workbench => workbench.ribbonControls().find(control => control.id === 'Sample.Double')?.busy,
        ),
      ).toBe(false)
      await inAddin(
        shared,
        `Office.ribbon.requestUpdate({ tabs: [{ id: 'Sample.Tab', groups: [{ id: 'Sample.Group', controls: [{ id: 'Sample.Double', enabled: false }] }] }] })`,
      )
      expect(await bench(shared, workbench => workbench.clickRibbon('Sample.Double'))).toBe(false)
    })

    test('the pane can be hidden and shown while the add-in runs on', async () => {
      await inAddin(
        shared,
        `(async () => { window.modes = []; await Office.addin.onVisibilityModeChanged(event => window.modes.push(event.visibilityMode)); await Office.addin.hide() })()`,
      )
      expect(await bench(shared, workbench => workbench.pane().shown)).toBe(false)
      expect(await run(shared, async context => (await context.sync(), 'alive'))).toBe('alive')
      await bench(shared, workbench => workbench.clickRibbon('Sample.Pane'))
      expect(await bench(shared, workbench => workbench.pane().shown)).toBe(true)
      await shared.addin.waitForFunction('window.modes.length === 2')
      expect(await inAddin(shared, 'window.modes')).toEqual(['Hidden', 'Taskpane'])
    })

    test('one run of an add-in, several batches, is one undo step, and typing another', async () => {
      await run(shared, async context => {
        const sheet = context.workbook.worksheets.getItem('Values')
        sheet.getRange('K1').values = [[1]]
        await context.sync()
        sheet.getRange('K2').values = [[2]]
        await context.sync()
      })
      await bench(shared, workbench => workbench.setCell('Values', 'K3', 3))
      await bench(shared, workbench => workbench.undo())
      expect(await bench(shared, workbench => workbench.getValues('Values', 'K1:K3'))).toEqual([
        [1],
        [2],
        [''],
      ])
      await bench(shared, workbench => workbench.undo())
      expect(await bench(shared, workbench => workbench.getValues('Values', 'K1:K3'))).toEqual([
        [''],
        [''],
        [''],
      ])
      await bench(shared, workbench => workbench.redo())
      expect(await bench(shared, workbench => workbench.getValues('Values', 'K1:K3'))).toEqual([
        [1],
        [2],
        [''],
      ])
    })

    test('a request of more than 5 MB is refused', async () => {
      const failed = await run<{ code: string }>(shared, async context => {
        const sheet = context.workbook.worksheets.getItem('Values')
        sheet.getRange('Z1:Z400').values = Array.from({ length: 400 }, () => ['x'.repeat(20_000)])
        await context.sync()
      })
      expect(failed.code).toBe('RequestPayloadSizeLimitExceeded')
    })

    testFiles(() => stage)

    test('batches are refused while a cell is being edited, or wait where the add-in says so', async () => {
      await bench(shared, workbench => workbench.select('Values', 'A20'))
      await shared.page.mouse.click(120, 400)
      await shared.page.keyboard.type('half')
      const refused = await run<{ code: string }>(shared, async context => {
        context.workbook.worksheets.getActiveWorksheet().load('name')
        await context.sync()
      })
      expect(refused.code).toBe('InvalidOperationInCellEditMode')
      const waiting = inAddin<string>(
        shared,
        `Excel.run({ delayForCellEdit: true }, async context => { context.workbook.worksheets.getActiveWorksheet().load('name'); await context.sync(); return 'after' })`,
      )
      await shared.page.keyboard.press('Enter')
      expect(await waiting).toBe('after')
    })
  },
)
