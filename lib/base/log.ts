import { type Logger, pino } from 'pino'
import { env } from './env'

const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'token']

let logger: Logger | undefined

/** The log of this process: one JSON line for each event on standard output, without secrets. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL ?? (env().NODE_ENV === 'test' ? 'silent' : 'info'),
    base: null,
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  })
  return logger
}
