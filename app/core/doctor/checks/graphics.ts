/** What could compute besides the processor. Nothing of it is needed. */
import { execFile } from 'node:child_process'
import { type Check, ok } from '../check'

const LIMIT_MS = 5000

export const graphics: Check = {
  name: 'graphics',
  async look({ selfTest }) {
    const [cards, test] = await Promise.all([nvidiaCards(), selfTest()])
    const torch = test.ran ? test.report.graphics : null
    const facts = { cards, torch }
    if (torch !== null && torch.devices.length > 0)
      return ok(`PyTorch ${torch.torch} can compute on ${torch.devices.join(', ')}.`, facts)
    const who = torch === null ? 'jobs compute' : `PyTorch ${torch.torch} computes`
    const found =
      cards.length === 0 ? 'No NVIDIA card was found' : `There is ${cards.join(', ')}, which is not used`
    return ok(`${found}: ${who} on the processor.`, facts)
  },
}

/** By the driver's own tool, where there is one. */
function nvidiaCards(): Promise<readonly string[]> {
  const args = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader']
  return new Promise((resolve) => {
    execFile('nvidia-smi', args, { timeout: LIMIT_MS, windowsHide: true }, (error, stdout) => {
      const lines = stdout.split('\n').map((line) => line.trim())
      resolve(error === null ? lines.filter((line) => line !== '') : [])
    })
  })
}
