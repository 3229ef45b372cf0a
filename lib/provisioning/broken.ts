import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorBody, invalidSyntax, ScimError } from '@/lib/scim'

/**
 * Answers what node:http could not read as a request, before any path is known: as a SCIM error, because identity
 * providers show nothing else to their administrators.
 */
export function refuseBrokenRequest(failure: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || failure.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const error = explain(failure.code)
  const body = JSON.stringify(errorBody(error))
  socket.end(
    [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
      'Content-Type: application/scim+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function explain(code: string | undefined): ScimError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ScimError(
      431,
      'The address and headers of the request are larger than 16 KiB. Shorten the filter, or send it by POST to /.search.',
    )
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new ScimError(408, 'The request did not arrive in time. Send it again.')
  return invalidSyntax('This is not a well-formed HTTP request.')
}
