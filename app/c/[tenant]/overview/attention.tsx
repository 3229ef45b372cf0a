import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { LiveText } from '@/components/live-text.client'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Attention } from '@/lib/overview/attention'
import { placeOf } from './place-of'

const LOOKS = {
  err: { icon: CircleAlert, colour: 'text-err-fg' },
  warn: { icon: TriangleAlert, colour: 'text-warn-fg' },
  info: { icon: Info, colour: 'text-info-fg' },
}

/** What needs somebody, the most pressing first, each with the way to what can be done. */
export async function NeedsAttention({
  tenant,
  attention,
  checkedAt,
}: {
  tenant: string
  attention: readonly Attention[]
  checkedAt: string
}) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  if (attention.length === 0) {
    return (
      <Card title={t('overview.attention.title')}>
        <p className="flex items-center gap-2 text-body text-fg-2">
          <CircleCheck className="text-ok-fg" />
          {t('overview.attention.nothing', { time: checkedAt })}
        </p>
      </Card>
    )
  }
  return (
    <Card title={t('overview.attention.title')} flush>
      <ul aria-label={t('overview.attention.title')} className="divide-y border-t">
        {attention.map((item) => {
          const { icon: Icon, colour } = LOOKS[item.severity]
          return (
            <li key={item.id} className="flex items-center gap-3 px-5 py-2.5 max-sm:flex-wrap">
              <Icon className={colour} />
              <p className="min-w-0 flex-1 text-body max-sm:basis-[calc(100%-2rem)] [overflow-wrap:anywhere]">
                {item.integration && <span className="font-medium">{item.integration.name} · </span>}
                <LiveText text={item.text} />
              </p>
              <ButtonLink size="sm" href={placeOf(tenant, item)} className="max-sm:ms-7">
                {words(item.fix)}
              </ButtonLink>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
