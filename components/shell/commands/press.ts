const TYPING = 'input, textarea, select, [contenteditable=true]'
const LAYER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** True while somebody types, or a layer above the page has keys of its own. */
export function isBusy({ target }: KeyboardEvent): boolean {
  if (document.querySelector(LAYER)) return true
  return (
    target instanceof Element && target.matches(TYPING) && !target.matches('[type=checkbox], [type=radio]')
  )
}

/** Where the pages' own controls for each key are found. */
const CONTROLS = {
  search: 'main input[type=search]',
  filter: 'main [data-key=f]',
  live: 'main [data-key=l]',
  export: 'main [data-key=e]',
  copy: 'main [data-key=y]',
}

/** Presses the page's first control of that kind; a field gets the focus. */
export function press(control: keyof typeof CONTROLS): void {
  const found = document.querySelector<HTMLElement>(CONTROLS[control])
  if (!found) return
  if (found instanceof HTMLInputElement) {
    found.focus()
    found.select()
    return
  }
  found.focus()
  // Menus open by what a keyboard sends; everything else by a click.
  if (found.getAttribute('aria-haspopup') === 'menu') {
    found.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  } else found.click()
}
