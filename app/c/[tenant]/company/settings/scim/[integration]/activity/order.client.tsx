'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'

type Order = { ids: readonly string[] }

const Ids = createContext<Order>({ ids: [] })

/** Holds the order of the list for the drawer over it, which goes from one request to the next. */
export function OrderProvider({ children }: { children: ReactNode }) {
  const [order] = useState<Order>(() => ({ ids: [] }))
  return <Ids value={order}>{children}</Ids>
}

/** The order as it is when somebody asks; written by the list, read by the drawer. */
export function useOrder(): Order {
  return useContext(Ids)
}
