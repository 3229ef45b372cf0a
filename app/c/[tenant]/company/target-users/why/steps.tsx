import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Answer, Whereabouts } from '@/lib/directory/whereabouts'

/** Answers after which the identity provider has to send somebody, as if for the first time. */
const TO_ASSIGN: ReadonlySet<Answer> = new Set(['never-sent', 'looked-for', 'deleted', 'deactivated', 'kept'])

/** What to do in the identity provider, in its own words: about what failed, else how to send somebody at all. */
export async function Steps({ tenant, found }: { tenant: string; found: Whereabouts }) {
  const [t, words] = [await getTranslations(), await getWords()]
  if (found.integrations.length === 0) {
    return (
      <Card title={t('users.why.noIntegration')}>
        <ButtonLink href={routes.scimSettings(tenant)}>{t('users.why.connect')}</ButtonLink>
      </Card>
    )
  }
  const [failure] = found.failures
  if (
    failure &&
    (found.answer === 'rejected' || found.answer === 'elsewhere' || found.answer === 'domain-blocked')
  ) {
    const { name } = failure.integration
    return (
      <Card title={t('users.why.steps', { integration: name })}>
        <ol className="list-decimal ps-5">
          {failure.remedy.steps.map((step) => (
            <li key={step.key}>{words(step)}</li>
          ))}
        </ol>
        <p className="mt-3 font-medium text-cell">{t('users.why.told', { integration: name })}</p>
        <p className="text-cell text-fg-2 [overflow-wrap:anywhere]">{failure.detail}</p>
      </Card>
    )
  }
  if (!TO_ASSIGN.has(found.answer)) return null
  return found.integrations.map(({ id, name, provider }) => (
    <Card key={id} title={t('users.why.steps', { integration: name })}>
      <p>{t(`users.why.assign.${provider}`)}</p>
    </Card>
  ))
}
