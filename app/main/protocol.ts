/** The `app://` scheme, registered with Electron. */
import { protocol } from 'electron'
import { answer, type Roots } from './answer'
import { SCHEME } from './security-policy'

/** Has to run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ])
}

export function serveScheme(roots: Roots): void {
  protocol.handle(SCHEME, ({ url, method, headers }) =>
    answer(roots, { url, method, range: headers.get('range') }),
  )
}
