import { inTenant, sql } from '@/db/client'
import { asAdmin } from '@/db/testing/database'
import {
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testIntegration,
} from '@/lib/provisioning/testing'
import { URN } from '@/lib/scim'
import { checkIntegration } from './check'

/** For tests: an integration with people and what its identity provider does to them, through the endpoint. */
export async function guardedIntegration(endpoint: TestEndpoint, people: number) {
  const okta = await testIntegration(endpoint.db)
  const scim = testClient(okta)
  const must = async (...call: Parameters<typeof scim>) => {
    const answer = await scim(...call)
    if (answer.status >= 300) throw new Error(`${call[0]} ${call[1]}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const add = async (name: string) => {
    const body = {
      userName: `${name}@acme.example`,
      externalId: `ext-${name}`,
      displayName: `Person ${name}`,
      emails: [{ value: `${name}@acme.example`, type: 'work', primary: true }],
      [URN.ENTERPRISE_USER]: { department: 'Assembly', employeeNumber: name },
    }
    return (await must('POST', '/Users', body)).id as string
  }
  const ids: string[] = []
  for (let n = 0; n < people; n++) ids.push(await add(String(n).padStart(3, '0')))
  return {
    ...okta,
    ids,
    scim,
    must,
    add,
    group: async (displayName: string, members: readonly string[]) =>
      (await must('POST', '/Groups', { displayName, members: members.map((value) => ({ value })) }))
        .id as string,
    setActive: async (of: readonly string[], active: boolean) => {
      for (const id of of) {
        const Operations = [{ op: 'replace', value: { active } }]
        await must('PATCH', `/Users/${id}`, { schemas: [URN.PATCH_OP], Operations })
      }
    },
    remove: async (of: readonly string[]) => {
      for (const id of of) await must('DELETE', `/Users/${id}`)
    },
    check: async () => (await checkIntegration(endpoint.db, okta.ctx.tenantId, okta.integrationId)).moved,
    alarms: () => alarmsOf(endpoint, okta),
    /** Has everything that was lost so far be lost so many minutes earlier. */
    passes: (minutes: number) =>
      asAdmin(
        endpoint.adminUrl,
        `update changes set at = at - interval '${minutes} minutes' where tenant_id = '${okta.ctx.tenantId}';
         update problems set first_at = first_at - interval '${minutes} minutes', last_at = last_at - interval '${minutes} minutes'
         where tenant_id = '${okta.ctx.tenantId}'`,
      ),
  }
}

export type Guarded = Awaited<ReturnType<typeof guardedIntegration>>

export type AlarmSeen = {
  id: string
  group: string | null
  times: number
  lost: number
  before: number
  ended: string | null
}

function alarmsOf({ db }: TestEndpoint, { ctx }: TestIntegration): Promise<AlarmSeen[]> {
  return inTenant(db, ctx.tenantId, (tx) =>
    tx.select<AlarmSeen>(sql`
      select id, facts -> 'group' ->> 'name' as "group", times, (facts -> 'lost')::int as lost,
        (facts -> 'before')::int as before, facts -> 'ended' ->> 'as' as ended
      from problems where cause = 'mass-change' order by id`),
  )
}
