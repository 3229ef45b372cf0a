import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { cpuOf, type FloorReport, memoryOf, type ScaleReport, sizeOf, startOf } from './report'

const PAGE = 'docs/performance.md'

/** Puts the comparison with the floor into its section of the page. */
export function writeFloorPage(report: FloorReport): void {
  const rows = report.rows.map(({ name, isBound, one, other, ratio }) => [
    isBound ? name : `${name} ¹`,
    one.rate.toFixed(0),
    other.rate.toFixed(0),
    `**${ratio.toFixed(2)}**`,
    `${one.p50.toFixed(1)} / ${one.p99.toFixed(1)}`,
    `${other.p50.toFixed(1)} / ${other.p99.toFixed(1)}`,
    cpuOf(one),
    cpuOf(other),
    one.megabytes.toFixed(0),
    `${one.loopMilliseconds.p50.toFixed(1)} / ${one.loopMilliseconds.p99.toFixed(1)}`,
  ])
  const head = [
    ...['operation', 'requests/s', 'floor', 'ratio', 'ms p50 / p99', 'floor', 'CPU ms ²', 'floor', 'MB'],
    'event loop ms p50 / p99',
  ]
  writeSection('floor', [
    `\`npm run bench -- --write\`: ${sizeOf(report)}. ${conditions()}`,
    tableOf(head, rows),
    `${memoryOf(report.megabytes)}${report.start ? ` ${startOf(report.start)}` : ''}`,
    '¹ not one of the six that are held to a share of the floor. ² milliseconds of a processor for each request, of the server + of PostgreSQL.',
  ])
}

/** Puts the growth with the company, and the waves, into their section of the page. */
export function writeScalePage(report: ScaleReport): void {
  const growth = report.rows.map(({ name, isBound, one, other, ratio }) => [
    isBound ? name : `${name} ¹`,
    one.rate.toFixed(0),
    other.rate.toFixed(0),
    `**${ratio.toFixed(2)}**`,
    `${one.p50.toFixed(1)} / ${other.p50.toFixed(1)}`,
    `${cpuOf(one)} / ${cpuOf(other)}`,
  ])
  const waves = report.waves.map(({ name, seconds, first, last, megabytes, note }) => [
    name,
    seconds.toFixed(1),
    `${first.rate.toFixed(1)} / ${last.rate.toFixed(1)}`,
    `${megabytes.before.toFixed(0)} / ${megabytes.after.toFixed(0)} / ${megabytes.most.toFixed(0)}`,
    note,
  ])
  const heads = {
    growth: [
      ...['operation', 'requests/s small', 'large', 'growth', 'ms p50 small / large', 'CPU ms small / large'],
    ],
    waves: ['wave', 'seconds', 'requests/s first / last tenth', 'MB before / after / most', ''],
  }
  writeSection('scale', [
    `\`npm run bench -- --scale --write\`: ${sizeOf(report.small)}, beside ${sizeOf(report)}. ${conditions()}`,
    tableOf(heads.growth, growth),
    tableOf(heads.waves, waves),
    memoryOf(report.megabytes),
  ])
}

/** Replaces what stands between the marks of a section. @throws Error where the page has no such marks */
function writeSection(name: string, paragraphs: readonly string[]): void {
  const page = readFileSync(PAGE, 'utf8')
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${PAGE} has no ${begin} … ${end}.`)
  const text = `${begin}\n\n${paragraphs.join('\n\n')}\n\n`
  writeFileSync(PAGE, page.slice(0, from) + text + page.slice(to))
}

function conditions(): string {
  const [processor] = cpus()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const machine = `${cpus().length} × ${processor?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`
  return `Commit ${commit}, Node ${process.versions.node}, the embedded PostgreSQL as it comes; ${machine}.`
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
