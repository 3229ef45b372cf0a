import type { ReactNode } from 'react'
import type { toast as Sonner } from 'sonner'

let isReady: (shown: typeof Sonner) => void = () => {}
const shown = new Promise<typeof Sonner>((resolve) => {
  isReady = resolve
})

/** What `Toaster` says once toasts can be seen. */
export const toastsAreReady = (sonner: typeof Sonner) => isReady(sonner)

type Name = 'success' | 'error' | 'info'
const saying = (name: Name) => (text: ReactNode) => void shown.then((sonner) => sonner[name](text))

/** Says how your own act went, as soon as it can be said: toasts are fetched with the first touch of a page. */
export const toast = {
  success: saying('success'),
  error: saying('error'),
  info: saying('info'),
  /** Says how something goes on, and how it ended; an end without words takes back what was said. */
  promise<Data>(
    work: Promise<Data>,
    says: {
      loading: ReactNode
      success: (data: Data) => ReactNode
      error: (failure: Error) => ReactNode
    },
  ) {
    work.catch(() => {})
    void shown.then((sonner) => {
      const id = sonner.loading(says.loading)
      const end = (as: 'success' | 'error', text: ReactNode) =>
        text === undefined ? sonner.dismiss(id) : sonner[as](text, { id })
      work.then(
        (data) => end('success', says.success(data)),
        (failure: Error) => end('error', says.error(failure)),
      )
    })
  },
}
