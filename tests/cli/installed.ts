/** The app as it is packed, as far as its launcher sees: parts of this checkout under the names of a package. */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Ended, electron, type Place, root, type Started } from './gilder'

/** Answers with its folder. */
export function install(here: Place): string {
  const folder = here.path('Gilder app')
  const resources = join(folder, 'resources')
  mkdirSync(join(resources, 'app.asar/out'), { recursive: true })
  mkdirSync(join(resources, 'native'))
  // Copies: a script that is reached by a link takes itself to be where the link leads.
  for (const part of ['cli', 'shared'])
    cpSync(join(root, 'out', part), join(resources, 'app.asar/out', part), { recursive: true })
  symlinkSync(join(root, 'native/build/Release/gilder.node'), join(resources, 'native/gilder.node'))
  symlinkSync(join(root, 'python-runtime'), join(resources, 'python-runtime'))
  symlinkSync(electron, join(folder, 'gilder-app'))
  const launcher = join(folder, 'gilder')
  copyFileSync(join(root, 'app/cli/launcher/gilder'), launcher)
  chmodSync(launcher, 0o755)
  return folder
}

/** A shell's line, with `$0` as the program. */
export function shell(here: Place, line: string, program: string, cwd = here.folder): Started {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn('/bin/sh', ['-c', line, program], {
    cwd,
    env: { PATH, HOME, LANG: 'C.UTF-8', GILDER_DATA: here.data, GILDER_TRUST: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<Ended>((settle) => {
    child.on('close', (code, signal) => settle({ code, signal, stdout, stderr }))
  })
  const says = async (text: string): Promise<void> => {
    while (!(stdout + stderr).includes(text)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`It ended: ${stdout}${stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return { child, ended, says }
}
