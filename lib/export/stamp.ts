import { createHash } from 'node:crypto'

/** What tells a file from every other; `sha256` is of its contents, in hexadecimal. */
export type Stamp = { rows: number; bytes: number; sha256: string }

/** Counts and fingerprints a file while it is written. */
export class Stamper {
  rows = 0
  #bytes = 0
  readonly #hash = createHash('sha256')

  /** The same batches, counted. */
  async *count<Row>(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[], void, void> {
    for await (const batch of batches) {
      this.rows += batch.length
      yield batch
    }
  }

  /** The same bytes, fingerprinted. */
  async *through(written: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
    for await (const part of written) {
      this.#bytes += part.length
      this.#hash.update(part)
      yield part
    }
  }

  stamp(): Stamp {
    return { rows: this.rows, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') }
  }
}
