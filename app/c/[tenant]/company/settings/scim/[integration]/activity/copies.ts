import type { RequestDetail } from '@/lib/activity/request'

/** Headers that curl sets by itself, or that are the network’s. */
const NOT_SENT = new Set(['authorization', 'host', 'content-length', 'x-forwarded-for'])

/** The same request for a terminal; the token is for whoever runs it to put in. */
export function curlOf(request: RequestDetail, baseUrl: string): string {
  const headers = Object.entries(request.headers).filter(([name]) => !NOT_SENT.has(name))
  const lines = [
    `curl -X ${request.method} ${quoted(`${baseUrl}${request.path}${request.query && `?${request.query}`}`)}`,
    `-H "Authorization: Bearer $SCIM_TOKEN"`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(request.requestBody === null ? [] : [`--data ${quoted(request.requestBody)}`]),
  ]
  return lines.join(' \\\n  ')
}

/** What support needs to find and understand a request, without what people would not send by mail. */
export function supportText(request: RequestDetail, sentence: string): string {
  const { reference, at, method, path, status, scimType, detail, id, durationMicroseconds, userAgent } =
    request
  return [
    `Ref ${reference} (${id})`,
    `${at}  ${method} ${path}  ${status}${scimType ? ` ${scimType}` : ''}  ${durationMicroseconds / 1_000} ms`,
    sentence,
    ...(detail ? [detail] : []),
    ...(userAgent ? [userAgent] : []),
  ]
    .map(withoutAddresses)
    .join('\n')
}

/** grace@acme.com → g…@acme.com */
function withoutAddresses(text: string): string {
  return text.replaceAll(/([\p{L}\p{N}])[\p{L}\p{N}._%+-]*@/gu, '$1…@')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
