// @ts-check
/** A CUDA build of PyTorch is gigabytes larger and is never wanted: it is neither asked for nor let through. */

/**
 * The part that is read of what `pip install --dry-run --report` writes.
 * @typedef {object} PipReport
 * @property {readonly { readonly metadata: { readonly name: string, readonly version: string, readonly requires_dist?: readonly string[] } }[]} install
 */

/**
 * What pip is asked for. On Linux the unlabelled build is the CUDA one, and even planning with it may download it: only
 * the label `+cpu` is safe. Elsewhere the unlabelled build is for the CPU.
 * @param {string} version
 * @param {string} platform
 */
export const cpuPin = (version, platform) => `torch==${version}${platform === 'linux' ? '+cpu' : ''}`

const cuda = /^(nvidia-|cuda-|triton|pytorch-triton)/i

/**
 * Why the plan must not be carried out; null when its torch is a CPU build.
 * @param {PipReport} report
 * @returns {string | null}
 */
export function cudaObjection(report) {
  const torch = report.install.find(({ metadata }) => metadata.name.toLowerCase() === 'torch')
  if (!torch) return 'pip found no torch to install'
  const build = torch.metadata.version.split('+')[1]
  if (build !== undefined && !build.startsWith('cpu'))
    return `pip would install torch ${torch.metadata.version}`
  const planned = report.install.map(({ metadata }) => metadata.name)
  const needed = (torch.metadata.requires_dist ?? [])
    .filter((requirement) => !/;.*\bextra\s*==/.test(requirement))
    .map((requirement) => /^[\w.-]+/.exec(requirement)?.[0] ?? '')
  const found = [...planned, ...needed].find((name) => cuda.test(name))
  return found ? `pip would install a CUDA build of torch, which brings ${found}` : null
}

export const cudaNext =
  'Install micromamba or conda, or give pip PyTorch\'s CPU wheel index in PIP_EXTRA_INDEX_URL (see "Get Started" on pytorch.org: pip, CPU).'
