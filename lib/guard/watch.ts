import { type Database, inTenant, outsideTenants } from '@/db/client'
import { selectTenantIds } from '@/db/queries/directory-days'
import { selectIntegrations } from '@/db/queries/integrations'
import { log } from '@/lib/base/log'
import { checkIntegration } from './check'
import { restAfter } from './limits'

/** How soon after a write somebody looks whether it was one too many. */
const PAUSE_MILLISECONDS = 2_000
/** A look that takes long is followed by a pause so many times as long, so that watching costs little, within bounds. */
const REST = 20
const LONGEST_PAUSE_MILLISECONDS = 20_000

/** Next compiles its own copy of this module; integrations that wrote are noted for the whole process. */
const shared = globalThis as { rollcallWritten?: Map<string, Set<string>> }

/** Notes that an integration wrote: it is looked at soon. */
export function noteWrites(tenantId: string, integrationIds: Iterable<string>): void {
  shared.rollcallWritten ??= new Map()
  const known = shared.rollcallWritten.get(tenantId) ?? new Set()
  for (const id of integrationIds) known.add(id)
  if (known.size > 0) shared.rollcallWritten.set(tenantId, known)
}

/** Looks at every integration that wrote through this process, for as long as it lives. Returns how to stop. */
export function keepGuard(db: Database): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let looking = Promise.resolve()
  const resting = new Map<string, number>()
  const later = (milliseconds: number) => {
    if (!stopped) timer = setTimeout(look, milliseconds).unref()
  }
  const look = () => {
    const begun = Date.now()
    looking = lookAtWritten(db, resting).finally(() =>
      later(Math.min(Math.max(PAUSE_MILLISECONDS, (Date.now() - begun) * REST), LONGEST_PAUSE_MILLISECONDS)),
    )
  }
  // What another process wrote just before it ended, nobody has looked at.
  looking = noteEverybody(db)
    .catch((error: Error) =>
      log().warn({ message: error.message }, 'the guard could not ask whom to look at'),
    )
    .finally(() => later(0))
  return () => {
    stopped = true
    clearTimeout(timer)
    return looking
  }
}

async function noteEverybody(db: Database): Promise<void> {
  for (const tenantId of await outsideTenants(db, selectTenantIds)) {
    const integrations = await inTenant(db, tenantId, (tx) => selectIntegrations(tx, tenantId))
    noteWrites(
      tenantId,
      integrations.map(({ id }) => id),
    )
  }
}

async function lookAtWritten(db: Database, resting: Map<string, number>): Promise<void> {
  const written = shared.rollcallWritten ?? new Map<string, Set<string>>()
  shared.rollcallWritten = new Map()
  for (const [tenantId, integrationIds] of written) {
    for (const id of integrationIds) {
      // Who rests is looked at afterwards, also when nothing has come since: so the end of a wave is seen.
      if ((resting.get(id) ?? 0) > Date.now()) noteWrites(tenantId, [id])
      else await lookAt(db, tenantId, id, resting)
    }
  }
}

async function lookAt(
  db: Database,
  tenantId: string,
  integrationId: string,
  resting: Map<string, number>,
): Promise<void> {
  resting.delete(integrationId)
  try {
    const { losses } = await checkIntegration(db, tenantId, integrationId)
    if (losses > 0) resting.set(integrationId, Date.now() + restAfter(losses))
  } catch (error) {
    // Whoever was not looked at is the next time.
    noteWrites(tenantId, [integrationId])
    log().warn({ message: (error as Error).message }, 'the guard could not look at an integration')
  }
}
