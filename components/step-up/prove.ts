import type { ActionResult } from '@/lib/base/action-result'

/** Shows the dialog; answers whether whoever sits there has proved that it is them. */
type Ask = () => Promise<boolean>
type Refused = Extract<ActionResult<never>, { ok: false }>

let isReady: (ask: Ask) => void = () => {}
let host = new Promise<Ask>((resolve) => {
  isReady = resolve
})

/** What the dialog’s host says once it listens, and again where another has taken its place. */
export function stepUpIsReady(ask: Ask): void {
  isReady(ask)
  host = Promise.resolve(ask)
}

let asking: Promise<boolean> | undefined

/** Asks for the password; what is refused meanwhile waits for the same answer. */
async function askForProof(): Promise<boolean> {
  asking ??= host
    .then((ask) => ask())
    .finally(() => {
      asking = undefined
    })
  return asking
}

/** Whoever was asked would not prove that it is them. */
export class Declined extends Error {}

/** Asks the JSON door for something, after the proof that it may want first. @throws Declined */
export async function fetchProving(url: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Response> {
  for (;;) {
    const response = await fetch(url, { method })
    if (response.headers.get('x-rollcall-step-up') !== 'asked') return response
    if (!(await askForProof())) throw new Declined()
  }
}

/**
 * Runs a server action, and where it is refused for want of a proof, once more after the proof, with what it was given.
 * Whoever would not prove anything finds everything as it was, and no error.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: an action that answers nothing was not refused
export async function proving<Result extends ActionResult<unknown> | void>(
  act: () => Promise<Result>,
): Promise<Result | Refused> {
  for (;;) {
    const result = await act()
    if (!result || result.ok || result.stepUp !== 'asked') return result
    if (!(await askForProof())) return { ok: false, errors: {}, stepUp: 'declined' }
  }
}
