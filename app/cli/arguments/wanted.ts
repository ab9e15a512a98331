/** The one thing a command line asks for. */
import type { SweepRequest } from '../../contract/sweep'
import type { ClusterAddress } from '../../core/engine/cluster-address'
import type { Shell } from './definition'

export interface Shared {
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly data: string | null
}

export interface RunFlags {
  readonly job: string
  readonly param: readonly string[]
  readonly params: string | null
  readonly input: readonly string[]
  readonly out: string | null
  readonly force: boolean
  readonly timeout: number | null
  /** Everything up to the start, and then only what would have been. */
  readonly dryRun: boolean
  readonly sweep: SweepRequest | null
  /** Null leaves it to the job. */
  readonly placement: 'isolated' | 'app' | null
  readonly cluster: WantedCluster | null
  /** Runs of a sweep at once; null leaves it to the machine, or to the cluster. */
  readonly parallel: number | null
}

/** An address, or the one that has been saved. */
export type WantedCluster = ClusterAddress | { readonly type: 'saved' }

export interface BatchFlags {
  readonly file: string
  readonly parallel: number | null
  readonly force: boolean
  readonly timeout: number | null
  readonly placement: RunFlags['placement']
  readonly cluster: WantedCluster | null
}

export type Wanted =
  | { readonly do: 'help'; readonly text: string }
  | { readonly do: 'version'; readonly shared: Shared }
  | { readonly do: 'list'; readonly shared: Shared }
  | { readonly do: 'addFolder' | 'removeFolder'; readonly folder: string; readonly shared: Shared }
  | { readonly do: 'describe'; readonly job: string; readonly shared: Shared }
  | { readonly do: 'run'; readonly run: RunFlags; readonly shared: Shared }
  | { readonly do: 'resume'; readonly sweep: string; readonly run: RunFlags; readonly shared: Shared }
  | { readonly do: 'batch'; readonly batch: BatchFlags; readonly shared: Shared }
  | { readonly do: 'doctor'; readonly shared: Shared }
  | { readonly do: 'completion'; readonly shell: Shell; readonly shared: Shared }
  | { readonly do: 'repair'; readonly from: string | null; readonly shared: Shared }
  | { readonly do: 'history'; readonly query: string; readonly limit: number; readonly shared: Shared }
  | { readonly do: 'show' | 'remove' | 'pin' | 'unpin'; readonly run: string; readonly shared: Shared }
  | {
      readonly do: 'export'
      readonly run: string
      readonly file: string
      readonly force: boolean
      readonly shared: Shared
    }
  | { readonly do: 'import'; readonly file: string; readonly shared: Shared }
  | { readonly do: 'cluster'; readonly workers: number; readonly shared: Shared }
  | { readonly do: 'packs'; readonly shared: Shared }
  | { readonly do: 'removePack'; readonly pack: string; readonly shared: Shared }
  /** `wheels`: a folder to take them from; null is the network. */
  | {
      readonly do: 'installPack'
      readonly pack: string
      readonly wheels: string | null
      readonly shared: Shared
    }
  /** Null forgets it. */
  | { readonly do: 'saveCluster'; readonly address: string | null; readonly shared: Shared }
