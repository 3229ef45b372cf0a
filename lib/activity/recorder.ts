import { database } from '@/db/database'
import { Recorder } from './record'

/** Next compiles its own copy of this module beside the one of server.ts; the recorder is one for the process. */
const shared = globalThis as { rollcallRecorder?: Recorder }

/** The recorder of this process. */
export function recorder(): Recorder {
  shared.rollcallRecorder ??= new Recorder(database())
  return shared.rollcallRecorder
}

/** Writes what the recorder of this process still holds; for the end of the process, and for tests. */
export async function flushActivity(): Promise<void> {
  await shared.rollcallRecorder?.flush()
}

/** Writes what is left and stops. */
export async function closeActivity(): Promise<void> {
  await shared.rollcallRecorder?.close()
  delete shared.rollcallRecorder
}
