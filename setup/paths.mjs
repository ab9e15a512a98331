// @ts-check
/** Where things are. Everything that set-up makes lies in `.cache/`, but for the folders the tools insist on. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const windows = process.platform === 'win32'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts)

export const state = inRoot('.cache', 'setup')
export const tools = inRoot('.cache', 'tools')
export const electronFolder = inRoot('.cache', 'electron')
export const electronMarker = join(electronFolder, 'gilder-electron.json')
export const runtimeFolder = inRoot('python-runtime', 'env')

/** The Node that runs every tool after the `packages` step: newer than what a machine may have. */
export const node = windows
  ? inRoot('node_modules', 'node', 'bin', 'node.exe')
  : inRoot('node_modules', '.bin', 'node')

const electronPaths = /** @type {Record<string, string>} */ ({
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
})
export const electron = join(electronFolder, electronPaths[process.platform] ?? 'electron')

/** @param {string} name a package's command-line script, relative to `node_modules` */
export const script = (name) => inRoot('node_modules', ...name.split('/'))

/** @param {string} name a developer tool from PyPI */
export const tool = (name) => join(tools, 'bin', windows ? `${name}.exe` : name)
