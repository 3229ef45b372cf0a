import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'

export default function AccountPage() {
  redirect(routes.account('profile'))
}
