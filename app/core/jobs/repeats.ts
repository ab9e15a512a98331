/** Runs once more: as they were, with other parameters, or from where they had kept their state. */
import { join } from 'node:path'
import type { SubmitReply } from '../../contract/api'
import { GilderError, reportOf } from '../../contract/error'
import type { JobSpec } from '../../contract/job'
import type { PlanWish } from '../../contract/queue'
import type { Run } from '../../contract/run'
import { CHECKPOINT, hasCheckpoint } from '../store/checkpoint'
import { text } from '../text'
import { codeIn } from './code'
import type { Params } from './inputs'
import type { JobsParts, Wishes } from './jobs'
import { lacking } from './secrets'
import { isUnwanted, step } from './states'

export interface RepeatsParts
  extends Pick<JobsParts, 'store' | 'recall' | 'resume' | 'again' | 'permitCheckpoint'> {
  readonly read: (id: string) => Promise<Run>
  readonly submit: (job: JobSpec, params: Params, wishes: Wishes) => Promise<SubmitReply>
}

interface Changes {
  readonly params?: Params
  /** What of its plan is to be another. */
  readonly elsewhere?: PlanWish
  readonly continues?: boolean
  /** Beside what is on its record. */
  readonly secret?: Params
}

export class Repeats {
  /** Runs of this session that ended badly and have not been repeated. */
  private readonly unwanted = new Set<string>()

  constructor(private readonly parts: RepeatsParts) {}

  /** Keeps a run in mind that ended badly. */
  note({ id, state }: Pick<Run, 'id' | 'state'>): void {
    if (isUnwanted(state)) this.unwanted.add(id)
  }

  forget(id: string): void {
    this.unwanted.delete(id)
  }

  /** A run of its own that says which one it repeats; of a sweep the points that are not done. Never rejects. */
  async repeat(
    id: string,
    { params, elsewhere = {}, continues = false, secret = {} }: Changes = {},
  ): Promise<SubmitReply> {
    this.parts.again()
    try {
      const run = await this.parts.read(id)
      step(id, run.state, 'repeat')
      if (run.points !== null) return await this.parts.resume(id)
      const given = params ?? { ...run.params, ...secret }
      const problems = lacking(run, given)
      if (problems.length > 0) return { state: 'refused', problems: [...problems], error: null }
      const { placement, cluster, priority, timeout, memory } = run.plan
      const plan: PlanWish = { placement, cluster, priority, timeout, memory, ...elsewhere }
      const job = await this.parts.recall(run.job, codeIn(this.parts.store.folder(id), run.code))
      const wishes = { plan, repeats: id, continues, seed: run.seed }
      const reply = await this.parts.submit(job, given, wishes)
      if (reply.state === 'accepted') this.unwanted.delete(id)
      return reply
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /** From the checkpoint; of a sweep the points that are not done, `abreast` at a time. Never rejects. */
  async goOn(id: string, elsewhere: PlanWish, abreast: number | null, secret: Params): Promise<SubmitReply> {
    try {
      const run = await this.parts.store.look(id)
      if (run.points !== null) return await this.parts.resume(id, elsewhere, abreast)
      step(id, run.state, 'repeat')
      const folder = this.parts.store.folder(id)
      if (!(await hasCheckpoint(folder))) throw new GilderError(text.noCheckpoint(id))
      // Ours was written by code that could have done anything as it was.
      if (run.imported !== null) await this.parts.permitCheckpoint(join(folder, CHECKPOINT))
      return await this.repeat(id, { elsewhere, continues: true, secret })
    } catch (error) {
      return { state: 'refused', problems: [], error: reportOf(error) }
    }
  }

  /** All that ended badly; answers with how many were taken on. */
  async repeatUnwanted(): Promise<number> {
    let accepted = 0
    for (const id of [...this.unwanted]) {
      if ((await this.repeat(id)).state === 'accepted') accepted += 1
    }
    return accepted
  }
}
