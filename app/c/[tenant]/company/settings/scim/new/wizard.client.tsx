'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes, withSearch } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { Stepper } from '@/components/ui/stepper'
import type { Field } from '@/lib/mapping/choices'
import { useTokenHolder } from '../token-holder.client'
import type { Created } from './actions'
import { isUntouched, useDraft } from './draft.client'
import { GeneralStep } from './general-step.client'
import { GroupStep } from './group-step.client'
import { LeaveGuard } from './leave-guard.client'

/** Two steps, each with an address of its own; what was entered survives going back and reloading. */
export function Wizard({
  tenant,
  person,
  freshId,
  usualPaths,
}: {
  tenant: string
  person: string
  freshId: string
  /** From where fields of people are taken unless somebody says otherwise. */
  usualPaths: Readonly<Record<Field, string>>
}) {
  const t = useTranslations('scimSettings.wizard')
  const router = useRouter()
  const step = useSearchParams().get('step') === 'groups' ? 'groups' : 'general'
  const { draft, isReady, wasRestored, change, discard } = useDraft(tenant, person, freshId)
  const [nameError, setNameError] = useState<string>()
  const { hold } = useTokenHolder()
  const address = routes.newIntegration(tenant)
  const isSecond = step === 'groups' && draft.name.trim() !== '' && !nameError

  const heading = useHeadingFocus(isReady ? isSecond : undefined, nameError !== undefined)

  function finish({ id, token }: Created) {
    if (token) hold(id, token)
    discard()
    router.push(withSearch(routes.integrationTab(tenant, id, 'connect'), { new: 1 }))
  }

  if (!isReady) return <Skeleton className="h-64 w-full" />
  return (
    <div className="flex flex-col gap-6">
      <Stepper steps={[t('general'), t('groupSettings')]} current={isSecond ? 1 : 0} />
      {wasRestored && (
        <Notice
          actions={
            <Button
              size="sm"
              onClick={() => {
                discard()
                router.replace(address)
              }}
            >
              {t('discard')}
            </Button>
          }
        >
          {t('restored')}
        </Notice>
      )}
      <LeaveGuard isActive={!isUntouched(draft)} stay={address} onDiscard={discard} />
      {isSecond ? (
        <GroupStep
          heading={heading}
          tenant={tenant}
          draft={draft}
          onChange={change}
          onBack={() => router.push(withSearch(address, { step: 'general' }))}
          onSaved={finish}
          onNameRefused={(message) => {
            setNameError(message)
            router.push(withSearch(address, { step: 'general' }))
          }}
        />
      ) : (
        <GeneralStep
          key={String(wasRestored)}
          heading={heading}
          tenant={tenant}
          draft={draft}
          usualPaths={usualPaths}
          nameError={nameError}
          onChange={(changed) => {
            setNameError(undefined)
            change(changed)
          }}
          onNext={() => router.push(withSearch(address, { step: 'groups' }))}
          onDiscard={() => {
            discard()
            router.push(routes.scimSettings(tenant))
          }}
        />
      )}
    </div>
  )
}

/**
 * For the heading of the step: it takes the focus, which was in the step before, when the steps change.
 * Undefined is no step yet; a step with an error keeps the focus there.
 */
function useHeadingFocus(step: boolean | undefined, hasError: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== step && !hasError) heading.current?.focus()
    shown.current = step
  }, [step, hasError])
  return heading
}
