'use client'

import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { useTokenHolder } from '../../token-holder.client'
import { revokeTokenAction, rotateTokenAction } from './actions'

/** Rotate and revoke. Revoking a token that has been used asks for its last four characters. */
export function TokenActions({
  tenant,
  id,
  token,
  refusal,
  full,
}: {
  tenant: string
  id: string
  token: { id: string; name: string; hint: string; used: boolean }
  refusal: string | undefined
  full: string | undefined
}) {
  const { hold } = useTokenHolder()
  const rotateRefusal = refusal ?? full
  return (
    <span className="flex gap-2 md:justify-end">
      {rotateRefusal ? (
        <Button size="sm" reason={rotateRefusal}>
          Rotate…
        </Button>
      ) : (
        <ConfirmDialog
          title={`Rotate ${token.name}?`}
          description="We make a second token like this one and show it once. Paste it into your identity provider and test it; when “Last used” tells that it is in use, revoke this one. Until then both work."
          confirmLabel="Make the new token"
          busyLabel="Making it…"
          trigger={<Button size="sm">Rotate…</Button>}
          onConfirm={async () => {
            const result = await rotateTokenAction(tenant, id, token.id)
            if (result.ok) hold(id, result.data)
            return result
          }}
        />
      )}
      {refusal ? (
        <Button size="sm" reason={refusal}>
          Revoke…
        </Button>
      ) : (
        <ConfirmDialog
          title={`Revoke ${token.name}?`}
          description={
            token.used
              ? 'This token is in use. Revoking it stops the sync immediately, unless your identity provider already has another one.'
              : 'This token has never been used. It stops working immediately.'
          }
          confirmLabel="Revoke token"
          busyLabel="Revoking…"
          tone="destructive"
          {...(token.used && {
            phrase: token.hint,
            phraseLabel: `Type the last four characters, ${token.hint}, to confirm`,
          })}
          trigger={<Button size="sm">Revoke…</Button>}
          onConfirm={() => revokeTokenAction(tenant, id, token.id)}
          onDone={() => toast.success(`Token …${token.hint} is revoked`)}
        />
      )}
    </span>
  )
}
