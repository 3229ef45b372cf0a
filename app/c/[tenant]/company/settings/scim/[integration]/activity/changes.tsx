import type { RequestDetail } from '@/lib/activity/request'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Text } from '@/lib/messages/text'
import { Part } from './part'

/** What a request made different, old → new. */
export async function RequestChanges({ request }: { request: RequestDetail }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  if (request.changes.length === 0) return null
  const shown = (value: string | Text | null) =>
    typeof value === 'string' ? value : value ? words(value) : '–'
  const told = (value: RequestDetail['changes'][number]['what']) =>
    words({ key: 'activity.did', values: { what: value } })
  return (
    <Part title={t('activity.parts.changes')}>
      <ul className="flex flex-col gap-3">
        {request.changes.map((change) => (
          <li key={change.id} className="min-w-0 rounded-card border">
            <p className="px-3 py-1.5 text-cell first-letter:uppercase [overflow-wrap:anywhere]">
              {told(change.what)}
            </p>
            {change.pairs.length > 0 && (
              <table className="w-full table-fixed border-t text-start text-cell">
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('activity.attribute')}</th>
                    <th scope="col">{t('activity.before')}</th>
                    <th scope="col">{t('activity.after')}</th>
                  </tr>
                </thead>
                <tbody className="divide-y">
                  {change.pairs.map((pair) => (
                    <tr key={pair.path} className="[overflow-wrap:anywhere]">
                      <th scope="row" className="px-3 py-1.5 align-top font-normal text-fg-2">
                        {shown(pair.label)}
                      </th>
                      <td className="px-3 py-1.5 align-top text-fg-2">{shown(pair.before)}</td>
                      <td className="px-3 py-1.5 align-top font-medium">{shown(pair.after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </li>
        ))}
      </ul>
      {request.changesInAll > request.changes.length && (
        <p className="text-fg-3 text-meta">
          {t('activity.moreChanges', { count: request.changesInAll - request.changes.length })}
        </p>
      )}
    </Part>
  )
}
