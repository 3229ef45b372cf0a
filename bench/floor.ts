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
  text: 'insert into floor_users (tenant_id, id, user_name_key, resource) values ($1, gen_random_uuid(), $2, $3) returning id',
}
const UPDATE = {
  name: 'floor_update',
  text: 'update floor_users set resource = $3 where tenant_id = $1 and id = $2 returning resource',
}
const ADD_MEMBER = {
  name: 'floor_member',
  text: `insert into floor_members (tenant_id, group_id, user_id) values ($1, $2, $3)
         on conflict (tenant_id, group_id, user_id) do update set user_id = excluded.user_id`,
}

const server = createServer(async (request, response) => {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const [, , type, id = ''] = path.split('/')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : ''
  const answer = (status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'application/scim+json' })
    response.end(text)
  }
  if (type === 'Groups') {
    await pool.query({ ...ADD_MEMBER, values: [tenantId, id, JSON.parse(body).Operations[0].value[0].value] })
    return answer(204, '')
  }
  if (request.method === 'POST') {
    const { rows } = await pool.query({
      ...CREATE,
      values: [tenantId, JSON.parse(body).userName.toLowerCase(), body],
    })
    return answer(201, JSON.stringify({ ...JSON.parse(body), id: rows[0].id }))
  }
  if (request.method === 'PUT' || request.method === 'PATCH') {
    const { rows } = await pool.query({ ...UPDATE, values: [tenantId, id, body] })
    return answer(200, JSON.stringify(rows[0].resource))
  }
  if (id) {
    const { rows } = await pool.query({ ...GET, values: [tenantId, id] })
    return answer(200, JSON.stringify(rows[0].resource))
  }
  const filter = /"([^"]+)"/.exec(decodeURIComponent(query))?.[1]
  const { rows } = filter
    ? await pool.query({ ...FIND, values: [tenantId, filter.toLowerCase()] })
    : await pool.query({ ...LIST, values: [tenantId] })
  return answer(
    200,
    JSON.stringify({ totalResults: rows.length, Resources: rows.map((row) => row.resource) }),
  )
})
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))
