import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'

export default async function CompanySettingsPage({ params }: PageProps<'/c/[tenant]/company/settings'>) {
  redirect(routes.scimSettings((await params).tenant))
}
