import { notify } from '../store/notices'

/** Copies and says so: nothing else shows that it happened. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify('info', `${what} copied.`)
  } catch {
    notify('error', `${what} could not be copied.`, 'Click into the window once and try again.')
  }
}
