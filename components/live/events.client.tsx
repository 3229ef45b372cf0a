'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Topic } from '../data/search'
import { isLeaving } from './leaving'
import { type LiveState, openStream } from './stream'

const Live = createContext<LiveState | undefined>(undefined)

/** The state of the stream; undefined outside LiveEvents. */
export function useLive(): LiveState | undefined {
  return useContext(Live)
}

// People are shown with their groups and groups with their people, so each refreshes the other.
const touches: Record<Topic, readonly Topic[]> = {
  users: ['users', 'groups', 'movements'],
  groups: ['users', 'groups'],
  requests: ['requests'],
  integrations: ['integrations'],
  exports: ['exports', 'stamps'],
  stamps: ['stamps'],
  movements: ['movements'],
  reviews: ['reviews'],
}

/** What belongs together arrives within so long: a change, and the call that made it. */
const TOGETHER_MS = 200
const LISTS_EVERY_MS = 500
const PAGE_EVERY_MS = 1_000

/**
 * Listens to what changes in one company and refreshes what is on screen, almost at once: lists at most twice a second,
 * the parts drawn by the server at most once a second.
 */
export function LiveEvents({
  tenant,
  drawn,
  children,
}: {
  tenant: string
  /** When the server drew the page, in milliseconds since 1970: what changed from then on is told. */
  drawn: number
  children: ReactNode
}) {
  const client = useQueryClient()
  const router = useRouter()
  const [since] = useState(drawn)
  const [state, setState] = useState<LiveState>('connecting')

  useEffect(() => {
    const changed = new Set<Topic>()
    let lists: ReturnType<typeof setTimeout> | undefined
    let page: ReturnType<typeof setTimeout> | undefined
    let [listsAt, pageAt] = [0, 0]

    function refreshLists() {
      if (isLeaving()) {
        lists = setTimeout(refreshLists, LISTS_EVERY_MS)
        return
      }
      lists = undefined
      listsAt = Date.now()
      const stale = new Set<unknown>([...changed].flatMap((topic) => touches[topic] ?? []))
      changed.clear()
      client.invalidateQueries({
        predicate: ({ queryKey: [root, slug, topic] }) =>
          root === 'console' && slug === tenant && stale.has(topic),
      })
    }

    async function refreshPage() {
      if (isLeaving() || isDeciding()) {
        page = setTimeout(refreshPage, LISTS_EVERY_MS)
        return
      }
      page = undefined
      pageAt = Date.now()
      if (await mayRedraw(tenant)) router.refresh()
    }

    const close = openStream(`/api/console/${tenant}/events?since=${since}`, {
      onState: setState,
      onTopics: (topics) => {
        for (const topic of topics) changed.add(topic)
        const now = Date.now()
        lists ??= setTimeout(refreshLists, Math.max(TOGETHER_MS, listsAt + LISTS_EVERY_MS - now))
        // Nothing that the server draws says how far a file has come.
        if (topics.some((topic) => topic !== 'exports'))
          page ??= setTimeout(refreshPage, Math.max(TOGETHER_MS, pageAt + PAGE_EVERY_MS - now))
      },
    })
    return () => {
      close()
      clearTimeout(lists)
      clearTimeout(page)
    }
  }, [tenant, since, client, router])

  return <Live value={state}>{children}</Live>
}

/** What somebody decides about in a dialog stays on the page below, and the dialog with it, until it is closed. */
const isDeciding = () => document.querySelector('[data-keeps-page]') !== null

/**
 * A form that somebody fills in is not taken from under their hands by a page that could not be drawn: with the
 * session over, or the database away, it stays until it can be sent.
 */
async function mayRedraw(tenant: string): Promise<boolean> {
  if (!document.querySelector('main form, [role=dialog] form')) return true
  const answer = await fetch(`/api/console/${tenant}/here`).catch(() => undefined)
  return answer !== undefined && (answer.ok || answer.status === 404)
}
