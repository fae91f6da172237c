/** Loads the kinds of objects that are made by name, so that they are known before the first batch. */
import './names.ts'
import './range-areas.ts'
import './range.ts'
import './table.ts'
import './tables.ts'
import './worksheet.ts'
