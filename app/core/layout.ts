/** Where everything is: a pure function of where the app was started from, so that it can be tested for every system. */
import { posix, win32 } from 'node:path'

export interface Place {
  /** The repository in a checkout; `…/resources/app.asar` when packaged. */
  readonly appRoot: string
  /** Electron's `process.resourcesPath`; null where there is none (Electron running as Node, plain Node). */
  readonly resourcesPath: string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

export interface Layout {
  readonly appRoot: string
  readonly packaged: boolean
  /** `gilder.node` */
  readonly addon: string
  /** The folder with `runtime.json`. */
  readonly runtime: string
  /** Whether GILDER_RUNTIME chose it. */
  readonly runtimeNamed: boolean
  /** The folder that holds the Python package `gilder`; the last entry of `sys.path`. */
  readonly pythonPath: string
  /** The jobs that ship with the app: `<jobs>/<name>/<name>.py`. */
  readonly jobs: string
  readonly data: string
  /** The folder for the user's own jobs. */
  readonly ownJobs: string
  /** Which other folders and files of jobs the window shows, and what of them may be executed. */
  readonly places: string
  readonly trust: string
  readonly runs: string
  /** The folder of the index of the runs. */
  readonly index: string
  /** The rules of keeping runs. */
  readonly rules: string
  readonly cache: string
  /** The SQLite for engines that have none of their own. */
  readonly sqlite: string
  /** The jobs that have taken a process down. */
  readonly crashes: string
  /** The saved address of a cluster. */
  readonly cluster: string
  /** The packs there are, and the folder that they are installed in. */
  readonly packCatalogue: string
  readonly packs: string
  /** The folder that holds pip, which installs packs. */
  readonly pip: string
  /** What each Gilder that lives executes inside of its own process. */
  readonly inside: string
}

export function layout(place: Place): Layout {
  const path = place.platform === 'win32' ? win32 : posix
  const packaged = path.basename(place.appRoot) === 'app.asar'
  const resources = packaged ? (place.resourcesPath ?? path.dirname(place.appRoot)) : place.appRoot
  const python = path.join(resources, 'python-runtime')
  const data = dataFolder(place)
  const named = absolute(place, place.env.GILDER_RUNTIME)
  return {
    appRoot: place.appRoot,
    packaged,
    addon: packaged
      ? path.join(resources, 'native', 'gilder.node')
      : path.join(resources, 'native', 'build', 'Release', 'gilder.node'),
    runtime: named ?? path.join(python, 'env'),
    runtimeNamed: named !== null,
    pythonPath: python,
    jobs: path.join(python, 'jobs'),
    data,
    ownJobs: path.join(data, 'jobs'),
    places: path.join(data, 'own-jobs.json'),
    trust: path.join(data, 'trust.json'),
    runs: path.join(data, 'runs'),
    index: path.join(data, 'index'),
    rules: path.join(data, 'history.json'),
    cache: path.join(data, 'cache'),
    sqlite: path.join(resources, packaged ? 'sqlite' : '', 'node_modules', '@photostructure', 'sqlite'),
    crashes: path.join(data, 'crashed-jobs.json'),
    cluster: path.join(data, 'cluster.json'),
    packCatalogue:
      absolute(place, place.env.GILDER_PACKS) ?? path.join(python, 'gilder', 'packs', 'catalogue.json'),
    packs: path.join(data, 'packs'),
    pip: packaged ? path.join(python, 'pip') : path.join(place.appRoot, '.cache', 'tools'),
    inside: path.join(data, 'inside'),
  }
}

function dataFolder(place: Place): string {
  const { env, home, platform } = place
  const chosen = absolute(place, env.GILDER_DATA)
  if (chosen !== null) return chosen
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Gilder')
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Gilder')
  // The XDG rule: a relative value is to be ignored.
  const xdg = env.XDG_DATA_HOME
  const base = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share')
  return posix.join(base, 'gilder')
}

/** A folder named by the user may be relative to where he stands; everything of ours wants it absolute. */
function absolute(place: Place, folder: string | undefined): string | null {
  if (folder === undefined || folder === '') return null
  return (place.platform === 'win32' ? win32 : posix).resolve(folder)
}
