import { OrderProvider } from './order.client'

/** The list and, over it, one of its requests. */
export default function ActivityLayout({
  children,
  detail,
}: LayoutProps<'/c/[tenant]/company/settings/scim/[integration]/activity'>) {
  return (
    <OrderProvider>
      {children}
      {detail}
    </OrderProvider>
  )
}
