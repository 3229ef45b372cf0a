import { expect, it } from 'vitest'
import { PROVIDERS, type Provider } from '@/lib/integrations/choices'
import { guidesOf } from '@/lib/integrations/guides'
import { progressOf } from './progress'

const guides = (Object.keys(PROVIDERS) as Provider[]).flatMap((provider) =>
  guidesOf(provider).map((guide) => ({ provider, guide })),
)

it('leads to the first person at every provider, whether or not groups are to come', () => {
  for (const { provider, guide } of guides) {
    for (const groupSync of [true, false]) {
      const proofs = progressOf(guide, {}, { groupSync }).map(({ step }) => step.proof)
      expect({ provider, proofs }).toMatchObject({ proofs: expect.arrayContaining(['test', 'person']) })
      expect(proofs.includes('group')).toBe(groupSync && provider !== 'google')
    }
  }
})
