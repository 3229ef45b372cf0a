import { type Random, randomText } from '../random'
import { replay } from '../replay'
import type { Send } from '../send'
import { SPEC_SUITE } from './spec-steps'

export type SpecSuiteOptions = {
  baseUrl: string
  /** The whole `Authorization` value, as the suite's variable `auth` is. */
  authorization: string
  send?: Send
  random?: Random
}

/** One of the suite's twelve steps: its published name, and why it failed (empty when it passed). */
export type SpecResult = {
  name: string
  passed: boolean
  reasons: string[]
  status: number | undefined
  ms: number
}

/**
 * Runs Okta's SPEC suite, without the pauses that its runner makes. It leaves one person behind, as the original does,
 * and its first two steps fail in an empty directory.
 */
export async function runSpecSuite(options: SpecSuiteOptions): Promise<SpecResult[]> {
  const { baseUrl, authorization, send, random = Math.random } = options
  const variables = { auth: authorization, ...specVariables(random) }
  const report = await replay(SPEC_SUITE, { baseUrl, token: '', variables, ...(send ? { send } : {}) })
  return report.steps.map(({ name, problems, status, ms }) => ({
    name,
    passed: problems.length === 0,
    reasons: problems,
    status,
    ms,
  }))
}

/** The suite's own generator (Initial_Script_Spec.txt): user names in mixed case, which must come back as they are. */
function specVariables(random: Random): Record<string, string> {
  const digits = () => randomText(3, '0123456789', random)
  const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const randomGivenName = `Runscope${digits()}`
  const randomFamilyName =
    randomText(1, upper, random) + randomText(8, upper.toLowerCase(), random) + digits()
  const randomUsername = `${randomGivenName}${randomFamilyName}@atko.com`
  return {
    randomGivenName,
    randomFamilyName,
    randomUsername,
    randomEmail: randomUsername,
    randomUsernameCaps: randomUsername.toUpperCase(),
    InvalidUserEmail: 'abcdefgh@atko.com',
    UserIdThatDoesNotExist: '010101001010101011001010101011',
  }
}
