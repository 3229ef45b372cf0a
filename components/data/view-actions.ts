import type { ActionResult } from '@/lib/base/action-result'
import type { SavedView } from '@/lib/views/views'

/** Server actions of a list, each for the company and list that they are bound to. */
export type ViewActions = {
  save: (form: FormData) => Promise<ActionResult<SavedView>>
  update: (id: string, query: string) => Promise<ActionResult<null>>
  rename: (id: string, form: FormData) => Promise<ActionResult<null>>
  remove: (id: string) => Promise<ActionResult<null>>
}

/** A view that nobody saved and nobody can change. */
export type StandingView = { name: string; query: string }
