/** What can be wrong with Python itself, and with its way into the process. */
import type { ErrorReport } from '../../contract/error'
import type { RuntimeStatus } from '../../contract/runtime'

/** What can be wrong with the runtime's files. */
export type RuntimeFault =
  | { readonly what: 'no-folder' }
  | { readonly what: 'no-python' }
  | { readonly what: 'no-base'; readonly base: string }
  | { readonly what: 'bad-venv' }
  | { readonly what: 'not-shared'; readonly folder: string }
  | { readonly what: 'bad-manifest' }
  | { readonly what: 'no-file'; readonly file: string }
  | { readonly what: 'bad-binary'; readonly file: string }
  | { readonly what: 'cut-off'; readonly file: string }
  | { readonly what: 'unreadable'; readonly reason: string }
  | { readonly what: 'machine'; readonly found: string; readonly wanted: string; readonly file?: string }
  | { readonly what: 'version'; readonly found: string; readonly wanted: string }

export function runtimeMessage(folder: string, fault: RuntimeFault): string {
  switch (fault.what) {
    case 'no-folder':
      return `There is no Python runtime at ${folder}.`
    case 'no-python':
      return `The folder ${folder} holds no Python runtime: neither runtime.json nor a Python is in it.`
    case 'no-base':
      return `The virtual environment ${folder} was made from a Python in ${fault.base}, which is not there any more.`
    case 'bad-venv':
      return `The virtual environment ${folder} is damaged: pyvenv.cfg does not say which Python it was made from.`
    case 'not-shared':
      return `The Python at ${fault.folder} has no shared library (libpython), so that it cannot run inside Gilder.`
    case 'bad-manifest':
      return `The Python runtime at ${folder} is damaged: runtime.json cannot be read.`
    case 'no-file':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is missing.`
    case 'bad-binary':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is not a program library.`
    case 'cut-off':
      return `The Python runtime at ${folder} is damaged: ${fault.file} is cut off.`
    case 'unreadable':
      return `The Python runtime at ${folder} cannot be read: ${fault.reason}.`
    case 'machine': {
      const what = fault.file === undefined ? 'It' : fault.file
      return `The Python runtime at ${folder} is for another machine: ${what} is for ${fault.found}, this is ${fault.wanted}.`
    }
    case 'version':
      return `The Python runtime at ${folder} is Python ${fault.found}; Gilder needs Python ${fault.wanted}.`
  }
}

/** Where the runtime's folder came from, and with it who can put it right. */
export interface RuntimeOrigin {
  readonly packaged: boolean
  /** Whether GILDER_RUNTIME names it. */
  readonly named: boolean
}

export function runtimeHint({ packaged, named }: RuntimeOrigin): string {
  if (named) return 'GILDER_RUNTIME names this folder: correct or unset it.'
  return packaged
    ? 'Install Gilder again, or point GILDER_RUNTIME to a whole runtime.'
    : 'Run "npm run setup" to make it, or point GILDER_RUNTIME to a whole runtime.'
}

export const runtimeWords = {
  runtimeUnusable: (status: RuntimeStatus): ErrorReport => ({
    kind: 'runtime',
    message: status.message,
    hint: status.hint,
  }),
  addonUnusable: (file: string, why: string): ErrorReport => ({
    kind: 'runtime',
    message: `Gilder's native addon ${file} cannot be loaded.`,
    hint: 'Run "npm run setup" in a checkout, or install Gilder again.',
    traceback: why,
  }),
  pythonDoesNotStart: (folder: string, why: string, origin: RuntimeOrigin): ErrorReport => ({
    kind: 'runtime',
    message: `The Python runtime at ${folder} does not start: ${why}`,
    hint:
      origin.named && why.startsWith('No module named')
        ? 'Install the packages of environment.yml there, or unset GILDER_RUNTIME.'
        : runtimeHint(origin),
  }),
  hostReply: (target: string, why: string): ErrorReport => ({
    kind: 'internal',
    message: `Python answered ${target} with something Gilder does not understand.`,
    hint: 'The app and its Python package are of different versions: install Gilder again.',
    traceback: why,
  }),
  hostRaised: (type: string, message: string, traceback: string | undefined): ErrorReport => ({
    kind: type === 'MemoryError' ? 'memory' : 'internal',
    message: type === 'MemoryError' ? 'Python ran out of memory.' : `${type}: ${message}`,
    hint:
      type === 'MemoryError'
        ? 'Close other programs, or give the job less data.'
        : 'This is a fault in Gilder: please report it with the traceback.',
    type,
    ...(traceback === undefined ? {} : { traceback }),
  }),
} as const
