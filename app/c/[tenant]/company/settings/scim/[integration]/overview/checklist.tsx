import { Check } from 'lucide-react'
import type { StepState } from '@/app/connect-guide/progress'
import { cn } from '@/components/ui/cn'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Proofs } from '@/lib/integrations/proof'

/** The steps of the guide in short: what is done, by what, and what is still waited for. */
export async function Checklist({ states, proofs }: { states: readonly StepState[]; proofs: Proofs }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  return (
    <ol className="gap-x-8 text-cell lg:columns-2">
      {states.map(({ step, isDone }) => {
        const proof = step.proof && proofs[step.proof]
        return (
          <li key={step.id} className="mb-2 flex break-inside-avoid items-start gap-2.5">
            <span
              className={cn(
                'mt-px flex size-4.5 shrink-0 items-center justify-center rounded-full',
                isDone ? 'bg-ok-bg text-ok-fg' : 'border border-border-strong border-dashed',
              )}
            >
              {isDone && <Check role="img" aria-label={t('connect.done')} className="size-3" />}
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {t(`guides.steps.${step.id}.title`)}
              {proof && <span className="block text-fg-2">{words(proof.text)}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
