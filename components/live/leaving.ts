/** What is deleted here is soon behind; a page that cannot be left goes on after so long, in milliseconds. */
const AT_MOST_MS = 5_000

let left: { path: string; until: number } | undefined

/** The page shows what is being deleted: nothing on it is asked for again until it has been left. Answers how to stay. */
export function leavePage(): () => void {
  left = { path: location.pathname, until: Date.now() + AT_MOST_MS }
  return () => {
    left = undefined
  }
}

/** Whether the page is about to be left. */
export function isLeaving(): boolean {
  return left !== undefined && left.path === location.pathname && Date.now() < left.until
}
