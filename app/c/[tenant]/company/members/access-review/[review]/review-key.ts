/** The key under which a review is kept, alike on the server and in the browser. */
export const reviewKey = (tenant: string, id: string) =>
  ['console', tenant, 'reviews', `reviews/${id}`] as const
