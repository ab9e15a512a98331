// @ts-check
/** The runtime from a shared-library CPython and wheels. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exec } from '../../setup/process.mjs'
import { BuildError } from './error.mjs'
import { copyInterpreter, findInterpreter } from './interpreter.mjs'
import { layoutOf } from './layout.mjs'
import { relocate } from './relocate.mjs'
import { cpuPin, cudaNext, cudaObjection } from './torch.mjs'

/** pip's runner takes over no package from the folder it lies in, so nothing there counts as installed. */
const runner = ['pip', '__pip-runner__.py']
const quiet = ['--disable-pip-version-check', '--no-input', '--root-user-action', 'ignore']

/**
 * @param {{ folder: string, python: string, torch: string, lock: string, tools: string, say: (line: string) => void }} order
 */
export async function createWithWheels({ folder, python, torch, lock, tools, say }) {
  if (process.platform === 'darwin')
    throw new BuildError(
      'On macOS the runtime is made by conda, and none was found.',
      'Install micromamba or conda.',
    )
  const found = await findInterpreter(python)
  say(`Copying Python ${found.version} from ${found.prefix}`)
  copyInterpreter(found, folder)
  if (process.platform === 'linux') await relocate(folder, found, tools, say)

  const layout = layoutOf(process.platform, python)
  const pip = (/** @type {readonly string[]} */ args, onLine = say) =>
    exec(join(folder, layout.executable), ['-I', join(tools, ...runner), ...args, ...quiet], { onLine })

  say(`Asking pip for PyTorch ${torch}`)
  const torchPin = cpuPin(torch, process.platform)
  const plan = await pip(
    ['install', '--dry-run', '--quiet', '--no-deps', '--report', '-', torchPin],
    () => {},
  )
  if (plan.code !== 0) console.error(plan.output)
  if (plan.code !== 0) throw new BuildError(`pip finds no CPU build of PyTorch (${torchPin}).`, cudaNext)
  const objection = cudaObjection(JSON.parse(plan.stdout))
  if (objection) throw new BuildError(`${objection}.`, cudaNext)

  const total = readFileSync(lock, 'utf8').match(/^[\w.-]+==[^;\n]*$/gm)?.length ?? 0
  const site = join(folder, layout.sitePackages)
  const installed = () => readdirSync(site).filter((name) => name.endsWith('.dist-info')).length
  // pip says nothing while it unpacks, which is most of the time.
  const timer = setInterval(
    () => installed() && say(`Unpacking packages, ${installed()} of ${total + 1}`),
    1000,
  )
  const options = ['--no-deps', '--no-compile', '--only-binary', ':all:', '--progress-bar', 'off']
  const { code, output } = await pip(
    ['install', ...options, '--no-warn-script-location', '--requirement', lock, torchPin],
    (line) => {
      const words = readable(line)
      if (words) say(words)
    },
  ).finally(() => clearInterval(timer))
  if (code === 0) return
  console.error(output)
  throw new BuildError(
    `pip could not install the packages: ${reasonOf(output)}`,
    'Check the network and the index pip is set up for, then run the same command again.',
  )
}

/**
 * pip's line in the words of the progress line; null for one that says nothing to a person.
 * @param {string} line
 */
export function readable(line) {
  const collecting = /^Collecting (\S+?)==(\S+)/.exec(line)
  if (collecting) return `Finding ${collecting[1]} ${collecting[2]}`
  const downloading = /^\s*(?:Downloading|Using cached) ([\w.]+?)-(\d[^-]*)-\S*(?: \((.+)\))?$/.exec(line)
  if (downloading) {
    const size = downloading[3] ? `, ${downloading[3]}` : ''
    return `Downloading ${downloading[1]} ${downloading[2]}${size}`
  }
  if (/^Installing collected packages/.test(line)) return 'Unpacking packages'
  return line.startsWith('ERROR') ? line : null
}

/** @param {string} output */
function reasonOf(output) {
  const lines = output.split('\n').filter((line) => line.startsWith('ERROR:'))
  return lines.at(-1)?.replace(/^ERROR:\s*/, '') ?? 'it gives no reason.'
}
