/** The versions that a report of a fault has to name. */
import { readFile } from 'node:fs/promises'
import { arch, platform, release, version } from 'node:os'
import { type Check, ok } from '../check'

export const system: Check = {
  name: 'system',
  async look({ version: gilder }) {
    const name = await systemName()
    const { electron = null, node } = process.versions
    const host = electron === null ? `Node ${node}` : `Electron ${electron}, Node ${node}`
    return ok(`Gilder ${gilder} with ${host}; ${name}, ${arch()}.`, {
      gilder,
      electron,
      node,
      system: name,
      platform: platform(),
      release: release(),
      arch: arch(),
    })
  },
}

async function systemName(): Promise<string> {
  if (platform() !== 'linux') return `${version()} ${release()}`
  const content = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const name = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(content)?.[1] ?? 'Linux'
  return `${name}, Linux ${release()}`
}
