export const SIDEBAR_COOKIE = 'sidebar'

/** Whether the cookie's value says that the sidebar is folded to its icons. */
export const readSidebar = (value: string | undefined) => value === 'collapsed'
