import type { ExportedFile } from '@/lib/export/export'

export function asDownload({
  name,
  mediaType,
  body,
}: Pick<ExportedFile, 'name' | 'mediaType' | 'body'>): Response {
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  })
}
