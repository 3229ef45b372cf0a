import type { getTranslations } from '@/lib/auth/language'
import type { Guide, Step } from '@/lib/integrations/guides'
import { curlOf } from './curl'

/** The whole guide as plain text for a ticket: every value but the token, which does not belong into one. */
export function guideAsText(
  t: Awaited<ReturnType<typeof getTranslations>>,
  guide: Guide,
  steps: readonly Step[],
  names: { provider: string; company: string; integration: string; baseUrl: string },
): string {
  const { baseUrl, company } = names
  const plain = { b: (text: string) => text, c: (text: string) => text }
  const values = guide.fields.map(({ label, value }) => {
    const token = t(guide.prefix ? 'connect.text.bearerTokenValue' : 'connect.text.tokenValue')
    const known = { url: baseUrl + (guide.suffix ?? ''), token, 'user-name': guide.userName ?? '' }
    const text = typeof value === 'object' ? value.text : known[value]
    return `   - ${t('connect.text.field', { label, value: text })}`
  })
  const told = steps.flatMap((step, index) => [
    `${index + 1}. ${t(`guides.steps.${step.id}.title`)}`,
    `   ${t.markup(`guides.steps.${step.id}.text`, { ...plain, app: step.app ?? '', company })}`,
    ...(step.paste ? values : []),
    ...(step.curl ? [`   ${curlOf(step.curl, baseUrl).replaceAll('\n', '\n   ')}`] : []),
    ...(step.note ? [`   ! ${t('guides.twoGroups.title')} ${t('guides.twoGroups.text')}`] : []),
  ])
  const failing = (guide.failing ?? []).map((cause) => {
    const [seen, remedy] = (['seen', 'remedy'] as const).map((part) =>
      t.markup(`guides.failing.causes.${cause}.${part}`, plain),
    )
    return `- ${seen}: ${remedy}`
  })
  return [
    t('connect.text.title', names),
    '',
    t('connect.text.baseUrl', { baseUrl }),
    t('connect.text.token'),
    t('connect.text.unique'),
    ...(guide.note ? ['', t(`guides.notes.${guide.note}`)] : []),
    '',
    ...told,
    ...(failing.length > 0 ? ['', t('guides.failing.title'), ...failing] : []),
  ].join('\n')
}
