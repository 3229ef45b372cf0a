import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { isSetUp, myCompanies } from '@/lib/auth/front-door'
import { currentPerson } from '@/lib/auth/session'

/** Sends everybody where they belong: to set-up, sign-in, their company, or the choice of one. */
export default async function Home() {
  const person = await currentPerson()
  if (!person) redirect((await isSetUp()) ? routes.signIn : routes.setup)
  const [company, ...others] = await myCompanies(person)
  redirect(company && others.length === 0 ? routes.overview(company.slug) : routes.selectCompany)
}
