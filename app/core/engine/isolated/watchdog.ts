/**
 * A process that outlives this one by a moment, to end what it leaves behind. Workers end with their parent by
 * themselves, but what they have started may not, and a killed Gilder can do nothing about it any more.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { PythonFiles } from '../../runtime/files'
import type { Seen } from './proc'

export class Watchdog {
  private child: ChildProcess | null = null

  /** `mark` is what all processes of this Gilder carry. */
  constructor(readonly mark: string) {}

  /** Linux only: elsewhere there is no looking into other processes. */
  start(files: PythonFiles, pythonPath: string): void {
    if (this.child !== null || process.platform !== 'linux') return
    const args = ['-I', '-S', '-B', join(pythonPath, 'gilder', 'watchdog.py'), this.mark, String(process.pid)]
    const child = spawn(files.executable, args, {
      env: { PATH: process.env.PATH ?? '' },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    this.child = child
    const gone = (): void => {
      // Somebody has ended it. The next worker gets a new one.
      if (this.child === child) this.child = null
    }
    child.on('error', gone)
    child.on('exit', gone)
    child.stdin.on('error', () => {})
    child.unref()
    // The pipe says that we live by being open, and must not be what keeps us alive.
    if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  }

  /** One more to end, which need not carry the mark. */
  guard({ pid, started }: Seen): void {
    if (this.child?.stdin?.writable) this.child.stdin.write(`${pid} ${started}\n`)
  }

  /** Only what carries the mark. */
  forget(): void {
    if (this.child?.stdin?.writable) this.child.stdin.write('0 0\n')
  }

  /** It ends what is left, and then itself. */
  end(): void {
    this.child?.stdin?.end()
    this.child = null
  }
}
