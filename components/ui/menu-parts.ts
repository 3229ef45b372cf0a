import type { DropdownMenu } from 'radix-ui'
import { createContext, useContext } from 'react'

/** What the items of an open menu are made of: it comes with the menu, which is fetched late. */
export const MenuParts = createContext<typeof DropdownMenu | undefined>(undefined)

export function useMenuParts(): typeof DropdownMenu {
  const parts = useContext(MenuParts)
  if (!parts) throw new Error('An item stands in a menu.')
  return parts
}
