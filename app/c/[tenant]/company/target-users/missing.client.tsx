'use client'

import { useParams } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'

/** In place of somebody or something that is gone, or belongs to another company: both are told alike. */
export function MissingInCompany({ what }: { what: 'users' | 'groups' }) {
  const { tenant } = useParams<{ tenant: string }>()
  const t = useTranslations()
  const href = routes[what](tenant)
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href },
        { label: t('users.missing.notFound') },
      ]}
      title={t(`${what}.missing.title`)}
      text={t(`${what}.missing.text`)}
    >
      <div>
        <ButtonLink href={href} variant="primary">
          {t(`${what}.missing.back`)}
        </ButtonLink>
      </div>
    </Page>
  )
}
