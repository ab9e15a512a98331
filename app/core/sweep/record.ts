/** What a sweep keeps in the folder of its run, so that it can be taken up again after anything. */
import { copyFile, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GilderError } from '../../contract/error'
import { SweepPoint, SweepRecord } from '../../contract/sweep'
import { writeDurably } from '../store/atomic'
import { exact } from '../store/record'
import { text } from '../text'

const RECORD = 'sweep.json'
const POINTS = 'points.jsonl'

export async function writeSweep(folder: string, record: SweepRecord): Promise<void> {
  await writeDurably(join(folder, RECORD), `${JSON.stringify(record, exact)}\n`)
}

/** Throws a GilderError when the run is no sweep, or its record is damaged. */
export async function readSweep(run: string, folder: string): Promise<SweepRecord> {
  const content = await readFile(join(folder, RECORD), 'utf8').catch(() => null)
  if (content === null) throw new GilderError(text.noSweep(run))
  const parsed = SweepRecord.safeParse(json(content))
  if (!parsed.success) throw new GilderError(text.badSweep(run))
  return parsed.data
}

/** Durable before anybody waits for the point, so that no finished one is forgotten. */
export async function addPoint(folder: string, point: SweepPoint): Promise<void> {
  const file = await open(join(folder, POINTS), 'a')
  try {
    await file.writeFile(`${JSON.stringify(point)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** For a sweep that takes up another one. */
export async function copyPoints(from: string, to: string): Promise<void> {
  await copyFile(join(from, POINTS), join(to, POINTS)).catch((error: unknown) => {
    // None had been started.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  })
}

/** The newest run of each point. The last line may be cut off by a crash, and is then of no use. */
export async function readPoints(folder: string): Promise<ReadonlyMap<number, string>> {
  const content = await readFile(join(folder, POINTS), 'utf8').catch(() => '')
  const points = content.split('\n').flatMap((line) => {
    const parsed = SweepPoint.safeParse(json(line))
    return parsed.success ? [[parsed.data.index, parsed.data.run] as const] : []
  })
  return new Map(points)
}

function json(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
