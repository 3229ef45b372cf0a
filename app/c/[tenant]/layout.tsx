import { cookies } from 'next/headers'
import { DensityProvider } from '@/components/density.client'
import { DENSITY_COOKIE, readDensity } from '@/components/density-state'
import { SingleKeysProvider } from '@/components/keys.client'
import { KEYS_COOKIE, readKeys } from '@/components/keys-state'
import { LiveEvents } from '@/components/live/events.client'
import { Hydrate } from '@/components/live/hydrate'
import { QueryProvider } from '@/components/live/query-provider.client'
import { Shell } from '@/components/shell/shell'
import { readSidebar, SIDEBAR_COOKIE } from '@/components/shell/sidebar-state'
import { readTheme, THEME_COOKIE } from '@/components/theme'
import { myCompanies } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import { currentPerson, requireMembership, scimBaseUrl } from '@/lib/auth/session'
import { listExports } from '@/lib/export/jobs'
import { getBanner } from '@/lib/overview/banner'
import { noteVisit } from '@/lib/tenancy/members'
import { saveThemeAction } from '../../account/actions'
import { signOutAction } from './actions'
import { Banner } from './banner.client'
import { RESTING_COOKIE } from './banner-rest'
import { exportsKey } from './exports/key'
import { ExportsTray } from './exports/tray.client'
import { placeOf } from './overview/place-of'
import { SessionKeeper } from './session-keeper.client'

/** The frame of a company's pages. It shows and does not guard: each page asks for its own permission. */
export default async function CompanyLayout({ params, children }: LayoutProps<'/c/[tenant]'>) {
  const drawn = Date.now()
  const { tenant } = await params
  const { ctx, role, lastVisitedAt, session } = await requireMembership(tenant)
  const [person, jar, banner, exports, t] = await Promise.all([
    currentPerson(),
    cookies(),
    getBanner(ctx),
    listExports(ctx),
    getTranslations(),
    noteVisit(ctx, lastVisitedAt),
  ])
  const rests = banner?.mayRest && jar.get(RESTING_COOKIE)?.value === banner.id
  const pressing = banner && !rests ? { ...banner, href: placeOf(tenant, banner) } : undefined
  const companies = person ? await myCompanies(person) : []
  return (
    <QueryProvider>
      <LiveEvents tenant={tenant} drawn={drawn}>
        <SessionKeeper company={{ ...session, drawn, tenant }} />
        <Hydrate queryKey={exportsKey(tenant)} data={exports}>
          <Shell
            now={drawn}
            theme={readTheme(jar.get(THEME_COOKIE)?.value)}
            sidebarCollapsed={readSidebar(jar.get(SIDEBAR_COOKIE)?.value)}
            may={{
              audit: ctx.permissions.has('audit.read'),
              integrate: ctx.permissions.has('integrations.write'),
              token: ctx.permissions.has('tokens.write'),
              addPeople: ctx.permissions.has('directory.write'),
            }}
            baseUrl={await scimBaseUrl(tenant)}
            tools={<ExportsTray tenant={tenant} />}
            company={{ slug: tenant, name: ctx.tenantName }}
            companies={companies.map(({ slug, name }) => ({ slug, name }))}
            account={{
              name: person?.name ?? '',
              email: person?.email ?? '',
              role: t(`members.roles.${role}`),
              signOut: signOutAction,
              saveTheme: saveThemeAction,
            }}
          >
            <SingleKeysProvider on={readKeys(jar.get(KEYS_COOKIE)?.value)}>
              <DensityProvider density={readDensity(jar.get(DENSITY_COOKIE)?.value)}>
                <Banner item={pressing} />
                {children}
              </DensityProvider>
            </SingleKeysProvider>
          </Shell>
        </Hydrate>
      </LiveEvents>
    </QueryProvider>
  )
}
