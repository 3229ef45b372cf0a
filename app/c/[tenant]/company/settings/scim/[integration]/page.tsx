import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'

export default async function IntegrationPage({
  params,
}: PageProps<'/c/[tenant]/company/settings/scim/[integration]'>) {
  const { tenant, integration } = await params
  redirect(routes.integrationTab(tenant, integration, 'overview'))
}
