import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Route } from '@/components/routes'
import { cn } from '@/components/ui/cn'
import { CopyField } from '@/components/ui/copy-field.client'
import { Notice } from '@/components/ui/notice'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Guide } from '@/lib/integrations/guides'
import { pictureOf } from '@/lib/integrations/pictures/pictures'
import type { Proof, Proofs } from '@/lib/integrations/proof'
import { Announcer } from './announcer.client'
import { curlOf } from './curl'
import { FailingCauses } from './failing'
import { Fields } from './fields'
import { marks } from './labels'
import { StepPicture } from './picture'
import type { StepState } from './progress'

/** Where a proof leads, and who may be named: the public page leads nowhere and names nobody. */
export type Audience = { isNamed: boolean; hrefOf?: (proof: Proof) => Route | undefined }

/**
 * The steps of a guide, each with what has been seen of it; what is ticked later is announced. Without `proofs` there
 * is no integration yet, and nothing is waited for.
 */
export async function Steps({
  guide,
  states,
  proofs,
  baseUrl,
  company,
  audience,
  mark,
}: {
  guide: Guide
  states: readonly StepState[]
  proofs: Proofs | undefined
  baseUrl: string
  company: string
  audience: Audience
  mark?: (state: StepState, title: string) => ReactNode
}) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const said = (proof: Proof) => words(audience.isNamed ? proof.text : proof.plain)
  const title = ({ step }: StepState) => t(`guides.steps.${step.id}.title`)
  const ticks = states.flatMap((state) => {
    const proof = state.step.proof && proofs?.[state.step.proof]
    return proof ? [t('connect.announce', { title: title(state), proof: said(proof) })] : []
  })
  return (
    <>
      <Announcer ticks={ticks} />
      <ol className="flex flex-col">
        {states.map((state, index) => {
          const { step, isDone, isMarked } = state
          const proof = step.proof && proofs?.[step.proof]
          const picture = pictureOf(guide, step, { baseUrl, company })
          return (
            <li key={step.id} className="group/step flex gap-3">
              <span className="flex flex-col items-center">
                <Mark number={index + 1} isDone={isDone} label={t('connect.done')} />
                <span aria-hidden className="my-1 w-px flex-1 bg-border group-last/step:hidden" />
              </span>
              <div className="min-w-0 flex-1 pb-6 group-last/step:pb-0">
                <h3 className="pt-0.5 font-medium text-body">{title(state)}</h3>
                <p className="mt-1 max-w-[72ch] text-body text-fg-2 [overflow-wrap:anywhere]">
                  {t.rich(`guides.steps.${step.id}.text`, { ...marks, app: step.app ?? '', company })}
                </p>
                {step.curl && (
                  <CopyField
                    className="mt-2"
                    label={t('connect.curl', { step: title(state) })}
                    value={curlOf(step.curl, baseUrl)}
                  />
                )}
                {step.paste && !step.curl && (
                  <Fields guide={guide} baseUrl={baseUrl} hasToken={proofs !== undefined} />
                )}
                {picture && <StepPicture picture={picture} />}
                {step.note && (
                  <Notice tone="warn" className="mt-2" title={t('guides.twoGroups.title')}>
                    {t('guides.twoGroups.text')}
                  </Notice>
                )}
                <div className="mt-2 flex min-h-7 flex-wrap items-center gap-x-3 empty:hidden">
                  {proofs && (step.proof || isMarked) && (
                    <p className={cn('text-cell', proof ? 'text-ok-fg' : 'text-fg-3')}>
                      {proof ? (
                        <Seen href={audience.hrefOf?.(proof)}>{said(proof)}</Seen>
                      ) : isMarked ? (
                        t('connect.markedByHand')
                      ) : (
                        step.proof && t(`connect.proof.waiting.${step.proof}`)
                      )}
                    </p>
                  )}
                  {!proof && (isMarked || !isDone) && mark?.(state, title(state))}
                </div>
              </div>
            </li>
          )
        })}
      </ol>
      {guide.failing && <FailingCauses causes={guide.failing} />}
    </>
  )
}

function Mark({ number, isDone, label }: { number: number; isDone: boolean; label: string }) {
  return (
    <span
      className={cn(
        'flex size-6 shrink-0 items-center justify-center rounded-full text-meta tabular-nums',
        isDone ? 'bg-ok-bg text-ok-fg' : 'border border-border-strong text-fg-2',
      )}
    >
      {isDone ? <Check role="img" aria-label={label} className="size-3.5" /> : number}
    </span>
  )
}

function Seen({ href, children }: { href: Route | undefined; children: ReactNode }) {
  if (!href) return children
  return (
    <Link prefetch={false} href={href} className="underline underline-offset-2">
      {children}
    </Link>
  )
}
