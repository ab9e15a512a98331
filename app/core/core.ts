/** Gilder without a window: `openCore` puts the parts together for the main process and for the command line. */
import { randomUUID } from 'node:crypto'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import type { Snapshot } from '../contract/api'
import { type ErrorReport, GilderError, reportOf } from '../contract/error'
import type { Column, JobRef } from '../contract/job'
import type { RuntimeStatus } from '../contract/runtime'
import { Catalog, type JobList } from './catalog/catalog'
import { recall } from './catalog/recall'
import { ClusterEngine } from './engine/cluster'
import { type LocalCluster, startLocalCluster } from './engine/cluster-local'
import { Crashes } from './engine/crashes'
import type { Engine } from './engine/engine'
import { InAppEngine } from './engine/in-app'
import { InAppKin } from './engine/in-app-kin'
import { Inside } from './engine/inside'
import { Interpreter } from './engine/interpreter'
import { IsolatedEngine } from './engine/isolated/engine'
import { endTree } from './engine/isolated/tree'
import { Watchdog } from './engine/isolated/watchdog'
import { Placements } from './engine/placements'
import type { History } from './index/history'
import { IndexedStore } from './index/indexed-store'
import { applyRules, readRules } from './index/retention'
import { codeIn } from './jobs/code'
import { type Desk, noDesk, standardSettings } from './jobs/desk'
import { EventStream, type Listener } from './jobs/events'
import { Jobs } from './jobs/jobs'
import { availableMemory } from './jobs/memory'
import { QueueFile } from './jobs/queue-file'
import type { Layout } from './layout'
import { Library } from './own/library'
import { Places } from './own/places'
import { Packs } from './packs/packs'
import { makeFolder } from './store/folder'
import type { RunStore } from './store/store'
import { Sweeps } from './sweep/sweeps'
import { text } from './text'
import { type Ask, isInside, Trust } from './trust/trust'

export interface CoreOptions {
  readonly layout: Layout
  /** Gilder's own version, kept with every run. */
  readonly version: string
  /** One that was started before there was time for the rest. */
  readonly interpreter?: Interpreter
  /**
   * Given by the one program that keeps its queue when it ends, the window. Without it what was submitted ends with the
   * process.
   */
  readonly desk?: Desk
  /** Leaves the data folder as it is, for as long as no run is submitted. */
  readonly untouched?: boolean
  /** The same of the engine for processes of their own. */
  readonly isolated?: IsolatedEngine
  /** Keep a process ready for the next run: for a window, and for many runs in a row. */
  readonly spare?: boolean
  /** Where files are imported to describe and check them, against the rule; see `Placements`. */
  readonly questions?: 'app' | 'isolated' | null
  /** Asks whether a file of somebody's own may be executed. Without it what has not been trusted before is refused. */
  readonly ask?: Ask
}

export interface Core {
  readonly layout: Layout
  readonly version: string
  readonly engine: Engine
  readonly catalog: Catalog
  /** The user's own jobs. */
  readonly own: Library
  readonly places: Places
  readonly packs: Packs
  readonly trust: Trust
  readonly jobs: Jobs
  readonly sweeps: Sweeps
  readonly store: RunStore
  readonly history: History
  /** Looks at the runtime's files once; loads nothing. */
  runtime(): Promise<RuntimeStatus>
  /** Everything a window shows at first; the first call reads the run folders. Does not wait for Python. */
  snapshot(): Promise<Snapshot>
  subscribe(listener: Listener): () => void
  /** Tells the window that the user wants to see this file of his own jobs. */
  show(file: string): void
  /** Tells the window of something that went wrong and is about no run. */
  tell(error: ErrorReport): void
  /** The job of a run, as it was, among the listed ones from now on. Asks where that is needed. */
  jobOf(run: string): Promise<string>
  columns(file: string): Promise<readonly Column[]>
  /** Starts a Dask cluster on this machine; whoever asks for it ends it. */
  localCluster(workers: number): Promise<LocalCluster>
  /**
   * In the background: takes up the kept queue, describes the shipped jobs (a `catalog` event says when), keeps the
   * runs of other Gilders in view, and gets Python ready.
   */
  start(): void
  /**
   * Stops what runs and waits up to two seconds for it; what did not end is recorded as interrupted. A kept queue stays
   * as it is, for the next time.
   */
  close(): Promise<void>
  /** Leaves the process at once. Once Python has been loaded this is the only safe way out. */
  exit(code: number): never
}

/** What there is to show when the runtime's own status says why there are no jobs. */
const NO_JOBS: JobList = { jobs: [], problems: [] }
const nothing = (error: unknown): JobList => ({ jobs: [], problems: [reportOf(error)] })

/** The last calls of a quit: longer than this nobody waits for a window to go away. */
const CLOSE_LIMIT_MS = 2000

export function openCore(options: CoreOptions): Core {
  const { layout, version } = options
  const interpreter = options.interpreter ?? new Interpreter(layout)
  const runtime = () => interpreter.runtime()
  const { pythonPath } = layout
  const isolated =
    options.isolated ??
    new IsolatedEngine({ runtime, pythonPath, env: process.env, spare: options.spare === true })
  const kin = new InAppKin({ watchdog: new Watchdog(randomUUID()), runtime, pythonPath })
  const keeps = options.untouched !== true
  const places = new Places(layout.places, layout.ownJobs, keeps)
  const trust = new Trust({
    file: layout.trust,
    keeps,
    folders: async () => [layout.jobs, ...(await places.folders())],
    ask: options.ask ?? null,
  })
  const packs = new Packs(layout.packCatalogue, layout.packs)
  const engine = new Placements({
    engines: { app: new InAppEngine(interpreter, kin), isolated, cluster: new ClusterEngine(interpreter) },
    crashes: new Crashes(layout.crashes),
    inside: new Inside(layout.inside),
    shipped: layout.jobs,
    setting: () => null,
    questions: options.questions ?? null,
    permit: (file) => trust.check(file),
    packs,
  })
  const events = new EventStream()
  const { runs: root, index, sqlite } = layout
  const store = new IndexedStore({ root, index, sqlite, endTree })
  const { history } = store
  const catalog = new Catalog({
    engine,
    runtime,
    jobs: layout.jobs,
    pythonPath,
    cache: layout.cache,
    keeps,
    ensure: (file) => trust.ensure(file),
    check: (file) => trust.check(file),
  })
  const own = new Library({
    places,
    catalog,
    ensure: (file) => trust.ensure(file),
    changed: (found) => events.emit({ type: 'own', own: found }),
  })
  const environment = async () => {
    const { files } = await runtime()
    return { gilder: version, python: files?.python ?? '', hash: files?.environment ?? '' }
  }
  const find = (job: string) => {
    const listed = own.find(job)
    // As the file is now, whatever its form was made from. A page asks for this with every key: it may not make questions.
    return listed === null ? catalog.find(job) : catalog.inFile(listed.file, listed.function, false)
  }
  const again = (job: JobRef, copy: string | null = null) => recall(catalog, job, copy)
  const cores = typeof availableParallelism === 'function' ? availableParallelism() : cpus().length
  const settings = standardSettings(cores)
  const jobs = new Jobs({
    engine,
    store,
    events,
    find,
    recall: again,
    permitCheckpoint: (file) => trust.ensureCheckpoint(file),
    place: (job, plan) => engine.choose(job, plan),
    environment,
    resume: (sweep, elsewhere, abreast) => sweeps.resume(sweep, elsewhere, abreast),
    again: () => isolated.reset(),
    settings,
    file: options.desk === undefined ? null : new QueueFile(join(layout.data, 'queue.json'), settings),
    desk: options.desk ?? noDesk,
    cores,
    memory: availableMemory,
    stuck: () => engine.stuck,
  })

  const sweeps: Sweeps = new Sweeps({ jobs, engine, store, find, recall: again })

  let opened: string | null = null
  let listed: JobList & { readonly ready: boolean } = { ...NO_JOBS, ready: false }
  const list = async (): Promise<void> => {
    const { status } = await runtime()
    const found = status.state === 'ok' ? await catalog.shipped().catch(nothing) : NO_JOBS
    listed = { ...found, ready: true }
    await places.folders()
    const problems = [...found.problems, ...(await jobs.load()), ...jobs.problems(), ...places.problems()]
    events.emit({ type: 'catalog', runtime: status, jobs: found.jobs, problems })
  }

  /** Removes what the rules of keeping let go, and says so. */
  const keep = async (): Promise<void> => {
    try {
      const rules = await readRules(layout.rules)
      if (rules === null) return
      const { runs, bytes } = await applyRules(rules, { store, history, now: Date.now() })
      if (runs > 0)
        events.emit({ type: 'notice', tone: 'info', text: text.freed(runs, bytes), hint: text.freedHint })
    } catch (error) {
      const { message, hint = '' } = reportOf(error)
      events.emit({ type: 'notice', tone: 'error', text: message, hint })
    }
  }

  return {
    layout,
    version,
    engine,
    catalog,
    own,
    places,
    packs,
    trust,
    jobs,
    sweeps,
    store,
    history,
    runtime: async () => (await runtime()).status,
    async snapshot() {
      const [unreadable, { status }] = await Promise.all([jobs.load(), runtime()])
      return {
        seq: events.seq,
        version,
        platform: process.platform,
        dataFolder: layout.data,
        runtime: status,
        ready: listed.ready,
        jobs: [...listed.jobs],
        problems: [...listed.problems, ...unreadable, ...jobs.problems(), ...places.problems()],
        own: [...own.view()],
        opened,
        runs: [...jobs.runs()],
        queue: jobs.queue(),
      }
    },
    subscribe: (listener) => events.subscribe(listener),
    tell: ({ message, hint = '' }) => events.emit({ type: 'notice', tone: 'error', text: message, hint }),
    show(file) {
      opened = file
      events.emit({ type: 'opened', file })
    },
    async jobOf(id) {
      const run = await store.look(id)
      const spec = await again(run.job, codeIn(store.folder(id), run.code))
      if (!isInside(layout.jobs, spec.file)) await own.open(spec.file)
      return spec.id
    },
    columns: (file) => engine.columns(file),
    async localCluster(workers) {
      const { status, files } = await runtime()
      if (files === null) throw new GilderError(text.runtimeUnusable(status))
      return startLocalCluster(layout, files.executable, workers)
    },
    start() {
      void jobs
        .open()
        .then(list)
        .then(() => {
          void keep()
          jobs.watch()
          // A folder that cannot be made is told when something is put there.
          void makeFolder(layout.ownJobs)
            .catch(() => null)
            .then(() => own.watch())
          engine.warm()
        })
    },
    async close() {
      own.close()
      await jobs.close(CLOSE_LIMIT_MS)
      engine.close()
      await history.close()
    },
    exit: (code) => interpreter.exit(code),
  }
}
