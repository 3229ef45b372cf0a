import { Card } from '@/components/ui/card'
import { getPreferences } from '@/lib/account/account'
import { getTranslations } from '@/lib/auth/language'
import { requireSelf } from '@/lib/auth/session'
import { AccountFrame, accountTitle } from '../frame'
import { PreferencesForm } from './form.client'

export const generateMetadata = () => accountTitle('preferences')

/** How one likes the console. */
export default async function PreferencesPage() {
  const self = await requireSelf()
  const [t, preferences] = [await getTranslations(), await getPreferences(self)]
  return (
    <AccountFrame email={self.person.email}>
      <Card title={t('account.preferences.title')} description={t('account.preferences.text')}>
        <PreferencesForm preferences={preferences} timeZones={Intl.supportedValuesOf('timeZone')} />
      </Card>
    </AccountFrame>
  )
}
