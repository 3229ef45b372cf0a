'use client'

import { useParams } from 'next/navigation'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'

const texts = {
  user: {
    title: 'We can’t find that user.',
    text: 'They may have been removed, or belong to another company.',
    back: 'All users',
    href: routes.users,
  },
  group: {
    title: 'We can’t find that group.',
    text: 'It may have been removed, or belong to another company.',
    back: 'All groups',
    href: routes.groups,
  },
}

/** In place of somebody or something that is gone, or belongs to another company: both are told alike. */
export function MissingInCompany({ what }: { what: keyof typeof texts }) {
  const { tenant } = useParams<{ tenant: string }>()
  const { title, text, back, href } = texts[what]
  return (
    <Page
      narrow
      breadcrumb={[
        { label: 'Company' },
        { label: 'Target Users', href: href(tenant) },
        { label: 'Not found' },
      ]}
      title={title}
      text={text}
    >
      <div>
        <ButtonLink href={href(tenant)} variant="primary">
          {back}
        </ButtonLink>
      </div>
    </Page>
  )
}
