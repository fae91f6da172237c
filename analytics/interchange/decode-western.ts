/** Text in windows-1252. Node's decoder takes it for Latin-1 (nodejs/node issue 56542) and so gives control characters where the code page has
 *  quotation marks, dashes and the euro sign; those are put right. Source: WHATWG Encoding, index windows-1252. */
export function decodeWestern(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes)
  return text.replace(controls, character => signs[character.charCodeAt(0) - 0x80] as string)
}

// oxlint-disable-next-line no-control-regex -- these very characters are what is replaced
const controls = /[\u0080-\u009f]/g
const signs =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
