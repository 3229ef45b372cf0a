import { TokenHolder } from './token-holder.client'

/** Mounts the holder above the wizard and the pages of an integration, so that a new token survives the way. */
export default function ScimSettingsLayout({ children }: LayoutProps<'/c/[tenant]/company/settings/scim'>) {
  return <TokenHolder>{children}</TokenHolder>
}
