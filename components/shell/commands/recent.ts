const KEPT = 5

const keyOf = (tenant: string) => `recent-commands-${tenant}`

/** The ids of what was chosen last in this browser, the latest first. */
export function recentCommands(tenant: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(tenant)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}

/** Remembers a choice. Pages and actions only: names of people are not left in a browser. */
export function rememberCommand(tenant: string, id: string): void {
  if (!/^(page|action)-/.test(id)) return
  const ids = [id, ...recentCommands(tenant).filter((each) => each !== id)].slice(0, KEPT)
  try {
    localStorage.setItem(keyOf(tenant), JSON.stringify(ids))
  } catch {
    // A browser that keeps nothing has nothing recent.
  }
}
