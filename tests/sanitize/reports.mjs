// @ts-check
/** What sanitizers wrote to their report files, as failures. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The allocator's own frames, and those of the library whose containers we use. */
const notTheAllocator = /lib(asan|stdc\+\+)\b|\/libsanitizer\/|\/include\/c\+\+\//

/**
 * Whether our code made the allocation that a leak report is about. Neither Python's memory (its arenas are not
 * searched for pointers) nor V8's is ours to judge, also where a call of ours stands further up.
 * @param {string} leak
 */
export function isOurs(leak) {
  const frames = leak.split('\n').filter((line) => /^\s+#\d+ /.test(line))
  return /gilder\.node|\/native\/src\//.test(frames.find((frame) => !notTheAllocator.test(frame)) ?? '')
}

/**
 * Without the leaks that are not ours; empty when nothing else is left.
 * @param {string} text of one process
 */
export function judged(text) {
  // Memory that is not to be had is refused, which Python handles; ASan mentions it all the same.
  const refused = /^==\d+==WARNING: AddressSanitizer failed to allocate .*\n?/gm
  const paragraphs = text.replace(refused, '').split(/\n\n+/)
  const left = paragraphs.filter((paragraph) => {
    if (/^(Direct|Indirect) leak of /m.test(paragraph)) return isOurs(paragraph)
    return !/LeakSanitizer: detected memory leaks|^SUMMARY: AddressSanitizer: \d+ byte\(s\) leaked/m.test(
      paragraph,
    )
  })
  return left.join('\n\n').trim()
}

/**
 * @param {string} folder
 * @returns {readonly import('../run/result.mjs').Failure[]}
 */
export const failuresIn = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const text = judged(readFileSync(join(folder, name), 'utf8'))
    return text === '' ? [] : [{ name: `report ${name}`, text: text.slice(0, 20_000) }]
  })
