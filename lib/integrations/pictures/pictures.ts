import { type Guide, labelIn, type Step, type StepId } from '../guides'
import { ENTRA } from './entra'
import { JUMPCLOUD } from './jumpcloud'
import { OKTA } from './okta'
import { OTHERS } from './others'
import type { Facts, Picture } from './picture'

const PICTURES: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  ...OKTA,
  ...ENTRA,
  ...JUMPCLOUD,
  ...OTHERS,
}

/** Stands where the token goes: a picture shows its beginning, which is that of every token. */
const TOKEN = 'rollcall_scim_••••••••••••'

/** The provider's screen of a step, with the values of this integration, where one is drawn. */
export function pictureOf(
  guide: Guide,
  { id, app = '' }: Step,
  { baseUrl, company }: { baseUrl: string; company: string },
): Picture | undefined {
  return PICTURES[id]?.({
    url: baseUrl + (guide.suffix ?? ''),
    token: (guide.prefix ?? '') + TOKEN,
    userName: guide.userName ?? '',
    company,
    app,
    labels: {
      url: labelIn(guide, 'url'),
      token: labelIn(guide, 'token'),
      userName: labelIn(guide, 'user-name'),
    },
    tokenAct: guide.prefix ? 'bearerToken' : 'token',
  })
}
