import { type ComponentType, lazy, useRef } from 'react'

/**
 * A component that is fetched when it is needed, or before by `preload`. One that has been fetched is drawn at once:
 * what it takes the focus from is still there then.
 */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let here: ComponentType<Props> | undefined
  async function preload() {
    here = await load()
    return { default: here }
  }
  const Fetched = lazy(preload) as unknown as ComponentType<Props>

  function Late(props: Props) {
    const chosen = useRef<ComponentType<Props>>(undefined)
    chosen.current ??= here ?? Fetched
    const Component = chosen.current
    return <Component {...props} />
  }
  return Object.assign(Late, { preload })
}
