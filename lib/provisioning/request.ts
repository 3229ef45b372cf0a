/** What both SCIM doors hand over: plain data, so that neither door has a behaviour of its own. */
export type ScimRequest = {
  readonly method: string
  /** The slug in `/api/scim/{tenant}`, decoded. */
  readonly tenant: string
  /** What follows `/api/scim/{tenant}`, still percent-encoded: `/Users/{id}`, `/v2/Groups`, or empty. */
  readonly path: string
  /** The query string without its question mark, still encoded. */
  readonly query: string
  /** Header values by lower-case name. */
  readonly headers: { readonly [name: string]: string | undefined }
  /** The body; a door stops reading one byte past the limit. */
  readonly body: Uint8Array
  /** The origin that the client used, such as `https://rollcall.example`. */
  readonly origin: string
  readonly address: string | null
}

/** The same before anybody has been let in: what a stranger sends need not be read, however large it is. */
export type ScimCall = Omit<ScimRequest, 'body'> & { readonly body: Uint8Array | (() => Promise<Uint8Array>) }

/**
 * What both doors answer with. An empty body is sent without a media type, unless a `stream` stands in for a body
 * that is too large to be held: a door has to read it to its end, or return it.
 */
export type ScimResponse = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
  readonly stream?: AsyncIterable<string>
}
