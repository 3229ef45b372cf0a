import { resolve } from 'node:path'
import { z } from 'zod'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const schema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3000),
  /** The address to listen on; unset, every address of the machine. */
  HOST: z.string().optional(),
  /** How many processes answer at the port; more than one make use of more processors. */
  WORKERS: z.coerce.number('must be a number of processes').int().min(1).max(64).default(1),
  /** A PostgreSQL of one's own; unset, the embedded one is started. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must look like postgresql://…' }).optional(),
  /** Where the embedded database and the generated secrets lie, as an absolute path. */
  ROLLCALL_DATA_DIR: z
    .string()
    .default('.rollcall')
    .transform((directory) => resolve(directory)),
  /** The origin that the world sees, such as https://rollcall.example: the start of every base URL. */
  ROLLCALL_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must look like https://rollcall.example' })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** The origin that base URLs start with instead, where SCIM has a host of its own. */
  SCIM_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must look like https://scim.rollcall.example' })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** How many proxies of one's own stand in front: so many entries of X-Forwarded-For are believed. */
  TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(16).default(0),
  /** How many SCIM requests a second one token may send; unset, as many as it likes. Entra ID needs 25. */
  SCIM_REQUESTS_PER_SECOND: z.coerce
    .number('must be a number of requests')
    .int()
    .min(25, 'must be at least 25')
    .optional(),
  NEXTAUTH_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).optional(),
})

export type Env = z.infer<typeof schema>

/**
 * Reads the settings of a process. An empty variable counts as unset.
 * @throws Error with one line that names each variable that is wrong and why, never its value
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = schema.safeParse(set)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new Error(`The environment does not fit: ${faults.join('; ')}.`)
}

let current: Env | undefined

/** The settings of this process, read on first use. */
export function env(): Env {
  current ??= readEnv(process.env)
  return current
}
