import type { Messages } from './catalogue'
import type { LanguageTag } from './locale'

declare module 'use-intl' {
  interface AppConfig {
    Locale: LanguageTag
    Messages: Messages
  }
}
