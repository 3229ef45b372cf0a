/** What a list is called: the table, so many of it, none found, not loaded, and so many new ones waiting. */
export type ListWord = 'table' | 'count' | 'none' | 'failed' | 'waiting'
export type ListWords = (word: ListWord, values: { count: number }) => string
