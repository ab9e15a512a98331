/** Whether a window could open, where that is a question: on Linux. The command line needs none of it. */
import { readFile } from 'node:fs/promises'
import { type Check, ok, warning } from '../check'

export const display: Check = {
  name: 'display',
  async look() {
    if (process.platform !== 'linux') return ok('The system has a desktop.')
    const { DISPLAY, WAYLAND_DISPLAY } = process.env
    const name = WAYLAND_DISPLAY || DISPLAY || null
    const sandbox = await sandboxFault()
    const facts = { display: name, sandbox: sandbox === null }
    if (name === null) return ok('There is none here: the command line works, the window needs one.', facts)
    if (sandbox !== null)
      return warning(`The window cannot open on ${name}: ${sandbox.why}.`, sandbox.hint, facts)
    return ok(`A window can open on ${name}.`, facts)
  },
}

const setting = (name: string): Promise<string> =>
  readFile(`/proc/sys/${name}`, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )

/** What is known to keep Chromium's sandbox from starting. */
async function sandboxFault(): Promise<{ readonly why: string; readonly hint: string } | null> {
  if (process.getuid?.() === 0)
    return { why: "Chromium's sandbox does not start as root", hint: 'Use an ordinary account.' }
  const closed =
    (await setting('kernel/unprivileged_userns_clone')) === '0' ||
    (await setting('user/max_user_namespaces')) === '0' ||
    (await setting('kernel/apparmor_restrict_unprivileged_userns')) === '1'
  if (!closed) return null
  return {
    why: "the system keeps programs from making user namespaces, which Chromium's sandbox is made of",
    hint: 'Ask the administrator of this machine to allow user namespaces for Gilder.',
  }
}
