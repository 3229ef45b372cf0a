import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'

export default async function TargetUsersPage({ params }: PageProps<'/c/[tenant]/company/target-users'>) {
  redirect(routes.users((await params).tenant))
}
