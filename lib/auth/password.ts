import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the least that OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A fingerprint of nobody's password, so that an unknown account costs the same time as a known one. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$KgVEqKi2rrFLM+bmgB1uqA$Py0lRc1fYnJw0vtgnrvLHHGDvsod47D6+6GGYXKCbVM'

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST)
}

/** Compares a password with a fingerprint, or, where there is no account, spends as long and says no. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, normal(password))
  return matches && passwordHash !== undefined
}

/** The same letters typed on another system may come as other code points. */
function normal(password: string): string {
  return password.normalize('NFKC')
}
