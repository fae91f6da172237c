import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { addinOf, type OpenWorkbench, type Stage } from './browser.ts'
import { bench, inAddin, run } from './drive.ts'

/** Rules about what a page takes in: the manifest in its language, and .xlsx files both ways. */
export function testFiles(stage: () => Stage): void {
  test('the manifest gives labels, tips and the pane title in the language of the page', async () => {
    const zh = await stage().open('lang=zh-CN&book=%E5%B7%A5%E4%BD%9C%E7%B0%BF')
    const texts = (opened: OpenWorkbench) =>
      opened.page.evaluate(
        `[document.querySelector('.tab[aria-selected="true"]').textContent, ...[...document.querySelectorAll('.ribbon-button')].map(button => button.title), document.querySelector('.pane-title').textContent, document.title]`,
      )
    expect(await texts(zh)).toEqual(['示例', '翻倍\n把所选数字翻倍。', '面板\n面板', '示例加载项', '工作簿'])
    const en = await stage().open('lang=en&book=Shared')
    expect(await texts(en)).toEqual([
      'Sample',
      'Double\nDoubles the numbers selected.',
      'Panel\nPanel',
      'Sample add-in',
      'Shared',
    ])
    await zh.page.close()
    await en.page.close()
  })

  test('values, formats, tables, rules, names, panes and settings survive saving and opening as .xlsx', async () => {
    const first = await stage().open('lang=en&book=Round')
    await run(first, async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('A1:C3').values = [
        ['Name', 'Qty', 'When'],
        ['Sand', 7, 46_000],
        ['Steel', 3, 46_001],
      ]
      sheet.getRange('C2:C3').numberFormat = [['yyyy-mm-dd'], ['yyyy-mm-dd']]
      sheet.getRange('D1:D2').formulas = [['Total'], ['=SUM(B2:B3)']]
      sheet.getRange('A1').format.fill.color = '#FFF2CC'
      const table = sheet.tables.add('A1:C3', true)
      table.name = 'Items'
      table.style = 'TableStyleLight9'
      sheet.getRange('B2:B3').dataValidation.rule = { list: { inCellDropDown: true, source: '3,7' } }
      const format = sheet.getRange('B2:B3').conditionalFormats.add('CellValue')
      format.cellValue.rule = { formula1: '5', operator: 'GreaterThan' }
      format.cellValue.format.font.color = '#FF0000'
      sheet.freezePanes.freezeRows(1)
      sheet.getRange('F:F').columnHidden = true
      context.workbook.names.add('Amounts', sheet.getRange('B2:B3'))
      context.workbook.worksheets.add('Hidden').visibility = 'VeryHidden'
      context.workbook.settings.add('kept', { a: [1, 'two'] })
      await context.sync()
    })
    await inAddin(
      first,
      `new Promise(done => { Office.context.document.settings.set('older', 5); Office.context.document.settings.saveAsync(done) })`,
    )
    await bench(first, async workbench => {
      const bytes = await workbench.saveXlsx()
      await workbench.openXlsx(bytes, 'Again')
    })
    const again = { page: first.page, addin: await addinOf(first.page) }
    const read = await run(again, async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      const range = sheet.getRange('A1:D3').load('values,formulas,numberFormat')
      const head = sheet.getRange('A1').load('format/fill/color')
      const table = context.workbook.tables.getItem('Items').load('name,style')
      const rule = sheet.getRange('B2').dataValidation.load('type,rule')
      const formats = sheet.getRange('B2:B3').conditionalFormats.load('items/type')
      const hidden = sheet.getRange('F1').load('columnHidden')
      const frozen = sheet.freezePanes.getLocationOrNullObject().load('address')
      const named = context.workbook.names.getItem('Amounts').getRange().load('address')
      const other = context.workbook.worksheets.getItem('Hidden').load('visibility')
      const kept = context.workbook.settings.getItem('kept').load('value')
      await context.sync()
      return [
        range.values,
        range.formulas[1]?.[3],
        range.numberFormat[1]?.[2],
        head.format.fill.color,
        table.style,
        rule.type,
        rule.rule,
        formats.items.map(item => item.type),
        hidden.columnHidden,
        frozen.address,
        named.address,
        other.visibility,
        kept.value,
      ]
    })
    expect(read).toEqual([
      [
        ['Name', 'Qty', 'When', 'Total'],
        ['Sand', 7, 46_000, 10],
        ['Steel', 3, 46_001, ''],
      ],
      '=SUM(B2:B3)',
      'yyyy-mm-dd',
      '#FFF2CC',
      'TableStyleLight9',
      'List',
      { list: { inCellDropDown: true, source: '3,7' } },
      ['CellValue'],
      true,
      'Sheet1!1:1',
      'Sheet1!B2:B3',
      'VeryHidden',
      { a: [1, 'two'] },
    ])
    expect(await inAddin(again, `Office.context.document.settings.get('older')`)).toBe(5)
    await first.page.close()
  })

  test('a workbook with charts shows its cells and says that charts are not shown', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Trend',
          rows: [
            ['Month', 'Cost'],
            ['Jan', 10],
            ['Feb', 12],
          ],
          charts: [
            {
              type: 'line',
              title: 'Cost',
              series: [{ values: 'Trend!$B$2:$B$3', categories: 'Trend!$A$2:$A$3' }],
              anchor: { from: { row: 5, col: 0 } },
            },
          ],
        },
      ],
    })
    const opened = await stage().open('lang=en&book=Trend')
    await opened.page.evaluate(`window.workbench.openXlsx(${JSON.stringify([...bytes])}, 'Trend')`)
    await addinOf(opened.page)
    expect(await bench(opened, workbench => workbench.getValues('Trend', 'A1:B3'))).toEqual([
      ['Month', 'Cost'],
      ['Jan', 10],
      ['Feb', 12],
    ])
    expect((await bench(opened, workbench => workbench.notices())).join()).toContain('Trend: charts')
    await opened.page.close()
  })
}
