import { ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { Avatar } from '@/components/ui/avatar'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { myCompanies, myDeletedCompanies } from '@/lib/auth/front-door'
import { getFormatter, getTranslations } from '@/lib/auth/language'
import { currentPerson } from '@/lib/auth/session'
import { signOutAction } from '../c/[tenant]/actions'
import { DeletedCompany } from './deleted.client'
import { LinkList } from './list.client'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('frontDoor.chooseCompany.title')} · ${t('common.product')}` }
}

export default async function SelectCompanyPage() {
  const person = await currentPerson()
  if (!person) redirect(routes.signIn)
  const [companies, deleted, t, format] = await Promise.all([
    myCompanies(person),
    myDeletedCompanies(person),
    getTranslations(),
    getFormatter(),
  ])
  return (
    <CentredPage
      title={t('frontDoor.chooseCompany.title')}
      text={companies.length + deleted.length === 0 && t('frontDoor.chooseCompany.none')}
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
                prefetch={false}
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
      {deleted.length > 0 && (
        <section
          aria-labelledby="deleted"
          className="mt-4 border-t pt-4 first:mt-0 first:border-t-0 first:pt-0"
        >
          <h2 id="deleted" className="font-medium text-body">
            {t('frontDoor.chooseCompany.deleted')}
          </h2>
          <ul className="mt-1">
            {deleted.map(({ id, name, deletedBy, until }) => (
              <DeletedCompany
                key={id}
                {...{ id, name }}
                by={deletedBy}
                until={format.dateTime(until, { dateStyle: 'medium', timeStyle: 'short' })}
              />
            ))}
          </ul>
        </section>
      )}
    </CentredPage>
  )
}
