/** How the palette looks, and what stands in for it. */
export const paletteClass =
  'fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-[600px] animate-fade-in overflow-hidden rounded-dialog border bg-surface shadow-float outline-none max-sm:top-4'
export const paletteInputClass =
  'h-12 w-full border-b bg-transparent px-4 text-body text-fg outline-none placeholder:text-fg-3 max-sm:text-touch'
