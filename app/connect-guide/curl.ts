import type { Call } from '@/lib/integrations/guides'

/** A call for a terminal in which `SCIM_TOKEN` is set. */
export function curlOf({ method, path, body }: Call, baseUrl: string): string {
  return [
    `curl ${method ? `-X ${method} ` : ''}"${baseUrl}${path}"`,
    '-H "Authorization: Bearer $SCIM_TOKEN"',
    ...(body ? ['-H "Content-Type: application/scim+json"', `-d '${JSON.stringify(body)}'`] : []),
  ].join(' \\\n  ')
}
