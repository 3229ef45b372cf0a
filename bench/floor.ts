import { createServer } from 'node:http'
import pg from 'pg'

/**
 * The floor under every SCIM server on this machine: node:http and pg, one prepared statement for the same work,
 * and nothing else: no authentication, no tenancy, no validation, no history, no log.
 */
const [url = '', port = '0', tenantId = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 20, pipeline: true })

const GET = { name: 'floor_get', text: 'select resource from floor_users where tenant_id = $1 and id = $2' }
const FIND = {
  name: 'floor_find',
  text: 'select resource from floor_users where tenant_id = $1 and user_name_key = $2',
}
const LIST = {
  name: 'floor_list',
  text: 'select resource from floor_users where tenant_id = $1 order by id limit 100',
}
const CREATE = {
  name: 'floor_create',
  text: 'insert into floor_users (tenant_id, id, user_name_key, resource) values ($1, uuidv7(), $2, $3) returning id',
}
const REPLACE = {
  name: 'floor_replace',
  text: 'update floor_users set resource = $3 where tenant_id = $1 and id = $2 returning resource',
}
const PATCH = {
  name: 'floor_patch',
  text: 'update floor_users set resource = resource || $3::jsonb where tenant_id = $1 and id = $2 returning resource',
}
const ADD_MEMBER = {
  name: 'floor_add',
  text: 'insert into floor_members (tenant_id, group_id, user_id) values ($1, $2, $3) on conflict do nothing',
}
const REMOVE_MEMBER = {
  name: 'floor_remove',
  text: 'delete from floor_members where tenant_id = $1 and group_id = $2 and user_id = $3',
}
const REPLACE_MEMBERS = {
  name: 'floor_members',
  text: `with gone as (
           delete from floor_members where tenant_id = $1 and group_id = $2 and user_id <> all($3::uuid[]))
         insert into floor_members (tenant_id, group_id, user_id) select $1, $2, unnest($3::uuid[])
         on conflict do nothing`,
}

type Operation = { op: string; path: string; value: { value: string }[] & { active: boolean } }
type Answer = { status: number; text: string }

createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { status, text } = await answer(
    request.method ?? '',
    request.url ?? '',
    Buffer.concat(chunks).toString(),
  )
  response.writeHead(status, {
    'content-type': 'application/scim+json',
    ...(text && { 'content-length': Buffer.byteLength(text) }),
  })
  response.end(text)
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))

async function answer(method: string, url: string, body: string): Promise<Answer> {
  const [path = '', query = ''] = url.split('?')
  const [, , type, id = ''] = path.split('/')
  if (type === 'Groups') return changeGroup(method, id, body)
  if (method === 'POST') {
    const person = JSON.parse(body)
    const [made] = await run(CREATE, [tenantId, person.userName.toLowerCase(), body])
    return { status: 201, text: JSON.stringify({ ...person, id: made.id }) }
  }
  if (method === 'GET' && !id) return list(/"([^"]+)"/.exec(decodeURIComponent(query))?.[1])
  const [row] =
    method === 'GET'
      ? await run(GET, [tenantId, id])
      : method === 'PUT'
        ? await run(REPLACE, [tenantId, id, body])
        : await run(PATCH, [tenantId, id, JSON.stringify(JSON.parse(body).Operations[0].value)])
  return { status: 200, text: JSON.stringify(row.resource) }
}

async function list(userName: string | undefined): Promise<Answer> {
  const rows = userName ? await run(FIND, [tenantId, userName.toLowerCase()]) : await run(LIST, [tenantId])
  const page = { totalResults: rows.length, Resources: rows.map(({ resource }) => resource) }
  return { status: 200, text: JSON.stringify(page) }
}

async function changeGroup(method: string, id: string, body: string): Promise<Answer> {
  if (method === 'PUT') {
    const members = JSON.parse(body).members as { value: string }[]
    await run(REPLACE_MEMBERS, [tenantId, id, members.map(({ value }) => value)])
    return { status: 200, text: body }
  }
  const [{ op, path, value }] = JSON.parse(body).Operations as [Operation]
  if (op === 'add') await run(ADD_MEMBER, [tenantId, id, value[0]?.value])
  else await run(REMOVE_MEMBER, [tenantId, id, /"([^"]+)"/.exec(path)?.[1]])
  return { status: 204, text: '' }
}

async function run(statement: { name: string; text: string }, values: unknown[]) {
  const { rows } = await pool.query({ ...statement, values })
  return rows
}
