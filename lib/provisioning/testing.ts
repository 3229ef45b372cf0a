import type { Database } from '@/db/client'
import { setDatabase } from '@/db/database'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { closeActivity } from '@/lib/activity/recorder'
import { sendByFetch } from '@/lib/idp/send'
import { createIntegration } from '@/lib/integrations/integrations'
import { URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { answerScim } from './route-door'

/** The endpoint on a database of its own, as the process has it; `adminUrl` is that database past every policy. */
export type TestEndpoint = { db: Database; adminUrl: string; close(): Promise<void> }

export async function testEndpoint(): Promise<TestEndpoint> {
  const server: TestDatabase = await testDatabase()
  const db = setDatabase(server.url)
  return {
    db,
    adminUrl: server.adminUrl,
    async close() {
      await closeActivity()
      await db.close()
      await server.drop()
    },
  }
}

/** An integration of a company of its own, with its token. */
export type TestIntegration = { ctx: Ctx; baseUrl: string; token: string; integrationId: string }

export async function testIntegration(
  db: Database,
  options: { groupSync?: boolean; ctx?: Ctx; name?: string } = {},
): Promise<TestIntegration> {
  const ctx = options.ctx ?? (await testContext(db))
  const { integration, token } = await createIntegration(ctx, {
    name: options.name ?? 'Corporate Okta',
    provider: 'okta',
    groupSync: options.groupSync ?? true,
  })
  return {
    ctx,
    baseUrl: `http://localhost/api/scim/${ctx.tenantSlug}`,
    token: token.clear,
    integrationId: integration.id,
  }
}

/** Sends what a client of lib/idp says to the route handler itself, without a socket. */
export const sendToEndpoint = sendByFetch((url, init) => answerScim(new Request(url, init)))

/** An answer of the endpoint; an empty body is undefined. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
export type TestAnswer = { status: number; headers: Record<string, string>; body: any }

export type TestClient = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<TestAnswer>

/** A client that sends bodies as JSON, or text as it is, with the integration's token. */
export function testClient(of: Pick<TestIntegration, 'baseUrl' | 'token'>): TestClient {
  return async (method, path, body, headers = {}) => {
    const { baseUrl, token } = of
    const answer = await sendToEndpoint({
      method,
      url: baseUrl + path,
      headers: {
        host: new URL(baseUrl).host,
        authorization: `Bearer ${token}`,
        'content-type': 'application/scim+json',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { ...answer, body: answer.body === '' ? undefined : JSON.parse(answer.body) }
  }
}

/** What tests do over and over as an identity provider; people and groups by their ids. */
export type TestDirectory = {
  user(userName: string, more?: object): Promise<string>
  group(displayName: string, memberIds?: readonly string[]): Promise<string>
  patch(path: string, ...operations: object[]): Promise<TestAnswer>
  /** The ids of a group's members, sorted. */
  members(groupId: string): Promise<string[]>
  /** What a GET shows; a status other than 200 alone. */
  read(path: string): Promise<TestAnswer['body']>
}

export function testDirectory(scim: TestClient): TestDirectory {
  const read = async (path: string) => {
    const { status, body } = await scim('GET', path)
    return status === 200 ? body : status
  }
  const create = async (path: string, body: object): Promise<string> =>
    (await scim('POST', path, body)).body.id
  return {
    read,
    user: (userName, more = {}) => create('/Users', { schemas: [URN.USER], userName, ...more }),
    group: (displayName, memberIds = []) =>
      create('/Groups', {
        schemas: [URN.GROUP],
        displayName,
        members: memberIds.map((value) => ({ value })),
      }),
    patch: (path, ...operations) => scim('PATCH', path, { schemas: [URN.PATCH_OP], Operations: operations }),
    async members(groupId) {
      const { members } = await read(`/Groups/${groupId}`)
      return members.map(({ value }: { value: string }) => value).sort()
    },
  }
}
