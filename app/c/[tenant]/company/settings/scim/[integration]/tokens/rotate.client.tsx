'use client'

import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type Shape, TokenFields } from '@/app/connect-guide/values.client'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio-group'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Sheet } from '@/components/ui/sheet.client'
import { Stepper } from '@/components/ui/stepper'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { RETIREMENTS, type Retirement } from '@/lib/integrations/choices'
import { useTokenHolder } from '../../token-holder.client'
import { cancelRotationAction, type Issued, retireTokenAction, rotateTokenAction } from './actions'
import { AddressesField } from './addresses.client'

type Used = { id: string; hint: string; masked: string; lastUsedAt: string | null; address: string | null }

/** A token that may be rotated, and from where it may be used. */
export type Rotated = { id: string; allowedAddresses: readonly string[] }

/** How far a rotation has come; undefined before it has begun. Instants are ISO. */
export type RotationState = { fresh: Used; old: Used; isOldSilent: boolean }

/**
 * The rotation in three steps: a new token, its first use, the end of the old one. Where it stands is told by the
 * server, so it can be closed and gone on with, here or by somebody else, and it advances by itself.
 */
export function RotationSheet({
  tenant,
  id,
  token,
  rotation,
  shape,
  place,
  open,
  onOpenChange,
}: {
  tenant: string
  id: string
  /** The token to be rotated, for the first step. */
  token: Rotated | undefined
  rotation: RotationState | undefined
  shape: Shape
  /** Where the provider asks for the token. */
  place: string
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('tokens.rotate')
  const step = rotation ? (rotation.fresh.lastUsedAt ? 2 : 1) : 0
  return (
    <Sheet title={t('title')} open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-6 p-4">
        <Stepper steps={[t('steps.make'), t('steps.use'), t('steps.end')]} current={step} />
        {!rotation && token && <Make key={token.id} {...{ tenant, id, token }} />}
        {rotation && step === 1 && (
          <Use {...{ tenant, id, rotation, shape, place }} onClose={() => onOpenChange(false)} />
        )}
        {rotation && step === 2 && <End {...{ tenant, id, rotation }} onDone={() => onOpenChange(false)} />}
      </div>
    </Sheet>
  )
}

function Make({ tenant, id, token }: { tenant: string; id: string; token: Rotated }) {
  const t = useTranslations('tokens.rotate')
  const { hold } = useTokenHolder()
  return (
    <ActionForm
      action={rotateTokenAction.bind(null, tenant, id, token.id)}
      onSuccess={(token: Issued) => hold(id, token)}
    >
      {({ errors }) => (
        <>
          <p className="text-body text-fg-2">{t('make')}</p>
          <AddressesField given={token.allowedAddresses} error={errors.allowedAddresses} />
          <div className="flex justify-end">
            <SubmitButton busyLabel={t('making')}>{t('makeButton')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}

function Use({
  tenant,
  id,
  rotation,
  shape,
  place,
  onClose,
}: {
  tenant: string
  id: string
  rotation: RotationState
  shape: Shape
  place: string
  onClose: () => void
}) {
  const t = useTranslations('tokens.rotate')
  const { held } = useTokenHolder()
  const token = held(id)
  const { fresh } = rotation
  return (
    <>
      {token?.hint === fresh.hint ? (
        <>
          <Notice>{t('held')}</Notice>
          <TokenFields token={token} shape={shape} />
        </>
      ) : (
        <Notice tone="warn">{t('notHeld', { masked: fresh.masked })}</Notice>
      )}
      <p className="text-body">{t('paste', { place })}</p>
      <p role="status" className="flex items-center gap-2 text-body text-fg-2">
        <LoaderCircle className="animate-spin motion-reduce:animate-none" />
        {t('waiting')}
      </p>
      <p className="text-fg-3 text-meta">{t('laterText')}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <ConfirmDialog
          title={t('cancelTitle')}
          description={t('cancelText')}
          confirmLabel={t('cancel')}
          cancelLabel={t('keep')}
          busyLabel={t('cancelling')}
          tone="destructive"
          trigger={<Button>{t('cancel')}</Button>}
          onConfirm={() => cancelRotationAction(tenant, id, fresh.id)}
          onDone={() => {
            toast.success(t('cancelled'))
            onClose()
          }}
        />
        <Button onClick={onClose}>{t('later')}</Button>
      </div>
    </>
  )
}

function End({
  tenant,
  id,
  rotation: { fresh, old, isOldSilent },
  onDone,
}: {
  tenant: string
  id: string
  rotation: RotationState
  onDone: () => void
}) {
  const t = useTranslations('tokens.rotate')
  return (
    <>
      <Notice tone="ok">
        {t.rich(fresh.address ? 'usedNew' : 'usedNewPlain', {
          address: fresh.address ?? '',
          ago: () => fresh.lastUsedAt && <RelativeTime at={fresh.lastUsedAt} />,
        })}{' '}
        {old.lastUsedAt
          ? t.rich('usedOld', { ago: () => old.lastUsedAt && <RelativeTime at={old.lastUsedAt} /> })
          : t('neverOld')}
      </Notice>
      <p className="text-body text-fg-2">{t(isOldSilent ? 'safe' : 'notYet')}</p>
      <ActionForm
        action={(form) => retireTokenAction(tenant, id, old.id, form)}
        onSuccess={() => {
          toast.success(t('done'))
          onDone()
        }}
      >
        {() => (
          <>
            <RadioGroup
              legend={t('when', { hint: old.hint })}
              name="when"
              columns={1}
              defaultValue="24-hours"
              choices={Object.keys(RETIREMENTS).map((value) => ({
                value,
                label: t(`choice.${value as Retirement}`),
              }))}
            />
            <div className="flex justify-end">
              <SubmitButton busyLabel={t('ending')}>{t('endButton')}</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </>
  )
}
