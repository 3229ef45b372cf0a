'use client'

import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { saveFile } from '@/components/data/save-file'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { CopyField } from '@/components/ui/copy-field.client'
import { Switch } from '@/components/ui/switch.client'

/** A token that was just made, in clear, and when it ends (an ISO instant, or null). */
export type HeldToken = { clear: string; hint: string; expiresAt: string | null }

/** What the provider calls the values, and how it wants them. `url` is whole, with what the provider adds. */
export type Shape = {
  provider: string
  url: string
  urlLabel: string
  tokenLabel: string
  prefix?: string
  userName?: { value: string; label: string }
}

/** The base URL, always to be copied. */
function BaseUrlField({ shape }: { shape: Shape }) {
  const t = useTranslations('connect.values')
  return (
    <CopyField
      label={t('url')}
      value={shape.url}
      hint={t('calls', { provider: shape.provider, field: shape.urlLabel })}
    />
  )
}

/** The token in the shape that its field wants: with `Bearer` in front where that is sent as typed, beside a user name for Basic. */
export function TokenFields({
  token,
  shape,
  onCopied,
}: {
  token: HeldToken
  shape: Shape
  onCopied?: () => void
}) {
  const t = useTranslations('connect.values')
  const format = useFormatter()
  const [withPrefix, setWithPrefix] = useState(true)
  const { provider, prefix, userName, tokenLabel } = shape
  const value = (withPrefix ? (prefix ?? '') : '') + token.clear
  const expiry = token.expiresAt
    ? t('expires', { day: format.dateTime(new Date(token.expiresAt), { dateStyle: 'medium' }) })
    : t('noExpiry')
  return (
    <>
      {userName && (
        <CopyField
          label={t('userName')}
          value={userName.value}
          hint={t('userNameHint', { provider, field: userName.label })}
        />
      )}
      <CopyField
        label={t('token')}
        secret
        value={value}
        hint={t('calls', { provider, field: tokenLabel })}
        {...(onCopied && { onCopied })}
      />
      {prefix && (
        <Switch
          label={t('includeBearer')}
          description={t('includeBearerText')}
          checked={withPrefix}
          onCheckedChange={setWithPrefix}
        />
      )}
      <p className="text-fg-3 text-meta">{t('meta', { expiry, hint: token.hint })}</p>
    </>
  )
}

/** Values to copy: a token that was just made until it is put away, `masked` in its place before and after. */
export function Values({
  shape,
  token,
  onClose,
  masked,
  actions,
}: {
  shape: Shape
  token: HeldToken | undefined
  onClose: () => void
  masked: ReactNode
  actions?: ReactNode
}) {
  const t = useTranslations('connect.values')
  const [isCopied, setCopied] = useState(false)
  const unique = <CopyField label={t('uniqueId')} value="userName" />
  if (!token) {
    return (
      <Card title={t('title')} footer={actions}>
        <div className="flex flex-col gap-5">
          <BaseUrlField shape={shape} />
          {masked}
          {unique}
        </div>
      </Card>
    )
  }
  const { url, prefix = '', userName } = shape
  const download = () => {
    const lines = [
      `${t('url')}: ${url}`,
      ...(userName ? [`${t('userName')}: ${userName.value}`] : []),
      `${t('token')}: ${prefix}${token.clear}`,
    ]
    saveFile(`scim-token-${token.hint}.txt`, new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }))
    setCopied(true)
  }
  const close = (
    <Button variant="primary" onClick={isCopied ? onClose : undefined}>
      {t('saved')}
    </Button>
  )
  return (
    <Card
      title={t('once')}
      description={t('onceText')}
      footer={
        <>
          <Button onClick={download}>
            <Download />
            {t('download')}
          </Button>
          {isCopied ? (
            close
          ) : (
            <ConfirmDialog
              title={t('closeTitle')}
              description={t('closeText')}
              confirmLabel={t('closeAnyway')}
              cancelLabel={t('goBack')}
              trigger={close}
              onConfirm={async () => onClose()}
            />
          )}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <BaseUrlField shape={shape} />
        <TokenFields token={token} shape={shape} onCopied={() => setCopied(true)} />
        {unique}
      </div>
    </Card>
  )
}
