import type { ReactNode } from 'react'

/** Tags of the guides' texts: `<b>` is written so on the provider's screen, `<c>` is code. */
export const marks = {
  b: (text: ReactNode) => (
    <b className="rounded-tag bg-subtle px-0.5 py-px font-medium text-cell text-fg [box-decoration-break:clone]">
      {text}
    </b>
  ),
  c: (text: ReactNode) => <code className="font-mono text-code">{text}</code>,
}
