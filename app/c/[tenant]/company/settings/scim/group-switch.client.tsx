'use client'

import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch.client'

const OKTA_ON_TWO_GROUPS =
  'https://help.okta.com/en-us/content/topics/users-groups-profiles/app-assignments-group-push.htm'

/** The switch of the wizard and of the Group Settings tab. */
export function GroupSwitch(props: {
  name?: string
  checked: boolean
  disabled?: boolean
  onCheckedChange: (checked: boolean) => void
}) {
  const t = useTranslations('scimSettings.groupSync')
  return (
    <Switch
      {...props}
      label={t('label')}
      tag={<Badge tone="info">{t('recommended')}</Badge>}
      description={t('text')}
    />
  )
}

export function TwoGroupsNote() {
  const t = useTranslations('scimSettings.groupSync')
  return (
    <Notice title={t('twoGroups')}>
      <Disclosure summary={t('why')}>
        {t('whyText')}{' '}
        <a
          href={OKTA_ON_TWO_GROUPS}
          target="_blank"
          rel="noreferrer"
          className="text-accent-text underline underline-offset-2"
        >
          {t('whyLink')}
        </a>
      </Disclosure>
    </Notice>
  )
}
