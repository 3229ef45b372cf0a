/** What the member's role may do here, as far as commands depend on it. */
export type May = { audit: boolean; integrate: boolean; token: boolean; addPeople: boolean }
