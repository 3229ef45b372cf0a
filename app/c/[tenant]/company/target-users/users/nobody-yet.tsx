import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { DirectoryState } from '@/lib/directory/target'

/** Why nobody is here, and what to do about it. */
export function NobodyYet({ tenant, state }: { tenant: string; state: DirectoryState }) {
  if (state.integrations === 0) return <ConnectFirst tenant={tenant} what="People" />
  return (
    <EmptyState
      title="Nobody has arrived yet."
      action={<ButtonLink href={connectionHref(tenant, state)}>Check the connection</ButtonLink>}
    >
      In Okta: <strong className="font-medium">Assignments</strong> ›{' '}
      <strong className="font-medium">Assign</strong>. People appear here as Okta sends them.
    </EmptyState>
  )
}

/** Nothing is connected that could send anything. */
export function ConnectFirst({ tenant, what }: { tenant: string; what: 'People' | 'Groups' }) {
  return (
    <EmptyState
      title="No identity provider is connected."
      action={
        <ButtonLink variant="primary" href={routes.scimSettings(tenant)}>
          Connect your identity provider
        </ButtonLink>
      }
    >
      {what} that Okta, Entra ID or another provider sends appear here by themselves.
    </EmptyState>
  )
}

/** The integration itself when there is only one, else the list of them. */
function connectionHref(tenant: string, { soleIntegrationId }: DirectoryState) {
  return soleIntegrationId
    ? routes.integrationTab(tenant, soleIntegrationId, 'connect')
    : routes.scimSettings(tenant)
}
