import { expect, it } from 'vitest'
import { PROVIDERS, type Provider } from '../choices'
import { type Guide, guidesOf, type Step } from '../guides'
import { numbered, type Part, type Picture } from './picture'
import { pictureOf } from './pictures'

const facts = { baseUrl: 'https://rollcall.example/api/scim/acme', company: 'Acme' }
const guides = (Object.keys(PROVIDERS) as Provider[]).flatMap((provider) =>
  guidesOf(provider).map((guide) => ({ provider, guide })),
)
const drawn = guides.flatMap(({ provider, guide }) =>
  guide.steps.flatMap((step) => {
    const picture = pictureOf(guide, step, facts)
    return picture ? [{ provider, guide, step, picture }] : []
  }),
)

function fieldsOf({ parts }: Picture): Record<string, string> {
  const fields = parts.filter((part): part is Part & { kind: 'field' } => part.kind === 'field')
  return Object.fromEntries(fields.map(({ label, value }) => [label, value]))
}

it('draws every step of each guide for a provider that has screens', () => {
  const missing = guides
    .filter(({ provider }) => provider !== 'other')
    .flatMap(({ guide }) => guide.steps.filter((step) => !pictureOf(guide, step, facts)))
  expect(missing).toEqual([])
})

it('draws where each other provider asks for the two values', () => {
  const pasted = drawn.filter(({ provider, step }) => provider !== 'okta' && step.paste)
  expect(pasted.map(({ provider }) => provider)).toEqual([
    'entra',
    'google',
    'onelogin',
    'jumpcloud',
    'pingone',
  ])
})

it('shows the values in the shape of their fields, under the provider’s names, and of the token its beginning alone', () => {
  const expected = (guide: Guide) => {
    const token = `${guide.prefix ?? ''}rollcall_scim_••••••••••••`
    const known = { url: facts.baseUrl + (guide.suffix ?? ''), token, 'user-name': guide.userName ?? '' }
    const values = guide.fields.filter(({ value }) => typeof value !== 'object')
    return Object.fromEntries(values.map(({ label, value }) => [label, known[value as keyof typeof known]]))
  }
  const pasted = drawn.filter(({ step }: { step: Step }) => step.paste)
  expect(pasted.length).toBeGreaterThan(9)
  for (const { guide, picture } of pasted) expect(fieldsOf(picture)).toMatchObject(expected(guide))
})

it('numbers what is to be done, from top to bottom, and is on a tab that there is', () => {
  for (const { picture } of drawn) {
    const { marks } = numbered(picture)
    expect(marks.length).toBeGreaterThan(0)
    expect(marks.map(({ number }) => number)).toEqual(marks.map((_, index) => index + 1))
    expect(picture.place).not.toBe('')
    if (picture.tabs) expect(picture.tabs.of).toContain(picture.tabs.at)
    if (picture.side) expect(picture.side.of).toContain(picture.side.at)
  }
})
