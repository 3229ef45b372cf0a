import { ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { Avatar } from '@/components/ui/avatar'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { myCompanies } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import { currentPerson } from '@/lib/auth/session'
import { signOutAction } from '../c/[tenant]/actions'
import { LinkList } from './list.client'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('frontDoor.chooseCompany.title')} · ${t('common.product')}` }
}

export default async function SelectCompanyPage() {
  const person = await currentPerson()
  if (!person) redirect(routes.signIn)
  const [companies, t] = [await myCompanies(person), await getTranslations()]
  return (
    <CentredPage
      title={t('frontDoor.chooseCompany.title')}
      text={companies.length === 0 && t('frontDoor.chooseCompany.none')}
      footer={
        <form action={signOutAction} className="flex flex-wrap items-center justify-center gap-3">
          <span>{t('frontDoor.chooseCompany.signedInAs', { email: person.email })}</span>
          <SubmitButton variant="secondary" size="sm" busyLabel={t('common.signingOut')}>
            {t('common.signOut')}
          </SubmitButton>
        </form>
      }
    >
      {companies.length > 0 && (
        <LinkList>
          {companies.map((company) => (
            <li key={company.id}>
              <Link
                href={routes.overview(company.slug)}
                className="flex min-h-12 items-center gap-3 rounded-control px-2 py-1.5 transition-colors hover:bg-hover"
              >
                <Avatar name={company.name} square />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-body">{company.name}</span>
                  <span className="block text-fg-3 text-meta">
                    {t(`members.roles.${company.role}`)}
                    {company.lastVisitedAt && (
                      <>
                        {' · '}
                        {t.rich('frontDoor.chooseCompany.lastVisited', {
                          when: () => <RelativeTime at={(company.lastVisitedAt as Date).toISOString()} />,
                        })}
                      </>
                    )}
                  </span>
                </span>
                <ChevronRight className="text-fg-3" />
              </Link>
            </li>
          ))}
        </LinkList>
      )}
    </CentredPage>
  )
}
