import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/auth/language'

/** What a company without an integration sees first: what there is to do, in three steps. */
export async function FirstRun({ tenant, mayAdd }: { tenant: string; mayAdd: boolean }) {
  const t = await getTranslations()
  const steps = ['name', 'copy', 'watch'] as const
  return (
    <Card>
      <div className="flex flex-col items-center gap-6 px-4 py-8 text-center">
        <h2 className="text-section">{t('overview.first.title')}</h2>
        <ol className="grid w-full max-w-[720px] gap-3 text-start sm:grid-cols-3">
          {steps.map((step, at) => (
            <li key={step} className="rounded-card border bg-subtle px-4 py-3">
              <p className="font-medium text-body">
                <span className="text-fg-3 tabular-nums">{at + 1}</span> {t(`overview.first.${step}.title`)}
              </p>
              <p className="mt-1 text-cell text-fg-2">{t(`overview.first.${step}.text`)}</p>
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink
            variant="primary"
            href={routes.newIntegration(tenant)}
            reason={mayAdd ? undefined : t('overview.first.refused')}
          >
            {t('overview.first.new')}
          </ButtonLink>
          <ButtonLink href={routes.guide(tenant)}>{t('overview.first.see')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
