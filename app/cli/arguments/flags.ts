/** The command line's flags, and the one thing they ask for. */
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { GilderError } from '../../contract/error'
import { parseReference } from '../../core/catalog/reference'
import { parseClusterAddress } from '../../core/engine/cluster-address'
import { build, doings, type Raw } from './definition'
import type { RunFlags, Shared, Wanted } from './wanted'

/** Runs that --history shows unless told. */
const USUAL_LIMIT = 50

/** Throws a GilderError of kind `usage` that says what is wrong with the flags. */
export function parseFlags(argv: readonly string[]): Wanted {
  let help = ''
  const command = build((text) => {
    help += text
  })
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') {
      const job = jobIn(argv)
      if (job === null) return { do: 'help', text: help }
      return { do: 'describe', job, shared: wantedShared(command.opts<Raw>()) }
    }
    throw usage(error.message)
  }
  return wanted(command.opts<Raw>(), command.args)
}

/** `--run JOB --help` asks about the job. */
function jobIn(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => word === '--run' || word.startsWith('--run='))
  const job = argv[at]?.startsWith('--run=') ? argv[at].slice('--run='.length) : argv[at + 1]
  return at < 0 || job === undefined || job === '' || job.startsWith('-') ? null : job
}

const wantedShared = (raw: Raw): Shared => ({
  json: raw.json === true,
  quiet: raw.quiet === true,
  verbose: raw.verbose === true,
  data: raw.data ?? null,
})

function wanted(raw: Raw, words: readonly string[]): Wanted {
  const shared = wantedShared(raw)
  const { history, show } = raw
  if (history !== undefined) {
    const query = [...(history === true ? [] : [history]), ...words].join(' ')
    return { do: 'history', query, limit: raw.limit ?? USUAL_LIMIT, shared }
  }
  if (raw.export !== undefined) return exported(raw.export, words, raw.force === true, shared)
  const [word] = words
  if (word !== undefined) {
    const file = parseReference(word).type === 'file' ? `--run ${word}` : null
    const near = [...doings, 'help'].includes(word) ? `--${word}` : file
    const guess =
      near === null ? 'Everything is said with flags; see "gilder --help".' : `Did you mean ${near}?`
    throw usage(`"${word}" is not a flag.\n${guess}`)
  }
  if (raw.run !== undefined) {
    const needsSweep = raw.sweep === undefined ? onlyWithSweep(raw) : null
    if (needsSweep !== null)
      throw usage(`${needsSweep} needs --sweep.\nSay what to sweep, as in --sweep k=2:10.`)
    return { do: 'run', run: runFlags(raw, raw.run), shared }
  }
  if (raw.resume !== undefined) {
    refuseBeside('--resume', raw, ['param', 'out', 'force', 'timeout', 'parallel', 'cluster', ...placements])
    return { do: 'resume', sweep: raw.resume, run: runFlags(raw, raw.resume), shared }
  }
  if (raw.batch !== undefined) {
    refuseBeside('--batch', raw, ['force', 'timeout', 'parallel', 'cluster', ...placements])
    const { batch: file, force = false, timeout = null, parallel = null } = raw
    const [placement, cluster] = [placementOf(raw), clusterOf(raw)]
    return { do: 'batch', batch: { file, force, timeout, parallel, placement, cluster }, shared }
  }
  if (raw.limit !== undefined)
    throw usage('--limit needs --history.\nSay what to list, as in "gilder --history kmeans".')
  const only = onlyWithRun(raw)
  if (only !== null) throw usage(`${only} needs --run.\nSay which job to run, as in "gilder --run describe".`)
  if (raw.cluster !== undefined) {
    const cluster = clusterOf(raw)
    const alone = doings.every((name) => raw[name] === undefined)
    if (alone && cluster?.type === 'local') return { do: 'cluster', workers: cluster.workers, shared }
    throw usage('--cluster needs --run.\nSay which job to run, as in "gilder --run describe".')
  }
  if (raw.saveCluster !== undefined) {
    const address = raw.saveCluster === 'none' ? null : raw.saveCluster
    if (address !== null) parseClusterAddress(address)
    return { do: 'saveCluster', address, shared }
  }
  if (raw.wheels !== undefined && raw.installPack === undefined)
    throw usage(
      '--wheels needs --install-pack.\nSay which pack, as in "gilder --install-pack tensorflow --wheels DIR".',
    )
  if (raw.packs) return { do: 'packs', shared }
  if (raw.installPack !== undefined) {
    const wheels = raw.wheels === undefined ? null : resolve(raw.wheels)
    return { do: 'installPack', pack: raw.installPack, wheels, shared }
  }
  if (raw.removePack !== undefined) return { do: 'removePack', pack: raw.removePack, shared }
  if (show !== undefined) return { do: 'show', run: show, shared }
  if (raw.remove !== undefined) return { do: 'remove', run: raw.remove, shared }
  if (raw.pin !== undefined) return { do: 'pin', run: raw.pin, shared }
  if (raw.unpin !== undefined) return { do: 'unpin', run: raw.unpin, shared }
  if (raw.import !== undefined) return { do: 'import', file: raw.import, shared }
  if (raw.describe !== undefined) return { do: 'describe', job: raw.describe, shared }
  if (raw.addFolder !== undefined) return { do: 'addFolder', folder: resolve(raw.addFolder), shared }
  if (raw.removeFolder !== undefined) return { do: 'removeFolder', folder: resolve(raw.removeFolder), shared }
  if (raw.list) return { do: 'list', shared }
  if (raw.doctor) return { do: 'doctor', shared }
  if (raw.completion !== undefined) return { do: 'completion', shell: raw.completion, shared }
  if (raw.repair !== undefined)
    return { do: 'repair', from: raw.repair === true ? null : resolve(raw.repair), shared }
  if (raw.version) return { do: 'version', shared }
  throw usage(
    'There is nothing to do.\nSay --list, --describe JOB or --run JOB; "gilder --help" shows them all.',
  )
}

function runFlags(raw: Raw, job: string): RunFlags {
  const { sweep, samples = null, seed = 0, parallel = null, best = null } = raw
  return {
    job,
    param: raw.param ?? [],
    params: raw.params ?? null,
    input: raw.input ?? [],
    out: raw.out ?? null,
    force: raw.force === true,
    timeout: raw.timeout ?? null,
    cluster: clusterOf(raw),
    parallel,
    dryRun: raw.dryRun === true,
    placement: placementOf(raw),
    sweep: sweep === undefined ? null : { axes: [...sweep], samples, seed, parallel, best },
  }
}

/** By the names that the parser gives them. */
const placements = ['isolated', 'inApp'] as const
const ofRuns = [
  'param',
  'input',
  'params',
  'out',
  'timeout',
  'dryRun',
  'force',
  'sweep',
  'cluster',
  ...placements,
] as const
const ofSweeps = ['samples', 'seed', 'parallel', 'best'] as const

const placementOf = (raw: Raw): RunFlags['placement'] =>
  raw.isolated ? 'isolated' : raw.inApp ? 'app' : null

function clusterOf({ cluster }: Raw): RunFlags['cluster'] {
  if (cluster === undefined) return null
  return cluster === true ? { type: 'saved' } : parseClusterAddress(cluster)
}

const onlyWithRun = (raw: Raw): string | null =>
  firstOf(
    raw,
    [...ofRuns, ...ofSweeps].filter((name) => name !== 'cluster'),
  )

const onlyWithSweep = (raw: Raw): string | null => firstOf(raw, ofSweeps)

function refuseBeside(flag: string, raw: Raw, allowed: readonly string[]): void {
  const found = firstOf(
    raw,
    [...ofRuns, ...ofSweeps].filter((name) => !allowed.includes(name)),
  )
  if (found !== null)
    throw usage(
      `${found} does nothing beside ${flag}.\nLeave it out; "gilder --help" shows what goes together.`,
    )
}

function firstOf(raw: Raw, names: readonly (keyof Raw)[]): string | null {
  const found = names.find((name) => raw[name] !== undefined)
  return found === undefined ? null : `--${found.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function exported(run: string, words: readonly string[], force: boolean, shared: Shared): Wanted {
  const [file, more] = words
  if (file === undefined)
    throw usage('--export needs a file after the run.\nSay where to, as in "gilder --export last run.zip".')
  if (more !== undefined) throw usage(`"${more}" is not a flag.\nPut a name with spaces in quotation marks.`)
  return { do: 'export', run, file, force, shared }
}

/** The first line says what is wrong, the second what to do. */
function usage(text: string): GilderError {
  const [message = '', hint] = text.replace(/^error: /, '').split('\n')
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return new GilderError({
    kind: 'usage',
    message: /[.?!]$/.test(sentence) ? sentence : `${sentence}.`,
    hint: hint === undefined || hint === '' ? 'See "gilder --help".' : hint.replace(/^\((.*)\)$/, '$1'),
  })
}
