import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { PageHeader } from '@/components/shell/page-header'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations } from '@/lib/auth/language'

type Tab = 'profile' | 'preferences' | 'sessions'
const TABS: readonly Tab[] = ['profile', 'preferences', 'sessions']

/** `Preferences · Account · Rollcall` */
export async function accountTitle(tab: Tab): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t(`account.tabs.${tab}`)} · ${t('account.title')} · ${t('common.product')}` }
}

/** One page about oneself, 720 px wide. */
export async function AccountFrame({ email, children }: { email: string; children: ReactNode }) {
  const t = await getTranslations()
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto w-full max-w-[768px] flex-1 px-4 py-6 outline-none md:px-6"
    >
      <PageHeader
        title={t('account.title')}
        text={
          <>
            <span className="block">{t('account.signedInAs', { email })}</span>
            {t('account.text')}
          </>
        }
      >
        <TabLinks
          label={t('account.tabs.label')}
          tabs={TABS.map((tab) => ({ href: routes.account(tab), label: t(`account.tabs.${tab}`) }))}
        />
      </PageHeader>
      <div className="flex flex-col gap-6 pt-5">{children}</div>
    </main>
  )
}
