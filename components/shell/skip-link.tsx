import { Words } from '../messages.client'

export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 start-2 z-50 -translate-y-16 rounded-control border bg-surface px-3 py-2 font-medium text-accent-text text-body shadow-float focus:translate-y-0"
    >
      <Words of="shell.skip" />
    </a>
  )
}
