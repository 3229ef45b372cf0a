/** The one case folding: of stored keys and of whatever is compared without case. */
export function fold(text: string): string {
  return text.toLowerCase()
}

/**
 * Orders two texts by code point, as PostgreSQL does under the collation "C": negative, zero or positive.
 * JavaScript's own `<` orders by UTF-16 unit and differs above U+FFFF.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above every other unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
