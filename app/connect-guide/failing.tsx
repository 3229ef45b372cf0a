import { Disclosure } from '@/components/ui/disclosure'
import { getTranslations } from '@/lib/auth/language'
import type { Failing } from '@/lib/integrations/guides'
import { marks } from './labels'

/** What may be seen at the provider when something fails there, and what helps. */
export async function FailingCauses({ causes }: { causes: readonly Failing[] }) {
  const t = await getTranslations()
  return (
    <Disclosure summary={t('guides.failing.title')}>
      <dl className="grid rounded-control border bg-surface text-cell">
        {causes.map((cause) => (
          <div
            key={cause}
            className="grid gap-x-4 gap-y-0.5 border-b px-3 py-1.5 last:border-b-0 sm:grid-cols-[minmax(0,10rem)_minmax(0,1fr)]"
          >
            <dt className="font-medium">{t.rich(`guides.failing.causes.${cause}.seen`, marks)}</dt>
            <dd className="min-w-0 text-fg-2">{t.rich(`guides.failing.causes.${cause}.remedy`, marks)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
