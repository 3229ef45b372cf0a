import type { Act, Facts, Part } from './picture'

export const field = (label: string, value: string, act: Act, look: 'code' | 'choice' = 'code'): Part => ({
  kind: 'field',
  label,
  value,
  look,
  act,
})
export const url = ({ labels, url }: Facts) => field(labels.url, url, 'url')
export const token = ({ labels, token, tokenAct }: Facts) => field(labels.token, token, tokenAct)

export const box = (label: string, isOn: boolean, act?: 'tick' | 'leaveOff' | 'leaveOn'): Part => ({
  kind: 'box',
  label,
  isOn,
  ...(act && { act }),
})
/** One of several, which is chosen. */
export const choice = (label: string, isOn: boolean): Part => ({
  kind: 'box',
  isRound: true,
  label,
  isOn,
  ...(isOn && { act: 'choose' }),
})
export const press = (label: string, isMain = true): Part => ({
  kind: 'buttons',
  of: [{ label, act: 'click', isMain }],
})
export const row = (label: string, cells: readonly string[], act?: Act): Part => ({
  kind: 'row',
  label,
  cells,
  ...(act && { act }),
})
export const head = (label: string, cells: readonly string[]): Part => ({
  kind: 'row',
  label,
  cells,
  isHead: true,
})

export const PERSON = 'Test Person'
/** What the app is called that is made for this. */
export const appOf = ({ company }: Facts) => `${company} Directory Sync`
/** Who gets the app, and who is brought as a group. */
export const assignedOf = ({ company }: Facts) => `${company} – Assigned`
export const broughtOf = ({ company }: Facts) => `${company} – Engineering`
