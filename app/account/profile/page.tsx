import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/auth/language'
import { requireSelf } from '@/lib/auth/session'
import { AccountFrame, accountTitle } from '../frame'
import { NameForm, PasswordForm } from './forms.client'

export const generateMetadata = () => accountTitle('profile')

/** One’s name and password. */
export default async function ProfilePage() {
  const { person } = await requireSelf()
  const t = await getTranslations()
  return (
    <AccountFrame email={person.email}>
      <Card title={t('account.profile.title')} description={t('account.profile.text')}>
        <NameForm name={person.name} />
      </Card>
      <Card title={t('account.password.title')} description={t('account.password.text')}>
        <PasswordForm email={person.email} />
      </Card>
    </AccountFrame>
  )
}
