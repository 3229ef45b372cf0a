'use client'

import { CircleCheck, CircleMinus, CircleX, Radio } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogClose, DialogFooter } from '@/components/ui/dialog-parts.client'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { Switch } from '@/components/ui/switch.client'
import type { SelfTest } from '@/lib/integrations/self-test'
import type { TestResult } from '@/lib/integrations/self-test-steps'
import { selfTestAction } from './actions'

const ICONS = {
  passed: <CircleCheck className="text-ok-fg" />,
  failed: <CircleX className="text-err-fg" />,
  skipped: <CircleMinus className="text-fg-3" />,
}

/** “Send a test from here”: the server calls its own address as an identity provider would. */
export function SelfTestDialog({
  tenant,
  id,
  refusal,
}: {
  tenant: string
  id: string
  refusal: string | undefined
}) {
  const t = useTranslations('connect.test')
  const common = useTranslations('ui')
  const [result, setResult] = useState<SelfTest>()
  const trigger = (
    <Button reason={refusal}>
      <Radio />
      {t('open')}
    </Button>
  )
  if (refusal) return trigger
  return (
    <Dialog
      title={t('title')}
      description={t('description')}
      trigger={trigger}
      onOpenChange={() => setResult(undefined)}
    >
      <ActionForm action={selfTestAction.bind(null, tenant, id)} onSuccess={setResult}>
        {() => (
          <>
            <Switch name="writes" defaultChecked label={t('write')} description={t('writeText')} />
            <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
              {result && <Results result={result} />}
            </div>
            <DialogFooter>
              <DialogClose>
                <Button>{common(result ? 'close' : 'cancel')}</Button>
              </DialogClose>
              <SubmitButton busyLabel={t('running')}>{t(result ? 'again' : 'run')}</SubmitButton>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}

function Results({ result }: { result: SelfTest }) {
  const t = useTranslations('connect.test')
  const hasPassed = result.results.every(({ outcome }) => outcome === 'passed')
  return (
    <>
      <p className="text-cell text-fg-2 [overflow-wrap:anywhere]">
        {t('address', { baseUrl: result.baseUrl })}
      </p>
      <ol className="flex flex-col divide-y rounded-card border text-cell">
        {result.results.map((each) => (
          <Line key={each.step} result={each} />
        ))}
      </ol>
      {hasPassed ? (
        <Notice tone="ok">{t('passed')}</Notice>
      ) : (
        <Notice tone="warn" title={t('failedTitle')}>
          {result.results.map(
            ({ step, reason, values }) =>
              reason && <Reason key={step} reason={reason} values={values ?? {}} />,
          )}
        </Notice>
      )}
      {result.isLocal && <p className="text-fg-3 text-meta">{t('local')}</p>}
    </>
  )
}

function Line({ result: { step, outcome, milliseconds } }: { result: TestResult }) {
  const t = useTranslations('connect.test')
  return (
    <li className="flex items-start gap-2.5 px-3 py-2">
      {ICONS[outcome]}
      <span className="min-w-0 flex-1">
        <span className="font-medium">{t(`step.${step}`)}</span>
        <span className="block text-fg-2">{t(`proves.${step}`)}</span>
      </span>
      <span className="text-end text-fg-3 tabular-nums">
        <span className="block">{t(`outcome.${outcome}`)}</span>
        {outcome !== 'skipped' && <span className="block">{t('milliseconds', { ms: milliseconds })}</span>}
      </span>
    </li>
  )
}

function Reason({ reason, values }: Required<Pick<TestResult, 'reason' | 'values'>>) {
  const t = useTranslations()
  return <p>{t(reason, values)}</p>
}
