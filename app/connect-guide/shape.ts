import type { getTranslations } from '@/lib/auth/language'
import type { Provider } from '@/lib/integrations/choices'
import { type Guide, labelIn } from '@/lib/integrations/guides'
import type { Shape } from './values.client'

type Translate = Awaited<ReturnType<typeof getTranslations>>

/** What a provider is called inside a sentence, and at its start. */
export function providerName(t: Translate, provider: Provider, at: 'start' | 'within' = 'within'): string {
  if (provider !== 'other') return t(`scimSettings.provider.${provider}`)
  return t(at === 'start' ? 'connect.YourClient' : 'connect.yourClient')
}

/** How the provider of a guide wants the two values. */
export function shapeOf(t: Translate, provider: Provider, guide: Guide, baseUrl: string): Shape {
  return {
    provider: providerName(t, provider, 'start'),
    url: baseUrl + (guide.suffix ?? ''),
    urlLabel: labelIn(guide, 'url'),
    tokenLabel: labelIn(guide, 'token'),
    ...(guide.prefix && { prefix: guide.prefix }),
    ...(guide.userName && { userName: { value: guide.userName, label: labelIn(guide, 'user-name') } }),
  }
}
