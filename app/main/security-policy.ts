/** What the window may do, as pure functions: the wiring in `guard.ts` only asks. */

export const SCHEME = 'app'
export const WINDOW_ORIGIN = `${SCHEME}://gilder`
export const WINDOW_URL = `${WINDOW_ORIGIN}/index.html`

/** Only files of ours run or load; styles need the nonce because Mantine and AG Grid insert style elements. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${SCHEME}:`,
    "font-src 'self'",
    `connect-src 'self' ${SCHEME}:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A request over IPC counts only from the top frame of our own page. */
export function isTrustedSender(frame: { readonly url: string; readonly isTopFrame: boolean }): boolean {
  return frame.isTopFrame && isOwnPage(frame.url)
}

/** The window stays on its own page; everything else is refused, whoever asks. */
export function isOwnPage(url: string): boolean {
  try {
    const { protocol, host, pathname } = new URL(url)
    return protocol === `${SCHEME}:` && host === 'gilder' && pathname === '/index.html'
  } catch {
    return false
  }
}

/** Copying to the clipboard is the one permission the window has a use for. */
export const isAllowedPermission = (permission: string): boolean => permission === 'clipboard-sanitized-write'
