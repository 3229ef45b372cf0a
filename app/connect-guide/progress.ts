import type { Guide, Step } from '@/lib/integrations/guides'
import type { Proofs } from '@/lib/integrations/proof'

/** A step with what is known of it. */
export type StepState = { step: Step; isDone: boolean; isMarked: boolean }

/**
 * How far the guide has been followed. A step that nothing can prove counts as done when a later one was proven;
 * groups are asked for only where they are wanted.
 */
export function progressOf(
  guide: Guide,
  proofs: Proofs,
  { done = [], groupSync }: { done?: readonly string[] | undefined; groupSync: boolean },
): StepState[] {
  const steps = guide.steps.filter(({ proof }) => groupSync || proof !== 'group')
  const isProven = (step: Step) => step.proof !== undefined && proofs[step.proof] !== undefined
  return steps.map((step, index) => {
    const isMarked = done.includes(step.id)
    const isPassed = step.proof === undefined && steps.slice(index + 1).some(isProven)
    return { step, isMarked, isDone: isProven(step) || isPassed || isMarked }
  })
}
