/** What kind of file system a folder lies on. */
import { readFile } from 'node:fs/promises'

export interface Mount {
  /** `ext4`, `nfs4`, `tmpfs` */
  readonly type: string
  readonly at: string
  readonly nature: 'local' | 'network' | 'memory'
}

const NETWORK = /^(nfs|cifs|smb|9p|afs|ceph|gluster|lustre|beegfs|fuse\.(sshfs|rclone|s3fs|gcsfuse|gvfsd))/
const MEMORY = new Set(['tmpfs', 'ramfs'])

/** Null where it cannot be told. */
export async function mountOf(folder: string): Promise<Mount | null> {
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return findMount(table, folder)
}

/** `36 35 98:0 /root /mount/point options - ext4 /dev/sda1 options`, with octal escapes; the longest match counts. */
export function findMount(table: string, folder: string): Mount | null {
  let best: Mount | null = null
  for (const line of table.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const at = (before.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    )
    const [type = ''] = after.split(' ')
    const holds = at === '/' || folder === at || folder.startsWith(`${at}/`)
    // Of two at one place the later lies on top.
    if (at !== '' && holds && (best === null || at.length >= best.at.length))
      best = { type, at, nature: natureOf(type) }
  }
  return best
}

const natureOf = (type: string): Mount['nature'] =>
  MEMORY.has(type) ? 'memory' : NETWORK.test(type) ? 'network' : 'local'
