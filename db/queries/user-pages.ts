import { askInTenant, type Database, inTenant, type Statement } from '../client'
import { NOBODY, seenTotal } from './counts'
import { addIndirectGroups } from './nested-groups'
import type { UserText } from './user-texts'
import type { GroupOfUser } from './users'
import { groupSeenBy } from './viewer'

/** Between fields, and between people or groups. JSON writes both otherwise, and nothing else here holds them. */
const FIELD = '\x1f'
const PERSON = '\x1e'
const GROUP = PERSON

const PART =
  'select u.id, u.version, u.created_at, u.modified_at, u.resource from users u where u.tenant_id = $1'

/**
 * Each part comes from one index in its order, and stops when the page is full: of others’ people, however many, none
 * is even passed over. That the second part is all of one manager is said as an order, so that no other index fits.
 */
const PAGE = `page as materialized (
  select x.* from (
    (${PART} and u.manager_id is null and u.id > $3 order by u.manager_id, u.id limit $4)
    union all
    (${PART} and (u.manager_id, u.id) > ($2, $3) and u.manager_id <= $2 and u.deleted_at is null
     order by u.manager_id, u.id limit $4)) x
  order by x.id limit $4)`

/** Instants are dear to write, and most people are as they came. */
const MODIFIED = `case when p.modified_at <> p.created_at then p.modified_at::text else '' end`

const PEOPLE = `(select string_agg(p.id || E'\\x1f' || p.version || E'\\x1f' || p.created_at || E'\\x1f' || ${MODIFIED}
    || E'\\x1f' || p.resource, E'\\x1e' order by p.id) from page p)`

/** Each group once, with those of the page who are in it. */
const MEMBERSHIPS = `(select string_agg(x.of_group, E'\\x1e') from (
  select (select to_json(g.display_name)::text from groups g where g.tenant_id = $1 and g.id = y.group_id
    and ${groupSeenBy('g', '$2')}) || y.people as of_group
  from (
    select m.group_id, E'\\x1f' || m.group_id || E'\\x1f' || string_agg(m.user_id::text, ',') as people
    from group_members m where m.tenant_id = $1 and m.user_id = any(array(select id from page))
    group by m.group_id) y) x)`

const TOTAL = seenTotal(`'user'`, '$2')

const NESTED = 'exists (select from group_groups n where n.tenant_id = $1)'

const SELECT: Statement = {
  name: 'page_of_users',
  text: `with ${PAGE} select ${PEOPLE} as people, null as memberships, false as nested, ${TOTAL} as total`,
}

/** The same with everybody's groups. */
export const SELECT_WITH_GROUPS: Statement = {
  name: 'page_of_users_with_groups',
  text: `with ${PAGE} select ${PEOPLE} as people, ${MEMBERSHIPS} as memberships, ${NESTED} as nested, ${TOTAL} as total`,
}

type Page = { people: string | null; memberships: string | null; nested: boolean; total: number }

/**
 * A page of all whom an integration sees, in the order of their ids after `after`, and how many those are in all: what
 * an import asks for again and again. One statement in one flight, and one text of a hundred people: taking rows of
 * many columns apart costs more than reading them.
 */
export async function selectUsersAfter(
  db: Database,
  tenantId: string,
  integrationId: string,
  page: { after: string | undefined; limit: number; withGroups: boolean },
): Promise<{ total: number; rows: UserText[] }> {
  const statement = page.withGroups ? SELECT_WITH_GROUPS : SELECT
  const values = [tenantId, integrationId, page.after ?? NOBODY, page.limit]
  const [[found]] = (await askInTenant(db, tenantId, [[statement, values]])) as [[Page]]
  const groups = groupsOf(found.memberships)
  const rows = found.people?.split(PERSON).map((person) => readPerson(person, groups)) ?? []
  if (!found.nested || rows.length === 0) return { total: found.total, rows }
  const nested = rows.map((row) => ({ ...row, nested: true }))
  return {
    total: found.total,
    rows: await inTenant(db, tenantId, (tx) => addIndirectGroups(tx, tenantId, integrationId, nested)),
  }
}

function readPerson(text: string, groups: ReadonlyMap<string, GroupOfUser[]>): UserText {
  // Cut by hand: for a hundred people, lists of their fields are half as dear again.
  const version = text.indexOf(FIELD) + 1
  const created = text.indexOf(FIELD, version) + 1
  const modified = text.indexOf(FIELD, created) + 1
  const resource = text.indexOf(FIELD, modified) + 1
  const id = text.slice(0, version - 1)
  const createdAt = text.slice(created, modified - 1)
  return {
    id,
    version: Number(text.slice(version, created - 1)),
    createdAt,
    modifiedAt: text.slice(modified, resource - 1) || createdAt,
    resource: text.slice(resource),
    groups: groups.get(id) ?? [],
  }
}

/** The groups of each person by id. */
function groupsOf(memberships: string | null): Map<string, GroupOfUser[]> {
  const groups = new Map<string, GroupOfUser[]>()
  const read = memberships?.split(GROUP).map((group) => group.split(FIELD)) ?? []
  read.sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1))
  for (const [display = '', value = '', people = ''] of read) {
    const group = { value, display: JSON.parse(display) as string }
    for (const id of people.split(',')) {
      const known = groups.get(id)
      if (known) known.push(group)
      else groups.set(id, [group])
    }
  }
  return groups
}
