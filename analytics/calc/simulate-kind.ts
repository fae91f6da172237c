/** The kind of work that a name says, without floor, section and number: activities of one kind are compared with each other. */
export function kindOfWork(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[0-9一二三四五六七八九十百零〇]+(?:[#层段区栋楼号标轴线米次]|st|nd|rd|th|f\b)*/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
