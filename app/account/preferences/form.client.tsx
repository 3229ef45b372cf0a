'use client'

import { useTranslations } from 'use-intl'
import { Words } from '@/components/messages.client'
import { THEMES } from '@/components/theme'
import { ActionForm } from '@/components/ui/action-form.client'
import { SelectField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { Switch } from '@/components/ui/switch.client'
import { showTheme } from '@/components/ui/theme-toggle.client'
import { toast } from '@/components/ui/toast'
import type { Preferences } from '@/lib/account/input'
import { LOCALES } from '@/lib/messages/locale'
import { savePreferencesAction } from '../actions'

/** `timeZones` are the names the server knows: those that it can write dates in. */
export function PreferencesForm({
  preferences,
  timeZones,
}: {
  preferences: Preferences
  timeZones: readonly string[]
}) {
  const t = useTranslations()
  const own = useTranslations('account.preferences')
  async function save(form: FormData) {
    const result = await savePreferencesAction(form)
    // The page draws the rest anew; the scheme of colours is the browser’s to change.
    if (result.ok) showTheme(THEMES.find((theme) => theme === form.get('theme')) ?? 'system')
    return result
  }
  return (
    <ActionForm action={save} onSuccess={() => toast.success(<Words of="account.preferences.saved" />)}>
      {({ errors }) => (
        <>
          <SelectField
            label={own('language')}
            name="language"
            defaultValue={preferences.language}
            error={errors.language}
            options={[
              { value: '', label: own('browserLanguage') },
              ...LOCALES.map((locale) => ({ value: locale, label: own(`languages.${locale}`) })),
            ]}
          />
          <SelectField
            label={own('timeZone')}
            name="timeZone"
            hint={own('timeZoneHint')}
            defaultValue={preferences.timeZone}
            error={errors.timeZone}
            options={[
              { value: '', label: own('browserZone') },
              ...timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
            ]}
          />
          <RadioGroup
            legend={own('theme')}
            name="theme"
            columns={3}
            defaultValue={preferences.theme}
            error={errors.theme}
            choices={THEMES.map((theme) => ({ value: theme, label: t(`ui.themes.${theme}`) }))}
          />
          <RadioGroup
            legend={own('density')}
            name="density"
            columns={3}
            hint={own('densityHint')}
            defaultValue={preferences.density}
            error={errors.density}
            choices={[
              { value: 'compact', label: own('densities.compact') },
              { value: '', label: own('densities.default') },
              { value: 'comfortable', label: own('densities.comfortable') },
            ]}
          />
          <Switch
            label={own('keys')}
            description={own('keysText')}
            name="singleKeys"
            defaultChecked={preferences.singleKeys}
          />
          <Switch
            label={own('motion')}
            description={own('motionText')}
            name="lessMotion"
            defaultChecked={preferences.lessMotion}
          />
          <div>
            <SubmitButton busyLabel={own('saving')}>{own('save')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
