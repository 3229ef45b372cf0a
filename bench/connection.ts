import { connect, type Socket } from 'node:net'

export type Call = { method: string; path: string; body?: string }
export type Answer = { status: number; bytes: number; text: string }

const HEAD_END = Buffer.from('\r\n\r\n')
const NONE: Buffer = Buffer.alloc(0)

/**
 * One HTTP/1.1 connection that is kept, with one request under way at a time. node:http's client takes as much
 * of a processor as a server does; this one reads no more of an answer than its status and where it ends.
 */
export class Connection {
  readonly #socket: Socket
  readonly #head: string
  #read = NONE
  #answer: Answer = { status: 0, bytes: 0, text: '' }
  /** Bytes of the body, or of its chunk, still to come; undefined while a head or the size of a chunk is read. */
  #left: number | undefined
  #isChunked = false
  #keepsText = false
  #parts: Buffer[] = []
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined

  constructor(port: number, headers: Readonly<Record<string, string>>) {
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers })
    this.#head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#socket.on('error', (error) => this.#settle?.reject(error))
    this.#socket.on('close', () => this.#settle?.reject(new Error('The server closed the connection.')))
  }

  /** @param keepsText whether the answer's text is wanted; else it is counted and thrown away */
  send({ method, path, body }: Call, keepsText = false): Promise<Answer> {
    this.#keepsText = keepsText
    const length = body === undefined ? 0 : Buffer.byteLength(body)
    const content =
      body === undefined ? '' : `content-type: application/scim+json\r\ncontent-length: ${length}\r\n`
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${this.#head}${content}\r\n${body ?? ''}`)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    while (this.#step()) {}
  }

  /** Reads on; false when more bytes are needed. */
  #step(): boolean {
    if (this.#left !== undefined) return this.#readBody(this.#left)
    if (this.#isChunked) return this.#readChunkSize()
    const end = this.#read.indexOf(HEAD_END)
    if (end < 0) return false
    const head = this.#read.toString('latin1', 0, end)
    this.#read = this.#read.subarray(end + HEAD_END.length)
    this.#answer = { status: Number(head.slice(9, 12)), bytes: 0, text: '' }
    this.#isChunked = /\r\ntransfer-encoding: chunked/i.test(head)
    if (!this.#isChunked) this.#left = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    return true
  }

  #readBody(left: number): boolean {
    const part = this.#read.subarray(0, left)
    this.#answer.bytes += part.length
    if (this.#keepsText && part.length > 0) this.#parts.push(part)
    this.#read = this.#read.subarray(part.length)
    this.#left = left - part.length
    if (this.#left > 0) return false
    this.#left = undefined
    if (!this.#isChunked) this.#finish()
    return this.#read.length > 0
  }

  /** The line of a chunk's size, after the line end of the chunk before it; a size of 0 ends the answer. */
  #readChunkSize(): boolean {
    const start = this.#read[0] === 13 ? 2 : 0
    const end = this.#read.indexOf('\r\n', start)
    if (end < 0) return false
    const size = Number.parseInt(this.#read.toString('latin1', start, end), 16)
    if (size === 0 && this.#read.length < end + 4) return false
    this.#read = this.#read.subarray(size === 0 ? end + 4 : end + 2)
    if (size > 0) {
      this.#left = size
      return true
    }
    this.#isChunked = false
    this.#finish()
    return this.#read.length > 0
  }

  #finish(): void {
    if (this.#keepsText) this.#answer.text = Buffer.concat(this.#parts).toString('utf8')
    this.#parts = []
    const settle = this.#settle
    this.#settle = undefined
    settle?.resolve(this.#answer)
  }
}
