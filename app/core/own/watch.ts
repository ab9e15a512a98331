/**
 * Says that something in some folders may have changed. Where the system tells of changes that is at once; where it does
 * not (network drives, folders that come and go, more of them than it watches) it is at the next beat. What has changed
 * is for whoever listens to find out: editors that save by renaming, or in pieces, are then no case of their own.
 */
import { type FSWatcher, statSync, watch } from 'node:fs'

/** An editor that saves writes, renames and deletes; all of that is one change. */
const PAUSE_MS = 120
const BEAT_MS = 3000
/** The rest is left to the beat: systems have few to give. */
const MOST = 64

export class FolderWatch {
  private readonly watchers = new Map<string, { readonly inode: number; readonly watcher: FSWatcher }>()
  private pause: ReturnType<typeof setTimeout> | null = null
  private beat: ReturnType<typeof setInterval> | null

  constructor(
    private readonly look: () => void,
    beat = BEAT_MS,
  ) {
    this.beat = setInterval(look, beat)
    this.beat.unref()
  }

  /** From now on these, and no others. Those that cannot be watched are tried again at the next call. */
  follow(folders: Iterable<string>): void {
    const wanted = new Set([...folders].slice(0, MOST))
    // One that was removed and made again is another folder, of which the old watch knows nothing.
    for (const [folder, { inode }] of this.watchers)
      if (!wanted.has(folder) || inodeOf(folder) !== inode) this.drop(folder)
    if (this.beat === null) return
    for (const folder of wanted) if (!this.watchers.has(folder)) this.add(folder)
  }

  close(): void {
    if (this.beat !== null) clearInterval(this.beat)
    if (this.pause !== null) clearTimeout(this.pause)
    this.beat = null
    for (const folder of [...this.watchers.keys()]) this.drop(folder)
  }

  private add(folder: string): void {
    try {
      const inode = inodeOf(folder)
      if (inode === null) return
      const watcher = watch(folder, { persistent: false }, () => this.soon())
      this.watchers.set(folder, { inode, watcher })
      watcher.on('error', () => this.drop(folder))
    } catch {
      // The system has no more watches to give, or none for this kind of drive.
    }
  }

  private drop(folder: string): void {
    this.watchers.get(folder)?.watcher.close()
    this.watchers.delete(folder)
  }

  private soon(): void {
    // Not put off by what goes on meanwhile: in a folder of downloads something always does.
    this.pause ??= setTimeout(() => {
      this.pause = null
      this.look()
    }, PAUSE_MS)
    this.pause.unref()
  }
}

const inodeOf = (folder: string): number | null => {
  try {
    return statSync(folder).ino
  } catch {
    return null
  }
}
