import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { whereaboutsSearch } from '@/lib/directory/input'
import { findWhereabouts } from '@/lib/directory/whereabouts'
import { Verdict } from './verdict'

type Props = PageProps<'/c/[tenant]/company/target-users/why'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [ctx, t] = [await requireMember((await params).tenant, 'directory.read'), await getTranslations()]
  return { title: t('users.why.pageTitle', { company: ctx.tenantName }) }
}

/** “Why isn’t this person here?”: its question is in the address, so that an answer can be shared. */
export default async function WhyNotHerePage({ params, searchParams }: Props) {
  const { tenant } = await params
  const [ctx, t] = [await requireMember(tenant, 'directory.read'), await getTranslations()]
  const { q } = whereaboutsSearch.parse(await searchParams)
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t('users.why.crumb') },
      ]}
      title={t('users.why.title')}
      text={t('users.why.text')}
    >
      <search>
        <form
          action={routes.whyNotHere(tenant)}
          className="flex items-end gap-2 max-sm:flex-col max-sm:items-stretch"
        >
          <TextField
            key={q}
            className="flex-1"
            name="q"
            type="search"
            label={t('users.why.label')}
            defaultValue={q}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
          />
          <Button type="submit" variant="primary">
            {t('users.why.find')}
          </Button>
        </form>
      </search>
      {q !== '' && <Verdict tenant={tenant} asked={q} found={await findWhereabouts(ctx, q)} />}
    </Page>
  )
}
