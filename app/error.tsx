'use client'

import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { Button, ButtonLink } from '@/components/ui/button'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('frontDoor')
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  const isAway = reference === 'unavailable'
  return (
    <CentredPage
      title={isAway ? t('error.away') : t('error.title')}
      text={isAway ? t('error.awayText') : t('error.text')}
      footer={
        reference &&
        !isAway &&
        t.rich('error.reference', {
          reference,
          code: (chunks) => <code className="font-mono text-code">{chunks}</code>,
        })
      }
    >
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          {t('tryAgain')}
        </Button>
        <ButtonLink href={routes.home}>{t('toCompany')}</ButtonLink>
      </div>
    </CentredPage>
  )
}
