import Link from 'next/link'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import type { Problem } from '@/lib/integrations/problems'

/** What is still wrong; each closes by itself. */
export async function OpenProblems({ tenant, problems }: { tenant: string; problems: readonly Problem[] }) {
  const t = await getTranslations()
  return (
    <Card title={t('scimSettings.overview.problems')} description={t('scimSettings.overview.problemsText')}>
      <ul className="flex flex-col divide-y">
        {problems.map((problem) => (
          <li
            key={problem.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-cell first:pt-0 last:pb-0"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{problem.detail}</span>
            <span className="text-fg-3 text-meta">
              {problem.groupId && (
                <>
                  <Link
                    href={routes.group(tenant, problem.groupId)}
                    className="text-accent-text underline underline-offset-2"
                  >
                    {t('scimSettings.overview.openGroup')}
                  </Link>
                  {' · '}
                </>
              )}
              {t.rich('scimSettings.overview.last', {
                ago: () => <RelativeTime at={problem.lastAt.toISOString()} />,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
