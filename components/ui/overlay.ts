/** What the layers that float above the page share. As high as they are: of two layers, the lower one is dimmed too. */
export const scrimClass = 'fixed inset-0 z-50 animate-fade-in bg-scrim'

export const popoverClass = 'z-50 animate-pop-in rounded-card border bg-surface p-1 text-fg shadow-float'

export const menuItemClass =
  'flex min-h-8 w-full select-none items-center gap-2 rounded-control px-2 py-1 text-start text-body outline-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-fg-3 max-sm:min-h-11 pointer-coarse:min-h-11'
