'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { CopyField } from '@/components/ui/copy-field.client'
import { dayOf } from '@/components/ui/relative'
import { Switch } from '@/components/ui/switch.client'
import { useTokenHolder } from '../token-holder.client'

/** What the provider calls the two values, and what it wants beside them. */
export type FieldNames = { provider: string; url: string; token: string; prefix?: string; userName?: string }

/**
 * The two values to copy. A token that was just made is shown until it is put away; reloading or leaving
 * forgets it, and then `masked` stands in its place.
 */
export function Reveal({
  integrationId,
  baseUrl,
  names,
  masked,
}: {
  integrationId: string
  baseUrl: string
  names: FieldNames
  masked: ReactNode
}) {
  const { held, forget } = useTokenHolder()
  const [isCopied, setCopied] = useState(false)
  const [withPrefix, setWithPrefix] = useState(true)
  const token = held(integrationId)
  const url = (
    <CopyField label="SCIM base URL" value={baseUrl} hint={`${names.provider} calls it “${names.url}”.`} />
  )
  if (!token) {
    return (
      <Card title="Values to copy">
        <div className="flex flex-col gap-5">
          {url}
          {masked}
        </div>
      </Card>
    )
  }
  const prefix = withPrefix ? (names.prefix ?? '') : ''
  const close = (
    <Button variant="primary" onClick={isCopied ? () => forget(integrationId) : undefined}>
      I’ve saved it
    </Button>
  )
  return (
    <Card
      title="Your SCIM token — shown once"
      description="Copy it now. We keep only a fingerprint of it, so nobody, including us, can show it again."
      footer={
        isCopied ? (
          close
        ) : (
          <ConfirmDialog
            title="Close without copying?"
            description="You haven’t copied the token. Close anyway?"
            confirmLabel="Close anyway"
            cancelLabel="Go back"
            trigger={close}
            onConfirm={async () => forget(integrationId)}
          />
        )
      }
    >
      <div className="flex flex-col gap-5">
        {url}
        {names.userName && (
          <CopyField label="User name" value={names.userName} hint="Any name is accepted; this is one." />
        )}
        <CopyField
          label="SCIM token"
          secret
          value={prefix + token.clear}
          hint={`${names.provider} calls it “${names.token}”.`}
          onCopied={() => setCopied(true)}
        />
        {names.prefix && (
          <Switch
            label={`Include “${names.prefix.trim()} ”`}
            description="The field shows exactly what is copied. Both forms are accepted."
            checked={withPrefix}
            onCheckedChange={setWithPrefix}
          />
        )}
        <p className="text-fg-3 text-meta">
          {token.expiresAt ? `Expires ${dayOf(Date.parse(token.expiresAt))}` : 'No expiry'} · Created by you ·
          Fingerprint …{token.hint}
        </p>
      </div>
    </Card>
  )
}
