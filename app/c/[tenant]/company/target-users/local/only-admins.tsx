import type { Route } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'

/** In place of a form that the reader’s role may not send. */
export async function OnlyAdmins({ back }: { back: Route }) {
  const t = await getTranslations()
  return <Notice actions={<ButtonLink href={back}>{t('local.back')}</ButtonLink>}>{t('local.only')}</Notice>
}
