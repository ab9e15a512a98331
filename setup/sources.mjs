// @ts-check
/** What the linters and formatters look at, and the one of them whose program lies in an odd place. */
import { join } from 'node:path'
import { listFiles } from './fingerprint.mjs'
import { root, tools } from './paths.mjs'

export const pythonSources = ['python-runtime', 'native/src', 'tests']

export const nativeSources = () =>
  listFiles(root, ['native'], ['native/build']).filter((file) => /\.(cc|h)$/.test(file))

/** pip's script in `bin` names the Python it was installed by; the program itself needs none. */
export const clangFormat = join(tools, 'clang_format', 'data', 'bin', 'clang-format')
