import compile from 'icu-minify/compile'
import formatMessage from 'use-intl/format-message'
import deAccount from './de/account.json'
import deActivity from './de/activity.json'
import deAttributes from './de/attributes.json'
import deAudit from './de/audit.json'
import deChart from './de/chart.json'
import deCommon from './de/common.json'
import deCompanySettings from './de/company-settings.json'
import deConnect from './de/connect.json'
import deEntitlements from './de/entitlements.json'
import deErrors from './de/errors.json'
import deEvidence from './de/evidence.json'
import deExport from './de/export.json'
import deFrontDoor from './de/front-door.json'
import deGroups from './de/groups.json'
import deGuard from './de/guard.json'
import deGuides from './de/guides.json'
import deHistory from './de/history.json'
import deImport from './de/import.json'
import deInput from './de/input.json'
import deLocal from './de/local.json'
import deMapping from './de/mapping.json'
import deMembers from './de/members.json'
import deOverview from './de/overview.json'
import deProblems from './de/problems.json'
import deReviews from './de/reviews.json'
import deScimSettings from './de/scim-settings.json'
import deSecurity from './de/security.json'
import deShell from './de/shell.json'
import deStatus from './de/status.json'
import deStepUp from './de/step-up.json'
import deTable from './de/table.json'
import deTime from './de/time.json'
import deTokens from './de/tokens.json'
import deUi from './de/ui.json'
import deUsers from './de/users.json'
import deViews from './de/views.json'
import enAccount from './en/account.json'
import enActivity from './en/activity.json'
import enAttributes from './en/attributes.json'
import enAudit from './en/audit.json'
import enChart from './en/chart.json'
import enCommon from './en/common.json'
import enCompanySettings from './en/company-settings.json'
import enConnect from './en/connect.json'
import enEntitlements from './en/entitlements.json'
import enErrors from './en/errors.json'
import enEvidence from './en/evidence.json'
import enExport from './en/export.json'
import enFrontDoor from './en/front-door.json'
import enGroups from './en/groups.json'
import enGuard from './en/guard.json'
import enGuides from './en/guides.json'
import enHistory from './en/history.json'
import enImport from './en/import.json'
import enInput from './en/input.json'
import enLocal from './en/local.json'
import enMapping from './en/mapping.json'
import enMembers from './en/members.json'
import enOverview from './en/overview.json'
import enProblems from './en/problems.json'
import enReviews from './en/reviews.json'
import enScimSettings from './en/scim-settings.json'
import enSecurity from './en/security.json'
import enShell from './en/shell.json'
import enStatus from './en/status.json'
import enStepUp from './en/step-up.json'
import enTable from './en/table.json'
import enTime from './en/time.json'
import enTokens from './en/tokens.json'
import enUi from './en/ui.json'
import enUsers from './en/users.json'
import enViews from './en/views.json'
import type { Locale } from './locale'

/** Every text of the console, by area. English decides which texts there are; a hole elsewhere is no build. */
const en = {
  account: enAccount,
  activity: enActivity,
  attributes: enAttributes,
  audit: enAudit,
  chart: enChart,
  common: enCommon,
  companySettings: enCompanySettings,
  connect: enConnect,
  entitlements: enEntitlements,
  errors: enErrors,
  evidence: enEvidence,
  export: enExport,
  frontDoor: enFrontDoor,
  groups: enGroups,
  guard: enGuard,
  guides: enGuides,
  history: enHistory,
  import: enImport,
  input: enInput,
  local: enLocal,
  mapping: enMapping,
  members: enMembers,
  overview: enOverview,
  problems: enProblems,
  reviews: enReviews,
  scimSettings: enScimSettings,
  security: enSecurity,
  shell: enShell,
  status: enStatus,
  stepUp: enStepUp,
  table: enTable,
  time: enTime,
  tokens: enTokens,
  ui: enUi,
  users: enUsers,
  views: enViews,
}
export type Messages = typeof en

const de: Messages = {
  account: deAccount,
  activity: deActivity,
  attributes: deAttributes,
  audit: deAudit,
  chart: deChart,
  common: deCommon,
  companySettings: deCompanySettings,
  connect: deConnect,
  entitlements: deEntitlements,
  errors: deErrors,
  evidence: deEvidence,
  export: deExport,
  frontDoor: deFrontDoor,
  groups: deGroups,
  guard: deGuard,
  guides: deGuides,
  history: deHistory,
  import: deImport,
  input: deInput,
  local: deLocal,
  mapping: deMapping,
  members: deMembers,
  overview: deOverview,
  problems: deProblems,
  reviews: deReviews,
  scimSettings: deScimSettings,
  security: deSecurity,
  shell: deShell,
  status: deStatus,
  stepUp: deStepUp,
  table: deTable,
  time: deTime,
  tokens: deTokens,
  ui: deUi,
  users: deUsers,
  views: deViews,
}

/** Every text as the formatter of this process reads it: Next’s build takes the small one, which reads compiled texts. */
export const CATALOGUE: Readonly<Record<Locale, Messages>> = formatMessage.raw
  ? { en, de }
  : { en: compiled(en), de: compiled(de) }

/** Only plain objects travel to the browser, and those of the compiler have no prototype. */
function compiled<Tree>(tree: Tree): Tree {
  if (typeof tree === 'string') return JSON.parse(JSON.stringify(compile(tree))) as Tree
  return Object.fromEntries(
    Object.entries(tree as object).map(([name, value]) => [name, compiled(value)]),
  ) as Tree
}

/** The texts that a page carries to the browser: the guides are long and written by the server alone. */
export function browserMessages(locale: Locale): Omit<Messages, 'guides'> {
  const { guides: _, ...rest } = CATALOGUE[locale]
  return rest
}
