import { Fragment } from 'react'

/** `**…**` as it stands on the provider's screen, and `` `…` `` as code. */
export function Marked({ text }: { text: string }) {
  return text.split(/(\*\*.+?\*\*|`.+?`)/).map((part, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a text never move
    if (part.startsWith('**')) {
      return (
        <b key={index} className="font-medium text-fg">
          {part.slice(2, -2)}
        </b>
      )
    }
    if (part.startsWith('`')) {
      return (
        <code key={index} className="font-mono text-code">
          {part.slice(1, -1)}
        </code>
      )
    }
    return <Fragment key={index}>{part}</Fragment>
    // biome-ignore-end lint/suspicious/noArrayIndexKey: the parts of a text never move
  })
}
