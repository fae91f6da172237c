import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** LibreOffice with a profile of its own that works out every formula anew when it opens a file. */
export class LibreOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'office-'))
  private readonly program: string

  constructor(program: string) {
    this.program = program
    mkdirSync(join(this.folder, 'profile/user'), { recursive: true })
    writeFileSync(join(this.folder, 'profile/user/registrymodifications.xcu'), alwaysRecalculate)
  }

  /** Pages of the workbooks as PDF files, by name. */
  async toPdf(workbooks: Record<string, Uint8Array>): Promise<Record<string, string>> {
    await this.convert(workbooks, 'pdf')
    return Object.fromEntries(Object.keys(workbooks).map(name => [name, join(this.folder, `${name}.pdf`)]))
  }

  /** Every sheet of the workbooks as CSV text, named `workbook-sheet`. */
  async toCsv(workbooks: Record<string, Uint8Array>): Promise<Record<string, string>> {
    await this.convert(
      workbooks,
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
    )
    const files = readdirSync(this.folder).filter(file => file.endsWith('.csv'))
    return Object.fromEntries(
      files.map(file => [file.slice(0, -4), readFileSync(join(this.folder, file), 'utf8')]),
    )
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async convert(workbooks: Record<string, Uint8Array>, format: string): Promise<void> {
    const files = Object.entries(workbooks).map(([name, bytes]) => {
      const file = join(this.folder, `${name}.xlsx`)
      writeFileSync(file, bytes)
      return file
    })
    const profile = `-env:UserInstallation=${pathToFileURL(join(this.folder, 'profile')).href}`
    await run(
      this.program,
      ['--headless', profile, '--convert-to', format, '--outdir', this.folder, ...files],
      { timeout: 150_000 },
    )
  }
}

const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`
