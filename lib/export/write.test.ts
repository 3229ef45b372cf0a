import { expect, test } from 'vitest'
import { batchesOf, type Cell, exportParts, streamOf } from './write'

type Row = { name: Cell; note: Cell }
const COLUMNS = [
  { key: 'name', value: (row: Row) => row.name },
  { key: 'note', value: (row: Row) => row.note },
]

async function* inBatches(...batches: Row[][]) {
  yield* batches
}

const written = (format: 'csv' | 'json', ...batches: Row[][]) =>
  new Response(streamOf(exportParts(inBatches(...batches), COLUMNS, format)))
    .bytes()
    .then((bytes) => Buffer.from(bytes).toString('utf8'))

test('a CSV begins with a byte order mark and its header, and quotes what needs it', async () => {
  const rows = [{ name: 'Ann, "the" Admin', note: 'two\nlines' }]
  expect(await written('csv', rows)).toBe('\ufeffname,note\r\n"Ann, ""the"" Admin","two\nlines"\r\n')
})

test('no cell begins as a formula does', async () => {
  const starts = ['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '\rx']
  const text = await written(
    'csv',
    starts.map((name) => ({ name, note: null })),
  )
  const cells = text.slice(1).split('\r\n').slice(1, -1)
  expect(cells).toHaveLength(starts.length)
  for (const cell of cells) expect(cell.replace(/^"/, '').startsWith("'")).toBe(true)
})

test('JSON is one array over all batches, with the same keys and the values as they are', async () => {
  const text = await written('json', [{ name: 'Ann', note: true }], [], [{ name: '=1', note: null }])
  expect(JSON.parse(text)).toEqual([
    { name: 'Ann', note: true },
    { name: '=1', note: null },
  ])
  expect(JSON.parse(await written('json'))).toEqual([])
})

test('pages are read one after the other, and only as far as somebody reads', async () => {
  const asked: (number | undefined)[] = []
  const pages = batchesOf<number, number>(async (after) => {
    asked.push(after)
    const page = after ?? 0
    return { rows: [page], next: page < 2 ? page + 1 : undefined }
  })
  const all: number[] = []
  for await (const page of pages) all.push(...page)
  expect([all, asked]).toEqual([
    [0, 1, 2],
    [undefined, 1, 2],
  ])

  let left = false
  const endless = (async function* () {
    try {
      for (;;) yield [{ name: 'x', note: null }]
    } finally {
      left = true
    }
  })()
  const reader = streamOf(exportParts(endless, COLUMNS, 'csv')).getReader()
  await reader.read()
  await reader.read()
  await reader.cancel()
  expect(left).toBe(true)
})
