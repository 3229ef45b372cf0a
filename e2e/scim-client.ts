export type Answer = {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
  body: any
  text: string
}

export type Call = { headers?: Record<string, string>; body?: unknown; raw?: string | Uint8Array }

/** A plain SCIM client: sends what it is told and answers what came back. */
export class ScimClient {
  constructor(
    readonly baseUrl: string,
    readonly token: string,
  ) {}

  async send(method: string, path: string, call: Call = {}): Promise<Answer> {
    const body = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        Accept: 'application/scim+json',
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/scim+json; charset=utf-8' }),
        ...call.headers,
      },
      ...(body !== undefined && { body: body as BodyInit }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }

  get = (path: string, call?: Call) => this.send('GET', path, call)
  post = (path: string, body: unknown, call?: Call) => this.send('POST', path, { ...call, body })
  put = (path: string, body: unknown, call?: Call) => this.send('PUT', path, { ...call, body })
  patch = (path: string, operations: unknown[], call?: Call) =>
    this.send('PATCH', path, {
      ...call,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
    })
  delete = (path: string, call?: Call) => this.send('DELETE', path, call)

  /** Adds a person and answers the id. */
  async addUser(userName: string, more: Record<string, unknown> = {}): Promise<string> {
    const { status, body, text } = await this.post('/Users', { ...user(userName), ...more })
    if (status !== 201) throw new Error(`POST /Users answered ${status}: ${text}`)
    return body.id
  }

  /** Adds a group and answers the id. */
  async addGroup(displayName: string, members: string[] = []): Promise<string> {
    const { status, body, text } = await this.post('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName,
      members: members.map((value) => ({ value })),
    })
    if (status !== 201) throw new Error(`POST /Groups answered ${status}: ${text}`)
    return body.id
  }

  /** The ids of a group's members. */
  async membersOf(groupId: string): Promise<string[]> {
    const { body } = await this.get(`/Groups/${groupId}`)
    return (body.members ?? []).map((member: { value: string }) => member.value).sort()
  }
}

/** What an error says, without the reference that every detail ends with. */
export function sentenceOf({ body }: Answer): string {
  return String(body.detail).replace(/ Ref [0-9A-F]{8}$/, '')
}

/** A person as an identity provider sends one. */
export function user(userName: string): Record<string, unknown> {
  const [givenName = userName] = userName.split('@')
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName, familyName: 'Example' },
    emails: [
      { value: userName.includes('@') ? userName : `${userName}@acme.example`, type: 'work', primary: true },
    ],
    active: true,
  }
}
