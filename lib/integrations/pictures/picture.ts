import type { Messages } from '@/lib/messages/catalogue'

/** What is to be done at a place of a screen; its words stand in the catalogue. */
export type Act = keyof Messages['guides']['picture']['acts']

/** Something on a provider's screen, by its label there. One with an act carries a mark with its number. */
export type Item = { label: string; act?: Act; number?: number }

/** What a screen is made of, from top to bottom. */
export type Part =
  | { kind: 'heading'; label: string; button?: Item }
  | ({ kind: 'field'; value: string; look?: 'choice' | 'code' } & Item)
  | ({ kind: 'box'; isOn: boolean; isRound?: boolean; text?: string } & Item)
  | { kind: 'buttons'; of: readonly (Item & { isMain?: boolean; isPlain?: boolean })[] }
  | { kind: 'menu'; label: string; of: readonly Item[] }
  | ({ kind: 'tile'; text: string } & Item)
  | ({ kind: 'row'; cells: readonly string[]; sign?: string; isHead?: boolean } & Item)
  | ({ kind: 'said' } & Item)

/** A provider's screen, schematically: its own labels, and the values of this integration where they go. */
export type Picture = {
  /** Where the screen is found, as one would click there. */
  place: string
  /** The name of the console, and what it shows: mostly the app. */
  console: string
  title: string
  tabs?: { of: readonly string[]; at: string }
  side?: { of: readonly string[]; at: string }
  parts: readonly Part[]
}

/** What a picture shows of this integration; the token is never in it. */
export type Facts = {
  url: string
  token: string
  userName: string
  company: string
  /** What is searched for in the provider's catalogue. */
  app: string
  /** The labels that this kind of app has for the values. */
  labels: { url: string; token: string; userName: string }
  /** The token goes in with `Bearer ` in front. */
  tokenAct: Act
}

/** What is to be done at a mark; `value` is what the field holds then. */
export type Mark = { number: number; act: Act; label: string; value: string }

/** The picture with a number at each mark, from top to bottom, and what the marks mean. */
export function numbered(picture: Picture): { picture: Picture; marks: Mark[] } {
  const marks: Mark[] = []
  function mark<T extends Item>(item: T): T {
    const { label, act } = item
    if (act === undefined) return item
    const number = marks.length + 1
    marks.push({ number, act, label, value: 'value' in item ? String(item.value) : '' })
    return { ...item, number }
  }
  const parts = picture.parts.map((part): Part => {
    if (part.kind === 'heading') return part.button ? { ...part, button: mark(part.button) } : part
    if (part.kind === 'buttons' || part.kind === 'menu') return { ...part, of: part.of.map(mark) }
    return mark(part)
  })
  return { picture: { ...picture, parts }, marks }
}
