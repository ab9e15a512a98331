/** Gilder's core in this process, with the real Python, over a data folder of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { AppEvent } from '../../app/contract/api'
import type { PlanWish } from '../../app/contract/queue'
import { SheetPreview } from '../../app/contract/result'
import type { LogLine, Run } from '../../app/contract/run'
import { type Core, openCore } from '../../app/core/core'
import { layout } from '../../app/core/layout'

export const root = resolve(import.meta.dirname, '../..')
export const job = (name: string): string => join(root, 'tests/faults/jobs', name)

export interface Submitted {
  readonly id: string
  readonly ended: Promise<Run>
  /** The text of its log so far. */
  readonly said: () => readonly string[]
  readonly lines: () => readonly LogLine[]
  /** The stages of stopping it has been through. */
  readonly stages: () => readonly string[]
  /** Resolves once a line of the log begins so. */
  readonly says: (begin: string) => Promise<string>
}

export class Gilder {
  readonly folder = mkdtempSync(join(tmpdir(), 'gilder fäults '))
  readonly core: Core
  private readonly events: AppEvent[] = []

  constructor(spare = false) {
    const place = layout({
      appRoot: root,
      resourcesPath: null,
      env: { ...process.env, GILDER_DATA: join(this.folder, 'data') },
      platform: process.platform,
      home: homedir(),
    })
    this.core = openCore({ layout: place, version: 'test', spare, ask: async () => true })
    this.core.subscribe((event) => this.events.push(event))
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  async submit(
    reference: string,
    params: Readonly<Record<string, unknown>> = {},
    plan: PlanWish = {},
  ): Promise<Submitted> {
    const [file = '', name = null] = reference.split(':')
    const spec = await this.core.catalog.inFile(job(file), name)
    const reply = await this.core.jobs.submit(spec, params, { plan })
    if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
    const { id } = reply.run
    const lines = (): readonly LogLine[] =>
      this.events.flatMap((event) => (event.type === 'log' && event.run === id ? event.lines : []))
    const said = (): readonly string[] => lines().map(({ text }) => text)
    const stages = (): readonly string[] => {
      const seen = this.events.flatMap((event) =>
        event.type === 'run' && event.run.id === id && event.run.stopping !== null
          ? [event.run.stopping]
          : [],
      )
      return [...new Set(seen)]
    }
    const says = async (begin: string): Promise<string> => {
      const found = (): string | undefined => said().find((text) => text.startsWith(begin))
      await expect.poll(found, { timeout: 30_000, interval: 10 }).toBeDefined()
      return found() ?? ''
    }
    return { id, ended: this.core.jobs.finished(id), said, lines, stages, says }
  }

  async run(reference: string, params: Readonly<Record<string, unknown>> = {}): Promise<Run> {
    return (await this.submit(reference, params)).ended
  }

  /** The preview of the one value that a run returned; of a sheet all of them. */
  value(run: Run): unknown {
    const [artifact] = run.results
    const file = join(this.core.jobs.folder(run.id), artifact?.preview ?? '')
    const preview: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const sheet = SheetPreview.safeParse(preview)
    if (sheet.success) return sheet.data.rows.map(({ value }) => value)
    return typeof preview === 'object' && preview !== null && 'value' in preview
      ? preview.value
      : (preview as { readonly text?: string }).text
  }
}

const open: Gilder[] = []

export function gilder(spare = false): Gilder {
  const made = new Gilder(spare)
  open.push(made)
  return made
}

afterEach(async () => {
  for (const one of open.splice(0)) {
    await one.core.close()
    rmSync(one.folder, { recursive: true, force: true })
  }
})

/** Whether there is such a process that still runs. */
export function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

export const pidsOf = (line: string): readonly number[] =>
  line
    .split(' ')
    .map(Number)
    .filter((pid) => pid > 0)
