/**
 * The Python side's self-test by the runtime's own program, in a process of its own: a library that was made for another
 * processor, or was damaged, kills the process that loads it, and that must not be this one.
 */
import { execFile } from 'node:child_process'
import { z } from 'zod'
import type { Layout } from '../layout'
import type { PythonFiles } from '../runtime/files'

/** `gilder.selftest:report` */
export const SelfTestReport = z.object({
  python: z.string(),
  parts: z.array(z.object({ name: z.string(), state: z.enum(['ok', 'missing', 'wrong']), text: z.string() })),
  graphics: z
    .object({ torch: z.string(), cuda: z.string().nullable(), devices: z.array(z.string()) })
    .nullable(),
})
export type SelfTestReport = z.infer<typeof SelfTestReport>

export type SelfTest =
  | { readonly ran: true; readonly report: SelfTestReport }
  /** In few words: `it was killed by SIGILL`. */
  | { readonly ran: false; readonly why: string }

const LIMIT_MS = 120_000
const PROGRAM = 'import sys; sys.path.append(sys.argv[1]); from gilder import selftest; selftest.main()'

export function testInProcess(layout: Layout, { executable }: PythonFiles): Promise<SelfTest> {
  return new Promise((resolve) => {
    const args = ['-I', '-B', '-c', PROGRAM, layout.pythonPath]
    execFile(
      executable,
      args,
      { timeout: LIMIT_MS, maxBuffer: 1 << 24, windowsHide: true },
      (error, stdout, stderr) => {
        resolve(error === null ? readReport(stdout) : { ran: false, why: whyEnded(error, stderr) })
      },
    )
  })
}

function readReport(stdout: string): SelfTest {
  try {
    const report = SelfTestReport.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
    return { ran: true, report }
  } catch {
    return { ran: false, why: 'it ended without an answer' }
  }
}

interface Ending {
  readonly code?: number | string | null
  readonly signal?: string | null
  readonly killed?: boolean
  readonly message: string
}

function whyEnded({ code, signal, killed, message }: Ending, stderr: string): string {
  if (killed) return `it did not end within ${LIMIT_MS / 1000} seconds`
  if (typeof signal === 'string') return `it was killed by ${signal}`
  const last = stderr.trimEnd().split('\n').at(-1) ?? ''
  if (typeof code === 'number') return last === '' ? `it ended with code ${code}` : last
  return message
}
