import Link from 'next/link'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/auth/language'
import type { Decision } from '@/lib/directory/local/decisions'
import { DecideLocalGroup } from '../decide.client'

/** What was decided about Local groups one by one; each can be taken back. */
export async function Decisions({
  tenant,
  id,
  decisions,
  canWrite,
}: {
  tenant: string
  id: string
  decisions: readonly Decision[]
  canWrite: boolean
}) {
  const t = await getTranslations()
  if (decisions.length === 0) return null
  return (
    <Card title={t('scimSettings.sameName.decided')} description={t('scimSettings.sameName.decidedText')}>
      <ul className="flex flex-col divide-y">
        {decisions.map((decision) => (
          <li key={decision.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
            <span className="min-w-0 text-cell [overflow-wrap:anywhere]">
              <Link
                prefetch={false}
                href={routes.group(tenant, decision.id)}
                className="font-medium text-accent-text underline underline-offset-2"
              >
                {decision.name}
              </Link>
              <span className="block text-fg-2">{t(`scimSettings.sameName.now.${decision.choice}`)}</span>
            </span>
            <DecideLocalGroup
              {...{ tenant, id }}
              group={decision}
              choice={null}
              label={t('scimSettings.sameName.takeBack')}
              done={t('scimSettings.sameName.takenBack')}
              refusal={canWrite ? undefined : t('scimSettings.onlyAdminsChange')}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
