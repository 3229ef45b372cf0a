import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { getTranslations } from '@/lib/auth/language'
import { log } from '@/lib/base/log'
import { FIELDS, FIXED_FIELDS } from '@/lib/mapping/choices'
import { getMapping } from '@/lib/mapping/overview'
import type { Ctx } from '@/lib/tenancy/context'
import { MappingForm } from './form.client'
import { Reload } from './reload.client'

/** From where the fields of people are taken, what is found there, and how to change it. */
export async function MappingSection({
  ctx,
  id,
  people,
  refusal,
}: {
  ctx: Ctx
  id: string
  /** How many the integration manages. */
  people: number
  refusal: string | undefined
}) {
  const t = await getTranslations()
  const mapping = await getMapping(ctx, id).catch((error: unknown) => {
    log().error({ err: error }, 'the attribute mapping could not be read')
    return undefined
  })
  const counted = mapping && (mapping.sampled < people ? 'latest' : 'all')
  return (
    <Card
      flush={mapping !== undefined}
      title={t('mapping.title')}
      description={
        <>
          {t('mapping.text')}{' '}
          {counted && mapping.sampled > 0 && t(`mapping.counted.${counted}`, { sampled: mapping.sampled })}
        </>
      }
    >
      {mapping ? (
        <MappingForm {...{ id, people, refusal, mapping }} tenant={ctx.tenantSlug} />
      ) : (
        <Notice tone="err" actions={<Reload>{t('mapping.again')}</Reload>}>
          {t('mapping.failed')}
        </Notice>
      )}
    </Card>
  )
}

export async function MappingLoading() {
  const t = await getTranslations()
  return (
    <Card title={t('mapping.title')} description={t('mapping.text')}>
      <div role="status" aria-label={t('mapping.loading')} className="flex flex-col gap-3">
        {[...FIXED_FIELDS, ...FIELDS].map((field) => (
          <Skeleton key={field} className="h-13 w-full" />
        ))}
      </div>
    </Card>
  )
}
