import { newId } from '@/lib/base/id'
import type { MessageKey } from '@/lib/messages/text'

export const TEST_STEPS = ['reach', 'auth', 'create', 'patch', 'deactivate', 'remove'] as const
export type TestStep = (typeof TEST_STEPS)[number]

/** What one step proved, or why it did not; what comes after a failure is not tried. */
export type TestResult = {
  step: TestStep
  outcome: 'passed' | 'failed' | 'skipped'
  milliseconds: number
  reason?: MessageKey & `connect.test.reason.${string}`
  /** What goes into the reason: a status, or what the network said. */
  values?: Record<string, string | number>
}

const TIMEOUT_MILLISECONDS = 10_000
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

type Answer = { status: number; isScim: boolean; body: { id?: string; active?: boolean; title?: string } }
type Fault = Pick<TestResult, 'reason' | 'values'>
type Call = (method: string, path: string, body?: unknown) => Promise<Answer>

/** Runs the steps one after the other against the base URL; never throws. */
export async function runSteps(baseUrl: string, token: string, writes: boolean): Promise<TestResult[]> {
  const call = callerOf(baseUrl, token)
  const person: { id?: string } = {}
  const work: Record<TestStep, () => Promise<Fault | undefined>> = {
    reach: async () => notScim(await call('GET', '/ServiceProviderConfig')),
    auth: async () => {
      const answer = await call('GET', '/Users?count=1')
      return answer.status === 401 ? { reason: 'connect.test.reason.authorization' } : unexpected(answer, 200)
    },
    create: async () => {
      const answer = await call('POST', '/Users', throwAway())
      if (answer.body.id) person.id = answer.body.id
      return unexpected(answer, 201)
    },
    patch: async () => {
      const operations = [{ op: 'replace', path: 'title', value: 'Changed' }]
      const answer = await call('PATCH', `/Users/${person.id}`, patchOf(operations))
      return refusedMethod(answer) ?? unexpected(answer, 200) ?? notTrue(answer.body.title === 'Changed')
    },
    deactivate: async () => {
      const answer = await call(
        'PATCH',
        `/Users/${person.id}`,
        patchOf([{ op: 'replace', value: { active: false } }]),
      )
      return unexpected(answer, 200) ?? notTrue(answer.body.active === false)
    },
    remove: async () => unexpected(await call('DELETE', `/Users/${person.id}`), 204),
  }
  const results: TestResult[] = []
  for (const step of writes ? TEST_STEPS : TEST_STEPS.slice(0, 2)) {
    const failed = results.some(({ outcome }) => outcome === 'failed')
    const isPointless = failed && (step !== 'remove' || !person.id)
    results.push(isPointless ? { step, outcome: 'skipped', milliseconds: 0 } : await timed(step, work[step]))
  }
  return results
}

async function timed(step: TestStep, work: () => Promise<Fault | undefined>): Promise<TestResult> {
  const started = performance.now()
  const fault = await work().catch(networkFault)
  const milliseconds = Math.round(performance.now() - started)
  return fault
    ? { step, outcome: 'failed', milliseconds, ...fault }
    : { step, outcome: 'passed', milliseconds }
}

function callerOf(baseUrl: string, token: string): Call {
  return async (method, path, body) => {
    const response = await fetch(baseUrl + path, {
      method,
      // An answer that leads elsewhere is a fault to be told of, not an address to be called.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      headers: {
        Accept: 'application/scim+json',
        Authorization: `Bearer ${token}`,
        'User-Agent': 'Rollcall connection test',
        ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const isScim = /^application\/(scim\+)?json/.test(response.headers.get('content-type') ?? '')
    const text = await response.text()
    return { status: response.status, isScim, body: isScim && text ? JSON.parse(text) : {} }
  }
}

/** Any answer of ours will do here, a 401 too: it came from this endpoint. */
function notScim(answer: Answer): Fault | undefined {
  if (answer.status >= 300 && answer.status < 400) {
    return { reason: 'connect.test.reason.redirect', values: { status: answer.status } }
  }
  if (answer.isScim && (answer.status === 200 || answer.status === 401)) return undefined
  return { reason: 'connect.test.reason.foreignAnswer', values: { status: answer.status } }
}

function refusedMethod(answer: Answer): Fault | undefined {
  const isRefused = !answer.isScim && [400, 403, 405, 501].includes(answer.status)
  return isRefused
    ? { reason: 'connect.test.reason.method', values: { method: 'PATCH', status: answer.status } }
    : undefined
}

function unexpected(answer: Answer, status: number): Fault | undefined {
  return answer.status === status
    ? undefined
    : { reason: 'connect.test.reason.status', values: { status: answer.status, expected: status } }
}

function notTrue(isTrue: boolean): Fault | undefined {
  return isTrue ? undefined : { reason: 'connect.test.reason.body' }
}

/** What Node calls the ways in which a name, a connection or a certificate fails. */
function networkFault(error: unknown): Fault {
  const { code = '', name = '' } = ((error as Error).cause ?? error) as { code?: string; name?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { reason: 'connect.test.reason.dns' }
  if (/CERT|SELF_SIGNED|TLS|SSL|ALTNAME/.test(code)) {
    return { reason: 'connect.test.reason.tls', values: { code } }
  }
  if (name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return { reason: 'connect.test.reason.timeout' }
  }
  return { reason: 'connect.test.reason.network', values: { code: code || name } }
}

function throwAway(): Record<string, unknown> {
  const userName = `connection-test-${newId()}@rollcall.invalid`
  return {
    schemas: [USER],
    userName,
    name: { givenName: 'Connection', familyName: 'Test' },
    displayName: 'Connection Test',
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  }
}

function patchOf(operations: unknown[]): Record<string, unknown> {
  return { schemas: [PATCH_OP], Operations: operations }
}
