import {
  cloneElement,
  isValidElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefCallback,
  use,
  useLayoutEffect,
  useRef,
} from 'react'

type Handler = (event: never) => void
type Props = Record<string, unknown> & { ref?: Ref<HTMLElement> }

/** The element with more properties: its own handlers run first, its ref is kept, what it says itself stands. */
export function withProps(element: ReactNode, more: Props): ReactElement {
  const only = unwrapped(element)
  if (!isValidElement<Props>(only)) throw new Error('A trigger is one element.')
  const merged: Props = { ...more }
  for (const [name, own] of Object.entries(only.props)) {
    const theirs = more[name]
    if (own === undefined) continue
    merged[name] = /^on[A-Z]/.test(name) && theirs ? inOrder(own as Handler, theirs as Handler) : own
  }
  const { ref } = only.props
  if (more.ref) merged.ref = ref ? both(ref, more.ref) : more.ref
  return cloneElement(only, merged)
}

/** An element that the server drew may arrive later than the page around it. */
function unwrapped(node: ReactNode): ReactNode {
  const lazy = node as { $$typeof?: symbol; _payload?: Promise<ReactNode> } | null | undefined
  return lazy?.$$typeof === Symbol.for('react.lazy') && lazy._payload ? use(lazy._payload) : node
}

const inOrder =
  (first: Handler, then: Handler): Handler =>
  (event) => {
    first(event)
    then(event)
  }

function assign(ref: Ref<HTMLElement> | undefined, element: HTMLElement | null): void {
  if (typeof ref === 'function') ref(element)
  else if (ref) ref.current = element
}

const both =
  (one: Ref<HTMLElement>, other: Ref<HTMLElement>): RefCallback<HTMLElement> =>
  (element) => {
    assign(one, element)
    assign(other, element)
  }

/**
 * Stands inside a layer where its trigger would, and hands it the element that opened it: that is on the page long
 * before the layer has been fetched.
 */
export function TriggerStandIn({ element, ref }: { element: HTMLElement | null; ref?: Ref<HTMLElement> }) {
  const latest = useRef(ref)
  latest.current = ref
  useLayoutEffect(() => {
    assign(latest.current, element)
    return () => assign(latest.current, null)
  }, [element])
  return null
}
