'use client'

import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { Button, ButtonLink } from '@/components/ui/button'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  const isAway = reference === 'unavailable'
  return (
    <CentredPage
      title={isAway ? 'We’ll be right back' : 'Something went wrong here'}
      text={
        isAway
          ? 'The directory is not available at this moment. Nothing was changed. Try again.'
          : 'This page couldn’t be shown. Your identity provider’s sync isn’t affected.'
      }
      footer={
        reference &&
        !isAway && (
          <>
            Reference <code className="font-mono text-code">{reference}</code>
          </>
        )
      }
    >
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <ButtonLink href={routes.home}>Go to your company</ButtonLink>
      </div>
    </CentredPage>
  )
}
