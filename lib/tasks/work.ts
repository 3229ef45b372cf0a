import { type Database, outsideTenants } from '@/db/client'
import { claimTask, endTask, holdTask, putOffTask, type Task } from '@/db/queries/tasks'
import type { TaskKind } from '@/db/schema/tasks'
import { asItIs } from '@/db/shown'
import { log } from '@/lib/base/log'
import { attendExport } from '@/lib/export/run'
import { attendRestore } from '@/lib/guard/restore-run'
import { attendBringBack, attendPurgeIntegration } from '@/lib/integrations/bring-back-run'
import { attendRemap } from '@/lib/mapping/remap'
import { attendPurge } from '@/lib/tenancy/deletion'

/** Does what a task is about. Answers when it is due again, if it is. Whatever it did before it died may be done again. */
type Attend = (db: Database, task: Task, signal: AbortSignal) => Promise<Date | undefined>

const ATTENDS: Record<TaskKind, Attend> = {
  'bring-back': attendBringBack,
  export: attendExport,
  purge: attendPurge,
  'purge-integration': attendPurgeIntegration,
  remap: attendRemap,
  restore: attendRestore,
}
const KINDS = Object.keys(ATTENDS) as TaskKind[]

/** How often a process looks for what another has left. */
const LOOK_MILLISECONDS = 15_000
/** A claim ends after a minute of silence. */
const HOLD_MILLISECONDS = 20_000
const PAUSE_MILLISECONDS = 10_000

/** `isAsked`: somebody has asked since it was last looked for what is due. */
type Lane = { atWork: Promise<void> | undefined; isAsked: boolean }
type Work = { stop: AbortController; lanes: Map<TaskKind, Lane> }

/** Next compiles its own copy of this module; what is done behind the answers of a process is ended together. */
const shared = globalThis as { rollcallWork?: Work }

function work(): Work {
  shared.rollcallWork ??= { stop: new AbortController(), lanes: new Map() }
  return shared.rollcallWork
}

/**
 * Does what is due by now until nothing is, behind the answer of who asked for it: one of a kind after the other, and
 * each kind by itself, so that nobody’s people wait for somebody’s file.
 */
export async function workOffTasks(db: Database): Promise<void> {
  const { lanes, stop } = work()
  await Promise.all(
    KINDS.map((kind) => {
      const lane = lanes.get(kind) ?? { atWork: undefined, isAsked: false }
      lanes.set(kind, lane)
      lane.isAsked = true
      // Whoever’s answer it is done behind, it is not done as they read.
      lane.atWork ??= workWhileAsked(kind, lane, asItIs(db), stop.signal)
      return lane.atWork
    }),
  )
}

async function workWhileAsked(kind: TaskKind, lane: Lane, db: Database, signal: AbortSignal): Promise<void> {
  try {
    while (lane.isAsked) {
      lane.isAsked = false
      await workOff(db, kind, signal)
    }
  } catch (error) {
    log().warn({ message: (error as Error).message }, 'what is due could not be read')
  } finally {
    lane.atWork = undefined
  }
}

/** Looks now and again for what is due, also for what a process that died has left. Returns how to stop. */
export function keepWorking(db: Database): () => Promise<void> {
  const timer = setInterval(() => void workOffTasks(db), LOOK_MILLISECONDS).unref()
  void workOffTasks(db)
  return async () => {
    clearInterval(timer)
    const { stop, lanes } = work()
    stop.abort()
    await Promise.all([...lanes.values()].map(({ atWork }) => atWork))
  }
}

async function workOff(db: Database, kind: TaskKind, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const task = await outsideTenants(db, (tx) => claimTask(tx, kind))
    if (!task) return
    await attend(db, task, signal)
  }
}

async function attend(db: Database, task: Task, signal: AbortSignal): Promise<void> {
  const holding = setInterval(() => {
    outsideTenants(db, (tx) => holdTask(tx, task)).catch(() => {})
  }, HOLD_MILLISECONDS)
  try {
    const again = await ATTENDS[task.kind](db, task, signal)
    clearInterval(holding)
    await outsideTenants(db, (tx) =>
      again ? putOffTask(tx, { ...task, attempts: 0 }, again) : endTask(tx, task),
    )
  } catch (error) {
    clearInterval(holding)
    if (!signal.aborted) log().error({ err: error, kind: task.kind }, 'what was due went wrong')
    // Being stopped is no fault of the task: whoever looks next takes it up at once.
    const next = signal.aborted
      ? { attempts: task.attempts - 1, wait: 0 }
      : { attempts: task.attempts, wait: PAUSE_MILLISECONDS }
    await outsideTenants(db, (tx) =>
      putOffTask(tx, { ...task, attempts: next.attempts }, new Date(Date.now() + next.wait)),
    ).catch(() => {})
  }
}
