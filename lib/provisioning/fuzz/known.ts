import { pick, type Random } from '@/lib/idp/random'

const KEPT = 300

/** What a client has learnt from the answers so far: ids and cursors that it can name again. */
export class Known {
  readonly users: string[] = []
  readonly groups: string[] = []
  readonly cursors: string[] = []

  /** Reads the answer to anything; a list tells the ids of what is in it. */
  learn(body: unknown): void {
    if (typeof body !== 'object' || body === null) return
    const { id, meta, Resources, nextCursor } = body as Record<string, unknown>
    if (typeof nextCursor === 'string') keep(this.cursors, nextCursor)
    if (Array.isArray(Resources)) for (const one of Resources.slice(0, 5)) this.learn(one)
    const type = (meta as { resourceType?: unknown } | undefined)?.resourceType
    if (typeof id !== 'string') return
    if (type === 'User') keep(this.users, id)
    if (type === 'Group') keep(this.groups, id)
  }

  /** The value of a variable of a template. Whoever a recording names, it is anybody here. */
  valueOf(name: string, path: string, random: Random): string {
    if (name === 'unique') return `${Math.floor(random() * 60)}`
    if (name === 'cursor') return anyOf(this.cursors, random)
    const isGroup = name === 'group' || (name !== 'user' && path.startsWith('/Groups') && random() < 0.8)
    return anyOf(isGroup ? this.groups : this.users, random)
  }
}

function keep(list: string[], value: string): void {
  if (list.includes(value)) return
  if (list.length < KEPT) list.push(value)
  else list[Number.parseInt(value.slice(-2), 16) % KEPT || 0] = value
}

function anyOf(list: readonly string[], random: Random): string {
  return list.length > 0 ? pick(list, random) : '01900000-0000-7000-8000-000000000000'
}
