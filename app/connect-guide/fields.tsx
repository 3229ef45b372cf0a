import { CopyText } from '@/components/ui/copy-field.client'
import { getTranslations } from '@/lib/auth/language'
import type { Guide } from '@/lib/integrations/guides'

/** What goes into which field, under the names that the provider gives them; there may be no token yet. */
export async function Fields({
  guide,
  baseUrl,
  hasToken,
}: {
  guide: Guide
  baseUrl: string
  hasToken: boolean
}) {
  const t = await getTranslations()
  const token = hasToken ? 'connect.tokenThere' : 'connect.tokenLater'
  return (
    <dl aria-label={t('connect.fields')} className="mt-2 grid rounded-control border bg-surface text-cell">
      {guide.fields.map(({ label, value }) => (
        <div
          key={label}
          className="grid gap-x-4 gap-y-0.5 border-b px-3 py-1.5 last:border-b-0 sm:grid-cols-[minmax(0,10rem)_minmax(0,1fr)]"
        >
          <dt className="font-medium">{label}</dt>
          <dd className="min-w-0 text-fg-2">
            {value === 'url' && <CopyText label={label} value={baseUrl + (guide.suffix ?? '')} />}
            {value === 'user-name' && <CopyText label={label} value={guide.userName ?? ''} />}
            {value === 'token' && t(guide.prefix ? 'connect.tokenThereWithBearer' : token)}
            {typeof value === 'object' && value.text}
          </dd>
        </div>
      ))}
    </dl>
  )
}
