/** Who may import whom (docs/architecture.md): the includes and type imports are read here, the rest is Biome's rule. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

function sources(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

describe('the addon', () => {
  /** Folder of `native/src` → what its files may include of ours; '' is the neutral ground that all share. */
  const allowed: Readonly<Record<string, readonly string[]>> = {
    '': [''],
    core: ['', 'core'],
    linux: ['', 'linux'],
    python: ['', 'core', 'linux', 'python'],
    js: ['', 'core', 'js'],
  }
  /** The headers of the two languages, each for one side. */
  const owners: Readonly<Record<string, string>> = {
    'napi.h': 'js',
    'node_api.h': 'js',
    'Python.h': 'python',
  }

  function violations(file: string, text: string): readonly string[] {
    const folder = file.split('/').slice(2, -1)[0] ?? ''
    return [...text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].flatMap(([, header = '']) => {
      const owner = owners[header]
      const side = header.includes('/') ? (header.split('/')[0] ?? '') : ''
      const ours = side in allowed
      const fine = owner === undefined ? !ours || (allowed[folder] ?? []).includes(side) : owner === folder
      return fine ? [] : [`${file} includes ${header}`]
    })
  }

  test('keeps its two languages apart', () => {
    // addon.cc alone brings the sides together.
    const files = sources('native/src', /\.(cc|h)$/).filter((file) => file !== 'native/src/addon.cc')
    expect(files.length).toBeGreaterThan(10)
    expect(files.flatMap((file) => violations(file, read(file)))).toEqual([])
  })

  test.each([
    ['native/src/core/pool.h', '#include <napi.h>'],
    ['native/src/value.h', '#include <Python.h>'],
    ['native/src/value.h', '#include "core/call.h"'],
    ['native/src/js/api.h', '# include "Python.h"'],
    ['native/src/js/to_js.cc', '#include "python/ref.h"'],
    ['native/src/python/ref.h', '#include "js/api.h"'],
    ['native/src/core/pool.h', '#include "python/gil.h"'],
    ['native/src/linux/slots.h', '#include "core/call.h"'],
    ['native/src/linux/slots.h', '#include <Python.h>'],
  ])('a file %s with %s would be found', (file, text) => {
    expect(violations(file, text)).toHaveLength(1)
  })

  test.each([
    ['native/src/js/api.h', '#include <napi.h>'],
    ['native/src/python/api.h', '#include <Python.h>'],
    ['native/src/python/ref.h', '#include "core/call.h"\n#include "value.h"\n#include <vector>'],
  ])('a file %s with %s is fine', (file, text) => {
    expect(violations(file, text)).toEqual([])
  })
})

describe('the app', () => {
  /** The checkout's own Biome rule, on sources that a folder of its own holds at the paths where they would be. */
  function lint(file: string, text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'gilder-layers-'))
    try {
      const { overrides, $schema } = JSON.parse(read('biome.json'))
      writeFileSync(join(folder, 'biome.json'), JSON.stringify({ $schema, root: true, overrides }))
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), text)
      const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
      const args = [biome, 'lint', '--colors=off', '--only=style/noRestrictedImports', file]
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
      expect(stdout + stderr).toContain('Checked 1 file')
      return stdout + stderr
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test.each([
    ['app/contract/new.ts', "import { start } from '../core/core'"],
    ['app/contract/new.ts', "import { join } from 'node:path'"],
    ['app/core/jobs/new.ts', "import { open } from '../../main/window'"],
    ['app/core/new.ts', "import { run } from '../cli/cli'"],
    ['app/core/new.ts', "import { app } from 'electron'"],
    ['app/main/new.ts', "import { App } from '../renderer/main'"],
    ['app/cli/commands/new.ts', "import { app } from 'electron'"],
    ['app/cli/new.ts', "import { open } from '../main/window'"],
    ['app/preload/new.ts', "import { start } from '../core/core'"],
    ['app/preload/new.ts', "import { join } from 'node:path'"],
    ['app/renderer/run/new.tsx', "import type { Store } from '../../core/core'"],
    ['app/renderer/new.ts', "import { ipcRenderer } from 'electron'"],
    ['app/renderer/new.ts', "const { join } = await import('node:path')"],
  ])('%s may not say %s', (file, text) => {
    expect(lint(file, text)).toContain('noRestrictedImports')
  })

  test.each([
    ['app/core/jobs/new.ts', "import type { Run } from '../../contract/run'"],
    ['app/core/new.ts', "import { join } from 'node:path'"],
    ['app/main/new.ts', "import { app } from 'electron'\nimport { start } from '../core/core'"],
    ['app/preload/new.ts', "import { contextBridge } from 'electron'\nimport '../contract/channels'"],
    ['app/renderer/run/new.tsx', "import { a } from '../store/runs'"],
    ['app/cli/new.ts', "import { start } from '../core/core'"],
  ])('%s may say %s', (file, text) => {
    expect(lint(file, text)).not.toContain('noRestrictedImports')
  })

  test('has a window that takes only types from the contract', () => {
    const files = sources('app/renderer', /\.tsx?$/)
    expect(files.length).toBeGreaterThan(0)
    const runtime = /^(?:import(?! type)|export(?! type))\b[^;'"]*?['"][^'"]*\/contract\/[^'"]*['"]/gms
    expect(
      files.flatMap((file) => (read(file).match(runtime) ?? []).map((line) => `${file}: ${line}`)),
    ).toEqual([])
  })
})
