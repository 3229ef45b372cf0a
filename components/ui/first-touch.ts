const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'touchstart', 'submit'] as const

/** Runs `act` once, when somebody first moves, touches or types. Returns how to call it off. */
export function onFirstTouch(act: () => void): () => void {
  const off = new AbortController()
  for (const sign of SIGNS) {
    window.addEventListener(
      sign,
      () => {
        if (off.signal.aborted) return
        off.abort()
        act()
      },
      { capture: true, passive: true, signal: off.signal },
    )
  }
  return () => off.abort()
}
