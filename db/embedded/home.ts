import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, canEnter, handOver, isRoot, serviceAccount } from './account'

/** Where a cluster lies, and who owns it and runs it. */
export type Home = { readonly directory: string; readonly account: Account }

/** Root may keep a project where no other account can go; its database then lies here. */
const SHARED = '/var/lib/rollcall'

/**
 * Opens `postgres` in the data directory, made when it is missing. As root it belongs to another account,
 * and where that account could not reach it, it is a symbolic link to a directory in /var/lib/rollcall.
 */
export async function openHome(dataDirectory: string): Promise<Home> {
  const place = join(dataDirectory, 'postgres')
  const account = isRoot() ? (ownerOf(place) ?? serviceAccount()) : undefined
  const found = lstatSync(place, { throwIfNoEntry: false })
  const isShared = found ? found.isSymbolicLink() : !(await canEnter(account, dataDirectory))
  const directory = isShared ? sharedHome(place) : place
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 })
  if (account && statSync(directory).uid === 0) await handOver(directory, account)
  if (await canEnter(account, directory)) return { directory, account }
  throw new Error(
    `The database in ${place} belongs to another account, or lies where its account cannot go. ` +
      'Start Rollcall as its owner, or set ROLLCALL_DATA_DIR to another directory.',
  )
}

/** Links `place` to its directory under /var/lib/rollcall; that of a project that was moved comes along. */
function sharedHome(place: string): string {
  const own = join(SHARED, createHash('sha256').update(place).digest('hex').slice(0, 16))
  const linked = existsSync(place) ? readlinkSync(place) : undefined
  if (linked === own) return own
  mkdirSync(SHARED, { recursive: true, mode: 0o755 })
  // A copied project has the link too, but there the database stays with the original.
  const isMoved = linked && !existsSync(own) && !existsSync(readFileSync(join(linked, 'project'), 'utf8'))
  if (isMoved) renameSync(linked, own)
  else mkdirSync(own, { recursive: true, mode: 0o700 })
  writeFileSync(join(own, 'project'), place)
  rmSync(place, { force: true })
  symlinkSync(own, place)
  return own
}

/** The owner of an existing cluster goes on owning it, whatever accounts the machine has by now. */
function ownerOf(place: string): Account {
  const { uid, gid } = statSync(place, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  return uid === 0 ? undefined : { uid, gid }
}
