import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findWords } from './testing/words'

const files = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
)

test('every word on a page comes from the catalogue', () => {
  const found = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => findWords(readFileSync(file, 'utf8')).map((words) => `${file}: ${words}`))
  expect(found).toEqual([])
})

test('words are found wherever a page may say them', () => {
  expect(findWords('const a = <p title="Name">Hello <b>{x ? "Yes" : "No"}</b></p>')).toEqual([
    'Name',
    'Hello',
    'Yes',
    'No',
  ])
  expect(findWords('const looks = { live: { word: "Live", dot: "bg-ok-dot" } }')).toEqual(['Live'])
  expect(findWords('toast.success(name + "x"); toast("Saved")')).toEqual(['Saved'])
  expect(findWords('throw new Error("Useful only inside a shell.")')).toEqual([])
  expect(findWords('const a = <p className="Flex Box" id="x">{t("users.title")} · {n}</p>')).toEqual([])
  expect(findWords('if (event.key === "Escape") close()')).toEqual([])
})
