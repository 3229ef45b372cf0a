import { Card } from '@/components/ui/card'
import { type KeyValue, KeyValueList } from '@/components/ui/key-value'
import { UtcTime } from '@/components/ui/utc-time'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Configuration } from '@/lib/evidence/configuration'

/** What holds for the whole console; what there is not stands here as well. */
export async function ConfiguredParts({ of }: { of: Configuration }) {
  const t = await getTranslations()
  const { signIn, sessions, records, tokens } = of
  const none = t('evidence.configuration.none')
  const at = 'evidence.configuration' as const
  const parts: { title: string; items: KeyValue[] }[] = [
    {
      title: t(`${at}.signIn.title`),
      items: [
        { label: t(`${at}.signIn.method`), value: t(`${at}.signIn.${signIn.method}`) },
        {
          label: t(`${at}.signIn.passwordRule`),
          value: t(`${at}.signIn.passwordRuleText`, signIn.passwords),
        },
        { label: t(`${at}.signIn.tries`), value: t(`${at}.signIn.triesText`, signIn.tries) },
        { label: t(`${at}.signIn.secondFactors`), value: none },
        { label: t(`${at}.signIn.singleSignOn`), value: none },
        {
          label: t(`${at}.signIn.stepUp`),
          value: t('stepUp.policy.told', {
            minutes: signIn.proof.minutes,
            acts: signIn.proof.acts.map((act) => t(`stepUp.acts.${act}`)).join(', '),
          }),
        },
        {
          label: t(`${at}.signIn.consoleAddresses`),
          value: signIn.addresses.join(', ') || t(`${at}.signIn.everywhere`),
        },
      ],
    },
    {
      title: t(`${at}.sessions.title`),
      items: [
        {
          label: t(`${at}.sessions.idle`),
          value: t(`${at}.sessions.idleText`, { minutes: sessions.idleMinutes }),
        },
        {
          label: t(`${at}.sessions.absolute`),
          value: t(`${at}.sessions.absoluteText`, { hours: sessions.absoluteHours }),
        },
        { label: t(`${at}.sessions.removal`), value: t(`${at}.sessions.removalText`) },
        {
          label: t(`${at}.sessions.invitations`),
          value: t(`${at}.sessions.invitationsText`, { days: sessions.invitationDays }),
        },
      ],
    },
    {
      title: t(`${at}.records.title`),
      items: [
        { label: t(`${at}.records.requests`), value: t(`${at}.records.days`, { days: records.requestDays }) },
        {
          label: t(`${at}.records.audit`),
          value: t(`${at}.records.auditText`, { days: records.auditDays ?? 0 }),
        },
        { label: t(`${at}.records.history`), value: t(`${at}.records.historyText`) },
        {
          label: t(`${at}.records.masking`),
          value: t(`${at}.records.maskingText`, { masked: records.masked ? 'yes' : 'no' }),
        },
        {
          label: t(`${at}.records.deletion`),
          value: t(`${at}.records.deletionText`, { days: records.regretDays }),
        },
      ],
    },
    {
      title: t(`${at}.tokens.title`),
      items: [
        { label: t(`${at}.tokens.stored`), value: t(`${at}.tokens.storedText`) },
        { label: t(`${at}.tokens.most`), value: t(`${at}.tokens.mostText`, { count: tokens.most }) },
        {
          label: t(`${at}.tokens.unlimited`),
          value: t(`${at}.tokens.unlimitedText`, { count: tokens.unlimited }),
        },
      ],
    },
  ]
  return (
    <div className="grid gap-5 lg:grid-cols-2 print:grid-cols-1">
      {parts.map(({ title, items }) => (
        <Card key={title} title={title} className="break-inside-avoid">
          <KeyValueList items={items} />
        </Card>
      ))}
    </div>
  )
}

/** Each integration with its rules: from where it may be called, whom it may bring, from when on an alarm is raised. */
export async function ConfiguredIntegrations({ of }: { of: Configuration['integrations'] }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  return (
    <Card title={t('evidence.configuration.integrations.title')}>
      {of.length === 0 ? (
        <p className="text-body text-fg-2">{t('evidence.configuration.integrations.empty')}</p>
      ) : (
        <KeyValueList
          items={of.map(({ name, provider, groupSync, pausedAt, pausedBy, rules, requestDays }) => ({
            label: (
              <>
                <span className="block font-medium text-fg">{name}</span>
                {provider}
              </>
            ),
            value: (
              <ul className="flex list-disc flex-col gap-0.5 ps-4">
                <li>
                  {pausedAt ? (
                    <>
                      {t('evidence.configuration.integrations.paused', { by: pausedBy ?? '' })}{' '}
                      <UtcTime at={pausedAt} />
                    </>
                  ) : (
                    t('evidence.configuration.integrations.running')
                  )}
                </li>
                <li>
                  {t('evidence.configuration.integrations.groupSync', { on: groupSync ? 'yes' : 'no' })}
                </li>
                {requestDays !== null && (
                  <li>
                    {t('evidence.configuration.records.requests')}:{' '}
                    {t('evidence.configuration.records.days', { days: requestDays })}
                  </li>
                )}
                {rules.map((rule) => (
                  <li key={rule.key}>{words(rule)}</li>
                ))}
              </ul>
            ),
          }))}
        />
      )}
    </Card>
  )
}
