/** Short messages in the corner: what could not be done, and small confirmations. */

import type { Reply } from '../../contract/api'
import type { ErrorReport } from '../../contract/error'
import { sentence, sentences } from '../format/sentence'
import type { Notice } from './state'
import { useStore } from './store'

const LIMIT = 4
let last = 0

export function notify(tone: Notice['tone'], text: string, hint = ''): void {
  last += 1
  const notice: Notice = { id: last, tone, text, hint }
  // The same complaint twice is one complaint.
  useStore.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.text !== text), notice].slice(-LIMIT),
  }))
}

export const notifyError = (error: ErrorReport): void =>
  notify('error', sentence(error.message), sentences(error.hint))

export function dismiss(id: number): void {
  useStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/** The value of a reply, or undefined after the error has been shown. */
export async function answerOf<T>(reply: Promise<Reply<T>>): Promise<T | undefined> {
  const settled = await reply
  if (settled.ok) return settled.value
  notifyError(settled.error)
  return undefined
}
