// @ts-check
/** Developer tools from PyPI in `.cache/tools/`: linters, pytest, and what builds the runtime. */
import { existsSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { StepError } from '../failure.mjs'
import { tools as folder, inRoot, tool } from '../paths.mjs'

const half = `${folder}.tmp`

/** Any Python that has pip will do; the runtime's own is built later, with these tools. */
function pythons() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .filter((name) => name.startsWith('3.11.'))
        .map((name) => join(versions, name, 'bin', 'python3.11'))
    : []
  const given = process.env.GILDER_PYTHON ? [process.env.GILDER_PYTHON] : []
  return [...given, 'python3.11', ...installed, 'python3', 'python']
}

/** @param {import('../step.mjs').Task} task */
async function findPip({ exec }) {
  for (const python of pythons())
    if ((await exec(python, ['-m', 'pip', '--version'])).code === 0) return python
  throw new StepError(
    'No Python with pip was found.',
    'Install one (on Debian: `sudo apt-get install python3-pip`), then run the same command again.',
  )
}

/** @type {import('../step.mjs').Step} */
export const tools = {
  name: 'tools',
  title: 'Developer tools',
  inputs: () => ({
    files: ['setup/tools.txt'],
    facts: { platform: process.platform, arch: process.arch },
  }),
  outputs: () => [tool('ruff'), join(folder, 'pytest'), join(folder, 'pip')],
  async run(task) {
    await rm(half, { recursive: true, force: true })
    try {
      const python = await findPip(task)
      const options = ['--target', half, '--no-deps', '--no-input', '--disable-pip-version-check']
      const { code } = await task.exec(python, [
        ...['-m', 'pip', 'install', ...options, '--progress-bar', 'off', '--requirement'],
        inRoot('setup', 'tools.txt'),
      ])
      if (code !== 0)
        throw new StepError(
          'pip could not install the tools of setup/tools.txt.',
          'Check the network and the index pip is set up for, then run the same command again.',
        )
      await rm(folder, { recursive: true, force: true })
      await rename(half, folder)
      return undefined
    } finally {
      await rm(half, { recursive: true, force: true })
    }
  },
}
