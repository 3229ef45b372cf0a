import { describe, expect, test } from 'vitest'
import { decode } from './decode'
import { guessMapping } from './guess'
import { errorFile, partOf, readText, type Sheet, toRows } from './sheet'

const utf8 = (text: string) => new TextEncoder().encode(text)
const wide = (text: string, littleEndian: boolean) => {
  const bytes = new Uint8Array(text.length * 2)
  for (const [index, unit] of [...text].entries()) {
    new DataView(bytes.buffer).setUint16(index * 2, unit.charCodeAt(0), littleEndian)
  }
  return bytes
}

function sheetOf(text: string): Sheet {
  const sheet = readText(text, { name: 'people.csv', encoding: 'UTF-8' })
  if ('key' in sheet) throw new Error(sheet.key)
  return sheet
}

describe('the bytes of a file', () => {
  const text = 'userName,title\r\nJürgen,Größe'
  test.each([
    ['UTF-8', utf8(text), 'UTF-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'UTF-8'],
    ['UTF-16 with a mark', wide(`\ufeff${text}`, true), 'UTF-16'],
    ['UTF-16 the other way round', wide(`\ufeff${text}`, false), 'UTF-16'],
    ['UTF-16 without a mark', wide(text, true), 'UTF-16'],
    ['UTF-16 without a mark, the other way round', wide(text, false), 'UTF-16'],
    ['Windows-1252', Uint8Array.from(text, (letter) => letter.charCodeAt(0)), 'Windows-1252'],
  ])('%s is read', (_, bytes, encoding) => {
    expect(decode(bytes)).toEqual({ text, encoding })
  })

  test('a workbook or a picture is no text', () => {
    expect(decode(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0))).toBeUndefined()
    expect(decode(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3))).toBeUndefined()
  })
})

describe('the rows of a file', () => {
  test.each([
    ['commas', 'a,b\n1,"2,\n3"\n', 'comma', ['1', '2,\n3']],
    ['semicolons', 'a;b\r\n1;2,5\r\n', 'semicolon', ['1', '2,5']],
    ['tabs', 'a\tb\n1\t2;3\n', 'tab', ['1', '2;3']],
    ['what Excel declares', 'sep=|\na|b\n1|2\n', 'pipe', ['1', '2']],
  ])('are told apart by %s', (_, text, separator, row) => {
    expect(sheetOf(text)).toMatchObject({ separator, columns: ['a', 'b'], rows: [row] })
  })

  test('keep the number they have in the file when others are empty', () => {
    expect(sheetOf('a,b\n\n1,2\n,\n3,4\n')).toMatchObject({ lines: [3, 5] })
  })

  test('without a row, or with too many, there is nothing to import', () => {
    const read = (text: string) => readText(text, { name: 'x', encoding: 'UTF-8' })
    expect(read('userName,title\n')).toEqual({ key: 'import.faults.empty' })
    expect(read('')).toEqual({ key: 'import.faults.empty' })
    expect(read(`a,b\n${'1,2\n'.repeat(100_001)}`)).toMatchObject({ key: 'import.faults.tooMany' })
  })
})

describe('columns', () => {
  test('are guessed by their header, in English and German', () => {
    expect(guessMapping(['User Name', 'E-Mail', 'First name', 'surname', 'Job Title', 'Colour'])).toEqual([
      'userName',
      'email',
      'givenName',
      'familyName',
      'title',
      null,
    ])
    expect(guessMapping(['Anmeldename', 'Führungskraft', 'Vorname', 'Aktiv'])).toEqual([
      'userName',
      'manager',
      'givenName',
      'active',
    ])
    expect(
      guessMapping([
        'name.givenName',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
      ]),
    ).toEqual(['givenName', 'department'])
  })

  test('hold no field twice', () => {
    expect(guessMapping(['Mail', 'E-mail address'])).toEqual(['email', null])
  })
})

describe('what is sent', () => {
  test('leaves out empty cells, and takes the e-mail address where there is no user name', () => {
    const { rows } = toRows(sheetOf('mail,first,x\na@b.example,Ann,1\nc@d.example,,2\n'), [
      'email',
      'givenName',
      null,
    ])
    expect(rows).toEqual([
      { line: 2, values: { userName: 'a@b.example', email: 'a@b.example', givenName: 'Ann' } },
      { line: 3, values: { userName: 'c@d.example', email: 'c@d.example' } },
    ])
  })

  test('names each person once; a second row is refused and says which came first', () => {
    const { rows, refused } = toRows(sheetOf('u,t\nann,1\nbob,2\nANN,3\n,4\n,5\n'), ['userName', 'title'])
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5, 6])
    expect(refused).toEqual([
      {
        line: 4,
        name: 'ANN',
        outcome: 'refused',
        reasons: [{ key: 'import.reasons.twice', values: { line: 2 } }],
      },
    ])
  })

  test('comes in parts of at most 500 rows, and fewer when they are long', () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => ({
      line: index + 2,
      values: { userName: `u${index}` },
    }))
    expect(partOf(rows, 0)).toHaveLength(500)
    expect(partOf(rows, 1_000)).toHaveLength(200)
    const long = rows.map((row) => ({ ...row, values: { ...row.values, title: 'x'.repeat(2_000) } }))
    expect(partOf(long, 0).length).toBeLessThan(130)
    expect(partOf(long, 0).length).toBeGreaterThan(0)
  })
})

test('the file of refused rows has its reasons, and nothing in it runs as a formula', () => {
  const sheet = sheetOf('userName;title\nann;=1+1\nbob;x\n@eve;-2\n')
  const file = errorFile(
    sheet,
    new Map([
      [2, 'Why; because'],
      [4, 'No'],
    ]),
    'Reason',
  )
  expect(file).toBe(`\ufeffuserName;title;Reason\r\nann;"'=1+1";"Why; because"\r\n"'@eve";"'-2";No\r\n`)
  expect(sheetOf(file.slice(1)).columns).toEqual(['userName', 'title', 'Reason'])
})
