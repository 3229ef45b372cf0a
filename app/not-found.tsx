import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found · Rollcall' }

/** Also what the page of another company looks like, so that nobody learns what exists there. */
export default function NotFound() {
  return (
    <CentredPage
      title="We can’t find that page"
      text="It may have been removed, or belong to another company. If you followed a link, ask the person who sent it to check the company."
    >
      <ButtonLink href={routes.home} variant="primary">
        Go to your company
      </ButtonLink>
    </CentredPage>
  )
}
