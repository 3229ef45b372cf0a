import type { Route } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { getTranslations } from '@/lib/auth/language'
import type { SentAttribute } from '@/lib/integrations/sends'

const SHOWN_AT_ONCE = 12

/** Which attributes the identity provider sends, and how many of the people have each. */
export async function Sends({
  sent,
  mapping,
}: {
  sent: { sampled: number; attributes: readonly SentAttribute[] }
  /** Where they are mapped to fields. */
  mapping: Route
}) {
  const t = await getTranslations()
  const { sampled, attributes } = sent
  const rest = attributes.slice(SHOWN_AT_ONCE)
  return (
    <Card
      title={t('scimSettings.overview.sends')}
      description={sampled > 0 && t('scimSettings.overview.sendsText', { sampled })}
      actions={
        sampled > 0 && (
          <ButtonLink size="sm" href={mapping}>
            {t('scimSettings.overview.sendsMap')}
          </ButtonLink>
        )
      }
    >
      {sampled === 0 ? (
        <p className="text-cell text-fg-2">{t('scimSettings.overview.sendsEmpty')}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <Attributes t={t} sampled={sampled} attributes={attributes.slice(0, SHOWN_AT_ONCE)} />
          {rest.length > 0 && (
            <Disclosure summary={t('scimSettings.overview.sendsMore', { count: rest.length })}>
              <Attributes t={t} sampled={sampled} attributes={rest} />
            </Disclosure>
          )}
        </div>
      )}
    </Card>
  )
}

function Attributes({
  t,
  sampled,
  attributes,
}: {
  t: Awaited<ReturnType<typeof getTranslations>>
  sampled: number
  attributes: readonly SentAttribute[]
}) {
  return (
    <ul className="flex flex-col gap-2 text-cell">
      {attributes.map(({ path, people, share }) => (
        <li key={path} className="flex flex-col gap-1">
          <div className="flex items-baseline justify-between gap-4">
            <span className="min-w-0">
              <code className="break-all font-mono text-code">{shortened(path)}</code>
            </span>
            <span className="shrink-0 text-fg-2 tabular-nums">
              {t('scimSettings.overview.covered', { people, sampled })}
            </span>
          </div>
          <span aria-hidden className="h-1 overflow-hidden rounded-full bg-subtle">
            <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** `urn:…:enterprise:2.0:User:department` → `enterprise:2.0:User:department`: the start of every URN is the same. */
function shortened(path: string): string {
  return path.replace(/^urn:ietf:params:scim:schemas:extension:/, '')
}
