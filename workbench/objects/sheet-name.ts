import type { Book } from '../book/book.ts'
import { invalidArgument, itemAlreadyExists } from '../protocol/office-error.ts'

/** Fails where a name is not one a sheet can have, or is taken by another sheet. */
export function checkSheetName(book: Book, name: unknown, except: string | null): string {
  if (typeof name !== 'string' || name.length === 0 || name.length > 31 || /[:\\/?*[\]]/.test(name)) {
    throw invalidArgument(
      `"${String(name)}" cannot be a sheet's name: 1 to 31 characters, none of : \\ / ? * [ ].`,
    )
  }
  if (name.startsWith("'") || name.endsWith("'"))
    throw invalidArgument("A sheet's name cannot begin or end with an apostrophe.")
  const taken = book.grid.workbook
    .getSheets()
    .find(each => each.getName().toLowerCase() === name.toLowerCase())
  if (taken && taken.getSheetId() !== except) throw itemAlreadyExists(`There is already a sheet "${name}".`)
  return name
}
