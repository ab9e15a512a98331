/** Applies the security policy to every web contents and session, also to ones nobody meant to make. */
import { app, session } from 'electron'
import { isAllowedPermission, isOwnPage } from './security-policy'

export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event, url) => {
      if (!isOwnPage(url)) event.preventDefault()
    })
  })
}

export function guardSession(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, reply) => reply(isAllowedPermission(permission)))
  own.setPermissionCheckHandler((_contents, permission) => isAllowedPermission(permission))
  own.on('will-download', (event) => event.preventDefault())
}
